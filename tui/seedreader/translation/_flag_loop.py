"""Loops: the same words, or letters, again and again."""

from __future__ import annotations

from seedreader.translation.alignment import words

_LONGEST = 12
"""The longest stretch (words; letters in scripts without spaces) whose repetition is looked for."""

_FEW = 3
"""So often in a row nobody says anything on purpose; a single word one time more."""


def loop(source: str, target: str) -> str | None:
    """Return what is repeated in the translation more often than in the source, or None."""
    count, phrase = _most_repeated(target)
    if count < _FEW or count <= _most_repeated(source)[0] + 1:
        return None
    shown = phrase if len(phrase) <= 40 else f"{phrase[:39]}…"  # noqa: PLR2004 - a line's room
    return f"“{shown}” is repeated {count} times"


def _most_repeated(text: str) -> tuple[int, str]:
    """Return how often the most repeated stretch stands in a row, and the stretch."""
    extents = words(text)
    folded = [text[start:end].casefold() for start, end in extents]
    best = (1, "")
    for size in range(1, min(_LONGEST, len(folded) // 2) + 1):
        same = 0
        for index in range(size, len(folded)):
            same = same + 1 if folded[index] == folded[index - size] else 0
            count = same // size + 1
            if size == 1:  # "very, very, very" is said
                count -= 1
            if count > best[0]:
                start = index - size + 1
                best = (count + (size == 1), text[extents[start][0] : extents[index][1]])
    return best
