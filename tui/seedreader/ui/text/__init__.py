"""Text layout for the reader's panes: cells, line breaks, lines, visual order, safety.

Pure functions: offsets are code points into a text, widths are terminal cells. `prepare` may be
called in another thread beforehand; without it the first call compiles the patterns.
"""

from seedreader.ui.text.bidi import Direction, base_direction, has_rtl, visual_order
from seedreader.ui.text.breaks import line_breaks
from seedreader.ui.text.cells import Grapheme, cell_len, graphemes, pad, truncate
from seedreader.ui.text.flat import Glyph, LineMap, display, drawn, glyphs
from seedreader.ui.text.pairs import Flow, Piece
from seedreader.ui.text.safe import safe
from seedreader.ui.text.warm import prepare
from seedreader.ui.text.wrap import MINIMUM_WIDTH, Line, iter_wrap, wrap

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
    "iter_wrap",
    "line_breaks",
    "pad",
    "prepare",
    "safe",
    "truncate",
    "visual_order",
    "wrap",
]
