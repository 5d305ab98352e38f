from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedreader.corpus import Found, Skipped, find

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path, *paths: Path) -> list[str]:
    return [
        str(item.path.relative_to(folder))
        for item in find(paths or [folder])
        if isinstance(item, Found)
    ]


def test_files_come_recursively_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/2.txt", "b/1"):
        (tmp_path / name).write_text("text")
    assert names(tmp_path) == ["a.txt", "b/1", "b/2.txt", "c.txt"]


def test_size_time_and_kind_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("четыре", "utf-8")
    (tmp_path / "m.TMX").write_text("<tmx/>")
    os.utime(tmp_path / "a.txt", ns=(5, 1_600_000_000_123_456_789))
    article, memory = find([tmp_path])
    assert article == Found(tmp_path / "a.txt", 12, 1_600_000_000_123_456_789, "article")
    assert isinstance(memory, Found)
    assert memory.kind == "memory"


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "seen").write_text("x")
    assert names(tmp_path) == ["seen"]


def test_a_hidden_file_that_is_given_is_tried(tmp_path: Path) -> None:
    hidden = tmp_path / ".hidden"
    hidden.write_text("x")
    assert names(tmp_path, hidden) == [".hidden"]


def test_other_kinds_of_files_in_a_folder_are_skipped_and_no_failure(tmp_path: Path) -> None:
    for name in ("a.png", "b.mp3", "c.css", "d.pdf", "e.doc", "f.svg", "g.mp4", "h.js"):
        (tmp_path / name).write_bytes(b"x")
    skipped = [item for item in find([tmp_path]) if isinstance(item, Skipped)]
    assert [item.path.name for item in skipped] == sorted(path.name for path in tmp_path.iterdir())
    assert not any(item.is_failure for item in skipped)
    assert all("Give the file itself" in item.reason for item in skipped)


def test_unknown_suffixes_are_tried_as_text(tmp_path: Path) -> None:
    for name in ("a", "b.story", "c.md", "d.2023", "e.txt"):
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a", "b.story", "c.md", "d.2023", "e.txt"]


def test_what_is_given_itself_is_tried_whatever_its_name(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_text("in truth a text")
    assert names(tmp_path, picture) == ["picture.png"]


def test_each_physical_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "hard").hardlink_to(tmp_path / "a")
    (tmp_path / "soft").symlink_to(tmp_path / "a")
    assert names(tmp_path, tmp_path, tmp_path / "a", tmp_path) == ["a"]


def test_a_link_to_a_folder_is_followed_only_where_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_text("x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "real")
    assert names(folder) == []
    assert names(folder, folder / "link") == ["link/a"]


def test_a_path_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    (item,) = find([tmp_path / "nowhere"])
    assert isinstance(item, Skipped)
    assert item.is_failure
    assert "no such file" in item.reason


def test_a_broken_link_in_a_folder_is_named_but_no_failure(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (item,) = find([tmp_path])
    assert isinstance(item, Skipped)
    assert not item.is_failure
