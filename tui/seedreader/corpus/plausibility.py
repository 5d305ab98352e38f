"""How much a text reads like a language: the judge of guessed character encodings.

The letter sequences of langdetect's 55 profiles are the measure. A wrong encoding gives letters of
another script, letters and signs mixed, capitals within words or sequences that no language has.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import Final

_SMOOTHING: Final = 5e-6
_EXAMINED: Final = 1500
"""Code points."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGN_COST: Final = 8.0
"""Natural logarithm by which a sign that no text has between letters makes it less likely."""
_FOLDED: Final = str.maketrans("șțȘȚیک", "şţŞŢيك")
"""langdetect's profiles have the older or commoner of these twins."""


def plausibility(text: str) -> float:
    """Return the mean logarithm of likelihood per character, relative to that of clean text.

    0 is what a language's own text has; the lower, the less like a language.
    """
    piece = unicodedata.normalize("NFC", text[:_EXAMINED]).translate(_FOLDED)
    letters = sum(1 for character in piece if not character.isascii())
    if not letters:
        return 0.0
    tables = _tables()
    sums = [0.0] * len(tables.languages)
    count = 0
    for match in _WORD.finditer(piece):
        word = match[0]
        if word.isascii():
            continue
        if len(word) > 1 and word.isupper():
            word = word[0] + word[1:].lower()
        padded = f" {word} "
        for index in range(1, len(padded) - 1):
            # The trigram around a letter, else the letter alone, which is worth less.
            costs = tables.costs(padded[index - 1 : index + 2], padded[index])
            count += 1
            for language, cost in enumerate(costs):
                sums[language] += cost
    strange = sum(_strangeness(piece))
    best = max(
        (total - expected * count for total, expected in zip(sums, tables.expected, strict=True)),
        default=0.0,
    )
    return (best - _SIGN_COST * strange) / letters


def _strangeness(piece: str) -> list[float]:
    found: list[float] = []
    previous = " "
    for character in piece:
        if not character.isascii():
            category = unicodedata.category(character)
            if category in {"Cc", "Co", "Cn", "Cs"}:
                found.append(3.0)
            elif category in {"So", "Sk", "Sm", "Sc", "No", "Lm"} and character not in "№°€£§©®™×·":
                found.append(1.0)
            elif category == "Mn" and not previous.isalpha():
                found.append(0.5)
            elif category == "Lu" and previous.islower():
                found.append(1.0)
            elif category in {"Pi", "Pf", "Po", "Ps", "Pe"} and previous.isalpha() and False:
                found.append(0.2)
        previous = character
    return found


class _Tables:
    """The profiles of all languages that langdetect knows."""

    def __init__(self) -> None:
        from pathlib import Path  # noqa: PLC0415

        from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415 - slow

        factory = DetectorFactory()
        names = sorted(path.name for path in Path(PROFILES_DIRECTORY).iterdir())
        factory.load_json_profile(
            [(Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8") for name in names]
        )
        self.languages = list(factory.langlist)
        self._map = factory.word_lang_prob_map
        self._none = [0.0] * len(self.languages)
        sums = [0.0] * len(self.languages)
        for ngram, probabilities in self._map.items():
            if len(ngram) == 3:  # noqa: PLR2004 - trigrams
                for index, probability in enumerate(probabilities):
                    if probability:
                        cost = math.log(probability + _SMOOTHING)
                        sums[index] += probability * cost
        self.expected = sums

    def costs(self, trigram: str, letter: str) -> list[float]:
        """Return for each language the logarithm of a trigram's likelihood."""
        known = self._map.get(trigram, self._none)
        alone = self._map.get(letter, self._none)
        return [
            math.log(probability + 0.01 * single + _SMOOTHING / 10)
            for probability, single in zip(known, alone, strict=True)
        ]


@cache
def _tables() -> _Tables:
    return _Tables()
