"""Blocks as rows: both sides equally high, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.articles import BODY, BOILERPLATE, TITLE, make_document

from seedreader.ui.reading.layout import (
    MISSING,
    Geometry,
    Panes,
    Position,
    Rows,
    RowSpace,
    layout_block,
)
from seedreader.ui.text import display

SENTENCES = st.lists(
    st.text(st.sampled_from("абвгд Київ,。北约「」x \u0301"), min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool),
    min_size=1,
    max_size=6,
)


def shown(rows, side):
    lines = [getattr(row, side) for row in rows]
    return [display(line.text.text, line.line) for line in lines if line is not None]


@settings(max_examples=60, deadline=None)
@given(
    SENTENCES,
    st.integers(min_value=2, max_value=70),
    st.sampled_from(list(Panes)),
    st.sampled_from(list(Rows)),
)
def test_every_character_of_both_languages_is_shown_once_and_in_order(
    sentences, width, panes, rows
):
    document = make_document([(BODY, sentences)])
    got = [
        row
        for block in document.folded
        for row in layout_block(document, block, Geometry(panes, rows, width))
    ]

    def squeezed(texts):
        return "".join("".join(texts).split())

    if panes is not Panes.TARGET:
        assert squeezed(shown(got, "source")) == squeezed(sentences)
    if panes is not Panes.SOURCE:
        assert squeezed(shown(got, "target")) == squeezed(f"<{s}>" for s in sentences)
    assert all(line.line.cells <= width for row in got for line in (row.source, row.target) if line)


@settings(max_examples=40, deadline=None)
@given(SENTENCES, st.integers(min_value=4, max_value=40), st.sampled_from(list(Rows)))
def test_offsets_of_rows_never_go_back(sentences, width, rows):
    document = make_document([(BODY, sentences), (BODY, sentences)])
    offsets = [
        row.offset
        for block in document.folded
        for row in layout_block(document, block, Geometry(Panes.SIDE, rows, width))
    ]
    assert offsets == sorted(offsets)


def test_aligned_by_sentence_each_pair_begins_on_a_row_of_its_own():
    document = make_document([(BODY, ["Одне.", "Два.", "Три."])])
    rows = layout_block(document, document.folded[0], Geometry(Panes.SIDE, Rows.SENTENCE, 40))
    assert shown(rows, "source") == ["Одне.", "Два.", "Три."]
    assert shown(rows, "target") == ["<Одне.>", "<Два.>", "<Три.>"]
    assert all(bool(row.source) == bool(row.target) for row in rows)


def test_side_by_side_the_next_paragraph_begins_on_the_same_row_in_both_panes():
    document = make_document(
        [(BODY, ["Коротко."]), (BODY, ["Далі."])],
        {"Коротко.": "This one is very much longer than what it stands for.", "Далі.": "Next."},
    )
    rows = [
        row
        for block in document.folded
        for row in layout_block(document, block, Geometry(Panes.SIDE, Rows.PARAGRAPH, 12))
    ]
    at = next(n for n, row in enumerate(rows) if row.source and row.offset > 0)
    assert rows[at].target is not None
    assert shown([rows[at]], "target") == ["Next."]
    assert rows[at - 1].source is rows[at - 1].target is None


def test_a_missing_translation_among_others_is_marked():
    document = make_document([(BODY, ["Є.", "Немає."])], {"Є.": "There is."})
    rows = layout_block(document, document.folded[0], Geometry(Panes.SIDE, Rows.PARAGRAPH, 40))
    assert shown(rows, "target") == [f"There is. {MISSING}"]


def test_where_no_sentence_is_translated_the_translation_shows_the_original():
    document = make_document([(TITLE, ["Так"]), (BODY, ["Ні."])], {"Так": "Yes"})
    rows = layout_block(document, document.folded[1], Geometry(Panes.TARGET, Rows.PARAGRAPH, 40))
    assert shown(rows, "source") == ["Ні."]


def test_chinese_translations_are_joined_without_spaces():
    document = make_document([(BODY, ["One.", "Two."])], {"One.": "第一。", "Two.": "第二。"})
    rows = layout_block(document, document.folded[0], Geometry(Panes.TARGET, Rows.PARAGRAPH, 40))
    assert shown(rows, "target") == ["第一。第二。"]


class TestRowSpace:
    HEIGHTS = (3, 1, 4, 2)

    @pytest.fixture
    def space(self):
        return RowSpace(len(self.HEIGHTS), lambda block: (None,) * self.HEIGHTS[block])

    def all_positions(self):
        return [Position(b, r) for b, height in enumerate(self.HEIGHTS) for r in range(height)]

    def test_moving_visits_every_row_in_both_directions_and_stops_at_the_ends(self, space):
        positions = self.all_positions()
        for start, position in enumerate(positions):
            for steps in range(-12, 13):
                expected = positions[max(0, min(len(positions) - 1, start + steps))]
                assert space.move(position, steps) == expected

    def test_distance_is_what_moving_takes(self, space):
        positions = self.all_positions()
        for a, start in enumerate(positions):
            for b, end in enumerate(positions):
                assert space.distance(start, end, 100) == b - a
                assert abs(space.distance(start, end, 3)) == min(3, abs(b - a))

    def test_the_last_top_leaves_a_full_screen(self, space):
        assert space.last_top(4) == self.all_positions()[-4]
        assert space.last_top(100) == Position(0, 0)

    def test_a_window_holds_as_many_rows_as_there_are(self, space):
        positions = self.all_positions()
        assert [position for position, _ in space.window(positions[2], 5)] == positions[2:7]
        assert [position for position, _ in space.window(positions[8], 5)] == positions[8:]


def test_boilerplate_unfolded_keeps_its_text():
    document = make_document([(BOILERPLATE, ["Меню", "Ще"]), (BODY, ["Текст."])])
    rows = layout_block(document, document.unfolded[0], Geometry(Panes.SIDE, Rows.PARAGRAPH, 40))
    assert shown(rows, "source") == ["Меню Ще"]
