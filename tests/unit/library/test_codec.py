"""Paragraphs, word links and flags as they are kept."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from seedreader.article import Paragraph, ParagraphKind, Span
from seedreader.library.codec import (
    decode_flags,
    decode_links,
    decode_paragraphs,
    encode_flags,
    encode_links,
    encode_paragraphs,
)
from seedreader.translation.alignment import WordLink
from seedreader.translation.flag import Flag, FlagName

offsets = st.integers(0, 2**32 - 1)
spans = st.builds(Span, offsets, offsets)
paragraphs = st.lists(
    st.builds(
        Paragraph,
        kind=st.sampled_from(ParagraphKind),
        span=spans,
        language=st.sampled_from(["uk", "zh-Hant", "und", "sr-Latn-RS"]),
        sentences=st.lists(spans, max_size=5).map(tuple),
    ),
    max_size=20,
).map(tuple)


@given(paragraphs)
def test_what_is_encoded_comes_back(given_paragraphs: tuple[Paragraph, ...]) -> None:
    assert decode_paragraphs(encode_paragraphs(given_paragraphs)) == given_paragraphs


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_or_decoded_but_nothing_else(data: bytes) -> None:
    try:
        decoded = decode_paragraphs(data)
    except ValueError:
        return
    assert isinstance(decoded, tuple)


@settings(max_examples=30, phases=(Phase.generate,))
@given(paragraphs.filter(len), st.data())
def test_bytes_cut_short_are_refused(
    given_paragraphs: tuple[Paragraph, ...], data: st.DataObject
) -> None:
    whole = encode_paragraphs(given_paragraphs)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError, match=r"."):
        decode_paragraphs(whole[:cut])


confidences = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
links = st.builds(WordLink, offsets, offsets, offsets, offsets, confidences)
near = st.integers(0, 300)
near_links = st.builds(WordLink, near, near, near, near, confidences)


@given(st.none() | (st.lists(near_links) | st.lists(links, max_size=5)).map(tuple))
def test_links_that_are_encoded_come_back(given_links: tuple[WordLink, ...] | None) -> None:
    assert decode_links(encode_links(given_links)) == given_links


@given(st.binary(max_size=60))
def test_other_bytes_are_no_links(data: bytes) -> None:
    decoded = decode_links(data)
    assert decoded is None or all(isinstance(link, WordLink) for link in decoded)


flags = st.lists(st.builds(Flag, st.sampled_from(FlagName), st.text())).map(tuple)


@given(flags)
def test_flags_that_are_encoded_come_back(given_flags: tuple[Flag, ...]) -> None:
    line = encode_flags(given_flags)
    assert decode_flags(line) == given_flags
    assert (line is None) is (not given_flags)


@pytest.mark.parametrize("line", ["", "{", "7", '{"a": 1}', "[[]]", "[7]", '[["loop"]]'])
def test_other_lines_are_no_flags(line: str) -> None:
    assert decode_flags(line) == ()


def test_a_flag_of_a_later_version_is_left_out() -> None:
    line = '[["loop","twice"],["tone","rude"],["echo",7]]'
    assert decode_flags(line) == (Flag(FlagName.LOOP, "twice"),)
