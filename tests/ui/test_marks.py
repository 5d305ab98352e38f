"""Stars, tags, notes, what was read, and near copies, as a user sees them."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.ui.conftest import lines_of, settle, wait_for

from seedreader.library import Library, Scope
from seedreader.ui.screens.note import NoteScreen


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)


def rows(pilot):
    """Return the lines of the list, without the article beside it."""
    width = pilot.app.screen._list.size.width
    return [line[:width] for line in lines_of(pilot)[:-2]]


def facts(pilot):
    """Return the line above the article."""
    return lines_of(pilot)[0][pilot.app.screen._list.size.width :]


def said(pilot):
    return lines_of(pilot)[-2]


async def write_note(pilot, *keys):
    """Open the note, press keys in it, and wait until it is closed."""
    await pilot.press("a")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
    await pilot.press(*keys)
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, NoteScreen))
    await settle(pilot)


@pytest.mark.parametrize("size", [(120, 40), (50, 20)])
async def test_marks_are_set_shown_and_kept(run_reader, data, size):
    async with run_reader(size) as pilot:
        await press(pilot, "asterisk")
        assert "Starred" in said(pilot)
        await press(pilot, "number_sign", *"nato, #Far East", "enter")
        assert "Tagged #Far East #nato" in said(pilot)
        await write_note(pilot, *"one", "enter", *"two", "ctrl+s")
        await press(pilot, "u")
        assert "Marked as read" in said(pilot)
        assert any("✓*#✎" in line for line in rows(pilot))
        if size[0] == 120:
            assert "* #Far East #nato ✎ note (a)" in facts(pilot)
    async with run_reader(size) as pilot:
        (row,) = [row for row in pilot.app.screen._list._rows.values() if row.starred]
        assert (row.tags, row.note, row.finished) == (("Far East", "nato"), "one\ntwo", True)
        assert any("✓*#✎" in line for line in rows(pilot))
        await press(pilot, "asterisk", "u", "number_sign", "ctrl+u", "enter")
        assert "✓" not in "".join(rows(pilot))
        assert any(line[1:4] == "✎  " for line in rows(pilot))


async def test_a_note_that_was_changed_is_not_dropped_unasked(run_reader):
    async with run_reader() as pilot:
        await pilot.press("a")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press(*"why", "escape")
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, NoteScreen))
        assert "without keeping" in "\n".join(lines_of(pilot))
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Note kept" in said(pilot)
        await write_note(pilot, "escape")
        assert "✎" in facts(pilot)


async def test_a_tag_in_use_is_completed(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "number_sign", *"Security policy", "enter", "j")
        await press(pilot, "number_sign", *"japan, secu")
        await press(pilot, "tab", "enter")
        assert "#Security policy" in said(pilot)
        assert pilot.app.screen._list.row(pilot.app.screen._list.current_key).tags == (
            "Security policy",
            "japan",
        )


async def test_the_filter_and_the_order_know_marks(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "j", "asterisk", "slash", *"is:starred")
        assert pilot.app.screen._list.title == "Articles 1"
        await press(pilot, "escape", "slash", *"is:unread tag:x")
        assert "tags and notes were searched" in " ".join("".join(rows(pilot)).split())
        await press(pilot, "escape", *"ooooooo")
        assert "starred first" in rows(pilot)[0]
        listing = pilot.app.screen._list
        assert [listing.row(key).starred for key in listing.keys] == [True, False]


async def test_what_was_only_looked_at_in_passing_stays_unread(run_reader):
    async with run_reader() as pilot:
        await press(pilot, "j", "k")
        assert not any("›" in line or "✓" in line for line in rows(pilot))
        await press(pilot, "enter", "end", "escape")
        assert any("✓" in line for line in rows(pilot))
        await press(pilot, "enter", "u", "J", "tab")
        assert not any("✓" in line for line in rows(pilot))


def story(*changed):
    lines = [f"Il ministro numero {n} ha parlato con il governo della legge {n}." for n in range(9)]
    return "\n\n".join(["La legge del governo", *lines, *changed]) + "\n"


async def test_near_copies_are_one_row_until_they_are_unfolded(run_reader, folder):
    (folder / "4.txt").write_text(story(), "utf-8")
    (folder / "5.txt").write_text(story("Il sindaco non ha risposto alle domande."), "utf-8")
    (folder / "6.txt").write_text(story("A Milano hanno protestato in tanti, ieri."), "utf-8")
    async with run_reader() as pilot:
        listing = pilot.app.screen._list
        assert rows(pilot)[0].startswith(" Articles 5 · 2 folded (=)")
        assert len(listing.keys) == 3
        assert sum("+2 copies" in line for line in rows(pilot)) == 1
        await press(pilot, "end", "equals_sign")
        assert len(listing.keys) == 5
        assert rows(pilot)[0].startswith(" Articles 5 ")
        assert sum("└ La legge" in line for line in rows(pilot)) == 2
        await press(pilot, "end", "equals_sign")
        assert len(listing.keys) == 3
        assert listing.cursor == 2
        await press(pilot, "home", "equals_sign")
        assert "no near copies" in said(pilot)
        # A search leads to one that is folded: it is shown.
        with closing(Library(pilot.app.screen._folder)) as library:
            key = library.keys(Scope.of([folder / "6.txt"]))[0]
        listing.select_key(key)
        await settle(pilot)
        assert listing.current_key == key
        assert pilot.app.screen._pane.shown == key
        await press(pilot, "slash", *"6.txt")
        assert [listing.row(one).path.decode()[-5:] for one in listing.keys] == ["6.txt"]


async def test_an_article_with_a_star_is_read_without_its_file(run_reader, folder):
    async with run_reader() as pilot:
        await press(pilot, "asterisk")
        (folder / "1.txt").unlink()
        (folder / "2.txt").unlink()
        await press(pilot, "R")
        await wait_for(pilot, lambda: pilot.app.screen._list.title == "Articles 1")
        assert any("file gone" in line for line in rows(pilot))
        assert "file gone" in facts(pilot)
        assert "Президент відвідав Токіо" in "\n".join(lines_of(pilot))
        await press(pilot, "slash", *"is:gone")
        assert pilot.app.screen._list.title == "Articles 1"
