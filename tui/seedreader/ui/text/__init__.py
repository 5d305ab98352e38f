"""Text layout for the reader's panes: cells, line breaks, lines, visual order, safety.

Pure functions: offsets are code points into a text, widths are terminal cells. `prepare` may be
called in another thread beforehand; without it the first call compiles the patterns. What only an
article needs is imported when it is first used, because the list is painted before.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from seedreader.ui.text.cells import Grapheme, cell_len, graphemes, pad, truncate
from seedreader.ui.text.safety import safe

if TYPE_CHECKING:
    from seedreader.ui.text.bidi import Direction, base_direction, has_rtl, visual_order
    from seedreader.ui.text.breaks import line_breaks
    from seedreader.ui.text.flat import Glyph, LineMap, display, drawn, glyphs
    from seedreader.ui.text.pairs import Flow, Piece
    from seedreader.ui.text.shown import in_visual_order, lines_on_screen
    from seedreader.ui.text.warm import prepare
    from seedreader.ui.text.wrapping import MINIMUM_WIDTH, Line, iter_wrap, wrap

__all__ = [
    "MINIMUM_WIDTH",
    "Direction",
    "Flow",
    "Glyph",
    "Grapheme",
    "Line",
    "LineMap",
    "Piece",
    "base_direction",
    "cell_len",
    "display",
    "drawn",
    "glyphs",
    "graphemes",
    "has_rtl",
    "in_visual_order",
    "iter_wrap",
    "line_breaks",
    "lines_on_screen",
    "pad",
    "prepare",
    "safe",
    "truncate",
    "visual_order",
    "wrap",
]

_HOMES: Final = {
    "Direction": "bidi",
    "Flow": "pairs",
    "Glyph": "flat",
    "Line": "wrapping",
    "LineMap": "flat",
    "MINIMUM_WIDTH": "wrapping",
    "Piece": "pairs",
    "base_direction": "bidi",
    "display": "flat",
    "drawn": "flat",
    "glyphs": "flat",
    "has_rtl": "bidi",
    "in_visual_order": "shown",
    "iter_wrap": "wrapping",
    "line_breaks": "breaks",
    "lines_on_screen": "shown",
    "prepare": "warm",
    "visual_order": "bidi",
    "wrap": "wrapping",
}


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
