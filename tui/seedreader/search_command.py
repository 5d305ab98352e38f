"""`seedreader search`: what matches in files and folders, or in the whole library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from seedreader.article import Article, Span
from seedreader.commands import _one_line, bring_up_to_date, list_object
from seedreader.library import Library, ListRow, Scope
from seedreader.library.entity_decisions import load_decisions
from seedreader.library.entity_events import EntityProblem
from seedreader.library.entity_version import table_paths
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.lemmas import Lemmatiser
from seedreader.library.search.match import Options
from seedreader.library.search.names import Names
from seedreader.library.search.query import Query, QueryProblem, parse
from seedreader.library.search.search import (
    ArticleHit,
    Found,
    Results,
    hits_in_article,
    search,
)
from seedreader.output import complain, print_json, print_line
from seedreader.places import config_file, samples_folder
from seedreader.with_library import with_library

_AROUND = 40
"""Code points of a text that are shown on each side of a hit."""
_SHOWN_HITS = 3
_BATCH = 200
_FEW_ARTICLES = 100
"""Articles whose entities are found before the search."""
_FEW_LANGUAGES = 4
"""Languages whose new words are looked up without a word said about it."""
_AS_TYPED = "as typed"


def search_articles(
    words: str,
    paths: Sequence[Path],
    *,
    data: Path | None,
    target: str,
    as_json: bool,
    is_exact: bool,
) -> int:
    """Print the articles that match, best first, and return the exit code.

    Args:
        words: the query.
        paths: files and folders, which are brought up to date first; without any the whole library
            is searched, and the samples where it is empty.
        data: the library's folder.
        target: primary subtag of the language of the translations whose hits are shown.
        as_json: print JSON Lines.
        is_exact: words match as they are written.
    """
    try:
        query = parse(words)
    except QueryProblem as error:
        complain(f"search: {error}")
        return 2

    def run(library: Library) -> int:
        scope, failed = None, False
        if paths or not _has_articles(library):
            scope = Scope.of(paths or [samples_folder()])
            failed = bring_up_to_date(library, scope, target=target)
            if not is_exact:
                _find_entities(library, scope, target=target)
        index = SearchIndex(library)
        for _ in index.update():
            pass
        if not is_exact:
            _look_lemmas_up(index)
        names = Names(library.connection, load_decisions(config_file().parent)[0])
        options = Options(is_exact=is_exact, names=names, lemmatiser=Lemmatiser())
        results = search(library, query, scope=scope, limit=None, options=options)
        _print(library, scope or Scope.of([]), results, target=target, as_json=as_json)
        if not results.found and not as_json:
            complain(f"search: nothing matches {_shown(query, is_exact=is_exact)}")
        return 1 if failed else 0

    return with_library(data, run)


def _find_entities(library: Library, scope: Scope, *, target: str) -> None:
    """Find the entities of a scope's articles where few are not known: it takes a second or two.

    Where many are not, the answer does not wait for them: the knowledge base's own spellings are
    used, and a line says so.
    """
    condition, values = scope.condition("f.path")
    ((unknown,),) = library.connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM files f JOIN articles a ON a.key = f.article "  # noqa: S608
        f"WHERE {condition} AND a.id NOT IN (SELECT id FROM entity_articles) LIMIT ?)",
        (*values, _FEW_ARTICLES + 1),
    ).fetchall()
    if unknown > _FEW_ARTICLES:
        complain(
            "search: names are found in other scripts as far as the knowledge base knows them; "
            "`seedreader entities` with the same paths links the others too"
        )
    elif unknown:
        from seedreader.library.entity_ingestion import find_entities  # noqa: PLC0415 - heavy

        tables = table_paths(scope, config_file().parent)
        for event in find_entities(library, scope, tables, target_language=target):
            if isinstance(event, EntityProblem):
                complain(event.text)


def _look_lemmas_up(index: SearchIndex) -> None:
    """Look up the lemmas of new words, and say so where it takes long."""
    if (count := len(index.unlemmatised())) > _FEW_LANGUAGES:
        complain(
            f"search: looking up the inflected forms of new words in {count} languages, "
            "a second or more each; ctrl-c keeps what is done, --exact does without"
        )
    index.update_lemmas()


def _has_articles(library: Library) -> bool:
    return library.connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None


def _shown(query: Query, *, is_exact: bool) -> str:
    return f"{query}{'; without --exact other forms would be found too' if is_exact else ''}"


def _print(library: Library, scope: Scope, results: Results, *, target: str, as_json: bool) -> None:
    for at in range(0, len(results.found), _BATCH):
        part = results.found[at : at + _BATCH]
        rows = library.rows([found.key for found in part], target_language=target, scope=scope)
        for found in part:
            if found.key not in rows:  # another process has just removed it
                continue
            article = library.article(found.key)
            translations = library.translations(article, target_language=target)
            hits = hits_in_article(results.matcher, article, translations)
            row = rows[found.key]
            if as_json:
                names = results.matcher.names
                print_json(search_object(row, scope, found, hits, names=names))
            else:
                print_line(_line(row, scope))
                for hit in hits[:_SHOWN_HITS]:
                    if hit.translated is not None:
                        text = translations[hit.span].text
                        snippet = _snippet(text, hit.translated, Span(0, len(text)), hit.why)
                    else:
                        around = _paragraph_of(article, hit.span)
                        snippet = _snippet(article.text, hit.span, around, hit.why)
                    print_line("    " + snippet)


def search_object(
    row: ListRow,
    scope: Scope,
    found: Found,
    hits: Sequence[ArticleHit],
    *,
    names: Collection[str] = (),
) -> dict[str, Any]:
    """Return what `search --json` prints of an article.

    A hit's `start` and `end` are code points of the article's text; of a hit in a translation they
    are those of its sentence, and `translation_start` and `translation_end` point into that
    sentence's translation. `names` are the reasons of hits that are other names of an entity.
    """
    listed = list_object(row, scope)
    return {
        "article": listed["path"],
        "id": row.id,
        "title": listed["title"],
        "language": row.language,
        "score": round(found.score, 3),
        "hits": [_hit_object(hit, names) for hit in hits],
        "headline": row.headline,
        "translated_headline": row.translated_headline,
        "date": row.date,
        "source": row.source,
    }


def _hit_object(hit: ArticleHit, names: Collection[str]) -> dict[str, Any]:
    is_name = hit.why in names and hit.translated is None
    made: dict[str, Any] = {
        "in": "entity" if is_name else hit.where,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "why": hit.why or _AS_TYPED,
    }
    if hit.translated is not None:
        made["translation_start"] = hit.translated.start
        made["translation_end"] = hit.translated.end
    return made


def _line(row: ListRow, scope: Scope) -> str:
    facts = (row.language, row.date or "-", row.source or "-", _one_line(row.headline))
    return "\t".join([*facts, _one_line(scope.shown(row.path))])


def _paragraph_of(article: Article, span: Span) -> Span:
    """Return the paragraph in which a hit begins: what stands around it may be page furniture."""
    return next(
        paragraph.span
        for paragraph in article.paragraphs
        if paragraph.span.start <= span.start < paragraph.span.end
    )


def _snippet(text: str, span: Span, around: Span, reason: str) -> str:
    """Return what stands around a hit within a part of a text."""
    start, end = max(around.start, span.start - _AROUND), min(around.end, span.end + _AROUND)
    before, after = "…" if start > around.start else "", "…" if end < around.end else ""
    why = f"  ({reason})" if reason else ""
    return _one_line(f"{before}{text[start:end]}{after}{why}")
