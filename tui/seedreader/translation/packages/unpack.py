"""Package files: strictly checked, then unpacked into an empty folder."""

from __future__ import annotations

import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.download import check_disk, write_all
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import (
    METADATA_NAME,
    MODEL_NAME,
    READMES,
    TOKENIZERS,
    WEIGHTS_NAME,
)
from seedreader.translation.packages.problems import (
    BadFile,
    Cancelled,
    IsCancelled,
    PackageProblem,
    disk_problems,
    never_cancelled,
)

_ROOT_FILES: Final = frozenset(
    (METADATA_NAME, *TOKENIZERS, *READMES, "LICENSE", "LICENSE.md", "LICENSE.txt")
)
_VOCABULARIES: Final = ("shared", "source", "target")
_MODEL_FILES: Final = frozenset(
    (
        WEIGHTS_NAME,
        "config.json",
        "vmap.txt",
        *(f"{kind}_vocabulary.json" for kind in _VOCABULARIES),
        *(f"{kind}_vocabulary.txt" for kind in _VOCABULARIES),
    )
)
"""What a converter of CTranslate2 writes (its `specs/model_spec.py`), in old versions and new."""

_LEFT_OUT: Final = frozenset(("stanza", "spacy", "minisbd"))
"""Folders with data for splitting sentences, which seedreader does itself."""

_PIECE: Final = 2**20
_MAX_DIRECTORY: Final = 4 * 2**20
"""Bytes of the largest list of members that is read: room for far more than are allowed."""

_END: Final = struct.Struct("<4s4H2LH")  # APPNOTE.TXT, 4.3.16
_END_SEARCHED: Final = 65_535 + _END.size
_ZIP64_LOCATOR: Final = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE: Final = 20
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
    struct.error,
    OverflowError,
    MemoryError,
)
_GET_ANOTHER: Final = "get it from another source"
_GET_AGAIN: Final = "get it again; it may be cut short"


def unpack(
    stream: IO[bytes],
    subject: str,
    folder: Path,
    *,
    limits: Limits,
    is_cancelled: IsCancelled = never_cancelled,
) -> None:
    """Unpack a package into an empty folder, without the archive's root folder.

    Nothing is written before all members are known to be allowed; no name from the archive but
    those of a fixed list becomes a file name.

    Args:
        stream: the package file.
        subject: what to call it in messages.
        folder: an existing, empty folder.
        limits: see there.
        is_cancelled: asked at every MiB.

    Raises:
        BadFile: it is damaged or holds what it must not.
        PackageProblem: it does not fit, or cannot be read or written.
        Cancelled: the user stopped it.
    """
    try:
        _check_directory(stream)
        with zipfile.ZipFile(stream) as archive:
            members = dict(_members(archive.infolist(), limits))
            size = _check_members(members, limits)
            check_disk(folder, size + limits.disk_margin)
            for name, info in members.items():
                _extract(archive, info, folder / name, is_cancelled)
    except _Refused as error:
        raise BadFile(subject, str(error), _GET_ANOTHER) from None
    except OSError as error:
        problem = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise PackageProblem(subject, problem, "check the disk that it is on") from error
    except _DAMAGES as error:
        problem = f"is damaged ({plain(str(error) or type(error).__name__, 200)})"
        raise BadFile(subject, problem, _GET_AGAIN) from error


