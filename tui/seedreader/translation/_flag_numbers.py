"""Numbers: those of the source must be in the translation, and no others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from seedreader.translation._number_words import number_words

_SMALL = 12
"""Numbers up to this are often words, or left out ("one of", "first")."""

_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])")
_SCALES = {
    "万": 4,
    "萬": 4,
    "만": 4,
    "億": 8,
    "亿": 8,
    "억": 8,
    "兆": 12,
    "千": 3,
    "천": 3,
    "百": 2,
    "백": 2,
}
_LONGEST = 40
"""Digits of a number that are compared; longer ones are no quantities."""
_MYRIAD = 4
_UNITS = "".join(_SCALES)
_MIXED = re.compile(
    rf"(?<![\d.,])(?:\d+(?:[.,]\d+)*\s?[{_UNITS}]{{1,2}}\s?)+(?:\d+(?:[.,]\d+)*(?![%月日年]))?"
)
_MIXED_PART = re.compile(rf"(\d+(?:[.,]\d+)*)\s?([{_UNITS}]*)")
_HAN_DIGITS = dict(
    zip("零〇一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億]{1,24}")
_MONTH = re.compile(r"\d{1,2}(?=\s?[月월])|(?<=[Tt]háng )\d{1,2}")
_ROMAN = re.compile(r"\b[IVXLC]{1,7}(?=(?:e|è|ème|º|ª|[^\w]|th)?\b|$)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HALF_DAY = re.compile(
    r"\b[ap]\.?\s?m\b|[上下]午|午後|午前|晚上|오후|오전|مساء|ظهر|صباح", re.IGNORECASE
)
_DAY_HALF = 12
_CENTURY = 100
_DECADE = 10
_IMPERIAL = re.compile(
    r"\b(?:pounds?|lbs?|miles?|mph|feet|foot|ft|inch(?:es)?|yards?|acres?|gallons?|stone|fahrenheit)\b"
    r"|degrees?\b|\bgrad(?:i|er|en|os|us)?\b|градус|°|华氏|摄氏|華氏|摂氏",
    re.IGNORECASE,
)
_FACTORS = (
    0.4536,
    2.2046,
    1.6093,
    0.6214,
    0.3048,
    3.2808,
    2.54,
    0.3937,
    0.9144,
    1.0936,
    0.4047,
    2.471,
)
"""Kilograms a pound, kilometres a mile, metres a foot, centimetres an inch, metres a yard, hectares
an acre, and their inverses."""
_ROUNDED = 0.06  # what rounding may change
_DEGREE = 1.5  # what rounding may change of a temperature
_DECADE_NAME = re.compile(r"\b(?:1[5-9]|20)\d0(?=[’']?s\b|er\b)")
"""The 1980s are words in many languages."""
_TEENAGER = re.compile(r"10(?=[代대])")
_ORDINARY_SCALES = frozenset(10**power for power in range(2, 13))


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that is written in digits.

    Attributes:
        text: as it is written.
        values: what it may mean: “1.500” is one and a half or fifteen hundred.
        is_demanded: whether the other side has to have it.
    """

    text: str
    values: tuple[Fraction, ...]
    is_demanded: bool = True

    @property
    def parts(self) -> tuple[str, ...]:
        """The digits between its separators, where it has any."""
        parts = re.split(r"\D", self.text)
        return tuple(part.lstrip("0") or "0" for part in parts) if len(parts) > 1 else ()

    @property
    def is_small(self) -> bool:
        """Whether it may be a word on the other side, or nothing."""
        return all(value <= _SMALL and value.denominator == 1 for value in self.values)


def changed_numbers(
    source: str, target: str, source_language: str, target_language: str
) -> str | None:
    """Return which numbers are missing or new, or None."""
    source, target = ascii_digits(source), ascii_digits(target)
    ours, theirs = _numbers(source), _numbers(target)
    if not ours and not theirs:
        return None
    has_halves = bool(_HALF_DAY.search(source) or _HALF_DAY.search(target))
    missing, new = _unmatched(ours, theirs, has_halves=has_halves)
    missing = _unworded(missing, target, target_language)
    new = _unworded(new, source, source_language)
    if (missing or new) and _IMPERIAL.search(f"{source} {target}"):
        # Instead of the other unit, or beside it in brackets.
        missing, new = _unconverted(missing, theirs), _unconverted(new, ours)
    large_missing = [number for number in missing if not number.is_small]
    # One is a hundred percent certain where another is quite certain.
    large_new = [number for number in new if min(number.values) > _CENTURY]
    if missing and new:
        return f"{_shown(missing)} became {_shown(new)}"
    if large_missing:
        return f"missing: {_shown(large_missing)}"
    if large_new:
        return f"not in the source: {_shown(large_new)}"
    return None


def ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as ASCII's."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def _numbers(text: str) -> list[_Number]:
    months = {
        match.span() for one in (_MONTH, _TEENAGER, _DECADE_NAME) for match in one.finditer(text)
    }
    text = _GROUPED.sub(lambda match: "".join(match[0].split()), text) if " " in text else text
    found = [_Number(match[0], _mixed(match[0])) for match in _MIXED.finditer(text)]
    rest = _MIXED.sub(lambda match: " " * len(match[0]), text)
    found += [
        _Number(match[0], _values(match[0]), match.span() not in months)
        for match in _NUMBER.finditer(rest)
    ]
    return found


