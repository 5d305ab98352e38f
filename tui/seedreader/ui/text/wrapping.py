"""Lines of a paragraph.

A paragraph is a stretch of a text that may have been wrapped by hand. It is shown as one flow:
white space, however long, is one space, and nothing at all where it is a line feed between Han or
kana. White space at the ends of a line is not shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from seedreader.ui.text.breaks import begins_no_line, breaks_between, syllable_breaks
from seedreader.ui.text.cells import VS16, WIDTHS, ZWJ, graphemes, widened
from seedreader.ui.text.flat import flatten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MINIMUM_WIDTH: Final = 2
"""Cells. A wide code point needs as many."""

_FIRST_LOOK: Final = 512
_LOOK: Final = 4096
"""Code points that are measured at once."""

_NARROW: Final = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*")
"""Text whose code points take one cell each."""

_WHITE_RUN: Final = re.compile(r"\s*")

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""Blocks of scripts without spaces between words: those with Line_Break=SA."""

_CUT: Final = re.compile(r"[-/?&=._](?=\w)")
"""What a long token without a break, such as an address, is best cut after."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        start: code point offset of the first code point shown.
        end: code point offset after the last one shown. What lies between this line's end and the
            next line's start is white space.
        cells: terminal cells that the line takes.
    """

    start: int
    end: int
    cells: int


def wrap(text: str, start: int, end: int, width: int) -> list[Line]:
    """Return the lines of the paragraph `text[start:end]`; see `iter_wrap`."""
    return list(iter_wrap(text, start, end, width))


