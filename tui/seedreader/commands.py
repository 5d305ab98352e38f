"""The commands that need no screen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seedreader.article import Article, Span
from seedreader.corpus.sanitise import printable, sanitise_line
from seedreader.library import Library, ListRow, Scope, ingest
from seedreader.library.events import Problem
from seedreader.output import complain, print_json, print_line
from seedreader.places import samples_folder
from seedreader.translation.model import ProvenanceKind, Translation
from seedreader.with_library import with_library

TARGET = "en"
"""Primary subtag of the language into which is translated unless another is asked for."""


def complain_missing(paths: Iterable[Path]) -> int:
    """Say which paths do not exist, and return the exit code."""
    for path in paths:
        complain(f"{printable(path)}: there is no such file or folder; check the spelling")
    return 2


def list_articles(
    paths: Sequence[Path], *, data: Path | None, as_json: bool, target: str = TARGET
) -> int:
    """Print the articles of files and folders and return the exit code."""
    scope = Scope.of(paths or [samples_folder()])

    def run(library: Library) -> int:
        failed = bring_up_to_date(library, scope, target=target)
        groups = library.copy_groups(library.keys(scope))
        firsts: dict[int, str] = {}  # the id of the first article listed, by group
        for row in _rows(library, scope, target):
            group = groups.get(row.key)
            first = firsts.setdefault(group, row.id) if group is not None else row.id
            if as_json:
                copy_of = first if first != row.id else None
                print_json({**list_object(row, scope), "copy_of": copy_of})
            else:
                print_line(_list_line(row, scope))
        return 1 if failed else 0

    return with_library(data, run)


def show_article(name: str, *, data: Path | None, as_json: bool, target: str = TARGET) -> int:
    """Print one article with its translation and return the exit code."""
    path = Path(name)
    if name and path.is_dir():
        complain(f"{printable(path)}: is a folder; name one file, or an id that `list` prints")
        return 2

    def run(library: Library) -> int:
        scope = Scope.of([path] if name and os.path.lexists(path) else [])
        if scope.roots:
            failed = bring_up_to_date(library, scope, target=target)
            keys = library.keys(scope, limit=2)
            if failed or not keys:
                return 1
        else:
            keys = library.key_of_id(name.lower()) if is_id(name) else []
        if len(keys) != 1:
            problem = "several articles have ids that begin so" if keys else "is no file and no id"
            complain(f"{printable(path)}: {problem}; `seedreader list --json` prints the ids")
            return 2
        row = library.rows(keys, target_language=target, scope=scope)[keys[0]]
        article = library.article(keys[0])
        translations = library.translations(article, target_language=target, shown=scope.shown)
        if as_json:
            print_json(show_object(row, scope, article, translations))
        else:
            for line in plain_article(article, translations):
                print_line(line)
        return 0

    return with_library(data, run)


def list_object(row: ListRow, scope: Scope) -> dict[str, Any]:
    """Return what `list --json` prints of an article, but for `copy_of`."""
    return {
        "id": row.id,
        "path": scope.shown(row.path).encode("utf-8", "backslashreplace").decode(),
        "title": row.headline if row.has_title else None,
        "language": row.language,
        "date": row.date,
        "source": row.source,
        "words": row.words,
        "sentences": row.sentences,
        "boilerplate_lines": row.boilerplate_lines,
        "encoding": row.encoding,
        "headline": row.headline,
        "translated": row.translated,
        "translated_headline": row.translated_headline,
        "starred": row.starred,
        "tags": list(row.tags),
        "note": row.note,
        "read": row.finished,
        "started": row.started,
        "gone": row.gone,
        "position": row.position,
    }


def show_object(
    row: ListRow, scope: Scope, article: Article, translations: Mapping[Span, Translation]
) -> dict[str, Any]:
    """Return what `show --json` prints of an article."""
    text = article.text
    return {
        **list_object(row, scope),
        "text": text,
        "paragraphs": [
            {
                "kind": paragraph.kind.value,
                "start": paragraph.span.start,
                "end": paragraph.span.end,
                "language": paragraph.language,
                "sentences": [
                    {
                        "start": span.start,
                        "end": span.end,
                        "text": span.of(text),
                        "translation": _translation_object(translations.get(span)),
                    }
                    for span in paragraph.sentences
                ],
            }
            for paragraph in article.paragraphs
        ],
    }


def _translation_object(translation: Translation | None) -> dict[str, Any] | None:
    if translation is None:
        return None
    provenance = translation.provenance
    return {
        "text": translation.text,
        "language": translation.language,
        "provenance": {
            "kind": provenance.kind.value,
            "engine": provenance.engine,
            "package": provenance.package,
            "sha256": provenance.sha256,
            "date": provenance.date,
            "pivot": provenance.pivot,
            "origin": _one_line(provenance.origin) if provenance.origin else None,
        },
        "flags": [flag.name.value for flag in translation.flags],
        "reasons": [flag.reason for flag in translation.flags],
    }


def _list_line(row: ListRow, scope: Scope) -> str:
    facts = [
        row.language,
        row.date or "-",
        row.source or "-",
        f"{row.words}",
        _one_line(row.headline),
    ]
    return "\t".join([*facts, shown_path(scope, row.path), *(["gone"] if row.gone else [])])


def shown_path(scope: Scope, path: bytes) -> str:
    """Return a path as it was given, safe to print in a line."""
    return _one_line(scope.shown(path))


def plain_article(article: Article, translations: Mapping[Span, Translation]) -> Iterator[str]:
    """Yield the lines of an article with its translation, and what looks wrong with that."""
    for paragraph in article.paragraphs:
        if paragraph.kind.value == "boilerplate":
            continue
        yield " ".join(span.of(article.text).replace("\n", " ") for span in paragraph.sentences)
        found = [translations[span] for span in paragraph.sentences if span in translations]
        if found:
            yield "    " + " ".join(translation.text for translation in found)
        for translation in found:
            for flag in translation.flags:
                words = _one_line(f"{flag.name.value}: {flag.reason}")
                yield f"    ! {words} — in: {shorten(translation.text, _QUOTED)}"
        yield ""
    if made := [item for item in translations.values() if item.provenance.kind != "reference"]:
        yield f"[{_origins(made)}]"
        yield ""


_QUOTED = 40  # code points of a sentence that looks wrong


def shorten(text: str, limit: int) -> str:
    """Return a text with at most so many code points, an ellipsis for what is cut off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _origins(translations: Iterable[Translation]) -> str:
    """Return how many sentences come from where, references aside: they lie beside the article."""
    counts = Counter(map(_origin, translations))
    return "; ".join(f"{origin}: {count:,}" for origin, count in counts.most_common())


