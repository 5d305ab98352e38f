"""The process that finds entities in the background, as the screens see it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library import Scope
from seedreader.library.entity_events import (
    EntitiesFinished,
    EntitiesFound,
    EntitiesInterrupted,
    EntityEvent,
    EntityProblem,
    EntityProgress,
)
from seedreader.library.entity_process import ROOM, command, decode_event
from seedreader.library.process_memory import Room
from seedreader.ui import child_process


class ProcessEnded(Exception):
    """The process was killed, or could not go on; what it had found is kept."""


class EntityTask:
    """Finds entities in a child process, which stays for a while to look at single articles.

    When the process has grown large it ends, and another one goes on.
    """

    def __init__(
        self, data: Path, scope: Scope, *, target_language: str, room: Room = ROOM
    ) -> None:
        """Prepare it; nothing runs yet.

        Args:
            data: the library's folder.
            scope: the files and folders.
            target_language: primary subtag of the translations to look through.
            room: the memory that the process may take.
        """
        self._command = command(data, scope, target_language=target_language, room=room)
        self._first: dict[int, None] = {}  # articles that were asked for and not told of yet
        self._process: asyncio.subprocess.Process | None = None
        self._is_finding = False
        self._is_closed = False

    async def find(self) -> AsyncGenerator[EntityEvent, None]:
        """Start the process and give its events until all entities of the scope are known.

        The process is ended if the iteration is given up before.

        Raises:
            ProcessEnded: it ended before, and did not say why.
        """
        await self._end()
        self._is_finding = True
        self._first.clear()
        account = _Account()
        try:
            process = await self._start()
            while (event := await _next_event(process)) is not None:
                if isinstance(event, EntitiesFound):
                    for article in event.articles:
                        self._first.pop(article, None)
                elif isinstance(event, EntitiesInterrupted):
                    process = await self._start_another()
                told = account.of(event)
                if told is not None:
                    yield told
                if account.is_done:
                    break
            if not account.is_done and await process.wait() != 0 and not self._is_closed:
                raise ProcessEnded
        finally:
            self._is_finding = False
            if not account.is_done:
                await self._end()

    def ask_first(self, article: int) -> bool:
        """While `find` goes on, have an article looked at before the others.

        Args:
            article: its key in the library.

        Returns:
            Whether it goes on, so that its events will tell of the article.
        """
        if self._is_finding:
            self._first[article] = None
            if self._process is not None:
                self._send(self._process, article)
        return self._is_finding

    async def look_at(self, article: int) -> None:
        """Have an article looked at, and return when that is done; `find` must not go on.

        Args:
            article: its key in the library.
        """
        for _ in range(2):  # it ends when it has rested for long, perhaps just now
            process = self._process
            if process is None or process.returncode is not None:
                process = await self._start()
            self._send(process, article)
            while (event := await _next_event(process)) is not None:
                if isinstance(event, EntitiesFound) and article in event.articles:
                    return
            await self._end()
            if self._is_closed:
                return

    async def close(self) -> None:
        """End the process for good; what it was doing is done again another time."""
        self._is_closed = True
        await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        await child_process.kill(process)

    async def _start(self) -> asyncio.subprocess.Process:
        self._process = await child_process.start(self._command)
        process = self._process
        if self._is_closed:  # while it was started
            await self._end()
        return process

    async def _start_another(self) -> asyncio.subprocess.Process:
        """Start the process that goes on after one that ends."""
        await self._end()
        process = await self._start()
        for article in self._first:  # the other one may not have read that they were asked for
            self._send(process, article)
        return process

    @staticmethod
    def _send(process: asyncio.subprocess.Process, article: int) -> None:
        if process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                process.stdin.write(b"%d\n" % article)


class _Account:
    """Makes one account of what one process after the other tells.

    Attributes:
        is_done: whether all entities are found.
    """

    def __init__(self) -> None:
        self._articles = 0
        self._seconds = 0.0
        self._problems: set[str] = set()
        self.is_done = False

    def of(self, event: EntityEvent) -> EntityEvent | None:
        """Return an event as it is told, None if it is not."""
        match event:
            case EntityProgress(done, total):
                return EntityProgress(self._articles + done, self._articles + total)
            case EntitiesInterrupted(articles, seconds):
                self._articles += articles
                self._seconds += seconds
                return None
            case EntitiesFinished(articles, seconds):
                self.is_done = True
                return EntitiesFinished(self._articles + articles, self._seconds + seconds)
            case EntityProblem(text):
                if text in self._problems:
                    return None
                self._problems.add(text)
        return event


async def _next_event(process: asyncio.subprocess.Process) -> EntityEvent | None:
    """Return what the process tells next, or None where it has ended."""
    assert process.stdout is not None
    while line := await process.stdout.readline():
        with contextlib.suppress(ValueError):
            return decode_event(line)
    return None
