"""What other articles say about the same entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from seedreader.library.entity_records import Entity, Quotation
from seedreader.ui.entity_thread import EntityThread
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.reading.entity_lights import SIGNS
from seedreader.ui.text import safe
from seedreader.ui.widgets.lines import BottomLines, Hint
from seedreader.ui.widgets.quotation_list import QuotationList
from seedreader.ui.wording import plural


class WhoElseScreen(ModalScreen[Quotation | None]):
    """Gives the sentence whose article is to be opened, or None."""

    DEFAULT_CSS = """
    WhoElseScreen {
        align: center middle;
        & > Vertical { width: 96%; max-width: 120; height: 92%; background: $surface; }
        & #about { text-style: bold; padding: 0 1 1 1; height: auto; max-height: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open"),
        Binding("j,down", "move(1)", "Next"),
        Binding("k,up", "move(-1)", "Previous", show=False),
        Binding("pagedown,space,ctrl+d", "move(5)", "Further", show=False),
        Binding("pageup,ctrl+u", "move(-5)", "Back", show=False),
        Binding("home,g", "move(-100000)", "First", show=False),
        Binding("end,G", "move(100000)", "Last", show=False),
        Binding("escape,q,c", "dismiss", "Close"),
    ]
    AUTO_FOCUS = "QuotationList"

    def __init__(
        self,
        thread: EntityThread,
        *,
        article: int,
        entities: Sequence[Entity],
        target_language: str,
    ) -> None:
        """Make the screen.

        Args:
            thread: answers questions.
            article: the article that is read, its key in the library.
            entities: what it is about.
            target_language: primary subtag, of the translations to show.
        """
        super().__init__()
        self._thread = thread
        self._article = article
        self._entities = entities
        self._target = target_language
        # At hand, because the answer may come while the screen is being closed.
        self._list = QuotationList()
        self._bottom = BottomLines()

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        names = "  ".join(f"{SIGNS[entity.kind]} {entity.name}" for entity in self._entities)
        with Vertical():
            yield Static(f"Who else says this: {safe(names)}", id="about", markup=False)
            yield self._list
            yield self._bottom

    def on_mount(self) -> None:
        """Ask for the sentences."""
        self._bottom.hints = (
            Hint("enter", "Open the article there"),
            Hint("j/k", "Next, previous"),
            Hint("esc", "Close"),
        )
        keys_wait_for(self, self._load())

    @work(exclusive=True)
    async def _load(self) -> None:
        ids = [entity.id for entity in self._entities]
        article, target = self._article, self._target
        found = await self._thread.ask(
            lambda index: index.quotations(article, ids, target_language=target)
        )
        message = "No other article of the list names any of these."
        self._list.show(found, tells_shared=len(self._entities) > 1, message=message)
        articles = len({quotation.article for quotation in found})
        self._bottom.left = (
            f"{plural(len(found), 'sentence')} of {plural(articles, 'other article')}, "
            "the most alike first"
            if found
            else ""
        )

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._list.move(step)

    def action_open(self) -> None:
        """Leave with a sentence whose article is to be opened."""
        self.dismiss(self._list.current)

    @on(QuotationList.Chosen)
    def _chosen(self, message: QuotationList.Chosen) -> None:
        self.dismiss(message.quotation)
