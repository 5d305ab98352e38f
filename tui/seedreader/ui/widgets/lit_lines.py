"""A text with lit places, cut to a few lines so that the first of them is seen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style

from seedreader.article import Span
from seedreader.library.search_snippets import LitText
from seedreader.ui.text import (
    Glyph,
    Line,
    base_direction,
    cell_len,
    display,
    drawn,
    glyphs,
    iter_wrap,
    pad,
    safe,
    visual_order,
    wrap,
)

_MORE: Final = "…"
_NARROWEST: Final = 4


@lru_cache(maxsize=2_000)  # as one types, most of what is found stays
def lit_lines(
    lit: LitText, width: int, lines: int, style: Style, lit_style: Style
) -> tuple[tuple[Segment, ...], ...]:
    """Return a text in at most so many lines, each exactly `width` cells wide.

    Where it is longer, it is cut around its first lit place, and dots tell so.

    Args:
        lit: the text.
        width: cells of a line.
        lines: how many there may be.
        style: of the text.
        lit_style: lies over it in lit places.
    """
    width = max(_NARROWEST, width)
    text, spans = excerpt(lit, width, lines)
    direction = base_direction(text, 0, len(text))
    found = list(itertools.islice(iter_wrap(text, 0, len(text), width), lines + 1))
    shown = found[:lines]
    made = []
    for number, line in enumerate(shown):
        is_cut = number == lines - 1 and len(found) > lines
        if is_cut:
            line = wrap(text, line.start, line.end, width - 1)[0]  # noqa: PLW2901 - shorter
        order = visual_order(text, line, direction, (0, len(text)), shape=True)
        near = [span for span in spans if span.start < line.end and line.start < span.end]
        if order is None and display(text, line) == text[line.start : line.end]:
            segments = _cut(text, line, near, style, lit_style)
        else:
            segments = _segments(text, order or glyphs(text, line), near, style, lit_style)
        if is_cut:
            dots = Segment(_MORE, style)
            segments = [dots, *segments] if direction == "rtl" else [*segments, dots]
        blank = Segment(" " * max(0, width - line.cells - is_cut), style)
        made.append((blank, *segments) if direction == "rtl" else (*segments, blank))
    return tuple(made)


def excerpt(lit: LitText, width: int, lines: int) -> tuple[str, tuple[Span, ...]]:
    """Return a text from shortly before its first lit place on, and the lit places in it.

    It is the whole text where that fits, or where the place is near its beginning.
    """
    text, spans = lit.text, lit.lit
    room = width * lines
    limit = 2 * room  # what follows is not seen in any case
    if not spans:
        return text[:limit], spans
    before = room // 3 if lines == 1 else width * (lines - 1) // 2
    first = spans[0].start
    if cell_len(safe(text[:first])) <= max(before, room - width // 2 - 1) and (
        lines > 1 or cell_len(safe(text[: spans[0].end])) < width - 1
    ):
        return text[:limit], spans
    # Where little follows, there is room for more of what comes before.
    after = cell_len(safe(text[first : first + room]))
    before = max(before, room - after - width // 8 * (lines - 1) - 2)
    start = first
    cells = 0
    while start > 0 and cells < before:
        start -= 1
        cells += cell_len(text[start])
    # A word is not cut where there are spaces.
    space = text.find(" ", start, first)
    if 0 <= space < first - 1 and space - start < before // 2:
        start = space + 1
    shift = len(_MORE) - start
    moved = tuple(
        Span(max(len(_MORE), span.start + shift), span.end + shift)
        for span in spans
        if span.end > start
    )
    return _MORE + text[start : start + limit], moved


def _cut(
    text: str, line: Line, spans: Sequence[Span], style: Style, lit_style: Style
) -> list[Segment]:
    """Return the segments of a line that is shown as it is."""
    made, at = [], line.start
    for span in spans:
        start, end = max(at, span.start), min(line.end, span.end)
        if start < end:
            made += [
                Segment(text[at:start], style),
                Segment(text[start:end], style + lit_style),
            ]
            at = end
    return [segment for segment in [*made, Segment(text[at : line.end], style)] if segment.text]


def _segments(
    text: str, order: Sequence[Glyph], spans: Sequence[Span], style: Style, lit_style: Style
) -> list[Segment]:
    if not spans:
        return [Segment(safe(drawn(text, order)), style)]

    def is_lit(glyph: Glyph) -> bool:
        return any(span.start <= glyph.start < span.end for span in spans)

    return [
        Segment(safe(drawn(text, run)), style + lit_style if lit else style)
        for lit, run in itertools.groupby(order, key=is_lit)
    ]


def plain_line(text: str, width: int, style: Style) -> list[Segment]:
    """Return a text (safe, at most `width` cells) as a line that is exactly `width` cells wide."""
    return [Segment(pad(text, width), style)]
