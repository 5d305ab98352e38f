"""Reads one file: its hash, then its article, unless the hash says that it is known already."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seedreader.corpus.load import MAX_BYTES, CannotRead, Loaded, load

_PIECE: Final = 1 << 20  # bytes
_DIGEST_SIZE: Final = 16  # bytes


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds.

    Attributes:
        digest: `file_digest`, of before it was read; None where it cannot be read.
        loaded: its article; None where it is unchanged or cannot be read.
        problem: what is wrong with it and what to do, or None.
    """

    digest: bytes | None
    loaded: Loaded | None = None
    problem: tuple[str, str] | None = None


def file_digest(path: Path, most: int = MAX_BYTES) -> bytes | None:
    """Return a hash of a file: 16 bytes of BLAKE2b.

    Args:
        path: of the file.
        most: bytes; a larger one is not read.

    Returns:
        The hash; None for what cannot be read, is no file, or is too large.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        made = hashlib.blake2b(digest_size=_DIGEST_SIZE)
        while piece := os.read(descriptor, _PIECE):
            made.update(piece)
        return made.digest()
    except OSError:
        return None
    finally:
        os.close(descriptor)


def read_file(path: Path, known: bytes | None) -> ReadFile:
    """Read a file of one article.

    Args:
        path: of the file.
        known: its hash when it was read last, or None.
    """
    # The hash comes first: a file that changes in between then differs from it the next time.
    digest = file_digest(path)
    if digest is not None and digest == known:
        return ReadFile(digest)
    try:
        return ReadFile(digest, load(path))
    except CannotRead as error:
        return ReadFile(digest, None, (error.problem, error.advice))
    except MemoryError:
        return ReadFile(digest, None, TOO_MUCH)


TOO_MUCH: Final = ("Reading it takes too much memory.", "Split it into smaller files.")
