"""What is the user's own outlives flipped bytes, deleted files and read-only places."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.stories import write_stories
from tests.e2e.terminal import Terminal
from tests.hostile.test_hostile_input import UNPRIVILEGED, listed, run

from seedreader import output
from seedreader.cli import main
from seedreader.library import Library, Made, Scope, own_copy
from seedreader.library.recovery import check, identity, recover
from seedreader.library.schema import FILE_NAME, LibraryProblem
from seedreader.library.session import PREFIX, Session
from seedreader.library.translations_store import MemoryEntry
from seedreader.translation.model import Provenance, ProvenanceKind, Translation

FLIPS = int(os.environ.get("SEEDREADER_FLIPS", "8"))
NAMES = ["0_Aosta.txt", "1_Bari.txt", "2_Como.txt"]
OWN = "The user's own words."
SECRET = "mine and in no other file"
ENGINE = Provenance(ProvenanceKind.ENGINE, engine="argos", package="it_en", settings="settings")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with stories and a library of them that was used."""
    folder = tmp_path_factory.mktemp("used")
    stories = write_stories(folder / "stories")
    data = folder / "data"
    assert command("list", stories, "--data", data)[0] == 0
    with closing(Library(data)) as library:
        for key in library.keys(Scope.of([stories])):
            article = library.article(key)
            first = article.paragraphs[1].sentences[0].of(article.text)
            library.edit(first, "it", "en", f"{SECRET}: {first}")
            translation = Translation(f"machine {first}", "en", ENGINE)
            library.add_machine([Made(first, "it", "en", translation)])
            library.set_position(article.id, 5, finished=True)
            library.connection.execute(
                "INSERT INTO marks (id, starred, note, changed) VALUES (?, 1, ?, '2026-01-01')",
                (article.id, OWN),
            )
            library.connection.execute(
                "INSERT INTO tags (id, tag) VALUES (?, 'east')", (article.id,)
            )
        entries = [
            MemoryEntry(f"Satz {n}.", "de", f"Sentence {n}.", "en", ProvenanceKind.MEMORY, None)
            for n in range(30)
        ]
        library.add_memory(b"/gone.tmx", entries, imported=True)
        library.connection.execute("INSERT INTO saved_searches VALUES ('n', 'q', '2026-01-01')")
        library.set_setting("theme", "nord")
    return folder


@pytest.fixture
def stories(used: Path) -> Path:
    """The folder of the stories."""
    return used / "stories"


@pytest.fixture
def library_folder(used: Path, data: Path) -> Path:
    """A library of the stories of one's own."""
    shutil.copytree(used / "data", data)
    return data


def command(*words: str | Path) -> tuple[int, str, str]:
    """Run a command in this process; return its code and what it wrote."""
    output._Printed.lines = 0  # a process of its own begins so
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    out.flush()
    return code, out.buffer.getvalue().decode(), err.getvalue()  # type: ignore[attr-defined]


def own(data: Path) -> dict[str, list[Any]]:
    """Return what is the user's own."""
    with closing(Library(data)) as library:
        return {
            table.name: sorted(
                row
                for row in library.connection.execute(
                    f"SELECT * FROM {table.name} t WHERE {table.condition.format(row='t')}"
                ).fetchall()
                if row[0] != own_copy.IDENTITY
            )
            for table in own_copy.TABLES
        }


