"""The searches that were kept: run, shown as the list, renamed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from seedreader.library import Scope
from seedreader.library.saved_searches import (
    NameProblem,
    SavedSearch,
    remove_search,
    rename_search,
    saved_searches,
)
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.dialog import ListDialog
from seedreader.ui.search_thread import SearchThread
from seedreader.ui.text import safe
from seedreader.ui.widgets.prompt import Prompt
from seedreader.ui.wording import plural


@dataclass(frozen=True, slots=True)
class SavedChoice:
    """What the user wants: a search as the list of articles, or in the screen of searching."""

    search: SavedSearch
    what: Literal["list", "search"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A search with the number of its articles, and of those that are unread.

    Each number comes with whether that is all of them; see `search_answers.counted`.
    """

    search: SavedSearch
    articles: tuple[int, bool] | None = None
    new: tuple[int, bool] = (0, True)


class SavedSearchesScreen(ListDialog[SavedChoice | None]):
    """Lists the searches; numbers come when they are known."""

    DEFAULT_CSS = """
    SavedSearchesScreen > Vertical > #heading { text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,s", "run", "Search"),
        Binding("r", "rename", "Rename"),
        Binding("d,delete", "remove", "Remove"),
        Binding("escape,q,S", "dismiss", "Close"),
    ]

    def __init__(self, thread: SearchThread, scope: Scope) -> None:
        """Make the screen.

        Args:
            thread: answers.
            scope: whose articles are counted.
        """
        super().__init__()
        self._thread = thread
        self._scope = scope
        self._rows: list[_Row] = []
        self._is_listed = False
        # At hand, because answers may come while the screen is being closed.
        self._options = OptionList(markup=False)
        self._hint = Static("", id="hint", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical():
            yield Static("Saved searches", id="heading", markup=False)
            yield self._options
            yield Prompt("Name", "another name for it", id="search-name")
            yield self._hint

    def on_mount(self) -> None:
        """List them."""
        self._options.focus()
        self._list_anew()

    def _list_anew(self, chosen: str | None = None) -> None:
        self._is_listed = False
        self._load(chosen)
        keys_wait_for(self, lambda: self._is_listed)

    @work(exclusive=True, group="saved")
    async def _load(self, chosen: str | None = None) -> None:
        found = await self._thread.run(saved_searches)
        self._show([_Row(search) for search in found], chosen)
        for number, search in enumerate(found):
            row = _Row(
                search,
                await self._thread.counted(search.query, self._scope),
                await self._thread.counted(f"is:unread {search.query}", self._scope),
            )
            self._rows[number] = row
            self._options.replace_option_prompt_at_index(number, _content(row))

    def _show(self, rows: Sequence[_Row], chosen: str | None) -> None:
        self._rows, self._is_listed = list(rows), True
        options = self._options
        options.clear_options()
        options.add_options([Option(_content(row)) for row in rows])
        if rows:
            names = [row.search.name for row in rows]
            options.highlighted = names.index(chosen) if chosen in names else 0
        self._say(
            "enter shows its articles as the list, / searches, r renames, d removes, escape closes"
            if rows
            else "None yet: search with ctrl+f, then ctrl+s keeps the search. escape closes"
        )

    def _say(self, text: str) -> None:
        self._hint.update(Content(safe(text)))

    @property
    def _current(self) -> SavedSearch | None:
        at = self._options.highlighted
        return self._rows[at].search if at is not None and at < len(self._rows) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show a search's articles."""
        self.dismiss(SavedChoice(self._rows[event.option_index].search, "list"))

    def action_run(self) -> None:
        """Leave for the screen of searching."""
        if self._current is not None:
            self.dismiss(SavedChoice(self._current, "search"))

    @work(exclusive=True, group="remove")
    async def action_remove(self) -> None:
        """Forget a search, after asking."""
        search = self._current
        if search is None:
            return
        question = ConfirmScreen(
            f"Remove the saved search “{search.name}”?", [search.query], yes="remove it"
        )
        if await self.app.push_screen_wait(question):
            keys_wait_for(self, get_current_worker())
            await self._thread.run(lambda library: remove_search(library, search.name))
            self._list_anew()

    def action_rename(self) -> None:
        """Let the user type another name."""
        if self._current is not None:
            self.query_one("#search-name", Prompt).open(self._options)

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Give the search the name that was typed."""
        name, search = message.text, self._current
        message.prompt.close()
        if name.strip() and search is not None:
            keys_wait_for(self, self._rename(search.name, name))

    def on_prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        """Leave the name as it is."""
        message.prompt.close()

    @work(exclusive=True, group="rename")
    async def _rename(self, name: str, other: str) -> None:
        try:
            kept = await self._thread.run(lambda library: rename_search(library, name, other))
        except NameProblem as error:
            self._say(f"Not renamed: {error}")
            return
        self._list_anew(kept)


def _content(row: _Row) -> Content:
    numbers = ""
    if row.articles is not None:
        new = f", {_number(row.new)} new" if row.new[0] else ""
        number, noun = _number(row.articles), plural(row.articles[0], "article").split()[-1]
        numbers = f"  {number} {noun}{new}"
    return Content("").join(
        [
            Content.styled(safe(row.search.name), "bold"),
            Content(numbers),
            Content.styled(f"\n{safe(row.search.query)}", "$text-muted"),
        ]
    )


def _number(counted: tuple[int, bool]) -> str:
    number, is_all = counted
    return f"{number:,}{'' if is_all else '+'}"
