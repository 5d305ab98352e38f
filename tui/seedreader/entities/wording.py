"""Names of institutions as what is translated in them and what is spelled.

Newport Police Department and Sở Cảnh sát Newport have the same generic words (see
`generic_words`) and the same name proper, each in the order of its language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from seedreader.entities.generic_words import (
    APPOSED,
    FIRMS,
    LIGHT,
    han_concepts,
    spaced_concepts,
)
from seedreader.entities.letters import Script, fold, word_script
from seedreader.entities.lexicon import CONNECTORS, PARTICLES, folded_words
from seedreader.entities.name_meanings import Meanings

TRANSLATED: Final = 0.6
"""Least distance of two names of the same generic words: nearer than a fair transliteration,
farther than the same spelling."""
_PROPER: Final = 0.2
"""Added to the distance of the names proper where that is greater: the same spelling as a whole
comes first."""
_LEFT_OUT: Final = 0.1
"""Added for each generic word that one name has more: the Natural Science Foundation of a country
is not its Science Foundation where there are both."""
_ENOUGH_WORDS: Final = 2
"""Generic words that say as much as a name proper where both names have none, or have more."""
_MANY_WORDS: Final = 3
"""The same where one name tells the country, the other does not."""
_LONGEST: Final = 12
"""Words of a name above which it is a title or a sentence."""

_SMALL: Final = (
    CONNECTORS
    | PARTICLES
    | folded_words(
        "per in l il lo i gli le d dell sul sulla sull sui з зі із у в по питань про về cho"
    )
)
"""What only joins the words of a name."""
_FEWEST_LETTERS: Final = 2
"""Letters of a name without the word for its kind."""

Compare = Callable[[str, str], tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a name consists of.

    Attributes:
        concepts: for each generic word, what it may mean.
        proper: the other parts, in order.
    """

    concepts: tuple[frozenset[str], ...]
    proper: tuple[str, ...]

    @property
    def is_apposed(self) -> bool:
        """Whether the generic words only say what kind of thing has the name."""
        return bool(self.concepts) and all(concept & APPOSED for concept in self.concepts)


def wording(form: tuple[str, ...], meanings: Meanings) -> Wording:
    """Take a name apart. `meanings` tells where a name in Chinese characters has several parts."""
    if word_script(form[0]) is Script.HAN:
        return _han_wording("".join(form), meanings)
    concepts: list[frozenset[str]] = []
    proper: list[str] = []
    place = 0
    while place < min(len(form), _LONGEST):
        if word_script(form[place]) is Script.HAN:
            inner = _han_wording(form[place], meanings)  # CBC新闻
            whole = han_concepts(form[place], len(form[place]))
            if whole[0] and not whole[1]:
                inner = Wording((whole[0],), ())
            concepts += [c for c in inner.concepts if not any(c & other for other in concepts)]
            proper += inner.proper
            place += 1
            continue
        found, size = spaced_concepts(form, place)
        if found:
            # The word of one language may stand beside that of another: Quỹ Web Foundation.
            if not any(found & concept for concept in concepts):
                concepts.append(found)
        elif fold(form[place]).rstrip("'") not in _SMALL:
            proper.append(form[place])
        place += size
    return Wording(tuple(concepts), tuple(proper))


def _han_wording(name: str, meanings: Meanings) -> Wording:
    concepts: list[frozenset[str]] = []
    end = len(name)
    while end:
        found, start = han_concepts(name, end)
        if not found or (end == len(name) and not start):
            break
        concepts.append(found)
        end = start
    return Wording(tuple(concepts[::-1]), _segments(name[:end], meanings))


def _segments(name: str, meanings: Meanings) -> tuple[str, ...]:
    """Return the known names that a name begins with, and the rest: 丰田, 英国 of 丰田英国."""
    found: list[str] = []
    while name:
        size = next((n for n in range(len(name), 1, -1) if meanings.of((name[:n],))), len(name))
        found.append(name[:size])
        name = name[size:]
    return tuple(found)


