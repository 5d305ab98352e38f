"""Open the reader in this terminal."""

from __future__ import annotations

import dataclasses
import gc
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from seedreader.output import complain
from seedreader.places import config_file, data_folder, samples_folder


def open_reader(
    paths: Sequence[Path], *, data: Path | None, mouse: bool, target: str | None
) -> int:
    """Open the reader and return the exit code once the user has left it."""
    # What is imported stays for good: looking through it for garbage only delays the first paint.
    # The main screen switches the collector on again after it.
    gc.disable()
    from seedreader.library import Library, LibraryProblem, Scope  # noqa: PLC0415
    from seedreader.library.schema import operational_advice, set_aside  # noqa: PLC0415
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
    try:
        library = Library(folder)
    except LibraryProblem as error:
        notes.append(f"{error}. Until then nothing is remembered.")
        with tempfile.TemporaryDirectory(prefix="seedreader-") as temporary:
            return run(Library(Path(temporary)), scope, settings, notes)
    try:
        return run(library, scope, settings, notes)
    except sqlite3.OperationalError as error:
        complain(f"{folder}: {operational_advice(error)}")
        return 1
    except sqlite3.DatabaseError as error:
        kept = set_aside(folder)
        notes.append(f"The library was damaged ({error}); it was set aside as {kept.name}.")
        return run(Library(folder), scope, settings, notes)
