"""Reads files in a process of its own: what is hostile may end it, and nothing else.

It is given files on standard input, one JSON list a line: the path by `os.fsencode` in hexadecimal,
and the hash that is known, likewise, or null. It tells each `ReadFile` on standard output, pickled,
after its length, in the order in which they were given. It ends when its standard input closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import sys
from pathlib import Path
from typing import Final

from seedreader.library.process import listen
from seedreader.library.reading import read_file

MODULE: Final = "seedreader.library.reading_process"
"""This module's name, also where it runs as `__main__`."""

LENGTH_BYTES: Final = 8
_MOST_MEMORY: Final = 3 << 30
"""Bytes of address space: the largest file that is read takes a third of it."""


def main() -> int:
    """Read the files that are given."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, _MOST_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    given: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    listen(given.put)
    output = sys.stdout.buffer
    while True:
        path, known = json.loads(given.get())
        found = read_file(
            Path(os.fsdecode(bytes.fromhex(path))), bytes.fromhex(known) if known else None
        )
        told = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        try:
            output.write(len(told).to_bytes(LENGTH_BYTES, "little") + told)
            output.flush()
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
