"""A file that holds any number of articles: what it is, what lies within it, and what that costs.

Nothing is ever unpacked to the disk. Names of members only become names in lists.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from seedreader.article import Article
from seedreader.corpus.decode import NotTextError, decode
from seedreader.corpus.find import is_other_kind
from seedreader.corpus.formats import PAGES, Format, format_of
from seedreader.corpus.formats.limits import (
    MAX_DEPTH,
    MAX_FILE,
    MAX_PART,
    BadFile,
    Budget,
    Counted,
    TooMuch,
    read_limited,
    too_large,
)
from seedreader.corpus.sanitise import printable, sanitise

_NAME_LENGTH: Final = 200
_DAMAGED: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # of zipfile, for an encrypted member
    NotImplementedError,  # of zipfile, for an unknown compression
    ValueError,
    KeyError,
)
_ADVICE: Final = "Copy or download it again; what came before was read."


@dataclass(frozen=True, slots=True)
class Part:
    """What lies within a file.

    Attributes:
        name: relative, of one or more names between slashes, none of them special; unique in its
            file. Made of what the file says, and safe to show.
        article: what it holds, or why it cannot be read.
    """

    name: str
    article: Article | BadFile


def parts(path: Path) -> Iterator[Part]:
    """Yield what lies within a file, in its order.

    Raises:
        BadFile: the file cannot be read, or only in part: what came before was yielded.
    """
    kind = format_of(path.name)
    assert kind is not None
    try:
        with path.open("rb") as stream:
            if stream.seek(0, io.SEEK_END) > MAX_FILE:
                raise BadFile(f"The file is larger than {MAX_FILE // 1024**3} GiB.", "Split it.")
            stream.seek(0)
            yield from _Collection(path).parts(path.name, kind, stream)
    except OSError as error:
        raise BadFile(
            f"It cannot be read ({error.strerror or type(error).__name__}).",
            "Check the disk and the permissions.",
        ) from None


class _Collection:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._budget = Budget()
        self._names: dict[str, int] = {}

    def parts(self, name: str, kind: Format, stream: IO[bytes]) -> Iterator[Part]:
        for part in self._within(name, kind, stream, "", 0):
            self._budget.spend_part()
            yield part

    def _within(
        self, name: str, kind: Format, stream: IO[bytes], prefix: str, depth: int
    ) -> Iterator[Part]:
        """Yield the parts of a file whose bytes a stream gives.

        Args:
            name: the file's name, for what says nothing of the names of its parts.
            kind: what it is.
            stream: from its beginning; can be sought in.
            prefix: what the names of its parts begin with.
            depth: in how many archives it lies.
        """
        if depth > MAX_DEPTH:
            raise BadFile(f"Archives are nested more than {MAX_DEPTH} deep.", "Unpack it.")
        try:
            match kind:
                case Format.ZIP:
                    yield from self._zip(stream, prefix, depth)
                case Format.TAR:
                    yield from self._tar(stream, prefix, depth)
                case Format.GZIP:
                    yield from self._compressed(name, stream, prefix, depth)
                case _ if kind in PAGES:
                    yield Part(self._name(prefix, name), self._page(kind, stream))
                case _:
                    for number, article in enumerate(self._articles(kind, stream), start=1):
                        yield Part(self._name(prefix, f"{number:06}"), article)
        except _DAMAGED as error:
            raise BadFile(f"It is damaged or cut ({type(error).__name__}).", _ADVICE) from None

    def _articles(self, kind: Format, stream: IO[bytes]) -> Iterator[Article | BadFile]:
        budget = self._budget
        if kind is Format.EPUB:
            from seedreader.corpus.formats import epub  # noqa: PLC0415 - see the package

            return epub.chapters(stream, budget)
        if kind is Format.JSON_LINES:
            from seedreader.corpus.formats import jsonl  # noqa: PLC0415

            return jsonl.articles(stream, budget)
        if kind is Format.WARC:
            from seedreader.corpus.formats import warc  # noqa: PLC0415

            return warc.pages(stream, budget)
        if kind is Format.MAILBOX:
            return self._messages(stream)
        from seedreader.corpus.formats import feeds  # noqa: PLC0415

        data = read_limited(stream, budget, _MAX_XML)
        if kind is Format.FEED:
            return feeds.entries(data)
        return self._listed(data)

    def _messages(self, stream: IO[bytes]) -> Iterator[Article | BadFile]:
        from seedreader.corpus.formats import mail  # noqa: PLC0415

        for message in mail.messages(stream, self._budget):
            if isinstance(message, BadFile):
                yield message
                continue
            try:
                yield mail.read_message(message)
            except BadFile as error:
                yield error

    def _listed(self, data: bytes) -> Iterator[Article | BadFile]:
        from seedreader.corpus.formats import feeds  # noqa: PLC0415

        for path in feeds.listed_files(data, self._path.parent):
            try:
                with path.open("rb") as stream:
                    yield from feeds.entries(read_limited(stream, self._budget, _MAX_XML))
            except TooMuch:
                raise
            except BadFile as error:
                yield error

    def _page(self, kind: Format, stream: IO[bytes]) -> Article | BadFile:
        try:
            return read_page_of(kind, read_limited(stream, self._budget))
        except TooMuch:
            raise
        except BadFile as error:
            return error

    def _member(self, name: str, stream: IO[bytes], prefix: str, depth: int) -> Iterator[Part]:
        """Yield what a member of an archive holds; one that cannot be read is told as such."""
        kind = format_of(name)
        if kind is Format.OPML or (kind is None and is_other_kind(name)) or _is_hidden(name):
            return
        try:
            data = read_limited(stream, self._budget)
            if kind is None:
                yield Part(self._name(prefix, name), _plain(data))
                return
            within = prefix if kind in PAGES else self._name(prefix, name) + "/"
            yield from self._within(name, kind, io.BytesIO(data), within, depth + 1)
        except TooMuch:
            raise
        except BadFile as error:
            yield Part(self._name(prefix, name), error)
        except _DAMAGED as error:
            problem = BadFile(f"It is damaged or encrypted ({type(error).__name__}).", _ADVICE)
            yield Part(self._name(prefix, name), problem)

    def _zip(self, stream: IO[bytes], prefix: str, depth: int) -> Iterator[Part]:
        from seedreader.corpus.formats.zips import open_zip  # noqa: PLC0415

        with open_zip(stream) as archive:
            for member in archive.infolist():
                if member.is_dir():
                    continue
                if member.file_size > MAX_PART:  # what it unpacks to is never more than this
                    yield Part(self._name(prefix, member.filename), too_large(MAX_PART))
                    continue
                try:
                    opened = archive.open(member)
                except _DAMAGED as error:
                    problem = BadFile(f"It cannot be unpacked ({error}).", "Unpack it yourself.")
                    yield Part(self._name(prefix, member.filename), problem)
                    continue
                with opened:
                    yield from self._member(member.filename, opened, prefix, depth)

    def _tar(self, stream: IO[bytes], prefix: str, depth: int) -> Iterator[Part]:
        counted = cast("IO[bytes]", Counted(_decompressed(stream), self._budget))
        with tarfile.open(fileobj=counted, mode="r|") as archive:
            for member in archive:
                # Links and devices are named and hold nothing: they are left alone.
                if member.isreg() and member.size > MAX_PART:
                    yield Part(self._name(prefix, member.name), too_large(MAX_PART))
                elif member.isreg() and (opened := archive.extractfile(member)) is not None:
                    yield from self._member(member.name, opened, prefix, depth)
                archive.members = []  # type: ignore[attr-defined]  # else it remembers all of them

    def _compressed(self, name: str, stream: IO[bytes], prefix: str, depth: int) -> Iterator[Part]:
        yield from self._member(
            posixpath.splitext(posixpath.basename(name))[0], _decompressed(stream), prefix, depth
        )

    def _name(self, prefix: str, name: str) -> str:
        """Return the name of a part: nothing in it means another place, and none comes twice."""
        segments = [
            printable(sanitise(segment)).strip()[:_NAME_LENGTH]
            for segment in name.replace("\\", "/").split("/")[-MAX_SEGMENTS:]
            if segment.strip() not in {"", ".", ".."}
        ]
        base = prefix + ("/".join(filter(None, segments)) or "unnamed")
        count = self._names[base] = self._names.get(base, 0) + 1
        return base if count == 1 else f"{base}#{count}"


MAX_SEGMENTS: Final = 8
_MAX_XML: Final = 32 * 1024**2


def _is_hidden(name: str) -> bool:
    return any(
        segment.startswith(".") or segment == "__MACOSX"
        for segment in name.split("/")
        if segment not in {".", ".."}
    )


def _decompressed(stream: IO[bytes]) -> IO[bytes]:
    """Return what a stream holds unpacked, whichever of the usual ways it is packed in."""
    head = stream.read(6)
    stream.seek(0)
    openers: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
        b"\x1f\x8b": lambda packed: cast("IO[bytes]", gzip.GzipFile(fileobj=packed)),
        b"BZh": lambda packed: cast("IO[bytes]", bz2.BZ2File(packed)),
        b"\xfd7zXZ\x00": lambda packed: cast("IO[bytes]", lzma.LZMAFile(packed)),  # noqa: SIM115 - it is returned
    }
    for magic, opener in openers.items():
        if head.startswith(magic):
            return opener(stream)
    return stream


def _plain(data: bytes) -> Article | BadFile:
    """Return the article of a text, as `load` does of a file."""
    from seedreader.corpus.structure import structure  # noqa: PLC0415 - slow to import

    try:
        text = sanitise(decode(data)[0])
    except NotTextError as error:
        return BadFile(f"{error}", "Convert it to plain text (UTF-8) first.")
    if not text.strip():
        return BadFile("It has no visible text.", "Give a file with text in it.")
    return structure(text)


def read_page_of(kind: Format, data: bytes) -> Article:
    """Return the article of a file that holds one.

    Raises:
        BadFile: it holds none.
    """
    match kind:
        case Format.HTML:
            from seedreader.corpus.formats.html import read_page  # noqa: PLC0415

            return read_page(data)
        case Format.MARKDOWN:
            from seedreader.corpus.formats.markdown import read_markdown  # noqa: PLC0415

            return read_markdown(data)
        case _:
            from seedreader.corpus.formats.mail import read_message  # noqa: PLC0415

            return read_message(data)
