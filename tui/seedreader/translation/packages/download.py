"""Fetching files as a stream: with progress, limits, and resumed where they broke off."""

from __future__ import annotations

import hashlib
import http.client
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final

from seedreader.translation.packages._files import read_json, write_json
from seedreader.translation.packages._http import Answer, CutShort, opened
from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.problems import (
    Cancelled,
    IsCancelled,
    PackageProblem,
    Progress,
    disk_problems,
    never_cancelled,
    no_progress,
)

PART_SUFFIX: Final = ".part"
_MAX_ATTEMPTS: Final = 50
_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_OTHER_SOURCE: Final = "try another address, or install from a file"


def fetch(
    address: str, *, limits: Limits, max_size: int, is_cancelled: IsCancelled = never_cancelled
) -> bytes:
    """Return what is at an address.

    Raises:
        PackageProblem: it cannot be had, or has more than `max_size` bytes.
        Cancelled: the user stopped it.
    """
    content = bytearray()
    try:
        with opened(address, {}, limits=limits, is_cancelled=is_cancelled) as answer:
            total = _length(answer)
            _check_size(address, total, max_size)
            for piece in _in_time(address, answer, limits):
                content += piece
                _check_size(address, len(content), max_size)
    except CutShort as error:
        raise PackageProblem(plain(address, 500), str(error), "try again later") from error
    if total is not None and len(content) != total:
        problem = f"the answer ended after {len(content):,} of {total:,} bytes"
        raise PackageProblem(plain(address, 500), problem, "try again later")
    return bytes(content)


def part_path(folder: Path, address: str) -> Path:
    """Return where the download of an address is kept until it is installed: a hidden file."""
    key = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return folder / f".download-{key}{PART_SUFFIX}"


def state_path(part: Path) -> Path:
    """Return the file that remembers which version of the address's file a part belongs to."""
    return part.with_suffix(".json")


def download(
    address: str,
    part: Path,
    *,
    limits: Limits,
    expected_size: int | None = None,
    progress: Progress = no_progress,
    is_cancelled: IsCancelled = never_cancelled,
) -> None:
    """Fetch a file into `part`, going on where an earlier attempt ended.

    What was fetched stays there whatever happens, unless the disk is full. It goes on only if the
    server still has the same version of the file, as its `ETag` or date tell.

    Args:
        address: HTTP or HTTPS.
        part: from `part_path`.
        limits: see there.
        expected_size: bytes that it must have, or None.
        progress: told after each piece.
        is_cancelled: see `opened`.

    Raises:
        PackageProblem: it cannot be had, has another size, or does not fit.
        Cancelled: the user stopped it.
    """
    task = _Download(address, part, limits, expected_size, progress, is_cancelled)
    failures = 0
    for _ in range(_MAX_ATTEMPTS):
        before = size_of(part)
        try:
            task.attempt()
        except CutShort as error:
            gained = size_of(part) - before
            failures = 0 if gained >= limits.stall_size else failures + 1
            if failures > limits.retries:
                problem = f"{error}, {failures} times at byte {size_of(part):,}"
                raise PackageProblem(plain(address, 500), problem, "try again later") from error
            _wait(limits.retry_delay if failures else 0, is_cancelled)
        else:
            return
    raise PackageProblem(plain(address, 500), "the connection breaks off again and again")


