"""Finds entities in a process of its own, which can be killed at any moment.

The reader's screens start it and read what it tells: one JSON object a line on standard output,
with the name of the event's class under `event` and its attributes beside it. They may write keys
of articles to its standard input, one a line, which then come first, again if they were done
before: their translation may be another now. When all is done it waits a while for more, because
loading takes a second, and ends; it ends at once when its standard input closes. What it remembers
of many languages makes it large: then it ends as well, after an article, and whoever started it
starts another one.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from seedreader.library.entity_events import (
    EntitiesFinished,
    EntitiesFound,
    EntitiesInterrupted,
    EntityEvent,
    EntityProblem,
    EntityProgress,
)
from seedreader.library.entity_version import table_paths
from seedreader.library.events import Damaged
from seedreader.library.process import command_of, decode, encode, listen, parse, tell_trouble
from seedreader.library.process_memory import MIB, Room, resident
from seedreader.library.schema import LibraryProblem
from seedreader.library.scope import Scope
from seedreader.library.store import Library
from seedreader.places import config_file

MODULE = "seedreader.library.entity_process"
"""This module's name, also where it runs as `__main__`."""

ROOM = Room(200 * MIB, 100 * MIB)
"""What it may take: an article more takes a few MiB, and 250 are what a small machine can spare."""

_PATIENCE = 60.0  # seconds to wait for more work
_LONGEST_KEY = 19  # digits, and the end of the line: what SQLite takes
_EVENTS: Mapping[str, Callable[..., EntityEvent]] = {
    kind.__name__: kind
    for kind in (
        EntityProgress,
        EntitiesFound,
        EntityProblem,
        EntitiesFinished,
        EntitiesInterrupted,
        Damaged,
    )
}


def command(data: Path, scope: Scope, *, target_language: str, room: Room = ROOM) -> list[str]:
    """Return the command that starts the process."""
    return command_of(MODULE, data, scope, target_language=target_language, room=room)


def encode_event(event: EntityEvent) -> str:
    """Return an event as one line of JSON."""
    return encode(event)


def decode_event(line: str | bytes) -> EntityEvent:
    """Return the event that `encode_event` was given.

    Raises:
        ValueError: the line is of another form.
    """
    return decode(line, _EVENTS, {"articles": _keys_or_count})


def _keys_or_count(value: list[int] | int) -> tuple[int, ...] | int:
    return tuple(value) if isinstance(value, list) else value


def main(arguments: list[str] | None = None) -> int:
    """Find entities and print the events."""
    options = parse(MODULE, arguments)
    wanted: queue.SimpleQueue[int] = queue.SimpleQueue()

    def hear(line: bytes) -> None:
        if line.strip().isdigit() and len(line) <= _LONGEST_KEY:
            wanted.put(int(line))

    listen(hear)
    try:
        with closing(Library(options.data)) as library:
            room = Room(options.most_memory, options.growth)
            _work(library, Scope.of(options.paths), options.to, wanted, _Memory(room))
    except (sqlite3.Error, LibraryProblem) as error:
        tell_trouble(error, EntityProblem)
    except BrokenPipeError:
        os.close(1)  # nobody listens any more: nothing is left to say at exit either
    return 0


def _work(
    library: Library, scope: Scope, target: str, wanted: queue.SimpleQueue[int], memory: _Memory
) -> None:
    from seedreader.library.entity_ingestion import EntityIngestion  # noqa: PLC0415

    # A failing power supply may lose what was found last: it is found again.
    library.connection.execute("PRAGMA synchronous = NORMAL")
    tables = table_paths(scope, config_file().parent)
    ingestion = EntityIngestion(library, tables, target_language=target)
    for event in ingestion.run(
        scope, is_cancelled=memory.is_used_up, wanted=lambda: _waiting(wanted)
    ):
        if memory.is_over and isinstance(event, EntitiesFinished):
            _tell(EntitiesInterrupted(event.articles, event.seconds))
        else:
            _tell(event)
    while not memory.is_over:
        try:
            key = wanted.get(timeout=_PATIENCE)
        except queue.Empty:
            return
        ingestion.add(key)
        _tell(EntitiesFound((key,)))
        memory.is_used_up()


class _Memory:
    """Whether the process has room for another article.

    Attributes:
        is_over: whether it was told that it has none.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._asked = 0
        self._began: int | None = None
        self.is_over = False

    def is_used_up(self) -> bool:
        """Tell it; asked before each article."""
        self._asked += 1
        if self._asked > 1:  # the first article loads what all need
            now = resident()
            self._began = self._began or now
            self.is_over = self._room.is_used_up(self._began, now)
        return self.is_over


def _tell(event: EntityEvent) -> None:
    sys.stdout.write(encode_event(event) + "\n")
    sys.stdout.flush()


def _waiting(wanted: queue.SimpleQueue[int]) -> list[int]:
    keys: list[int] = []
    while not wanted.empty():
        keys.append(wanted.get())
    return keys


if __name__ == "__main__":
    sys.exit(main())
