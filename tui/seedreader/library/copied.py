"""A library that may only be read is used as a copy, which is gone afterwards."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from seedreader.library import own_copy
from seedreader.library.damage import LibraryDamaged
from seedreader.library.recovery import identity, recover
from seedreader.library.schema import FILE_NAME, LibraryProblem
from seedreader.library.store import Library


@contextlib.contextmanager
def copied_library(folder: Path, *, may_write: bool = True) -> Iterator[Library | None]:
    """Give a copy of a library; None where there is none that can be used, or no room for it.

    Takes time in proportion to its size.

    Args:
        folder: where the library is.
        may_write: as in `Library`.
    """
    with contextlib.ExitStack() as stack:
        try:
            to = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seedreader-")))
            library = _copy(folder, to, may_write=may_write)
        except (OSError, LibraryProblem, sqlite3.Error):
            library = None
        try:
            yield library
        finally:
            if library is not None:
                library.close()


def _copy(folder: Path, to: Path, *, may_write: bool) -> Library | None:
    for name in (FILE_NAME, own_copy.FILE_NAME):
        for suffix in ("", "-wal"):
            path = folder / (name + suffix)
            if path.is_file():
                shutil.copyfile(path, to / path.name)
    if not (to / FILE_NAME).exists():
        return None
    with contextlib.suppress(LibraryDamaged):
        return Library(to, may_write=may_write)
    recover(to, identity(to))
    return Library(to, may_write=may_write)
