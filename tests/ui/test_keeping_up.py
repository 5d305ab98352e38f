"""The open reader shows what other programs do to its library."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.ui.conftest import lines_of

from seedreader.library import Library, Scope, ingest
from seedreader.library.damage import LibraryDamaged
from seedreader.library.recovery import identity, recover
from seedreader.ui.changes import Change, Changes

_TURNS = 600  # of a twentieth of a second


async def test_what_another_program_adds_appears(run_reader, folder, data):
    async with run_reader() as pilot:
        (folder / "3.txt").write_text("Terza notizia\n\nIl testo della terza notizia.\n", "utf-8")
        with closing(Library(data)) as other:
            for _ in ingest(other, Scope.of([folder])):
                pass
        for _ in range(_TURNS):
            await pilot.pause(0.05)
            if any("Articles 3" in line for line in lines_of(pilot)):
                break
        assert any("Terza notizia" in line for line in lines_of(pilot))


def test_only_what_others_changed_is_told(data):
    with closing(Library(data)) as library, closing(Library(data)) as other:
        changes = Changes(data)
        assert changes.look(library) is Change.ARTICLES
        assert changes.look(library) is Change.NOTHING
        library.set_setting("theme", "nord")
        assert changes.look(library) is Change.NOTHING
        other.set_setting("theme", "dracula")
        assert changes.look(library) is Change.ROWS
    recover(data, identity(data))
    with closing(Library(data)) as library, pytest.raises(LibraryDamaged):
        changes.look(library)


async def test_nothing_is_said_to_be_missing_before_the_files_are_read(run_reader, monkeypatch):
    from seedreader.ui.widgets.article_pane import ArticlePane

    said = []
    show_nothing = ArticlePane.show_nothing

    def show(pane, message):
        said.append(message)
        show_nothing(pane, message)

    monkeypatch.setattr(ArticlePane, "show_nothing", show)
    async with run_reader() as pilot:
        assert pilot.app._main._list.keys
        assert [message for message in said if "No articles" in message] == []
        assert said
