"""The reader's only full screen: the list, the article and the lines around them.

The first paint needs the list alone. What shows articles is imported and mounted after it.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import Worker

from seedreader.library import ArticleOrder, Library, ListRow, Scope
from seedreader.ui.actions import BY_NAME, Action, Place, bindings, prompt_bindings
from seedreader.ui.folding import Folding
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.files_screen import FilesScreen
from seedreader.ui.screens.list_screen import order_named
from seedreader.ui.screens.translating_screen import DEFAULT_TARGET
from seedreader.ui.settings import Settings
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.text import safe
from seedreader.ui.widgets.article_list import ArticleList
from seedreader.ui.widgets.lines import BottomLines, Hint, live_hints
from seedreader.ui.wording import WIDE, plural

if TYPE_CHECKING:
    from seedreader.library.session import Session
    from seedreader.ui.widgets.article_pane import ArticlePane
    from seedreader.ui.widgets.prompt import Prompt
    from seedreader.ui.widgets.reader_view import ReaderView

_FIRST_KEYS = 200  # files looked at before the first paint
_SAID_FOR = 3.0  # seconds that a message stays in the status line
_LOOK_EVERY = 2.0  # seconds between two looks for what other programs add
_TYPING_HINTS = (Hint("enter", "Keep"), Hint("esc", "Cancel"))


class Columns(Widget):
    """What stands side by side: the list and the article."""


class ListColumn(Widget):
    """What stands one above the other: the list, and the searches that were kept."""


class MainScreen(FilesScreen):
    """Puts the widgets together; they tell it by messages, it tells them by attributes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.ANYWHERE),
        *prompt_bindings(Place.LIST, Place.ARTICLE, Place.ANYWHERE),
    ]
    AUTO_FOCUS = "#list"

    def __init__(
        self,
        library: Library,
        scope: Scope,
        settings: Settings,
        notes: Sequence[str],
        *,
        session: Session | None = None,
    ) -> None:
        """Make the screen.

        Args:
            library: for the short look-ups of the list while it draws; the screen closes it.
            scope: what was opened.
            settings: what the user chose.
            notes: messages to show once the screen is there.
            session: tells whether the library is to be checked, and is told when it was.
        """
        super().__init__()
        self._session = session
        self._scope = scope
        self._settings = settings
        self._notes = notes
        self._library = library
        assert library.folder is not None, "other threads and processes open the library too"
        self._folder = library.folder
        self._store = StoreThread(self._folder)
        self._order = order_named(self._library.setting("order"))
        self._list_hidden = self._library.setting("list") == "hidden"
        self._list = ArticleList(self._fetch_rows, id="list")
        self._columns = Columns()
        self._column = ListColumn()
        self._bottom = BottomLines()
        self._pane: ArticlePane | None = None
        self._target = settings.target or self._library.setting("target") or DEFAULT_TARGET
        self._filtering: Worker[None] | None = None
        self._is_complete = False  # more than the first paint
        self._is_opening = False  # the user wants to read, but there is nothing to be read yet
        self._list_width: int | None = 0
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay out the widgets that the first paint shows."""
        with self._columns, self._column:
            yield self._list
        yield self._bottom

    def on_mount(self) -> None:
        """Show what the library knows already, then look for what is new."""
        self._has_packages = asyncio.get_running_loop().create_future()
        self._said_timer = self.set_interval(_SAID_FOR, self._forget_said, pause=True)
        self._list.translated_headlines = self._library.setting("headlines") != "original"
        keys: list[int] = []
        if self._order is ArticleOrder.PATH:
            keys = self._library.keys(self._scope, limit=_FIRST_KEYS)
        folding = Folding.of(keys, self._library.copy_groups(keys))
        self._list.show(folding, empty_message="Reading the files …")
        self._arrange()
        self._show_list_title()
        keys_wait_for(self, lambda: self._is_complete)
        self.call_after_refresh(self._begin)

    @work(exclusive=True, group="begin")
    async def _begin(self) -> None:
        """Do what the first paint did not need."""
        gc.freeze()  # what is there by now stays
        gc.enable()
        for note in self._notes:
            self.notify(safe(note), severity="warning", timeout=15, markup=False)
        await self._store.run(_import_article_pane)
        from seedreader.ui.sentence_actions import SentenceActions  # noqa: PLC0415
        from seedreader.ui.translation_routes import Routes  # noqa: PLC0415
        from seedreader.ui.translation_task import TranslationTask  # noqa: PLC0415
        from seedreader.ui.widgets.article_pane import ArticlePane  # noqa: PLC0415 - see above
        from seedreader.ui.widgets.prompt import Prompt  # noqa: PLC0415

        self._routes = Routes(self._folder)
        task = self._translation = TranslationTask(
            self._folder,
            self._store,
            self._routes,
            target=self._target,
            tell=self._told,
            following=self._following,
        )
        pane = ArticlePane(
            self._store, self._scope, self._settings, task, target=self._target, id="pane"
        )
        self._sentence_actions = SentenceActions(
            self, pane, self._store, task, scope=self._scope, settings=self._settings, say=self._say
        )
        pane.view.set_terminal_width(self.size.width)
        pane.display = self.size.width >= WIDE
        await self._columns.mount(pane)
        await self.mount(
            Prompt("Find", "words in the original or the translation", id="find"),
            Prompt("Filter", "words of headline, tags, note; is:unread, tag:name", id="filter"),
            self.make_tag_prompt(),
            before=self._bottom,
        )
        last = await self._store.run(lambda library: library.setting(self._last_setting()))
        self._pane = pane
        self._is_ingesting = True  # in a moment; until then nobody knows that there is nothing
        await self._refresh_keys()
        is_untouched = self._list.cursor == 0 and not self._is_opening
        if last and last.isdigit() and is_untouched:
            self._list.select_key(int(last))
        self._open_current()
        self._arrange()
        self._is_complete = True
        self._show_hints()
        self._check()
        self._ingest()
        await self._begin_packages()
        await self._store.run(_import_search)
        self.load_saved()
        self.set_interval(_LOOK_EVERY, self._keep_up)

    def _fetch_rows(self, keys: Sequence[int]) -> Mapping[int, ListRow]:
        return self._library.rows(keys, target_language=self._target, scope=self._scope)

    @property
    def library(self) -> Library:
        """The library, for short look-ups."""
        return self._library

    def remember(self, name: str, value: str) -> None:
        """Remember a setting for the next time."""
        self._store.submit(lambda library: library.set_setting(name, value))

    def recall(self, name: str) -> str | None:
        """Return what was remembered, or None."""
        return self._library.setting(name)

    def node_of(self, action: Action) -> Widget:
        """Return what does an action."""
        if action.opens_prompt or action.place is Place.ANYWHERE:
            return self
        if action.place is Place.LIST:
            return self._list
        return self._pane.view if self._pane else self

    async def close_library(self) -> None:
        """Stop what goes on, and finish what is being written."""
        if self._translation is not None:
            await self._translation.close()
        await self.close_entities()
        await self.close_search()
        if self._pane is not None:
            self._pane.save_position()
        self._store.close()
        self._library.close()

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Give each part the room that it needs."""
        if self._pane is not None:
            self._pane.view.set_terminal_width(event.size.width)
        self._arrange()

    def _arrange(self) -> None:
        """Show list and article side by side, or the one that has the user's attention."""
        width = self.size.width or self.app.size.width
        alone = width < WIDE
        self._list.display = not self._reading if alone else not self._list_hidden
        self._column.display = self._list.display
        list_width = None if alone else max(32, min(56, width * 3 // 10))
        if list_width != self._list_width:
            self._list_width = list_width
            self._column.styles.width = "1fr" if list_width is None else list_width
            self._column.set_class(alone, "alone")
        if self._pane is None:
            return
        self._pane.display = self._reading if alone else True
        if self._is_typing:
            return
        if not self._list.display:
            self._pane.view.focus()
        elif not self._pane.display:
            self._list.focus()

    @property
    def _is_typing(self) -> bool:
        view = self._pane.view if self._pane else None
        return self.focused not in {None, self._list, view}

    def _give_attention(self, *, reading: bool) -> None:
        if self._pane is None:
            return
        self._reading = reading
        if reading:
            self._wait_for_article()
        else:
            self._list_hidden = False
        self._arrange()
        (self._pane.view if reading else self._list).focus()

    def on_descendant_focus(self) -> None:
        """Keep hints and layout in step with the focus."""
        if self._pane is not None and not self._is_typing:
            self._reading = self._pane.view.has_focus
        self._show_status()
        self.call_after_refresh(self._show_hints)

    def _wait_for_article(self) -> None:
        """Let the next keys be about the article that is being loaded."""
        if self._pane is not None:
            pane = self._pane
            keys_wait_for(self, lambda: not pane.is_loading)

    def _show_hints(self) -> None:
        """Show the keys that work where the focus is, made from the live bindings."""
        if self._is_typing:
            self._bottom.hints = _TYPING_HINTS
            return
        self._bottom.hints = live_hints(self)

    # The list

    def _last_setting(self) -> str:
        return "last:" + "|".join(given for _, given in self._scope.roots)

    @on(ArticleList.Highlighted)
    def _highlighted(self, message: ArticleList.Highlighted) -> None:
        if self._is_opening:
            self._open_current()
        elif self._pane is not None:
            self._pane.open(message.key, at_once=self._reading)
            if self._reading:
                self._wait_for_article()
            self._show_status()

    @on(ArticleList.Opened)
    def _opened(self) -> None:
        is_starting = self._pane is None or self._is_ingesting  # there may be articles in a moment
        self._is_opening = is_starting or self._list.current_key is not None
        self._open_current()

    def _open_current(self) -> None:
        """Open the article under the cursor, and go into it if that was asked for before."""
        key = self._list.current_key
        if self._pane is None or key is None:
            return
        self._pane.open(key)
        if self._is_opening:
            self._is_opening = False
            self._give_attention(reading=True)

    # The article

    def on_article_pane_shown(self, message: ArticlePane.Shown) -> None:
        """Remember which article is open, and go on finding in it what was looked for."""
        self.remember(self._last_setting(), str(message.key))
        self._show_place()
        self.show_marks()
        self._show_status()
        self._explain()
        for prompt in self._prompts("find"):
            if prompt.display and prompt.text and self._pane is not None:
                self._pane.find(prompt.text)

    def on_article_pane_status_changed(self) -> None:
        """Show what can be said of the current sentence."""
        self._show_status()

    def on_article_pane_said(self, message: ArticlePane.Said) -> None:
        """Show what an action has done."""
        self._say(message.text)

    def on_article_pane_found(self, message: ArticlePane.Found) -> None:
        """Say how many places were found."""
        for prompt in self._prompts("find"):
            words = plural(message.hits, "hit") if message.hits else "not in this article"
            prompt.note(words if prompt.text.strip() else "")
        self._show_status()

    def on_reader_view_leave_requested(self) -> None:
        """Go back to the list, or to the search from which the article was opened."""
        if not self.go_back_to_search():
            self._give_attention(reading=False)
            self.show_reading_state()

    def on_reader_view_find_cleared(self) -> None:
        """Forget what was found."""
        self._close_prompt("find")
        if self._pane is not None:
            self._pane.forget_hits()
        self.go_back_to_search()

    def on_reader_view_copy_requested(self, message: ReaderView.CopyRequested) -> None:
        """Put text on the clipboard."""
        if message.text:
            self.app.copy_to_clipboard(message.text)
            self._say(f"Copied: {message.what}")
        else:
            self._say("There is no translation to copy")

    def on_reader_view_nothing_flagged(self, message: ReaderView.NothingFlagged) -> None:
        """Say that there is nothing to look at."""
        where = "below" if message.step > 0 else "above"
        self._say(f"No suspect translation {where}")

    def key_of(self, name: str) -> str:
        """Return the first key of an action, as it is bound now and as it is shown."""
        keys = self._settings.keys.get(name, ",".join(BY_NAME[name].keys)).split(",")
        return self.app.get_key_display(Binding(keys[0].strip(), name))

    # The status line

    def _show_status(self) -> None:
        bottom = self._bottom
        installing = self._packages.progress if self._packages is not None else ""
        exporting = self._exports.progress if self._exports is not None else ""
        naming = self.entity_progress or self.index_progress
        working = self._checking or exporting or self._progress or self._translating or naming
        bottom.right = self._said or installing or working
        if self._pane is not None and self._pane.display:
            bottom.left = self.with_entity(self._pane.status)
        else:
            key = self._list.current_key
            row = self._list.row(key) if key is not None else None
            bottom.left = safe(self._scope.shown(row.path)) if row else ""

    def _say(self, text: str) -> None:
        """Show a few words where they cover nothing, for a moment."""
        self._said = text
        self._show_status()
        self._said_timer.reset()
        self._said_timer.resume()

    def _forget_said(self) -> None:
        self._said = ""
        self._said_timer.pause()
        self._show_status()

    # Typing

    def _prompts(self, name: str) -> list[Prompt]:
        return list(self.query(f"#{name}"))  # type: ignore[arg-type]

    def _close_prompt(self, name: str) -> None:
        for prompt in self._prompts(name):
            prompt.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let a prompt be opened only from the part of the screen that it is for."""
        if action == "find":
            return self._pane is not None and self._pane.view.has_focus
        if action == "filter":
            return self._pane is not None and self._list.has_focus
        if action == "tags":
            return not self._is_typing and self.subject is not None
        if action == "search":
            return self._pane is not None and not self._is_typing
        return True

    def action_find(self) -> None:
        if self._pane is not None:
            self._open_prompt("find", self._pane.view)

    def action_filter(self) -> None:
        self._open_prompt("filter", self._list)

    def _open_prompt(self, name: str, return_to: Widget) -> None:
        for prompt in self._prompts("find") + self._prompts("filter"):
            if prompt.id != name and prompt.display and not prompt.text:
                prompt.close()
        for prompt in self._prompts(name):
            prompt.open(return_to)

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        """Filter or find as the user types."""
        if message.prompt.id == "filter":
            self._filter = " ".join(message.text.split())
            self._filtering = self._filter_later()
        elif message.prompt.id == "find" and self._pane is not None:
            self._pane.find(message.text)

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Leave what was found on the screen, or keep what was written."""
        if message.prompt.id == "tags":
            keys_wait_for(self, self.keep_tags(message.text))
        elif message.prompt.id == "filter" and self._filtering is not None:
            keys_wait_for(self, self._filtering)
        if message.prompt.id == "tags" or not message.text.strip():
            message.prompt.close()

    async def on_prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        """Forget what was typed."""
        message.prompt.close()
        if message.prompt.id == "filter":
            await self._clear_filter()
        elif message.prompt.id == "find" and self._pane is not None:
            self._pane.forget_hits()

    # Actions: what each does is said in `actions`

    def action_next_article(self) -> None:
        self._list.action_list_down()
        self._go_on_reading()

    def action_previous_article(self) -> None:
        self._list.action_list_up()
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        key = self._list.current_key
        if self._reading and self._pane is not None and key is not None:
            self._pane.open(key)
            self._wait_for_article()

    def action_switch_focus(self) -> None:
        self._give_attention(reading=not self._reading)

    def action_toggle_list(self) -> None:
        if self.size.width < WIDE:
            self.action_switch_focus()
            return
        self._list_hidden = not self._list_hidden
        self.remember("list", "hidden" if self._list_hidden else "shown")
        self._arrange()

    def action_toggle_panes(self) -> None:
        if self._pane is not None:
            self._pane.toggle_panes()

    def action_toggle_layout(self) -> None:
        if self._pane is not None:
            self._pane.toggle_layout()

    def action_toggle_rows(self) -> None:
        if self._pane is not None:
            self._pane.toggle_rows()

    def action_toggle_boilerplate(self) -> None:
        if self._pane is not None:
            self._pane.toggle_boilerplate()

    def action_toggle_translated_headlines(self) -> None:
        self._list.translated_headlines = not self._list.translated_headlines
        value = "translated" if self._list.translated_headlines else "original"
        self.remember("headlines", value)

    def action_next_theme(self) -> None:
        names = sorted(self.app.available_themes)
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
        self._say(f"Theme: {self.app.theme}")

    def action_help(self) -> None:
        from seedreader.ui.screens.help import HelpScreen  # noqa: PLC0415 - rarely needed

        self.app.push_screen(HelpScreen(self.app.key_groups()))  # type: ignore[attr-defined]

    def action_command_palette(self) -> None:
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        await self.app.action_quit()


def _import_article_pane(_: Library) -> None:
    """Import what shows articles, away from the event loop."""
    importlib.import_module("seedreader.ui.widgets.article_pane")
    importlib.import_module("seedreader.ui.widgets.prompt")
    importlib.import_module("seedreader.ui.sentence_actions")
    importlib.import_module("seedreader.ui.text").prepare()


def _import_search(_: Library) -> None:
    """Import what searches the library, so that what is typed at once goes into the search."""
    importlib.import_module("seedreader.ui.screens.search")
