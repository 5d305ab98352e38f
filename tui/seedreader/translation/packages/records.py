"""What is remembered of installed packages, and of files that were trusted once."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from seedreader.translation.packages._files import read_json, write_json
from seedreader.translation.packages._plain import plain

RECORD_NAME: Final = "seedreader.json"
"""File in each package that seedreader installed; argostranslate does not mind it."""

TRUST_NAME: Final = "package-trust.json"

Trust = Literal["published", "index", "as before", "first use"]
"""Why a package file was taken for the right one: its hash is the published one; the one that the
index states; the one that the same address gave before; or nobody knows it, so that it was trusted
on first use and its hash remembered."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was known when a package was installed.

    Attributes:
        sha256: of model, tokenizer and metadata: see `content_sha256`.
        file_sha256: of the package file.
        file_size: bytes of the package file.
        source: address or path that it came from.
        date: when, in ISO 8601, UTC.
        trust: see `Trust`.
    """

    sha256: str
    file_sha256: str
    file_size: int
    source: str
    date: str
    trust: Trust


def now() -> str:
    """Return the time in ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def write_record(folder: Path, record: Record) -> None:
    """Write a record into a package.

    Raises:
        OSError: it cannot be written.
    """
    write_json(folder / RECORD_NAME, dataclasses.asdict(record))


def read_record(folder: Path) -> Record | None:
    """Return the record in a package; None if another program installed it, or it is damaged."""
    values = read_json(folder / RECORD_NAME)
    trust = values.get("trust")
    known: dict[str, Trust] = {
        "published": "published",
        "index": "index",
        "as before": "as before",
        "first use": "first use",
    }
    texts = [values.get(name) for name in ("sha256", "file_sha256", "source", "date")]
    size = values.get("file_size")
    if trust not in known or not all(isinstance(text, str) for text in texts):
        return None
    sha256, file_sha256, source, date = (plain(text, 2000) for text in texts)
    return Record(
        sha256=sha256,
        file_sha256=file_sha256,
        file_size=size if isinstance(size, int) else 0,
        source=source,
        date=date,
        trust=known[trust],
    )


def trusted_before(data: Path, address: str) -> tuple[str, str] | None:
    """Return the hash of the file that an address gave before, and the time; or None."""
    entry = read_json(data / TRUST_NAME).get(address)
    if not isinstance(entry, dict):
        return None
    sha256, date = entry.get("sha256"), entry.get("date")
    return (sha256, plain(date, 20)) if isinstance(sha256, str) else None


def remember_trust(data: Path, address: str, sha256: str) -> None:
    """Remember which file an address gave; if the disk does not let us, the record has it still."""
    with suppress(OSError):
        known = read_json(data / TRUST_NAME)
        write_json(data / TRUST_NAME, {**known, address: {"sha256": sha256, "date": now()}})
