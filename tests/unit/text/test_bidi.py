from __future__ import annotations

import pytest
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED as ALL_MIRRORED
from hypothesis import given
from hypothesis import strategies as st

from seedreader.ui.text import (
    Line,
    base_direction,
    cell_len,
    display,
    drawn,
    glyphs,
    graphemes,
    has_rtl,
    visual_order,
    wrap,
)
from seedreader.ui.text.mirror import MIRRORED

# One of each class without marks and format characters, which the oracle moves one by one.
ONE_OF_EACH = "ab1 2,.:%$+-/אבשلم٣٤()[]<>!«»北ق"
mixed = st.text(st.sampled_from(ONE_OF_EACH), min_size=1, max_size=24).map(
    lambda text: " ".join(text.split()) or "א"
)


def whole(text: str) -> Line:
    return Line(0, len(text), cell_len(text))


def visual(text: str, base: str | None = None) -> str:
    direction = base or base_direction(text, 0, len(text))
    order = visual_order(text, whole(text), direction, (0, len(text)))  # type: ignore[arg-type]
    return text if order is None else drawn(text, order)


@given(mixed, st.sampled_from(["ltr", "rtl"]))
def test_order_is_that_of_the_oracle(text: str, base: str) -> None:
    order = visual_order(text, whole(text), base, (0, len(text)))  # type: ignore[arg-type]
    ours = text if order is None else "".join(text[glyph.start : glyph.end] for glyph in order)
    assert ours == get_display(text, base_dir={"ltr": "L", "rtl": "R"}[base])


@given(st.text(st.sampled_from(ONE_OF_EACH + "\u0301\u200f\u200e"), min_size=1, max_size=20))
def test_base_direction_is_that_of_the_oracle(text: str) -> None:
    expected = "rtl" if get_base_level(text) == 1 else "ltr"
    assert base_direction(text, 0, len(text)) == expected


@given(
    st.text(
        st.one_of(st.sampled_from(ONE_OF_EACH + "\n\u0651\u05bc\u0301\u200c\u200d\u200f\u202e"))
    ),
    st.integers(2, 20),
)
def test_lines_in_visual_order_show_the_same_glyphs(text: str, width: int) -> None:
    base = base_direction(text, 0, len(text))
    for line in wrap(text, 0, len(text), width):
        order = visual_order(text, line, base, (0, len(text)))
        if order is None:
            assert base == "ltr"
            assert not has_rtl(text, line.start, line.end)
            continue
        logical = glyphs(text, line)
        assert sorted(glyph[:3] for glyph in order) == [glyph[:3] for glyph in logical]
        assert len(drawn(text, order)) == len(display(text, line))
        shown = zip(sorted(order), logical, strict=True)
        for glyph, original in shown:
            if glyph != original:
                letters = drawn(text, [original])
                assert drawn(text, [glyph]) == MIRRORED[letters[0]] + letters[1:]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain (text)", "plain (text)"),
        ("אבג", "גבא"),
        ("אב (גד) 12.", ".12 (דג) בא"),
        ("say אב, 12 ok", "say 12 ,בא ok"),
        ("אב NATO גד", "דג NATO בא"),
        ("אב (NATO) גד", "דג (NATO) בא"),
        ("abc (אב) גד", "abc (בא) דג"),
        ("قال ١٢٣ و-50%", "%50-و ١٢٣ لاق"),
        ("«אב»", "«בא»"),
        ("א 1\u0301,2", "1\u0301,2 א"),  # W1: the mark does not part the number
    ],
)
def test_visual_order(text: str, shown: str) -> None:
    assert visual(text) == shown


def test_clusters_stay_whole() -> None:
    text = "לֹא ש\u05c1\u05b8"
    assert visual(text) == "ש\u05c1\u05b8 אלֹ"
    order = visual_order(text, whole(text), "rtl")
    assert order is not None
    clusters = {tuple(cluster) for cluster in graphemes(text)}
    assert {glyph[:3] for glyph in order} == clusters


def test_levels_are_those_of_the_paragraph() -> None:
    # The line "12, 34" alone is neutral; after Hebrew letters its numbers stand right to left.
    text = "אב 12, 34"
    line = Line(3, 9, 6)
    alone = visual_order(text, line, "ltr")
    assert alone is None
    text = "אב גד 12, א 34"
    line = Line(3, 14, 11)
    together = visual_order(text, line, "ltr", (0, len(text)))
    assert together is not None
    assert drawn(text, together) == "34 א ,12 דג"


def test_white_space_at_the_end_of_a_line_follows_the_paragraph() -> None:
    text = "ab אב גד"
    order = visual_order(text, Line(0, 6, 6), "ltr", (0, len(text)))
    assert order is not None
    assert drawn(text, order) == "ab בא "


def test_a_line_without_right_to_left_letters_in_a_right_to_left_paragraph() -> None:
    text = "אב NATO, (EU)."
    line = Line(3, 14, 11)
    order = visual_order(text, line, "rtl", (0, len(text)))
    assert order is not None
    assert drawn(text, order) == ".NATO, (EU)"


def test_white_space_within_a_line_is_shown_collapsed() -> None:
    text = "אב \n גד"
    (line,) = wrap(text, 0, len(text), 20)
    order = visual_order(text, line, "rtl", (0, len(text)))
    assert order is not None
    assert drawn(text, order) == "דג בא"


def test_a_long_paragraph_is_resolved_around_the_line() -> None:
    text = "אב גד, " * 2000 + "(NATO) סוף."
    base = base_direction(text, 0, len(text))
    lines = wrap(text, 0, len(text), 40)
    last = visual_order(text, lines[-1], base, (0, len(text)))
    assert last is not None
    assert drawn(text, last).startswith(".ףוס (NATO) ,דג בא")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("1. abc א", "ltr"),
        ("1. א abc", "rtl"),
        ("...", "ltr"),
        ("", "ltr"),
        ("(" * 5000 + "א", "rtl"),
        ("北א", "ltr"),
    ],
)
def test_base_direction(text: str, direction: str) -> None:
    assert base_direction(text, 0, len(text)) == direction


def test_every_mirrored_character_is_known() -> None:
    assert MIRRORED == ALL_MIRRORED


def test_arabic_letters_take_the_forms_that_their_neighbours_ask_for() -> None:
    text = "بيت دار"
    order = visual_order(text, whole(text), "rtl", shape=True)
    assert order is not None
    assert drawn(text, order) == "\ufead\ufe8d\ufea9 \ufe96\ufef4\ufe91"
    assert visual_order(text, whole(text), "rtl") != order


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("لا", "\ufe8e\ufedf"),  # no ligature: two letters, two cells
        ("ن\u200cن", "\ufee5\ufee5\u200c"),  # a non-joiner stays with its letter
        ("ب\u200d", "\ufe91"),
        ("بَب", "\ufe90\ufe91\u064e"),
        ("گچ", "\ufb7b\ufb94"),
        ("אב", "בא"),
        ("ء", "\ufe80"),
    ],
)
def test_shapes(text: str, shown: str) -> None:
    order = visual_order(text, whole(text), "rtl", shape=True)
    assert order is not None
    assert drawn(text, order) == shown
    assert sum(glyph.cells for glyph in order) == cell_len(text)
