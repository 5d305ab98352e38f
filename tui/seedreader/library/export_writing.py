"""Writes exports: to a stream, into one file, or into a folder with a file an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from seedreader.export import html, jsonl, markdown
from seedreader.export.files import ExportFormat, Names, check_destination, write_file
from seedreader.export.model import ExportedArticle, Head
from seedreader.library import export_tmx
from seedreader.translation.tmx import TranslationUnit, write_tmx

_WRITERS: dict[ExportFormat, Callable[[Head, Iterable[ExportedArticle]], Iterator[str]]] = {
    ExportFormat.MARKDOWN: markdown.write,
    ExportFormat.HTML: html.write,
    ExportFormat.JSONL: jsonl.write,
}


class Stopped(Exception):
    """The user has stopped it: nothing of the file in work is left."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not written.

    Attributes:
        path: the file.
        reason: why, in words.
    """

    path: Path
    reason: str


@dataclass(slots=True)
class Written:
    """What was written.

    Attributes:
        articles: how many.
        sentences: how many of them.
        left_out: sentences that the format cannot hold: in TMX, those without a translation.
        suspect: those whose translation looks wrong.
        size: bytes of the largest file.
        refused: files of a folder that were left alone.
    """

    articles: int = 0
    sentences: int = 0
    left_out: int = 0
    suspect: int = 0
    size: int = 0
    refused: tuple[Refused, ...] = ()

    def count(self, article: ExportedArticle) -> ExportedArticle:
        """Take an article on its way."""
        self.articles += 1
        self.sentences += len(article.sentences)
        self.suspect += article.suspect
        return article


def write_stream(
    stream: BinaryIO, kind: ExportFormat, head: Head, articles: Iterable[ExportedArticle]
) -> Written:
    """Write articles to a stream, as they come."""
    written = Written()
    counted = map(written.count, articles)
    if kind is ExportFormat.TMX:
        held = 0

        def units() -> Iterator[TranslationUnit]:
            nonlocal held
            for unit in export_tmx.units(head, counted):
                held += 1
                yield unit

        write_tmx(stream, units())
        written.left_out, written.sentences = written.sentences - held, held
    else:
        stream.writelines(part.encode() for part in _WRITERS[kind](head, counted))
    return written


def write_one_file(
    path: Path, kind: ExportFormat, head: Head, articles: Iterable[ExportedArticle]
) -> Written:
    """Write articles into one file, whole or not at all; it was allowed by `check_destination`.

    Raises:
        OSError: it cannot be written.
    """
    written = Written()

    def write(stream: BinaryIO) -> None:
        nonlocal written
        written = write_stream(stream, kind, head, articles)

    size = write_file(path, write)
    written.size = size
    return written


def write_folder(
    folder: Path,
    kind: ExportFormat,
    head: Head,
    articles: Iterable[ExportedArticle],
    *,
    may_replace: bool = False,
) -> Written:
    """Write each article into a file of its own; each is written whole or not at all.

    Args:
        folder: it is made, if it is not there.
        kind: the form of the files.
        head: what each says of itself.
        articles: the articles.
        may_replace: whether files that are no exports may be replaced.

    Raises:
        OSError: the folder cannot be made, or a file in it not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = Names(kind)
    written = Written()
    refused = []
    for article in articles:
        path = folder / names.name_of(article.translated_headline or article.headline, article.id)
        if path.is_symlink():
            refused.append(Refused(path, "it is a link, which may lead out of the folder"))
            continue
        try:
            check_destination(path, may_replace=may_replace)
        except FileExistsError as error:
            refused.append(Refused(path, error.strerror or ""))
            continue
        one = write_one_file(path, kind, head, [article])
        written.size = max(written.size, one.size)
        written.articles += one.articles
        written.sentences += one.sentences
        written.left_out += one.left_out
        written.suspect += one.suspect
    written.refused = tuple(refused)
    return written
