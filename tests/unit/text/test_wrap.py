from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import Self

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedreader.ui.text import (
    MINIMUM_WIDTH,
    cell_len,
    display,
    graphemes,
    iter_wrap,
    line_breaks,
    safe,
    wrap,
)

DIFFICULT = (
    "ab1 \n\t  北约。，「」“”（）っー한\u1100\u1161กเ\u0e33\u0e48क\u094d\u0937\u093e\u0301\u0600אש"
    "\u200d\u200c\ufe0f👩👧🏽❤#🇺🇦\x1b\u00ad\u200b\u2060\u200e\u3000\u00a0/.-$%"
)
texts = st.text(st.one_of(st.sampled_from(DIFFICULT), st.characters()), max_size=60)
widths = st.integers(MINIMUM_WIDTH, 20)

NEVER_FIRST = frozenset("、。，．！？；：」』）】》〉”’…·ーっッゃャゅュょョぁァ々‰℃")
NEVER_LAST = frozenset("「『（【《〈“‘([{$₹")


def shown(text: str, width: int) -> list[str]:
    return [display(text, line) for line in wrap(text, 0, len(text), width)]


@given(texts, widths)
@example("#\u200e\ufe0f", 2)
@example("a\u200d\u200eb", 2)
@example("ه\u200d و", 2)
@example("\U0001f1fa" * 5, 3)
def test_a_line_is_as_wide_as_it_says_and_fits(text: str, width: int) -> None:
    for line in wrap(text, 0, len(text), width):
        assert line.cells <= width
        assert cell_len(display(text, line)) == line.cells
        assert safe(display(text, line)) == display(text, line)


