"""Names of exported files, and which files may be replaced."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedreader.export.files import (
    LONGEST_NAME,
    ExportFormat,
    Names,
    check_destination,
    file_name,
    is_export,
    write_file,
)

HTML = ExportFormat.HTML


@settings(max_examples=50)
@given(headline=st.text(max_size=300), identifier=st.text(alphabet="0123456789abcdef./\\"))
def test_a_name_is_one_name_that_every_system_takes(headline, identifier):
    name = file_name(headline, identifier, HTML)
    assert len(name.encode()) <= LONGEST_NAME + len(identifier)
    assert not set(name) & set('<>:"/\\|?*')
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\ud800-\udfff]", name)
    assert name[0] not in " .-~"
    assert name.endswith(".seedreader.html")


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("../../etc/passwd", "etc passwd-1a.seedreader.html"),
        ("CON", "article CON-1a.seedreader.html"),
        ("com1.txt", "article com1.txt-1a.seedreader.html"),
        ("...", "article-1a.seedreader.html"),
        ("\x00a\x1b[31mb\u202ec", "a [31mbc-1a.seedreader.html"),
        ("Безпека: «так»?", "Безпека «так»-1a.seedreader.html"),
    ],
)
def test_tricks_in_headlines_lead_nowhere(headline, name):
    assert file_name(headline, "1a", HTML) == name


def test_long_headlines_are_cut_between_words_and_characters():
    assert file_name("слово " * 50, "1a", HTML).count("слово-1a") == 1
    name = file_name("字" * 100, "1a", HTML)
    assert set(name.removesuffix("-1a.seedreader.html")) == {"字"}


def test_each_article_has_a_name_of_its_own():
    names = Names(HTML)
    given_names = [
        names.name_of(headline, identifier)
        for headline, identifier in [
            ("Same", "aaaaaaaa1111"),
            ("same", "aaaaaaaa2222"),
            ("Same", "bbbbbbbb3333"),
        ]
    ]
    assert len({name.casefold() for name in given_names}) == 3


def test_only_exports_may_be_replaced(tmp_path):
    notes, old = tmp_path / "notes.md", tmp_path / "old.md"
    notes.write_text("# my notes", "utf-8")
    old.write_text("<!-- seedreader-export 1 -->\n", "utf-8")
    check_destination(old, may_replace=False)
    with pytest.raises(FileExistsError):
        check_destination(notes, may_replace=False)
    check_destination(notes, may_replace=True)
    for missing in (tmp_path / "none" / "x.md", tmp_path):
        with pytest.raises(OSError, match="folder"):
            check_destination(missing, may_replace=True)
    memory = b'<?xml version="1.0"?><tmx version="1.4"><header creationtool="seedreader"/>'
    assert not is_export(memory)  # what the user translated, perhaps


def test_what_fails_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("before", "utf-8")

    def fail(stream):
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        write_file(path, fail)
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
