"""A package's identity: a hash of what its translations depend on."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from seedreader.translation.packages._files import read_json, write_json
from seedreader.translation.packages.package import METADATA_NAME, Package
from seedreader.translation.packages.problems import Cancelled, IsCancelled, never_cancelled

CACHE_NAME: Final = "package-hashes.json"
_PIECE: Final = 2**20


def content_sha256(
    package: Package, data: Path | None = None, *, is_cancelled: IsCancelled = never_cancelled
) -> str:
    """Return the SHA-256 of model, tokenizer and metadata, in hexadecimal.

    It depends on names and contents of the files, not on where they lie or when they were written.

    Args:
        package: reading it takes about a second for 500 MB.
        data: the library's folder: there the hash is kept, and found again as long as no file's
            size or time of change differs. None: compute it anew.
        is_cancelled: asked at every MiB.

    Raises:
        OSError: a file cannot be read.
        Cancelled: the user stopped it.
    """
    files = content_files(package)
    if data is None:
        return _hash(files, is_cancelled)
    cache = read_json(data / CACHE_NAME)
    key = os.fsencode(os.path.realpath(package.path)).hex()
    stamp = [[name, status.st_size, status.st_mtime_ns] for name, status in _stats(files)]
    entry = cache.get(key)
    if isinstance(entry, dict) and entry.get("stamp") == stamp:
        known = entry.get("sha256")
        if isinstance(known, str):
            return known
    sha256 = _hash(files, is_cancelled)
    with suppress(OSError):  # without it, the hash is computed anew the next time
        kept = {key: value for key, value in cache.items() if os.path.exists(_path(key))}  # noqa: PTH110
        write_json(data / CACHE_NAME, {**kept, key: {"stamp": stamp, "sha256": sha256}})
    return sha256


def content_files(package: Package) -> dict[str, Path]:
    """Return the files that the hash covers: name below the package → path, sorted by name."""
    paths = [package.path / METADATA_NAME, package.tokenizer_file]
    paths += [path for path in package.model.iterdir() if path.is_file()]
    return dict(sorted((path.relative_to(package.path).as_posix(), path) for path in paths))


def _hash(files: dict[str, Path], is_cancelled: IsCancelled) -> str:
    digest = hashlib.sha256()
    for name, status in _stats(files):
        digest.update(f"{name}\0{status.st_size}\0".encode("utf-8", "surrogateescape"))
        with files[name].open("rb") as stream:
            while piece := stream.read(_PIECE):
                if is_cancelled():
                    raise Cancelled
                digest.update(piece)
    return digest.hexdigest()


def _stats(files: dict[str, Path]) -> list[tuple[str, os.stat_result]]:
    return [(name, path.stat()) for name, path in files.items()]


def _path(key: str) -> bytes:
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""
