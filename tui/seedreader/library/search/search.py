"""Search a library: which articles match a query, best first, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from seedreader.article import Article, ParagraphKind, Span
from seedreader.library.scope import Scope
from seedreader.library.search.locate import Hit, Locator, first_hits
from seedreader.library.search.match import Matcher, Options, compile_query
from seedreader.library.search.query import Field, Query
from seedreader.library.search.vocabulary import Vocabulary
from seedreader.library.store import Library
from seedreader.translation.model import Translation

_RANKED: Final = 2_000
"""Matches that are all compared by their score."""
_COMPARED: Final = 500
"""Of more matches: how many of those in titles, and how many of the newest, are compared."""
_WEIGHTS: Final = "10.0, 8.0, 1.0, 0.8, 2.0, 0.1, 0.0"
"""Of the columns of the index."""
_FEW_KEYS: Final = 400
_MOST_HITS: Final = 50


@dataclass(frozen=True, slots=True)
class Found:
    """An article that matches.

    Attributes:
        key: the library's number for it.
        score: how well it matches; more is better, and only comparable within one search.
    """

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """What a search has found.

    Attributes:
        found: the best articles, best first.
        matches: how many articles match, or a number above which they were not counted.
        is_counted: whether `matches` is all of them.
        matcher: for `hits_in_article`.
    """

    found: tuple[Found, ...]
    matches: int
    is_counted: bool
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """A hit in an article or its translation.

    Attributes:
        where: "title", "original" or "translation".
        span: code points into the article's text; of a hit in a translation, its sentence's place.
        text: the hit itself.
        why: why it is one, "" where it is what was typed.
        translated: place in the translation of the sentence at `span`, code points; None elsewhere.
    """

    where: str
    span: Span
    text: str
    why: str
    translated: Span | None = None


def search(
    library: Library,
    query: Query,
    *,
    scope: Scope | None = None,
    limit: int | None = 50,
    options: Options | None = None,
) -> Results:
    """Return the articles that match.

    With a limit it takes some milliseconds among 100,000 articles: where thousands match, those
    with the words in their titles and those that were added last are compared.

    Args:
        library: where to search.
        query: what to look for.
        scope: only articles with a file in it; None for all.
        limit: how many articles are wanted, None for all that match.
        options: how the query is meant.
    """
    vocabulary = Vocabulary(library.connection)
    try:
        matcher = compile_query(query, vocabulary, options or Options())
        return _Search(library, matcher, scope).results(limit)
    except sqlite3.OperationalError as error:
        if "no such table: search_index" in str(error):  # nothing was ever indexed
            empty = Matcher("", None, (), is_rough=False)
            return Results((), 0, is_counted=True, matcher=empty)
        raise


class _Search:
    def __init__(self, library: Library, matcher: Matcher, scope: Scope | None) -> None:
        self._library = library
        self._matcher = matcher
        self._condition, self._values = self._narrowed(scope)

    def _narrowed(self, scope: Scope | None) -> tuple[str, list[Any]]:
        """Return the condition that keeps a search within a scope, and its parameters."""
        if scope is None:
            return "", []
        inside, values = scope.condition("f.path")
        rows = self._library.connection.execute(
            "SELECT DISTINCT d.document FROM files f "  # noqa: S608
            f"JOIN search_documents d ON d.article = f.article WHERE {inside} LIMIT ?",
            (*values, _FEW_KEYS),
        ).fetchall()
        if len(rows) < _FEW_KEYS:  # few articles are looked at one by one
            marks = ", ".join("?" * len(rows))
            return f" AND search_index.rowid IN ({marks})", [row[0] for row in rows]
        has_file = f"SELECT 1 FROM files f WHERE f.article = d.article AND {inside}"  # noqa: S608
        return f" AND EXISTS ({has_file})", values

    def _select(
        self, columns: str, expression: str, *, newest: int | None = None
    ) -> sqlite3.Cursor:
        # CROSS JOIN keeps SQLite from looking at every document first.
        sql = (
            f"SELECT {columns} FROM search_index "  # noqa: S608
            "CROSS JOIN search_documents d ON d.document = search_index.rowid "
            f"WHERE search_index MATCH ?{self._condition}"
        )
        if newest is not None:
            sql += f" ORDER BY search_index.rowid DESC LIMIT {newest}"
        return self._library.connection.execute(sql, (expression, *self._values))

    def _scored(self, expression: str, newest: int | None = None) -> dict[int, float]:
        rows = self._select(
            f"d.article, -bm25(search_index, {_WEIGHTS})", expression, newest=newest
        )
        return {key: max(0.0, score) for key, score in rows}

    def results(self, limit: int | None) -> Results:
        matcher = self._matcher
        matches, is_counted = self._count(None if limit is None else _RANKED)
        if is_counted:
            scores = self._scored(matcher.expression)
        else:
            scores = self._scored(matcher.expression, _COMPARED)
            if matcher.in_titles is not None:
                scores |= self._scored(matcher.in_titles, _COMPARED)
        best = sorted(scores.items(), key=lambda item: (-item[1], -item[0]))
        found = [Found(key, score) for key, score in best]
        if matcher.is_rough:
            found = list(self._checked(found, limit))
            matches, is_counted = len(found), is_counted and len(found) != limit
        return Results(tuple(found[:limit]), matches, is_counted, matcher)

    def _count(self, up_to: int | None) -> tuple[int, bool]:
        limit = -1 if up_to is None else up_to + 1
        ((count,),) = self._library.connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_index "  # noqa: S608
            "CROSS JOIN search_documents d ON d.document = search_index.rowid "
            f"WHERE search_index MATCH ?{self._condition} LIMIT ?)",
            (self._matcher.expression, *self._values, limit),
        ).fetchall()
        return count, up_to is None or count <= up_to

    def _checked(self, found: list[Found], limit: int | None) -> Iterator[Found]:
        """Yield those in which there are hits indeed."""
        count = 0
        for one in found:
            if limit is not None and count == limit:
                break
            article = self._library.article(one.key)
            targets = self._library.connection.execute(
                "SELECT target_language FROM coverage WHERE article = ? AND translated > 0",
                (one.key,),
            ).fetchall()
            mappings = [self._library.translations(article, target_language=t) for (t,) in targets]
            has_hits = bool(hits_in_article(self._matcher, article, None, limit=1)) or any(
                hits_in_article(self._matcher, article, mapping, limit=1) for mapping in mappings
            )
            if has_hits:
                count += 1
                yield one


def hits_in_article(
    matcher: Matcher,
    article: Article,
    translations: Mapping[Span, Translation] | None,
    *,
    limit: int = _MOST_HITS,
) -> list[ArticleHit]:
    """Return the first hits in an article and its translation, in the order of the text.

    Takes time in proportion to the article's length up to the last hit.
    """
    everywhere, in_title = Locator(matcher.wanted), Locator(matcher.wanted, Field.TITLE)
    found: list[ArticleHit] = []
    for paragraph in article.paragraphs:
        if len(found) >= limit:
            break
        is_title = paragraph.kind is ParagraphKind.TITLE
        locator = in_title if is_title else everywhere
        span = paragraph.span
        hits = first_hits(locator.hits(article.text, span.start, span.end), limit - len(found))
        where = "title" if is_title else "original"
        found += [ArticleHit(where, hit.span, hit.span.of(article.text), hit.why) for hit in hits]
        if translations:
            found += _translation_hits(locator, paragraph.sentences, translations)
    return found[:limit]


def _translation_hits(
    locator: Locator, sentences: tuple[Span, ...], translations: Mapping[Span, Translation]
) -> Iterator[ArticleHit]:
    for sentence in sentences:
        translation = translations.get(sentence)
        if translation is None:
            continue
        hits: list[Hit] = first_hits(locator.hits(translation.text), _MOST_HITS)
        for hit in hits:
            yield ArticleHit(
                "translation", sentence, hit.span.of(translation.text), hit.why, hit.span
            )
