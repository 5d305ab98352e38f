"""Full dates in running text, in many languages and notations."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from seedreader.corpus.months import MONTHS, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_BUDDHIST_YEARS: Final = 543
"""The Thai solar calendar counts from 543 BC; its months are those of the Gregorian calendar."""

_ZEROS: Final = (
    "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0"
    "\u1810\uff10"
)
_DIGITS: Final = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
"""The digits of other scripts, one for one to ASCII, so that places stay the same."""

_NAME: Final = r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?\.?"
_OF: Final = r"(?:(?:de|del|di|of|ng|na)\s+|d['’]\s*)?"
_PREPOSITIONS: Final = frozenset({"de", "del", "di", "da"})

# The middle parts of a date are checked with `month_number`, so these may match too much.
_YEAR_MONTH_DAY: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20|25)\d\d)\s?(?:(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|[年년]\s?(?P<month2>\d{1,2})\s?[月월]\s?(?P<day2>\d{1,2})\s?[日일号號]?)(?!\d)"
)
_DAY_MONTH_YEAR: Final = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[-./])\s?(?P<second>\d{1,2})(?P=mark)\s?"
    r"(?P<year>(?:19|20|25)\d\d)(?!\d|[./-]\d)"
)
_VIETNAMESE: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s*(?:,|năm)?\s*(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_DAY_NAME_YEAR: Final = re.compile(
    rf"(?<![\d./:])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.|-го|-а|-е)?[\s\-]+{_OF}(?P<name>{_NAME})"
    rf"(?:[\s\-]+(?P<name2>{_NAME}))?[\s,\-]+(?:de\s|del\s|พ\.ศ\.\s|ค\.ศ\.\s)?(?P<year>(?:19|20|25)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NAME_DAY_YEAR: Final = re.compile(
    rf"(?P<name>{_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s*,\s*|\s+)(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_NAME_DAY: Final = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)[\s.,]+(?:(?:m|g|gada|metų|m\.)\.?\s+)?(?P<name>{_NAME})\s+(?P<day>\d{{1,2}})(?!\d)\.?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?<!\d)\d{1,2}\s?[:：h.時时]\s?\d{2}(?:[:：.分]\d{2}秒?|分)?(?:\s?[ap]\.?m\.?)?(?!\d)"
    r"(?:\s?(?:uhr|klo|h|hrs|gmt|utc|[ce]?e?s?t|msk|edt|est|cest|cet|eest|eet|ist|jst|wib)\b)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date and its place in the text, code points, end exclusive."""

    start: int
    end: int
    iso: str


def find_dates(text: str, language: str) -> Iterator[FoundDate]:
    """Yield the full dates in `text`, each notation in turn, in the order of the text within each.

    A date in figures whose day and month could be swapped is read as day first, except in English,
    where both orders are usual and it is left out if written with slashes.
    """
    text = text.translate(_DIGITS)
    for match in _YEAR_MONTH_DAY.finditer(text):
        month = match["month"] or match["month2"]
        day = match["day"] or match["day2"]
        yield from _checked(match, int(match["year"]), int(month), int(day))
    for match in _VIETNAMESE.finditer(text):
        yield from _checked(match, int(match["year"]), int(match["month"]), int(match["day"]))
    for match in _DAY_MONTH_YEAR.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        is_open = first <= 12 and second <= 12 and first != second  # noqa: PLR2004 - months
        if is_open and match["mark"] == "/" and language == "en":
            continue
        if second > 12:  # noqa: PLR2004 - months
            first, second = second, first
        yield from _checked(match, int(match["year"]), second, first)
    for pattern in (_DAY_NAME_YEAR, _NAME_DAY_YEAR, _YEAR_NAME_DAY):
        for match in pattern.finditer(text):
            number = _month_of(match, language)
            if number is not None:
                yield from _checked(match, int(match["year"]), number, int(match["day"]))


def first_date(text: str, language: str) -> str | None:
    """Return the first full date of a text, ISO 8601, or None."""
    first = min(find_dates(text, language), key=lambda date: date.start, default=None)
    return None if first is None else first.iso


def is_mostly_date(text: str, language: str) -> bool:
    """Return whether a line consists of a date or a time and hardly anything else.

    Up to three further words are allowed: weekdays, "updated", an author's name.
    """
    if not any(character.isdigit() for character in text):
        return False
    rest = list(text)
    found = False
    for date in find_dates(text, language):
        rest[date.start : date.end] = " " * (date.end - date.start)
        found = True
    without = "".join(rest)
    rest_text, times = _TIME.subn(" ", without)
    if not found and not times:
        return False
    letters = [
        word for word in re.findall(r"[^\W\d_]+", rest_text) if word.casefold() not in MONTHS
    ]
    allowed = 3 if found else 1
    return len(letters) <= allowed and sum(map(len, letters)) <= 12 * allowed


def _month_of(match: re.Match[str], language: str) -> int | None:
    groups = match.groupdict()
    second = groups.get("name2")
    if second and second.casefold() not in _PREPOSITIONS:
        pair = month_number(f"{groups['name']} {second}", language)
        return pair if pair is not None else month_number(second, language)
    return month_number(groups["name"] or "", language)


def _checked(match: re.Match[str], year: int, month: int, day: int) -> Iterator[FoundDate]:
    if year > _LAST_YEAR:
        year -= _BUDDHIST_YEARS
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return
    try:
        iso = datetime.date(year, month, day).isoformat()
    except ValueError:
        return
    yield FoundDate(match.start(), match.end(), iso)
