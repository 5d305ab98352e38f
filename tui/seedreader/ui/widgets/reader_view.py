"""The pair of panes: an original and its translation, scrolling as one.

Only what is on the screen is laid out. The position is a row of a block, not a number of lines, so
that opening, resizing and jumping take the same time in a note and in a book.
"""

from __future__ import annotations

import bisect
import itertools
from collections import OrderedDict
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.article import Span
from seedreader.ui.actions import Place, bindings
from seedreader.ui.reading.document import Block, BlockKind, Document
from seedreader.ui.reading.find import Hit
from seedreader.ui.reading.layout import (
    Geometry,
    PaneLine,
    Panes,
    Position,
    Row,
    Rows,
    RowSpace,
    Side,
    layout_block,
)
from seedreader.ui.text import (
    Glyph,
    LineMap,
    display,
    drawn,
    glyphs,
    pad,
    safe,
    truncate,
    visual_order,
)
from seedreader.ui.wording import MARKS, plural

WIDE = 100
"""Cells of the terminal from which the panes stand side by side."""
NARROW = 60
"""Cells of the terminal under which one language is shown at a time."""

_LONGEST_LINE = 96  # cells: longer lines are hard to read
_SOURCE_GUTTER = 2  # cells: the bar of the current sentence, and a space
_TARGET_GUTTER = 3  # the same with the mark of provenance between
_SEPARATOR = "│"
_BOILERPLATE_MARK = "┊"
_BLOCKS_KEPT = 400
_STRIPS_KEPT = 2000
_WHEEL_ROWS = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """What the mouse has marked: offsets into one side's text of one or several blocks."""

    side: Side
    start: tuple[Position, int]
    end: tuple[Position, int]


