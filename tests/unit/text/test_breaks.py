from __future__ import annotations

from functools import cache
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import LineBreak, line_break, line_break_breakables

from seedreader.ui.text import graphemes, line_breaks
from seedreader.ui.text.breaks import breaks_between, syllable_breaks


@cache
def unicode_17(character: str) -> LineBreak:
    """Return the oracle's class, brought from Unicode 16 to 17 where samples meet a change."""
    return LineBreak.IS if character in "\xb7\u0387" else line_break(character)


def by_uniseg(text: str) -> list[int]:
    breakables = line_break_breakables(text, property=unicode_17)
    return [at for at, breakable in enumerate(breakables) if breakable and at]


def parts(text: str) -> list[str]:
    ends = [*line_breaks(text), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def test_samples_break_where_the_oracle_says(sample: str) -> None:
    assert list(line_breaks(sample)) == by_uniseg(sample)


# One or two of each class; without what has no cell (it never begins a line here), without U+200B
# before marks (kept together here), and without Hebrew (LB20a and LB21a differ in Unicode 17).
REPRESENTATIVES = (
    "aяא"[:2]
    + '他カ5٣   \u0301\u00a0\u202f—\u2e3a\u2009´-\u2010\ufffc」、。)）!？…ー・っ(（「„“”‘’"«»›.,:;'
    + "/%$€°№①각가👩🇺🇸กา\u25cc\u2060ᬅᬧ\u1bc0"
)


@given(st.text(st.sampled_from(REPRESENTATIVES), max_size=12))
def test_classes_in_any_order_break_where_the_oracle_says(text: str) -> None:
    assert list(line_breaks(text)) == by_uniseg(text)


@given(st.text(st.sampled_from('a1他“”‘’«»„" ，。(）'), max_size=12))
def test_quotes_break_where_the_oracle_says(text: str) -> None:
    assert list(line_breaks(text)) == by_uniseg(text)


@given(st.text(st.sampled_from("a19,.:/-$%€()（ "), max_size=12))
def test_numbers_break_where_the_oracle_says(text: str) -> None:
    assert list(line_breaks(text)) == by_uniseg(text)


@given(st.text(st.characters(exclude_characters="\u200d"), max_size=30))
def test_no_break_is_inside_a_grapheme_cluster(text: str) -> None:
    starts = {cluster.start for cluster in graphemes(text)}
    assert starts.issuperset(line_breaks(text))


@given(st.text(st.sampled_from(REPRESENTATIVES), max_size=40), st.data())
def test_a_stretch_tells_the_same_as_the_whole(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    whole = breaks_between(text, 0, len(text), 1, len(text))
    found = breaks_between(text, 0, len(text), max(first, 1), last)
    assert found == [at for at in whole if first <= at < last]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“北约”，对", ["他", "说：", "“北", "约”，", "对"]),
        ("「あっー」です", ["「あっー」", "で", "す"]),
        ("看《新闻》（今天）吧", ["看", "《新", "闻》", "（今", "天）", "吧"]),
        ("北约NATO成员", ["北", "约", "NATO", "成", "员"]),
        ("约3.5%增", ["约", "3.5%", "增"]),
        ("同意——对……吧", ["同", "意", "——", "对……", "吧"]),
        ("基德·哈", ["基", "德·", "哈"]),
        ("„Wort“ und «mot»", ["„Wort“ ", "und ", "«mot»"]),
        ("Links-rechts -5 $1,250.75!", ["Links-", "rechts ", "-5 ", "$1,250.75!"]),
        ("דו־קיום 3־א", ["דו־", "קיום ", "3־", "א"]),
        ("https://a.org/b?c=d", ["https://", "a.org/", "b?", "c=d"]),
        ("🇺🇦🇯🇵", ["🇺🇦", "🇯🇵"]),
        ("a\u200bb", ["a\u200b", "b"]),
        ("a\u200b )", ["a\u200b ", ")"]),  # LB8
        ("） ー北", ["） ー", "北"]),  # LB16
        ("— —北", ["— —", "北"]),  # LB17
        ("\u1b13\u1b44\u1b13\u1b13", ["\u1b13\u1b44\u1b13", "\u1b13"]),  # LB28a
        ("a\u00adb", ["a\u00adb"]),
        ("Ivan\u00a0Franko", ["Ivan\u00a0Franko"]),
    ],
)
def test_breaks(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北约\n暂未", ["北", "约\n", "暂", "未"]),
        ("「\n北", ["「\n北"]),
        ("北\n、约", ["北\n、", "约"]),
        ("キ\nッ", ["キ\nッ"]),
        ("two\nwords", ["two\n", "words"]),
    ],
)
def test_a_line_feed_never_forces_a_break(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_only_the_paragraph_is_looked_at() -> None:
    assert list(line_breaks("one two three", 4, 9)) == [8]


def test_breaks_of_a_huge_text_come_at_once() -> None:
    assert list(islice(line_breaks("слово " * 5_000_000), 3)) == [6, 12, 18]


def test_context_crosses_the_stretches_that_are_looked_at() -> None:
    text = "слово («так») – 1,250.75 " * 400
    assert list(line_breaks(text)) == breaks_between(text, 0, len(text), 1, len(text))


def syllables(text: str) -> list[str]:
    ends = [*syllable_breaks(text, 0, len(text)), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เรามีแผน", ["เรา", "มี", "แผ", "น"]),  # not after เ แ, not before า
        ("น้ำใจ", ["น้ำ", "ใจ"]),  # tone mark and SARA AM stay
        ("การันต์ๆ", ["กา", "รั", "นต์ๆ"]),  # a silenced letter and a sign of repetition stay
        ("ເຮົາໄປ", ["ເຮົາ", "ໄປ"]),
        ("ខ្ញុំទៅ", ["ខ្ញុំ", "ទៅ"]),  # a subscript stays
        ("ကျွန်တော်", ["ကျွန်", "တော်"]),  # a letter closed by asat stays
        ("ปี2023นี้", ["ปี", "2023", "นี้"]),
        ("plain", ["plain"]),
    ],
)
def test_syllable_borders(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected
