"""The parser of the command line."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from seedreader.output import visible


class Parser(argparse.ArgumentParser):
    """Argparse's parser, which does not print to a terminal what could act on it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {visible(message)}\n")
