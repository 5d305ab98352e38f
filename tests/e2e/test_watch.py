"""`seedreader watch` as a program runs it."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.stories import page
from tests.interruptible import INTERRUPTIBLE

from seedreader.library import Library, Scope

PATIENCE = 60.0  # seconds


class Watching:
    """The running command."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def told(self) -> tuple[str, str]:
        """Return what it tells next: the change, and the name of the file."""
        found: dict[str, Any] = json.loads(self._lines.get(timeout=PATIENCE))
        return found["change"], found["path"].rsplit("/", 1)[-1]


@contextmanager
def watching(folder: Path, data: Path) -> Iterator[Watching]:
    """Run the command for a folder."""
    words = ["-m", "seedreader", "watch", "--json", "--no-entities", "--data", data, folder]
    with subprocess.Popen(
        [*INTERRUPTIBLE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def write(path: Path, name: str) -> None:
    """Write an article."""
    path.write_text(page(name, range(6)), "utf-8")


def test_what_comes_changes_and_goes_is_told(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write(folder / "a.txt", "Aosta")
    with watching(folder, data) as watch:
        assert watch.told() == ("added", "a.txt")
        whole = page("Bari", range(90))
        with (folder / "b.txt").open("w") as half:  # another program writes it bit by bit
            half.write(whole[:200])
            half.flush()
            write(folder / "c.txt", "Como")
            half.write(whole[200:])
        assert {watch.told(), watch.told()} == {("added", "b.txt"), ("added", "c.txt")}
        write(folder / "a.txt", "Arezzo")
        assert watch.told() == ("changed", "a.txt")
        (folder / "c.txt").unlink()
        assert watch.told() == ("gone", "c.txt")
        watch.process.send_signal(signal.SIGTERM)
        assert watch.process.wait(PATIENCE) == 0
        assert watch.process.stderr is not None
        assert watch.process.stderr.read() == b""
    library = Library(data)
    assert len(library.keys(Scope.of([folder]))) == 2
    library.close()
    assert {path.name for path in data.iterdir()} == {"library.sqlite3", "own.sqlite3"}


def test_an_interrupt_and_a_closed_pipe_end_it(tmp_path: Path, data: Path) -> None:
    write(tmp_path / "a.txt", "Aosta")
    with watching(tmp_path, data) as watch:
        watch.told()
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(PATIENCE) == 130
    words = [sys.executable, "-m", "seedreader", "watch", "--data", data, tmp_path]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
