"""The process that exports articles, as the screens see it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

from seedreader.library.export_events import ExportEvent
from seedreader.library.export_process import Job, command, decode_event

_PATIENCE: Final = 2.0  # seconds in which it puts its unfinished file away


async def export_events(data: Path, job: Job) -> AsyncGenerator[ExportEvent, None]:
    """Export articles in a child process, and give its events.

    The process is ended when the iteration is given up.
    """
    process = await asyncio.create_subprocess_exec(
        *command(data),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(job.encode())
        async for line in process.stdout:
            with contextlib.suppress(ValueError):
                yield decode_event(line)
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.communicate(), _PATIENCE)
        except (TimeoutError, asyncio.CancelledError) as error:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.communicate()
            if isinstance(error, asyncio.CancelledError):
                raise
