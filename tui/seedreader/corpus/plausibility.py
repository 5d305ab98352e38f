"""How likely a text is in the likeliest language: the judge of guessed character encodings.

Each character's likelihood after the two before it is taken from langdetect's 55 profiles, which
hold the frequencies of letters, pairs and triples. Sums over the same bytes can be compared between
encodings, whether these take one byte a character or two: it is Bayes' rule with equal priors. A
wrong encoding gives signs between letters, capitals within words, or sequences no language has.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seedreader.corpus.scripts import OTHER, UNSPACED, script_range

if TYPE_CHECKING:
    from collections.abc import Iterable

# Weights of triple, pair and single letter (Jelinek-Mercer interpolation), and what is left for
# letters that a language's profile does not have.
_TRIPLE: Final = 0.9
_PAIR: Final = 0.09
_SINGLE: Final = 0.01
_UNSEEN: Final = 1e-7

_COSTS: Final = {
    **dict.fromkeys(("Pi", "Pf", "Pd", "Ps", "Pe", "Zs"), -4.0),
    **dict.fromkeys(("Mn", "Mc", "Nd", "Nl"), -6.0),
    **dict.fromkeys(("Cc", "Co", "Cn", "Cs", "Zl", "Zp"), -20.0),
}
"""Logarithms of likelihood of what is no letter, by general category; ASCII costs nothing, as it is
the same in all encodings."""
_SIGN: Final = -9.0
_USUAL: Final = -4.0
_LOOSE_MARK: Final = -14.0
"""For a mark of the Latin, Greek or Cyrillic script that forms no letter with what precedes it."""
_USUAL_SIGNS: Final = frozenset("№°€£§©®™…¡¿·、。，！？：；・॥।؟،؛״׳·")
_AT_A_LETTER: Final = -6.0
_APOSTROPHES: Final = frozenset("’‘ʼ·‐‑״׳…—–・")
"""What may stand between two letters. Other signs that touch letters make a text less likely."""

_CHANGE: Final = -7.0
"""Logarithm of likelihood of a change of script within a word."""
_JAPANESE: Final = {"Hani", "Kana"}

_EAST_ASIAN_RANGES: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U000323af"
)
_EAST_ASIAN: Final = re.compile(f"[{_EAST_ASIAN_RANGES}]")
_THAI_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Vowels and tones that Thai words have within; the profiles have them too."""
_WORD: Final = re.compile(rf"(?:[^\W\d_{_EAST_ASIAN_RANGES}]|[{_THAI_MARKS}])+")

_COMMON_IDEOGRAPH: Final = -6.5
_COMMON_SYLLABLE: Final = -5.5
_KANA: Final = -4.0
_RARE: Final = -11.0
_NOT_ITS_OWN: Final = -14.0
"""Logarithms of likelihood: the entropy of running text is about 9.5 bits an ideograph, 8 a Hangul
syllable and 6 a kana."""

_FOLDED: Final = str.maketrans("șțȘȚی", "şţŞŢي")
"""The twins of letters that the profiles have."""

_BATCH: Final = 30
"""Factors that can be multiplied before the product becomes too small for a float."""


def log_likelihood(text: str) -> float:
    """Return the natural logarithm of a text's likelihood in the likeliest language.

    Takes about 10 microseconds a letter; the caller bounds the text.
    """
    model = _model()
    piece = unicodedata.normalize("NFC", text).translate(_FOLDED)
    sums = [0.0] * model.size
    products = [1.0] * model.size
    count = 0
    for match in _WORD.finditer(piece):
        word = match[0]
        if len(word) > 1 and word.isupper():
            word = word[0] + word[1:].lower()  # profiles were made without capitals
        padded = f"  {word}"
        for index in range(2, len(padded)):
            factors = model.likelihoods(padded[index - 2 : index + 1])
            products = [a * b for a, b in zip(products, factors, strict=True)]
            count += 1
            if count % _BATCH == 0:
                sums = [a + math.log(b) for a, b in zip(sums, products, strict=True)]
                products = [1.0] * model.size
    best = max(a + math.log(b) for a, b in zip(sums, products, strict=True))
    changes = sum(map(_is_change, piece, piece[1:]))
    odd = sum(map(_is_at_a_letter, " " + piece, piece, piece[1:] + " "))
    signs = sum(map(_sign_cost, piece)) + _CHANGE * changes + _AT_A_LETTER * odd
    return best + _east_asian_cost(piece) + signs


def _is_at_a_letter(before: str, sign: str, after: str) -> bool:
    """Return whether the second of three characters is a sign that touches a letter oddly."""
    if sign.isascii() or sign.isalpha() or sign in _USUAL_SIGNS or sign in _APOSTROPHES:
        return False
    if unicodedata.category(sign)[0] in "MZ":
        return False
    is_within = before.isalpha() and after.isalpha() and script_range(after) not in UNSPACED
    is_quote_or_dash = unicodedata.category(sign) in {"Pi", "Pf", "Pd", "Ps", "Pe"}
    return is_within or (not is_quote_or_dash and (before.isalpha() or after.isalpha()))