class ReaderView(Widget, can_focus=True):
    """Shows a document; knows nothing of where it came from."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.ARTICLE)]
    ALLOW_SELECT = False  # it marks text itself: only it knows which pane and sentence are meant
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title",
        "reader--boilerplate",
        "reader--missing",
        "reader--fold",
        "reader--gutter",
        "reader--bar",
        "reader--separator",
        "reader--current",
        "reader--hit",
        "reader--current-hit",
        "reader--selection",
        "reader--track",
        "reader--thumb",
    }

    @dataclass
    class Moved(Message):
        """Another sentence is current, or another part is on the screen.

        Attributes:
            sentence: number of the current sentence.
            offset: code points: where the screen's top stands in the text.
            at_end: whether the end is on the screen.
        """

        sentence: int
        offset: int
        at_end: bool

        can_replace_: ClassVar[bool] = True

        def can_replace(self, message: Message) -> bool:
            """Only the last of several counts."""
            return isinstance(message, ReaderView.Moved)

    @dataclass
    class CopyRequested(Message):
        """The user wants this text on the clipboard; `what` names it."""

        text: str
        what: str

    @dataclass
    class FindRequested(Message):
        """The user wants to type what to find."""

    @dataclass
    class LeaveRequested(Message):
        """The user wants to leave the article."""

    @dataclass
    class UnfoldRequested(Message):
        """The user clicked on folded boilerplate."""

    @dataclass
    class HitShown(Message):
        """Another hit is the current one: its index."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty view."""
        super().__init__(id=id)
        self._document: Document | None = None
        self._panes: Panes | None = None
        self._layout: Panes | None = None
        self._rows = Rows.PARAGRAPH
        self._unfolded = False
        self._terminal_width = 0
        self._top = Position(0, 0)
        self._sentence = 0
        self._hits: tuple[Hit, ...] = ()
        self._hit: int | None = None
        self._selection: Selection | None = None
        self._selecting = False
        self._hits_by_sentence: dict[int, list[tuple[int, Hit]]] = {}
        self._laid_out: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._strips: dict[tuple[Position, int | None], Strip] = {}
        self._window: list[tuple[Position, Row]] | None = None
        self._last_top: Position | None = None
        self._message = ""

    # What is shown

    @property
    def document(self) -> Document | None:
        """The article on the screen, or None."""
        return self._document

    @property
    def sentence(self) -> int:
        """Number of the current sentence in the document."""
        return self._sentence

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The places that were found."""
        return self._hits

    @property
    def hit(self) -> int | None:
        """Index of the current one of them."""
        return self._hit

    @property
    def panes(self) -> Panes:
        """Which languages are on the screen now, and where."""
        return self._geometry().panes

    def show_document(self, document: Document, *, offset: int = 0) -> None:
        """Show an article, with the row on top that holds an offset of its text."""
        self._document = document
        self._hits, self._hit, self._hits_by_sentence = (), None, {}
        self._selection = None
        self._unfold_if_nothing_else()
        self._sentence = document.sentence_at(offset) if offset else document.first_in_body
        self._lay_out_again(offset)
        self._choose_visible_sentence()

    def update_document(self, document: Document) -> None:
        """Show the same article with other translations, without moving it."""
        offset = self._offset_of(self._top)
        self._document = document
        self._lay_out_again(offset)

    def show_message(self, message: str) -> None:
        """Show a few lines in place of an article."""
        self._document = None
        self._message = message
        self._lay_out_again(0)

    def set_panes(self, panes: Panes | None) -> None:
        """Show only one language (SOURCE, TARGET), or with None both."""
        offset = self._offset_of(self._top)
        self._panes = panes
        self._lay_out_again(offset)

    def set_layout(self, layout: Panes | None) -> None:
        """Choose SIDE or STACKED, or with None whichever fits."""
        offset = self._offset_of(self._top)
        self._layout = layout
        self._lay_out_again(offset)

    def set_rows(self, rows: Rows) -> None:
        """Choose what is aligned."""
        offset = self._offset_of(self._top)
        self._rows = rows
        self._lay_out_again(offset)

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Show the boilerplate, or fold it away."""
        offset = self._offset_of(self._top)
        self._unfolded = unfolded
        self._unfold_if_nothing_else()
        self._lay_out_again(offset)
        self._choose_visible_sentence()

    def set_terminal_width(self, cells: int) -> None:
        """Tell how wide the whole terminal is: the layout follows from that."""
        if cells != self._terminal_width:
            offset = self._offset_of(self._top)
            self._terminal_width = cells
            self._lay_out_again(offset)

    def _unfold_if_nothing_else(self) -> None:
        document = self._document
        if document and all(block.kind is BlockKind.FOLD for block in document.folded):
            self._unfolded = True

    def _geometry(self) -> Geometry:
        document = self._document
        width = max(8, self.size.width - 1)  # the last column is the scroll bar
        if document is None or document.translated == 0:
            panes = Panes.SOURCE
        elif self._panes is not None:
            panes = self._panes
        elif self._layout is not None:
            panes = self._layout
        elif self._terminal_width >= WIDE:
            panes = Panes.SIDE
        elif self._terminal_width >= NARROW:
            panes = Panes.STACKED
        else:
            panes = Panes.SOURCE
        if panes is Panes.SIDE:
            text = (width - _SOURCE_GUTTER - _TARGET_GUTTER - 3) // 2
        else:
            text = width - _TARGET_GUTTER - 1
        return Geometry(panes, self._rows, max(4, min(text, _LONGEST_LINE)))

    # Where things are

    @property
    def _blocks(self) -> tuple[Block, ...]:
        if self._document is None:
            return ()
        return self._document.unfolded if self._unfolded else self._document.folded

    def _rows_of(self, block: int) -> tuple[Row, ...]:
        rows = self._laid_out.get(block)
        if rows is None:
            assert self._document is not None
            rows = layout_block(self._document, self._blocks[block], self._geometry())
            self._laid_out[block] = rows
            if len(self._laid_out) > _BLOCKS_KEPT:
                self._laid_out.popitem(last=False)
        else:
            self._laid_out.move_to_end(block)
        return rows

    @property
    def _space(self) -> RowSpace:
        return RowSpace(len(self._blocks), self._rows_of)

    def _block_at(self, offset: int) -> int:
        """Return the index of the block that holds an offset, or stands before it."""
        blocks = self._blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            if blocks[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)

    def _position_of(self, offset: int) -> Position:
        if not self._blocks:
            return Position(0, 0)
        block = self._block_at(offset)
        found = 0
        for at, row in enumerate(self._rows_of(block)):
            if row.offset <= offset and (row.source or row.target):
                found = at
        # In stacked panes the translation's rows repeat the offsets of the original's.
        rows = self._rows_of(block)
        while found > 0 and rows[found - 1].offset == rows[found].offset and rows[found].target:
            found -= 1
        return Position(block, found)

    def _offset_of(self, position: Position) -> int:
        if not self._blocks:
            return 0
        return self._rows_of(position.block)[position.row].offset

    def _rows_of_sentence(self, sentence: int) -> tuple[Position, Position]:
        """Return the first and the last row on which a sentence stands."""
        assert self._document is not None
        block = self._block_at(self._document.sentences[sentence].start)
        found = [
            at
            for at, row in enumerate(self._rows_of(block))
            if any(
                pane and (span := pane.text.span_of(sentence)) and _overlaps(pane, span)
                for pane in (row.source, row.target)
            )
        ]
        first, last = (found[0], found[-1]) if found else (0, 0)
        return Position(block, first), Position(block, last)

    # Moving

    def _lay_out_again(self, offset: int) -> None:
        self._laid_out.clear()
        self._last_top = None
        self._strips.clear()
        self._selection = None
        self._top = self._clamp(self._position_of(offset)) if self.size.height else Position(0, 0)
        self._resume_offset = offset
        self._changed()

    _resume_offset: int | None = None

    def _clamp(self, top: Position) -> Position:
        if not self._blocks or not self.size.height:
            return Position(0, 0)
        if self._last_top is None:
            self._last_top = self._space.last_top(self.size.height)
        return min(top, self._last_top)

    def _put_on_top(self, top: Position) -> None:
        top = self._clamp(top)
        if top != self._top:
            self._top = top
            self._resume_offset = None
            self._changed()

    def _changed(self) -> None:
        self._window = None
        self.refresh()
        if self._document is not None and self.size.height:
            self.post_message(
                self.Moved(
                    self._sentence,
                    self._offset_of(self._top),
                    at_end=self._clamp(self._top) == self._last_top,
                )
            )

    def _visible(self) -> list[tuple[Position, Row]]:
        if self._window is None:
            self._window = self._space.window(self._top, self.size.height) if self._blocks else []
        return self._window

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows; the current sentence stays on the screen."""
        if self._blocks:
            self._put_on_top(self._space.move(self._top, rows))
            self._choose_visible_sentence()

    def go_to_sentence(self, sentence: int) -> None:
        """Make a sentence the current one and bring it onto the screen."""
        document = self._document
        if document is None or not document.sentences:
            return
        sentence = max(0, min(sentence, len(document.sentences) - 1))
        if not self._unfolded and document.number_in_body(sentence) is None:
            self.post_message(self.UnfoldRequested())
            self._unfolded = True
            self._lay_out_again(document.sentences[sentence].start)
        self._sentence = sentence
        first, last = self._rows_of_sentence(sentence)
        height = self.size.height
        space = self._space
        if first < self._top:
            near = space.distance(first, self._top, height) < height
            self._put_on_top(first if near else space.move(first, -(height // 4)))
        else:
            below = space.distance(self._top, last, 2 * height)
            if below >= 2 * height:
                self._put_on_top(space.move(first, -(height // 4)))
            elif below >= height:
                self._put_on_top(min(first, space.move(last, 1 - height)))
        self._changed()

    def _choose_visible_sentence(self) -> None:
        """Let the current sentence be one that is on the screen."""
        document = self._document
        if document is None or not document.sentences or not self.size.height:
            return
        numbers = self._sentences_on_screen()
        if numbers and self._sentence not in numbers:
            before = self._sentence < numbers[0]
            self._sentence = numbers[0] if before else numbers[-1]
            self._changed()

    def _sentences_on_screen(self) -> list[int]:
        """Return the numbers of the sentences that begin on the screen, else of any there."""
        begin: set[int] = set()
        present: set[int] = set()
        for _, row in self._visible():
            pane = row.source or row.target
            if pane is None:
                continue
            begin.update(pane.text.sentences_in(pane.line))
            at = pane.text.sentence_at(pane.line.start)
            if at is not None:
                present.add(at)
        return sorted(begin or present)

    def step_sentence(self, step: int) -> None:
        """Go to the next (1) or previous (-1) sentence that is not folded away."""
        document = self._document
        if document is None:
            return
        sentence = self._sentence + step
        while (
            0 <= sentence < len(document.sentences)
            and not self._unfolded
            and document.number_in_body(sentence) is None
        ):
            sentence += step
        if 0 <= sentence < len(document.sentences):
            self.go_to_sentence(sentence)

    def step_paragraph(self, step: int) -> None:
        """Go to the first sentence of the next (1) or previous (-1) paragraph."""
        document = self._document
        if document is None or not document.sentences:
            return
        blocks = self._blocks
        index = self._block_at(document.sentences[self._sentence].start)
        if step < 0 and blocks[index].sentences.start < self._sentence:
            step = 0  # first to the beginning of this one
        index += step
        while 0 <= index < len(blocks) and (
            blocks[index].kind is BlockKind.FOLD or not blocks[index].sentences
        ):
            index += step or 1
        if 0 <= index < len(blocks):
            self.go_to_sentence(blocks[index].sentences.start)

    # Hits

    def set_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show the places that were found; the first at or after the current sentence is chosen."""
        self._hits = hits
        self._hits_by_sentence = {}
        for index, hit in enumerate(hits):
            self._hits_by_sentence.setdefault(hit.sentence, []).append((index, hit))
        self._strips.clear()
        self._hit = None
        if hits:
            after = (i for i, hit in enumerate(hits) if hit.sentence >= self._sentence)
            self.go_to_hit(next(after, 0))
        else:
            self._changed()

    def go_to_hit(self, index: int) -> None:
        """Make a hit the current one; indices wrap around."""
        if self._hits:
            self._hit = index % len(self._hits)
            self._strips.clear()
            self.go_to_sentence(self._hits[self._hit].sentence)
            self.post_message(self.HitShown(self._hit))

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay out anew for the new size; what was on top stays on top."""
        offset = self._resume_offset
        self._lay_out_again(self._offset_of(self._top) if offset is None else offset)
        self._choose_visible_sentence()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.size.width
        if self._document is None:
            return self._message_line(y, width)
        window = self._visible()
        if y >= len(window):
            content = Strip.blank(width - 1, self.rich_style)
        else:
            position, row = window[y]
            block = self._blocks[position.block]
            current = self._sentence if self._sentence in block.sentences else None
            key = (position, current)
            cached = self._strips.get(key)
            if cached is None:
                if len(self._strips) > _STRIPS_KEPT:
                    self._strips.clear()
                cached = self._strips[key] = self._draw(position, row, block, current)
            content = cached
        return Strip.join([content, self._scroll_bar(y)])

    def _message_line(self, y: int, width: int) -> Strip:
        lines = self._message.split("\n")
        if 1 <= y <= len(lines):
            text = pad("  " + truncate(lines[y - 1], width - 2), width)
            return Strip([Segment(text, self.rich_style)], width)
        return Strip.blank(width, self.rich_style)

    def _draw(self, position: Position, row: Row, block: Block, current: int | None) -> Strip:
        geometry = self._geometry()
        width = self.size.width - 1
        base = self.rich_style
        if block.kind is BlockKind.FOLD and position.row == 0:
            style = self.get_component_rich_style("reader--fold")
            text = f"  ▸ {plural(block.lines, 'line')} of page furniture folded"
            return Strip([Segment(pad(truncate(text, width), width), style)], width)
        segments: list[Segment] = []
        if geometry.panes is Panes.SIDE:
            segments += self._pane(
                position, row.source, block, current, geometry.width, marks=False
            )
            segments.append(Segment(" ", base))
            segments.append(Segment(_SEPARATOR, self.get_component_rich_style("reader--separator")))
            segments += self._pane(position, row.target, block, current, geometry.width, marks=True)
        else:
            pane = row.source or row.target
            segments += self._pane(position, pane, block, current, geometry.width, marks=True)
        return Strip(segments).adjust_cell_length(width, base)

    def _pane(
        self,
        position: Position,
        pane: PaneLine | None,
        block: Block,
        current: int | None,
        width: int,
        *,
        marks: bool,
    ) -> list[Segment]:
        base = self.rich_style
        gutter = _TARGET_GUTTER if marks else _SOURCE_GUTTER
        if pane is None:
            return [Segment(" " * (gutter + width), base)]
        text, line = pane.text, pane.line
        style = base
        if block.kind is BlockKind.TITLE:
            style = self.get_component_rich_style("reader--title")
        elif block.kind is BlockKind.BOILERPLATE:
            style = self.get_component_rich_style("reader--boilerplate")
        layers: list[tuple[int, int, Style]] = []
        bar = " "
        span = text.span_of(current) if current is not None else None
        if span is not None and _overlaps(pane, span):
            bar = "▌"
            layers.append((*_ends(span), self.get_component_rich_style("reader--current")))
        layers += self._missing_layers(pane)
        layers += self._hit_layers(pane)
        layers += self._selection_layers(position, pane)
        mark = self._marks(pane) if marks else ""
        if block.kind is BlockKind.BOILERPLATE and pane.text.side is Side.SOURCE:
            mark = _BOILERPLATE_MARK
        bar_style = self.get_component_rich_style("reader--bar")
        mark_style = self.get_component_rich_style("reader--gutter")
        segments = [Segment(bar, bar_style if bar != " " else base)]
        segments.append(Segment(pad(mark, gutter - 1), mark_style))
        lead = width - line.cells if text.direction == "rtl" else 0
        if lead > 0:
            segments.append(Segment(" " * lead, base))
        segments += _styled(pane, style, layers)
        trail = width - line.cells - max(0, lead)
        if trail > 0:
            segments.append(Segment(" " * trail, base))
        return segments

    def _marks(self, pane: PaneLine) -> str:
        """Return how the sentences that begin here were translated: at most one mark."""
        document = self._document
        assert document is not None
        if pane.text.side is Side.SOURCE or document.is_in_target_language:
            return ""
        kinds = []
        for number in pane.text.sentences_in(pane.line):
            translation = document.translation(number)
            kinds.append(MARKS[translation.provenance.kind if translation else None])
        return "".join(dict.fromkeys(kinds))[: _TARGET_GUTTER - 1]

    def _missing_layers(self, pane: PaneLine) -> list[tuple[int, int, Style]]:
        document = self._document
        assert document is not None
        if pane.text.side is Side.SOURCE:
            return []
        found = []
        first = pane.text.sentence_at(pane.line.start)
        if first is None:
            return []
        for number in {first, *pane.text.sentences_in(pane.line)}:
            span = pane.text.span_of(number)
            if span is not None and document.translation(number) is None:
                style = self.get_component_rich_style("reader--missing")
                found.append((*_ends(span), style))
        return found

    def _hit_layers(self, pane: PaneLine) -> list[tuple[int, int, Style]]:
        if not self._hits:
            return []
        numbers = set(pane.text.sentences_in(pane.line))
        first = pane.text.sentence_at(pane.line.start)
        if first is not None:
            numbers.add(first)
        layers = []
        for number in numbers:
            span = pane.text.span_of(number)
            for index, hit in self._hits_by_sentence.get(number, ()):
                if hit.side is not pane.text.side or span is None:
                    continue
                shift = 0 if hit.side is Side.SOURCE else span.start
                name = "reader--current-hit" if index == self._hit else "reader--hit"
                style = self.get_component_rich_style(name)
                layers.append((hit.span_start + shift, hit.span_end + shift, style))
        return layers

    def _selection_layers(self, position: Position, pane: PaneLine) -> list[tuple[int, int, Style]]:
        selection = self._selection
        if selection is None or selection.side is not pane.text.side:
            return []
        (first, start), (last, end) = selection.start, selection.end
        if not first <= position <= last:
            return []
        low = start if position == first else pane.line.start
        high = end if position == last else pane.line.end
        return [(low, high, self.get_component_rich_style("reader--selection"))]

    def _scroll_bar(self, y: int) -> Strip:
        """Draw one cell of the scroll bar, which tells the place in the text, not in rows."""
        document = self._document
        height = self.size.height
        length = len(document.article.text) if document else 0
        window = self._visible()
        style = self.get_component_rich_style("reader--track")
        if not length or not window or (len(window) < height and self._top == Position(0, 0)):
            return Strip([Segment(" ", self.rich_style)], 1)
        first = window[0][1].offset * height // length
        last = max(first, min(height - 1, (window[-1][1].offset * height - 1) // length))
        if self._clamp(self._top) == self._last_top:
            first, last = height - 1 - (last - first), height - 1
        if first <= y <= last:
            return Strip([Segment("█", self.get_component_rich_style("reader--thumb"))], 1)
        return Strip([Segment("│", style)], 1)

    # The mouse

    def _hit_test(self, x: int, y: int) -> tuple[Position, PaneLine, int] | None:
        """Return the row, the pane's line and the offset in its text under a cell."""
        window = self._visible()
        if not 0 <= y < len(window):
            return None
        position, row = window[y]
        geometry = self._geometry()
        pane: PaneLine | None
        if geometry.panes is Panes.SIDE:
            border = _SOURCE_GUTTER + geometry.width + 1
            pane = row.source if x <= border else row.target
            x -= _SOURCE_GUTTER if x <= border else border + 1 + _TARGET_GUTTER
        else:
            pane = row.source or row.target
            x -= _TARGET_GUTTER
        if pane is None:
            return None
        if pane.text.direction == "rtl":
            x -= geometry.width - pane.line.cells
        offset = _line_map(pane).offset_at(x)
        return position, pane, offset

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to mark text, or go where the scroll bar was hit."""
        if event.button != 1 or self._document is None:
            return
        if event.x == self.size.width - 1:
            length = len(self._document.article.text)
            self._put_on_top(self._position_of(event.y * length // max(1, self.size.height - 1)))
            self._choose_visible_sentence()
            return
        found = self._hit_test(event.x, event.y)
        self._select(None)
        if found is not None:
            position, pane, offset = found
            self._selecting = True
            self._anchor = (position, pane, offset)
            self.capture_mouse()

    _anchor: tuple[Position, PaneLine, int] | None = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend what is marked."""
        if not self._selecting or self._anchor is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_rows(-1 if event.y < 0 else 1)
        found = self._hit_test(event.x, max(0, min(event.y, self.size.height - 1)))
        start, pane, offset = self._anchor
        if found is None or found[1].text.side is not pane.text.side:
            return
        end, _, end_offset = found
        if (start, offset) != (end, end_offset):
            first, last = sorted([(start, offset), (end, end_offset)])
            self._select(Selection(pane.text.side, first, last))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Finish marking; a click without it makes a sentence the current one."""
        if not self._selecting:
            found = self._visible()[event.y : event.y + 1]
            if found and self._blocks[found[0][0].block].kind is BlockKind.FOLD:
                self.post_message(self.UnfoldRequested())
            return
        self._selecting = False
        self.release_mouse()
        if self._selection is None and self._anchor is not None:
            _, pane, offset = self._anchor
            sentence = pane.text.sentence_at(offset)
            if sentence is not None:
                self.go_to_sentence(sentence)

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self._strips.clear()
            self.refresh()

    def selected_text(self) -> str:
        """Return what the mouse has marked, or ''."""
        selection = self._selection
        if selection is None:
            return ""
        (first, start), (last, end) = selection.start, selection.end
        parts: list[str] = []
        position = first
        while position <= last:
            row = self._rows_of(position.block)[position.row]
            pane = row.source if selection.side is Side.SOURCE else row.target
            if pane is not None:
                low = start if position == first else pane.line.start
                high = end if position == last else pane.line.end
                parts.append(" ".join(pane.text.text[low:high].split()))
            elif parts and parts[-1] != "\n":
                parts.append("\n")
            following = self._space.move(position, 1)
            if following == position:
                break
            position = following
        return " ".join(parts).replace(" \n ", "\n").strip()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(-_WHEEL_ROWS)

    # Actions: what each does is said in `actions`

    def action_scroll_down(self) -> None:
        self.scroll_rows(1)

    def action_scroll_up(self) -> None:
        self.scroll_rows(-1)

    def action_page_down(self) -> None:
        self.scroll_rows(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self.scroll_rows(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        self.scroll_rows(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self.scroll_rows(-max(1, self.size.height // 2))

    def action_home(self) -> None:
        self._put_on_top(Position(0, 0))
        self._choose_visible_sentence()

    def action_end(self) -> None:
        if self._blocks:
            self._put_on_top(self._space.last_top(self.size.height))
            self._choose_visible_sentence()

    def action_next_sentence(self) -> None:
        self.step_sentence(1)

    def action_previous_sentence(self) -> None:
        self.step_sentence(-1)

    def action_next_paragraph(self) -> None:
        self.step_paragraph(1)

    def action_previous_paragraph(self) -> None:
        self.step_paragraph(-1)

    def action_find(self) -> None:
        self.post_message(self.FindRequested())

    def action_next_hit(self) -> None:
        self.go_to_hit(0 if self._hit is None else self._hit + 1)

    def action_previous_hit(self) -> None:
        self.go_to_hit(-1 if self._hit is None else self._hit - 1)

    def action_copy_sentence(self) -> None:
        document = self._document
        if selected := self.selected_text():
            self.post_message(self.CopyRequested(selected, "selection"))
        elif document is not None and document.sentences:
            text = document.source_text(self._sentence)
            self.post_message(self.CopyRequested(text, "sentence"))

    def action_copy_translation(self) -> None:
        document = self._document
        if document is not None and document.sentences:
            translation = document.translation(self._sentence)
            text = translation.text if translation else ""
            self.post_message(self.CopyRequested(text, "translation"))

    def action_copy_pair(self) -> None:
        document = self._document
        if document is not None and document.sentences:
            translation = document.translation(self._sentence)
            lines = [document.source_text(self._sentence)]
            lines += [translation.text] if translation else []
            self.post_message(self.CopyRequested("\n".join(lines), "sentence and translation"))

    def action_copy_article(self) -> None:
        if self._document is not None:
            self.post_message(self.CopyRequested(article_text(self._document), "article"))

    def action_to_list(self) -> None:
        if self._selection is not None:
            self._select(None)
        elif self._hits:
            self.set_hits(())
            self.post_message(self.HitShown(0))
        else:
            self.post_message(self.LeaveRequested())


def article_text(document: Document) -> str:
    """Return title and body, each paragraph followed by its translation, without boilerplate."""
    parts: list[str] = []
    for block in document.folded:
        if block.kind is BlockKind.FOLD:
            continue
        parts.append(" ".join(block.span.of(document.article.text).split()))
        found = [document.translation(number) for number in block.sentences]
        if any(found):
            parts.append(" ".join(translation.text for translation in found if translation))
    return "\n\n".join(parts)


def _overlaps(pane: PaneLine, span: Span) -> bool:
    return pane.line.start < span.end and span.start < pane.line.end


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _styled(pane: PaneLine, base: Style, layers: list[tuple[int, int, Style]]) -> list[Segment]:
    """Return a line's text with its styles; later layers lie on top."""
    line = pane.line
    borders = {line.start, line.end}
    for start, end, _ in layers:
        borders.update((max(line.start, min(start, line.end)), max(line.start, min(end, line.end))))
    stops = sorted(borders)
    styles: list[tuple[int, int, Style]] = []
    for start, end in zip(stops, stops[1:], strict=False):
        style = base
        for low, high, layer in layers:
            if low < end and start < high:
                style += layer
        styles.append((start, end, style))
    text = pane.text.text
    order = _visual(pane)
    if order is None and display(text, line) == text[line.start : line.end]:
        return [Segment(safe(text[start:end]), style) for start, end, style in styles]
    segments: list[Segment] = []
    starts = [start for start, _, _ in styles]
    grouped = itertools.groupby(
        glyphs(text, line) if order is None else order,
        key=lambda glyph: bisect.bisect_right(starts, glyph.start) - 1,
    )
    for index, run in grouped:
        segments.append(Segment(safe(drawn(text, run)), styles[index][2]))
    return segments


def _visual(pane: PaneLine) -> tuple[Glyph, ...] | None:
    """Return a line's glyphs as they stand on the screen, or None where that is their order."""
    text = pane.text
    paragraph = (text.spans[0].start, text.spans[-1].end)
    return visual_order(text.text, pane.line, text.direction, paragraph)


def _line_map(pane: PaneLine) -> LineMap:
    return LineMap.of(pane.text.text, pane.line, _visual(pane))
