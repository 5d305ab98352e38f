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

_RUNS = 21
_MANY = 7_750
_PROGRAM = str(Path(sys.executable).with_name("seedreader"))
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
        few = [_PROGRAM, "--data", str(data)]
        many = [*few, str(folder / "many")]
        started = time.perf_counter()
        listing = [_PROGRAM, "list", "--data", str(data)]
        subprocess.run(listing, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*listing, str(folder / "many")], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        yield Figure("articles read for the first time", _MANY / seconds, "articles/s")
        trivial = [sys.executable, "-c", _TRIVIAL]
        commands = {"trivial": trivial, "five articles": few, f"{_MANY:,} articles": many}
        times: dict[str, list[tuple[float, float]]] = {key: [] for key in commands}
        for _ in range(_RUNS):
            for key, command in commands.items():
                times[key].append(_first_paint(command))
        base, base_work = _medians(times.pop("trivial"))
        yield Figure("first paint, trivial application", base * 1000, "ms")
        for key, values in times.items():
            clock, work = _medians(values)
            yield Figure(f"first paint, {key}, to the trivial one", clock / base, "×", 1.3)
            yield Figure("    the same in processor time", work / base_work, "×", 1.3)
        yield from _plain_commands()


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one for one, _ in times), statistics.median(one for _, one in times)


def _first_paint(command: list[str], marker: bytes = b"Articles") -> tuple[float, float]:
    """Return the seconds from the command to the marker on a pseudo-terminal of 120×40 cells.

    Both of the clock and of processor time.
    """
    seconds = 0.0
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
        seconds = time.perf_counter() - started
    finally:
        os.kill(child, signal.SIGKILL)
        _, _, used = os.wait4(child, 0)
        os.close(terminal)
    return seconds, used.ru_utime + used.ru_stime


def _plain_commands() -> Iterator[Figure]:
    """Measure what scripts wait for, beside Python doing nothing."""
    for option in ("--version", "--help"):
        times = []
        for _ in range(_RUNS):
            started = time.perf_counter()
            subprocess.run([_PROGRAM, option], check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - started)
        yield Figure(f"seedreader {option}", statistics.median(times) * 1000, "ms", 100)
