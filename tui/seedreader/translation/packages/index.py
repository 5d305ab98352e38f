"""Which packages can be had: from an index on the network or on disk, and from what is shipped."""

from __future__ import annotations

import json
import os
import urllib.parse
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from seedreader.translation.packages._files import read_json, write_json
from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.folders import argos_setting
from seedreader.translation.packages.languages import argos_codes
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import (
    BrokenPackage,
    package_name,
    parse_metadata,
    version_key,
)
from seedreader.translation.packages.problems import IsCancelled, PackageProblem, never_cancelled

INDEX_VARIABLE: Final = "ARGOS_PACKAGE_INDEX"
DEFAULT_INDEX: Final = (
    "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
)
PUBLISHERS: Final = ("argos-net.com", "data.argosopentech.com")
"""Hosts from which Argos publishes packages: there the known hashes have to be met."""

CACHE_NAME: Final = "package-index.json"
MAX_INDEX: Final = 8 * 2**20
"""Bytes of the largest index that is read; Argos's has some 60,000."""

_MAX_ENTRIES: Final = 20_000
_MAX_LINKS: Final = 10
_MAX_LINK: Final = 2000
_MAX_LICENCE: Final = 80
_SHA256_LENGTH: Final = 64
_SHA256_LETTERS: Final = frozenset("0123456789abcdef")
_CHECK_ADDRESS: Final = f"check {INDEX_VARIABLE}, or install from a file"


@dataclass(frozen=True, slots=True)
class AvailablePackage:
    """A package that could be installed.

    Attributes:
        from_code, from_name, to_code, to_name, version: see `Metadata`.
        links: addresses or, in an index on disk, paths of the file, first those to try first.
        size: of the file in bytes, or None where it is not known.
        sha256: of the file, in hexadecimal, or None where it is not known: then the first file is
            trusted, and remembered.
        licence: or None where it is not stated before the package is there.
        is_published: whether `sha256` is one that seedreader ships.
    """

    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str
    links: tuple[str, ...]
    size: int | None
    sha256: str | None
    licence: str | None
    is_published: bool = False

    @property
    def name(self) -> str:
        """The package's name, such as "translate-uk_en-1_9"."""
        return package_name(self.from_code, self.to_code, self.version)

    @property
    def file_name(self) -> str:
        """The name of the file to bring where there is no network."""
        return f"{self.name}.argosmodel"


@dataclass(frozen=True, slots=True)
class Index:
    """A list of available packages.

    Attributes:
        packages: sorted by languages, newest version first.
        address: where it came from.
        date: when it was fetched: ISO 8601 in UTC.
        problem: why it could not be fetched anew, or None.
    """

    packages: tuple[AvailablePackage, ...]
    address: str
    date: str
    problem: PackageProblem | None = None


def index_address() -> str:
    """Return the index's address or path: the user's, or Argos's.

    As in argostranslate the setting names the folder that holds `index.json`; the file itself is
    accepted too.
    """
    named = os.environ.get(INDEX_VARIABLE) or argos_setting(INDEX_VARIABLE)
    if not named:
        return DEFAULT_INDEX
    return named if named.endswith(".json") else f"{named.rstrip('/')}/index.json"


def fetch_index(
    data: Path, *, limits: Limits | None = None, is_cancelled: IsCancelled = never_cancelled
) -> Index:
    """Fetch the index, from the network unless it is on disk, and keep a copy.

    Where that fails, an earlier copy of the same index is returned with the problem.

    Raises:
        PackageProblem: it cannot be fetched or is damaged, and there is no copy.
        Cancelled: the user stopped it.
    """
    address = index_address()
    try:
        content = _read(address, limits or Limits(), is_cancelled)
        entries = _entries(address, content)
    except PackageProblem as problem:
        if (copy := cached_index(data)) is None:
            raise
        return replace(copy, problem=problem)
    date = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with suppress(OSError):  # without a copy, it has to be fetched again the next time
        write_json(data / CACHE_NAME, {"address": address, "date": date, "entries": entries})
    return Index(_packages(entries, address), address, date)


def cached_index(data: Path) -> Index | None:
    """Return the copy of the index that was fetched last, or None; opens no connection."""
    address = index_address()
    copy = read_json(data / CACHE_NAME)
    entries, date = copy.get("entries"), copy.get("date")
    if copy.get("address") != address or not isinstance(entries, list):
        return None
    return Index(_packages(entries, address), address, plain(date, 20))


@cache
def known_packages() -> tuple[AvailablePackage, ...]:
    """Return the packages that are known without any index; opens no connection."""
    content = Path(__file__).with_name("known_packages.json").read_text("utf-8")
    found = []
    for entry in json.loads(content)["packages"]:
        package = _package(entry, "")
        found.append(replace(package, is_published=package.sha256 is not None))
    return tuple(found)


def find_way(
    packages: Sequence[AvailablePackage], source: str, target: str
) -> tuple[AvailablePackage, ...]:
    """Return the package for two languages, or the two that lead through English, or none."""
    if direct := find_pair(packages, source, target):
        return (direct,)
    first, second = find_pair(packages, source, "en"), find_pair(packages, "en", target)
    return (first, second) if first and second else ()


