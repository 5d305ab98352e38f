"""One line on standard error that tells how far a command is."""

from __future__ import annotations

import shutil
import sys
import time

from seedreader.output import visible

_REDRAW = 0.1  # seconds between two states of the line on a terminal
_SPARSE = 5.0  # seconds between two lines elsewhere


class StatusLine:
    """A line that is drawn anew on a terminal; elsewhere, a line now and then."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._told = time.monotonic() if not self._is_terminal else float("-inf")
        self._width = 0

    def show(self, text: str) -> None:
        """Show the text, unless something was shown a moment ago."""
        now = time.monotonic()
        if now - self._told < (_REDRAW if self._is_terminal else _SPARSE):
            return
        self._told = now
        if self._is_terminal:
            room = max(1, shutil.get_terminal_size().columns - 1)
            shown = visible(text)[:room]
            self._write("\r" + shown.ljust(self._width))
            self._width = len(shown)
        else:
            self._write(f"seedreader: {visible(text)}\n")

    def clear(self) -> None:
        """Leave the line empty: something else is about to be written."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def end(self, text: str) -> None:
        """Leave a last line for good."""
        self.clear()
        self._write(f"seedreader: {visible(text)}\n")

    @staticmethod
    def _write(text: str) -> None:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
