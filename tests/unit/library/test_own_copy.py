"""The second copy of what is the user's own."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from seedreader.library import Library, own_copy
from seedreader.library.translations_store import MemoryEntry
from seedreader.translation.model import ProvenanceKind


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """A new library."""
    with closing(Library(data)) as opened:
        yield opened


def copied(data: Path, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table of the copy, without their checksums."""
    with closing(sqlite3.connect(data / own_copy.FILE_NAME)) as connection:
        return [row[:-1] for row in connection.execute(f"SELECT * FROM own_{table}")]


def entry(source: str) -> MemoryEntry:
    """Return a translation out of a file."""
    return MemoryEntry(source, "de", f"<{source}>", "en", ProvenanceKind.MEMORY, None)


def test_what_is_written_is_copied_and_what_is_withdrawn_is_not(
    library: Library, data: Path
) -> None:
    library.edit("Uno.", "it", "en", "One.")
    library.edit("Due.", "it", "en", "Too.")
    library.edit("Due.", "it", "en", "Two.")
    library.edit("Uno.", "it", "en", None)
    assert [row[3:5] for row in copied(data, "edits")] == [("Due.", "Two.")]


def test_what_was_imported_is_copied_and_what_lies_beside_articles_is_not(
    library: Library, data: Path
) -> None:
    library.add_memory(b"/a.tmx", [entry("Eins.")])
    library.add_memory(b"/a.tmx", [entry("Zwei.")], imported=True)
    assert [row[3] for row in copied(data, "memory")] == ["Zwei."]


def test_a_transaction_that_fails_leaves_nothing_in_the_copy(library: Library, data: Path) -> None:
    with contextlib.suppress(ZeroDivisionError), library.transaction():
        library.edit("Uno.", "it", "en", "One.")
        raise ZeroDivisionError
    assert copied(data, "edits") == []


def test_every_table_that_no_file_can_give_again_is_copied(library: Library) -> None:
    names = {
        row[0]
        for row in library.connection.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
        )
    }
    given_again = {
        # Read from files, found in them, or made by machines, which do it again.
        *("articles", "texts", "files", "coverage", "machine", "makers", "copies", "copy_bands"),
    }
    others = {
        name
        for name in names - given_again
        if not name.startswith(("entity_", "search_", "sqlite_"))
    }
    assert others == {table.name for table in own_copy.TABLES}


def test_of_two_that_differ_the_later_counts(library: Library, data: Path) -> None:
    """As a kill between the two files' commits leaves them."""
    with closing(sqlite3.connect(data / own_copy.FILE_NAME)) as behind:
        library.edit("Uno.", "it", "en", "One.")
        library.connection.execute("UPDATE edits SET edited = '2020-01-01'")
        rows = behind.execute("SELECT * FROM own_edits").fetchall()
        library.edit("Uno.", "it", "en", "The one.")
        behind.execute("DELETE FROM own_edits")
        behind.executemany(f"INSERT INTO own_edits VALUES ({','.join('?' * len(rows[0]))})", rows)
        behind.commit()
    own_copy.reconcile(library.connection)
    assert library.connection.execute("SELECT target FROM edits").fetchall() == [("The one.",)]
    assert [row[4] for row in copied(data, "edits")] == ["The one."]


def test_a_column_that_a_later_version_has_is_added(library: Library, data: Path) -> None:
    library.edit("Uno.", "it", "en", "One.")
    library.connection.execute("ALTER TABLE edits ADD COLUMN mood TEXT")
    with closing(Library(data)) as later:
        later.connection.execute("UPDATE edits SET mood = 'sure'")
        assert [row[3:] for row in copied(data, "edits")] == [("Uno.", "One.", *row_end(later))]


def row_end(library: Library) -> tuple[object, ...]:
    """Return date and mood of the only edit."""
    (found,) = library.connection.execute("SELECT edited, mood FROM edits").fetchall()
    assert found[1] == "sure"
    return tuple(found)
