"""Paragraphs, word links and flags as the database keeps them.

Numbers have a fixed width, so that long articles open fast.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable

from seedreader.article import Paragraph, ParagraphKind, Span
from seedreader.translation.alignment import WordLink
from seedreader.translation.flag import Flag, FlagName

_KINDS = (ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BOILERPLATE)
_NUMBERS_PER_PARAGRAPH = 5  # kind, start, end, language, number of sentences
_LENGTH_BYTES = 4

_LINKS = {1: struct.Struct("<HHHHB"), 2: struct.Struct("<IIIIB")}
"""By the first byte: how a link is written; its four offsets, and its confidence in hundredths."""
_NARROW, _WIDE = _LINKS
_LAST_NARROW = 2**16 - 1
_PRECISION = 100
_CONFIDENCES = tuple(number / _PRECISION for number in range(256))


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


def encode_links(links: Iterable[WordLink] | None) -> bytes | None:
    """Return the links as bytes; None stays None."""
    if links is None:
        return None
    rows = [
        (
            link.source_start,
            link.source_end,
            link.target_start,
            link.target_end,
            round(link.confidence * _PRECISION),
        )
        for link in links
    ]
    is_wide = any(max(row) > _LAST_NARROW for row in rows)
    kind = _WIDE if is_wide else _NARROW
    pack = _LINKS[kind].pack
    return bytes([kind]) + b"".join(pack(*row) for row in rows)


def decode_links(data: bytes | None) -> tuple[WordLink, ...] | None:
    """Return what `encode_links` was given, confidences to two digits.

    What is not of that form counts as unknown: None.
    """
    if not data:
        return None
    try:
        rows = _LINKS[data[0]].iter_unpack(memoryview(data)[1:])
    except (KeyError, struct.error):
        return None
    return tuple(
        [
            WordLink(source_start, source_end, target_start, target_end, _CONFIDENCES[hundredths])
            for source_start, source_end, target_start, target_end, hundredths in rows
        ]
    )


def encode_flags(flags: Iterable[Flag]) -> str | None:
    """Return flags as a line of JSON, or None if there are none."""
    import json  # noqa: PLC0415 - not needed for the first paint

    rows = [[flag.name.value, flag.reason] for flag in flags]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def decode_flags(line: str | None) -> tuple[Flag, ...]:
    """Return what `encode_flags` was given; what is not of that form is left out."""
    if not line:
        return ()
    import json  # noqa: PLC0415 - not needed for the first paint

    try:
        return tuple(
            Flag(FlagName(name), reason)
            for name, reason in json.loads(line)
            if name in _FLAG_NAMES and isinstance(reason, str)
        )
    except (TypeError, ValueError):
        return ()


_FLAG_NAMES = frozenset(FlagName)
