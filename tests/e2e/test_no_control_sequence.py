"""No byte of an article reaches the terminal as a control sequence.

Proved on the bytes that a pseudo-terminal receives: each kind of escape sequence, and each control
character, is one that the reader sends for a harmless article too.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from tests.e2e.conftest import Start
from tests.e2e.escapes import (
    BIDI_CONTROLS,
    C1,
    INVISIBLE,
    Sequence,
    kinds,
    shown_text,
    tokens,
)
from tests.e2e.stories import memory, sentence
from tests.e2e.terminal import Terminal

# Each with a payload of its own, so that one that comes through can be told from the others.
ATTACKS: Mapping[str, str] = {
    "clear the screen": "\x1b[2Jmark01",
    "move the cursor": "\x1b[1;1Hmark02",
    "colour": "\x1b[31;5mmark03",
    "write the clipboard": "\x1b]52;c;bWFyazA0\x07mark04",
    "set the title": "\x1b]0;mark05title\x07mark05",
    "set the title, ended by ST": "\x1b]2;mark06title\x1b\\mark06",
    "link": "\x1b]8;;http://mark07.example/\x1b\\mark07\x1b]8;;\x1b\\",
    "device control": "\x1bP+q544e\x1b\\mark08",
    "sixel": "\x1bPq#0;2;0;0;0#0~~\x1b\\mark09",
    "application command": "\x1b_Gmark10a=T\x1b\\mark10",
    "privacy message": "\x1b^mark11\x1b\\mark11",
    "start of string": "\x1bXmark12\x1b\\mark12",
    "reset": "\x1bcmark13",
    "alternate screen": "\x1b[?1049lmark14",
    "mouse": "\x1b[?1003hmark15",
    "ask the terminal": "\x1b[6n\x1b[c\x1b[>qmark16",
    "window": "\x1b[8;5;5tmark17",
    "charset": "\x1b(0mark18",
    "keyboard": "\x1b[>31umark19",
    "8-bit CSI": "\x9b2Jmark20",
    "8-bit OSC": "\x9d0;mark21title\x9cmark21",
    "8-bit DCS": "\x90q~\x9cmark22",
    "8-bit next line": "\x85mark23\x84mark23\x8dmark23",
    "bell": "\x07mark24",
    "backspace": "\x08\x08\x08mark25",
    "delete": "\x7f\x7fmark26",
    "NUL": "mark\x0027",
    "shift out": "\x0emark28\x0f",
    "vertical tab and form feed": "\x0b\x0cmark29",
    "carriage return": "mark\rmark30",
    "cancel and substitute": "\x18\x1amark31",
    "right-to-left override": "\u202emark32\u202c",
    "right-to-left isolate": "\u2067mark33\u2069\u2066mark33\u2069\u2068mark33\u2069",
    "embeddings": "\u202amark34\u202c\u202bmark34\u202c\u202dmark34\u202c",
    "invisible": "ma\u200brk\u206035\ufeff\u00ad",
    "tags": "mark36\U000e0041\U000e007f",
    "an unfinished sequence": "mark37\x1b[38;5",
    "an unfinished string": "mark38\x1b]0;",
    "nested": "\x1b\x1b[\x1b]mark39\x07[2J",
    "split by what is removed": "\x1b\u200b[2J\x1b\x00[2Jmark40\x1b\u202e]0;mark40title\x07",
    "separators": "\u2028mark41\u2029",
}
RAW_C1 = b"\x9b2Jmark50 \x9d0;mark50title\x07 \x90q\x9c \xc2\x9b2Jmark50"

MARKS = {f"mark{number:02}" for number in range(1, 42)}
BIDI_MARKS = frozenset("\u061c\u200e\u200f")  # these move no character by themselves
REORDERING = BIDI_CONTROLS - BIDI_MARKS
SEPARATORS = frozenset("\u2028\u2029")
ROOT = Path(__file__).parent.parent.parent
ARTICLES = 3


PER_PARAGRAPH = 4


def paragraphs(number: int, marks: Iterable[str]) -> str:
    """Return the body of an article: a sentence of its own before each mark."""
    parts = [
        f"{sentence(at)[0]} Il {mark} fine." for at, mark in enumerate(marks, start=number * 1000)
    ]
    return "\n\n".join(
        " ".join(parts[at : at + PER_PARAGRAPH]) for at in range(0, len(parts), PER_PARAGRAPH)
    )


def attacked_page(number: int) -> str:
    """Return an article in whose headline, lines and paragraphs the attacks stand."""
    head = f"La città di {ATTACKS['write the clipboard']} {ATTACKS['8-bit CSI']} approva il piano"
    source = f"Fonte: {ATTACKS['set the title']}{ATTACKS['right-to-left override']} Giornale"
    notice = f"© 2023 Giornale {ATTACKS['clear the screen']} {ATTACKS['8-bit OSC']}. Tutti diritti"
    return "\n\n".join([head, source, paragraphs(number, ATTACKS.values()), notice]) + "\n"


def attacked_names() -> list[bytes]:
    """Return file names with attacks in them, as the file system takes them."""
    names = [
        ATTACKS["write the clipboard"].encode(),
        ATTACKS["set the title"].encode() + b"\nnew line" + ATTACKS["clear the screen"].encode(),
        ATTACKS["8-bit CSI"].encode() + ATTACKS["right-to-left override"].encode() + b"\x7f",
        b"\x9b2Jmark50\xff\xfe\t\r",
    ]
    return [name.replace(b"/", b"") for name in names]


def write_attacked(folder: Path) -> Path:
    """Write articles, translations and unreadable files that attack with every part."""
    folder.mkdir()
    root = os.fsencode(folder)
    names = attacked_names()
    for number, name in enumerate(names[1:]):
        with open(os.path.join(root, b"%d%s.txt" % (number, name)), "wb") as stream:  # noqa: PTH118, PTH123
            stream.write(attacked_page(number).encode() + (RAW_C1 if number == 2 else b""))
    with open(os.path.join(root, b"8" + names[0] + b".txt"), "wb") as stream:  # noqa: PTH118, PTH123
        stream.write(b"")  # cannot be read: its name is told on the screen of problems
    os.mkfifo(os.path.join(root, b"9" + names[1]))  # noqa: PTH118
    pairs = []
    for number in range(ARTICLES):
        for at in range(len(ATTACKS)):
            source, target = sentence(number * 1000 + at)
            attack = list(ATTACKS.values())[at % len(ATTACKS)]
            pairs.append((source, f"{target} {xml_safe(attack)} end"))
    with open(os.path.join(root, b"7" + names[2] + b".tmx"), "wb") as stream:  # noqa: PTH118, PTH123
        stream.write(memory(pairs).encode())
    with open(os.path.join(root, b"7" + names[3] + b".tmx"), "wb") as stream:  # noqa: PTH118, PTH123
        stream.write(b"<tmx><body><tu>\x1b[2J\x9b\x1b]0;mark60title\x07")
    return folder


def xml_safe(attack: str) -> str:
    """Return of an attack what XML 1.0 allows; C1 and bidi controls are."""
    return "".join(
        character for character in attack if character in "\t\n\r" or character >= " "
    ).replace("\ufffe", "")


def write_benign(folder: Path) -> Path:
    """Write what is as long and as broken, but harmless."""
    folder.mkdir()
    for number in range(ARTICLES):
        body = paragraphs(number, ["mark"] * len(ATTACKS))
        page = f"La città di Aosta approva il piano\n\nFonte: Giornale\n\n{body}\n"
        (folder / f"{number}.txt").write_text(page, "utf-8")
    (folder / "8.txt").write_bytes(b"")
    (folder / "7.tmx").write_text(memory([sentence(at) for at in range(5000)]), "utf-8")
    return folder


def assert_harmless(raw: bytes, allowed: set[str], *, unseen: frozenset[str] = frozenset()) -> None:
    """Assert that a terminal was sent nothing but text and what is allowed."""
    found = tokens(raw)
    assert kinds(found) - allowed == set()
    assert set(shown_text(found)) & (C1 | REORDERING | unseen) == set()
    for token in found:
        if isinstance(token, Sequence):
            assert "mark" not in token.parameters
            assert "bWFya" not in token.parameters


def assert_all_shown(text: str) -> None:
    """Assert that the payload of each attack was shown as text: none was merely left out."""
    assert {mark for mark in MARKS if mark not in text} == set()


def show_everything(terminal: Terminal) -> None:
    """Open every article in every layout, and every other screen, and leave."""
    show_list_and_articles(terminal)
    show_other_screens(terminal)
    show_narrow_list(terminal)
    terminal.press("q")
    assert terminal.exit_code() == 0


def show_list_and_articles(terminal: Terminal) -> None:
    """Walk the list, and open every article in every layout."""
    terminal.wait_for(f"Articles {ARTICLES}")
    terminal.wait_for("unreadable (!)")
    terminal.wait_for(f"1 of {ARTICLES}")
    terminal.press("!")
    terminal.wait_for("Could not be read")
    terminal.press("escape")
    terminal.wait_for(lambda: "Could not be read" not in terminal.text())
    terminal.press("b")
    terminal.wait_for("Page furniture shown")
    for number in range(ARTICLES):  # from the list
        terminal.wait_for(f"{number + 1} of {ARTICLES}")
        terminal.press("j")
    terminal.press("enter")
    terminal.wait_for("Next sentence")
    for number in reversed(range(ARTICLES)):
        terminal.wait_for(f"{number + 1} of {ARTICLES}")
        terminal.press("l")  # the status line tells the file of the translation
        terminal.wait_for(re.compile("sentence 2 of|page furniture"))
        for shown in ("original", "translation", "side by side"):
            terminal.press("p")
            terminal.wait_for(f"Languages: {shown}")
        terminal.press("K")


def show_other_screens(terminal: Terminal) -> None:
    """Align by sentence; find; show help and palette."""
    for shown in ("sentence", "paragraph"):
        terminal.press("s")
        terminal.wait_for(f"Aligned by {shown}")
    terminal.press("/")
    terminal.wait_for("words in the original")
    terminal.wait_for("esc Cancel")
    terminal.press(*"mar")
    terminal.wait_for(re.compile(r"Find mar .*\d+ hits"))
    terminal.press("enter")
    terminal.wait_for("y Copy sentence")
    terminal.wait_for(re.compile(r"· hit \d+ of"))
    terminal.press("escape")
    terminal.wait_for(lambda: "· hit" not in terminal.text())
    terminal.press("?")
    terminal.wait_for("In an article")
    terminal.press("?")
    terminal.wait_for(lambda: "In an article" not in terminal.text())
    terminal.press("ctrl+p")
    terminal.wait_for("Search for commands")
    terminal.press("escape")
    terminal.wait_for(lambda: "Search for commands" not in terminal.text())


def show_narrow_list(terminal: Terminal) -> None:
    """Go back to the list, alone on the screen; sort and filter it."""
    terminal.press("tab")
    terminal.wait_for("/ Filter")
    terminal.resize(80, 24)  # here the status line tells the path of the file
    terminal.wait_for("/ Filter")
    terminal.wait_for(lambda: ".txt" in terminal.text() or "…" in terminal.screen()[-2])
    terminal.press(*"jjjjj")
    terminal.press("o")
    terminal.wait_for("by date")
    terminal.press("/")
    terminal.wait_for("words of headline")
    terminal.wait_for("esc Cancel")
    terminal.press(*"nowhere")
    terminal.wait_for("Nothing has “nowhere”")
    terminal.press("escape")
    terminal.wait_for("o Sort")


TALL = 120  # rows: enough for a whole article


@pytest.fixture
def allowed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the kinds of sequences that the reader sends for harmless articles."""
    root = tmp_path_factory.mktemp("benign")
    command = [sys.executable, "-m", "seedreader", "--data", root / "data"]
    environment = {"PYTHONPATH": str(ROOT / "tui"), "SEEDREADER_CONFIG": str(root / "config.toml")}
    with Terminal([*command, write_benign(root / "benign")], 160, TALL, environment) as terminal:
        show_everything(terminal)
        return kinds(terminal.tokens())


