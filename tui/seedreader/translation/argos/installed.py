"""The routes that installed packages offer, looked up again as packages come and go."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path

from seedreader.translation.argos.folder import ModelFolder, Route
from seedreader.translation.engine import CannotTranslate, ProblemKind
from seedreader.translation.packages import (
    BrokenPackage,
    Package,
    argos_codes,
    find_packages,
    package_folders,
    read_package,
    route,
)

_FRESH = 1.0
"""Seconds for which what was found is believed: a look takes a millisecond a package."""


class InstalledPackages:
    """What is installed in some folders. May be used from any thread."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._packages: tuple[Package, ...] = ()

    @classmethod
    def for_library(cls, data: Path) -> InstalledPackages:
        """Return what is installed for a library and for the user's other programs."""
        return cls(package_folders(data))

    def packages(self) -> tuple[Package, ...]:
        """Return the packages, as they were a moment ago."""
        with self._lock:
            if time.monotonic() - self._looked > _FRESH:
                self._look()
            return self._packages

    def languages(self) -> set[tuple[str, str]]:
        """Return the pairs for which there is a route."""
        packages = self.packages()
        sources = {package.from_code for package in packages}
        targets = {package.to_code for package in packages}
        return {
            (source, target)
            for source in sources
            for target in targets
            if source != target and route(packages, source, target)
        }

    def route(self, source: str, target: str) -> Route:
        """Return the packages from source to target.

        Raises:
            CannotTranslate: there is no such way, or a package on it is broken.
        """
        found = route(self.packages(), source, target)
        if found is None:
            with self._lock:
                self._look()
                found = route(self._packages, source, target)
        if found is None:
            raise self._missing(source, target)
        return tuple(_model_folder(package) for package in found.packages)

    def _look(self) -> None:
        self._packages = find_packages(self._folders).packages
        self._looked = time.monotonic()

    def _missing(self, source: str, target: str) -> CannotTranslate:
        wanted = {(a, b) for a in argos_codes(source) for b in argos_codes(target)}
        for skipped in find_packages(self._folders).skipped:
            if any(f"{a}_{b}" in skipped.path.name for a, b in wanted):
                return CannotTranslate(
                    ProblemKind.BROKEN_PACKAGE,
                    f"{skipped.path}: {skipped.reason}",
                    "install the package again",
                )
        return CannotTranslate(
            ProblemKind.MISSING_PACKAGE,
            f"no installed package translates from {source} to {target}",
            f"install the package {source}_{target}",
        )


def model_folder(path: Path) -> ModelFolder:
    """Return the package in a folder, as the engine uses it.

    Raises:
        CannotTranslate: the folder holds no package.
    """
    try:
        return _model_folder(read_package(path))
    except BrokenPackage as error:
        raise CannotTranslate(
            ProblemKind.BROKEN_PACKAGE, f"{path}: {error}", "install the package again"
        ) from error


def _model_folder(package: Package) -> ModelFolder:
    try:
        status = (package.model / "model.bin").stat()
        stamp = (status.st_size, status.st_mtime_ns)
    except OSError:  # removed this moment; loading it will tell
        stamp = (0, 0)
    return ModelFolder(
        path=package.path,
        source=package.from_code,
        target=package.to_code,
        target_prefix=package.target_prefix,
        stamp=stamp,
    )
