"""What is found in an export when it is read again, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from seedreader.export.model import ExportedArticle, Head

MAX_BYTES: Final = 64 * 1024**2
"""The largest export that is read; a folder of exports, one an article, may be any size."""

_DIGEST: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class BadExport(Exception):
    """A file is no export, or one that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article of an export.

    Attributes:
        article: as it stands there now.
        digest: what its digest was, or '' where there is none.
        sentence_digests: those of its sentences, in order.
    """

    article: ExportedArticle
    digest: str
    sentence_digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An export as it was read.

    Attributes:
        head: what it says of itself.
        articles: in order.
        seal: the digest of the whole, or '' where there is none.
    """

    head: Head
    articles: tuple[ReadArticle, ...]
    seal: str


def number(text: str, what: str) -> int:
    """Return a number of code points or the like.

    Raises:
        BadExport: it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004 - 10**9
        raise BadExport(f"{what} is no number ({text[:20]!r})")
    return int(text)


def is_digest(text: str) -> bool:
    """Tell whether a text is one of the digests beside sentences and articles."""
    return _DIGEST.fullmatch(text) is not None


def is_sha256(text: str) -> bool:
    """Tell whether a text is a SHA-256 in hexadecimal digits."""
    return _SHA256.fullmatch(text) is not None


def first_two(
    articles: Iterable[ExportedArticle],
) -> tuple[list[ExportedArticle], Iterator[ExportedArticle]]:
    """Return up to two articles that come first, and all of them: a title is made of those."""
    rest = iter(articles)
    first = []
    for article in rest:
        first.append(article)
        if len(first) == 2:  # noqa: PLR2004 - see the name
            break

    def everything() -> Iterator[ExportedArticle]:
        yield from first
        yield from rest

    return first, everything()
