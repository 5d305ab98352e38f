"""Fields of a query that stand by themselves: what narrows a search, apart from its words.

A chip is nothing but a field: `query_of` puts chips and words together into one query, and
`split_query` takes them apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from seedreader.library.search.query import QueryProblem, parse

FIELDS: Final = ("lang", "source", "date", "entity", "is", "tag")
"""Those that may be chips."""
_ONE_OF: Final = {"lang", "source", "date"}
"""Fields of which an article has one value: of several chips, any will do."""
_QUOTES: Final = '"“”„‟«»'
_PART: Final = regex.compile(
    rf"(?P<chip>(?<!\S)(?P<not>-?)(?P<field>(?i:{'|'.join(FIELDS)})):"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]+)[{_QUOTES}]|(?P<plain>[^\s()*{_QUOTES}]+))\s)"
    rf"|(?P<phrase>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?)|(?P<other>[^\s{_QUOTES}]+|\s+)"
)
_STRUCTURE: Final = regex.compile(r"(?<!\S)(?:OR|AND)(?!\S)|[()]")
_LEADING: Final = regex.compile(r"\s*(?:(?:OR|AND)(?!\S)\s*)+")
_NEEDS_QUOTES: Final = regex.compile(rf"[\s(){_QUOTES}]|^-|\*$")


@dataclass(frozen=True, slots=True)
class Chip:
    """A field with its value.

    Attributes:
        field: one of `FIELDS`.
        value: without quotation marks.
        is_excluded: whether articles that have it are left out.
    """

    field: str
    value: str
    is_excluded: bool = False

    def __str__(self) -> str:
        """Return it as it stands in a query."""
        value = self.value
        if self.field in {"source", "entity", "tag"} or _NEEDS_QUOTES.search(value):
            value = f'"{value}"'
        return f"{'-' if self.is_excluded else ''}{self.field}:{value}"


def is_known(chip: Chip) -> bool:
    """Tell whether the query language knows a chip's field and can read its value."""
    try:
        parse(str(chip))
    except QueryProblem:
        return False
    return True


def split_query(text: str) -> tuple[tuple[Chip, ...], str]:
    """Return the chips of a query and what is left of it.

    Only what is followed by white space is taken: the rest may still be typed. Nothing is taken
    out of a query with brackets or operators, which may bind a field to what is beside it.
    """
    if ":" not in text or _has_structure(text):
        return (), text
    chips: list[Chip] = []
    left: list[str] = []
    for match in _PART.finditer(text):
        if match["chip"]:
            value = match["quoted"] or match["plain"]
            chip = Chip(match["field"].lower(), " ".join(value.split()), bool(match["not"]))
            if is_known(chip):
                chips.append(chip)
                continue
        left.append(match[0])
    return (tuple(chips), "".join(left)) if chips else ((), text)


def _has_structure(text: str) -> bool:
    return any(
        match["other"] and _STRUCTURE.search(match["other"]) for match in _PART.finditer(text)
    )


def query_of(chips: Iterable[Chip], words: str) -> str:
    """Return one query out of chips and of what was typed beside them, '' where there is none.

    Chips come first, so that the words may be unfinished. White space at the end of the words is
    kept: it ends the last of them.
    """
    alternatives: dict[str, list[str]] = {}
    parts: list[str] = []
    for chip in dict.fromkeys(chips):
        if chip.field in _ONE_OF and not chip.is_excluded:
            alternatives.setdefault(chip.field, []).append(str(chip))
        else:
            parts.append(str(chip))
    groups = [" OR ".join(group) for group in alternatives.values()]
    # Brackets come first, where `chips_of_query` looks for them.
    bracketed = [f"({group})" for group in groups if " OR " in group]
    found = [*bracketed, *(group for group in groups if " OR " not in group), *parts]
    if found and (leading := _LEADING.match(words)):
        words = words[leading.end() :]
    words = words.lstrip()
    return " ".join([*found, words] if words else found)


def chips_of_query(query: str) -> tuple[tuple[Chip, ...], str]:
    """Return the chips of a whole query, and its words: what `query_of` was given.

    A group of alternatives that is made of chips of one field alone is taken apart too.
    """
    chips: list[Chip] = []
    rest = query
    while match := _GROUP.match(rest):
        made, left = split_query(match["group"].replace(" OR ", " ") + " ")
        if left.strip() or len({chip.field for chip in made}) != 1:
            break
        chips += made
        rest = rest[match.end() :]
    more, left = split_query(rest + " ")
    return (*chips, *more), left.strip() if more else rest


_GROUP: Final = regex.compile(r"\((?P<group>[^()]*)\)(?:\s+|$)")


def without(chips: Sequence[Chip], chip: Chip) -> tuple[Chip, ...]:
    """Return the other chips."""
    return tuple(other for other in chips if other != chip)
