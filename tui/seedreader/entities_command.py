"""`seedreader entities`: the entities of articles, linked across languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seedreader.commands import bring_up_to_date
from seedreader.corpus.sanitise import sanitise_line
from seedreader.library import Library, ListRow, Scope
from seedreader.library.entity_decisions import load_decisions
from seedreader.library.entity_events import EntityProblem
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_records import ArticleEntities, EntityRow
from seedreader.library.entity_version import entities_version, table_paths
from seedreader.output import complain, print_json, print_line
from seedreader.places import config_file, samples_folder
from seedreader.with_library import with_library

_TARGET = "en"
_FORMS = 6  # shown of each entity


def list_entities(
    paths: Sequence[Path], *, data: Path | None, as_json: bool, shared: bool, weak: bool
) -> int:
    """Print the entities of files and folders and return the exit code.

    Args:
        paths: files and folders; without any, the sample articles.
        data: the library's folder, or None for the usual one.
        as_json: one object an article, with its mentions; else one line an entity.
        shared: only entities that at least two articles name.
        weak: adjectives and names of peoples too.
    """
    scope = Scope.of(paths or [samples_folder()])

    def run(library: Library) -> int:
        failed = bring_up_to_date(library, scope, target=_TARGET)
        index = _index(library, scope)
        if as_json:
            for key, row in _rows(library, scope):
                found = index.article(key, _TARGET)
                if found is not None:
                    text = library.article(key).text
                    print_json(entities_object(row, scope, text, found, shared=shared, weak=weak))
        else:
            for entity in index.entities(weak=weak):
                if entity.entity.is_shared or not shared:
                    print_line(_line(index, entity))
        return 1 if failed else 0

    return with_library(data, run)


def _index(library: Library, scope: Scope) -> EntityIndex:
    from seedreader.library.entity_ingestion import find_entities  # noqa: PLC0415 - heavy

    folder = config_file().parent
    tables = table_paths(scope, folder)
    for event in find_entities(library, scope, tables, target_language=_TARGET):
        if isinstance(event, EntityProblem):
            complain(event.text)
    decisions, problem = load_decisions(folder)
    if problem:
        complain(problem)
    return EntityIndex(library, scope, entities_version(tables), decisions)


def _rows(library: Library, scope: Scope) -> list[tuple[int, ListRow]]:
    keys = library.keys(scope)
    rows = library.rows(keys, scope=scope)
    return [(key, rows[key]) for key in keys if key in rows]


def entities_object(
    row: ListRow,
    scope: Scope,
    text: str,
    found: ArticleEntities,
    *,
    shared: bool,
    weak: bool,
) -> dict[str, Any]:
    """Return what `entities --json` prints of an article."""
    mentions = []
    for mention in found.mentions:
        entity = found.entities[mention.entity]
        if (mention.weak and not weak) or (shared and not entity.is_shared):
            continue
        mentions.append(
            {
                "start": mention.start,
                "end": mention.end,
                "text": text[mention.start : mention.end],
                "entity": entity.id,
                "name": entity.name,
                "type": entity.kind.value,
                "weak": mention.weak,
                "why": mention.why,
            }
        )
    return {
        "article": scope.shown(row.path).encode("utf-8", "backslashreplace").decode(),
        "id": row.id,
        "language": row.language,
        "mentions": mentions,
    }


def _one_line(text: str) -> str:
    return sanitise_line(text, 300)


def _line(index: EntityIndex, row: EntityRow) -> str:
    entity = row.entity
    card = index.card(entity.id)
    forms = list(dict.fromkeys(form.text for form in card.forms)) if card else []
    languages = ", ".join(f"{language} {number}" for language, number in row.languages)
    shown = ", ".join(_one_line(form) for form in forms[:_FORMS])
    if len(forms) > _FORMS:
        shown += ", …"
    return "\t".join(
        [str(entity.articles), entity.kind.value, _one_line(entity.name), languages, shown]
    )
