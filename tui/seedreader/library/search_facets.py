"""By what a search can be narrowed: languages, sources, dates, entities, tags, with their numbers.

Each takes time in proportion to the articles that are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from seedreader.library.scope import Scope
from seedreader.library.search.query import QueryProblem, parse
from seedreader.library.search.search import search
from seedreader.library.search_chips import Chip
from seedreader.library.store import Library

MOST_CHOICES: Final = 200
_MOST_MONTHS: Final = 24

Facet = Callable[[Library, Scope | None], list[tuple[Chip, int]]]
"""Gives chips, each with the number of articles that it leaves."""


def languages(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return the articles' languages, most frequent first."""
    return [(Chip("lang", value), n) for value, n in _counted(library, scope, "a.language")]


def sources(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return the articles' sources, most frequent first."""
    return [(Chip("source", value), n) for value, n in _counted(library, scope, "a.source")]


def dates(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return years, and the newest months, newest first; a year before its months."""
    years = _counted(library, scope, "substr(a.date, 1, 4)")
    months = [
        (value, n)
        for value, n in _counted(library, scope, "substr(a.date, 1, 7)")
        if len(value) == len("2023-05")
    ]
    months = sorted(months, reverse=True)[:_MOST_MONTHS]
    ordered = sorted(
        [*years, *months], key=lambda one: (one[0][:4], one[0] == one[0][:4], one[0]), reverse=True
    )
    return [(Chip("date", value), n) for value, n in ordered]


def tags(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return the user's tags, most frequent first."""
    joined = "JOIN tags t ON t.id = a.id"
    return [(Chip("tag", value), n) for value, n in _counted(library, scope, "t.tag", joined)]


def entities(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return the names of entities, those of most articles first."""
    joined = (
        "JOIN entity_articles e ON e.id = a.id AND e.base = "
        "(SELECT key FROM entity_bases ORDER BY used DESC, key DESC LIMIT 1) "
        "JOIN entity_links l ON l.article = e.key AND NOT l.weak"
    )
    return [
        (Chip("entity", value), n)
        for value, n in _counted(library, scope, "l.name", joined)
        if '"' not in value
    ]


def states(library: Library, scope: Scope | None) -> list[tuple[Chip, int]]:
    """Return the states of reading that the query language knows, each under one name."""
    found = []
    for value in ("unread", "read", "starred"):
        chip = Chip("is", value)
        try:
            results = search(library, parse(str(chip)), scope=scope, limit=1)
        except QueryProblem:
            continue
        found.append((chip, results.matches))
    return found


FACETS: Final[Mapping[str, Facet]] = {
    "Language": languages,
    "Source": sources,
    "Date": dates,
    "Name": entities,
    "State": states,
    "Tag": tags,
}


def _counted(
    library: Library, scope: Scope | None, value: str, joined: str = ""
) -> list[tuple[str, int]]:
    """Return the values of an expression over the articles (`a`), most frequent first."""
    inside, values = "1", list[Any]()
    if scope is not None:
        condition, values = scope.condition("f.path")
        inside = f"a.key IN (SELECT f.article FROM files f WHERE {condition})"  # noqa: S608
    return library.connection.execute(
        f"SELECT {value}, count(DISTINCT a.key) FROM articles a {joined} "  # noqa: S608
        f"WHERE {inside} AND coalesce({value}, '') <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (*values, MOST_CHOICES),
    ).fetchall()