class _Refused(Exception):
    """The archive holds what it must not."""


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse an archive whose list of members is absurd, before anybody reads it.

    Raises:
        BadZipFile: it is no archive.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_SEARCHED - _ZIP64_LOCATOR_SIZE))
    tail = stream.read(_END_SEARCHED + _ZIP64_LOCATOR_SIZE)
    # As `zipfile` looks for it: an end without a comment, else the last one.
    at = len(tail) - _END.size
    if not (at >= 0 and tail[at:].startswith(b"PK\x05\x06") and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile("not a package file, or cut short")
    directory = _END.unpack_from(tail, at)[5]
    locator = tail[max(0, at - _ZIP64_LOCATOR_SIZE) : at]
    if directory > _MAX_DIRECTORY or locator.startswith(_ZIP64_LOCATOR):
        raise _Refused("has an absurdly long list of members")


def _members(
    infos: Iterable[zipfile.ZipInfo], limits: Limits
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield name below the root folder and entry of each file to unpack."""
    roots: set[str] = set()
    names: set[str] = set()
    for count, info in enumerate(infos, 1):
        if count > limits.max_members:
            raise _Refused(f"has more than {limits.max_members} members")
        _check_entry(info, limits)
        parts = _parts(info)
        roots.add(parts[0])
        if len(roots) > 1:
            raise _Refused("has more than one root folder")
        same = unicodedata.normalize("NFKC", "/".join(parts)).casefold()
        if same in names:
            raise _Refused(f"has “{_shown(info)}” twice")
        names.add(same)
        if (name := _wanted(info, parts[1:])) is not None:
            yield name, info


def _check_entry(info: zipfile.ZipInfo, limits: Limits) -> None:
    shown = _shown(info)
    kind = stat.S_IFMT(info.external_attr >> 16)
    allowed = stat.S_IFDIR if _is_folder(info) else stat.S_IFREG
    if kind not in (0, allowed):
        raise _Refused(f"has “{shown}”, which is a link or a device")
    if info.flag_bits & _ENCRYPTED:
        raise _Refused(f"has “{shown}”, which is encrypted")
    if info.compress_type not in _METHODS:
        raise _Refused(f"has “{shown}”, packed in an unusual way")
    large = info.file_size > limits.ratio_free
    if large and info.file_size > limits.max_ratio * info.compress_size:
        raise _Refused(f"has “{shown}”, which would swell to {info.file_size / 1e6:,.0f} MB")


def _parts(info: zipfile.ZipInfo) -> list[str]:
    name = info.orig_filename
    parts = (name.removesuffix("/")).split("/")
    if any(
        part in ("", ".", "..") or not part.isprintable() or "\\" in part or ":" in part
        for part in parts
    ):
        raise _Refused(f"has “{_shown(info)}”, which leads elsewhere")
    return parts


def _wanted(info: zipfile.ZipInfo, below: list[str]) -> str | None:
    """Return the path below the root of a file to unpack, or None for what is left out."""
    if below and below[0] in _LEFT_OUT and (_is_folder(info) or len(below) > 1):
        return None
    if _is_folder(info):
        if below in ([], [MODEL_NAME]):
            return None
    elif (len(below) == 1 and below[0] in _ROOT_FILES) or (
        len(below) == 2 and below[0] == MODEL_NAME and below[1] in _MODEL_FILES  # noqa: PLR2004
    ):
        return "/".join(below)
    raise _Refused(f"has “{_shown(info)}”, which does not belong there")


def _check_members(members: dict[str, zipfile.ZipInfo], limits: Limits) -> int:
    """Return the bytes that the files to unpack have together."""
    weights = f"{MODEL_NAME}/{WEIGHTS_NAME}"
    for name in (METADATA_NAME, weights):
        if name not in members:
            raise _Refused(f"is no translation package: it has no {name}")
    if not any(name in members for name in TOKENIZERS):
        raise _Refused(f"is no translation package: it has none of {', '.join(TOKENIZERS)}")
    size = sum(info.file_size for info in members.values())
    if size > limits.max_unpacked:
        raise _Refused(f"would unpack to {size / 1e6:,.0f} MB, more than is allowed")
    return size


def _extract(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, is_cancelled: IsCancelled
) -> None:
    with disk_problems(path.parent):
        path.parent.mkdir(exist_ok=True)
        target = path.open("xb", buffering=0)
    with target, archive.open(info) as source:
        written = 0
        while piece := source.read(_PIECE):
            if is_cancelled():
                raise Cancelled
            with disk_problems(path.parent):
                write_all(target, piece)
            written += len(piece)
        if written != info.file_size:
            raise zipfile.BadZipFile(f"“{_shown(info)}” is cut short")
        with disk_problems(path.parent):
            os.fsync(target.fileno())


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith("/")  # `is_dir` fails on an empty name


def _shown(info: zipfile.ZipInfo) -> str:
    return plain(info.orig_filename, 100)
