"""Installs, removes and checks packages in a process of its own, which can be killed at any moment.

The screens start it, so that neither a slow server nor a large file holds them up. It reads one job
from standard input and prints events (see `jobs`). When its standard input closes, the job is
cancelled; thus it cannot outlive whoever started it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.discovery import find_packages
from seedreader.translation.packages.folders import package_folders
from seedreader.translation.packages.jobs import (
    Failed,
    FetchIndex,
    Finished,
    HasIndex,
    Install,
    Job,
    JobEvent,
    Received,
    Remove,
    Started,
    Verify,
    WasInstalled,
    WasRemoved,
    WasVerified,
    decode_job,
    encode,
)
from seedreader.translation.packages.problems import Cancelled, IsCancelled, PackageProblem
from seedreader.translation.packages.sources import Source, resolve
from seedreader.translation.packages.wording import place_of

_TELL_EVERY: Final = 0.1  # seconds between two events on what was received
_LEFT_TO_CANCEL: Final = 2.0  # seconds after which a job that does not heed it is cut off
_SHOWN: Final = 500

Tell = Callable[[JobEvent], None]


def main(arguments: list[str] | None = None) -> int:
    """Do the job on standard input."""
    (data,) = sys.argv[1:] if arguments is None else arguments
    job = decode_job(sys.stdin.buffer.readline())
    cancelled = threading.Event()
    _cancel_with_standard_input(cancelled)
    try:
        run(job, Path(data), _print, cancelled.is_set)
        _print(Finished())
    except Cancelled:
        return 1
    except BrokenPipeError:
        os.close(1)  # nobody listens any more: nothing is left to say at exit either
    return 0


def run(job: Job, data: Path, tell: Tell, is_cancelled: IsCancelled) -> None:
    """Do a job.

    Args:
        job: what to do.
        data: the library's folder.
        tell: is given what happens, but for `Finished`.
        is_cancelled: see `opened`.

    Raises:
        Cancelled: the user stopped it.
    """
    try:
        match job:
            case Install():
                _install(job, data, tell, is_cancelled)
            case FetchIndex():
                _fetch_index(data, tell, is_cancelled)
            case Remove(names):
                _remove(names, data, tell)
            case Verify(paths):
                _verify(paths, data, tell, is_cancelled)
    except PackageProblem as problem:
        tell(_failed(problem))


def _install(job: Install, data: Path, tell: Tell, is_cancelled: IsCancelled) -> None:
    sources = job.sources
    if job.words:
        sources += resolve(job.words, data, target=job.target, is_cancelled=is_cancelled)
    for source in sources:
        try:
            _install_one(source, job, data, tell, is_cancelled)
        except PackageProblem as problem:
            tell(_failed(problem))


def _install_one(
    source: Source, job: Install, data: Path, tell: Tell, is_cancelled: IsCancelled
) -> None:
    from seedreader.translation.packages.install import install  # noqa: PLC0415 - slow to import

    origin = place_of(source.links[0]) if source.links else ""
    tell(Started(source.shown, source.size, source.licence, origin))
    told = 0.0

    def progress(done: int, total: int | None) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _TELL_EVERY or done == total:
            told = now
            tell(Received(done, total))

    done = install(source, data, again=job.again, progress=progress, is_cancelled=is_cancelled)
    tell(
        WasInstalled(
            done.package.name, done.was_there, done.record.trust, done.replaced, done.notes
        )
    )


def _fetch_index(data: Path, tell: Tell, is_cancelled: IsCancelled) -> None:
    from seedreader.translation.packages.index import (  # noqa: PLC0415 - slow to import
        fetch_index,
        index_address,
    )

    tell(Started("the list of packages", origin=place_of(index_address())))
    index = fetch_index(data, is_cancelled=is_cancelled)
    if index.problem is not None:
        raise index.problem
    tell(HasIndex(len(index.packages)))


def _remove(names: tuple[str, ...], data: Path, tell: Tell) -> None:
    from seedreader.translation.packages.install import remove  # noqa: PLC0415 - slow to import

    for name in names:
        try:
            for gone in remove(name, data):
                tell(WasRemoved(gone))
        except PackageProblem as problem:
            tell(_failed(problem))


def _verify(paths: tuple[str, ...], data: Path, tell: Tell, is_cancelled: IsCancelled) -> None:
    from seedreader.translation.packages.verify import verify  # noqa: PLC0415 - slow to import

    found = find_packages(package_folders(data))
    wanted = [p for p in found.packages if not paths or os.fspath(p.path) in paths]
    for package in wanted:
        tell(Started(package.name, package.size, package.licence))
        for verdict in verify([package], is_cancelled=is_cancelled):
            path = os.fspath(package.path)
            tell(WasVerified(package.name, path, verdict.state, verdict.problem))


def _failed(problem: PackageProblem) -> Failed:
    return Failed(
        plain(problem.subject, _SHOWN),
        plain(problem.problem, _SHOWN),
        plain(problem.advice, _SHOWN),
    )


def _print(event: JobEvent) -> None:
    sys.stdout.write(encode(event) + "\n")
    sys.stdout.flush()


def _cancel_with_standard_input(cancelled: threading.Event) -> None:
    """Cancel when standard input closes; end if that has no effect, as in the look-up of a name."""

    def wait() -> None:
        while os.read(0, 1):  # no lock of `sys.stdin`, which would be held when Python ends
            pass
        cancelled.set()
        time.sleep(_LEFT_TO_CANCEL)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
