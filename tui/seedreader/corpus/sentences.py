"""Where a paragraph's sentences begin and end.

Ends of sentences are found by `seedreader.corpus._sentence_ends`; here what lies between them
becomes spans, and sentences longer than a translation model can read are cut.

All offsets are code points. Time and memory grow linearly with the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seedreader.article import Span, primary_language
from seedreader.corpus._long_sentences import cut_long
from seedreader.corpus._sentence_ends import SentenceEnds

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["split_sentences"]

_WORD: Final = re.compile(r"[^\W_]")


def split_sentences(text: str, start: int, end: int, language: str) -> tuple[Span, ...]:
    """Return the sentences of `text[start:end]`, a whole paragraph.

    A line feed within it is taken for white space. Closing quotes and brackets belong to the
    sentence that they end. What has no letter or digit is joined to its neighbour.

    Args:
        text: any string, lone surrogates included.
        start: code point at which the paragraph begins.
        end: code point before which it ends.
        language: BCP 47 code; unknown ones, `und` among them, get rules that suit most.

    Returns:
        Spans in order, without surrounding white space, not overlapping; only white space lies
        between them. None if there is nothing but white space.
    """
    spans: list[Span] = []
    for sentence in _joined(text, _stripped(text, start, end, primary_language(language))):
        spans.extend(cut_long(text, sentence))
    return tuple(spans)


def _stripped(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """Yield what lies between the cuts, without surrounding white space, empty parts left out."""
    for cut in SentenceEnds(text, start, end, language):
        first, last = start, cut
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield Span(first, last)
        start = cut


def _joined(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans, those without letter or digit joined to the one before, else after."""
    waiting: Span | None = None
    has_word = False
    for span in spans:
        has_word_too = _WORD.search(text, span.start, span.end) is not None
        if waiting is None:
            waiting, has_word = span, has_word_too
        elif has_word and has_word_too:
            yield waiting
            waiting = span
        else:
            waiting, has_word = Span(waiting.start, span.end), has_word or has_word_too
    if waiting is not None:
        yield waiting
