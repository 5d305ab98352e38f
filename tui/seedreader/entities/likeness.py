"""Whether two parts of names are the same part, spelled differently, and why."""

from __future__ import annotations

from typing import Final

from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, fold, stem, word_script
from seedreader.entities.part_spelling import PartSpelling, PartSpellings
from seedreader.entities.parts import is_vietnamese
from seedreader.entities.transliteration import (
    comparable,
    cost,
    latin_letters,
    latin_marks,
    marks,
    may_differ,
)

LIKELY: Final = 2.4
"""Transliteration cost (see `transliteration`) up to which a part is accepted where the other part
of the name is certain. Of random pairs of names 0.7 % (Han) to 1.2 % (Cyrillic) are below it, of
true pairs that the table was not trained on 90 % and 96 %."""
FARTHEST: Final = 2.9
"""The same where the mean of both parts is at most `MEAN`."""
MEAN: Final = 1.75
"""Mean cost up to which a name of two parts is accepted, neither of which is certain."""
MEAN_SHARED: Final = 2.1
"""The same for names of articles about the same, where far fewer names come into question."""
_KNOWN_SPELLINGS: Final = 0.2
"""Distance of parts that the knowledge base has as spellings of one name. Distances below `LIKELY`
that are no transliteration costs are chosen so that they order reasons by how much they prove."""
_READ: Final = 0.3
"""Distance of a name in Chinese characters from how it is read, and of names that differ in marks
only."""
_ONE_LETTER: Final = 1.3
"""Distance of parts in one script that differ in one letter: as that of a fair transliteration, so
that it takes a part that is certain beside it."""
_KOREAN: Final = 0.2
"""Added where characters are read as a Korean name, which they need not be."""
_STEM: Final = 0.1
_CUT: Final = 0.15
"""Added where the ending of a case is left out of a Cyrillic spelling, known or guessed: the whole
word wins where it fits as well."""
_MIN_LETTERS: Final = 3
"""Latin letters from which a part may be the same but for its marks: Lê is not Le."""
_TINY: Final = 2
"""Latin letters up to which known spellings of one script prove nothing: Li, Ly, Le."""
_WEIGHTS: Final = {Script.DEVANAGARI: 1.3, Script.BENGALI: 1.2, Script.THAI: 1.6}
"""By what the cost is multiplied in scripts whose vowel signs and marks are characters that cost
little: so that no more random pairs of names are below `LIKELY` than in other scripts."""
_SHORT: Final = 4
"""Letters up to which one letter makes another name: Mark, Marx."""
_TWO: Final = 2
_BEGINNING: Final = 3
"""First consonants that parts have in common which begin alike."""
_LONGEST_KOREAN: Final = 3
"""Characters of the longest part of a Korean name."""
_NEVER: Final = 9.0
"""A distance that is too far whatever it is compared with."""
_FAR: Final = (_NEVER, "")
_MOST_COMPARED: Final = 30_000
"""Pairs of parts whose comparison is remembered: some twelve megabytes."""
_ONE_CHARACTER: Final = 1.0
"""Cost above which one Chinese character spells nothing: it stands for a syllable of any name."""
_FEMININE: Final = frozenset("иуюие")
"""Last letters of cases of Slavic names whose first case ends in -a: Васілли, Васілла."""


