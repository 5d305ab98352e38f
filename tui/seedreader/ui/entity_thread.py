"""Questions about entities, answered in a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from seedreader.entities.decisions import append
from seedreader.library import Library, Scope
from seedreader.library.entity_decisions import (
    decisions_path,
    decisions_stamp,
    load_decisions,
)
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_version import entities_version, table_paths
from seedreader.ui.store_thread import StoreThread

_T = TypeVar("_T")


class EntityThread:
    """Keeps an index of the scope's entities until something has changed.

    Attributes:
        problem: what is wrong with the file of decisions, or ''; known after the first question.
    """

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
        self._stamp: tuple[int, int] | None = None
        self.problem = ""
        self._told = ""

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

    async def decide(self, line: str) -> str:
        """Keep a decision of the user's, and return '' or why it could not be kept.

        Args:
            line: see `seedreader.entities.decisions`.
        """

        def keep(_: EntityIndex) -> str:
            if self.problem:
                return self.problem
            try:
                append(self.decisions_path, line)
            except OSError as error:
                return f"{self.decisions_path}: cannot be written ({error.strerror})"
            return ""

        return await self.ask(keep)

    def news(self) -> str:
        """Return what is wrong with the file of decisions, or '' where that was said before."""
        news = self.problem if self.problem != self._told else ""
        self._told = self.problem
        return news

    def _ready(self, library: Library) -> EntityIndex:
        index = self._index
        stamp = decisions_stamp(self._config_folder)
        if index is None or stamp != self._stamp:  # another reader may have decided something
            if self._version is None:
                self._version = entities_version(table_paths(self._scope, self._config_folder))
            decisions, self.problem = load_decisions(self._config_folder)
            index = EntityIndex(library, self._scope, self._version, decisions)
            self._index, self._stamp = index, stamp
        return index

    def close(self) -> None:
        """Finish, and close the connection."""
        self._store.close()
