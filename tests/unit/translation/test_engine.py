"""What all engines share: options, keys, batches, pieces, threads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation.argos.pieces import cut, shape
from seedreader.translation.argos.processors import cores_of, physical_cores, quota_of
from seedreader.translation.batching import in_order, longest_first
from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    RETRY_IN_PIECES,
    RETRY_WITHOUT_REPETITION,
    settings_key,
)


def test_the_key_of_a_translation_never_changes():
    """A library remembers under it: another key would translate everything again."""
    assert settings_key("argos", ["aa", "bb"]) == (
        'argos|aa+bb|{"beam_size":4,"length_penalty":0.2,"max_piece_tokens":180,'
        '"no_repeat_ngram_size":0,"repetition_penalty":1.0,"replace_unknowns":true}'
    )


def test_what_decides_the_translation_is_in_the_key():
    keys = {
        settings_key("argos", ["aa"]),
        settings_key("argos", ["bb"]),
        settings_key("argos", ["aa", "bb"]),
        settings_key("apertium", ["aa"]),
        settings_key("argos", ["aa"], RETRY_IN_PIECES),
        settings_key("argos", ["aa"], RETRY_WITHOUT_REPETITION),
        settings_key("argos", ["aa"], replace(DEFAULT_OPTIONS, beam_size=2)),
    }
    assert len(keys) == 7


sizes = st.lists(st.integers(0, 700), max_size=60)


@given(sizes)
def test_batches_hold_everything_once_and_fit(sizes):
    for batches in (longest_first(sizes), in_order(sizes, first=2, limit=512)):
        assert sorted(index for batch in batches for index in batch) == list(range(len(sizes)))
        for batch in batches:
            padded = len(batch) * max(sizes[index] for index in batch)
            assert padded <= 512 or len(batch) == 1


@given(sizes)
def test_batches_go_longest_first_or_in_order(sizes):
    order = [index for batch in longest_first(sizes) for index in batch]
    assert [sizes[index] for index in order] == sorted(sizes, reverse=True)
    assert [index for batch in in_order(sizes, first=1) for index in batch] == sorted(order)


@given(st.text(alphabet="ab .,;\u0301日。—", max_size=400), st.integers(1, 30))
def test_pieces_hold_everything_but_white_space(text, limit):
    text = shape(text)[1]
    pieces = cut(text, len, limit)
    assert "".join("".join(text[a:b].split()) for a, b in pieces) == "".join(text.split())
    for start, end in pieces:
        assert end - start <= max(limit, 2) or "\u0301" in text[start:end] or not text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One, two; three four.", ["One, two;", "three four."]),
        ("One two, three four.", ["One two,", "three four."]),
        ("One two three four", ["One two", "three four"]),
        ("甲乙，丙丁。戊己庚辛", ["甲乙，丙丁。", "戊己庚辛"]),
    ],
)
def test_cuts_where_it_hurts_least(text, pieces):
    assert [text[a:b] for a, b in cut(text, len, len(text) - 1)] == pieces


@given(st.text())
def test_the_shape_of_a_text_comes_back(text):
    before, inner, after = shape(text)
    assert f"{before}{inner}{after}".split() == text.split()
    assert text.startswith(before)
    assert text.endswith(after)
    assert inner == " ".join(inner.split())


def test_counts_cores_and_not_their_threads(tmp_path):
    for thread in range(8):
        folder = tmp_path / f"cpu{thread}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(f"{thread % 4},{thread % 4 + 4}\n")
    assert cores_of(set(range(8)), tmp_path) == 4
    assert cores_of({0, 4, 1}, tmp_path) == 2
    assert cores_of({0, 99}, tmp_path) is None
    assert cores_of(set(), tmp_path) is None


@pytest.mark.parametrize(
    ("content", "quota"),
    [
        ("max 100000", None),
        ("250000 100000", 2),
        ("50000 100000", 1),
        ("rubbish", None),
        ("1 0", None),
    ],
)
def test_heeds_a_quota(tmp_path, content, quota):
    (tmp_path / "cpu.max").write_text(content)
    assert quota_of(tmp_path / "cpu.max") == quota
    assert quota_of(tmp_path / "none") is None


def test_there_is_a_core():
    assert 1 <= physical_cores() <= 1024
