"""Whether two names are the same name, spelled differently, and why.

A name is the tuple of its parts, without particles.
"""

from __future__ import annotations

from typing import Final

from seedreader.entities.letters import Script
from seedreader.entities.likeness import FARTHEST, LIKELY, MEAN, MEAN_SHARED, Likeness
from seedreader.entities.transliteration import OTHER_CONSONANTS

_MIN_LONE: Final = 5
"""Latin letters from which a name of one part may be told by its sound; one fewer where articles
are related. Shorter ones sound like too many others."""
_LONE_SURE: Final = 0.9
"""Cost (see `transliteration`: nats a character) up to which a name of one part has the same sound
as another one, whatever their articles are about: that of a transliteration without a doubt."""
_LONE_SHARED: Final = 1.2
"""The same where articles are related: half of what the parts of a full name may cost, as no other
part bears it out."""
_LONE_SYLLABLES: Final = (1.5, 1.8, 2.1, 2.35)
"""The same for scripts that spell syllables or leave vowels out, of names of four, five, six and
more letters: what they cost that have the first consonants in common and are not the same, in one
of 500 comparisons whatever their length. Of the same names between 55 % and 85 % cost less."""
_LONGEST: Final = len(_LONE_SYLLABLES) - 1
_ROUNDING: Final = 1e-9
_SYLLABIC: Final = frozenset({Script.HAN, Script.KANA, Script.ARABIC, Script.HEBREW})
_EASTERN: Final = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
"""Scripts of languages that put the surname first."""
_TWO: Final = 2
_CERTAIN: Final = 0.35
"""Distance below which a part is certain: a little above all reasons but spelling."""
SURE: Final = 0.3
"""Distance up to which a name is the same for a reason that is no guess."""
_SURNAME: Final = 0.5
"""Added for a surname alone beside a full name, so that another full name comes before it."""
_LAST: Final = LIKELY - 0.01
"""A distance after all others that are accepted."""
APART: Final = (9.0, "")
"""A distance above all limits."""


