"""Whether installed packages are still what they were, and work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from seedreader.translation.packages.check import check_loads
from seedreader.translation.packages.content import content_sha256
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import BrokenPackage, Package
from seedreader.translation.packages.problems import IsCancelled, never_cancelled
from seedreader.translation.packages.records import read_record

State = Literal["ok", "unrecorded", "changed", "broken"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a package.

    Attributes:
        package: which.
        state: "ok": it is what was installed, and works. "unrecorded": it works; another program
            installed it, so that there is nothing to compare it with. "changed": its files are not
            those that were installed. "broken": it does not work.
        problem: in words, or ''.
        sha256: of its content, or '' where it cannot be read.
    """

    package: Package
    state: State
    problem: str = ""
    sha256: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it may be used."""
        return self.state in ("ok", "unrecorded")


def verify(
    packages: Iterable[Package],
    *,
    limits: Limits | None = None,
    is_cancelled: IsCancelled = never_cancelled,
) -> Iterator[Verdict]:
    """Hash each package anew, compare it with what was recorded, and load it in a child process.

    Raises:
        Cancelled: the user stopped it; raised while iterating.
    """
    for package in packages:
        yield _verify(package, limits or Limits(), is_cancelled)


def _verify(package: Package, limits: Limits, is_cancelled: IsCancelled) -> Verdict:
    try:
        sha256 = content_sha256(package, is_cancelled=is_cancelled)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return Verdict(package, "broken", f"cannot be read ({reason})")
    record = read_record(package.path)
    if record is not None and record.sha256 != sha256:
        problem = f"its files have changed since it was installed on {record.date}"
        return Verdict(package, "changed", problem, sha256)
    try:
        check_loads(package.path, limits=limits, is_cancelled=is_cancelled)
    except BrokenPackage as error:
        return Verdict(package, "broken", str(error), sha256)
    return Verdict(package, "unrecorded" if record is None else "ok", "", sha256)
