"""Make an article of a text: headline, body, boilerplate, sentences, date, source, length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.corpus import furniture
from seedreader.corpus.blocks import split_blocks
from seedreader.corpus.boilerplate import classify
from seedreader.corpus.dates import first_date
from seedreader.corpus.headline import find_headline
from seedreader.corpus.language import ParagraphLanguages, detect
from seedreader.corpus.scripts import unspaced_class
from seedreader.corpus.sentences import split_sentences
from seedreader.corpus.shape import measure
from seedreader.corpus.source import find_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedreader.corpus.blocks import Block

_LANGUAGE_SAMPLE: Final = 8000
"""Code points of the body from which its language is told."""

_PARAGRAPH_SAMPLE: Final = 1000
"""Code points of a paragraph from which its language is told."""

_DATE_LINES: Final = 12
_DATE_TAIL: Final = 1
"""How far from the body a date of publication may stand: lines of furniture before and after."""

_STANDFIRST: Final = 2
"""Paragraphs that may stand before the date."""

_DATELINE: Final = re.compile(r"[^\n]{4,80}?\d{4}\S{0,2}[^\w\n]{0,3}(?:[-–—(（]|[.:]\s)")
"""How a report begins that names its day: `CITY, May 3, 2023 (Agency) -`."""

# A vowel sign or a tone mark stands in the same range as the letters, but is no word character.
_UNSPACED: Final = unspaced_class()
_WORD: Final = re.compile(rf"(?=\w)[{_UNSPACED}]|[^\W_{_UNSPACED}][^\s–—/{_UNSPACED}]*")


def structure(text: str) -> Article:
    """Return the article that a sanitised text holds.

    `text` must be what `seedreader.corpus.sanitise` returns; every offset points into it. Takes
    linear time and never raises.
    """
    blocks = split_blocks(text)
    language = detect(_sample(text, blocks))
    shapes = [measure(text, block, language) for block in blocks]
    headline = find_headline(text, blocks, shapes)
    kinds = classify(text, blocks, shapes, headline)
    body = [block for block, kind in zip(blocks, kinds, strict=True) if kind is ParagraphKind.BODY]
    sample = _sample(text, body)
    if len(body) < len(blocks) - 1:  # furniture may have been in another language
        language = detect(sample)
    languages = ParagraphLanguages(language, sample)
    paragraphs = tuple(
        _paragraph(text, block, kind, languages) for block, kind in zip(blocks, kinds, strict=True)
    )
    title = None if headline is None else _title(text, blocks[headline])
    return Article(
        text=text,
        paragraphs=paragraphs,
        language=language,
        title=title,
        date=_date(text, blocks, kinds, headline, language),
        source=find_source(text, blocks, kinds, headline),
        words=sum(
            count_words(text, paragraph.span)
            for paragraph in paragraphs
            if paragraph.kind is not ParagraphKind.BOILERPLATE
        ),
    )


def count_words(text: str, span: Span) -> int:
    """Return how many words a stretch has; letters where a script does not separate words."""
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))


def _title(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _sample(text: str, blocks: Iterable[Block]) -> str:
    pieces: list[str] = []
    missing = _LANGUAGE_SAMPLE
    for block in blocks:
        piece = text[block.start : min(block.end, block.start + missing)]
        pieces.append(piece)
        missing -= len(piece)
        if missing <= 0:
            break
    return "\n".join(pieces)


def _paragraph(
    text: str, block: Block, kind: ParagraphKind, languages: ParagraphLanguages
) -> Paragraph:
    span = Span(block.start, block.end)
    own = languages.detect(text[block.start : min(block.end, block.start + _PARAGRAPH_SAMPLE)])
    if kind is ParagraphKind.TITLE:
        return Paragraph(kind, span, own, (span,))
    start = block.start
    mark = furniture.MARK.match(text, start, min(block.end, start + 40))
    if mark is not None and mark.end() < block.end:
        start = mark.end()
    return Paragraph(kind, span, own, split_sentences(text, start, block.end, own))


def _date(
    text: str,
    blocks: Sequence[Block],
    kinds: Sequence[ParagraphKind],
    headline: int | None,
    language: str,
) -> str | None:
    body = [index for index, kind in enumerate(kinds) if kind is ParagraphKind.BODY]
    if not body:
        return None
    # Furniture between the standfirst and the first paragraphs counts as well.
    near = [
        index
        for index in range(body[: _STANDFIRST + 1][-1])
        if index != headline and kinds[index] is ParagraphKind.BOILERPLATE
    ][-_DATE_LINES:]
    lines = [text[blocks[index].start : blocks[index].end][:200] for index in near]
    for index in body[:_STANDFIRST]:
        block = blocks[index]
        dateline = _DATELINE.match(text, block.start, min(block.end, block.start + 100))
        if dateline is not None:
            lines.append(dateline[0])
    after = range(body[-1] + 1, min(len(blocks), body[-1] + 1 + _DATE_TAIL))
    lines.extend(text[blocks[index].start : blocks[index].end][:200] for index in after)
    for line in lines:
        date = first_date(line, language)
        if date is not None:
            return date
    return None
