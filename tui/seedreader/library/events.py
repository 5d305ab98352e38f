"""What is told while the library is brought up to date; cheap to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """So many files are dealt with; both numbers count files that had to be read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Stored:
    """Articles or translations were written: lists may show them now."""

    articles: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A path could not be read.

    Attributes:
        path: bytes, as the system gave it.
        problem: what is wrong, in words.
        advice: what to do about it.
        is_failure: false where the file is only of another kind than an article.
    """

    path: bytes
    problem: str
    advice: str
    is_failure: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The scope is up to date; numbers of files."""

    added: int
    changed: int
    gone: int
    unchanged: int
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Taken:
    """One file was taken into the library, or out of it; told only to whoever asks for it.

    Attributes:
        path: bytes, as the system gave it.
        change: what happened: "added", "changed" or "gone".
        article: the key of its article, None where it is gone.
    """

    path: bytes
    change: str
    article: int | None


@dataclass(frozen=True, slots=True)
class Damaged:
    """The library is damaged, and nothing more can be done with it: see `recovery`."""

    problem: str


Event = Progress | Stored | Problem | Finished | Taken | Damaged