def _values(text: str) -> tuple[Fraction, ...]:
    """Return what digits with separators may mean."""
    text = text[:_LONGEST]
    parts = re.split(r"[^\d]", text.rstrip(".,'’٫٬\u00a0\u202f"))
    whole = Fraction(int("".join(parts)))
    if len(parts) == 1:
        return (whole,)
    decimals = whole / 10 ** len(parts[-1])
    separators = re.findall(r"[^\d]", text)
    if len(set(separators)) > 1:
        return (decimals,)
    if len(parts) > 2:  # noqa: PLR2004 - one separator twice: groups, or a date or version
        return (whole, *(Fraction(int(part)) for part in parts))
    return (whole, decimals) if len(parts[-1]) == 3 else (decimals, whole)  # noqa: PLR2004


def _mixed(text: str) -> tuple[Fraction, ...]:
    """Return the value of digits with Chinese, Japanese or Korean units, as 3万5000."""
    total = section = Fraction(0)
    for digits, units in _MIXED_PART.findall(text):
        value = _values(digits)[0]
        for unit in units:
            scale = _SCALES[unit]
            if scale >= _MYRIAD:
                total += (section + value) * 10**scale
                section = value = Fraction(0)
            else:
                value *= 10**scale
        section += value
    return (total + section,)


def _unmatched(
    ours: Sequence[_Number], theirs: Sequence[_Number], *, has_halves: bool
) -> tuple[list[_Number], list[_Number]]:
    missing = [
        number
        for number in ours
        if number.is_demanded
        and not any(_are_equal(number, other, has_halves=has_halves) for other in theirs)
    ]
    new = [
        number
        for number in theirs
        if number.is_demanded
        and not any(_are_equal(other, number, has_halves=has_halves) for other in ours)
    ]
    return missing, new


def _are_equal(one: _Number, other: _Number, *, has_halves: bool) -> bool:
    for a in one.values:
        for b in other.values:
            if a == b:
                return True
            low, high = min(a, b), max(a, b)
            if low > 0 and high / low in _ORDINARY_SCALES:  # 1.5 million
                return True
            if has_halves and high - low == _DAY_HALF and high <= 2 * _DAY_HALF:
                return True
            hundreds, rest = divmod(high, _CENTURY)
            # The ’90s; and the 19th century, which is 1800-talet in Swedish.
            if hundreds >= _DECADE and low == (rest or hundreds + 1) and low >= _DECADE:
                return True
    if one.text in other.parts or other.text in one.parts:  # 4.40 and 4:40
        return True
    return bool(one.parts) and one.parts == other.parts


def _unconverted(numbers: Iterable[_Number], others: Iterable[_Number]) -> list[_Number]:
    """Return those of the numbers that are none of the others in another unit."""
    others = list(others)
    return [
        number
        for number in numbers
        if not any(
            _is_converted(float(a), float(b))
            for other in others
            for a in number.values
            for b in other.values
        )
    ]


def _is_converted(one: float, other: float) -> bool:
    if other and any(abs(one / other / factor - 1) < _ROUNDED for factor in _FACTORS):
        return True
    return any(
        abs((fahrenheit - 32) * 5 / 9 - celsius) < _DEGREE
        for fahrenheit, celsius in ((one, other), (other, one))
    )


def _unworded(numbers: Iterable[_Number], text: str, language: str) -> list[_Number]:
    """Return the numbers that the text does not have in words, Roman or Chinese numerals."""
    numbers = list(numbers)
    if not numbers:
        return []
    written = set(_roman(text)) | set(_han(text))
    patterns = number_words(language)
    left = []
    for number in numbers:
        if any(_is_near(value, written) for value in number.values):
            continue
        if any(
            patterns[word].search(text.casefold())
            for value in number.values
            for word in patterns
            if value == word or (value > word and value / word in _ORDINARY_SCALES)
        ):
            continue
        left.append(number)
    return left


def _is_near(value: Fraction, written: set[int]) -> bool:
    for other in written:
        low, high = sorted((value, Fraction(other)))
        if low == high or (low > 0 and high / low in _ORDINARY_SCALES):
            return True
    return False


def _roman(text: str) -> Iterable[int]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0]]
        yield sum(
            -value if value < max(values[at + 1 :], default=0) else value
            for at, value in enumerate(values)
        )


def _han(text: str) -> Iterable[int]:
    """Return the values of Chinese numerals, and of each of their characters."""
    for match in _HAN.finditer(text):
        yield from (_HAN_DIGITS[one] for one in match[0] if one in _HAN_DIGITS)
        digits = [_HAN_DIGITS[one] for one in match[0] if one in _HAN_DIGITS]
        if len(digits) == len(match[0]):
            yield int("".join(map(str, digits)))  # as years are written
            continue
        total = section = digit = 0
        for one in match[0]:
            if one in _HAN_DIGITS:
                digit = _HAN_DIGITS[one]
            elif one in _HAN_UNITS:
                section += (digit or 1) * _HAN_UNITS[one]
                digit = 0
            else:
                total = (total + section + digit) * 10 ** _SCALES[one] or 10 ** _SCALES[one]
                section = digit = 0
        yield total + section + digit


def _shown(numbers: Sequence[_Number]) -> str:
    return ", ".join(number.text for number in numbers[:4])
