"""The process that finds entities in the background, as the screens see it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library import Scope
from seedreader.library.entity_events import EntityEvent
from seedreader.library.entity_process import command, decode_event

_LINE_LIMIT = 1 << 20  # bytes of one event


class EntityTask:
    """Finds entities in a child process that may be asked to look at an article first."""

    def __init__(self, data: Path, scope: Scope, *, target_language: str) -> None:
        """Prepare it; see `events`."""
        self._command = command(data, scope, target_language=target_language)
        self._process: asyncio.subprocess.Process | None = None

    async def events(self) -> AsyncGenerator[EntityEvent, None]:
        """Start the process and give its events until it ends.

        The process is ended when the iteration is given up.
        """
        process = self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LINE_LIMIT,
        )
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    yield decode_event(line)
        finally:
            self._process = None
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def kill(self) -> None:
        """End the process; what it was doing is done again another time."""
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

    def ask(self, article: int) -> bool:
        """Have an article looked at before the others; return whether the process runs.

        Args:
            article: its key in the library.
        """
        process = self._process
        if process is None or process.returncode is not None or process.stdin is None:
            return False
        with contextlib.suppress(ConnectionError, RuntimeError):
            process.stdin.write(b"%d\n" % article)
        return True