def iter_wrap(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    """Yield the lines of the paragraph `text[start:end]`, looking no further than is asked for.

    Lines are as full as they can be. A line that Thai, Lao, Khmer or Burmese would leave less than
    half full is filled with whole syllables of the next run of letters, because these scripts have
    no spaces between words. What is wider than a line is cut: after a mark that addresses are made
    of, or else between grapheme clusters. A cluster that is wider than a line is cut as well.

    Args:
        text: the text that holds the paragraph.
        start: code point offset.
        end: code point offset, exclusive.
        width: cells, at least `MINIMUM_WIDTH`.

    Yields:
        Lines, each with something to show. White space alone has no lines.

    Raises:
        ValueError: if the width is too small.
    """
    if width < MINIMUM_WIDTH:
        raise ValueError(f"lines of {width} cells are too narrow: at least {MINIMUM_WIDTH}")
    at = _after_white(text, start, end)
    size = max(_FIRST_LOOK, width * 4)
    while at < end:
        stretch = _Stretch(text, start, end, at, min(end, at + size))
        begun = at
        for line, following in stretch.lines(width):
            yield line
            at = following
        # No line was certain: it is longer than what was looked at, in marks or white space.
        size = size * 2 if at == begun else max(_LOOK, width * 4)


def _after_white(text: str, at: int, end: int) -> int:
    """Return the offset of the first code point from `at` that is not white space, or `end`."""
    match = _WHITE_RUN.match(text, at, end)
    return match.end() if match else at


def _before_white(text: str, at: int, start: int) -> int:
    """Return the offset after the last code point before `at` that is not white space."""
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


class _Stretch:
    """A measured stretch of a paragraph, which begins where a line does."""

    def __init__(self, text: str, start: int, end: int, begin: int, stop: int) -> None:
        self.text = text
        self.begin = begin
        self.stop = stop
        self.end = end
        self.cells = _running_cells(text, begin, stop)
        """Cells from `begin` to each offset."""
        self.breaks = breaks_between(text, start, end, begin + 1, stop)
        if stop == end:
            self.breaks.append(end)
        self.line_ends = [
            at if not text[at - 1].isspace() else _before_white(text, at, begin)
            for at in self.breaks
        ]
        cells = self.cells
        self.cells_at_ends = [cells[at - begin] for at in self.line_ends]

    def lines(self, width: int) -> Iterator[tuple[Line, int]]:
        """Yield the lines that are certain, each with the offset where the next one begins."""
        text, begin, end, cells = self.text, self.begin, self.end, self.cells
        breaks, line_ends, cells_at_ends = self.breaks, self.line_ends, self.cells_at_ends
        complete = self.stop == end
        all_cells = cells[_before_white(text, self.stop, begin) - begin]
        unspaced = _UNSPACED.search(text, begin, self.stop) is not None
        at = begin
        index = 0  # of the first break after `at`
        while at < end:
            used = cells[at - begin]
            limit = used + width
            if not complete and all_cells <= limit:
                return
            best = bisect_right(cells_at_ends, limit, index) - 1
            if best < index:
                last = line_ends[index] if index < len(line_ends) else self.stop
                cut = self._cut(at, last, limit, unspaced=unspaced)
                line_end, following = _before_white(text, cut, at), cut
            else:
                line_end, following = line_ends[best], breaks[best]
                index = best + 1
                if (
                    unspaced
                    and index < len(breaks)
                    and (cells_at_ends[best] - used) * 2 < width
                    and (border := self._last_syllable(following, line_ends[index], limit))
                ):
                    line_end = following = border
            if following < end and text[following].isspace():
                following = _after_white(text, following, end)
            yield Line(at, line_end, cells[line_end - begin] - used), following
            at = following
            if at >= self.stop:
                return

    def _fitting(self, at: int, limit: int) -> int:
        """Return the furthest offset from `at` to which the running cells reach no more."""
        return bisect_right(self.cells, limit, at - self.begin) - 1 + self.begin

    def _cut(self, at: int, last: int, limit: int, *, unspaced: bool) -> int:
        """Return where to cut `text[at:last]`, which is too wide and has no break."""
        text = self.text
        furthest = self._fitting(at, limit)
        if unspaced and (border := self._last_syllable(at, last, limit)):
            return border
        half = at + (furthest - at) // 2
        marks = [match.end() for match in _CUT.finditer(text, half, min(last, furthest + 1))]
        if marks and marks[-1] <= furthest:
            return marks[-1]
        clusters = graphemes(text, at, min(last, furthest + _GRASP))
        starts = [cluster.start for cluster in clusters if at < cluster.start <= furthest]
        if not starts:
            return furthest
        # A mark that begins no line takes letters along, if that leaves most of them.
        good = (cut for cut in reversed(starts) if cut > half and not begins_no_line(text[cut]))
        return next(good, starts[-1])

    def _last_syllable(self, at: int, last: int, limit: int) -> int | None:
        """Return the last border of syllables in `text[at:last]` that fits, if there is one."""
        furthest = self._fitting(at, limit)
        found = None
        for cut in syllable_breaks(self.text, at, min(last, furthest + _GRASP)):
            if cut > furthest:
                break
            found = cut
        return found


_GRASP: Final = 32
"""Code points looked at past the end of a line, to see whether a cluster ends there."""


def _running_cells(text: str, start: int, end: int) -> Sequence[int]:
    """Return the cells from `start` to each offset up to `end`, as the paragraph shows them."""
    shown, offsets = flatten(text, start, end)
    narrow = _NARROW.fullmatch(shown)
    as_written = isinstance(offsets, range)
    if narrow and as_written:
        return range(end - start + 1)
    widths = list(map(WIDTHS.__getitem__, shown))
    if not narrow and (ZWJ in shown or VS16 in shown):
        _join(shown, widths)
    if not as_written:
        widths_shown = widths
        widths = [0] * (end - start)
        for offset, width in zip(offsets, widths_shown, strict=True):
            widths[offset - start] = width
    return list(accumulate(widths, initial=0))


def _join(shown: str, widths: list[int]) -> None:
    """Correct the widths for zero-width joiners and variation selectors, as rich counts them."""
    measured = None
    joined = False
    for index, character in enumerate(shown):
        if joined:
            widths[index] = 0
            joined = False
        elif character == ZWJ:
            joined = True
        elif character == VS16:
            if measured is not None:
                widths[measured] += shown[measured] in widened()
                measured = None
        elif widths[index]:
            measured = index
