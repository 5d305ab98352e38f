"""A program in a real pseudo-terminal, with an emulator that shows what a user would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from tests.e2e.escapes import Control, Text, Token, Tokenizer, tokens
from tests.e2e.escapes import Sequence as EscapeSequence

TIMEOUT = 60.0
"""Seconds that a program may take for anything before a test gives up."""

_PIECE = 1 << 16

# Makes the pseudo-terminal the controlling one, as it is for a program that a shell starts.
# `preexec_fn` would do so in a forked test process, which has threads.
_LAUNCH = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)

_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f5": "\x1b[15~",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+down": "\x1b[1;5B",
}

_REQUEST_MODE = re.compile(r"\?(\d+)")
_UNKNOWN, _RESET = 0, 2  # answers to DECRQM
_SYNCHRONISED_OUTPUT = 2026


class Terminal:
    """A terminal in which one program runs.

    Attributes:
        raw: every byte that the program sent.
        modes: what the program switched on (True) or off: `?1049` for the alternate screen.
        kitty_depth: how often the Kitty keyboard protocol was switched on and not off again.
        title: what an OSC 0 or 2 made of the window's title.
        clipboard: the content of each OSC 52 in turn, as it was sent.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        columns: int = 120,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
        *,
        cwd: Path | None = None,
    ) -> None:
        """Start a program.

        Args:
            command: the program and its arguments.
            columns: the terminal's width.
            rows: the terminal's height.
            env: changes to the environment; None removes a variable.
            cwd: the folder in which the program starts.
        """
        self.raw = bytearray()
        self.modes: dict[str, bool] = {}
        self.kitty_depth = 0
        self.clipboard: list[str] = []
        self._tokenizer = Tokenizer()
        self._is_wanted: Callable[[], object] | None = None
        self._was_there = False
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        environment = {
            **os.environ,
            "COLUMNS": None,  # would be believed instead of the terminal
            "LINES": None,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "ESCDELAY": "20",
            **(env or {}),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, *map(os.fspath, command)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={name: value for name, value in environment.items() if value is not None},
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program and all that it started, if they still run."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    # What the user does

    def press(self, *keys: str) -> None:
        """Press keys: a character each, or a name such as `enter` or `ctrl+d`."""
        for key in keys:
            name = re.fullmatch(r"ctrl\+([a-z])", key)
            self.send(chr(ord(name[1]) - 96) if name else _KEYS.get(key, key))

    def send(self, text: str) -> None:
        """Send characters to the program as they are."""
        data = text.encode()
        while data:
            self._pump(0.0)  # a program that waits for its output to be read reads no input
            _, writable, _ = select.select([], [self._master], [], TIMEOUT)
            assert writable, "the program does not read its input"
            data = data[os.write(self._master, data) :]

    def click(self, column: int, row: int, *, button: int = 0) -> None:
        """Press and release a mouse button on a cell, counted from 0."""
        place = f"{column + 1};{row + 1}"
        self.send(f"\x1b[<{button};{place}M\x1b[<{button};{place}m")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window; the program has to draw all of it anew."""
        self._pump(0.0)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._screen = pyte.Screen(columns, rows)
        self._lines: list[str] | None = None
        self._stream = pyte.Stream(self._screen)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program, not to what it started."""
        os.kill(self._process.pid, number)

    def lose(self) -> int:
        """Take the terminal away, as when its window is closed, and wait for the program to end.

        Returns:
            The exit code; that a signal ended it is a negative one.
        """
        os.close(self._master)
        self._master, self._is_open = -1, False
        return self._process.wait(TIMEOUT)

    # What the user sees

    def screen(self) -> list[str]:
        """Return the lines on the screen, without the space at their ends."""
        if self._lines is None:
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    def text(self) -> str:
        """Return the screen as one string."""
        return "\n".join(self.screen())

    def cells(self, row: int) -> list[pyte.screens.Char]:
        """Return the cells of a line; the right half of a wide character has no data."""
        return [self._screen.buffer[row][column] for column in range(self.columns)]

    @property
    def title(self) -> str:
        """The window's title."""
        return self._screen.title

    @property
    def pid(self) -> int:
        """The program's process, which is also its process group."""
        return self._process.pid

    def tokens(self) -> list[Token]:
        """Return all that the program sent, taken apart."""
        return tokens(bytes(self.raw))

    def counts(self) -> Counter[str]:
        """Return how many escape sequences of each kind the program sent."""
        return Counter(token.kind for token in self.tokens() if isinstance(token, EscapeSequence))

    def wait_for(
        self, wanted: str | re.Pattern[str] | Callable[[], object], timeout: float = TIMEOUT
    ) -> None:
        """Read what the program sends until the screen shows a text, or something is true.

        A picture that was followed by others before it could be looked at counts as well.

        Raises:
            AssertionError: it did not come about in time, or the program ended before.
        """
        if isinstance(wanted, str):
            text, what = wanted, repr(wanted)
            is_there: Callable[[], object] = lambda: text in self.text()  # noqa: E731
        elif isinstance(wanted, re.Pattern):
            pattern, what = wanted, repr(wanted.pattern)
            is_there = lambda: pattern.search(self.text())  # noqa: E731
        else:
            is_there, what = wanted, "what was waited for"
        self._is_wanted, self._was_there = is_there, False
        try:
            deadline = time.monotonic() + timeout
            while True:
                if self._was_there or (not self._is_drawing and is_there()):
                    return
                left = deadline - time.monotonic()
                if left <= 0 or not self._pump(left):
                    break
            self._drain()
            if self._was_there or is_there():
                return
        finally:
            self._is_wanted = None
        reason = "in time" if self._is_open else f"before the program ended ({self._status()})"
        raise AssertionError(f"{what} did not appear {reason}; the screen shows:\n{self.text()}")

    def exit_code(self, timeout: float = TIMEOUT) -> int:
        """Wait for the program to end, reading all that it sends, and return its exit code."""
        deadline = time.monotonic() + timeout
        while self._is_open and (left := deadline - time.monotonic()) > 0:
            self._pump(left)
        if self._is_open:
            raise AssertionError(f"the program did not end; the screen shows:\n{self.text()}")
        return self._process.wait(max(0.1, deadline - time.monotonic()))

    def _status(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        return f"exit code {self._process.returncode}"

    # Between the two

    @property
    def _is_drawing(self) -> bool:
        """Whether a picture has begun and not ended: it is not looked at."""
        return self.modes.get(f"?{_SYNCHRONISED_OUTPUT}", False)

    def _drain(self) -> None:
        while self._is_open and select.select([self._master], [], [], 0)[0]:
            self._pump(0.0)

    def _pump(self, timeout: float) -> bool:
        """Read what the program sent; return whether it may send more."""
        if not self._is_open:
            return False
        if select.select([self._master], [], [], timeout)[0]:
            try:
                data = os.read(self._master, _PIECE)
            except OSError:  # Linux says so that the other end is closed
                data = b""
            if not data:
                self._is_open = False
                return False
            self.raw += data
            for token in self._tokenizer.feed(data):
                was_drawing = self._is_drawing
                self._take(token)
                self._lines = None
                is_complete = was_drawing and not self._is_drawing
                if is_complete and self._is_wanted is not None and not self._was_there:
                    self._was_there = bool(self._is_wanted())
        return True

    def _take(self, token: Token) -> None:
        match token:
            case Text(text):
                self._stream.feed(text)
            case Control(code):
                self._stream.feed(chr(code))
            case EscapeSequence("[", parameters, intermediates, final):
                self._take_control_sequence(parameters, intermediates + final)
            case EscapeSequence("]", content):
                code, _, value = content.partition(";")
                if code == "52":
                    self.clipboard.append(value)
                elif code in {"0", "1", "2"}:
                    self._stream.feed(f"\x1b]{code};{value}\x1b\\")
            case EscapeSequence("", _, "", final):
                self._stream.feed(f"\x1b{final}")

    def _take_control_sequence(self, parameters: str, final: str) -> None:
        if final == "$p":
            self._answer_mode(parameters)
        elif final == "u":
            self.kitty_depth += {">": 1, "<": -1}.get(parameters[:1], 0)
        elif len(final) == 1 and parameters[:1] not in {"<", "=", ">"}:
            if final in "hl":
                mark = "?" if parameters.startswith("?") else ""
                for mode in parameters.removeprefix("?").split(";"):
                    self.modes[mark + mode] = final == "h"
            self._stream.feed(f"\x1b[{parameters}{final}")

    def _answer_mode(self, parameters: str) -> None:
        """Answer DECRQM as a terminal does that knows synchronised output."""
        if asked := _REQUEST_MODE.fullmatch(parameters):
            state = _RESET if int(asked[1]) == _SYNCHRONISED_OUTPUT else _UNKNOWN
            os.write(self._master, f"\x1b[?{asked[1]};{state}$y".encode())
