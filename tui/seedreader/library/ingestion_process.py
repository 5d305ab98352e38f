"""`ingest` in a process of its own, which can be killed at any moment.

The reader's screens start it and read what it tells: one JSON object a line on standard output,
with the name of the event's class under `event` and its attributes beside it; paths are escaped by
`os.fsencode` and hexadecimal. It ends when its standard input closes, so that it cannot outlive
whoever started it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO

from seedreader.library.events import Damaged, Event, Finished, Problem, Progress, Stored
from seedreader.library.process import command_of, decode, encode, listen, parse, tell_trouble
from seedreader.library.schema import LibraryProblem
from seedreader.library.scope import Scope
from seedreader.library.store import Library

MODULE = "seedreader.library.ingestion_process"
"""This module's name, also where it runs as `__main__`."""

_EVENTS: Mapping[str, Callable[..., Event]] = {
    kind.__name__: kind for kind in (Progress, Stored, Problem, Finished, Damaged)
}


def command(data: Path, scope: Scope, *, target_language: str) -> list[str]:
    """Return the command that starts the process."""
    return command_of(MODULE, data, scope, target_language=target_language)


def encode_event(event: Event) -> str:
    """Return an event as one line of JSON."""
    return encode(event)


def decode_event(line: str | bytes) -> Event:
    """Return the event that `encode_event` was given.

    Raises:
        ValueError: the line is of another form.
    """
    return decode(line, _EVENTS, {"path": bytes.fromhex})


def main(arguments: list[str] | None = None) -> int:
    """Run `ingest` and print its events."""
    options = parse(MODULE, arguments)
    listen()
    path = os.fsencode(options.data)
    try:
        with closing(Library(options.data)) as library:
            _print_events(library, Scope.of(options.paths), options.to, sys.stdout)
    except (sqlite3.Error, LibraryProblem) as error:
        tell_trouble(error, lambda problem: Problem(path, problem, "", is_failure=True))
    except BrokenPipeError:
        os.close(1)  # nobody listens any more: nothing is left to say at exit either
    return 0


def _print_events(library: Library, scope: Scope, target: str, stream: IO[str]) -> None:
    from seedreader.library.ingestion import ingest  # noqa: PLC0415 - only the process needs it

    for event in ingest(library, scope, target_language=target):
        stream.write(encode_event(event) + "\n")
        stream.flush()


if __name__ == "__main__":
    sys.exit(main())
