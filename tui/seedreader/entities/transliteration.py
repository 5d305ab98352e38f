"""How well one spelling of a name renders another, in Latin letters.

A table gives, for each character of a script, the Latin letters that it stands for in names and
how probable each is; it is learned from pairs of spellings by `build.train`. The score of a pair
is the cost of the cheapest way to cut the Latin spelling into what each character stands for, in
nats, for each character of the longer side: 0 is certain, about 1 good, above 2 chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import regex

from seedreader.entities.letters import Script, fold, strip_marks, word_script

Table = Mapping[str, Mapping[str, float]]

OTHER_VOWELS: Final = 1.0
"""Added to the cost of a rendering that has the usual consonants but other vowels."""
UNSEEN: Final = 6.5
"""Cost of a rendering that was never seen."""
_UNSEEN_LETTER: Final = 1.2
_MAX_PIECE: Final = 6
_INFINITE: Final = 1e9
HOPELESS: Final = 3.0
"""Costs above this are not told apart."""
_ROUNDING: Final = 1e-9
_NO_PIECES: Final[Mapping[str, float]] = {}


@lru_cache(maxsize=2048)
def latin_letters(name: str) -> str:
    """Return the lower-case ASCII letters of a name in Latin script."""
    return "".join(c for c in strip_marks(fold(name)) if "a" <= c <= "z")


_DIGRAPHS: Final = (
    ("ου", "ϒ"), ("μπ", "ϐ"), ("ντ", "ϑ"), ("γκ", "ϰ"), ("γγ", "ϰ"), ("τσ", "ϟ"), ("τζ", "ϡ"),
    ("αι", "ϵ"), ("ει", "ι"), ("οι", "ι"), ("ευ", "ϕ"), ("αυ", "ϖ"), ("σσ", "σ"), ("λλ", "λ"),
    ("ς", "σ"),
)  # fmt: skip
"""Greek letters that stand for one sound together, each as one letter of the Greek script."""
_BEFORE: Final = regex.compile("([เแโไใ])([ก-ฮ])")
"""A Thai vowel that is written before the consonant that it is spoken after."""
_UNSPOKEN: Final = regex.compile("[ก-ฮ][ิุ]?์|[็-๋ํ๎ฺ]")
"""Thai consonants that are not spoken, and marks of tones."""


def respelled(name: str) -> str:
    """Return a name as the tables spell it: folded, one letter a sound, in the order of speech."""
    folded = fold(name)
    script = word_script(folded)
    if script is Script.GREEK:
        for letters, one in _DIGRAPHS:
            folded = folded.replace(letters, one)
    elif script is Script.THAI:
        return str(_BEFORE.sub(r"\2\1", _UNSPOKEN.sub("", folded)))
    return folded


def cost(source: str, latin: str, table: Table, most: float = HOPELESS) -> float:
    """Return the cost of rendering `source` as the ASCII letters `latin` (see the module).

    A cost above `most` is only told as one that is higher.

    Args:
        source: letters or characters of one script.
        latin: how they may be spelled.
        table: of the script.
        most: the highest cost of interest, at most `HOPELESS`.
    """
    if not source or not latin:
        return _INFINITE
    size = max(len(source), len(latin) / 2.5)
    limit = min(most, HOPELESS) * size + _ROUNDING
    cuts = _cuts(latin)
    reached = {0: 0.0}
    for character in source:
        pieces = table.get(character, _NO_PIECES)
        following: dict[int, float] = {}
        for start, so_far in reached.items():
            room = limit - so_far
            for end, piece, consonants, unseen in cuts[start]:
                price = pieces.get(piece)
                if price is None:
                    price = pieces.get(consonants, unseen)
                if price < room:
                    total = so_far + price
                    if total < following.get(end, limit):
                        following[end] = total
        if not following:
            return _INFINITE
        reached = following
    return reached.get(len(latin), _INFINITE) / size


@lru_cache(maxsize=1024)
def _cuts(latin: str) -> tuple[tuple[tuple[int, str, str, float], ...], ...]:
    """Return the pieces that may be cut from each place: end, letters, skeleton, unseen price."""
    width = len(latin)
    return tuple(
        tuple(
            (end, latin[start:end], skeleton(latin[start:end]),
             UNSEEN + _UNSEEN_LETTER * (end - start))
            for end in range(start, min(width, start + _MAX_PIECE) + 1)
        )
        for start in range(width + 1)
    )  # fmt: skip


def align(source: str, latin: str, table: Table) -> tuple[float, list[str]]:
    """Return the total cost of the cheapest cut, and the piece of each character of `source`."""
    width = len(latin) + 1
    previous = [0.0] + [_INFINITE] * len(latin)
    steps: list[list[int]] = []
    for character in source:
        pieces = table.get(character, {})
        current = [_INFINITE] * width
        step = [0] * width
        for start, so_far in enumerate(previous):
            for end in range(start, min(width, start + _MAX_PIECE + 1)):
                piece = latin[start:end]
                price = pieces.get(piece)
                if price is None:
                    price = pieces.get(skeleton(piece))
                if price is None:
                    price = UNSEEN + _UNSEEN_LETTER * (end - start)
                total = so_far + price
                if total < current[end]:
                    current[end] = total
                    step[end] = start
        steps.append(step)
        previous = current
    cut: list[str] = []
    end = len(latin)
    for step in reversed(steps):
        start = step[end]
        cut.append(latin[start:end])
        end = start
    return previous[-1], cut[::-1]


_SKELETONS: Final[dict[str, str]] = {}
_MOST_SKELETONS: Final = 100_000


def skeleton(piece: str) -> str:
    """Return the consonants of a piece as capital letters of their classes, or `-` for none."""
    found = _SKELETONS.get(piece)
    if found is None:
        found = "".join(_CONSONANT.get(c, "") for c in piece) or "-"
        if len(_SKELETONS) < _MOST_SKELETONS:
            _SKELETONS[piece] = found
    return found


def with_skeletons(table: Table) -> dict[str, dict[str, float]]:
    """Return a table that also knows pieces by their consonants, at a higher cost.

    Vowels vary between spellings more than consonants do.
    """
    richer = {}
    for character, pieces in table.items():
        row = dict(pieces)
        for piece, price in pieces.items():
            if piece:
                key = skeleton(piece)
                row[key] = min(row.get(key, _INFINITE), price + OTHER_VOWELS)
        richer[character] = row
    return richer


def romanise(source: str, table: Table) -> str:
    """Return the likeliest Latin spelling of a name, character by character."""
    return "".join(
        min(
            ((p, n) for p, n in pieces.items() if not p.isupper() and p != "-"),
            key=lambda item: (item[1], item[0]),
        )[0]
        for character in source
        if (pieces := table.get(character))
    )


_CONSONANT: Final = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("fvw", "V"), **dict.fromkeys("dt", "T"),
    **dict.fromkeys("gkqcx", "K"), **dict.fromkeys("szj", "S"), **dict.fromkeys("lr", "L"),
    **dict.fromkeys("mn", "N"),
}  # fmt: skip
_PLAUSIBLE: Final = 2.6
_VOICED: Final = frozenset("aeiouyr")
"""Letters before which an r is heard."""
_SYLLABLES: Final = "\u3040"
"""From here on characters spell syllables: two of a kind are both heard."""
_MARKS: Final = 2
_BEST_PIECES: Final = 3
_CLASSES: Final = "PVTKSLN-"
"""Of consonants, and none; see `skeleton`."""
_MOST_OF_A_CLASS: Final = 16
OTHER_CONSONANTS: Final = 2
"""Consonants that two spellings of a name may differ in; of long ones a third."""


def latin_marks(latin: str, most: int = _MARKS) -> frozenset[str]:
    """Return the classes of the first consonants of a Latin spelling, as it may be meant.

    Letters whose sound differs from language to language (c, g, j, x, h, w) give several.
    """
    found = {""}
    for place, letter in enumerate(latin):
        classes = _classes(letter, latin[place + 1 : place + 2])
        if latin[place : place + 1] == latin[place - 1 : place] and place:
            continue
        if letter == "r" and place and latin[place + 1 : place + 2] not in _VOICED:
            classes = (*classes, "")  # silent in many languages: 科斯提, Kirsty
        found = {mark if len(mark) == most else mark + c for mark in found for c in classes}
        if all(len(mark) == most for mark in found):
            break
    return frozenset(found)


def _classes(letter: str, after: str) -> tuple[str, ...]:
    if letter in "cgx":
        return ("K", "S")
    if letter in "jw" or letter == "h":
        return ("", "S") if letter == "j" else ("", "V") if letter == "w" else ("",)
    if letter == "t" and after in ("s", "z", "c", "h"):
        return ("T", "S")
    if letter == "s" and after in ("h", "c", "z"):
        return ("S",)
    return (_CONSONANT.get(letter, ""),)


def marks(source: str, table: Table, most: int = _MARKS) -> frozenset[str]:
    """Return what `latin_marks` gives for the likely Latin spellings of a name."""
    found = {""}
    for place, character in enumerate(source):
        if place and character == source[place - 1] and character < _SYLLABLES:
            continue
        pieces = [
            (price, piece)
            for piece, price in table.get(character, {}).items()
            if price < _PLAUSIBLE and (piece.islower() or not piece)
        ]
        pieces.sort()
        steps = {m for _, piece in pieces[:_BEST_PIECES] for m in latin_marks(piece, most)} or {""}
        found = {(mark + step)[:most] for mark in found for step in steps}
        if all(len(mark) == most for mark in found):
            break
    return frozenset(found)


def comparable(one: str, two: str) -> bool:
    """Tell whether two Latin spellings are near enough to be worth an exact comparison."""
    (first, size_first), (second, size_second) = consonants(one), consonants(two)
    most = max(size_first, size_second)
    return most - (first & second).bit_count() <= may_differ(most)


def may_differ(size: int) -> int:
    """Return in how many of its consonants a spelling may differ from another one that has less."""
    return max(OTHER_CONSONANTS, size // 3)


def consonants(latin: str) -> tuple[int, int]:
    """Return the consonants of a Latin spelling as bits, and how many there are.

    Each class has as many of its bits set as the spelling has consonants of it: two spellings
    have as many in common as there are bits in both.
    """
    skeletal = skeleton(latin)
    bits = 0
    for place, each in enumerate(_CLASSES):
        bits |= (1 << min(skeletal.count(each), _MOST_OF_A_CLASS)) - 1 << place * _MOST_OF_A_CLASS
    return bits, len(skeletal)
