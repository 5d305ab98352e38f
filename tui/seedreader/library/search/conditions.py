"""What of a query the index does not know: the user's marks, tags and notes, and entities.

They change while one reads, so they are asked of their own tables. A part of a query that needs
them becomes an SQL condition on the rows of `search_index` joined with `search_documents` as `d`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from seedreader.library.search.folding import fold_text
from seedreader.library.search.query import (
    And,
    Field,
    Mark,
    Marked,
    Not,
    Or,
    Query,
    Tagged,
    Text,
)
from seedreader.library.search.spelling import Named

_MOST_TAGS: Final = 500
_OF_IDS: Final = "d.article IN (SELECT a.key FROM {table} u JOIN articles a ON a.id = u.id{where})"
# As `marks.IS_READ`, but without a look at every article.
_READ: Final = (
    "d.article IN (SELECT a.key FROM (SELECT id FROM reading WHERE finished AND id NOT IN "
    "(SELECT id FROM marks WHERE read = 0) UNION SELECT id FROM marks WHERE read = 1) u "
    "JOIN articles a ON a.id = u.id)"
)
_MARKS: Final = {
    Mark.STARRED: _OF_IDS.format(table="marks", where=" WHERE u.starred"),
    Mark.READ: _READ,
    Mark.FINISHED: _READ,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL.

    Attributes:
        sql: an expression, in brackets where it needs them.
        values: its parameters.
    """

    sql: str
    values: tuple[Any, ...] = ()


ALWAYS: Final = Condition("1")
NEVER: Final = Condition("0")


def joined(conditions: Iterable[Condition], operator: str) -> Condition:
    """Return conditions joined by AND or OR."""
    parts = list(conditions)
    return Condition(
        "(" + f" {operator} ".join(part.sql for part in parts) + ")",
        tuple(value for part in parts for value in part.values),
    )


def negated(condition: Condition) -> Condition:
    """Return what is the case where a condition is not."""
    return Condition(f"NOT {condition.sql}", condition.values)


_OWN: Final = (
    "FROM articles a "
    "JOIN entity_articles e ON e.base IN (SELECT key FROM entity_bases) AND e.id = a.id"
)
"""What is known of the entities of the article `d.article`."""
_MENTIONED: Final = (
    "EXISTS (SELECT 1 FROM entity_mentions m "
    "WHERE m.article = l.article AND m.key = l.key AND m.text IN"
)


def names_entity(entities: Iterable[Named], *, is_sure: bool = False) -> Condition:
    """Return what is asked of articles in which a name of entities stands.

    Those that were looked through must name one of the entities; of the others the name is all
    that is known.

    Args:
        entities: of which one is to be named.
        is_sure: whether the others do not fit.
    """
    parts: list[str] = []
    values: list[str] = []
    for named in entities:
        if named.texts is None:
            parts.append("l.entity = ?")
        else:
            texts = ", ".join("?" * len(named.texts))
            parts.append(f"(l.entity = ? AND {_MENTIONED} ({texts})))")
        values += [named.entity, *(named.texts or ())]
    linked = (
        f"EXISTS (SELECT 1 {_OWN} JOIN entity_links l ON l.article = e.key "
        f"WHERE a.key = d.article AND ({' OR '.join(parts)}))"
    )
    if not is_sure:
        linked = f"(NOT EXISTS (SELECT 1 {_OWN} WHERE a.key = d.article) OR {linked})"
    return Condition(linked, tuple(values))


class Conditions:
    """Makes conditions of parts of queries."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        match: Callable[[Query], str],
        names_entity: Callable[[Text], Condition | None],
        matches_note: Callable[[Text, str], bool],
    ) -> None:
        """Make conditions for one query.

        Args:
            connection: to the library.
            match: gives what a part without marks, tags and notes is for the index.
            names_entity: gives what else is asked of articles in which a name of an entity stands;
                None where the name is all.
            matches_note: tells whether words stand in a note.
        """
        self._connection = connection
        self._match = match
        self._names_entity = names_entity
        self._matches_note = matches_note

    def is_needed(self, query: Query) -> bool:
        """Tell whether the index alone cannot answer a part of a query."""
        match query:
            case Marked() | Tagged():
                return True
            case Text():
                return query.field is Field.NOTE or (
                    query.field is Field.ENTITY and self._names_entity(query) is not None
                )
            case Not(part):
                return self.is_needed(part)
            case And(parts) | Or(parts):
                return any(map(self.is_needed, parts))
        return False

    def beside(self, query: Query) -> Condition | None:
        """Return what is to be asked beside what the index answers, None for nothing."""
        if not self.is_needed(query):
            return None
        if isinstance(query, And):
            return joined(
                (self._whole(part) for part in query.parts if self.is_needed(part)), "AND"
            )
        return self._whole(query)

    def _whole(self, query: Query) -> Condition:
        """Return a part of a query as a condition, whatever the index answers."""
        if not self.is_needed(query):
            return self._of_index(query)
        if isinstance(query, And | Or):
            return joined(map(self._whole, query.parts), "AND" if isinstance(query, And) else "OR")
        match query:
            case Not(part):
                return negated(self._whole(part))
            case Marked(mark):
                return self._marked(mark)
            case Tagged():
                return self._tagged(query)
            case Text():
                return self._text(query)
        raise AssertionError(query)

    def _of_index(self, query: Query) -> Condition:
        return Condition(
            "search_index.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
            (self._match(query),),
        )

    def _text(self, text: Text) -> Condition:
        if text.field is Field.NOTE:
            return self._noted(text)
        condition = self._names_entity(text) or ALWAYS
        return joined([self._of_index(text), condition], "AND")

    def _marked(self, mark: Mark) -> Condition:
        if mark is Mark.UNREAD:
            return negated(Condition(_MARKS[Mark.READ]))
        return Condition(_MARKS[mark])

    def _tagged(self, tagged: Tagged) -> Condition:
        wanted = fold_text(tagged.tag)
        rows = self._connection.execute("SELECT DISTINCT tag FROM tags").fetchall()
        folded = ((tag, fold_text(tag)) for (tag,) in rows)
        tags = [
            tag
            for tag, form in folded
            if form == wanted or (tagged.is_prefix and form.startswith(wanted))
        ][:_MOST_TAGS]
        if not tags:
            return NEVER
        marks = ", ".join("?" * len(tags))
        where = f" WHERE u.tag IN ({marks})"
        return Condition(_OF_IDS.format(table="tags", where=where), tuple(tags))

    def _noted(self, text: Text) -> Condition:
        rows = self._connection.execute(
            "SELECT a.key, m.note FROM marks m JOIN articles a ON a.id = m.id "
            "WHERE m.note IS NOT NULL"
        )
        keys = [key for key, note in rows if self._matches_note(text, note)]
        # As text within the statement: the number of parameters is limited.
        return Condition(f"d.article IN ({', '.join(map(str, keys))})") if keys else NEVER
