"""The word under the cursor, and its counterparts in the other language."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from seedreader.translation.alignment import WordLink, words
from seedreader.ui.reading.document import Document
from seedreader.ui.reading.layout import Side

CERTAIN = 0.5
"""Links of less confidence are shown as uncertain."""

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the current sentence.

    Attributes:
        side: the language it is of.
        start, end: code points into the sentence or into its translation; end exclusive.
    """

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LitWord:
    """A stretch of text to be lit.

    Attributes:
        side: the language it is of.
        start, end: code points, into the article's text or into the sentence's translation.
        confidence: from 0 to 1; how likely it is meant.
    """

    side: Side
    start: int
    end: int
    confidence: float

    @property
    def is_certain(self) -> bool:
        """Whether it is more than a guess."""
        return self.confidence >= CERTAIN


def words_of(document: Document, sentence: int, side: Side) -> list[Extent]:
    """Return the places of a sentence's words: see `Word`. Those that are linked are one word."""
    text = _text(document, sentence, side)
    linked = {_extent(link, side) for link in _links(document, sentence)}
    linked = {extent for extent in linked if 0 <= extent[0] < extent[1] <= len(text)}
    taken = sorted(linked)
    reached = 0
    ends: list[int] = []  # how far those reach that begin no later
    for _, end in taken:
        reached = max(reached, end)
        ends.append(reached)
    starts = [start for start, _ in taken]

    def is_free(extent: Extent) -> bool:
        at = bisect.bisect_left(starts, extent[1])
        return at == 0 or ends[at - 1] <= extent[0]

    return sorted(linked | {extent for extent in words(text) if is_free(extent)})


def next_word(document: Document, sentence: int, word: Word | None, step: int) -> Word | None:
    """Return the word after (1) or before (-1) a word; with none, the first or the last.

    At either end it is the word itself. None in a sentence without words.
    """
    side = word.side if word else Side.SOURCE
    places = words_of(document, sentence, side)
    if not places:
        return None
    if word is None:
        at = 0 if step > 0 else len(places) - 1
    elif step > 0:
        at = min(bisect.bisect_right(places, (word.start, word.end)), len(places) - 1)
    else:
        at = max(0, bisect.bisect_left(places, (word.start, word.end)) - 1)
    return Word(side, *places[at])


def word_at(document: Document, sentence: int, side: Side, offset: int) -> Word | None:
    """Return the word at an offset of the article's text, or of the sentence's translation."""
    if side is Side.SOURCE:
        offset -= document.sentences[sentence].start
    for start, end in words_of(document, sentence, side):
        if start <= offset < end:
            return Word(side, start, end)
    return None


def counterparts(document: Document, sentence: int, word: Word) -> list[tuple[Extent, float]]:
    """Return the words of the other side that a word is linked with, and how surely, in order."""
    other = Side.TARGET if word.side is Side.SOURCE else Side.SOURCE
    found: dict[Extent, float] = {}
    for link in _links(document, sentence):
        start, end = _extent(link, word.side)
        if start < word.end and word.start < end:
            there = _extent(link, other)
            found[there] = max(link.confidence, found.get(there, 0.0))
    return sorted(found.items())


def lit_words(document: Document, sentence: int, word: Word) -> tuple[LitWord, ...]:
    """Return what is lit for a word: itself first, then its counterparts."""
    other = Side.TARGET if word.side is Side.SOURCE else Side.SOURCE
    found = [(word.side, (word.start, word.end), 1.0)]
    found += [(other, *linked) for linked in counterparts(document, sentence, word)]
    shift = document.sentences[sentence].start
    return tuple(
        LitWord(side, start + shift, end + shift, confidence)
        if side is Side.SOURCE
        else LitWord(side, start, end, confidence)
        for side, (start, end), confidence in found
    )


def word_text(document: Document, sentence: int, side: Side, extent: Extent) -> str:
    """Return a word's letters, on one line."""
    return " ".join(_text(document, sentence, side)[extent[0] : extent[1]].split())


def _text(document: Document, sentence: int, side: Side) -> str:
    if side is Side.SOURCE:
        return document.sentences[sentence].of(document.article.text)
    translation = document.translation(sentence)
    return translation.text if translation is not None else ""


def _links(document: Document, sentence: int) -> tuple[WordLink, ...]:
    translation = document.translation(sentence)
    return (translation.alignment if translation is not None else None) or ()


def _extent(link: WordLink, side: Side) -> Extent:
    if side is Side.SOURCE:
        return link.source_start, link.source_end
    return link.target_start, link.target_end
