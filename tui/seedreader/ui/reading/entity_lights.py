"""Which names are lit in a document, in the original and in the translation."""

from __future__ import annotations

import bisect
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from seedreader.article import Span
from seedreader.entities.mention import Kind
from seedreader.library.entity_records import ArticleEntities, Entity, TranslatedMark, text_digest
from seedreader.ui.reading.document import Document

COLOURS = 8
"""How many colours entities are told apart by."""

SIGNS: Mapping[Kind, str] = {
    Kind.PERSON: "●",
    Kind.ORG: "◆",
    Kind.LOC: "▲",
    Kind.OTHER: "■",
}
"""What stands before an entity's name for its type."""


class Highlight(Enum):
    """Which entities are lit."""

    SHARED = "shared"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Light:
    """A name to light.

    Attributes:
        start: code points, into the article's text or into the sentence's translation.
        end: exclusive.
        entity: index in `EntityLights.entities`.
        weak: whether it is an adjective or the name of a people.
        why: why it is this entity, in words; empty in a translation.
    """

    start: int
    end: int
    entity: int
    weak: bool
    why: str = ""


_UNKNOWN: tuple[str, tuple[TranslatedMark, ...]] = ("", ())


@dataclass(frozen=True, slots=True)
class EntityLights:
    """The names that are lit in a document.

    Attributes:
        entities: what `Light.entity` points into.
        source: lights in the original, in order, not overlapping.
        target: lights in the translation of each sentence, by its number in the document.
        is_stale: whether a translation was not looked through yet.
        digests: translations by number of the sentence, each with its `text_digest`.
    """

    entities: tuple[Entity, ...] = ()
    source: tuple[Light, ...] = ()
    target: Mapping[int, tuple[Light, ...]] = field(default_factory=dict)
    is_stale: bool = False
    _starts: tuple[int, ...] = field(default=(), repr=False)
    digests: Mapping[int, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        document: Document,
        found: ArticleEntities,
        highlight: Highlight = Highlight.SHARED,
        followed: str | None = None,
        *,
        before: EntityLights | None = None,
    ) -> EntityLights:
        """Choose what is lit. Takes about 1 µs for each mention and each sentence.

        Args:
            document: what is on the screen.
            found: its article's entities.
            highlight: which of them are lit.
            followed: the identifier of the only entity to be lit, or None.
            before: what was lit: what is known of translations that have not changed since.
        """
        lit = [_is_lit(entity, highlight, followed) for entity in found.entities]
        length = len(document.article.text)
        source = tuple(
            Light(mention.start, mention.end, mention.entity, mention.weak, mention.why)
            for mention in found.mentions
            if lit[mention.entity] and mention.end <= length
        )
        index = found.index_of_key()
        target: dict[int, tuple[Light, ...]] = {}
        known = before.digests if before is not None else {}
        digests: dict[int, tuple[str, str]] = {}
        is_stale = False
        for number, span in enumerate(document.sentences):
            translation = document.translations.get(span)
            if translation is None:
                continue
            text = translation.text
            own = known.get(number)
            if own is None or own[0] is not text:
                own = (text, text_digest(text))
            digests[number] = own
            digest, marks = found.translated.get(span.start, _UNKNOWN)
            if digest != own[1]:
                is_stale = True
                continue
            lights = tuple(
                Light(mark.start, mark.end, index[mark.key], mark.weak)
                for mark in marks
                if mark.key in index and lit[index[mark.key]]
            )
            if lights:
                target[number] = lights
        starts = tuple(light.start for light in source)
        return cls(found.entities, source, target, is_stale, starts, digests)

    def between(self, start: int, end: int) -> tuple[Light, ...]:
        """Return the lights that touch a stretch of the original."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        last = bisect.bisect_left(self._starts, end)
        return tuple(light for light in self.source[first:last] if light.end > start)

    def index_at(self, offset: int) -> int | None:
        """Return the index of the light that covers an offset of the original, or None."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.source[at].end else None

    def in_sentence(self, span: Span) -> range:
        """Return the indices of the lights that begin in a sentence of the original."""
        return range(
            bisect.bisect_left(self._starts, span.start), bisect.bisect_left(self._starts, span.end)
        )

    def colour(self, entity: int) -> int:
        """Return the number of an entity's colour: the same in every article and every time."""
        return colour_of(self.entities[entity].id)


def colour_of(entity: str) -> int:
    """Return the number of the colour of an entity, by its identifier: from 0 to `COLOURS` - 1."""
    return zlib.crc32(entity.encode("utf-8", "surrogatepass")) % COLOURS


def _is_lit(entity: Entity, highlight: Highlight, followed: str | None) -> bool:
    if followed is not None:
        return entity.id == followed
    return highlight is Highlight.ALL or (highlight is Highlight.SHARED and entity.is_shared)
