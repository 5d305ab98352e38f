"""What linking makes: the entities of articles, and what is remembered of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import MutableMapping, MutableSet, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

from seedreader.entities.mention import Evidence, Kind, Mention

MOST_CANDIDATES: Final = 128
"""Clusters under one key above which the key is not looked under: it says too little. A bound on
what an article costs; the keys of real names hold a few dozen at most."""
MOST_MEMBERS: Final = 60
"""Articles of a cluster that are looked at to tell whether it may belong to another article."""
MOST_NAMING: Final = 48
"""Articles that are remembered as those that name an entity: enough to find some about the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an entity of one article is.

    Attributes:
        entity: identifier, the same in all articles.
        name: the name to show.
        kind: what it is.
        why: why it is this entity, in words.
    """

    entity: str
    name: str
    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What adding or removing an article changed.

    Attributes:
        links: for each key of the article's mentions, what it is.
        renamed: identifiers of other articles that became part of another entity.
    """

    links: dict[str, Link]
    renamed: dict[str, str]


@dataclass(slots=True)
class Cluster:
    """Names that are taken for one entity.

    Attributes:
        name: the name to show.
        kind: what it is.
        forms: its names as parts, with the bits of the keys that they are stored under (see
            `blocking.Keys`) as far as they were asked for.
        members: the articles that name it, with the key that it has there.
    """

    name: str
    kind: Kind
    forms: dict[tuple[str, ...], int | None] = field(default_factory=dict)
    members: MutableMapping[str, str] = field(default_factory=dict)

    @property
    def has_full(self) -> bool:
        """Whether a name of it has several parts."""
        return any(len(form) > 1 for form in self.forms)

    def agrees(self, kind: Kind) -> bool:
        """Tell whether it may be of a kind; `OTHER` may turn out to be anything."""
        return kinds_agree(self.kind, kind)


class Naming(Protocol):
    """Which articles surely name an entity."""

    def latest(self, entity: str) -> Sequence[str]:
        """Return the articles that were added last, at most `MOST_NAMING`."""

    def add(self, entity: str, article: str) -> None:
        """Remember that an article names an entity."""

    def discard(self, entity: str, article: str) -> None:
        """Forget it."""


class PlainNaming(Naming):
    """Remembers it while the program runs."""

    def __init__(self) -> None:
        self._articles: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def latest(self, entity: str) -> Sequence[str]:
        """Return the articles that were added last."""
        return list(islice(reversed(self._articles.get(entity, {})), MOST_NAMING))

    def add(self, entity: str, article: str) -> None:
        """Remember that an article names an entity."""
        self._articles[entity][article] = None

    def discard(self, entity: str, article: str) -> None:
        """Forget it."""
        self._articles.get(entity, {}).pop(article, None)


@dataclass(slots=True)
class LinkMemory:
    """What a linker remembers; a database may stand behind it.

    Attributes:
        clusters: by identifier. What was taken from here is changed in place.
        blocks: for each key of `Linker`, the clusters to be found under it; `blocks[key]` gives an
            empty set for a new key, and what it gives is changed in place.
        links: by article, what the keys of its mentions are; never changed in place.
        known: by article, the entities that it surely names: those of the knowledge base and
            those that it names in full (`key` without `~`, or with `|`); never changed in place.
        naming: the same the other way round.
        entities: by article, those of its links.
    """

    clusters: MutableMapping[str, Cluster] = field(default_factory=dict)
    blocks: MutableMapping[str, MutableSet[str]] = field(default_factory=lambda: defaultdict(set))
    links: MutableMapping[str, dict[str, Link]] = field(default_factory=dict)
    known: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    naming: Naming = field(default_factory=PlainNaming)
    entities: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)


def kinds_agree(one: Kind, two: Kind) -> bool:
    """Tell whether two names may be of one entity; `OTHER` may turn out to be anything."""
    return one is two or Kind.OTHER in (one, two)


def is_new(entity: str) -> bool:
    """Tell whether an entity is none of the knowledge base."""
    return entity.startswith("n:")


def follow(entity: str, renamed: dict[str, str]) -> str:
    """Return what an entity became, which may have become another one in turn."""
    while entity in renamed:
        entity = renamed[entity]
    return entity


EVIDENCE: Final = {
    Evidence.KNOWN: "a known name",
    Evidence.COMPOSED: "an office and its country",
    Evidence.PARTS: "made of known parts of names",
    Evidence.CAPITALS: "written with capitals",
    Evidence.GLOSS: "explained in brackets",
    Evidence.SURNAME: "a surname",
    Evidence.TITLE: "after a title",
}

"""What a mention was recognised by, in words."""


def known_why(mention: Mention) -> str:
    """Return why a mention is the entity of the knowledge base that it is, in words."""
    if mention.evidence is Evidence.COMPOSED:
        return f"“{mention.text}” is an office and its country: {mention.name}"
    if mention.evidence is Evidence.GLOSS:
        return f"“{mention.text}” is explained in brackets as {mention.name}"
    return f"“{mention.text}” is a name of {mention.name} in the knowledge base"
