"""Short texts as they stand on the screen: a line, or a few lines, in visual order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seedreader.ui.text.cells import cell_len, truncate
from seedreader.ui.text.safety import safe

if TYPE_CHECKING:
    from seedreader.ui.text.bidi import Direction

_MAY_BE_RTL: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""All that is written from right to left, and a little more; asked before anything is imported."""


def in_visual_order(line: str) -> str:
    """Return a line that reads from left to right, with what is written from right to left turned.

    Args:
        line: what `safe` gave, of any length; it stays as wide as it is.
    """
    if _MAY_BE_RTL.search(line) is None:
        return line
    from seedreader.ui.text.bidi import visual_order  # noqa: PLC0415 - rarely needed
    from seedreader.ui.text.flat import drawn  # noqa: PLC0415
    from seedreader.ui.text.wrapping import Line  # noqa: PLC0415

    whole = Line(0, len(line), cell_len(line))
    order = visual_order(line, whole, "ltr", (0, len(line)), shape=True)
    return line if order is None else drawn(line, order)


def lines_on_screen(
    text: str, width: int, most: int, *, direction: Direction | None = None
) -> list[str]:
    """Return a text in a few lines, wrapped, in visual order, at the side where it begins.

    Args:
        text: of one paragraph.
        width: cells of a line.
        most: lines; where that is not enough, the last one ends in an ellipsis.
        direction: in which it is written; without it, that of its first letter.
    """
    from seedreader.ui.text.bidi import base_direction, visual_order  # noqa: PLC0415
    from seedreader.ui.text.flat import display, drawn  # noqa: PLC0415
    from seedreader.ui.text.wrapping import wrap  # noqa: PLC0415

    text = safe(text)
    direction = direction or base_direction(text, 0, len(text))
    shown = []
    lines = wrap(text, 0, len(text), width)
    for line in lines[:most]:
        order = visual_order(text, line, direction, (0, len(text)), shape=True)
        drawn_line = display(text, line) if order is None else drawn(text, order)
        if direction == "rtl":
            drawn_line = " " * max(0, width - cell_len(drawn_line)) + drawn_line
        shown.append(drawn_line)
    if len(lines) > most and direction == "rtl":
        shown[-1] = "… " + shown[-1].lstrip()
        shown[-1] = " " * max(0, width - cell_len(shown[-1])) + truncate(shown[-1], width)
    elif len(lines) > most:
        shown[-1] = truncate(shown[-1], max(1, width - 2)) + " …"
    return shown
