"""Text that the mouse has marked, in one language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from seedreader.ui.reading.layout import PaneLine, Position, RowSpace, Side


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place between two characters: a row, and an offset into its pane's text."""

    position: Position
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """What is marked on one side, from one point to another."""

    side: Side
    start: Point
    end: Point

    @classmethod
    def between(cls, side: Side, one: Point, other: Point) -> Selection:
        """Return the selection between two points in either order."""
        return cls(side, min(one, other), max(one, other))

    def within(self, position: Position, pane: PaneLine) -> tuple[int, int] | None:
        """Return which offsets of a line are marked, or None."""
        if pane.text.side is not self.side:
            return None
        if not self.start.position <= position <= self.end.position:
            return None
        start = self.start.offset if position == self.start.position else pane.line.start
        end = self.end.offset if position == self.end.position else pane.line.end
        return start, end

    def touches(self, blocks: Collection[int]) -> bool:
        """Tell whether anything of some blocks is marked."""
        first, last = self.start.position.block, self.end.position.block
        return any(first <= block <= last for block in blocks)

    def text(self, space: RowSpace) -> str:
        """Return what is marked: one line a paragraph."""
        paragraphs: list[list[str]] = [[]]
        position = self.start.position
        while position <= self.end.position:
            row = space.rows_of(position.block)[position.row]
            pane = row.source if self.side is Side.SOURCE else row.target
            marked = self.within(position, pane) if pane else None
            if pane and marked:
                paragraphs[-1].append(pane.text.text[marked[0] : marked[1]])
            elif row.source is None and row.target is None and paragraphs[-1]:
                paragraphs.append([])
            following = space.move(position, 1)
            if following == position:
                break
            position = following
        lines = (" ".join(" ".join(lines).split()) for lines in paragraphs)
        return "\n".join(line for line in lines if line)
