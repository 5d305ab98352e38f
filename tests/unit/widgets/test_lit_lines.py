"""Texts cut around what is lit in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from seedreader.article import Span
from seedreader.library.search_snippets import LitText
from seedreader.ui.text import cell_len
from seedreader.ui.widgets.lit_lines import lit_lines

HIT = Style(bold=True)
WORDS = st.sampled_from(
    ("мир", "北约", "nato", "שלום", "a", "dell’Ucraina", "e\u0301te", "𠀀", "x\ny")
)


def shown(lit, width, lines):
    return lit_lines(lit, width, lines, Style.null(), HIT)


@given(
    st.lists(WORDS, min_size=1, max_size=40),
    st.integers(0, 39),
    st.integers(12, 60),
    st.integers(1, 3),
)
def test_lines_are_as_wide_as_asked_and_the_lit_place_is_among_them(words, at, width, lines):
    at %= len(words)
    text = " ".join([*words[:at], "HITS", *words[at + 1 :]])
    start = len(" ".join([*words[:at], ""]))
    made = shown(LitText(text, (Span(start, start + 4),)), width, lines)
    assert 1 <= len(made) <= lines
    assert {sum(cell_len(segment.text) for segment in line) for line in made} == {width}
    lit = "".join(segment.text for line in made for segment in line if segment.style.bold)
    assert lit == "HITS"


def test_a_short_text_is_whole():
    (line,) = shown(LitText("Вони говорили про безпеку.", (Span(18, 25),)), 40, 1)
    assert "".join(segment.text for segment in line).rstrip() == "Вони говорили про безпеку."


def test_dots_tell_that_something_is_cut():
    text = "слово " * 30 + "hit " + "слово " * 30
    (line,) = shown(LitText(text, (Span(180, 183),)), 40, 1)
    joined = "".join(segment.text for segment in line).strip()
    assert joined.startswith("…")
    assert joined.endswith("…")
    assert "hit" in joined
