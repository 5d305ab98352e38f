"""Near copies behind the first of their group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seedreader.ui.folding import Folding

KEYS = st.lists(st.integers(1, 30), unique=True)
GROUPS = st.dictionaries(st.integers(1, 30), st.integers(1, 4))


def test_one_row_a_group() -> None:
    folding = Folding.of([5, 3, 8, 1, 9], {3: 70, 1: 70, 9: 70, 8: 80})
    assert list(folding.keys) == [5, 3, 8]
    assert folding.copies == {3: 2}
    assert (folding.total, folding.folded) == (5, 2)
    assert [folding.group_of(key) for key in (3, 9, 8, 5)] == [70, 70, None, None]


def test_an_unfolded_group_stands_together() -> None:
    folding = Folding.of([5, 3, 8, 1, 9], {3: 70, 1: 70, 9: 70}, {70})
    assert list(folding.keys) == [5, 3, 1, 9, 8]
    assert folding.folded == 0
    assert folding.first == {1: 3, 9: 3}


@given(KEYS, GROUPS, st.sets(st.integers(1, 4)))
def test_nothing_is_lost(keys: list[int], groups: dict[int, int], unfolded: set[int]) -> None:
    folding = Folding.of(keys, groups, unfolded)
    shown = set(folding.keys)
    assert len(shown) == len(folding.keys)
    assert shown | set(folding.first) == set(keys)
    heads = [key for key in folding.keys if key not in folding.first]
    assert heads == [key for key in keys if key in heads]
    assert sum(folding.copies.values()) == len(folding.first)
    assert all(folding.group_of(key) == groups[key] for key in folding.first)
