"""From files to articles: find, decode, sanitise, structure, language, sentences.

`find` lists the files in folders, `load` makes an `Article` of one; the others are the steps
between. Importing this package is cheap: what takes long to import is imported by the functions
that need it.
"""

from __future__ import annotations

from seedreader.corpus.decode import NotTextError, decode
from seedreader.corpus.find import Found, Skipped, find
from seedreader.corpus.language import detect
from seedreader.corpus.load import MAX_BYTES, CannotRead, Loaded, load
from seedreader.corpus.sanitise import printable, sanitise, sanitise_line

__all__ = [
    "MAX_BYTES",
    "CannotRead",
    "Found",
    "Loaded",
    "NotTextError",
    "Skipped",
    "decode",
    "detect",
    "find",
    "load",
    "printable",
    "sanitise",
    "sanitise_line",
]
