"""Which packages are installed. Nothing is imported, opened or changed but small files read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from seedreader.translation.packages.package import (
    METADATA_NAME,
    BrokenPackage,
    Package,
    read_package,
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A folder that is no usable package, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        packages: in the order of the folders, within one by name.
        skipped: what looks like a package and is none; tell the user, and go on.
    """

    packages: tuple[Package, ...]
    skipped: tuple[Skipped, ...]


def find_packages(folders: Iterable[Path]) -> Found:
    """Return the packages in folders; a broken one does no harm to the others.

    A folder may also be a package itself. Hidden folders are somebody's work in progress.
    """
    packages: list[Package] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    for folder in folders:
        for path in _candidates(folder, skipped):
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            try:
                packages.append(read_package(path))
            except BrokenPackage as problem:
                skipped.append(Skipped(path, str(problem)))
    return Found(tuple(packages), tuple(skipped))


def _candidates(folder: Path, skipped: list[Skipped]) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name == METADATA_NAME
                or (not entry.name.startswith(".") and entry.is_dir())
            )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        skipped.append(Skipped(folder, f"cannot be read ({reason})"))
        return []
    return [folder] if METADATA_NAME in names else [folder / name for name in names]
