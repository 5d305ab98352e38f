"""Which rows of a document are on the screen, and how they move.

The position is a row of a block, not a number of lines: nothing far from the screen is laid out,
so opening, resizing and jumping take the same time in a note and in a book.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from seedreader.article import Span
from seedreader.ui.reading.document import Block, BlockKind, Document
from seedreader.ui.reading.layout import (
    Geometry,
    PaneLine,
    Panes,
    Position,
    Row,
    Rows,
    RowSpace,
    layout_block,
)

_BLOCKS_KEPT = 400
_LEAD = 4  # a sentence that was far away is put a quarter of the screen below the top


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that is found again in another layout: an offset of the text, in code points."""

    offset: int


class Viewport:
    """The part of a document that is on the screen.

    Attributes:
        document: what is shown, or None.
        geometry: how it is laid out.
        height: rows of the screen.
        unfolded: whether boilerplate is shown.
        top: the row at the top of the screen.
    """

    def __init__(self) -> None:
        """Show nothing."""
        self.document: Document | None = None
        self.geometry = Geometry(Panes.SOURCE, Rows.PARAGRAPH, 40)
        self.height = 0
        self.unfolded = False
        self.top = Position(0, 0)
        self._laid_out: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._window: list[tuple[Position, Row]] | None = None
        self._last_top: Position | None = None
        # A place that was asked for is kept while only the layout changes: going by the row on
        # top each time would drift with every resize.
        self._kept: Mark | None = None

    # What there is

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that are shown, in order."""
        if self.document is None:
            return ()
        return self.document.unfolded if self.unfolded else self.document.folded

    def rows_of(self, block: int) -> tuple[Row, ...]:
        """Return the rows of a block by its index, laid out once."""
        rows = self._laid_out.get(block)
        if rows is None:
            assert self.document is not None
            rows = layout_block(self.document, self.blocks[block], self.geometry)
            self._laid_out[block] = rows
            if len(self._laid_out) > _BLOCKS_KEPT:
                self._laid_out.popitem(last=False)
        else:
            self._laid_out.move_to_end(block)
        return rows

    @property
    def space(self) -> RowSpace:
        """All rows, of which only some are ever laid out."""
        return RowSpace(len(self.blocks), self.rows_of)

    def visible(self) -> list[tuple[Position, Row]]:
        """Return the rows on the screen."""
        if self._window is None:
            has_rows = bool(self.blocks and self.height)
            self._window = self.space.window(self.top, self.height) if has_rows else []
        return self._window

    # Showing

    def mark(self) -> Mark:
        """Return the place on top, to be found again after a change."""
        return self._kept or Mark(self.offset)

    def lay_out(self, mark: Mark) -> None:
        """Forget all rows, because what they depend on has changed, and go to a place."""
        self._laid_out.clear()
        self._last_top = None
        self._kept = mark
        self._put(self.clamp(self.position_of(mark.offset)))

    def renew(self, document: Document, sentences: Collection[int], current: int) -> set[int]:
        """Show the same article with other translations of some sentences.

        Only what they stand in is laid out anew, and the row on which the current sentence begins
        stays where it is on the screen, as far as the ends of the text allow.

        Args:
            document: the article as it is now.
            sentences: numbers of those whose translation is another one.
            current: number of the sentence that the user looks at.

        Returns:
            The indices of the blocks that were laid out anew.
        """
        height = self.height
        before = self.space.distance(self.top, self._beginning(current), 2 * height)
        is_seen = abs(before) < 2 * height
        mark = self.mark()
        self.document = document
        if len(sentences) > _BLOCKS_KEPT:  # all that is laid out: faster than to look each up
            blocks = set(self._laid_out)
        else:
            blocks = {self.block_at(document.sentences[number].start) for number in sentences}
        for block in blocks:
            self._laid_out.pop(block, None)
        self._last_top = None
        if is_seen:
            top = self.clamp(self.space.move(self._beginning(current), -before))
        else:
            top = self.clamp(self.position_of(mark.offset))
        if top != self.top:
            self._kept = None
        self._put(top)
        return blocks

    def _beginning(self, sentence: int) -> Position:
        """Return the row on which the user reads where a sentence begins.

        That is the original's, which a translation does not move about within its paragraph, or
        the translation's where that alone is shown.
        """
        assert self.document is not None
        if not self.document.sentences:
            return self.top
        block = self.block_at(self.document.sentences[sentence].start)
        of_target: int | None = None
        for at, row in enumerate(self.rows_of(block)):
            for pane in (row.source, row.target):
                span = pane.text.span_of(sentence) if pane else None
                if pane and span and overlaps(pane, span):
                    if pane is row.source:
                        return Position(block, at)
                    of_target = at if of_target is None else of_target
        return Position(block, of_target or 0)

    def scroll_to(self, top: Position) -> bool:
        """Put a row on top, as far as the end allows; return whether anything moved."""
        top = self.clamp(top)
        if top == self.top:
            return False
        self._kept = None
        self._put(top)
        return True

    def _put(self, top: Position) -> None:
        self.top = top
        self._window = None

    def clamp(self, top: Position) -> Position:
        """Return the row, or the lowest one that can be on top."""
        if not self.blocks or not self.height:
            return Position(0, 0)
        return min(top, self.last_top)

    @property
    def last_top(self) -> Position:
        """The lowest row that can be on top."""
        if self._last_top is None:
            self._last_top = self.space.last_top(self.height)
        return self._last_top

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is on the screen."""
        return bool(self.blocks and self.height) and self.top >= self.last_top

    @property
    def is_whole(self) -> bool:
        """Whether all rows are on the screen."""
        return self.top == Position(0, 0) and self.is_at_end

    # Places

    @property
    def offset(self) -> int:
        """Where the top of the screen stands in the article's text: code points."""
        if not self.blocks or not self.height:
            return self._kept.offset if self._kept else 0
        return self.rows_of(self.top.block)[self.top.row].offset

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds an offset, or stands before it."""
        blocks = self.blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            if blocks[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)

    def position_of(self, offset: int) -> Position:
        """Return the first row that shows an offset of the text, or what stands before it."""
        if not self.blocks or not self.height:
            return Position(0, 0)
        block = self.block_at(offset)
        found, found_offset = 0, -1
        for at, row in enumerate(self.rows_of(block)):
            # In stacked panes the translation's rows repeat the offsets of the original's.
            if found_offset < row.offset <= offset:
                found, found_offset = at, row.offset
        return Position(block, found)

    def rows_of_sentence(self, sentence: int) -> tuple[Position, Position]:
        """Return the first and the last row on which a sentence stands, in either language."""
        assert self.document is not None
        block = self.block_at(self.document.sentences[sentence].start)
        found = [
            at
            for at, row in enumerate(self.rows_of(block))
            if any(
                pane and (span := pane.text.span_of(sentence)) and overlaps(pane, span)
                for pane in (row.source, row.target)
            )
        ]
        first, last = (found[0], found[-1]) if found else (0, 0)
        return Position(block, first), Position(block, last)

    def sentences(self) -> list[int]:
        """Return the numbers of the sentences that begin on the screen, else of any there."""
        begin: set[int] = set()
        present: set[int] = set()
        for _, row in self.visible():
            pane = row.source or row.target
            if pane is None:
                continue
            begin.update(pane.text.sentences_in(pane.line))
            at = pane.text.sentence_at(pane.line.start)
            if at is not None:
                present.add(at)
        return sorted(begin or present)

    def sentences_on_screen(self) -> list[int]:
        """Return the numbers of all sentences of which anything is on the screen, in order."""
        found: set[int] = set()
        for _, row in self.visible():
            for pane in (row.source, row.target):
                if pane is None:
                    continue
                first = pane.text.sentence_at(pane.line.start)
                found.update(pane.text.sentences_in(pane.line))
                if first is not None:
                    found.add(first)
        return sorted(found)

    def bring_into_view(self, sentence: int) -> bool:
        """Scroll no further than needed to show a sentence; return whether anything moved."""
        first, last = self.rows_of_sentence(sentence)
        height, space = self.height, self.space
        if first < self.top:
            near = space.distance(first, self.top, height) < height
            return self.scroll_to(first if near else space.move(first, -(height // _LEAD)))
        below = space.distance(self.top, last, 2 * height)
        if below >= 2 * height:
            return self.scroll_to(space.move(first, -(height // _LEAD)))
        if below >= height:
            return self.scroll_to(min(first, space.move(last, 1 - height)))
        return False

    def next_sentence(self, sentence: int, step: int) -> int | None:
        """Return the next (1) or previous (-1) sentence that is not folded away, or None."""
        document = self.document
        if document is None:
            return None
        sentence += step
        while 0 <= sentence < len(document.sentences):
            if self.unfolded or document.number_in_body(sentence) is not None:
                return sentence
            sentence += step
        return None

    def next_paragraph(self, sentence: int, step: int) -> int | None:
        """Return the first sentence of the next (1) or previous (-1) paragraph, or None.

        Going back from within a paragraph leads to its beginning first.
        """
        document, blocks = self.document, self.blocks
        if document is None or not document.sentences:
            return None
        index = self.block_at(document.sentences[sentence].start)
        if step > 0:
            while not blocks[index].ends_paragraph and index + 1 < len(blocks):
                index += 1
        elif blocks[index].sentences.start < sentence:
            return blocks[index].sentences.start
        index += step
        while 0 <= index < len(blocks):
            if blocks[index].kind is not BlockKind.FOLD and blocks[index].sentences:
                return blocks[index].sentences.start
            index += step
        return None


def overlaps(pane: PaneLine, span: Span) -> bool:
    """Tell whether a line shows any of a stretch of its text."""
    return pane.line.start < span.end and span.start < pane.line.end
