"""Bring the index up to date in a process of its own: what is pending, then lemmas of new words.

Whoever opens a search starts it, because dictionaries take seconds to load and memory that only a
process gives back. It prints a line each time that more can be found, ends when its standard input
closes, and may be killed at any moment.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from seedreader.library.process import listen
from seedreader.library.schema import LibraryProblem
from seedreader.library.search.index import SearchIndex
from seedreader.library.store import Library

MODULE: Final = "seedreader.library.search.update_process"
"""This module's name, also where it runs as `__main__`."""


def command(data: Path) -> list[str]:
    """Return the command that starts the process for the library in a folder."""
    return [sys.executable, "-m", MODULE, str(data)]


def main(arguments: list[str]) -> int:
    """Bring the index of the library in the folder that is named up to date."""
    listen()
    try:
        with closing(Library(Path(arguments[0]))) as library:
            index = SearchIndex(library)
            for count in index.update():
                sys.stdout.write(f"{count}\n")
                sys.stdout.flush()
            index.update_lemmas()
            sys.stdout.write("lemmas\n")
    except (sqlite3.Error, LibraryProblem):  # busy, full or damaged: whoever searches is told
        return 1
    except BrokenPipeError:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
