"""What comparing a part of a name asks for again and again, told once for each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from seedreader.entities.knowledge import Knowledge, Reading
from seedreader.entities.letters import Script, fold, word_script
from seedreader.entities.memo import Memo
from seedreader.entities.transliteration import consonants, latin_letters, respelled, romanise

_MOST_PARTS: Final = 50_000
"""Parts that are remembered: some 25 megabytes, when the names of many thousand articles were
compared."""


@dataclass(frozen=True, slots=True, eq=False)
class PartSpelling:
    """A part of a name, as it is compared.

    Attributes:
        text: the part.
        key: see `parts.part_key`.
        script: of its letters.
        numbers: the parts of names in the knowledge base that it may be.
        latin: its likeliest Latin spelling, in lower-case ASCII letters.
        consonants: of that; see `transliteration.consonants`.
        size: how many these are.
        readings: how its Chinese characters are read; empty if that is not known of all.
    """

    text: str
    key: str
    script: Script
    numbers: frozenset[int]
    latin: str
    consonants: int
    size: int
    readings: Sequence[Reading]


class PartSpellings:
    """Makes them, and remembers them."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Spell with what is known about parts of names."""
        self._knowledge = knowledge
        self._romanised: dict[Script, dict[str, str]] = {}
        self.of = Memo(self._of, _MOST_PARTS).__getitem__

    def _of(self, part: str) -> PartSpelling:
        script = word_script(part)
        latin = (
            latin_letters(part)
            if script is Script.LATIN
            else self.romanised(self.plain(part, script), script)
        )
        mask, size = consonants(latin)
        readings: list[Reading] = []
        if script is Script.HAN:
            known = self._knowledge.readings
            found = [known.get(c) for c in part.translate(self._knowledge.simplify)]
            if None not in found:
                readings = [reading for reading in found if reading is not None]
        return PartSpelling(
            part,
            self._knowledge.part_keys[part],
            script,
            self._knowledge.part_numbers[part],
            latin,
            mask,
            size,
            readings,
        )

    def plain(self, part: str, script: Script) -> str:
        """Return a part as the transliteration tables spell it."""
        if script is Script.HAN:
            return part.translate(self._knowledge.simplify).replace("-", "")
        if script is Script.CYRILLIC:
            return fold(part).replace("-", "")
        return respelled(part)

    def romanised(self, plain: str, script: Script) -> str:
        """Return the likeliest Latin spelling of a part, each character looked up once."""
        found = self._romanised.setdefault(script, {})
        for character in plain:
            if character not in found:
                found[character] = romanise(character, self._knowledge.tables.get(script, {}))
        return "".join(map(found.__getitem__, plain))
