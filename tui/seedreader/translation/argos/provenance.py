"""What a translation with Argos packages is remembered under, also before it is made.

Light: neither the model nor the tokenizer is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from seedreader.translation.engine import DEFAULT_OPTIONS, Options, settings_key
from seedreader.translation.model import Provenance, ProvenanceKind
from seedreader.translation.packages import (
    content_sha256,
    find_packages,
    package_folders,
    route,
)

NAME = "argos"


def expected_provenance(
    data: Path, source: str, target: str, options: Options = DEFAULT_OPTIONS
) -> Provenance | None:
    """Return the provenance of what the engine would say now, without a date.

    Of packages that are used one after the other, names and hashes are joined by `+`. Their
    contents are hashed when they are new, which takes about a second for 500 MB.

    Args:
        data: the library's folder.
        source: BCP 47 code.
        target: BCP 47 code.
        options: how to decode.

    Returns:
        None where no installed packages lead from source to target.

    Raises:
        OSError: a package cannot be read.
    """
    found = route(find_packages(package_folders(data)).packages, source, target)
    if found is None:
        return None
    hashes = [content_sha256(package, data) for package in found.packages]
    return provenance_of([package.name for package in found.packages], hashes, found.pivot, options)


def provenance_of(
    names: Sequence[str], hashes: Sequence[str], pivot: str | None, options: Options
) -> Provenance:
    """Return the provenance of what packages say that are used one after the other."""
    return Provenance(
        kind=ProvenanceKind.ENGINE,
        engine=NAME,
        package="+".join(names),
        sha256="+".join(hashes),
        pivot=pivot,
        settings=settings_key(NAME, hashes, options),
    )
