"""Parts of personal names in all scripts, from the CC0 data of Wikidata that rigour carries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from seedreader.entities.letters import Script, fold, script_of, strip_marks, word_script
from seedreader.entities.parts import part_key

_TONES = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹0-9ˇˋ´`^/()\[\]>]")
_CLAN = re.compile(r"(?<=.)[姓氏씨]$")
_SCRIPTS = frozenset(set(Script) - {Script.OTHER})


def read_people(persons: Path) -> list[tuple[str, ...]]:
    """Return the forms of each part of a name, in the order of the file."""
    people = []
    for line in persons.read_text("utf-8").splitlines():
        forms, separator, _ = line.partition(" => ")
        if separator:
            kept = tuple(f for f in (form.strip() for form in forms.split(",")) if _usable(f))
            if kept:
                people.append(kept)
    return people


def read_spellings(path: Path) -> list[tuple[str, ...]]:
    """Return the spellings of each part of a name of the curated table."""
    lines = path.read_text("utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]


def _usable(form: str) -> bool:
    if not form or _TONES.search(form):
        return False
    return all(
        script_of(c) in _SCRIPTS or c in " '’ʼ-·・." or c.isalpha() or not c.isalnum() for c in form
    )


def parts_table(
    people: list[tuple[str, ...]], simplify: Mapping[int, int]
) -> dict[str, tuple[int, ...]]:
    """Return for each key the numbers of the name parts that it may be."""
    found: dict[str, set[int]] = {}
    for number, forms in enumerate(people):
        for form in forms:
            if _CLAN.search(form):
                continue
            key = part_key(form, simplify)
            if key:
                found.setdefault(key, set()).add(number)
            if word_script(form) is Script.LATIN and not form.isascii():
                bare = part_key(strip_marks(fold(form)), simplify)
                found.setdefault(bare, set()).add(number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


_FOREIGN_LENGTH = 3
_FOREIGN_SEEN = 8


def foreign_characters(people: list[tuple[str, ...]], simplify: Mapping[int, int]) -> list[str]:
    """Return the Chinese characters that foreign names are commonly written with."""
    counts: Counter[str] = Counter()
    for forms in people:
        scripts = {word_script(form) for form in forms}
        if not scripts & {Script.CYRILLIC, Script.KANA, Script.ARABIC}:
            continue
        for form in forms:
            if len(form) >= _FOREIGN_LENGTH and all(script_of(c) is Script.HAN for c in form):
                counts.update(form.translate(simplify))
    return sorted(c for c, n in counts.items() if n >= _FOREIGN_SEEN)
