"""Questions about entities, answered in a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from seedreader.library import Library, Scope
from seedreader.library.entity_decisions import decisions_path, load_decisions
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_version import entities_version, table_paths
from seedreader.ui.store_thread import StoreThread

_T = TypeVar("_T")


class EntityThread:
    """Keeps an index of the scope's entities until something has changed."""

    def __init__(self, folder: Path, scope: Scope, config_folder: Path) -> None:
        """Prepare the thread; it starts with the first question.

        Args:
            folder: the library's.
            scope: whose articles count.
            config_folder: where the user's tables and decisions are.
        """
        self._store = StoreThread(folder)
        self._scope = scope
        self._config_folder = config_folder
        self._index: EntityIndex | None = None
        self._version: str | None = None
        self.problem = ""

    @property
    def decisions_path(self) -> Path:
        """Where the user's decisions are kept."""
        return decisions_path(self._config_folder)

    def forget(self, *, tables: bool = False) -> None:
        """Ask the library anew: articles or decisions have changed.

        Args:
            tables: whether the user's tables may have changed too.
        """
        self._index = None
        if tables:
            self._version = None

    async def ask(self, question: Callable[[EntityIndex], _T]) -> _T:
        """Return the answer, once all earlier questions are answered."""
        return await self._store.run(lambda library: question(self._ready(library)))

    def _ready(self, library: Library) -> EntityIndex:
        index = self._index
        if index is None:
            if self._version is None:
                self._version = entities_version(table_paths(self._scope, self._config_folder))
            decisions, self.problem = load_decisions(self._config_folder)
            index = EntityIndex(library, self._scope, self._version, decisions)
            self._index = index
        return index

    def close(self) -> None:
        """Finish, and close the connection."""
        self._store.close()
