"""The tables of the library's SQLite file, and how a connection to it is opened.

One writer at a time and any number of readers: write-ahead logging lets the reader's screens read
while another process adds articles (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from seedreader.library.copies_schema import COPIES_DDL
from seedreader.library.damage import LibraryDamaged, is_damage
from seedreader.library.entity_schema import ENTITY_DDL
from seedreader.library.marks_schema import MARKS_DDL
from seedreader.library.own_copy import attach
from seedreader.library.search.tables import SEARCH_MIGRATION, SEARCH_TABLES

SCHEMA_VERSION = 6
"""Raised whenever the tables change, and then only: what has the tables of this version and says
that it is of another is damaged. The number is not covered by any checksum."""
_MOST_VERSIONS = 10_000
"""What says that it is of a later version than this is damaged."""
FILE_NAME = "library.sqlite3"
BUSY_TIMEOUT = 10.0
"""Seconds to wait for another process that is writing."""

_TRANSLATIONS_DDL = """
CREATE TABLE makers (                  -- what made machine translations
    key INTEGER PRIMARY KEY,
    settings TEXT,                     -- engine.settings_key; NULL where it was not told
    engine TEXT,
    package TEXT,
    sha256 TEXT,
    pivot TEXT,
    origin TEXT                        -- address of a server
);
CREATE INDEX makers_by_settings ON makers(settings);
CREATE TABLE machine (                 -- machine translations
    key INTEGER PRIMARY KEY,
    sentence BLOB NOT NULL,            -- hash of the sentence: translations_store.sentence_hash
    source_language TEXT NOT NULL,     -- primary subtag
    target_language TEXT NOT NULL,     -- primary subtag
    maker INTEGER NOT NULL REFERENCES makers(key),
    source TEXT NOT NULL,              -- the sentence, into which the alignment points
    target TEXT NOT NULL,
    score REAL,
    alignment BLOB,                    -- codec.encode_links
    flags TEXT,                        -- codec.encode_flags; NULL for none
    made TEXT NOT NULL,                -- ISO 8601, UTC
    UNIQUE (sentence, target_language, source_language, maker)
);
CREATE TABLE edits (                   -- the user's own: kept whatever happens to the files
    sentence BLOB NOT NULL,            -- as in machine
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    edited TEXT NOT NULL,              -- ISO 8601, UTC
    PRIMARY KEY (sentence, target_language, source_language)
) WITHOUT ROWID;
"""

# Paths are kept as bytes (`os.fsencode`): a file name need not be valid UTF-8.
_DDL = """
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,           -- article.text_id
    title TEXT,                        -- NULL where the page has no headline
    headline TEXT NOT NULL,            -- the title, else the first sentence
    language TEXT NOT NULL,
    date TEXT,
    source TEXT,
    words INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    boilerplate_lines INTEGER NOT NULL,
    structure BLOB NOT NULL            -- codec.encode_paragraphs
);
CREATE TABLE texts (                   -- an article's text in parts, so that no read is long
    article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, part)
) WITHOUT ROWID;
CREATE TABLE files (
    path BLOB PRIMARY KEY,
    kind TEXT NOT NULL,                -- 'article' or 'memory'
    size INTEGER NOT NULL,             -- bytes
    mtime_ns INTEGER NOT NULL,
    extractor INTEGER NOT NULL,        -- ingest.EXTRACTOR_VERSION that read it
    encoding TEXT,
    article INTEGER REFERENCES articles(key),
    problem TEXT,                      -- why it could not be read
    advice TEXT,                       -- what to do about it
    digest BLOB                        -- reading.file_digest; NULL where it was not told
) WITHOUT ROWID;
CREATE INDEX files_of_article ON files(article);
CREATE TABLE memory (
    sentence BLOB NOT NULL,            -- hash of the sentence: translations_store.sentence_hash
    source_language TEXT NOT NULL,     -- primary subtag
    target_language TEXT NOT NULL,     -- primary subtag
    source TEXT,                       -- the sentence; NULL for references, whose file has it
    target TEXT NOT NULL,
    kind TEXT NOT NULL,                -- 'reference', 'memory', or 'engine' where the file says so
    origin BLOB NOT NULL,              -- the TMX file's path, or 'imported:' and that path
    changed TEXT,                      -- ISO 8601 date of the unit, where it has one
    engine TEXT,                       -- which engine and package, where the file says so
    package TEXT,
    pivot TEXT,
    PRIMARY KEY (sentence, target_language, source_language, origin)
) WITHOUT ROWID;
CREATE INDEX memory_of_origin ON memory(origin);
CREATE TABLE coverage (                -- what the list shows of an article's translation
    article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
    target_language TEXT NOT NULL,
    translated INTEGER NOT NULL,       -- sentences of title and body with a translation
    headline TEXT,
    PRIMARY KEY (article, target_language)
) WITHOUT ROWID;
CREATE TABLE reading (                 -- the user's own: kept whatever happens to the files
    id TEXT PRIMARY KEY,               -- articles.id
    position INTEGER NOT NULL,         -- code points: what stood on top of the screen
    sentence INTEGER NOT NULL,         -- code points: where the current sentence begins
    finished INTEGER NOT NULL DEFAULT 0,
    opened TEXT NOT NULL               -- ISO 8601, UTC
) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def _statements(script: str) -> list[str]:
    without_comments = "\n".join(line.split("--", 1)[0] for line in script.splitlines())
    return [part for part in without_comments.split(";") if part.strip()]


