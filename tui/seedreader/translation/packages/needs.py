"""What has to be installed before a language can be translated, and how to come by it.

Nothing here opens a connection: the copy of the index that was fetched last is looked at, or an
index on disk, or what is shipped about the published packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.discovery import find_packages
from seedreader.translation.packages.folders import package_folders
from seedreader.translation.packages.index import (
    DEFAULT_INDEX,
    AvailablePackage,
    cached_index,
    fetch_index,
    find_pair,
    index_address,
    is_web,
    known_packages,
)
from seedreader.translation.packages.languages import argos_codes, canonical
from seedreader.translation.packages.package import Package
from seedreader.translation.packages.problems import PackageProblem
from seedreader.translation.packages.routes import route
from seedreader.translation.packages.wording import (
    licence_in_words,
    place_of,
    size_in_words,
    total_size,
)

UNDETERMINED: Final = "und"
"""BCP 47's code for a language that is not known."""

_PIVOT: Final = "en"


@dataclass(frozen=True, slots=True)
class Offer:
    """Which packages are known of without asking anybody.

    Attributes:
        packages: the known ones.
        index: address or path of the index that the user has chosen.
        index_date: when the index was read, in ISO 8601; '' if it was not, and `packages` are only
            those about which seedreader ships what is known.
    """

    packages: tuple[AvailablePackage, ...]
    index: str
    index_date: str


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing for translating from one language to another.

    Attributes:
        source, target: the languages: BCP 47 codes, or Argos's.
        source_name, target_name: in English, as far as a package names them; else the codes.
        packages: what to install, in the order of use: one; two that lead through English; or one
            of these two, where the other is installed. Empty where none is known.
        is_pivoted: whether the way leads through English.
        index: address or path of the index.
        is_index_read: whether the index was looked at. If not, fetching it may help.
    """

    source: str
    target: str
    source_name: str
    target_name: str
    packages: tuple[AvailablePackage, ...]
    is_pivoted: bool
    index: str
    is_index_read: bool

    @property
    def size(self) -> int | None:
        """The bytes of all files together, or None if they are not known of each."""
        return total_size(package.size for package in self.packages)

    @property
    def uses_network(self) -> bool:
        """Whether installing what is needed, or looking for it, opens a connection."""
        links = [link for package in self.packages for link in package.links[:1]]
        return any(is_web(link) for link in links or [self.index])


def known_offer(data: Path) -> Offer:
    """Return which packages are known of; an index on disk is read, one on the network is not.

    Args:
        data: the library's folder, with the copy of the index.
    """
    address = index_address()
    index = cached_index(data)
    if not is_web(address):
        try:
            index = fetch_index(data)
        except PackageProblem:
            index = None
    if index is not None:
        return Offer(index.packages, address, index.date)
    # Whoever names another index does not want files from where Argos publishes them.
    packages = known_packages() if address == DEFAULT_INDEX else ()
    return Offer(packages, address, "")


def look_up(data: Path, source: str, target: str) -> Need | None:
    """Return what is missing on this machine, or None if nothing is; see `find_need`."""
    found = find_packages(package_folders(data))
    return find_need(found.packages, known_offer(data), source, target)


def find_need(installed: Iterable[Package], offer: Offer, source: str, target: str) -> Need | None:
    """Return what is missing for translating from `source` to `target`.

    A package that leads there directly comes first; then what completes the way through English.

    Args:
        installed: the packages that are there.
        offer: the packages that are known of.
        source: BCP 47 code, or Argos's.
        target: likewise.

    Returns:
        None if there is a way already, the languages are the same, or the source is not known.
    """
    there = tuple(installed)
    if UNDETERMINED in (source, target) or canonical(source) == canonical(target):
        return None
    if route(there, source, target) is not None:
        return None
    packages, is_pivoted = _missing(there, offer.packages, source, target)
    named: tuple[AvailablePackage | Package, ...] = (*packages, *there, *offer.packages)
    return Need(
        source=source,
        target=target,
        source_name=_name(named, source),
        target_name=_name(named, target),
        packages=packages,
        is_pivoted=is_pivoted,
        index=offer.index,
        is_index_read=bool(offer.index_date),
    )


def _missing(
    installed: tuple[Package, ...],
    available: Sequence[AvailablePackage],
    source: str,
    target: str,
) -> tuple[tuple[AvailablePackage, ...], bool]:
    if direct := find_pair(available, source, target):
        return (direct,), False
    missing = []
    for start, end in ((source, _PIVOT), (_PIVOT, target)):
        if canonical(start) == canonical(end):
            return (), False
        if _is_direct(installed, start, end):
            continue
        package = find_pair(available, start, end)
        if package is None:
            return (), False
        missing.append(package)
    return tuple(missing), True


def _is_direct(installed: tuple[Package, ...], source: str, target: str) -> bool:
    way = route(installed, source, target)
    return way is not None and way.pivot is None


def _name(packages: Iterable[AvailablePackage | Package], code: str) -> str:
    """Return a language's English name as the first package for it has it, or its code."""
    for package in packages:
        for known, name in (
            (package.from_code, package.from_name),
            (package.to_code, package.to_name),
        ):
            if canonical(known) == canonical(code):
                return name
    return plain(code, 20)


