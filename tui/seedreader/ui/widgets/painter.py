"""Draws a row of the panes: text, marks in the margin, and what is lit."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from seedreader.article import Span
from seedreader.ui.reading.document import Block, BlockKind, Document
from seedreader.ui.reading.entity_lights import EntityLights, Light
from seedreader.ui.reading.find import Hit
from seedreader.ui.reading.layout import Geometry, PaneLine, Panes, Position, Row, Side
from seedreader.ui.reading.selection import Selection
from seedreader.ui.reading.viewport import overlaps
from seedreader.ui.reading.words import LitWord
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
from seedreader.ui.wording import FLAG_MARK, MARKS, plural

SOURCE_GUTTER = 2
"""Cells left of the original: the bar of the current sentence, and a space or the mark of
boilerplate."""
TARGET_GUTTER = 3
"""Cells left of the translation: the bar, and up to two marks: of a suspicion and provenance."""
BETWEEN = 3
"""Cells that two panes side by side need besides: a space, the separator and a space."""

_LONGEST_LINE = 96  # cells: longer lines are hard to read
_SHORTEST_LINE = 4  # cells: room for two Chinese characters in the narrowest window
_SEPARATOR = "│"
_BOILERPLATE_MARK = "┊"
_BAR = "▌"

Layer = tuple[int, int, Style]
"""A stretch of a pane's text (code points) and what lies over its style."""


def text_width(width: int, panes: Panes) -> int:
    """Return how many cells of text a line of a pane has in a view so wide."""
    if panes is Panes.SIDE:
        text = (width - SOURCE_GUTTER - TARGET_GUTTER - BETWEEN) // 2
    else:
        text = width - TARGET_GUTTER - 1
    return max(_SHORTEST_LINE, min(text, _LONGEST_LINE))


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit in the text.

    Attributes:
        sentence: number of the current sentence.
        hits: the places that were found, each with its index, by sentence.
        hit: index of the current one, or None.
        selection: what the mouse has marked, or None.
        words: the word of the current sentence under the word cursor, and its counterparts.
        entities: the names that are lit.
        mention: the one of `entities.source` under the name cursor, or None.
    """

    sentence: int = 0
    hits: dict[int, list[tuple[int, Hit]]] = field(default_factory=dict)
    hit: int | None = None
    selection: Selection | None = None
    words: tuple[LitWord, ...] = ()
    entities: EntityLights = field(default_factory=EntityLights)
    mention: Light | None = None


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws rows of a document.

    Attributes:
        document: the document.
        geometry: how it is laid out.
        width: cells of a row.
        base: style of plain text and of empty space.
        style: gives a named style; see `ReaderView.COMPONENT_CLASSES`.
    """

    document: Document
    geometry: Geometry
    width: int
    base: Style
    style: Callable[[str], Style]

    def draw(self, position: Position, row: Row, block: Block, lit: Lit) -> Strip:
        """Draw a row."""
        if block.kind is BlockKind.FOLD and position.row == 0:
            text = f"  ▸ {plural(block.lines, 'line')} of page furniture folded"
            return Strip(
                [Segment(pad(truncate(text, self.width), self.width), self.style("fold"))],
                self.width,
            )
        if self.geometry.panes is Panes.SIDE:
            segments = [
                *self._pane(position, row.source, block, lit, SOURCE_GUTTER),
                Segment(" ", self.base),
                Segment(_SEPARATOR, self.style("separator")),
                *self._pane(position, row.target, block, lit, TARGET_GUTTER),
            ]
        else:
            pane = row.source or row.target
            segments = self._pane(position, pane, block, lit, TARGET_GUTTER)
        return Strip(segments).adjust_cell_length(self.width, self.base)

    def hit_test(self, row: Row, column: int) -> tuple[PaneLine, int] | None:
        """Return the pane's line and the offset in its text at a column of a row."""
        width = self.geometry.width
        pane: PaneLine | None
        if self.geometry.panes is Panes.SIDE:
            border = SOURCE_GUTTER + width + 1
            pane = row.source if column <= border else row.target
            column -= SOURCE_GUTTER if column <= border else border + 1 + TARGET_GUTTER
        else:
            pane = row.source or row.target
            column -= TARGET_GUTTER
        if pane is None:
            return None
        if pane.text.direction == "rtl":
            column -= width - pane.line.cells
        places = LineMap.of(pane.text.text, pane.line, _visual(pane))
        return pane, places.offset_at(column)

    def _pane(
        self, position: Position, pane: PaneLine | None, block: Block, lit: Lit, gutter: int
    ) -> list[Segment]:
        width = self.geometry.width
        if pane is None:
            return [Segment(" " * (gutter + width), self.base)]
        text, line = pane.text, pane.line
        current = text.span_of(lit.sentence)
        is_current = current is not None and overlaps(pane, current)
        layers = [*self._missing(pane), *self._entities(pane, lit), *self._hits(pane, lit)]
        if current is not None and is_current:
            layers.insert(0, (current.start, current.end, self.style("current")))
            layers += self._words(pane, current, lit)
        if lit.selection and (marked := lit.selection.within(position, pane)):
            layers.append((*marked, self.style("selection")))
        before = max(0, width - line.cells) if text.direction == "rtl" else 0
        after = max(0, width - line.cells - before)
        return [
            Segment(_BAR if is_current else " ", self.style("bar")),
            *self._gutter(pane, block, gutter - 1),
            Segment(" " * before, self.base),
            *_styled(pane, self._text_style(block), layers),
            Segment(" " * after, self.base),
        ]

    def _text_style(self, block: Block) -> Style:
        if block.kind is BlockKind.TITLE:
            return self.style("title")
        if block.kind is BlockKind.BOILERPLATE:
            return self.style("boilerplate")
        return self.base

    def _gutter(self, pane: PaneLine, block: Block, width: int) -> Iterable[Segment]:
        """Draw how the sentences that begin in a line were translated, and if one looks wrong."""
        if pane.text.side is Side.SOURCE:
            mark = _BOILERPLATE_MARK if block.kind is BlockKind.BOILERPLATE else ""
            return [Segment(pad(mark, width), self.style("gutter"))]
        numbers = pane.text.sentences_in(pane.line)
        begin = [self.document.translation(number) for number in numbers]
        kinds = [
            translation.provenance.kind if translation else None
            for number, translation in zip(numbers, begin, strict=True)
            if not self.document.is_awaited(number)
        ]
        marks = "".join(MARKS[kind] for kind in dict.fromkeys(kinds))
        if not any(translation is not None and translation.flags for translation in begin):
            return [Segment(pad(marks[:width], width), self.style("gutter"))]
        return [
            Segment(FLAG_MARK, self.style("flag")),
            Segment(pad(marks[: width - 1], width - 1), self.style("gutter")),
        ]

    def _words(self, pane: PaneLine, current: Span, lit: Lit) -> Iterable[Layer]:
        for word in lit.words:
            if word.side is pane.text.side:
                shift = 0 if word.side is Side.SOURCE else current.start
                name = "word" if word.is_certain else "word-uncertain"
                yield word.start + shift, word.end + shift, self.style(name)

    def _missing(self, pane: PaneLine) -> Iterable[Layer]:
        if pane.text.side is Side.TARGET:
            for number in _sentences(pane):
                span = pane.text.span_of(number)
                if span is not None and self.document.translation(number) is None:
                    yield span.start, span.end, self.style("missing")

    def _entities(self, pane: PaneLine, lit: Lit) -> Iterable[Layer]:
        """Light names by the colour of their entity and the mark of its type."""
        lights = lit.entities
        if pane.text.side is Side.SOURCE:
            for light in lights.between(pane.line.start, pane.line.end):
                yield light.start, light.end, self._light(lights, light)
                if light is lit.mention:
                    yield light.start, light.end, self.style("entity-chosen")
        elif lights.target:
            for number in _sentences(pane):
                span = pane.text.span_of(number)
                for light in lights.target.get(number, ()) if span is not None else ():
                    shift = span.start if span is not None else 0
                    yield light.start + shift, light.end + shift, self._light(lights, light)
                    if number == lit.sentence and lit.mention and light.is_same(lit.mention):
                        chosen = self.style("entity-chosen")
                        yield light.start + shift, light.end + shift, chosen

    def _light(self, lights: EntityLights, light: Light) -> Style:
        kind = lights.entities[light.entity].kind.value.lower()
        style = self.style(f"entity-{lights.colour(light.entity)}") + self.style(f"entity-{kind}")
        return style + self.style("entity-weak") if light.weak else style

    def _hits(self, pane: PaneLine, lit: Lit) -> Iterable[Layer]:
        if not lit.hits:
            return
        for number in _sentences(pane):
            span = pane.text.span_of(number)
            for index, hit in lit.hits.get(number, ()):
                if hit.side is pane.text.side and span is not None:
                    shift = 0 if hit.side is Side.SOURCE else span.start
                    name = "current-hit" if index == lit.hit else "hit"
                    yield hit.span_start + shift, hit.span_end + shift, self.style(name)


