"""Knows whether the program that used a library before ended in order.

Each program has a file beside the library while it runs, and holds a lock on it, which the system
gives up with the program, however that ends. A file that nobody holds is left by a program that was
killed, or by a power cut: numbers of processes, which are used again, tell nothing. Child processes
have none: they are killed on purpose.

Where the file system knows no locks, as some network drives, no file is made and nothing is known.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # not on this system: then nothing is known
    fcntl = None  # type: ignore[assignment]

PREFIX: Final = "running-"
_SUFFIX: Final = ".lock"


class Session:
    """A program's use of a library, from before it opens it until after it has closed it."""

    def __init__(self, folder: Path) -> None:
        """Begin. Never fails: where nothing can be written, nothing is known.

        Args:
            folder: the library's; it need not exist.
        """
        self.is_unclean = False
        """Whether a program that used the library did not end in order, since it was checked."""
        self._descriptor: int | None = None
        self._path = folder / f"{PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        if fcntl is None:
            return
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # Before the others' are looked at, so that of two programs that begin at once one
            # at least sees what was left.
            self._descriptor = _locked(self._path, os.O_CREAT | os.O_EXCL)
        with contextlib.suppress(OSError):
            for other in folder.glob(f"{PREFIX}*{_SUFFIX}"):
                if other != self._path and _is_left(other):
                    self.is_unclean = True

    def checked(self) -> None:
        """Remember that the library was found whole, or was made anew."""
        self.is_unclean = False

    def end(self) -> None:
        """End in order; a library that still has to be checked is left as such."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            if not self.is_unclean:
                self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
        self._descriptor = None


def _locked(path: Path, flags: int = 0) -> int | None:
    """Return a descriptor of a file on which this program has the lock, None where others have.

    Raises:
        OSError: there is no such file, or the file system knows no locks.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        if flags:
            path.unlink(missing_ok=True)
        raise
    return descriptor


def _is_left(path: Path) -> bool:
    """Tell whether a file is held by no program; then it is removed."""
    try:
        descriptor = _locked(path)
    except OSError:  # removed meanwhile, by a program that ended in order
        return False
    if descriptor is None:
        return False
    try:
        # A program may have ended in order between the look at the folder and the lock.
        is_there = os.fstat(descriptor).st_nlink > 0
        path.unlink(missing_ok=True)
    except OSError:
        is_there = True
    finally:
        os.close(descriptor)
    return is_there
