"""What is known of entities, as screens and commands show it; nothing here is heavy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from seedreader.entities.mention import Kind
from seedreader.library.damage import LibraryDamaged


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as an article's mentions have it, after the user's decisions.

    Attributes:
        id: the same in all articles.
        name: the name to show.
        kind: what it is.
        articles: how many articles of the scope name it.
    """

    id: str
    name: str
    kind: Kind
    articles: int

    @property
    def is_shared(self) -> bool:
        """Whether at least two articles of the scope name it."""
        return self.articles > 1


@dataclass(frozen=True, slots=True)
class MentionMark:
    """Where an article names an entity.

    Attributes:
        start: code points into the article's text.
        end: exclusive.
        entity: index in `ArticleEntities.entities`.
        weak: whether it is an adjective or the name of a people.
        key: the linker's key of it in the article.
        why: why it is this entity, in words.
    """

    start: int
    end: int
    entity: int
    weak: bool
    key: str
    why: str


@dataclass(frozen=True, slots=True)
class TranslatedMark:
    """Where a translation names an entity of its article.

    Attributes:
        start: code points into the translation of the sentence.
        end: exclusive.
        key: the linker's key of the entity in the article.
        weak: whether it is an adjective or the name of a people.
    """

    start: int
    end: int
    key: str
    weak: bool


TranslatedMarks = Mapping[int, tuple[str, tuple[TranslatedMark, ...]]]
"""By where a sentence begins in its article (code points): `text_digest` of the translation that
was looked through, and what was found in it, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class ArticleEntities:
    """The entities of an article.

    Attributes:
        entities: each once, in the order of their first mention.
        mentions: in order, not overlapping.
        translated: where the translation names them.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[MentionMark, ...] = ()
    translated: TranslatedMarks = field(default_factory=dict)

    def index_of_key(self) -> dict[str, int]:
        """Return for each of the linker's keys the index of its entity."""
        return {mention.key: mention.entity for mention in self.mentions}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A line of a list of entities.

    Attributes:
        entity: the entity.
        languages: in how many articles of each language it is named, the most first.
    """

    entity: Entity
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What an entity is called.

    Attributes:
        text: as it stands in articles.
        language: of the sentences, BCP 47 code.
        mentions: how often.
        why: why it is taken for this entity, in words.
        weak: whether it is an adjective or the name of a people.
    """

    text: str
    language: str
    mentions: int
    why: str
    weak: bool


@dataclass(frozen=True, slots=True)
class EntityCard:
    """All that is known of an entity in a scope.

    Attributes:
        entity: the entity.
        forms: what it is called, the most frequent first.
        articles: keys of the articles that name it, in the order of their paths, with language,
            headline, and how often.
    """

    entity: Entity
    forms: tuple[Form, ...]
    articles: tuple[tuple[int, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of another article that names the same entities.

    Attributes:
        article: the article's key in the library.
        start: where the sentence begins in its text, code points.
        text: the sentence on one line.
        translation: or None.
        language: BCP 47 code of the article.
        source: who published it, or None.
        date: ISO 8601, or None.
        headline: of the article.
        shared: names of the entities that it has in common, the rarest first.
        score: higher is more alike.
    """

    article: int
    start: int
    text: str
    translation: str | None
    language: str
    source: str | None
    date: str | None
    headline: str
    shared: tuple[str, ...]
    score: float


def text_digest(text: str) -> str:
    """Return what tells one translation from another: 12 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def encode_marks(marks: TranslatedMarks) -> str:
    """Return marks as JSON."""
    return json.dumps(
        [
            [start, digest, [[m.start, m.end, m.key, int(m.weak)] for m in found]]
            for start, (digest, found) in marks.items()
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode_marks(data: str) -> TranslatedMarks:
    """Return what `encode_marks` was given.

    Raises:
        LibraryDamaged: it is of another form.
    """
    try:
        return {
            start: (
                digest,
                tuple(TranslatedMark(s, e, key, bool(weak)) for s, e, key, weak in found),
            )
            for start, digest, found in json.loads(data)
        }
    except (TypeError, ValueError) as error:
        raise LibraryDamaged(f"marks of names: {error}") from error
