"""The single lines above and below the panes: facts, status and key hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from seedreader.ui.text import cell_len, pad, safe, truncate


class TwoEnds(Widget):
    """One line with a text at its left and one at its right; the left one is cut where needed.

    Attributes:
        left: the text at the left.
        right: the text at the right.
    """

    ALLOW_SELECT = False
    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        style = self.rich_style
        if y:
            return Strip.blank(width, style)
        right = truncate(safe(self.right), max(0, width - 2))
        room = max(0, width - cell_len(right) - 3)
        text = f" {pad(truncate(safe(self.left), room), room)} {right} "
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)


class Facts(TwoEnds):
    """What is known of the article on the screen."""


class Status(TwoEnds):
    """What can be said of the sentence under the cursor, and what goes on in the background."""


class Rule(Widget):
    """A horizontal rule."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it is one line high
        """Draw the rule."""
        width = self.size.width
        return Strip([Segment("─" * width, self.rich_style)], width)


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    title: str


class KeyHints(Widget):
    """The keys that help most here, as many as the line takes.

    Attributes:
        hints: what to show, most important first.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key"}
    hints: reactive[tuple[Hint, ...]] = reactive(())

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        style = self.rich_style
        key_style = self.get_component_rich_style("hints--key")
        segments = [Segment(" ", style)]
        used = 1
        for hint in self.hints if y == 0 else ():
            needed = cell_len(hint.key) + 1 + cell_len(hint.title) + 2
            if used + needed > width:
                break
            segments += [Segment(hint.key, key_style), Segment(f" {hint.title}  ", style)]
            used += needed
        return Strip(segments).adjust_cell_length(width, style)
