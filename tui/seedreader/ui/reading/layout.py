"""A block as rows of cells: the original and its translation, padded to the same height.

Because both sides of a block are equally high, one scroll position serves both panes. Only blocks
near the screen are ever laid out, so an article's length does not matter.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from seedreader.article import Span
from seedreader.ui.reading.document import Block, BlockKind, Document
from seedreader.ui.text import Direction, Flow, Line, Piece, base_direction, wrap

MISSING = "[…]"
"""Stands for a sentence without translation among others that have one."""
AWAITED = "…"
"""Stands for a sentence whose translation is being made."""


class Panes(Enum):
    """Which languages are shown, and where."""

    SIDE = "side by side"
    STACKED = "one above the other"
    SOURCE = "original"
    TARGET = "translation"


class Rows(Enum):
    """What is aligned with its translation."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


class Side(Enum):
    """One of the two languages."""

    SOURCE = "original"
    TARGET = "translation"


@dataclass(frozen=True, slots=True)
class Geometry:
    """How a block is laid out.

    Attributes:
        panes: which languages, and where.
        rows: what is aligned.
        width: cells of text in a line of one pane.
    """

    panes: Panes
    rows: Rows
    width: int


class SideText:
    """The text of one side of a block, and which sentence stands where in it."""

    __slots__ = ("_numbers", "_starts", "direction", "side", "spans", "text")

    def __init__(self, side: Side, text: str, spans: list[Span], numbers: list[int]) -> None:
        """Make it.

        Args:
            side: which language.
            text: what `spans` and lines point into.
            spans: places of the sentences, in order.
            numbers: the sentences' numbers in the document.
        """
        self.side = side
        self.text = text
        self.spans = spans
        self._numbers = numbers
        self._starts = [span.start for span in spans]
        first, last = (spans[0].start, spans[-1].end) if spans else (0, len(text))
        self.direction: Direction = base_direction(text, first, last)

    def sentence_at(self, offset: int) -> int | None:
        """Return the number of the sentence that holds an offset, or stands before it."""
        if not self._numbers:
            return None
        return self._numbers[max(0, bisect.bisect_right(self._starts, offset) - 1)]

    def span_of(self, sentence: int) -> Span | None:
        """Return where a sentence stands, or None if it is not here."""
        at = bisect.bisect_left(self._numbers, sentence)
        if at < len(self._numbers) and self._numbers[at] == sentence:
            return self.spans[at]
        return None

    def sentences_in(self, line: Line) -> list[int]:
        """Return the numbers of the sentences that begin in a line."""
        first = bisect.bisect_left(self._starts, line.start)
        last = bisect.bisect_left(self._starts, line.end)
        return self._numbers[first:last]


