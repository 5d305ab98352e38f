"""Four times the text takes about four times the work, whatever the text is."""

from __future__ import annotations

import pytest
from tests.growth import assert_grows_less

from seedreader.corpus import decode, sanitise
from seedreader.corpus.structure import structure

TEXTS = {
    "one line": lambda n: "It was a fine day in the town. He said so himself. " * n,
    "one line without a stop": lambda n: "word " * (10 * n),
    "one word": lambda n: "a" * (50 * n),
    "lines of one letter": lambda n: "x\n" * n,
    "blank lines": lambda n: "Begin.\n" + "\n" * (40 * n) + "End.",
    "the same line": lambda n: "the same line again\n" * n,
    "wrapped lines": lambda n: ("word " * 14 + "\n") * n,
    "brackets": lambda n: "([" * (20 * n),
    "dashes": lambda n: " - " * (15 * n),
    "dates": lambda n: "3 May 2020, " * n,
    "addresses": lambda n: "a@" * (10 * n),
}

STRINGS = {
    "marks": lambda n: "a" + "\u0323\u0301" * n,
    "joiners": lambda n: "\u200d\u200c" * n,
    "control strings": lambda n: "\x1b]" * n,
    "open control sequences": lambda n: "\x1b[" + "1;" * n,
    "C1 controls": lambda n: "\x9d\x9b" * n,
    "spaces": lambda n: " " * n + "x",
    "short runs": lambda n: ("\u0301" * 30 + "a") * (n // 30),
}


@pytest.mark.parametrize("name", TEXTS)
def test_structure_is_linear(name: str) -> None:
    assert_grows_less(structure, TEXTS[name](1000), TEXTS[name](4000))


@pytest.mark.parametrize("name", STRINGS)
def test_sanitise_is_linear(name: str) -> None:
    assert_grows_less(sanitise, STRINGS[name](30_000), STRINGS[name](120_000))


def test_decoding_looks_at_a_bounded_sample() -> None:
    line = "Вчора в місті відкрили новий міст. " * 100 + "\n"
    data = line.encode("koi8_u")
    assert decode(data * 500) == (line * 500, "koi8_u")
    assert_grows_less(decode, data, data * 500, most=5)
