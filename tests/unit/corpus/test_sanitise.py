from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.corpus import printable, sanitise, sanitise_line

# What the rules are about, more often than chance would have it.
pieces = st.one_of(
    st.text(max_size=5),
    st.sampled_from(
        (
            *("\x1b", "\x1b[", "\x1b]", "\x07", "\x1b\\", "\x9b", "\x9d", "\x9c", "31m", ";1H"),
            *("\r", "\n", "\r\n", "\x85", "\u2028", "\t", "\x00", "e", "\u1100", "\u1161"),
            *("\u200d", "\u200c", "\u0301", "\u0323", "\u0344", "\ufeff", "\u202e", "\u2066"),
            *("\U000e0041", "\ud800"),
        )
    ),
)
texts = st.lists(pieces, max_size=60).map("".join)


@given(texts)
def test_idempotent(text: str) -> None:
    once = sanitise(text)
    assert sanitise(once) == once


@given(texts)
def test_nothing_harmful_is_left_and_the_form_is_nfc(text: str) -> None:
    clean = sanitise(text)
    assert unicodedata.is_normalized("NFC", clean)
    categories = {unicodedata.category(character) for character in clean if character != "\n"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\xad")
    clean.encode("utf-8")


@given(texts, st.integers(1, 40))
def test_a_line_is_one_line_of_limited_length(text: str, limit: int) -> None:
    line = sanitise_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("red \x1b[1;31malert\x1b[0m now", "red alert now"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jtext \x9d0;x\x9cmore", "text more"),
        ("\x1bPq#0\x1b\\a\x1b(Bb\x1bcd", "abd"),
        ("a\x1b]never ended, so the text stays", "anever ended, so the text stays"),
        ("a\x1b", "a"),
        ("\x1b\x00[31mred", "red"),
        ("a\u202eb\u2066c\u2069d", "abcd"),
        ("a\u200fb\u200ec", "a\u200fb\u200ec"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("a\u200d\u200d\u200c\u200db", "a\u200db"),
        ("e\u0301", "\u00e9"),
        ("co\xadop\ttab\xa0x", "coop tab\xa0x"),
        ("\ufeffa\ufffeb\U000e0041c\ufff9d\ud800e\U0001ffffz", "abcdez"),
    ],
)
def test_examples(dirty: str, clean: str) -> None:
    assert sanitise(dirty) == clean


def test_a_control_string_that_is_too_long_takes_no_text_with_it() -> None:
    text = "a" * 5000
    assert sanitise(f"\x1b]{text}\x07") == text


def test_absurd_runs_of_marks_are_cut() -> None:
    clean = sanitise("Z" + "\u0352\u0300" * 500 + "algo")
    assert clean.startswith("Z")
    assert clean.endswith("algo")
    assert len(clean) <= 36


def test_a_line_is_cut_with_an_ellipsis() -> None:
    assert sanitise_line("one\ntwo  three", 100) == "one two three"
    assert sanitise_line("one two three", 8) == "one two…"
    assert sanitise_line(" " * 10_000 + "x", 5) == "x"
    with pytest.raises(ValueError, match="limit"):
        sanitise_line("x", 0)


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_file_names_become_printable_and_stay_different(name: str) -> None:
    shown = printable(name)
    shown.encode("utf-8")
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown
    )
    if name.isprintable() and "\\" not in name:
        assert shown == name
    else:
        assert shown != name or not name


def test_file_names_show_what_they_hide() -> None:
    name = b"caf\xe9\x1b[2J\n\xe2\x80\xae\\".decode("utf-8", "surrogateescape")
    assert printable(PurePosixPath(name)) == "caf\\xe9\\x1b[2J\\x0a\\u202e\\\\"
