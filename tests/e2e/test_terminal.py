"""What the reader does to a terminal, and what the terminal does to it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.conftest import Start
from tests.e2e.escapes import colours
from tests.e2e.stories import headline, sentence
from tests.e2e.terminal import Terminal

MOUSE_MODES = ("?9", "?1000", "?1001", "?1002", "?1003", "?1005", "?1006", "?1015", "?1016")
SEPARATOR = "│"
LIST_EDGE = "▕"
NAMES_FROM, NAMES_WIDTH = 180, 42  # cells


def columns_of(terminal: Terminal, mark: str) -> list[list[int]]:
    """Return, for each row of the panes, the columns in which a mark stands, but for the last.

    Names that stand beside a wide article are left out.
    """
    end = terminal.columns - 1 - (NAMES_WIDTH if terminal.columns >= NAMES_FROM else 0)
    return [
        [at for at, cell in enumerate(terminal.cells(row)[:end]) if cell.data == mark]
        for row in range(2, terminal.rows - 2)
    ]


def is_drawn(terminal: Terminal, *, side_by_side: bool, has_list: bool) -> bool:
    """Tell whether the screen is whole, and every separator stands in one column."""
    if not terminal.screen()[-1].strip().startswith(("→", "→ ")):
        return False
    separators = [row for row in columns_of(terminal, SEPARATOR) if row]
    edges = [row for row in columns_of(terminal, LIST_EDGE) if row]
    every = terminal.rows - 4
    wanted_separators, wanted_edges = side_by_side * every, has_list * every
    return (
        (len(separators), len(edges)) == (wanted_separators, wanted_edges)
        and all(len(row) == 1 for row in separators + edges)
        and len(set(map(tuple, separators))) <= 1
        and len(set(map(tuple, edges))) <= 1
    )


def test_the_columns_hold_at_every_width(open_long_story: Start) -> None:
    terminal = open_long_story(columns=200, rows=40)
    terminal.press("l")
    terminal.wait_for("sentence 2 of 91")
    terminal.wait_for(lambda: is_drawn(terminal, side_by_side=True, has_list=True))
    for columns, rows in ((120, 30), (80, 24), (50, 20), (80, 24), (120, 30), (200, 40)):
        terminal.resize(columns, rows)
        wide, both = columns >= 100, columns >= 60
        terminal.wait_for(lambda: is_drawn(terminal, side_by_side=wide, has_list=wide))  # noqa: B023
        terminal.wait_for("sentence 2 of 91")  # what was read is still what is read
        terminal.wait_for("Il consiglio")
        terminal.wait_for(lambda: ("The town council" in terminal.text()) is both)  # noqa: B023
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_a_tiny_window_does_no_harm(open_long_story: Start) -> None:
    terminal = open_long_story()
    for columns, rows in ((20, 8), (8, 3), (2, 1), (120, 30)):
        sent = len(terminal.raw)
        terminal.resize(columns, rows)
        terminal.wait_for(lambda: len(terminal.raw) > sent)  # noqa: B023 - it has noticed
    terminal.wait_for(lambda: is_drawn(terminal, side_by_side=True, has_list=True))
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_wide_characters_and_marks_do_not_move_the_columns(reader: Start, samples: Path) -> None:
    terminal = reader(samples, columns=140, rows=50)
    terminal.wait_for("1 of 5")
    terminal.wait_for("Next article")
    for _ in range(5):
        terminal.wait_for(
            lambda: (
                len({row[0] for row in columns_of(terminal, SEPARATOR) if row}) == 1
                and len(set(map(tuple, columns_of(terminal, LIST_EDGE)))) == 1
            )
        )
        before = terminal.screen()[0]
        terminal.press("J")
        if "5 of 5" not in before:
            terminal.wait_for(lambda: terminal.screen()[0] != before)  # noqa: B023


def assert_is_restored(terminal: Terminal) -> None:
    """Assert that a terminal is as it was before the program."""
    assert terminal.modes["?1049"] is False  # the alternate screen
    assert terminal.modes["?25"] is True  # the cursor
    assert terminal.modes["?7"] is True  # wrapping
    assert terminal.kitty_depth == 0
    left_on = {mode for mode, is_on in terminal.modes.items() if is_on} - {"?25", "?7", "8"}
    assert left_on == set()


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
def test_leaving_restores_the_terminal(open_long_story: Start, key: str) -> None:
    terminal = open_long_story()
    assert terminal.modes["?1049"] is True
    assert terminal.modes["?25"] is False
    assert terminal.modes["?1003"] is True
    assert terminal.modes["?2004"] is True
    assert terminal.kitty_depth == 1
    terminal.press(key)
    assert terminal.exit_code() == 0
    assert_is_restored(terminal)


@pytest.fixture
def busy_reader(reader: Start, tmp_path: Path) -> tuple[Terminal, list[int]]:
    """A reader that is still reading files, and handles of the processes that do it."""
    folder = tmp_path / "many"
    folder.mkdir()
    for name in range(2000):
        text = f"Titolo {name}\n\n{sentence(name)[0]}\n\n{sentence(name + 1)[0]}\n"
        (folder / f"{name:04}.txt").write_text(text, "utf-8")
    terminal = reader(folder)
    terminal.wait_for("reading files")
    children = [os.pidfd_open(pid) for pid in children_of(terminal.pid)]
    assert children
    return terminal, children


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def assert_are_ended(processes: list[int]) -> None:
    """Assert that processes end, given their handles."""
    for handle in processes:
        ended, _, _ = select.select([handle], [], [], 10)
        os.close(handle)
        assert ended


needs_process_handles = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has handles of processes"
)


@needs_process_handles
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_ends_the_reader_and_what_it_started(
    busy_reader: tuple[Terminal, list[int]], number: signal.Signals
) -> None:
    terminal, children = busy_reader
    terminal.kill(number)
    terminal.exit_code()
    assert_are_ended(children)


@needs_process_handles
def test_leaving_in_the_midst_of_work_ends_it(
    busy_reader: tuple[Terminal, list[int]],
) -> None:
    terminal, children = busy_reader
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert_are_ended(children)


@needs_process_handles
def test_losing_the_terminal_ends_the_reader_and_what_it_started(
    busy_reader: tuple[Terminal, list[int]],
) -> None:
    terminal, children = busy_reader
    terminal.lose()
    assert_are_ended(children)


_WITHOUT_STOPPING_ITS_DRIVER = """
import sys
from seedreader.cli import main
from seedreader.ui.terminal_driver import TerminalDriver
TerminalDriver.stop_application_mode = TerminalDriver.disable_input = lambda driver: None
sys.exit(main(sys.argv[1:]))
"""


def test_the_program_ends_where_losing_the_terminal_left_its_driver_running(
    data: Path, stories: Path
) -> None:
    command = [sys.executable, "-c", _WITHOUT_STOPPING_ITS_DRIVER, "--data", data, stories]
    with Terminal(command, 120, 30) as terminal:
        terminal.wait_for("Articles 3")
        terminal.press("q")
        assert terminal.exit_code(15) == 0


def test_a_friendly_signal_restores_the_terminal_and_keeps_the_place(
    open_long_story: Start, reader: Start, stories: Path
) -> None:
    terminal = open_long_story()
    terminal.press("space")
    terminal.wait_for(lambda: headline("Bari")[1] not in terminal.text())
    shown = terminal.screen()[2][40:70]
    terminal.kill(signal.SIGTERM)
    terminal.exit_code()
    assert_is_restored(terminal)
    again = reader(stories)
    again.wait_for(lambda: again.screen()[2][40:70] == shown)


def test_the_mouse_can_be_left_to_the_terminal(open_stories: Start) -> None:
    with_mouse = open_stories()
    assert any(with_mouse.modes.get(mode) for mode in MOUSE_MODES)
    without = open_stories("--no-mouse")
    without.press("q")
    assert without.exit_code() == 0
    switched_on = {kind for kind in without.counts() if kind.endswith("h")}
    assert not switched_on & {f"CSI {mode}h" for mode in MOUSE_MODES}


def test_the_mouse_can_be_turned_off_in_the_configuration(
    open_stories: Start, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[reader]\nmouse = false\n", "utf-8")
    terminal = open_stories(env={"SEEDREADER_CONFIG": str(config)})
    assert not any(terminal.modes.get(mode) for mode in MOUSE_MODES)


def walk(terminal: Terminal) -> None:
    """Show the list, an article, a hit, the help and the palette."""
    terminal.press("j", "enter")
    terminal.wait_for("sentence 1 of 91")
    terminal.press("/")
    terminal.wait_for("words in the original")
    terminal.wait_for("esc Cancel")
    terminal.press(*"council")
    terminal.wait_for("30 hits")
    terminal.press("enter")
    terminal.wait_for("y Copy sentence")
    terminal.wait_for("hit 1 of 30")
    terminal.press("?")
    terminal.wait_for("In an article")
    terminal.press("escape")
    terminal.wait_for(lambda: "In an article" not in terminal.text())


def test_no_colour_where_none_is_wanted(open_stories: Start) -> None:
    terminal = open_stories(env={"NO_COLOR": "1"})
    walk(terminal)
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert colours(terminal.tokens()) == set()


def test_colours_are_used_where_they_are_not_refused(open_stories: Start) -> None:
    terminal = open_stories()
    assert colours(terminal.tokens())


def test_without_colour_all_is_told_by_marks_and_weights(open_stories: Start) -> None:
    terminal = open_stories(env={"NO_COLOR": "1"})
    terminal.press("j")
    terminal.wait_for("sentence 1 of 91")
    screen = terminal.screen()
    current = [line for line in screen if line.startswith("▌")]
    assert len(current) == 3  # the article under the cursor, and no other
    assert headline("Bari")[0][:20] in current[0]
    assert any("▕▌ La città di Bari" in line and "│▌= The town of Bari" in line for line in screen)
    row = next(at for at, line in enumerate(screen) if line.startswith("▌"))
    assert all(cell.bold for cell in terminal.cells(row)[5:20])  # a headline


def test_sixteen_colours_suffice(open_stories: Start) -> None:
    terminal = open_stories(env={"TERM": "xterm-16color", "COLORTERM": None})
    walk(terminal)
    used = colours(terminal.tokens())
    assert used
    assert not {part for part in used if part.startswith(("38;2", "48;2", "38;5", "48;5"))}


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_can_do_nothing_is_refused_in_words(
    reader: Start, stories: Path, term: str
) -> None:
    terminal = reader(stories, env={"TERM": term})
    assert terminal.exit_code() == 2
    assert b"\x1b" not in terminal.raw
    assert b"TERM" in terminal.raw
    assert b"seedreader list" in terminal.raw
    assert b"Traceback" not in terminal.raw


def test_no_terminal_is_refused_in_words(data: Path, stories: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "seedreader", "--data", str(data), str(stories)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"needs a terminal" in done.stderr
    assert b"seedreader list" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


def test_keys_are_bound_as_the_configuration_says(open_stories: Start, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nnext_article = "ctrl+n"\nhelp = ["f5", "w"]\n', "utf-8")
    terminal = open_stories(env={"SEEDREADER_CONFIG": str(config)})
    terminal.wait_for("sentence 1 of 13")
    terminal.wait_for("^n Next article")  # in the line of hints
    terminal.press("ctrl+n")
    terminal.wait_for("sentence 1 of 91")
    terminal.press("J")  # means nothing any more
    terminal.press("w")
    terminal.wait_for("In an article")
    terminal.press("escape")
    terminal.wait_for(lambda: "In an article" not in terminal.text())
    terminal.wait_for("sentence 1 of 91")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[reader\n", "is not valid TOML"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b'[reader]\nmouse = "no"\n', "[reader] mouse: must be true or false"),
        (b'[keys]\nfly = "f"\n', "[keys] fly: there is no such action"),
        (b"[birds]\n", "there is no section [birds]"),
    ],
)
def test_a_broken_configuration_is_named_and_survived(
    open_stories: Start, tmp_path: Path, content: bytes, words: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(content)
    terminal = open_stories(env={"SEEDREADER_CONFIG": str(config)}, columns=200)

    def said() -> str:
        """Return what stands in the message at the right, in one line."""
        return " ".join(" ".join(line[140:] for line in terminal.screen()).split())

    squeezed = "".join(words.split())
    terminal.wait_for(lambda: squeezed in "".join(said().split()))
    terminal.wait_for(lambda: "config.toml" in "".join(said().split()))
    terminal.press("j")
    terminal.wait_for("sentence 1 of 91")
    terminal.press("q")
    assert terminal.exit_code() == 0


_AUDIT = """\
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        family = arguments[1] if event == "socket.__new__" else arguments[0].family
        with open(os.environ["SOCKET_REPORT"], "a") as stream:
            stream.write(f"{event} {int(family)}\\n")

sys.addaudithook(watch)
"""


@pytest.fixture
def socket_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have every Python process that is started report each use of a socket, local ones too."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_AUDIT, "utf-8")
    report = tmp_path / "sockets"
    report.write_text("", "utf-8")
    monkeypatch.setenv("SOCKET_REPORT", str(report))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ["PYTHONPATH"]]))
    return report


def test_no_socket_is_opened_but_the_event_loops_own(
    open_stories: Start, socket_report: Path
) -> None:
    terminal = open_stories()
    walk(terminal)
    terminal.press("y")
    terminal.wait_for("Copied")
    terminal.press("q")
    assert terminal.exit_code() == 0
    # asyncio wakes its own loop through a pair of local sockets, which are never connected.
    own = f"socket.__new__ {int(socket.AF_UNIX)}"
    assert set(socket_report.read_text("utf-8").splitlines()) <= {own}


def test_the_watch_for_sockets_sees_one(socket_report: Path) -> None:
    command = "import socket; socket.socket().close()"
    subprocess.run([sys.executable, "-c", command], check=True, timeout=60)
    assert socket_report.read_text("utf-8") == f"socket.__new__ {int(socket.AF_INET)}\n"
