"""The part of the main screen that deals with searches: the index, and what comes of a search."""

from __future__ import annotations

import asyncio
import contextlib
import time
from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.widget import Widget

from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.entity_screen import EntityScreen
from seedreader.ui.text import safe
from seedreader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedreader.library.entity_events import EntityEvent
    from seedreader.library.search.search import ArticleHit
    from seedreader.library.search_answers import IndexState
    from seedreader.ui.index_task import IndexTask
    from seedreader.ui.reading.document import Document
    from seedreader.ui.reading.find import Hit
    from seedreader.ui.screens.search import OpenHit, Outcome, SearchScreen
    from seedreader.ui.search_thread import SearchThread
    from seedreader.ui.widgets.article_pane import ArticlePane
    from seedreader.ui.widgets.saved_list import SavedList, SavedRow

INDEX_AFTER: Final = 1.0
"""Seconds after the files are read: what is on the screen comes first."""
_LOOK_EVERY: Final = 0.5
"""Seconds between two looks at what can be found while articles are indexed."""
_TOLD_FROM: Final = 100
"""Articles from which indexing is worth a word."""
_NAME: Final = "search"
"""By which the application keeps the screen of searching."""


class SearchingScreen(EntityScreen):
    """What `MainScreen` is made from; it gives the attributes that are declared here."""

    _column: Widget

    def __init__(self) -> None:
        """Know of no search yet."""
        super().__init__()
        self._searcher: SearchThread | None = None
        self._search_screen: SearchScreen | None = None
        self._index_task: IndexTask | None = None
        self._index_progress = ""
        self._is_indexing = False
        self._arrival: OpenHit | None = None  # what an article is being opened for
        self._came_for: int | None = None  # the article that was opened from a search
        self._saved_list: SavedList | None = None
        self._saved_rows: list[SavedRow] = []
        self._saved_name = ""
        self._saved_query = ""
        self._saved_articles: frozenset[int] = frozenset()

    # What `MainScreen` does

    @abstractmethod
    def _close_prompt(self, name: str) -> None:
        """Close a line in which the user writes."""

    @abstractmethod
    def action_help(self) -> None:
        """Show all keys."""

    # What `MainScreen` asks

    @property
    def index_progress(self) -> str:
        """What goes on, in words."""
        return self._index_progress

    @property
    def search_remark(self) -> str:
        """What the list is narrowed to."""
        return f"search “{self._saved_name}”" if self._saved_query else ""

    def narrowed(self, keys: list[int]) -> list[int]:
        """Return those of some articles that a search has found, if it is shown as the list."""
        keys = super().narrowed(keys)
        if not self._saved_query:
            return keys
        return [key for key in keys if key in self._saved_articles]

    async def close_search(self) -> None:
        """End what goes on in the background."""
        if self._index_task is not None:
            await self._index_task.close()
        if self._searcher is not None:
            self._searcher.close()

    # The index

    def _search_thread(self) -> SearchThread:
        if self._searcher is None:
            from seedreader.places import config_file  # noqa: PLC0415
            from seedreader.ui.search_thread import SearchThread  # noqa: PLC0415 - slow to import

            self._searcher = SearchThread(self._folder, config_file().parent)
        return self._searcher

    @work(exclusive=True, group="index")
    async def update_index(self, *, delay: float = 0.0) -> None:
        """Index in another process what is new or changed, and search again for what was asked."""
        from seedreader.library.search_answers import index_state  # noqa: PLC0415
        from seedreader.ui.index_task import IndexTask  # noqa: PLC0415

        await asyncio.sleep(delay)
        if self._index_task is None:
            self._index_task = IndexTask(self._folder)
        state = await self._search_thread().run(index_state)
        self._is_indexing = True
        done, looked_at, is_new = 0, time.monotonic(), False
        try:
            self._tell_of_index(state, done)
            async with contextlib.aclosing(self._index_task.events()) as stream:
                async for count in stream:
                    done += count
                    is_new = True
                    if time.monotonic() - looked_at > _LOOK_EVERY:
                        self._tell_of_index(state, done)
                        self._search_again()
                        looked_at, is_new = time.monotonic(), False
        finally:
            self._is_indexing = False
            self._tell_of_index(state, state.waiting)
        if is_new:
            self._search_again()
        if self._saved_query and done:
            await self._find_saved()
        self.load_saved()

    def _tell_of_index(self, state: IndexState, done: int) -> None:
        is_told = self._is_indexing and done < state.waiting and state.waiting >= _TOLD_FROM
        self._index_progress = (
            f"indexing {done:,} of {state.waiting:,} · {self.key_of('stop')} stops"
            if is_told
            else ""
        )
        self._show_status()
        if self._search_screen is not None:
            self._search_screen.set_progress(self._index_progress)

    def _search_again(self) -> None:
        if self._search_screen is not None:
            self._search_screen.look_again()

    def stop_indexing(self) -> bool:
        """Stop, also what has yet to begin, and return whether there was anything to stop."""
        return any(not worker.is_finished for worker in self.workers.cancel_group(self, "index"))

    def _tell_of_entities(self, event: EntityEvent) -> None:
        """Index the names that were found."""
        from seedreader.library.entity_events import EntitiesFinished  # noqa: PLC0415

        super()._tell_of_entities(event)
        if isinstance(event, EntitiesFinished) and event.articles:
            self.update_index()

    # Searching

    async def action_search(self) -> None:
        """See the registry of actions."""
        await self._open_search()

    async def _open_search(self, query: str | None = None) -> None:
        from seedreader.ui.screens.search import SearchScreen  # noqa: PLC0415 - imported before

        screen = self._search_screen
        if screen is None:
            screen = self._search_screen = SearchScreen(
                self._search_thread(),
                scope=self._scope,
                target=lambda: self.target_language,
                help_=self.action_help,
            )
            self.app.install_screen(screen, _NAME)
        if screen.is_current:
            return
        self._came_for = None
        await self.app.push_screen(screen, self._searched)
        screen.begin(query)
        self._index_what_waits()

    @work(group="index-wanted")
    async def _index_what_waits(self) -> None:
        from seedreader.library.search_answers import index_state  # noqa: PLC0415

        state = await self._search_thread().run(index_state)
        if state.waiting and not self._is_indexing:
            self.update_index()

    def _searched(self, outcome: Outcome) -> None:
        """Do what the user wants with what was found."""
        self.load_saved()
        from seedreader.ui.screens.search import OpenHit, ShowAsList  # noqa: PLC0415

        match outcome:
            case OpenHit():
                self._open_hit(outcome)
            case ShowAsList(name, query):
                self._show_as_list(name, query)

    def _open_hit(self, wanted: OpenHit) -> None:
        if self._pane is None:
            return
        self._close_prompt("find")
        self._arrival = wanted
        self._list.select_key(wanted.key)
        self._pane.open(wanted.key)
        if self._pane.shown == wanted.key:
            self._arrive(wanted.key)
        self._give_attention(reading=True)
        self._came_for = wanted.key

    def on_article_pane_shown(self, message: ArticlePane.Shown) -> None:
        """Go to the place for which the article was opened."""
        if message.key != self._came_for:
            self._came_for = None
        self._arrive(message.key)

    def _arrive(self, key: int) -> None:
        wanted, view = self._arrival, self._view
        if wanted is None or wanted.key != key or view is None or view.document is None:
            return
        self._arrival = None
        document = view.document
        if wanted.offset is not None:
            view.go_to_sentence(document.sentence_at(wanted.offset))
        found = _lit(document, wanted.hits)
        if found:
            view.set_hits(found)
            self._say(
                f"{self.key_of('next_hit')} next hit · {self.key_of('to_list')} to the search"
            )

    def go_back_to_search(self) -> bool:
        """Show the search again from which the article was opened, if it was; tell whether."""
        if self._came_for is None or self._came_for != self._shown_article:
            return False
        keys_wait_for(self, self._reopen())
        return True

    @work(exclusive=True, group="search-reopened")
    async def _reopen(self, query: str | None = None) -> None:
        await self._open_search(query)

    # Saved searches

    def action_saved_searches(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._choose_saved())

    @work(exclusive=True, group="saved-searches")
    async def _choose_saved(self) -> None:
        from seedreader.ui.screens.saved_searches import SavedSearchesScreen  # noqa: PLC0415

        screen = SavedSearchesScreen(self._search_thread(), self._scope)
        choice = await self.app.push_screen_wait(screen)
        self.load_saved()
        if choice is None:
            return
        if choice.what == "search":
            keys_wait_for(self, self._reopen(choice.search.query))
        else:
            self._show_as_list(choice.search.name, choice.search.query)

    def _show_as_list(self, name: str, query: str) -> None:
        self._saved_name, self._saved_query = safe(name), query
        keys_wait_for(self, self._renew_saved())

    @work(exclusive=True, group="saved-rows")
    async def load_saved(self) -> None:
        """Show the searches that were kept below the list, with the number of new articles."""
        from seedreader.library.saved_searches import saved_searches  # noqa: PLC0415
        from seedreader.ui.widgets.saved_list import SavedList, SavedRow  # noqa: PLC0415

        scope, thread = self._scope, self._search_thread()
        found = await thread.run(saved_searches)
        known = {row.search: row for row in self._saved_rows}
        self._saved_rows = [known.get(search, SavedRow(search)) for search in found]
        if not found and self._saved_list is None:
            return
        if self._saved_list is None:
            self._saved_list = SavedList(self.key_of("saved_searches"))
            await self._column.mount(self._saved_list)
        self._show_saved()
        rows = []
        for search in found:
            new, is_counted = await thread.counted(f"is:unread {search.query}", scope)
            rows.append(SavedRow(search, f"{new:,}{'' if is_counted else '+'}" if new else ""))
        self._saved_rows = rows
        self._show_saved()

    def _show_saved(self) -> None:
        if self._saved_list is not None:
            self._saved_list.show(self._saved_rows, self._saved_name)

    def on_saved_list_chosen(self, message: SavedList.Chosen) -> None:
        """Show a search's articles as the list."""
        self._show_as_list(message.search.name, message.search.query)

    @work(exclusive=True, group="saved-list")
    async def _renew_saved(self) -> None:
        await self._find_saved()
        self._give_attention(reading=False)

    async def _find_saved(self) -> None:
        query = self._saved_query
        found = await self._search_thread().matching(query, self._scope)
        if self._saved_query == query:
            self._saved_articles = found
            self._show_saved()
            await self._refresh_keys()

    @on(ArticleList.FilterCleared)
    def _clear_saved(self) -> None:
        if self._saved_query:
            self._saved_name = self._saved_query = ""
            self._saved_articles = frozenset()
            self._show_saved()
            self._list_anew()


def _lit(document: Document, hits: Sequence[ArticleHit]) -> tuple[Hit, ...]:
    """Return where hits are in a document; those in translations not shown are left out."""
    from seedreader.ui.reading.find import Hit  # noqa: PLC0415 - imported with the article pane
    from seedreader.ui.reading.layout import Side  # noqa: PLC0415

    found = []
    for hit in hits:
        number = document.sentence_at(hit.span.start)
        if hit.translated is None:
            found.append(Hit(number, Side.SOURCE, hit.span.start, hit.span.end))
            continue
        translation = document.translation(number)
        if translation is not None and hit.translated.of(translation.text) == hit.text:
            found.append(Hit(number, Side.TARGET, hit.translated.start, hit.translated.end))
    found.sort(key=lambda hit: (hit.sentence, hit.side is Side.TARGET, hit.span_start))
    return tuple(found)