# In words. They name keys as they are bound, which only the screens know.


def what_is_needed(need: Need) -> str:
    """Return what is missing: `Ukrainian → English needs translate-uk_en-1_9 (74.5 MB, …)`."""
    languages = f"{need.source_name} → {need.target_name}"
    if not need.packages:
        if need.is_index_read:
            return f"{languages}: the list of packages ({place_of(need.index)}) has none for it."
        return f"{languages}: no package for it is installed, and the list was not fetched yet."
    named = " and ".join(f"{package.name} ({facts(package)})" for package in need.packages)
    through = ", through English" if need.is_pivoted else ""
    return f"{languages} needs {named}{through}."


def how_to_install(need: Need, key: str) -> str:
    """Return what the key for it does; '' where nothing is left that a key could do.

    Args:
        need: what is missing.
        key: the key that installs, as it is shown.
    """
    if need.packages:
        places = sorted({place_of(link) for p in need.packages for link in p.links[:1]})
        asked = "; you are asked first" if need.uses_network else ""
        return f"Press {key} to install {_it(need)} from {' and '.join(places)}{asked}."
    if need.is_index_read:
        return ""
    return (
        f"Press {key} to look for one in the list at {place_of(need.index)}; you are asked first."
    )


def what_to_bring(need: Need, key: str) -> str:
    """Return which file to bring where there is no network, from where, and what to do with it.

    Args:
        need: what is missing.
        key: the key that opens the screen of packages, as it is shown.
    """
    files = [
        f"{package.file_name} ({plain(package.links[0], 300)})"
        if package.links
        else package.file_name
        for package in need.packages
    ]
    if not files:
        source, target = argos_codes(need.source)[0], argos_codes(need.target)[0]
        files = [f"a file such as translate-{plain(source, 20)}_{plain(target, 20)}-….argosmodel"]
    what = " and ".join(files)
    return (
        f"Without a network, bring {what}; then press {key} and f, or "
        "run `seedreader models install FILE_OR_FOLDER`."
    )


def explain(
    need: Need, *, install_key: str, models_key: str, may_fetch: bool = True
) -> tuple[str, ...]:
    """Return sentences for a person: what is missing, and what one key does or which file to bring.

    Args:
        need: what is missing.
        install_key: the key that installs it.
        models_key: the key that opens the screen of packages.
        may_fetch: whether the user lets seedreader open connections at all.
    """
    sentences = [what_is_needed(need)]
    can_install = may_fetch or (bool(need.packages) and not need.uses_network)
    if can_install and (how := how_to_install(need, install_key)):
        sentences.append(how)
    if need.uses_network or not need.packages:
        sentences.append(what_to_bring(need, models_key))
    return tuple(sentences)


def question(need: Need) -> str:
    """Return what the user is asked before a connection is opened or anything installed."""
    if not need.packages:
        return f"Fetch the list of packages from {place_of(need.index)}?"
    names = " and ".join(package.name for package in need.packages)
    places = sorted({place_of(link) for p in need.packages for link in p.links[:1]})
    size = size_in_words(need.size)
    if need.size is None:
        size = "its size is known once the server is asked"
    return f"Install {names} from {' and '.join(places)} ({size})?"


def facts(package: AvailablePackage) -> str:
    """Return size and licence of a package, and whether its hash is known."""
    known = ", hash known" if package.sha256 else ""
    return f"{size_in_words(package.size)}, {licence_in_words(package.licence)}{known}"


def _it(need: Need) -> str:
    return "it" if len(need.packages) == 1 else "them"
