"""What a reader sees and does, on the whole application."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.ui.conftest import lines_of, settle, wait_for

from seedreader.library import Library, Scope, ingest
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings
from seedreader.ui.widgets.article_list import ArticleList


def has(pilot, text) -> bool:
    return any(text in line for line in lines_of(pilot))


async def press(pilot, *keys) -> None:
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


async def test_the_list_shows_headlines_their_translation_language_and_state(run_reader):
    async with run_reader() as pilot:
        lines = lines_of(pilot)
        row = next(n for n, line in enumerate(lines) if line.startswith("▌uk"))
        assert "Президент відвідав Токіо" in lines[row]
        assert "The president has visited" in lines[row + 1]
        assert "4/5" in lines[row + 2]
        assert has(pilot, "Articles 2")


async def test_original_and_translation_stand_side_by_side_on_the_same_rows(run_reader):
    async with run_reader() as pilot:
        row = next(line for line in lines_of(pilot) if "Він зустрівся" in line)
        left, right = row.rsplit("│", 2)[-3:-1] if row.count("│") > 2 else row.split("│")[:2]
        assert "Він зустрівся" in left
        assert "= He met the prime minister" in right


async def test_the_current_sentence_is_marked_in_both_panes_and_told_in_words(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "right")
        row = next(line for line in lines_of(pilot) if "Він зустрівся" in line)
        assert row.count("▌") == 3  # the list's row beside it, and both panes
        assert "sentence 2 of 5 · reference (memory.tmx)" in lines_of(pilot)[-2]
        await press(pilot, "G")
        assert "sentence 5 of 5 · not translated" in lines_of(pilot)[-2]
        assert has(pilot, "[…]")


@pytest.mark.parametrize(
    ("columns", "expected"), [(120, "side by side"), (80, "one above the other"), (50, "original")]
)
async def test_the_layout_follows_from_the_width(run_reader, columns, expected):
    async with run_reader(size=(columns, 40)) as pilot:
        await press(pilot, "enter")
        assert pilot.app.screen._pane.view.panes.value == expected


async def test_the_layout_follows_a_resize_and_the_current_sentence_stays(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "right", "right")
        for columns, panes in [
            (80, "one above the other"),
            (50, "original"),
            (120, "side by side"),
        ]:
            await pilot.resize_terminal(columns, 30)
            await settle(pilot)
            assert pilot.app.screen._pane.view.panes.value == panes
            assert "sentence 3 of 5" in lines_of(pilot)[-2]
            assert has(pilot, "Вони говорили про безпеку")


async def test_what_an_article_needs_is_told_in_any_width(run_reader):
    async with run_reader() as pilot:
        pilot.app.screen._pane.set_note("uk → English: no package for it is installed.")
        await press(pilot, "enter")
        for columns in [12, 6, 5, 4, 2, 1, 60]:
            await pilot.resize_terminal(columns, 24)
            await pilot.pause()
        assert has(pilot, "no package for it")


async def test_when_narrow_the_list_hides_while_reading_and_comes_back(run_reader):
    async with run_reader(size=(80, 24)) as pilot:
        assert has(pilot, "Il presidente visita Tokyo")
        assert not has(pilot, "Він зустрівся")
        await press(pilot, "enter")
        assert not has(pilot, "Il presidente visita Tokyo")
        assert has(pilot, "Він зустрівся")
        await press(pilot, "escape")
        assert has(pilot, "Il presidente visita Tokyo")


async def test_one_language_at_a_time_when_very_narrow(run_reader):
    async with run_reader(size=(50, 24)) as pilot:
        await press(pilot, "enter")
        assert has(pilot, "Він зустрівся")
        assert not has(pilot, "He met")
        await press(pilot, "p")
        assert has(pilot, "He met")
        assert not has(pilot, "Він зустрівся")


async def test_next_and_previous_article_without_going_back_to_the_list(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "J")
        assert has(pilot, "Ha incontrato il primo ministro")
        assert pilot.app.screen._pane.view.has_focus
        await press(pilot, "K")
        assert has(pilot, "Він зустрівся")


async def test_find_lights_both_languages_and_goes_from_hit_to_hit(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "slash", *"japan")
        assert has(pilot, "1 hit")
        await press(pilot, "enter")
        assert "hit 1 of 1" in lines_of(pilot)[-2]
        assert "sentence 2 of 5" in lines_of(pilot)[-2]
        await press(pilot, "slash", *["backspace"] * 5, *"про")
        await press(pilot, "enter")
        found = len(pilot.app.screen._pane.view.hits)
        assert found == 1
        await press(pilot, "escape")
        assert pilot.app.screen._pane.view.hits == ()
        assert pilot.app.screen._pane.view.has_focus


async def test_n_walks_all_hits_and_wraps_around(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "slash", *"зустр", "enter")
        view = pilot.app.screen._pane.view
        assert len(view.hits) == 2
        seen = []
        for _ in range(3):
            seen.append(view.hit)
            await press(pilot, "n")
        assert seen == [0, 1, 0]
        await press(pilot, "N")
        assert view.hit == 0


async def test_what_is_not_there_is_said(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "slash", *"xyz")
        assert has(pilot, "not in this article")


async def test_the_filter_leaves_what_matches_and_escape_brings_all_back(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "slash", *"president visit")
        assert has(pilot, "Articles 2")
        await press(pilot, *["backspace"] * 15, *"tokyo il")
        assert has(pilot, "Articles 1")
        assert has(pilot, "Il presidente visita Tokyo")
        await press(pilot, "enter", "escape")
        assert has(pilot, "Articles 2")


async def test_a_filter_finds_a_headline_by_its_translation(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "f", *"has visited")
        assert has(pilot, "Articles 1")
        assert has(pilot, "Президент відвідав Токіо")


async def test_nothing_found_says_what_was_searched(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "slash", *"zzz")
        assert has(pilot, "Nothing has “zzz”")
        assert has(pilot, "were searched")


async def test_sorting_is_said_and_changes_the_order(run_reader):
    async with run_reader() as pilot:
        for _ in range(2):
            await press(pilot, "o")
        assert has(pilot, "by language")
        rows = [line[1:3] for line in lines_of(pilot) if line[1:3] in {"uk", "it"}]
        assert rows == ["it", "uk"]


async def test_copying_gives_sentence_translation_pair_and_article(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "right")
        await press(pilot, "y")
        assert pilot.app.clipboard == "Він зустрівся з прем'єр-міністром Японії."
        await press(pilot, "t")
        assert pilot.app.clipboard == "He met the prime minister of Japan."
        await press(pilot, "Y")
        assert pilot.app.clipboard.splitlines() == [
            "Він зустрівся з прем'єр-міністром Японії.",
            "He met the prime minister of Japan.",
        ]
        await press(pilot, "A")
        assert pilot.app.clipboard.startswith(
            "Президент відвідав Токіо\n\nThe president has visited Tokyo\n\n"
        )
        assert pilot.app.clipboard.endswith("A press conference followed the meeting.")


async def test_the_mouse_marks_text_in_one_language_and_y_copies_it(run_reader):
    async with run_reader() as pilot:
        lines = lines_of(pilot)
        y = next(n for n, line in enumerate(lines) if "Він зустрівся" in line)
        x = lines[y].index("He met")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 6, y))
        await pilot.mouse_up(offset=(x + 6, y))
        await press(pilot, "tab") if not pilot.app.screen._pane.view.has_focus else None
        await press(pilot, "y")
        assert pilot.app.clipboard == "He met"


async def test_a_click_makes_a_sentence_the_current_one(run_reader):
    async with run_reader() as pilot:
        lines = lines_of(pilot)
        y = next(n for n, line in enumerate(lines) if "They spoke" in line)
        await pilot.click(offset=(lines[y].index("They spoke") + 2, y))
        await settle(pilot)
        assert "sentence 3 of 5" in lines_of(pilot)[-2]


async def test_the_reader_resumes_at_the_article_where_it_stopped(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "J")
        assert has(pilot, "Ha incontrato")
    async with run_reader() as pilot:
        assert has(pilot, "Ha incontrato")


def article_lines(pilot):
    """Return the lines of the article, without the list beside it."""
    width = pilot.app.screen._list.size.width
    return [line[width:] for line in lines_of(pilot)[3:30]]


async def test_the_place_in_a_long_article_is_kept(run_reader, tmp_path):
    long = tmp_path / "long"
    long.mkdir()
    text = "\n\n".join(f"Абзац номер {n} розповідає про подію." for n in range(200))
    (long / "1.txt").write_text(f"Довгий заголовок статті\n\n{text}\n", "utf-8")
    async with run_reader(paths=[long]) as pilot:
        await press(pilot, "enter", *["pagedown"] * 3)
        before = article_lines(pilot)
        assert not any("номер 0 " in line for line in before)
    async with run_reader(paths=[long]) as pilot:
        assert article_lines(pilot) == before


async def test_help_shows_the_keys_as_they_are_bound(run_reader):
    settings = Settings(keys={"next_article": "ctrl+n"})
    async with run_reader(settings=settings) as pilot:
        await press(pilot, "enter", "ctrl+n")
        assert has(pilot, "Ha incontrato")
        await press(pilot, "question_mark")
        for _ in range(20):
            if has(pilot, "Go to the next article"):
                break
            await press(pilot, "space")
        row = next(line for line in lines_of(pilot) if "Go to the next article" in line)
        assert "^n" in row
        assert "J" not in row.split("Go")[0]
        await press(pilot, "escape")
        assert has(pilot, "Ha incontrato")


async def test_every_action_is_reachable_by_key_and_has_a_method(run_reader):
    from seedreader.ui.actions import ACTIONS, Place

    async with run_reader() as pilot:
        screen = pilot.app.screen
        elsewhere = {Place.PACKAGES, Place.ENTITIES, Place.SEARCH}  # see the tests of these
        for action in (action for action in ACTIONS if action.place not in elsewhere):
            node = screen.node_of(action)
            assert callable(getattr(node, f"action_{action.name}", None)), action.name
            bound = {key for key, binding in node._bindings if binding.id == action.name}
            assert bound == set(action.keys), action.name


async def test_the_command_palette_runs_an_action(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "enter", "ctrl+p", *"furniture")
        await pilot.app.screen.workers.wait_for_complete()
        await press(pilot, "down", "enter")
        assert pilot.app.screen._pane._unfolded is True


async def test_themes_change_and_are_remembered(run_reader, data):
    async with run_reader() as pilot:
        first = pilot.app.theme
        await press(pilot, "T")
        chosen = pilot.app.theme
        assert chosen != first
    library = Library(data)
    assert library.setting("theme") == chosen
    library.close()


async def test_an_empty_folder_says_what_to_do(run_reader, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    async with run_reader(paths=[empty]) as pilot:
        assert has(pilot, "No articles in")
        assert has(pilot, "seedreader FOLDER")


async def test_unreadable_files_are_counted_and_listed(run_reader, folder):
    (folder / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (folder / "empty.txt").write_bytes(b"")
    async with run_reader() as pilot:
        assert has(pilot, "2 unreadable (!)")
        await press(pilot, "exclamation_mark")
        assert has(pilot, "broken.txt")
        assert has(pilot, "empty.txt")


async def test_new_files_appear_when_asked_and_nothing_moves(run_reader, folder):
    async with run_reader() as pilot:
        await press(pilot, "enter", "right", "right")
        (folder / "0.txt").write_text("Neue Nachricht\n\nDas ist ein Satz auf Deutsch.\n", "utf-8")
        await press(pilot, "R")
        assert has(pilot, "Articles 3")
        assert "sentence 3 of 5" in lines_of(pilot)[-2]


async def test_boilerplate_is_folded_and_b_shows_it(run_reader, samples):
    async with run_reader(paths=[samples]) as pilot:
        await press(pilot, "enter")
        folded = [line for line in lines_of(pilot) if "page furniture folded" in line]
        assert folded
        await press(pilot, "b")
        assert not any("page furniture folded" in line for line in lines_of(pilot))
        assert has(pilot, "┊")


async def test_the_hidden_list_gives_its_room_to_the_article(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "z")
        assert not has(pilot, "Articles 2")
        assert pilot.app.screen._pane.view.size.width == 120
        await press(pilot, "z")
        assert has(pilot, "Articles 2")


async def test_the_list_is_drawn_in_its_new_size_before_it_is_told_of_it(run_reader, monkeypatch):
    """Textual may ask for lines of the new size first."""
    async with run_reader(size=(80, 24)) as pilot:
        monkeypatch.setattr(ArticleList, "on_resize", lambda _: None)
        for columns, rows, lines in [(50, 5, 2), (80, 24, 3), (60, 24, 3)]:
            await pilot.resize_terminal(columns, rows)
            await settle(pilot)
            articles = pilot.app.screen.query_one(ArticleList)
            assert articles.lines_per_article == lines
            drawn = [articles.render_line(y) for y in range(articles.size.height)]
            assert [strip.cell_length for strip in drawn] == [articles.size.width] * len(drawn)


@pytest.mark.parametrize("is_known", [False, True])
async def test_keys_typed_before_the_article_is_there_are_done(folder, data, is_known):
    if is_known:
        with closing(Library(data)) as library:
            for _ in ingest(library, Scope.of([folder])):
                pass
    app = SeedreaderApp(Library(data), Scope.of([folder]), Settings(names=False), [])
    async with app.run_test() as pilot:
        for key in ["j", "enter"] if is_known else ["enter"]:
            app.simulate_key(key)
        await settle(pilot)
        view = app.screen._pane.view
        await wait_for(pilot, lambda: view.has_focus)
        assert app.screen._list.cursor == is_known
        expected = app.screen._list.keys[is_known]
        await wait_for(pilot, lambda: app.screen._pane.shown == expected)
