"""Find and link the entities of a scope's articles, one article after the other.

Each article is one transaction: whoever ends the process loses no more than the one in work. What
was found is kept until the knowledge base, the program or the user's own table changes. Adding an
article looks up only what resembles its names, so it costs the same in a large library.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from seedreader.article import Article, primary_language
from seedreader.entities import EntityFinder, Knowledge, KnowledgeError, Linker
from seedreader.library.entities_store import EntityStore
from seedreader.library.entity_events import (
    EntitiesFinished,
    EntitiesFound,
    EntityEvent,
    EntityProblem,
    EntityProgress,
)
from seedreader.library.entity_files import OwnTables, read_tables
from seedreader.library.entity_translation import find_in_translation
from seedreader.library.entity_version import entities_version
from seedreader.library.scope import Scope
from seedreader.library.store import Library

_TELL_EVERY = 0.25  # seconds between two events of progress


class EntityIngestion:
    """Brings the entities of scopes up to date. What is heavy loads with the first article."""

    def __init__(self, library: Library, tables: Sequence[Path], *, target_language: str) -> None:
        """Use an open library.

        Args:
            library: where articles and entities are kept; no other thread may use it meanwhile.
            tables: the user's own, see `entity_version.table_paths`.
            target_language: primary subtag of the translations to look through.
        """
        self._library = library
        self._tables = tables
        self._target = target_language
        self._store = EntityStore(library, entities_version(tables))

    @cached_property
    def own(self) -> OwnTables:
        """The user's own tables."""
        return read_tables(self._tables)

    @cached_property
    def _knowledge(self) -> Knowledge:
        return Knowledge(own=self.own.rows)

    @cached_property
    def _finder(self) -> EntityFinder:
        return EntityFinder(self._knowledge)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self._knowledge, self._store.memory.memory)

    def run(
        self,
        scope: Scope,
        *,
        is_cancelled: Callable[[], bool] = lambda: False,
        wanted: Callable[[], Sequence[int]] = tuple,
    ) -> Iterator[EntityEvent]:
        """Find the entities of a scope's articles, telling what happens.

        Args:
            scope: the files and folders.
            is_cancelled: asked before every article.
            wanted: asked before every article: keys of articles that come first.
        """
        started = time.monotonic()
        done = 0
        try:
            for problem in self.own.problems:
                yield EntityProblem(problem)
            for key in self._store.gone():
                self._store.remove(key, self._linker)
            pending = dict.fromkeys(self._store.pending(scope))
            pending.update(dict.fromkeys(self._store.untranslated(scope, self._target)))
            total = len(pending)
            fresh: list[int] = []
            told = started
            while pending and not is_cancelled():
                for first in reversed(wanted()):
                    pending = {first: None, **pending}
                key = next(iter(pending))
                del pending[key]
                if done == 0:
                    yield EntityProgress(0, total)
                self.add(key)
                done += 1
                fresh.append(key)
                if time.monotonic() - told > _TELL_EVERY:
                    told = time.monotonic()
                    yield EntityProgress(min(done, total), total)
                    yield EntitiesFound(tuple(fresh))
                    fresh.clear()
            if fresh:
                yield EntityProgress(min(done, total), total)
                yield EntitiesFound(tuple(fresh))
        except KnowledgeError as error:
            yield EntityProblem(str(error))
        yield EntitiesFinished(done, time.monotonic() - started)

    def add(self, key: int) -> None:
        """Find the entities of an article and of its translation; nothing if it is gone.

        Args:
            key: of the article, in the library.
        """
        try:
            article = self._library.article(key)
        except KeyError:
            return
        known = self._store.key(article.id)
        if known is None:
            mentions = self._finder.find(article)
            self._store.add(article, mentions, self._linker)
            known = self._store.key(article.id)
        if known is not None:
            self._find_in_translation(key, known, article)

    def _find_in_translation(self, key: int, known: int, article: Article) -> None:
        if primary_language(article.language) == self._target:
            return
        covered = self._store.covered(key, self._target)
        translations = self._library.translations(article, target_language=self._target)
        if not covered and not translations:
            return
        marks = find_in_translation(
            translations,
            self._target,
            finder=self._finder,
            linker=self._linker,
            store=self._store,
            key=known,
        )
        self._store.put_translation(known, self._target, covered, marks)


def find_entities(
    library: Library,
    scope: Scope,
    tables: Sequence[Path],
    *,
    target_language: str = "en",
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[EntityEvent]:
    """Find and link the entities of a scope's articles, telling what happens.

    What was written stays written if the iteration is given up or the process is killed.

    Args:
        library: where articles and entities are kept; no other thread may use it meanwhile.
        scope: the files and folders.
        tables: the user's own, see `entity_version.table_paths`.
        target_language: primary subtag of the translations to look through.
        is_cancelled: asked before every article.
    """
    ingestion = EntityIngestion(library, tables, target_language=target_language)
    return ingestion.run(scope, is_cancelled=is_cancelled)
