"""The searches that were kept, below the list of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.library.saved_searches import SavedSearch
from seedreader.ui.widgets.lines import two_ends

_MOST, _FEW = 6, 3
"""Searches that are shown on a high and on a low screen; all are in the screen of saved ones."""
_HIGH = 30


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A search as it is shown.

    Attributes:
        search: the search.
        new: how many of its articles were never opened; None where that was not counted.
    """

    search: SavedSearch
    new: int | None = None


class SavedList(Widget):
    """Draws a line for each search; the one that is shown as the list is marked."""

    DEFAULT_CSS = """
    SavedList {
        height: auto;
        border-right: vkey $panel;
        & > .saved--title { text-style: bold; }
        & > .saved--chosen { background: $panel; text-style: bold; }
        .alone & { border-right: none; }
    }
    """
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"saved--title", "saved--chosen"}

    @dataclass
    class Chosen(Message):
        """The user wants a search's articles as the list."""

        search: SavedSearch

    def __init__(self, key: str) -> None:
        """Make an empty list.

        Args:
            key: opens the screen of saved searches, as it is shown.
        """
        super().__init__()
        self._key = key
        self._rows: Sequence[SavedRow] = ()
        self._chosen = ""
        self.display = False

    def show(self, rows: Sequence[SavedRow], chosen: str) -> None:
        """Show searches; nothing at all where there are none.

        Args:
            rows: the searches.
            chosen: the name of the one that is shown as the list, or "".
        """
        self._chosen = chosen
        self._rows = rows[: _MOST if self.app.size.height >= _HIGH else _FEW]
        self.display = bool(rows)
        self.styles.height = len(self._rows) + 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width = self.size.width
        style = self.rich_style
        if y == 0:
            style = self.get_component_rich_style("saved--title")
            return Strip([Segment(two_ends("Saved searches", self._key, width), style)], width)
        if y > len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[y - 1]
        is_chosen = row.search.name == self._chosen
        if is_chosen:
            style = self.get_component_rich_style("saved--chosen")
        new = f"{row.new:,} new" if row.new else ""
        text = two_ends(f"{'▌' if is_chosen else ' '} {row.search.name}", new, width)
        return Strip([Segment(text, style)], width)

    def on_click(self, event: events.Click) -> None:
        """Take a search."""
        if 1 <= event.y <= len(self._rows):
            self.post_message(self.Chosen(self._rows[event.y - 1].search))
