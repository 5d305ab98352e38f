"""Bad input: each is named with what to do, the others are read, and nothing crashes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.e2e.stories import memory, page, sentence
from tests.e2e.terminal import Terminal

GOOD = "good.txt"

# Takes from root what lets it read and write any file; others cannot do so anyway.
_WITHOUT_PRIVILEGES = """\
import ctypes, os, sys
if sys.platform == "linux" and os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if libc.prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP: holds from the next exec on
            sys.exit(os.strerror(ctypes.get_errno()))
os.execv(sys.argv[1], sys.argv[1:])
"""
UNPRIVILEGED = (sys.executable, "-I", "-S", "-c", _WITHOUT_PRIVILEGES)


def run(
    *arguments: str | bytes | Path,
    before: Sequence[str] = (),
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command that needs no screen, and see that it breaks in no way."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "seedreader", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def listed(stdout: str) -> list[str]:
    """Return the names of the files that `list --json` printed."""
    return [json.loads(line)["path"].rsplit("/", 1)[-1] for line in stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good article in it."""
    made = tmp_path / "pages"
    made.mkdir()
    (made / GOOD).write_text(page("Aosta", range(6)), "utf-8")
    return made


def fifo(path: Path) -> None:
    os.mkfifo(path)


def link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def folder_loop(path: Path) -> None:
    path.symlink_to("..")


def unreadable(path: Path) -> None:
    path.write_text("Segreto", "utf-8")
    path.chmod(0)


def unreadable_folder(path: Path) -> None:
    path.mkdir()
    (path / "page.txt").write_text(page("Bari", range(6)), "utf-8")
    path.chmod(0)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # such a path may only have about a hundred bytes
        made.bind(path.name)
        os.chdir(here)


def written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


BROKEN = {
    "empty": (written(b""), "The file is empty. | Give a file with text in it."),
    "blank": (written(b" \n\t\r\n \xe2\x80\xa8 \n"), "Give a file with text in it."),
    "binary": (written(bytes(range(256)) * 64), "Convert it to plain text"),
    "an image": (written(b"\x89PNG\r\n\x1a\n" + bytes(200)), "Convert it to plain text"),
    "only NULs": (written(bytes(5000)), "is full of zero bytes | Convert it to plain text"),
    "only controls": (
        written(b"\x1b[2J\x1b]0;x\x07" * 20),
        "has no visible text | Give a file with text",
    ),
    "a pipe": (fifo, "It is a named pipe. | Give a text file."),
    "a socket": (unix_socket, "It is a socket. | Give a text file."),
    "a link to itself": (link_loop, "cannot be read | Check"),
    "a link to nothing": (dangling_link, "There is no such file | Check the spelling"),
    "unreadable": (unreadable, "It may not be read. | Change its permissions"),
    "unreadable folder": (unreadable_folder, "It may not be read. | Change its permissions"),
}


@pytest.fixture(params=BROKEN, ids=str)
def broken(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, list[str]]:
    """A path that cannot be read, beside one that can, and the words that tell so."""
    make, words = BROKEN[request.param]
    path = folder / "broken.txt"
    make(path)
    return path, words.split(" | ")


def test_what_is_given_and_cannot_be_read_is_named(
    broken: tuple[Path, list[str]], folder: Path, data: Path
) -> None:
    path, words = broken
    done = run("list", path, folder / GOOD, "--json", "--data", data, before=UNPRIVILEGED)
    assert listed(done.stdout) == [GOOD]
    (message,) = done.stderr.splitlines()
    assert message.startswith(f"seedreader: {path}: ")
    for part in words:
        assert part in message
    assert done.returncode == 1


def test_what_lies_in_a_folder_and_cannot_be_read_is_named(
    broken: tuple[Path, list[str]], folder: Path, data: Path
) -> None:
    path, _ = broken
    for _ in range(2):  # it is told again while it lasts
        done = run("list", folder, "--json", "--data", data, before=UNPRIVILEGED)
        assert listed(done.stdout) == [GOOD]
        (message,) = done.stderr.splitlines()
        assert message.startswith(f"seedreader: {path}: ")
        # What is no file at all was hardly meant to be read.
        left_out = not path.exists() or not (path.is_file() or path.is_dir())
        is_loop = path.is_symlink() and path.readlink().name == path.name
        assert done.returncode == (0 if left_out and not is_loop else 1)


def test_what_cannot_be_shown_is_named(broken: tuple[Path, list[str]], data: Path) -> None:
    path, words = broken
    done = run("show", path, "--data", data, before=UNPRIVILEGED)
    assert done.stdout == ""
    assert str(path) in done.stderr
    if os.path.exists(path) and not path.is_dir():  # noqa: PTH110 - unlike Path, takes a loop
        for part in words:
            assert part in done.stderr
        assert done.returncode == 1
    else:
        assert done.returncode in {1, 2}


def test_a_folder_in_a_circle_is_walked_once(folder: Path, data: Path) -> None:
    folder_loop(folder / "again")
    done = run("list", folder, "--json", "--data", data)
    assert listed(done.stdout) == [GOOD]
    assert "It is a link to a folder. Give the folder itself" in done.stderr
    assert done.returncode == 0


