"""Searches, answered in a thread with a connection of its own: the newest one wins."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from seedreader.library import Library, ListRow
from seedreader.library.search_answers import (
    Outdated,
    SearchAnswer,
    SearchRequest,
    answer,
    is_interruption,
    more,
)
from seedreader.library.search_snippets import ArticleSnippets
from seedreader.ui.store_thread import StoreThread

_T = TypeVar("_T")

_LOOK_EVERY: Final = 1_000
"""Steps of SQLite's virtual machine after which a search looks whether it is still wanted."""


class SearchThread:
    """Answers one question after the other; a search breaks off those before it."""

    def __init__(self, folder: Path) -> None:
        """Prepare the thread; it starts with the first question."""
        self._store = StoreThread(folder)
        self._asked = 0  # number of the newest search, written by the event loop alone
        self._answering: int | None = None  # that of the one that goes on, if it can be broken off
        self._watched: Library | None = None

    async def search(self, request: SearchRequest) -> SearchAnswer | None:
        """Return what is found, or None where something else was asked meanwhile."""
        self._asked += 1
        return await self._ask(
            self._asked,
            lambda library, is_outdated: answer(library, request, is_outdated=is_outdated),
        )

    async def more(
        self, known: SearchAnswer, keys: Sequence[int]
    ) -> tuple[dict[int, ListRow], dict[int, ArticleSnippets]] | None:
        """Return what is shown of more articles; None where something else was asked meanwhile."""
        return await self._ask(
            self._asked,
            lambda library, is_outdated: more(library, known, keys, is_outdated=is_outdated),
        )

    def break_off(self) -> None:
        """Let go of what goes on: nobody wants to know any more."""
        self._asked += 1

    async def run(self, question: Callable[[Library], _T]) -> _T:
        """Return the answer to a question that nothing breaks off."""
        return await self._store.run(question)

    def close(self) -> None:
        """Break off what goes on, and close the connection."""
        self.break_off()
        self._store.close()

    async def _ask(
        self, number: int, question: Callable[[Library, Callable[[], bool]], _T]
    ) -> _T | None:
        def is_outdated() -> bool:
            return number != self._asked

        def run(library: Library) -> _T | None:
            if is_outdated():
                return None
            self._watch(library)
            self._answering = number
            try:
                return question(library, is_outdated)
            except Outdated:
                return None
            except sqlite3.OperationalError as error:
                if is_interruption(error):
                    return None
                raise
            finally:
                self._answering = None

        return await self._store.run(run)

    def _watch(self, library: Library) -> None:
        """Have SQLite break off what is not wanted any more."""
        if self._watched is not library:
            library.connection.set_progress_handler(self._must_stop, _LOOK_EVERY)
            self._watched = library

    def _must_stop(self) -> int:
        return int(self._answering is not None and self._answering != self._asked)
