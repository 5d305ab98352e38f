"""Find a page's headline."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from seedreader.corpus import furniture
from seedreader.corpus.dates import is_mostly_date
from seedreader.corpus.scripts import UNSPACED, script_of
from seedreader.corpus.shape import Furniture, is_breadcrumb, is_prose_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedreader.corpus.blocks import Block
    from seedreader.corpus.shape import Shape

_SEARCHED: Final = 80
"""Blocks before the first paragraph among which the headline is looked for."""

_SHORT: Final = 2.5
"""Words: a menu entry is usually no longer; a headline usually is."""

_MENU: Final = 4
_MENU_RUN: Final = 4
"""A run of this many blocks of at most `_MENU` words is a menu."""

_LONG_HEADLINE: Final = 60
"""Words: no headline is longer."""

_DENSE_SENTENCE: Final = 100
"""Code points: where no blank line sets the first line off, a sentence of this length that ends in
a full stop is the first paragraph."""

_BODY_SAMPLE: Final = 20_000
_STEM: Final = 5
"""Code points that are compared of each word: inflected forms of a word share them."""

_MAX_SITE: Final = 5
"""Words that the name of a site may have after a headline."""
_SITE_SEPARATOR: Final = re.compile(r"\s+[|–—•·»-]\s+|\s*[|_]\s*|-(?=[^-]*$)")

_WORD: Final = re.compile(r"[^\W_]+")


def find_headline(text: str, blocks: Sequence[Block], shapes: Sequence[Shape]) -> int | None:
    """Return the index of the block that is the headline, or None where the page has none.

    The first block is the headline unless it shows that it is none: furniture, a menu, a notice
    about cookies, or already a paragraph.
    """
    if len(blocks) < 2:  # noqa: PLR2004 - a headline needs something below it
        return None
    lead = _first_paragraph(text, blocks, shapes)
    if lead == len(blocks) and shapes[0].furniture is Furniture.NONE and shapes[0].key:
        return 0  # verse, or a list: nothing tells a menu from it
    candidates = _candidates(text, blocks, shapes, lead)
    if not candidates:
        return None
    first = candidates[0]
    if first == 0 or len(candidates) == 1:
        if first == lead or _is_paragraph(text, blocks, shapes, first):
            return None
        return _behind_site_title(text, blocks, shapes, candidates)
    return _most_plausible(text, blocks, shapes, candidates, lead)


def _most_plausible(
    text: str,
    blocks: Sequence[Block],
    shapes: Sequence[Shape],
    candidates: Sequence[int],
    lead: int,
) -> int:
    """Return the candidate that the article speaks of, the earlier the better."""
    body = (
        text[blocks[lead].start : blocks[lead].start + _BODY_SAMPLE] if lead < len(blocks) else ""
    )
    stems = _stems(body)
    times = Counter(shape.key for shape in shapes[: lead + _SEARCHED])

    def plausibility(rank: int) -> float:
        index = candidates[rank]
        shape = shapes[index]
        own = _stems(text[blocks[index].start : blocks[index].end])
        score = 2 * len(own & stems) / max(1, len(own)) - 0.1 * rank
        score += 2 * (times[shape.key] > 1) + 0.6 * (rank == 0)
        return score - 0.7 * (shape.units <= _MENU) - (shape.is_credit or shape.stops)

    return candidates[max(range(len(candidates)), key=plausibility)]


def repeats_headline(shape: Shape, headline: Shape) -> bool:
    """Return whether a block says the same as the headline, punctuation and case apart."""
    return bool(headline.key) and shape.key == headline.key


def site_name_after(text: str, line: Block, headline: Block) -> str | None:
    """Return what a line has after the headline, as titles of pages do: "Headline | Site"."""
    content = text[line.start : line.end]
    title = text[headline.start : headline.end]
    if len(content) <= len(title) or not content.casefold().startswith(title.casefold()):
        return None
    rest = content[len(title) :]
    separator = _SITE_SEPARATOR.match(rest)
    if separator is None:
        return None
    name = rest[separator.end() :].strip()
    is_name = bool(name) and name[-1].isalnum() and not name[0].islower()
    return name if is_name and len(name.split()) <= _MAX_SITE else None


def _first_paragraph(text: str, blocks: Sequence[Block], shapes: Sequence[Shape]) -> int:
    """Return the index of the first block after block 0 that reads as running text."""
    for index in range(1, len(blocks)):
        shape = shapes[index]
        if shape.furniture is not Furniture.NONE or shape.is_credit:
            continue
        if _is_consent(text, blocks[index]) and index <= _SEARCHED:
            continue
        if is_prose_like(shape.units, ends=shape.ends, inner=shape.inner):
            return index
    return len(blocks)


def _candidates(
    text: str, blocks: Sequence[Block], shapes: Sequence[Shape], lead: int
) -> list[int]:
    limit = min(lead, _SEARCHED, len(blocks))
    menu = _menu(shapes, limit)
    found: list[int] = []
    later: list[int] = []
    for index in range(limit):
        shape = shapes[index]
        if shape.furniture is not Furniture.NONE and not (
            index == 0 and _is_spared_at_top(text, blocks[index], shape)
        ):
            continue
        if not shape.key or (index < lead and _is_consent(text, blocks[index])):
            continue
        if (shape.units <= _SHORT and not shape.ends) or index in menu:
            later.append(index)
        else:
            found.append(index)
    if found:
        return found
    # Short headlines exist, but not below a longer line that could be one.
    spared = [index for index in later if index not in menu or index == 0]
    return spared[:1] if spared else ([lead] if lead < len(blocks) else [])


def _is_spared_at_top(text: str, block: Block, shape: Shape) -> bool:
    """Return whether what looks like furniture may yet be a headline that opens the page."""
    content = text[block.start : block.end]
    return (
        shape.furniture is Furniture.EDGE
        and shape.units > _MENU
        and not is_breadcrumb(content)
        and not furniture.ADDRESS.search(content)
        and not is_mostly_date(content, "")
    )


def _menu(shapes: Sequence[Shape], limit: int) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for index in range(limit + 1):
        is_entry = index < limit and shapes[index].units <= _MENU and not shapes[index].ends
        if is_entry:
            run.append(index)
            continue
        # The last of the run may be the headline itself.
        if len(run) >= _MENU_RUN:
            found.update(run)
        run = []
    return found


def _is_paragraph(text: str, blocks: Sequence[Block], shapes: Sequence[Shape], index: int) -> bool:
    """Return whether a block at the top of a page is a paragraph rather than a headline."""
    shape = shapes[index]
    block = blocks[index]
    if shape.units > _LONG_HEADLINE or shape.inner > 2:  # noqa: PLR2004 - sentence ends
        return True
    if not shape.stops:
        return False
    opening = text[block.start : block.start + 100]
    if furniture.MARK.match(opening) or furniture.agency(opening) is not None:
        return True
    is_dense = index + 1 < len(blocks) and all(
        later.gap == 0 for later in blocks[index + 1 : index + 6]
    )
    return is_dense and block.end - block.start >= _DENSE_SENTENCE


def _behind_site_title(
    text: str, blocks: Sequence[Block], shapes: Sequence[Shape], candidates: Sequence[int]
) -> int:
    """Return the candidate that the first one repeats with the site's name, or the first."""
    first = candidates[0]
    for index in candidates[1:6]:
        if shapes[index].units > _SHORT and site_name_after(text, blocks[first], blocks[index]):
            return index
    return first


def _is_consent(text: str, block: Block) -> bool:
    return (
        furniture.CONSENT.search(text, block.start, min(block.end, block.start + 400)) is not None
    )


def _stems(text: str) -> set[str]:
    stems: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if script_of(word[0]) in UNSPACED:
            stems.update(word[index : index + 2] for index in range(max(1, len(word) - 1)))
        elif len(word) > 2:  # noqa: PLR2004 - articles and prepositions say nothing
            stems.add(word[:_STEM])
    return stems