_MIGRATIONS = {
    1: (
        "ALTER TABLE reading ADD COLUMN sentence INTEGER NOT NULL DEFAULT 0",
        "UPDATE reading SET sentence = position",
    ),
    2: (
        *(
            f"ALTER TABLE memory ADD COLUMN {name} TEXT"
            for name in ("source", "engine", "package", "pivot")
        ),
        *_statements(_TRANSLATIONS_DDL),
    ),
    3: tuple(_statements(ENTITY_DDL)),
    4: SEARCH_MIGRATION,
    5: (
        *_statements(MARKS_DDL + COPIES_DDL),
        "ALTER TABLE files ADD COLUMN digest BLOB",
    ),
}
"""What makes a library of each version one of the next."""


class LibraryProblem(Exception):
    """The library cannot be opened; the message names the file and what to do."""


def operational_advice(error: sqlite3.OperationalError) -> str:
    """Return what is wrong and what to do, where SQLite could not write or read."""
    reason = str(error)
    if "locked" in reason:
        return "another program is writing to the library; try again when it is done"
    if "full" in reason or "I/O" in reason:
        return f"{reason}: check that the disk is not full, or name another folder with --data"
    return f"{reason}: check that the folder can be written, or name another with --data"


def connect(folder: Path | None, *, may_write: bool = True) -> sqlite3.Connection:
    """Open (and create) the library in `folder`; with None, one that lives in memory only.

    What is the user's own is copied beside it by everything that the connection writes: see
    `own_copy`.

    Args:
        folder: where the library lives.
        may_write: False for a connection that only looks things up; it opens a little faster.

    Raises:
        LibraryProblem: the folder cannot be written, or the file is of a newer version.
        LibraryDamaged: the file is damaged; see `recovery`.
    """
    if folder is None:
        memory = _open(":memory:")
        _migrate(memory, ":memory:")
        return memory
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryProblem(
            f"{folder}: this folder cannot be made ({error.strerror}); name another with --data"
        ) from error
    connection: sqlite3.Connection | None = None
    try:
        connection = _open(str(path))
        is_new = _migrate(connection, str(path))
        if may_write or is_new:
            attach(connection, folder)
        if not may_write:
            connection.execute("PRAGMA query_only = ON")
    except LibraryProblem:
        _close(connection)
        raise
    except sqlite3.Error as error:
        _close(connection)
        if is_damage(error):
            raise LibraryDamaged(str(error)) from error
        raise LibraryProblem(
            f"{path}: cannot be opened ({error}); check that the folder can be written and that "
            "the disk is not full, or name another folder with --data"
        ) from error
    return connection


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _open(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        database, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, name: str) -> bool:
    """Make the tables that this version has; return whether there were none."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == SCHEMA_VERSION:
        return False
    is_new = bool(version == 0)
    if not 0 <= version <= _MOST_VERSIONS or _is_of_this_version(connection):
        raise LibraryDamaged(f"there is no version {version}")
    if version > SCHEMA_VERSION:
        raise LibraryProblem(
            f"{name}: made by a newer seedreader (schema {version}); update the program, or name "
            "another folder with --data"
        )
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have made the tables while this one waited for the lock.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            _make_tables(connection)
        else:
            for older in range(version, SCHEMA_VERSION):
                for statement in _MIGRATIONS[older]:
                    connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return is_new


def _make_tables(connection: sqlite3.Connection) -> None:
    tables = _statements(_DDL + _TRANSLATIONS_DDL + ENTITY_DDL + MARKS_DDL + COPIES_DDL)
    for statement in (*tables, *SEARCH_TABLES):
        connection.execute(statement)


def _is_of_this_version(connection: sqlite3.Connection) -> bool:
    """Tell whether a library has the tables of this version, though it says another one."""
    connection.execute("BEGIN")  # what follows is read at one moment: others may make the tables
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = _tables(connection)
    finally:
        connection.execute("ROLLBACK")
    if version == SCHEMA_VERSION or not tables:
        return False
    with contextlib.closing(sqlite3.connect(":memory:")) as made:
        _make_tables(made)
        return tables == _tables(made)


def _tables(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return the tables of a library with each of their columns, and its indexes and triggers.

    The index of words is left out: it is made and thrown away at any time.
    """
    return frozenset(
        connection.execute(
            "SELECT m.name, coalesce(c.name, '') FROM sqlite_master m "
            "LEFT JOIN pragma_table_info(m.name) c WHERE m.name NOT LIKE 'sqlite%' "
            "AND m.name NOT LIKE 'search_index%'"
        )
    )