class NameLikeness:
    """Compares names, part by part."""

    def __init__(self, likeness: Likeness) -> None:
        """Compare their parts by `likeness`."""
        self._likeness = likeness

    def _script(self, part: str) -> Script:
        return self._likeness.part(part).script

    def apart(self, one: tuple[str, ...], two: tuple[str, ...]) -> float:
        """Return how far apart two names are of which both stand in the same story."""
        if (len(one) == 1) != (len(two) == 1):
            (lone,), full = (one, two) if len(one) == 1 else (two, one)
            return min(self.lone(lone, part, shares=True)[0] for part in (full[-1], full[0]))
        if len(one) == 1:
            return self.lone(one[0], two[0], shares=True)[0]
        return self.names(one, two)[0]

    def names(  # noqa: C901 - each way to set the parts side by side is one
        self,
        one: tuple[str, ...],
        two: tuple[str, ...],
        *,
        shares: bool = False,
        people: bool = False,
    ) -> tuple[float, str]:
        """Compare two names: all parts of the shorter must be in the longer, in some order.

        Args:
            one: a name.
            two: another one.
            shares: whether their articles are related: the spelling may then be farther off.
            people: whether they may be people's: a double surname may then stand for a full name.
        """
        if len(one) == 1 and len(two) == 1:
            return self.lone(one[0], two[0], shares=False)
        if len(one) != len(two):
            joined = self._likeness.glance("".join(one), "".join(two))
            if joined is not None and joined[0] <= SURE:
                return joined
        if min(len(one), len(two)) < _TWO:
            return APART
        best = APART
        pairings = _pairings(one, two)
        if people and shares and len(one) != len(two):
            few, many = sorted((one, two), key=len)
            pairings.append((few, many[len(many) - len(few) :], False))  # a double surname
        eastern = not _EASTERN.isdisjoint((self._script(one[0]), self._script(two[0])))
        for left, right, straight in pairings:
            likely, usual = (FARTHEST, MEAN_SHARED) if shares else (LIKELY, MEAN)
            distances = self._distances(left, right, usual)
            if not distances and shares and people:
                distances = self._begins_alike(left, right)
            if not distances:
                continue
            worst = max(d for d, _ in distances)
            least = min(d for d, _ in distances)
            mean = sum(d for d, _ in distances) / len(distances)
            sure = least < _CERTAIN
            if not sure and not straight and not eastern:
                continue  # Two guesses, and the order of the parts or what is left out a third.
            if worst <= likely if sure else worst <= FARTHEST and mean <= usual:
                best = min(best, (mean, "; ".join(w for _, w in distances)))
        return best

    def _distances(
        self, left: tuple[str, ...], right: tuple[str, ...], usual: float
    ) -> list[tuple[float, str]]:
        """Compare names part by part; nothing if a part, or the mean, is too far.

        What costs little is told first. The last part may then be no farther than brings the mean
        to `usual`, unless a part is certain.
        """
        likeness = self._likeness
        pairs = tuple(zip(left, right, strict=True))
        told: dict[int, tuple[float, str]] = {}
        for place, (one, two) in enumerate(pairs):
            found = likeness.glance(one, two)
            if found is not None:
                if found[0] > FARTHEST:
                    return []
                told[place] = found
        unsure = [pair for place, pair in enumerate(pairs) if place not in told]
        if usual == MEAN and len(unsure) > 1:
            # Each may lack some consonants, but not all of them.
            lacking = sum(likeness.missing(one, two) for one, two in unsure)
            if lacking > OTHER_CONSONANTS:
                return []
        for place, (one, two) in enumerate(pairs):
            if place in told:
                continue
            most = FARTHEST
            if len(told) == len(pairs) - 1 and all(d >= _CERTAIN for d, _ in told.values()):
                room = usual * len(pairs) - sum(d for d, _ in told.values())
                most = min(most, max(room + _ROUNDING, _CERTAIN))
            found = likeness.compare(one, two, most)
            if found[0] > most:
                return []
            told[place] = found
        return [told[place] for place in range(len(pairs))]

    def _begins_alike(
        self, left: tuple[str, ...], right: tuple[str, ...]
    ) -> list[tuple[float, str]]:
        """Compare two names of two parts, of which one is known and the other begins alike.

        Chinese characters spell Marquardt as maquat: what is not heard costs more than chance.
        """
        if len(left) != _TWO or (self._script(left[0]) is Script.HAN) is (
            self._script(right[0]) is Script.HAN
        ):
            return []
        for place in (0, 1):
            known = self._likeness.glance(left[place], right[place])
            one, two = left[1 - place], right[1 - place]
            if known is not None and known[0] < _CERTAIN and self._likeness.begin_alike(one, two):
                return [known, (FARTHEST, f"“{one}” begins like “{two}”")]
        return []

    def lone(self, one: str, two: str, shares: bool) -> tuple[float, str]:  # noqa: FBT001
        """Compare two names of one part; `shares` tells whether their articles are related."""
        size = min(len(self._likeness.part(one).latin), len(self._likeness.part(two).latin))
        most = SURE
        if size >= _MIN_LONE - shares:
            most = _LONE_SHARED if shares else _LONE_SURE
        # Syllables spell consonants and vowels that the name does not have: 瓦西拉, Wasilla.
        syllables = shares and not _SYLLABIC.isdisjoint((self._script(one), self._script(two)))
        longer = size - _MIN_LONE + 1
        if syllables and longer >= 0:
            most = max(most, _LONE_SYLLABLES[min(longer, _LONGEST)])
        told = self._likeness.compare(one, two, most)
        return told if told[0] <= most else APART

    def surname(self, form: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
        """Compare a surname alone with a full name; their articles share other entities."""
        lone, full = (form, other) if len(form) == 1 else (other, form)
        if len(full) < _TWO:
            return APART
        distance, why = min(self.lone(lone[0], part, shares=True) for part in (full[-1], full[0]))
        if distance >= LIKELY:
            return APART
        # What is near enough stays so: the addition only tells which comes first.
        return min(distance + _SURNAME, _LAST), f"{why}, as a surname in an article about the same"


def _pairings(
    one: tuple[str, ...], two: tuple[str, ...]
) -> list[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Return the ways to set the parts of two names side by side.

    With each stands whether all parts are there in the same order.
    """
    if len(one) > len(two):
        one, two = two, one
    if len(one) == len(two):
        orders = [two]
        if len(two) == 2:  # noqa: PLR2004
            orders.append(two[::-1])
        else:
            orders += [(*two[1:], two[0]), (two[-1], *two[:-1])]
        pairs = [(one, order, order is two) for order in orders]
        if len(two) > 2:  # noqa: PLR2004
            # Korean given names are written as one word or as two.
            pairs.append(((one[0], "".join(one[1:])), (two[0], "".join(two[1:])), True))
        return pairs
    # 金|正恩 and Kim|Jong|Un: one part may be written as several.
    gathered = []
    extra = len(two) - len(one)
    for start in range(len(two) - extra):
        joined = (*two[:start], "".join(two[start : start + extra + 1]), *two[start + extra + 1 :])
        gathered.append((one, joined, True))
        if len(joined) == 2:  # noqa: PLR2004
            gathered.append((one, joined[::-1], False))
    # Middle names may be left out.
    gathered.append((one, (two[0], *two[len(two) - len(one) + 1 :]), False))
    return gathered
