"""An article of which a file says what is headline and what is text."""

from __future__ import annotations

from typing import Final

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.corpus.blocks import split_blocks
from seedreader.corpus.formats.limits import BadFile
from seedreader.corpus.language import ParagraphLanguages, detect
from seedreader.corpus.sanitise import sanitise, sanitise_line
from seedreader.corpus.sentences import split_sentences
from seedreader.corpus.structure import count_words

_TITLE_LENGTH: Final = 500
_SOURCE_LENGTH: Final = 120
_SAMPLE: Final = 8_000
_PARAGRAPH_SAMPLE: Final = 1_000


def make_article(
    text: str, *, title: str | None, date: str | None = None, source: str | None = None
) -> Article:
    """Return an article of text from outside; everything is sanitised here.

    Args:
        text: the body, a paragraph a line or between empty lines, without the headline.
        title: the headline, or None.
        date: of publication, ISO 8601 (what follows the day is left out), or None.
        source: who published it, or None.

    Raises:
        BadFile: there is no text.
    """
    body = sanitise(text).strip()
    if not body.strip():
        raise BadFile("It has no visible text.", "Give a file with text in it.")
    headline = sanitise_line(title, _TITLE_LENGTH) if title else ""
    if headline and " ".join(body[: 2 * len(headline)].split()).startswith(headline):
        lines = body.split("\n", 1)
        if " ".join(lines[0].split()) == headline and len(lines) > 1 and lines[1].strip():
            body = lines[1].strip()
    whole = f"{headline}\n\n{body}\n" if headline else f"{body}\n"
    start = len(headline)
    sample = body[:_SAMPLE]
    language = detect(sample)
    languages = ParagraphLanguages(language, sample)
    paragraphs = []
    if headline:
        span = Span(0, start)
        paragraphs.append(Paragraph(ParagraphKind.TITLE, span, languages.detect(headline), (span,)))
    for block in split_blocks(whole):
        if block.start < start:
            continue
        span = Span(block.start, block.end)
        own = languages.detect(whole[span.start : min(span.end, span.start + _PARAGRAPH_SAMPLE)])
        sentences = split_sentences(whole, span.start, span.end, own)
        paragraphs.append(Paragraph(ParagraphKind.BODY, span, own, sentences))
    return Article(
        text=whole,
        paragraphs=tuple(paragraphs),
        language=language,
        title=headline or None,
        date=_day(date),
        source=(sanitise_line(source, _SOURCE_LENGTH) or None) if source else None,
        words=sum(count_words(whole, paragraph.span) for paragraph in paragraphs),
    )


def _day(date: str | None) -> str | None:
    """Return the day of an ISO 8601 date, None for anything else."""
    import datetime  # noqa: PLC0415 - only where there is a date

    if not date:
        return None
    try:
        return datetime.date.fromisoformat(date[:10]).isoformat()
    except ValueError:
        return None
