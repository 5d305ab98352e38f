"""The worker's process: `python -m seedreader.translation.worker`.

It reads commands from standard input and writes events to standard output, and ends when standard
input closes, so that it cannot outlive whoever started it. It keeps nothing: it may be killed at
any moment, and what it told is all that it knew. It opens no connection, unless it is started with
the address of a server.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from seedreader.translation.engine import CannotTranslate, Engine
from seedreader.translation.worker.protocol import (
    Command,
    Event,
    Failed,
    Translate,
    decode_command,
    encode,
)


def main(arguments: list[str] | None = None) -> int:
    """Serve until standard input closes."""
    options = _options(arguments)
    # Ctrl-C is for who started it, which then closes standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries may print; only events may come out where events are expected.
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from seedreader.translation.worker.serve import Server  # noqa: PLC0415 - after the above

    def tell(event: Event) -> None:
        events.write(encode(event))
        events.flush()

    commands = _commands(sys.stdin.buffer)
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        try:
            engine = _engine(options)
        except CannotTranslate as problem:
            for command in commands:
                if isinstance(command, Translate):
                    tell(Failed(command.request, problem.kind, problem.problem, problem.advice))
        else:
            Server(engine, tell).serve(commands)
    os._exit(0)  # without waiting for the batches that still run


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="seedreader.translation.worker")
    parser.add_argument(
        "--engine", default="argos", choices=("argos", "apertium", "libretranslate")
    )
    parser.add_argument("--data", type=Path, help="the library's folder, for Argos's packages")
    parser.add_argument("--memory", type=int, help="bytes that loaded models may take")
    parser.add_argument("--threads", type=int, help="batches at a time")
    parser.add_argument("--server", help="address of a LibreTranslate server")
    return parser.parse_args(arguments)


def _engine(options: argparse.Namespace) -> Engine:
    if options.engine == "apertium":
        from seedreader.translation.apertium import ApertiumEngine  # noqa: PLC0415

        return ApertiumEngine()
    if options.engine == "libretranslate":
        from seedreader.translation.libretranslate import LibreTranslateEngine  # noqa: PLC0415

        key = os.environ.get("LIBRETRANSLATE_API_KEY")
        return LibreTranslateEngine(options.server, api_key=key)
    from seedreader.translation.argos.cache import DEFAULT_MEMORY  # noqa: PLC0415
    from seedreader.translation.argos.engine import ArgosEngine  # noqa: PLC0415
    from seedreader.translation.argos.installed import InstalledPackages  # noqa: PLC0415

    installed = InstalledPackages.for_library(options.data)
    return ArgosEngine(
        installed.route,
        installed.languages,
        installed.sha256,
        memory=options.memory or DEFAULT_MEMORY,
        threads=options.threads,
    )


def _commands(stream: IO[bytes]) -> Iterator[Command]:
    for line in iter(stream.readline, b""):
        try:
            yield decode_command(line)
        except ValueError as error:
            print(error, file=sys.stderr)  # noqa: T201 - the worker's log
    # The other threads may wait for an engine, or for somebody to read what they tell.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
