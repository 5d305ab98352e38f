"""Gives the entities of all articles their identifiers.

What the knowledge base knows keeps its identifier. Other names become clusters: a name of a new
article joins the cluster that has the same name under another spelling, and if it fits two
clusters, they become one. Candidates are looked up by what a name's parts may be (known parts,
spelling, first sounds), so an article costs the same however many there are. Nothing is joined
because of where it stands or because nobody else is around.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, MutableSet
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, Final

from seedreader.entities.endings import bases
from seedreader.entities.grouping import content
from seedreader.entities.han_lexicon import KINDS, PLACE_SUFFIXES
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, fold, stem, word_script
from seedreader.entities.lexicon import is_place
from seedreader.entities.likeness import FARTHEST, LIKELY, MEAN, MEAN_SHARED, Likeness
from seedreader.entities.mention import Evidence, Kind, Mention
from seedreader.entities.tokens import tokens
from seedreader.entities.transliteration import latin_marks, marks

MOST_CANDIDATES: Final = 400
_ENOUGH: Final = 30
_MIN_LONE: Final = 5
_LONE_SURE: Final = 0.9
_LONE_SHARED: Final = 1.2
_LONE_SYLLABLES: Final = 2.1
_ROUNDING: Final = 1e-9
_SYLLABIC: Final = frozenset({Script.HAN, Script.KANA, Script.ARABIC, Script.HEBREW})
_NOTHING: Final[frozenset[str]] = frozenset()
_SHARED: Final = 2
_FEW: Final = 12
_TWO: Final = 2
_THREE: Final = 3  # a surname alone sounds like too many others by two consonants
_CERTAIN: Final = 0.35
_SAME: Final = 0.1
_SURE: Final = 0.3
_SURELY_SAME: Final = 1.0
_APART: Final = (9.0, "")
_MOST_PAIRS: Final = 200
MOST_MEMBERS: Final = 60
"""Articles of a cluster that are looked at to tell whether it may belong to another article."""


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
        forms: its names as parts.
        members: the articles that name it, with the key that it has there.
    """

    name: str
    kind: Kind
    forms: dict[tuple[str, ...], None] = field(default_factory=dict)
    members: MutableMapping[str, str] = field(default_factory=dict)


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
    """

    clusters: MutableMapping[str, Cluster] = field(default_factory=dict)
    blocks: MutableMapping[str, MutableSet[str]] = field(default_factory=lambda: defaultdict(set))
    links: MutableMapping[str, dict[str, Link]] = field(default_factory=dict)
    known: MutableMapping[str, frozenset[str]] = field(default_factory=dict)


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
        self._likeness = Likeness(knowledge)
        self._clusters = memory.clusters
        self._blocks = memory.blocks
        self._links = memory.links
        self._known = memory.known
        self._keys = lru_cache(maxsize=4_000)(self._block_keys)
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
            links[key] = Link(key, first.name, first.kind, _known_why(first))
        # Full names come first: whom they stand for helps to tell who a surname alone is.
        for key in sorted(by_key.keys() - known, key=lambda k: (-k.count("|"), k)):
            links[key] = self._place(article, key, by_key[key], renamed)
            if "|" in key:
                self._known[article] |= {_follow(links[key].entity, renamed)}
                self._related.clear()
        for key in sorted(known):
            self._place_known(article, by_key[key][0], renamed)
        for key, link in links.items():
            target = _follow(link.entity, renamed)
            if target != link.entity:
                links[key] = Link(target, self._clusters[target].name, link.kind, link.why)
        self._links[article] = links
        for other in sorted(renamed):
            self._rename(other, _follow(other, renamed))
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
                    for block in self._blocks_of(form):
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
                    (self._apart(form, other), mine)
                    for mine, cluster in own.items()
                    if cluster is not None and _kinds_agree(kind, cluster.kind)
                    for form in _forms(key, group)
                    for other in cluster.forms
                ),
                default=(FARTHEST, ""),
            )
            if best[0] < LIKELY:
                found[key] = best[1]
        return found

    def _apart(self, one: tuple[str, ...], two: tuple[str, ...]) -> float:
        """Return how far apart two names are of which both stand in the same story."""
        if (len(one) == 1) != (len(two) == 1):
            (lone,), full = (one, two) if len(one) == 1 else (two, one)
            return min(self._lone(lone, part, shares=True)[0] for part in (full[-1], full[0]))
        if len(one) == 1:
            return self._lone(one[0], two[0], shares=True)[0]
        return self._names(one, two)[0]

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
            for block in self._blocks_of(form):
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
        members = self._blocks.get(self._blocks_of(form)[0], ())
        if len(members) != 1:
            return None
        (identifier,) = members
        cluster = self._clusters[identifier]
        free = identifier not in self._taken and _kinds_agree(kind, cluster.kind)
        return identifier if free and form in cluster.forms else None

    def _place(self, article: str, key: str, group: list[Mention], renamed: dict[str, str]) -> Link:
        forms = _forms(key, group)
        kind = Counter(m.kind for m in group).most_common(1)[0][0]
        matches = self._matches(article, forms, _told(kind, forms[0], group))
        name = group[0].name
        if not matches:
            identifier = self._new(key)
            self._clusters[identifier] = Cluster(name, kind)
            why = f"named in the article: {_EVIDENCE[group[0].evidence]}"
        else:
            lone = all(len(form) == 1 for form in forms)
            identifier, why = matches[0][2], matches[0][3]
            if not lone:
                for _, _, other, _ in matches[1:]:
                    into, gone = (identifier, other) if _is_new(other) else (other, identifier)
                    if _is_new(gone) and self._consistent(into, gone):
                        self._merge(into, gone, renamed)
                        identifier = into
        cluster = self._clusters[identifier]
        cluster.members[article] = key
        self._taken.add(identifier)
        if _is_new(identifier):
            # What the knowledge base knows keeps the name that it has there, and only that.
            if _better(name, cluster.name):
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
            if _is_new(other):
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
        return all(self._names(a, b)[0] < LIKELY for a in first for b in second)

    def _merge(self, into: str, other: str, renamed: dict[str, str]) -> None:
        cluster, gone = self._clusters[into], self._clusters.pop(other)
        cluster.members.update(gone.members)
        if other in self._taken:
            self._taken.add(into)
        for form in gone.forms:
            for block in self._blocks_of(form):
                self._blocks[block].discard(other)
            if _is_new(into):
                self._enter(into, cluster, form)
        renamed[other] = into

    def _candidates(self, form: tuple[str, ...]) -> set[str]:
        """Return the clusters to compare a name with: of the blocks that tell most, the smallest.

        However many articles there are, a name is compared with so many.
        """
        found: set[str] = set()
        blocks = (self._blocks.get(block, ()) for block in self._looked_up(form))
        for members in sorted(blocks, key=len):
            if len(members) > MOST_CANDIDATES or len(found) >= _ENOUGH:
                break
            found.update(members)
        return found

    def _blocks_of(self, form: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys under which a cluster with this name is found."""
        return self._keys(form)[0]

    def _looked_up(self, form: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys under which clusters with a like name may be found."""
        return self._keys(form)[1]

    def _block_keys(self, form: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the keys to store a name under, and those to look for.

        `=` is the name itself, `p` two parts by their first consonants, `f` a part of a full name
        and `l` a name of one part, each by what it may be.
        """
        same = "=" + "|".join(sorted(self._likeness.key(part) for part in form))
        if len(form) == 1:
            own = self._part_keys(form[0])
            return (same, *(f"l{k}" for k in own)), (same, *(f"{t}{k}" for t in "lf" for k in own))
        ends = (form[0], form[-1])
        first, last = (sorted(self._marks(part)) for part in ends)
        pairs = sorted({"p" + "+".join(sorted((a, b))) for a in first for b in last})
        if len(form) > _SHARED:
            given = sorted(self._marks("".join(form[1:])))
            family = sorted(self._marks("".join(form[:-1])))
            pairs += sorted({"p" + "+".join(sorted((a, b))) for a in first for b in given})
            pairs += sorted({"p" + "+".join(sorted((a, b))) for a in family for b in last})
        numbers = [self._likeness.numbers(part) for part in (form[0], "".join(form[1:]), form[-1])]
        pairs += sorted(
            f"k{min(a, b)}+{max(a, b)}"
            for other in numbers[1:]
            if len(numbers[0]) * len(other) <= _MOST_PAIRS
            for a in numbers[0]
            for b in other
        )
        rest = "".join(form[1:])
        pairs += [f"m{n}+{m}" for n in sorted(numbers[0])[:_FEW] for m in sorted(self._marks(rest))]
        pairs += [f"m{n}+{m}" for n in sorted(numbers[2])[:_FEW] for m in first]
        pairs += [f"m{n}+{m}" for n in sorted(numbers[0])[:_FEW] for m in last]
        pairs = list(dict.fromkeys(pairs))
        whole: list[str] = []
        if len(form) > _SHARED or any(word_script(part) is not Script.LATIN for part in form):
            whole = sorted(
                f"w{m}{len(self._likeness.latin(''.join(form))) // 4}"
                for m in self._marks("".join(form))
            )
        parts = sorted({k for part in ends for k in self._part_keys(part)})
        stored = (same, *pairs, *(f"f{k}" for k in parts), *whole)
        return stored, (same, *pairs, *(f"l{k}" for k in parts), *whole)

    def _marks(self, part: str, most: int = _TWO) -> frozenset[str]:
        """Return the classes of the first consonants of a part, as it may be read."""
        script = word_script(part)
        if script is Script.LATIN:
            return latin_marks(self._likeness.latin(part), most)
        table = self._knowledge.tables.get(script, {})
        found = marks(self._likeness.plain(part), table, most)
        if script is Script.CYRILLIC and most > _TWO:
            found |= marks(stem(part), table, most)  # the ending may have the third consonant
        if script is Script.HAN and len(part) <= _SHARED:
            found |= self._likeness.reading_marks(part, most)
        return found

    def _part_keys(self, part: str) -> list[str]:
        numbers = self._likeness.numbers(part)
        found = ["1" + self._likeness.key(part)]
        found += [f"#{n}" for n in sorted(numbers)] if len(numbers) <= _FEW else []
        length = len(self._likeness.latin(part))
        if length >= _MIN_LONE - 1:
            found += [f"s{m}" for m in sorted(self._marks(part, _THREE))]
        return found

    # Comparison

    def _best(  # noqa: C901 - which names of two clusters may be compared, and how
        self, form: tuple[str, ...], kind: Kind, identifier: str, article: str
    ) -> tuple[float, str]:
        if identifier in self._taken:
            return _APART
        cluster = self._clusters[identifier]
        agree = _kinds_agree(kind, cluster.kind)
        if not agree and len(form) == 1:
            return _APART
        best = _APART
        full = [other for other in cluster.forms if len(other) > 1]
        shares = self._shares(article, cluster)
        known = not _is_new(identifier)
        if known and len(form) == 1 and not shares:
            return _APART
        if not shares and (kind is Kind.PERSON if len(form) == 1 else not full):
            return _APART
        for other in cluster.forms:
            if len(form) == len(other) == 1:
                result = self._lone(form[0], other[0], shares)
                if not shares and (known or result[0] >= self._alone(kind)):
                    result = _APART
            elif len(form) == 1 or (len(other) == 1 and not full):
                result = self._surname(form, other, cluster) if shares else _APART
            else:
                result = self._names(form, other, shares=shares)
            if not agree and (len(other) == 1 or not shares or result[0] > _SURELY_SAME):
                continue  # A town in two words looks like a person, but sounds like the town.
            best = min(best, result)
            if best[0] <= _SURE:
                break
        return best

    def _names(
        self, one: tuple[str, ...], two: tuple[str, ...], *, shares: bool = False
    ) -> tuple[float, str]:
        """Compare two names: all parts of the shorter must be in the longer, in some order.

        Where their articles are related, the spelling may be farther off.
        """
        if len(one) == 1 and len(two) == 1:
            return self._lone(one[0], two[0], shares=False)
        if len(one) != len(two):
            joined = self._likeness.glance("".join(one), "".join(two))
            if joined is not None and joined[0] <= _SURE:
                return joined
        if min(len(one), len(two)) < _SHARED:
            return _APART
        best = _APART
        for left, right in _pairings(one, two):
            likely, usual = (FARTHEST, MEAN_SHARED) if shares else (LIKELY, MEAN)
            distances = self._distances(left, right, usual)
            if not distances:
                continue
            worst = max(d for d, _ in distances)
            least = min(d for d, _ in distances)
            mean = sum(d for d, _ in distances) / len(distances)
            if worst <= likely if least < _CERTAIN else worst <= FARTHEST and mean <= usual:
                best = min(best, (mean, "; ".join(w for _, w in distances)))
        return best

    def _distances(
        self, left: tuple[str, ...], right: tuple[str, ...], usual: float
    ) -> list[tuple[float, str]]:
        """Compare names part by part; nothing if a part, or the mean, is too far.

        What costs little is told first. The last part may then be no farther than brings the mean
        to `usual`, unless a part is certain.
        """
        likeness = self._likeness
        pairs = tuple(zip(left, right, strict=True))
        told: dict[int, tuple[float, str]] = {}
        for place, (one, two) in enumerate(pairs):
            found = likeness.glance(one, two)
            if found is not None:
                if found[0] > FARTHEST:
                    return []
                told[place] = found
        for place, (one, two) in enumerate(pairs):
            if place in told:
                continue
            most = FARTHEST
            if len(told) == len(pairs) - 1 and all(d >= _CERTAIN for d, _ in told.values()):
                room = usual * len(pairs) - sum(d for d, _ in told.values())
                most = min(most, max(room + _ROUNDING, _CERTAIN))
            found = likeness.compare(one, two, most)
            if found[0] > most:
                return []
            told[place] = found
        return [told[place] for place in range(len(pairs))]

    def _lone(self, one: str, two: str, shares: bool) -> tuple[float, str]:  # noqa: FBT001
        """Compare two names of one part; `shares` tells whether their articles are related."""
        distance, why = self._likeness.compare(one, two, LIKELY)
        if distance <= 0.3:  # noqa: PLR2004
            return distance, why
        size = min(len(self._likeness.latin(one)), len(self._likeness.latin(two)))
        if size >= _MIN_LONE - shares and distance <= (_LONE_SHARED if shares else _LONE_SURE):
            return distance, why
        # Syllables spell consonants and vowels that the name does not have: 瓦西拉, Wasilla.
        syllables = shares and not _SYLLABIC.isdisjoint((word_script(one), word_script(two)))
        if syllables and size > _MIN_LONE and distance <= _LONE_SYLLABLES:
            return distance, why
        return _APART

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

    def _surname(
        self, form: tuple[str, ...], other: tuple[str, ...], cluster: Cluster
    ) -> tuple[float, str]:
        """Compare a surname alone with a full name; their articles share other entities."""
        lone, full = (form, other) if len(form) == 1 else (other, form)
        if len(full) < _SHARED or cluster.kind is not Kind.PERSON:
            return _APART
        distance, why = min(self._lone(lone[0], part, shares=True) for part in (full[-1], full[0]))
        if distance > LIKELY:
            return _APART
        return distance + 0.5, f"{why}, as a surname in an article about the same"


def _pairings(
    one: tuple[str, ...], two: tuple[str, ...]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the ways to set the parts of two names side by side."""
    if len(one) > len(two):
        one, two = two, one
    if len(one) == len(two):
        orders = [two]
        if len(two) == 2:  # noqa: PLR2004
            orders.append(two[::-1])
        else:
            orders += [(*two[1:], two[0]), (two[-1], *two[:-1])]
        pairs = [(one, order) for order in orders]
        if len(two) > 2:  # noqa: PLR2004
            # Korean given names are written as one word or as two.
            pairs.append(((one[0], "".join(one[1:])), (two[0], "".join(two[1:]))))
        return pairs
    # 金|正恩 and Kim|Jong|Un: one part may be written as several.
    gathered = []
    extra = len(two) - len(one)
    for start in range(len(two) - extra):
        joined = (*two[:start], "".join(two[start : start + extra + 1]), *two[start + extra + 1 :])
        gathered.append((one, joined))
        if len(joined) == 2:  # noqa: PLR2004
            gathered.append((one, joined[::-1]))
    # Middle names may be left out.
    gathered.append((one, (two[0], *two[len(two) - len(one) + 1 :])))
    return gathered


def _told(kind: Kind, form: tuple[str, ...], group: list[Mention]) -> Kind:
    """Return the kind of an entity as far as its mentions prove it.

    One word in characters without capitals may be a person or a town by its shape.
    """
    shapeless = len(form) == 1 and word_script(form[0]) in _SYLLABIC
    if shapeless and kind is Kind.PERSON and all(m.evidence in _BY_SHAPE for m in group):
        return Kind.OTHER
    return kind


_BY_SHAPE: Final = frozenset({Evidence.PARTS, Evidence.CAPITALS})
_KINDS_OF_PLACES: Final = tuple(
    sorted((*KINDS[:3], *PLACE_SUFFIXES, "群岛", "半岛", "海峡"), key=lambda s: (-len(s), s))
)


def _without_kind(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of a place without the word for what it is: Nias of Nias Island."""
    if len(parts) == 1 and word_script(parts[0]) is Script.HAN:
        suffix = next((s for s in _KINDS_OF_PLACES if parts[0].endswith(s)), "")
        bare = parts[0].removesuffix(suffix)
        return (bare,) if len(bare) > 1 else parts
    kept = tuple(part for part in parts if not is_place(part))
    return kept or parts


def _forms(key: str, group: list[Mention]) -> list[tuple[str, ...]]:
    """Return the names of a local entity as parts.

    They are its fullest, for a place that without the word for its kind, those without the ending
    of a case, and glosses in other scripts.
    """
    parts = tuple(key[1:].split("|"))
    forms = [parts]
    if group[0].kind is Kind.LOC or (
        group[0].kind is Kind.ORG and word_script(parts[0]) is Script.HAN
    ):
        bare = _without_kind(parts)
        if bare != parts:
            forms.append(bare)
    forms += [form for form in bases(parts, group[0].language) if form not in forms]
    for mention in group:
        if mention.evidence is Evidence.GLOSS:
            words = tuple(t.text for t in tokens(mention.text, 0, len(mention.text)))
            if words and content(words) not in forms:
                forms.append(content(words))
    return forms


def _is_new(entity: str) -> bool:
    """Tell whether an entity is none of the knowledge base."""
    return entity.startswith("n:")


def _kinds_agree(one: Kind, two: Kind) -> bool:
    """Tell whether two names may be of one entity; `OTHER` may turn out to be anything."""
    return one is two or Kind.OTHER in (one, two)


def _follow(entity: str, renamed: dict[str, str]) -> str:
    while entity in renamed:
        entity = renamed[entity]
    return entity


def _better(new: str, old: str) -> bool:
    """Prefer names in Latin script, then longer ones."""
    latin_new, latin_old = word_script(new) is Script.LATIN, word_script(old) is Script.LATIN
    return (latin_new, len(new.split()) if latin_new else 0) > (
        latin_old,
        len(old.split()) if latin_old else 0,
    )


_EVIDENCE: Final = {
    Evidence.KNOWN: "a known name",
    Evidence.COMPOSED: "an office and its country",
    Evidence.PARTS: "made of known parts of names",
    Evidence.CAPITALS: "written with capitals",
    Evidence.GLOSS: "explained in brackets",
    Evidence.SURNAME: "a surname",
    Evidence.TITLE: "after a title",
}


def _known_why(mention: Mention) -> str:
    if mention.evidence is Evidence.COMPOSED:
        return f"“{mention.text}” is an office and its country: {mention.name}"
    if mention.evidence is Evidence.GLOSS:
        return f"“{mention.text}” is explained in brackets as {mention.name}"
    return f"“{mention.text}” is a name of {mention.name} in the knowledge base"
