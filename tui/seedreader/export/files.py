"""The files of exports: what they are called, which may be replaced, and how they are written."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from seedreader.export import jsonl, markdown


class ExportFormat(StrEnum):
    """In which form articles are exported."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSONL = "jsonl"
    TMX = "tmx"


SUFFIXES: Final = {
    ExportFormat.MARKDOWN: ".md",
    ExportFormat.HTML: ".html",
    ExportFormat.JSONL: ".jsonl",
    ExportFormat.TMX: ".tmx",
}
OWN_SUFFIX: Final = ".seedreader"
"""Before the suffix of names that the program gives: such files in a folder of articles are left
out when it is read."""

LONGEST_NAME: Final = 150
"""Bytes of a file name in UTF-8, so that it fits everywhere; most systems allow 255."""

_FORMATS: Final = {
    ".md": ExportFormat.MARKDOWN,
    ".markdown": ExportFormat.MARKDOWN,
    ".html": ExportFormat.HTML,
    ".htm": ExportFormat.HTML,
    ".jsonl": ExportFormat.JSONL,
    ".tmx": ExportFormat.TMX,
}
_HEAD: Final = 65_536  # bytes in which a file says what it is
_MARKS: Final = (markdown.MARK.encode(), jsonl.MARK.encode())
_TMX_MARK: Final = b'type="x-seedreader-digest"'
_HTML_MARK: Final = b"data-seedreader-export="

_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\s\u200b-\u200f\u061c]+')
_RESERVED: Final = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|-|$)")
_ID_SHOWN: Final = 8


def format_of_name(name: str) -> ExportFormat | None:
    """Return the format that the name of a file stands for, or None."""
    return _FORMATS.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 - a name, not a path


def file_name(headline: str, identifier: str, kind: ExportFormat) -> str:
    """Return a name that can be a file's on every system, and is one name, never a path.

    Args:
        headline: of the article, anything.
        identifier: hexadecimal digits that tell it from others with the same headline.
        kind: which suffix the name gets.
    """
    own = re.sub(r"[^0-9a-f]", "", identifier.lower()) or "0"
    end = f"-{own}{OWN_SUFFIX}{SUFFIXES[kind]}"
    words = unicodedata.normalize("NFC", headline.encode("utf-8", "ignore").decode())
    words = _NOT_IN_NAMES.sub(" ", words)
    words = "".join(c for c in words if c == " " or unicodedata.category(c)[0] not in "CZ")
    words = " ".join(words.split()).strip(" .-~_#$")
    room = LONGEST_NAME - len(end)
    cut = words.encode()[:room].decode("utf-8", "ignore")
    if len(cut) < len(words):
        # Not between a letter and its accents, and rather between words.
        while cut and unicodedata.combining(words[len(cut)]):
            words, cut = cut, cut[:-1]
        at = cut.rfind(" ")
        cut = cut[:at] if at > len(cut) // 2 else cut
    cut = cut.rstrip(" .-")
    if _RESERVED.match(cut):
        cut = f"article {cut}"
    return f"{cut or 'article'}{end}"


class Names:
    """Gives each article of a folder a name of its own."""

    def __init__(self, kind: ExportFormat) -> None:
        """Know no name yet."""
        self._kind = kind
        self._given: set[str] = set()

    def name_of(self, headline: str, identifier: str) -> str:
        """Return the name of an article's file; names that differ in case only are the same."""
        for length in (_ID_SHOWN, len(identifier)):
            name = file_name(headline, identifier[:length], self._kind)
            if name.casefold() not in self._given:
                break
        self._given.add(name.casefold())
        return name


def is_export(head: bytes) -> bool:
    """Tell whether a file that begins so is an export of this program's."""
    head = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].lower() == b"<!doctype html>" and _HTML_MARK in head[:1000]:
        return True
    return head.startswith(_MARKS) or (b"<tmx" in head[:1000] and _TMX_MARK in head)


def check_destination(path: Path, *, may_replace: bool) -> None:
    """Make sure that a file may be written, as far as that can be told beforehand.

    Args:
        path: the file. What is there already and is no file (such as a pipe) is written into.
        may_replace: whether another file than an export may be replaced too.

    Raises:
        OSError: it is a folder, another file, or a link that leads to one; its folder is not there
            or cannot be written. `strerror` says it in words.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if is_device(path):
        return
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "its folder is not there")
    if not os.access(target.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "its folder cannot be written")
    if target.exists() and not may_replace:
        with target.open("rb") as file:
            head = file.read(_HEAD)
        if head and not is_export(head):
            raise FileExistsError(errno.EEXIST, "it is there, and is no export")


def is_device(path: Path) -> bool:
    """Tell whether something is there that is no file and no folder, such as a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


def write_file(path: Path, write: Callable[[BinaryIO], None]) -> int:
    """Write a file as a whole or, if anything fails, not at all; return its bytes.

    Args:
        path: as `check_destination` has allowed it; a link is followed.
        write: writes what it is to hold; it may raise.

    Raises:
        OSError: it cannot be written.
    """
    if is_device(path):
        with path.open("wb") as device:
            write(device)
        return 0
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.seedreader.tmp")
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            size = file.tell()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return size
