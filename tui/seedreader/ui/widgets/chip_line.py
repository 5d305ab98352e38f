"""A line of chips: where is searched, and by what the search is narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.ui.text import cell_len, safe, truncate

_LONGEST = 32  # cells of a chip's text


@dataclass(frozen=True, slots=True)
class Shown:
    """A chip as it is shown.

    Attributes:
        name: what it is called in `ChipLine.Clicked`.
        text: what it says.
        can_go: whether it goes away when it is clicked.
    """

    name: str
    text: str
    can_go: bool = True


class ChipLine(Widget):
    """Draws chips one after the other; those that have no room are counted."""

    DEFAULT_CSS = """
    ChipLine {
        height: 1;
        & > .chips--chip { background: $primary-muted; color: $foreground; }
        & > .chips--fixed { color: $accent; }
        &:light > .chips--fixed { color: $text-primary; }
        & > .chips--remark { color: $text-muted; }
    }
    """
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chips--chip", "chips--fixed", "chips--remark"}

    @dataclass
    class Clicked(Message):
        """The user has clicked a chip."""

        name: str

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__()
        self._chips: Sequence[Shown] = ()
        self._remark = ""

    def show(self, chips: Sequence[Shown]) -> None:
        """Show these."""
        self._chips = chips
        self.refresh()

    @property
    def remark(self) -> str:
        """What stands at the right."""
        return self._remark

    @remark.setter
    def remark(self, text: str) -> None:
        if text != self._remark:
            self._remark = text
            self.refresh()

    def _laid_out(self) -> list[tuple[int, str, Shown | None]]:
        """Return the column and text of each chip that has room; None for the number of others."""
        found: list[tuple[int, str, Shown | None]] = []
        at, room = 1, self.size.width - cell_len(self._remark) - 2
        for number, chip in enumerate(self._chips):
            text = truncate(safe(chip.text), _LONGEST)
            text = f" {text} × " if chip.can_go else text
            left = len(self._chips) - number
            if at + cell_len(text) + (6 if left > 1 else 0) > room:
                found.append((at, f"+{left}", None))
                break
            found.append((at, text, chip))
            at += cell_len(text) + 1
        return found

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, base)
        segments = [Segment(" ", base)]
        for _, text, chip in self._laid_out():
            name = "chip" if chip is not None and chip.can_go else "fixed"
            style = self.get_component_rich_style(f"chips--{name}")
            segments += [Segment(text, style), Segment(" ", base)]
        remark = f"{safe(self._remark)} "
        left = Strip(segments).adjust_cell_length(max(0, width - cell_len(remark)), base)
        muted = self.get_component_rich_style("chips--remark")
        return Strip([*left, Segment(remark, muted)]).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was clicked."""
        for at, text, chip in self._laid_out():
            if chip is not None and at <= event.x < at + cell_len(text):
                self.post_message(self.Clicked(chip.name))
