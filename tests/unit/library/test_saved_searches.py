"""Searches that are kept by name."""

from __future__ import annotations

import pytest

from seedreader.library import Library
from seedreader.library.saved_searches import (
    NameProblem,
    remove_search,
    rename_search,
    save_search,
    saved_searches,
)
from seedreader.library.search.query import QueryProblem


def kept(library):
    return [(one.name, one.query) for one in saved_searches(library)]


def test_searches_are_kept_by_name_and_survive(tmp_path):
    library = Library(tmp_path)
    save_search(library, "  NATO  in\nAsia ", "nato lang:uk")
    save_search(library, "elections", "election*")
    library.close()
    library = Library(tmp_path)
    assert kept(library) == [("elections", "election*"), ("NATO in Asia", "nato lang:uk")]
    save_search(library, "elections", "vote")
    assert kept(library)[0] == ("elections", "vote")
    remove_search(library, "elections")
    assert [name for name, _ in kept(library)] == ["NATO in Asia"]


def test_a_name_is_never_taken_from_another_search():
    library = Library(None)
    save_search(library, "one", "a")
    save_search(library, "two", "b")
    with pytest.raises(NameProblem, match="another search is called “two”"):
        rename_search(library, "one", " two ")
    assert rename_search(library, "one", "three") == "three"
    assert kept(library) == [("three", "a"), ("two", "b")]


@pytest.mark.parametrize("name", ["", " \n", "x" * 101])
def test_a_name_must_be_one(name):
    with pytest.raises(NameProblem):
        save_search(Library(None), name, "a")


def test_what_cannot_be_understood_is_not_kept():
    library = Library(None)
    with pytest.raises(QueryProblem):
        save_search(library, "name", "a OR")
    assert kept(library) == []