def _sentences(pane: PaneLine) -> list[int]:
    """Return the numbers of all sentences of which a line shows anything."""
    first = pane.text.sentence_at(pane.line.start)
    begin = pane.text.sentences_in(pane.line)
    return begin if first is None or first in begin else [first, *begin]


def _styled(pane: PaneLine, base: Style, layers: list[Layer]) -> list[Segment]:
    """Return a line's text with its styles; later layers lie on top."""
    text, line = pane.text.text, pane.line
    borders = {line.start, line.end}
    for start, end, _ in layers:
        borders.update(max(line.start, min(offset, line.end)) for offset in (start, end))
    stops = sorted(borders)
    styles: list[Style] = []
    for start, end in itertools.pairwise(stops):
        style = base
        for low, high, layer in layers:
            if low < end and start < high:
                style += layer
        styles.append(style)
    order = _visual(pane)
    if order is None and display(text, line) == text[line.start : line.end]:
        return [
            Segment(safe(text[start:end]), style)
            for (start, end), style in zip(itertools.pairwise(stops), styles, strict=True)
        ]
    runs = itertools.groupby(
        glyphs(text, line) if order is None else order,
        key=lambda glyph: min(len(styles), bisect.bisect_right(stops, glyph.start)) - 1,
    )
    return [Segment(safe(drawn(text, run)), styles[index]) for index, run in runs]


def _visual(pane: PaneLine) -> tuple[Glyph, ...] | None:
    """Return a line's glyphs as they stand on the screen, or None where that is their order."""
    spans = pane.text.spans
    paragraph = (spans[0].start, spans[-1].end)
    return visual_order(pane.text.text, pane.line, pane.text.direction, paragraph, shape=True)
