"""A line to type into: what to find, or what to filter the list by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label


class Prompt(Horizontal):
    """A label, an input and a note on what came of it; hidden until it is opened."""

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        background: $panel;
        & > .prompt--label { color: $accent; text-style: bold; padding: 0 1; }
        & > .prompt--label:light { color: $text-primary; }
        & > Input { width: 1fr; background: $panel; }
        & > .prompt--note { color: $text-muted; padding: 0 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: done before the next key is looked at, which is no longer meant for this.
        Binding("escape", "cancel", "Cancel", priority=True),
        Binding("enter,down", "leave", "Keep and leave", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
    ]

    @dataclass
    class Changed(Message):
        """The text is another one now."""

        prompt: Prompt
        text: str

    @dataclass
    class Submitted(Message):
        """The user is content with the text."""

        prompt: Prompt
        text: str

    @dataclass
    class Cancelled(Message):
        """The user wants none of it."""

        prompt: Prompt

    def __init__(
        self,
        label: str,
        placeholder: str,
        *,
        id: str,  # noqa: A002
        suggester: Suggester | None = None,
    ) -> None:
        """Make a hidden prompt; what a suggester offers is taken with `tab`."""
        super().__init__(id=id)
        self._label = label
        self._placeholder = placeholder
        self._suggester = suggester
        self._return_to: Widget | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Label(self._label, classes="prompt--label", markup=False)
        yield Input(
            placeholder=self._placeholder,
            compact=True,
            select_on_focus=False,
            suggester=self._suggester,
        )
        yield Label("", classes="prompt--note", markup=False)

    def open(self, return_to: Widget, text: str | None = None) -> None:
        """Show the prompt and type into it; the focus goes back to a widget afterwards.

        Args:
            return_to: that widget.
            text: what to begin with; None for what stands there.
        """
        self._return_to = return_to
        entry = self.query_one(Input)
        if text is not None:
            with self.prevent(Input.Changed):
                entry.value = text
            entry.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(entry)

    def close(self) -> None:
        """Hide the prompt and forget its text."""
        entry = self.query_one(Input)
        with self.prevent(Input.Changed):
            entry.value = ""
        self.note("")
        self.display = False

    def note(self, text: str) -> None:
        """Say what came of the text."""
        for note in self.query(".prompt--note").results(Label):  # none until it is laid out
            note.update(text)

    @property
    def text(self) -> str:
        """What stands in the input."""
        return self.query_one(Input).value

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave `tab` to others where nothing is offered."""
        return action != "complete" or self._suggester is not None

    def action_complete(self) -> None:
        """Take what is offered."""
        entry = self.query_one(Input)
        entry.cursor_position = len(entry.value)
        entry.action_cursor_right()

    def action_cancel(self) -> None:
        """Give up."""
        self.screen.set_focus(self._return_to)
        self.post_message(self.Cancelled(self))

    def action_leave(self) -> None:
        """Keep what was typed and go back."""
        self.screen.set_focus(self._return_to)
        # After what was typed before it, which the input may have yet to take.
        self.query_one(Input).call_later(lambda: self.post_message(self.Submitted(self, self.text)))
