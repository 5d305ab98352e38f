"""The command line: its JSON, its exit codes, and what it does not import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.stories import headline, memory, page, sentence, write_stories
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.interruptible import INTERRUPTIBLE

from seedreader import __version__, cli
from seedreader.library import Library, Scope

ROOT = Path(__file__).parent.parent.parent

LIST_KEYS = {
    "id": str,
    "path": str,
    "title": (str, type(None)),
    "language": str,
    "date": (str, type(None)),
    "source": (str, type(None)),
    "words": int,
    "sentences": int,
    "boilerplate_lines": int,
    "encoding": str,
}
PROVENANCE_KEYS = {"kind", "engine", "package", "sha256", "date", "pivot"}


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    return subprocess.run(
        [sys.executable, "-m", "seedreader", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with three articles and their translations."""
    return write_stories(tmp_path / "stories")


def objects(stdout: str) -> list[dict[str, Any]]:
    """Return the objects of JSON Lines."""
    return [json.loads(line) for line in stdout.split("\n")[:-1]]


# Imports

_MODULES = """\
import sys
sys.argv = ["seedreader", *sys.argv[1:]]
from seedreader.cli import main
try:
    main()
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def imported(*arguments: str | Path) -> set[str]:
    """Return the packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", _MODULES, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_nothing_heavy(option: str) -> None:
    modules = imported(option)
    heavy = {"textual", "rich", "sqlite3", "langdetect", "regex", "charset_normalizer", "asyncio"}
    assert modules & heavy == set()
    assert "seedreader" in modules


@pytest.mark.parametrize("command", ["list", "show", "translate", "export"])
def test_commands_without_a_screen_do_not_import_textual(command: str, stories: Path) -> None:
    article = stories / "0_Aosta.txt" if command == "show" else stories
    modules = imported(command, article)
    assert modules & {"textual", "rich"} == set()
    assert "sqlite3" in modules


@pytest.mark.parametrize(
    "package",
    [
        *("seedreader.article", "seedreader.corpus", "seedreader.export", "seedreader.library"),
        "seedreader.translation",
    ],
)
def test_only_the_screens_know_textual(package: str) -> None:
    folder = ROOT / "tui" / package.replace(".", "/")
    modules = [package]
    for path in folder.rglob("*.py"):
        parts = path.relative_to(ROOT / "tui").with_suffix("").parts
        modules.append(".".join(part for part in parts if part != "__init__"))
    command = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in {'textual', 'rich'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, *modules],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == []


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"seedreader {__version__}\n")
    assert project["version"] == __version__


