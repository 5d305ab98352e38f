"""What the user may name to install, and which files that means."""

from __future__ import annotations

import os
import re
import urllib.parse
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.folders import PACKAGES_VARIABLE
from seedreader.translation.packages.index import (
    DEFAULT_INDEX,
    PUBLISHERS,
    AvailablePackage,
    Index,
    fetch_index,
    find_pair,
    find_way,
    index_address,
    is_web,
    known_packages,
    published,
)
from seedreader.translation.packages.languages import argos_codes
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import LANGUAGE_CODE, METADATA_NAME
from seedreader.translation.packages.problems import IsCancelled, PackageProblem, never_cancelled

PACKAGE_SUFFIX: Final = ".argosmodel"
_SEE_AVAILABLE: Final = "`seedreader models available` lists what there is"
_NAME: Final = re.compile(
    r"(?:translate-)?(?P<source>[A-Za-z]{2,8})[_-](?P<target>[A-Za-z]{2,8})(?:-(?P<version>\w+))?"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A package file that is to be installed.

    Attributes:
        shown: what to call it.
        links: addresses or paths, first those to try first.
        name: of the package as the index has it, or None.
        pair: the languages that it must turn out to be for, as codes of Argos, or None.
        size: bytes that the file must have, or None.
        sha256: that the file must have, or None.
        trust: where `sha256` comes from.
        licence: as known before it is there, or None.
    """

    shown: str
    links: tuple[str, ...]
    name: str | None = None
    pair: tuple[str, str] | None = None
    size: int | None = None
    sha256: str | None = None
    trust: Literal["published", "index"] = "index"
    licence: str | None = None


def resolve(
    words: str,
    data: Path,
    *,
    target: str = "en",
    limits: Limits | None = None,
    is_cancelled: IsCancelled = never_cancelled,
) -> tuple[Source, ...]:
    """Return the files that a word of the user means.

    A path of a file or of a folder with package files; an address; a package's name ("uk_en",
    "translate-uk_en", "translate-uk_en-1_9"); or a language, for the package from it to `target`,
    or the two that lead there through English. A folder with package files is meant even if its
    name could be a language's code.
    Only for names and languages is the index fetched.

    Raises:
        PackageProblem: there is no such thing.
        Cancelled: the user stopped it.
    """
    if is_web(words):
        return (_web_source(words),)
    path = Path(words).expanduser()
    is_name = LANGUAGE_CODE.fullmatch(words) or _NAME.fullmatch(words)
    if path.suffix == PACKAGE_SUFFIX or os.sep in words or (os.path.lexists(path) and not is_name):
        return _files(path)
    if _package_files(path):  # "stick" and "packages" look like codes of languages
        return _files(path)
    if not is_name:
        problem = "is no file, no address, no language and no package's name"
        raise PackageProblem(plain(words, 200), problem, _SEE_AVAILABLE)
    index = _index(data, limits, is_cancelled)
    packages = _find(words, index, target)
    if not packages:
        problem = f"no package of that name in {plain(index.address, 200)}"
        raise PackageProblem(plain(words, 200), problem, _SEE_AVAILABLE)
    return tuple(index_source(package) for package in packages)


def index_source(package: AvailablePackage) -> Source:
    """Return the file of a package in an index."""
    return Source(
        shown=package.name,
        links=package.links,
        name=package.name,
        pair=(package.from_code, package.to_code),
        size=package.size,
        sha256=package.sha256,
        trust="published" if package.is_published else "index",
        licence=package.licence,
    )


def file_source(path: Path) -> Source:
    """Return a package file on disk. It is the user's, so that no hash is asked for."""
    return Source(shown=plain(path.name, 200), links=(os.path.abspath(path),))  # noqa: PTH100


def _index(data: Path, limits: Limits | None, is_cancelled: IsCancelled) -> Index:
    try:
        return fetch_index(data, limits=limits, is_cancelled=is_cancelled)
    except PackageProblem:
        if index_address() != DEFAULT_INDEX:
            raise
        # The packages may be reachable although Argos's index is not: another host has them.
        return Index(known_packages(), DEFAULT_INDEX, "")


def _find(words: str, index: Index, target: str) -> tuple[AvailablePackage, ...]:
    match = _NAME.fullmatch(words)
    if match is None:
        return find_way(index.packages, words, target)
    version = match["version"]
    packages = [
        package
        for package in index.packages
        if version is None or package.version.replace(".", "_") == version
    ]
    if pair := find_pair(packages, match["source"], match["target"]):
        return (pair,)
    return find_way(index.packages, words, target) if _is_variant(words, match) else ()


def _is_variant(words: str, match: re.Match[str]) -> bool:
    """Return whether this is a language such as "pt-br" or "de-AT", which look like pairs."""
    return not match["target"].islower() or argos_codes(words) != argos_codes(match["source"])


def _web_source(address: str) -> Source:
    """Return a file at an address; the publisher's own files must have the known hash."""
    try:
        parts = urllib.parse.urlsplit(address)
        host, file = parts.hostname, PurePosixPath(parts.path).name
    except ValueError as error:
        raise PackageProblem(plain(address, 500), "is no address", "check it") from error
    if not host:
        raise PackageProblem(plain(address, 500), "is no address", "check it")
    known = published(file.removesuffix(PACKAGE_SUFFIX))
    if known is not None and known.is_published and host in PUBLISHERS:
        return index_source(replace(known, links=(address,)))
    return Source(shown=plain(file or address, 200), links=(address,))


def _package_files(path: Path) -> list[Path]:
    """Return the package files in a folder; none where there is no folder that can be read."""
    try:
        return _list_packages(path)
    except OSError:
        return []


def _list_packages(folder: Path) -> list[Path]:
    return sorted(
        entry
        for entry in folder.iterdir()
        if entry.suffix == PACKAGE_SUFFIX and not entry.name.startswith(".")
    )


def _files(path: Path) -> tuple[Source, ...]:
    try:
        if not path.is_dir():
            path.stat()
            return (file_source(path),)
        if (path / METADATA_NAME).exists():
            advice = f"name the folder that holds it in {PACKAGES_VARIABLE} instead"
            raise PackageProblem(plain(os.fspath(path), 500), "is unpacked already", advice)
        found = _list_packages(path)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise PackageProblem(plain(os.fspath(path), 500), reason, "check the spelling") from error
    if not found:
        problem = f"has no file that ends in {PACKAGE_SUFFIX}"
        raise PackageProblem(plain(os.fspath(path), 500), problem, "name the file itself")
    return tuple(file_source(entry) for entry in found)
