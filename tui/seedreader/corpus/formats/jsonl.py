"""JSON Lines: an object a line, each an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any, Final

from seedreader.article import Article
from seedreader.corpus.formats.limits import BadFile, Budget
from seedreader.corpus.formats.made import make_article

_TEXT: Final = ("text", "body", "content", "maintext", "article_text", "raw_content")
_TITLE: Final = ("title", "headline")
_DATE: Final = ("date", "date_published", "published", "pub_date", "publish_date", "datePublished")
_SOURCE: Final = ("source", "site", "sitename", "publisher", "source_domain")
_LONGEST: Final = 32 * 1024**2
"""Bytes of a line."""
_ADVICE: Final = f"Each line is to be an object with a text under {', '.join(_TEXT[:3])}."


def articles(stream: IO[bytes], budget: Budget) -> Iterator[Article | BadFile]:
    """Yield the articles of a JSON Lines file, or why a line is none.

    Raises:
        TooMuch: the budget is spent.
    """
    number = 0
    while line := stream.readline(_LONGEST + 1):
        number += 1
        budget.spend(len(line))
        if len(line) > _LONGEST:
            yield BadFile(f"Line {number} is too long.", _ADVICE)
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST)
                budget.spend(len(line))
            continue
        if line.strip():
            yield _article(line, number)


def _article(line: bytes, number: int) -> Article | BadFile:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return BadFile(f"Line {number} is no JSON.", _ADVICE)
    text = _first(value, _TEXT) if isinstance(value, dict) else None
    if text is None:
        return BadFile(f"Line {number} has no text.", _ADVICE)
    try:
        return make_article(
            text,
            title=_first(value, _TITLE),
            date=_first(value, _DATE),
            source=_first(value, _SOURCE),
        )
    except BadFile as error:
        return error


def _first(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next(
        (value[name] for name in names if isinstance(value.get(name), str) and value[name].strip()),
        None,
    )
