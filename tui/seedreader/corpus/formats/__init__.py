"""Other files than plain text: web pages, messages, books, feeds and archives of all these.

A file's name says what it is. Importing this package is cheap: what reads a format is imported when
there is a file of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """What a file is, and what messages call it."""

    HTML = "a web page"
    MARKDOWN = "a Markdown file"
    MESSAGE = "an e-mail message"
    EPUB = "an EPUB book"
    JSON_LINES = "a JSON Lines file"
    FEED = "a feed"
    OPML = "an OPML list"
    WARC = "a WARC file"
    MAILBOX = "a mailbox"
    ZIP = "a zip archive"
    TAR = "a tar archive"
    GZIP = "a compressed file"


_SUFFIXES: Final = {
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".eml": Format.MESSAGE,
    ".epub": Format.EPUB,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".opml": Format.OPML,
    ".warc": Format.WARC,
    ".warc.gz": Format.WARC,
    ".mbox": Format.MAILBOX,
    ".mbx": Format.MAILBOX,
    ".zip": Format.ZIP,
    ".tar": Format.TAR,
    ".tar.gz": Format.TAR,
    ".tgz": Format.TAR,
    ".tar.bz2": Format.TAR,
    ".tbz2": Format.TAR,
    ".tar.xz": Format.TAR,
    ".txz": Format.TAR,
    ".gz": Format.GZIP,
    ".bz2": Format.GZIP,
    ".xz": Format.GZIP,
}

_NAMES: Final = {"atom.xml": Format.FEED, "feed.xml": Format.FEED, "rss.xml": Format.FEED}
"""What feeds are usually saved as; other XML files may be anything."""

PAGES: Final = frozenset({Format.HTML, Format.MARKDOWN, Format.MESSAGE})
"""Formats of one article a file; the others may hold any number."""


def format_of(name: str) -> Format | None:
    """Return what a file with this name is, None for plain text or something else."""
    base = name.rsplit("/", 1)[-1].lower()
    if base in _NAMES:
        return _NAMES[base]
    stem, _, last = base.rpartition(".")
    _, _, before = stem.rpartition(".")
    return _SUFFIXES.get(f".{before}.{last}") or (_SUFFIXES.get(f".{last}") if stem else None)
