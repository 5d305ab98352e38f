"""From the command to the first paint, beside a Textual application that shows one word."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.corpus import write_articles
from tests.benchmarks.figures import Figure

_RUNS = 11
_MANY = 7_750
_PATIENCE = 60.0  # seconds
_TRIVIAL = """
from textual.app import App
from textual.widgets import Static
class Trivial(App):
    def compose(self):
        yield Static("Articles")
Trivial().run()
"""


def run() -> Iterator[Figure]:
    """Measure with the samples and with many articles, the second time they are opened."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        write_articles(folder / "many", _MANY)
        many = [sys.executable, "-m", "seedreader", "--data", str(data), str(folder / "many")]
        few = [sys.executable, "-m", "seedreader", "--data", str(data)]
        started = time.perf_counter()
        listing = [sys.executable, "-m", "seedreader", "list", "--data", str(data)]
        subprocess.run(listing, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*listing, str(folder / "many")], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        yield Figure("articles read for the first time", _MANY / seconds, "articles/s")
        trivial = [sys.executable, "-c", _TRIVIAL]
        commands = {"trivial": trivial, "five articles": few, f"{_MANY:,} articles": many}
        times: dict[str, list[float]] = {key: [] for key in commands}
        for _ in range(_RUNS):
            for key, command in commands.items():
                times[key].append(_first_paint(command))
        base = statistics.median(times.pop("trivial"))
        yield Figure("first paint, trivial application", base * 1000, "ms")
        for key, values in times.items():
            ratio = statistics.median(values) / base
            yield Figure(f"first paint, {key}, to the trivial one", ratio, "×", 1.3)
        yield from _plain_commands()


def _first_paint(command: list[str], marker: bytes = b"Articles") -> float:
    """Return the seconds from the command to the marker on a pseudo-terminal of 120×40 cells."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(command[0], command)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        received = b""
        while marker not in received:
            if not select.select([terminal], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"{command} painted nothing")
            received += os.read(terminal, 1 << 16)
        return time.perf_counter() - started
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _plain_commands() -> Iterator[Figure]:
    """Measure what scripts wait for, beside Python doing nothing."""
    for option in ("--version", "--help"):
        times = []
        for _ in range(_RUNS):
            started = time.perf_counter()
            command = [sys.executable, "-m", "seedreader", option]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - started)
        yield Figure(f"seedreader {option}", statistics.median(times) * 1000, "ms", 100)
