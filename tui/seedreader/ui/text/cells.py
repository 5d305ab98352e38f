"""Grapheme clusters and how many terminal cells they take.

Offsets count code points, widths count cells. Widths are those of `rich.cells`, which Textual's
`Strip` uses: whatever disagrees with it draws in the wrong column.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rich.cells import CellTable, get_character_cell_size
from rich.cells import cell_len as _rich_cell_len

from seedreader.ui.text.properties import property_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

WHITE: Final = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""White space that a paragraph shows as one space however long it is; a cluster of its own each."""

ZWJ: Final = "\u200d"
VS16: Final = "\ufe0f"
"""Variation selector 16: emoji presentation. It makes some narrow characters wide."""

_PLAIN: Final = (
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0587"  # Latin, Greek, Cyrillic, Armenian
    "\u05d0-\u05ea\u0621-\u064a\u0671-\u06d3"  # letters of Hebrew and Arabic
    "\u0904-\u0939\u0e01-\u0e30\u0e40-\u0e46"  # letters of Devanagari and Thai
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f"
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and Han
    "\uac00-\ud7a3\uff01-\uff9d]*"  # Hangul syllables, full-width forms
)
"""Text in which each code point is a cluster by itself and has a width of its own."""

_CODE_POINTS_PER_CELL: Final = 16
"""More than any language needs."""


class Grapheme(NamedTuple):
    """What a reader takes for one character."""

    start: int
    """Code point offset."""
    end: int
    """Code point offset, exclusive."""
    cells: int
    """Terminal cells."""


class Widths(dict[str, int]):
    """The cells of single code points, asked of rich once each."""

    def __missing__(self, character: str) -> int:
        width = get_character_cell_size(character)
        self[character] = width
        return width


WIDTHS: Final = Widths()


@cache
def _plain_pattern() -> re.Pattern[str]:
    return re.compile(_PLAIN)


@cache
def widened() -> frozenset[str]:
    """Return the characters which variation selector 16 makes one cell wider."""
    from rich._unicode_data import load  # noqa: PLC0415 - private to rich, and slow to import

    table: CellTable = load("auto")
    return table.narrow_to_wide


@cache
def cluster_pattern() -> re.Pattern[str]:
    """Return the pattern of one extended grapheme cluster (UAX #29), white space excepted.

    White space never takes a following mark into its cluster: it is shown collapsed, and a line
    may break after it.
    """
    return property_pattern(f"[{WHITE}]|\\X")


def cell_len(text: str) -> int:
    """Return how many terminal cells `text` takes, as rich counts them."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _rich_cell_len(text)


def graphemes(text: str, start: int = 0, end: int | None = None) -> Sequence[Grapheme]:
    """Return the grapheme clusters of `text[start:end]`, in order and without gaps.

    The clusters are those of UAX #29, made coarser where rich measures across their border: a
    cluster without width joins the one before it, and what follows a zero-width joiner joins it.
    So the widths always add up to `cell_len` of the slice, and of any slice from border to border.
    A lone combining mark at the start, or after white space, is a cluster of no cells.

    Args:
        text: any text.
        start: code point offset.
        end: code point offset, exclusive; the end of the text by default.
    """
    if end is None:
        end = len(text)
    if _plain_pattern().fullmatch(text, start, end):
        make = Grapheme
        widths = WIDTHS
        return [make(at, at + 1, widths[text[at]]) for at in range(start, end)]
    return _clusters(text, start, end)


def _clusters(text: str, start: int, end: int) -> list[Grapheme]:
    found: list[Grapheme] = []
    widths = WIDTHS
    joined = False  # after a zero-width joiner: rich skips whatever follows it
    open_to_marks = False  # there is a cluster that something without width can join
    measured = ""  # what a variation selector 16 would widen
    # A slice, because what a pattern sees beyond its start and end is its own business.
    part = text[start:end]
    for match in cluster_pattern().finditer(part):
        first, last = match.span()
        leader = part[first]
        weightless = leader == VS16 or not widths[leader]
        joins = joined or (open_to_marks and weightless and leader not in WHITE)
        cells = 0
        for character in match[0]:
            if joined:
                joined = False
            elif character == ZWJ:
                joined = True
            elif character == VS16:
                if measured:
                    cells += measured in widened()
                    measured = ""
            elif width := widths[character]:
                measured = character
                cells += width
        if joins and found:
            before = found.pop()
            first, cells = before.start - start, before.cells + cells
        found.append(Grapheme(start + first, start + last, cells))
        open_to_marks = joins or leader not in WHITE
    return found


def truncate(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return `text` shortened to at most `cells` cells, with `ellipsis` where something is missing.

    Graphemes stay whole and white space before the ellipsis goes. Where not even the ellipsis
    fits, the result is as much of it as does.
    """
    # A longer text is not measured: it does not fit, unless it is marks for the most part.
    if len(text) <= cells * _CODE_POINTS_PER_CELL and cell_len(text) <= cells:
        return text
    room = cells - cell_len(ellipsis)
    if room < 0:
        return _head(ellipsis, cells)
    return _head(text, room).rstrip() + ellipsis if room else ellipsis


def _head(text: str, cells: int) -> str:
    """Return the longest start of `text` of whole graphemes that fits into `cells`."""
    used = 0
    end = 0
    # Only as much of a long text is looked at as can matter.
    looked = min(len(text), max(64, cells * _CODE_POINTS_PER_CELL))
    for grapheme in graphemes(text, 0, looked):
        used += grapheme.cells
        if used > cells or looked == grapheme.end < len(text):
            break
        end = grapheme.end
    return text[:end]


def pad(text: str, cells: int, align: Literal["left", "center", "right"] = "left") -> str:
    """Return `text` with spaces added to make `cells` cells; longer text comes back unchanged."""
    missing = cells - cell_len(text)
    if missing <= 0:
        return text
    left = {"left": 0, "center": missing // 2, "right": missing}[align]
    return " " * left + text + " " * (missing - left)


def prepare_cells() -> None:
    """Compile the patterns of this module."""
    _plain_pattern()
    cluster_pattern()
    widened()
