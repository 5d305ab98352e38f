"""All keys, as they are bound now."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from seedreader.ui.actions import Place
from seedreader.ui.text import cell_len, display, pad, wrap

_ORDER = (
    Place.ARTICLE,
    Place.LIST,
    Place.ANYWHERE,
    Place.SEARCH,
    Place.ENTITIES,
    Place.PACKAGES,
)

_MARKS = """\
+  edited: your own
=  reference: from a translation memory (TMX) that lies beside the articles
~  memory: kept from earlier work
*  machine: made on this computer
-  not translated
!  looks wrong: the line below the text says why
¶  no headline on the page: the first sentence stands for it
┊  page furniture: on the page, but not of the article
▌  the current sentence, or the current article
●  person (slanting and underlined in the text)
◆  organisation (bold and doubly underlined)
▲  place (underlined)
■  another name (slanting)"""


class TextScreen(ModalScreen[None]):
    """A text over the main screen, which scrolls and goes away."""

    DEFAULT_CSS = """
    TextScreen { align: center middle; }
    TextScreen > VerticalScroll {
        width: 90%;
        max-width: 100;
        height: 90%;
        padding: 1 2;
        background: $surface;
        border: none;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,f1,exclamation_mark", "dismiss", "Close"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        Binding("space", "scroll(10)", "Page down", show=False),
    ]

    @abstractmethod
    def text(self, width: int) -> Content:
        """Return what to show, in lines of at most so many cells."""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll():
            yield Static(markup=False)

    def on_resize(self) -> None:
        """Lay out the text for the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        body = self.query_one(Static)
        body.update(self.text(max(20, body.size.width)))

    def action_scroll(self, rows: int) -> None:
        """Scroll the text."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


class HelpScreen(TextScreen):
    """The keys and the marks."""

    def __init__(self, groups: Mapping[Place, Sequence[tuple[str, str, str]]]) -> None:
        """Make the screen.

        Args:
            groups: keys, title and description of the actions, by place.
        """
        super().__init__()
        self._groups = groups

    def text(self, width: int) -> Content:
        """See `TextScreen`."""
        margin = 2 + max(cell_len(keys) for group in self._groups.values() for keys, _, _ in group)
        parts = [Content.styled("Keys", "bold"), Content("  (escape closes this)\n")]
        for place in _ORDER:
            parts.append(Content.styled(f"\n{place.value}\n", "bold underline"))
            for keys, _, description in self._groups[place]:
                lines = wrap(description, 0, len(description), max(12, width - margin))
                for at, line in enumerate(lines):
                    head = pad("" if at else keys, margin)
                    parts.append(Content.styled(head, "bold"))
                    parts.append(Content(f"{display(description, line)}\n"))
        parts.append(Content.styled("\nMarks\n", "bold underline"))
        parts.append(Content(_MARKS))
        return Content("").join(parts)
