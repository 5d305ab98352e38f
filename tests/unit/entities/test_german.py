"""Names among nouns that have capitals as well."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Das sagte Abwehrspieler Luke Walton gestern.", ["Luke Walton"]),
        ("Man sah Erdogans Politik, und Recep Erdogan schwieg.", ["Erdogans", "Recep Erdogan"]),
        ("Nach dem EU-Austritt kommt die NATO-Sitzung.", ["EU", "NATO"]),
        ("Die Zahl der Toten stieg am Ende der Woche.", []),
        ("Die Verdoppelung des Budgets und das Image des Genres helfen.", []),
        ("Im Streit um die Insel siegten die Schüler.", []),
        ("Ursula von der Leyen kam nach Berlin.", ["Ursula von der Leyen", "Berlin"]),
    ],
)  # fmt: skip
def test_nouns_are_no_names(find, text, names):
    assert [m.text for m in find(text, "de") if not m.weak] == names
