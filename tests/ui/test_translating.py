"""Translations that are made while one reads, by the real process with packages made for tests."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
from functools import partial

import pytest
from tests.ui.conftest import PATIENCE, lines_of, settle, translated, wait_for
from tests.ui.test_reading import has

from seedreader.library import Library
from seedreader.ui.settings import Settings

STORY = """\
Японія планує відкрити офіс

НАТО планує відкрити офіс у Токіо. Він сказав, що Китай не є Альянс. У 2023 року є 15 офісу.

Україна і Китай. Столтенберг зазначив: Японія є з Україна.
"""


@pytest.fixture
def story(tmp_path):
    """A folder with one article and nothing beside it."""
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "1.txt").write_text(STORY, "utf-8")
    return folder


def pane_of(pilot):
    return pilot.app.screen_stack[0]._pane


@pytest.fixture
def run_reader(run_reader):
    """Run the reader, without waiting until it has found names."""
    return partial(run_reader, names=False)


async def press(pilot, *keys) -> None:
    for key in keys:
        await pilot.press(key)
    await settle(pilot, names=False)


async def press_for_screen(pilot, *keys) -> None:
    """Press keys of which the last opens a screen over the main one, and wait for it."""
    *before, last = keys
    await press(pilot, *before)
    await pilot.press(last)
    await wait_for(pilot, lambda: len(pilot.app.screen_stack) > 1)


def status(pilot) -> str:
    return lines_of(pilot)[-2]


async def test_an_article_is_translated_while_it_is_on_the_screen(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        row = next(line for line in lines_of(pilot) if "НАТО планує" in line)
        assert "* NATO plans open office in" in row
        assert has(pilot, "6 of 6 translated")
        await press(pilot, "enter", "right")
        assert "machine: argos translate-uk_en-1_9" in status(pilot)


async def test_both_panes_are_there_before_the_first_translation(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        view = pane_of(pilot).view
        # What is drawn before anything came back keeps room for it.
        assert view.panes.value == "side by side"
        await translated(pilot)
        assert view.panes.value == "side by side"


async def test_without_packages_no_process_is_started_and_the_note_says_what_to_do(
    run_reader, story
):
    async with run_reader(paths=[story]) as pilot:
        task = pilot.app.screen._translation
        await wait_for(pilot, lambda: has(pilot, "needs translate-uk_en"))
        assert task._client is None
        assert pane_of(pilot).view.panes.value == "original"


async def test_a_translated_article_is_not_translated_again(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
    async with run_reader(paths=[story]) as pilot:
        assert has(pilot, "6 of 6 translated")
        task = pilot.app.screen._translation
        await wait_for(pilot, lambda: task._follower is not None and task._follower.done())
        assert task._client is None
        assert has(pilot, "6/6")


async def test_what_people_translated_is_left_alone_until_the_machine_is_asked_for(
    run_reader, packages
):
    async with run_reader() as pilot:  # of five sentences, four are in a file of references
        await translated(pilot)
        assert has(pilot, "= He met the prime minister")
        await press(pilot, "m")
        await wait_for(pilot, lambda: not has(pilot, "He met the prime"))
        await translated(pilot)
        await press(pilot, "enter", "home", "right")
        await wait_for(pilot, lambda: "machine: argos" in status(pilot))
        await press(pilot, "m")
        assert has(pilot, "= He met the prime minister")


async def test_the_next_articles_are_translated_ahead(run_reader, packages, folder):
    async with run_reader() as pilot:
        task = pilot.app.screen._translation
        await wait_for(pilot, lambda: task._follower is not None and task._follower.done())
        await wait_for(pilot, lambda: has(pilot, "3/3"))  # the Italian one


async def test_x_stops_and_goes_on(run_reader, packages, tmp_path):
    long = tmp_path / "long"
    long.mkdir()
    text = "\n\n".join(f"Китай {n} і НАТО {n} планує відкрити офіс у Токіо." for n in range(4000))
    (long / "1.txt").write_text(f"Японія є\n\n{text}\n", "utf-8")
    async with run_reader(paths=[long]) as pilot:
        await wait_for(pilot, lambda: re.search("translating .*X stops", status(pilot)))
        await wait_for(pilot, lambda: pane_of(pilot).view.document.translated)
        await press(pilot, "X")
        assert "translating; X goes on" in status(pilot)
        document = pane_of(pilot).view.document
        assert 0 < document.translated < document.body_sentences
        assert not document.awaited
        await press(pilot, "X")
        await wait_for(pilot, lambda: pane_of(pilot).view.document.translated > document.translated)


async def test_a_worker_that_dies_is_replaced_and_nobody_is_bothered(
    run_reader, packages, tmp_path
):
    long = tmp_path / "long"
    long.mkdir()
    text = "\n\n".join(f"Абзац номер {n} розповідає, що НАТО є у Токіо." for n in range(300))
    (long / "1.txt").write_text(f"Японія є\n\n{text}\n", "utf-8")
    async with run_reader(paths=[long]) as pilot:
        task = pilot.app.screen._translation
        await wait_for(pilot, lambda: pane_of(pilot).view.document.translated)
        killed = task._client.process_id
        os.kill(killed, signal.SIGKILL)
        await translated(pilot)
        document = pane_of(pilot).view.document
        assert document.translated == document.body_sentences
        assert not pilot.app._notifications


async def test_a_broken_package_is_told_once_with_what_to_do(run_reader, packages, story, data):
    broken = data / "packages" / "translate-uk_en-9_9"
    whole = next(packages.glob("translate-uk_en*"))
    broken.mkdir(parents=True)
    for path in whole.rglob("*"):
        target = broken / path.relative_to(whole)
        if path.is_dir():
            target.mkdir()
        else:
            target.write_bytes(path.read_bytes().replace(b'"1.9"', b'"9.9"'))
    (broken / "model" / "model.bin").write_bytes(b"rubbish")
    async with run_reader(paths=[story]) as pilot:
        await wait_for(pilot, lambda: pilot.app._notifications)
        (notice,) = list(pilot.app._notifications)
        assert "install the package again" in notice.message
        assert "X tries again" in notice.message
        assert not pane_of(pilot).view.document.awaited


async def test_a_suspect_translation_is_marked_explained_and_found(run_reader, packages, story):
    (story / "1.txt").write_text(
        "Il Giappone e la Cina\n\nIl Giappone non ha la Cina. Tutti questi signori restano sempre "
        "qui sotto la pioggia senza ombrello. La Cina è con il Giappone.\n",
        "utf-8",
    )
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press(pilot, "enter", "home", "w")
        assert "sentence 3 of 4 · ! left" in status(pilot)
        assert any("▌!*" in line for line in lines_of(pilot))
        assert has(pilot, "1 suspect (!)")
        await press(pilot, "w")
        assert "No suspect translation below" in status(pilot)
        await press(pilot, "end", "W")
        assert "sentence 3 of 4 · !" in status(pilot)


async def test_an_edit_is_kept_wins_and_can_be_withdrawn(run_reader, packages, story, data):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press_for_screen(pilot, "enter", "right", "i")
        await press(pilot, "ctrl+u", *"Mine", "enter")
        assert has(pilot, "+*Mine He said")
        assert "edited by you" in status(pilot)
    async with run_reader(paths=[story]) as pilot:
        await press(pilot, "enter")
        assert has(pilot, "+*Mine He said")
        await press_for_screen(pilot, "i")
        await press(pilot, "ctrl+u", "enter")
        assert not has(pilot, "Mine")
        assert has(pilot, "* NATO plans open office")


async def test_escape_leaves_a_translation_as_it_was(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press_for_screen(pilot, "enter", "right", "i")
        await press(pilot, *"abc", "escape")
        assert not has(pilot, "abc")
        assert has(pilot, "* NATO plans open office")


async def test_a_retry_and_other_opinions_are_compared_and_one_is_kept(
    run_reader, packages, story, data
):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press(pilot, "enter", "right", "r")
        await wait_for(pilot, lambda: "again, in shorter pieces" in status(pilot))
        await press_for_screen(pilot, "o")
        assert has(pilot, "in shorter pieces")
        assert has(pilot, "Ask the machine, without repetitions")
        await pilot.press("home", "down", "down", "enter")
        await wait_for(
            pilot,
            lambda: len(pilot.app.screen_stack) > 1 and not has(pilot, "Ask the machine"),
        )
        await press(pilot, "home", "enter")
        await wait_for(pilot, lambda: "edited by you" in status(pilot))
    library = Library(data)
    (key,) = library.key_of_id("")
    article = library.article(key)
    span = article.paragraphs[1].sentences[0]
    known = library.opinions(span.of(article.text), ["uk"], "en")
    library.close()
    assert [one.provenance.kind.value for one in known] == ["edited", *["engine"] * 3]


async def test_a_word_is_lit_with_its_counterpart(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press(pilot, "enter", "right", "greater_than_sign")
        assert "НАТО → NATO" in status(pilot)
        await press(pilot, "greater_than_sign")
        assert "планує → plans" in status(pilot)
        await press(pilot, "less_than_sign")
        assert "НАТО → NATO" in status(pilot)
        lines = lines_of(pilot)
        y = next(n for n, line in enumerate(lines) if "NATO plans" in line)
        await pilot.click(offset=(lines[y].index("office"), y))
        await settle(pilot, names=False)
        assert "office → офіс" in status(pilot)
        await press(pilot, "escape")
        assert "→" not in status(pilot)
        assert pane_of(pilot).view.has_focus


async def test_another_target_language_is_chosen_and_remembered(run_reader, packages, story):
    async with run_reader(paths=[story]) as pilot:
        await translated(pilot)
        await press_for_screen(pilot, "enter", "L")
        await press(pilot, "down", "enter")
        await wait_for(pilot, lambda: has(pilot, "uk → de"))
        await translated(pilot)
        await press(pilot, "right")
        assert "machine: argos" in status(pilot)
        assert "via English" in status(pilot)
    async with run_reader(paths=[story]) as pilot:
        assert has(pilot, "uk → de")
    async with run_reader(paths=[story], settings=Settings(target="en")) as pilot:
        assert has(pilot, "uk → en")


@pytest.mark.parametrize("columns", [120, 80])
async def test_the_sentence_one_looks_at_stays_where_it_is(
    run_reader, built_packages, tmp_path, monkeypatch, columns
):
    installed = tmp_path / "installed"
    installed.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(installed))
    long = tmp_path / "long"
    long.mkdir()
    paragraphs = [
        " ".join(f"Абзац номер {n}{m} розповідає про подію в країні Китай." for m in range(6))
        for n in range(400)
    ]
    (long / "1.txt").write_text("Японія є\n\n" + "\n\n".join(paragraphs), "utf-8")
    async with run_reader(paths=[long], size=(columns, 30)) as pilot:
        await press(pilot, "enter", "pagedown", "pagedown", *["right"] * 9)
        view = pane_of(pilot).view
        sentence = view.sentence
        assert not view.document.translated

        def row() -> int:
            top, viewport = view._viewport.top, view._viewport
            return viewport.space.distance(top, viewport._beginning(sentence), 100)

        shutil.copytree(built_packages, installed, dirs_exist_ok=True)
        pilot.app.screen._packages_changed()
        await wait_for(pilot, lambda: view.document.awaited)
        before, document = row(), view.document
        rows = set()
        async with asyncio.timeout(PATIENCE):
            while view.document.awaited and view.document.translated < document.translated + 500:
                await pilot.pause(0.02)
                rows.add(row())
        assert view.document.translated > document.translated
        assert view.sentence == sentence
        assert rows == {before}
