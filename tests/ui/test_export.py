"""Exporting from the reader."""

from __future__ import annotations

import asyncio

from tests.ui.conftest import PATIENCE, lines_of, wait_for
from textual.widgets import Input

from seedreader.cli import main
from seedreader.library.export_reading import read_export
from seedreader.ui.screens.choice import ChoiceScreen
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.path import PathScreen


async def screen_is(pilot, kind):
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind))


async def export_to(pilot, path, *, choice=()):
    """Go through the questions of an export; the name of the file is written anew."""
    await pilot.press("e")
    await screen_is(pilot, ChoiceScreen)
    await pilot.press(*choice, "enter")
    await screen_is(pilot, PathScreen)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def written(pilot, path):
    async with asyncio.timeout(PATIENCE):
        while not path.exists():
            await pilot.pause(0.02)


def told(pilot) -> str:
    """Return what the user was told last."""
    return next((note.message for note in reversed(list(pilot.app._notifications))), "")


async def test_the_article_is_exported_and_nothing_is_replaced_unasked(
    run_reader, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    async with run_reader(names=False) as pilot:
        await pilot.press("enter", "e")
        await screen_is(pilot, ChoiceScreen)
        await pilot.press("enter")
        await screen_is(pilot, PathScreen)
        name = pilot.app.screen.query_one(Input).value
        assert name.startswith("The president has visited Tokyo-")
        assert name.endswith(".seedreader.html")
        await pilot.press("enter")
        await written(pilot, tmp_path / name)
        await wait_for(pilot, lambda: told(pilot).startswith("Exported 1 article to "))
        reading = read_export(tmp_path / name).reading
        assert [len(one.article.sentences) for one in reading.articles] == [5]

        mine = tmp_path / "mine.md"
        mine.write_text("my own notes", "utf-8")
        await export_to(pilot, mine, choice=["down"])
        await screen_is(pilot, ConfirmScreen)
        assert "no export" in "\n".join(lines_of(pilot))
        await pilot.press("escape")
        await screen_is(pilot, PathScreen)
        await pilot.press("escape")
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert mine.read_text("utf-8") == "my own notes"


async def test_from_the_list_all_that_it_shows_is_exported(run_reader, tmp_path, data):
    async with run_reader(names=False) as pilot:
        path = tmp_path / "all.jsonl"
        await export_to(pilot, path, choice=["down", "down"])
        await written(pilot, path)
        await wait_for(pilot, lambda: told(pilot) == f"Exported 2 articles to {path}")
        assert len(read_export(path).reading.articles) == 2
    assert main(["verify", "--data", str(data), str(path)]) == 0
