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
    content_sha256,
    find_packages,
    package_folders,
    read_package,
    route,
)
from seedreader.translation.packages import Route as InstalledRoute
from seedreader.translation.packages.content import content_files

_FRESH = 1.0
"""Seconds for which what was found is believed: a look takes a millisecond a package."""


class InstalledPackages:
    """What is installed in some folders. May be used from any thread."""

    def __init__(self, folders: Iterable[Path], *, data: Path | None = None) -> None:
        """Look at nothing yet.

        Args:
            folders: where to look.
            data: the library's folder, where the packages' hashes are kept; None to keep none.
        """
        self._data = data
        self._folders = tuple(folders)
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._packages: tuple[Package, ...] = ()

    @classmethod
    def for_library(cls, data: Path) -> InstalledPackages:
        """Return what is installed for a library and for the user's other programs."""
        return cls(package_folders(data), data=data)

    def packages(self) -> tuple[Package, ...]:
        """Return the packages, as they were a moment ago."""
        with self._lock:
            if time.monotonic() - self._looked > _FRESH:
                self._look()
            return self._packages

    def forget(self) -> None:
        """Look again the next time: packages have come or gone."""
        with self._lock:
            self._looked = float("-inf")

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
        folders = _folders(route(self.packages(), source, target))
        if not folders or not all(folder.stamp for folder in folders):  # there may be another now
            with self._lock:
                self._look()
                folders = _folders(route(self._packages, source, target))
        if not folders:
            raise self._missing(source, target)
        return folders

    def sha256(self, folder: ModelFolder) -> str:
        """Return the SHA-256 of a package's contents: see `content_sha256`.

        Raises:
            CannotTranslate: it cannot be read, or is another than when it was looked up.
        """
        try:
            package = read_package(folder.path)
            sha256 = content_sha256(package, self._data)
        except (BrokenPackage, OSError) as error:
            raise _broken(folder.path, error) from error
        if _model_folder(package) != folder:
            raise CannotTranslate(
                ProblemKind.BROKEN_PACKAGE,
                f"{folder.path}: the package was replaced this moment",
                "try again",
            )
        return sha256

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
        raise _broken(path, error) from error


def _folders(found: InstalledRoute | None) -> tuple[ModelFolder, ...]:
    return tuple(map(_model_folder, found.packages)) if found else ()


def _broken(path: Path, error: Exception) -> CannotTranslate:
    return CannotTranslate(
        ProblemKind.BROKEN_PACKAGE, f"{path}: {error}", "install the package again"
    )


def _model_folder(package: Package) -> ModelFolder:
    stamp: list[int] = []
    try:
        for path in content_files(package).values():
            status = path.stat()
            stamp += (status.st_size, status.st_mtime_ns)
    except OSError:  # removed this moment; loading it will tell
        stamp = []
    return ModelFolder(
        path=package.path,
        source=package.from_code,
        target=package.to_code,
        target_prefix=package.target_prefix,
        name=package.name,
        stamp=tuple(stamp),
    )
