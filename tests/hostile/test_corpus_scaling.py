"""Twice the text takes about twice the time, whatever the text is."""

from __future__ import annotations

import time

import pytest

from seedreader.corpus import decode, sanitise
from seedreader.corpus.structure import structure

# Quadratic would be four times; a machine that is busy with other things gets some leeway.
MOST = 3.2

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


def fastest(function: object, argument: str) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(argument)  # type: ignore[operator]
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("name", TEXTS)
def test_structure_is_linear(name: str) -> None:
    structure(TEXTS[name](10))
    small, large = (fastest(structure, TEXTS[name](n)) for n in (1500, 6000))
    assert large < MOST * 2 * max(small, 0.002)


@pytest.mark.parametrize("name", STRINGS)
def test_sanitise_is_linear(name: str) -> None:
    small, large = (fastest(sanitise, STRINGS[name](n)) for n in (30_000, 120_000))
    assert large < MOST * 2 * max(small, 0.002)


def test_decoding_looks_at_a_bounded_sample() -> None:
    line = "Вчора в місті відкрили новий міст. " * 100 + "\n"
    decode(line.encode("koi8_u"))
    start = time.perf_counter()
    text, encoding = decode((line * 500).encode("koi8_u"))
    assert time.perf_counter() - start < 3
    assert (text, encoding) == (line * 500, "koi8_u")
