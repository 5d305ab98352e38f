"""What is told while entities are found; cheap to import."""

from __future__ import annotations

from dataclasses import dataclass

from seedreader.library.events import Damaged


@dataclass(frozen=True, slots=True)
class EntityProgress:
    """So many articles are looked through, of those that had to be."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class EntitiesFound:
    """The entities of articles were written: screens may show them now.

    Attributes:
        articles: their keys in the library.
    """

    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EntityProblem:
    """Something could not be used; says what and what to do."""

    text: str


@dataclass(frozen=True, slots=True)
class EntitiesFinished:
    """All entities of the scope are known.

    Attributes:
        articles: how many articles had to be looked through.
        seconds: how long it took.
    """

    articles: int
    seconds: float


@dataclass(frozen=True, slots=True)
class EntitiesInterrupted:
    """The process has grown large and ends; another one goes on where it stopped.

    Attributes:
        articles: how many articles it looked through.
        seconds: how long it took.
    """

    articles: int
    seconds: float


EntityEvent = (
    EntityProgress
    | EntitiesFound
    | EntityProblem
    | EntitiesFinished
    | EntitiesInterrupted
    | Damaged
)
