"""The entities of an article or of all articles, with all that is known of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker

from seedreader.corpus.sanitise import sanitise_line
from seedreader.entities import decisions
from seedreader.entities.letters import fold
from seedreader.library.entity_decisions import LONGEST_NAME
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_records import Entity, EntityCard, EntityRow
from seedreader.ui.actions import BY_NAME, Place, bindings, prompt_bindings
from seedreader.ui.entity_thread import EntityThread
from seedreader.ui.entity_wording import card_content, decision_in_words
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.text import safe
from seedreader.ui.widgets.entity_list import EntityList
from seedreader.ui.widgets.lines import BottomLines, live_hints
from seedreader.ui.widgets.prompt import Prompt

_BESIDE = 100  # cells from which the card stands beside the list


@dataclass(frozen=True, slots=True)
class EntityChoice:
    """What the user chose: an entity, and whether others' sentences about it are wanted."""

    entity: Entity
    who_else: bool = False


class EntitiesScreen(ModalScreen[EntityChoice | None]):
    """Lists entities; nothing happens to the articles but what is chosen at the end."""

    DEFAULT_CSS = """
    EntitiesScreen {
        align: center middle;
        & > #entities {
            width: 96%; max-width: 160; height: 92%; background: $surface;
        }
        & #columns { height: 1fr; }
        & #card { width: 45%; padding: 0 1; scrollbar-size-vertical: 1; background: $panel; }
        &.narrow #columns { layout: vertical; }
        &.narrow #card { width: 1fr; height: 40%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.ENTITIES),
        *prompt_bindings(Place.ENTITIES),
    ]
    AUTO_FOCUS = "#entity-list"

    def __init__(
        self,
        thread: EntityThread,
        *,
        article: int | None,
        of_article: bool,
        entity: str = "",
        decided: Callable[[], None],
    ) -> None:
        """Make the screen.

        Args:
            thread: answers questions.
            article: the article on the screen, its key in the library; or None.
            of_article: whether its entities are listed first, rather than those of all articles.
            entity: the identifier of the one to point at.
            decided: told when the user has merged, split, renamed or undone something.
        """
        super().__init__()
        # Not looked up in the screen: an answer may come when it is being closed.
        self._list = EntityList(id="entity-list")
        self._card_scroll = VerticalScroll(id="card", can_focus=False)
        self._card_text = Static(markup=False)
        self._bottom = BottomLines()
        self._thread = thread
        self._article = article
        self._of_article = of_article and article is not None
        self._entity = entity
        self._told = decided
        self._all: list[EntityRow] = []
        self._card: EntityCard | None = None
        self._words = ""
        self._finding: Worker[None] | None = None
        self._named: frozenset[str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(id="entities"):
            with Horizontal(id="columns"):
                yield self._list
                with self._card_scroll:
                    yield self._card_text
            yield Prompt("Find", "letters of any of its names, in any script", id="entity-find")
            yield Prompt("Name", "another name for it", id="entity-name")
            yield self._bottom

    def on_mount(self) -> None:
        """List the entities."""
        keys_wait_for(self, self._load())
        self.call_after_refresh(self._show_hints)

    def on_resize(self) -> None:
        """Put the card beside the list, or below it."""
        self.set_class(self.app.size.width < _BESIDE, "narrow")
        self.call_after_refresh(self._draw_card)

    # What is listed

    def fill(self) -> None:
        """List names that have become known if there were none; a list does not move by itself."""
        if self.is_attached and not self._all:
            self._load()

    @work(exclusive=True, group="entities")
    async def _load(self) -> None:
        article = self._article if self._of_article else None
        self._list.title = "Names in this article" if self._of_article else "Names in all articles"

        words = self._words.split()

        def question(index: EntityIndex) -> tuple[list[EntityRow], frozenset[str] | None]:
            return index.entities(article), index.named(words) if words else None

        self._all, self._named = await self._thread.ask(question)
        self._show()

    @work(exclusive=True, group="find")
    async def _find(self) -> None:
        words = self._words.split()
        self._named = await self._thread.ask(lambda index: index.named(words)) if words else None
        self._show()

    def _show(self) -> None:
        named = self._named
        rows = [row for row in self._all if named is None or row.entity.id in named]
        self._list.remark = f"{len(rows):,}"
        message = "No names are known yet."
        if self._words.strip():
            other = "tab looks in all articles." if self._of_article else "escape shows all names."
            message = f"No name has “{self._words.strip()}” in any script.\n{other}"
        self._list.show(rows, message=message, entity=self._entity)
        self._entity = ""

    @on(EntityList.Highlighted)
    def _highlighted(self, message: EntityList.Highlighted) -> None:
        if message.row is None:
            self._fill(None)
        else:
            self._load_card(message.row.entity.id)

    @work(exclusive=True, group="card")
    async def _load_card(self, entity: str) -> None:
        card = await self._thread.ask(lambda index: index.card(entity))
        current = self._list.current
        if current is not None and current.entity.id == entity:
            self._fill(card)

    def _fill(self, card: EntityCard | None) -> None:
        self._card = card
        self._draw_card()
        self._card_scroll.scroll_home(animate=False)

    def _draw_card(self) -> None:
        """Show the card again where there is another width for it."""
        card, room = self._card, self._card_scroll.scrollable_content_region.width
        self._card_text.update(card_content(card, room) if card is not None else Content(""))

    def _show_hints(self) -> None:
        self._bottom.hints = live_hints(self)

    def _say(self, text: str) -> None:
        self._bottom.left = safe(text)

    # Typing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let a prompt be opened only where nothing is typed yet."""
        if action in BY_NAME and BY_NAME[action].opens_prompt:
            return self._list.has_focus
        return True

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        """Narrow the list as the user types."""
        if message.prompt.id == "entity-find":
            self._words = message.text
            self._finding = self._find()

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Give the entity the name that was typed."""
        if message.prompt.id == "entity-name":
            name = sanitise_line(message.text, LONGEST_NAME)
            row = self._list.current
            message.prompt.close()
            if name and row is not None:
                words = f"Renamed to “{name}”"
                keys_wait_for(self, self._decide(decisions.rename(row.entity.id, name), words))
            return
        if self._finding is not None:
            keys_wait_for(self, self._finding)
        if not message.text.strip():
            message.prompt.close()

    def on_prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        """Forget what was typed."""
        message.prompt.close()
        if message.prompt.id == "entity-find":
            self._words = ""
            self._find()

    # Decisions

    @work(exclusive=True, group="decide")
    async def _decide(self, line: str, words: str) -> None:
        """Keep a decision and show what came of it."""
        if problem := await self._thread.decide(line):
            self._complain(problem)
            return
        self._list.marked = None
        self._thread.forget()
        self._say(f"{words}; u takes it back")
        self._told()
        keys_wait_for(self, self._load())

    def _complain(self, problem: str) -> None:
        self._say("Nothing was changed")
        self.notify(safe(problem), severity="warning", timeout=15, markup=False)

    def action_entity_merge(self) -> None:
        """Mark an entity, or make the marked one another."""
        row, marked = self._list.current, self._list.marked
        if row is None:
            return
        if marked is None or marked == row.entity.id:
            self._list.marked = None if marked else row.entity.id
            self._list.refresh()
            name = row.entity.name
            self._say("" if marked else f"Go to what “{name}” is the same as, and press m again")
            return
        words = f"Merged into “{row.entity.name}”"
        keys_wait_for(self, self._decide(decisions.merge(marked, row.entity.id), words))

    def action_entity_split(self) -> None:
        """Let the user choose a form that is another entity."""
        if self._list.current is not None:
            keys_wait_for(self, self._split(self._list.current.entity.id))

    @work(exclusive=True, group="split")
    async def _split(self, entity: str) -> None:
        from seedreader.ui.screens.form_choice import FormChoice  # noqa: PLC0415 - rarely needed

        card = await self._thread.ask(lambda index: index.card(entity))
        if card is None:
            return
        forms = list({fold(form.text): form.text for form in reversed(card.forms)}.values())[::-1]
        if len(forms) < 2:  # noqa: PLR2004 - one must remain
            self._say("It has one form only")
            return
        form = await self.app.push_screen_wait(FormChoice(card.entity.name, forms))
        if form is not None:
            words = f"“{form}” is another entity now"
            keys_wait_for(self, self._decide(decisions.split(card.entity.id, form), words))

    def action_entity_rename(self) -> None:
        """Let the user type another name."""
        if self._list.current is not None:
            self.query_one("#entity-name", Prompt).open(self._list)

    def action_entity_undo(self) -> None:
        """Take back the last decision."""
        keys_wait_for(self, self._undo())

    @work(exclusive=True, group="decide")
    async def _undo(self) -> None:
        def question(index: EntityIndex) -> str:
            last = index.last_decision
            return decision_in_words(last, index.name_of) if last is not None else ""

        words = await self._thread.ask(question)
        problem = await self._thread.decide(decisions.undo()) if words else ""
        if problem := problem or self._thread.problem:
            self._complain(problem)
            return
        if not words:
            self._say("There is nothing to take back")
            return
        self._thread.forget()
        self._say(f"Taken back: {words}")
        self._told()
        keys_wait_for(self, self._load())

    # Moving and leaving

    def action_entity_down(self) -> None:
        """Move the cursor."""
        self._list.move(1)

    def action_entity_up(self) -> None:
        """Move the cursor."""
        self._list.move(-1)

    def action_entity_page_down(self) -> None:
        """Move the cursor."""
        self._list.move(self._list.page)

    def action_entity_page_up(self) -> None:
        """Move the cursor."""
        self._list.move(-self._list.page)

    def action_entity_first(self) -> None:
        """Move the cursor."""
        self._list.move(-len(self._list.rows))

    def action_entity_last(self) -> None:
        """Move the cursor."""
        self._list.move(len(self._list.rows))

    def action_entity_filter(self) -> None:
        """Let the user type letters of a name."""
        self.query_one("#entity-find", Prompt).open(self._list)

    def action_entity_scope(self) -> None:
        """List the entities of the article, or of all."""
        if self._article is not None:
            self._of_article = not self._of_article
            keys_wait_for(self, self._load())

    def action_entity_choose(self) -> None:
        """Leave with an entity to follow."""
        if self._list.current is not None:
            self.dismiss(EntityChoice(self._list.current.entity))

    @on(EntityList.Chosen)
    def _chosen(self, message: EntityList.Chosen) -> None:
        self.dismiss(EntityChoice(message.row.entity))

    def action_entity_who_else(self) -> None:
        """Leave with an entity that others' sentences are wanted about."""
        if self._list.current is not None:
            self.dismiss(EntityChoice(self._list.current.entity, who_else=True))

    def action_entity_close(self) -> None:
        """Leave; where an entity is marked to be merged, only forget that."""
        if self._list.marked is None:
            self.dismiss(None)
            return
        self._list.marked = None
        self._list.refresh()
        self._say("")