def _origin(translation: Translation) -> str:
    provenance = translation.provenance
    if provenance.kind is ProvenanceKind.EDITED:
        return "your own translations"
    if provenance.kind is ProvenanceKind.ENGINE:
        parts = [
            f"translated by machine, {provenance.engine or 'which one is not known'}",
            provenance.package,
            f"through {provenance.pivot}" if provenance.pivot else None,
            provenance.origin,
        ]
        return _one_line(", ".join(part for part in parts if part))
    return _one_line(f"from {provenance.origin}")


def _rows(library: Library, scope: Scope, target: str) -> Iterator[ListRow]:
    keys = library.keys(scope)
    step = 500
    for at in range(0, len(keys), step):
        part = keys[at : at + step]
        found = library.rows(part, target_language=target, scope=scope)
        yield from (found[key] for key in part if key in found)


def bring_up_to_date(library: Library, scope: Scope, *, target: str) -> bool:
    """Read what is new; return whether anything failed, all of which was said."""
    failed = False
    for event in ingest(library, scope, target_language=target):
        if isinstance(event, Problem):
            # What lies beside the file that was asked for is told, but was not asked for.
            failed |= event.is_failure and not scope.is_beside(event.path)
            words = " ".join(part for part in (event.problem, event.advice) if part)
            complain(f"{_one_line(scope.shown(event.path))}: {words}")
    return failed


def is_id(name: str) -> bool:
    """Tell whether a word may be the beginning of an article's id."""
    return bool(name) and all(character in "0123456789abcdefABCDEF" for character in name)


def _one_line(text: str) -> str:
    return sanitise_line(text.encode("utf-8", "backslashreplace").decode(), 10_000)
