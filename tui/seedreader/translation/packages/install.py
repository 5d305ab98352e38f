"""Installing and removing packages: all or nothing, at whatever moment it ends."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from seedreader.translation.packages._files import locked, sync_folder
from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.check import check_loads
from seedreader.translation.packages.content import content_sha256
from seedreader.translation.packages.discovery import find_packages
from seedreader.translation.packages.download import download, forget, part_path
from seedreader.translation.packages.folders import own_folder
from seedreader.translation.packages.index import is_web, known_packages, published
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import BrokenPackage, Package, read_package
from seedreader.translation.packages.problems import (
    BadFile,
    Cancelled,
    IsCancelled,
    PackageProblem,
    Progress,
    disk_problems,
    never_cancelled,
    no_progress,
)
from seedreader.translation.packages.records import (
    Record,
    Trust,
    now,
    read_record,
    remember_trust,
    trusted_before,
    write_record,
)
from seedreader.translation.packages.sources import Source
from seedreader.translation.packages.unpack import unpack

_WORK_PREFIX: Final = ".installing-"
_REMOVED_PREFIX: Final = ".removed-"
_OLD_PART: Final = 7 * 24 * 3600  # seconds after which nobody goes on with a download
_PIECE: Final = 2**20
_ACCEPT_CHANGED: Final = (
    "if that is expected, `seedreader models install --accept-changed` takes the new one"
)
_ELSEWHERE: Final = "get it from another source"
_TRUST_WORDS: Final = {"published": "published", "index": "in the index"}


@dataclass(frozen=True, slots=True)
class Installation:
    """What was installed.

    Attributes:
        package: as it is now.
        record: what was recorded of it.
        replaced: names of the packages for the same languages that it took the place of.
        notes: what the user should know, in sentences.
        was_there: whether it was installed already and nothing was done.
    """

    package: Package
    record: Record
    replaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    was_there: bool = False


def install(
    source: Source,
    data: Path,
    *,
    again: bool = False,
    accept_changed: bool = False,
    limits: Limits | None = None,
    progress: Progress = no_progress,
    is_cancelled: IsCancelled = never_cancelled,
) -> Installation:
    """Install a package file into seedreader's own folder.

    It is fetched, its hash is compared, it is unpacked beside the other packages under a hidden
    name, loaded in a child process, and only then renamed; then an older package for the same
    languages goes. Whatever happens before leaves what was there.

    Args:
        source: from `resolve` or `index_source`.
        data: the library's folder.
        again: install it although this version is there.
        accept_changed: take the file although its address gave another one before.
        limits: see there.
        progress: told of the bytes that are fetched.
        is_cancelled: see `opened`.

    Raises:
        PackageProblem: it was not installed.
        Cancelled: the user stopped it.
    """
    bounds = limits or Limits()
    folder = own_folder(data)
    with locked(folder):
        clean(folder)
        if source.name is not None and not again and (there := _there(folder, source.name)):
            return there
        problem: PackageProblem | None = None
        for link in source.links:
            try:
                return _Installer(
                    source, link, data, accept_changed, bounds, progress, is_cancelled
                ).install()
            except PackageProblem as error:
                problem = problem or error
        raise problem or PackageProblem(source.shown, "the index has no address of it")


def remove(name: str, data: Path) -> tuple[str, ...]:
    """Remove packages that seedreader installed and return their names.

    Args:
        name: of a package, with or without version ("translate-uk_en-1_9", "uk_en", "uk-en").
        data: the library's folder.

    Raises:
        PackageProblem: there is none of that name, or it cannot be removed.
    """
    folder = own_folder(data)
    with locked(folder):
        clean(folder)
        found = find_packages([folder])
        own = {package.path: package.name for package in found.packages if package.matches(name)}
        own |= {skipped.path: name for skipped in found.skipped if skipped.path.name == name}
        own.pop(folder, None)
        if not own:
            raise PackageProblem(plain(name, 200), "seedreader has installed no such package")
        for path in own:
            _remove(path)
        return tuple(own.values())


def clean(folder: Path) -> None:
    """Delete what interrupted installations left. The folder's lock must be held."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name.startswith((_WORK_PREFIX, _REMOVED_PREFIX)):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(".download-") and _age(path) > _OLD_PART:
                path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Installer:
    source: Source
    link: str
    data: Path
    accept_changed: bool
    limits: Limits
    progress: Progress
    is_cancelled: IsCancelled

    @property
    def _folder(self) -> Path:
        return own_folder(self.data)

    def install(self) -> Installation:
        if not is_web(self.link):
            with _opened(Path(self.link), self.limits) as stream:
                return self._install(stream)
        part = part_path(self._folder, self.link)
        download(
            self.link,
            part,
            limits=self.limits,
            expected_size=self.source.size,
            progress=self.progress,
            is_cancelled=self.is_cancelled,
        )
        try:
            with _opened(part, self.limits) as stream:
                installation = self._install(stream)
        except BadFile:
            forget(part)
            raise
        forget(part)
        return installation

    def _install(self, stream: IO[bytes]) -> Installation:
        size, sha256 = _hash(stream, self.is_cancelled)
        trust = self._trust(sha256)
        work = self._folder / f"{_WORK_PREFIX}{secrets.token_hex(8)}"
        with disk_problems(self._folder):
            work.mkdir()
        try:
            unpack(
                stream, self.source.shown, work, limits=self.limits, is_cancelled=self.is_cancelled
            )
            package = self._checked(work)
            with disk_problems(work):
                content = content_sha256(package, is_cancelled=self.is_cancelled)
            record = Record(
                sha256=content,
                file_sha256=sha256,
                file_size=size,
                source=self.link,
                date=now(),
                trust=trust,
            )
            with disk_problems(self._folder):
                write_record(work, record)
                path, replaced = self._put_in_place(work, package)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        if is_web(self.link):
            remember_trust(self.data, self.link, sha256)
        return Installation(read_package(path), record, replaced, _notes(package, sha256, trust))

    def _trust(self, sha256: str) -> Trust:
        shown, wanted = self.source.shown, self.source.sha256
        if wanted is not None:
            if wanted == sha256:
                return self.source.trust
            expected = f"not {wanted}, the hash that is {_TRUST_WORDS[self.source.trust]}"
            raise BadFile(shown, f"its SHA-256 is {sha256}, {expected}", _ELSEWHERE)
        if any(package.sha256 == sha256 for package in known_packages()):
            return "published"
        before = trusted_before(self.data, self.link) if is_web(self.link) else None
        if before is None:
            return "first use"
        known, date = before
        if known == sha256:
            return "as before"
        if not self.accept_changed:
            problem = f"this address gave another file on {date} (SHA-256 {known}, now {sha256})"
            raise PackageProblem(shown, problem, _ACCEPT_CHANGED)
        return "first use"

    def _checked(self, work: Path) -> Package:
        try:
            package = read_package(work)
            check_loads(work, limits=self.limits, is_cancelled=self.is_cancelled)
        except BrokenPackage as error:
            raise BadFile(self.source.shown, str(error), _ELSEWHERE) from error
        pair = package.from_code, package.to_code
        if self.source.pair not in (None, pair):
            problem = f"it is for something else: from {pair[0]} to {pair[1]}"
            raise BadFile(self.source.shown, problem, _ELSEWHERE)
        return package

    def _put_in_place(self, work: Path, package: Package) -> tuple[Path, tuple[str, ...]]:
        """Rename the new package, then remove the old ones: at each moment one of them is whole."""
        old = _same_pair(self._folder, package)
        path = self._folder / package.name
        if os.path.lexists(path):
            path = self._folder / f"{package.name}.{secrets.token_hex(4)}"
        sync_folder(work)
        if self.is_cancelled():
            raise Cancelled
        work.rename(path)
        sync_folder(self._folder)
        replaced = []
        for other, name in old.items():
            with suppress(PackageProblem):  # Windows refuses while it is in use
                _remove(other)
                replaced.append(name)
        if path.name != package.name:
            with suppress(OSError):
                path = path.rename(self._folder / package.name)
                sync_folder(self._folder)
        return path, tuple(replaced)


