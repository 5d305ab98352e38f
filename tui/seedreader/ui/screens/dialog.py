"""What windows over the others have in common in which something is asked."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList

_T = TypeVar("_T")


class Dialog(ModalScreen[_T]):
    """Its parts stand one above the other in a `Vertical`."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 90%;
        max-width: 100;
        height: auto;
        max-height: 90%;
        padding: 1 2;
        background: $surface;
        & > #heading { margin: 0 0 1 0; }
        & > #hint { margin: 1 0 0 0; color: $text-muted; }
        & > OptionList {
            height: auto;
            max-height: 100%;
            border: none;
            padding: 0;
            background: $surface;
            scrollbar-size-vertical: 1;
            &:focus { border: none; }
            & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
                background: $primary-muted;
                color: $foreground;
                text-style: none;
            }
        }
        & > TextArea {
            height: 7;
            border: none;
            padding: 0 1;
            background: $panel;
            &:focus { border: none; }
        }
    }
    """


class ListDialog(Dialog[_T]):
    """A dialog with one list, in which `j` and `k` go down and up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
    ]

    def action_move(self, step: int) -> None:
        """Go to the next line of the list, or to the previous one."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()
