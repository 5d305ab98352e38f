"""Searching in the reader: as one types, in both languages, and back again."""

from __future__ import annotations

import contextlib

import pytest
from tests.ui.conftest import lines_of, wait_for
from textual.worker import WorkerCancelled

from seedreader.library import Library, Scope
from seedreader.library.ingestion import ingest
from seedreader.library.search.index import SearchIndex
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.saved_searches import SavedSearchesScreen
from seedreader.ui.screens.search import SearchScreen


@pytest.fixture
def start(run_reader, folder, data):
    """Run the reader on two articles that are indexed; give its pilot."""

    @contextlib.asynccontextmanager
    async def run(size=(120, 30), *, is_indexed=True):
        if is_indexed:
            library = Library(data)
            for _ in ingest(library, Scope.of([folder])):
                pass
            for _ in SearchIndex(library).update():
                pass
            library.close()
        async with run_reader(size=size, names=False) as pilot:
            yield pilot

    return run


async def rest(pilot):
    """Wait for what goes on in the background, but not for screens that wait for the user."""
    waiting = {"saved-searches", "narrow", "remove", "entities", "index"}
    await pilot.pause()
    while working := [
        worker
        for worker in pilot.app.workers
        if not worker.is_finished and worker.group not in waiting
    ]:
        with contextlib.suppress(WorkerCancelled):  # something else took its place
            await pilot.app.workers.wait_for_complete(working)
        await pilot.pause()
    await pilot.pause()


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
    await rest(pilot)


def text_of(pilot):
    return "\n".join(lines_of(pilot))


def view_of(pilot):
    return pilot.app._main._pane.view


async def test_what_is_typed_at_once_is_found_in_both_languages(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"security")
        shown = text_of(pilot)
        assert "Вони говорили про безпеку." in shown
        assert "They spoke about security." in shown
        assert "1 article" in shown
        await press(pilot, *["backspace"] * 8, *"parlat")
        shown = text_of(pilot)
        assert "Hanno parlato" in shown
        assert "security" not in shown


async def test_an_article_opens_at_the_hit_and_escape_comes_back(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"press", "down", "enter")
        await wait_for(pilot, lambda: bool(view_of(pilot).hits))
        view = view_of(pilot)
        document = view.document
        assert document.source_text(view.sentence) == "Після зустрічі відбулася пресконференція."
        (hit,) = view.hits
        assert document.translation(hit.sentence).text[hit.span_start : hit.span_end] == "press"
        before = None
        await press(pilot, "escape")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.query_text == "press"
        before = screen._results.place
        assert before.stop == 1
        await press(pilot, "escape")
        assert pilot.app.screen is pilot.app._main
        await press(pilot, "ctrl+f")
        assert pilot.app.screen._results.place == before


async def test_a_place_is_shown_in_an_article_that_had_no_room_before(start):
    async with start(size=(80, 12)) as pilot:  # the article that is current, behind the list
        assert "Журналісти" not in text_of(pilot)
        await press(pilot, "ctrl+f", *"журналісти", "enter")
        await wait_for(pilot, lambda: view_of(pilot).has_focus)
        await rest(pilot)
        assert view_of(pilot).sentence == 4
        assert "Журналісти" in text_of(pilot)


async def test_enter_waits_for_what_was_typed_before_it(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"parlato", "enter")
        await wait_for(pilot, lambda: pilot.app.screen is pilot.app._main)
        await wait_for(pilot, lambda: view_of(pilot).document.article.language == "it")


async def test_a_field_becomes_a_chip_and_goes_with_backspace(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"lang", "colon", *"it", "space", *"tok")
        screen = pilot.app.screen
        assert [str(chip) for chip in screen._chips] == ["lang:it"]
        assert "lang: it ×" in text_of(pilot)
        assert "1 article" in text_of(pilot)
        await press(pilot, *["backspace"] * 4, *"tok")
        assert not screen._chips
        assert "2 articles" in text_of(pilot)


async def test_a_search_is_narrowed_by_choice_and_by_mouse_again(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"tok", "ctrl+n")
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 3)
        assert "it, uk" in text_of(pilot)
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "it · 1" in text_of(pilot))
        await press(pilot, "enter")
        screen = pilot.app.screen
        await wait_for(pilot, lambda: len(screen.answer.keys) == 1)
        at = lines_of(pilot)[1].index("lang: it")
        await pilot.click(screen._chip_line, offset=(at, 0))
        await wait_for(pilot, lambda: len(screen.answer.keys) == 2)


