"""Runs the command line many times without importing the program anew: by forking.

A line of JSON on standard input holds the words of a command line and the file for its output; a
line on standard output tells the process id, another one the exit status, once it has ended. The
process that translates is forked as well, with pipes as if it was started: all that runs is real.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from io import FileIO

from seedreader import cli
from seedreader.translation.flags import check
from seedreader.translation.worker import __main__ as worker
from seedreader.translation.worker import blocking

LOADED = (
    "argostranslate.tokenizer",
    "ctranslate2",
    "sentencepiece",
    "seedreader.library.ingestion",
    "seedreader.translate_command",
    "seedreader.translation.argos.engine",
    "seedreader.translation.worker.serve",
)
"""What is imported once, so that no child has to."""


class Forked:
    """What `subprocess.Popen` is, for the process that translates."""

    def __init__(self, arguments: list[str], *, stdin: int, stdout: int, stderr: FileIO) -> None:
        assert (stdin, stdout) == (-1, -1)  # pipes
        to_child, to_us = os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.dup2(to_child[0], 0)
            os.dup2(to_us[1], 1)
            os.dup2(stderr.fileno(), 2)
            for descriptor in (*to_child, *to_us):
                os.close(descriptor)
            sys.stdin = open(0, closefd=False)  # noqa: SIM115 - the former was read ahead
            worker.main(arguments[3:])
            os._exit(0)
        os.close(to_child[0])
        os.close(to_us[1])
        self.stdin = os.fdopen(to_child[1], "wb")
        self.stdout = os.fdopen(to_us[0], "rb")

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        os.waitpid(self.pid, 0)


def main() -> None:
    for name in LOADED:
        importlib.import_module(name)
    blocking.subprocess.Popen = Forked
    check("Il sindaco non ha 2 case.", "The mayor has no 3 houses.", "it", "en")
    for line in iter(sys.stdin.readline, ""):
        words, output = json.loads(line)
        child = os.fork()
        if not child:
            descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(descriptor, 1)
            os.dup2(descriptor, 2)
            os.close(descriptor)
            os._exit(cli.main(words))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
