from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.ui.text import (
    Glyph,
    Line,
    LineMap,
    base_direction,
    cell_len,
    display,
    drawn,
    glyphs,
    visual_order,
    wrap,
)

DIFFICULT = (
    "ab1 \n\t  北约。“”한ก\u0e33\u0e48कि\u0301אבش٣()\u200d\u200c\ufe0f👩👧❤#\x1b\u00ad\u200e"
)
texts = st.text(st.one_of(st.sampled_from(DIFFICULT), st.characters()), max_size=40)


@given(texts, st.integers(2, 20))
def test_glyphs_have_no_gaps_and_show_what_the_line_shows(text: str, width: int) -> None:
    for line in wrap(text, 0, len(text), width):
        found = glyphs(text, line)
        at = line.start
        for glyph in found:
            assert glyph.start == at < glyph.end
            at = glyph.end
        assert at == line.end or not display(text, line)
        assert drawn(text, found) == display(text, line)
        assert sum(glyph.cells for glyph in found) == line.cells


@given(texts, st.integers(2, 20))
def test_offsets_and_columns_round_trip(text: str, width: int) -> None:
    base = base_direction(text, 0, len(text))
    for line in wrap(text, 0, len(text), width):
        order = visual_order(text, line, base, (0, len(text)))
        line_map = LineMap.of(text, line, order)
        for glyph in glyphs(text, line):
            columns = {line_map.column_of(offset) for offset in range(glyph.start, glyph.end)}
            assert len(columns) == 1
            if glyph.cells:
                column = columns.pop()
                for inside in range(column, column + glyph.cells):
                    assert line_map.offset_at(inside) == glyph.start
        assert line_map.offset_at(-1) == line.start
        assert line_map.offset_at(line.cells) == line.end
        assert line_map.column_of(line.end) == line.cells


@given(texts, st.integers(2, 20), st.data())
def test_highlights_cover_the_cells_of_their_glyphs(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    base = base_direction(text, 0, len(text))
    for line in wrap(text, 0, len(text), width):
        order = visual_order(text, line, base) or glyphs(text, line)
        spans = LineMap(line, order).columns_of(start, end)
        covered = [column for first, last in spans for column in range(first, last)]
        assert covered == sorted(set(covered))
        assert all(before[1] < after[0] for before, after in pairwise(spans))
        touched = [glyph for glyph in order if glyph.start < end and start < glyph.end]
        assert len(covered) == sum(glyph.cells for glyph in touched)


def whole(text: str) -> Line:
    return Line(0, len(text), cell_len(text))


def test_columns_of_wide_and_combining_characters() -> None:
    text = "a北e\u0301!"
    line_map = LineMap.of(text, whole(text))
    assert [line_map.column_of(offset) for offset in range(6)] == [0, 1, 3, 3, 4, 5]
    assert [line_map.offset_at(column) for column in range(6)] == [0, 1, 1, 2, 4, 5]
    assert line_map.columns_of(1, 3) == [(1, 4)]
    assert line_map.glyph_at(2) == Glyph(1, 2, 2, None)
    assert line_map.glyph_at(5) is None


def test_columns_of_collapsed_white_space() -> None:
    text = "a \n b"
    (line,) = wrap(text, 0, len(text), 10)
    line_map = LineMap.of(text, line)
    assert display(text, line) == "a b"
    assert [line_map.column_of(offset) for offset in range(6)] == [0, 1, 1, 1, 2, 3]
    assert [line_map.offset_at(column) for column in range(3)] == [0, 1, 4]


def test_columns_of_a_line_feed_that_is_not_shown() -> None:
    text = "北\n约"
    (line,) = wrap(text, 0, len(text), 10)
    line_map = LineMap.of(text, line)
    assert display(text, line) == "北约"
    assert [line_map.column_of(offset) for offset in range(4)] == [0, 0, 2, 4]


def test_columns_in_visual_order() -> None:
    text = "a אב1 b"
    line = whole(text)
    line_map = LineMap.of(text, line, visual_order(text, line, "ltr"))
    assert [line_map.column_of(offset) for offset in range(7)] == [0, 1, 4, 3, 2, 5, 6]
    assert line_map.columns_of(2, 4) == [(3, 5)]
    assert line_map.columns_of(1, 4) == [(1, 2), (3, 5)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a b"),
        ("北\n“约”", "北“约”"),
        ("“北”\n约", "“北”约"),
        ("“a”\n“b”", "“a” “b”"),
        ("か\n한", "か 한"),
        ("北  约", "北 约"),
        ("ه\u200d.", "ه."),
        ("ක්‍ර", "ක්‍ර"),
    ],
)
def test_display(text: str, shown: str) -> None:
    (line,) = wrap(text, 0, len(text), 40)
    assert display(text, line) == shown


def test_a_map_of_nothing() -> None:
    line_map = LineMap.of("", Line(0, 0, 0))
    assert line_map.column_of(0) == 0
    assert line_map.offset_at(0) == 0
    assert line_map.columns_of(0, 9) == []
