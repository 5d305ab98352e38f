"""The process that reads files in the background, as the screens see it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

from seedreader.library import Scope
from seedreader.library.events import Event
from seedreader.library.ingestion_process import command, decode_event
from seedreader.ui import child_process


async def ingest_events(
    data: Path, scope: Scope, *, target_language: str
) -> AsyncGenerator[Event, None]:
    """Bring the library up to date in a child process, and give its events.

    The process is ended when the iteration is given up.
    """
    process = await child_process.start(command(data, scope, target_language=target_language))
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            with contextlib.suppress(ValueError):
                yield decode_event(line)
    finally:
        await child_process.kill(process)
