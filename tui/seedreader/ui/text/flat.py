"""A line of a paragraph as it is shown, and where each of its code points stands on the screen."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from unicodedata import category

from seedreader.ui.text.breaks import vanishing_white
from seedreader.ui.text.cells import WHITE, ZWJ, graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedreader.ui.text.wrap import Line

_ODD: Final = re.compile(f"[{WHITE}]{{2,}}|[{WHITE[1:]}]|{ZWJ}")


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


class Odd(NamedTuple):
    """A stretch that is shown as something else."""

    start: int
    """Code point offset."""
    end: int
    """Code point offset, exclusive."""
    shown: str
    """A space, or nothing."""


def odd_stretches(text: str, start: int, end: int) -> list[Odd]:
    """Return what `text[start:end]` shows otherwise than it is written, in order.

    White space that is not a single space is shown as one, or as nothing between Han or kana. A
    zero-width joiner before white space or punctuation is not shown: it joins nothing, and rich
    would count no cell for what follows it.
    """
    if _ODD.search(text, start, end) is None:
        return []
    nothing = dict(vanishing_white(text, start, end))
    found = []
    for match in _ODD.finditer(text, start, end):
        first, last = match.span()
        if text[first] != ZWJ:
            found.append(Odd(first, last, "" if first in nothing else " "))
        elif last == end or text[last] in WHITE or category(text[last])[0] in "PZ":
            found.append(Odd(first, last, ""))
    return found


def display(text: str, line: Line) -> str:
    """Return what `line` shows, in logical order; its `cell_len` is `line.cells`."""
    odd = odd_stretches(text, line.start, line.end)
    if not odd:
        return text[line.start : line.end]
    parts: list[str] = []
    at = line.start
    for first, last, shown in odd:
        parts += text[at:first], shown
        at = last
    parts.append(text[at : line.end])
    return "".join(parts)


def glyphs(text: str, line: Line) -> list[Glyph]:
    """Return what `line` shows, in logical order, without gaps; the cells add up to `line.cells`.

    White space that is shown as nothing is a glyph of no cells.
    """
    odd = odd_stretches(text, line.start, line.end)
    if not odd:
        return [Glyph(*cluster, None) for cluster in graphemes(text, line.start, line.end)]
    found: list[Glyph] = []
    at = line.start
    for first, last, shown in [*odd, Odd(line.end, line.end, "")]:
        found += (Glyph(*cluster, None) for cluster in graphemes(text, at, first))
        at = last
        if text[first:last] == ZWJ and found:
            before = found.pop()
            letters = text[before.start : before.end] if before.shown is None else before.shown
            found.append(before._replace(end=last, shown=letters))
        elif last > first:
            found.append(Glyph(first, last, len(shown), shown))
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
