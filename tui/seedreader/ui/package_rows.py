"""What the screen of packages shows of each, as plain values: rows, columns, details."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seedreader.translation.packages.index import AvailablePackage
from seedreader.translation.packages.jobs import WasVerified
from seedreader.translation.packages.listing import Installed, Listing
from seedreader.translation.packages.package import Package
from seedreader.translation.packages.wording import (
    TRUST_WORDS,
    licence_in_words,
    place_of,
    size_in_words,
)
from seedreader.ui.text import cell_len, pad, safe, truncate

MOST_ROWS: Final = 500
"""Available packages that are shown at most; filtering finds the others."""

_HASHES: Final = {
    "published": "published",
    "index": "index's hash",
    "as before": "as before",
    "first use": "first use",
}
_SHORT_DATE: Final = 10
_WIDTHS: Final = {"code": 7, "version": 5, "size": 10, "licence": 11, "date": 10, "state": 12}
_NAMES: Final = 22
"""Cells that the languages' names should have: as many as Vietnamese → English takes, and more."""


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One line of the list. All texts are safe to show.

    Attributes:
        key: the same for the same package the next time: its path, or its name in the index.
        installed: what is there, or None.
        available: what could be installed, or None.
        is_broken: whether it needs the user's attention.
        code, names, version, size, licence, date, state: the columns.
        details: sentences about it, for the lines below the list.
    """

    key: str
    installed: Installed | None
    available: AvailablePackage | None
    is_broken: bool
    code: str
    names: str
    version: str
    size: str
    licence: str
    date: str
    state: str
    details: tuple[str, ...]

    def line(self, width: int) -> str:
        """Return the columns in so many cells; the names take what the others leave."""
        widths = dict(_WIDTHS)
        for least in ("code", "date", "version", "licence"):
            room = width - 2 - sum(widths.values()) - len(widths)
            if room >= _NAMES:
                break
            del widths[least]
        widths = {"names": max(0, width - 2 - sum(widths.values()) - len(widths)), **widths}
        cells = [_fit(getattr(self, name), cells) for name, cells in widths.items()]
        mark = "!" if self.is_broken else " "
        return _fit(f"{mark} {' '.join(cells)}", width)


def installed_rows(
    listing: Listing, verdicts: Mapping[str, WasVerified] | None = None
) -> tuple[PackageRow, ...]:
    """Return the installed packages, and what looks like one and is none.

    Args:
        listing: what there is.
        verdicts: what checking has found out, by folder.
    """
    known = verdicts or {}
    rows = [_installed(one, known.get(os.fspath(one.package.path))) for one in listing.installed]
    for skipped in listing.skipped:
        name, path = safe(skipped.path.name), safe(_printable(skipped.path))
        details = (path, f"It {safe(skipped.reason)}; it is left out.")
        rows.append(_broken(f"skipped:{path}", name, details))
    return tuple(rows)


def available_rows(listing: Listing, words: str = "") -> tuple[tuple[PackageRow, ...], int]:
    """Return the available packages that have all these words, and how many more there are."""
    wanted = words.casefold().split()
    there = {(one.package.from_code, one.package.to_code): one for one in listing.installed}
    found = [
        package
        for package in listing.available
        if all(word in _searched(package) for word in wanted)
    ]
    rows = tuple(_available(package, there) for package in found[:MOST_ROWS])
    return rows, len(found) - len(rows)


def heading(width: int) -> str:
    """Return the names of the columns in so many cells."""
    return PackageRow(
        key="",
        installed=None,
        available=None,
        is_broken=False,
        code="pair",
        names="languages",
        version="vers.",
        size="size",
        licence="licence",
        date="date",
        state="hash",
        details=(),
    ).line(width)


def _installed(one: Installed, verdict: WasVerified | None) -> PackageRow:
    package, record = one.package, one.record
    path = safe(_printable(package.path))
    if record is None:
        state, trust = "not recorded", "Another program installed it: its hash is not known."
        if one.is_own:
            trust = "Its record is missing or damaged: install it again."
    else:
        state = _HASHES[record.trust]
        came = safe(place_of(record.source))
        trust = f"From {came}, {TRUST_WORDS[record.trust]}, SHA-256 {safe(record.file_sha256)}."
    is_broken = False
    if verdict is not None:
        is_broken = verdict.state not in {"ok", "unrecorded"}
        state = f"! {verdict.state}" if is_broken else "checked"
        if is_broken:
            trust = f"It cannot be used: {safe(verdict.problem)}. Install it again, or remove it."
        else:
            trust = f"Unchanged and works. {trust}" if record else f"Works. {trust}"
    return PackageRow(
        key=os.fspath(package.path),
        installed=one,
        available=None,
        is_broken=is_broken,
        state=state,
        size=size_in_words(package.size),
        date=safe(package.date[:_SHORT_DATE]),
        details=(f"{package.name} · {_licence(package.licence)} · {path}", trust),
        **_shared(package),
    )


def _available(package: AvailablePackage, there: Mapping[tuple[str, str], Installed]) -> PackageRow:
    one = there.get((package.from_code, package.to_code))
    state = "hash known" if package.sha256 else ""
    if one is not None:
        same = one.package.version == package.version
        state = "installed" if same else f"have {safe(one.package.version)}"
    hash_words = (
        "Its hash is known."
        if package.sha256
        else "Its hash is not known: the first file is trusted, and its hash remembered."
    )
    link = safe(package.links[0]) if package.links else ""
    return PackageRow(
        key=f"available:{package.name}",
        installed=None,
        available=package,
        is_broken=False,
        state=state,
        size=size_in_words(package.size) if package.size else "unknown",
        date="",
        details=(f"{package.file_name} · {_licence(package.licence)} · {link}", hash_words),
        **_shared(package),
    )


def _broken(key: str, name: str, details: tuple[str, ...]) -> PackageRow:
    return PackageRow(
        key=key,
        installed=None,
        available=None,
        is_broken=True,
        code="",
        names=name,
        version="",
        size="",
        licence="",
        date="",
        state="! broken",
        details=details,
    )


def _shared(package: Package | AvailablePackage) -> dict[str, str]:
    return {
        "code": safe(f"{package.from_code}→{package.to_code}"),
        "names": safe(f"{package.from_name} → {package.to_name}"),
        "version": safe(package.version),
        "licence": _licence(package.licence),
    }


def _licence(licence: str | None) -> str:
    return safe(licence_in_words(licence)) if licence else "not stated"


def _searched(package: AvailablePackage) -> str:
    parts = (package.name, package.from_name, package.to_name, package.licence or "")
    return " ".join(parts).casefold()


def _printable(path: os.PathLike[str]) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _fit(text: str, width: int) -> str:
    return pad(truncate(text, width), width)


def wrapped(sentences: Iterable[str], width: int, rows: int) -> Sequence[str]:
    """Return sentences in lines of so many cells, at most so many; the last is cut with `…`."""
    lines: list[str] = []
    for sentence in sentences:
        line = ""
        for word in sentence.split():
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width or not line:
                line = longer
            else:
                lines.append(line)
                line = word
        lines.append(line)
    if len(lines) > rows:
        lines = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
    return [truncate(line, width) for line in lines]
