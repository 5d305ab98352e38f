"""What can go wrong with packages, in words for the user."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from pathlib import Path

Progress = Callable[[int, int | None], None]
"""Told how many bytes are done, and of how many; None where that is not known."""

IsCancelled = Callable[[], bool]
"""Asked between steps, from whatever thread, whether the user has changed their mind."""


def no_progress(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def never_cancelled() -> bool:
    """Go on to the end."""
    return False


class PackageProblem(Exception):
    """A package could not be fetched, installed, checked or removed. What was there still is.

    Attributes:
        subject: the package, file or address.
        problem: what is wrong with it, in words that follow the subject.
        advice: what to do about it, or ''.
    """

    def __init__(self, subject: object, problem: str, advice: str = "") -> None:
        super().__init__(f"{subject}: {problem}" + (f"; {advice}" if advice else ""))
        self.subject = str(subject)
        self.problem = problem
        self.advice = advice


class BadFile(PackageProblem):
    """What is wrong is the file itself: to go on with what was fetched of it would not help."""


class Cancelled(Exception):
    """The user stopped it. What was there still is; a download goes on where it was next time."""


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextlib.contextmanager
def disk_problems(path: Path) -> Iterator[None]:
    """Turn an `OSError` in this block into a problem with a folder or file."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PackageProblem(path, "the disk is full", "make room and try again") from error
        if error.errno in _FORBIDDEN:
            advice = "name another folder with --data, or change its permissions"
            raise PackageProblem(path, "cannot be written", advice) from error
        reason = (error.strerror or str(error)).lower()
        raise PackageProblem(path, f"does not work ({reason})", "check the disk") from error
