"""The query language: what is typed means what the reader meant, or is refused with a reason."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.library.search.query import (
    LONGEST,
    And,
    Dates,
    Field,
    Language,
    Not,
    Or,
    QueryProblem,
    Tagged,
    Text,
    parse,
)

_DAY = datetime.date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nato", Text("nato")),
        ("nato japan", And((Text("nato"), Text("japan")))),
        ("nato AND japan", And((Text("nato"), Text("japan")))),
        ('"a phrase"', Text("a phrase", is_phrase=True)),
        ("“a  phrase”*", Text("a phrase", is_phrase=True, is_prefix=True)),
        ("«НАТО»", Text("НАТО", is_phrase=True)),
        ("-nato", Not(Text("nato"))),
        ("tokyo -(nato OR eu)", And((Text("tokyo"), Not(Or((Text("nato"), Text("eu"))))))),
        ("a b OR c", And((Text("a"), Or((Text("b"), Text("c")))))),
        ("(a b) OR c", Or((And((Text("a"), Text("b"))), Text("c")))),
        ("jap*", Text("jap", is_prefix=True)),
        ("title:nato", Text("nato", field=Field.TITLE)),
        ('TITLE:"the west"', Text("the west", is_phrase=True, field=Field.TITLE)),
        ("entity:NATO", Text("NATO", field=Field.ENTITY)),
        ("source:ZN.ua", Text("ZN.ua", field=Field.SOURCE)),
        ("lang:zh_Hans", Language("zh-hans")),
        ("date:2023", Dates(_DAY(2023, 1, 1), _DAY(2023, 12, 31))),
        ("date:2024-02", Dates(_DAY(2024, 2, 1), _DAY(2024, 2, 29))),
        ("date:2023-05..2023-06", Dates(_DAY(2023, 5, 1), _DAY(2023, 6, 30))),
        ("date:..2023-05-03", Dates(None, _DAY(2023, 5, 3))),
        ("date:2023-05-03..", Dates(_DAY(2023, 5, 3), None)),
        ("http://example.org/a", Text("http://example.org/a")),
        ("10:30", Text("10:30")),
        ('צה"ל', Text('צה"ל')),
        ("Су-27", Text("Су-27")),
    ],
)
def test_a_query_means(typed: str, meant: object) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "word_of_message"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ('"open', "quotation mark"),
        ("(open", "bracket"),
        ("closed)", "bracket"),
        ("()", "nothing between"),
        ("OR a", "OR needs"),
        ("a OR", "OR needs"),
        ("a OR OR b", "OR needs"),
        ("!!!", "no letter"),
        ('""', "no letter"),
        ("-", "no letter"),
        ("*", "no letter"),
        ("lang:", "needs a value"),
        ("lang:ukrainian!", "language code"),
        ("date:2023-13", "date:2023-05"),
        ("date:..", "date:2023-05"),
        ("date:2023-02-30", "date:2023-05"),
        ("date:2024..2023", "before it begins"),
        (
            "langg:uk",
            "no field langg: .*date, entity, is, lang, note",
        ),
        ("is:lost", "is:starred, is:read, is:unread, is:finished"),
        ('tag:""', "names no tag"),
        ('tag:"open', "quotation mark"),
        ("(" * 60 + "a" + ")" * 60, "nested"),
        ("a" * (LONGEST + 1), "longer"),
    ],
)
def test_what_is_wrong_is_said(typed: str, word_of_message: str) -> None:
    with pytest.raises(QueryProblem, match=word_of_message):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jap", Text("jap", is_prefix=True)),
        ("jap ", Text("jap")),
        ('"the w', Text("the w", is_phrase=True, is_prefix=True)),
        ("(a", Text("a", is_prefix=True)),
        ("a OR", Text("a")),
        ("a lang:", Text("a")),
        ("a date:20x", Text("a")),
        ("a is:st", Text("a")),
        ("tag:ea", Tagged("ea", is_prefix=True)),
        ("a -", Text("a")),
    ],
)
def test_a_query_that_is_being_typed(typed: str, meant: object) -> None:
    assert parse(typed, as_typed=True) == meant


_PIECES = st.sampled_from(
    ["a", "НАТО", "北约", "OR", "AND", "-", '"', "“", "(", ")", "*", " ", "title:", "lang:uk",
     "date:2023..", "entity:", "is:", "starred", "tag:", "note:", ":", "..", "!", "\n", "é",
     "\u200d", "\ue000", "//"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)), st.booleans())
def test_any_text_is_a_query_or_refused_and_can_be_written_again(
    text: str,
    as_typed: bool,  # noqa: FBT001 - hypothesis gives it by position
) -> None:
    try:
        query = parse(text, as_typed=as_typed)
    except QueryProblem as problem:
        assert str(problem)  # noqa: PT017 - it need not be raised
        return
    assert parse(str(query)) == query
