"""Runs a command with the library, and cares for one that is damaged or cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from seedreader.library import Library, LibraryProblem
from seedreader.library.damage import is_damage
from seedreader.library.recovery import check, identity, recover
from seedreader.library.schema import FILE_NAME, operational_advice
from seedreader.library.session import Session
from seedreader.output import complain, has_printed
from seedreader.places import data_folder

EXIT_SOME_FAILED = 1
_ATTEMPTS = 3
"""A new library that is damaged at once lies on a disk that fails."""
_LONG_CHECK = 50_000_000
"""Bytes from which a check takes so long that it is told."""


def with_library(
    data: Path | None, run: Callable[[Library], int], *, is_needed: bool = False
) -> int:
    """Run something with the library and return its exit code.

    It may be run twice: what it does first must be what finds out whether the library works.

    Where its folder may not be written, a copy serves instead, or one that lives in memory. A
    damaged library is set aside and a new one begun, with what is the user's own; one that was not
    closed in order is looked through first.

    Args:
        data: the library's folder as it was named.
        run: is given the library.
        is_needed: without the library itself it makes no sense.
    """
    folder = data_folder(data)
    session = Session(folder)
    try:
        if session.is_unclean:
            _check(folder, session)
        return _run(folder, run, is_needed=is_needed)
    finally:
        session.end()


def _check(folder: Path, session: Session) -> None:
    path = folder / FILE_NAME
    if path.exists():
        if path.stat().st_size > _LONG_CHECK:
            complain(f"{path}: a program that used it was killed; looking whether it is whole")
        try:
            problem = check(folder)
        except (sqlite3.Error, LibraryProblem):
            return  # told when it is used
        if problem is not None:
            try:
                _recover(folder, identity(folder), problem)
            except LibraryProblem:
                return
    session.checked()


def _recover(folder: Path, damaged: tuple[int, int] | None, problem: object) -> None:
    complain(f"{folder / FILE_NAME}: the library is damaged ({problem})")
    complain(f"{folder / FILE_NAME}: {recover(folder, damaged)}")


def _run(folder: Path, run: Callable[[Library], int], *, is_needed: bool) -> int:
    problem = f"{folder}: damaged again and again; check the disk, or use --data"
    try:
        for _ in range(_ATTEMPTS):
            found = identity(folder)
            try:
                with closing(Library(folder)) as library:
                    found = identity(folder)
                    return run(library)
            except sqlite3.Error as error:
                if not is_damage(error):
                    return _run_after(error, folder, run, is_needed=is_needed)
                _recover(folder, found, error)
            if has_printed():
                complain("what was printed is not all; run the command again")
                return EXIT_SOME_FAILED
    except LibraryProblem as error:
        problem = str(error)
    if is_needed:
        complain(problem)
        return EXIT_SOME_FAILED
    return _run_without(folder, run, problem)


def _run_after(
    error: sqlite3.Error, folder: Path, run: Callable[[Library], int], *, is_needed: bool
) -> int:
    """Go on after the library could be opened but not read or written."""
    if not isinstance(error, sqlite3.OperationalError):
        raise error
    problem = f"{folder}: {operational_advice(error)}"
    if is_needed or has_printed():
        complain(problem)
        return EXIT_SOME_FAILED
    return _run_in_memory(run, problem)


def _run_without(folder: Path, run: Callable[[Library], int], problem: str) -> int:
    """Run something with a copy of a library that may only be read."""
    from seedreader.library.copied import copied_library  # noqa: PLC0415 - rarely needed

    with copied_library(folder) as library:
        if library is None:
            return _run_in_memory(run, problem)
        complain(f"{problem}; going on with a copy of it, without remembering anything new")
        return run(library)


def _run_in_memory(run: Callable[[Library], int], problem: str) -> int:
    complain(f"{problem}; going on without remembering anything")
    with closing(Library(None)) as library:
        return run(library)
