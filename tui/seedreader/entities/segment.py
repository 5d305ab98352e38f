"""Cuts Chinese text into words: the likeliest path through a dictionary of words (unigrams).

The names of the knowledge base are words as well, so that a name inside another word (日本 in
日本广播协会) or across two words is not found.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Final

from seedreader.entities.knowledge import Knowledge

_NAME_COUNT: Final = 400
_RANK_COUNT: Final = 60
_LONGEST: Final = 14


class Segmenter:
    """Cuts text with the words of a knowledge base. Loads them when first used."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def _costs(self) -> tuple[dict[str, float], dict[str, int], float]:
        counts = {word: float(count) for word, (count, _) in self._knowledge.han_words.items()}
        for names in self._knowledge.han.values():
            for name, entries in names.items():
                if len(name) > 1:
                    rank = max(self._knowledge.entity(e.entity).rank for e in entries)
                    known = _NAME_COUNT + (_RANK_COUNT * rank if rank > _RANK_COUNT else 0)
                    counts[name] = max(counts.get(name, 0.0), known)
        total = math.log(sum(counts.values()))
        reach: dict[str, int] = {}
        for word in counts:
            if len(word) > 1:
                head = word[:2]
                reach[head] = max(reach.get(head, 0), min(len(word), _LONGEST))
        return {w: total - math.log(n) for w, n in counts.items()}, reach, total

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the words of a text as pairs of offsets. Unknown characters stand alone."""
        costs, reach, total = self._costs
        size = len(text)
        best = [0.0] * (size + 1)
        step = [0] * (size + 1)
        for start in range(size - 1, -1, -1):
            cheapest = costs.get(text[start], total) + best[start + 1]
            length = 1
            limit = reach.get(text[start : start + 2], 0)
            for width in range(2, min(limit, size - start) + 1):
                price = costs.get(text[start : start + width])
                if price is not None:
                    price += best[start + width]
                    if price < cheapest:
                        cheapest, length = price, width
            best[start] = cheapest
            step[start] = length
        found = []
        start = 0
        while start < size:
            found.append((start, start + step[start]))
            start += step[start]
        return found
