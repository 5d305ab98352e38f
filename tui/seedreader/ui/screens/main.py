"""The reader's only full screen: the list, the article and the lines around them."""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from seedreader.library import ArticleOrder, Library, ListRow, Scope
from seedreader.library.events import Finished, Problem, Progress, Stored
from seedreader.ui.actions import ACTIONS, Place, bindings
from seedreader.ui.ingestion_task import ingest_events
from seedreader.ui.reading.document import Document
from seedreader.ui.reading.find import find_hits
from seedreader.ui.reading.layout import Panes, Rows
from seedreader.ui.settings import Settings
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.text import prepare, safe
from seedreader.ui.widgets.article_list import ArticleList
from seedreader.ui.widgets.lines import Facts, Hint, KeyHints, Rule, Status
from seedreader.ui.widgets.prompt import Prompt
from seedreader.ui.widgets.reader_view import NARROW, WIDE, ReaderView
from seedreader.ui.wording import length_in_words, plural, provenance_in_words

_FIRST_KEYS = 200  # files looked at before the first paint
_DOCUMENTS_KEPT = 8
_SAVE_AFTER = 1.0  # seconds of rest after which the place in the article is remembered
_SAID_FOR = 3.0  # seconds that a message stays in the status line
_REFRESH_EVERY = 0.5  # seconds between two redraws of a list that is being filled

