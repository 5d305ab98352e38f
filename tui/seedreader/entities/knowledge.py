"""The knowledge base, read-only, and the user's own table on top of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from seedreader.entities.han_lexicon import RARELY_FOREIGN
from seedreader.entities.letters import (
    Script,
    fold,
    is_spoken_acronym,
    keys,
    script_of,
    strip_marks,
    word_script,
)
from seedreader.entities.memo import Memo
from seedreader.entities.mention import Kind
from seedreader.entities.names import (
    Flag,
    Heads,
    NameEntry,
    heads,
    name_keys,
    parse,
)
from seedreader.entities.nominatives import DECLINING, nominatives
from seedreader.entities.parts import is_vietnamese, part_key
from seedreader.entities.shipped import open_shipped
from seedreader.entities.table import Row
from seedreader.entities.transliteration import with_skeletons

FORMAT: Final = 1
"""Layout of the file that this reader understands; see `build.make`."""
FILE_NAME: Final = "names.sqlite"
_MAPPED: Final = 64 * 2**20
_KINDS: Final = tuple(Kind)
_MOST_HEADS: Final = 4_096
_MOST_WORDS: Final = 49_152
_MOST_LANGUAGES: Final = 16
_MIN_WEAK: Final = 3
_MAX_WEAK: Final = 12
_USER_RANK: Final = 200
_COUNTRY_RANK: Final = 100
_THAI: Final = ("\u0e01", "\u0e80")
"""The first Thai letter, and what comes after the last."""
_NOTHING: Final = Heads((), {})
_NO_NUMBERS: Final[frozenset[int]] = frozenset()
_MOST_WEAK: Final = 8_192
_HAN_RANK: Final = 60


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
    """What is known about names. Look-ups are cached; the large tables load when first used.

    Attributes:
        heads: the names that may begin with a word as it stands in a text, under each of its keys
            that has some, with that key.
        part_keys: the keys of parts of personal names, see `parts.part_key`.
        part_numbers: the parts of personal names that a word may be; without its marks if it is
            none with them.
    """

    def __init__(self, path: Path | None = None, own: Iterable[Row] = ()) -> None:
        """Open the knowledge base.

        Args:
            path: the SQLite file; without it, the one that the package ships.
            own: rows of the user's own table; their names win over the others.

        Raises:
            KnowledgeError: if the file cannot be used.
        """
        self._base = open_shipped(
            path, FILE_NAME, version=FORMAT, mapped=_MAPPED, called="the knowledge base of names"
        )
        self._entities: dict[int, Known] = {}
        self._names = Memo(self._read_names, _MOST_HEADS)
        self._parts = Memo(self._read_parts)
        self._han = Memo(self._read_han)
        self.part_keys = Memo(self._part_key)
        self.part_numbers = Memo(self._part_numbers)
        self._common: dict[str, dict[str, int]] = {}
        self._ranks: list[int] = []  # shared by the languages: a number takes 28 bytes
        self._weak_words: dict[str, Memo[str, int | None]] = {}
        self.heads = Memo(self._read_heads, _MOST_WORDS)
        self._declined: dict[str, Memo[str, tuple[tuple[str, Heads], ...]]] = {}
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

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the entities with these identifiers, of those that are known.

        Looks at every entity once, which takes some 20 ms.
        """
        wanted = frozenset(keys)
        rows = self._base.execute("SELECT key, number FROM entity")
        return {key: number for key, number in rows if key in wanted}

    def is_country(self, key: str) -> bool:
        """Tell whether an identifier is that of a country."""
        return key in self._countries

    @cached_property
    def _countries(self) -> frozenset[str]:
        rows = self._base.execute("SELECT key FROM entity WHERE rank >= ?", (_COUNTRY_RANK,))
        return frozenset(key for (key,) in rows)

    def names(self, head: str) -> Heads:
        """Return the names whose first word has the key `head`."""
        is_stored = hash(head) in self._stored or head in self._own_names
        return self._names[head] if is_stored else _NOTHING

    def _read_names(self, head: str) -> Heads:
        row = self._base.execute("SELECT entries FROM name WHERE head = ?", (head,)).fetchone()
        own = self._own_names.get(head, [])
        return heads([*own, *parse(row[0])] if row else own) if row or own else _NOTHING

    @cached_property
    def _stored(self) -> frozenset[int]:
        """Hashes of the keys that names begin with: nine of ten words need not be looked up."""
        (listed,) = self._base.execute("SELECT group_concat(head, char(10)) FROM name").fetchone()
        return frozenset(map(hash, (listed or "").split("\n")))

    def _read_heads(self, word: str) -> tuple[tuple[str, Heads], ...]:
        tried = (word.replace(".", ""),) if "." in word else keys(word)
        if is_spoken_acronym(word):
            tried = (*tried, word.upper())
        each = ((key, self.names(key)) for key in tried)
        return tuple((key, names) for key, names in each if names is not _NOTHING)

    def heads_in(self, language: str) -> Memo[str, tuple[tuple[str, Heads], ...]]:
        """Return `heads` for a language: after them those of the nominatives of a capital word."""
        if language not in DECLINING:
            return self.heads
        found = self._declined.get(language)
        if found is None:

            def read(word: str) -> tuple[tuple[str, Heads], ...]:
                own = self._read_heads(word)
                if not word[0].isupper() or word_script(word) is not Script.LATIN:
                    return own
                tried = (k for each in nominatives(word, language) for k in keys(each))
                names = ((key, self.names(key)) for key in dict.fromkeys(tried))
                taken = {key for key, _ in own}
                return own + tuple((k, n) for k, n in names if n is not _NOTHING and k not in taken)

            found = self._declined[language] = Memo(read, _MOST_HEADS)
        return found

    @cached_property
    def thai(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The names of one word in Thai, by their first two characters, the longest first.

        With each stands the number of what it most likely means.
        """
        best: dict[str, int] = {}
        rows = self._base.execute("SELECT head FROM name WHERE head >= ? AND head < ?", _THAI)
        own = (head for head in self._own_names if word_script(head) is Script.THAI)
        for head in (*(head for (head,) in rows), *own):
            alone = self.names(head).alone
            if alone and len(head) > 1:
                best[head] = max(alone, key=lambda e: (self.entity(e.entity).rank, e)).entity
        found: dict[str, list[tuple[str, int]]] = {}
        for form in sorted(best, key=lambda form: (-len(form), form)):
            found.setdefault(form[:2], []).append((form, best[form]))
        return {beginning: tuple(listed) for beginning, listed in found.items()}

    def parts(self, form: str) -> frozenset[int]:
        """Return the numbers of the parts of personal names that have the key `form`."""
        return self._parts[form]

    def _part_key(self, word: str) -> str:
        return part_key(word, self.simplify)

    def _part_numbers(self, word: str) -> frozenset[int]:
        key = self.part_keys[word]
        found = self.parts(key)
        if (
            not found
            and not key.isascii()
            and word_script(key) is Script.LATIN
            and not is_vietnamese(key)
        ):
            return self.parts(strip_marks(key))
        return found

    def _read_parts(self, form: str) -> frozenset[int]:
        row = self._base.execute("SELECT numbers FROM part WHERE form = ?", (form,)).fetchone()
        if row is None:
            return _NO_NUMBERS
        packed = row[0]
        return frozenset(int.from_bytes(packed[i : i + 3], "big") for i in range(0, len(packed), 3))

    def common(self, language: str) -> Mapping[str, int]:
        """Return the ordinary words of a language, folded, with their rank by frequency."""
        found = self._common.pop(language, None)
        if found is not None:
            self._common[language] = found
        else:
            of = _WORDS_OF.get(language, language)
            if of != language:
                return self.common(of)
            words = self.frequent(language).split("\n")
            self._ranks.extend(range(len(self._ranks), len(words)))
            found = dict(zip(words, self._ranks, strict=False)) if words != [""] else {}
            if len(self._common) >= _MOST_LANGUAGES:  # a language takes a megabyte and a half
                del self._common[next(iter(self._common))]
            self._common[language] = found
        return found

    def frequent(self, language: str) -> str:
        """Return the words of `common` on lines of their own, the most frequent first."""
        return self._blob(f"words_{_WORDS_OF.get(language, language)}")

    def calendar(self, language: str) -> frozenset[str]:
        """Return the names of days and months in a language and in English, folded."""
        return self._calendar.get(language) or self._calendar.get("en", frozenset())

    @cached_property
    def _calendar(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for line in self._blob("calendar").split("\n"):
            language, _, word = line.partition(" ")
            found.setdefault(language, set()).add(word)
        english = found.get("en", set())
        return {language: frozenset(words | english) for language, words in found.items()}

    def weak(self, language: str) -> Mapping[str, int]:
        """Return the beginnings of a language's adjectives and names of peoples, folded."""
        return self._weak.get(language, {})

    def weak_words(self, language: str) -> Memo[str, int | None]:
        """Return what gives the entity whose adjective, or whose people's name, a word is."""
        found = self._weak_words.get(language)
        if found is None:
            prefixes = self.weak(language)

            def entity(word: str) -> int | None:
                folded = fold(word)
                sizes = range(_MIN_WEAK, min(len(folded), _MAX_WEAK))
                return next((prefixes[folded[:n]] for n in sizes if folded[:n] in prefixes), None)

            found = self._weak_words[language] = Memo(entity, _MOST_WEAK)
        return found

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

    def han(self, form: str) -> tuple[HanEntry, ...]:
        """Return what a name in Chinese or Japanese characters, simplified, may stand for."""
        return self._han[form] if form in self._han_forms or form in self._own_han else ()

    def _read_han(self, form: str) -> tuple[HanEntry, ...]:
        entries = self._own_han.get(form, [])
        cells = self._han_forms.get(form)
        for cell in cells.split("\t") if cells else ():
            entity, language, flags = cell.split("|")
            entries = [*entries, HanEntry(int(entity), language, int(flags))]
        return tuple(entries)

    @cached_property
    def _han_forms(self) -> dict[str, str]:
        """Names in Chinese and Japanese characters; what they stand for as it is stored."""
        lines = self._blob("han_names").split("\n")
        return {form: cells for form, _, cells in (line.partition("\t") for line in lines) if form}

    def han_ranks(self) -> Iterator[tuple[str, int]]:
        """Yield the names in Chinese and Japanese characters, and the rank of what they stand for.

        That is the highest one, or 0 if it is low.
        """
        ranks: dict[str, int] = {
            str(number): rank
            for number, rank in self._base.execute(
                "SELECT number, rank FROM entity WHERE rank > ?", (_HAN_RANK,)
            )
        }
        for form, cells in self._han_forms.items():
            numbers = [cell[: cell.index("|")] for cell in cells.split("\t")]
            rank = max(ranks.get(number, 0) for number in numbers)
            yield form, max(rank, _USER_RANK) if form in self._own_han else rank
        for form in self._own_han.keys() - self._han_forms.keys():
            yield form, _USER_RANK

    @cached_property
    def han_words(self) -> Mapping[str, tuple[int, str]]:
        """Chinese words, their frequencies and classes (see `build.words.han_words`)."""
        cells = self._blob("han_words").replace("\n", " ").split(" ")
        kept: dict[tuple[str, str], tuple[int, str]] = {}
        pairs = [
            kept.get(pair) or kept.setdefault(pair, (int(pair[0]), pair[1]))
            for pair in zip(cells[1::3], cells[2::3], strict=True)
        ]
        return dict(zip(cells[0::3], pairs, strict=True))

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Chinese characters that foreign names are commonly written with."""
        return frozenset(self._blob("foreign"))

    @cached_property
    def foreign_or_rare(self) -> frozenset[str]:
        """Return `foreign` and the characters that only few foreign names have."""
        return self.foreign | RARELY_FOREIGN

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
