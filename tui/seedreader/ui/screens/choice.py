"""A few lines over the main screen, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from seedreader.ui.screens.dialog import ListDialog
from seedreader.ui.text import safe

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[_T]):
    """Something to choose.

    Attributes:
        value: what is chosen.
        title: what it is, in a few words.
        text: what is shown below the title, or ''.
        is_chosen: whether it is what is chosen now.
    """

    value: _T
    title: str
    text: str = ""
    is_chosen: bool = False


class ChoiceScreen(ListDialog[_T | None]):
    """Shows choices and gives the one that was taken, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
    ]

    def __init__(
        self, heading: str, choices: Sequence[Choice[_T]], hint: str = "enter takes it, escape none"
    ) -> None:
        """Make the screen.

        Args:
            heading: what the choice is about.
            choices: at least one.
            hint: what the keys do.
        """
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the choices."""
        with Vertical():
            yield Static(Content(safe(self._heading)), id="heading", markup=False)
            yield OptionList(*(_option(choice) for choice in self._choices), markup=False)
            yield Static(self._hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        options = self.query_one(OptionList)
        options.highlighted = next(
            (at for at, choice in enumerate(self._choices) if choice.is_chosen), 0
        )
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a choice."""
        self.dismiss(self._choices[event.option_index].value)


def _option(choice: Choice[_T]) -> Option:
    mark = "● " if choice.is_chosen else "  "
    content = Content.styled(f"{mark}{safe(choice.title)}", "bold")
    if choice.text:
        content = Content("").join([content, Content(f"\n{safe(choice.text)}\n")])
    return Option(content)
