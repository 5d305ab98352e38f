"""What the processes of this room have in common: how they are started, what they tell, their end.

Whoever starts one reads events from its standard output, one JSON object a line, with the name of
the event's class under `event` and its attributes beside it; bytes are hexadecimal. It ends when
its standard input closes, so that it cannot outlive whoever started it.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from seedreader.library.damage import is_damage
from seedreader.library.events import Damaged
from seedreader.library.process_memory import Room
from seedreader.library.schema import LibraryProblem, operational_advice
from seedreader.library.scope import Scope

if TYPE_CHECKING:
    import argparse

    from _typeshed import DataclassInstance

_T = TypeVar("_T")


def command_of(
    module: str, data: Path, scope: Scope, *, target_language: str, room: Room | None = None
) -> list[str]:
    """Return the command that starts a module as a process.

    Args:
        module: its name; it parses its arguments by `parse`.
        data: the library's folder.
        scope: the files and folders that it works on.
        target_language: primary subtag.
        room: the memory that it may take, if it heeds that.
    """
    given = ["--data", str(data), "--to", target_language]
    if room is not None:
        given += ["--most-memory", str(room.most), "--growth", str(room.growth)]
    paths = [str(path) for path in scope.paths()]
    return [sys.executable, "-m", module, *given, "--", *paths]


def parse(module: str, arguments: list[str] | None) -> argparse.Namespace:
    """Return what `command_of` put into a command.

    Returns:
        `data`, `to` and `paths`, and `most_memory` and `growth`, 0 where no room was given.
    """
    import argparse  # noqa: PLC0415 - only the process parses

    parser = argparse.ArgumentParser(prog=module)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", default="en")
    parser.add_argument("--most-memory", type=int, default=0)
    parser.add_argument("--growth", type=int, default=0)
    parser.add_argument("paths", nargs="*", type=Path)
    return parser.parse_args(arguments)


def encode(event: DataclassInstance) -> str:
    """Return an event as one line of JSON."""
    values = {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in dataclasses.asdict(event).items()
    }
    return json.dumps({"event": type(event).__name__, **values})


def decode(
    line: str | bytes,
    kinds: Mapping[str, Callable[..., _T]],
    convert: Mapping[str, Callable[[Any], Any]],
) -> _T:
    """Return the event that `encode` was given.

    Args:
        line: what was told.
        kinds: the classes of events, by name.
        convert: for attributes that JSON does not hold as they are, what makes them so again.

    Raises:
        ValueError: the line is of another form.
    """
    values = json.loads(line)
    try:
        kind = kinds[values.pop("event")]
        return kind(**{name: convert.get(name, _as_it_is)(value) for name, value in values.items()})
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an event: {line!r}") from error


def _as_it_is(value: object) -> object:
    return value


def tell_trouble(
    error: sqlite3.Error | LibraryProblem, trouble: Callable[[str], DataclassInstance]
) -> None:
    """Tell on standard output why nothing more can be done with the library.

    Args:
        error: what happened.
        trouble: makes an event of what is wrong and what to do, where the library is not damaged.
    """
    event: DataclassInstance
    if is_damage(error):
        event = Damaged(str(error))
    elif isinstance(error, sqlite3.OperationalError):
        event = trouble(operational_advice(error))
    else:
        event = trouble(str(error))
    sys.stdout.write(encode(event) + "\n")
    sys.stdout.flush()


def listen(
    hear: Callable[[bytes], None] = lambda _: None, end: Callable[[int], None] = os._exit
) -> None:
    """Hear lines of standard input in a thread, and end this process when it closes.

    SQLite forgets what was not committed then.
    """
    # Without a buffer, whose lock would be held when Python ends, which it does not survive.
    lines = io.FileIO(0, closefd=False)

    def run() -> None:
        for line in lines:
            hear(line)
        end(0)

    threading.Thread(target=run, daemon=True).start()