@dataclass(frozen=True, slots=True)
class PaneLine:
    """One line of one pane."""

    text: SideText
    line: Line


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen; both sides are None in a blank row and in a fold.

    Attributes:
        offset: where it stands in the article's text (code points), for finding it again after
            the layout has changed.
    """

    source: PaneLine | None
    target: PaneLine | None
    offset: int


def layout_block(document: Document, block: Block, geometry: Geometry) -> tuple[Row, ...]:
    """Lay out a block; the last row is blank where a paragraph ends. Never empty."""
    blank = Row(None, None, block.span.end)
    if block.kind is BlockKind.FOLD:
        return (Row(None, None, block.span.start), blank)
    if geometry.rows is Rows.SENTENCE and len(block.sentences) > 1:
        groups = [range(number, number + 1) for number in block.sentences]
    else:
        groups = [block.sentences]
    rows: list[Row] = []
    for group in groups:
        rows += _layout_group(document, block, group, geometry)
    if block.ends_paragraph or not rows:
        rows.append(blank)
    return tuple(rows)


def _layout_group(document: Document, block: Block, group: range, geometry: Geometry) -> list[Row]:
    source = source_text(document, block, group)
    target = target_text(document, group)
    is_awaited = any(document.is_awaited(number) for number in group)
    panes = geometry.panes
    if panes is Panes.TARGET and not target.spans:
        panes = Panes.SOURCE  # rather the original than nothing
    source_lines = [] if panes is Panes.TARGET else _lines(source, geometry.width)
    target_lines = [] if panes is Panes.SOURCE else _lines(target, geometry.width)
    start = source.spans[0].start if source.spans else block.span.start
    rows: list[Row] = []
    if panes is Panes.SIDE:
        offset = start
        for at in range(max(len(source_lines), len(target_lines))):
            left = source_lines[at] if at < len(source_lines) else None
            right = target_lines[at] if at < len(target_lines) else None
            offset = left.line.start if left else offset
            rows.append(Row(left, right, offset))
        return rows
    rows = [Row(line, None, line.line.start) for line in source_lines]
    for line in target_lines:
        sentence = target.sentence_at(line.line.start)
        offset = document.sentences[sentence].start if sentence is not None else start
        rows.append(Row(None, line, offset))
    if (
        is_awaited and panes is not Panes.SOURCE
    ):  # about as high as it will be, so that little moves when it comes
        height = len(source_lines or _lines(source, geometry.width))
        last = rows[-1].offset if rows else start
        rows += [Row(None, None, last)] * (height - len(target_lines))
    return rows


def source_text(document: Document, block: Block, group: range) -> SideText:
    """Return the original of some sentences of a block."""
    spans = [document.sentences[number] for number in group] or [block.span]
    return SideText(Side.SOURCE, document.article.text, spans, list(group))


def target_text(document: Document, group: range) -> SideText:
    """Return the translations of some sentences, as one flow.

    Empty if there is none, and none is being made.
    """
    texts: list[str] = []
    has_any = False
    for number in group:
        translation = document.translation(number)
        is_awaited = translation is None and document.is_awaited(number)
        has_any |= translation is not None or is_awaited
        missing = AWAITED if is_awaited else MISSING
        texts.append(translation.text if translation is not None else missing)
    if not has_any:
        return SideText(Side.TARGET, "", [], [])
    flow = Flow.of([Piece(text, number) for text, number in zip(texts, group, strict=True)])
    spans = [Span(*flow.span_of(at)) for at in range(len(texts))]
    return SideText(Side.TARGET, flow.text, spans, list(group))


def _lines(text: SideText, width: int) -> list[PaneLine]:
    if not text.spans:
        return []
    lines = wrap(text.text, text.spans[0].start, text.spans[-1].end, width)
    return [PaneLine(text, line) for line in lines]


RowMaker = Callable[[int], tuple[Row, ...]]
"""Gives the rows of a block by its index."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A row of the document: index of its block, and of the row in it."""

    block: int
    row: int


@dataclass(frozen=True, slots=True)
class RowSpace:
    """The document as one long column of rows of which only some are ever laid out.

    Attributes:
        blocks: how many blocks there are; at least one.
        rows_of: lays out a block, and is expected to remember what it has laid out.
    """

    blocks: int
    rows_of: RowMaker

    def move(self, position: Position, rows: int) -> Position:
        """Return the position so many rows further, or back; stops at either end."""
        block, row = position.block, position.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows_of(block))
        while row >= (count := len(self.rows_of(block))) and block + 1 < self.blocks:
            row -= count
            block += 1
        return Position(block, max(0, min(row, len(self.rows_of(block)) - 1)))

    def last_top(self, height: int) -> Position:
        """Return the lowest position for the top of a screen so high."""
        last = self.blocks - 1
        end = Position(last, len(self.rows_of(last)) - 1)
        return self.move(end, 1 - height)

    def window(self, top: Position, height: int) -> list[tuple[Position, Row]]:
        """Return the rows of a screen."""
        found: list[tuple[Position, Row]] = []
        block, first = top.block, top.row
        while len(found) < height and block < self.blocks:
            rows = self.rows_of(block)
            found += [(Position(block, at), rows[at]) for at in range(first, len(rows))]
            block, first = block + 1, 0
        return found[:height]

    def distance(self, start: Position, end: Position, limit: int) -> int:
        """Return how many rows `end` lies after `start`, at most `limit` (either way)."""
        if end < start:
            return -self.distance(end, start, limit)
        rows = -start.row
        for block in range(start.block, end.block):
            rows += len(self.rows_of(block))
            if rows >= limit:
                return limit
        return min(limit, rows + end.row)
