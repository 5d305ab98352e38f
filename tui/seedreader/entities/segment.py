"""Cuts Chinese text into words: the likeliest path through a dictionary of words (unigrams).

The names of the knowledge base are words as well, so that a name inside another word (日本 in
日本广播协会) or across two words is not found.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Final

from seedreader.entities.han_lexicon import UNLISTED
from seedreader.entities.knowledge import Knowledge

_NAME_COUNT: Final = 400
_RANK_COUNT: Final = 60
_LONGEST: Final = 14
_PAIR: Final = 2
_NO_WORD: Final = (0, "")


class Segmenter:
    """Cuts text with the words of a knowledge base. Loads them when first used."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def _costs(self) -> tuple[dict[str, float], dict[str, int], float]:
        words = self._knowledge.han_words
        names = {
            name: max(words[name][0] if name in words else 0, _NAME_COUNT + _RANK_COUNT * rank)
            for name, rank in self._knowledge.han_ranks()
            if len(name) > 1
        }
        names.update((word, _NAME_COUNT) for word in UNLISTED if word not in words)
        counts = [count for count, _ in words.values()]
        gained = sum(count - words.get(name, _NO_WORD)[0] for name, count in names.items())
        total = math.log(sum(counts) + gained)
        logarithms = {count: total - math.log(count) for count in {*counts, *names.values()}}
        costs = dict(zip(words, map(logarithms.__getitem__, counts), strict=True))
        costs.update((name, logarithms[count]) for name, count in names.items())
        reach: dict[str, int] = {}
        for word in costs:
            size = len(word)
            if size > _PAIR and size > reach.get(word[:2], _PAIR):
                reach[word[:2]] = min(size, _LONGEST)
        return costs, reach, total

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the words of a text as pairs of offsets. Unknown characters stand alone."""
        costs, reach, total = self._costs
        size = len(text)
        best = [0.0] * (size + 1)
        step = [0] * (size + 1)
        cost_of, reach_of = costs.get, reach.get
        for start in range(size - 1, -1, -1):
            cheapest = cost_of(text[start], total) + best[start + 1]
            length = 1
            pair = text[start : start + _PAIR]
            price = cost_of(pair)
            if price is not None and start + 1 < size:
                price += best[start + _PAIR]
                if price < cheapest:
                    cheapest, length = price, _PAIR
            limit = reach_of(pair)
            if limit is not None:
                for width in range(_PAIR + 1, min(limit, size - start) + 1):
                    price = cost_of(text[start : start + width])
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
