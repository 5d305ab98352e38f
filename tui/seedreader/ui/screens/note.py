"""The user's own note on an article."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.dialog import Dialog
from seedreader.ui.text import safe


class NoteScreen(Dialog[str | None]):
    """Gives the note as the user wants it, '' for none; or None if nothing was changed."""

    DEFAULT_CSS = """
    NoteScreen > Vertical {
        height: 80%;
        max-height: 30;
        & > #headline { text-style: bold; margin: 0 0 1 0; max-height: 3; }
        & > TextArea { height: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("ctrl+s", "keep", "Keep"),
    ]

    def __init__(self, headline: str, note: str) -> None:
        """Make the screen.

        Args:
            headline: of the article.
            note: what to begin with.
        """
        super().__init__()
        self._headline = headline
        self._note = "\n".join(safe(line) for line in note.split("\n"))

    def compose(self) -> ComposeResult:
        """Lay out the headline and the text to edit."""
        with Vertical():
            yield Static(Content(safe(self._headline)), id="headline", markup=False)
            area = TextArea(self._note, soft_wrap=True, tab_behavior="focus")
            area.cursor_blink = False
            yield area
            yield Static("ctrl+s keeps the note, escape closes it", id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text

    def action_keep(self) -> None:
        """Take what is written."""
        self.dismiss(None if self._text == self._note else self._text)

    def action_cancel(self) -> None:
        """Leave all as it was; ask first if something was written."""
        if self._text.strip() == self._note.strip():
            self.dismiss(None)
        else:
            self._ask()

    @work
    async def _ask(self) -> None:
        question = ConfirmScreen("Close the note without keeping what you wrote?", yes="close it")
        if await self.app.push_screen_wait(question):
            self.dismiss(None)
