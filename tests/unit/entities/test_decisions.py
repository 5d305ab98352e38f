"""What the reader decides about entities is kept, shared and undone."""

from __future__ import annotations

import resource
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.entities import DecisionError, Kind, read_decisions
from seedreader.entities.decisions import append, merge, rename, split, split_off, undo
from seedreader.entities.links import Link

LINK = Link("n:1", "Bolton", Kind.PERSON, "why")


def apply(lines, link=LINK, form="Bolton"):
    return read_decisions(lines).apply(link, form)


def test_nothing_decided_changes_nothing():
    assert apply([]) == LINK


def test_merged_entities_are_one_through_several_steps():
    lines = [merge("n:1", "n:2"), merge("n:2", "Q3")]
    assert apply(lines).entity == "Q3"


def test_a_circle_of_merges_ends():
    lines = [merge("n:1", "n:2"), merge("n:2", "n:1")]
    assert apply(lines).entity in {"n:1", "n:2"}


def test_a_split_concerns_one_form_only():
    lines = [split("n:1", "Bolton")]
    assert apply(lines).entity != "n:1"
    assert apply(lines, form="John Bolton") == LINK
    assert apply(lines).entity == apply(lines, form="BOLTON").entity


def test_a_new_name_is_shown():
    assert apply([rename("n:1", "John Bolton")]).name == "John Bolton"


def test_undo_takes_back_the_last_decision_that_stands():
    lines = [merge("n:1", "n:2"), rename("n:2", "Two"), undo()]
    assert apply(lines) == Link("n:2", "Bolton", Kind.PERSON, "you merged them")
    assert apply([*lines, undo()]) == LINK
    assert apply([*lines, undo(), undo()]) == LINK


def test_decisions_survive_in_a_file(tmp_path):
    path = tmp_path / "new" / "decisions.jsonl"
    append(path, merge("n:1", "Q2"))
    append(path, rename("Q2", "Болтон"))
    assert apply(path.read_text("utf-8").splitlines()).name == "Болтон"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[" * 100_000,
        "[]",
        "{}",
        '{"merge": ["a"]}',
        '{"merge": "ab"}',
        '{"split": "a"}',
        '{"undo": 1}',
        "1",
    ],
)
def test_a_line_that_is_no_decision_is_named(line):
    with pytest.raises(DecisionError, match="line 2"):
        read_decisions([undo(), line])


def test_what_two_people_merged_in_opposite_ways_is_one_entity():
    lines = [merge("n:1", "n:2"), merge("n:2", "n:1"), merge("n:3", "n:1"), merge("n:1", "n:4")]
    entities = {apply(lines, Link(f"n:{n}", "x", Kind.PERSON, "why")).entity for n in range(1, 5)}
    assert entities == {"n:4"}


def test_a_form_that_came_by_merging_can_be_split_off():
    lines = [merge("n:1", "n:2"), split("n:2", "Bolton")]
    assert apply(lines, form="John Bolton").entity == "n:2"
    other = apply(lines)
    assert other.entity not in {"n:1", "n:2"}
    assert other.name == "Bolton"
    assert apply([*lines, merge("n:2", "n:5")]).entity == other.entity
    assert apply([*lines, merge("n:2", "n:5")], form="John Bolton").entity == "n:5"


def test_a_form_that_is_merged_back_is_split_off_no_more_until_it_is_again():
    lines = [split("n:1", "Bolton"), merge(split_off("n:1", "Bolton"), "n:2"), merge("n:2", "n:1")]
    assert apply(lines) == LINK
    assert apply(lines, Link("n:2", "x", Kind.PERSON, "why")).entity == "n:1"
    assert apply([*lines, split("n:1", "Bolton")]).entity == split_off("n:1", "Bolton")
    assert apply([*lines, undo()]).entity == "n:2"


@given(
    st.lists(
        st.one_of(
            st.builds(merge, *[st.sampled_from("ABC") | st.just(split_off("A", "f"))] * 2),
            st.builds(split, st.sampled_from("ABC"), st.sampled_from(["f", "g"])),
            st.just(undo()),
        ),
        max_size=12,
    )
)
def test_any_sequence_of_decisions_gives_each_mention_one_entity(lines):
    decisions = read_decisions(lines)
    for entity in "ABC":
        for form in ("f", "g", "h"):
            once = decisions.apply(Link(entity, entity, Kind.OTHER, ""), form)
            assert decisions.apply(once, form).entity == once.entity


def test_a_long_chain_of_merges_is_read_quickly():
    lines = [merge(f"n:{n}", f"n:{n + 1}") for n in range(20_000)]
    started = time.process_time()
    decisions = read_decisions(lines)
    assert decisions.merged["n:0"] == "n:20000"
    assert time.process_time() - started < 2.0


def test_a_torn_last_line_takes_no_decision_with_it(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text(merge("n:1", "Q2").rstrip("\n"), "utf-8")
    append(path, rename("Q2", "Two"))
    assert apply(path.read_text("utf-8").splitlines()).name == "Two"


def test_a_decision_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, merge("n:1", "Q2"))
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5, limits[1]))
    try:
        with pytest.raises(OSError, match=r"large|space"):
            append(path, rename("Q2", "Two"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before
