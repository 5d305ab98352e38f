"""The part of the main screen that deals with the list: what is in it, and the user's marks."""

from __future__ import annotations

import asyncio
import importlib
import sqlite3
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.worker import get_current_worker

from seedreader.library import ArticleOrder, Library, ListRow
from seedreader.ui.folding import Folding
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.searching_screen import SearchingScreen
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.text import safe
from seedreader.ui.widgets.article_list import ArticleList
from seedreader.ui.wording import own_words_of_row, tags_in_words

if TYPE_CHECKING:
    from seedreader.ui.widgets.prompt import Prompt

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read: its path as shown, and why."""

    path: str
    problem: str
    advice: str
    is_failure: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    """The article that something is said of: its key and its id."""

    key: int
    id: str


class ListScreen(SearchingScreen):
    """What `MainScreen` is made from; it gives the attributes that are declared here."""

    _store: StoreThread
    _order: ArticleOrder

    def __init__(self) -> None:
        """Show all articles, near copies folded."""
        super().__init__()
        self._filter = ""
        self._unfolded: set[int] = set()  # groups of near copies
        self._unreadable: list[Unreadable] = []
        self._is_ingesting = False
        self._reading = False  # whether the article, not the list, has the user's attention
        self._tagged: _Subject | None = None  # of which tags are being written
        self._tags_in_use: list[str] = []

    # What `MainScreen` does

    @abstractmethod
    def _prompts(self, name: str) -> list[Prompt]:
        """Return the lines of that name in which the user writes."""

    # What is in the list

    async def _refresh_keys(self) -> None:
        words = self._filter.split()
        order, target = self._order, self.target_language
        unfolded = frozenset(self._unfolded)

        def read(library: Library) -> Folding:
            keys = library.keys(self._scope, order=order, words=words, target_language=target)
            keys = self.narrowed(keys)
            return Folding.of(keys, library.copy_groups(keys), unfolded)

        folding = await self._store.run(read)
        message = self._empty_message()
        self._list.forget_rows()
        self._list.show(folding, empty_message=message)
        self._show_list_title()
        for prompt in self._prompts("filter"):
            prompt.note(f"{folding.total:,}" if words else "")
        if self._pane is not None:
            if folding.keys:
                self._show_place()
                self.show_marks()
            else:
                self._pane.show_nothing(message)

    def _empty_message(self) -> str:
        where = ", ".join(given for _, given in self._scope.roots)
        if self._filter:
            return (
                f"Nothing has “{self._filter}”.\n"
                "Headlines, translations, sources,\n"
                "languages, dates, file names,\ntags and notes were searched.\n"
                "escape shows all articles."
            )
        if self._is_ingesting or self._pane is None:
            return "Reading the files …"
        if self.search_remark:
            return f"Nothing matches the {self.search_remark}.\nescape shows all articles."
        nothing = f"No articles in {safe(where)}."
        return f"{nothing}\nGive a file or a folder:\nseedreader FOLDER"

    def _show_list_title(self) -> None:
        folding = self._list.folding
        title = f"Articles {folding.total:,}"
        if folding.folded:
            title += f" · {folding.folded:,} folded ({self.key_of('unfold_copies')})"
        self._list.title = title
        failures = sum(item.is_failure for item in self._unreadable)
        facts = [
            f"“{self._filter}”" if self._filter else "",
            self.entity_remark,
            self.search_remark,
            _in_words(self._order) if self._order is not ArticleOrder.PATH else "",
            f"{failures:,} unreadable (!)" if failures else "",
        ]
        self._list.remark = " · ".join(fact for fact in facts if fact)

    def _show_place(self) -> None:
        keys, pane = self._list.keys, self._pane
        if pane is None or pane.shown is None:
            return
        if pane.shown == self._list.current_key:  # else it is looked for, and the list may be long
            place = self._list.cursor
        elif pane.shown in keys:
            place = keys.index(pane.shown)
        else:
            return
        pane.set_place(f"{place + 1:,} of {len(keys):,}")

    @on(ArticleList.SortRequested)
    async def _sort(self) -> None:
        orders = list(ArticleOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.remember("order", self._order.value)
        self._say(f"Sorted {_in_words(self._order)}")
        await self._refresh_keys()

    @on(ArticleList.FilterCleared)
    async def _clear_filter(self) -> None:
        if self._filter:
            self._filter = ""
            self._close_prompt("filter")
            await self._refresh_keys()

    @work(exclusive=True, group="filter")
    async def _filter_later(self) -> None:
        await self._refresh_keys()

    @on(ArticleList.UnfoldRequested)
    async def _unfold(self, message: ArticleList.UnfoldRequested) -> None:
        group = self._list.folding.group_of(message.key)
        if group is None:
            self._say("This article has no near copies in the list")
            return
        if message.select or group not in self._unfolded:
            self._unfolded.add(group)
        else:
            self._unfolded.remove(group)
        await self._refresh_keys()
        if message.select:
            self._list.select_key(message.key)

    # The user's marks

    @property
    def subject(self) -> _Subject | None:
        """The article that marks are about: the one that has the user's attention."""
        key = self._list.current_key
        if self._reading and self._pane is not None and self._pane.shown is not None:
            key = self._pane.shown
        row = self._list.row(key) if key is not None else None
        return _Subject(row.key, row.id) if row is not None else None

    def show_marks(self) -> None:
        """Show above the article what the user said of it."""
        if self._pane is None or self._pane.shown is None:
            return
        row = self._list.row(self._pane.shown)
        if row is not None:
            self._pane.set_own_words(own_words_of_row(row, self.key_of("note")))

    @work(group="marks")
    async def show_reading_state(self) -> None:
        """Show in the list how far the article was read that is on the screen."""
        pane = self._pane
        if pane is not None and pane.shown is not None:
            pane.save_position()
            await self._row_changed(pane.shown)

    async def _row_changed(self, key: int) -> None:
        await self._store.run(lambda _: None)  # what was submitted before is written then
        self._list.forget_row(key)
        if self._pane is not None and self._pane.shown == key:
            self.show_marks()

    async def _write(self, subject: _Subject, write: Callable[[Library], _T]) -> _T | None:
        """Write something that must not get lost, and show it; None if it cannot be kept."""

        def in_transaction(library: Library) -> _T:
            with library.transaction():
                return write(library)

        try:
            done = await self._store.run(in_transaction)
        except sqlite3.OperationalError as error:
            from seedreader.library.schema import operational_advice  # noqa: PLC0415 - rarely

            words = f"this cannot be kept: {safe(operational_advice(error))}"
            self.notify(words, severity="warning", timeout=10, markup=False)
            return None
        await self._row_changed(subject.key)
        return done

    @work(group="marks")
    async def action_star(self) -> None:
        """See the registry of actions."""
        subject = self.subject
        if subject is None:
            return

        def toggle(library: Library) -> bool:
            starred = not _row(library, subject).starred
            library.marks.star(subject.id, starred=starred)
            return starred

        starred = await self._write(subject, toggle)
        if starred is not None:
            self._say("Starred" if starred else "Star taken away")

    @work(group="marks")
    async def action_toggle_read(self) -> None:
        """See the registry of actions."""
        subject = self.subject
        if subject is None:
            return

        def toggle(library: Library) -> bool:
            read = not _row(library, subject).finished
            library.marks.set_read(subject.id, read=read)
            return read

        if self._pane is not None and self._pane.shown == subject.key:
            self._pane.save_position()
        read = await self._write(subject, toggle)
        if read is not None:
            if self._pane is not None and self._pane.shown == subject.key:
                self._pane.forget_reading()
            self._say("Marked as read" if read else "Marked as unread")

    def action_note(self) -> None:
        """See the registry of actions."""
        subject = self.subject
        if subject is not None:
            keys_wait_for(self, self._write_note(subject))

    @work(group="marks")
    async def _write_note(self, subject: _Subject) -> None:
        row = self._list.row(subject.key)
        headline = row.headline if row is not None else ""
        screens = await asyncio.to_thread(importlib.import_module, "seedreader.ui.screens.note")
        before = await self._store.run(lambda library: library.marks.note(subject.id))
        text = await self.app.push_screen_wait(screens.NoteScreen(headline, before))
        if text is None:
            return
        keys_wait_for(self, get_current_worker())

        def write(library: Library) -> str:
            library.marks.set_note(subject.id, text)
            return library.marks.note(subject.id)

        kept = await self._write(subject, write)
        if kept is not None:
            self._say("Note kept" if kept else "Note removed")

    def make_tag_prompt(self) -> Prompt:
        """Make the line in which tags are written."""
        from seedreader.ui.widgets.prompt import Prompt  # noqa: PLC0415 - imported after the list
        from seedreader.ui.widgets.tag_suggester import TagSuggester  # noqa: PLC0415

        suggester = TagSuggester(lambda: self._tags_in_use)
        return Prompt("Tags", "with commas between", id="tags", suggester=suggester)

    def action_tags(self) -> None:
        """See the registry of actions."""
        self._tagged = subject = self.subject
        if subject is None:
            return
        row = self._list.row(subject.key)
        tags = "".join(f"{tag}, " for tag in (row.tags if row is not None else ()))
        focused = self.focused or self._list
        for prompt in self._prompts("tags"):
            prompt.open(focused, safe(tags))
        self._load_tags()

    @work(exclusive=True, group="tags-in-use")
    async def _load_tags(self) -> None:
        self._tags_in_use = await self._store.run(lambda library: library.marks.all_tags())

    @work(group="marks")
    async def keep_tags(self, text: str) -> None:
        """Keep the tags that were written."""
        subject = self._tagged
        if subject is None:
            return
        tags = await self._write(
            subject, lambda library: library.marks.set_tags(subject.id, text.split(","))
        )
        if tags is not None:
            self._say(f"Tagged {tags_in_words(tags)}" if tags else "No tags")


def order_named(name: str | None) -> ArticleOrder:
    """Return the order that was remembered, or the usual one."""
    return ArticleOrder(name) if name in list(ArticleOrder) else ArticleOrder.PATH


def _in_words(order: ArticleOrder) -> str:
    of_marks = order in {ArticleOrder.UNREAD, ArticleOrder.STARRED}
    return order.value if of_marks else f"by {order.value}"


def _row(library: Library, subject: _Subject) -> ListRow:
    return library.rows([subject.key])[subject.key]
