"""Turns the knowledge base round: from the numbers of names to their forms."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from seedreader.entities.names import Flag, parse
from seedreader.entities.spellings import CHUNK, FORMAT

_SCHEMA: Final = """
CREATE TABLE part (chunk INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE entity (chunk INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE han (form TEXT PRIMARY KEY, entities TEXT) WITHOUT ROWID;
"""
_NUMBER_BYTES: Final = 3


def make_spellings(base: Path, out: Path) -> None:
    """Write the spellings of what a knowledge base knows; the same bytes for the same base.

    Args:
        base: the knowledge base, see `make`.
        out: the file; what is there is replaced.
    """
    with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as known:
        parts = _parts(known)
        names = _names(known)
        han = _han(known)
    for form, entities in han.items():
        for number, language in entities:
            names[number].add(f"{language}|{form}")
    out.unlink(missing_ok=True)
    with closing(sqlite3.connect(out)) as made:
        made.executescript(_SCHEMA)
        made.execute(f"PRAGMA user_version = {FORMAT}")
        made.executemany("INSERT INTO part VALUES (?, ?)", _chunks(parts))
        made.executemany("INSERT INTO entity VALUES (?, ?)", _chunks(names))
        made.executemany(
            "INSERT INTO han VALUES (?, ?)",
            (
                (form, " ".join(str(n) for n in sorted({number for number, _ in entities})))
                for form, entities in sorted(han.items())
            ),
        )
        made.commit()
        made.execute("VACUUM")


def _parts(known: sqlite3.Connection) -> dict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for form, packed in known.execute("SELECT form, numbers FROM part"):
        for at in range(0, len(packed), _NUMBER_BYTES):
            found[int.from_bytes(packed[at : at + _NUMBER_BYTES], "big")].add(form)
    return found


def _names(known: sqlite3.Connection) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for head, entries in known.execute("SELECT head, entries FROM name"):
        for entry in parse(entries):
            if not entry.flags & (Flag.WEAK | Flag.PREFIX):
                found[entry.entity].add(f"{entry.language}|{' '.join((head, *entry.rest))}")
    return found


def _han(known: sqlite3.Connection) -> dict[str, list[tuple[int, str]]]:
    ((content,),) = known.execute("SELECT content FROM blob WHERE name = 'han_names'")
    found = {}
    for line in zlib.decompress(content).decode().split("\n"):
        form, *cells = line.split("\t")
        entities = []
        for cell in cells:
            number, language, flags = cell.split("|")
            if not int(flags) & Flag.WEAK:
                entities.append((int(number), language))
        if entities:
            found[form] = entities
    return found


def _chunks(lines: Mapping[int, Iterable[str]]) -> list[tuple[int, bytes]]:
    found = []
    for chunk in range(max(lines, default=0) // CHUNK + 1):
        numbers = range(chunk * CHUNK, (chunk + 1) * CHUNK)
        text = "\n".join("\t".join(sorted(lines.get(number, ()))) for number in numbers)
        found.append((chunk, zlib.compress(text.encode(), 9)))
    return found
