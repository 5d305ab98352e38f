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
from seedreader.entities.transliteration import (
    align,
    latin_letters,
    respelled,
    skeleton,
    with_skeletons,
)

_ROUNDS = 3
_KEPT = 14
_PAIRS = 22_000
_KEPT_HAN = 30
_PAIRS_HAN = 90_000
"""Chinese characters are two thousand, each of which needs examples of its own: of pairs that the
table did not learn from it then takes 86 % where it took 80 %, at no more false ones."""
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
    most = _PAIRS_HAN if script is Script.HAN else _PAIRS
    return found[:: max(1, len(found) // most)]


def train(data: list[tuple[str, tuple[str, ...]]], script: Script) -> dict[str, dict[str, float]]:
    """Return the table of a script: character, Latin piece, cost in nats."""
    kept = _KEPT_HAN if script is Script.HAN else _KEPT
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, names in data:
        for latin in names:
            size = len(latin) / len(source)
            for place, character in enumerate(source):
                start, end = round(place * size), round((place + 1) * size)
                counts[character][latin[start:end]] += 1
    table = _table(counts, kept)
    for _ in range(_ROUNDS):
        counts = defaultdict(Counter)
        for source, names in data:
            best = min((align(source, latin, table) for latin in names), key=lambda pair: pair[0])
            for character, piece in zip(source, best[1], strict=True):
                counts[character][piece] += 1
        table = _table(counts, kept)
    return _without_rare(table) if script is Script.HAN else table


def _without_rare(table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Leave out pieces that cost more than they would if they had never been seen.

    Those have the consonants of a usual piece. Where letters spell no syllables the same would
    only bring all costs down.
    """
    known = with_skeletons(table)
    return {
        character: {
            piece: price
            for piece, price in pieces.items()
            if not piece or price <= known[character][skeleton(piece)]
        }
        for character, pieces in table.items()
    }


def _table(counts: dict[str, Counter[str]], kept: int) -> dict[str, dict[str, float]]:
    table = {}
    for character in sorted(counts):
        counter = counts[character]
        total = counter.total() + _SMOOTHING * len(counter)
        top = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:kept]
        table[character] = {p: round(-math.log(n / total), 2) for p, n in top}
    return table
