"""What is typed at once means what it would have meant slowly."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing

import pytest
from tests.ui.conftest import PATIENCE, lines_of, settle, wait_for
from textual.message import Message
from textual.widgets import Input, OptionList, Static, TextArea

from seedreader.library import Library, Scope
from seedreader.library.ingestion import ingest
from seedreader.library.search.index import SearchIndex
from seedreader.ui import ordered_keys
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings


def type_at_once(app, *keys):
    """Have keys come all together, as a slow line delivers them."""
    for key in keys:
        app.simulate_key(key)


def keep_busy(store):
    """Let what is asked next of the thread that reads and writes the library take its time."""
    store.submit(lambda _: time.sleep(0.5))


@pytest.fixture
def start(folder, data):
    """Make an application that knows the articles, and has not been started."""
    with closing(Library(data)) as library:
        for _ in ingest(library, Scope.of([folder])):
            pass
        for _ in SearchIndex(library).update():
            pass
    return lambda: SeedreaderApp(Library(data), Scope.of([folder]), Settings(names=False), [])


def written(app):
    """Return what stands in the part of the screen that one types into, or None."""
    focused = app.focused
    if isinstance(focused, TextArea):
        return focused.text
    return focused.value if isinstance(focused, Input) else None


AHEAD = [
    (["j", "number_sign", *"tex"], "MainScreen", "tex"),
    (["slash", *"tex"], "MainScreen", "tex"),
    (["enter", "slash", *"tex"], "MainScreen", "tex"),
    (["a", *"tex"], "NoteScreen", "tex"),
    (["enter", "l", "i", *"tex"], "EditScreen", "He met the prime minister of Japan.tex"),
    (["enter", "l", "i", *"x", "enter", "i", *"y"], "EditScreen", "He met … Japan.xy"),
    (["ctrl+f", *"tex"], "SearchScreen", "tex"),
    (["at", "slash", *"tex"], "EntitiesScreen", "tex"),
    (["e", "enter", "home", *"tex"], "PathScreen", "tex…"),
    (["M", "slash", *"tex"], "ModelsScreen", "tex"),
]


@pytest.mark.parametrize(
    ("keys", "screen", "text", "is_settled"),
    [(*case, is_settled) for case in AHEAD for is_settled in (False, True)],
)
async def test_letters_go_into_what_the_key_before_them_opens(
    start, keys, screen, text, is_settled
):
    app = start()
    before, _, after = text.partition("…")
    async with app.run_test() as pilot:
        if is_settled:
            await settle(pilot)
        type_at_once(app, *keys)

        def is_there():
            found = written(app)
            is_right = found is not None and found.startswith(before) and found.endswith(after)
            return is_right and type(app.screen).__name__ == screen

        await wait_for(pilot, is_there)
        if "…" not in text:
            assert written(app) == text


async def test_marks_are_set_on_the_article_that_was_current_when_the_key_was_pressed(start):
    app = start()
    async with app.run_test() as pilot:
        type_at_once(app, "asterisk", "down", "u", "number_sign", *"bu", "enter", "a", *"ju")
        listed = app.screen._list
        await wait_for(pilot, lambda: written(app) == "ju")
        first, second = (listed.row(key) for key in listed.keys)
        assert (first.starred, first.finished, first.tags) == (True, False, ())
        assert (second.starred, second.finished, second.tags) == (False, True, ("bu",))


async def test_tags_are_added_to_those_that_were_just_written(start):
    app = start()
    async with app.run_test() as pilot:
        await settle(pilot)
        keep_busy(app.screen._store)
        type_at_once(app, "number_sign", *"bu", "enter", "number_sign", *"ju", "enter")
        await settle(pilot)
        assert app.screen._list.row(1).tags == ("bu", "ju")


async def test_a_search_is_shown_as_the_list_and_its_article_opened(start):
    app = start()
    async with app.run_test() as pilot:
        await settle(pilot)
        keep_busy(app.screen._store)
        type_at_once(app, "ctrl+f", *"incontrato", "ctrl+l", "enter", "l")
        view = app.screen._pane.view
        await settle(pilot)
        assert view.has_focus
        assert (view.document.article.language, view.sentence) == ("it", 1)


async def test_the_list_that_a_key_opens_is_walked(start):
    app = start()
    async with app.run_test() as pilot:
        type_at_once(app, "e", "j", "j")
        await wait_for(pilot, lambda: isinstance(app.focused, OptionList))
        await wait_for(pilot, lambda: app.focused.highlighted == 2)


async def test_enter_after_a_filter_opens_what_it_has_found(start):
    app = start()
    async with app.run_test() as pilot:
        type_at_once(app, "slash", *"giappone lang:it", "enter", "enter", "l")
        type_at_once(app, "escape", "escape")
        await settle(pilot)
        type_at_once(app, "slash", *"visita", "enter", "enter", "l")
        view = app.screen._pane.view
        await wait_for(pilot, lambda: view.has_focus and view.sentence == 1)
        assert view.document.article.language == "it"


@pytest.mark.parametrize("is_settled", [False, True])
async def test_a_search_is_opened_and_walked(start, is_settled):
    app = start()
    async with app.run_test() as pilot:
        if is_settled:
            await settle(pilot)
        main = app.screen
        type_at_once(app, "ctrl+f", *"incontrato", "enter", "l")
        await wait_for(pilot, lambda: main._pane is not None and main._pane.view.has_focus)
        view = main._pane.view
        await wait_for(pilot, lambda: view.sentence == 2)
        assert view.document.article.language == "it"


async def test_what_an_article_that_is_gone_was_opened_for_does_not_keep_keys(start):
    app = start()
    async with app.run_test() as pilot:
        await settle(pilot)
        screen = app.screen
        screen._pane.open(10**6)
        screen._wait_for_article()
        type_at_once(app, "slash", "x")
        async with asyncio.timeout(PATIENCE / 10):
            while written(app) != "x":
                await pilot.pause(0.02)


class Busy(Static):
    """Deals with one message until it is told that it is over."""

    class Work(Message):
        """What it deals with."""

    def __init__(self) -> None:
        super().__init__()
        self.over = asyncio.Event()
        self.post_message(self.Work())

    async def on_busy_work(self) -> None:
        await self.over.wait()


async def test_a_widget_that_never_comes_to_rest_does_not_keep_keys(start, monkeypatch):
    monkeypatch.setattr(ordered_keys, "_LONGEST", 0.2)
    app = start()
    async with app.run_test() as pilot:
        await settle(pilot)
        await app.screen.mount(busy := Busy())
        type_at_once(app, "slash", "x")
        try:
            async with asyncio.timeout(PATIENCE / 10):
                while written(app) != "x":  # noqa: ASYNC110 - the pilot waits for rest, too
                    await asyncio.sleep(0)
        finally:
            busy.over.set()


async def test_a_hidden_list_does_not_take_the_keys(start):
    app = start()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        type_at_once(app, "enter", "z")
        await settle(pilot)
    app = start()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Articles" not in lines_of(pilot)[0]
        assert app.screen._pane.view.has_focus


async def test_leaving_with_keys_still_to_come_does_no_harm(start):
    app = start()
    async with app.run_test() as pilot:
        await settle(pilot)
        type_at_once(app, "q", *"jjjj", "a")
        await wait_for(pilot, lambda: not app.is_running)
    assert app.return_code == 0
