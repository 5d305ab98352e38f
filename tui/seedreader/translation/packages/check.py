"""Whether a package can be loaded and translates, found out without danger for this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import seedreader
from seedreader.translation.packages._plain import plain
from seedreader.translation.packages.check_process import MODULE
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.package import BrokenPackage
from seedreader.translation.packages.problems import Cancelled, IsCancelled, never_cancelled

_POLL: Final = 0.1  # seconds between two questions whether it is cancelled
_SHOWN: Final = 300
_SOURCE_ROOT: Final = Path(seedreader.__file__).parent.parent


def check_loads(
    folder: Path, *, limits: Limits, is_cancelled: IsCancelled = never_cancelled
) -> None:
    """Load the package in a folder in a child process and translate one sentence.

    Raises:
        BrokenPackage: it cannot be loaded, translates to nothing, crashes or hangs.
        Cancelled: the user stopped it; the child is dead.
    """
    # Without -P, Python files in the folder where the user happens to be would be imported.
    command = [sys.executable, "-P", "-m", MODULE, str(folder)]
    paths = [str(_SOURCE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    child = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    with child:
        try:
            output = _wait(child, limits.check_timeout, is_cancelled)
        except BaseException:
            child.kill()
            raise
    try:
        result = json.loads(output)
    except ValueError:
        raise BrokenPackage(f"loading it ends the process ({child.returncode})") from None
    if "text" not in result:
        raise BrokenPackage(f"it cannot be used: {plain(result.get('problem'), _SHOWN)}")


def _wait(child: subprocess.Popen[bytes], seconds: float, is_cancelled: IsCancelled) -> bytes:
    """Return what a child printed, at its end."""
    assert child.stdout is not None
    until = time.monotonic() + seconds
    while child.poll() is None:
        if is_cancelled():
            raise Cancelled
        left = until - time.monotonic()
        if left <= 0:
            raise BrokenPackage(f"loading it takes more than {seconds:.0f} seconds")
        try:
            child.wait(min(left, _POLL))
        except subprocess.TimeoutExpired:
            continue
    return child.stdout.read()
