"""A line of a paragraph as it is shown, and where each of its code points stands on the screen."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from unicodedata import category

from seedreader.ui.text.breaks import vanishing_white
from seedreader.ui.text.cells import WHITE, ZWJ, graphemes
from seedreader.ui.text.safety import CONTROL, GONE, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedreader.ui.text.wrapping import Line

_ODD: Final = re.compile(f"[{WHITE}]{{2,}}|[{WHITE[1:]}]|{ZWJ}|[{GONE}]|[{CONTROL}]")
_CONTROLS: Final = re.compile(f"[{CONTROL}]")


class Glyph(NamedTuple):
    """What a line shows in one place: a grapheme cluster, or white space shown as one space."""

    start: int
    """Code point offset."""
    end: int
    """Code point offset, exclusive."""
    cells: int
    """Terminal cells."""
    shown: str | None
    """What is shown instead of the code points themselves, None where they are shown."""


class Flat(NamedTuple):
    """A stretch of a paragraph as it is shown."""

    shown: str
    offsets: Sequence[int]
    """For each code point of `shown`, the code point offset in the text that it stands for."""


def flatten(text: str, start: int, end: int) -> Flat:
    """Return what `text[start:end]` shows; it is `safe`.

    White space that is not a single space is one space, or nothing where it holds a line feed
    between Han or kana. What `safe` takes out is not there, what it replaces is U+FFFD. A
    zero-width joiner before white space, punctuation or an invisible character is not shown: it
    joins nothing, and rich would count no cell for what follows it.
    """
    if _ODD.search(text, start, end) is None:
        return Flat(text[start:end], range(start, end))
    nothing = dict(vanishing_white(text, start, end))
    parts: list[str] = []
    offsets: list[int] = []
    at = start
    for match in _ODD.finditer(text, start, end):
        first, last = match.span()
        character = text[first]
        if character == ZWJ:
            if last < end and category(text[last])[0] not in "PZC":
                continue
            shown = ""
        elif character in WHITE:
            shown = "" if first in nothing else " "
        else:
            shown = REPLACEMENT if _CONTROLS.match(character) else ""
        parts += text[at:first], shown
        offsets += range(at, first + len(shown))
        at = last
    parts.append(text[at:end])
    offsets += range(at, end)
    return Flat("".join(parts), offsets)


def display(text: str, line: Line) -> str:
    """Return what `line` shows, in logical order: `safe`, and `line.cells` cells wide."""
    return flatten(text, line.start, line.end).shown


def glyphs(text: str, line: Line) -> list[Glyph]:
    """Return what `line` shows, in logical order, without gaps; the cells add up to `line.cells`.

    What is not shown belongs to the glyph before it, or to the first one.
    """
    shown, offsets = flatten(text, line.start, line.end)
    clusters = graphemes(shown)
    if isinstance(offsets, range):
        first = line.start
        return [Glyph(first + start, first + end, cells, None) for start, end, cells in clusters]
    starts = [line.start, *(offsets[cluster.start] for cluster in clusters[1:]), line.end]
    found = []
    for (start, end, cells), first, last in zip(clusters, starts, starts[1:], strict=False):
        letters = shown[start:end]
        found.append(Glyph(first, last, cells, None if letters == text[first:last] else letters))
    return found


def drawn(text: str, order: Iterable[Glyph]) -> str:
    """Return what glyphs of `text` show in the order given, for instance the visual order."""
    return "".join(text[first:last] if shown is None else shown for first, last, _, shown in order)


class LineMap:
    """Where each code point of a line stands, and which one stands in each column.

    Columns count cells from the left edge of the line. Made from the glyphs of a line in the order
    they are drawn in, from left to right: logical (`LineMap.of`) or visual.
    """

    __slots__ = ("_column_at", "_columns", "_line", "_order", "_starts")

    def __init__(self, line: Line, order: Sequence[Glyph]) -> None:
        self._line = line
        self._order = order
        self._columns = list(accumulate((glyph.cells for glyph in order), initial=0))
        """The column of each glyph, and that after the last."""
        by_start = sorted(
            (glyph.start, column) for glyph, column in zip(order, self._columns, strict=False)
        )
        self._starts = [start for start, _ in by_start]
        self._column_at = [column for _, column in by_start]

    @classmethod
    def of(cls, text: str, line: Line, order: Sequence[Glyph] | None = None) -> Self:
        """Return the map of a line, drawn in logical order unless another one is given."""
        return cls(line, glyphs(text, line) if order is None else order)

    def column_of(self, offset: int) -> int:
        """Return the left column of the glyph that holds the code point at `offset`.

        Offsets before the line count as its first code point; from the line's end on, the answer
        is the column after the rightmost glyph.
        """
        if offset >= self._line.end or not self._starts:
            return self._columns[-1]
        return self._column_at[max(0, bisect_right(self._starts, offset) - 1)]

    def glyph_at(self, column: int) -> Glyph | None:
        """Return the glyph that covers `column`, or None outside the line."""
        if not 0 <= column < self._columns[-1]:
            return None
        return self._order[bisect_right(self._columns, column) - 1]

    def offset_at(self, column: int) -> int:
        """Return the offset of the first code point of the glyph that covers `column`.

        Left of the line that is the line's start, right of it the line's end.
        """
        glyph = self.glyph_at(column)
        if glyph is not None:
            return glyph.start
        return self._line.start if column < 0 else self._line.end

    def columns_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the columns that `text[start:end]` takes, to highlight them.

        In visual order one stretch of text may stand in several places.

        Returns:
            Pairs of columns (first, after the last), from left to right, not touching.
        """
        found: list[tuple[int, int]] = []
        for glyph, column in zip(self._order, self._columns, strict=False):
            if glyph.start < end and start < glyph.end and glyph.cells:
                if found and found[-1][1] == column:
                    found[-1] = (found[-1][0], column + glyph.cells)
                else:
                    found.append((column, column + glyph.cells))
        return found