def compare_wordings(
    one: Wording, two: Wording, meanings: Meanings, compare: Compare
) -> tuple[float, str] | None:
    """Return how far two names are apart, and why, if they have the same generic words.

    Args:
        one: a name.
        two: another one.
        meanings: what names may be names of.
        compare: tells how far two parts are apart, and why.
    """
    if not one.concepts or not two.concepts:
        return _apposed(one, two, meanings, compare)
    common = _common(one.concepts, two.concepts)
    if common is None:
        return None
    further = _LEFT_OUT * abs(len(one.concepts) - len(two.concepts))
    if len(one.proper) > len(two.proper):
        one, two = two, one
    if not one.proper:
        if not two.proper:
            return (TRANSLATED + further, _SAME_WORDS) if common >= _ENOUGH_WORDS else None
        named = all(meanings.of((part,)) for part in two.proper)
        enough = named and common >= _MANY_WORDS
        return (TRANSLATED + 1.0 + further, _SAME_WORDS) if enough else None
    told = _proper(one.proper, two.proper, meanings, compare)
    if told is None:
        return None
    return max(
        TRANSLATED, told[0] + _PROPER
    ) + further, f"{told[1]}, and the other words are translated"


def _apposed(
    one: Wording, two: Wording, meanings: Meanings, compare: Compare
) -> tuple[float, str] | None:
    """Compare a name that says what kind of thing it names with one that does not.

    Or two that do not, in which a place may have its name in each language. It wants several
    parts: Toyota UK, 丰田英国公司.
    """
    spelled = not one.concepts and not two.concepts  # BBC Scotland, BBC苏格兰
    apposed = one.is_apposed or two.is_apposed or spelled
    if not apposed or min(len(one.proper), len(two.proper)) < _ENOUGH_WORDS:
        return None
    if spelled and not _same_place(one.proper, two.proper, meanings):
        return None
    told = _proper(one.proper, two.proper, meanings, compare)
    return None if told is None else (max(TRANSLATED, told[0] + _PROPER), told[1])


def _same_place(one: tuple[str, ...], two: tuple[str, ...], meanings: Meanings) -> bool:
    """Tell whether names have as many parts, and one of them is known for the same thing."""
    if len(one) != len(two):
        return False
    meant = [meanings.of((part,)) for part in two]
    return any(meanings.of((part,)) & other for part in one for other in meant)


_SAME_WORDS: Final = "the words of the name are translated"


def _common(one: tuple[frozenset[str], ...], two: tuple[frozenset[str], ...]) -> int | None:
    """Return how many generic words two names share, or nothing if they differ in the others."""
    left = list(two)
    shared = spare = 0
    for concept in one:
        same = next((c for c in left if c & concept), None)
        if same is not None:
            left.remove(same)
            shared += 1
        elif not concept & LIGHT:
            spare += 1
    other_spare = sum(not concept & LIGHT for concept in left)
    if spare and other_spare:
        return None
    if not shared or ((spare or other_spare) and shared < _ENOUGH_WORDS):
        return None
    return shared


def _proper(
    one: tuple[str, ...], two: tuple[str, ...], meanings: Meanings, compare: Compare
) -> tuple[float, str] | None:
    """Compare the names proper: each part must be a part of the other."""
    joined = _part("".join(one), "".join(two), meanings, compare)
    if joined is not None or len(one) != len(two):
        return joined
    left = list(two)
    worst: tuple[float, str] = (0.0, "")
    for part in one:
        told = [
            (found, other) for other in left if (found := _part(part, other, meanings, compare))
        ]
        if not told:
            return None
        found, other = min(told)
        left.remove(other)
        worst = max(worst, found)
    return worst


def _part(one: str, two: str, meanings: Meanings, compare: Compare) -> tuple[float, str] | None:
    if meanings.of((one,)) & meanings.of((two,)):
        return 0.1, f"“{one}” and “{two}” are names of one place or organisation"
    distance, why = compare(one, two)
    return (distance, why) if why else None


def without_kind(parts: tuple[str, ...], meanings: Meanings) -> tuple[str, ...]:
    """Return a name without the word for what it is: Nias of Nias Island, Telma of Telma TV.

    What is left is no place: Newport Hotel is not Newport. It may be a known firm or station that
    is called a firm or a station here: Samsung Group, Fox News Channel.
    """
    told = wording(parts, meanings)
    if not told.is_apposed or not told.proper or len("".join(told.proper)) < _FEWEST_LETTERS:
        return parts
    known = meanings.of(told.proper)
    firm = all(concept & FIRMS for concept in told.concepts)
    return told.proper if not known or (firm and meanings.are_institutions(told.proper)) else parts