class Likeness:
    """Compares parts of names with what a knowledge base knows."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._compared: dict[tuple[str, str], tuple[float, str, float]] = {}
        self._spellings = PartSpellings(knowledge)
        self.part = self._spellings.of

    def compare(self, first: str, second: str, most: float = FARTHEST) -> tuple[float, str]:
        """Return how far two parts are apart (0 is the same, above `LIKELY` no) and why.

        A distance above `most` is only told as one that is higher; that costs less to tell.
        """
        known = self.glance(first, second)
        if known is not None:
            return known
        kept = self._compared.get((first, second))
        if kept is not None and (kept[0] <= kept[2] or most <= kept[2]):
            return kept[0], kept[1]
        found = self._transliterated(first, second, most)
        if len(self._compared) >= _MOST_COMPARED:
            self._compared.clear()
        self._compared[first, second] = (*found, most)
        return found

    def glance(  # noqa: PLR0911 - each way out is one reason
        self, first: str, second: str
    ) -> tuple[float, str] | None:
        """Return what `compare` will, if that costs little to tell."""
        one, two = self.part(first), self.part(second)
        if one.key == two.key:
            return 0.0, f"“{first}” and “{second}” are the same name"
        if not one.numbers.isdisjoint(two.numbers) and (
            not one.script is two.script is Script.LATIN or min(len(one.key), len(two.key)) > _TINY
        ):
            return _KNOWN_SPELLINGS, f"“{first}” and “{second}” are known spellings of one name"
        if one.script is two.script:
            if one.script is Script.CYRILLIC and _without_glide(one.key) == _without_glide(two.key):
                return _READ, f"“{first}” and “{second}” begin with the same sound"
            if one.script in (Script.LATIN, Script.CYRILLIC):
                return self._same_script(one, two)
            return _FAR
        if one.readings or two.readings:
            han, other = (one, two) if one.script is Script.HAN else (two, one)
            reading = _reading(han, other)
            if reading:
                return _READ, reading
        source, target = _direction(one, two)
        if source.script not in self._knowledge.tables or len(target.latin) < _TINY:
            return _FAR
        korean = source.script is Script.HAN and len(source.text) <= _LONGEST_KOREAN
        if not korean and not _comparable(one, two):
            return _FAR
        return None

    def missing(self, first: str, second: str) -> int:
        """Return in how many consonants two parts differ that only a table can tell apart.

        It is 0 where a part may be read in another way, as Korean.
        """
        one, two = self.part(first), self.part(second)
        source, _ = _direction(one, two)
        if source.script is Script.HAN and len(source.text) <= _LONGEST_KOREAN:
            return 0
        return _missing(one, two)

    def _same_script(self, one: PartSpelling, two: PartSpelling) -> tuple[float, str]:
        if abs(len(one.latin) - len(two.latin)) > 1:
            return _FAR
        if one.latin == two.latin:
            if len(one.latin) >= _MIN_LETTERS:
                return _READ, f"“{one.text}” and “{two.text}” differ in marks only"
        elif min(len(one.latin), len(two.latin)) > _SHORT and _one_letter_apart(
            one.latin, two.latin
        ):
            return _ONE_LETTER, f"“{one.text}” and “{two.text}” differ in one letter"
        return _FAR

    def _transliterated(self, first: str, second: str, most: float) -> tuple[float, str]:
        tables = self._knowledge.tables
        one, two = self.part(first), self.part(second)
        read, spelled = _direction(one, two)
        source, target, script, latin = read.text, spelled.text, read.script, spelled.latin
        plain = self._spellings.plain(source, script)
        if not plain:
            return _FAR
        price, table = _NEVER, tables[script]
        is_comparable = _comparable(one, two)
        if is_comparable:
            weight = _WEIGHTS.get(script, 1.0)
            price = weight * cost(plain, latin, table, most / weight)
        if script is Script.HAN and len(plain) <= _LONGEST_KOREAN:
            korean = self._korean(plain)
            if korean and comparable(self._spellings.romanised(korean, Script.HANGUL), latin):
                price = min(price, cost(korean, latin, tables[Script.HANGUL], most) + _KOREAN)
        if script is Script.CYRILLIC and is_comparable:
            # The ending of the case is no part of the name.
            bare = stem(source)
            price = min(price, cost(bare, latin, table, most) + _STEM)
            if latin.endswith("a") and plain[-1] in _FEMININE:
                price = min(price, cost(bare + "а", latin, table, most) + _STEM)
            longer = min(len(latin), len(plain))
            if len(plain) > _SHORT and longer > _SHORT:
                price = min(price, cost(plain[:-2], latin, table, most) + _CUT)
        doubtful = price > _ONE_CHARACTER or is_vietnamese(target)
        if script is Script.HAN and len(plain) == 1 and doubtful:
            return _FAR
        return price, f"“{source}” spells “{target}”"

    def first_consonants(self, part: str, most: int = 2) -> frozenset[str]:
        """Return the classes of the first consonants of a part, as it may be read."""
        script = word_script(part)
        if script is Script.LATIN:
            return latin_marks(self.part(part).latin, most)
        table = self._knowledge.tables.get(script, {})
        found = marks(self._spellings.plain(part, script), table, most)
        if script is Script.CYRILLIC and most > _TWO:
            found |= marks(stem(part), table, most)  # the ending may have the third consonant
        if script is Script.HAN and len(part) <= _TWO:
            found |= self.reading_marks(part, most)
        return found

    def begin_alike(self, one: str, two: str) -> bool:
        """Tell whether parts have their first three consonants in common, or all of the shorter."""
        first = self.first_consonants(one, _BEGINNING)
        second = self.first_consonants(two, _BEGINNING)
        return any(
            min(len(a), len(b)) >= _TWO and (a.startswith(b) or b.startswith(a))
            for a in first
            for b in second
        )

    def reading_marks(self, han: str, most: int) -> frozenset[str]:
        """Return the first consonants (`transliteration.marks`) of a name's other readings.

        They are the Korean and the Vietnamese one.
        """
        plain = self._spellings.plain(han, Script.HAN)
        korean = self._korean(plain)
        found = (
            marks(korean, self._knowledge.tables[Script.HANGUL], most) if korean else frozenset()
        )
        read = [self._knowledge.readings.get(c) for c in plain]
        if all(r is not None and r.vietnamese for r in read):
            spoken = "".join(latin_letters(r.vietnamese[0]) for r in read if r is not None)
            found |= latin_marks(spoken, most)
        return found

    def _korean(self, han: str) -> str:
        """Return how a name is read in Korean, in Hangul, or ''."""
        read = [self._knowledge.readings.get(c) for c in han]
        if any(r is None or not r.korean for r in read):
            return ""
        return "".join(r.korean[0] for r in read if r is not None)


def _direction(one: PartSpelling, two: PartSpelling) -> tuple[PartSpelling, PartSpelling]:
    """Return which part is spelled in the Latin letters of which."""
    if two.script is not Script.LATIN and one.script in (Script.LATIN, Script.CYRILLIC):
        return two, one
    return one, two


def _missing(one: PartSpelling, two: PartSpelling) -> int:
    return max(one.size, two.size) - (one.consonants & two.consonants).bit_count()


def _comparable(one: PartSpelling, two: PartSpelling) -> bool:
    """Tell whether two parts have so many consonants in common that `cost` may be low."""
    return may_differ(max(one.size, two.size)) >= _missing(one, two)


def _reading(han: PartSpelling, other: PartSpelling) -> str:
    """Return how a part is a reading of another one's Chinese characters, or ''."""
    if other.script is Script.LATIN:
        if other.latin and _spells(other.latin, [r.mandarin for r in han.readings]):
            return f"“{other.text}” is how “{han.text}” is read in Mandarin"
        words = fold(other.text).replace(" ", "").replace("-", "")
        marked = not words.isascii() or len(han.text) > 1
        if marked and _spells(words, [r.vietnamese for r in han.readings]):
            return f"“{other.text}” is how “{han.text}” is read in Vietnamese"
    if other.script is Script.HANGUL and _spells(other.text, [r.korean for r in han.readings]):
        return f"“{other.text}” is how “{han.text}” is read in Korean"
    return ""


def _spells(target: str, readings: list[tuple[str, ...]]) -> bool:
    """Tell whether one reading for each character, one after the other, gives `target`."""
    if not readings:
        return not target
    return any(
        target.startswith(r) and _spells(target[len(r) :], readings[1:]) for r in readings[0] if r
    )


def _without_glide(key: str) -> str:
    """Return a Cyrillic key without what is written or left out before є: Йєллен, Єллен."""
    return key[1:] if key.startswith("ие") and len(key) > _MIN_LETTERS else key


def _one_letter_apart(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    return (
        one[start + 1 :] == two[start + 1 :]
        or one[start:] == two[start + 1 :]
        or one[start + 1 :] == two[start:]
    )
