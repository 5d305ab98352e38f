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

from seedreader.entities.letters import fold, strip_marks

Table = Mapping[str, Mapping[str, float]]

UNSEEN: Final = 6.5
"""Cost of a rendering that was never seen."""
_UNSEEN_LETTER: Final = 1.2
_MAX_PIECE: Final = 6
_INFINITE: Final = 1e9


@lru_cache(maxsize=32768)
def latin_letters(name: str) -> str:
    """Return the lower-case ASCII letters of a name in Latin script."""
    return "".join(c for c in strip_marks(fold(name)) if "a" <= c <= "z")


def cost(source: str, latin: str, table: Table) -> float:
    """Return the cost of rendering `source` as the ASCII letters `latin` (see the module)."""
    if not source or not latin:
        return _INFINITE
    return align(source, latin, table)[0] / max(len(source), len(latin) / 2.5)


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
            if so_far >= _INFINITE:
                continue
            for end in range(start, min(width, start + _MAX_PIECE + 1)):
                price = pieces.get(latin[start:end])
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


def romanise(source: str, table: Table) -> str:
    """Return the likeliest Latin spelling of a name, character by character."""
    return "".join(
        min(pieces.items(), key=lambda item: (item[1], item[0]))[0]
        for character in source
        if (pieces := table.get(character))
    )


_CLASS: Final = {
    **dict.fromkeys("bp", "P"), **dict.fromkeys("fvw", "V"), **dict.fromkeys("dt", "T"),
    **dict.fromkeys("gkqcx", "K"), **dict.fromkeys("szj", "S"), **dict.fromkeys("lr", "L"),
    "m": "M", "n": "N",
}  # fmt: skip
_PLAUSIBLE: Final = 2.6


def sound(latin: str) -> str:
    """Return the class of the first sound of a Latin spelling: a consonant group, or A."""
    if latin[:2] in ("ch", "sh", "zh", "dz", "ts", "tz", "dj", "cz", "sz", "je", "ji"):
        return "S"
    return _CLASS.get(latin[:1], "A")


def first_sounds(source: str, table: Table) -> frozenset[str]:
    """Return the classes that the first sound of a name may have in Latin letters.

    Sounds that spellings often exchange (c for k or s, j for y, g for h) are all given.
    """
    pieces = table.get(source[:1], {})
    found = {sound(piece) for piece, price in pieces.items() if piece and price < _PLAUSIBLE}
    return frozenset(found or {"A"})


def latin_sounds(latin: str) -> frozenset[str]:
    """Return the classes that the first sound of a Latin spelling may have."""
    found = {sound(latin)}
    if latin[:1] in ("c", "x", "g", "j", "q"):
        found |= {"S", "K", "A"}
    elif latin[:1] in ("h", "y", "w", "v", "u"):
        found |= {"A", "V", "K"}
    return frozenset(found)
