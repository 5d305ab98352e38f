"""What users say of articles: stars, tags, notes, and what they have read.

Everything is kept by the text's id and written so that even a power cut does not lose it. Beside it
stands what reading itself tells: `Library.set_position`.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable
from typing import Final

MAX_TAG: Final = 60
"""Code points of a tag."""
MAX_TAGS: Final = 50
"""Tags of an article."""
MAX_NOTE: Final = 100_000
"""Code points of a note."""

MARKS_JOIN: Final = "LEFT JOIN marks m ON m.id = a.id LEFT JOIN reading r ON r.id = a.id"
"""Gives the SQL below what it speaks of; `a` is the table of articles."""
IS_STARRED: Final = "coalesce(m.starred, 0)"
IS_READ: Final = "coalesce(m.read, r.finished, 0)"
"""Whether an article was read to its end, unless the user says otherwise."""
IS_STARTED: Final = "(m.read IS NULL AND r.finished IS 0)"
"""Whether an article was opened and left before its end."""
HAS_OWN: Final = (
    "(m.starred IS 1 OR m.note IS NOT NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.id = a.id))"
)
"""Whether the user said anything of an article that is lost without its text."""
TAGS: Final = "(SELECT group_concat(tag, char(10)) FROM tags t WHERE t.id = a.id)"
"""An article's tags, one a line, or NULL."""


def clean_tags(text: str) -> list[str]:
    """Return the tags of a text that names them with commas between, in order and each once.

    A tag is one line of at most `MAX_TAG` code points; of tags that differ in case alone the first
    counts, and of more than `MAX_TAGS` the first ones.
    """
    from seedreader.corpus.sanitise import sanitise_line  # noqa: PLC0415 - not for the first paint

    found: dict[str, str] = {}
    for part in text.replace("\n", ",").split(","):
        tag = sanitise_line(part, MAX_TAG).lstrip("#").strip()
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())[:MAX_TAGS]


def clean_note(text: str) -> str:
    """Return a note as it is kept: sanitised, with no white space at its ends, not too long."""
    from seedreader.corpus.sanitise import sanitise  # noqa: PLC0415 - not for the first paint

    lines = sanitise(text[: 2 * MAX_NOTE]).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")[:MAX_NOTE]


class Marks:
    """The marks in a library, by the ids of articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep them through a connection to the library."""
        self._connection = connection

    def star(self, article_id: str, *, starred: bool) -> None:
        """Give an article a star, or take it away."""
        self._set(article_id, "starred", int(starred))

    def set_read(self, article_id: str, *, read: bool) -> None:
        """Say that an article was read, or that it was not: whatever reading itself tells.

        The place in it is kept. It counts until the article is opened and read on.
        """
        self._set(article_id, "read", int(read))

    def set_note(self, article_id: str, text: str) -> None:
        """Keep a note on an article, in the place of what was there; an empty one is none."""
        self._set(article_id, "note", clean_note(text) or None)

    def note(self, article_id: str) -> str:
        """Return the note on an article, or ''."""
        row = self._connection.execute(
            "SELECT note FROM marks WHERE id = ?", (article_id,)
        ).fetchone()
        return "" if row is None or row[0] is None else str(row[0])

    def set_tags(self, article_id: str, tags: Iterable[str]) -> list[str]:
        """Let an article have these tags and no others; return them as they are kept, sorted.

        A tag that differs from one in use in case alone is that one. Call it in a transaction.
        """
        in_use = {tag.casefold(): tag for tag in self.all_tags()}
        kept = sorted(in_use.get(tag.casefold(), tag) for tag in clean_tags(",".join(tags)))
        self._connection.execute("DELETE FROM tags WHERE id = ?", (article_id,))
        self._connection.executemany(
            "INSERT OR IGNORE INTO tags (id, tag) VALUES (?, ?)",
            ((article_id, tag) for tag in kept),
        )
        return kept

    def add_tags(self, article_id: str, tags: Iterable[str]) -> list[str]:
        """Give an article more tags; return all that it has then. Call it in a transaction."""
        return self.set_tags(article_id, [*self.tags(article_id), *tags])

    def remove_tags(self, article_id: str, tags: Iterable[str]) -> list[str]:
        """Take tags from an article; return what it has then. Call it in a transaction."""
        unwanted = {tag.casefold() for tag in clean_tags(",".join(tags))}
        kept = [tag for tag in self.tags(article_id) if tag.casefold() not in unwanted]
        return self.set_tags(article_id, kept)

    def tags(self, article_id: str) -> list[str]:
        """Return an article's tags, sorted."""
        return [
            tag
            for (tag,) in self._connection.execute(
                "SELECT tag FROM tags WHERE id = ? ORDER BY tag", (article_id,)
            )
        ]

    def all_tags(self) -> list[str]:
        """Return all tags in use, those of most articles first."""
        return [
            tag
            for (tag,) in self._connection.execute(
                "SELECT tag FROM tags GROUP BY tag ORDER BY count(*) DESC, tag"
            )
        ]

    def _set(self, article_id: str, column: str, value: int | str | None) -> None:
        self._connection.execute(
            f"INSERT INTO marks (id, {column}, changed) VALUES (?, ?, ?) "  # noqa: S608 - a name above
            f"ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}, "
            "changed = excluded.changed",
            (article_id, value, _now()),
        )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
