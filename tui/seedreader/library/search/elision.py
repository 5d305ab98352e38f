"""Leaves out what is elided before a word of a query: dell'alleanza finds all'alleanza too."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import regex

from seedreader.library.search.query import And, Not, Or, Query, Text
from seedreader.library.search.tokens import APOSTROPHES

_ELIDED: Final = regex.compile(
    rf"(?:(?i:dell|all|nell|dall|sull|coll|quell|quest|un|qu|jusqu|lorsqu|puisqu)"
    rf"[{APOSTROPHES}](?=\p{{Latin}})"
    rf"|[lL][{APOSTROPHES}](?=\p{{Ll}}))"
)
"""Italian and French articles and other small words. Before a capital `l'` stays: it may begin a
name (L'Aquila, L'Oréal), as `d'` does everywhere."""


def without_elision(query: Query) -> Query:
    """Return a query without elided words before others, except in phrases."""
    match query:
        case Text(text=text, is_phrase=False):
            elided = _ELIDED.match(text)
            return replace(query, text=text[elided.end() :]) if elided else query
        case And(parts) | Or(parts):
            return replace(query, parts=tuple(map(without_elision, parts)))
        case Not(part):
            return Not(without_elision(part))
    return query
