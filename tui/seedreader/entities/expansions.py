"""Finds the long form of an acronym beside it: Competition and Markets Authority (CMA)."""

from __future__ import annotations

from typing import Final

from seedreader.entities.letters import CASED
from seedreader.entities.lexicon import CONNECTORS, PARTICLES
from seedreader.entities.sentence import SMALL_WORDS, Sentence

_SMALL: Final = SMALL_WORDS | CONNECTORS | PARTICLES
_LONGEST: Final = 10
"""Words of a long form, small ones included."""
_SHORTEST: Final = 3
"""Letters of an acronym: two initials are those of too much."""


def long_forms(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the first word of each long form and the index after its last.

    The initials of its words are the acronym's letters. It stands before the acronym in brackets,
    or in brackets behind it.
    """
    if sentence.shouted or sentence.text.find("(", sentence.start, sentence.end) < 0:
        return []
    found = []
    for index, word in enumerate(sentence.words):
        if len(word.text) < _SHORTEST or not word.text.isupper() or word.script not in CASED:
            continue
        if index and sentence.gap(index - 1) in (" (", " («"):
            first = _before(sentence, index)
            if first < index:
                found.append((first, index))
        elif index + 1 < len(sentence.words) and sentence.gap(index) == " (":
            last = _behind(sentence, index)
            if last > index + 1:
                found.append((index + 1, last))
    return found


def _before(sentence: Sentence, index: int) -> int:
    """Return the index of the first word of the long form before an acronym, or its own."""
    words, letters = sentence.words, sentence.words[index].text.casefold()
    left = len(letters)
    for first in range(index - 1, max(index - 1 - _LONGEST, -1), -1):
        if first + 1 < index and sentence.gap(first) not in (" ", "-", "\u00a0", "' ", "’ ", "'s "):
            return index
        if words[first].folded in _SMALL:
            continue
        left -= 1
        if words[first].text[0].casefold() != letters[left]:
            return index
        if not left:
            return first if words[first].capital and first + 1 < index else index
    return index


def _behind(sentence: Sentence, index: int) -> int:
    """Return the index after the long form in brackets behind an acronym, or the acronym's own."""
    words, letters = sentence.words, sentence.words[index].text.casefold()
    done = 0
    for last in range(index + 1, min(index + 1 + _LONGEST, len(words))):
        if last > index + 1 and sentence.gap(last - 1) not in (" ", "-", "\u00a0", "'s "):
            return index
        if words[last].folded not in _SMALL:
            if done == len(letters) or words[last].text[0].casefold() != letters[done]:
                return index
            done += 1
        closed = sentence.text[words[last].end : words[last].end + 1] == ")"
        if closed:
            return last + 1 if done == len(letters) and words[index + 1].capital else index
    return index
