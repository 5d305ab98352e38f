"""Looks whether a library is whole, and makes a new one of what is left of a damaged one.

The damaged file is renamed, never deleted. The new one gets what is the user's own out of its copy
(`own_copy`) and what can be read in the damaged file besides: above all what machines translated,
which took hours. Articles are read again from their files when they are opened, but those that no
file holds any more.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from seedreader.article import Article
from seedreader.library import own_copy
from seedreader.library.codec import decode_paragraphs
from seedreader.library.damage import is_damage, set_aside
from seedreader.library.schema import FILE_NAME, LibraryProblem, connect
from seedreader.library.store import GONE, FileRecord, Library
from seedreader.library.translations_store import sentence_hash

Row = tuple[object, ...]

LOCK: Final = "recovery.lock"
"""Name of the file that is locked while a new library is begun."""

_BATCH: Final = 1_000
_MOST_LEAPS: Final = 40
"""Doublings of the step over rows that cannot be read: more than a file of any size has rows."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was done about a damaged library.

    Attributes:
        aside: where the damaged file is now; None where another program had done it already.
        own: rows of the user's own that the new library has.
        machine: machine translations that were read out of the damaged file.
    """

    aside: Path | None
    own: int
    machine: int

    def __str__(self) -> str:
        """Return it in words."""
        if self.aside is None:
            return "another program has set it aside meanwhile"
        return (
            f"it was set aside as {self.aside.name}; what is your own was kept ({self.own:,} "
            f"entries, with {self.machine:,} machine translations); articles are read anew"
        )


def identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a library's file from another of the same name; None if there is none."""
    try:
        found = (folder / FILE_NAME).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check(folder: Path) -> str | None:
    """Look whether a library is whole, and give it and the copy of the user's own what each lacks.

    Reads the whole file: seconds for a hundred thousand articles. A flipped byte is found where
    it is in the structure of the file, and anywhere in what is the user's own; one in the text of
    an article is found when the article is read (`Library.article`).

    Returns:
        What is wrong, or None.

    Raises:
        LibraryProblem: it cannot be opened, though it is not damaged.
        sqlite3.OperationalError: it cannot be read or written now.
    """
    try:
        with closing(connect(folder)) as connection:
            (state,) = connection.execute("PRAGMA main.quick_check(1)").fetchone()
            if state != "ok":
                return str(state)
            own_copy.check(connection, folder)
    except sqlite3.Error as error:
        if is_damage(error):
            return str(error)
        raise
    return None


