"""What a client of the worker has to remember, with an event loop or without."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from seedreader.translation.engine import ProblemKind
from seedreader.translation.worker.protocol import (
    Command,
    Event,
    Failed,
    Finished,
    Prioritise,
    Progress,
    Sentence,
    Translate,
)

MODULE = "seedreader.translation.worker"

_LOG_TAIL = 4000  # bytes in which the last line is looked for
_SHOWN = 200  # code points of it that are shown


@dataclass(frozen=True, slots=True)
class WorkerCommand:
    """Which worker to start.

    Attributes:
        data: the library's folder, below which packages are installed.
        engine: `argos`, `apertium`, or `libretranslate`, which alone opens connections; its key is
            read from the environment variable `LIBRETRANSLATE_API_KEY`.
        memory: bytes that loaded models may take; None for the engine's default.
        threads: batches at a time; None for the engine's default.
        server: address of a LibreTranslate server.
    """

    data: Path
    engine: str = "argos"
    memory: int | None = None
    threads: int | None = None
    server: str | None = None

    def arguments(self) -> list[str]:
        """Return the command line."""
        line = [sys.executable, "-m", MODULE, "--engine", self.engine, "--data", str(self.data)]
        for name in ("memory", "threads", "server"):
            value = getattr(self, name)
            if value is not None:
                line += [f"--{name}", str(value)]
        return line


@dataclass(slots=True)
class _Open:
    """A request that is not at its end.

    Attributes:
        command: what was asked for.
        indices: for each sentence as it was last sent, its place in `command.sentences`.
        left: places of the sentences that are not translated yet, in order.
        has_crashed: whether the worker died with it, and no sentence was finished since.
    """

    command: Translate
    indices: list[int]
    left: dict[int, None]
    has_crashed: bool = False


@dataclass(slots=True)
class Session:
    """The requests that are open, so that they survive the worker."""

    _open: dict[int, _Open] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._open)

    def sent(self, command: Command) -> None:
        """Remember a command."""
        match command:
            case Translate():
                places = range(len(command.sentences))
                self._open[command.request] = _Open(command, list(places), dict.fromkeys(places))
            case Prioritise(number, priority):
                if number in self._open:
                    known = self._open[number]
                    known.command = replace(known.command, priority=priority)

    def heard(self, event: Event) -> Event | None:
        """Remember an event, and return it as whoever asked understands it; None to ignore it."""
        known = self._open.get(event.request)
        if known is None:
            return None
        match event:
            case Sentence():
                index = known.indices[event.index]
                if index not in known.left:
                    return None
                del known.left[index]
                known.has_crashed = False
                return replace(event, index=index)
            case Progress():
                total = len(known.command.sentences)
                return replace(event, done=total - len(known.left), total=total)
            case Finished() | Failed():
                del self._open[event.request]
        return event

    def open(self) -> list[Translate]:
        """Return what to ask a new worker for: what was told is never asked for again."""
        commands = []
        for known in self._open.values():
            known.indices = list(known.left)
            sentences = tuple(known.command.sentences[index] for index in known.indices)
            commands.append(replace(known.command, sentences=sentences))
        return commands

    def died(self, complaint: str) -> list[Failed]:
        """Remember that the worker died, and return what has to be given up.

        A request with which the worker died twice, without a sentence in between, is given up: it
        may well be the cause.

        Args:
            complaint: what the worker said when it died, or ''.
        """
        failed = []
        for number, known in list(self._open.items()):
            if known.has_crashed:
                del self._open[number]
                problem = "the translating process ended unexpectedly, twice"
                if complaint:
                    problem += f" ({complaint})"
                advice = "look for a broken package with `seedreader models verify`"
                failed.append(Failed(number, ProblemKind.CRASHED, problem, advice))
            known.has_crashed = True
        return failed


def last_words(log: IO[bytes]) -> str:
    """Return the last line of what a worker wrote to standard error, safe to show."""
    log.seek(max(0, log.seek(0, os.SEEK_END) - _LOG_TAIL))
    lines = log.read().decode("utf-8", "replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    return "".join(filter(str.isprintable, last)).strip()[:_SHOWN]
