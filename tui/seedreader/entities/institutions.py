"""Walks through a sentence for institutions whose first word alone has a capital."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from seedreader.entities.gazetteer import Match
from seedreader.entities.sentence import Sentence

Starts = Mapping[int, Match]
"""What is known to stand in a sentence, by the index of its first word."""


def institutions(
    sentence: Sentence, known: list[Match], end: Callable[[Sentence, int, Starts], int]
) -> list[tuple[int, int]]:
    """Return the first word of each institution's name and the index after its last.

    Args:
        sentence: where they are looked for; one in title case tells nothing.
        known: what stands there; what is longer than an institution is left alone.
        end: the index after the name that begins at a word, or 0 if none does.
    """
    if sentence.titled:
        return []
    starts = {m.first: m for m in known}
    found = []
    index = 0
    while index < len(sentence.words):
        last = end(sentence, index, starts)
        own = starts.get(index)
        if last and (own is None or own.last < last):
            found.append((index, last))
        index = max(last, index + 1)
    return found