_LAYOUTS = (None, Panes.SIDE, Panes.STACKED)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read: its path as shown, and why."""

    path: str
    problem: str
    advice: str
    is_failure: bool


class MainScreen(Screen[None]):
    """Puts the widgets together; they tell it by messages, it tells them by attributes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.ANYWHERE)]
    AUTO_FOCUS = "#list"

    def __init__(self, data: Path, scope: Scope, settings: Settings, notes: Sequence[str]) -> None:
        """Make the screen.

        Args:
            data: the library's folder.
            scope: what was opened.
            settings: what the user chose.
            notes: messages to show once the screen is there.
        """
        super().__init__()
        self._data = data
        self._scope = scope
        self._settings = settings
        self._notes = notes
        self._target = settings.target
        self._library = Library(data)  # for the short look-ups of the list while it draws
        self._store = StoreThread(data)
        self._order = ArticleOrder(self._library.setting("order") or ArticleOrder.PATH)
        self._filter = ""
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._wanted: int | None = None
        self._shown: int | None = None
        self._offset = 0
        self._at_end = False
        self._reading = False  # whether the article, not the list, has the user's attention
        self._list_hidden = self._library.setting("list") == "hidden"
        self._unfolded = False
        self._panes: Panes | None = None
        self._layout = {"side": Panes.SIDE, "stacked": Panes.STACKED}.get(settings.layout)
        self._row_choice = Rows(settings.rows)
        self._unreadable: list[Unreadable] = []
        self._is_ingesting = False
        self._progress = ""
        self._refreshed_at = 0.0
        self._said = ""
        self._left_width: int | None = 0
        self._has_begun = False  # before, no article is laid out: the first paint comes first

    def compose(self) -> ComposeResult:
        """Lay out the widgets."""
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Facts(id="list-title")
                yield ArticleList(self._fetch_rows, id="list")
            with Vertical(id="right"):
                yield Facts(id="facts")
                yield Rule()
                yield ReaderView(id="reader")
        yield Status(id="status")
        yield KeyHints(id="hints")

    def on_mount(self) -> None:
        """Show what the library knows already, then look for what is new."""
        self._list = self.query_one("#list", ArticleList)
        self._view = self.query_one("#reader", ReaderView)
        self._list.translated_headlines = self._library.setting("headlines") != "original"
        self._view.set_layout(self._layout)
        self._view.set_rows(self._row_choice)
        self._said_timer = self.set_interval(_SAID_FOR, self._forget_said, pause=True)
        keys = self._library.keys(self._scope, order=ArticleOrder.PATH, limit=_FIRST_KEYS)
        if keys and self._order is ArticleOrder.PATH:
            self._list.show_keys(keys)
        else:
            self._list.show_keys([], empty_message="Reading the files …")
        self._arrange()
        self._show_list_title()
        self.call_after_refresh(self._begin)

    @work(exclusive=True, group="begin")
    async def _begin(self) -> None:
        """Do what the first paint did not need."""
        for note in self._notes:
            self.notify(note, severity="warning", timeout=15, markup=False)
        await self._store.run(lambda _: prepare())
        last = await self._store.run(lambda library: library.setting(self._last_setting()))
        await self._refresh_keys()
        self._has_begun = True
        if last and last.isdigit():
            self._list.select_key(int(last))
        if self._list.current_key is not None:
            self._load(self._list.current_key)
        self._ingest()

    def _fetch_rows(self, keys: Sequence[int]) -> Mapping[int, ListRow]:
        return self._library.rows(keys, target_language=self._target)

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Give each part the room that it needs."""
        self._view.set_terminal_width(event.size.width)
        self._arrange()

    def _arrange(self) -> None:
        """Show list and article side by side, or the one that has the user's attention."""
        width = self.size.width or self.app.size.width
        left, right = self.query_one("#left"), self.query_one("#right")
        alone = width < WIDE
        left.display = not self._reading if alone else not self._list_hidden
        right.display = self._reading if alone else True
        left_width = None if alone else max(32, min(56, width * 3 // 10))
        if left_width != self._left_width:
            self._left_width = left_width
            left.styles.width = "1fr" if left_width is None else left_width
        left.set_class(alone, "alone")
        if left.display and not right.display and not self._list.has_focus:
            self._focus_unless_typing(self._list)
        if right.display and not left.display and self._list.has_focus:
            self._focus_unless_typing(self._view)

    def _focus_unless_typing(self, widget: ArticleList | ReaderView) -> None:
        if self.focused is None or self.focused in (self._list, self._view):
            widget.focus()

    def _give_attention(self, *, reading: bool) -> None:
        self._reading = reading
        self._arrange()
        if not reading and not self.query_one("#left").display:
            self._list_hidden = False
            self._arrange()
        (self._view if reading else self._list).focus()

    def on_descendant_focus(self) -> None:
        """Keep hints and layout in step with the focus."""
        if self._view.has_focus or self._list.has_focus:
            self._reading = self._view.has_focus
        self._show_status()
        self.call_after_refresh(self._show_hints)

    def _show_hints(self) -> None:
        """Show the keys that work where the focus is, made from the live bindings."""
        if isinstance(self.focused, Input):
            self.query_one(KeyHints).hints = (Hint("enter", "Keep"), Hint("esc", "Cancel"))
            return
        names = [action.name for action in ACTIONS if action.hint]
        keys: dict[str, str] = {}
        for key, active in self.active_bindings.items():
            name = active.binding.action.removeprefix("app.").removeprefix("screen.")
            if active.binding.show and name not in keys:
                keys[name] = self.app.get_key_display(active.binding.with_key(key))
        hints = [Hint(keys[name], _title(name)) for name in names if name in keys]
        self.query_one(KeyHints).hints = tuple(hints)

    # The list

    def _last_setting(self) -> str:
        return "last:" + "|".join(given for _, given in self._scope.roots)

    async def _refresh_keys(self) -> None:
        words = self._filter.split()
        order, target = self._order, self._target
        keys = await self._store.run(
            lambda library: library.keys(
                self._scope, order=order, words=words, target_language=target
            )
        )
        self._list.show_keys(keys, empty_message=self._empty_message())
        self._list.forget_rows()
        self._show_list_title()
        prompts = self.query("#filter")
        if prompts and words:
            prompts.first(Prompt).note(f"{len(keys):,}")
        if not keys:
            self._shown = None
            self._view.show_message(self._empty_message())
            self.query_one("#facts", Facts).left = ""

    def _empty_message(self) -> str:
        where = ", ".join(given for _, given in self._scope.roots)
        if self._filter:
            return (
                f"Nothing has “{self._filter}”.\n"
                "Headlines, translations, sources, languages\nand dates were searched.\n"
                "escape shows all articles."
            )
        if self._is_ingesting:
            return "Reading the files …"
        return f"No articles in {where}.\nGive a file or a folder:\nseedreader FOLDER"

    def _show_list_title(self) -> None:
        title = self.query_one("#list-title", Facts)
        title.left = f"Articles {len(self._list.keys):,}"
        failures = sum(item.is_failure for item in self._unreadable)
        facts = [
            f"“{self._filter}”" if self._filter else "",
            f"by {self._order.value}" if self._order is not ArticleOrder.PATH else "",
            f"{failures:,} unreadable (!)" if failures else "",
        ]
        title.right = " · ".join(fact for fact in facts if fact)

    @on(ArticleList.Highlighted)
    def _highlighted(self, message: ArticleList.Highlighted) -> None:
        if self._has_begun:
            self._load(message.key)

    @on(ArticleList.Opened)
    def _opened(self, message: ArticleList.Opened) -> None:
        self._load(message.key)
        self._give_attention(reading=True)

    @on(ArticleList.SortRequested)
    async def _sort(self) -> None:
        orders = list(ArticleOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.remember("order", self._order.value)
        await self._refresh_keys()

    @on(ArticleList.FilterCleared)
    async def _clear_filter(self) -> None:
        if self._filter:
            self._filter = ""
            for prompt in self.query("#filter").results(Prompt):
                prompt.close()
            await self._refresh_keys()

    # The article

    def _load(self, key: int) -> None:
        if key in (self._wanted, self._shown) and self._wanted in (None, key):
            return
        self._wanted = key
        if key in self._documents:
            self._show(key, self._documents[key], self._position_of(key))
        else:
            self._load_later(key)

    def _position_of(self, key: int) -> int:
        row = self._library.rows([key]).get(key)
        return row.position or 0 if row and not row.finished else 0

    @work(exclusive=True, group="load")
    async def _load_later(self, key: int) -> None:
        target = self._target

        def load(library: Library) -> tuple[Document, int] | None:
            if self._wanted != key:  # the user has gone on meanwhile
                return None
            article = library.article(key)
            translations = library.translations(
                article, target_language=target, shown=self._scope.shown
            )
            row = library.rows([key]).get(key)
            position = row.position or 0 if row and not row.finished else 0
            return Document.of(article, translations, target), position

        try:
            loaded = await self._store.run(load)
        except KeyError:  # gone since the list was made
            return
        if loaded is not None and self._wanted == key:
            document, position = loaded
            self._documents[key] = document
            if len(self._documents) > _DOCUMENTS_KEPT:
                self._documents.popitem(last=False)
            self._show(key, document, position)

    def _show(self, key: int, document: Document, position: int) -> None:
        self._save_position()
        self._wanted, self._shown = None, key
        self._offset, self._at_end = position, False
        self._view.set_unfolded(unfolded=self._unfolded)
        self._view.show_document(document, offset=position)
        for prompt in self.query("#find").results(Prompt):
            if prompt.display and prompt.text:
                self._find(prompt.text)
        self.remember(self._last_setting(), str(key))
        self._show_facts()
        self._show_status()

    @on(ReaderView.Moved)
    def _moved(self, message: ReaderView.Moved) -> None:
        self._offset, self._at_end = message.offset, message.at_end
        self._show_facts()
        self._show_status()
        self.set_timer(_SAVE_AFTER, self._save_if_resting)
        self._moved_at = time.monotonic()

    _moved_at = 0.0

    def _save_if_resting(self) -> None:
        if time.monotonic() - self._moved_at >= _SAVE_AFTER * 0.9:
            self._save_position()

    def _save_position(self) -> None:
        document = self._view.document
        if self._shown is None or document is None:
            return
        article_id, offset = document.article.id, self._offset
        finished = self._at_end and self._reading
        self._store.submit(
            lambda library: library.set_position(article_id, offset, finished=finished)
        )

    def _show_facts(self) -> None:
        document = self._view.document
        facts = self.query_one("#facts", Facts)
        if document is None:
            facts.left = facts.right = ""
            return
        article = document.article
        if document.is_in_target_language:
            languages, state = article.language, ""
        else:
            languages = f"{article.language} → {document.target}"
            state = (
                f"{document.translated} of {document.body_sentences} translated"
                if document.translated
                else "no translation"
            )
        parts = [
            article.source or "",
            article.date or "",
            languages,
            state,
            length_in_words(article.words, article.language),
            "" if article.title is not None else "no headline",
        ]
        facts.left = safe(" · ".join(part for part in parts if part))
        keys = self._list.keys
        if self._shown in keys:
            facts.right = f"{keys.index(self._shown) + 1:,} of {len(keys):,}"

    def _show_status(self) -> None:
        status = self.query_one(Status)
        status.right = self._said or self._progress
        document = self._view.document
        if not self.query_one("#right").display:
            row = self._list.row(key) if (key := self._list.current_key) is not None else None
            status.left = safe(self._scope.shown(row.path)) if row else ""
        elif document is None or not document.sentences:
            status.left = ""
        else:
            number = document.number_in_body(self._view.sentence)
            place = (
                f"sentence {number:,} of {document.body_sentences:,}"
                if number is not None
                else "page furniture"
            )
            if document.is_in_target_language:
                words = "original"
            else:
                words = provenance_in_words(document.translation(self._view.sentence))
            hits = self._view.hits
            found = ""
            if hits and self._view.hit is not None:
                found = f"hit {self._view.hit + 1:,} of {len(hits):,}"
            status.left = safe(" · ".join(part for part in (place, words, found) if part))

    @on(ReaderView.FindCleared)
    def _clear_find(self) -> None:
        for prompt in self.query("#find").results(Prompt):
            prompt.close()
        self._view.set_hits(())

    @on(ReaderView.UnfoldRequested)
    def _unfold(self) -> None:
        if not self._unfolded:
            self.action_toggle_boilerplate()

    @on(ReaderView.LeaveRequested)
    def _leave(self) -> None:
        self._give_attention(reading=False)

    @on(ReaderView.CopyRequested)
    def _copy(self, message: ReaderView.CopyRequested) -> None:
        if not message.text:
            self._say("There is no translation to copy")
            return
        self.app.copy_to_clipboard(message.text)
        self._say(f"Copied: {message.what}")

    # Typing

    async def _open_prompt(self, name: str, label: str, placeholder: str) -> None:
        for other in self.query(Prompt):
            if other.id != name and other.display and not other.text:
                other.close()
        if not self.query(f"#{name}"):
            await self.mount(Prompt(label, placeholder, id=name), before="#status")
        self.query_one(f"#{name}", Prompt).open()

    @on(ArticleList.FilterRequested)
    async def _open_filter(self) -> None:
        await self._open_prompt("filter", "Filter", "words of headline, source, language, date")

    @on(ReaderView.FindRequested)
    async def _open_find(self) -> None:
        await self._open_prompt("find", "Find", "words in the original or the translation")

    @on(Prompt.Changed)
    async def _prompt_changed(self, message: Prompt.Changed) -> None:
        if message.prompt.id == "filter":
            self._filter = " ".join(message.text.split())
            self._filter_later()
        else:
            self._find(message.text)

    @work(exclusive=True, group="filter")
    async def _filter_later(self) -> None:
        await self._refresh_keys()

    @work(exclusive=True, group="find")
    async def _find(self, text: str) -> None:
        document = self._view.document
        if document is None:
            return
        found = document
        hits = await self._store.run(lambda _: find_hits(found, text))
        if self._view.document is document:
            self._view.set_hits(hits)
            note = plural(len(hits), "hit") if text.strip() else ""
            self.query_one("#find", Prompt).note(
                note if hits or not note else "not in this article"
            )
            self._show_status()

    @on(Prompt.Submitted)
    def _prompt_submitted(self, message: Prompt.Submitted) -> None:
        is_filter = message.prompt.id == "filter"
        if not message.text.strip():
            message.prompt.close()
        (self._list if is_filter else self._view).focus()

    @on(Prompt.Cancelled)
    async def _prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        message.prompt.close()
        if message.prompt.id == "filter":
            self._list.focus()
            self._filter = ""
            await self._refresh_keys()
        else:
            self._view.set_hits(())
            self._view.focus()

    # Files

    @work(exclusive=True, group="ingest")
    async def _ingest(self) -> None:
        """Read new and changed files in another process, and show what comes."""
        self._is_ingesting = True
        self._unreadable = []
        try:
            async with contextlib.aclosing(
                ingest_events(self._data, self._scope, target_language=self._target)
            ) as stream:
                async for event in stream:
                    await self._tell(event)
        finally:
            self._is_ingesting = False
            self._progress = ""
        await self._refresh_keys()
        self._show_status()

    async def _tell(self, event: Progress | Stored | Problem | Finished) -> None:
        match event:
            case Progress(done, total):
                self._progress = f"reading files {done:,} of {total:,} · X stops"
                if time.monotonic() - self._refreshed_at > _REFRESH_EVERY:
                    self._show_status()
            case Stored():
                if time.monotonic() - self._refreshed_at > _REFRESH_EVERY:
                    await self._refresh_keys()
                    self._refreshed_at = time.monotonic()
            case Problem(path, problem, advice, is_failure):
                shown = safe(self._scope.shown(path))
                self._unreadable.append(Unreadable(shown, safe(problem), safe(advice), is_failure))
            case Finished(added, changed, gone, _, _, _):
                if changed or gone or added:
                    self._documents.clear()
                    self._reload_shown()

    def _reload_shown(self) -> None:
        """Show what is new in the open article, without moving it."""
        key = self._shown
        if key is not None:
            self._update_later(key)

    @work(exclusive=True, group="load")
    async def _update_later(self, key: int) -> None:
        target = self._target

        def load(library: Library) -> Document:
            article = library.article(key)
            translations = library.translations(
                article, target_language=target, shown=self._scope.shown
            )
            return Document.of(article, translations, target)

        with contextlib.suppress(KeyError):
            document = await self._store.run(load)
            if self._shown == key and self._view.document != document:
                self._view.update_document(document)
                self._show_facts()
                self._show_status()

    # Actions: what each does is said in `actions`

    def action_next_article(self) -> None:
        self._list.action_list_down()

    def action_previous_article(self) -> None:
        self._list.action_list_up()

    def action_switch_focus(self) -> None:
        self._give_attention(reading=not self._reading)

    def action_toggle_list(self) -> None:
        if self.size.width < WIDE:
            self.action_switch_focus()
            return
        self._list_hidden = not self._list_hidden
        value = "hidden" if self._list_hidden else "shown"
        self.remember("list", value)
        self._arrange()

    def action_toggle_panes(self) -> None:
        choices: tuple[Panes | None, ...] = (None, Panes.SOURCE, Panes.TARGET)
        if self.size.width < NARROW:
            choices = (None, Panes.TARGET)
        current = self._panes if self._panes in choices else None
        self._panes = choices[(choices.index(current) + 1) % len(choices)]
        self._view.set_panes(self._panes)
        self._say(f"Languages: {self._view.panes.value}")

    def action_toggle_layout(self) -> None:
        self._layout = _LAYOUTS[(_LAYOUTS.index(self._layout) + 1) % len(_LAYOUTS)]
        self._view.set_layout(self._layout)
        self._say(f"Layout: {self._layout.value if self._layout else 'whichever fits'}")

    def action_toggle_rows(self) -> None:
        choices = list(Rows)
        self._row_choice = choices[(choices.index(self._row_choice) + 1) % len(choices)]
        self._view.set_rows(self._row_choice)
        self._say(f"Aligned by {self._row_choice.value}")

    def action_toggle_boilerplate(self) -> None:
        self._unfolded = not self._unfolded
        self._view.set_unfolded(unfolded=self._unfolded)
        self._say(f"Page furniture {'shown' if self._unfolded else 'folded'}")

    def action_toggle_translated_headlines(self) -> None:
        self._list.translated_headlines = not self._list.translated_headlines
        value = "translated" if self._list.translated_headlines else "original"
        self.remember("headlines", value)

    def action_next_theme(self) -> None:
        names = sorted(self.app.available_themes)
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
        self._say(f"Theme: {self.app.theme}")

    def action_problems(self) -> None:
        from seedreader.ui.screens.problems import ProblemsScreen  # noqa: PLC0415 - rarely needed

        self.app.push_screen(ProblemsScreen(self._unreadable))

    def action_stop_reading_files(self) -> None:
        if self._is_ingesting:
            self.workers.cancel_group(self, "ingest")
            self._progress = ""
            self._show_status()
            self._say("Stopped reading files; R goes on")

    def action_refresh(self) -> None:
        self._ingest()

    def action_help(self) -> None:
        from seedreader.ui.screens.help import HelpScreen  # noqa: PLC0415 - rarely needed

        self.app.push_screen(HelpScreen(self.app.key_groups()))  # type: ignore[attr-defined]

    def action_command_palette(self) -> None:
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        self._save_position()
        await self.app.action_quit()

    @property
    def library(self) -> Library:
        """The library, for short look-ups."""
        return self._library

    def remember(self, name: str, value: str) -> None:
        """Remember a setting for the next time."""
        self._store.submit(lambda library: library.set_setting(name, value))

    def node_of(self, place: Place) -> Widget:
        """Return what has the actions of a place."""
        nodes: dict[Place, Widget] = {Place.LIST: self._list, Place.ARTICLE: self._view}
        return nodes.get(place, self)

    def _say(self, text: str) -> None:
        """Show a few words where nothing is covered by them, for a moment."""
        self._said = text
        self._show_status()
        self._said_timer.reset()
        self._said_timer.resume()

    def _forget_said(self) -> None:
        self._said = ""
        self._said_timer.pause()
        self._show_status()

    def close_library(self) -> None:
        """Finish what is being written."""
        self._save_position()
        self._store.close()
        self._library.close()


def _title(name: str) -> str:
    return next(action.title for action in ACTIONS if action.name == name)