def test_the_reader_sends_for_hostile_articles_what_it_sends_for_others(
    reader: Start, tmp_path: Path, allowed: set[str]
) -> None:
    terminal = reader(write_attacked(tmp_path / "attacked"), columns=160, rows=TALL)
    show_everything(terminal)
    assert_harmless(bytes(terminal.raw), allowed, unseen=INVISIBLE | BIDI_MARKS)
    assert_all_shown(shown_text(terminal.tokens()))
    assert terminal.clipboard == []
    assert terminal.title == ""


def test_what_is_copied_is_harmless_too(reader: Start, tmp_path: Path) -> None:
    terminal = reader(write_attacked(tmp_path / "attacked"), columns=160, rows=40)
    terminal.wait_for(f"Articles {ARTICLES}")
    terminal.wait_for("translated")
    terminal.press("enter")
    terminal.wait_for("Next sentence")
    before = kinds(terminal.tokens())
    for count, key in enumerate("yYAt", start=1):
        terminal.press(key)
        terminal.wait_for(re.compile("Copied|no translation to copy"))
        terminal.wait_for(lambda: len(terminal.clipboard) >= min(count, 3))  # noqa: B023
    for content in terminal.clipboard:
        text = base64.b64decode(content.removeprefix("c;"), validate=True)
        assert_harmless(text, {"control 0x0a"})
    assert "mark41" in base64.b64decode(terminal.clipboard[2][2:]).decode()
    assert kinds(terminal.tokens()) - before == {"OSC 52"}
    assert terminal.counts()["OSC 52"] == len(terminal.clipboard)


