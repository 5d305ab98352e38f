"""Which entities of other articles the name of an article may be a name of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, MutableSet
from heapq import nsmallest
from itertools import islice
from typing import Final, NamedTuple

from seedreader.entities.blocking import Blocking
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import CASED, Script, word_script
from seedreader.entities.likeness import LIKELY, Likeness
from seedreader.entities.links import MOST_CANDIDATES, MOST_MEMBERS, Cluster, is_new
from seedreader.entities.memo import Memo
from seedreader.entities.mention import Kind
from seedreader.entities.name_forms import Form, Named
from seedreader.entities.name_likeness import APART, SURE, NameLikeness
from seedreader.entities.name_meanings import Meanings
from seedreader.entities.parts import is_vietnamese
from seedreader.entities.related import SHARED, Related
from seedreader.entities.wording import Wording, compare_wordings, wording

_MOST: Final = 4
"""Clusters of any articles to compare a name with: those that have most in common with it."""
_MOST_NEAR: Final = 8
"""Clusters of related articles to compare a name with besides."""
_RARITY: Final = -0.5
"""What a key that `n` clusters have tells is `n` to this power. Measured on 3,000 articles in 125
languages: without it the keys of common syllables count too much, with -1 a single rare key."""
_MUCH: Final = 4
"""As `SHARED`, for articles that have much in common: they may say that a town is a person."""
_CITY: Final = 43
"""Rank of cities of some 300,000 people: of smaller ones it is as likely that a person is called
after them, and that the article names that person (Bolton, Cambridge)."""
_LARGE: Final = 50
"""Rank (see `Known`) of cities of a million people: whoever names one means it."""
_SAME: Final = 0.1
"""Distance (see `transliteration`) below which a name alone that is no person's needs no related
article: it is spelled the same."""
_SURELY_SAME: Final = 1.0
"""Distance up to which a name of several parts may be of an entity of another kind: about the cost
of a good transliteration."""
_ALSO_CALLED: Final = 0.2
"""Distance of a name from an entity of the knowledge base that has such a name, where a related
article names that entity: as that of known spellings of a part."""
_FURTHER: Final = 0.05
"""Added for a name that is not as it stands in the article, but without an ending: what is spelled
the same comes first."""
_WHOLE: Final = 0.7
"""Share of the letters of a name of several parts that it has at least where it is one word."""
_LEAST_WHOLE: Final = 4
"""Characters that it has where each is a syllable."""
_FEW_FORMS: Final = 6
"""Full names of a cluster in one script that tell whether it is another cluster's entity."""
_MOST_LIKE: Final = 3
"""Names of a cluster with more of them that a name is compared with: those that have most keys in
common with it."""
_MOST_LIKE_NEAR: Final = 8
"""The same for clusters of related articles."""
_MOST_WORDINGS: Final = 10_000
"""Names whose wording is remembered: some five megabytes."""
_TWO: Final = 2
_NOTHING: Final[frozenset[str]] = frozenset()


class Match(NamedTuple):
    """A cluster that a name fits. The best match sorts first.

    Attributes:
        alone: whether the cluster has names of one part only.
        distance: how far the names are apart (see `likeness`).
        identifier: of the cluster.
        why: why it fits, in words.
    """

    alone: bool
    distance: float
    identifier: str
    why: str


