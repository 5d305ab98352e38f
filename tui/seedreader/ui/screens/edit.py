"""The user's own translation of a sentence."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from seedreader.ui.screens.dialog import Dialog
from seedreader.ui.text import safe


class _Lines(TextArea):
    """A text in which `enter` breaks no line.

    It goes on to the screen once all that was typed before is taken, however fast that came; with
    priority, it would overtake the last letters.
    """

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
        else:
            await super()._on_key(event)


class EditScreen(Dialog[str | None]):
    """Gives the translation as the user wants it, on one line; or None if nothing was changed."""

    DEFAULT_CSS = """
    EditScreen > Vertical {
        & > #source { height: auto; max-height: 10; scrollbar-size-vertical: 1; }
        & > #how { color: $text-muted; margin: 1 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("enter,ctrl+s", "keep", "Keep"),
    ]

    def __init__(self, source: str, translation: str, how: str) -> None:
        """Make the screen.

        Args:
            source: the sentence.
            translation: what to begin with.
            how: how that came about.
        """
        super().__init__()
        self._source = source
        self._translation = translation
        self._how = how

    def compose(self) -> ComposeResult:
        """Lay out the sentence and the text to edit."""
        with Vertical():
            with VerticalScroll(id="source", can_focus=False):
                yield Static(Content(safe(self._source)), markup=False)
            yield Static(Content(safe(self._how)), id="how", markup=False)
            area = _Lines(safe(self._translation), soft_wrap=True, tab_behavior="focus")
            area.cursor_blink = False
            yield area
            yield Static(
                "enter keeps it as yours, escape leaves all as it was; "
                "empty: yours is withdrawn, what was there before comes back",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Take what is written."""
        text = " ".join(self.query_one(TextArea).text.split())
        self.dismiss(None if text == " ".join(safe(self._translation).split()) else text)

    def action_cancel(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
