"""Which paths lie in a scope, and how they are shown."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.library import Scope

PATHS = [
    b"/",
    b"/a",
    b"/a/b",
    b"/a/b/c",
    b"/a/b/c/d.txt",
    b"/a/b ",
    b"/a/b!",
    b"/a/b-c",
    b"/a/b.txt",
    b"/a/b0",
    b"/a/bc",
    b"/a/bc/d",
    b"/a/B/c",
    b"/a/b/\xff\xfe.txt",
    b"/a/b/\xf4\x8f\xbf\xbf",
    b"/a/b%/c",
    b"/a/b_/c",
    b"/ab/c",
]


def selected(scope: Scope, paths: list[bytes]) -> list[bytes]:
    """Return the paths that SQLite finds in a scope, by the index."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE files (path BLOB PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT OR IGNORE INTO files VALUES (?)", [(p,) for p in paths])
        condition, values = scope.condition("path")
        found = connection.execute(f"SELECT path FROM files WHERE {condition}", values)
        return [path for (path,) in found]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (
            "/a/b",
            [b"/a/b", b"/a/b/c", b"/a/b/c/d.txt", b"/a/b/\xf4\x8f\xbf\xbf", b"/a/b/\xff\xfe.txt"],
        ),
        (
            "/a/b/",
            [b"/a/b", b"/a/b/c", b"/a/b/c/d.txt", b"/a/b/\xf4\x8f\xbf\xbf", b"/a/b/\xff\xfe.txt"],
        ),
        ("/a/x/../bc", [b"/a/bc", b"/a/bc/d"]),
        ("/a/b.txt", [b"/a/b.txt"]),
        ("/a/b%", [b"/a/b%/c"]),
        ("/a/b_", [b"/a/b_/c"]),
        ("/ab", [b"/ab/c"]),
        ("/b", []),
    ],
)
def test_a_folder_holds_what_lies_below_it(root: str, expected: list[bytes]) -> None:
    scope = Scope.of([Path(root)])
    assert sorted(selected(scope, PATHS)) == sorted(expected)


def test_the_root_holds_everything() -> None:
    assert sorted(selected(Scope.of([Path("/")]), PATHS)) == sorted(PATHS)


def test_nothing_holds_nothing() -> None:
    scope = Scope.of([])
    assert selected(scope, PATHS) == []
    assert not any(map(scope.contains, PATHS))


def test_several_roots_hold_what_each_holds() -> None:
    scope = Scope.of([Path("/a/bc"), Path("/ab"), Path("/a/bc/d")])
    assert sorted(selected(scope, PATHS)) == [b"/a/bc", b"/a/bc/d", b"/ab/c"]


names = st.sampled_from([b"a", b"b", b"bc", b"b.", b"b0", b"\xff", b"b/c", b"b/c/a", b"."])
paths = names.map(lambda name: b"/" + name)


@given(st.lists(paths, max_size=3), st.lists(paths, max_size=8, unique=True))
def test_the_database_and_the_program_agree(roots: list[bytes], given_paths: list[bytes]) -> None:
    scope = Scope.of([Path(os.fsdecode(root)) for root in roots])
    expected = {path for path in given_paths if scope.contains(path)}
    assert set(selected(scope, given_paths)) == expected


def test_an_index_serves_the_condition() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE files (path BLOB PRIMARY KEY) WITHOUT ROWID")
        condition, values = Scope.of([Path("/a"), Path("/b")]).condition("path")
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM files WHERE {condition}", values
        )
        assert not any("SCAN" in row[3] for row in plan)


@pytest.mark.parametrize(
    ("root", "path", "shown"),
    [
        ("pages", "pages/one.txt", "pages/one.txt"),
        ("./pages/", "pages/deep/one.txt", "pages/deep/one.txt"),
        ("pages/one.txt", "pages/one.txt", "pages/one.txt"),
        ("../x", "../x/one.txt", "../x/one.txt"),
        ("/pages", "/pages/one.txt", "/pages/one.txt"),
        ("/", "/pages/one.txt", "/pages/one.txt"),
        ("pages", "/elsewhere/one.txt", "/elsewhere/one.txt"),
    ],
)
def test_a_path_is_shown_as_its_root_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str, path: str, shown: str
) -> None:
    monkeypatch.chdir(tmp_path)
    absolute = os.fsencode(os.path.abspath(path))  # noqa: PTH100 - keeps links
    assert Scope.of([Path(root)]).shown(absolute) == shown


def test_a_path_of_any_bytes_can_be_given_back() -> None:
    name = b"/pages/\xff\xfe\x1b.txt"
    scope = Scope.of([Path("/pages")])
    assert os.fsencode(scope.shown(name)) == name
    assert [os.fsencode(path) for path in Scope.of([Path(os.fsdecode(name))]).paths()] == [name]
