"""Textual's driver for terminals, made to survive the end of its terminal."""

from __future__ import annotations

import os
import signal
from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver


class TerminalDriver(LinuxDriver):
    """A driver that does not wait for ever for a terminal that is gone.

    Textual writes in a thread behind a queue of limited length. The thread ends with the first
    error, as when a window is closed or a connection lost; whoever writes next waits for ever, and
    the program stays, unseen.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*arguments, **options)
        self._file: Any = _Output(self._file)


class _Output:
    """A terminal's file: what is written after the first error is dropped.

    With the error the program is told to hang up, as the system does where it can: not to a program
    that is not of the terminal's foreground.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> None:
        if not self._is_gone:
            try:
                self._file.write(text)
            except OSError:
                self._hang_up()

    def flush(self) -> None:
        if not self._is_gone:
            try:
                self._file.flush()
            except OSError:
                self._hang_up()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()

    def _hang_up(self) -> None:
        self._is_gone = True
        os.kill(os.getpid(), signal.SIGHUP)
