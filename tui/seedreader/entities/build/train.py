"""Learns which Latin letters a character of another script stands for in names.

Hard expectation maximisation over pairs of spellings of the same name part: cut the Latin spelling
with the table so far (`transliteration.align`), count the pieces, make the next table of the
counts. The first table only prefers pieces of equal length.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from seedreader.entities.letters import Script, word_script
from seedreader.entities.transliteration import align, latin_letters, respelled

_ROUNDS = 3
_KEPT = 14
_PAIRS = 22_000
_FORMS = 3
_LONGEST = 16
_SMOOTHING = 0.3
SCRIPTS = (
    Script.HAN, Script.KANA, Script.HANGUL, Script.CYRILLIC, Script.ARABIC, Script.GREEK,
    Script.HEBREW, Script.DEVANAGARI, Script.BENGALI, Script.GURMUKHI, Script.THAI,
)  # fmt: skip

FEW_PEOPLE = frozenset({Script.BENGALI, Script.GURMUKHI, Script.THAI})
"""Scripts that few names of people are known in: their tables are trained on towns as well."""


def pairs(
    people: Iterable[tuple[str, ...]], script: Script, simplify: dict[int, int]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return spellings in a script, each with the Latin spellings of the same name part."""
    found = []
    for forms in people:
        latin = tuple(
            dict.fromkeys(
                latin_letters(f)
                for f in forms
                if word_script(f) is Script.LATIN and " " not in f and not f.endswith(("ová", "s"))
            )
        )[:_FORMS]
        latin = tuple(name for name in latin if 1 < len(name) <= _LONGEST)
        if not latin:
            continue
        for form in forms:
            if word_script(form) is not script or len(form) < 2 or " " in form or "-" in form:  # noqa: PLR2004
                continue
            name = form.translate(simplify) if script is Script.HAN else respelled(form)
            if all(word_script(c) is script for c in name):
                found.append((name, latin))
    step = max(1, len(found) // _PAIRS)
    return found[::step]


def train(data: list[tuple[str, tuple[str, ...]]]) -> dict[str, dict[str, float]]:
    """Return the table: character, Latin piece, cost in nats."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, names in data:
        for latin in names:
            size = len(latin) / len(source)
            for place, character in enumerate(source):
                start, end = round(place * size), round((place + 1) * size)
                counts[character][latin[start:end]] += 1
    table = _table(counts)
    for _ in range(_ROUNDS):
        counts = defaultdict(Counter)
        for source, names in data:
            best = min((align(source, latin, table) for latin in names), key=lambda pair: pair[0])
            for character, piece in zip(source, best[1], strict=True):
                counts[character][piece] += 1
        table = _table(counts)
    return table


def _table(counts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    table = {}
    for character in sorted(counts):
        counter = counts[character]
        total = counter.total() + _SMOOTHING * len(counter)
        top = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
        table[character] = {p: round(-math.log(n / total), 2) for p, n in top}
    return table
