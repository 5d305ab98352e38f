"""How many threads translate: one for each physical core that this process may use.

CTranslate2's matrix products keep a core's units busy, so two hardware threads of one core gain
nothing from each other. What the machine tells is asked in this order:

- Linux: `/sys/devices/system/cpu/cpuN/topology/thread_siblings_list` names the hardware threads
  that share a core; only those count that the process may run on (`sched_getaffinity`).
- macOS: `sysctl -n hw.perflevel0.physicalcpu`, the fast cores, else `hw.physicalcpu`.
- elsewhere, and where that fails: half of `os.cpu_count()`, at least one.

A control group's quota (`cpu.max`, in containers) lowers it further.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SYSTEM = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def physical_cores() -> int:
    """Return the number of physical cores that this process may use, at least 1."""
    cores = None
    if sys.platform == "linux":
        cores = cores_of(os.sched_getaffinity(0), _SYSTEM)
    elif sys.platform == "darwin":
        cores = _fast_cores_of_a_mac()
    if cores is None:
        cores = (os.cpu_count() or 2) // 2
    quota = quota_of(_QUOTA)
    return max(1, cores if quota is None else min(cores, quota))


def cores_of(threads: set[int], system: Path) -> int | None:
    """Return on how many cores these hardware threads lie, or None where the system is silent."""
    siblings = set()
    for thread in threads:
        path = system / f"cpu{thread}" / "topology" / "thread_siblings_list"
        try:
            siblings.add(path.read_text("ascii").strip())
        except (OSError, ValueError):
            return None
    return len(siblings) or None


def quota_of(path: Path) -> int | None:
    """Return how many whole processors a control group may use, or None where it has no limit."""
    try:
        quota, period = path.read_text("ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return None


def _fast_cores_of_a_mac() -> int | None:
    for name in ("hw.perflevel0.physicalcpu", "hw.physicalcpu"):
        try:
            answer = subprocess.run(  # noqa: S603 - a fixed program and a fixed name
                ["/usr/sbin/sysctl", "-n", name],
                capture_output=True,
                timeout=2,
                check=True,
            ).stdout
            return int(answer)
        except (OSError, ValueError, subprocess.SubprocessError):
            continue
    return None
