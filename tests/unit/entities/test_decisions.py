"""What the reader decides about entities is kept, shared and undone."""

from __future__ import annotations

import pytest

from seedreader.entities import DecisionError, Kind, read_decisions
from seedreader.entities.decisions import append, merge, rename, split, undo
from seedreader.entities.linker import Link

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
    ["{", "[]", "{}", '{"merge": ["a"]}', '{"merge": "ab"}', '{"split": "a"}', '{"undo": 1}', "1"],
)
def test_a_line_that_is_no_decision_is_named(line):
    with pytest.raises(DecisionError, match="line 2"):
        read_decisions([undo(), line])
