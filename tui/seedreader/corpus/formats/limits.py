"""What a file may cost, whatever it claims: bytes after unpacking, parts, depth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final

MAX_FILE: Final = 8 * 1024**3
"""Bytes of a file that holds several articles."""
MAX_PART: Final = 64 * 1024**2
"""Bytes of one article within it, unpacked."""
MAX_PAGE: Final = 8 * 1024**2
"""Bytes of a web page or a feed: what reads them needs many times their size."""
MAX_UNPACKED: Final = 1024**3
"""Bytes that one file may become, all that lies within it taken together."""
MAX_PARTS: Final = 100_000
"""Articles in one file."""
MAX_DEPTH: Final = 3
"""Archives within archives."""

_PIECE: Final = 1 << 20


class BadFile(Exception):
    """A file, or a part of one, that cannot be read.

    Attributes:
        problem: what is wrong with it.
        advice: what to do about it.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem, advice)
        self.problem = problem
        self.advice = advice


class TooMuch(BadFile):
    """A file that holds more than is read: what was read before is kept."""


@dataclass(slots=True)
class Budget:
    """What may still be read of one file and all that lies within it."""

    bytes_left: int = MAX_UNPACKED
    parts_left: int = MAX_PARTS

    def spend(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            TooMuch: there were too many.
        """
        self.bytes_left -= count
        if self.bytes_left < 0:
            gibibytes = MAX_UNPACKED // 1024**3
            raise TooMuch(
                f"It holds more than {gibibytes} GiB.",
                "Split it, or unpack it and give the folder; what came before was read.",
            )

    def spend_part(self) -> None:
        """Count a part.

        Raises:
            TooMuch: there were too many.
        """
        self.parts_left -= 1
        if self.parts_left < 0:
            raise TooMuch(
                f"It holds more than {MAX_PARTS:,} articles.", "Split it; the first were read."
            )


def read_limited(stream: IO[bytes], budget: Budget, limit: int = MAX_PART) -> bytes:
    """Return what a stream holds, never more than `limit` bytes in memory.

    Raises:
        BadFile: it holds more.
        TooMuch: the budget is spent.
    """
    data = bytearray()
    while piece := stream.read(_PIECE):
        budget.spend(len(piece))
        data += piece
        if len(data) > limit:
            raise too_large(limit)
    return bytes(data)


def too_large(limit: int) -> BadFile:
    """Return what is said of something that is larger than `limit` bytes."""
    return BadFile(f"It is larger than {limit // 1024**2} MiB.", "Split it into smaller files.")


class Counted:
    """A stream whose bytes are counted, for what reads it piece by piece."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes.

        Raises:
            TooMuch: the budget is spent.
        """
        piece = self._stream.read(size if 0 <= size <= _PIECE else _PIECE)
        self._budget.spend(len(piece))
        return piece
