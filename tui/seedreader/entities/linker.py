"""Gives the entities of all articles their identifiers.

What the knowledge base knows keeps its identifier. Other names become clusters: a name of a new
article joins the cluster that has the same name under another spelling, and if it fits two
clusters, they become one. Candidates are looked up by what a name's parts may be (known parts,
spelling, first sounds), so an article costs the same however many there are. Nothing is joined
because of where it stands or because nobody else is around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import islice
from typing import Any, Final

from seedreader.entities.blocking import Blocking
from seedreader.entities.grouping import content
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import fold
from seedreader.entities.likeness import FARTHEST, LIKELY, Likeness
from seedreader.entities.links import (
    EVIDENCE,
    MOST_CANDIDATES,
    MOST_MEMBERS,
    Cluster,
    Link,
    Linked,
    LinkMemory,
    follow,
    is_new,
    known_why,
)
from seedreader.entities.mention import Kind, Mention
from seedreader.entities.name_forms import forms_of, is_better_name, kinds_agree, told
from seedreader.entities.name_likeness import APART, SURE, NameLikeness
from seedreader.entities.tokens import tokens

_ENOUGH: Final = 30
"""Clusters to compare a name with, at most the last key's more: the keys that tell most come
first, and of what has the name under another spelling nearly all is among the first few."""
_SHARED: Final = 2
"""Entities that two articles must both surely name to be about the same: one is often a country
that half of all articles name."""
_SAME: Final = 0.1
"""Distance (see `transliteration`) below which a name alone that is no person's needs no related
article: it is spelled the same."""
_SURELY_SAME: Final = 1.0
"""Distance up to which a name of several parts may be of an entity of another kind: about the cost
of a good transliteration."""
_NOTHING: Final[frozenset[str]] = frozenset()


class Linker:
    """Links articles one by one."""

    def __init__(self, knowledge: Knowledge, memory: LinkMemory | None = None) -> None:
        """Link with what `knowledge` knows.

        Args:
            knowledge: what is known about names.
            memory: what was linked before, with the same knowledge; without it, nothing.
        """
        memory = memory or LinkMemory()
        self._knowledge = knowledge
        likeness = Likeness(knowledge)
        self._blocking = Blocking(knowledge, likeness)
        self._compare = NameLikeness(likeness)
        self._clusters = memory.clusters
        self._blocks = memory.blocks
        self._links = memory.links
        self._known = memory.known
        # Of the article that is being added: which others are about the same, and its clusters.
        self._related: dict[str, bool] = {}
        self._taken: set[str] = set()

    def add(self, article: str, mentions: Iterable[Mention]) -> Linked:
        """Link the entities of an article. Adding it again replaces what it had."""
        if article in self._links:
            self.remove(article)
        by_key: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_key.setdefault(mention.key, []).append(mention)
        known = frozenset(key for key in by_key if not key.startswith("~"))
        self._known[article] = known
        self._related.clear()
        self._taken.clear()
        links: dict[str, Link] = {}
        renamed: dict[str, str] = {}
        for key in sorted(known):
            first = by_key[key][0]
            links[key] = Link(key, first.name, first.kind, known_why(first))
        # Full names come first: whom they stand for helps to tell who a surname alone is.
        for key in sorted(by_key.keys() - known, key=lambda k: (-k.count("|"), k)):
            links[key] = self._place(article, key, by_key[key], renamed)
            if "|" in key:
                self._known[article] |= {follow(links[key].entity, renamed)}
                self._related.clear()
        for key in sorted(known):
            self._place_known(article, by_key[key][0], renamed)
        for key, link in links.items():
            target = follow(link.entity, renamed)
            if target != link.entity:
                links[key] = Link(target, self._clusters[target].name, link.kind, link.why)
        self._links[article] = links
        for other in sorted(renamed):
            self._rename(other, follow(other, renamed))
        return Linked(links, renamed)

    def remove(self, article: str) -> None:
        """Forget an article. Clusters that only it belonged to vanish."""
        self._known.pop(article, None)
        for link in self._links.pop(article, {}).values():
            cluster = self._clusters.get(link.entity)
            if cluster is None:
                continue
            cluster.members.pop(article, None)
            if not cluster.members:
                del self._clusters[link.entity]
                for form in cluster.forms:
                    for block in self._blocking.stored(form):
                        self._blocks[block].discard(link.entity)

    def links(self, article: str) -> dict[str, Link]:
        """Return what the keys of an article's mentions are."""
        return self._links.get(article, {})

    def recognise(self, article: str, mentions: Iterable[Mention]) -> dict[str, str]:
        """Return which names of its translation are entities that an article names.

        Nothing is remembered.

        Args:
            article: one that was added.
            mentions: what was found in the translation, as if that were an article.

        Returns:
            For keys of the translation's mentions, the article's own keys.
        """
        links = self.links(article)
        own = {key: self._clusters.get(link.entity) for key, link in links.items()}
        by_key: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_key.setdefault(mention.key, []).append(mention)
        found: dict[str, str] = {}
        for key, group in by_key.items():
            if not group[0].local:
                if key in links:
                    found[key] = key
                continue
            kind = Counter(m.kind for m in group).most_common(1)[0][0]
            best = min(
                (
                    (self._compare.apart(form, other), mine)
                    for mine, cluster in own.items()
                    if cluster is not None and kinds_agree(kind, cluster.kind)
                    for form in forms_of(key, group)
                    for other in cluster.forms
                ),
                default=(FARTHEST, ""),
            )
            if best[0] < LIKELY:
                found[key] = best[1]
        return found

    def state(self) -> dict[str, object]:
        """Return all that was linked so far, as JSON can hold it; see `restore`."""
        return {
            "clusters": {
                identifier: {
                    "name": cluster.name,
                    "kind": cluster.kind.value,
                    "forms": [[*form] for form in cluster.forms],
                    "members": dict(cluster.members),
                }
                for identifier, cluster in self._clusters.items()
            },
            "articles": {
                article: [
                    [key, link.entity, link.name, link.kind.value, link.why]
                    for key, link in links.items()
                ]
                for article, links in self._links.items()
            },
        }

    @classmethod
    def restore(cls, knowledge: Knowledge, state: Mapping[str, Any]) -> Linker:
        """Return a linker that goes on from what `state` gave."""
        linker = cls(knowledge)
        for identifier, row in state["clusters"].items():
            cluster = Cluster(row["name"], Kind(row["kind"]), members=dict(row["members"]))
            linker._clusters[identifier] = cluster
            for parts in row["forms"]:
                linker._enter(identifier, cluster, tuple(parts))
        for article, rows in state["articles"].items():
            linker._links[article] = {
                key: Link(entity, name, Kind(kind), why) for key, entity, name, kind, why in rows
            }
            linker._known[article] = frozenset(
                entity for key, entity, *_ in rows if not key.startswith("~") or "|" in key
            )
        return linker

    def _enter(self, identifier: str, cluster: Cluster, form: tuple[str, ...]) -> None:
        if form not in cluster.forms:
            cluster.forms[form] = None
            for block in self._blocking.stored(form):
                self._blocks[block].add(identifier)

    def _rename(self, old: str, new: str) -> None:
        cluster = self._clusters[new]
        for article in cluster.members:
            known = self._known.get(article, _NOTHING)
            if old in known:
                self._known[article] = known - {old} | {new}
            links = self._links.get(article, {})
            if any(link.entity == old for link in links.values()):
                self._links[article] = {
                    key: Link(new, cluster.name, link.kind, link.why)
                    if link.entity == old
                    else link
                    for key, link in links.items()
                }

    # Clusters

    def _matches(
        self, article: str, forms: list[tuple[str, ...]], kind: Kind
    ) -> list[tuple[bool, float, str, str]]:
        """Return the clusters that names fit, the best first.

        Each is told with whether it has a surname only, how far it is, and why it fits.
        """
        found: dict[str, tuple[bool, float, str, str]] = {}
        for form in forms:
            # Who has exactly this name already was compared with all others when it was added.
            same = self._same(form, kind) if len(form) > 1 else None
            if same is not None:
                return [(False, 0.0, same, "the same name")]
        for form in forms:
            for candidate in self._candidates(form):
                if candidate in found:
                    continue
                cluster = self._clusters[candidate]
                distance, why = self._best(form, kind, candidate, article)
                if distance < LIKELY:
                    alone = all(len(other) == 1 for other in cluster.forms)
                    found[candidate] = (alone, distance, candidate, why)
        return sorted(found.values())

    def _same(self, form: tuple[str, ...], kind: Kind) -> str | None:
        """Return the only cluster that has exactly this name, if it is free and of this kind."""
        members = self._blocks.get(self._blocking.stored(form)[0], ())
        if len(members) != 1:
            return None
        (identifier,) = members
        cluster = self._clusters[identifier]
        free = identifier not in self._taken and kinds_agree(kind, cluster.kind)
        return identifier if free and form in cluster.forms else None

    def _place(self, article: str, key: str, group: list[Mention], renamed: dict[str, str]) -> Link:
        forms = forms_of(key, group)
        kind = Counter(m.kind for m in group).most_common(1)[0][0]
        matches = self._matches(article, forms, told(kind, forms[0], group))
        name = group[0].name
        if not matches:
            identifier = self._new(key)
            self._clusters[identifier] = Cluster(name, kind)
            why = f"named in the article: {EVIDENCE[group[0].evidence]}"
        else:
            lone = all(len(form) == 1 for form in forms)
            identifier, why = matches[0][2], matches[0][3]
            if not lone:
                for _, _, other, _ in matches[1:]:
                    into, gone = (identifier, other) if is_new(other) else (other, identifier)
                    if is_new(gone) and self._consistent(into, gone):
                        self._merge(into, gone, renamed)
                        identifier = into
        cluster = self._clusters[identifier]
        cluster.members[article] = key
        self._taken.add(identifier)
        if is_new(identifier):
            # What the knowledge base knows keeps the name that it has there, and only that.
            if is_better_name(name, cluster.name):
                cluster.name = name
            for form in forms:
                self._enter(identifier, cluster, form)
        return Link(identifier, cluster.name, kind, why)

    def _place_known(self, article: str, mention: Mention, renamed: dict[str, str]) -> None:
        """Let other spellings of a known name find it, if they are not known themselves.

        Countries and offices are left out: their names are known in every language.
        """
        key = mention.key
        form = content(tuple(t.text for t in tokens(mention.name, 0, len(mention.name))))
        if "/" in key or not form or mention.weak or self._knowledge.is_country(key):
            return
        cluster = self._clusters.get(key)
        if cluster is None:
            cluster = self._clusters[key] = Cluster(mention.name, mention.kind)
            self._enter(key, cluster, form)
        for _, _, other, _ in self._matches(article, [form], mention.kind):
            if is_new(other):
                self._merge(key, other, renamed)
        cluster.members[article] = key
        self._taken.add(key)

    def _new(self, key: str) -> str:
        seed = blake2b(fold(key).encode(), digest_size=6).hexdigest()
        identifier = f"n:{seed}"
        number = 1
        while identifier in self._clusters:
            number += 1
            identifier = f"n:{seed}.{number}"
        return identifier

    def _consistent(self, one: str, two: str) -> bool:
        """Tell whether all full names of two clusters agree."""
        first = [f for f in self._clusters[one].forms if len(f) > 1]
        second = [f for f in self._clusters[two].forms if len(f) > 1]
        return all(self._compare.names(a, b)[0] < LIKELY for a in first for b in second)

    def _merge(self, into: str, other: str, renamed: dict[str, str]) -> None:
        cluster, gone = self._clusters[into], self._clusters.pop(other)
        cluster.members.update(gone.members)
        if other in self._taken:
            self._taken.add(into)
        for form in gone.forms:
            for block in self._blocking.stored(form):
                self._blocks[block].discard(other)
            if is_new(into):
                self._enter(into, cluster, form)
        renamed[other] = into

    def _candidates(self, form: tuple[str, ...]) -> set[str]:
        """Return the clusters to compare a name with: of the blocks that tell most, the smallest.

        However many articles there are, a name is compared with so many.
        """
        found: set[str] = set()
        blocks = (self._blocks.get(block, ()) for block in self._blocking.looked_up(form))
        for members in sorted(blocks, key=len):
            if len(members) > MOST_CANDIDATES or len(found) >= _ENOUGH:
                break
            found.update(members)
        return found

    def _best(  # noqa: C901 - which names of two clusters may be compared, and how
        self, form: tuple[str, ...], kind: Kind, identifier: str, article: str
    ) -> tuple[float, str]:
        if identifier in self._taken:
            return APART
        cluster = self._clusters[identifier]
        agree = kinds_agree(kind, cluster.kind)
        if not agree and len(form) == 1:
            return APART
        best = APART
        full = [other for other in cluster.forms if len(other) > 1]
        shares = self._shares(article, cluster)
        known = not is_new(identifier)
        if known and len(form) == 1 and not shares:
            return APART
        if not shares and (kind is Kind.PERSON if len(form) == 1 else not full):
            return APART
        for other in cluster.forms:
            if len(form) == len(other) == 1:
                result = self._compare.lone(form[0], other[0], shares)
                if not shares and (known or result[0] >= self._alone(kind)):
                    result = APART
            elif len(form) == 1 or (len(other) == 1 and not full):
                person = shares and cluster.kind is Kind.PERSON
                result = self._compare.surname(form, other) if person else APART
            else:
                result = self._compare.names(form, other, shares=shares)
            if not agree and (len(other) == 1 or not shares or result[0] > _SURELY_SAME):
                continue  # A town in two words looks like a person, but sounds like the town.
            best = min(best, result)
            if best[0] <= SURE:
                break
        return best

    def _alone(self, kind: Kind) -> float:
        """Return from which distance on names of one part need more in common than their sound.

        The same surname may be anyone's; the same other name is the same thing.
        """
        return 0.0 if kind is Kind.PERSON else _SAME

    def _shares(self, article: str, cluster: Cluster) -> bool:
        """Tell whether an article surely names two entities that a cluster's article names."""
        known, related = self._known[article], self._related
        for member in islice(cluster.members, MOST_MEMBERS):
            is_related = related.get(member)
            if is_related is None:
                shared = known & self._known.get(member, _NOTHING)
                is_related = related[member] = len(shared) >= _SHARED
            if is_related:
                return True
        return False