def _is_change(character: str, after: str) -> bool:
    """Return whether two neighbouring letters or marks are of different scripts."""
    if character.isascii() and after.isascii():
        return False
    scripts = {script_range(character), script_range(after)}
    return len(scripts) > 1 and OTHER not in scripts and scripts != _JAPANESE


def _east_asian_cost(piece: str) -> float:
    """Return the logarithm of likelihood of ideographs and syllables, in the likeliest language."""
    characters = Counter(_EAST_ASIAN.findall(piece))
    return max(
        sum(count * language.cost(character) for character, count in characters.items())
        for language in _east_asian_languages()
    )


def _sign_cost(character: str) -> float:
    if (
        character.isalpha()
        or "\u0e31" <= character <= "\u0e4e"
        or (character.isascii() and not _is_control(character))
    ):
        return 0.0
    if character in _USUAL_SIGNS:
        return _USUAL
    if "\u0300" <= character <= "\u036f":
        return _LOOSE_MARK
    return _COSTS.get(unicodedata.category(character), _SIGN)


def _is_control(character: str) -> bool:
    return not (character.isprintable() or character in "\n\r\t\f\v")


@dataclass(frozen=True, slots=True)
class _EastAsianLanguage:
    """A language written with ideographs or syllables: langdetect's profiles lump these together.

    Attributes:
        common: the characters that the national standard has in its first level, for frequent use.
        common_cost: logarithm of likelihood of a common character.
        has_kana: whether kana belong to it.
    """

    common: frozenset[str]
    common_cost: float
    has_kana: bool = False

    def cost(self, character: str) -> float:
        """Return the logarithm of a character's likelihood."""
        if character in self.common:
            return self.common_cost
        if "\u3041" <= character <= "\u30ff":
            return _KANA if self.has_kana else _NOT_ITS_OWN
        return _RARE if "\u4e00" <= character <= "\u9fff" else _NOT_ITS_OWN


@cache
def _east_asian_languages() -> tuple[_EastAsianLanguage, ...]:
    def level(encoding: str, first: int, last: int, trails: Iterable[int]) -> frozenset[str]:
        return frozenset(
            bytes((lead, trail)).decode(encoding, "ignore")
            for lead in range(first, last + 1)
            for trail in trails
        )

    trails = range(0xA1, 0xFF)
    # GB 2312 level 1, Big5 level 1, JIS X 0208 level 1, KS X 1001 Hangul.
    simplified = level("gb2312", 0xB0, 0xD7, trails)
    traditional = level("big5", 0xA4, 0xC6, (*range(0x40, 0x7F), *trails))
    kanji = level("euc_jp", 0xB0, 0xCF, trails)
    hangul = level("euc_kr", 0xB0, 0xC8, trails)
    return (
        _EastAsianLanguage(simplified, common_cost=_COMMON_IDEOGRAPH),
        _EastAsianLanguage(traditional, common_cost=_COMMON_IDEOGRAPH),
        _EastAsianLanguage(kanji, common_cost=_COMMON_IDEOGRAPH, has_kana=True),
        _EastAsianLanguage(hangul, common_cost=_COMMON_SYLLABLE),
    )


class _Model:
    """Conditional likelihoods of letters in each language."""

    def __init__(self) -> None:
        from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415 - slow

        factory = DetectorFactory()
        profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
        factory.load_json_profile([path.read_text(encoding="utf-8") for path in profiles])
        self._frequencies = factory.word_lang_prob_map
        self.size = len(factory.langlist)
        self._none = [0.0] * self.size
        self._known: dict[str, list[float]] = {}

    def likelihoods(self, triple: str) -> list[float]:
        """Return for each language the likelihood of a triple's last letter after the other two."""
        known = self._known.get(triple)
        if known is None:
            known = self._known[triple] = self._compute(triple)
        return known

    def _compute(self, triple: str) -> list[float]:
        get = self._frequencies.get
        none = self._none
        start, letter = triple[:2], triple[2]
        if start == "  ":
            # The first letter of a word: pairs with a space are all that there is.
            rows = zip(get(" " + letter, none), get(letter, none), strict=True)
            return [_TRIPLE * 3 * pair + _SINGLE * single + _UNSEEN for pair, single in rows]
        table = zip(
            get(triple, none),
            get(start, none),
            get(triple[1:], none),
            get(triple[1], none),
            get(letter, none),
            strict=True,
        )
        return [
            (_TRIPLE * min(1.0, abc / ab) if ab else 0.0)
            + (_PAIR * min(1.0, bc / b) if b else 0.0)
            + _SINGLE * c
            + _UNSEEN
            for abc, ab, bc, b, c in table
        ]


@cache
def _model() -> _Model:
    return _Model()
