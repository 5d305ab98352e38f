from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.ui.text import Flow, Piece

pieces = st.lists(st.builds(Piece, st.text("ab 北约。.“”\n", max_size=6), st.integers(0, 9)))


@given(pieces, st.sampled_from([" ", "", "  "]))
def test_every_piece_is_found_where_it_stands(parts: list[Piece], joiner: str) -> None:
    flow = Flow.of(parts, joiner)
    assert [piece.sentence_index for piece in flow.pieces] == [p.sentence_index for p in parts]
    for index, part in enumerate(parts):
        start, end = flow.span_of(index)
        assert flow.text[start:end] == flow.pieces[index].text == part.text.strip()
        for offset in range(start, end):
            assert flow.piece_at(offset) == (index, offset - start)


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["One.", "Two."], "One. Two."),
        (["北约。", "日本。"], "北约。日本。"),
        (["“好。”", "“对。”北"], "“好。” “对。”北"),
        (["北约", "NATO"], "北约 NATO"),
        (["One.", "", "Two."], "One. Two."),
        (["", "One."], "One."),
        ([], ""),
    ],
)
def test_joining(texts: list[str], text: str) -> None:
    assert Flow.of([Piece(text, 0) for text in texts]).text == text


def test_the_joiner_belongs_to_the_piece_before_it() -> None:
    flow = Flow.of([Piece("One.", 4), Piece("Two.", 5)])
    assert flow.piece_at(4) == (0, 4)
    assert flow.piece_at(5) == (1, 0)
    assert flow.piece_at(9) == (1, 4)


@pytest.mark.parametrize("offset", [-1, 10])
def test_offsets_outside_have_no_piece(offset: int) -> None:
    flow = Flow.of([Piece("One.", 0), Piece("Two.", 1)])
    with pytest.raises(IndexError):
        flow.piece_at(offset)


def test_an_empty_flow_has_no_piece() -> None:
    with pytest.raises(IndexError):
        Flow.of([]).piece_at(0)
