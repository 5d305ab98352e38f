"""What damage of an SQLite file is, and how such a file is put aside."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from pathlib import Path
from typing import Final

_CODES: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY: Final = 0xFF  # the bits of an extended code that are its primary code
_SIGNS: Final = re.compile(
    "no such (table|column|index|trigger)|already exists|could not decode|has no column|malformed|"
    "FOREIGN KEY constraint|missing from index|user-defined function raised|"
    "unsupported file format",
    re.IGNORECASE,
)
"""Messages that our statements can only cause where the schema or a text is damaged."""


class LibraryDamaged(sqlite3.DatabaseError):
    """What is read from the library cannot be what was written; the message says what it is."""


def is_damage(error: BaseException) -> bool:
    """Tell whether an error of SQLite says that the file is damaged.

    A full disk, a file that may not be written and one in which another program writes are none.
    """
    if isinstance(error, LibraryDamaged):
        return True
    if not isinstance(error, sqlite3.Error):
        return False
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & _PRIMARY in _CODES:
        return True
    return _SIGNS.search(str(error)) is not None


def set_aside(path: Path) -> Path:
    """Rename a damaged SQLite file with what belongs to it; return its new path."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    name, number = f"{path.name}.damaged-{stamp}", 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.damaged-{stamp}-{number}"
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(path.with_name(name + suffix))
    return path.with_name(name)
