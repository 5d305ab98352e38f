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

_TOO_SHORT, _DROPPED = -1.8, -0.2
"""What is out of the range: the first in standard deviations, and the second, a logarithm, on top.
What happens is that about half is dropped. That is many deviations of a long sentence, whose own
are small, so that only what is further off than good translations ever are need be flagged; and few
of a short one, where the same number would find nothing."""

_BROKEN_OFF = 1.5
"""Deviations that a last word stands for that sentences do not end with."""

TOO_LONG = 4.5
"""Deviations. What is too long is mostly a loop."""

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
    deviation = math.sqrt(variance)
    if source[-1].isalnum() and target[-1].isalnum():  # a headline
        deviation *= _TELEGRAPHIC
    deviations = logarithm / deviation
    too_short = _TOO_SHORT + _DROPPED / deviation
    if deviations < too_short + _BROKEN_OFF and is_broken_off(target, target_language):
        too_short += _BROKEN_OFF
    if too_short < deviations < TOO_LONG:
        return None
    ratio = math.exp(logarithm)
    how = "shorter" if ratio < 1 else "longer"
    factor = 1 / ratio if ratio < 1 else ratio
    return f"{factor:.1f} times {how} than usual"


def is_broken_off(text: str, language: str) -> bool:
    """Tell whether a text's last word is one that sentences of the language do not end with."""
    last = _LAST_WORD.search(text[-_LONGEST_WORD:].casefold())
    return last is not None and last[0] in _NEVER_LAST.get(language, ())


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

_LAST_WORD = re.compile(r"[^\W\d_]+(?=[\W_]*$)")
_LONGEST_WORD = 40

_NEVER_LAST = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the a an of to and or but nor from with for at by into onto upon than as if"
        " which who whose because although though while when where whether is are was were"
        " has have had will would could should may might must can be been being his its their"
        " our my your every very during between among against despite until per such",
        "de": "der die das dem den des ein eine einen einem einer eines und oder dass daß"
        " weil wenn als wie von vom zum zur im am beim für durch gegen ohne seit während"
        " wegen ob seine seinen seinem seiner ihre ihren ihrem ihrer diese dieser dieses"
        " diesem diesen mein unser sehr",
        "fr": "le la les un une des de du et ou mais à au aux en dans par pour sur avec sans"
        " sous entre que qui dont où ce cette ces son sa ses leur leurs mon ma mes notre nos"
        " votre a ont très se ne",
        "es": "el la los las un una unos unas de del y e o u pero a al en con por para sin"
        " sobre entre desde hasta que cuyo su sus mi mis nuestro es ha han muy como lo",
        "it": "il lo la i gli le un uno una di del dello della dei degli delle e ed o ma a al"
        " allo alla ai agli alle in nel nello nella nei negli nelle con su sul sulla sui per"
        " tra fra da dal dalla dai dalle che cui suo sua suoi sue è ha hanno aveva molto si"
        " come",
        "pt": "o a os as um uma de do da dos das e ou mas em no na nos nas com por para pelo"
        " pela sem sobre entre que seu sua seus suas é foi tem ao aos à às se como muito",
        "nl": "de het een en of maar van voor met bij naar tot te dat die als dan zijn deze",
        "uk": "і й та або але у в на з із зі до від для про за по під над при без через між"
        " що щоб який яка яке які якого якої як їхній цей ця ці свою свої своїх дуже більш"
        " найбільш",
        "ru": "и или но а у в на с со из к ко до от для о об про за по под над при без через"
        " между что чтобы который которая которое которые которого которой как её этот эта"
        " эти свою свои своих очень более наиболее",
        "vi": "và hoặc hay nhưng của cho với từ tại trong bởi do để rằng mà là bị sẽ các"
        " những một mỗi khi nếu vì như cũng rất có",
    }.items()
}
"""Articles, prepositions, conjunctions and the like: after them a sentence goes on."""

_COMPACT = -0.4
"""Languages whose letters say so much more than English ones are counted letter by letter."""


@cache
def _table() -> dict[str, Lengths]:
    text = files("seedreader.translation").joinpath("_flag_lengths.json").read_text("utf-8")
    return {language: Lengths(*values) for language, values in json.loads(text)["lengths"].items()}
