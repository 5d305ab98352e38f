"""A question that is answered with yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from seedreader.ui.screens.dialog import Dialog
from seedreader.ui.text import safe


class ConfirmScreen(Dialog[bool]):
    """Asks before something is fetched, replaced or removed."""

    DEFAULT_CSS = """
    ConfirmScreen > Vertical { width: 80%; max-width: 76; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Yes"),
        Binding("escape,n,q", "answer(False)", "No"),
    ]

    def __init__(self, question: str, remarks: Sequence[str] = (), *, yes: str = "yes") -> None:
        """Make the screen.

        Args:
            question: what is asked.
            remarks: what to know for the answer, in sentences.
            yes: what `enter` does.
        """
        super().__init__()
        self._question = safe(question)
        self._remarks = tuple(safe(remark) for remark in remarks)
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Lay out question, remarks and keys."""
        parts = [Content.styled(self._question, "bold"), Content("\n")]
        parts += [Content(f"\n{remark}") for remark in self._remarks]
        if self._remarks:
            parts.append(Content("\n"))
        parts += [
            Content("\n"),
            Content.styled("enter", "bold $accent"),
            Content(f" {self._yes}   "),
            Content.styled("esc", "bold $accent"),
            Content(" no"),
        ]
        with Vertical():
            yield Static(Content("").join(parts), markup=False)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - the binding gives it
        """Answer and go away."""
        self.dismiss(answer)