@given(texts, widths, st.data())
def test_everything_but_white_space_is_on_one_line_in_order(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for line in wrap(text, start, end, width):
        assert at <= line.start < line.end <= end
        assert not text[at : line.start].strip()
        assert text[line.start : line.end].strip() == text[line.start : line.end]
        at = line.end
    assert not text[at:end].strip()


@given(texts, widths)
def test_lines_begin_at_breaks_unless_the_width_forces_it(text: str, width: int) -> None:
    breaks = {0, len(text), *line_breaks(text)}
    lines = wrap(text, 0, len(text), width)
    unspaced = re.search("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]", text)
    for line, following in pairwise(lines):
        if breaks.isdisjoint(range(line.end, following.start + 1)) and not unspaced:
            # Cut: what stands between the breaks around it is too wide, and begins this line.
            assert breaks.isdisjoint(range(line.start + 1, line.end))
            last = min(at for at in breaks if at >= following.start)
            assert sum(part.cells for part in wrap(text, line.start, last, 1000)) > width


@given(texts, widths)
def test_lines_are_as_full_as_they_can_be(text: str, width: int) -> None:
    lines = wrap(text, 0, len(text), width)
    breaks = list(line_breaks(text))
    for line, following in pairwise(lines):
        next_break = next((at for at in breaks if at > following.start), len(text))
        if following.start in breaks:
            (together, *more) = wrap(text, line.start, next_break, 1000)
            assert more or together.cells > width or together.end < following.start


@given(texts, widths)
def test_the_iterator_is_the_list(text: str, width: int) -> None:
    assert list(iter_wrap(text, 0, len(text), width)) == wrap(text, 0, len(text), width)


@pytest.mark.parametrize(
    "text",
    [
        "他说：“北约暂未考虑在日设办事处”，（观察者网）称3.5%的成员……同意——《新闻》第1,250期。",
        "“他说‘不’，”她问：“真的吗？”（是的！）《新闻》、“报道”、‘消息’……都这样说。",
        "部長說：「我們有『新計畫』。」費用是1,250元（約15%）嗎？不！基德·哈靈頓不同意。",
        "大臣は「新しい計画がある」と語った。チェックは３回……でしょうか？キャッシュカード、ゃっぱり々。",
        "他说：\n“北约\n”，\n（观察\n）称\n。",
    ],
)
def test_kinsoku(text: str) -> None:
    for width in range(8, 40):
        lines = shown(text, width)
        assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
        assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


def test_no_line_begins_with_a_stop(sample: str) -> None:
    for width in range(25, 60):
        lines = shown(sample, width)
        assert not [line for line in lines if line[0] in ",.!?;:)]}、。，．！？；：」』）》།።؟؛،"]
        assert not [line for line in lines if line[-1] in "([{「『（《„¿¡₹"]


def test_samples_fit_and_are_all_there(sample: str) -> None:
    for width in range(MINIMUM_WIDTH, 40):
        lines = wrap(sample, 0, len(sample), width)
        assert max(line.cells for line in lines) <= width
        joined = "".join(sample[line.start : line.end] for line in lines)
        assert "".join(joined.split()) == "".join(sample.split())


def test_samples_are_not_cut_inside_clusters(sample: str) -> None:
    ends = {cluster.end for cluster in graphemes(sample)}
    for width in range(6, 20):
        assert ends.issuperset(line.end for line in wrap(sample, 0, len(sample), width))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("НАТО планує відкрити офіс", 12, ["НАТО планує", "відкрити", "офіс"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("他说：“北约暂未”，对", 8, ["他说：", "“北约暂", "未”，对"]),
        ("北约NATO成员", 6, ["北约", "NATO成", "员"]),
        ("  one \n\n two\tthree ", 20, ["one two three"]),
        ("北约\n暂未\n“考虑”", 20, ["北约暂未“考虑”"]),
        ("北约\nNATO\n成员", 20, ["北约 NATO 成员"]),
        ("한국\n일본", 20, ["한국 일본"]),
        ("anticonstitutionally", 8, ["anticons", "titution", "ally"]),
        (
            "see https://example.org/path/to?query=1",
            12,
            ["see https://", "example.org/", "path/to?", "query=1"],
        ),
        ("aaaaaa.bbbbbbbb.cccc", 10, ["aaaaaa.", "bbbbbbbb.", "cccc"]),
        ("abcdefghij), k", 10, ["abcdefghi", "j), k"]),
        ("北", 2, ["北"]),
        ("क्ष्म्य", 2, ["क्ष्", "म्य"]),  # a cluster wider than the line
        ("เขาไปโรงเรียน", 6, ["เขาไป", "โรงเรีย", "น"]),
        ("a\x1b[2Jb", 20, ["a\ufffd[2Jb"]),
        ("ab\u00adcd\u202eef", 20, ["abcdef"]),
        ("ه\u200d و", 20, ["ه و"]),
        ("می‌خواهم", 20, ["می‌خواهم"]),
        (" \n ", 5, []),
        ("", 5, []),
    ],
)
def test_lines(text: str, width: int, expected: list[str]) -> None:
    assert shown(text, width) == expected


def test_thai_fills_a_line_that_would_be_less_than_half_full() -> None:
    lines = shown("กข กขคงจฉชซฌญดตถทธน", 12)
    assert lines == ["กข กขคงจฉชซฌ", "ญดตถทธน"]
    assert shown("กขคงจฉช กขคงจฉชซ", 12) == ["กขคงจฉช", "กขคงจฉชซ"]


def test_only_the_paragraph_is_shown() -> None:
    text = "one two three four"
    assert [text[line.start : line.end] for line in wrap(text, 4, 13, 5)] == ["two", "three"]


@pytest.mark.parametrize("width", [1, 0, -3])
def test_lines_can_be_too_narrow(width: int) -> None:
    with pytest.raises(ValueError, match="too narrow"):
        wrap("北约", 0, 2, width)


def test_long_paragraphs_wrap_like_short_ones() -> None:
    # Longer than what is measured at once; every line is the same.
    text = "привіт світ " * 3000
    assert {line.cells for line in wrap(text, 0, len(text), 12)} == {11}
    assert len(wrap(text, 0, len(text), 12)) == 3000


@pytest.mark.parametrize(
    "text",
    ["a" * 20_000_000, "слово " * 3_000_000, "北" * 10_000_000, "ก" * 10_000_000],
    ids=["token", "words", "Han", "Thai"],
)
def test_the_first_lines_of_a_huge_text_come_at_once(text: str) -> None:
    looked_at = Counting(text)
    lines = list(islice(iter_wrap(looked_at, 0, len(text), 50), 20))
    assert len(lines) == 20
    assert looked_at.code_points < 50_000


class Counting(str):
    """A text that counts how much of it was taken out in slices."""

    __slots__ = ("code_points",)
    code_points: int

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.code_points = 0
        return made

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        self.code_points += len(part)
        return part


@pytest.mark.parametrize(
    "text",
    ["\u0301" * 50_000, "\u200d" * 20_000, "x" * 20_000, "“" * 20_000, "(" * 20_000, "🇺" * 20_001],
    ids=["marks", "joiners", "letters", "quotes", "brackets", "flags"],
)
def test_hostile_runs_cost_no_more_than_their_length(text: str) -> None:
    lines = wrap(text, 0, len(text), 50)
    assert sum(line.end - line.start for line in lines) == len(text)


def test_a_long_run_of_white_space_is_one_space() -> None:
    assert shown("x" + " \n" * 100_000 + "y", 50) == ["x y"]
    assert shown("x" + " \n" * 100_000 + "y", 2) == ["x", "y"]
