"""How packages are put into words, the same on the command line and on the screens."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Mapping
from typing import Final

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.index import is_web
from seedreader.translation.packages.records import Trust

TRUST_WORDS: Final[Mapping[Trust, str]] = {
    "published": "the published hash",
    "index": "the hash that the index states",
    "as before": "the hash that this address gave before",
    "first use": "trusted on first use",
}
"""Why a package file was taken for the right one."""

_KILOBYTE: Final = 1e3
_MEGABYTE: Final = 1e6


def size_in_words(size: int | None) -> str:
    """Return a number of bytes: `74.5 MB`, `53 kB`; or that it is not known."""
    if not size:
        return "size unknown"
    if size < _MEGABYTE:
        return f"{max(1, size / _KILOBYTE):.0f} kB"
    return f"{size / _MEGABYTE:,.1f} MB"


def licence_in_words(licence: str | None) -> str:
    """Return a licence, or that none is stated."""
    return licence or "no licence stated"


def total_size(sizes: Iterable[int | None]) -> int | None:
    """Return the sum of sizes in bytes, or None if one of them is not known."""
    known = list(sizes)
    return sum(size for size in known if size) if all(known) else None


def place_of(link: str) -> str:
    """Return the host that a link leads to, or the path; safe to show on one line."""
    if not is_web(link):
        return plain(link, 500)
    try:
        return plain(urllib.parse.urlsplit(link).hostname or link, 200)
    except ValueError:
        return plain(link, 200)
