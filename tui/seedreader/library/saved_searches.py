"""The searches that the user keeps, by name."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import dataclass
from typing import Final

from seedreader.library.search.query import parse
from seedreader.library.store import Library

LONGEST_NAME: Final = 100
"""Code points."""


class NameProblem(ValueError):
    """A name that a search cannot have; the message says why."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name.

    Attributes:
        name: one line, without white space at its ends.
        query: as `search.query.parse` reads it.
        saved: when it was kept, ISO 8601, UTC.
    """

    name: str
    query: str
    saved: str


def saved_searches(library: Library) -> list[SavedSearch]:
    """Return the searches that were kept, by name."""
    rows = library.connection.execute("SELECT name, query, saved FROM saved_searches").fetchall()
    found = [SavedSearch(*row) for row in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.name))


def save_search(library: Library, name: str, query: str) -> SavedSearch:
    """Keep a search, in place of the one that has this name.

    Raises:
        NameProblem: the name is empty or too long.
        QueryProblem: the query cannot be understood.
    """
    parse(query)
    saved = SavedSearch(_clean(name), query, _now())
    with library.transaction():
        library.connection.execute(
            "INSERT OR REPLACE INTO saved_searches (name, query, saved) VALUES (?, ?, ?)",
            (saved.name, saved.query, saved.saved),
        )
    return saved


def rename_search(library: Library, name: str, other: str) -> str:
    """Give a search another name and return it as it is kept.

    Raises:
        NameProblem: the other name is empty, too long, or another search's.
    """
    other = _clean(other)
    try:
        with library.transaction():
            library.connection.execute(
                "UPDATE saved_searches SET name = ? WHERE name = ?", (other, name)
            )
    except sqlite3.IntegrityError as error:
        raise NameProblem(f"another search is called “{other}”; remove it first") from error
    return other


def remove_search(library: Library, name: str) -> None:
    """Forget a search; nothing happens where there is none of this name."""
    with library.transaction():
        library.connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,))


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise NameProblem("a search needs a name")
    if len(cleaned) > LONGEST_NAME:
        raise NameProblem(f"the name is longer than {LONGEST_NAME} characters; shorten it")
    return cleaned


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
