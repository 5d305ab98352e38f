"""Where words occur in an article, in the original and in the translation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from seedreader.ui.reading.document import Document
from seedreader.ui.reading.layout import Side

MAX_HITS = 20_000
"""No more are collected: one could not look at them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words occur.

    Attributes:
        sentence: number of the sentence in the document.
        side: original or translation.
        span_start: code points, into the article's text or into the sentence's translation.
        span_end: exclusive.
    """

    sentence: int
    side: Side
    span_start: int
    span_end: int


def find_hits(document: Document, query: str) -> tuple[Hit, ...]:
    """Return the places of a query, in reading order: each sentence's original comes first.

    Case is ignored; any white space in the query stands for any white space in the text.
    Takes time in proportion to the article's length.
    """
    words = unicodedata.normalize("NFC", query).split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    hits: list[Hit] = []
    for match in pattern.finditer(document.article.text):
        sentence = document.sentence_at(match.start())
        hits.append(Hit(sentence, Side.SOURCE, match.start(), match.end()))
        if len(hits) >= MAX_HITS:
            break
    for number, span in enumerate(document.sentences):
        translation = document.translations.get(span)
        if translation is None:
            continue
        hits += [
            Hit(number, Side.TARGET, match.start(), match.end())
            for match in pattern.finditer(translation.text)
        ]
        if len(hits) >= 2 * MAX_HITS:
            break
    hits.sort(key=lambda hit: (hit.sentence, hit.side is Side.TARGET, hit.span_start))
    return tuple(hits[:MAX_HITS])
