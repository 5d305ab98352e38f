"""Under which keys names are stored and looked for, so that only like ones are compared."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from seedreader.entities.generic_words import LIGHT
from seedreader.entities.japanese import SURNAMES
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, word_script
from seedreader.entities.likeness import Likeness
from seedreader.entities.name_meanings import Meanings
from seedreader.entities.wording import wording

_SOUNDED: Final = 4
"""Latin letters from which a part is looked for by its sound."""
_TWO: Final = 2
_THREE: Final = 3
"""Consonants by which a part alone is looked for: two begin too many."""
_FEW: Final = 12
"""Numbers of a part of which keys with the other part are made; of common syllables only the
first ones, to keep a name's keys few."""
_MOST_NUMBERS: Final = 20
"""Names that a part may be above which it is not looked for by them. Short syllables in many
scripts (Лі, Yuan) have about fifteen; of 10,000 parts in the knowledge base four have more."""
_MOST_PAIRS: Final = 200
"""Pairs of numbers of two parts above which no keys are made of them."""
_MOST_WORDS: Final = 24
"""Keys of generic words that a name has at most."""
_BITS: Final = 2_048
"""Bits that tell in which keys two names may agree: of some 25 keys each, few fall together."""


def by_meaning(entity: str) -> str:
    """Return the key under which an entity of the knowledge base is found by any of its names."""
    return f"e{entity}"


class Keys(NamedTuple):
    """The keys of a name.

    Attributes:
        stored: under which a cluster with this name is found.
        looked_up: under which clusters with a like name may be found.
        sounds: the same, where the first consonants of one part are all that is alike: that says
            something of clusters of related articles only.
        stored_bits: one bit for each of `stored`. Names of which one is stored under a key that
            is looked up for the other have a bit in common; few others do.
        looked_up_bits: one bit for each of `looked_up` and `sounds`.
    """

    stored: tuple[str, ...]
    looked_up: tuple[str, ...]
    sounds: tuple[str, ...]
    stored_bits: int
    looked_up_bits: int


