"""Feeds (RSS, Atom) and lists of feeds (OPML), read from disk: nothing is ever fetched."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from seedreader.article import Article
from seedreader.corpus.formats.html import fragment_text
from seedreader.corpus.formats.limits import BadFile
from seedreader.corpus.formats.made import make_article
from seedreader.corpus.sanitise import printable, sanitise

MAX_ENTRIES: Final = 5_000
"""Entries of one feed: a feed announces news, it is no archive."""
_TOLD: Final = 3
"""Addresses that a message names."""
_ADDRESS_LENGTH: Final = 100
_END_OF_ENTRY: Final = re.compile(rb"</(?:[A-Za-z]+:)?(item|entry)\s*>")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<(?![?!])([A-Za-z:]+)")


def check_xml(data: bytes) -> None:
    """Refuse XML that defines entities of its own, which can make gigabytes of a line.

    Raises:
        BadFile: it does.
    """
    if _ENTITY.search(data) or (
        b"\x00" in data[:200] and _ENTITY.search(data.replace(b"\x00", b""))
    ):
        raise BadFile("It defines XML entities, which are not read.", "Save its text instead.")


def entries(data: bytes) -> Iterator[Article | BadFile]:
    """Yield the articles of a feed, at most `MAX_ENTRIES`, or why an entry is none.

    Raises:
        BadFile: it is no feed.
    """
    import feedparser  # noqa: PLC0415 - slow to import

    check_xml(data)
    data, is_cut = _first_entries(data)
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version"):
        raise BadFile("It is no RSS or Atom feed.", "Give the feed as the server sends it.")
    source = found.feed.get("title")
    for entry in found.entries[:MAX_ENTRIES]:
        try:
            yield _article(entry, source)
        except BadFile as error:
            yield error
    if is_cut:
        yield BadFile(
            f"It has more than {MAX_ENTRIES:,} entries.", "The first were read; split it."
        )


def _first_entries(data: bytes) -> tuple[bytes, bool]:
    """Return the feed with its first entries only, and whether there were more."""
    name = b""
    for count, match in enumerate(_END_OF_ENTRY.finditer(data), start=1):
        if count == MAX_ENTRIES:
            name, end = match[1], match.end()
        elif count > MAX_ENTRIES:
            root = _ROOT.search(data)
            closing = b"</channel>" if name == b"item" and b"<channel" in data[:end] else b""
            if root is not None and root[1].lower().endswith(b"rdf"):
                closing = b""
            return data[:end] + closing + b"</" + (root[1] if root else b"rss") + b">", True
    return data, False


def _article(entry: Any, source: str | None) -> Article:  # noqa: ANN401 - untyped library
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    markup = max([*contents, entry.get("summary") or ""], key=len)
    _, text = fragment_text(markup) if markup.strip() else (None, "")
    title = entry.get("title")
    if title and "<" in title:
        title = fragment_text(title)[1]
    # `dict.get`, because feedparser's own warns about what it does for older programs.
    when = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return make_article(
        text,
        title=title,
        date=time.strftime("%Y-%m-%d", when) if when else None,
        source=(entry.get("source") or {}).get("title") or source,
    )


def listed_files(data: bytes, folder: Path) -> Iterator[Path]:
    """Yield the feeds on disk that an OPML list names, within the list's own folder only.

    Raises:
        BadFile: it is no OPML list, or names feeds that are not there: those that are come first.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    check_xml(data)
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise BadFile("It is no OPML list that can be read.", "Export it again.") from None
    elsewhere = []
    found = 0
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl")
        if not address:
            continue
        path = _within(address, folder)
        if path is None:
            elsewhere.append(address)
        else:
            found += 1
            yield path
    if elsewhere or not found:
        raise BadFile(
            _not_there(elsewhere, found),
            "Nothing is fetched from the network: save the feeds beside the list.",
        )


def _not_there(elsewhere: list[str], found: int) -> str:
    """Say which of the feeds of a list are no files beside it; the first few by their addresses."""
    number = len(elsewhere) + found
    told = f"It names {number} feeds, {found or 'none'} of them a file beside it"
    named = [printable(sanitise(address))[:_ADDRESS_LENGTH] for address in elsewhere[:_TOLD]]
    more = f" and {len(elsewhere) - _TOLD} more" if len(elsewhere) > _TOLD else ""
    return f"{told}; not there: {', '.join(named)}{more}." if named else f"{told}."


def _within(address: str, folder: Path) -> Path | None:
    """Return the file of an address, if it lies in the folder; links count as what they name."""
    parts = urlsplit(address)
    if parts.scheme not in {"", "file"} or parts.netloc not in {"", "localhost"}:
        return None
    try:
        path = (folder / unquote(parts.path)).resolve()
        is_inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return None
    return path if is_inside else None