def recover(folder: Path, damaged: tuple[int, int] | None) -> Recovered:
    """Set a damaged library aside and begin a new one with what is left of it.

    No connection of this program may be open. Takes time in proportion to what is read.

    Args:
        folder: the library's.
        damaged: its `identity`, so that a new one that another program has begun is left alone.

    Raises:
        LibraryProblem: no new one can be made.
        LibraryDamaged: the new one is damaged too: the disk is failing.
    """
    with _alone(folder):
        if identity(folder) != damaged:
            return Recovered(None, 0, 0)
        try:
            aside = set_aside(folder / FILE_NAME)
        except OSError as error:
            raise LibraryProblem(
                f"{folder / FILE_NAME}: is damaged and cannot be renamed ({error.strerror}); check "
                "that the folder can be written, or name another with --data"
            ) from error
        with closing(Library(folder)) as made:
            library, machine = made.connection, 0
            with contextlib.suppress(sqlite3.Error), closing(_open_damaged(aside)) as left:
                _take_own(library, left)
                machine = _take_machine(library, left)
                _take_kept(made, left)
            own = 0
            for table in own_copy.TABLES:
                sql = f"SELECT count(*) FROM own_{table.name}"  # noqa: S608
                own += library.execute(sql).fetchone()[0]
        return Recovered(aside, own, machine)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one program after the other make a new library."""
    descriptor = None
    with contextlib.suppress(OSError, ImportError):
        import fcntl  # noqa: PLC0415 - not on every system

        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)  # the file stays: removed, it would be locked twice


def _open_damaged(path: Path) -> sqlite3.Connection:
    """Open a file for reading only; what it holds may be anything."""
    # Of what was not yet written back, read-only opening takes account where the log lies beside.
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None
    )
    connection.text_factory = bytes  # texts are decoded one by one
    return connection


def _take_own(library: sqlite3.Connection, left: sqlite3.Connection) -> None:
    """Add what the copy lacks, as after a flipped byte in the copy itself."""
    for table in own_copy.TABLES:
        columns = _columns(library, table.name)
        key = [row[1] for row in columns if row[5]]
        names = [row[1] for row in columns]
        condition = table.condition.format(row=table.name)

        def put(rows: list[Row], *, name: str = table.name, names: list[str] = names) -> None:
            _insert(library, name, names, rows)

        read = _Reading(left, table.name, names, condition, _fits(names))
        for direction in ("ASC", "DESC"):  # from both ends up to the damage
            order = ", ".join(f"{column} {direction}" for column in key)
            with contextlib.suppress(sqlite3.Error):
                read.in_order(order, put)


def _take_machine(library: sqlite3.Connection, left: sqlite3.Connection) -> int:
    """Add machine translations and what made them; return the number of translations."""
    count = 0
    for name in ("makers", "machine"):
        names = [row[1] for row in _columns(library, name)]

        def put(rows: list[Row], *, name: str = name, names: list[str] = names) -> None:
            _insert(library, name, names, rows)

        with contextlib.suppress(sqlite3.Error):
            _Reading(left, name, names, "1", _fits(names)).by_key(put)
    with contextlib.suppress(sqlite3.Error):
        library.execute("DELETE FROM machine WHERE maker NOT IN (SELECT key FROM makers)")
        ((count,),) = library.execute("SELECT count(*) FROM machine").fetchall()
    return int(count)


def _take_kept(library: Library, left: sqlite3.Connection) -> None:
    """Add the articles that no file holds any more, as far as they are whole."""
    rows = left.execute(
        "SELECT f.path, f.encoding, a.key, a.id, a.language, a.title, a.date, a.source, a.words, "
        "a.structure FROM files f JOIN articles a ON a.key = f.article WHERE f.kind = ?",
        (GONE,),
    )
    for path, encoding, key, id_, language, title, date, source, words, structure in rows:
        with contextlib.suppress(sqlite3.Error, AttributeError, TypeError, ValueError):
            pieces = left.execute("SELECT text FROM texts WHERE article = ? ORDER BY part", (key,))
            article = Article(
                text=b"".join(piece for (piece,) in pieces).decode(),
                paragraphs=decode_paragraphs(structure),
                language=language.decode(),
                title=title and title.decode(),
                date=date and date.decode(),
                source=source and source.decode(),
                words=int(words),
            )
            if article.id != id_.decode():
                continue
            file = FileRecord(path, GONE, 0, 0, 0, encoding and encoding.decode())
            with library.transaction():
                library.put_file(replace(file, article=library.add_article(article)))


def _columns(library: sqlite3.Connection, name: str) -> list[tuple[int, str, str, int, str, int]]:
    return library.execute(f"PRAGMA main.table_info({name})").fetchall()


def _insert(library: sqlite3.Connection, name: str, names: Sequence[str], rows: list[Row]) -> None:
    """Add rows, but what is there already or cannot be."""
    sql = (
        f"INSERT OR IGNORE INTO main.{name} ({', '.join(names)}) "  # noqa: S608
        f"VALUES ({', '.join('?' * len(names))})"
    )
    library.execute("PRAGMA foreign_keys = OFF")
    library.execute("BEGIN IMMEDIATE")
    library.executemany(sql, rows)
    library.execute("COMMIT")


def _fits(names: Sequence[str]) -> Callable[[Row], bool]:
    """Return what tells whether a row of translations is whole: its sentence has its hash."""
    if not {"sentence", "source"} <= set(names):
        return lambda _: True
    digest, source = names.index("sentence"), names.index("source")

    def is_whole(row: Row) -> bool:
        return isinstance(row[source], str) and sentence_hash(str(row[source])) == row[digest]

    return is_whole


class _Reading:
    """Reads a table in which pages may be damaged."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: str,
        names: Sequence[str],
        condition: str,
        is_whole: Callable[[Row], bool],
    ) -> None:
        self._connection = connection
        self._table = table
        found = connection.execute(f"PRAGMA table_info({table})").fetchall()
        self._types = {row[1].decode(): row[2] for row in found}
        # A library of an older version lacks some columns.
        self._names = ", ".join(name if name in self._types else "NULL" for name in names)
        self._is_text = [self._types.get(name) == b"TEXT" for name in names]
        self._condition = condition
        self._is_whole = is_whole

    def in_order(self, order: str, put: Callable[[list[Row]], None]) -> None:
        """Read until the first damage."""
        sql = f"SELECT {self._names} FROM {self._table} WHERE {self._condition} ORDER BY {order}"  # noqa: S608
        rows: list[Row] = []
        try:
            for row in self._connection.execute(sql):
                rows += self._decoded(row)
                if len(rows) >= _BATCH:
                    put(rows)
                    rows = []
        finally:
            put(rows)

    def by_key(self, put: Callable[[list[Row]], None]) -> None:
        """Read a table with an integer key, leaping over what cannot be read."""
        sql = f"SELECT {self._names} FROM {self._table} WHERE key >= ? ORDER BY key LIMIT {_BATCH}"  # noqa: S608
        start, leaps = 0, 0
        while leaps < _MOST_LEAPS:
            rows: list[Row] = []
            first = start
            try:
                for row in self._connection.execute(sql, (start,)):
                    start = int(row[0]) + 1
                    rows += self._decoded(row)
                    leaps = 0
            except (sqlite3.Error, ValueError, TypeError):
                start += 1 << leaps
                leaps += 1
            else:
                if start == first:
                    return
            put(rows)

    def _decoded(self, row: Row) -> list[Row]:
        """Return the row with its texts, or nothing where it is not whole."""
        try:
            decoded = tuple(
                value.decode() if is_text and isinstance(value, bytes) else value
                for value, is_text in zip(row, self._is_text, strict=True)
            )
        except UnicodeDecodeError:
            return []
        return [decoded] if self._is_whole(decoded) else []