class Blocking:
    """Makes the keys of names. They depend on the name and the knowledge base alone."""

    def __init__(self, knowledge: Knowledge, likeness: Likeness, meanings: Meanings) -> None:
        """Make keys with what is known about parts of names, and about whole ones."""
        self._meanings = meanings
        self._knowledge = knowledge
        self._likeness = likeness
        self.keys = lru_cache(maxsize=6_000)(self._keys)
        # Names are made of the same parts again and again.
        self._marks = lru_cache(maxsize=20_000)(self._sorted_marks)
        self._part_keys = lru_cache(maxsize=10_000)(self._keys_of_part)

    def _keys(self, form: tuple[str, ...]) -> Keys:
        stored, looked_up, sounds = self._block_keys(form)
        return Keys(stored, looked_up, sounds, _bits(stored), _bits(looked_up + sounds))

    def _block_keys(self, form: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return the keys to store a name under, those to look for, and of these the sounds.

        `=` is the name itself, `p` two parts by their first consonants, `f` a part of a full name
        and `l` a name of one part, each by what it may be; `e` an entity of the knowledge base
        that it may name, `c` a generic word with the beginning of the name proper.
        """
        meant = sorted(map(by_meaning, self._meanings.of(form)))
        meant += self._word_keys(form)
        same = "=" + "|".join(sorted(self._likeness.part(part).key for part in form))
        if len(form) == 1:
            own, sounds = self._part_keys(form[0]), self._sounds(form[0])
            stored = (same, *(f"l{k}" for k in own + sounds), *meant)
            looked_up = (same, *(f"{t}{k}" for t in "lf" for k in own), *meant)
            return stored, looked_up, tuple(f"{t}{k}" for t in "lf" for k in sounds)
        ends = (form[0], form[-1])
        first, last = (self._marks(part) for part in ends)
        pairs = sorted({"p" + "+".join(sorted((a, b))) for a in first for b in last})
        if len(form) > _TWO:
            given = self._marks("".join(form[1:]))
            family = self._marks("".join(form[:-1]))
            pairs += sorted({"p" + "+".join(sorted((a, b))) for a in first for b in given})
            pairs += sorted({"p" + "+".join(sorted((a, b))) for a in family for b in last})
            # A double surname may stand without the given name: Berners-Lee.
            inner = self._marks(form[-2])
            pairs += sorted({"p" + "+".join(sorted((a, b))) for a in inner for b in last})
        numbers = [
            self._likeness.part(part).numbers for part in (form[0], "".join(form[1:]), form[-1])
        ]
        pairs += sorted(
            f"k{min(a, b)}+{max(a, b)}"
            for other in numbers[1:]
            if len(numbers[0]) * len(other) <= _MOST_PAIRS
            for a in numbers[0]
            for b in other
        )
        rest = "".join(form[1:])
        pairs += [f"m{n}+{m}" for n in sorted(numbers[0])[:_FEW] for m in self._marks(rest)]
        pairs += [f"m{n}+{m}" for n in sorted(numbers[2])[:_FEW] for m in first]
        pairs += [f"m{n}+{m}" for n in sorted(numbers[0])[:_FEW] for m in last]
        pairs = list(dict.fromkeys(pairs))
        whole: list[str] = []
        if len(form) > _TWO or any(word_script(part) is not Script.LATIN for part in form):
            whole = sorted(
                f"w{m}{len(self._likeness.part(''.join(form)).latin) // 4}"
                for m in self._marks("".join(form))
            )
        parts = sorted({k for part in ends for k in self._part_keys(part)})
        heard = {k for part in ends for k in self._sounds(part)}
        # What is written as one word elsewhere: its first part may be too short to tell.
        heard |= {f"s{m}" for m in self._marks("".join(form[:_TWO]), _THREE)}
        sounds = tuple(sorted(heard))
        stored = (same, *pairs, *(f"f{k}" for k in (*parts, *sounds)), *whole, *meant)
        looked_up = (same, *pairs, *(f"l{k}" for k in parts), *whole, *meant)
        if form[0] in SURNAMES or max(map(len, numbers)) > _MOST_NUMBERS:
            # Of Hiroshi, which is 96 names in Chinese characters, no keys were made.
            looked_up += tuple(f"f{k}" for k in parts if k.startswith("#"))
        return stored, looked_up, tuple(f"l{k}" for k in sounds)

    def _word_keys(self, form: tuple[str, ...]) -> list[str]:
        """Return keys of each generic word with each part of the name proper, or with another."""
        told = wording(form, self._meanings)
        if len(told.proper) == _TWO and (not told.concepts or told.is_apposed):
            one, two = (sorted(self._meanings.of((part,))) for part in told.proper)
            if one and two:  # a company and a country: Toyota UK
                return ["n" + "+".join(sorted((a, b))) for a in one for b in two][:_MOST_WORDS]
        concepts = sorted({concept for each in told.concepts for concept in each - LIGHT})
        if not concepts or len(concepts) > _FEW:
            return []
        beside = concepts if len(told.concepts) > _TWO or not told.proper else []
        if told.proper:
            beside = sorted({m for part in told.proper[:_TWO] for m in self._marks(part)}) + beside
            beside += sorted({m for part in told.proper[:_TWO] for m in self._meanings.of((part,))})
        found = [f"c{concept}+{other}" for other in beside for concept in concepts]
        return found[:_MOST_WORDS]

    def _sorted_marks(self, part: str, most: int = _TWO) -> tuple[str, ...]:
        return tuple(sorted(self._likeness.first_consonants(part, most)))

    def _keys_of_part(self, part: str) -> tuple[str, ...]:
        numbers = self._likeness.part(part).numbers
        found = ["1" + self._likeness.part(part).key]
        found += [f"#{n}" for n in sorted(numbers)] if len(numbers) <= _MOST_NUMBERS else []
        return tuple(found)

    def _sounds(self, part: str) -> tuple[str, ...]:
        if len(self._likeness.part(part).latin) < _SOUNDED:
            return ()
        return tuple(f"s{m}" for m in self._marks(part, _THREE))


def _bits(keys: tuple[str, ...]) -> int:
    found = 0
    for key in keys:
        found |= 1 << crc32(key.encode()) % _BITS
    return found
