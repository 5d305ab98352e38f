"""What other programs change in the library while the reader shows it."""

from __future__ import annotations

import enum
from pathlib import Path

from seedreader.library import Library
from seedreader.library.damage import LibraryDamaged
from seedreader.library.recovery import identity


class Change(enum.Enum):
    """What is another since it was looked at last."""

    NOTHING = enum.auto()
    ROWS = enum.auto()
    ARTICLES = enum.auto()


class Changes:
    """Looks what has changed; cheap enough to be asked every few seconds."""

    def __init__(self, folder: Path) -> None:
        """Begin with the library as it is.

        Args:
            folder: the library's.
        """
        self._folder = folder
        self._identity = identity(folder)
        self._version: int | None = None
        self._articles: tuple[int, int | None] | None = None

    def look(self, library: Library) -> Change:
        """Return what other connections than that of this library have changed.

        The first time that is everything: nobody knows what came before.

        Raises:
            LibraryDamaged: the file is another one: a program found it damaged and began anew.
        """
        if identity(self._folder) != self._identity:
            raise LibraryDamaged("another program has set it aside")
        (version,) = library.connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return Change.NOTHING
        self._version = version
        articles = library.connection.execute(
            "SELECT count(*), max(article) FROM files WHERE article IS NOT NULL"
        ).fetchone()
        is_same, self._articles = articles == self._articles, articles
        return Change.ROWS if is_same else Change.ARTICLES
