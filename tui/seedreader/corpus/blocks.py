"""Split a text into blocks: what a reader sees as one paragraph, be it one line or many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from seedreader.corpus.scripts import UNSPACED, script_of

_LINE: Final = re.compile(r"[^\n]+")

_NARROWEST: Final = 40
_NARROWEST_UNSPACED: Final = 18
_WIDEST: Final = 110
"""Columns, in code points, between which a text may have been wrapped by hand."""

_OUTLIERS: Final = 0.03
"""The share of lines that may be longer than the column: long addresses cannot be broken."""

_MIN_WRAPPED_SHARE: Final = 0.8
"""The share of line ends that must be where a wrapped text would have them."""

_UNSPACED_SLACK: Final = 3
"""Code points by which a line without spaces may fall short of the column: punctuation that must
not begin a line takes a character with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's place in the text.

    Attributes:
        start: code points, at the first character that is not white space.
        end: exclusive, after the last character that is not white space.
        gap: number of blank lines before it.
    """

    start: int
    end: int
    gap: int


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order; all that lies between them is white space.

    Each line is a block, unless the text was wrapped by hand at some column: then lines that the
    wrapping tore apart are one block. A line was torn if the next line's first word would not have
    fitted on it; most line ends must be of that kind, so verse and lists stay as they are.
    """
    lines = list(_lines(text))
    column = _wrap_column(text, lines)
    if column is None:
        return lines
    blocks: list[Block] = []
    start = 0
    for index, line in enumerate(lines):
        is_last = index + 1 == len(lines)
        if is_last or lines[index + 1].gap or not _is_torn(text, line, lines[index + 1], column):
            blocks.append(Block(lines[start].start, line.end, lines[start].gap))
            start = index + 1
    return blocks


def _lines(text: str) -> list[Block]:
    found: list[Block] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match[0]
        content = line.strip()
        if not content:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        breaks = text.count("\n", previous, match.start())
        found.append(Block(start, start + len(content), max(0, breaks - 1) if found else breaks))
        previous = match.end()
    return found


def _wrap_column(text: str, lines: list[Block]) -> int | None:
    """Return the column at which the text was wrapped by hand, or None."""
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    if len(pairs) < 2:  # noqa: PLR2004 - one line end says nothing
        return None
    widths = sorted(line.end - line.start for pair in pairs for line in pair)
    column = widths[int((len(widths) - 1) * (1 - _OUTLIERS))]
    first = text[pairs[0][0].start]
    narrowest = _NARROWEST_UNSPACED if script_of(first) in UNSPACED else _NARROWEST
    if not narrowest <= column <= _WIDEST:
        return None
    torn = sum(_is_torn(text, line, after, column) for line, after in pairs)
    return column if torn >= _MIN_WRAPPED_SHARE * len(pairs) else None


def _is_torn(text: str, line: Block, after: Block, column: int) -> bool:
    width = line.end - line.start
    if script_of(text[after.start]) in UNSPACED:
        return width >= column - _UNSPACED_SLACK
    piece = text[after.start : min(after.end, after.start + column)]
    word = piece.split(maxsplit=1)[0]
    return width + 1 + len(word) > column
