"""A line to write the name of a file or folder into."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from seedreader.ui.screens.dialog import Dialog
from seedreader.ui.text import safe


class PathScreen(Dialog[str | None]):
    """Gives what was written, or None."""

    DEFAULT_CSS = """
    PathScreen > Vertical {
        & > Input { margin: 1 0; background: $panel; }
        & > #hint { margin: 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Cancel")]

    def __init__(self, heading: str, path: str, hint: str) -> None:
        """Make the screen.

        Args:
            heading: what the file is for.
            path: what to begin with.
            hint: what may be written.
        """
        super().__init__()
        self._heading = heading
        self._path = path
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical():
            yield Static(Content.styled(safe(self._heading), "bold"), markup=False)
            entry = Input(safe(self._path), compact=True, select_on_focus=False)
            entry.cursor_blink = False
            yield entry
            yield Static(Content(safe(self._hint)), id="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is written."""
        event.stop()
        self.dismiss(event.value.strip() or None)