def flip(path: Path, at: int, bit: int = 0) -> None:
    """Flip a bit of the byte at an offset."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def test_a_flipped_byte_anywhere_loses_nothing_and_breaks_nothing(
    used: Path, stories: Path, tmp_path: Path
) -> None:
    """What was shown before is shown, or it is told that the library was damaged."""
    chosen = random.Random(3)
    expected, kept = (
        command("list", stories, "--json", "--data", used / "data")[1],
        own(used / "data"),
    )
    for number in range(FLIPS):
        data = tmp_path / f"data-{number}"
        shutil.copytree(used / "data", data)
        path = data / chosen.choice([FILE_NAME, FILE_NAME, own_copy.FILE_NAME])
        most = path.stat().st_size if chosen.random() < 0.7 else 4096  # the schema is there
        at, bit = chosen.randrange(most), chosen.randrange(8)
        flip(path, at, bit)
        where = f"{path.name}, byte {at}, bit {bit}"
        told = ""
        for words in (
            ["list", stories, "--json"],
            ["show", stories / NAMES[0]],
            ["memory", "list"],
        ):
            _, printed, complaints = command(*words, "--data", data)
            told += complaints
            if words[0] == "list":
                assert printed == expected or "damaged" in told, where
        with contextlib.suppress(LibraryProblem):  # of a version that is not known: told above
            if problem := check(data):
                recover(data, identity(data))
            assert own(data) == kept, (where, problem, told)


def test_a_byte_flipped_in_the_users_own_words_is_put_right_after_an_unclean_end(
    library_folder: Path, stories: Path
) -> None:
    """SQLite does not see it: the words are text, and no structure."""
    kept = own(library_folder)
    for name in (FILE_NAME, own_copy.FILE_NAME):
        path = library_folder / name
        flip(path, path.read_bytes().index(SECRET.encode()))
        assert SECRET.encode() not in path.read_bytes().split(b"mine")[0]
        left = library_folder / f"{PREFIX}left.lock"
        left.touch()  # as a program that was killed leaves it
        assert command("list", stories, "--data", library_folder)[0] == 0
        assert not left.exists()
        assert own(library_folder) == kept


def test_a_deleted_library_gets_what_is_the_users_own_again(
    library_folder: Path, stories: Path
) -> None:
    kept = own(library_folder)
    (library_folder / FILE_NAME).unlink()
    assert command("list", stories, "--data", library_folder)[0] == 0
    assert own(library_folder) == kept


def test_a_deleted_copy_is_made_anew(library_folder: Path) -> None:
    kept = own(library_folder)
    (library_folder / own_copy.FILE_NAME).unlink()
    own(library_folder)
    (library_folder / FILE_NAME).unlink()
    assert own(library_folder) == kept


def test_what_machines_translated_is_read_out_of_a_damaged_library(
    library_folder: Path, stories: Path
) -> None:
    path = library_folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'articles'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = random.Random(5).randbytes(size)
    path.write_bytes(content)
    kept = own_of_copy(library_folder)
    code, printed, told = command("list", stories, "--json", "--data", library_folder)
    assert (code, listed(printed)) == (0, NAMES)
    assert "damaged" in told
    assert "3 machine translations" in told
    assert own_of_copy(library_folder) == kept
    with closing(Library(library_folder)) as library:
        assert library.connection.execute("SELECT count(*) FROM machine").fetchone() == (3,)


def test_the_text_of_an_article_whose_file_is_gone_is_read_out_of_a_damaged_library(
    data: Path, tmp_path: Path
) -> None:
    folder = write_stories(tmp_path / "stories")
    command("list", folder, "--data", data)
    with closing(Library(data)) as library:
        (first, *_) = library.keys(Scope.of([folder]))
        library.marks.star(library.article(first).id, starred=True)
    (folder / NAMES[0]).unlink()
    _, before, _ = command("list", folder, "--json", "--data", data)
    assert [json.loads(line)["gone"] for line in before.splitlines()] == [True, False, False]
    path = data / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'coverage'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = random.Random(5).randbytes(size)
    path.write_bytes(content)
    code, printed, told = command("list", folder, "--json", "--data", data)
    assert "damaged" in told
    assert (code, printed) == (0, before)
    identifier = json.loads(printed.splitlines()[0])["id"]
    assert "La città di Aosta" in command("show", identifier, "--data", data)[1]


def own_of_copy(data: Path) -> int:
    """Return how many edits the copy has."""
    with closing(sqlite3.connect(data / own_copy.FILE_NAME)) as connection:
        count: int = connection.execute("SELECT count(*) FROM own_edits").fetchone()[0]
        return count


def test_without_a_copy_what_is_readable_is_kept(library_folder: Path, stories: Path) -> None:
    """Of a library that an earlier version wrote, with damage in its articles."""
    kept = own(library_folder)
    (library_folder / own_copy.FILE_NAME).unlink()
    path = library_folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'texts'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(content)
    assert recover(library_folder, identity(library_folder)).aside is not None
    assert own(library_folder) == kept


def test_two_programs_that_find_damage_begin_one_new_library(library_folder: Path) -> None:
    damaged = identity(library_folder)
    assert recover(library_folder, damaged).aside is not None
    assert recover(library_folder, damaged).aside is None
    assert len(list(library_folder.glob(f"{FILE_NAME}.damaged-*"))) == 1


def test_a_killed_program_is_told_from_one_that_runs_and_one_that_ended(data: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; "
        "from seedreader.library.session import Session; "
        "session = Session(Path(sys.argv[1])); print(session.is_unclean, flush=True); "
        "sys.stdin.read(); session.end()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"False\n"
        meanwhile = Session(data)
        assert not meanwhile.is_unclean  # the other runs
        meanwhile.end()
        other.send_signal(signal.SIGKILL)
        other.wait()
        after = Session(data)
        assert after.is_unclean
        after.end()  # without a check
    again = Session(data)
    assert again.is_unclean
    again.checked()
    again.end()
    assert not Session(data).is_unclean


def test_the_reader_looks_through_a_library_that_was_left(
    library_folder: Path, stories: Path
) -> None:
    """The damage lies where only a check of the whole file finds it."""
    path = library_folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'entity_blocks'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    flip(path, (page - 1) * size, 7)  # the kind of a page of a table that is empty
    (library_folder / f"{PREFIX}left.lock").touch()
    words = [sys.executable, "-m", "seedreader", "--data", str(library_folder), str(stories)]
    with Terminal(words, 140, 40) as terminal:
        terminal.wait_for(re.compile(r"was\W+set\W+aside"))
        terminal.wait_for("13/13")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw
    assert list(library_folder.glob(f"{FILE_NAME}.damaged-*"))
    assert not list(library_folder.glob(f"{PREFIX}*"))
    assert own(library_folder)["edits"]


@pytest.fixture
def protected(library_folder: Path) -> Iterator[Path]:
    """A library that may only be read."""
    for path in library_folder.iterdir():
        path.chmod(0o400)
    library_folder.chmod(0o500)
    yield library_folder
    library_folder.chmod(0o700)


def test_a_library_that_may_only_be_read_is_read(protected: Path, stories: Path) -> None:
    before = {path: path.read_bytes() for path in protected.iterdir()}
    done = run("show", stories / NAMES[0], "--json", "--data", protected, before=UNPRIVILEGED)
    (shown,) = map(json.loads, done.stdout.splitlines())
    texts = [
        sentence["translation"]["text"]
        for paragraph in shown["paragraphs"]
        for sentence in paragraph["sentences"]
        if sentence["translation"]
    ]
    assert any(SECRET in text for text in texts)
    (message,) = done.stderr.splitlines()
    assert str(protected) in message
    assert "without remembering anything new" in message
    assert {path: path.read_bytes() for path in protected.iterdir()} == before


def test_without_a_home_everything_works_but_remembering(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SEEDREADER_DATA", "SEEDREADER_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "closed").mkdir(mode=0o500)
    monkeypatch.setenv("HOME", str(tmp_path / "closed" / "nobody"))
    done = run("list", stories, "--json", before=UNPRIVILEGED)
    assert listed(done.stdout) == NAMES
    assert "without remembering" in done.stderr
    assert done.returncode == 0
