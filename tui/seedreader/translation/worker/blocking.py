"""The worker for a program without an event loop."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Generator, Iterable, Iterator
from typing import IO

from seedreader.translation.worker.protocol import Event, Translate, decode_event, encode
from seedreader.translation.worker.session import Session, WorkerCommand, last_words

_AHEAD = 8
"""Requests that are open at a time: enough for full batches, and not a folder in memory."""


def translate(worker: WorkerCommand, requests: Iterable[Translate]) -> Generator[Event, None, None]:
    """Have requests translated, and give the events as they come.

    The requests are taken one by one as earlier ones come to their end. The worker ends with the
    iteration. One that dies is replaced once before a request is given up.

    Args:
        worker: which to start.
        requests: what to translate, each with a number of its own.
    """
    session = Session()
    waiting = iter(requests)
    is_exhausted = False
    while session or not is_exhausted:
        with tempfile.TemporaryFile() as log, _started(worker, log) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for command in session.open():
                _write(process.stdin, command)
            while True:
                while len(session) < _AHEAD and not is_exhausted:
                    command_or_none = next(waiting, None)
                    if command_or_none is None:
                        is_exhausted = True
                    else:
                        session.sent(command_or_none)
                        _write(process.stdin, command_or_none)
                if not session:
                    return
                line = process.stdout.readline()
                if not line:
                    break
                event = _heard(session, line)
                if event is not None:
                    yield event
            complaint = last_words(log)
        yield from session.died(complaint)


@contextlib.contextmanager
def _started(worker: WorkerCommand, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - this program itself
        worker.arguments(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _heard(session: Session, line: bytes) -> Event | None:
    try:
        return session.heard(decode_event(line))
    except ValueError:
        return None


def _write(stream: IO[bytes], command: Translate) -> None:
    with contextlib.suppress(OSError):  # it died: reading will tell
        stream.write(encode(command))
        stream.flush()
