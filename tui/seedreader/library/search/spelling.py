"""What somebody may mean by a name, in words that the query's compiler understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another way to write what was looked for.

    Attributes:
        text: the other way, a word or several.
        why: why it is the same, for the reader: "same entity as “Stoltenberg”".
    """

    text: str
    why: str


Expand = Callable[[str], Iterable[Spelling]]
"""Gives the other spellings of a word or of a name of several words, in any script."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the library's tables.

    Attributes:
        entity: its identifier there (`entity_links`), before the user's decisions.
        texts: of its mentions, those that are meant; None for all.
    """

    entity: str
    texts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name may mean.

    Attributes:
        entities: those that articles are known to name.
        spellings: other ways to write it.
    """

    entities: tuple[Named, ...] = ()
    spellings: tuple[Spelling, ...] = ()


class Meaning(Protocol):
    """Tells what names mean."""

    def meant(self, text: str, *, is_name: bool = False) -> Meant:
        """Return which entities a text may mean, and how they are written elsewhere.

        Args:
            text: a word or several.
            is_name: whether it is certain that it is a name, or the identifier of an entity.
        """
