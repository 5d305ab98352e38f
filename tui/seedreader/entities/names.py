"""How names are stored: the key of the first word, and entries for the words that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from typing import Final

from seedreader.entities.letters import is_acronym, stem
from seedreader.entities.tokens import tokens

ANY_LANGUAGE: Final = ""
LATIN_LANGUAGES: Final = "*"


class Flag(IntFlag):
    """What is particular about a name."""

    WEAK = 1
    """An adjective or the name of a people."""
    LOOSE = 2
    """May be written without capitals: a curated name of several words."""
    COMMON = 4
    """Also an ordinary word: wants more evidence than standing at the start of a sentence."""
    PREFIX = 8
    """A stem that any ending may follow."""
    OWN = 16
    """What a large town is called where it lies, and not one of its further names."""


@dataclass(frozen=True, slots=True, order=True)
class NameEntry:
    """A name whose first word is the key under which it is stored.

    Attributes:
        rest: keys of the other words.
        entity: number of the entity.
        language: in which language, `ANY_LANGUAGE` or `LATIN_LANGUAGES`.
        flags: of `Flag`.
    """

    rest: tuple[str, ...]
    entity: int
    language: str
    flags: int


def name_keys(form: str) -> tuple[str, ...]:
    """Return the keys of the words of a name: see `letters.stem`; acronyms stay in capitals."""
    return tuple(
        token.text.replace(".", "") if is_acronym(token.text.replace(".", "")) else stem(token.text)
        for token in tokens(form, 0, len(form))
    )


def dump(entries: set[NameEntry]) -> str:
    """Return entries as text, in a fixed order."""
    return "\n".join(
        f"{entry.entity}|{entry.language}|{entry.flags}|{' '.join(entry.rest)}"
        for entry in sorted(entries)
    )


@dataclass(frozen=True, slots=True)
class Heads:
    """The names that begin with one word.

    Attributes:
        alone: those of this word only.
        longer: the others by the key of their second word, those of most words first.
    """

    alone: tuple[NameEntry, ...]
    longer: dict[str, tuple[NameEntry, ...]]


def heads(entries: Iterable[NameEntry]) -> Heads:
    """Return names that begin with one word, ready to be looked up."""
    alone = []
    longer: dict[str, list[NameEntry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.rest)):
        if entry.rest:
            longer.setdefault(entry.rest[0], []).append(entry)
        else:
            alone.append(entry)
    return Heads(tuple(alone), {key: tuple(found) for key, found in longer.items()})


def parse(text: str) -> list[NameEntry]:
    """Return the entries of what `dump` made."""
    entries = []
    for line in text.split("\n"):
        entity, language, flags, rest = line.split("|", 3)
        entries.append(NameEntry(tuple(rest.split()), int(entity), language, int(flags)))
    return entries
