"""Pictures of the screens: they change only when the screens do.

`pytest tests/ui/test_snapshots.py --snapshot-update` takes them anew; look at each of them before
it is kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ui.conftest import settle

from seedreader.library import Library, Scope
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