def _there(folder: Path, name: str) -> Installation | None:
    for package in find_packages([folder]).packages:
        if package.name == name and (record := read_record(package.path)) is not None:
            return Installation(package, record, was_there=True)
    return None


def _same_pair(folder: Path, package: Package) -> dict[Path, str]:
    """Return what a package takes the place of: path → name; broken folders of its name too."""
    found = find_packages([folder])
    pair = package.from_code, package.to_code
    same = {old.path: old.name for old in found.packages if (old.from_code, old.to_code) == pair}
    same |= {old.path: old.path.name for old in found.skipped if old.path.name == package.name}
    same.pop(folder, None)
    return same


def _remove(path: Path) -> None:
    """Remove a package, from sight first.

    Raises:
        PackageProblem: it cannot be renamed.
    """
    hidden = path.with_name(f"{_REMOVED_PREFIX}{secrets.token_hex(8)}")
    with disk_problems(path):
        path.rename(hidden)
    sync_folder(path.parent)
    shutil.rmtree(hidden, ignore_errors=True)


def _notes(package: Package, sha256: str, trust: Trust) -> tuple[str, ...]:
    notes = []
    if trust == "first use":
        known = published(package.name)
        if known is not None and known.sha256 is not None:
            notes.append("It is not the file that is published under this name.")
        notes.append(f"Its hash was not known; it was trusted and is remembered: {sha256}")
    if package.licence is None:
        notes.append("It states no licence.")
    return tuple(notes)


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[IO[bytes]]:
    """Open a regular file of bearable size; never wait for the other end of a pipe."""
    shown = plain(os.fspath(path), 500)
    try:
        stream = os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise PackageProblem(shown, f"cannot be opened ({reason})", "check the name") from error
    with stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise PackageProblem(shown, "is not a file", "name a package file")
        if status.st_size > limits.max_download:
            limit = f"{limits.max_download / 1e6:,.0f} MB"
            raise PackageProblem(shown, f"has more than {limit}", "name a package file")
        yield stream


def _hash(stream: IO[bytes], is_cancelled: IsCancelled) -> tuple[int, str]:
    """Return size and SHA-256 of an open file, and go back to its start."""
    digest, size = hashlib.sha256(), 0
    try:
        while piece := stream.read(_PIECE):
            if is_cancelled():
                raise Cancelled
            digest.update(piece)
            size += len(piece)
        stream.seek(0)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        name = plain(stream.name, 500)
        raise PackageProblem(name, f"cannot be read ({reason})", "check the disk") from error
    return size, digest.hexdigest()


def _age(path: Path) -> float:
    """Return the seconds since a file was written."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
