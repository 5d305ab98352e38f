"""Offices with their country: МЗС Китаю, 中国外交部, bộ Ngoại giao Trung Quốc."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from seedreader.entities.found import Found
from seedreader.entities.mention import Evidence, Kind

OFFICE: Final = "office:"
_DOMINANT: Final = 2
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


def settle(found: list[Found]) -> list[Found]:
    """Give offices that stand without a country the one that the article is about.

    That is the country that the article joins with this office elsewhere, or else the one that it
    names at least twice as often as any other. Without one, the office is dropped.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    named: Counter[tuple[str, str]] = Counter()
    for item in found:
        if item.evidence is Evidence.COMPOSED:
            told.setdefault(item.key.split("/")[1], set()).add((item.key, item.name))
        elif _is_country(item):
            named[(item.key, item.name)] += 1
    ranked = [*named.most_common(2), (("", ""), 0), (("", ""), 0)]
    main = ranked[0][0] if ranked[0][1] >= _DOMINANT * max(ranked[1][1], 1) else None
    kept = []
    for item in found:
        if not _is_office(item):
            kept.append(item)
            continue
        owners = told.get(item.key.removeprefix(OFFICE), set())
        if len(owners) == 1:
            key, name = next(iter(owners))
            kept.append(replace(item, key=key, name=name, evidence=Evidence.COMPOSED))
        elif main is not None and not owners:
            key = f"{main[0]}/{item.key.removeprefix(OFFICE)}"
            name = f"{item.name} of {main[1]}"
            kept.append(replace(item, key=key, name=name, evidence=Evidence.COMPOSED))
    return kept
