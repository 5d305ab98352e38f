"""The worker for a program with an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from types import TracebackType
from typing import IO, Self

from seedreader.translation.engine import DEFAULT_OPTIONS, Options
from seedreader.translation.worker.protocol import (
    MAX_LINE,
    Cancel,
    Command,
    Event,
    Failed,
    Finished,
    Prioritise,
    Priority,
    Translate,
    decode_event,
    encode,
)
from seedreader.translation.worker.session import Session, WorkerCommand, last_words


class Request:
    """A request that was made: iterate over it to be told what becomes of it.

    The events end with `Finished` or `Failed`. What nobody iterates over is kept.
    """

    def __init__(self, client: TranslationClient, number: int) -> None:
        self.number = number
        self._client = client
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._is_at_end = False

    def __aiter__(self) -> AsyncIterator[Event]:
        return self._iterate()

    def prioritise(self, priority: Priority) -> None:
        """Give it another priority."""
        self._client._send(Prioritise(self.number, priority))  # noqa: SLF001 - its other half

    def cancel(self) -> None:
        """Give it up: `Finished` follows at once, whatever the worker is doing."""
        self._client._send(Cancel(self.number))  # noqa: SLF001 - its other half

    async def _iterate(self) -> AsyncIterator[Event]:
        while not (self._is_at_end and self._events.empty()):
            yield await self._events.get()

    def _tell(self, event: Event) -> None:
        self._is_at_end = isinstance(event, Finished | Failed)
        self._events.put_nowait(event)


class TranslationClient:
    """Starts a worker when it is first needed, and another when it dies.

    All methods must be called in the same event loop. Leaving the context, or `close`, ends the
    worker.
    """

    def __init__(self, worker: WorkerCommand) -> None:
        self._worker = worker
        self._process: asyncio.subprocess.Process | None = None
        self._runner: asyncio.Task[None] | None = None
        self._session = Session()
        self._requests: dict[int, Request] = {}
        self._last_number = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def process_id(self) -> int | None:
        """The running worker's, or None."""
        return None if self._process is None else self._process.pid

    def request(
        self,
        sentences: Sequence[str],
        source: str,
        target: str,
        *,
        priority: Priority = Priority.ARTICLE,
        options: Options = DEFAULT_OPTIONS,
    ) -> Request:
        """Ask for translations.

        Args:
            sentences: what to translate.
            source: primary subtag.
            target: primary subtag.
            priority: its place among other requests.
            options: how to decode.
        """
        self._last_number += 1
        request = Request(self, self._last_number)
        self._requests[request.number] = request
        self._send(Translate(request.number, tuple(sentences), source, target, priority, options))
        return request

    def warm_up(self) -> None:
        """Start the worker, so that the first request finds it running."""
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())

    async def close(self) -> None:
        """End the worker at once; requests that are open are told `Finished`, as cancelled."""
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner
        for number, request in list(self._requests.items()):
            del self._requests[number]
            request._tell(Finished(number, cancelled=True))  # noqa: SLF001 - its other half

    def _send(self, command: Command) -> None:
        if isinstance(command, Cancel):
            if command.request not in self._requests:
                return
            # The worker's answer, should it still come, is then of no interest.
            self._tell(Finished(command.request, cancelled=True))
        else:
            self._session.sent(command)
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(encode(command))
        elif isinstance(command, Translate):
            self.warm_up()

    def _tell(self, event: Event) -> None:
        heard = self._session.heard(event)
        if heard is not None:
            self._pass_on(heard)

    def _pass_on(self, event: Event) -> None:
        request = self._requests[event.request]
        if isinstance(event, Finished | Failed):
            del self._requests[event.request]
        request._tell(event)  # noqa: SLF001 - its other half

    async def _run(self) -> None:
        """Run a worker, and after it died others, for as long as there is something to ask."""
        while True:
            with tempfile.TemporaryFile() as log:
                await self._run_once(log)
                complaint = last_words(log)
            for failure in self._session.died(complaint):
                self._pass_on(failure)
            if not self._session:
                return

    async def _run_once(self, log: IO[bytes]) -> None:
        """Run one worker until it dies."""
        try:
            process = await asyncio.create_subprocess_exec(
                *self._worker.arguments(),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=MAX_LINE,
            )
        except OSError as error:
            log.write(str(error).encode())
            return
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            self._process = process
            for command in self._session.open():
                process.stdin.write(encode(command))
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    self._tell(decode_event(line))
        finally:
            self._process = None
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