def test_a_folder_is_no_article(folder: Path, data: Path) -> None:
    done = run("show", folder, "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a folder; name one file" in done.stderr


def test_an_empty_folder_is_no_failure(tmp_path: Path, data: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("list", tmp_path / "empty", "--data", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_broken_file_that_is_mended_is_read(folder: Path, data: Path) -> None:
    path = folder / "broken.txt"
    path.write_bytes(b"")
    assert run("list", folder, "--data", data).returncode == 1
    path.write_text(page("Bari", range(6, 12)), "utf-8")
    done = run("list", folder, "--json", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert listed(done.stdout) == ["broken.txt", GOOD]


def test_invalid_utf_8_is_read_as_far_as_it_goes(folder: Path, data: Path) -> None:
    text = page("Bari", range(6, 30)).encode()
    (folder / "half.txt").write_bytes(text[:200] + b"\xff\xc3\x00\x00" + text[200:] + b"\xe4\xb8")
    done = run("list", folder, "--json", "--data", data)
    assert listed(done.stdout) == [GOOD, "half.txt"]
    shown = json.loads(run("show", folder / "half.txt", "--json", "--data", data).stdout)
    assert sentence(29)[0] in shown["text"]
    assert "\x00" not in shown["text"]


def test_one_enormous_line_is_read(folder: Path, data: Path) -> None:
    line = " ".join(sentence(number)[0] for number in range(30_000))
    assert len(line) > 2_000_000
    (folder / "line.txt").write_text("Titolo lungo\n\n" + line, "utf-8")
    done = run("list", folder, "--json", "--data", data)
    assert done.returncode == 0
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert [row["sentences"] for row in rows] == [7, 30_001]


def test_a_file_that_is_too_large_is_named(folder: Path, data: Path) -> None:
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)  # takes no room on the disk
    done = run("list", folder, "--json", "--data", data)
    assert (done.returncode, listed(done.stdout)) == (1, [GOOD])
    assert "huge.txt: The file is larger than 64 MiB. Split it" in done.stderr


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
def test_names_of_any_bytes_are_read_and_shown(folder: Path, data: Path) -> None:
    names = [b"new\nline.txt", b"esc\x1b[2J.txt", b"\xff\xfe.txt", b"-json", b"\xe2\x80\xae.txt"]
    for number, name in enumerate(names):
        text = page("Bari", range(100 * number, 100 * number + 6))
        with open(os.path.join(os.fsencode(folder), name), "wb") as stream:  # noqa: PTH118, PTH123
            stream.write(text.encode())
    done = run("list", folder, "--json", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(names) + 1
    for name in names:
        path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118
        shown = run("show", path, "--data", data)
        assert shown.returncode == 0
        assert "Il consiglio" in shown.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"not XML at all", "is damaged or cut short"),
        (memory([sentence(0)]).encode()[:-60], "is damaged or cut short"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><tmx>&a;</tmx>', ""),
        (b"<html/>", "not “tmx”"),
    ],
)
def test_a_broken_memory_is_named_and_the_articles_are_read(
    folder: Path, data: Path, content: bytes, words: str
) -> None:
    (folder / "broken.tmx").write_bytes(content)
    (folder / "whole.tmx").write_text(memory([sentence(0), sentence(1)]), "utf-8")
    done = run("list", folder, "--json", "--data", data)
    assert done.returncode == 1
    (message,) = done.stderr.splitlines()
    assert f"{folder}/broken.tmx: " in message
    assert words in message
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["translated"] == 2


def test_the_reader_tells_of_bad_files_and_shows_the_good_one(folder: Path, data: Path) -> None:
    for name, (make, _) in BROKEN.items():
        make(folder / f"bad {name}.txt")
    (folder / "bad.tmx").write_bytes(b"<tmx")
    command = [sys.executable, "-m", "seedreader", "--data", data, folder]
    with Terminal([*UNPRIVILEGED, *command], 120, 60) as terminal:
        terminal.wait_for("Articles 1")
        terminal.wait_for("10 unreadable (!)")
        terminal.wait_for("sentence 1 of 7 ")
        terminal.press("!")
        terminal.wait_for("Could not be read")
        for name in ("bad empty", "bad binary", "bad unreadable", "bad.tmx"):
            terminal.wait_for(name)
        terminal.wait_for("Change its permissions")
        terminal.press("escape")
        terminal.wait_for(lambda: "Could not be read" not in terminal.text())
        terminal.press("R")  # and all again
        terminal.wait_for("10 unreadable (!)")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw


def test_a_file_that_goes_while_the_reader_is_open_does_no_harm(folder: Path, data: Path) -> None:
    (folder / "other.txt").write_text(page("Bari", range(6, 12)), "utf-8")
    with Terminal([sys.executable, "-m", "seedreader", "--data", data, folder]) as terminal:
        terminal.wait_for("Articles 2")
        terminal.wait_for("sentence 1 of 7 ")
        (folder / GOOD).unlink()
        terminal.press("R")
        terminal.wait_for("Articles 1")
        terminal.wait_for("La città di Bari approva il nuovo")
        (folder / "other.txt").unlink()
        terminal.press("R")
        terminal.wait_for("No articles in")
        (folder / GOOD).write_text(page("Como", range(6)), "utf-8")
        terminal.press("R")
        terminal.wait_for("Articles 1")
        terminal.wait_for("La città di Como")
        terminal.press("q")
        assert terminal.exit_code() == 0
