"""Paragraphs as bytes."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from seedreader.article import Paragraph, ParagraphKind, Span
from seedreader.library.codec import decode_paragraphs, encode_paragraphs

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
