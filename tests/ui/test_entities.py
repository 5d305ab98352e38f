"""Names in the reader: lit, walked, followed, told of, merged and found in other articles."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

import pytest
from tests.ui.conftest import PATIENCE, keys_taken, lines_of, settle, wait_for
from textual.color import Color
from textual.worker import WorkerCancelled

from seedreader.entities import decisions
from seedreader.library import Library, Scope
from seedreader.places import config_file
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.reading.entity_lights import Highlight
from seedreader.ui.screens.entities import EntitiesScreen
from seedreader.ui.screens.form_choice import FormChoice
from seedreader.ui.screens.who_else import WhoElseScreen
from seedreader.ui.settings import Settings
from seedreader.ui.widgets.entity_list import EntityList


@pytest.fixture(scope="module")
def known(tmp_path_factory, samples):
    """A library that knows the sample articles and their entities."""
    from seedreader.library.entity_ingestion import find_entities
    from seedreader.library.ingestion import ingest

    folder = tmp_path_factory.mktemp("known")
    library = Library(folder)
    scope = Scope.of([samples])
    for _ in ingest(library, scope):
        pass
    for _ in find_entities(library, scope, ()):
        pass
    library.close()
    return folder


@pytest.fixture
def start(known, data, samples, run_reader):
    """Run the reader on the sample articles, whose entities are known."""
    import shutil

    shutil.copytree(known, data)

    def run(size=(120, 40)):
        return run_reader(size=size, paths=[samples], names=True)

    return run


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await settle_but_screens(pilot)


async def settle_but_screens(pilot):
    """Wait for what goes on in the background, but not for screens that wait for the user."""
    waiting = {"entity-screens", "who-else", "split", "index"}
    await keys_taken(pilot)
    while working := [
        worker
        for worker in pilot.app.workers
        if not worker.is_finished and worker.group not in waiting
    ]:
        with contextlib.suppress(WorkerCancelled):  # something else took its place
            await pilot.app.workers.wait_for_complete(working)
        await keys_taken(pilot)
    await pilot.pause()


def view_of(pilot):
    return pilot.app._main._pane.view


def text_of(view, light):
    return view.document.article.text[light.start : light.end]


def entity_of(view, light):
    return view.lights.entities[light.entity].name


async def test_names_that_articles_share_are_lit_in_both_languages(start):
    async with start() as pilot:
        await press(pilot, "j", "j", "enter")
        view = view_of(pilot)
        lit = {(text_of(view, light), entity_of(view, light)) for light in view.lights.source}
        assert {("Токіо", "Tokyo"), ("Японії", "Japan"), ("Японією", "Japan")} <= lit
        number = view.document.first_in_body
        translated = view.document.translation(number).text
        assert "Japan" in {
            translated[light.start : light.end] for light in view.lights.target[number]
        }
        assert all(view.lights.entities[light.entity].is_shared for light in view.lights.source)


async def test_a_name_has_the_same_colour_in_both_panes_and_a_mark_of_its_type(start):
    async with start() as pilot:
        await press(pilot, "j", "j", "enter")
        styles = styles_of(pilot, "Токіо") + styles_of(pilot, "Tokyo")
        assert len({style.color for style in styles}) == 1
        assert styles[0].color != styles_of(pilot, "Articles")[0].color
        assert all(style.underline and not style.bold for style in styles)
        await press(pilot, "K")
        people = styles_of(pilot, "Столтенберг") + styles_of(pilot, "Stoltenberg")
        assert {(style.underline, style.italic) for style in people} == {(True, True)}


def styles_of(pilot, word):
    """Return the styles of the parts of the screen that are this word."""
    compositor = pilot.app.screen._compositor
    return [
        segment.style
        for strip in compositor.render_strips()
        for segment in strip
        if segment.text.strip() == word or (word == "Articles" and "Articles" in segment.text)
    ]


async def test_a_key_lights_shared_names_all_or_none(start):
    async with start() as pilot:
        await press(pilot, "enter")
        view = view_of(pilot)
        shared = len(view.lights.source)
        await press(pilot, "U")
        everything = len(view.lights.source)
        await press(pilot, "U")
        assert view.lights.source == ()
        assert view.lights.target == {}
        assert Highlight.NONE.value in pilot.app._main._said
        await press(pilot, "U")
        assert len(view.lights.source) == shared < everything
        await press(pilot, "U")
    async with start() as pilot:
        await press(pilot, "enter")
        assert len(view_of(pilot).lights.source) == everything


async def test_brackets_walk_the_names_and_the_status_tells_of_them(start):
    async with start() as pilot:
        await press(pilot, "j", "j", "enter", "right_square_bracket")
        view = view_of(pilot)
        first = view.mention
        await press(pilot, "right_square_bracket")
        second = view.mention
        assert first.start < second.start
        assert "in 5 articles" in lines_of(pilot)[-2]
        assert view.sentence == view.document.sentence_at(second.start)
        await press(pilot, "left_square_bracket")
        assert view.mention == first
        await press(pilot, "escape")
        assert view.mention is None


async def test_a_bracket_typed_before_the_names_are_known_goes_to_the_first(start):
    async with start() as pilot:
        await press(pilot, "enter")
        before = view_of(pilot).document
        for key in ["J", "right_square_bracket"]:
            pilot.app.simulate_key(key)
        await wait_for(pilot, lambda: view_of(pilot).mention is not None)
        assert view_of(pilot).document is not before
        assert view_of(pilot).mention == view_of(pilot).lights.source[0]


async def test_a_followed_entity_narrows_the_list_and_leads_into_the_next_article(start):
    async with start() as pilot:
        main = pilot.app._main
        all_keys = list(main._list.keys)
        await press(pilot, "enter", "at", "slash", *"kishida", "enter", "enter")
        view = view_of(pilot)
        assert main._followed.name == "Fumio Kishida"
        keys = list(main._list.keys)
        assert len(keys) == 4 < len(all_keys)
        assert "● Fumio Kishida" in lines_of(pilot)[0]
        seen = []
        for _ in range(30):
            seen.append((main._pane.shown, text_of(view, view.mention)))
            await press(pilot, "right_square_bracket")
        assert [key for key in keys if key in {key for key, _ in seen}] == keys
        assert {"岸田文雄", "Fumio Kishida", "Фуміо Кісідою"} <= {text for _, text in seen}
        assert "no more" in main._said
        await press(pilot, "full_stop")
        assert list(main._list.keys) == all_keys
        assert main._followed is None


async def test_going_back_enters_the_previous_article_at_its_last_name(start):
    async with start() as pilot:
        main = pilot.app._main
        await press(pilot, "enter", "at", "slash", *"kishida", "enter", "enter")
        view = view_of(pilot)
        await press(pilot, *["right_square_bracket"] * 4)
        while view.mention is not view.lights.source[0]:
            await press(pilot, "left_square_bracket")
        at = list(main._list.keys).index(main._pane.shown)
        if at == 0:
            while main._pane.shown == main._list.keys[0]:
                await press(pilot, "right_square_bracket")
            at = 1
        await press(pilot, "left_square_bracket")
        assert main._pane.shown == main._list.keys[at - 1]
        assert view.mention == view.lights.source[-1]


async def test_escape_in_the_list_ends_following(start):
    async with start() as pilot:
        main = pilot.app._main
        await press(pilot, "enter", "right_square_bracket", "full_stop")
        assert main._followed is not None
        await press(pilot, "tab", "escape")
        assert main._followed is None
        assert len(main._list.keys) == 5


async def test_the_list_of_names_tells_forms_articles_and_why(start):
    async with start(size=(140, 50)) as pilot:
        await press(pilot, "at")
        assert isinstance(pilot.app.screen, EntitiesScreen)
        names = pilot.app.screen.query_one(EntityList)
        assert "Names in all articles" in "\n".join(lines_of(pilot))
        await press(pilot, "slash", *"kishida", "enter")
        assert [row.entity.name for row in names.rows] == ["Fumio Kishida"]
        shown = "\n".join(lines_of(pilot))
        for words in ("岸田文雄", "in 4 articles", "Why", "Nhật từ chối", "uk 1"):
            assert words in shown
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, EntitiesScreen)


async def test_every_key_of_the_list_of_names_has_a_method(start):
    from seedreader.ui.actions import ACTIONS, Place

    async with start() as pilot:
        await press(pilot, "at")
        screen = pilot.app.screen
        for action in ACTIONS:
            if action.place is Place.ENTITIES:
                assert callable(getattr(screen, f"action_{action.name}", None)), action.name
                bound = {key for key, binding in screen._bindings if binding.id == action.name}
                assert bound == set(action.keys), action.name


async def test_merging_renaming_splitting_and_undoing_are_kept_in_a_file(start):
    async with start() as pilot:
        await press(pilot, "at", "slash", *"vilnius", "enter", "m")
        names = pilot.app.screen.query_one(EntityList)
        marked = names.current.entity
        await press(pilot, "slash", *["backspace"] * 7, *"lithuania", "enter", "m")
        screen = pilot.app.screen
        assert marked.name not in {row.entity.name for row in screen._all}
        await press(pilot, "r", *"Lietuva", "enter")
        assert "Lietuva" in {row.entity.name for row in screen._all}
        path = config_file().parent / "entity-decisions.jsonl"
        assert len(path.read_text("utf-8").splitlines()) == 2
        await press(pilot, "u", "u")
        restored = {row.entity.name for row in screen._all}
        assert {"Lithuania", "Vilnius"} <= restored
        await press(pilot, "u")
        assert "nothing to take back" in "\n".join(lines_of(pilot))


async def test_escape_gives_up_merging_before_it_closes_the_list(start):
    async with start() as pilot:
        await press(pilot, "at", "m", "j", "escape")
        names = pilot.app.screen.query_one(EntityList)
        assert names.marked is None
        assert "press m again" not in "\n".join(lines_of(pilot))
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, EntitiesScreen)


async def test_a_word_that_no_name_has_is_told(start):
    async with start() as pilot:
        await press(pilot, "at", "slash", *"qqq")
        assert "No name has “qqq” in any script." in "\n".join(lines_of(pilot))


async def test_undoing_says_what_is_taken_back_and_takes_back_what_had_no_effect(start):
    async with start() as pilot:
        await press(pilot, "at", "slash", *"vilnius", "enter", "m")
        await press(pilot, "slash", *["backspace"] * 7, *"lithuania", "enter", "m")
        await press(pilot, "r", *"Lietuva", "enter", "u")
        assert "Taken back: renamed to “Lietuva”" in "\n".join(lines_of(pilot))
        path = config_file().parent / "entity-decisions.jsonl"
        (merger, *_) = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(merger + merger, "utf-8")  # as two who read at once decide
        for _ in range(2):
            await press(pilot, "u")
            words = "Taken back: “Vilnius” merged into “Lithuania”"
            assert words in "\n".join(lines_of(pilot))
        await press(pilot, "u")
        assert "nothing to take back" in "\n".join(lines_of(pilot))


async def test_undoing_a_form_that_was_merged_back_splits_it_off_again(start):
    async with start() as pilot:
        path = config_file().parent / "entity-decisions.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        back = decisions.merge(decisions.split_off("Q7184", "Альянс"), "Q7184")
        path.write_text(decisions.split("Q7184", "Альянс") + back, "utf-8")
        await press(pilot, "at", "u")
        assert "Альянс" in {row.entity.name for row in await _rows(pilot)}
        await press(pilot, "u")
        assert "Taken back: “Альянс” split off from “NATO”" in "\n".join(lines_of(pilot))
        assert "Альянс" not in {row.entity.name for row in await _rows(pilot)}


async def test_a_form_is_split_off_and_lit_as_another_entity(start):
    async with start() as pilot:
        await press(pilot, "at", "slash", *"nato", "enter", "s")
        assert isinstance(pilot.app.screen, FormChoice)
        choice = pilot.app.screen
        form = choice._forms[1]
        await press(pilot, "j", "enter")
        await press(pilot, "escape")
        assert form in {entity.name for entity in _found(pilot)} or form not in _text(pilot)
        names = {row.entity.name for row in await _rows(pilot)}
        assert {form, "NATO"} <= names


def _found(pilot):
    return pilot.app._main._found.entities


def _text(pilot):
    return view_of(pilot).document.article.text


async def _rows(pilot):
    return await pilot.app._main._names_thread().ask(lambda index: index.entities())


async def test_decisions_that_cannot_be_kept_are_told(start, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("SEEDREADER_CONFIG", str(blocked / "config.toml"))
    async with start() as pilot:
        await press(pilot, "at", "r", *"Other", "enter")
        assert "Nothing was changed" in "\n".join(lines_of(pilot))
        assert "cannot be written" in said(pilot)


def said(pilot):
    """Return what notifications say."""
    return "\n".join(notification.message for notification in pilot.app._notifications)


async def test_a_broken_file_of_decisions_is_told_and_not_added_to(start):
    path = config_file().parent / "entity-decisions.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"rename": "Q17", "name": "Nippon"}\n{"merge": 1}\n', "utf-8")
    async with start() as pilot:
        await press(pilot, "enter")
        assert "line 2 is no decision" in said(pilot)
        before = path.read_bytes()
        await press(pilot, "at", "r", *"Other", "enter", "u")
        assert "Nothing was changed" in "\n".join(lines_of(pilot))
        assert path.read_bytes() == before


async def test_a_decision_of_another_reader_is_seen(start):
    from seedreader.entities.decisions import append, rename

    async with start() as pilot:
        await press(pilot, "enter")
        name = "N" * 10_000 + "\x1b[31m"
        append(config_file().parent / "entity-decisions.jsonl", rename("Q17", name))
        await press(pilot, "at", "slash", *"NNNN", "enter")
        names = pilot.app.screen.query_one(EntityList)
        assert [row.entity.id for row in names.rows] == ["Q17"]
        assert len(names.rows[0].entity.name) <= 300
        assert "\x1b" not in names.rows[0].entity.name


@pytest.mark.parametrize("typed", ["Столтенберг", "斯托尔滕贝格", "STOLTENBERG"])
async def test_a_name_is_found_in_any_script(start, typed):
    async with start() as pilot:
        await press(pilot, "at", "slash", *typed, "enter")
        names = pilot.app.screen.query_one(EntityList)
        assert [row.entity.name for row in names.rows] == ["Jens Stoltenberg"]


async def test_who_else_says_this_opens_the_other_article_at_the_sentence(start):
    async with start() as pilot:
        main = pilot.app._main
        await press(pilot, "j", "enter", "right", "c")
        assert isinstance(pilot.app.screen, WhoElseScreen)
        shown = main._pane.shown
        await press(pilot, "j")
        quotation = pilot.app.screen.query_one("QuotationList").current
        assert quotation.article != shown
        screen = "\n".join(lines_of(pilot))
        assert quotation.translation.split()[0] in screen
        await press(pilot, "enter")
        view = view_of(pilot)
        assert main._pane.shown == quotation.article
        assert view.document.sentences[view.sentence].start == quotation.start
        assert view.has_focus


async def test_a_click_on_a_name_puts_the_name_cursor_there(start):
    async with start() as pilot:
        await press(pilot, "j", "j", "enter")
        view = view_of(pilot)
        lines = lines_of(pilot)
        y = next(number for number, line in enumerate(lines) if "Токіо" in line)
        at = lines[y].index("Токіо")
        await pilot.click("#reader", offset=(at - view.region.x + 2, y - view.region.y))
        await settle_but_screens(pilot)
        assert text_of(view, view.mention) == "Токіо"


async def test_a_wide_screen_lists_the_names_at_its_right(start):
    async with start(size=(200, 50)) as pilot:
        await press(pilot, "enter")
        side = pilot.app._main._side
        assert side.display
        assert "shared" in side.remark
        assert len(side.rows) == len({row.entity.id for row in side.rows}) > 10
        await pilot.resize_terminal(120, 40)
        await settle_but_screens(pilot)
        assert not side.display


async def test_names_are_found_in_the_background_and_in_new_files(run_reader, folder):
    (folder / "3.txt").write_text(
        "Tokyo e il Giappone\n\nIl Giappone cresce, dicono a Tokyo tutti gli esperti.\n", "utf-8"
    )
    async with run_reader(names=True) as pilot:
        await press(pilot, "enter")
        view = view_of(pilot)
        assert {"Токіо", "Японії"} <= {text_of(view, light) for light in view.lights.source}
        (folder / "4.txt").write_text("Nairobi\n\nA Nairobi piove sempre di mattina.\n", "utf-8")
        (folder / "5.txt").write_text("Kenya\n\nLa pioggia a Nairobi continua ancora.\n", "utf-8")
        await press(pilot, "R")
        names = {row.entity.name: row.entity.articles for row in await _rows(pilot)}
        assert names["Nairobi"] == 2


async def test_articles_without_names_say_so(run_reader, folder):
    async with run_reader(paths=[folder / "2.txt"], names=True) as pilot:
        await press(pilot, "enter", "end", "c")
        assert "names nobody" in pilot.app._main._said


@pytest.fixture
def make_app(folder, data, monkeypatch):
    monkeypatch.chdir(folder.parent)
    scope = Scope.of([Path(folder.name)])
    return lambda: SeedreaderApp(Library(data), scope, Settings(theme="textual-dark"), [])


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((120, 30), ("enter", "right_square_bracket"), id="lit"),
        pytest.param((200, 30), ("enter",), id="beside"),
        pytest.param((120, 30), ("at", "j"), id="names"),
        pytest.param((80, 24), ("at",), id="names-narrow"),
        pytest.param((100, 30), ("enter", "right", "c"), id="who-else"),
    ],
)
def test_entity_screen(snap_compare, make_app, size, keys):
    async def before(pilot):
        await settle(pilot)
        await press(pilot, *keys)

    assert snap_compare(make_app(), terminal_size=size, run_before=before)


async def test_a_key_for_names_says_why_none_is_lit(start):
    async with start() as pilot:
        await press(pilot, "enter", "U", "U", "right_square_bracket")
        assert "No names are lit; U lights them" in lines_of(pilot)[-2]
        await press(pilot, "U", "U", "U", "full_stop")
        assert "No names are lit; U lights them" in lines_of(pilot)[-2]


async def test_a_key_for_names_says_that_none_are_found_yet(run_reader):
    async with run_reader(names=False) as pilot:
        for key in ("right_square_bracket", "full_stop"):
            await press(pilot, "enter", key)
            assert "The names of this article are not found yet" in lines_of(pilot)[-2]
            await press(pilot, "escape")


async def test_an_open_list_of_no_names_fills_when_they_are_found(run_reader):
    async with run_reader(names=False) as pilot:
        await press(pilot, "at")
        assert "No names are known yet." in "\n".join(lines_of(pilot))
        pilot.app._main.find_entities()
        await settle_but_screens(pilot)
        names = pilot.app.screen.query_one(EntityList)
        assert names.rows
        assert pilot.app.screen._card is not None


async def _finding(pilot):
    """Wait until the process that finds entities runs, and return what tells of it."""
    main = pilot.app._main
    async with asyncio.timeout(PATIENCE):
        while main._entity_task is None or not (
            main._entity_task._is_finding and main._entity_task._process is not None
        ):
            await pilot.pause(0.01)
    return main._entity_task


async def test_a_killed_process_is_started_again(run_reader, folder):
    async with run_reader(names=True) as pilot:
        (folder / "4.txt").write_text("Nairobi\n\nA Nairobi piove sempre di mattina.\n", "utf-8")
        await pilot.press("R")
        (await _finding(pilot))._process.kill()
        await settle_but_screens(pilot)
        assert "Nairobi" in {row.entity.name for row in await _rows(pilot)}
        assert not said(pilot)


async def test_a_process_that_ends_again_and_again_is_told(run_reader):
    async with run_reader(names=True) as pilot:
        task = pilot.app._main._entity_task
        task._command = [sys.executable, "-c", "raise SystemExit(1)"]
        await press(pilot, "R")
        assert "ended before it was done" in said(pilot)


async def test_following_ends_with_the_last_article_that_names_the_entity(run_reader, folder):
    for name in ("4.txt", "5.txt"):
        (folder / name).write_text(f"{name}\n\nA Nairobi piove sempre di mattina.\n", "utf-8")
    async with run_reader(names=True) as pilot:
        main = pilot.app._main
        await press(pilot, "at", "slash", *"nairobi", "enter", "enter")
        assert len(main._list.keys) == 2
        (folder / "6.txt").write_text("Sei\n\nAnche a Nairobi piove di sera.\n", "utf-8")
        await press(pilot, "R")
        assert len(main._list.keys) == 3
        for name in ("4.txt", "5.txt", "6.txt"):
            (folder / name).unlink()
        await press(pilot, "R")
        assert main._followed is None
        assert main._list.keys


async def test_the_translation_shows_the_name_under_the_cursor_too(start):
    async with start() as pilot:
        await press(pilot, "j", "j", "enter", "right_square_bracket", "right_square_bracket")
        reversed_ = [
            segment.text
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.reverse
        ]
        assert [text.strip() for text in reversed_] == ["Японії", "Japan"]
        assert lines_of(pilot)[-2].strip().startswith("▲ Japan, in 5 articles")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_how_often_languages_name_an_entity_stands_out_from_the_ground(start, theme):
    async with start() as pilot:
        pilot.app.theme = theme
        await press(pilot, "at")
        names = pilot.app.screen.query_one(EntityList)
        for segment in names.render_line(3):
            if segment.text.strip():
                ink, ground = segment.style.color.triplet, segment.style.bgcolor.triplet
                assert sum(abs(a - b) for a, b in zip(ink, ground, strict=True)) > 150


@pytest.mark.parametrize("columns", [80, 120])
async def test_a_few_long_names_leave_room_for_the_languages_of_all(start, columns):
    async with start(size=(columns, 40)) as pilot:
        await press(pilot, "at")
        names = pilot.app.screen.query_one(EntityList)
        shown = ["".join(s.text for s in names.render_line(y)) for y in range(2, 12)]
        assert all(line.rstrip().endswith(("zh 1", "vi 1", "it 1", "uk 1")) for line in shown)
        assert not any("…" in line for line in shown)


async def test_following_goes_on_with_what_the_entity_is_merged_into(start):
    async with start() as pilot:
        main = pilot.app._main
        await press(pilot, "enter", "at", "slash", *"vilnius", "enter", "enter", "at")
        await press(pilot, "m", "slash", *"lithuania", "enter", "m", "escape")
        assert main._followed.name == "Lithuania"
        assert len(main._list.keys) == main._followed.articles > 0


def contrast(style):
    """Return the contrast of a letter to its ground, as WCAG 2 defines it."""
    tones = [Color.from_rich_color(colour).rgb for colour in (style.color, style.bgcolor)]
    light = sorted(0.05 + _luminance(tone) for tone in tones)
    return light[1] / light[0]


def _luminance(tone):
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return sum(
        weight * linear(part / 255)
        for weight, part in zip((0.2126, 0.7152, 0.0722), tone, strict=True)
    )


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark", "solarized-light"])
async def test_names_languages_and_keys_stand_out_from_their_ground(start, theme):
    async with start(size=(120, 40)) as pilot:
        pilot.app.theme = theme
        await press(pilot, "enter", "l", "l")
        letters = [
            segment
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.bgcolor
        ]
        expected = {"zh", "uk", "?", "@", "NATO", "日本", "美国"}
        assert {segment.text.strip() for segment in letters} >= expected
        for segment in letters:
            if segment.text.strip() in expected:
                assert contrast(segment.style) >= 3, segment
