"""Offices with their country: МЗС Китаю, 中国外交部, bộ Ngoại giao Trung Quốc."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from seedreader.entities.found import Found
from seedreader.entities.mention import Evidence, Kind

OFFICE: Final = "office:"
_HAN_GAPS: Final = frozenset({"", "的"})
_AFTER: Final = frozenset(
    {" ", " of ", " of the ", " della ", " dello ", " del ", " dell'", " dell’", " di ", " degli ", " des ",
     " de ", " du ", " de la ", " der ", " von ", " của ", " d'", " d’", " do ", " da ", " in ", " in the ", " у ", " в ",
     " tại "}
)  # fmt: skip
_BEFORE: Final = frozenset({" ", "'s ", "’s ", "", "的", "驻"})


def compose(text: str, found: list[Found]) -> list[Found]:
    """Join offices with the country next to them; drop offices whose country is not told.

    An office that one country alone has, or one without a country next to it, is kept only if the
    article joins it with one country elsewhere.
    """
    result: list[Found] = []
    index = 0
    while index < len(found):
        item = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and _is_country(item) and _is_office(following):
            gap = text[item.end : following.start]
            if gap in _BEFORE:
                possessive = gap.startswith(("'", "’"))
                start = following.start if possessive else item.start
                if possessive:
                    result.append(item)
                result.append(_joined(text, start, following.end, item, following))
                index += 2
                continue
        if following is not None and _is_office(item) and _is_country(following):
            gap = text[item.end : following.start]
            if gap in _AFTER or gap in _HAN_GAPS:
                result.append(_joined(text, item.start, following.end, following, item))
                index += 2
                continue
        result.append(item)
        index += 1
    return _alone(text, result)


def _is_office(item: Found) -> bool:
    return item.key.startswith(OFFICE)


def _is_country(item: Found) -> bool:
    return item.kind is Kind.LOC and item.key.startswith("Q") and not _is_office(item)


def _joined(text: str, start: int, end: int, country: Found, office: Found) -> Found:
    key = f"{country.key}/{office.key.removeprefix(OFFICE)}"
    name = f"{office.name} of {country.name}"
    return Found(start, end, Kind.ORG, key, name, Evidence.COMPOSED, False, (), office.language)


def _alone(text: str, found: list[Found]) -> list[Found]:
    told: dict[str, set[tuple[str, str]]] = {}
    for item in found:
        if item.evidence is Evidence.COMPOSED:
            told.setdefault(item.key.split("/")[1], set()).add((item.key, item.name))
    kept = []
    for item in found:
        if _is_office(item):
            owners = told.get(item.key.removeprefix(OFFICE), set())
            if len(owners) == 1:
                key, name = next(iter(owners))
                kept.append(replace(item, key=key, name=name, evidence=Evidence.COMPOSED))
            elif item.key == OFFICE + "unification" or text[item.start].isupper() and _proper(text, item):
                kept.append(item)
            continue
        kept.append(item)
    return kept


def _proper(text: str, item: Found) -> bool:
    return text[item.start : item.end].isupper() or text[item.start : item.end].istitle()