def run(*arguments: str | bytes | Path, data: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command that needs no screen."""
    command = [sys.executable, "-m", "seedreader", *arguments, "--data", data]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """A folder of articles that attack."""
    return write_attacked(tmp_path / "attacked")


def test_list_prints_no_control_sequence(attacked: Path, data: Path) -> None:
    for _ in range(2):  # what is remembered is as harmless as what was just read
        done = run("list", attacked, data=data)
        assert done.returncode == 1
        assert_harmless(done.stdout, {"control 0x0a", "control 0x09"})
        assert_harmless(done.stderr, {"control 0x0a"})
        assert len(done.stdout.splitlines()) == ARTICLES
        assert all(line.count(b"\t") == 5 for line in done.stdout.splitlines())
        assert len(done.stderr.splitlines()) == 3  # an empty file, a broken memory, a pipe


def test_list_as_json_prints_no_control_sequence(attacked: Path, data: Path) -> None:
    done = run("list", attacked, "--json", data=data)
    assert_harmless(done.stdout, {"control 0x0a"})
    assert_harmless(done.stderr, {"control 0x0a"})
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == ARTICLES


def test_show_prints_no_control_sequence(attacked: Path, data: Path) -> None:
    texts = []
    for name in sorted(os.listdir(os.fsencode(attacked))):  # noqa: PTH208 - names of any bytes
        if name.endswith(b".txt") and not name.startswith(b"8"):
            path = os.path.join(os.fsencode(attacked), name)  # noqa: PTH118
            for arguments in (["show", path], ["show", path, "--json"]):
                done = run(*arguments, data=data)
                assert done.returncode == 0, done.stderr
                assert_harmless(done.stdout, {"control 0x0a"})
                assert_harmless(done.stderr, {"control 0x0a"})
                texts.append(done.stdout.decode())
            assert json.loads(texts[-1])["text"]
    assert len(texts) == 2 * ARTICLES
    # What is invisible stays in what is printed, where it does nothing: lines may break there.
    assert_all_shown("".join(letter for letter in "".join(texts) if letter not in INVISIBLE))


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{}"],
        ["show", "{}", "--json"],
        ["list", "{}"],
        ["{}"],
        ["show", "one", "{}"],  # as a shell makes it of `show *`
        ["show", "--{}"],
        ["list", "-{}"],
        ["list", "--data={}/library", "."],
        ["doctor", "{}"],
    ],
)
def test_messages_print_no_control_sequence(
    tmp_path: Path, data: Path, arguments: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for attack in attacked_names()[1:4]:
        words = [os.fsencode(word).replace(b"{}", attack) for word in arguments]
        done = subprocess.run(
            [sys.executable, "-m", "seedreader", *words],
            capture_output=True,
            check=False,
            timeout=60,
            cwd=tmp_path / "empty",
        )
        assert_harmless(done.stdout, {"control 0x0a"})
        assert_harmless(done.stderr, {"control 0x0a"})
        assert b"Traceback" not in done.stderr
        assert done.stderr or done.returncode == 0


def test_the_terminal_would_have_noticed() -> None:
    """The tokenizer sees each of the attacks."""
    for name, attack in ATTACKS.items():
        found = tokens(attack.encode())
        seen = kinds(found) or set(shown_text(found)) & (C1 | REORDERING | INVISIBLE | SEPARATORS)
        assert seen, name
