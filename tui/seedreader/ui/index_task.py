"""The process that brings the search index up to date, as the screens see it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library.search.update_process import command


async def index_events(data: Path) -> AsyncGenerator[int, None]:
    """Bring the index up to date in a child process, and give how many articles were indexed.

    0 tells that more forms of words are known. The process is ended when the iteration is given
    up; what is left is indexed another time.
    """
    process = await asyncio.create_subprocess_exec(
        *command(data),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            yield int(line) if line.strip().isdigit() else 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
