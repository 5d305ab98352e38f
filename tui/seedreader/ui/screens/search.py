"""Searching the library as one types; the screen is kept, so that one can come back to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label

from seedreader.library import Library, Scope
from seedreader.library.saved_searches import (
    NameProblem,
    SavedSearch,
    save_search,
    saved_searches,
)
from seedreader.library.search.query import QueryProblem
from seedreader.library.search.search import ArticleHit
from seedreader.library.search_answers import SearchAnswer, SearchRequest, hits
from seedreader.library.search_chips import Chip, chips_of_query, query_of, split_query, without
from seedreader.library.search_facets import FACETS
from seedreader.ui.actions import BY_NAME, Place, bindings, bindings_of
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.choice import Choice, ChoiceScreen
from seedreader.ui.search_thread import SearchThread
from seedreader.ui.text import safe
from seedreader.ui.widgets.chip_line import ChipLine, Shown
from seedreader.ui.widgets.lines import BottomLines, Hint, Rule, live_hints
from seedreader.ui.widgets.prompt import Prompt
from seedreader.ui.widgets.result_list import Line, ResultList
from seedreader.ui.wording import plural

_HISTORY: Final = "searches"
"""The setting that holds the last searches, as JSON."""
_REMEMBERED: Final = 30
_SHOWN_LAST: Final = 5
_SYNTAX: Final = (
    Line('All words must match: "a phrase"  -without  one OR other  begin*'),
    Line("Fields: title: source: entity: note: lang:uk tag:name is:unread"),
    Line("date:2023 date:2023-05..2023-06; ctrl+n offers what there is"),
)


@dataclass(frozen=True, slots=True)
class OpenHit:
    """The user wants to read an article.

    Attributes:
        key: the article's key in the library.
        offset: code points into its text, where to begin; None for where the reader stopped.
        hits: what is to be lit in it.
    """

    key: int
    offset: int | None
    hits: Sequence[ArticleHit]


@dataclass(frozen=True, slots=True)
class ShowAsList:
    """The user wants the articles found as the list of articles.

    Attributes:
        name: what the list is called.
        query: the search.
    """

    name: str
    query: str


Outcome = OpenHit | ShowAsList | None


class SearchInput(Input):
    """The words that are looked for."""

    class WidenRequested(Message):
        """There is nothing left to delete before the cursor."""

    def action_delete_left(self) -> None:
        """Delete a character, or tell that there is none."""
        if self.cursor_position == 0 and self.selection.is_empty:
            self.post_message(self.WidenRequested())
        else:
            super().action_delete_left()


class SearchScreen(Screen[Outcome]):
    """Tells what the user wants to read; see `Outcome`."""

    DEFAULT_CSS = """
    SearchScreen {
        background: $background;
        & > #words {
            height: 1;
            background: $panel;
            & > #label { color: $accent; text-style: bold; padding: 0 1; }
            & > #label:light { color: $text-primary; }
            & > Input { width: 1fr; background: $panel; }
        }
        & > Rule { height: 1; color: $panel-lighten-1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.SEARCH),
        *bindings_of("help", "command_palette"),
    ]
    AUTO_FOCUS = "#search"

    def __init__(
        self,
        thread: SearchThread,
        *,
        scope: Scope,
        target: Callable[[], str],
        help_: Callable[[], None],
    ) -> None:
        """Make the screen.

        Args:
            thread: answers.
            scope: what was opened.
            target: gives the primary subtag of the language that is translated into.
            help_: shows all keys.
        """
        super().__init__()
        self._thread = thread
        self._opened = scope
        self._everywhere = False
        self._is_exact = False
        self._target = target
        self._help = help_
        self._chips: tuple[Chip, ...] = ()
        self._answer: SearchAnswer | None = None
        self._asked: SearchRequest | None = None
        self._opens = False  # the user has pressed enter before there was an answer
        self._last: list[str] = []
        self._recalled: int | None = None
        self._saved: list[SavedSearch] = []
        self._progress = ""
        self._input = SearchInput(
            placeholder="words of articles or translations",
            compact=True,
            select_on_focus=False,
            id="search",
        )
        self._chip_line = ChipLine()
        self._results = ResultList(id="results")
        self._save_as = Prompt("Save as", "a name for this search", id="save-as")
        self._bottom = BottomLines()

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="words"):
            yield Label("Search", id="label", markup=False)
            yield self._input
        yield self._chip_line
        yield Rule()
        yield self._results
        yield self._save_as
        yield self._bottom

    def on_mount(self) -> None:
        """Show what there is without a query."""
        self._show_chips()
        self._load_lists()
        self.call_after_refresh(self._show_hints)

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        """Search again: the library may have changed."""
        if self.is_mounted:
            self._load_lists()
            self._search()

    @property
    def _scope(self) -> Scope | None:
        return None if self._everywhere else self._opened

    @property
    def query_text(self) -> str:
        """The whole query: chips and words."""
        return query_of(self._chips, self._input.value)

    @property
    def answer(self) -> SearchAnswer | None:
        """What is on the screen."""
        return self._answer

    def set_progress(self, text: str) -> None:
        """Say what goes on in the background."""
        self._progress = text
        self._show_status()

    def begin(self, query: str | None = None) -> None:
        """Let the user type, after the words that are there.

        Args:
            query: what to search for; None for what is there.
        """
        if query is not None:
            self.run_query(query)
        self.set_focus(self._input)

    def run_query(self, query: str) -> None:
        """Search for something else."""
        self._chips, words = chips_of_query(query)
        entry = self._input
        with entry.prevent(Input.Changed):
            entry.value = words
            entry.cursor_position = len(words)
        self._show_chips()
        self._search()

    def look_again(self) -> None:
        """Search for the same: more may be found now."""
        if self.is_current and self._asked is not None:
            self._search()

    # Searching

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        chips, words = split_query(event.value)
        if chips:
            entry = self._input
            at = max(0, entry.cursor_position - (len(event.value) - len(words)))
            with entry.prevent(Input.Changed):
                entry.value = words
                entry.cursor_position = at
            self._chips = tuple(dict.fromkeys([*self._chips, *chips]))
            self._show_chips()
        self._search()

    def _search(self) -> None:
        text = self.query_text
        if not text.strip():
            self._thread.break_off()
            self._answer = self._asked = None
            self._opens = False
            self._show_nothing_typed()
            return
        request = SearchRequest(text, self._scope, self._target(), self._is_exact)
        self._asked = request
        self._ask(request)

    @work(group="search")
    async def _ask(self, request: SearchRequest) -> None:
        answer = await self._thread.search(request)
        if answer is None or self._asked != request:
            return  # what is on the screen stays until there is something newer
        former, self._answer = self._answer, answer
        self._show(answer, is_same=former is not None and former.request == request)
        if self._opens:
            self._opens = False
            self._choose()

    def _show(self, answer: SearchAnswer, *, is_same: bool) -> None:
        if answer.keys:
            self._results.show_answer(answer, keeps_place=is_same)
        else:
            self._results.show_lines(self._nothing_found(answer))
        self._show_count()
        self._show_status()

    def _show_count(self) -> None:
        answer = self._answer
        text = ""
        if answer is not None and not answer.problem:
            shown, matches = len(answer.keys), answer.matches
            text = plural(matches, "article")
            if not answer.is_counted:
                text = f"more than {matches - 1:,} articles"
            if shown < matches:
                text = f"best {shown:,} of {text}"
        self._chip_line.remark = text

    @on(ResultList.Needed)
    def _needed(self, message: ResultList.Needed) -> None:
        if self._answer is not None:
            self._read_more(self._answer, message.keys)

    @work(group="more")
    async def _read_more(self, answer: SearchAnswer, keys: list[int]) -> None:
        found = await self._thread.more(answer, keys)
        if found is not None and self._answer is answer:
            rows, snippets = found
            answer.rows.update(rows)
            answer.snippets.update(snippets)
            self._results.add(rows, snippets)
            self._show_status()

    # What stands there without articles

    @work(exclusive=True, group="lists")
    async def _load_lists(self) -> None:
        def load(library: Library) -> tuple[list[SavedSearch], list[str]]:
            return saved_searches(library), _decoded(library.setting(_HISTORY))

        self._saved, self._last = await self._thread.run(load)
        if self._answer is None and not self.query_text:
            self._show_nothing_typed()

    def _show_nothing_typed(self) -> None:
        lines = list(_SYNTAX)
        if self._saved:
            lines += [Line(""), Line("Saved searches")]
            lines += [Line(f"  {one.name}", f"query:{one.query}", one.query) for one in self._saved]
        if self._last:
            lines += [Line(""), Line("Last searches (up recalls them)")]
            lines += [Line(f"  {query}", f"query:{query}") for query in self._last[:_SHOWN_LAST]]
        self._results.show_lines(lines)
        self._show_count()
        self._show_status()

    def _nothing_found(self, answer: SearchAnswer) -> list[Line]:
        """Say what was searched, and what would find something."""
        if answer.problem:
            return [Line(f"{answer.problem[:1].upper()}{answer.problem[1:]}."), Line(""), *_SYNTAX]
        advice = answer.advice
        how = ", as it is typed" if answer.request.is_exact else ""
        lines = [Line(f"Nothing in {self._where} matches {answer.request.text.strip()}{how}.")]
        state = answer.index
        if state.waiting:
            done = state.articles - state.waiting
            lines.append(
                Line(
                    f"{done:,} of {state.articles:,} articles are indexed; "
                    "what is found in the others appears here."
                )
            )
        lines.append(Line(""))
        if advice.everywhere:
            found = plural(advice.everywhere, "article")
            lines.append(Line("  In the whole library", "scope", found))
        if advice.not_exact:
            found = plural(advice.not_exact, "article")
            lines.append(Line("  In other forms and spellings", "exact", found))
        if self._chips and self._input.value.strip():
            lines.append(Line("  Without the filters", f"query:{self._input.value.strip()}"))
        for word, matches in advice.alone:
            if matches:
                found = plural(matches, "article")
                lines.append(Line(f"  {word} alone", f"words:{word}", found))
        lines += [Line(f"  {word}", f"words:{word}", "a like word") for word in advice.alike]
        if len(lines) > 1 and not lines[-1].text:
            lines.append(Line("Try fewer or other words, or a part of one with * at its end."))
        return lines

    @on(ResultList.LineChosen)
    def _line_chosen(self, message: ResultList.LineChosen) -> None:
        what, _, value = message.value.partition(":")
        if what == "scope":
            self.action_search_scope()
        elif what == "exact":
            self.action_search_exact()
        elif what == "words":
            self.run_query(query_of(self._chips, value))
        else:
            self.run_query(value)
        self.set_focus(self._input)

    # Chips

    @property
    def _where(self) -> str:
        if self._everywhere:
            return "the whole library"
        given = [given for _, given in self._opened.roots]
        return given[0] if len(given) == 1 else "the articles that were opened"

    def _show_chips(self) -> None:
        where = "whole library" if self._everywhere else f"in {self._where}"
        shown = [Shown("scope", where, can_go=False)]
        shown += [Shown(str(chip), _label(chip)) for chip in self._chips]
        if self._is_exact:
            shown.append(Shown("exact", "exact"))
        self._chip_line.show(shown)

    @on(ChipLine.Clicked)
    def _chip_clicked(self, message: ChipLine.Clicked) -> None:
        if message.name == "scope":
            self.action_search_scope()
        elif message.name == "exact":
            self.action_search_exact()
        else:
            for chip in self._chips:
                if str(chip) == message.name:
                    self._set_chips(without(self._chips, chip))

    def _set_chips(self, chips: Iterable[Chip]) -> None:
        self._chips = tuple(dict.fromkeys(chips))
        self._show_chips()
        self._search()

    @on(SearchInput.WidenRequested)
    def _widen(self) -> None:
        self.action_search_widen()

    # The lines at the bottom

    def _show_status(self) -> None:
        bottom = self._bottom
        state = self._answer.index if self._answer is not None else None
        waiting = ""
        if state is not None and state.waiting:
            done = state.articles - state.waiting
            waiting = f"{done:,} of {state.articles:,} articles indexed"
        bottom.right = self._progress or waiting
        row = self._results.row
        bottom.left = safe(self._opened.shown(row.path)) if row is not None else ""

    def _show_hints(self) -> None:
        hints = live_hints(self)
        # While one types, the key belongs to the input, which passes it on.
        opens = Hint("enter", BY_NAME["search_open"].title)
        self._bottom.hints = (opens, *hints) if self._input.has_focus else hints

    def _say(self, text: str) -> None:
        self._bottom.left = safe(text)

    def on_descendant_focus(self) -> None:
        """Keep the hints in step with the focus."""
        self.call_after_refresh(self._show_hints)

    # Last searches

    def _remember(self) -> None:
        """Remember the search, unless there is none."""
        query = self.query_text.strip()
        if not query:
            return
        self._last = [query, *(other for other in self._last if other != query)][:_REMEMBERED]
        last = json.dumps(self._last, ensure_ascii=False)
        self._write_last(last)

    @work(group="remember")
    async def _write_last(self, last: str) -> None:
        await self._thread.run(lambda library: library.set_setting(_HISTORY, last))

    def _recall(self, step: int) -> bool:
        """Show an earlier or a later search; return whether keys mean this now."""
        at = self._recalled
        if at is not None and self.query_text.strip() != self._last[at]:
            at = self._recalled = None
        if at is None and (self.query_text or step < 0):
            return False
        at = -1 if at is None else at
        at += step
        if at >= len(self._last):
            return True
        if at < 0:
            self._recalled = None
            self.run_query("")
        else:
            self._recalled = at
            self.run_query(self._last[at])
        return True

    # Actions: what each does is said in `actions`

    def action_search_down(self) -> None:
        if not (self._input.has_focus and self._recall(-1)):
            self._move(self._results.move, 1)

    def action_search_up(self) -> None:
        if not (self._input.has_focus and self._recall(1)):
            self._move(self._results.move, -1)

    def action_search_next_article(self) -> None:
        self._move(self._results.move_article, 1)

    def action_search_previous_article(self) -> None:
        self._move(self._results.move_article, -1)

    def action_search_page_down(self) -> None:
        self._move(self._results.move_page, 1)

    def action_search_page_up(self) -> None:
        self._move(self._results.move_page, -1)

    def action_search_first(self) -> None:
        self._results.move_to_end(last=False)
        self._show_status()

    def action_search_last(self) -> None:
        self._results.move_to_end(last=True)
        self._show_status()

    def _move(self, move: Callable[[int], None], step: int) -> None:
        move(step)
        self._show_status()

    def action_search_switch(self) -> None:
        self.set_focus(self._results if self._input.has_focus else self._input)
        if self._results.has_focus:
            keys_wait_for(self, lambda: not self._is_asking)

    def action_search_type(self) -> None:
        self.set_focus(self._input)
        self._input.action_end()

    @on(Input.Submitted, "#search")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_search_open()

    @property
    def _is_asking(self) -> bool:
        answer = self._answer
        return self._asked is not None and (answer is None or answer.request != self._asked)

    def action_search_open(self) -> None:
        if self._is_asking:
            self._opens = True  # once what was typed is found
            keys_wait_for(self, lambda: not self._opens)
        else:
            self._choose()

    def _choose(self) -> None:
        if self._results.current_key is not None:
            self._chosen()
        else:
            self._results.choose()

    @on(ResultList.Chosen)
    def _chosen(self) -> None:
        answer, key = self._answer, self._results.current_key
        if answer is None or key is None:
            return
        snippet = self._results.current_snippet
        known = answer.snippets.get(key)
        if snippet is None and known is not None and known.has_hits and not known.headline:
            snippet = known.snippets[0]
        offset = snippet.start if snippet is not None else None
        keys_wait_for(self, self._open(answer, key, offset))

    @work(exclusive=True, group="open")
    async def _open(self, answer: SearchAnswer, key: int, offset: int | None) -> None:
        self._remember()
        found = await self._thread.run(lambda library: hits(library, answer, key))
        if offset is None and found:
            offset = found[0].span.start
        if self.is_current:
            self.dismiss(OpenHit(key, offset, found))

    def action_search_narrow(self) -> None:
        keys_wait_for(self, self._narrow())

    @work(exclusive=True, group="narrow")
    async def _narrow(self) -> None:
        scope = self._scope

        def count(library: Library) -> dict[str, list[tuple[Chip, int]]]:
            counted = {name: facet(library, scope) for name, facet in FACETS.items()}
            return {name: chips for name, chips in counted.items() if chips}

        facets = await self._thread.run(count)
        if not facets:
            self._say("There is nothing to narrow a search by")
            return
        choices = [
            Choice(name, name, ", ".join(chip.value for chip, _ in chips[:6]))
            for name, chips in facets.items()
        ]
        name = await self.app.push_screen_wait(ChoiceScreen("Narrow the search by", choices))
        if name is None:
            return
        values = [
            Choice(chip, f"{chip.value} · {number:,}", is_chosen=chip in self._chips)
            for chip, number in facets[name]
        ]
        chip = await self.app.push_screen_wait(ChoiceScreen(name, values))
        if chip is None:
            return
        if chip in self._chips:
            self._set_chips(without(self._chips, chip))
        else:
            self._set_chips([*self._chips, chip])

    def action_search_widen(self) -> None:
        if self._chips:
            self._set_chips(self._chips[:-1])
        elif self._is_exact:
            self.action_search_exact()

    def action_search_scope(self) -> None:
        self._everywhere = not self._everywhere
        self._show_chips()
        self._search()

    def action_search_exact(self) -> None:
        self._is_exact = not self._is_exact
        self._show_chips()
        self._search()

    def action_search_save(self) -> None:
        if not self.query_text:
            self._say("There is no search to save yet")
            return
        self._save_as.open(self.focused or self._input)

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Keep the search by the name that was typed."""
        name = message.text
        message.prompt.close()
        if name.strip():
            self._save(name, self.query_text)

    def on_prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        """Keep nothing."""
        message.prompt.close()

    @work(exclusive=True, group="save")
    async def _save(self, name: str, query: str) -> None:
        try:
            saved = await self._thread.run(lambda library: save_search(library, name, query))
        except (NameProblem, QueryProblem) as error:
            self._say(f"Not saved: {error}")
            return
        self._say(f"Saved as “{saved.name}”")
        self._load_lists()

    def action_search_as_list(self) -> None:
        query, answer = self.query_text, self._answer
        is_empty = answer is not None and answer.request == self._asked and not answer.keys
        if query.strip() and not is_empty:
            self._remember()
            self.dismiss(ShowAsList(query, query))

    def action_search_close(self) -> None:
        self._remember()
        self._thread.break_off()
        self._opens = False
        self.dismiss(None)

    def action_help(self) -> None:
        self._help()

    def action_command_palette(self) -> None:
        self.app.action_command_palette()


def _label(chip: Chip) -> str:
    return f"{'not ' if chip.is_excluded else ''}{chip.field}: {chip.value}"


def _decoded(last: str | None) -> list[str]:
    """Return the last searches as they were remembered."""
    try:
        found = json.loads(last or "[]")
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    return [query for query in found if isinstance(query, str)][:_REMEMBERED]
