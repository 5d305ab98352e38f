"""Which names and numbers are which."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation.name_alignment import match_names


def matched(source: str, target: str) -> set[tuple[str, str]]:
    return {(source[a:b], target[c:d]) for (a, b), (c, d) in match_names(source, target)}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Єнс Столтенберг прибув", "Arrived: Jens Stoltenberg", {("Столтенберг", "Stoltenberg")}),
        ("говорив Столтенбергові", "told Stoltenberg", {("Столтенбергові", "Stoltenberg")}),
        ("зустрів Путіна у Києві", "met Putin in Kyiv", {("Путіна", "Putin"), ("Києві", "Kyiv")}),
        ("ο Παπαδόπουλος μίλησε", "then Papadopoulos spoke", {("Παπαδόπουλος", "Papadopoulos")}),
        ("на 15,5 % більше", "by 15.5 percent more", {("15,5", "15.5")}),
        ("le 1.500 persone", "1,500 people", {("1.500", "1,500")}),
        ("在１９９８年", "in 1998", {("１９９８", "1998")}),
        ("北约NATO在F-16", "NATO with F-16", {("NATO", "NATO"), ("F-16", "F-16")}),
        ("a Londra con Harry", "with Harry in London", {("Harry", "Harry"), ("Londra", "London")}),
        # The same word twice on one side says nothing of which is which.
        ("Путін і Путін", "Putin said", set()),
        ("Путін 5 і Путін 7", "Putin 7, Putin 5", {("Путін", "Putin"), ("5", "5"), ("7", "7")}),
        # Small words and words of the language are no names.
        ("la casa di Pam", "la casa", set()),
        ("Quando parla", "Quantity is", set()),
        ("北京", "Beijing", set()),
        ("", "NATO", set()),
    ],
)
def test_matches_what_is_spelled_alike(source, target, expected):
    found = matched(source, target)
    assert found >= expected
    assert {pair for pair in found if pair not in expected} <= {("Єнс", "Jens")}


WORDS = st.lists(st.sampled_from(["Путін", "Putin", "5", "5.0", "北", "la", "F-16", "x̂", "’"]))


@given(WORDS | st.lists(st.text(max_size=6)), WORDS | st.lists(st.text(max_size=6)))
def test_no_word_is_matched_twice(ours, theirs):
    source, target = " ".join(ours), " ".join(theirs)
    found = match_names(source, target)
    for side, text in ((0, source), (1, target)):
        extents = sorted(pair[side] for pair in found)
        assert all(0 <= start < end <= len(text) for start, end in extents)
        pairs = pairwise(extents)
        assert all(first[1] <= second[0] for first, second in pairs)


def test_each_name_is_its_own_counterpart():
    text = "Обама, Меркель та Макрон говорили 25 травня 2015 року."
    assert match_names(text, text) == [(extent, extent) for extent, _ in match_names(text, text)]
    assert len(match_names(text, text)) == 5
