"""The process that exports articles, as the screens see it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

from seedreader.library.export_events import ExportEvent
from seedreader.library.export_process import Job, command, decode_event
from seedreader.ui import child_process

_PATIENCE: Final = 2.0  # seconds in which it puts its unfinished file away


async def export_events(data: Path, job: Job) -> AsyncGenerator[ExportEvent, None]:
    """Export articles in a child process, and give its events.

    The process is ended when the iteration is given up.
    """
    process = await child_process.start(command(data))
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(job.encode())
        async for line in process.stdout:
            with contextlib.suppress(ValueError):
                yield decode_event(line)
    finally:
        await child_process.end(process, _PATIENCE)
