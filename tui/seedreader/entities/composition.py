"""Offices with their country: МЗС Китаю, 中国外交部, bộ Ngoại giao Trung Quốc."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from seedreader.entities.found import Found
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import is_acronym
from seedreader.entities.mention import Evidence, Kind

OFFICE: Final = "office:"
_DOMINANT: Final = 2
"""How many times as often as any other a country is named that an article is about."""
_MANY: Final = frozenset({"embassy", "mission-eu", "mission-un"})
"""Offices of which a country has many: alone they name none."""
_HAN_GAPS: Final = frozenset({"", "的"})
_AFTER: Final = frozenset(
    {
        " ", " of ", " of the ", " in ", " in the ", " della ", " dello ", " del ", " dell'",
        " dell’", " di ", " degli ", " des ", " de ", " du ", " de la ", " d'", " d’", " do ",
        " da ", " der ", " von ", " của ", " tại ", " у ", " в ",
    }
)  # fmt: skip
_BEFORE: Final = frozenset({" ", "'s ", "’s ", "", "的", "驻"})


def compose(text: str, found: list[Found]) -> list[Found]:
    """Join offices with the country next to them."""
    result: list[Found] = []
    index = 0
    while index < len(found):
        item = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and _is_country(item) and _is_office(following):
            gap = text[item.end : following.start]
            if gap in _BEFORE:
                possessive = item.weak or gap.startswith(("'", "’"))
                start = following.start if possessive else item.start
                if possessive:
                    result.append(item)
                result.append(_joined(start, following.end, item, following))
                index += 2
                continue
        if following is not None and _is_office(item) and _is_country(following):
            gap = text[item.end : following.start]
            if gap in _AFTER or gap in _HAN_GAPS:
                end = item.end if following.weak else following.end
                result.append(_joined(item.start, end, following, item))
                if following.weak:
                    result.append(following)
                index += 2
                continue
        result.append(item)
        index += 1
    return result


def _is_office(item: Found) -> bool:
    return item.key.startswith(OFFICE)


def _is_country(item: Found) -> bool:
    return item.kind is Kind.LOC and item.key.startswith("Q") and not _is_office(item)


def _joined(start: int, end: int, country: Found, office: Found) -> Found:
    key = f"{country.key}/{office.key.removeprefix(OFFICE)}"
    name = f"{office.name} of {country.name}"
    return Found(start, end, Kind.ORG, key, name, Evidence.COMPOSED, language=office.language)


def settle(text: str, found: list[Found], knowledge: Knowledge) -> list[Found]:
    """Give offices that stand without a country the one that the article is about.

    That is the country that the article joins with this office elsewhere, last before this place
    if there are several, or else the country that it names at least twice as often as any other.
    A name that says the office in full elsewhere counts as well: 国务院 after 美国国务院. Without
    any, an office written as a name stands for itself, and one in small letters is dropped.
    """
    told: dict[str, list[tuple[int, str, str]]] = {}
    named: Counter[tuple[str, str]] = Counter()
    for item in found:
        if item.evidence is Evidence.COMPOSED:
            told.setdefault(item.key.split("/")[1], []).append((item.start, item.key, item.name))
        elif _is_country(item) and knowledge.is_country(item.key):
            named[(item.key, item.name)] += 1
    ranked = [*named.most_common(2), (("", ""), 0), (("", ""), 0)]
    main = ranked[0][0] if ranked[0][1] >= _DOMINANT * max(ranked[1][1], 1) else None
    kept = []
    for item in found:
        if not _is_office(item):
            kept.append(item)
            continue
        office = item.key.removeprefix(OFFICE)
        owners = told.get(office) or _fuller(text, item, found)
        if owners:
            earlier = [owner for owner in owners if owner[0] < item.start] or owners[:1]
            _, key, name = earlier[-1]
            kept.append(replace(item, key=key, name=name, evidence=Evidence.COMPOSED))
        elif main is not None:
            name = f"{item.name} of {main[1]}"
            key = f"{main[0]}/{office}"
            kept.append(replace(item, key=key, name=name, evidence=Evidence.COMPOSED))
        elif office not in _MANY and _as_name(text[item.start : item.end]):
            kept.append(item)
    return kept


def _fuller(text: str, item: Found, found: list[Found]) -> list[tuple[int, str, str]]:
    """Return the known institutions whose names end with an office's, as their places and keys."""
    bare = text[item.start : item.end]
    return [
        (other.start, other.key, other.name)
        for other in found
        if other.kind is Kind.ORG
        and other.key
        and not _is_office(other)
        and other.end - other.start > len(bare)
        and text.endswith(bare, other.start, other.end)
    ]


def _as_name(words: str) -> bool:
    """Tell whether an office is written with a capital, or in a script that has none."""
    several = " " in words or is_acronym(words)  # Верховний суд, МОЗ
    return not words[0].islower() and (several or words[0].upper() == words[0].lower())
