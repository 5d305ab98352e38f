"""The knowledge base, read-only, and the user's own table on top of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from seedreader.entities.letters import Script, fold, keys, script_of
from seedreader.entities.mention import Kind
from seedreader.entities.names import (
    Flag,
    Heads,
    NameEntry,
    heads,
    name_keys,
    parse,
)
from seedreader.entities.table import Row
from seedreader.entities.transliteration import with_skeletons

FORMAT: Final = 1
"""Layout of the file that this reader understands; see `build.make`."""
_KINDS: Final = tuple(Kind)
_CACHED: Final = 20_000
_MIN_WEAK: Final = 3
_MAX_WEAK: Final = 12
_USER_RANK: Final = 200
_COUNTRY_RANK: Final = 100
_NOTHING: Final = Heads((), {})


class KnowledgeError(RuntimeError):
    """The knowledge base is missing, damaged or of another version. Reinstalling helps."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the knowledge base.

    Attributes:
        key: its identifier.
        kind: what it is.
        title: the name to show.
        rank: how likely a bare name means this one: countries above cities, large above small.
    """

    key: str
    kind: Kind
    title: str
    rank: int


@dataclass(frozen=True, slots=True)
class HanEntry:
    """A name in Chinese or Japanese characters: entity, language (`ANY_LANGUAGE`), flags."""

    entity: int
    language: str
    flags: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a Chinese character is read: without tones in Mandarin, in Vietnamese, in Korean."""

    mandarin: tuple[str, ...]
    vietnamese: tuple[str, ...]
    korean: tuple[str, ...]


