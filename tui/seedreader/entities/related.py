"""Which other articles are about the same as the one that is added, and what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from seedreader.entities.links import Naming, follow

SHARED: Final = 2
"""Entities that two articles must both surely name to be about the same: one is often a country
that half of all articles name."""
_MOST_LOOKED_AT: Final = 200
"""Articles that are looked at to find those, at most the last entity's more. What few articles
name is looked at first."""
_NOTHING: Final[frozenset[str]] = frozenset()


class Related:
    """The articles that surely name two of the entities that the added article surely names.

    Attributes:
        named: the entities that such articles name.
    """

    def __init__(
        self,
        known: Mapping[str, frozenset[str]],
        naming: Naming,
        entities: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Look in what is remembered; see `links.LinkMemory`."""
        self._known = known
        self._naming = naming
        self._entities = entities
        self._article = ""
        self._articles: set[str] = set()
        self._merged: dict[str, str] = {}
        self.named: set[str] = set()

    def begin(self, article: str) -> None:
        """Begin with another article, of which it is known what it surely names."""
        self._article = article
        self._articles.clear()
        self._merged.clear()
        self.named.clear()
        looked_at: set[str] = set()
        naming = [(self._naming.latest(entity), entity) for entity in self._known[article]]
        for articles, _ in sorted(naming, key=lambda found: (len(found[0]), found[1])):
            if len(looked_at) > _MOST_LOOKED_AT:
                break
            self._look_at(each for each in articles if each not in looked_at)
            looked_at.update(articles)

    def more(self, entity: str) -> None:
        """Take notice that the article surely names an entity more."""
        self._look_at(self._naming.latest(entity))

    def merged(self, into: str, gone: str) -> None:
        """Take notice that one entity became another one."""
        self._merged[gone] = into
        if gone in self.named:
            self.named.add(into)

    def _look_at(self, articles: Iterable[str]) -> None:
        known = self._known[self._article]
        new = [
            article
            for article in articles
            if article not in self._articles
            and article != self._article
            and len(known & self._known.get(article, _NOTHING)) >= SHARED
        ]
        self._articles.update(new)
        for article in new:
            self.named.update(self._entities[article])
        for gone in self._merged:
            if gone in self.named:
                self.named.add(follow(gone, self._merged))
