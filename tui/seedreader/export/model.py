"""What an export holds: articles as pairs of sentences, with where each of them comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from seedreader.article import ParagraphKind

FORMAT_VERSION = 1
"""Of the exports of all formats; another one is not read."""


class OriginKind(StrEnum):
    """How a translation came about, in a word that readers see."""

    EDITED = "edited by the user"
    REFERENCE = "reference"
    MEMORY = "translation memory"
    ENGINE = "machine"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where translations come from.

    Attributes:
        kind: how they came about.
        engine: the machine that made them, or None.
        package: its package with the version, or None.
        sha256: hash of that package, or None.
        pivot: code of the language in between, where it was translated twice, or None.
        file: where they were read from, or None.
    """

    kind: OriginKind
    engine: str | None = None
    package: str | None = None
    sha256: str | None = None
    pivot: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What looks wrong with a translation.

    Attributes:
        name: the flag, one word.
        reason: what looks wrong, in words.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportedMention:
    """Where a sentence, or its translation, names an entity.

    Attributes:
        start: code points into that text.
        end: exclusive.
        entity: index in `ExportedArticle.entities`.
    """

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class ExportedTranslation:
    """A sentence in another language.

    Attributes:
        text: the translation.
        origin: where it comes from.
        date: ISO 8601 date of its last change, or None.
        suspicions: what looks wrong with it.
        mentions: where it names entities, in order, not overlapping.
    """

    text: str
    origin: Origin
    date: str | None = None
    suspicions: tuple[Suspicion, ...] = ()
    mentions: tuple[ExportedMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedSentence:
    """A sentence of an article, and its translation if it has one.

    Attributes:
        number: its place among all sentences of the article, from 1.
        kind: of its paragraph.
        opens_paragraph: whether a paragraph begins with it.
        start: code points into the article's sanitised text.
        end: exclusive.
        language: BCP 47 code.
        text: what stands there; it may hold line feeds, which count as spaces.
        translation: or None.
        mentions: where it names entities, in order, not overlapping.
    """

    number: int
    kind: ParagraphKind
    opens_paragraph: bool
    start: int
    end: int
    language: str
    text: str
    translation: ExportedTranslation | None = None
    mentions: tuple[ExportedMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedForm:
    """What an entity is called in an article or its translation.

    Attributes:
        text: the name as it stands there.
        language: BCP 47 code.
        mentions: how often.
    """

    text: str
    language: str
    mentions: int


@dataclass(frozen=True, slots=True)
class ExportedEntity:
    """An entity that an article names.

    Attributes:
        id: the same in all articles.
        name: what it is usually called.
        kind: person, organisation, place or name.
        forms: what it is called here.
    """

    id: str
    name: str
    kind: str
    forms: tuple[ExportedForm, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedArticle:
    """An article as it is exported.

    Attributes:
        id: hash of its sanitised text: see `article.text_id`.
        language: BCP 47 code.
        source: who published it, or None.
        date: of publication, ISO 8601, or None.
        path: the file that it was read from, as it was given.
        part: which part of that file it is, where it holds several, or None.
        file_sha256: hash of the file's bytes as it was read, or None where that is not known.
        sentences: in order.
        entities: in the order of their first mention.
    """

    id: str
    language: str
    source: str | None
    date: str | None
    path: str
    part: str | None
    file_sha256: str | None
    sentences: tuple[ExportedSentence, ...]
    entities: tuple[ExportedEntity, ...] = ()

    @property
    def headline(self) -> str:
        """The title, or the first sentence of the body, or the file's name."""
        sentences = self._of_headline()
        return " ".join(one_line(s.text) for s in sentences) if sentences else self.path

    @property
    def translated_headline(self) -> str | None:
        """The headline's translation, or None where not all of it is translated."""
        sentences = self._of_headline()
        found = [one_line(s.translation.text) for s in sentences if s.translation is not None]
        return " ".join(found) if found and len(found) == len(sentences) else None

    def _of_headline(self) -> Sequence[ExportedSentence]:
        titles = [s for s in self.sentences if s.kind is ParagraphKind.TITLE]
        return titles or [s for s in self.sentences if s.kind is ParagraphKind.BODY][:1]

    @property
    def translated(self) -> int:
        """How many sentences have a translation."""
        return sum(sentence.translation is not None for sentence in self.sentences)

    @property
    def suspect(self) -> int:
        """How many sentences have a translation that looks wrong."""
        return sum(bool(s.translation and s.translation.suspicions) for s in self.sentences)


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of an export as a whole.

    Attributes:
        version: of the program that wrote it.
        exported: when, ISO 8601 in UTC.
        target: BCP 47 code of the language of the translations.
    """

    version: str
    exported: str
    target: str


def one_line(text: str) -> str:
    """Return a text as it is compared: each stretch of white space is one space, none around it."""
    return " ".join(text.split())