class Knowledge:
    """What is known about names. Look-ups are cached; the large tables load when first used."""

    def __init__(self, path: Path | None = None, own: Iterable[Row] = ()) -> None:
        """Open the knowledge base.

        Args:
            path: the SQLite file; without it, the one that the package ships.
            own: rows of the user's own table; their names win over the others.

        Raises:
            KnowledgeError: if the file cannot be used.
        """
        if path is None:
            with as_file(files("seedreader.entities").joinpath("data/names.sqlite")) as shipped:
                path = shipped
        try:
            self._base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            self._base.execute("PRAGMA mmap_size = 67108864")
        except sqlite3.Error as error:
            raise KnowledgeError(f"the knowledge base of names cannot be read: {error}") from error
        if version != FORMAT:
            raise KnowledgeError(f"the knowledge base of names has version {version}, not {FORMAT}")
        self._entities: dict[int, Known] = {}
        self._names: dict[str, Heads] = {}
        self._parts: dict[str, frozenset[int]] = {}
        self._common: dict[str, dict[str, int]] = {}
        self._weak_words: dict[tuple[str, str], int | None] = {}
        self._heads: dict[str, tuple[tuple[str, Heads], ...]] = {}
        self._own_names: dict[str, list[NameEntry]] = {}
        self._own_han: dict[str, list[HanEntry]] = {}
        for number, row in enumerate(own, 1):
            self._add(-number, row)

    def _add(self, number: int, row: Row) -> None:
        self._entities[number] = Known(row.key, row.kind, row.title, _USER_RANK)
        for language, name in row.names:
            if any(script_of(c) in (Script.HAN, Script.KANA) for c in name):
                simple = name.translate(self.simplify)
                self._own_han.setdefault(simple, []).append(HanEntry(number, "", 0))
            elif keys := name_keys(name):
                flag = Flag.LOOSE if len(keys) > 1 else 0
                entry = NameEntry(keys[1:], number, language, flag)
                self._own_names.setdefault(keys[0], []).append(entry)

    def entity(self, number: int) -> Known:
        """Return an entity by its number."""
        known = self._entities.get(number)
        if known is None:
            row = self._base.execute(
                "SELECT key, kind, title, rank FROM entity WHERE number = ?", (number,)
            ).fetchone()
            known = Known(row[0], _KINDS[row[1]], row[2], row[3])
            self._entities[number] = known
        return known

    def is_country(self, key: str) -> bool:
        """Tell whether an identifier is that of a country."""
        return key in self._countries

    @cached_property
    def _countries(self) -> frozenset[str]:
        rows = self._base.execute("SELECT key FROM entity WHERE rank >= ?", (_COUNTRY_RANK,))
        return frozenset(key for (key,) in rows)

    def names(self, head: str) -> Heads:
        """Return the names whose first word has the key `head`."""
        found = self._names.get(head)
        if found is None:
            row = self._base.execute("SELECT entries FROM name WHERE head = ?", (head,)).fetchone()
            own = self._own_names.get(head, [])
            found = heads([*own, *parse(row[0])] if row else own) if row or own else _NOTHING
            if len(self._names) >= _CACHED:
                self._names.clear()
            self._names[head] = found
        return found

    def heads(self, word: str) -> tuple[tuple[str, Heads], ...]:
        """Return the names that may begin with a word, under each of its keys that has some."""
        found = self._heads.get(word)
        if found is None:
            tried = (word.replace(".", ""),) if "." in word else keys(word)
            each = ((key, self.names(key)) for key in tried)
            found = tuple((key, names) for key, names in each if names is not _NOTHING)
            if len(self._heads) >= _CACHED:
                self._heads.clear()
            self._heads[word] = found
        return found

    def parts(self, form: str) -> frozenset[int]:
        """Return the numbers of the parts of personal names that have the key `form`."""
        found = self._parts.get(form)
        if found is None:
            row = self._base.execute("SELECT numbers FROM part WHERE form = ?", (form,)).fetchone()
            packed = row[0] if row else b""
            found = frozenset(
                int.from_bytes(packed[i : i + 3], "big") for i in range(0, len(packed), 3)
            )
            if len(self._parts) >= _CACHED:
                self._parts.clear()
            self._parts[form] = found
        return found

    def common(self, language: str) -> Mapping[str, int]:
        """Return the ordinary words of a language, folded, with their rank by frequency."""
        found = self._common.get(language)
        if found is None:
            words = self.frequent(language)
            found = {word: rank for rank, word in enumerate(words.split("\n"))} if words else {}
            self._common[language] = found
        return found

    def frequent(self, language: str) -> str:
        """Return the words of `common` on lines of their own, the most frequent first."""
        return self._blob(f"words_{_WORDS_OF.get(language, language)}")

    def calendar(self, language: str) -> frozenset[str]:
        """Return the names of days and months in a language and in English, folded."""
        return self._calendar.get(language, frozenset()) | self._calendar.get("en", frozenset())

    @cached_property
    def _calendar(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for line in self._blob("calendar").split("\n"):
            language, _, word = line.partition(" ")
            found.setdefault(language, set()).add(word)
        return {language: frozenset(words) for language, words in found.items()}

    def weak(self, language: str) -> Mapping[str, int]:
        """Return the beginnings of a language's adjectives and names of peoples, folded."""
        return self._weak.get(language, {})

    def weak_of(self, language: str, word: str) -> int | None:
        """Return the entity whose adjective, or the name of whose people, a word is."""
        found = self._weak_words.get((language, word), -1)
        if found != -1:
            return found
        prefixes = self.weak(language)
        folded = fold(word)
        sizes = range(_MIN_WEAK, min(len(folded), _MAX_WEAK))
        number = next((prefixes[folded[:n]] for n in sizes if folded[:n] in prefixes), None)
        if len(self._weak_words) >= _CACHED:
            self._weak_words.clear()
        self._weak_words[language, word] = number
        return number

    @cached_property
    def _weak(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for line in self._blob("weak").split("\n"):
            if line:
                language, beginning, number = line.split(" ")
                found.setdefault(language, {})[beginning] = int(number)
        return found

    @cached_property
    def simplify(self) -> dict[int, int]:
        """Traditional Chinese characters to simplified ones, by code point."""
        text = self._blob("simplify")
        return {ord(text[i]): ord(text[i + 1]) for i in range(0, len(text), 2)}

    @cached_property
    def han(self) -> Mapping[str, Mapping[str, tuple[HanEntry, ...]]]:
        """Names in Chinese and Japanese characters, by their first two characters."""
        found: dict[str, dict[str, tuple[HanEntry, ...]]] = {}
        for line in self._blob("han_names").split("\n"):
            form, *cells = line.split("\t")
            entries = []
            for cell in cells:
                entity, language, flags = cell.split("|")
                entries.append(HanEntry(int(entity), language, int(flags)))
            found.setdefault(form[:2], {})[form] = tuple(entries)
        for form, own in self._own_han.items():
            into = found.setdefault(form[:2], {})
            into[form] = (*own, *into.get(form, ()))
        return found

    @cached_property
    def han_words(self) -> Mapping[str, tuple[int, str]]:
        """Chinese words, their frequencies and classes (see `build.words.han_words`)."""
        found = {}
        for line in self._blob("han_words").split("\n"):
            word, frequency, tag = line.split(" ")
            found[word] = (int(frequency), tag)
        return found

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Chinese characters that foreign names are commonly written with."""
        return frozenset(self._blob("foreign"))

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """How Chinese characters are read."""
        found = {}
        for line in self._blob("han_readings").split("\n"):
            if line and not line.startswith("#"):
                character, *cells = line.split("\t")
                mandarin, vietnamese, korean = (tuple(cell.split()) for cell in cells)
                found[character] = Reading(mandarin, vietnamese, korean)
        return found

    @cached_property
    def tables(self) -> Mapping[Script, Mapping[str, Mapping[str, float]]]:
        """Tables of `transliteration`, by script."""
        raw = json.loads(self._blob("tables"))
        return {Script[name]: with_skeletons(table) for name, table in raw.items()}

    def _blob(self, name: str) -> str:
        row = self._base.execute("SELECT content FROM blob WHERE name = ?", (name,)).fetchone()
        return zlib.decompress(row[0]).decode() if row else ""

    def close(self) -> None:
        """Close the file."""
        self._base.close()


_WORDS_OF: Final = {
    "nn": "nb", "no": "nb", "sr": "sh", "hr": "sh", "bs": "sh", "tl": "fil", "be": "ru", "gl": "pt",
}  # fmt: skip
