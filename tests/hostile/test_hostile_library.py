"""Bad places for the library, damaged libraries, full disks, and ends in the midst of work."""

from __future__ import annotations

import json
import os
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.e2e.stories import page, write_stories
from tests.e2e.terminal import Terminal
from tests.hostile.test_hostile_input import UNPRIVILEGED, listed, run

from seedreader.library import Library, Scope, own_copy
from seedreader.library.schema import FILE_NAME

KILLS = int(os.environ.get("SEEDREADER_KILLS", "6"))
NAMES = ["0_Aosta.txt", "1_Bari.txt", "2_Como.txt"]
WHOLE = {FILE_NAME, own_copy.FILE_NAME}
"""What lies in the folder of a library that nobody uses."""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with three articles and their translations."""
    return write_stories(tmp_path / "stories")


def assert_is_whole(data: Path) -> None:
    """Assert that the library's file is not damaged."""
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def write_in_the_way(data: Path) -> Path:
    data.write_text("a file where a folder is wanted", "utf-8")
    return data


def write_below_a_file(data: Path) -> Path:
    data.write_text("a file where a folder is wanted", "utf-8")
    return data / "below"


def write_protected(data: Path) -> Path:
    data.mkdir(mode=0o500)
    return data


def write_protected_with_a_library(data: Path) -> Path:
    Library(data).close()
    for path in data.iterdir():
        path.chmod(0o400)
    data.chmod(0o500)
    return data


def write_newer(data: Path) -> Path:
    Library(data).close()
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        connection.execute("ALTER TABLE files ADD COLUMN of_a_newer_version TEXT")
        connection.execute("PRAGMA user_version = 999")
    return data


UNUSABLE = {
    "a file": (write_in_the_way, "cannot be made"),
    "below a file": (write_below_a_file, "cannot be made"),
    "protected": (write_protected, "cannot be"),
    "protected, with a library": (write_protected_with_a_library, ""),
    "of a newer version": (write_newer, "made by a newer seedreader"),
}


@pytest.fixture(params=UNUSABLE)
def unusable(request: pytest.FixtureRequest, data: Path) -> Iterator[tuple[Path, str]]:
    """A place where no library can be kept, and the words that tell so."""
    make, words = UNUSABLE[request.param]
    yield make(data), words
    if data.is_dir():
        data.chmod(0o700)


def test_commands_go_on_without_a_library(unusable: tuple[Path, str], stories: Path) -> None:
    folder, words = unusable
    done = run("list", stories, "--json", "--data", folder, before=UNPRIVILEGED)
    assert listed(done.stdout) == NAMES
    (message,) = done.stderr.splitlines()
    assert str(folder) in message
    assert words in message
    assert "--data" in message  # what to do
    assert "without remembering" in message
    assert done.returncode == 0
    shown = run("show", stories / NAMES[0], "--data", folder, before=UNPRIVILEGED)
    assert "La città di Aosta" in shown.stdout
    assert shown.returncode == 0


def test_the_reader_goes_on_without_a_library(unusable: tuple[Path, str], stories: Path) -> None:
    folder, _ = unusable
    command = [*UNPRIVILEGED, sys.executable, "-m", "seedreader", "--data", folder, stories]
    with Terminal(command, 160, 40) as terminal:
        terminal.wait_for("Articles 3")
        terminal.wait_for("13/13")
        terminal.wait_for(re.compile(r"nothing\W+is\W+remembered"))
        terminal.press("j")
        terminal.wait_for("sentence 1 of 91")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw


def test_a_newer_library_is_left_as_it_is(stories: Path, data: Path) -> None:
    write_newer(data)
    before = (data / FILE_NAME).read_bytes()
    run("list", stories, "--data", data)
    assert (data / FILE_NAME).read_bytes() == before
    assert {path.name for path in data.iterdir()} == WHOLE


def damage_randomly(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(200_000))


def damage_the_pages(path: Path) -> None:
    """Keep the header, so that the file looks like a library."""
    content = path.read_bytes()
    noise = random.Random(7).randbytes(len(content) - 100)
    path.write_bytes(content[:100] + noise)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_to_a_few_bytes(path: Path) -> None:
    os.truncate(path, 50)


def damage_the_end(path: Path) -> None:
    """Damage what is not looked at when the file is opened."""
    content = bytearray(path.read_bytes())
    at = len(content) // 4
    content[at:] = random.Random(7).randbytes(len(content) - at)
    path.write_bytes(content)


def flip_in_the_version(path: Path) -> None:
    """Let the file say that it is of a newer version; nothing in SQLite checks the number."""
    content = bytearray(path.read_bytes())
    content[63] ^= 0x40
    path.write_bytes(content)


DAMAGES = (
    damage_randomly,
    damage_the_pages,
    cut_short,
    cut_to_a_few_bytes,
    damage_the_end,
    flip_in_the_version,
)


@pytest.fixture(params=DAMAGES, ids=lambda damage: damage.__name__)
def damaged(request: pytest.FixtureRequest, stories: Path, data: Path) -> Path:
    """The folder of a library that was used and then damaged."""
    assert run("list", stories, "--data", data).returncode == 0
    assert {path.name for path in data.iterdir()} == WHOLE  # nothing waits to be written
    request.param(data / FILE_NAME)
    return data


def test_a_damaged_library_is_set_aside_and_the_articles_are_read_anew(
    damaged: Path, stories: Path
) -> None:
    content = (damaged / FILE_NAME).read_bytes()
    done = run("list", stories, "--json", "--data", damaged)
    assert listed(done.stdout) == NAMES
    again = run("list", stories, "--json", "--data", damaged)
    assert again.stdout == done.stdout
    assert (again.returncode, again.stderr) == (0, "")
    assert_is_whole(damaged)
    aside = [path for path in damaged.iterdir() if ".damaged-" in path.name]
    assert content in [path.read_bytes() for path in aside]  # renamed, never deleted


