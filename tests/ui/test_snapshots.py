"""Pictures of the screens: they change only when the screens do.

`pytest tests/ui/test_snapshots.py --snapshot-update` takes them anew; look at each of them before
it is kept.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.ui.conftest import settle, translated, wait_for

from seedreader.library import Library, Scope
from seedreader.library.ingestion import ingest
from seedreader.library.search.index import SearchIndex
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings

MIXED = """\
北约计划在东京设立办事处

日本首相岸田文雄表示,北约(NATO)正计划在日本设立“联络办事处”。这是亚洲的第一个。

שלום עולם, זהו משפט בעברית עם NATO באמצע.
"""


@pytest.fixture
def make_app(folder, data, monkeypatch):
    monkeypatch.chdir(folder.parent)
    (folder / "3.txt").write_text(MIXED, "utf-8")

    def make(theme="textual-dark"):
        scope = Scope.of([Path(folder.name)])
        return SeedreaderApp(Library(data), scope, Settings(theme=theme), [])

    return make


def pressing(*keys):
    async def before(pilot):
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
        await settle(pilot)

    return before


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((120, 30), ("enter", "right"), id="side-by-side"),
        pytest.param((80, 24), ("enter", "right"), id="one-above-the-other"),
        pytest.param((50, 20), ("enter",), id="one-language"),
        pytest.param((80, 24), (), id="list-alone"),
        pytest.param((120, 30), ("enter", "s", "right"), id="by-sentence"),
        pytest.param((120, 30), ("end", "enter"), id="mixed-scripts"),
        pytest.param((120, 30), ("enter", "slash", *"toky"), id="finding"),
        pytest.param((120, 30), ("slash", *"zzz"), id="nothing-found"),
        pytest.param((100, 40), ("question_mark",), id="help"),
    ],
)
def test_screen(snap_compare, make_app, size, keys):
    assert snap_compare(make_app(), terminal_size=size, run_before=pressing(*keys))


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
def test_theme(snap_compare, make_app, theme):
    assert snap_compare(
        make_app(theme), terminal_size=(120, 30), run_before=pressing("enter", "right")
    )


def test_without_colours(snap_compare, make_app, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(), terminal_size=(120, 30), run_before=pressing("enter", "right"))


SUSPECT = """\
Il Giappone e la Cina

Il Giappone non ha la Cina. Tutti questi signori restano sempre qui sotto la pioggia senza ombrello.

La Cina è con il Giappone.
"""


@pytest.fixture
def suspect_app(make_app, folder, packages, monkeypatch):
    """One article, to be translated by packages; apertium cannot be asked."""
    app = make_app()
    for path in folder.iterdir():
        path.unlink()
    (folder / "1.txt").write_text(SUSPECT, "utf-8")
    monkeypatch.setenv("PATH", "")
    return app


def translating(*keys, opens=False):
    """Press keys once all is translated; the last of them may open another screen."""

    async def before(pilot):
        await settle(pilot)
        await translated(pilot)
        task = pilot.app.screen._translation
        await wait_for(pilot, lambda: task._follower.done() and not task._tasks)
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
        if opens:
            await wait_for(pilot, lambda: len(pilot.app.screen_stack) > 1)
        else:
            await settle(pilot)

    return before


@pytest.mark.parametrize(
    ("size", "keys", "opens"),
    [
        pytest.param((120, 30), ("enter", "home", "w"), False, id="suspect"),
        pytest.param((80, 24), ("enter", "home", "greater_than_sign"), False, id="word"),
        pytest.param((80, 24), ("enter", "home", "w", "i"), True, id="edit"),
        pytest.param((80, 24), ("enter", "home", "w", "o"), True, id="opinions"),
        pytest.param((80, 24), ("L",), True, id="languages"),
    ],
)
def test_translating(snap_compare, suspect_app, size, keys, opens):
    run_before = translating(*keys, opens=opens)
    assert snap_compare(suspect_app, terminal_size=size, run_before=run_before)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((80, 24), (*"tokyo", "down"), id="search-narrow"),
        pytest.param((120, 40), (*"lang:uk ", *"президент"), id="search-wide"),
        pytest.param((200, 60), (*"tokyo nowhere ",), id="search-nothing"),
    ],
)
def test_searching(snap_compare, make_app, folder, data, size, keys):  # noqa: PLR0917 - fixtures
    app = make_app()
    with contextlib.closing(Library(data)) as library:
        for _ in ingest(library, Scope.of([folder])):
            pass
        for _ in SearchIndex(library).update():
            pass

    async def before(pilot):
        await settle(pilot, names=False)
        await pilot.press("ctrl+f", *(_NAMES.get(key, key) for key in keys))
        await settle(pilot, names=False)

    assert snap_compare(app, terminal_size=size, run_before=before)


_NAMES = {" ": "space", ":": "colon"}
