"""Stars, tags, notes and what was read: kept whatever happens to the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.library.test_store import EVERYTHING, add, article

from seedreader.library import Library, ListRow
from seedreader.library.marks import MAX_NOTE, MAX_TAG, MAX_TAGS, clean_note, clean_tags

STORY = article("Uno.", title="Titolo")


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


def row_of(library: Library, key: int) -> ListRow:
    return library.rows([key])[key]


def test_marks_outlive_the_file_and_the_program(library: Library, data: Path) -> None:
    add(library, "/a.txt", STORY)
    library.marks.star(STORY.id, starred=True)
    library.marks.set_note(STORY.id, "Da leggere.\n\nDue volte.")
    with library.transaction():
        library.marks.set_tags(STORY.id, ["japan", "NATO"])
    library.forget_files([b"/a.txt"])
    (kept,) = library.keys(EVERYTHING)
    assert row_of(library, kept).gone
    with closing(Library(data)) as again:
        key = add(again, "/other/b.txt", STORY)
        row = row_of(again, key)
        assert (row.starred, row.gone) == (True, False)
        assert row.tags == ("NATO", "japan")
        assert row.note == "Da leggere.\n\nDue volte."
        again.marks.star(STORY.id, starred=False)
        again.marks.set_note(STORY.id, "  \n")
        with again.transaction():
            again.marks.set_tags(STORY.id, [])
        row = row_of(again, key)
        assert (row.starred, row.tags, row.note) == (False, (), None)


def test_what_the_user_says_was_read_counts_until_it_is_read_on(library: Library) -> None:
    key = add(library, "/a.txt", STORY)
    assert (row_of(library, key).finished, row_of(library, key).started) == (False, False)
    library.set_position(STORY.id, 5, finished=False)
    assert row_of(library, key).started
    library.marks.set_read(STORY.id, read=True)
    assert (row_of(library, key).finished, row_of(library, key).started) == (True, False)
    library.set_position(STORY.id, 6, finished=False)
    assert row_of(library, key).finished
    library.marks.set_read(STORY.id, read=False)
    assert (row_of(library, key).finished, row_of(library, key).started) == (False, False)
    assert library.place(key) == (6, 6)
    library.set_position(STORY.id, 7, finished=False)
    assert row_of(library, key).started


def test_tags_are_added_and_removed(library: Library) -> None:
    with library.transaction():
        assert library.marks.set_tags("x", ["Japan"]) == ["Japan"]
        assert library.marks.add_tags("y", ["japan", "sea, air"]) == ["Japan", "air", "sea"]
        assert library.marks.remove_tags("y", ["SEA"]) == ["Japan", "air"]
    assert library.marks.all_tags() == ["Japan", "air"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["is:starred"], ["a"]),
        (["is:unread"], ["a", "c"]),
        (["IS:READ"], ["b"]),
        (["is:started"], ["c"]),
        (["is:tagged"], ["a", "b"]),
        (["is:noted"], ["b"]),
        (["tag:sec"], ["a"]),
        (["tag:japan", "is:starred"], ["a"]),
        (["tag:japan"], ["a", "b"]),
        (["tag:pan"], []),
        (["securi"], ["a"]),
        (["VOLTE"], ["b"]),
        (["titolo", "is:read"], ["b"]),
        (["is:nothing"], []),
        (["tag:"], []),
    ],
)
def test_the_filter_knows_marks(library: Library, words: list[str], expected: list[str]) -> None:
    keys = {}
    for name in "abc":
        story = article(f"{name} uno.", title="Titolo")
        keys[add(library, f"/{name}.txt", story)] = name
        if name != "c":
            with library.transaction():
                library.marks.set_tags(story.id, ["japan", *(["security"] if name == "a" else [])])
    a, b, c = (article(f"{name} uno.", title="Titolo").id for name in "abc")
    library.marks.star(a, starred=True)
    library.marks.set_read(b, read=True)
    library.marks.set_note(b, "Due volte.")
    library.set_position(c, 1, finished=False)
    assert [keys[key] for key in library.keys(EVERYTHING, words=words)] == expected


@given(st.text())
def test_any_text_makes_tags_that_can_be_kept_and_shown(text: str) -> None:
    tags = clean_tags(text)
    assert len(tags) <= MAX_TAGS
    for tag in tags:
        assert 0 < len(tag) <= MAX_TAG
        assert "," not in tag
        assert "\n" not in tag
        assert not tag.startswith("#")
    assert clean_tags(",".join(tags)) == tags


@given(st.text())
def test_any_text_makes_a_note_that_can_be_shown(text: str) -> None:
    note = clean_note(text)
    assert len(note) <= MAX_NOTE
    assert "\x1b" not in note
    assert clean_note(note) == note