def test_the_reader_opens_a_damaged_library(damaged: Path, stories: Path) -> None:
    command = [sys.executable, "-m", "seedreader", "--data", damaged, stories]
    with Terminal(command, 120, 30) as terminal:
        terminal.wait_for("Articles 3")
        terminal.wait_for("13/13")
        terminal.press("j")
        terminal.wait_for("sentence 1 of 91")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw


def test_doctor_tells_of_a_damaged_library(stories: Path, data: Path) -> None:
    run("list", stories, "--data", data)
    damage_the_pages(data / FILE_NAME)
    done = run("doctor", "--data", data, "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    (library,) = [item for item in found if item["subject"] == "library"]
    assert library["state"] == "bad"
    assert "seedreader list" in library["advice"]
    assert done.returncode == 1


_WITH_LIMIT = """\
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit fails, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def write_many(folder: Path, count: int) -> Path:
    """Write so many short articles."""
    folder.mkdir()
    for number in range(count):
        text = page(f"Paese {number}", range(number, number + 3))
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of 150 articles."""
    return write_many(tmp_path / "many", 150)


@pytest.mark.parametrize("limit", [0, 20_000, 100_000])
def test_a_disk_that_is_full_is_told_and_damages_nothing(
    many: Path, data: Path, limit: int
) -> None:
    with_limit = [sys.executable, "-I", "-S", "-c", _WITH_LIMIT, str(limit)]
    done = run("list", many, "--json", "--data", data, before=with_limit)
    assert "disk" in done.stderr
    assert "--data" in done.stderr
    assert len(done.stdout.splitlines()) == 150  # read without remembering
    again = run("list", many, "--json", "--data", data)
    assert (again.returncode, again.stderr) == (0, "")
    assert len(again.stdout.splitlines()) == 150
    assert_is_whole(data)


def test_output_that_cannot_be_written_is_told(stories: Path, data: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only some systems have a device that is always full")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "seedreader", "list", stories, "--data", data],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    assert b"space" in done.stderr


def test_two_readers_share_a_library(stories: Path, many: Path, data: Path) -> None:
    command = [sys.executable, "-m", "seedreader", "--data", data]
    with Terminal([*command, stories, many]) as first, Terminal([*command, many, stories]) as other:
        for terminal in (first, other):
            terminal.wait_for("Articles 153")
        for terminal in (first, other):
            terminal.press("g", "j", "k", "j")  # what was read first need not be the first
            terminal.wait_for("2 of 153")
        for terminal in (first, other):
            terminal.press("q")
            assert terminal.exit_code() == 0
    assert_is_whole(data)
    done = run("list", many, stories, "--json", "--data", data)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 153)


def test_commands_at_once_share_a_library(many: Path, data: Path) -> None:
    command = [sys.executable, "-m", "seedreader", "list", many, "--json", "--data", data]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    outputs = [process.communicate(timeout=60) for process in running]
    assert [error for _, error in outputs] == [b""] * 3
    assert [process.returncode for process in running] == [0] * 3
    assert {len(output.splitlines()) for output, _ in outputs} == {150}
    assert_is_whole(data)


def ingestion(data: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start the process that reads files for the reader."""
    from seedreader.library.ingestion_process import command

    return subprocess.Popen(
        command(data, Scope.of([folder]), target_language="en"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_a_kill_at_any_moment_breaks_nothing(tmp_path: Path, data: Path) -> None:
    many = write_many(tmp_path / "many", 300)
    moments = random.Random(11)
    kept = 0
    with closing(Library(data)) as library:
        library.edit("Ciao.", "it", "en", "Hello.")
    for _ in range(KILLS):
        with ingestion(data, many) as process:
            assert process.stdout is not None
            events = 0
            wanted = moments.randrange(100)  # somewhere in the next lines that it tells
            while events < wanted and process.stdout.readline():
                events += 1
            # And at any place between two of them.
            select.select([process.stdout], [], [], moments.random() * 0.02)
            process.send_signal(signal.SIGKILL)
        with closing(Library(data)) as library:
            keys = library.keys(Scope.of([many]))
            assert len(keys) >= kept  # what was written stays
            kept = len(keys)
            rows = library.rows(keys)
            assert len(rows) == kept
            for key in keys[:: max(1, kept // 5)]:
                article = library.article(key)
                assert article.id == rows[key].id  # the text is whole
            edits = library.connection.execute("SELECT target FROM edits").fetchall()
            assert edits == [("Hello.",)]
        assert_is_whole(data)
        if kept == 300:  # begin again
            (data / FILE_NAME).unlink()
            kept = 0
    done = run("list", many, "--json", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 300


def test_the_ingestion_ends_with_whoever_started_it(many: Path, data: Path) -> None:
    with ingestion(data, many) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline()
        process.stdin.close()
        process.stdout.read()
        assert process.wait(60) == 0
    assert_is_whole(data)


def test_a_library_that_was_deleted_is_made_again(stories: Path, data: Path) -> None:
    run("list", stories, "--data", data)
    shutil.rmtree(data)
    done = run("list", stories, "--json", "--data", data)
    assert (done.returncode, done.stderr, listed(done.stdout)) == (0, "", NAMES)


def test_a_library_in_which_another_program_writes_for_long_is_told(
    stories: Path, data: Path
) -> None:
    Library(data).close()
    with closing(sqlite3.connect(data / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("list", stories, "--json", "--data", data)
        other.execute("ROLLBACK")
    assert str(data) in done.stderr
    assert listed(done.stdout) == NAMES  # read without remembering
