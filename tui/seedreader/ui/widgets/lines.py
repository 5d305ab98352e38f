"""The single lines above and below the panes: facts, status and key hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from seedreader.ui.actions import ACTIONS, BY_NAME
from seedreader.ui.text import cell_len, in_visual_order, pad, safe, truncate


def two_ends(left: str, right: str, width: int) -> str:
    """Return a line with a text at either end; the left one is cut where it does not fit."""
    right = truncate(safe(right), max(0, width - 2))
    room = max(0, width - cell_len(right) - 3)
    left = in_visual_order(pad(truncate(safe(left), room), room))
    return pad(truncate(f" {left} {in_visual_order(right)} ", width), width)


class Facts(Widget):
    """What is known of the article on the screen.

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
        if y:
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(two_ends(self.left, self.right, width), self.rich_style)], width)


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


def live_hints(screen: Screen[Any]) -> tuple[Hint, ...]:
    """Return the keys that work where the focus is, in the order of the actions."""
    keys: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        name = active.binding.action
        if active.binding.show and name in BY_NAME and name not in keys:
            keys[name] = screen.app.get_key_display(active.binding.with_key(key))
    return tuple(Hint(keys[action.name], action.title) for action in ACTIONS if action.name in keys)


class BottomLines(Widget):
    """The status of the sentence and of background work, and below it the keys that help most.

    Attributes:
        left: what can be said of the sentence or article under the cursor.
        right: what goes on, or what an action has just done.
        hints: the keys, most important first; as many as the line takes are shown.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bottom--status", "bottom--key"}
    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    hints: reactive[tuple[Hint, ...]] = reactive(())

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines."""
        width = self.size.width
        if y == 0:
            status = self.get_component_rich_style("bottom--status")
            return Strip([Segment(two_ends(self.left, self.right, width), status)], width)
        style, key_style = self.rich_style, self.get_component_rich_style("bottom--key")
        segments = [Segment(" ", style)]
        used = 1
        for hint in self.hints:
            needed = cell_len(hint.key) + 1 + cell_len(hint.title) + 2
            if used + needed > width:
                break
            segments += [Segment(hint.key, key_style), Segment(f" {hint.title}  ", style)]
            used += needed
        return Strip(segments).adjust_cell_length(width, style)
