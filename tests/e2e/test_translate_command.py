"""`seedreader translate`, with real packages: what it prints, keeps, and says."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.stories import headline, memory, page, sentence
from tests.e2e.terminal import Terminal
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.interruptible import INTERRUPTIBLE

from seedreader.library import Library, Scope
from seedreader.translation.tmx import read_tmx


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder of installed packages: it → en → de."""
    folder = tmp_path_factory.mktemp("packages")
    for path in build_packages(folder / "files", ("it", "en-de")).values():
        install_unpacked(path, folder / "installed")
    return folder / "installed"


@pytest.fixture(autouse=True)
def packages(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages that a test may damage."""
    folder = tmp_path / "packages"
    shutil.copytree(installed, folder)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles in Italian."""
    made = tmp_path / "pages"
    made.mkdir()
    (made / "a.txt").write_text(page("Aosta", range(6)), "utf-8")
    (made / "b.txt").write_text(page("Bari", range(4, 10)), "utf-8")
    return made


def run(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run(
        [sys.executable, "-m", "seedreader", *words],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        timeout=120,
    )


def objects(stdout: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def sentences(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for paragraph in shown["paragraphs"] for item in paragraph["sentences"]]


def test_prints_what_show_prints_afterwards(folder: Path, data: Path) -> None:
    done = run("translate", folder, "--json", "--data", data)
    assert done.returncode == 0
    printed = objects(done.stdout)
    assert [Path(item["path"]).name for item in printed] == ["a.txt", "b.txt"]
    shown = objects(run("show", printed[0]["id"], "--json", "--data", data).stdout)
    assert shown[0]["paragraphs"] == printed[0]["paragraphs"]
    for item in sentences(printed[0]):
        translation = item["translation"]
        assert translation["language"] == "en"
        provenance = translation["provenance"]
        assert provenance["kind"] == "engine"
        assert provenance["engine"] == "argos"
        assert provenance["package"] == "translate-it_en-1_0"
        assert len(provenance["sha256"]) == 64
        assert provenance["pivot"] is None
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", provenance["date"])
        assert len(translation["flags"]) == len(translation["reasons"])
    title = sentences(printed[0])[0]["translation"]["text"]
    assert title.startswith("The città of ")
    listed = objects(run("list", folder, "--json", "--data", data).stdout)
    assert [item["translated"] for item in listed] == [7, 7]
    assert listed[0]["translated_headline"] == title


def test_nothing_is_translated_again(folder: Path, data: Path, packages: Path) -> None:
    first = run("translate", folder, "--json", "--data", data)
    # A model that cannot be loaded, but looks as it did: nobody loads it.
    model = packages / "translate-it_en-1_0" / "model" / "model.bin"
    before = model.stat()
    model.write_bytes(bytes(before.st_size))
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))
    second = run("translate", folder, "--json", "--data", data)
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")
    # What is new is asked for.
    (folder / "c.txt").write_text(page("Como", range(20, 22)), "utf-8")
    third = run("translate", folder, "--json", "--data", data)
    assert third.returncode == 1
    assert objects(third.stdout)[:2] == objects(first.stdout)
    assert "c.txt: 3 sentences not translated (it → en)" in third.stderr
    assert "Traceback" not in third.stderr


def test_plain_text_is_that_of_show(folder: Path, data: Path) -> None:
    done = run("translate", folder / "a.txt", "--data", data)
    lines = done.stdout.splitlines()
    assert lines[:3] == [str(folder / "a.txt"), "", headline("Aosta")[0]]
    assert lines[3].startswith("    The città of ")
    assert lines[-2] == "[translated by machine, argos, translate-it_en-1_0: 7]"
    shown = run("show", folder / "a.txt", "--data", data)
    assert shown.stdout.splitlines() == lines[2:]


def test_what_looks_wrong_is_marked_with_its_reason(folder: Path, data: Path) -> None:
    printed = objects(run("translate", folder / "a.txt", "--json", "--data", data).stdout)
    wrong = [item["translation"] for item in sentences(printed[0]) if item["translation"]["flags"]]
    assert wrong  # the glossary knows few words
    lines = run("show", folder / "a.txt", "--data", data).stdout.splitlines()
    marks = [line for line in lines if line.startswith("    ! ")]
    assert len(marks) == sum(len(item["flags"]) for item in wrong)
    assert any(f"{wrong[0]['flags'][0]}: {wrong[0]['reasons'][0]}" in mark for mark in marks)


def test_through_another_language(folder: Path, data: Path) -> None:
    done = run("translate", folder / "a.txt", "--to", "de-AT", "--json", "--data", data)
    (printed,) = objects(done.stdout)
    provenances = [item["translation"]["provenance"] for item in sentences(printed)]
    assert {provenance["pivot"] for provenance in provenances} == {"en"}
    assert printed["translated"] == 7
    listed = run("list", folder, "--to", "de", "--json", "--data", data)
    assert [item["translated"] for item in objects(listed.stdout)] == [7, 2]  # two they share
    assert objects(run("list", folder, "--json", "--data", data).stdout)[0]["translated"] == 0


def test_a_missing_package_is_named_and_the_others_are_done(folder: Path, data: Path) -> None:
    ukrainian = "Альянс планує відкрити офіс у Токіо. Про це сказав Єнс Столтенберг у середу.\n"
    (folder / "c.txt").write_text("Офіс НАТО в Японії\n\n" + ukrainian * 3, "utf-8")
    done = run("translate", folder, "--json", "--data", data)
    assert done.returncode == 1
    assert "Ukrainian → English needs translate-uk_en" in done.stderr
    assert "`seedreader models install translate-uk_en`" in done.stderr
    assert re.search(rf"{re.escape(str(folder / 'c.txt'))}: \d+ sentences not transl", done.stderr)
    assert [item["translated"] for item in objects(done.stdout)] == [7, 7, 0]


def test_a_text_of_no_language_is_named(folder: Path, data: Path) -> None:
    (folder / "c.txt").write_text("0101 1010 0110\n\n3.14 15.92 65.35\n", "utf-8")
    done = run("translate", folder, "--json", "--data", data)
    assert done.returncode == 1
    assert f"{folder / 'c.txt'}: its language is not known" in done.stderr
    assert len(objects(done.stdout)) == 3


def test_what_people_translated_is_left_alone(folder: Path, data: Path) -> None:
    (folder / "m.tmx").write_text(memory([sentence(0)]), "utf-8")
    run("list", folder, "--data", data)
    with closing(Library(data)) as library:
        library.edit(sentence(1)[0], "it", "en", "My own words.")
    (printed, _) = objects(run("translate", folder, "--json", "--data", data).stdout)
    kinds = [item["translation"]["provenance"]["kind"] for item in sentences(printed)]
    assert kinds == ["engine", "reference", "edited", *["engine"] * 4]
    assert sentences(printed)[2]["translation"]["text"] == "My own words."


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, data: Path) -> None:
    for number in range(30):
        text = page(f"Paese {number}", range(number * 20, number * 20 + 20))
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    words = ("translate", *sorted(tmp_path.glob("*.txt")), "--json", "--data", data)
    with subprocess.Popen(
        [*INTERRUPTIBLE, "-m", "seedreader", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = json.loads(process.stdout.readline())
        assert first["translated"] == 21
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        messages = process.stderr.read()
        assert process.wait(30) == 130
        assert time.monotonic() - started < 5  # half a second where nothing else runs
    assert b"Traceback" not in messages
    assert b"sentences translated and kept" in messages
    told = [first, *map(json.loads, rest.splitlines())]
    assert len(told) < 30
    with closing(Library(data)) as library:
        rows = library.rows(library.keys(Scope.of([tmp_path])))
        assert sum(row.translated == 21 for row in rows.values()) >= len(told)
        assert sum(count for *_, count in library.origins()) >= 21 * len(told)
    done = run(*words)
    assert [item["translated"] for item in objects(done.stdout)] == [21] * 30


def test_a_closed_pipe_ends_it_quietly(folder: Path, data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "seedreader", "translate", folder, "--json", "--data", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_progress_is_told_on_a_terminal(folder: Path, data: Path) -> None:
    command = [sys.executable, "-m", "seedreader", "translate", folder, "--data", data]
    quiet = ["sh", "-c", '"$@" > /dev/null; echo "ended with $?"', "sh", *command]
    with Terminal(quiet, 100, 24) as terminal:
        terminal.wait_for("ended with 0")
        assert b"\r0 of 2 articles" in terminal.raw  # drawn anew, and cleared at the end
        (line,) = [line for line in terminal.screen() if "articles" in line]
        assert line.startswith("seedreader: 2 of 2 articles, 14 sentences translated and kept")


@pytest.mark.parametrize(
    "words",
    [
        ["--engine", "nonsense"],
        ["--engine", "libretranslate"],
        ["--server", "http://127.0.0.1:1"],
        ["--to", "../en"],
        ["--json", "--tmx", "x.tmx"],
        ["--tmx", "nowhere/x.tmx"],
        ["--tmx", "."],
        ["--tmx", ""],
        ["--tmx", "pages/a.txt"],
    ],
)
def test_wrong_use(words: list[str], folder: Path, data: Path, tmp_path: Path) -> None:
    done = run("translate", folder, *words, "--data", data, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


# Memories


def test_a_memory_that_was_written_says_what_made_it(folder: Path, tmp_path: Path) -> None:
    data, path = tmp_path / "data", tmp_path / "out.tmx"
    run("list", folder, "--data", data)
    with closing(Library(data)) as library:
        library.edit(sentence(1)[0], "it", "en", "My own words.")
    done = run("translate", folder, "--tmx", path, "--data", data)
    assert (done.returncode, done.stdout) == (0, "")
    units = list(read_tmx(path))
    # Two headlines, and ten sentences of which the articles share two.
    assert len(units) == 12
    properties = {unit.source: dict(unit.properties) for unit in units}
    assert properties[sentence(1)[0]]["x-seedreader-kind"] == "edited"
    of_machine = properties[sentence(2)[0]]
    assert of_machine["x-seedreader-kind"] == "engine"
    assert of_machine["x-seedreader-package"] == "translate-it_en-1_0"
    # Beside the articles, it does not turn a machine's words into a person's.
    shutil.copy(path, folder / "out.tmx")
    (shown,) = objects(run("show", folder / "a.txt", "--json", "--data", tmp_path / "2").stdout)
    found = {item["text"]: item["translation"]["provenance"] for item in sentences(shown)}
    assert found[sentence(1)[0]]["kind"] == "reference"
    assert found[sentence(2)[0]]["kind"] == "engine"
    assert found[sentence(2)[0]]["package"] == "translate-it_en-1_0"


def test_what_was_imported_stays(folder: Path, tmp_path: Path) -> None:
    one, other, path = tmp_path / "1", tmp_path / "2", tmp_path / "m.tmx"
    run("translate", folder, "--data", one)
    with closing(Library(one)) as library:
        library.edit(sentence(1)[0], "it", "en", "My own words.")
    assert run("memory", "export", path, "--data", one).returncode == 0
    run("list", folder, "--data", other)
    done = run("memory", "import", path, "--data", other)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{path}: 12 translations are kept" in done.stderr
    path.unlink()
    (shown, _) = objects(run("translate", folder, "--json", "--data", other).stdout)
    provenances = [item["translation"]["provenance"] for item in sentences(shown)]
    assert [item["kind"] for item in provenances] == [
        *["engine"] * 2,
        "memory",
        *["engine"] * 4,
    ]
    assert {item["origin"] for item in provenances} == {str(path)}
    listed = run("memory", "list", "--data", other).stdout.splitlines()
    assert listed == [f"engine\tit → en\t11\t{path}", f"memory\tit → en\t1\t{path}"]
    again = tmp_path / "again.tmx"
    run("memory", "export", again, "--data", other)
    assert {(unit.source, unit.target) for unit in read_tmx(again)} >= {
        (sentence(1)[0], "My own words.")
    }
    assert len(list(read_tmx(again))) == 12


def test_a_memory_that_cannot_be_read_or_written_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.tmx").write_text("<html/>", "utf-8")
    done = run("memory", "import", tmp_path / "bad.tmx", tmp_path / "none.tmx", "--data", data)
    assert done.returncode == 1
    assert "bad.tmx: is not a translation memory" in done.stderr
    assert "none.tmx: cannot be opened" in done.stderr
    done = run("memory", "export", tmp_path / "nowhere" / "m.tmx", "--data", data)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_the_default_of_omegat_comes_before_its_alternatives(folder: Path, data: Path) -> None:
    source = sentence(0)[0]
    (folder / "project_save.tmx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n'
        '<tmx version="1.1"><header creationtool="OmegaT" segtype="sentence" srclang="IT"/><body>'
        f'<tu><tuv lang="IT"><seg>{source}</seg></tuv>'
        '<tuv lang="EN-GB" changeid="me"><seg>default</seg></tuv></tu>'
        f'<tu><prop type="file">x.txt</prop><tuv lang="IT"><seg>{source}</seg></tuv>'
        '<tuv lang="EN-GB"><seg>alternative</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    (shown,) = objects(run("show", folder / "a.txt", "--json", "--data", data).stdout)
    assert sentences(shown)[1]["translation"]["text"] == "default"


# A server


class _Handler(BaseHTTPRequestHandler):
    """LibreTranslate's protocol; what it translates is in upper case."""

    def do_GET(self) -> None:
        languages = [{"code": "it", "name": "Italian", "targets": ["en"]}]
        self._answer(languages if self.path == "/languages" else {"charLimit": -1})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer({"translatedText": [text.upper() for text in body["q"]]})

    def _answer(self, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()
    http.server_close()


def test_a_server_translates_where_it_is_named(folder: Path, data: Path, server: str) -> None:
    words = ("translate", folder, "--engine", "libretranslate", "--server", server)
    done = run(*words, "--json", "--data", data)
    assert done.returncode == 0
    (printed, _) = objects(done.stdout)
    for item in sentences(printed):
        assert item["translation"]["text"] == item["text"].upper()
        assert item["translation"]["provenance"]["engine"] == "libretranslate"
        assert item["translation"]["provenance"]["origin"] == server


def test_a_server_that_is_not_there_is_told_once(
    folder: Path, data: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("translate", folder, "--engine", "libretranslate", "--server", "http://127.0.0.1:9")
    done = run(*words, "--json", "--data", data)
    assert done.returncode == 1
    assert done.stderr.count("http://127.0.0.1:9") == 1
    assert [item["translated"] for item in objects(done.stdout)] == [0, 0]
