"""`seedreader translate`, killed at any moment: nothing that was finished is lost."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from tests.e2e.stories import page
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.hostile.test_hostile_input import UNPRIVILEGED

from seedreader.library import Library
from seedreader.library.schema import FILE_NAME

MOMENTS = int(os.environ.get("SEEDREADER_KILLS", "10"))
"""Random moments at which it is killed; some hundred find what is rare."""
PATIENCE = 60.0  # seconds

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


@pytest.fixture(autouse=True)
def _packages(tmp_path_factory, monkeypatch) -> None:
    folder = tmp_path_factory.mktemp("packages")
    for path in build_packages(folder / "files", ("it",)).values():
        install_unpacked(path, folder / "installed")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder / "installed"))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve articles of 40 sentences."""
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(12):
        text = page(f"Paese {number}", range(number * 39, number * 39 + 39))
        (made / f"{number:03}.txt").write_text(text, "utf-8")
    return made


class Forker:
    """The process that forks: see `forking`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, words: list[object], output: Path) -> int:
        """Start a command line and return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([[str(word) for word in words], str(output)]) + "\n")
        self._process.stdin.flush()
        return int(self._line(PATIENCE))

    def ends_within(self, seconds: float) -> bool:
        """Tell whether the command ends by itself within a time."""
        return bool(select.select([self._process.stdout], [], [], seconds)[0])

    def status(self) -> int:
        """Return the exit status, negative for a signal."""
        return int(self._line(PATIENCE))

    def _line(self, seconds: float) -> str:
        assert self.ends_within(seconds)
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def forking() -> Iterator[Forker]:
    """Start the process that forks."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.forking"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        yield Forker(process)
        assert process.stdin is not None
        process.stdin.close()


def kept(data: Path) -> dict[str, str]:
    """Return the sentences that the library keeps, with their translations."""
    with closing(sqlite3.connect(data / FILE_NAME, timeout=PATIENCE)) as connection:
        return dict(connection.execute("SELECT source, target FROM machine").fetchall())


def assert_is_whole(data: Path) -> None:
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def printed(output: Path) -> set[str]:
    """Return the sentences of the articles that were printed whole: they were finished."""
    found = set()
    for line in output.read_text("utf-8", "replace").splitlines():
        if not line.startswith("{") or not line.endswith("}"):
            continue
        for paragraph in json.loads(line)["paragraphs"]:
            for sentence in paragraph["sentences"]:
                if sentence["translation"] is not None:
                    found.add(" ".join(sentence["text"].split()))
    return found


def wait(forker: Forker, data: Path, chance: random.Random, first: float) -> bool:
    """Wait for a random moment; return whether the command ended before.

    Half of the moments are anywhere up to the first sentence that is kept, half of them after so
    many more were.

    Args:
        forker: runs the command.
        data: where it keeps what it finished.
        chance: gives the moments.
        first: seconds that it takes until it keeps something.
    """
    if chance.random() < 0.5:
        return forker.ends_within(chance.uniform(0.0, first))
    with closing(sqlite3.connect(data / FILE_NAME, timeout=PATIENCE)) as connection:
        count = "SELECT count(*) FROM machine"
        (number,) = connection.execute(count).fetchone()
        wanted = number + chance.randint(1, 30)
        while not forker.ends_within(0.005):
            if connection.execute(count).fetchone()[0] >= wanted:
                return forker.ends_within(chance.uniform(0.0, 0.01))
    return True


def test_killed_at_random_moments(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    output = tmp_path / "output"
    with forking() as forker:
        # What an undisturbed run gives, and how long it takes to give something.
        read, whole, data = (tmp_path / name for name in ("read", "whole", "data"))
        forker.start(["list", folder, "--data", read], output)
        assert forker.status() == 0
        shutil.copytree(read, whole)
        started = time.monotonic()
        forker.start(["translate", folder, "--json", "--data", whole], output)
        while not forker.ends_within(0.005) and not kept(whole):
            pass
        first = time.monotonic() - started
        assert forker.status() == 0
        expected = kept(whole)
        assert len(expected) == 480
        assert printed(output) == set(expected)

        shutil.copytree(read, data)
        amidst = 0
        seen: dict[str, str] = {}
        for _ in range(MOMENTS):
            command = forker.start(["translate", folder, "--json", "--data", data], output)
            if wait(forker, data, chance, first):
                assert forker.status() == 0
                assert kept(data) == expected
                shutil.rmtree(data)
                shutil.copytree(read, data)
                seen = {}
                continue
            before = kept(data)
            with suppress(ProcessLookupError):  # it came to its end this moment
                os.kill(command, signal.SIGKILL)
            assert forker.status() in (-signal.SIGKILL, 0)
            told = printed(output)
            now = kept(data)
            assert now.items() >= seen.items()  # what earlier runs finished
            assert now.items() >= before.items()  # what was there a moment before
            assert now.keys() >= told  # what was printed
            assert now.items() <= expected.items()  # each whole and right
            amidst += len(now) > len(seen)
            seen = now
            assert_is_whole(data)
        assert amidst > MOMENTS / 4, "hardly any was killed while it translated"

        forker.start(["translate", folder, "--json", "--data", data], output)
        assert forker.status() == 0
        assert kept(data) == expected
        with closing(Library(data)) as library:
            assert {row.translated for row in library.rows(range(1, 13)).values()} == {40}


_WITH_LIMIT = """\
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def run(*words: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run(
        [*before, sys.executable, "-m", "seedreader", *map(str, words)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def test_a_disk_that_is_full_is_told_and_loses_nothing(folder: Path, data: Path) -> None:
    run("list", folder, "--data", data)
    size = (data / FILE_NAME).stat().st_size
    limit = (sys.executable, "-I", "-S", "-c", _WITH_LIMIT, str(size + 100_000))
    done = run("translate", folder, "--json", "--data", data, before=limit)
    assert done.returncode == 1
    assert str(data) in done.stderr
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    before = kept(data)
    assert 0 < len(before) < 480
    assert_is_whole(data)
    done = run("translate", folder, "--json", "--data", data)
    assert done.returncode == 0
    assert kept(data).items() >= before.items()
    assert len(kept(data)) == 480


def test_a_protected_folder_is_told_and_the_articles_are_translated(
    folder: Path, data: Path
) -> None:
    Library(data).close()
    (data / FILE_NAME).chmod(0o400)
    data.chmod(0o500)
    try:
        page_of_few = folder / "000.txt"
        words = ("translate", page_of_few, "--json", "--data", data)
        done = run(*words, before=UNPRIVILEGED)
    finally:
        data.chmod(0o700)
    assert str(data) in done.stderr
    assert "without remembering" in done.stderr
    (shown,) = map(json.loads, done.stdout.splitlines())
    assert shown["translated"] == 40
    assert done.returncode == 0


def test_two_at_once_share_the_work_of_both(folder: Path, data: Path) -> None:
    command = [sys.executable, "-m", "seedreader", "translate", folder, "--json", "--data", data]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    for output, messages in outputs:
        assert b"Traceback" not in messages
        rows = [json.loads(line) for line in output.splitlines()]
        assert [row["translated"] for row in rows] == [40] * 12
    assert len(kept(data)) == 480
    assert_is_whole(data)
