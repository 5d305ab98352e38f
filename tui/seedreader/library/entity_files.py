"""The user's own tables of entities, read with care."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from seedreader.corpus.sanitise import printable, sanitise_line
from seedreader.entities.table import Row, TableError, read_table

_LARGEST = 8_000_000  # bytes of one table
_LONGEST_NAME = 300  # code points
_RESERVED = ("~", "n:")  # how identifiers begin that the reader makes itself


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The user's own tables.

    Attributes:
        rows: what they hold.
        problems: what could not be used, each naming the file and what to do.
    """

    rows: tuple[Row, ...]
    problems: tuple[str, ...]


def read_tables(paths: Iterable[Path]) -> OwnTables:
    """Read the user's tables; what cannot be read is told and left out."""
    rows: list[Row] = []
    problems: list[str] = []
    for path in paths:
        name = printable(path)
        try:
            if path.stat().st_size > _LARGEST:
                problems.append(f"{name}: larger than {_LARGEST:,} bytes; left out. Shorten it.")
                continue
            content = path.read_bytes()
            lines = content.decode("utf-8-sig").split("\n")
            found = [_clean(row) for row in read_table(lines)]
        except OSError as error:
            problems.append(f"{name}: cannot be read ({error.strerror}); left out")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problems.append(f"{name}: line {line} is not UTF-8; left out. Save it as UTF-8.")
        except TableError as error:
            problems.append(f"{name}: {sanitise_line(str(error), 300)}; the table is left out")
        else:
            problems += [
                f"{name}: line {row.line}: “{row.key}” is left out: "
                "an identifier may not begin with ~ or n:"
                for row in found
                if row.key.startswith(_RESERVED)
            ]
            rows += [row for row in found if row.key and not row.key.startswith(_RESERVED)]
    return OwnTables(tuple(rows), tuple(problems))


def _clean(row: Row) -> Row:
    return replace(
        row,
        key=sanitise_line(row.key, _LONGEST_NAME),
        names=tuple((language, sanitise_line(name, _LONGEST_NAME)) for language, name in row.names),
        weak=tuple((language, sanitise_line(name, _LONGEST_NAME)) for language, name in row.weak),
    )
