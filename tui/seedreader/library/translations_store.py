"""What the library knows of the translations of sentences.

A sentence is found by its hash, whatever article it stands in. What is known of it stands in four
tiers: the user's own edits, references (files beside the articles), memories (imported earlier
work) and what machines said.
"""

from __future__ import annotations

import datetime
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple, TypeVar

from seedreader.article import (
    UNDETERMINED,
    Article,
    Paragraph,
    ParagraphKind,
    Span,
    primary_language,
)
from seedreader.library.codec import decode_flags, decode_links, encode_flags, encode_links
from seedreader.translation.alignment import WordLink
from seedreader.translation.memory_key import sentence_key
from seedreader.translation.model import Provenance, ProvenanceKind, Translation

_T = TypeVar("_T")

_VARIABLES = 500  # SQLite allows 999 variables in a statement in its oldest supported versions
_LONGEST = 20_000  # code points of a translation that is kept
_IMPORTED = b"imported:"
"""Before the path of a file that was imported: no path begins so, so that none is forgotten as
files of references are."""

Shown = Callable[[bytes], str]
"""Turns the path of a file of translations into what is shown of it."""

Settings = str | Mapping[str, str] | None
"""Which machine translation is wanted: what `engine.settings_key` returned, for all source
languages or by source language."""


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """One translation of a sentence out of a file; languages are primary subtags.

    Attributes:
        source: the sentence.
        source_language: of the sentence.
        target: the translation.
        target_language: of the translation.
        kind: what the library takes it for.
        changed: ISO 8601 date, or None.
        is_alternative: it only counts if the file has no other for the sentence.
        engine, package, pivot: as in `Provenance`, where the file says that a machine made it.
    """

    source: str
    source_language: str
    target: str
    target_language: str
    kind: ProvenanceKind
    changed: str | None
    is_alternative: bool = False
    engine: str | None = None
    package: str | None = None
    pivot: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A machine translation to keep.

    Attributes:
        source: the sentence; the alignment's offsets point into it.
        source_language: primary subtag.
        target_language: primary subtag.
        translation: what the machine said.
    """

    source: str
    source_language: str
    target_language: str
    translation: Translation


@dataclass(frozen=True, slots=True)
class Known:
    """A translation with the sentence that it belongs to; languages are primary subtags."""

    source: str
    source_language: str
    translation: Translation


def sentence_hash(sentence: str) -> bytes:
    """Return the hash under which translations of a sentence are kept: 16 bytes of BLAKE2b."""
    import hashlib  # noqa: PLC0415 - not needed for the first paint

    key = sentence_key(sentence).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(key, digest_size=16).digest()


def sentence_language(article: Article, paragraph: Paragraph) -> str:
    """Return the primary subtag of a paragraph's sentences: its own, else the article's."""
    own = primary_language(paragraph.language)
    return primary_language(article.language) if own == UNDETERMINED else own


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that is looked up.

    Attributes:
        span: its place in its article.
        text: the sentence.
        language: primary subtags of which it is.
        context: those of which it may be as well, the article's own.
    """

    span: Span
    text: str
    language: frozenset[str]
    context: frozenset[str]

    def may_be(self, language: str) -> bool:
        """Tell whether a person's translation out of a language may be one of this sentence."""
        return language in self.context or UNDETERMINED in (language, *self.context)


@dataclass(frozen=True, slots=True)
class _Row:
    """What is known of a sentence: one of several, perhaps.

    Attributes:
        digest: the sentence's hash.
        language: primary subtag of the source language.
        make: makes the translation for a sentence with this hash.
    """

    digest: bytes
    language: str
    make: Callable[[str], Translation]


