"""What a block looks like: its size, its punctuation, and whether it is furniture by itself.

Everything here looks at a bounded piece of a block, so a line of fifty megabytes costs no more
than a long paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from seedreader.corpus import furniture
from seedreader.corpus.dates import is_mostly_date
from seedreader.corpus.scripts import unspaced_class

if TYPE_CHECKING:
    from seedreader.corpus.blocks import Block

_HEAD: Final = 1200
_TAIL: Final = 120
"""How much of a block's beginning and end is looked at, in code points."""

_IDEOGRAPHS: Final = (
    "\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_UNSPACED: Final = unspaced_class()
_UNIT: Final = re.compile(
    rf"(?P<ideographs>[{_IDEOGRAPHS}]+)|(?P<syllables>[{_UNSPACED}]+)"
    rf"|[^\W_{_UNSPACED}][^\s–—/{_UNSPACED}]*"
)
_PER_WORD_IDEOGRAPHS: Final = 2
_PER_WORD_SYLLABLES: Final = 5
"""How many characters make about one word in scripts that do not separate words."""

_END_MARKS: Final = ".!?…。！？．｡؟۔।॥။៕។։።፧᙮᠃᠉‽‼⁇⁈⁉"
_CLOSERS: Final = "\"'”’»›)\\]」』】）》〉“„*‚‘"
_ENDS: Final = re.compile(rf"[{_END_MARKS}][\s{_CLOSERS}]*$")
_ENDS_STOP: Final = re.compile(rf"[.。｡．۔।॥။៕។։።][\s{_CLOSERS}]*$")
_INNER: Final = re.compile(
    rf"(?:[^\W\d_]{{3,}}|\d|[)\]»”\"])[.!?…؟۔।॥։።][{_CLOSERS}]*\s+[\"'“«„‘(¿¡—–-]*[^\W_a-z]"
    r"|[。！？](?!$)"
)
_GLUE: Final = re.compile(
    r"[^\W\d_A-Z](?=[A-ZА-ЯЁЇІЄҐΑ-Ω][^\WA-Z\d_])|[A-ZА-ЯЁ]{3}(?=[A-ZА-ЯЁ][а-яёa-z])"
)
_ALNUM: Final = re.compile(r"[\W_]+")
_SEPARATED: Final = re.compile(r"\s[|•·/]\s")
_ARROWS: Final = re.compile(r"(?<=\s)[>›→]\s|(?<=\s)»\s")
_CRUMBS: Final = 8
"""Words that a breadcrumb with a single arrow has at most."""

_GLUED_SHORTEST: Final = 16
"""Code points: shorter texts double by chance, or as names do."""
_BUTTON: Final = 3
_INVITATION: Final = 9
"""Words of a button's label and of an invitation to follow a site on a platform."""
_MAX_STUB: Final = 25
"""Words: a longer paragraph is prose, however it ends."""
_MIN_PROSE: Final = 5
_MIN_QUESTION: Final = 15
_MIN_INNER: Final = 8


class Furniture(Enum):
    """How sure a block is to be page furniture by itself."""

    NONE = auto()
    EDGE = auto()
    """Furniture before and after an article; within one it may belong to it."""
    ANYWHERE = auto()
    """Furniture wherever it stands."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a block looks like.

    Attributes:
        units: its length in words; about one for two ideographs or five syllables of Thai.
        ends: whether it ends as sentences do.
        stops: whether it ends with a full stop.
        inner: number of sentence ends within it.
        key: its letters and digits, case-folded: the same for what reads the same.
        furniture: what it is by itself.
        is_credit: whether it ends in a picture's credit.
    """

    units: float
    ends: bool
    stops: bool
    inner: int
    key: str
    furniture: Furniture
    is_credit: bool


def measure(text: str, block: Block, language: str) -> Shape:
    """Return the shape of a block of `text`; `language` is a BCP 47 code that helps with dates."""
    length = block.end - block.start
    if length <= _HEAD:
        return _measure(text[block.start : block.end], language)
    piece = text[block.start : block.start + _HEAD]
    last = text[block.end - _TAIL : block.end]
    return Shape(
        units=count_units(piece) * length / len(piece),
        ends=_ENDS.search(last) is not None,
        stops=_ENDS_STOP.search(last) is not None,
        inner=len(_INNER.findall(piece)),
        key=_ALNUM.sub("", piece).casefold(),
        furniture=Furniture.NONE,
        is_credit=False,
    )


@lru_cache(maxsize=1024)  # lines that are repeated are what this is about
def _measure(piece: str, language: str) -> Shape:
    units = count_units(piece)
    last = piece[-_TAIL:]
    ends = _ENDS.search(last) is not None
    inner = len(_INNER.findall(piece)) if units >= _MIN_INNER else 0
    key = _ALNUM.sub("", piece).casefold()
    is_credit = not ends and units <= 2 * _MAX_STUB and furniture.CREDIT.search(piece) is not None
    is_stub = not is_prose_like(units, ends=ends, inner=inner)
    kind = _furniture(piece, units, key, language, is_stub=is_stub, is_credit=is_credit)
    return Shape(units, ends, _ENDS_STOP.search(last) is not None, inner, key, kind, is_credit)


def count_units(text: str) -> float:
    """Return a text's length in words, about one for two ideographs or five syllables of Thai."""
    units = 0.0
    for match in _UNIT.finditer(text):
        group = match.lastgroup
        if group is None:
            units += 1
        elif group == "ideographs":
            units += len(match[0]) / _PER_WORD_IDEOGRAPHS
        else:
            units += len(match[0]) / _PER_WORD_SYLLABLES
    return units


def is_prose_like(units: float, *, ends: bool, inner: int) -> bool:
    """Return whether a block of this size and punctuation reads as running text."""
    if units >= _MAX_STUB:
        return True
    if inner:
        return units >= _MIN_INNER
    return ends and units >= _MIN_PROSE


def _furniture(
    piece: str, units: float, key: str, language: str, *, is_stub: bool, is_credit: bool
) -> Furniture:
    if is_credit or is_glued(piece) or (is_stub and _is_label(piece)):
        return Furniture.ANYWHERE
    if not key or units > 2 * _MAX_STUB:
        return Furniture.NONE
    is_edge = _is_notice(piece, units) or (is_stub and _is_button(piece, units, key))
    if is_edge or (is_stub and is_mostly_date(piece, language)):
        return Furniture.EDGE
    return Furniture.NONE


def _is_label(piece: str) -> bool:
    return "©" in piece or any(
        pattern.match(piece) is not None
        for pattern in (furniture.PLACEHOLDER, furniture.READ_ALSO, furniture.TAGS)
    )


def is_glued(piece: str) -> bool:
    """Return whether a text is the same text twice, with or without white space between."""
    length = len(piece)
    if length < _GLUED_SHORTEST:
        return False
    half = (length + 1) // 2
    first, second = piece[: length // 2].rstrip(), piece[half:].lstrip()
    if length % 2 and not piece[length // 2].isspace():
        return False
    return first == second and len(_ALNUM.sub("", first)) >= _GLUED_SHORTEST // 2


def _is_notice(piece: str, units: float) -> bool:
    """Return whether a block, even a sentence, asks or tells what only pages do."""
    if furniture.KEYS.search(piece) or furniture.RIGHTS.search(piece):
        return True
    return units <= _MAX_STUB and _ends_with_address(piece)


def _is_button(piece: str, units: float, key: str) -> bool:
    """Return whether a line that is no sentence counts, shares, leads somewhere or lists tags."""
    if key.isdecimal() or is_breadcrumb(piece) or furniture.is_byline(piece):
        return True
    if furniture.PLATFORM.search(piece) and (
        units <= _BUTTON or (units <= _INVITATION and _names_platform_last(piece))
    ):
        return True
    # One brand name may have two capitals within.
    is_glue = len(_GLUE.findall(piece)) >= max(3.0, units / 2)
    return is_glue or len(furniture.HASHTAG.findall(piece)) * 2 >= units


def is_breadcrumb(piece: str) -> bool:
    """Return whether a line is a path through a site, "News > World > Asia", or a row of links."""
    if len(_SEPARATED.findall(piece)) >= 2:  # noqa: PLR2004 - a headline may have one
        return True
    if "«" in piece or "‹" in piece:
        return False
    arrows = len(_ARROWS.findall(piece))
    return arrows > 1 or (arrows == 1 and count_units(piece) <= _CRUMBS)


def _ends_with_address(piece: str) -> bool:
    """Return whether a line leads to a web or mail address rather than mentions one."""
    last = None
    for last in furniture.ADDRESS.finditer(piece):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and not any(map(str.isalnum, piece[last.end() :]))


def _names_platform_last(piece: str) -> bool:
    last = None
    for last in furniture.PLATFORM.finditer(piece):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and count_units(piece[last.end() :]) <= 1
