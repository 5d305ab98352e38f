"""Reads exports of all formats from files, and compares their quotations with articles."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seedreader import __version__
from seedreader.article import Article, Span
from seedreader.export import html, html_reading, jsonl, markdown
from seedreader.export.difference import MAX_QUOTE, features, likeness, pattern_of
from seedreader.export.files import ExportFormat
from seedreader.export.model import one_line
from seedreader.export.reading import MAX_BYTES, BadExport, Reading
from seedreader.library import export_tmx
from seedreader.library.store import Library

_CANDIDATES = 20
"""Texts with the most words of a quotation whose sentences are compared with it."""
_NEAR = 0.5
"""From here on two sentences are alike enough to be told of."""
_VOTERS = 5
"""Sentences by which an article is recognised whose text has changed."""
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An export in a file.

    Attributes:
        format: its form.
        reading: what it holds.
        is_as_written: whether this version of the program would write it so, to the last
            character; None where that cannot be told, because another version has written it.
    """

    format: ExportFormat
    reading: Reading
    is_as_written: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands.

    Attributes:
        key: of the article, in the library.
        span: code points into its text.
        text: what stands there.
        likeness: 1 where it is the quotation itself, else how alike they are.
    """

    key: int
    span: Span
    text: str
    likeness: float


def read_export(path: Path) -> ReadFile:
    """Return the export that is in a file.

    Raises:
        BadExport: there is none, or it cannot be understood. The message says why.
    """
    head = _read(path, _HEAD)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\0", b"")
    if start.startswith((b"<?xml", b"<tmx")):
        return ReadFile(ExportFormat.TMX, export_tmx.read(path), None)
    data = _read(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadExport(f"it is larger than {MAX_BYTES // 1024**2} MiB; export into a folder")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadExport(f"it is no text in UTF-8 (byte {error.start:,})") from None
    start_text = text.lstrip()
    if start_text[:9].lower() == "<!doctype" and "data-seedreader-export=" in text[:1000]:
        return _compared(ExportFormat.HTML, html_reading.read(text), text)
    if start_text.startswith(markdown.MARK):
        return _compared(ExportFormat.MARKDOWN, markdown.read(text), text)
    if start_text.startswith(jsonl.MARK[:1]) and "seedreader_export" in start_text[:200]:
        return _compared(ExportFormat.JSONL, jsonl.read(text), text)
    raise BadExport("it is no export of this program; give a file that `export` wrote")


def _read(path: Path, limit: int) -> bytes:
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadExport("it is no file")
            return file.read(limit)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        raise BadExport(f"it cannot be read ({reason})") from None


def _compared(kind: ExportFormat, reading: Reading, text: str) -> ReadFile:
    if reading.head.version != __version__:
        return ReadFile(kind, reading, None)
    write = {
        ExportFormat.HTML: html.write,
        ExportFormat.MARKDOWN: markdown.write,
        ExportFormat.JSONL: jsonl.write,
    }[kind]
    articles = [one.article for one in reading.articles]
    at = 0
    for part in write(reading.head, articles):
        if not text.startswith(part, at):
            return ReadFile(kind, reading, is_as_written=False)
        at += len(part)
    return ReadFile(kind, reading, is_as_written=at == len(text))


# Quotations


def places(article: Article, quote: str) -> Iterator[Span]:
    """Yield where a quotation stands in an article, however lines are broken."""
    for match in pattern_of(quote).finditer(article.text):
        yield Span(match.start(), match.end())


def find_quote(
    library: Library, keys: Sequence[int], quote: str
) -> tuple[list[Place], Place | None]:
    """Return where articles hold a quotation; where none does, what is nearest to it.

    Takes about 20 µs an article.

    Args:
        library: where the articles are.
        keys: which of them.
        quote: sanitised.

    Raises:
        ValueError: see `pattern_of`.
    """
    pattern, words = pattern_of(quote), features(quote)
    found: list[Place] = []
    best: list[tuple[int, int]] = []
    for key in keys:
        text = _text(library, key)
        found += [
            Place(key, Span(match.start(), match.end()), match[0], 1.0)
            for match in pattern.finditer(text)
        ]
        if not found and (count := sum(word in text for word in words)):
            best.append((count, key))
            if len(best) > 50 * _CANDIDATES:
                best = sorted(best, reverse=True)[:_CANDIDATES]
    if found:
        return found, None
    nearest: Place | None = None
    for _, key in sorted(best, reverse=True)[:_CANDIDATES]:
        try:
            article = library.article(key)
        except KeyError:
            continue
        place = nearest_in(key, article, quote)
        if place is not None and (nearest is None or place.likeness > nearest.likeness):
            nearest = place
    return [], nearest


def nearest_in(key: int, article: Article, quote: str) -> Place | None:
    """Return the sentence of an article that is nearest to a quotation, or None."""
    line = one_line(quote)
    nearest: Place | None = None
    for paragraph in article.paragraphs:
        for span in paragraph.sentences:
            text = span.of(article.text)
            alike = likeness(line, one_line(text))
            if alike >= _NEAR and (nearest is None or alike > nearest.likeness):
                nearest = Place(key, span, text, alike)
    return nearest


def likely_article(library: Library, keys: Sequence[int], sentences: Sequence[str]) -> int | None:
    """Return the article that holds some of these sentences, or None: its text may have changed.

    Takes about 50 µs an article.
    """
    patterns = [
        pattern_of(one) for one in sorted(sentences, key=len)[-_VOTERS:] if len(one) <= MAX_QUOTE
    ]
    votes: Counter[int] = Counter()
    for key in keys:
        text = _text(library, key)
        votes[key] = sum(pattern.search(text) is not None for pattern in patterns)
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] else None


def _text(library: Library, key: int) -> str:
    rows = library.connection.execute(
        "SELECT text FROM texts WHERE article = ? ORDER BY part", (key,)
    )
    return "".join(text for (text,) in rows)


_HEX = re.compile(r"[0-9a-f]{32}")


def key_of_article(library: Library, identifier: str, allowed: set[int] | None) -> int | None:
    """Return the library's key of the article with an id, or None.

    Args:
        library: where articles are.
        identifier: whole.
        allowed: the articles that count, or None for all.
    """
    if not _HEX.fullmatch(identifier):
        return None
    keys = library.key_of_id(identifier)
    return next((key for key in keys if allowed is None or key in allowed), None)
