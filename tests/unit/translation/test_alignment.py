"""Which words are which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation.alignment import (
    WordLink,
    align,
    compose,
    counterparts,
    decode_alignment,
    encode_alignment,
    locate_tokens,
    with_names,
    words,
)

LINKS = (WordLink(0, 4, 0, 5, 0.98), WordLink(5, 10, 6, 9, 0.4), WordLink(5, 10, 10, 12, 1.0))


def spelt(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Він сказав: «так».", ["Він", "сказав", "так"]),
        ("П’ять зірок, 3.5% semi-final", ["П’ять", "зірок", "3.5", "semi-final"]),
        ("北约NATO在东京", ["北", "约", "NATO", "在", "东", "京"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("l'ufficio - 'tis", ["l'ufficio", "tis"]),
        ("", []),
        ("...", []),
    ],
)
def test_words(text, expected):
    assert spelt(text) == expected


@given(st.text())
def test_words_are_in_order_and_not_empty(text):
    end_before = 0
    for start, end in words(text):
        assert end_before <= start < end <= len(text)
        end_before = end


def test_tokens_are_found_in_the_text():
    text = "Він  сказав «ТАК»."
    tokens = ["Він", "ска", "зав", '"', "так", "", "»", "."]
    found = [text[start:end] for start, end in locate_tokens(tokens, text)]
    assert found == ["Він", "ска", "зав", "", "ТАК", "", "»", "."]


def test_tokens_after_one_that_is_not_found_are_found():
    text = "a ﬁne day"
    assert [text[a:b] for a, b in locate_tokens(["a", "⁇⁇⁇⁇", "day"], text)] == ["a", "", "day"]
    assert [text[a:b] for a, b in locate_tokens(["a", "fine", "day"], text)] == ["a", "ﬁne", "day"]


@given(st.text(), st.lists(st.text(max_size=5), max_size=20))
def test_places_of_tokens_are_in_the_text(text, tokens):
    for start, end in locate_tokens(tokens, text):
        assert 0 <= start <= end <= len(text)


def linked(source: str, target: str, attention) -> dict[str, tuple[str, float]]:
    links = align(
        source,
        target,
        locate_tokens(source.split(), source),
        locate_tokens(target.split(), target),
        attention,
    )
    return {
        target[link.target_start : link.target_end]: (
            source[link.source_start : link.source_end],
            round(link.confidence, 2),
        )
        for link in links
    }


def test_follows_the_strongest_attention():
    attention = [[0.1, 0.8, 0.1], [0.7, 0.1, 0.2]]
    assert linked("рука ліва", "left hand", attention) == {
        "left": ("ліва", 0.8),
        "hand": ("рука", 0.7),
    }


def test_says_nothing_where_attention_says_nothing():
    assert linked("a b c d e f g h", "x y", [[0.1] * 8, [0.9] + [0.0] * 7]) == {"y": ("a", 0.9)}


def test_a_word_of_several_tokens_is_one_word():
    source, target = "перебудова", "перестройка now"
    links = align(
        source,
        target,
        locate_tokens(["пере", "будова"], source),
        locate_tokens(["пере", "стройка", "now"], target),
        [[0.9, 0.1], [0.2, 0.8], [0.05, 0.05]],
    )
    assert links == (WordLink(0, 10, 0, 11, 1.0),)


def test_a_character_is_seldom_a_word():
    links = align("北约在", "NATO", [(0, 2), (2, 3)], [(0, 4)], [[0.9, 0.1, 0.0]])
    assert [(link.source_start, link.source_end) for link in links] == [(0, 2)]


@pytest.mark.parametrize(("source", "target"), [("", "a"), ("a", ""), ("...", "a")])
def test_no_words_no_links(source, target):
    assert align(source, target, [(0, 1)], [(0, 1)], [[1.0]]) == ()


def test_names_come_first():
    source, target = "Столтенберг прибув", "Stoltenberg arrived"
    links = [WordLink(0, 11, 12, 19, 0.4), WordLink(12, 18, 0, 11, 0.3)]
    found = with_names(links, source, target, lambda *_: [((0, 11), (0, 11))])
    assert found == (WordLink(0, 11, 0, 11, 1.0), links[0])
    assert with_names(links, source, target, lambda *_: []) == (links[1], links[0])


def test_links_lead_through_a_pivot():
    first = [WordLink(0, 2, 4, 8, 0.8), WordLink(3, 5, 0, 3, 0.5)]
    second = [WordLink(0, 3, 7, 9, 0.5), WordLink(4, 8, 0, 6, 1.0), WordLink(9, 12, 10, 12, 1.0)]
    assert compose(first, second) == (WordLink(3, 5, 7, 9, 0.25), WordLink(0, 2, 0, 6, 0.8))


def test_survives_the_line():
    assert encode_alignment(LINKS) == "0-4:0-5:98 5-10:6-9:40 5-10:10-12:100"
    assert decode_alignment(encode_alignment(LINKS)) == LINKS
    assert decode_alignment(encode_alignment(())) == ()


@pytest.mark.parametrize("line", ["1", "1-2:3-4", "a-b:c-d:e", "1-2:3-4:5:6", "1:2:3"])
def test_nonsense_is_a_value_error(line):
    with pytest.raises(ValueError, match=r"values|literal"):
        decode_alignment(line)


def test_counterparts_of_a_stretch():
    assert counterparts(LINKS, 6, 7, in_target=False) == [((6, 9), 0.4), ((10, 12), 1.0)]
    assert counterparts(LINKS, 4, 5, in_target=True) == [((0, 4), 0.98)]
    assert counterparts(LINKS, 4, 5, in_target=False) == []
