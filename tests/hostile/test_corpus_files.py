"""Files and folders that no reader should stumble over."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from seedreader.corpus import MAX_BYTES, CannotRead, Found, Skipped, find, load

TEXT = "The bridge opens on Monday\n\nThe old bridge opens again on Monday, the town said.\n"


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "story").write_text(TEXT)
    found = list(find([tmp_path, tmp_path / "a" / "up"]))
    assert [item.path.name for item in found if isinstance(item, Found)] == ["story"]
    skipped = {item.path.name: item for item in found if isinstance(item, Skipped)}
    assert set(skipped) == {"up", "self"}


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "s"))
    try:
        found = list(find([tmp_path]))
        given = list(find([tmp_path / "pipe"]))
        with pytest.raises(CannotRead, match="regular file"):
            load(tmp_path / "pipe")
        with pytest.raises(CannotRead):
            load(tmp_path / "s")
    finally:
        server.close()
    assert [(item.path.name, item.is_failure) for item in found if isinstance(item, Skipped)] == [
        ("pipe", False),
        ("s", False),
    ]
    assert isinstance(given[0], Skipped)
    assert given[0].is_failure


def test_devices_are_refused() -> None:
    (item,) = find([Path("/dev/zero")])
    assert isinstance(item, Skipped)
    assert item.is_failure
    with pytest.raises(CannotRead, match="regular file"):
        load(Path("/dev/zero"))


def test_names_that_are_no_utf8_or_hold_escapes(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name in (b"caf\xe9", b"a\nb", b"\x1b[2J\x1b]0;owned\x07", "\u202egnp.txt".encode()):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"")
    found = [item for item in find([tmp_path]) if isinstance(item, Found)]
    assert len(found) == 4
    for item in found:
        with pytest.raises(CannotRead) as caught:
            load(item.path)
        message = str(caught.value)
        assert message.isprintable()
        message.encode("utf-8")


def test_a_name_with_a_nul_is_refused() -> None:
    (item,) = find([Path("a\0b")])
    assert isinstance(item, Skipped)
    with pytest.raises(CannotRead, match="not a file name"):
        load(Path("a\0b"))


def test_a_very_deep_folder_is_searched(tmp_path: Path) -> None:
    # Longer than one path may be at once, and deeper than Python may recurse.
    top = tmp_path / "deep"
    top.mkdir()
    before = Path.cwd()
    try:
        os.chdir(top)
        for _ in range(1100):
            Path("d").mkdir()
            os.chdir("d")
        Path("story").write_text(TEXT)
        os.chdir(before)
        found = [item.path.name for item in find([top]) if isinstance(item, Found)]
    finally:
        # What cleans up after the tests does recurse.
        os.chdir(before)
        for depth in range(1100, -1, -1):
            folder = top.joinpath(*["d"] * depth)
            (folder / "story").unlink(missing_ok=True)
            folder.rmdir()
    assert found == ["story"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "no visible text"),
        (b"\x1b[2J\x07", "no visible text"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "not plain text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not plain text"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0" * 1000, "binary"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(CannotRead) as caught:
        load(path)
    assert problem in caught.value.problem
    assert caught.value.advice
    assert str(path) in str(caught.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="folder"):
        load(tmp_path)
    with pytest.raises(CannotRead, match="no such file"):
        load(tmp_path / "nowhere")


def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    """Root may read everything, so this runs as another user where it can."""
    (tmp_path / "locked").mkdir()
    (tmp_path / "secret").write_text(TEXT)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from seedreader.corpus import CannotRead, find, load\n"
        "top = Path()\n"  # the folders above it may be locked as well
        "(top / 'secret').chmod(0)\n"
        "(top / 'locked').chmod(0)\n"
        "top.chmod(0o755)\n"
        "if os.getuid() == 0:\n"
        "    os.setgid(65534)\n"
        "    os.setuid(65534)\n"
        "print([(i.path.name, i.is_failure) for i in find([top]) if hasattr(i, 'reason')])\n"
        "try:\n"
        "    load(top / 'secret')\n"
        "except CannotRead as error:\n"
        "    print(error.problem)\n"
    )
    try:
        run = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        (tmp_path / "locked").chmod(0o755)
    assert run.stdout == "[('locked', True)]\nIt may not be read.\n"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(CannotRead, match="larger than 64 MiB"):
        load(path)


def test_nuls_within_a_text_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "nuls"
    path.write_bytes(TEXT.encode().replace(b" ", b" \0") * 20)
    loaded = load(path)
    assert "\0" not in loaded.article.text
    assert loaded.article.title == "The bridge opens on Monday"


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = (
        "import sys, seedreader.corpus\n"
        "heavy = {'langdetect', 'charset_normalizer', 'sentencex', 'regex', 'textual'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
