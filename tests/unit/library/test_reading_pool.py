"""Files are read by several processes, of which any may end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.stories import page

from seedreader.library.reading import file_digest
from seedreader.library.reading_pool import Wanted, read_files


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Thirty articles and a file that is none."""
    for number in range(30):
        text = page(f"Paese {number}", range(number, number + 3))
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    return sorted(tmp_path.iterdir())


def test_each_file_is_read_once(pages: list[Path]) -> None:
    found = dict(read_files(((path, None) for path in pages), processes=2))
    assert sorted(found) == pages
    for path, read in found.items():
        assert read.digest == file_digest(path)
        if path.name == "empty.txt":
            assert read.problem is not None
        else:
            assert read.loaded is not None
            assert read.loaded.article.headline in path.read_text("utf-8")


def test_what_is_known_is_not_read(pages: list[Path]) -> None:
    found = read_files(((path, file_digest(path)) for path in pages), processes=2)
    assert all((read.loaded, read.problem) == (None, None) for _, read in found)


def children() -> list[int]:
    """Return the numbers of the processes that this one has started."""
    own = os.getpid()
    return [
        int(number)
        for task in Path(f"/proc/{own}/task").iterdir()
        for number in (task / "children").read_text().split()
    ]


def test_a_file_that_ends_its_process_is_named_and_the_others_are_read(pages: list[Path]) -> None:
    if not Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists():
        pytest.skip("children are not listed on this system")
    before = set(children())
    fatal = pages[10]

    def wanted() -> Iterator[Wanted]:
        for path in pages:
            if path == fatal:  # both processes have work by then
                for number in set(children()) - before:
                    os.kill(number, signal.SIGKILL)
            yield path, None

    found = list(read_files(wanted(), processes=2))
    assert sorted(path for path, _ in found) == pages  # each once
    ended = [read.problem[0] for _, read in found if read.problem and "signal 9" in read.problem[0]]
    assert len(ended) == 2
    assert set(children()) <= before


def test_the_processes_end_when_the_reading_is_given_up(pages: list[Path]) -> None:
    before = set(children())
    reading = read_files(((path, None) for path in pages), processes=2)
    next(reading)
    assert set(children()) - before
    reading.close()
    assert set(children()) <= before
