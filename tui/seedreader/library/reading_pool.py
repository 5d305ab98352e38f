"""Reads many files in several processes, which may end at any moment.

Reading takes some milliseconds of a processor for every article: decoding, structure, language.
Writing is left to whoever asks.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from seedreader.library.reading import ReadFile, read_file
from seedreader.library.reading_process import LENGTH_BYTES, MODULE

Wanted = tuple[Path, bytes | None]
"""A file of one article, and its hash when it was read last."""

_MOST_PROCESSES: Final = 4
_FEW: Final = 40
"""Files that are read here: starting a process takes as long as reading about as many."""
_AHEAD: Final = 4
"""Files that wait in each process, so that it is never idle."""
_ENDS: Final = 3
"""Processes that may end in a row without having read a file: then none can be started."""


def processes_for(files: int) -> int:
    """Return how many processes read so many files; 0: none but this one."""
    if files < _FEW:
        return 0
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        processors = os.cpu_count() or 1
    return min(_MOST_PROCESSES, processors)


def read_files(
    files: Iterable[Wanted], *, processes: int
) -> Generator[tuple[Path, ReadFile], None, None]:
    """Read files, each of one article, and yield them as they are read, in any order.

    A file that ends the process that reads it is told as one that cannot be read. The processes
    end with the iteration, and with this process.

    Args:
        files: what to read; asked for only as far as it can be read soon.
        processes: how many; 0 to read here, one after the other.
    """
    if processes == 0:
        for path, known in files:
            yield path, read_file(path, known)
        return
    pool = _Pool(iter(files), processes)
    try:
        yield from pool.run()
    finally:
        pool.close()


@dataclass(slots=True, eq=False)
class _Reader:
    """A process and the files that it was given, in order."""

    process: subprocess.Popen[bytes]
    waiting: deque[Wanted] = field(default_factory=deque)


class _Pool:
    def __init__(self, files: Iterator[Wanted], processes: int) -> None:
        self._files = files
        self._again: deque[Wanted] = deque()  # given to a process that has ended
        self._told: queue.SimpleQueue[tuple[_Reader, ReadFile | None]] = queue.SimpleQueue()
        self._readers: set[_Reader] = set()
        self._ends = 0
        self._processes = processes

    def run(self) -> Iterator[tuple[Path, ReadFile]]:
        for _ in range(self._processes):
            self._start()
        while self._readers:
            reader, found = self._told.get()
            if found is not None:
                self._ends = 0
                path, _ = reader.waiting.popleft()
                self._give(reader)
                yield path, found
            else:
                yield from self._ended(reader)

    def close(self) -> None:
        for reader in self._readers:
            reader.process.kill()
        for reader in self._readers:
            _forget(reader.process)

    def _start(self) -> None:
        wanted = self._next()
        if wanted is None:
            return
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        reader = _Reader(process)
        self._readers.add(reader)
        threading.Thread(target=self._listen, args=(reader,), daemon=True).start()
        self._send(reader, wanted)
        self._give(reader)

    def _next(self) -> Wanted | None:
        return self._again.popleft() if self._again else next(self._files, None)

    def _give(self, reader: _Reader) -> None:
        """Give a process what it is to read next; end it where there is nothing left."""
        while len(reader.waiting) < _AHEAD:
            wanted = self._next()
            if wanted is None:
                break
            self._send(reader, wanted)
        if not reader.waiting:
            self._readers.discard(reader)
            reader.process.kill()
            _forget(reader.process)

    @staticmethod
    def _send(reader: _Reader, wanted: Wanted) -> None:
        path, known = wanted
        line = json.dumps([os.fsencode(path).hex(), known.hex() if known else None])
        reader.waiting.append(wanted)
        assert reader.process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended, which is told
            reader.process.stdin.write(line.encode() + b"\n")
            reader.process.stdin.flush()

    def _ended(self, reader: _Reader) -> Iterator[tuple[Path, ReadFile]]:
        """Go on with another process after one that ended in the midst of a file."""
        if reader not in self._readers:
            return  # it had nothing left to do
        self._readers.discard(reader)
        _forget(reader.process)
        path, _ = reader.waiting.popleft()
        self._again.extend(reader.waiting)
        self._ends += 1
        yield path, ReadFile(None, None, _told_of_end(reader.process.returncode))
        if self._ends < _ENDS:
            self._start()
        elif not self._readers:
            while (wanted := self._next()) is not None:
                yield wanted[0], read_file(*wanted)

    def _listen(self, reader: _Reader) -> None:
        assert reader.process.stdout is not None
        with reader.process.stdout as stream:
            while (found := _received(stream)) is not None:
                self._told.put((reader, found))
        self._told.put((reader, None))


def _received(stream: IO[bytes]) -> ReadFile | None:
    """Return what a process tells next, None where it has ended."""
    try:
        head = stream.read(LENGTH_BYTES)
        length = int.from_bytes(head, "little")
        told = stream.read(length) if len(head) == LENGTH_BYTES else b""
        if not told or len(told) < length:
            return None
        found = pickle.loads(told)  # noqa: S301 - of our own process
    except (OSError, ValueError, pickle.UnpicklingError):
        return None
    assert isinstance(found, ReadFile)
    return found


def _told_of_end(code: int) -> tuple[str, str]:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"Reading it ended the process that read it ({how}).", "Convert it to plain text first."


def _forget(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
