"""Lets the user choose one of the forms of an entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from seedreader.ui.screens.dialog import ListDialog
from seedreader.ui.text import safe


class FormChoice(ListDialog[str | None]):
    """Gives the form that was chosen, or None."""

    DEFAULT_CSS = """
    FormChoice > Vertical { width: 60; max-width: 90%; height: 70%; }
    FormChoice > Vertical > OptionList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Cancel"),
    ]

    def __init__(self, name: str, forms: Sequence[str]) -> None:
        """Make the screen.

        Args:
            name: of the entity.
            forms: what it is called.
        """
        super().__init__()
        self._entity = name
        self._forms = forms

    def compose(self) -> ComposeResult:
        """Lay out the forms."""
        with Vertical():
            yield Static(
                f"Which of these is not {safe(self._entity)}?  (enter; escape: none)\n",
                markup=False,
            )
            yield OptionList(*(Content(safe(form)) for form in self._forms), markup=False)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Give the form that was chosen."""
        self.dismiss(self._forms[message.option_index])
