"""An article's paragraphs as bytes: fixed-width numbers, so that long articles open fast."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

from seedreader.article import Paragraph, ParagraphKind, Span

_KINDS = (ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BOILERPLATE)
_NUMBERS_PER_PARAGRAPH = 5  # kind, start, end, language, number of sentences
_LENGTH_BYTES = 4


def encode_paragraphs(paragraphs: Iterable[Paragraph]) -> bytes:
    """Return the paragraphs as bytes, little-endian on every machine."""
    languages: dict[str, int] = {}
    heads, offsets = array("I"), array("I")
    for paragraph in paragraphs:
        language = languages.setdefault(paragraph.language, len(languages))
        heads.extend(
            (
                _KINDS.index(paragraph.kind),
                paragraph.span.start,
                paragraph.span.end,
                language,
                len(paragraph.sentences),
            )
        )
        for sentence in paragraph.sentences:
            offsets.extend((sentence.start, sentence.end))
    names = "\n".join(languages).encode()
    parts = [len(names).to_bytes(_LENGTH_BYTES, "little"), names]
    parts.append((len(heads) // _NUMBERS_PER_PARAGRAPH).to_bytes(_LENGTH_BYTES, "little"))
    for numbers in (heads, offsets):
        if sys.byteorder == "big":
            numbers.byteswap()
        parts.append(numbers.tobytes())
    return b"".join(parts)


def decode_paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    """Return what `encode_paragraphs` was given.

    Raises:
        ValueError: the bytes are not of that form.
    """
    view = memoryview(data)
    names_end = _LENGTH_BYTES + int.from_bytes(view[:_LENGTH_BYTES], "little")
    heads_start = names_end + _LENGTH_BYTES
    count = int.from_bytes(view[names_end:heads_start], "little")
    heads, offsets = array("I"), array("I")
    heads_end = heads_start + count * _NUMBERS_PER_PARAGRAPH * heads.itemsize
    try:
        languages = bytes(view[_LENGTH_BYTES:names_end]).decode().split("\n")
        heads.frombytes(view[heads_start:heads_end])
        offsets.frombytes(view[heads_end:])
        sentences_in_all = sum(heads[_NUMBERS_PER_PARAGRAPH - 1 :: _NUMBERS_PER_PARAGRAPH])
        if heads_start > len(view) or heads_end > len(view) or len(offsets) != 2 * sentences_in_all:
            raise ValueError("not an encoded list of paragraphs")
        if sys.byteorder == "big":
            heads.byteswap()
            offsets.byteswap()
        paragraphs = []
        spans = list(map(Span, offsets[0::2], offsets[1::2]))
        first = 0
        for at in range(0, len(heads), _NUMBERS_PER_PARAGRAPH):
            kind, start, end, language, sentences = heads[at : at + _NUMBERS_PER_PARAGRAPH]
            paragraphs.append(
                Paragraph(
                    kind=_KINDS[kind],
                    span=Span(start, end),
                    language=languages[language],
                    sentences=tuple(spans[first : first + sentences]),
                )
            )
            first += sentences
    except (IndexError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("not an encoded list of paragraphs") from error
    return tuple(paragraphs)
