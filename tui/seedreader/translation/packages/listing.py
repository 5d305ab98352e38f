"""What the screens list: installed packages with what is recorded of them, and available ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from seedreader.translation.packages.discovery import Skipped, find_packages
from seedreader.translation.packages.folders import own_folder, package_folders
from seedreader.translation.packages.index import AvailablePackage
from seedreader.translation.packages.needs import known_offer
from seedreader.translation.packages.package import Package
from seedreader.translation.packages.records import Record, read_record


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed package.

    Attributes:
        package: what is there.
        record: what was recorded when seedreader installed it, or None.
        is_own: whether seedreader installed it and may remove it.
    """

    package: Package
    record: Record | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All packages that are known of without opening a connection.

    Attributes:
        installed: those on this machine, in the order in which they are looked for.
        skipped: folders that look like packages and are none.
        available: those that could be installed, newest version first for each pair.
        index: address or path of the index.
        index_date: when the index was fetched, in ISO 8601; '' if it was not.
    """

    installed: tuple[Installed, ...]
    skipped: tuple[Skipped, ...]
    available: tuple[AvailablePackage, ...]
    index: str
    index_date: str


def read_listing(data: Path) -> Listing:
    """Return what is installed and what is known to be available; opens no connection.

    Args:
        data: the library's folder.
    """
    own = own_folder(data)
    found = find_packages(package_folders(data))
    installed = tuple(
        Installed(package, read_record(package.path), is_own=package.path.parent == own)
        for package in found.packages
    )
    offer = known_offer(data)
    return Listing(
        installed=installed,
        skipped=found.skipped,
        available=offer.packages,
        index=offer.index,
        index_date=offer.index_date,
    )
