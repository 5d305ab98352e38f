"""Gives the entities of all articles their identifiers.

What the knowledge base knows keeps its identifier. Other names become clusters: a name of a new
article joins the cluster that has the same name under another spelling, and if it fits two
clusters, they become one. Candidates are looked up by what a name's parts may be (known parts,
spelling, first sounds), so an article costs the same however many there are. Nothing is joined
because of where it stands or because nobody else is around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import count
from typing import Any, Final

from seedreader.entities.blocking import by_meaning
from seedreader.entities.composition import OFFICE
from seedreader.entities.grouping import content
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import fold
from seedreader.entities.likeness import FARTHEST, LIKELY
from seedreader.entities.links import (
    EVIDENCE,
    Cluster,
    Link,
    Linked,
    LinkMemory,
    follow,
    is_new,
    kinds_agree,
    known_why,
)
from seedreader.entities.matching import Matcher
from seedreader.entities.mention import Evidence, Kind, Mention
from seedreader.entities.name_forms import Named, is_better_name, named_by
from seedreader.entities.related import Related
from seedreader.entities.tokens import tokens
from seedreader.entities.wording import without_kind

_NOTHING: Final[frozenset[str]] = frozenset()


def _by_office(key: str) -> str:
    """Return under which key a country's office is found by the office alone."""
    return by_meaning(OFFICE + key.rpartition("/")[2])


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
        self._clusters = memory.clusters
        self._blocks = memory.blocks
        self._links = memory.links
        self._known = memory.known
        self._naming = memory.naming
        self._entities = memory.entities
        self._moved: dict[str, list[str]] = {}  # articles of entities that became other ones
        self._related = Related(self._known, self._naming, self._entities)
        self._matcher = Matcher(knowledge, self._clusters, self._blocks, self._known, self._related)

    def add(self, article: str, mentions: Iterable[Mention]) -> Linked:
        """Link the entities of an article. Adding it again replaces what it had."""
        if article in self._links:
            self.remove(article)
        by_key: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_key.setdefault(mention.key, []).append(mention)
        offices = sorted(key for key in by_key if key.startswith(OFFICE))
        known = frozenset(key for key in by_key if not key.startswith(("~", OFFICE)))
        self._know(article, known)
        self._related.begin(article)
        self._matcher.begin()
        links: dict[str, Link] = {}
        renamed: dict[str, str] = {}
        for key in sorted(known):
            first = by_key[key][0]
            links[key] = Link(key, first.name, first.kind, known_why(first))
        # Full names come first: whom they stand for helps to tell who a surname alone is.
        local = by_key.keys() - known - set(offices)
        for key in sorted(local, key=lambda k: (-k.count("|"), k)):
            links[key] = self._place(article, key, by_key[key], renamed)
            if "|" in key:
                entity = follow(links[key].entity, renamed)
                self._know(article, self._known[article] | {entity})
                self._related.more(entity)
        for key in sorted(known):
            links[key] = self._namesake(article, key, by_key[key]) or links[key]
            if links[key].entity == key:
                self._place_named(article, by_key[key], renamed)
        for key in offices:
            links[key] = self._place_office(article, key, by_key[key][0])
        self._follow(links, renamed)
        self._links[article] = links
        self._entities[article] = tuple({link.entity for link in links.values()})
        for other in sorted(renamed):
            self._rename(other, follow(other, renamed), self._moved.pop(other))
        return Linked(links, renamed)

    def _know(self, article: str, entities: frozenset[str]) -> None:
        """Remember what an article surely names."""
        before = self._known.get(article, _NOTHING)
        self._known[article] = entities
        for entity in entities - before:
            self._naming.add(entity, article)
        for entity in before - entities:
            self._naming.discard(entity, article)

    def _follow(self, links: dict[str, Link], renamed: dict[str, str]) -> None:
        """Let links lead to what their entities became."""
        for key, link in links.items():
            target = follow(link.entity, renamed)
            if target != link.entity:
                links[key] = Link(target, self._clusters[target].name, link.kind, link.why)

    def remove(self, article: str) -> None:
        """Forget an article. Clusters that only it belonged to vanish."""
        self._know(article, _NOTHING)
        self._known.pop(article, None)
        self._entities.pop(article, None)
        for link in self._links.pop(article, {}).values():
            cluster = self._clusters.get(link.entity)
            if cluster is None:
                continue
            cluster.members.pop(article, None)
            if not cluster.members:
                del self._clusters[link.entity]
                if "/" in link.entity:
                    self._blocks[_by_office(link.entity)].discard(link.entity)
                if not is_new(link.entity):
                    self._blocks[by_meaning(link.entity)].discard(link.entity)
                for form in cluster.forms:
                    for block in self._matcher.blocking.keys(form).stored:
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
                    (self._matcher.compare.apart(form, other), mine)
                    for mine, cluster in own.items()
                    if cluster is not None and kinds_agree(kind, cluster.kind)
                    for form in named_by(key, group, self._matcher.meanings).forms
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
            if "/" in identifier:
                linker._blocks[_by_office(identifier)].add(identifier)
            if not is_new(identifier) and not identifier.startswith(OFFICE):
                linker._blocks[by_meaning(identifier)].add(identifier)
            for parts in row["forms"]:
                linker._enter(identifier, cluster, tuple(parts))
        for article, rows in state["articles"].items():
            linker._links[article] = {
                key: Link(entity, name, Kind(kind), why) for key, entity, name, kind, why in rows
            }
            linker._entities[article] = tuple({entity for _, entity, *_ in rows})
            known = (
                entity
                for key, entity, *_ in rows
                if not key.startswith(("~", OFFICE)) or "|" in key
            )
            linker._know(article, frozenset(known))
        return linker

    def _enter(self, identifier: str, cluster: Cluster, form: tuple[str, ...]) -> None:
        if form not in cluster.forms:
            cluster.forms[form] = None
            for block in self._matcher.blocking.keys(form).stored:
                self._blocks[block].add(identifier)

    def _rename(self, old: str, new: str, articles: Iterable[str]) -> None:
        cluster = self._clusters[new]
        for article in articles:
            known = self._known.get(article, _NOTHING)
            if old in known:
                self._know(article, known - {old} | {new})
            links = self._links.get(article, {})
            if any(link.entity == old for link in links.values()):
                self._links[article] = {
                    key: Link(new, cluster.name, link.kind, link.why)
                    if link.entity == old
                    else link
                    for key, link in links.items()
                }
                self._entities[article] = tuple(
                    {link.entity for link in self._links[article].values()}
                )

    # Clusters

    def _place(self, article: str, key: str, group: list[Mention], renamed: dict[str, str]) -> Link:
        named = named_by(key, group, self._matcher.meanings)
        forms = named.forms
        kind = Counter(m.kind for m in group).most_common(1)[0][0]
        matches = self._matcher.matches(named)
        name = group[0].name
        if not matches:
            identifier = self._new(key)
            self._clusters[identifier] = Cluster(name, kind)
            why = f"named in the article: {EVIDENCE[group[0].evidence]}"
        else:
            identifier, why = matches[0].identifier, matches[0].why
            for match in matches[1:]:
                other = match.identifier
                into, gone = (identifier, other) if is_new(other) else (other, identifier)
                if is_new(gone) and self._matcher.are_one(into, gone, forms):
                    if is_new(into) and self._is_larger(gone, into):
                        into, gone = gone, into
                    self._merge(into, gone, renamed)
                    identifier = into
        cluster = self._clusters[identifier]
        cluster.members[article] = key
        self._matcher.take(identifier, forms)
        if is_new(identifier):
            # What the knowledge base knows keeps the name that it has there, and only that.
            if is_better_name(name, cluster.name):
                cluster.name = name
            for form in forms:
                self._enter(identifier, cluster, form)
        return Link(identifier, cluster.name, kind, why)

    def _namesake(self, article: str, key: str, group: list[Mention]) -> Link | None:
        """Link a word that was taken for a place with what related articles name.

        That is a person of a town's name, or another place that is called so as well: England,
        which is Anh in Vietnamese, as the whole kingdom is.
        """
        if group[0].kind is not Kind.LOC or "/" in key:
            return None
        words = sorted({mention.text for mention in group})
        forms = [tuple(token.text for token in tokens(word, 0, len(word))) for word in words]
        if key.startswith("gn:") and len(forms) == len(forms[0]) == 1:
            match = self._matcher.namesake(article, key, words[0])
        else:
            match = self._matcher.other_place(article, key, forms)
        if match is None:
            return None
        cluster = self._clusters[match.identifier]
        cluster.members[article] = key
        self._matcher.take(match.identifier, forms)
        self._know(article, self._known[article] - {key} | {match.identifier})
        other = "as a surname" if cluster.kind is Kind.PERSON else "as another place"
        town = "no such town" if key.startswith("gn:") else "that instead"
        why = f"{match.why}, {other} in an article about the same, which names {town}"
        return Link(match.identifier, cluster.name, cluster.kind, why)

    def _place_named(self, article: str, group: list[Mention], renamed: dict[str, str]) -> None:
        """Let articles about the same find what the knowledge base knows, under other names.

        An office with its country is found by itself without the country.
        """
        first = group[0]
        if "/" in first.key and not first.weak:
            if first.key not in self._clusters:
                self._clusters[first.key] = Cluster(first.name, first.kind)
                self._blocks[_by_office(first.key)].add(first.key)
            self._clusters[first.key].members[article] = first.key
        names = [m for m in group if m.evidence is not Evidence.COMPOSED]
        if names:
            self._place_known(article, names[0], renamed)

    def _place_known(self, article: str, mention: Mention, renamed: dict[str, str]) -> None:
        """Let other spellings of a known name find it, if they are not known themselves.

        Countries are left out, and offices with their country: those names are known in every
        language.
        """
        key = mention.key
        form = content(tuple(t.text for t in tokens(mention.name, 0, len(mention.name))))
        if not form or mention.weak or self._knowledge.is_country(key):
            return
        forms = [form]
        bare = without_kind(form, self._matcher.meanings) if mention.kind is not Kind.LOC else form
        if bare != form:
            forms.append(bare)
        cluster = self._clusters.get(key)
        if cluster is None:
            cluster = self._clusters[key] = Cluster(mention.name, mention.kind)
        if not cluster.forms:
            for name in forms:
                self._enter(key, cluster, name)
            self._blocks[by_meaning(key)].add(key)
        for match in self._matcher.matches(Named(forms, mention.kind), own=key):
            # A slogan or a prize is nobody's surname: MAGA is not Anna Maga.
            person = self._clusters[match.identifier].kind is Kind.PERSON
            if is_new(match.identifier) and not (person and mention.kind is Kind.OTHER):
                self._merge(key, match.identifier, renamed)
        cluster.members[article] = key
        self._matcher.take(key, forms)

    def _place_office(self, article: str, key: str, mention: Mention) -> Link:
        """Link an office of no known country: only related articles mean the same one by it.

        It is that of a country, if they name only one such office.
        """
        composed = sorted(self._blocks.get(by_meaning(key), ()))
        told = [i for i in composed if self._matcher.is_near(i)]
        if len(told) == 1:
            self._clusters[told[0]].members[article] = key
            why = f"{known_why(mention)}, as in an article about the same"
            return Link(told[0], self._clusters[told[0]].name, mention.kind, why)
        for identifier in self._numbered(key):
            cluster = self._clusters.get(identifier)
            if cluster is None:
                cluster = self._clusters[identifier] = Cluster(mention.name, mention.kind)
            elif not self._matcher.is_near(identifier):
                continue
            cluster.members[article] = key
            return Link(identifier, cluster.name, mention.kind, known_why(mention))
        raise AssertionError("numbers do not end")

    def _new(self, key: str) -> str:
        seed = blake2b(fold(key).encode(), digest_size=6).hexdigest()
        return next(i for i in self._numbered(f"n:{seed}") if i not in self._clusters)

    @staticmethod
    def _numbered(identifier: str) -> Iterator[str]:
        """Yield an identifier, and then the same with one number after the other."""
        yield identifier
        for number in count(2):
            yield f"{identifier}.{number}"

    def _is_larger(self, one: str, other: str) -> bool:
        """Tell whether more articles name one entity than another: those of the smaller move."""
        return len(self._clusters[one].members) > len(self._clusters[other].members)

    def _merge(self, into: str, other: str, renamed: dict[str, str]) -> None:
        cluster, gone = self._clusters[into], self._clusters.pop(other)
        self._moved[other] = list(gone.members)
        cluster.members.update(gone.members)
        self._matcher.merged(into, other)
        for form in gone.forms:
            for block in self._matcher.blocking.keys(form).stored:
                self._blocks[block].discard(other)
            if is_new(into):
                self._enter(into, cluster, form)
        renamed[other] = into
