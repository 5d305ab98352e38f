"""What may look wrong with a translation; `flags` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FlagName(StrEnum):
    """What may be wrong."""

    LOOP = "loop"
    """The same words again and again."""
    ECHO = "echo"
    """Source words were left as they are."""
    LENGTH = "length"
    """Much shorter or longer than such sentences usually become."""
    NUMBERS = "numbers"
    """A number of the source is missing, or there is another."""
    NAMES = "names"
    """A name of the source is missing."""
    NEGATION = "negation"
    """The source denies something, the translation does not."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that looks wrong.

    Attributes:
        name: what, for programs.
        reason: what, in words, with the words in question.
    """

    name: FlagName
    reason: str
