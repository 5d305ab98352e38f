"""A few lines above an article."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from seedreader.ui.text import MINIMUM_WIDTH, display, pad, safe, wrap


class Note(Widget):
    """A few lines on what is missing; not there where nothing is.

    Attributes:
        text: the lines' text, wrapped where it does not fit.
    """

    DEFAULT_CSS = "Note { height: auto; max-height: 6; display: none; }"
    ALLOW_SELECT = False
    text: reactive[str] = reactive("", layout=True)

    def watch_text(self, text: str) -> None:
        """Take no room without a text."""
        self.display = bool(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the text takes."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        text = safe(self.text)
        lines = wrap(text, 0, len(text), max(MINIMUM_WIDTH, width - 4))
        return [display(text, line) for line in lines]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        lines, width = self._lines(self.size.width), self.size.width
        shown = pad(f"  {lines[y]}", width) if y < len(lines) else " " * width
        return Strip([Segment(shown, self.rich_style)], width)
