"""The process that brings the search index up to date, as the screens see it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library.search.update_process import command
from seedreader.ui import child_process


class IndexTask:
    """Brings the index up to date in a child process; one at a time."""

    def __init__(self, data: Path) -> None:
        """Prepare it; nothing runs yet.

        Args:
            data: the library's folder.
        """
        self._command = command(data)
        self._started: asyncio.Future[asyncio.subprocess.Process] | None = None

    async def events(self) -> AsyncGenerator[int, None]:
        """Start the process and give how many articles were indexed, whenever there are some.

        0 tells that more forms of words are known. The process is ended if the iteration is given
        up; what is left is indexed another time.
        """
        await self.close()
        # Whoever is cancelled while the process starts leaves it to `close`.
        self._started = asyncio.ensure_future(self._start())
        try:
            process = await asyncio.shield(self._started)
            assert process.stdout is not None
            async for line in process.stdout:
                yield int(line) if line.strip().isdigit() else 0
        finally:
            await self.close()

    async def close(self) -> None:
        """End the process, and return when nothing is left of it."""
        while (started := self._started) is not None:
            process = await asyncio.shield(started)
            await child_process.kill(process)
            if self._started is started:
                self._started = None

    async def _start(self) -> asyncio.subprocess.Process:
        return await child_process.start(self._command)
