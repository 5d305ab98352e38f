"""Collects the names of entities on their way into the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from seedreader.entities.letters import (
    Script,
    fold,
    is_acronym,
    script_of,
    strip_marks,
    unbending,
)
from seedreader.entities.mention import Kind
from seedreader.entities.names import ANY_LANGUAGE, LATIN_LANGUAGES, Flag, NameEntry, name_keys

_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")
_MIN_BARE = 5
_CITY = 40  # rank of cities of 100,000 people


@dataclass(slots=True)
class Collected:
    """Entities and names, before they are written.

    Attributes:
        simplify: code points of traditional characters to their simplified ones.
        entities: key, type and title, by number.
        names: entries by the key of the name's first word.
        han: entries by the whole name, for names in Chinese or Japanese characters.
        weak: entities by language and beginning of an adjective.
    """

    simplify: Mapping[int, int]
    entities: list[tuple[str, Kind, str, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, set[NameEntry]] = field(default_factory=dict)
    han: dict[str, set[tuple[int, str, int]]] = field(default_factory=dict)
    weak: dict[tuple[str, str], int] = field(default_factory=dict)

    def entity(self, key: str, kind: Kind, title: str, rank: int) -> int:
        """Return the number of an entity; the first that gives a key decides its type and title."""
        number = self.numbers.get(key)
        if number is None:
            number = len(self.entities)
            self.numbers[key] = number
            self.entities.append((key, kind, title, rank))
        return number

    def name(self, number: int, language: str, form: str, flags: int = 0) -> None:
        """Add a name of an entity; `language` may be "" (any) or "*" (any in Latin script)."""
        form = " ".join(form.split())
        if not form:
            return
        if flags & Flag.PREFIX:
            self.weak.setdefault((language, fold(form)), number)
            return
        scripts = {script_of(character) for character in form}
        if scripts & {Script.HAN, Script.KANA}:
            simplified = form.translate(self.simplify)
            self.han.setdefault(simplified, set()).add((number, language, flags))
            return
        place = self.entities[number][1] is Kind.LOC and self.entities[number][3] >= _CITY
        tag = {"": ANY_LANGUAGE, "*": LATIN_LANGUAGES}.get(language, language)
        for keys in _spellings(form, language, place=place):
            if keys:
                entry = NameEntry(keys[1:], number, tag, flags)
                self.names.setdefault(keys[0], set()).add(entry)


def _spellings(form: str, language: str, *, place: bool) -> list[tuple[str, ...]]:
    keys = name_keys(form)
    singular = form.endswith(("й", "ј", "ои", "у", "ю"))  # but not Помпеї
    if place and singular and len(keys) == 1 and script_of(form[0]) is Script.CYRILLIC:
        whole = unbending(fold(form))
        if len(whole) > len(keys[0]):
            return [(whole,)]
    found = [keys]
    marked = language != "vi" and not _VIETNAMESE & set(form) and not form.isascii()
    if marked and len(form) >= _MIN_BARE and not is_acronym(form):
        bare = name_keys(strip_marks(form.casefold()))
        if bare != keys:
            found.append(bare)
    return found
