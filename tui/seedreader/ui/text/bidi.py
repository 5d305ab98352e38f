"""Right-to-left text: UAX #9, Unicode Bidirectional Algorithm (revision 50, Unicode 16).

Terminals differ: most draw code points in the order they get them, some reorder. The app switches
implicit reordering off (`CSI 8 l`, ECMA-48 BDSM, as the recommendation "BiDi in Terminal Emulators"
by Egmont Koblinger says) and sends visual order itself.

Sanitised text has no explicit embeddings, overrides or isolates; where one occurs nevertheless it
is ignored, as if it were a boundary neutral. So rules X1-X8 have nothing to do, a paragraph is one
isolating run sequence, and what remains (W1-W7, N0-N2, I1-I2) are patterns over a string with one
letter per code point.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal
from unicodedata import bidirectional

from seedreader.ui.text.flat import Glyph, glyphs
from seedreader.ui.text.mirror import BRACKETS, MIRRORED
from seedreader.ui.text.shape import shaped

if TYPE_CHECKING:
    from seedreader.ui.text.wrapping import Line

Direction = Literal["ltr", "rtl"]

_STRETCH: Final = 2048
"""Code points of a long paragraph that are resolved together."""

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Where Bidi_Class R, AL and AN live, assigned or not (DerivedBidiClass.txt)."""

_CLASSES: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "ES": "+", "ET": "%", "AN": "2", "CS": ",",
    "NSM": "m", "BN": "b", "B": "s", "S": "s", "WS": "s", "ON": "o",
    "LRE": "b", "RLE": "b", "LRO": "b", "RLO": "b", "PDF": "b",
    "LRI": "b", "RLI": "b", "FSI": "b", "PDI": "b",
}  # fmt: skip
"""Bidi_Class values as letters."""


class _Letters(dict[int, str]):
    """A table for `str.translate` that learns a code point's class when it first occurs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        name = bidirectional(character)
        if not name:  # unassigned
            name = "R" if _RIGHT_TO_LEFT.match(character) else "L"
        letter = self[code] = _CLASSES[name]
        return letter


_LETTERS: Final = _Letters()

_STRONG: Final = re.compile("[LRA]")


def base_direction(text: str, start: int, end: int) -> Direction:
    """Return the direction of the paragraph `text[start:end]`: that of its first strong character.

    Rules P2 and P3: left to right where there is none.
    """
    for begin in range(start, end, _STRETCH):
        part = text[begin : min(end, begin + _STRETCH)]
        if part.isascii() and not any(map(str.isalpha, part)):
            continue
        if match := _STRONG.search(part.translate(_LETTERS)):
            return "ltr" if match[0] == "L" else "rtl"
    return "ltr"


def has_rtl(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` holds a code point that is written from right to left."""
    return _RIGHT_TO_LEFT.search(text, start, end) is not None


def visual_order(
    text: str,
    line: Line,
    base: Direction,
    paragraph: tuple[int, int] | None = None,
    *,
    shape: bool = False,
) -> tuple[Glyph, ...] | None:
    """Return what `line` shows from left to right, or None where that is the logical order.

    Grapheme clusters stay whole. A mirrored character (L4) is in `Glyph.shown`.

    Args:
        text: the text that holds the line.
        line: a line of the paragraph.
        base: the paragraph's direction, which punctuation and lines of mixed direction follow.
        paragraph: code point offsets of the paragraph that the line belongs to, because levels are
            those of the whole paragraph; the line alone by default. Of a long paragraph, some
            thousand code points around the line are looked at.
        shape: show Arabic letters in the form that their neighbours ask for, as presentation
            forms, for terminals that do not join letters: see `seedreader.ui.text.shape`.
    """
    start, end = paragraph or (line.start, line.end)
    if base == "ltr" and not has_rtl(text, line.start, line.end):
        return None
    block = (line.start - start) // _STRETCH
    first = max(start, start + (block - 1) * _STRETCH)
    last = min(end, max(line.end, start + (block + 2) * _STRETCH))
    levels = _levels(text[first:last], base == "rtl")
    forms = shaped(text, line.start, line.end) if shape else {}
    return tuple(
        _drawn(text, glyph, level, forms)
        for glyph, level in _reordered(text, line, levels, first, base)
    )


def _drawn(text: str, glyph: Glyph, level: int, forms: dict[int, str]) -> Glyph:
    """Return the glyph mirrored (L4) and shaped."""
    start, end, _, shown = glyph
    leader = text[start] if shown is None else shown[:1]
    changed = forms.get(start, leader)
    if level % 2:
        changed = MIRRORED.get(changed, changed)
    if changed == leader:
        return glyph
    return glyph._replace(shown=changed + (text[start + 1 : end] if shown is None else shown[1:]))


def _reordered(
    text: str, line: Line, levels: bytes, first: int, base: Direction
) -> list[tuple[Glyph, int]]:
    """Return the glyphs of a line in visual order with their levels (L1, L2)."""
    order = [(glyph, levels[glyph.start - first]) for glyph in glyphs(text, line)]
    lowest = int(base == "rtl")
    for index in range(len(order) - 1, -1, -1):  # L1: white space at the end of a line
        glyph, _ = order[index]
        if not text[glyph.start].isspace():
            break
        order[index] = (glyph, lowest)
    highest = max((level for _, level in order), default=0)
    for level in range(highest, 0, -1):  # L2
        order = _runs_reversed(order, level)
    return order


