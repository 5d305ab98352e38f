"""Work on packages in the background: one job after the other, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from textual.app import App
from textual.signal import Signal

from seedreader.translation.packages.jobs import (
    Failed,
    FetchIndex,
    Finished,
    HasIndex,
    Install,
    Job,
    JobEvent,
    Received,
    Remove,
    Started,
    Verify,
    WasInstalled,
    WasRemoved,
    WasVerified,
    command,
    decode_event,
    encode,
    environment,
)
from seedreader.translation.packages.wording import size_in_words
from seedreader.ui import child_process

_LINE_LIMIT: Final = 1 << 20  # bytes of one event
_TO_END: Final = 1.0  # seconds that a process has to end in order
_AT_LEAST: Final = 0.1  # seconds over which a speed is measured
_MEGABYTE: Final = 1e6

_DOING: Final = {
    Install: "installing",
    FetchIndex: "fetching",
    Remove: "removing",
    Verify: "checking",
}


@dataclass(frozen=True, slots=True)
class Work:
    """What goes on now.

    Attributes:
        job: what was asked for.
        name: of the package that is worked on; '' before the process says so.
        done: bytes received.
        total: bytes to receive, None if that is not known.
        speed: bytes a second.
        waiting: jobs that wait for this one to end.
    """

    job: Job
    name: str = ""
    done: int = 0
    total: int | None = None
    speed: float = 0.0
    waiting: int = 0

    @property
    def in_words(self) -> str:
        """Return what goes on: `installing translate-uk_en-1_9 34 % of 74.5 MB, 3.1 MB/s`."""
        parts = [_DOING[type(self.job)], self.name]
        if self.done and self.done == self.total:
            parts.append("is received, unpacking and trying it")
        elif self.total:
            parts.append(f"{100 * self.done // self.total} % of {size_in_words(self.total)},")
            parts.append(f"{self.speed / _MEGABYTE:.1f} MB/s")
        elif self.done:
            parts.append(f"{size_in_words(self.done)}, {self.speed / _MEGABYTE:.1f} MB/s")
        if self.waiting:
            parts.append(f"· {self.waiting} more to do")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Ended:
    """A job is over.

    Attributes:
        job: which.
        installed, removed, verified, failed, index: what the process told.
        was_stopped: whether the user stopped it.
    """

    job: Job
    installed: tuple[WasInstalled, ...] = ()
    removed: tuple[WasRemoved, ...] = ()
    verified: tuple[WasVerified, ...] = ()
    failed: tuple[Failed, ...] = ()
    index: HasIndex | None = None
    was_stopped: bool = False

    @property
    def has_changed_packages(self) -> bool:
        """Whether other packages are installed than before."""
        return bool(self.removed) or any(not one.was_there for one in self.installed)


class PackageTask:
    """Does one job after the other and tells of it.

    Attributes:
        told: published with `Work` while something goes on, and with `Ended` after each job.
    """

    def __init__(self, app: App[None], data: Path) -> None:
        """Prepare; nothing is started before there is a job.

        Args:
            app: runs the task, and ends it when it ends itself.
            data: the library's folder.
        """
        self._app = app
        self._data = data
        self._jobs: deque[Job] = deque()
        self._work: Work | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._was_stopped = False
        self.told: Signal[Work | Ended] = Signal(app, "packages")

    @property
    def data(self) -> Path:
        """The library's folder."""
        return self._data

    @property
    def work(self) -> Work | None:
        """What goes on now, or None."""
        return self._work

    def start(self, job: Job) -> None:
        """Do a job as soon as those before it are done."""
        self._jobs.append(job)
        if self._work is None:
            self._work = Work(job)
            self._app.run_worker(self._run(), group="packages", name="packages")
        else:
            self._tell_work(replace(self._work, waiting=len(self._jobs)))

    def stop(self) -> None:
        """Stop the job and forget those that wait; a download goes on there the next time."""
        self._jobs.clear()
        self._was_stopped = True
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def _run(self) -> None:
        try:
            while self._jobs:
                job = self._jobs.popleft()
                self._was_stopped = False
                self._tell_work(Work(job, waiting=len(self._jobs)))
                ended = await self._do(job)
                if not self._jobs:
                    self._work = None
                self.told.publish(ended)
        finally:
            self._work = None

    async def _do(self, job: Job) -> Ended:
        """Do a job, telling of it, and return what came of it."""
        ended, is_finished, began = Ended(job), False, 0.0
        first = 0
        async with contextlib.aclosing(self._events(job)) as events:
            async for event in events:
                work = self._work or Work(job)
                match event:
                    case Started(name):
                        first, began = -1, 0.0
                        self._tell_work(Work(job, name, waiting=len(self._jobs)))
                    case Received(done, total):
                        if first < 0:
                            first, began = done, time.monotonic()
                        seconds = max(time.monotonic() - began, _AT_LEAST)
                        speed = (done - first) / seconds
                        self._tell_work(replace(work, done=done, total=total, speed=speed))
                    case Finished():
                        is_finished = True
                    case _:
                        ended = _with(ended, event)
        if self._was_stopped and not is_finished:
            return replace(ended, was_stopped=True)
        if not is_finished:
            failed = Failed("the packages", "the process that changes them ended", "try again")
            return replace(ended, failed=(*ended.failed, failed))
        return ended

    def _tell_work(self, work: Work) -> None:
        self._work = work
        self.told.publish(work)

    async def _events(self, job: Job) -> AsyncGenerator[JobEvent, None]:
        """Give the events of a job's process, which is ended when the iteration is given up."""
        process = await child_process.start(command(self._data), environment())
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                process.stdin.write(f"{encode(job)}\n".encode())
                await process.stdin.drain()
            if self._was_stopped:
                process.stdin.close()
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    yield decode_event(line)
        except asyncio.CancelledError:
            await child_process.kill(process)  # harmless at any moment
            raise
        finally:
            self._process = None
            await child_process.end(process, _TO_END)


def _with(ended: Ended, event: JobEvent) -> Ended:
    match event:
        case WasInstalled():
            return replace(ended, installed=(*ended.installed, event))
        case WasRemoved():
            return replace(ended, removed=(*ended.removed, event))
        case WasVerified():
            return replace(ended, verified=(*ended.verified, event))
        case Failed():
            return replace(ended, failed=(*ended.failed, event))
        case HasIndex():
            return replace(ended, index=event)
        case _:
            return ended