@dataclass(frozen=True, slots=True)
class _Download:
    address: str
    part: Path
    limits: Limits
    expected_size: int | None
    progress: Progress
    is_cancelled: IsCancelled

    def attempt(self) -> None:
        """Fetch what is missing.

        Raises:
            CutShort: some of it is still missing.
        """
        state = read_json(state_path(self.part))
        validator = state.get("validator")
        start = size_of(self.part) if validator and state.get("address") == self.address else 0
        headers = {"Range": f"bytes={start}-", "If-Range": str(validator)} if start else {}
        with opened(
            self.address, headers, limits=self.limits, is_cancelled=self.is_cancelled
        ) as answer:
            if answer.status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                if start and answer.headers.get("Content-Range") == f"bytes */{start}":
                    return
                forget(self.part)
                raise CutShort("the server has no such part of it")
            if answer.status != http.client.PARTIAL_CONTENT:
                start = 0
            total = self._total(answer, start)
            self._prepare(answer, start, total)
            size = self._receive(answer, start, total)
        if total is not None and size != total:
            raise CutShort(f"the connection broke off after {size:,} of {total:,} bytes")
        self._check_exact_size(size)

    def _total(self, answer: Answer, start: int) -> int | None:
        """Return the size of the whole file, or None if the server does not tell."""
        if answer.status != http.client.PARTIAL_CONTENT:
            return _length(answer)
        match = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != start or int(match[2]) + 1 != int(match[3]):
            forget(self.part)
            problem = "the server sends another part than it was asked for"
            raise PackageProblem(plain(self.address, 500), problem, "try again")
        return int(match[3])

    def _prepare(self, answer: Answer, start: int, total: int | None) -> None:
        if total is not None:
            _check_size(self.address, total, self.limits.max_download)
            self._check_exact_size(total)
        check_disk(self.part.parent, (total or 0) - start + self.limits.disk_margin)
        if start:
            return
        with disk_problems(self.part.parent):
            forget(self.part)
            state = {"address": self.address, "validator": _validator(answer)}
            write_json(state_path(self.part), state)

    def _receive(self, answer: Answer, start: int, total: int | None) -> int:
        """Append the body to the part; return the part's size."""
        size = start
        with disk_problems(self.part.parent):
            stream = self.part.open("ab", buffering=0)
        with stream:
            for piece in _in_time(self.address, answer, self.limits):
                size += len(piece)
                _check_size(self.address, size, self.limits.max_download)
                try:
                    with disk_problems(self.part.parent):
                        write_all(stream, piece)
                except PackageProblem:
                    forget(self.part)  # gives the room back
                    raise
                self.progress(size, total)
        return size

    def _check_exact_size(self, size: int) -> None:
        if self.expected_size is not None and size != self.expected_size:
            forget(self.part)
            problem = f"has {size:,} bytes instead of {self.expected_size:,}"
            raise PackageProblem(
                plain(self.address, 500), f"{problem}: it is not the expected file", _OTHER_SOURCE
            )


def write_all(stream: FileIO, piece: bytes) -> None:
    """Write all of `piece` to an unbuffered file, which may take it in parts.

    Raises:
        OSError: the disk is full, or worse.
    """
    view = memoryview(piece)
    while view:
        view = view[stream.write(view) :]


def _in_time(address: str, answer: Answer, limits: Limits) -> Iterator[bytes]:
    """Yield the answer's body as it comes, as long as it comes fast enough."""
    since, received = time.monotonic(), 0
    for piece in answer.pieces():
        yield piece
        received += len(piece)
        now = time.monotonic()
        if now - since >= limits.stall_time:
            if received < limits.stall_size:
                problem = f"comes too slowly ({received:,} bytes in {now - since:.0f} s)"
                raise PackageProblem(plain(address, 500), problem, "try again later")
            since, received = now, 0


def _length(answer: Answer) -> int | None:
    length = answer.headers.get("Content-Length", "")
    return int(length) if _NUMBER.fullmatch(length) else None


def _validator(answer: Answer) -> str | None:
    """Return what `If-Range` may name (RFC 9110, section 13.1.5): no weak tag."""
    tag = answer.headers.get("ETag", "")
    if tag.startswith('"'):
        return tag
    return None if tag else answer.headers.get("Last-Modified")


def _check_size(address: str, size: int | None, limit: int) -> None:
    if size is not None and size > limit:
        problem = f"has more than {limit / 1e6:,.0f} MB, the most that is fetched"
        raise PackageProblem(plain(address, 500), problem, _OTHER_SOURCE)


def check_disk(folder: Path, needed: int) -> None:
    """Make sure that there is room.

    Raises:
        PackageProblem: fewer than `needed` bytes are free.
    """
    with disk_problems(folder):
        free = shutil.disk_usage(folder).free
    if free < needed:
        problem = f"{needed / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free"
        raise PackageProblem(folder, problem, "make room and try again")


def _wait(seconds: float, is_cancelled: IsCancelled) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if is_cancelled():
            raise Cancelled
        time.sleep(min(left, 0.1))


def size_of(part: Path) -> int:
    """Return a file's bytes, 0 if there is none."""
    try:
        return part.stat().st_size
    except OSError:
        return 0


def forget(part: Path) -> None:
    """Delete a part and its state."""
    part.unlink(missing_ok=True)
    state_path(part).unlink(missing_ok=True)
