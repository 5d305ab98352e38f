"""Translation memories that are broken, or out to break the reader."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation import tmx
from seedreader.translation.tmx import CannotReadMemory, TranslationUnit, read_tmx

UNIT = (
    '<tu><tuv xml:lang="uk"><seg>слово {0}</seg></tuv>'
    '<tuv xml:lang="en"><seg>word {0}</seg></tuv></tu>\n'
)
HEAD = '<tmx version="1.4"><header srclang="uk"/><body>\n'
TAIL = "</body></tmx>"


def read(path: Path, content: str | bytes) -> tuple[list[TranslationUnit], CannotReadMemory]:
    """Return what is read of a damaged file, and the complaint."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    units: list[TranslationUnit] = []
    with pytest.raises(CannotReadMemory) as caught:
        units.extend(read_tmx(path))  # keeps what came before the error
    assert str(path) in str(caught.value)
    assert str(caught.value).isprintable()
    assert caught.value.advice
    return units, caught.value


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty"),
        (" \n ", "is damaged or cut short in line 2"),
        ("\0\1\2\3" * 100, "is damaged or cut short in line 1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is damaged or cut short in line 1"),
        ("<html><body>No</body></html>", "its outermost element is “html”, not “tmx”"),
        ("<" + "x" * 9999 + "/>", "its outermost element is “" + "x" * 40 + "”"),
        (HEAD + "<tu><tuv></tu>" + TAIL, "is damaged or cut short in line 2"),
        (HEAD + "&nbsp;" + TAIL, "is damaged or cut short in line 2"),
        ('<?xml version="1.0" encoding="gb18030"?><tmx/>', "names an encoding"),
        ('<?xml version="1.0" encoding="nonsense"?><tmx/>', "in line 1"),
        (HEAD.encode() + b"\xff\xfe" + TAIL.encode(), "is damaged or cut short in line 2"),
    ],
)
def test_what_is_no_memory_is_named(tmp_path: Path, content: str | bytes, problem: str) -> None:
    units, error = read(tmp_path / "memory.tmx", content)
    assert units == []
    assert problem in error.problem


def test_a_file_cut_short_loses_only_its_tail(tmp_path: Path) -> None:
    whole = HEAD + "".join(UNIT.format(n) for n in range(5000))
    units, error = read(tmp_path / "memory.tmx", whole[:-40])
    assert [unit.target for unit in units] == [f"word {n}" for n in range(4999)]
    assert "line 5001" in error.problem


def test_damage_in_the_middle_keeps_what_stands_before_it(tmp_path: Path) -> None:
    content = HEAD + UNIT.format(1) + UNIT.format(2) + "<tu><tuv" + UNIT.format(3) + TAIL
    units, _ = read(tmp_path / "memory.tmx", content)
    assert [unit.target for unit in units] == ["word 1", "word 2"]


LAUGHS = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    ("subset", "reference"),
    [
        (LAUGHS, "&lol9;"),
        ('<!ENTITY big "' + "x" * 50_000 + '">', "&big;" * 1000),
        ('<!ENTITY file SYSTEM "file:///etc/passwd">', "&file;"),
        ('<!ENTITY % remote SYSTEM "http://127.0.0.1:9/x.dtd"> %remote;', ""),
        ('<!NOTATION n SYSTEM "x"><!ENTITY pic SYSTEM "x.png" NDATA n>', ""),
    ],
)
def test_entities_are_refused(tmp_path: Path, subset: str, reference: str) -> None:
    content = f"<!DOCTYPE tmx [{subset}]>\n" + HEAD + UNIT.format(reference) + TAIL
    units, error = read(tmp_path / "memory.tmx", content)
    assert units == []
    assert "declares entities in line 1" in error.problem


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:{port}/tmx14.dtd">',
        '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for TMX//EN" "http://127.0.0.1:{port}/t.dtd">',
    ],
)
def test_a_document_type_is_never_fetched(tmp_path: Path, doctype: str) -> None:
    path = tmp_path / "memory.tmx"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        path.write_text(doctype.format(port=port) + HEAD + UNIT.format(1) + TAIL, encoding="utf-8")
        assert [unit.target for unit in read_tmx(path)] == ["word 1"]
        with pytest.raises(BlockingIOError):
            server.accept()


def test_huge_segments_are_left_out_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + '<tu><tuv xml:lang="en"><seg>')
        for _ in range(200):
            file.write("x" * 100_000)
        file.write('</seg></tuv><tuv xml:lang="uk"><seg>x</seg></tuv></tu>')
        file.write(UNIT.format(1) + TAIL)
    assert [unit.target for unit in read_tmx(path)] == ["word 1"]


def test_a_unit_with_endless_variants_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    variants = "".join(f'<tuv xml:lang="x{n}"><seg>{n}</seg></tuv>' for n in range(5000))
    path.write_text(
        HEAD.replace('"uk"', '"*all*"') + f"<tu>{variants}</tu>" + UNIT.format(1) + TAIL,
        encoding="utf-8",
    )
    assert sum(1 for _ in read_tmx(path)) == 100 * 99 + 2


def test_a_tag_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    _, error = read(tmp_path / "memory.tmx", HEAD + '<tu creationid="' + "x" * 6_000_000)
    assert "a tag of more than 4,194,304 bytes in line 2" in error.problem


def test_deep_nesting_is_harmless(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    deep = "<hi>" * 50_000 + "x" + "</hi>" * 50_000
    path.write_text(HEAD + UNIT.format(deep) + TAIL, encoding="utf-8")
    assert [unit.target for unit in read_tmx(path)] == ["word x"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    with path.open("wb") as file:
        file.truncate(tmx.MAX_FILE_SIZE + 1)  # a hole takes no room on the disk
    with pytest.raises(CannotReadMemory, match=r"has 1024 MiB, more than .* Split it"):
        next(read_tmx(path))


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(CannotReadMemory, match="is not a file"):
        next(read_tmx(tmp_path))
    with pytest.raises(CannotReadMemory, match="cannot be opened"):
        next(read_tmx(tmp_path / "nowhere.tmx"))
    with pytest.raises(CannotReadMemory, match="not a file name"):
        next(read_tmx("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    os.mkfifo(path)
    with pytest.raises(CannotReadMemory, match="is not a file"):
        next(read_tmx(path))


@pytest.mark.skipif(os.name != "posix", reason="bytes of POSIX file names")
def test_names_with_escapes_are_shown_harmlessly(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x1b]0;x\x07\xff\xe2\x80\xae.tmx"))
    path.write_text("<x\u200bé\u0301>", encoding="utf-8")
    with pytest.raises(CannotReadMemory) as caught:
        next(read_tmx(path))
    assert str(caught.value).isprintable()
    assert r"\x1b]0;x\x07\udcff\u202e.tmx" in str(caught.value)


def test_text_of_the_parser_is_shown_harmlessly(tmp_path: Path) -> None:
    _, error = read(tmp_path / "memory.tmx", HEAD + "&\u200bx\u0301;" + TAIL)
    assert error.problem.isprintable()


@given(content=st.binary(max_size=300), cut=st.integers(0, 700))
def test_no_bytes_crash_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cut: int
) -> None:
    path = tmp_path_factory.mktemp("tmx") / "memory.tmx"
    whole = (HEAD + UNIT.format(1) + UNIT.format(2) + TAIL).encode()
    path.write_bytes(whole[:cut] + content + whole[cut:])
    try:
        for unit in read_tmx(path):
            assert unit.source
    except CannotReadMemory as error:
        assert str(error).isprintable()  # noqa: PT017
