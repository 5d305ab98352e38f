"""A second copy of what is the user's own, in a small file beside the library.

Articles and their index are read again from files, and machines translate again; edits, imported
memories, marks, tags, notes, searches, places and settings are in no other file. Each row of theirs
is copied, in the transaction that writes it, to a second SQLite file, with a checksum: a damaged
page, a flipped byte or a deleted file costs nothing of the user's as long as the other file has the
row. Triggers of the connection do it, so that whoever writes need not know of the copy.

The two files are committed one after the other. A kill between the two leaves the copy one step
behind, until `reconcile`: the later row counts, and what was removed in that moment may come back.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seedreader.library.damage import LibraryDamaged, is_damage, set_aside

FILE_NAME: Final = "own.sqlite3"
IDENTITY: Final = "library"
"""The setting that both files hold as long as they belong together."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table that holds what is the user's own.

    Attributes:
        name: the table's name; the copy's begins with `own_`.
        time: the column that says when a row was written, ISO 8601, or "".
        condition: SQL that tells which rows are the user's own, of columns of the row `{row}`.
    """

    name: str
    time: str = ""
    condition: str = "1"


TABLES: Final = (
    OwnTable("edits", "edited"),
    # As TranslationsStore.add_memory writes them: 'imported:' and the path.
    OwnTable("memory", "changed", "substr({row}.origin, 1, 9) = X'696d706f727465643a'"),
    OwnTable("reading", "opened"),
    OwnTable("marks", "changed"),
    OwnTable("tags"),
    OwnTable("saved_searches", "saved"),
    # What other tables hold is told by the library that has them, and so are keys of articles.
    OwnTable(
        "settings", "", "({row}.name <> 'search_index_version' AND {row}.name NOT LIKE 'last:%')"
    ),
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table in order, and those of its primary key; as SQLite declares them."""

    all: tuple[str, ...]
    key: tuple[str, ...]
    declarations: tuple[str, ...]

    def of(self, row: str) -> str:
        return ", ".join(f"{row}.{name}" for name in self.all)

    def checksum(self, row: str) -> str:
        # As bytes: a damaged text need not be valid UTF-8.
        values = ", ".join(f"CAST({row}.{name} AS BLOB)" for name in self.all)
        return f"own_checksum({values})"

    def same_key(self, one: str, other: str) -> str:
        return " AND ".join(f"{one}.{name} = {other}.{name}" for name in self.key)

    def differ(self, one: str, other: str) -> str:
        return f"({self.of(one)}) IS NOT ({self.of(other)})"


def attach(connection: sqlite3.Connection, folder: Path) -> None:
    """Have a connection to the library keep the copy too, which is made where there is none.

    A copy that is damaged beyond opening is renamed, never deleted, and made anew. If the two files
    do not belong together, because one of them is new or another, each gets what it lacks.

    Raises:
        sqlite3.Error: the library is damaged, or the copy cannot be written.
    """
    connection.create_function("own_checksum", -1, _checksum, deterministic=True)
    path = folder / FILE_NAME
    columns = {table.name: _columns(connection, "main", table.name) for table in TABLES}
    try:
        _attach(connection, path, columns)
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        _detach(connection)
        set_aside(path)
        _attach(connection, path, columns)
    for table in TABLES:
        for statement in _triggers(table, columns[table.name]):
            connection.execute(statement)
    here, there = connection.execute(
        "SELECT (SELECT value FROM main.settings WHERE name = ?1), "
        "(SELECT value FROM own_settings WHERE name = ?1)",
        (IDENTITY,),
    ).fetchone()
    if here is None or here != there:
        reconcile(connection)


