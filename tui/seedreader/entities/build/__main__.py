"""`python -m seedreader.entities.build OUT`: make the knowledge base and its spellings."""

from __future__ import annotations

import argparse
from pathlib import Path

from seedreader.entities.build.make import make
from seedreader.entities.build.spellings import make_spellings
from seedreader.entities.spellings import FILE_NAME


def main() -> None:
    """Make the knowledge base in the file that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m seedreader.entities.build", description="Make the knowledge base of names."
    )
    parser.add_argument("out", type=Path, help="the SQLite file to write")
    parser.add_argument("--share", type=int, default=1, help="use each n-th city and name only")
    arguments = parser.parse_args()
    make(arguments.out, share=arguments.share)
    make_spellings(arguments.out, arguments.out.with_name(FILE_NAME))


if __name__ == "__main__":
    main()