def find_pair(
    packages: Iterable[AvailablePackage], source: str, target: str
) -> AvailablePackage | None:
    """Return the newest package for two languages, or None; variants as `argos_codes` has them."""
    by_pair: dict[tuple[str, str], AvailablePackage] = {}
    for package in packages:
        pair = package.from_code.lower(), package.to_code.lower()
        known = by_pair.get(pair)
        if known is None or version_key(package.version) > version_key(known.version):
            by_pair[pair] = package
    for start in argos_codes(source):
        for end in argos_codes(target):
            if start != end and (found := by_pair.get((start, end))):
                return found
    return None


def published(name: str) -> AvailablePackage | None:
    """Return what is shipped about a package of this name, or None."""
    return next((package for package in known_packages() if package.name == name), None)


def is_web(address: str) -> bool:
    """Return whether this is an address for the network rather than a path."""
    return address.lower().startswith(("http://", "https://"))


def _read(address: str, limits: Limits, is_cancelled: IsCancelled) -> bytes:
    if is_web(address):
        from seedreader.translation.packages.download import fetch  # noqa: PLC0415 - slow to import

        return fetch(address, limits=limits, max_size=MAX_INDEX, is_cancelled=is_cancelled)
    path = _path(address)
    try:
        if not path.is_file():
            raise PackageProblem(plain(address, 500), "there is no such file", _CHECK_ADDRESS)
        with path.open("rb") as stream:
            content = stream.read(MAX_INDEX + 1)
    except (OSError, ValueError) as error:
        raise PackageProblem(plain(address, 500), "cannot be read", _CHECK_ADDRESS) from error
    if len(content) > MAX_INDEX:
        raise PackageProblem(plain(address, 500), "is too large for an index", _CHECK_ADDRESS)
    return content


def _path(address: str) -> Path:
    if address.lower().startswith("file:"):
        return Path(urllib.parse.unquote(urllib.parse.urlsplit(address).path))
    return Path(address).expanduser()


def _entries(address: str, content: bytes) -> list[Any]:
    try:
        entries = json.loads(content)
    except (ValueError, RecursionError) as error:
        problem = "is no index of packages, but something else or damaged"
        raise PackageProblem(plain(address, 500), problem, _CHECK_ADDRESS) from error
    if not isinstance(entries, list) or len(entries) > _MAX_ENTRIES:
        raise PackageProblem(plain(address, 500), "is no list of packages", _CHECK_ADDRESS)
    return entries


def _packages(entries: Iterable[Any], address: str) -> tuple[AvailablePackage, ...]:
    """Return the usable entries, each once; of Argos's index, also what it forgot."""
    found: dict[str, AvailablePackage] = {}
    for entry in entries:
        try:
            package = _package(entry, address)
        except BrokenPackage:
            continue  # for something else than translation, or of a form yet to come
        if package.links:
            found.setdefault(package.name, package)
    if address == DEFAULT_INDEX:
        for known in known_packages():
            listed = found.get(known.name)
            found[known.name] = replace(known, links=listed.links) if listed else known
    ordered = sorted(found.values(), key=lambda package: version_key(package.version), reverse=True)
    return tuple(sorted(ordered, key=lambda package: (package.from_code, package.to_code)))


def _package(entry: Any, address: str) -> AvailablePackage:  # noqa: ANN401
    metadata = parse_metadata(entry)
    size, sha256 = entry.get("size"), entry.get("sha256")
    links = entry.get("links")
    return AvailablePackage(
        from_code=metadata.from_code,
        from_name=metadata.from_name,
        to_code=metadata.to_code,
        to_name=metadata.to_name,
        version=metadata.version,
        links=tuple(
            found
            for link in (links if isinstance(links, list) else [])[:_MAX_LINKS]
            if (found := _link(link, address))
        ),
        size=size if isinstance(size, int) and not isinstance(size, bool) and size > 0 else None,
        sha256=sha256.lower() if _is_sha256(sha256) else None,
        licence=plain(entry.get("licence") or entry.get("license"), _MAX_LICENCE) or None,
    )


def _link(link: Any, address: str) -> str | None:  # noqa: ANN401
    """Return a link as an absolute address or path, or None if it must not be followed.

    An index from the network may point into the network only; one on disk also to files beside it.
    """
    if not isinstance(link, str) or len(link) > _MAX_LINK or not link.isprintable():
        return None
    if is_web(link):
        return link
    try:
        if urllib.parse.urlsplit(link).scheme or link.startswith("/"):
            return None
        if is_web(address):
            return urllib.parse.urljoin(address, link)
        folder = Path(os.path.abspath(_path(address).parent))  # noqa: PTH100 - keeps links as they are
        path = Path(os.path.normpath(folder / link))
    except ValueError:
        return None
    return str(path) if path.is_relative_to(folder) else None


def _is_sha256(value: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(value, str)
        and len(value) == _SHA256_LENGTH
        and _SHA256_LETTERS.issuperset(value.lower())
    )