class Matcher:
    """Compares the names of one article after the other with those of clusters."""

    def __init__(
        self,
        knowledge: Knowledge,
        clusters: MutableMapping[str, Cluster],
        blocks: MutableMapping[str, MutableSet[str]],
        known: Mapping[str, frozenset[str]],
        related: Related,
    ) -> None:
        """Compare with what is remembered; see `links.LinkMemory`."""
        likeness = Likeness(knowledge)
        self.meanings = Meanings(knowledge)
        self.blocking = Blocking(knowledge, likeness, self.meanings)
        self.compare = NameLikeness(likeness)
        self._likeness = likeness
        self._wording = Memo(self._worded, _MOST_WORDINGS).__getitem__
        self._clusters = clusters
        self._blocks = blocks
        self._known = known
        self._related = related
        # The clusters of the article that is being added, with the scripts that it names them in.
        self._taken: dict[str, set[Script]] = {}

    def begin(self) -> None:
        """Begin with another article."""
        self._taken.clear()

    def take(self, identifier: str, forms: Iterable[Form]) -> None:
        """Remember that the article names a cluster."""
        self._taken.setdefault(identifier, set()).update(word_script(form[0]) for form in forms)

    def merged(self, into: str, gone: str) -> None:
        """Remember that one cluster became another one."""
        self._related.merged(into, gone)
        if gone in self._taken:
            self._taken.setdefault(into, set()).update(self._taken[gone])

    def matches(self, named: Named, own: str = "") -> list[Match]:
        """Return the clusters that names fit but for their `own`, the best first."""
        found: dict[str, Match] = {}
        for form in named.forms:
            # Who has exactly this name already was compared with all others when it was added.
            same = self._same(form, named.kind, own) if len(form) > 1 else None
            if same is not None:
                return [Match(alone=False, distance=0.0, identifier=same, why="the same name")]
        for form in named.forms:
            further = 0.0 if form is named.forms[0] else _FURTHER
            for candidate in self._candidates(form) - {own}:
                known = found.get(candidate)
                if known is not None and known.distance <= further:
                    continue
                distance, why = self._best(form, named, candidate)
                distance += further
                if distance < LIKELY and (known is None or distance < known.distance):
                    alone = all(len(other) == 1 for other in self._clusters[candidate].forms)
                    found[candidate] = Match(alone, distance, candidate, why)
        return sorted(found.values())

    def namesake(self, article: str, town: str, word: str) -> Match | None:
        """Return whom or which other place a word that was taken for a town names.

        Articles that have much in common name that person or that place, only one such, and none
        that is related names the town.
        """
        cluster = self._clusters.get(town)
        if cluster is not None and self.is_near(town):
            return None
        large = self.meanings.rank((word,), town) >= _LARGE
        meant = self.meanings.of((word,))
        found = []
        for candidate in sorted(self._candidates((word,))):
            other = self._clusters[candidate]
            if candidate in self._taken or candidate in self._known[article]:
                continue
            place = other.kind is Kind.LOC and not is_new(candidate)
            if place and candidate in meant:
                same = _ALSO_CALLED, f"“{word}” is also a name of {other.name}"
            elif large or not (place or other.kind is Kind.PERSON):
                continue
            else:
                forms = [form for form in other.forms if len(form) == 1 or not place]
                same = min(
                    (self._called(word, form[-1], place=place) for form in forms), default=APART
                )
            if same[0] <= SURE and self._shares_much(article, other, SHARED if place else _MUCH):
                found.append(
                    Match(alone=False, distance=same[0], identifier=candidate, why=same[1])
                )
        return found[0] if len(found) == 1 else None

    def other_place(self, article: str, place: str, forms: list[Form]) -> Match | None:
        """Return which other known place names mean: articles about the same name that instead."""
        others = frozenset[str].intersection(*map(self.meanings.of, forms)) - {place}
        found = [
            identifier
            for identifier in sorted(others - self._taken.keys() - self._known[article])
            if (cluster := self._clusters.get(identifier)) is not None
            and cluster.kind is Kind.LOC
            and self._related_name(article, cluster, instead_of=place)
        ]
        if len(found) != 1:
            return None
        name = self._clusters[found[0]].name
        why = f"“{' '.join(forms[0])}” is also a name of {name}"
        return Match(alone=False, distance=_ALSO_CALLED, identifier=found[0], why=why)

    def _related_name(self, article: str, cluster: Cluster, instead_of: str) -> bool:
        """Tell whether of the related articles that name a cluster most do not name another entity.

        One may have an adjective of the latter: inglese, which is of the whole kingdom as well.
        """
        known = self._known[article] - {instead_of}
        related = [
            instead_of in named
            for member in islice(cluster.members, MOST_MEMBERS)
            if len(known & (named := self._known.get(member, _NOTHING))) >= SHARED
        ]
        return related.count(False) > related.count(True)

    def _called(self, word: str, other: str, *, place: bool) -> tuple[float, str]:
        """Tell how far a word is from the name of a place, or from a known name of a person."""
        if place:
            return self.compare.lone(word, other, shares=True)
        return self._likeness.glance(word, other) or APART

    def _shares_much(self, article: str, cluster: Cluster, least: int) -> bool:
        known = self._known[article]
        return any(
            len(known & self._known.get(member, _NOTHING)) >= least
            for member in islice(cluster.members, MOST_MEMBERS)
        )

    def are_one(self, one: str, two: str, pivot: Iterable[Form]) -> bool:
        """Tell whether two clusters that a name fits may become one.

        In every two scripts that have their full names, some must agree: not all, as of many
        languages one or the other writes a name in a way of its own. Those that differ in how one
        name in Chinese characters is read (習近平: Xi Jinping, Tập Cận Bình) do agree. Of names of
        one part none may stand in an article beside the other: Davis is not Davies there, whatever
        fits both elsewhere.

        Args:
            one: a cluster.
            two: another one.
            pivot: the name that fits both, in its forms.
        """
        first, second = self._clusters[one], self._clusters[two]
        full, others = (_full_by_script(cluster) for cluster in (first, second))
        if not (full and others) and self._stand_together(first, second):
            return False
        han = [form for form in pivot if word_script(form[0]) is Script.HAN]
        return all(
            any(
                self._alike(a, b) or any(self._are_readings(a, b, form) for form in han)
                for a in some
                for b in more
            )
            for some in full.values()
            for more in others.values()
        )

    def _alike(self, one: Form, two: Form) -> bool:
        if self.compare.names(one, two)[0] < LIKELY:
            return True
        told = self._translated(one, two)
        return told is not None and told[0] < LIKELY

    def _are_readings(self, one: Form, two: Form, han: Form) -> bool:
        """Tell whether two names are how one in Chinese characters is read, one in Vietnamese."""
        vietnamese = [any(is_vietnamese(part) for part in form) for form in (one, two)]
        return vietnamese[0] is not vietnamese[1] and all(
            self.compare.names(form, han)[0] <= SURE for form in (one, two)
        )

    @staticmethod
    def _stand_together(one: Cluster, two: Cluster) -> bool:
        few, many = sorted((one.members, two.members), key=len)
        return any(article in many for article in islice(few, MOST_MEMBERS))

    def _same(self, form: Form, kind: Kind, own: str) -> str | None:
        """Return the only cluster that has exactly this name, if it is free and of this kind."""
        members = self._blocks.get(self.blocking.keys(form).stored[0], ())
        if len(members) > _TWO:
            return None
        others = [member for member in members if member != own]
        if len(others) != 1:
            return None
        identifier = others[0]
        cluster = self._clusters[identifier]
        free = identifier not in self._taken and cluster.agrees(kind)
        return identifier if free and form in cluster.forms else None

    def _candidates(self, form: Form) -> set[str]:
        """Return the clusters to compare a name with: those with which it has most keys in common.

        However many articles there are, a name is compared with so many.
        """
        keys = self.blocking.keys(form)
        anywhere: dict[str, float] = {}
        near: dict[str, float] = {}
        related, taken = self._related.named, self._taken.keys()
        for at, key in enumerate((*keys.looked_up, *keys.sounds)):
            members = self._blocks.get(key, _NOTHING)
            if not 0 < len(members) <= MOST_CANDIDATES:
                continue
            telling = len(members) ** _RARITY
            if at < len(keys.looked_up):
                for member in members:
                    anywhere[member] = anywhere.get(member, 0.0) + telling
            for member in (related & members) | (taken & members):
                near[member] = near.get(member, 0.0) + telling
        return {*_foremost(anywhere, _MOST), *_foremost(near, _MOST_NEAR)}

    def is_near(self, identifier: str) -> bool:
        """Tell whether an article names a cluster, or is related to one that does."""
        return identifier in self._related.named or identifier in self._taken

    def _best(self, form: Form, named: Named, identifier: str) -> tuple[float, str]:
        """Return how far a name is from those of a cluster at best, and why it fits."""
        scripts = self._taken.get(identifier)
        if scripts is not None and word_script(form[0]) in scripts:
            return APART  # What an article calls by two names in one script is two things.
        cluster = self._clusters[identifier]
        shares = self.is_near(identifier)
        known = not is_new(identifier)
        if known and shares and self._is_name_of(form, named, identifier):
            return _ALSO_CALLED, f"“{' '.join(form)}” is also a name of {cluster.name}"
        if len(form) == 1:
            hindered = not shares and (known or named.kind is Kind.PERSON)
        else:
            hindered = not shares and all(len(other) == 1 for other in cluster.forms)
        if hindered:
            return APART
        best = APART
        for other in self._like(form, cluster, _MOST_LIKE_NEAR if shares else _MOST_LIKE):
            best = min(
                best, self._distance(form, other, named, cluster, shares=shares, known=known)
            )
            if best[0] <= SURE:
                break
        return best

    def _like(self, form: Form, cluster: Cluster, most: int) -> Iterable[Form]:
        """Return the names of a cluster to compare a name with.

        An entity that is named in a hundred languages has as many names, and is a candidate for
        many: of its names only those are compared that would be found on their own.
        """
        if len(cluster.forms) <= _TWO:
            return cluster.forms
        wanted = self.blocking.keys(form).looked_up_bits
        keys = self.blocking.keys
        forms = cluster.forms
        found: list[tuple[int, int, Form]] = []
        for other, known in forms.items():
            bits = known
            if bits is None:
                bits = forms[other] = keys(other).stored_bits
            alike = (bits & wanted).bit_count()
            if alike:
                found.append((-alike, len(found), other))
        if len(found) > most:
            found = nsmallest(most, found)
        return [other for _, _, other in found]

    def _is_name_of(self, form: Form, named: Named, identifier: str) -> bool:
        sure = named.kind is not Kind.OTHER and not named.by_shape
        agree = self._clusters[identifier].agrees(named.kind)
        if not (agree or not sure) or identifier not in self.meanings.of(form):
            return False
        town = named.kind is Kind.PERSON and identifier.startswith("gn:")
        return not town or self.meanings.rank(form, identifier) >= _CITY

    def _distance(
        self, form: Form, other: Form, named: Named, cluster: Cluster, *, shares: bool, known: bool
    ) -> tuple[float, str]:
        """Compare a name with one of a cluster's, as far as their kinds and articles allow it."""
        agree = cluster.agrees(named.kind) or (
            shares and not known and Kind.PERSON not in (named.kind, cluster.kind)
        )  # A stadium is a place and an organisation.
        result = self._spelled(form, other, named, cluster, agree=agree, shares=shares, known=known)
        if result[0] > SURE and agree and Kind.ORG in (named.kind, cluster.kind):
            return self._as_institution(form, other, result, shares=shares)
        return result

    def _spelled(
        self,
        form: Form,
        other: Form,
        named: Named,
        cluster: Cluster,
        *,
        agree: bool,
        shares: bool,
        known: bool,
    ) -> tuple[float, str]:
        """Compare how two names are spelled."""
        if len(form) == len(other) == 1:
            result = self.compare.lone(form[0], other[0], shares)
            enough = shares or (not known and result[0] < _alone(named.kind))
            if agree:
                return result if enough else APART
            # A shop that has a person's name, and a person: the same name in related articles.
            by_shape = not known and (named.by_shape or cluster.kind is Kind.PERSON)
            return result if shares and by_shape and result[0] < _SAME else APART
        if len(form) == 1 or (len(other) == 1 and not cluster.has_full):
            return self._as_one_part(form, other, named, cluster) if shares and agree else APART
        people = Kind.ORG not in (named.kind, cluster.kind)
        result = self.compare.names(form, other, shares=shares, people=people)
        if not agree and (len(other) == 1 or not shares or result[0] > _SURELY_SAME):
            return APART  # A town in two words looks like a person, but sounds like the town.
        return result

    def _as_one_part(
        self, form: Form, other: Form, named: Named, cluster: Cluster
    ) -> tuple[float, str]:
        """Compare a name of one part with one of several: a surname, or all parts in one word."""
        whole = APART
        if _may_be_whole(form, other):
            whole = self.compare.lone("".join(form), "".join(other), shares=True)
        if cluster.kind is not Kind.PERSON or whole[0] <= SURE:
            return whole
        told = min(self.compare.surname(form, other), whole)
        # Fear, a book, sounds like Форд: what an alphabet writes tells more than syllables do.
        cased = word_script(form[0]) in CASED
        unsure = len(form) == 1 and named.kind is Kind.OTHER and cased
        return APART if unsure and told[0] > _SURELY_SAME else told

    def _as_institution(
        self, form: Form, other: Form, spelled: tuple[float, str], *, shares: bool
    ) -> tuple[float, str]:
        """Compare names by what is translated in them, where that says something."""
        one, two = self._wording(form), self._wording(other)
        if not one.concepts and not two.concepts and not shares:
            return spelled
        told = self._compared(one, two) if shares else None
        free = not one.concepts and not two.concepts
        return told or (spelled if free or spelled[0] <= _SURELY_SAME else APART)

    def _translated(self, one: Form, two: Form) -> tuple[float, str] | None:
        return self._compared(self._wording(one), self._wording(two))

    def _worded(self, form: Form) -> Wording:
        return wording(form, self.meanings)

    def _compared(self, one: Wording, two: Wording) -> tuple[float, str] | None:
        return compare_wordings(one, two, self.meanings, self._lone_shared)

    def _lone_shared(self, one: str, two: str) -> tuple[float, str]:
        return self.compare.lone(one, two, shares=True)


def _foremost(votes: Mapping[str, float], most: int) -> list[str]:
    """Return the clusters that have most of a name's keys, the same ones whatever their order."""
    if len(votes) <= most:
        return [*votes]
    return nsmallest(most, votes, key=lambda cluster: (-votes[cluster], cluster))


def _may_be_whole(form: Form, other: Form) -> bool:
    """Tell whether a name of one part is long enough to be all of the other: 奥利弗克伦威尔."""
    (lone,), full = (form, other) if len(form) == 1 else (other, form)
    if word_script(lone) in CASED:
        return len(lone) >= _WHOLE * sum(map(len, full))
    return len(lone) >= _LEAST_WHOLE


def _full_by_script(cluster: Cluster) -> dict[Script, list[Form]]:
    """Return the first full names of a cluster in each script."""
    found: dict[Script, list[Form]] = {}
    for form in cluster.forms:
        if len(form) > 1:
            some = found.setdefault(word_script(form[0]), [])
            if len(some) < _FEW_FORMS:
                some.append(form)
    return found


def _alone(kind: Kind) -> float:
    """Return from which distance on names of one part need more in common than their sound.

    The same surname may be anyone's; the same other name is the same thing.
    """
    return 0.0 if kind is Kind.PERSON else _SAME