def _runs_reversed(order: list[tuple[Glyph, int]], level: int) -> list[tuple[Glyph, int]]:
    """Return `order` with each run of glyphs of at least `level` reversed."""
    found: list[tuple[Glyph, int]] = []
    for is_run, group in groupby(order, lambda item: item[1] >= level):
        run = list(group)
        found += run[::-1] if is_run else run
    return found


@lru_cache(maxsize=64)
def _levels(text: str, rtl: bool) -> bytes:  # noqa: FBT001 - a base level
    """Return the resolved embedding level of each code point of a paragraph."""
    embedding = "R" if rtl else "L"
    classes = text.translate(_LETTERS)
    # X9: boundary neutrals count for nothing; W1: marks count as what they stand on.
    kept = [index for index, letter in enumerate(classes) if letter != "b"]
    resolved = classes.replace("b", "") if len(kept) < len(classes) else classes
    resolved = _marks(resolved, embedding)
    resolved = _weak(resolved, embedding)
    resolved = _brackets(text, kept, resolved, classes, embedding)
    resolved = _neutral(resolved, embedding)
    table = {"L": 0, "R": 1, "1": 2, "2": 2} if not rtl else {"L": 2, "R": 1, "1": 2, "2": 2}
    if len(kept) == len(classes):
        return bytes([table[letter] for letter in resolved])
    levels = bytearray()
    before = int(rtl)
    found = iter(resolved)
    for letter in classes:
        if letter != "b":
            before = table[next(found)]
        levels.append(before)
    return bytes(levels)


def _marks(classes: str, sor: str) -> str:
    """Apply W1: a mark takes the class of what comes before it."""
    if "m" not in classes:
        return classes
    classes = re.sub("^m+", lambda match: sor * len(match[0]), classes)
    return re.sub("([^m])(m+)", lambda match: match[1] * (1 + len(match[2])), classes)


def _weak(classes: str, sor: str) -> str:
    """Apply W2 to W7: what digits, their separators and terminators count as."""
    if "A" in classes and "1" in classes:  # W2
        classes = re.sub("A[^LRA]*", lambda match: match[0].replace("1", "2"), classes)
    classes = classes.replace("A", "R")  # W3
    if "," in classes or "+" in classes:
        classes = re.sub("(?<=1)[+,](?=1)", "1", classes)  # W4
        classes = re.sub("(?<=2),(?=2)", "2", classes)
    if "%" in classes:  # W5
        classes = re.sub("%+(?=1)|(?<=1)%+", lambda match: "1" * len(match[0]), classes)
    classes = re.sub("[%+,]", "o", classes)  # W6
    if "1" in classes:  # W7
        pattern = "(?:^|L)[^LR]*" if sor == "L" else "L[^LR]*"
        classes = re.sub(pattern, lambda match: match[0].replace("1", "L"), classes)
    return classes


def _brackets(text: str, kept: list[int], resolved: str, classes: str, embedding: str) -> str:
    """Apply N0: a pair of brackets takes the direction of what it holds or stands in."""
    pairs = _pairs(text, kept, resolved)
    if not pairs:
        return resolved
    letters = list(resolved)
    other = "R" if embedding == "L" else "L"
    for opening, closing in pairs:
        inside = {_strong(letter) for letter in letters[opening + 1 : closing]}
        if embedding in inside:
            direction = embedding
        elif other in inside:
            before = next(
                (strong for letter in reversed(letters[:opening]) if (strong := _strong(letter))),
                embedding,
            )
            direction = other if before == other else embedding
        else:
            continue
        for at in (opening, closing):
            letters[at] = direction
            for following in range(at + 1, len(letters)):  # marks on the bracket go with it
                if classes[kept[following]] != "m":
                    break
                letters[following] = direction
    return "".join(letters)


def _strong(letter: str) -> str:
    """Return the direction a resolved class stands for in rules N0 to N2, or ''."""
    return "R" if letter in "R12" else "L" if letter == "L" else ""


def _pairs(text: str, kept: list[int], resolved: str) -> list[tuple[int, int]]:
    """Return the pairs of brackets, by the place of the opening one (BD16)."""
    stack: list[tuple[str, int]] = []
    found = []
    for index, at in enumerate(kept):
        character = text[at]
        if resolved[index] != "o" or character not in MIRRORED:
            continue
        if character in BRACKETS:
            if len(stack) == _DEPTH:
                break
            stack.append((BRACKETS[character], index))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == character:
                found.append((stack[depth][1], index))
                del stack[depth:]
                break
    return sorted(found)


_DEPTH: Final = 63
"""Open brackets at most (BD16)."""


def _neutral(classes: str, embedding: str) -> str:
    """Apply N1 and N2: neutrals follow their neighbours where those agree, else the paragraph."""

    def resolve(match: re.Match[str]) -> str:
        before = _strong(classes[match.start() - 1]) if match.start() else embedding
        after = _strong(classes[match.end()]) if match.end() < len(classes) else embedding
        return (before if before == after else embedding) * len(match[0])

    return re.sub("[so]+", resolve, classes)
