"""How the screens start child processes, and end them so that nothing is left behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from typing import Final

_LINE_LIMIT: Final = 1 << 20
"""Bytes of one line that a process may tell."""


async def start(
    command: Sequence[str], env: Mapping[str, str] | None = None
) -> asyncio.subprocess.Process:
    """Start a process that is told lines on its standard input and tells lines itself.

    Args:
        command: the program and its arguments.
        env: its environment; None for that of this program.
    """
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LINE_LIMIT,
        env=env,
    )


async def kill(process: asyncio.subprocess.Process) -> None:
    """End a process that may be killed at any moment; return when nothing is left of it."""
    if process.stdin is not None:
        process.stdin.close()
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    if process.stdout is not None:
        # Its pipe closes when it is read to the end, unless somebody else reads it just now.
        with contextlib.suppress(RuntimeError):
            await process.stdout.read()
    # Closed a moment later in any case, but the event loop may end before that.
    process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001


async def end(process: asyncio.subprocess.Process, patience: float) -> None:
    """Let a process end in order, which the closing of its standard input asks it for.

    Args:
        process: what to end.
        patience: seconds after which it is killed, as it is when this is cancelled.
    """
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.communicate(), patience)
    except TimeoutError:
        await kill(process)
    except asyncio.CancelledError:
        await kill(process)
        raise
