"""The process that looks whether the library is whole, as the screens see it."""

from __future__ import annotations

import json
from pathlib import Path

from seedreader.library.check_process import command
from seedreader.library.damage import LibraryDamaged
from seedreader.ui import child_process


async def check_library(data: Path) -> bool:
    """Look in a child process whether the library is whole; return whether that could be told.

    The process is ended when this is cancelled.

    Raises:
        LibraryDamaged: it is not.
    """
    process = await child_process.start(command(data))
    assert process.stdout is not None
    try:
        told = await process.stdout.read()
    finally:
        await child_process.kill(process)
    try:
        problem = json.loads(told)
    except ValueError:
        return False
    if problem is not None:
        raise LibraryDamaged(problem)
    return True