async def test_the_whole_library_is_one_key_away(start, folder, tmp_path, data, run_reader):
    async with start():
        pass
    other = tmp_path / "other"
    other.mkdir()
    (other / "3.txt").write_text("Ein Artikel\n\nEr handelt von etwas anderem.\n", "utf-8")
    async with run_reader(size=(100, 24), paths=[other], names=False) as pilot:
        await press(pilot, "ctrl+f", *"parlato", "space")
        assert f"Nothing in {other}" in text_of(pilot)
        assert "In the whole library" in text_of(pilot)
        await press(pilot, "ctrl+o")
        await wait_for(pilot, lambda: "Hanno parlato" in text_of(pilot))
        assert "whole library" in lines_of(pilot)[1]


async def test_where_nothing_is_found_a_word_that_would_be_is_a_key_away(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"tokyo zzz", "space")
        shown = text_of(pilot)
        assert "matches tokyo zzz" in shown
        assert "tokyo alone" in shown
        await press(pilot, "enter")
        assert "2 articles" in text_of(pilot)


async def test_what_cannot_be_understood_is_said_and_nothing_breaks(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"foo", "colon", *"bar")
        assert "There is no field foo:" in text_of(pilot)


async def test_articles_that_are_not_indexed_yet_come_by_themselves(start):
    async with start(is_indexed=False) as pilot:
        await press(pilot, "ctrl+f", *"parlato")
        await wait_for(pilot, lambda: "Hanno parlato" in text_of(pilot))


async def test_a_name_is_found_in_another_script_and_it_is_said_why(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"giappone")
        shown = text_of(pilot)
        assert "міністром Японії" in shown
        assert "same entity as “giappone”" in shown.lower()
        await press(pilot, "ctrl+t")
        shown = text_of(pilot)
        assert "міністром Японії" not in shown
        assert "Giappone" in shown


async def test_last_searches_are_recalled_in_the_empty_prompt(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"giapp", "escape", "ctrl+f", *["backspace"] * 5, *"sicur")
        await press(pilot, "escape", "ctrl+f", *["backspace"] * 5, "up")
        screen = pilot.app.screen
        assert screen.query_text == "sicur"
        await press(pilot, "up")
        assert screen.query_text == "giapp"
        await press(pilot, "down", "down")
        assert screen.query_text == ""


async def test_a_search_is_saved_shown_as_the_list_renamed_and_removed(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"parlato", "ctrl+s", *"Japan", "enter")
        await press(pilot, "escape")
        main = pilot.app._main
        await wait_for(pilot, lambda: "1 new" in text_of(pilot))
        await press(pilot, "S")
        await wait_for(pilot, lambda: "1 article, 1 new" in text_of(pilot))
        await press(pilot, "enter")
        await wait_for(pilot, lambda: len(main._list.keys) == 1)
        assert "search “Japan”" in text_of(pilot)
        await press(pilot, "escape")
        await wait_for(pilot, lambda: len(main._list.keys) == 2)
        await press(pilot, "S", "r", *"Giappone", "enter")
        assert isinstance(pilot.app.screen, SavedSearchesScreen)
        assert "Giappone" in text_of(pilot)
        await press(pilot, "d")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await press(pilot, "enter")
        await wait_for(pilot, lambda: "None yet" in text_of(pilot))


async def test_a_search_is_shown_as_the_list_before_it_is_answered(start):
    async with start() as pilot:
        main = pilot.app._main
        words = "parlato -nothing -like -this"
        await press(pilot, "ctrl+f")
        pilot.app.screen.query_one("#search").value = words
        pilot.app.simulate_key("ctrl+l")
        await wait_for(pilot, lambda: len(main._list.keys) == 1)
        title = text_of(pilot).splitlines()[0]
        assert "Articles 1 " in title
        assert "search “parlato" in title
        assert "…" in title


async def test_a_click_below_the_list_shows_a_saved_search(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"parlato", "ctrl+s", *"Japan", "enter")
        await press(pilot, "escape")
        main = pilot.app._main
        await wait_for(pilot, lambda: main._saved_list is not None and main._saved_list.display)
        await pilot.click(main._saved_list, offset=(5, 1))
        await wait_for(pilot, lambda: len(main._list.keys) == 1)


async def test_a_click_opens_what_is_under_the_mouse(start):
    async with start() as pilot:
        await press(pilot, "ctrl+f", *"security")
        y = next(y for y, line in enumerate(lines_of(pilot)) if "Вони говорили" in line)
        await pilot.click(offset=(20, y))
        await pilot.pause()
        assert pilot.app.screen._results.place.stop == 1
        await pilot.click(offset=(20, y))
        await wait_for(pilot, lambda: pilot.app.screen is pilot.app._main)


async def test_every_key_of_the_search_has_a_method(start):
    from seedreader.ui.actions import ACTIONS, Place

    async with start() as pilot:
        await press(pilot, "ctrl+f")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        screen = pilot.app.screen
        for action in ACTIONS:
            if action.place is Place.SEARCH:
                assert callable(getattr(screen, f"action_{action.name}", None)), action.name
                bound = {key for key, binding in screen._bindings if binding.id == action.name}
                assert bound == set(action.keys), action.name
