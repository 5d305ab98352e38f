"""Work with the library that must not hold up the screen, in one thread with its own connection."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from seedreader.library import Library

_T = TypeVar("_T")


class StoreThread:
    """Runs functions of a library one after the other, away from the event loop."""

    def __init__(self, folder: Path) -> None:
        """Prepare the thread; it starts with the first work."""
        self._folder = folder
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._library: Library | None = None

    async def run(self, function: Callable[[Library], _T]) -> _T:
        """Return what the function returns, once all earlier work is done."""
        return await self.begin(function)

    def begin(self, function: Callable[[Library], _T]) -> asyncio.Future[_T]:
        """Have the function run before all that is asked for later; await what it returns."""
        return asyncio.get_running_loop().run_in_executor(self._pool, self._call, function)

    def submit(self, function: Callable[[Library], object]) -> None:
        """Have the function run some time; its failure is nobody's concern."""

        def run() -> None:
            with contextlib.suppress(Exception):
                self._call(function)

        with contextlib.suppress(RuntimeError):  # closed already
            self._pool.submit(run)

    def close(self) -> None:
        """Finish what was submitted, and close the connection."""

        def finish() -> None:
            if self._library is not None:
                self._library.close()

        with contextlib.suppress(RuntimeError):
            self._pool.submit(finish)
        self._pool.shutdown(wait=True)

    def _call(self, function: Callable[[Library], _T]) -> _T:
        if self._library is None:
            self._library = Library(self._folder)
        return function(self._library)
