"""The samples translated in the reader, in a terminal, by packages made for tests."""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.e2e.conftest import Start
from tests.e2e.terminal import Terminal
from tests.fixtures.argos_packages import build_packages, install_unpacked

PATIENCE = 120.0
"""Seconds for what starts another process."""
SAMPLES = 5


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Name a folder with packages for the languages of the samples."""
    folder = tmp_path_factory.mktemp("packages")
    for path in build_packages(folder / "files").values():
        install_unpacked(path, folder / "installed")
    return {"ARGOS_PACKAGES_DIR": str(folder / "installed")}


@pytest.fixture
def articles(tmp_path: Path, samples: Path) -> Path:
    """The samples without the references beside them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in samples.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


def state(terminal: Terminal) -> tuple[int, int]:
    """Return how many sentences of the article are translated, and how many it has."""
    found = re.search(r"(\d+) of (\d+) translated", terminal.text())
    return (int(found[1]), int(found[2])) if found else (0, 1)


def is_translated(terminal: Terminal) -> bool:
    """Tell whether the article on the screen is translated whole."""
    done, total = state(terminal)
    return done == total


def children_of(pid: int) -> list[str]:
    """Return the command lines of the processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text("utf-8", "replace"):
                found.append(status.with_name("cmdline").read_text("utf-8").replace("\0", " "))
        except OSError:  # ended this moment
            continue
    return found


def test_all_samples_are_translated_where_they_are_read(
    reader: Start, articles: Path, environment: Mapping[str, str]
) -> None:
    terminal = reader(articles, env=environment)
    terminal.wait_for(f"1 of {SAMPLES}", PATIENCE)
    terminal.press("enter")
    terminal.wait_for("Next sentence", PATIENCE)
    for number in range(1, SAMPLES + 1):
        terminal.wait_for(f" {number} of {SAMPLES}")
        terminal.wait_for(lambda: is_translated(terminal), PATIENCE)
        terminal.wait_for("machine: argos translate-")
        terminal.press("J")


def test_an_article_that_was_translated_is_not_translated_again(
    reader: Start, articles: Path, environment: Mapping[str, str]
) -> None:
    terminal = reader(articles, env=environment)
    terminal.wait_for("Articles 5", PATIENCE)
    terminal.press("enter")
    for number in range(1, SAMPLES + 1):
        terminal.wait_for(f" {number} of {SAMPLES}")
        terminal.wait_for(lambda: is_translated(terminal), PATIENCE)
        terminal.press("J")
    terminal.press("q")
    assert terminal.exit_code() == 0
    terminal = reader(articles, env=environment)
    terminal.wait_for("machine: argos", PATIENCE)
    terminal.press("enter", *"KKKK")
    for _ in range(SAMPLES):
        terminal.wait_for(lambda: is_translated(terminal))
        terminal.press("J")
    assert not [line for line in children_of(terminal.pid) if "translation.worker" in line]


def test_keys_are_answered_while_it_translates(
    reader: Start, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    text = "\n\n".join(
        f"Абзац номер {n} розповідає, що НАТО планує відкрити офіс у Токіо." for n in range(6000)
    )
    (folder / "1.txt").write_text(f"Японія планує відкрити офіс\n\n{text}\n", "utf-8")
    terminal = reader(folder, env=environment)
    terminal.wait_for(re.compile(r"translating .* X stops"), PATIENCE)
    terminal.press("enter")
    terminal.wait_for("Next sentence", PATIENCE)
    busy = seconds_a_key(terminal, range(2, 32))
    assert not is_translated(terminal), "it was done before the keys were pressed"
    terminal.press("X")
    terminal.wait_for("Stopped translating; X goes on", PATIENCE)
    done, _ = state(terminal)
    assert done > 0
    resting = seconds_a_key(terminal, range(32, 62))
    assert busy < 4 * resting + 0.05  # the machine may be busy with other things all the while
    terminal.press("q")
    assert terminal.exit_code() == 0


def seconds_a_key(terminal: Terminal, sentences: range) -> float:
    """Go from sentence to sentence and return the median of the times until it is shown."""
    seconds = []
    for number in sentences:
        started = time.monotonic()
        terminal.press("l")
        terminal.wait_for(f"sentence {number} of")
        seconds.append(time.monotonic() - started)
    return statistics.median(seconds)


def test_leaving_ends_the_process_that_translates(
    reader: Start, articles: Path, environment: Mapping[str, str]
) -> None:
    terminal = reader(articles, env=environment)
    terminal.wait_for("machine: argos", PATIENCE)
    (worker,) = (line for line in children_of(terminal.pid) if "translation.worker" in line)
    terminal.press("q")
    assert terminal.exit_code() == 0
    processes = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert worker.replace(" ", "\0").encode() not in processes
