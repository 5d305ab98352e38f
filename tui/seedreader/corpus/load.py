"""Read one file and make an article of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from seedreader.corpus.decode import NotTextError, decode
from seedreader.corpus.formats import PAGES, Format, format_of
from seedreader.corpus.sanitise import printable, sanitise

if TYPE_CHECKING:
    from pathlib import Path

    from seedreader.article import Article

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read. An article has some kilobytes, a book some megabytes; what is
larger is most likely no text, and reading it would take gigabytes of memory."""

_PIECE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and how its file was read.

    Attributes:
        article: what the file holds.
        encoding: the name of the character encoding, as Python's codecs have it.
    """

    article: Article
    encoding: str


class CannotRead(Exception):
    """A file that no article could be made of.

    Attributes:
        path: as it was given. Not safe to print as it is.
        problem: what is wrong with it.
        advice: what to do about it.
    """

    def __init__(self, path: Path, problem: str, advice: str) -> None:
        super().__init__(path, problem, advice)
        self.path = path
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        """Return a message that is safe to print."""
        return f"{printable(self.path)}: {self.problem} {self.advice}"


def load(path: Path) -> Loaded:
    """Return the article in a file.

    Raises:
        CannotRead: if the file is none, cannot be read, is larger than `MAX_BYTES`, is empty or
            blank, or holds no text.
    """
    data = _read(path)
    if not data.strip():
        raise CannotRead(path, "The file is empty.", "Give a file with text in it.")
    if (known := format_of(path.name)) in PAGES:
        return _load_page(path, known, data)
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        raise CannotRead(path, f"{error}", "Convert it to plain text (UTF-8) first.") from None
    del data
    from seedreader.corpus.structure import structure  # noqa: PLC0415 - slow to import

    text = sanitise(text)
    if not text.strip():
        raise CannotRead(path, "The file has no visible text.", "Give a file with text in it.")
    return Loaded(structure(text), encoding)


def _load_page(path: Path, known: Format, data: bytes) -> Loaded:
    from seedreader.corpus.formats.collection import read_page_of  # noqa: PLC0415 - slow to import
    from seedreader.corpus.formats.limits import BadFile  # noqa: PLC0415

    try:
        # These formats say themselves how they are encoded, part by part.
        return Loaded(read_page_of(known, data), "utf-8")
    except BadFile as error:
        raise CannotRead(path, error.problem, error.advice) from None


def _read(path: Path) -> bytes:
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from None
    try:
        _check(path, os.fstat(descriptor))
        return _read_all(path, descriptor)
    except OSError as error:
        raise _refusal(path, error) from None
    finally:
        os.close(descriptor)


def _check(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CannotRead(path, "It is a folder.", "Give a file, or search the folder for files.")
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(path, "It is no regular file.", "Copy its content to a file first.")
    if status.st_size > MAX_BYTES:
        raise _too_large(path)


def _read_all(path: Path, descriptor: int) -> bytes:
    # The file may grow while it is read, and in /proc the size is always 0.
    data = bytearray()
    while piece := os.read(descriptor, _PIECE):
        data += piece
        if len(data) > MAX_BYTES:
            raise _too_large(path)
    return bytes(data)


def _too_large(path: Path) -> CannotRead:
    limit = MAX_BYTES // (1024 * 1024)
    return CannotRead(path, f"The file is larger than {limit} MiB.", "Split it into smaller files.")


def _refusal(path: Path, error: OSError | ValueError) -> CannotRead:
    if isinstance(error, FileNotFoundError):
        return CannotRead(path, "There is no such file.", "Check the spelling.")
    if isinstance(error, PermissionError):
        return CannotRead(path, "It may not be read.", "Change its permissions (chmod u+r).")
    if isinstance(error, ValueError):
        return CannotRead(path, "This is not a file name.", "Check the spelling.")
    reason = error.strerror or type(error).__name__
    return CannotRead(path, f"It cannot be read ({reason}).", "Check the disk and the path.")
