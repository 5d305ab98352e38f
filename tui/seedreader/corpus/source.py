"""Who published an article, where its text tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seedreader.article import ParagraphKind
from seedreader.corpus import furniture
from seedreader.corpus.headline import site_name_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedreader.corpus.blocks import Block

_EDGE: Final = 12
"""Blocks of furniture before and after the body that are looked at."""
_LONGEST_LINE: Final = 200
_LONGEST_NAME: Final = 60

_BRACKETED_BYLINE: Final = re.compile(
    r"[【\[［(（]\s*(?:文|来源|來源|記事|text|source)\s*[/／:：|]\s*(?P<name>[^\s】\]］)）/／|,，]{2,24})"
)
_CHINESE_AGENCY: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,5}(?:社|网|網|报|報))[\u4e00-\u9fff]{0,8}"
    r"\d{1,2}月\d{1,2}日[电電讯訊]"
)
_BYLINE_DOMAIN: Final = re.compile(r"^[^\d,|]{2,60}\s*[,|–—]\s*(?P<name>\S+)$")
_NOTICE: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:(?:©|\(c\)|copyright)\s*)?"
    r"(?:19|20)\d\d\s*(?:[-–—]\s*(?:(?:19|20)\d\d|\d\d))?[\s,]*"
    r"(?:by\s+)?(?P<name>[^\d.,;|–—©。]{2,60}?)\s*"
    r"(?:\d{4}|[.,;|–—。-]|all rights|alle rechte|tous droits|todos los|tutti i|$)",
    re.IGNORECASE,
)


def find_source(
    text: str, blocks: Sequence[Block], kinds: Sequence[ParagraphKind], headline: int | None
) -> str | None:
    """Return the publisher's name as the text has it, or None where it does not tell clearly.

    Looked at are, in this order: what follows the headline in a page's title ("Headline | Name"),
    the first paragraph's byline or dateline, labelled sources and bylines at the edges of the
    page, its copyright notice, and a web domain that its furniture names.
    """
    head, tail = _edges(blocks, kinds)
    edges = [_content(text, blocks[index]) for index in (*head, *tail)]
    last_first = [_content(text, blocks[index]) for index in reversed(tail)]
    return (
        _from_title(text, blocks, head, headline)
        or _from_lead(text, blocks, kinds)
        or _first(map(_labelled, edges))
        or _first(map(_byline, edges))
        or _first(map(_notice, last_first))
        or _first(map(_domain, edges))
    )


def _edges(blocks: Sequence[Block], kinds: Sequence[ParagraphKind]) -> tuple[list[int], list[int]]:
    body = [index for index, kind in enumerate(kinds) if kind is ParagraphKind.BODY]
    if not body:
        return [], []
    head = [index for index in range(body[0]) if kinds[index] is ParagraphKind.BOILERPLATE]
    after = range(body[-1] + 1, len(blocks))
    tail = [*after[:_EDGE], *after[max(_EDGE, len(after) - _EDGE) :]]
    return head[-_EDGE:], tail


def _content(text: str, block: Block) -> str:
    return text[block.start : min(block.end, block.start + _LONGEST_LINE)]


def _first(names: Iterable[str | None]) -> str | None:
    for name in names:
        if name:
            return " ".join(name.split())
    return None


def _from_title(
    text: str, blocks: Sequence[Block], head: Sequence[int], headline: int | None
) -> str | None:
    if headline is None:
        return None
    return _first(site_name_after(text, blocks[index], blocks[headline]) for index in head)


def _from_lead(text: str, blocks: Sequence[Block], kinds: Sequence[ParagraphKind]) -> str | None:
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is not ParagraphKind.BODY:
            continue
        opening = _content(text, block)
        match = _BRACKETED_BYLINE.match(opening) or _CHINESE_AGENCY.match(opening)
        if match:
            return match["name"]
        return furniture.agency(opening)
    return None


def _labelled(line: str) -> str | None:
    match = furniture.SOURCE_LABEL.match(line)
    if match is None:
        return None
    name = re.split(r"\s{2,}|[|,;，；]|\s\d", line[match.end() :].strip(), maxsplit=1)[0].strip()
    return name if 1 < len(name) <= _LONGEST_NAME and not name[0].isdigit() else None


def _byline(line: str) -> str | None:
    match = _BYLINE_DOMAIN.match(line)
    if match is None or not furniture.DOMAIN.fullmatch(match["name"]):
        return None
    return match["name"]


def _notice(line: str) -> str | None:
    match = _NOTICE.search(line)
    return match["name"].strip(" \"'«»“”") if match else None


def _domain(line: str) -> str | None:
    without = furniture.ADDRESS.sub(" ", line)
    match = furniture.DOMAIN.search(without)
    return match[0] if match else None
