"""The process that finds entities in the background, as the screens see it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library import Scope
from seedreader.library.entity_events import EntitiesFinished, EntitiesFound, EntityEvent
from seedreader.library.entity_process import command, decode_event
from seedreader.ui import child_process


class ProcessEnded(Exception):
    """The process was killed, or could not go on; what it had found is kept."""


class EntityTask:
    """Finds entities in a child process, which stays for a while to look at single articles."""

    def __init__(self, data: Path, scope: Scope, *, target_language: str) -> None:
        """Prepare it; nothing runs yet.

        Args:
            data: the library's folder.
            scope: the files and folders.
            target_language: primary subtag of the translations to look through.
        """
        self._command = command(data, scope, target_language=target_language)
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
        is_done = False
        try:
            process = await self._start()
            while (event := await _next_event(process)) is not None:
                is_done = isinstance(event, EntitiesFinished)
                yield event
                if is_done:
                    break
            if not is_done and await process.wait() != 0 and not self._is_closed:
                raise ProcessEnded
        finally:
            self._is_finding = False
            if not is_done:
                await self._end()

    def ask_first(self, article: int) -> bool:
        """While `find` goes on, have an article looked at before the others.

        Args:
            article: its key in the library.

        Returns:
            Whether it goes on, so that its events will tell of the article.
        """
        if self._is_finding and self._process is not None:
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

    @staticmethod
    def _send(process: asyncio.subprocess.Process, article: int) -> None:
        if process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                process.stdin.write(b"%d\n" % article)


async def _next_event(process: asyncio.subprocess.Process) -> EntityEvent | None:
    """Return what the process tells next, or None where it has ended."""
    assert process.stdout is not None
    while line := await process.stdout.readline():
        with contextlib.suppress(ValueError):
            return decode_event(line)
    return None