def reconcile(connection: sqlite3.Connection) -> None:
    """Give the library what only the copy has, and the other way round.

    Of two that differ the later counts; of the same time, the copy, whose checksum was right. In
    proportion to what is the user's own.

    Raises:
        sqlite3.Error: the library or the copy is damaged, or cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in TABLES:
            _reconcile(connection, table, _columns(connection, "main", table.name))
        # A new name, so that neither is taken for belonging to an older state of the other.
        connection.execute(
            "INSERT OR REPLACE INTO main.settings (name, value) "
            "VALUES (?, lower(hex(randomblob(16))))",
            (IDENTITY,),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check(connection: sqlite3.Connection, folder: Path) -> None:
    """Look whether the copy is whole; it is made anew out of the library if it is not.

    Then `reconcile`.

    Raises:
        sqlite3.Error: see `reconcile`.
    """
    is_whole = True
    try:
        (state,) = connection.execute("PRAGMA own.quick_check(1)").fetchone()
        is_whole = state == "ok"
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        is_whole = False
    if is_whole:
        reconcile(connection)
        return
    for table in TABLES:
        for event in ("added", "changed", "removed"):
            connection.execute(f"DROP TRIGGER IF EXISTS own_{table.name}_{event}")
    _detach(connection)
    set_aside(folder / FILE_NAME)
    attach(connection, folder)


def _checksum(*values: bytes | None) -> int:
    import zlib  # noqa: PLC0415 - not needed before something is written

    found = 0
    for value in values:
        found = zlib.crc32(b"-" if value is None else b"%d:" % len(value) + value, found)
    return found


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> _Columns:
    rows = connection.execute(f"PRAGMA {schema}.table_info({table})").fetchall()
    if not rows:
        raise LibraryDamaged(f"the table {table} is missing")
    return _Columns(
        all=tuple(row[1] for row in rows),
        key=tuple(row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]),
        declarations=tuple(f"{row[1]} {row[2]}" for row in rows),
    )


def _attach(connection: sqlite3.Connection, path: Path, columns: dict[str, _Columns]) -> None:
    # As bytes: a folder's name need not be valid UTF-8.
    connection.execute("ATTACH ? AS own", (os.fsencode(path),))
    connection.execute("PRAGMA own.journal_mode = WAL")
    connection.execute("PRAGMA own.synchronous = FULL")
    for table in TABLES:
        wanted = columns[table.name]
        found = connection.execute(f"PRAGMA own.table_info(own_{table.name})").fetchall()
        if tuple(row[1] for row in found) != (*wanted.all, "checksum"):
            _make_table(connection, table, wanted, [row[1] for row in found])


def _make_table(
    connection: sqlite3.Connection, table: OwnTable, wanted: _Columns, former: list[str]
) -> None:
    """Make a table of the copy, or give it the columns that a newer library has."""
    name = f"own_{table.name}"
    connection.execute("BEGIN IMMEDIATE")
    try:
        kept = former[:-1]
        found = connection.execute(f"PRAGMA own.table_info({name})").fetchall()
        if [row[1] for row in found] == former:  # else another process has done it just now
            rows: list[tuple[object, ...]] = []
            if kept:
                rows = connection.execute(
                    f"SELECT {', '.join(kept)} FROM own.{name} c "  # noqa: S608
                    f"WHERE checksum = {_Columns(tuple(kept), (), ()).checksum('c')}"
                ).fetchall()
                connection.execute(f"DROP TABLE own.{name}")
            connection.execute(
                f"CREATE TABLE own.{name} ({', '.join(wanted.declarations)}, "
                f"checksum INTEGER NOT NULL, PRIMARY KEY ({', '.join(wanted.key)})) WITHOUT ROWID"
            )
            shared = [column for column in kept if column in wanted.all]
            places = [kept.index(column) for column in shared]
            if shared:
                connection.executemany(
                    f"INSERT INTO own.{name} ({', '.join(shared)}, checksum) "  # noqa: S608
                    f"VALUES ({', '.join('?' * len(shared))}, 0)",
                    ([row[place] for place in places] for row in rows),
                )
                connection.execute(
                    f"UPDATE own.{name} AS c SET checksum = {wanted.checksum('c')}"  # noqa: S608
                )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _detach(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        connection.execute("DETACH own")


def _triggers(table: OwnTable, columns: _Columns) -> list[str]:
    # DELETE and INSERT, because OR REPLACE in a trigger gives way to what its cause says.
    name = f"own_{table.name}"
    forget = " AND ".join(f"{column} = old.{column}" for column in columns.key)
    replace = " AND ".join(f"{column} = new.{column}" for column in columns.key)
    copy = (
        f"DELETE FROM {name} WHERE {replace}; INSERT INTO {name} "  # noqa: S608
        f"({', '.join(columns.all)}, checksum) "
        f"VALUES ({columns.of('new')}, {columns.checksum('new')});"
    )
    forget = f"DELETE FROM {name} WHERE {forget};"  # noqa: S608
    change = f"{forget} {copy}"
    is_own, was_own = (table.condition.format(row=row) for row in ("new", "old"))
    on = f"ON main.{table.name}"
    return [
        f"CREATE TEMP TRIGGER {name}_added AFTER INSERT {on} WHEN {is_own} BEGIN {copy} END",
        f"CREATE TEMP TRIGGER {name}_changed AFTER UPDATE {on} WHEN {is_own} BEGIN {change} END",
        f"CREATE TEMP TRIGGER {name}_removed AFTER DELETE {on} WHEN {was_own} BEGIN {forget} END",
    ]


def _reconcile(connection: sqlite3.Connection, table: OwnTable, columns: _Columns) -> None:
    name, names = f"own.own_{table.name}", ", ".join(columns.all)
    newer = f"coalesce(c.{table.time}, '') >= coalesce(m.{table.time}, '')" if table.time else "1"
    is_missing = f"{{row}}.{columns.key[0]} IS NULL"
    same = columns.same_key("c", "m")
    connection.execute(
        f"DELETE FROM {name} AS c WHERE checksum IS NOT {columns.checksum('c')}"  # noqa: S608
    )
    connection.execute(
        f"INSERT OR REPLACE INTO main.{table.name} ({names}) "  # noqa: S608
        f"SELECT {columns.of('c')} FROM {name} c LEFT JOIN main.{table.name} m ON {same} "
        f"WHERE {is_missing.format(row='m')} OR ({columns.differ('c', 'm')} AND {newer})"
    )
    connection.execute(
        f"INSERT OR REPLACE INTO {name} ({names}, checksum) "  # noqa: S608
        f"SELECT {columns.of('m')}, {columns.checksum('m')} "
        f"FROM main.{table.name} m LEFT JOIN {name} c ON {same} "
        f"WHERE {table.condition.format(row='m')} "
        f"AND ({is_missing.format(row='c')} OR {columns.differ('c', 'm')})"
    )
