"""What a screen shows of a search: articles, sentences, and what to do if there are none."""

from __future__ import annotations

import difflib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from seedreader.library.scope import Scope
from seedreader.library.search.folding import fold
from seedreader.library.search.match import Options
from seedreader.library.search.query import And, Or, Query, QueryProblem, Text, parse
from seedreader.library.search.search import ArticleHit, Results, hits_in_article, search
from seedreader.library.search_snippets import ArticleSnippets, snippets_of
from seedreader.library.store import Library, ListRow

MOST_FOUND: Final = 300
"""Articles that are shown, the best ones."""
_FIRST_ROWS: Final = 40
_FIRST_SNIPPETS: Final = 12
_BUDGET: Final = 0.02
"""Seconds in which sentences are read before the articles are shown without the others'."""
_MOST_WORDS: Final = 6
_MOST_FORMS: Final = 3_000
_MOST_HITS: Final = 1_000


class Outdated(Exception):
    """Somebody wants to know something else by now."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search.

    Attributes:
        text: the query, maybe unfinished.
        scope: whose articles count, None for all of the library.
        target: primary subtag of the language of the translations.
        is_exact: whether words match as they are written.
    """

    text: str
    scope: Scope | None
    target: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index is.

    Attributes:
        waiting: articles that are not indexed as they are now.
        articles: all of the library.
    """

    waiting: int
    articles: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What would find something where a search finds nothing.

    Attributes:
        alone: each word of the query with the number of articles that it finds alone.
        alike: words of the articles that look like one that finds nothing.
        not_exact: articles that would be found if other forms counted too.
        everywhere: articles that would be found in the whole library.
    """

    alone: tuple[tuple[str, int], ...] = ()
    alike: tuple[str, ...] = ()
    not_exact: int = 0
    everywhere: int = 0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What is known of a search.

    Attributes:
        request: what was asked.
        keys: the articles that were found, best first.
        matches: how many match, or a number above which they were not counted.
        is_counted: whether that is all of them.
        problem: why the query cannot be understood, else "".
        index: how far the index is.
        advice: where nothing was found.
        results: for `more` and `hits`; None where there are none.
        rows: what lists show of the articles, as far as it was read.
        snippets: what is shown of them besides, likewise.
    """

    request: SearchRequest
    keys: tuple[int, ...] = ()
    matches: int = 0
    is_counted: bool = True
    problem: str = ""
    index: IndexState = IndexState(0, 0)
    advice: Advice = field(default_factory=Advice)
    results: Results | None = None
    rows: dict[int, ListRow] = field(default_factory=dict)
    snippets: dict[int, ArticleSnippets] = field(default_factory=dict)


def index_state(library: Library) -> IndexState:
    """Return how far the index of a library is."""
    execute = library.connection.execute
    ((waiting,),) = execute("SELECT count(*) FROM search_pending").fetchall()
    ((articles,),) = execute("SELECT count(*) FROM articles").fetchall()
    return IndexState(waiting, articles)


def answer(
    library: Library,
    request: SearchRequest,
    *,
    is_outdated: Callable[[], bool] = lambda: False,
) -> SearchAnswer:
    """Search, and read what is shown of the best articles.

    Args:
        library: where to search.
        request: what is asked.
        is_outdated: asked now and then whether anybody still wants to know.

    Raises:
        Outdated: nobody does.
    """
    state = index_state(library)
    try:
        query = parse(request.text, as_typed=True)
    except QueryProblem as error:
        return SearchAnswer(request, problem=str(error), index=state)
    results = _found(library, request, query, limit=MOST_FOUND)
    _check(is_outdated)
    keys = tuple(found.key for found in results.found)
    made = SearchAnswer(
        request, keys, results.matches, results.is_counted, index=state, results=results
    )
    if not keys:
        return replace(made, advice=_advice(library, request, query, is_outdated))
    rows = library.rows(keys[:_FIRST_ROWS], target_language=request.target, scope=request.scope)
    made.rows.update(rows)
    deadline = time.monotonic() + _BUDGET
    for key in keys[:_FIRST_SNIPPETS]:
        _check(is_outdated)
        _read_snippets(library, made, key)
        if time.monotonic() > deadline:
            break
    return made


def more(
    library: Library,
    known: SearchAnswer,
    keys: Sequence[int],
    *,
    is_outdated: Callable[[], bool] = lambda: False,
) -> tuple[dict[int, ListRow], dict[int, ArticleSnippets]]:
    """Return what is shown of more articles; those that are gone are left out.

    Raises:
        Outdated: nobody wants to know any more.
    """
    request = known.request
    made = replace(known, rows={}, snippets={})
    made.rows.update(library.rows(keys, target_language=request.target, scope=request.scope))
    for key in keys:
        _check(is_outdated)
        _read_snippets(library, made, key)
    return made.rows, made.snippets


def hits(library: Library, known: SearchAnswer, key: int) -> list[ArticleHit]:
    """Return the first hits in an article and its translation; none if it is gone."""
    if known.results is None:
        return []
    try:
        article = library.article(key)
    except KeyError:
        return []
    translations = library.translations(article, target_language=known.request.target)
    return hits_in_article(known.results.matcher, article, translations, limit=_MOST_HITS)


def matching(library: Library, text: str, scope: Scope | None) -> frozenset[int]:
    """Return all articles that match a query as it was typed; none where it means nothing."""
    try:
        query = parse(text, as_typed=True)
    except QueryProblem:
        return frozenset()
    results = search(library, query, scope=scope, limit=None, options=Options(as_typed=True))
    return frozenset(found.key for found in results.found)


def new_matches(library: Library, text: str, scope: Scope | None) -> int | None:
    """Return how many articles match a query and were never opened; None for too many to count."""
    try:
        query = parse(text, as_typed=True)
    except QueryProblem:
        return 0
    results = search(library, query, scope=scope, limit=1, options=Options(as_typed=True))
    return unread(library, matching(library, text, scope)) if results.is_counted else None


def unread(library: Library, keys: frozenset[int]) -> int:
    """Return how many of some articles were never opened."""
    opened = library.connection.execute(
        "SELECT a.key FROM reading r JOIN articles a ON a.id = r.id"
    )
    return len(keys - {key for (key,) in opened})


def _found(library: Library, request: SearchRequest, query: Query, limit: int) -> Results:
    options = Options(is_exact=request.is_exact, as_typed=True)
    return search(library, query, scope=request.scope, limit=limit, options=options)


def _check(is_outdated: Callable[[], bool]) -> None:
    if is_outdated():
        raise Outdated


def _read_snippets(library: Library, known: SearchAnswer, key: int) -> None:
    row = known.rows.get(key)
    if row is None or known.results is None:
        return
    try:
        article = library.article(key)
    except KeyError:  # another process has just removed it
        return
    known.snippets[key] = snippets_of(
        known.results.matcher,
        article,
        library.translations(article, target_language=known.request.target),
        headline=row.headline,
        translated_headline=row.translated_headline,
    )


def _advice(
    library: Library, request: SearchRequest, query: Query, is_outdated: Callable[[], bool]
) -> Advice:
    """Find out what would find something."""

    def count(other: SearchRequest, part: Query) -> int:
        _check(is_outdated)
        return _found(library, other, part, limit=1).matches

    texts = list(dict.fromkeys(_texts(query)))[:_MOST_WORDS]
    alone = [(text.text, count(request, text)) for text in texts]
    alike: list[str] = []
    for text, (_, matches) in zip(texts, alone, strict=True):
        if not matches:
            _check(is_outdated)
            alike += _alike(library, text.text)
    return Advice(
        tuple(alone) if len(alone) > 1 else (),
        tuple(dict.fromkeys(alike)),
        count(replace(request, is_exact=False), query) if request.is_exact else 0,
        count(replace(request, scope=None), query) if request.scope is not None else 0,
    )


def _texts(query: Query) -> Iterator[Text]:
    match query:
        case Text():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _texts(part)


def _alike(library: Library, word: str) -> list[str]:
    """Return words of the articles that look like one, the likest first."""
    form = fold(word)
    if len(form) < 3:  # noqa: PLR2004 - everything looks like so short a word
        return []
    first = form[:1]
    rows = library.connection.execute(
        "SELECT DISTINCT form FROM search_words WHERE form >= ? AND form < ? "
        "AND length(form) BETWEEN ? AND ? LIMIT ?",
        (first, first + "\U0010ffff", len(form) - 2, len(form) + 2, _MOST_FORMS),
    )
    return difflib.get_close_matches(form, [found for (found,) in rows], n=3, cutoff=0.75)


def is_interruption(error: sqlite3.OperationalError) -> bool:
    """Tell whether a question was broken off, rather than the library unusable."""
    return "interrupted" in str(error)
