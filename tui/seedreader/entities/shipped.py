"""Opens the SQLite files that the package ships: read-only and memory-mapped."""

from __future__ import annotations

import sqlite3
from importlib.resources import as_file, files
from pathlib import Path


class KnowledgeError(RuntimeError):
    """The knowledge base is missing, damaged or of another version. Reinstalling helps."""


def open_shipped(
    path: Path | None, name: str, *, version: int, mapped: int, called: str
) -> sqlite3.Connection:
    """Open a file of names, for use in any thread.

    Args:
        path: the file; without it, the one that the package ships.
        name: of the one that the package ships.
        version: the layout that is understood.
        mapped: bytes that are memory-mapped at most.
        called: what the file is called in errors.

    Raises:
        KnowledgeError: it cannot be used.
    """
    if path is None:
        with as_file(files("seedreader.entities").joinpath(f"data/{name}")) as shipped:
            path = shipped
    try:
        base = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (found,) = base.execute("PRAGMA user_version").fetchone()
        base.execute(f"PRAGMA mmap_size = {mapped}")
    except sqlite3.Error as error:
        raise KnowledgeError(f"{called} cannot be read: {error}") from error
    if found != version:
        base.close()
        raise KnowledgeError(f"{called}: version {found}, not {version}")
    return base
