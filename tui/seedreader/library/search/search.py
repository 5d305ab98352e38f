"""Search a library: which articles match a query, best first, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from seedreader.article import Article, ParagraphKind, Span
from seedreader.library.scope import Scope
from seedreader.library.search.conditions import names_entity
from seedreader.library.search.locate import Hit, Locator, first_hits
from seedreader.library.search.match import Matcher, Options, Wanted, compile_query
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
_MATCHES_FOR_A_KEY: Final = 100
_TITLES: Final = 30_000
"""Of more matches: among how many of the documents added last titles are looked at."""
_BOOSTED: Final = 400
"""Of the best articles: how many are looked at for the entities that they name."""
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

    First come those with a hit in their titles, then those that are known to name an entity that
    is meant, then the others; within each, those with rarer words and more of them. Fields without
    words list the newest first.

    With a limit it takes some milliseconds among 100,000 articles: where thousands match, those
    with the words in their titles come first, and those that were added last.

    Args:
        library: where to search.
        query: what to look for.
        scope: only articles with a file in it; None for all.
        limit: how many articles are wanted, None for all that match.
        options: how the query is meant.
    """
    vocabulary = Vocabulary(library.connection)
    try:
        matcher = compile_query(query, vocabulary, options or Options(), stands_in=_stands_in)
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
        if matcher.condition is not None:
            self._condition += f" AND {matcher.condition.sql}"
            self._values += matcher.condition.values

    def _narrowed(self, scope: Scope | None) -> tuple[str, list[Any]]:
        """Return the condition that keeps a search within a scope, and its parameters."""
        if scope is None:
            return "", []
        inside, values = scope.condition("f.path")
        # To look at one article takes about as long as to tell of so many matches where they are.
        few = min(_FEW_KEYS, self._last_document() // _MATCHES_FOR_A_KEY)
        rows = self._library.connection.execute(
            "SELECT DISTINCT d.document FROM files f "  # noqa: S608
            f"JOIN search_documents d ON d.article = f.article WHERE {inside} LIMIT ?",
            (*values, few + 1),
        ).fetchall()
        if len(rows) <= few:  # few articles of many are looked at one by one
            marks = ", ".join("?" * len(rows))
            return f" AND search_index.rowid IN ({marks})", [row[0] for row in rows]
        has_file = f"SELECT 1 FROM files f WHERE f.article = d.article AND {inside}"  # noqa: S608
        return f" AND EXISTS ({has_file})", values

    def _last_document(self) -> int:
        ((last,),) = self._library.connection.execute(
            "SELECT coalesce(max(document), 0) FROM search_documents"
        ).fetchall()
        return int(last)

    def _select(
        self, columns: str, expression: str, *, newest: int | None = None, after: int = 0
    ) -> sqlite3.Cursor:
        """Select of the documents that match.

        Args:
            columns: what of them.
            expression: for the index.
            newest: only so many of those that were added last; None for all.
            after: only documents with a higher number.
        """
        # CROSS JOIN keeps SQLite from looking at every document first.
        sql = (
            f"SELECT {columns} FROM search_index "  # noqa: S608
            "CROSS JOIN search_documents d ON d.document = search_index.rowid "
            f"WHERE search_index MATCH ? AND search_index.rowid > {after}{self._condition}"
        )
        if newest is not None:
            sql += f" ORDER BY search_index.rowid DESC LIMIT {newest}"
        return self._library.connection.execute(sql, (expression, *self._values))

    def results(self, limit: int | None) -> Results:
        """Return the best matches."""
        matcher = self._matcher
        # One question tells how many there are and which are the newest.
        most = None if limit is None else _RANKED + 1
        keys = [key for (key,) in self._select("d.article", matcher.expression, newest=most)]
        matches, is_counted = len(keys), most is None or len(keys) < most
        if matcher.is_listing:
            found = list(self._listed(keys, limit, is_counted=is_counted))
            return Results(tuple(found), matches, is_counted, matcher)
        scores = self._scored() if is_counted else dict.fromkeys(keys[:_COMPARED], 1.0)
        titled = self._titled(scores, is_counted=is_counted)
        if titled or matcher.entities:
            most_score = max(scores.values(), default=0.0)
            for key in titled:
                scores[key] += 2 * most_score
            for key in self._naming(scores):
                scores[key] += most_score
        best = sorted(scores.items(), key=lambda item: (-item[1], -item[0]))
        found = [Found(key, score) for key, score in best]
        if matcher.is_rough:
            found = list(self._checked(found, limit))
            matches, is_counted = len(found), is_counted and len(found) != limit
        return Results(tuple(found[:limit]), matches, is_counted, matcher)

    def _scored(self) -> dict[int, float]:
        # To find out how rare a word is takes time in proportion to how often it stands in the
        # library, so very many matches are not scored.
        rows = self._select(f"d.article, -bm25(search_index, {_WEIGHTS})", self._matcher.expression)
        return {key: max(0.0, score) for key, score in rows}

    def _titled(self, scores: dict[int, float], *, is_counted: bool) -> set[int]:
        """Return the articles with a hit in their titles, and score those not scored yet."""
        in_titles = self._matcher.in_titles
        if in_titles is None:
            return set()
        if is_counted:
            return {key for (key,) in self._select("d.article", in_titles)} & scores.keys()
        after = self._last_document() - _TITLES
        rows = self._select("d.article", in_titles, newest=_COMPARED, after=after)
        found = {key for (key,) in rows}
        scores.update((key, 1.0) for key in found - scores.keys())
        return found

    def _naming(self, scores: dict[int, float]) -> Iterator[int]:
        """Yield those of the best articles that are known to name an entity that is meant."""
        if not self._matcher.entities:
            return
        condition = names_entity(self._matcher.entities, is_sure=True)
        best = sorted(scores, key=lambda key: (-scores[key], -key))[:_BOOSTED]
        for (key,) in self._library.connection.execute(
            "SELECT d.article FROM search_documents d "  # noqa: S608
            f"WHERE d.article IN ({', '.join(map(str, best))}) AND {condition.sql}",
            condition.values,
        ):
            yield key

    def _listed(self, keys: list[int], limit: int | None, *, is_counted: bool) -> Iterator[Found]:
        """Yield the articles of a query without words, the newest first."""
        if is_counted:
            dates = dict(self._dates(keys))
            keys.sort(key=lambda key: (dates.get(key) or "", key), reverse=True)
        else:  # So many fit that some of the newest of all soon do.
            rows = self._library.connection.execute(
                "SELECT d.article FROM articles a "  # noqa: S608
                "CROSS JOIN search_documents d ON d.article = a.key "
                "CROSS JOIN search_index ON search_index.rowid = d.document "
                f"WHERE search_index MATCH ?{self._condition} "
                "ORDER BY a.date DESC, a.key DESC LIMIT ?",
                (self._matcher.expression, *self._values, limit),
            )
            keys = [key for (key,) in rows]
        for key in keys[:limit]:
            yield Found(key, 0.0)

    def _dates(self, keys: list[int]) -> Iterator[tuple[int, str]]:
        for at in range(0, len(keys), _FEW_KEYS):
            marks = ", ".join(map(str, keys[at : at + _FEW_KEYS]))
            yield from self._library.connection.execute(
                f"SELECT key, date FROM articles WHERE key IN ({marks})"  # noqa: S608
            )

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
    everywhere, in_title = _locators(matcher.wanted)
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


@lru_cache(maxsize=8)
def _locators(wanted: tuple[Wanted, ...]) -> tuple[Locator, Locator]:
    """Return what finds hits anywhere, and in titles."""
    return Locator(wanted), Locator(wanted, Field.TITLE)


def _stands_in(wanted: Iterable[Wanted], text: str) -> bool:
    return next(Locator(wanted).hits(text), None) is not None


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
