"""How much memory a process takes, and when it had better make room for a new one.

A process that has read for long gives little back to the system: what it forgets leaves gaps
between what it remembers. Where nothing is lost by it, ending is cheaper than growing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MIB: Final = 1 << 20
_STATUS: Final = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Room:
    """The memory that a process may take, in bytes.

    Attributes:
        most: as much is free to take.
        growth: as much as it may grow by in any case, once it has loaded what it needs: a process
            that began large must get on, too.
    """

    most: int
    growth: int

    def is_used_up(self, began: int | None, now: int | None) -> bool:
        """Tell whether the process has no room left.

        Args:
            began: what it took when all that it needs was loaded; None if the system does not tell.
            now: what it takes now.
        """
        if began is None or now is None:
            return False
        return now >= max(self.most, began + self.growth)


def resident() -> int | None:
    """Return the bytes of memory that this process takes, or None where no system tells.

    Where only the most that it ever took is told (macOS), that is returned: it hardly shrinks.
    """
    try:
        for line in _STATUS.read_text("ascii", errors="replace").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
