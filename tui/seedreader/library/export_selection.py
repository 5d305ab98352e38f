"""Which articles are exported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seedreader.library.marks import Marks, clean_tags
from seedreader.library.scope import Scope
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.lemmas import Lemmatiser
from seedreader.library.search.match import Options
from seedreader.library.search.query import Query
from seedreader.library.search.search import search
from seedreader.library.store import Library


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen; all that is given must hold.

    Attributes:
        scope: files and folders, or None for all of the library.
        keys: articles that were named one by one; beside those of the scope, if there is one.
        query: what they must match, or None.
        starred: only those with a star.
        tags: only those with all of these tags, whatever their case.
    """

    scope: Scope | None = None
    keys: Sequence[int] = ()
    query: Query | None = None
    starred: bool = False
    tags: Sequence[str] = ()


def whole_library() -> Scope:
    """Return a scope in which all files lie."""
    return Scope.of([Path(os.path.abspath(os.sep))])  # noqa: PTH100 - the drive, on Windows


def select(library: Library, wanted: Wanted) -> list[int]:
    """Return the keys of the articles that were chosen.

    By path, those named one by one first; where there is a query, best first.
    """
    if wanted.scope is not None:
        keys = [*wanted.keys, *library.keys(wanted.scope)]
    elif wanted.keys:
        keys = list(wanted.keys)
    else:
        keys = library.keys(whole_library())
    keys = list(dict.fromkeys(keys))
    if wanted.starred:
        keys = _only(keys, _marked(library, "SELECT id FROM marks WHERE starred"))
    in_use = {tag.casefold(): tag for tag in Marks(library.connection).all_tags()}
    for tag in clean_tags(",".join(wanted.tags)):
        kept = in_use.get(tag.casefold(), tag)
        keys = _only(keys, _marked(library, "SELECT id FROM tags WHERE tag = ?", kept))
    if wanted.query is not None and keys:
        keys = _found(library, keys, wanted.query)
    return keys


def _only(keys: list[int], allowed: set[int]) -> list[int]:
    return [key for key in keys if key in allowed]


def _marked(library: Library, ids: str, *values: str) -> set[int]:
    sql = f"SELECT key FROM articles WHERE id IN ({ids})"  # noqa: S608 - it is one of the above
    return {key for (key,) in library.connection.execute(sql, values)}


def _found(library: Library, keys: list[int], query: Query) -> list[int]:
    index = SearchIndex(library)
    for _ in index.update():
        pass
    index.update_lemmas()
    results = search(library, query, limit=None, options=Options(lemmatiser=Lemmatiser()))
    allowed = set(keys)
    return [found.key for found in results.found if found.key in allowed]