@pytest.mark.parametrize(
    "words",
    [
        *(["--help"], ["list", "--help"], ["show", "-h"], ["doctor", "-h"]),
        *(["translate", "-h"], ["memory", "-h"], ["export", "-h"], ["verify", "-h"]),
    ],
)
def test_help_tells_the_use(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 0
    assert "usage: seedreader" in done.stdout
    assert "--data" in done.stdout


# JSON


def assert_is_row(row: dict[str, Any]) -> None:
    """Assert that an object has all that `list` promises."""
    for key, kind in LIST_KEYS.items():
        assert isinstance(row[key], kind), key
    assert row["id"] == row["id"].lower()
    assert int(row["id"], 16) >= 0


def test_list_prints_an_object_a_line(stories: Path, data: Path) -> None:
    done = run("list", stories, "--json", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    rows = objects(done.stdout)
    assert [row["title"] for row in rows] == [
        headline(name)[0] for name in ("Aosta", "Bari", "Como")
    ]
    assert [row["sentences"] for row in rows] == [13, 91, 7]
    assert {row["language"] for row in rows} == {"it"}
    assert rows[0]["path"] == str(stories / "0_Aosta.txt")
    for row in rows:
        assert_is_row(row)


def test_list_tells_marks_and_near_copies(stories: Path, data: Path) -> None:
    text = (stories / "0_Aosta.txt").read_text("utf-8")
    (stories / "3_copy.txt").write_text(f"{text}\nUna riga in più.\n", "utf-8")
    run("list", stories, "--data", data)
    with closing(Library(data)) as library, library.transaction():
        first, *_, copy = (library.article(key).id for key in library.keys(Scope.of([stories])))
        library.marks.set_tags(copy, ["valley"])
        library.marks.star(copy, starred=True)
        library.marks.set_note(copy, "Ask Anna.")
        library.marks.set_read(copy, read=True)
    rows = objects(run("list", stories, "--json", "--data", data).stdout)
    assert [row["copy_of"] for row in rows] == [None, None, None, first]
    said = ("starred", "tags", "note", "read", "started")
    assert [rows[3][key] for key in said] == [True, ["valley"], "Ask Anna.", True, False]
    assert [rows[0][key] for key in said] == [False, [], None, False, False]


def test_paths_are_shown_as_they_were_given(stories: Path, data: Path) -> None:
    def paths(*arguments: str, cwd: Path) -> list[str]:
        done = run("list", *arguments, "--json", "--data", data, cwd=cwd)
        return [row["path"] for row in objects(done.stdout)]

    assert paths("stories", cwd=stories.parent)[0] == "stories/0_Aosta.txt"
    assert paths("0_Aosta.txt", "2_Como.txt", cwd=stories) == ["0_Aosta.txt", "2_Como.txt"]
    assert paths("../stories/1_Bari.txt", cwd=stories) == ["../stories/1_Bari.txt"]


def test_the_samples_are_listed_without_a_path(samples: Path, data: Path, tmp_path: Path) -> None:
    done = run("list", "--json", "--data", data, cwd=tmp_path)
    assert done.returncode == 0
    assert {Path(row["path"]).name for row in objects(done.stdout)} == {
        path.name for path in samples.glob("*.txt")
    }
    for row in objects(done.stdout):
        assert_is_row(row)


def test_what_is_shown_points_into_its_text(samples: Path, data: Path) -> None:
    ids = {row["id"] for row in objects(run("list", samples, "--json", "--data", data).stdout)}
    for article_id in ids:
        done = run("show", article_id, "--json", "--data", data)
        assert done.returncode == 0
        (shown,) = objects(done.stdout)
        assert_is_row(shown)
        assert shown["id"] == article_id
        text, last = shown["text"], 0
        sentences = 0
        for paragraph in shown["paragraphs"]:
            assert set(paragraph) >= {"kind", "start", "end", "language", "sentences"}
            assert paragraph["kind"] in {"title", "body", "boilerplate"}
            assert last <= paragraph["start"] < paragraph["end"] <= len(text)
            last = paragraph["end"]
            place = paragraph["start"]
            for item in paragraph["sentences"]:
                assert set(item) >= {"start", "end", "text", "translation"}
                assert text[item["start"] : item["end"]] == item["text"] != ""
                assert place <= item["start"] < item["end"] <= paragraph["end"]
                place = item["end"]
            sentences += len(paragraph["sentences"]) * (paragraph["kind"] != "boilerplate")
        assert sentences == shown["sentences"]


def test_translations_tell_where_they_come_from(stories: Path, data: Path) -> None:
    run("list", stories, "--data", data)
    (shown,) = objects(run("show", stories / "2_Como.txt", "--json", "--data", data).stdout)
    items = [item for paragraph in shown["paragraphs"] for item in paragraph["sentences"]]
    assert [item["text"] for item in items[1:]] == [sentence(at)[0] for at in range(102, 108)]
    for item, number in zip(items[1:], range(102, 108), strict=True):
        translation = item["translation"]
        assert translation["text"] == sentence(number)[1]
        assert translation["language"] == "en"
        assert translation["flags"] == translation["reasons"] == []
        assert set(translation["provenance"]) >= PROVENANCE_KEYS
        assert translation["provenance"]["kind"] == "reference"
        assert translation["provenance"]["pivot"] is None


def test_a_memory_beside_an_article_counts_when_it_is_shown_alone(
    stories: Path, data: Path
) -> None:
    done = run("show", stories / "2_Como.txt", "--data", data)  # nothing was listed before
    assert headline("Como")[1] in done.stdout


def test_what_has_no_translation_has_none(tmp_path: Path, data: Path) -> None:
    (tmp_path / "page.txt").write_text(page("Aosta", range(6)), "utf-8")
    (shown,) = objects(run("show", tmp_path / "page.txt", "--json", "--data", data).stdout)
    assert all(
        item["translation"] is None
        for paragraph in shown["paragraphs"]
        for item in paragraph["sentences"]
    )


def test_show_prints_original_and_translation(stories: Path, data: Path) -> None:
    run("list", stories, "--data", data)
    done = run("show", stories / "0_Aosta.txt", "--data", data)
    lines = done.stdout.splitlines()
    assert lines[:2] == [headline("Aosta")[0], "    " + headline("Aosta")[1]]
    assert " ".join(sentence(number)[0] for number in range(3)) in lines
    assert "    " + " ".join(sentence(number)[1] for number in range(3)) in lines


def test_another_language_has_its_own_translations(stories: Path, data: Path) -> None:
    (stories / "stories.fr.tmx").write_text(
        memory([(sentence(0)[0], "Une phrase.")]).replace('xml:lang="en"', 'xml:lang="fr"'), "utf-8"
    )
    listed = objects(run("list", stories, "--to", "fr-CA", "--json", "--data", data).stdout)
    assert [row["translated"] for row in listed] == [1, 0, 0]
    path = stories / "0_Aosta.txt"
    (shown,) = objects(run("show", path, "--to", "fr", "--json", "--data", data).stdout)
    items = [item for paragraph in shown["paragraphs"] for item in paragraph["sentences"]]
    assert [item["translation"] is not None for item in items] == [False, True, *[False] * 11]
    assert items[1]["translation"]["text"] == "Une phrase."
    assert items[1]["translation"]["language"] == "fr"


def test_doctor_tells_what_can_be_translated_and_what_is_missing(
    stories: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def findings() -> dict[str, dict[str, Any]]:
        found = objects(run("doctor", "--json", "--data", data).stdout)
        return {item["subject"]: item for item in found}

    run("list", stories, "--data", data)
    missing = findings()["translation from it"]
    assert missing["state"] == "note"
    assert missing["found"].startswith("3 articles; Italian → English needs translate-it_en")
    assert missing["advice"] == "`seedreader models install translate-it_en`"
    for path in build_packages(tmp_path / "files", ("it", "en-de")).values():
        install_unpacked(path, tmp_path / "packages")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    there = findings()
    assert "translation from it" not in there
    pairs = there["translation with argos"]["found"]
    assert pairs == "en → de; it → de (through en); it → en"
    assert "translation with apertium" in there


def test_an_id_is_found_by_its_beginning(stories: Path, data: Path) -> None:
    rows = objects(run("list", stories, "--json", "--data", data).stdout)
    whole = rows[0]["id"]
    for name in (whole, whole[:12], whole[:12].upper()):
        assert objects(run("show", name, "--json", "--data", data).stdout)[0]["id"] == whole


def test_doctor_prints_an_object_a_line(data: Path) -> None:
    done = run("doctor", "--json", "--data", data)
    found = objects(done.stdout)
    assert {"seedreader", "library", "samples"} <= {item["subject"] for item in found}
    assert {item["state"] for item in found} <= {"ok", "note", "bad"}
    assert done.returncode == int(any(item["state"] == "bad" for item in found))
    assert all(item["advice"] for item in found if item["state"] == "bad")
    assert not data.exists()  # it changes nothing


# Exit codes and messages


def test_one_means_that_some_input_failed(stories: Path, data: Path) -> None:
    (stories / "empty.txt").write_bytes(b"")
    done = run("list", stories, "--json", "--data", data)
    assert done.returncode == 1
    assert len(objects(done.stdout)) == 3
    assert f"{stories / 'empty.txt'}: " in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--nonsense"],
        ["show"],
        ["show", "one", "two"],
        ["show", "no such file"],
        ["show", "0123456789abcdef"],
        ["show", ""],
        ["nowhere.txt"],
        ["--nonsense"],
        ["doctor", "surplus"],
        ["list", "--to", "no language"],
        ["show", "--to", ""],
        ["memory"],
        ["memory", "nonsense"],
        ["memory", "import"],
    ],
)
def test_two_means_wrong_use(words: list[str], data: Path, tmp_path: Path) -> None:
    done = run(*words, "--data", data, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_is_not_there_is_named(data: Path, stories: Path) -> None:
    done = run("list", stories / "nowhere", stories / "0_Aosta.txt", "--json", "--data", data)
    assert done.returncode in {1, 2}
    assert f"{stories / 'nowhere'}: There is no such file or folder." in done.stderr
    assert len(objects(done.stdout)) == 1


def test_a_folder_named_like_a_command_is_read(tmp_path: Path, data: Path) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "page.txt").write_text(page("Aosta", range(6)), "utf-8")
    done = run("list", "./list", "list", "--json", "--data", data, cwd=tmp_path)
    assert [row["path"] for row in objects(done.stdout)] == ["list/page.txt"]


def test_options_may_stand_before_the_command(stories: Path, data: Path) -> None:
    done = run("--data", data, "list", stories, "--json")
    assert len(objects(done.stdout)) == 3


def test_the_data_folder_is_taken_from_the_environment(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEEDREADER_DATA", str(tmp_path / "elsewhere"))
    run("list", stories)
    assert (tmp_path / "elsewhere" / "library.sqlite3").exists()


def test_messages_and_results_do_not_mix(stories: Path, data: Path) -> None:
    (stories / "bad.txt").write_bytes(bytes(100))
    done = run("list", stories, "--json", "--data", data)
    assert len(objects(done.stdout)) == 3  # each line of it is JSON
    assert all(line.startswith("seedreader: ") for line in done.stderr.splitlines())


def test_output_is_utf_8_whatever_the_locale(
    stories: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    done = run("list", stories, "--json", "--data", data)
    assert done.returncode == 0
    assert "La città di Aosta" in done.stdout


# Ends before the end


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "long.txt").write_text(page("Aosta", range(600)), "utf-8")
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(page("Bari", range(number, number + 3)), "utf-8")
    run("list", folder, "--data", data)
    # Each prints more than fits into a pipe.
    for words in (["list", folder, "--json"], ["show", folder / "long.txt", "--json"]):
        with subprocess.Popen(
            [sys.executable, "-m", "seedreader", *words, "--data", data],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert os.read(process.stdout.fileno(), 1)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0


def test_an_interrupt_ends_it_with_130(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "000.txt").write_bytes(b"")  # whose message shows that work has begun
    for number in range(1, 2000):
        (folder / f"{number:04}.txt").write_text(page("Aosta", range(number, number + 30)), "utf-8")
    with subprocess.Popen(
        [*INTERRUPTIBLE, "-m", "seedreader", "list", folder, "--data", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        assert b"000.txt" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(60) == 130
    assert b"Traceback" not in rest


def test_main_takes_the_words_it_is_given(capfd: pytest.CaptureFixture[str], stories: Path) -> None:
    signals = [signal.getsignal(number) for number in signal.valid_signals()]
    assert cli.main(["list", str(stories), "--json"]) == 0
    # A broken pipe is no reason to die: it may be a server's that hung up.
    assert [signal.getsignal(number) for number in signal.valid_signals()] == signals
    assert len(objects(capfd.readouterr().out)) == 3
    assert cli.main(["show", "nowhere"]) == 2
    assert "nowhere: is no file and no id" in capfd.readouterr().err


def test_a_memory_may_be_given_by_itself(stories: Path, tmp_path: Path, data: Path) -> None:
    (tmp_path / "more.tmx").write_text(memory([headline("Aosta")]), "utf-8")
    (stories / "stories.en.tmx").unlink()
    done = run("list", stories, tmp_path / "more.tmx", "--json", "--data", data)
    assert [row["translated"] for row in objects(done.stdout)] == [1, 0, 0]
