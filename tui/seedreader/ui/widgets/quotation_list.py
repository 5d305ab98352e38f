"""Sentences of other articles, each with its translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.library.entity_records import Quotation
from seedreader.ui.text import in_visual_order, lines_on_screen, pad, safe, truncate

_LINES = 4  # of the original, and as many of the translation
_MARGIN = 2  # cells at the left, and as many at the right


class QuotationList(Widget, can_focus=True):
    """Draws sentences in full, as far as they have few lines."""

    DEFAULT_CSS = """
    QuotationList {
        height: 1fr;
        & > .quotations--facts { color: $text-muted; }
        & > .quotations--shared { color: $accent; }
        &:light > .quotations--shared { color: $text-primary; }
        & > .quotations--translation { color: $text-muted; }
        & > .quotations--cursor { background: $primary-muted; }
    }
    """
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "quotations--facts",
        "quotations--shared",
        "quotations--translation",
        "quotations--cursor",
    }

    @dataclass
    class Chosen(Message):
        """The user wants to read the article at this sentence."""

        quotation: Quotation

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._quotations: Sequence[Quotation] = ()
        self._message = ""
        self._tells_shared = True
        self._cursor = 0
        self._lines: list[tuple[int, str, str]] = []  # quotation, style, text
        self._firsts: list[int] = []
        self._top = 0

    def show(self, quotations: Sequence[Quotation], *, tells_shared: bool, message: str) -> None:
        """Show these sentences.

        Args:
            quotations: the sentences.
            tells_shared: whether to name the entities of each.
            message: what to show where there are none.
        """
        self._quotations = quotations
        self._tells_shared = tells_shared
        self._message = message
        self._cursor = self._top = 0
        self._lay_out()

    @property
    def current(self) -> Quotation | None:
        """The sentence under the cursor, or None."""
        return self._quotations[self._cursor] if self._cursor < len(self._quotations) else None

    def move(self, step: int) -> None:
        """Move the cursor by so many sentences."""
        if self._quotations:
            self._cursor = max(0, min(self._cursor + step, len(self._quotations) - 1))
            self._keep_cursor_visible()
            self.refresh()

    def on_resize(self) -> None:
        """Lay out anew for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(8, self.size.width - 2 * _MARGIN)
        self._lines, self._firsts = [], []
        for number, quotation in enumerate(self._quotations):
            self._firsts.append(len(self._lines))
            facts = [quotation.language, quotation.source, quotation.date, quotation.headline]
            shown = safe(" · ".join(fact for fact in facts if fact))
            self._lines.append((number, "facts", in_visual_order(truncate(shown, width))))
            shared = in_visual_order(truncate(safe(", ".join(quotation.shared)), width))
            if self._tells_shared:
                self._lines.append((number, "shared", shared))
            self._lines += [
                (number, "", line) for line in lines_on_screen(quotation.text, width, _LINES)
            ]
            if quotation.translation:
                lines = lines_on_screen(quotation.translation, width, _LINES)
                self._lines += [(number, "translation", line) for line in lines]
            self._lines.append((-1, "", ""))
        if not self._quotations:
            self._lines = [(-1, "facts", safe(line)) for line in self._message.split("\n")]
        self._keep_cursor_visible()
        self.refresh()

    def _keep_cursor_visible(self) -> None:
        if not self._firsts:
            self._top = 0
            return
        first = self._firsts[self._cursor]
        following = self._firsts[self._cursor + 1 :]
        last = (following[0] if following else len(self._lines)) - 1
        height = max(1, self.size.height)
        self._top = max(min(self._top, first), min(first, last - height + 1))
        self._top = max(0, self._top)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.size.width
        at = y + self._top
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        number, name, text = self._lines[at]
        is_cursor = number == self._cursor and bool(self._quotations)
        style = self.get_component_rich_style(f"quotations--{name}") if name else self.rich_style
        if is_cursor:
            style += self.get_component_rich_style("quotations--cursor", partial=True)
        bar = self.get_component_rich_style("quotations--shared", partial=True)
        return Strip(
            [
                Segment("▌ " if is_cursor else "  ", style + bar),
                Segment(pad(text, max(0, width - 2)), style),
            ]
        ).adjust_cell_length(width, style + Style.null())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a sentence; a double click opens its article."""
        at = event.y + self._top
        if at < len(self._lines) and self._lines[at][0] >= 0:
            self._cursor = self._lines[at][0]
            self.refresh()
            if event.chain > 1 and self.current is not None:
                self.post_message(self.Chosen(self.current))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self._top = max(0, min(self._top + 3, len(self._lines) - self.size.height))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self._top = max(0, self._top - 3)
        self.refresh()
