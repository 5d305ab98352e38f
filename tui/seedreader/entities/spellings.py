"""From names to their other spellings: what the knowledge base knows, read the other way round.

The file is made of the knowledge base (`build.spellings`) and answers in microseconds without
being loaded: each look-up reads one small compressed chunk of a memory-mapped file.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from seedreader.entities.shipped import open_shipped

FORMAT: Final = 1
"""Layout of the file that this reader understands."""
CHUNK: Final = 32
"""Numbers whose spellings are compressed together."""
FILE_NAME: Final = "spellings.sqlite"
_MAPPED: Final = 16 * 2**20
_PART: Final = "SELECT content FROM part WHERE chunk = ?"
_ENTITY: Final = "SELECT content FROM entity WHERE chunk = ?"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity.

    Attributes:
        words: keys of its words, see `letters.stem`; of Chinese and Japanese names the name itself,
            simplified, as the only one.
        language: in which language, `names.ANY_LANGUAGE` or `names.LATIN_LANGUAGES`.
    """

    words: tuple[str, ...]
    language: str


class Spellings:
    """The file, read-only."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file.

        Args:
            path: without it, the file that the package ships.

        Raises:
            KnowledgeError: it cannot be used.
        """
        self._base = open_shipped(
            path, FILE_NAME, version=FORMAT, mapped=_MAPPED, called="the spellings of names"
        )
        self._chunk = lru_cache(maxsize=64)(self._read)

    def of_part(self, number: int) -> tuple[str, ...]:
        """Return the forms (`parts.part_key`) of a part of personal names, in all scripts."""
        line = self._line(_PART, number)
        return tuple(line.split("\t")) if line else ()

    def of_entity(self, number: int) -> tuple[Name, ...]:
        """Return the names of an entity, without adjectives and names of peoples."""
        line = self._line(_ENTITY, number)
        found = []
        for name in line.split("\t") if line else ():
            language, _, words = name.partition("|")
            found.append(Name(tuple(words.split(" ")), language))
        return tuple(found)

    def han(self, form: str) -> tuple[int, ...]:
        """Return the numbers of the entities with a simplified name in such characters."""
        row = self._base.execute("SELECT entities FROM han WHERE form = ?", (form,)).fetchone()
        return tuple(map(int, row[0].split())) if row else ()

    def _line(self, query: str, number: int) -> str:
        chunk, at = divmod(number, CHUNK)
        lines = self._chunk(query, chunk)
        return lines[at] if number >= 0 and at < len(lines) else ""

    def _read(self, query: str, chunk: int) -> tuple[str, ...]:
        row = self._base.execute(query, (chunk,)).fetchone()
        return tuple(zlib.decompress(row[0]).decode().split("\n")) if row else ()

    def close(self) -> None:
        """Close the file."""
        self._base.close()
