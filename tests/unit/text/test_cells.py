from __future__ import annotations

import pytest
import rich.cells
from hypothesis import example, given
from hypothesis import strategies as st

from seedreader.ui.text import cell_len, graphemes, pad, truncate

# Joiners, selectors, flags, jamo, marks with and without width, SARA AM, prepended signs.
DIFFICULT = (
    "a1# \n北か한한\u1100\u1161\u11a8ก\u0e33\u0e48क\u094d\u0937\u093e\u0903\u0301\u0600\u05d0"
    "\u200d\u200c\ufe0f\ufe0e👩👧🏽❤©🇺🇦\u0d4e\u0d15\x00\x1b\u00ad\u200b\u2060\ud800\U000e0067"
)
difficult = st.text(st.one_of(st.sampled_from(DIFFICULT), st.characters()), max_size=40)


@given(difficult)
@example("\ufe0f")
@example("\u200d\u200da")
@example("#\x00\ufe0f")
@example("a\u200d")
def test_cells_add_up_to_what_rich_counts(text: str) -> None:
    assert cell_len(text) == rich.cells.cell_len(text)
    assert sum(cluster.cells for cluster in graphemes(text)) == rich.cells.cell_len(text)


@given(difficult, st.data())
def test_clusters_have_no_gaps(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for cluster in graphemes(text, start, end):
        assert cluster.start == at < cluster.end
        at = cluster.end
    assert at == end


@given(st.text(st.sampled_from([*DIFFICULT.replace("\x00", "").replace("\n", "")]), max_size=20))
def test_each_cluster_has_its_cells_also_alone(text: str) -> None:
    for start, end, cells in graphemes(text):
        assert rich.cells.cell_len(text[start:end]) == cells


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("北约", ["北", "约"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("क्षि", ["क्षि"]),
        ("กำน้ำ", ["กำ", "น้ำ"]),
        ("👩‍👩‍👧!", ["👩‍👩‍👧", "!"]),
        ("❤️1️⃣", ["❤️", "1️⃣"]),
        ("🇺🇦🇯🇵", ["🇺🇦", "🇯🇵"]),
        ("\u1112\u1161\u11ab글", ["\u1112\u1161\u11ab", "글"]),
        ("\u0301a", ["\u0301", "a"]),
        ("a \u0301b", ["a", " ", "\u0301", "b"]),
        ("\r\n", ["\r", "\n"]),
    ],
)
def test_clusters(text: str, clusters: list[str]) -> None:
    assert [text[start:end] for start, end, _ in graphemes(text)] == clusters


def test_the_fast_path_agrees_with_the_careful_one() -> None:
    # A mark at the end forces the careful path for all that precedes it.
    for code in (*range(0x20, 0x3400), *range(0xA000, 0xAC80), *range(0xF900, 0x10000)):
        character = chr(code)
        fast = graphemes(character + "a")
        careful = graphemes(character + "a\u0301")
        assert [tuple(c) for c in fast[:-1]] == [tuple(c) for c in careful[:-1]], hex(code)


@given(difficult, st.integers(0, 20), st.sampled_from(["…", "", "...", "»»"]))
def test_truncated_text_fits_and_starts_the_same(text: str, cells: int, ellipsis: str) -> None:
    short = truncate(text, cells, ellipsis)
    assert cell_len(short) <= cells
    if cell_len(text) <= cells:
        return
    if cell_len(ellipsis) <= cells:
        head = short.removesuffix(ellipsis)
        assert short.endswith(ellipsis)
        assert text.startswith(head)
        ends = {0, *(cluster.end for cluster in graphemes(text))}
        assert any(not text[len(head) : end].strip() for end in ends if end >= len(head))


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("news", 4, "news"),
        ("news!", 4, "new…"),
        ("北约暂未考虑", 6, "北约…"),
        ("北约暂未考虑", 5, "北约…"),
        ("word and", 6, "word…"),
        ("news", 1, "…"),
        ("news", 0, ""),
        ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"),
        ("", 3, ""),
    ],
)
def test_truncate(text: str, cells: int, short: str) -> None:
    assert truncate(text, cells) == short


def test_truncate_of_a_huge_text_looks_at_its_start_only() -> None:
    assert truncate("слово " * 5_000_000, 8) == "слово с…"


@given(difficult, st.integers(0, 30), st.sampled_from(["left", "center", "right"]))
def test_padded_text_is_as_wide_as_asked(text: str, cells: int, align: str) -> None:
    padded = pad(text, cells, align)  # type: ignore[arg-type]
    assert text in padded
    if "\u200d" not in text:  # a joiner at the end takes the width of the first space
        assert cell_len(padded) == max(cells, cell_len(text))


def test_pad() -> None:
    assert pad("北", 5) == "北   "
    assert pad("北", 5, "right") == "   北"
    assert pad("北", 5, "center") == " 北  "
    assert pad("north", 3) == "north"
