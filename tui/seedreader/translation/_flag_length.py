"""Lengths: how long translations usually become, and which are far from it.

The logarithm of the ratio of lengths is close to normally distributed, about a mean that depends on
the languages, with a variance that falls with the length of the sentence. Mean and variances are
measured for each language against English; those of two languages follow from theirs.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seedreader.translation._flag_echo import script_of

TOO_SHORT, TOO_LONG = -2.95, 4.5
"""How many standard deviations from the mean are out of the range. Dropped text is what happens;
what is too long is mostly a loop."""

_DIRECT = 0.75
"""Two languages' variances against English add up to more than theirs against each other: part of
them is how English says it."""

_TELEGRAPHIC = 1.25
"""How much more headlines vary: some languages write sentences there, others words."""

_SMALLEST = 12
"""Shorter sentences (letters, as English has them) may become anything."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a language's sentences are against their English counterparts.

    Attributes:
        mean: of the logarithm of the ratio of letters to the counterpart's.
        spread: variance that does not depend on the length.
        noise: variance times letters of the counterpart.
    """

    mean: float
    spread: float
    noise: float


_DEFAULT = Lengths(0.0, 0.02, 2.5)
_DEFAULTS = {
    "CJK": Lengths(-1.05, 0.03, 2.5),
    "HIRAGANA": Lengths(-0.8, 0.03, 2.5),
    "HANGUL": Lengths(-0.65, 0.03, 2.5),
    "HEBREW": Lengths(-0.2, 0.02, 2.5),
    "ARABIC": Lengths(-0.1, 0.02, 2.5),
}
"""For languages that were not measured, by script: rounded from those that were."""

_ENGLISH = Lengths(0.0, 0.0, 0.0)


def length(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return in what way the length is unusual, or None."""
    source_lengths = lengths_of(source_language, source)
    target_lengths = lengths_of(target_language, target)
    expected = in_english(source, source_lengths)
    if expected < _SMALLEST:
        return None
    logarithm = math.log(max(0.5, in_english(target, target_lengths)) / expected)
    variance = (
        source_lengths.spread
        + target_lengths.spread
        + (source_lengths.noise + target_lengths.noise) / expected
    )
    if "en" not in (source_language, target_language):
        variance *= _DIRECT
    deviations = logarithm / math.sqrt(variance)
    if source[-1].isalnum() and target[-1].isalnum():  # a headline
        deviations /= _TELEGRAPHIC
    if TOO_SHORT < deviations < TOO_LONG:
        return None
    ratio = math.exp(logarithm)
    how = "shorter" if ratio < 1 else "longer"
    factor = 1 / ratio if ratio < 1 else ratio
    return f"{factor:.1f} times {how} than usual"


def lengths_of(language: str, text: str) -> Lengths:
    """Return what is known of a language, else what its text's script suggests."""
    if language == "en":
        return _ENGLISH
    known = _table().get(language)
    if known is not None:
        return known
    letter = next((character for character in text if character.isalpha()), "a")
    return _DEFAULTS.get(script_of(letter) or "", _DEFAULT)


def in_english(text: str, lengths: Lengths) -> float:
    """Return how many letters the text would have in English.

    What is written with ASCII in a language that is not (numbers, foreign names) stays as long.
    """
    if not text.isascii():
        text = _GLOSS.sub(r"\1", text)
    if lengths.mean > _COMPACT:
        return len(text) * math.exp(-lengths.mean)
    foreign = sum(character < "\x7f" for character in text)
    return foreign + (len(text) - foreign) * math.exp(-lengths.mean)


_GLOSS = re.compile(r"([^\W\d_a-zA-Z\u00c0-\u024f]\s?)[(（][\x20-\u024f]{3,60}[)）]")
"""A name's Latin spelling after its own one: said once in English."""

_COMPACT = -0.4
"""Languages whose letters say so much more than English ones are counted letter by letter."""


@cache
def _table() -> dict[str, Lengths]:
    text = files("seedreader.translation").joinpath("_flag_lengths.json").read_text("utf-8")
    return {language: Lengths(*values) for language, values in json.loads(text)["lengths"].items()}
