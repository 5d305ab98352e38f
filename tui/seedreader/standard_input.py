"""`-` among the paths: what comes in through standard input is kept as a file, and read as one.

It stays in the library's folder, because the library refers to it like to any other file; the same
input is the same file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import IO, Final

from seedreader.output import complain
from seedreader.places import data_folder

MAX_BYTES: Final = 256 * 1024**2
_FOLDER: Final = "incoming"
_PIECE: Final = 1 << 20
_HEAD: Final = 1024

_BEGINNINGS: Final = (
    (b"PK\x03\x04", ".zip"),
    (b"\x1f\x8b", ".gz"),
    (b"WARC/", ".warc"),
    (b"From ", ".mbox"),
    (b"{", ".jsonl"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)
_XML: Final = ((b"<rss", ".rss"), (b"<feed", ".atom"), (b"<opml", ".opml"), (b"<html", ".html"))


class NoInput(Exception):
    """Standard input cannot be kept; the message says why."""


def keep_standard_input(data: Path | None) -> Path | None:
    """Return the file in which standard input is kept; None if nothing came, which was said."""
    try:
        return keep(sys.stdin.buffer, data_folder(data) / _FOLDER)
    except NoInput as error:
        complain(f"standard input: {error}")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        complain(
            f"standard input: cannot be kept in {data_folder(data)} ({reason}); check that the "
            "disk is not full, or name another folder with --data"
        )
    return None


def keep(stream: IO[bytes], folder: Path) -> Path:
    """Write what a stream gives to a file in a folder, whole or not at all, and return its path.

    Raises:
        NoInput: there is nothing, or more than `MAX_BYTES`.
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            base = _copy(stream, file)
        path = folder / base
        if path.exists():  # its time stays, so that it is not read again
            temporary.unlink()
        else:
            temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return path


def _copy(stream: IO[bytes], file: IO[bytes]) -> str:
    """Copy a stream into a file, and return the name that its content gives it."""
    digest, size, head = hashlib.sha256(), 0, b""
    while piece := stream.read(_PIECE):
        head = head or piece[:_HEAD]
        size += len(piece)
        if size > MAX_BYTES:
            raise NoInput(f"more than {MAX_BYTES // 1024**2} MiB; give a file instead")
        digest.update(piece)
        file.write(piece)
    if not size:
        raise NoInput("nothing came; pipe a text into it, or give files")
    return f"{digest.hexdigest()[:16]}{suffix_of(head)}"


def suffix_of(head: bytes) -> str:
    """Return the suffix of a file that begins so; `.txt` where it is nothing special."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, suffix in _BEGINNINGS:
        if begins.startswith(beginning.lower()):
            return suffix
    if begins.startswith((b"<?xml", b"<")):
        return next((suffix for tag, suffix in _XML if tag in begins), ".txt")
    return ".txt"
