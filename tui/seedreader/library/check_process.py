"""Looks whether the library is whole, in a process of its own, which may be killed at any moment.

The reader starts it after an unclean end. It prints one line of JSON: what is wrong, or null.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Final

from seedreader.library.process import listen
from seedreader.library.recovery import check
from seedreader.library.schema import LibraryProblem

MODULE: Final = "seedreader.library.check_process"
"""This module's name, also where it runs as `__main__`."""


def command(data: Path) -> list[str]:
    """Return the command that starts the process for the library in a folder."""
    return [sys.executable, "-m", MODULE, str(data)]


def main(arguments: list[str]) -> int:
    """Check the library in the folder that is named."""
    listen()
    try:
        problem = check(Path(arguments[0]))
    except (sqlite3.Error, LibraryProblem):  # busy or full: another time
        return 1
    sys.stdout.write(json.dumps(problem) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
