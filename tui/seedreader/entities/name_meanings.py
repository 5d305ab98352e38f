"""Which entities of the knowledge base a name may be a name of, by its spelling alone.

Finding asks for more than that before it takes a word for one of them: an article that writes
Boots, Manchester or Variety may mean a person, or nothing at all. What it leaves open, other
articles about the same can tell.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, keys, word_script
from seedreader.entities.mention import Kind
from seedreader.entities.names import Flag, NameEntry

_MOST: Final = 6
"""Entities of one name above which it says too little: San José, Springfield."""
_HAN_OR_KANA: Final = frozenset({Script.HAN, Script.KANA})
_NO_NAME: Final = Flag.WEAK | Flag.PREFIX


class Meanings:
    """Looks names up, whatever they stand for in their article."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Look them up in `knowledge`."""
        self._knowledge = knowledge
        self.of = lru_cache(maxsize=10_000)(self._of)

    def rank(self, form: tuple[str, ...], entity: str) -> int:
        """Return the rank (see `Known`) of one of the entities that `of` gives, or else 0."""
        found = map(self._knowledge.entity, self._numbers(form))
        return max((known.rank for known in found if known.key == entity), default=0)

    def are_institutions(self, form: tuple[str, ...]) -> bool:
        """Tell whether all entities that have a name of these words are institutions."""
        return all(self._knowledge.entity(n).kind is Kind.ORG for n in self._numbers(form))

    def _numbers(self, form: tuple[str, ...]) -> set[int]:
        mixed = len(form) > 1 and word_script(form[-1]) in _HAN_OR_KANA  # CBC新闻
        if mixed or word_script(form[0]) in _HAN_OR_KANA:
            return self._han(form)
        return self._spaced(form)

    def _of(self, form: tuple[str, ...]) -> frozenset[str]:
        """Return identifiers of the entities that have a name of these words, in any language."""
        numbers = self._numbers(form)
        if len(numbers) > _MOST:
            return frozenset()
        return frozenset(self._knowledge.entity(number).key for number in numbers)

    def _han(self, form: tuple[str, ...]) -> set[int]:
        name = "".join(form).translate(self._knowledge.simplify)
        entries = self._knowledge.han(name)
        return {entry.entity for entry in entries if not entry.flags & _NO_NAME}

    def _spaced(self, form: tuple[str, ...]) -> set[int]:
        rest = [frozenset(keys(word)) for word in form[1:]]
        found: set[int] = set()
        for _, names in self._knowledge.heads[form[0]]:
            if not rest:
                entries = names.alone
            else:
                entries = tuple(e for key in rest[0] for e in names.longer.get(key, ()))
            found.update(e.entity for e in entries if _fits(e, rest))
        return found


def _fits(entry: NameEntry, rest: list[frozenset[str]]) -> bool:
    return (
        not entry.flags & _NO_NAME
        and len(entry.rest) == len(rest)
        and all(key in words for key, words in zip(entry.rest, rest, strict=True))
    )