class TranslationsStore:
    """The tables of translations, in a connection that is somebody else's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # Files of translations

    def forget_memory(self, origin: bytes) -> None:
        """Forget what a file of references held."""
        self._connection.execute("DELETE FROM memory WHERE origin = ?", (origin,))

    def add_memory(
        self, origin: bytes, entries: Iterable[MemoryEntry], *, imported: bool = False
    ) -> None:
        """Keep what a file of translations holds: see `Library.add_memory`."""
        origin = _IMPORTED + origin if imported else origin
        for entry in entries:
            verb = "INSERT OR IGNORE" if entry.is_alternative else "INSERT OR REPLACE"
            self._connection.execute(
                f"{verb} INTO memory (sentence, source_language, target_language, source, "
                "target, kind, origin, changed, engine, package, pivot) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sentence_hash(entry.source),
                    entry.source_language,
                    entry.target_language,
                    entry.source if imported else None,
                    entry.target,
                    entry.kind.value,
                    origin,
                    entry.changed,
                    entry.engine,
                    entry.package,
                    entry.pivot,
                ),
            )

    # Machines and the user

    def add_machine(self, entries: Iterable[Made]) -> None:
        """Keep machine translations; the same sentence by the same settings is replaced."""
        from seedreader.corpus.sanitise import sanitise_line  # noqa: PLC0415 - slow to import

        makers: dict[Provenance, int] = {}
        now = _now()
        for entry in entries:
            translation = entry.translation
            provenance = translation.provenance
            of_maker = replace(provenance, date=None)
            if of_maker not in makers:
                makers[of_maker] = self._maker(of_maker)
            text = sanitise_line(translation.text, _LONGEST)
            is_as_it_was = text == translation.text
            self._connection.execute(
                "INSERT OR REPLACE INTO machine (sentence, source_language, target_language, "
                "maker, source, target, score, alignment, flags, made) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sentence_hash(entry.source),
                    entry.source_language,
                    entry.target_language,
                    makers[of_maker],
                    _storable(entry.source),
                    text,
                    translation.score,
                    encode_links(translation.alignment) if is_as_it_was else None,
                    encode_flags(translation.flags),
                    provenance.date or now,
                ),
            )

    def _maker(self, provenance: Provenance) -> int:
        values = (
            provenance.settings,
            provenance.engine,
            provenance.package,
            provenance.sha256,
            provenance.pivot,
            provenance.origin,
        )
        row = self._connection.execute(
            "SELECT key FROM makers WHERE settings IS ? AND engine IS ? AND package IS ? "
            "AND sha256 IS ? AND pivot IS ? AND origin IS ?",
            values,
        ).fetchone()
        if row is None:
            row = self._connection.execute(
                "INSERT INTO makers (settings, engine, package, sha256, pivot, origin) "
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING key",
                values,
            ).fetchone()
        return int(row[0])

    def edit(
        self, sentence: str, source_language: str, target_language: str, text: str | None
    ) -> None:
        """Keep the user's own translation of a sentence, or withdraw it (None).

        Raises:
            ValueError: there is nothing in the text.
        """
        from seedreader.corpus.sanitise import sanitise_line  # noqa: PLC0415 - slow to import

        key = (sentence_hash(sentence), source_language, target_language)
        if text is None:
            self._connection.execute(
                "DELETE FROM edits WHERE sentence = ? AND source_language = ? "
                "AND target_language = ?",
                key,
            )
            return
        text = sanitise_line(text, _LONGEST)
        if not text:
            raise ValueError("a translation is not empty; withdraw it instead")
        self._connection.execute(
            "INSERT OR REPLACE INTO edits (sentence, source_language, target_language, source, "
            "target, edited) VALUES (?, ?, ?, ?, ?, ?)",
            (*key, _storable(sentence), text, _now()),
        )

    # Looking up

    def translations(
        self,
        article: Article,
        *,
        target_language: str,
        shown: Shown,
        settings: Settings,
        prefer_engine: bool,
    ) -> dict[Span, Translation]:
        """Return the first in order of precedence: see `Library.translations`."""
        found: dict[Span, Translation] = {}
        left = list(_places(article))
        tiers = (_Tier.EDITED, _Tier.REMEMBERED, _Tier.MACHINE)
        if prefer_engine:
            tiers = (_Tier.MACHINE, _Tier.EDITED, _Tier.REMEMBERED)
        for tier in tiers:
            by_digest = _by_digest(left)
            for row in self._rows(tier, list(by_digest), target_language, shown, settings):
                made: dict[str, Translation] = {}
                for place in by_digest[row.digest]:
                    if place.span not in found and _fits(tier, row.language, place):
                        if place.text not in made:
                            made[place.text] = row.make(place.text)
                        found[place.span] = made[place.text]
            left = [place for place in left if place.span not in found]
        return found

    def opinions(
        self, sentence: str, source_languages: Iterable[str], target_language: str, shown: Shown
    ) -> list[Translation]:
        """Return all that is known of a sentence: see `Library.opinions`."""
        languages = frozenset(source_languages)
        place = _Place(Span(0, len(sentence)), sentence, languages, languages)
        digests = [sentence_hash(sentence)]
        return [
            row.make(sentence)
            for tier in _Tier
            for row in self._rows(tier, digests, target_language, shown, None)
            if _fits(tier, row.language, place)
        ]

    def missing(
        self,
        article: Article,
        *,
        target_language: str,
        settings: Settings,
        even_if_known: bool,
    ) -> list[Span]:
        """Return the sentences that a machine has yet to translate: see `Library.missing`."""
        places = [
            place
            for place in _places(article, boilerplate=False)
            if not place.language & {target_language, UNDETERMINED}
        ]
        by_digest = _by_digest(places)
        known: set[Span] = set()
        tiers = [_Tier.MACHINE] if even_if_known else list(_Tier)
        for tier in tiers:
            for digest, language, by in self._keys(tier, list(by_digest), target_language):
                if tier is _Tier.MACHINE and not _is_by(settings, language, by):
                    continue
                known.update(
                    place.span for place in by_digest[digest] if _fits(tier, language, place)
                )
        return [place.span for place in places if place.span not in known]

    def _keys(
        self, tier: _Tier, digests: Sequence[bytes], target_language: str
    ) -> Iterator[tuple[bytes, str, str | None]]:
        """Yield hash, source language and, of machines, the settings of what is known."""
        for part in parts(digests):
            yield from self._connection.execute(
                _KEYS[tier].format(marks=",".join("?" * len(part))), (*part, target_language)
            )

    def _rows(
        self,
        tier: _Tier,
        digests: Sequence[bytes],
        target_language: str,
        shown: Shown,
        settings: Settings,
    ) -> Iterator[_Row]:
        """Yield what is known, of each sentence the best of the tier first."""
        for part in parts(digests):
            sql = _ROWS[tier].format(marks=",".join("?" * len(part)))
            rows = self._connection.execute(sql, (*part, target_language))
            if tier is _Tier.EDITED:
                for digest, language, text, edited in rows:
                    yield _Row(digest, language, _edited(text, target_language, edited))
            elif tier is _Tier.REMEMBERED:
                for of_memory in itertools.starmap(_MemoryRow, rows):
                    make = _remembered(of_memory, target_language, shown)
                    yield _Row(of_memory.digest, of_memory.language, make)
            else:
                of_machines = [_MachineRow(*row) for row in rows]
                # The sort is stable: of the others, the newest stay first.
                of_machines.sort(key=lambda row: not _is_by(settings, row.language, row.settings))
                for row in of_machines:
                    yield _Row(row.digest, row.language, _said(row, target_language))

    # Exporting

    def own_work(self) -> Iterator[Known]:
        """Yield what is in no other file: see `Library.own_work`."""
        for source, language, target_language, text, edited in self._connection.execute(
            "SELECT source, source_language, target_language, target, edited FROM edits "
            "ORDER BY source_language, target_language, source"
        ):
            yield Known(source, language, _edited(text, target_language, edited)(source))
        for source, target_language, *row in self._connection.execute(_OWN_MEMORY):
            of_memory = _MemoryRow(*row)
            make = _remembered(of_memory, target_language, os.fsdecode)
            yield Known(source, of_memory.language, make(source))
        for target_language, *row in self._connection.execute(_OWN_MACHINE):
            said = _MachineRow(*row)
            yield Known(said.source, said.language, _said(said, target_language)(said.source))

    def origins(self) -> list[tuple[str, bytes | None, str, str, int]]:
        """Return what is kept and where it came from: see `Library.origins`."""
        rows = self._connection.execute(
            "SELECT 'edited', NULL, source_language, target_language, count(*) FROM edits "
            "GROUP BY 3, 4 UNION ALL "
            "SELECT kind, origin, source_language, target_language, count(*) FROM memory "
            "GROUP BY 1, 2, 3, 4 UNION ALL "
            "SELECT 'engine', NULL, source_language, target_language, count(*) FROM machine "
            "GROUP BY 3, 4"
        )
        return [
            (kind, origin and origin.removeprefix(_IMPORTED), source, target, count)
            for kind, origin, source, target, count in rows
        ]


class _Tier(Enum):
    """What is known, in order of precedence."""

    EDITED = "the user's own"
    REMEMBERED = "references and memories"
    MACHINE = "what machines said"


_KEYS = {
    _Tier.EDITED: "SELECT sentence, source_language, NULL FROM edits "
    "WHERE sentence IN ({marks}) AND target_language = ?",
    _Tier.REMEMBERED: "SELECT sentence, source_language, NULL FROM memory "
    "WHERE sentence IN ({marks}) AND target_language = ?",
    _Tier.MACHINE: "SELECT m.sentence, m.source_language, k.settings "
    "FROM machine m JOIN makers k ON k.key = m.maker "
    "WHERE m.sentence IN ({marks}) AND m.target_language = ?",
}

_THE_SAME = (
    "SELECT 1 FROM {} AS o WHERE o.sentence = m.sentence "
    "AND o.target_language = m.target_language AND o.source_language = m.source_language"
)
"""What another table, or the same, knows of a sentence in the table `m`."""

_MEMORY_VALUES = "kind, origin, changed, engine, package, pivot"

_MACHINE_VALUES = (
    "m.score, m.alignment, m.flags, m.made, "
    "k.settings, k.engine, k.package, k.sha256, k.pivot, k.origin"
)

_ROWS = {
    _Tier.EDITED: "SELECT sentence, source_language, target, edited FROM edits "
    "WHERE sentence IN ({marks}) AND target_language = ?",
    _Tier.REMEMBERED: f"SELECT sentence, source_language, target, {_MEMORY_VALUES} "  # noqa: S608
    "FROM memory WHERE sentence IN ({marks}) AND target_language = ? "
    "ORDER BY kind = 'engine', kind = 'memory', origin",
    _Tier.MACHINE: "SELECT m.sentence, m.source_language, m.source, m.target, "  # noqa: S608
    f"{_MACHINE_VALUES} FROM machine m JOIN makers k ON k.key = m.maker "
    "WHERE m.sentence IN ({marks}) AND m.target_language = ? "
    "ORDER BY m.made DESC, m.key DESC",
}

_OWN_MEMORY = (
    "SELECT source, target_language, sentence, source_language, target, "  # noqa: S608
    f"{_MEMORY_VALUES} FROM memory AS m WHERE source IS NOT NULL "
    f"AND NOT EXISTS ({_THE_SAME.format('edits')}) "
    f"AND NOT EXISTS ({_THE_SAME.format('memory')} AND o.source IS NOT NULL "
    "AND (o.kind = 'engine', o.origin) < (m.kind = 'engine', m.origin)) "
    "ORDER BY source_language, target_language, source"
)

_OWN_MACHINE = (
    "SELECT m.target_language, m.sentence, m.source_language, m.source, m.target, "  # noqa: S608
    f"{_MACHINE_VALUES} FROM machine m JOIN makers k ON k.key = m.maker "
    f"WHERE NOT EXISTS ({_THE_SAME.format('edits')}) "
    f"AND NOT EXISTS ({_THE_SAME.format('memory')} AND o.source IS NOT NULL) "
    f"AND NOT EXISTS ({_THE_SAME.format('machine')} AND (o.made, o.key) > (m.made, m.key)) "
    "ORDER BY m.source_language, m.target_language, m.source"
)


class _MemoryRow(NamedTuple):
    digest: bytes
    language: str
    target: str
    kind: str
    origin: bytes
    changed: str | None
    engine: str | None
    package: str | None
    pivot: str | None


class _MachineRow(NamedTuple):
    digest: bytes
    language: str
    source: str
    target: str
    score: float | None
    alignment: bytes | None
    flags: str | None
    made: str
    settings: str | None
    engine: str | None
    package: str | None
    sha256: str | None
    pivot: str | None
    origin: str | None


def _edited(text: str, target_language: str, edited: str) -> Callable[[str], Translation]:
    provenance = Provenance(kind=ProvenanceKind.EDITED, date=edited)
    translation = Translation(text=text, language=target_language, provenance=provenance)
    return lambda _sentence: translation


def _remembered(
    row: _MemoryRow, target_language: str, shown: Shown
) -> Callable[[str], Translation]:
    provenance = Provenance(
        kind=ProvenanceKind(row.kind),
        origin=shown(row.origin.removeprefix(_IMPORTED)),
        date=row.changed,
        engine=row.engine,
        package=row.package,
        pivot=row.pivot,
    )
    translation = Translation(text=row.target, language=target_language, provenance=provenance)
    return lambda _sentence: translation


def _said(row: _MachineRow, target_language: str) -> Callable[[str], Translation]:
    def make(sentence: str) -> Translation:
        return Translation(
            text=row.target,
            language=target_language,
            provenance=Provenance(
                kind=ProvenanceKind.ENGINE,
                origin=row.origin,
                date=row.made,
                engine=row.engine,
                package=row.package,
                sha256=row.sha256,
                pivot=row.pivot,
                settings=row.settings,
            ),
            flags=decode_flags(row.flags),
            score=row.score,
            alignment=move_links(decode_links(row.alignment), row.source, sentence),
        )

    return make


def move_links(
    links: tuple[WordLink, ...] | None, source: str, sentence: str
) -> tuple[WordLink, ...] | None:
    """Return links of one writing of a sentence for another.

    Writings with the same hash differ in white space, or in Unicode's normalisation form; then
    None is returned.

    Args:
        links: with offsets into `source`.
        source: the sentence as it was translated.
        sentence: the sentence as it is written here.
    """
    if links is None or source == sentence:
        return links
    before, here = _inked(source), _inked(sentence)
    if [source[at] for at in before] != [sentence[at] for at in here]:
        return None
    where = dict(zip(before, here, strict=True))
    try:
        return tuple(
            WordLink(
                where[link.source_start],
                where[link.source_end - 1] + 1,
                link.target_start,
                link.target_end,
                link.confidence,
            )
            for link in links
        )
    except KeyError:
        return None


def _inked(text: str) -> list[int]:
    """Return where the characters stand that are no white space."""
    return [index for index, character in enumerate(text) if not character.isspace()]


def _fits(tier: _Tier, language: str, place: _Place) -> bool:
    """Tell whether what was translated out of a language belongs to a sentence.

    People file translations under languages that detection may miss; a machine that took the
    sentence for another language is wrong.
    """
    return language in place.language if tier is _Tier.MACHINE else place.may_be(language)


def _is_by(settings: Settings, language: str, by: str | None) -> bool:
    """Tell whether what was made out of a language, by these settings, is what is wanted."""
    if settings is None or isinstance(settings, str):
        return settings in (None, by)
    return settings.get(language, by) == by


def _places(article: Article, *, boilerplate: bool = True) -> Iterator[_Place]:
    own = primary_language(article.language)
    for paragraph in article.paragraphs:
        if paragraph.kind is ParagraphKind.BOILERPLATE and not boilerplate:
            continue
        language = frozenset({sentence_language(article, paragraph)})
        context = frozenset({own, primary_language(paragraph.language)})
        for span in paragraph.sentences:
            yield _Place(span, span.of(article.text), language, context)


def _by_digest(places: Iterable[_Place]) -> dict[bytes, list[_Place]]:
    found: dict[bytes, list[_Place]] = {}
    for place in places:
        found.setdefault(sentence_hash(place.text), []).append(place)
    return found


def parts(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Yield the items in parts that fit into one statement of SQLite."""
    for at in range(0, len(items), _VARIABLES):
        yield items[at : at + _VARIABLES]


def _storable(text: str) -> str:
    """Return a text without lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
