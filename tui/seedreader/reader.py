"""Open the reader in this terminal."""

from __future__ import annotations

import dataclasses
import gc
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seedreader.output import complain
from seedreader.places import config_file, data_folder, samples_folder

if TYPE_CHECKING:
    from seedreader.library import Library
    from seedreader.library.session import Session

_ATTEMPTS = 3
"""A new library that is damaged at once lies on a disk that fails."""

Run = Callable[["Library", Sequence[str], "Session | None"], int]
"""Runs the reader: library, what is said at first, and the session that is to be checked."""


def open_reader(
    paths: Sequence[Path], *, data: Path | None, mouse: bool, target: str | None
) -> int:
    """Open the reader and return the exit code once the user has left it."""
    # What is imported stays for good: looking through it for garbage only delays the first paint.
    # The main screen switches the collector on again after it.
    gc.disable()
    from seedreader.library import Scope  # noqa: PLC0415
    from seedreader.library.session import Session  # noqa: PLC0415
    from seedreader.ui.actions import BY_NAME  # noqa: PLC0415
    from seedreader.ui.app import run, terminal_problem  # noqa: PLC0415
    from seedreader.ui.settings import load_settings  # noqa: PLC0415

    if problem := terminal_problem():
        complain(problem)
        return 2
    settings, notes = load_settings(config_file(), BY_NAME)
    if not mouse:
        settings = dataclasses.replace(settings, mouse=False)
    if target:
        settings = dataclasses.replace(settings, target=target)
    scope = Scope.of(paths or [samples_folder()])
    folder = data_folder(data)
    session = Session(folder)
    try:
        return _open(
            folder,
            session,
            notes,
            lambda library, said, checked: run(library, scope, settings, said, session=checked),
        )
    finally:
        session.end()


def _open(folder: Path, session: Session, notes: list[str], run: Run) -> int:
    """Run the reader with the library, again with a new one where it is damaged."""
    from seedreader.library import Library, LibraryProblem  # noqa: PLC0415
    from seedreader.library.damage import is_damage  # noqa: PLC0415
    from seedreader.library.recovery import identity  # noqa: PLC0415
    from seedreader.library.schema import operational_advice  # noqa: PLC0415

    for _ in range(_ATTEMPTS):
        found = identity(folder)
        try:
            library = Library(folder, may_write=False)
            found = identity(folder)
            return run(library, notes, session)
        except LibraryProblem as error:
            return _open_without(folder, [*notes, f"{error}."], run)
        except sqlite3.Error as error:
            if not is_damage(error):
                advice = str(error)
                if isinstance(error, sqlite3.OperationalError):
                    advice = operational_advice(error)
                complain(f"{folder}: {advice}")
                return 1
            try:
                notes.append(_recovered(folder, found, error))
            except LibraryProblem as problem:
                return _open_without(folder, [*notes, f"{problem}."], run)
            session.checked()
    complain(f"{folder}: damaged again and again; check the disk, or use --data")
    return 1


def _recovered(folder: Path, found: tuple[int, int] | None, error: sqlite3.Error) -> str:
    """Begin a new library, and return what to say of it."""
    from seedreader.library.recovery import recover  # noqa: PLC0415

    complain(f"the library is damaged ({error}); beginning a new one with what is left of it …")
    return f"The library was damaged ({error}); {recover(folder, found)}."


def _open_without(folder: Path, notes: list[str], run: Run) -> int:
    """Run the reader with a copy of a library that may only be read, or with an empty one."""
    from seedreader.library import Library  # noqa: PLC0415
    from seedreader.library.copied import copied_library  # noqa: PLC0415

    with copied_library(folder, may_write=False) as library:
        if library is not None:
            said = "You see a copy of what it holds; until then nothing is remembered."
            return run(library, [*notes[:-1], f"{notes[-1]} {said}"], None)
    try:
        with tempfile.TemporaryDirectory(prefix="seedreader-") as temporary:
            library = Library(Path(temporary), may_write=False)
            said = "Until then nothing is remembered."
            return run(library, [*notes[:-1], f"{notes[-1]} {said}"], None)
    except OSError as error:
        complain(f"{notes[-1]} A temporary folder cannot be made either ({error.strerror}).")
        return 1
