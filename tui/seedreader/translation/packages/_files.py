"""Small files written as a whole or not at all, and a lock between processes."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from seedreader.translation.packages.problems import PackageProblem, disk_problems

MAX_JSON: Final = 16 * 2**20
"""Bytes of the largest JSON file of our own that is read."""

LOCK_NAME: Final = ".lock"


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file, or {} if there is none that can be read."""
    try:
        with path.open("rb") as stream:
            value = json.loads(stream.read(MAX_JSON))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def write_json(path: Path, value: object) -> None:
    """Replace a file with JSON, or leave it as it is.

    Raises:
        OSError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("x", encoding="utf-8") as stream:
            json.dump(value, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Make a change of names in a folder durable, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make `folder`, and keep others from changing its packages meanwhile.

    The system gives the lock back when this process ends, however it ends.

    Raises:
        PackageProblem: another process has the lock, or the folder cannot be written.
    """
    with disk_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / LOCK_NAME).open("ab")
    with stream:
        if not _lock(stream):
            raise PackageProblem(
                folder, "another seedreader is changing the packages", "try again when it is done"
            )
        yield


def _lock(stream: IO[bytes]) -> bool:
    """Take the lock on an open file; return False if somebody else has it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists only there

        try:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - does not exist on Windows

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: renaming alone has to do
    return True
