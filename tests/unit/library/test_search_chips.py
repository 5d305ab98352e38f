"""Fields of a query as chips: taken out of what is typed, and put into one query again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.library.search.query import And, Language, Or, Text, parse
from seedreader.library.search_chips import Chip, chips_of_query, query_of, split_query

CHIPS = st.builds(
    lambda field, is_excluded: Chip(*field, is_excluded),
    st.sampled_from((("lang", "uk"), ("lang", "it"), ("date", "2023-05"), ("source", "ZN ua"))),
    st.booleans(),
)


def test_a_field_becomes_a_chip_once_white_space_follows():
    assert split_query("lang:uk") == ((), "lang:uk")
    assert split_query("lang:uk ") == ((Chip("lang", "uk"),), "")
    assert split_query("nato -lang:uk office") == (
        (Chip("lang", "uk", is_excluded=True),),
        "nato office",
    )
    assert split_query('source:"ZN ua" nato') == ((Chip("source", "ZN ua"),), "nato")


@pytest.mark.parametrize(
    "typed",
    [
        "nato OR lang:uk office",  # the operator binds it to its neighbour
        "(lang:uk nato) office",
        '"lang:uk nato" ',
        "date:soon ",
        "title:nato ",
        "http://lang:uk ",
    ],
)
def test_what_is_no_field_by_itself_is_left_in_the_words(typed):
    assert split_query(typed) == ((), typed)


def test_chips_of_one_field_are_alternatives():
    chips = (Chip("lang", "uk"), Chip("lang", "it"))
    query = parse(query_of(chips, "nato office"))
    assert query == And((Or((Language("uk"), Language("it"))), Text("nato"), Text("office")))


def test_the_words_cannot_reach_for_a_chip():
    assert parse(query_of((Chip("lang", "uk"),), "OR nato")) == parse("lang:uk nato")


def test_the_end_of_the_last_word_is_kept():
    assert query_of((), "nato ") == "nato "
    assert query_of((Chip("lang", "uk"),), " ") == "lang:uk"


@given(st.lists(CHIPS, max_size=4, unique=True), st.sampled_from(("", "nato", '"a b" c*', "d ")))
def test_a_query_is_taken_apart_into_what_it_was_made_of(chips, words):
    found, left = chips_of_query(query_of(chips, words))
    assert (set(found), left.strip()) == (set(chips), words.strip())


def test_a_query_with_operators_stays_whole():
    made = query_of((Chip("lang", "uk"),), "a OR b")
    assert query_of(*chips_of_query(made)) == made


@given(st.text(alphabet='abл:"-()* ORlangsource.23', max_size=40))
def test_what_is_left_has_no_more_chips_in_it(typed):
    chips, words = split_query(typed)
    assert bool(chips) == (words != typed)
    assert split_query(words) == ((), words)
