"""Tables of entities: one a line, `id⇥type⇥language=name|name⇥…`.

The language is a BCP 47 code, or `*` for every language in Latin script. `weak.LANGUAGE` names
adjectives and peoples. Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seedreader.entities.mention import Kind

_FIELDS = 2
_LANGUAGE = re.compile(r"\*|[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of a table.

    Attributes:
        key: its identifier, a Wikidata Q-id or one of the table's own.
        kind: what it is.
        names: language and name, in the order of the table.
        weak: language and adjective or name of a people.
        line: where it stands in its table, from 1 on.
    """

    key: str
    kind: Kind
    names: tuple[tuple[str, str], ...]
    weak: tuple[tuple[str, str], ...]
    line: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """The name to show: the first English one, or the first of all, or the identifier."""
        for wanted in ("en", "*"):
            for language, name in self.names:
                if language == wanted:
                    return name
        return self.names[0][1] if self.names else self.key


class TableError(ValueError):
    """A line of a table that cannot be understood. The message names the line and the reason."""


def read_table(lines: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a table.

    Raises:
        TableError: if a line has no identifier, no known type, no name, a cell without `=` or
            what is no code of a language before it.
    """
    for number, line in enumerate(lines, 1):
        stripped = line.rstrip("\r\n")
        if not stripped.strip() or stripped.startswith("#"):
            continue
        cells = stripped.split("\t")
        if len(cells) < _FIELDS or not cells[0].strip() or cells[1] not in Kind.__members__:
            kinds = ", ".join(Kind.__members__)
            raise TableError(f"line {number}: an identifier and one of {kinds} must come first")
        names: list[tuple[str, str]] = []
        weak: list[tuple[str, str]] = []
        for cell in cells[_FIELDS:]:
            if not cell.strip():
                continue
            language, separator, values = cell.partition("=")
            if not separator:
                raise TableError(f"line {number}: “{cell}” is not of the form language=name|name")
            into = weak if language.startswith("weak.") else names
            code = language.removeprefix("weak.").strip()
            if not _LANGUAGE.fullmatch(code):
                raise TableError(f"line {number}: “{code}” is no code of a language, such as en")
            into.extend((code, value.strip()) for value in values.split("|") if value.strip())
        if not names and not weak:
            raise TableError(f"line {number}: “{cells[0].strip()}” has no name")
        yield Row(cells[0].strip(), Kind(cells[1]), tuple(names), tuple(weak), number)
