"""What the library knows of the entities of a scope, as screens and commands ask for it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.entities.decisions import Decisions, split_off
from seedreader.entities.letters import Script, script_of, stem
from seedreader.entities.links import Link
from seedreader.entities.mention import Kind
from seedreader.library.entity_records import (
    ArticleEntities,
    Entity,
    EntityCard,
    EntityRow,
    Form,
    MentionMark,
    Quotation,
    decode_marks,
)
from seedreader.library.scope import Scope
from seedreader.library.search.folding import fold_text, skeleton
from seedreader.library.store import Library

_UNSPACED = frozenset({Script.HAN, Script.KANA})
_QUOTED_FROM = 2_000  # mentions of each entity that are looked at for quotations


@dataclass(frozen=True, slots=True)
class _Row:
    """A mention or a link as it is in the library."""

    entity: str
    name: str
    kind: str
    why: str
    text: str
    weak: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word that is looked for in names.

    Attributes:
        letters: the word, folded.
        beginning: how a word of the knowledge base begins in which it stands.
        whole: the word of the knowledge base of which it is a form.
    """

    letters: str
    beginning: str
    whole: str

    @classmethod
    def of(cls, word: str) -> _Wanted:
        """Return what is looked for where a user has typed a word."""
        letters = _folded(word)
        spaced = not any(script_of(character) in _UNSPACED for character in letters)
        return cls(letters, f" {letters}" if spaced else letters, f" {_folded(stem(word))} ")

    def stands_in(self, spellings: str, known: str) -> bool:
        """Tell whether it stands in an article's spellings, or in those of `_known_spellings`."""
        return self.letters in spellings or self.beginning in known or self.whole in known


class EntityIndex:
    """Answers questions about the entities of a scope, after the user's decisions.

    It sees the articles that the scope had when it was made; make another when they change, which
    takes about 2 µs an article.
    """

    def __init__(
        self, library: Library, scope: Scope, version: str, decisions: Decisions | None = None
    ) -> None:
        """Use an open library.

        Args:
            library: no other thread may use it meanwhile.
            scope: the files and folders whose articles count.
            version: see `entity_version.entities_version`.
            decisions: what the user decided.
        """
        self._library = library
        self._connection = library.connection
        self._decisions = decisions or Decisions()
        self._merged = _sources(self._decisions)
        self._split = frozenset(entity for entity, _ in self._decisions.split)
        self._split_from = {split_off(*split): split[0] for split in self._decisions.split}
        self._facts: dict[str, tuple[str, Kind] | None] = {}
        self._spellings: dict[str, str] | None = None
        self._known: dict[str, str] = {}  # the same of the knowledge base
        row = self._connection.execute(
            "SELECT key FROM entity_bases WHERE version = ?", (version,)
        ).fetchone()
        self._base = -1 if row is None else int(row[0])
        self._fill_scope(scope)

    def _fill_scope(self, scope: Scope) -> None:
        condition, values = scope.condition("f.path")
        execute = self._connection.execute
        execute(
            "CREATE TEMP TABLE IF NOT EXISTS entity_scope (article INTEGER PRIMARY KEY, "
            "library INTEGER NOT NULL, language TEXT NOT NULL, path BLOB NOT NULL)"
        )
        execute("DELETE FROM temp.entity_scope")
        execute(
            "INSERT INTO temp.entity_scope SELECT e.key, a.key, a.language, min(f.path) "  # noqa: S608
            "FROM files f JOIN articles a ON a.key = f.article "
            f"JOIN entity_articles e ON e.base = ? AND e.id = a.id WHERE {condition} "
            "GROUP BY e.key",
            (self._base, *values),
        )
        ((self._articles,),) = execute("SELECT count(*) FROM temp.entity_scope")

    @property
    def articles(self) -> int:
        """How many articles of the scope have been looked through."""
        return int(self._articles)

    @property
    def last_decision(self) -> Mapping[str, Any] | None:
        """The user's last decision that stands, see `entities.decisions`; None if none does."""
        return self._decisions.last

    def name_of(self, entity: str) -> str:
        """Return what an identifier is called, or the identifier where nothing is known of it."""
        facts = self._facts_of(entity)
        return self._decisions.names.get(entity, facts[0] if facts is not None else entity)

    # One article

    def article(self, key: int, target_language: str) -> ArticleEntities | None:
        """Return the entities of an article, or None if they are not known yet.

        Args:
            key: of the article, in the library.
            target_language: primary subtag of the translation that is shown.
        """
        row = self._connection.execute(
            "SELECT e.key FROM entity_articles e JOIN articles a ON a.id = e.id "
            "WHERE e.base = ? AND a.key = ?",
            (self._base, key),
        ).fetchone()
        if row is None:
            return None
        (own,) = row
        found: dict[str, Entity] = {}
        order: dict[str, int] = {}
        mentions = []
        for start, end, own_key, weak, text, raw, name, kind, why in self._connection.execute(
            "SELECT m.start, m.end, m.key, m.weak, m.text, l.entity, coalesce(c.name, l.name), "
            "coalesce(c.kind, l.kind), l.why FROM entity_mentions m "
            "JOIN entity_links l ON l.article = m.article AND l.key = m.key "
            "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
            "WHERE m.article = ? ORDER BY m.start",
            (self._base, own),
        ).fetchall():
            decided = self._decide(raw, name, kind, why, text)
            entity = decided.entity
            if entity not in found:
                order[entity] = len(order)
                found[entity] = Entity(entity, decided.name, decided.kind, self._count(entity))
            mentions.append(
                MentionMark(start, end, order[entity], bool(weak), own_key, decided.why)
            )
        row = self._connection.execute(
            "SELECT spans FROM entity_translations WHERE article = ? AND target_language = ?",
            (own, target_language),
        ).fetchone()
        return ArticleEntities(
            tuple(found.values()), tuple(mentions), decode_marks(row[0]) if row else {}
        )

    def _decide(self, entity: str, name: str, kind: str, why: str, text: str) -> Link:
        link = Link(entity, name, Kind(kind), why)
        decided = self._decisions.apply(link, text)
        if decided.entity == entity:
            return decided
        if decided.entity not in self._facts:
            self._facts[decided.entity] = self._facts_of(decided.entity)
        facts = self._facts[decided.entity]
        if facts is None:
            return decided
        name = self._decisions.names.get(decided.entity, facts[0])
        return replace(decided, name=name, kind=facts[1])

    def _facts_of(self, entity: str) -> tuple[str, Kind] | None:
        """Return name and type of what decisions led to: the same whichever mention led there.

        That is what the library knows of it, else of what was merged into it first: another
        machine's file may name an entity of which nothing is known here.
        """
        if entity in self._split_from:
            for *_, row in self._rows(entity):
                if split_off(self._split_from[entity], row.text) == entity:
                    return row.text, Kind(row.kind)
        for raw in self._raws(entity):
            row = self._connection.execute(
                "SELECT coalesce(c.name, l.name), coalesce(c.kind, l.kind) FROM entity_links l "
                "JOIN temp.entity_scope s ON s.article = l.article "
                "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
                "WHERE l.entity = ? LIMIT 1",
                (self._base, raw),
            ).fetchone()
            if row is not None:
                return str(row[0]), Kind(row[1])
        return None

    # Mentions of an entity

    def _rows(self, entity: str, limit: int = -1) -> list[tuple[int, int, str, _Row]]:
        """Return the mentions of an entity in the scope: article, start, language, the rest."""
        found = []
        for raw in self._raws(entity):
            for article, start, language, *rest in self._connection.execute(
                "SELECT s.article, m.start, m.language, l.entity, coalesce(c.name, l.name), "
                "coalesce(c.kind, l.kind), l.why, m.text, m.weak FROM entity_links l "
                "JOIN temp.entity_scope s ON s.article = l.article "
                "JOIN entity_mentions m ON m.article = l.article AND m.key = l.key "
                "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
                "WHERE l.entity = ? LIMIT ?",
                (self._base, raw, limit),
            ).fetchall():
                row = _Row(*rest)
                if not self._touches(raw) or self._decided(raw, row.text) == entity:
                    found.append((article, start, language, row))
        return found

    def _raws(self, entity: str) -> list[str]:
        """Return the identifiers in the library whose mentions may be of an entity."""
        found = {entity: None}
        waiting = [entity]
        while waiting:
            at = waiting.pop()
            sources = list(self._merged.get(at, ()))
            if at in self._split_from:
                sources.append(self._split_from[at])
            waiting += [source for source in sources if source not in found]
            found.update(dict.fromkeys(sources))
        return list(found)

    def _touches(self, entity: str) -> bool:
        """Tell whether a decision is about an entity."""
        return entity in self._decisions.merged or entity in self._split

    def _decided(self, entity: str, text: str) -> str:
        return self._decisions.apply(Link(entity, "", Kind.OTHER, ""), text).entity

    def _articles_naming(self, entity: str) -> dict[int, str]:
        """Return the articles of the scope that name an entity, with their languages.

        They are keys of `entity_articles`.
        """
        found: dict[int, str] = {}
        for raw in self._raws(entity):
            if self._is_split(raw):
                named = {row[0] for row in self._rows(entity)}
                found.update(
                    (article, language)
                    for article, language in self._connection.execute(
                        "SELECT article, language FROM temp.entity_scope"
                    )
                    if article in named
                )
            elif self._decided(raw, "") == entity:
                found.update(
                    self._connection.execute(
                        "SELECT l.article, s.language FROM entity_links l JOIN temp.entity_scope s "
                        "ON s.article = l.article WHERE l.entity = ?",
                        (raw,),
                    )
                )
        return found

    def _count(self, entity: str) -> int:
        """Return how many articles of the scope name an entity."""
        if self._raws(entity) != [entity] or self._touches(entity):
            return len(self._articles_naming(entity))
        ((count,),) = self._connection.execute(
            "SELECT count(DISTINCT l.article) FROM entity_links l JOIN temp.entity_scope s "
            "ON s.article = l.article WHERE l.entity = ?",
            (entity,),
        )
        return int(count)

    def _is_split(self, entity: str) -> bool:
        """Tell whether a mention's form decides what becomes of an entity."""
        at: str | None = entity
        while at is not None and at not in self._split:
            at = self._decisions.merged.get(at)
        return at is not None

    def articles_naming(self, entity: str) -> frozenset[int]:
        """Return the keys (in the library) of the scope's articles that name an entity."""
        articles = self._articles_naming(entity)
        return frozenset(
            library
            for article, library in self._connection.execute(
                "SELECT article, library FROM temp.entity_scope"
            )
            if article in articles
        )

    # Lists

    def entities(self, article: int | None = None, *, weak: bool = False) -> list[EntityRow]:
        """Return the entities of the scope, those of most articles first.

        Takes about 3 µs for each entity of each article.

        Args:
            article: only those that this article names; its key in the library.
            weak: whether those are listed that are only named by adjectives and names of peoples.
                An entity that is listed counts every article that names it, in whatever way.
        """
        if article is not None:
            return self._entities_of(article, weak=weak)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        facts: dict[str, tuple[str, str]] = {}
        listed: set[str] = set()
        decided: set[str] = set()
        rows = self._connection.execute(
            "SELECT l.entity, coalesce(c.name, l.name), coalesce(c.kind, l.kind), s.language, "
            "count(DISTINCT l.article), min(l.weak) FROM temp.entity_scope s "
            "JOIN entity_links l ON l.article = s.article "
            "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
            "GROUP BY l.entity, s.language",
            (self._base,),
        )
        for entity, name, kind, language, number, is_weak in rows:
            if self._touches(entity) or entity in self._merged:
                decided.add(entity)
                continue
            counts[entity][language] += number
            facts.setdefault(entity, (name, kind))
            if weak or not is_weak:
                listed.add(entity)
        for entity, name, kind, languages in self._decided_rows(decided, weak=weak):
            counts[entity] = languages
            facts[entity] = (name, kind)
            listed.add(entity)
        names = self._decisions.names
        found = [
            EntityRow(
                Entity(entity, names.get(entity, facts[entity][0]), Kind(facts[entity][1]), total),
                _most_articles_first(languages),
            )
            for entity, languages in counts.items()
            if entity in listed and (total := languages.total())
        ]
        return sorted(found, key=_most_first)

    def _entities_of(self, article: int, *, weak: bool) -> list[EntityRow]:
        own = self.article(article, "")
        if own is None:
            return []
        named = {mention.entity for mention in own.mentions if weak or not mention.weak}
        rows = []
        for number in sorted(named):
            entity = own.entities[number]
            languages = Counter(self._articles_naming(entity.id).values())
            rows.append(EntityRow(entity, _most_articles_first(languages)))
        return sorted(rows, key=_most_first)

    def _decided_rows(
        self, entities: set[str], *, weak: bool
    ) -> Iterator[tuple[str, str, str, Counter[str]]]:
        """Return id, name, type and articles by language of what the user's decisions changed."""
        results = dict.fromkeys(entities)
        for entity, form in self._decisions.split:
            results[self._decided(entity, form)] = None
            results[self._decided(entity, "")] = None
        for target in self._merged:
            results[target] = None
        for entity in results:
            if entity in self._decisions.merged:
                continue
            rows = self._rows(entity)
            if not rows or (not weak and all(row[3].weak for row in rows)):
                continue
            first = rows[0][3]
            link = self._decide(first.entity, first.name, first.kind, first.why, first.text)
            languages = self._languages({row[0] for row in rows})
            yield entity, link.name, link.kind.value, languages

    def _languages(self, articles: Iterable[int]) -> Counter[str]:
        wanted = set(articles)
        return Counter(
            language
            for article, language in self._connection.execute(
                "SELECT article, language FROM temp.entity_scope"
            )
            if article in wanted
        )

    def card(self, entity: str) -> EntityCard | None:
        """Return all that is known of an entity, or None if the scope does not name it."""
        rows = self._rows(entity)
        if not rows:
            return None
        forms: Counter[tuple[str, str]] = Counter()
        why: dict[tuple[str, str], str] = {}
        mentions: Counter[int] = Counter()
        strong: set[tuple[str, str]] = set()
        for article, _, language, row in rows:
            forms[row.text, language] += 1
            if not row.weak:
                strong.add((row.text, language))
            link = self._decide(row.entity, row.name, row.kind, row.why, row.text)
            why.setdefault((row.text, language), link.why)
            mentions[article] += 1
        first = rows[0][3]
        link = self._decide(first.entity, first.name, first.kind, first.why, first.text)
        articles = [
            (key, language, headline, mentions[article])
            for article, key, language, headline in self._connection.execute(
                "SELECT s.article, s.library, s.language, a.headline FROM temp.entity_scope s "
                "JOIN articles a ON a.key = s.library ORDER BY s.path"
            )
            if article in mentions
        ]
        return EntityCard(
            Entity(entity, link.name, link.kind, len(articles)),
            tuple(
                Form(text, language, count, why[text, language], (text, language) not in strong)
                for (text, language), count in forms.most_common()
            ),
            tuple(articles),
        )

    def became(self, entity: str) -> Entity | None:
        """Return what an entity is by now, which may have been merged; None if nothing names it.

        Args:
            entity: its identifier at another time.
        """
        card = self.card(self._decided(entity, ""))
        return card.entity if card is not None else None

    def first_mention(self, key: int, entity: str, *, last: bool = False) -> int | None:
        """Return where an article first (or last) names an entity, or None: code points."""
        own = self.article(key, "")
        if own is None:
            return None
        starts = [m.start for m in own.mentions if own.entities[m.entity].id == entity]
        return (starts[-1] if last else starts[0]) if starts else None

    # Searching

    def named(self, words: Sequence[str]) -> frozenset[str]:
        """Return the identifiers of the scope's entities that have all these words in their names.

        Any name counts that an article uses or that the knowledge base has, in any script, and the
        one that is shown. Case, diacritics of Latin letters and apostrophes make no difference. The
        first question takes about 30 µs for each name, others 0.5 µs.

        Args:
            words: letters of names, each of which may be the middle of a word. Of the names of the
                knowledge base it may be the beginning, or any form of the whole word.
        """
        if self._spellings is None:
            self._spellings = self._all_spellings()
            self._known = _known_spellings(self._spellings, self._decisions)
        wanted = [_Wanted.of(word) for word in words]
        return frozenset(
            entity
            for entity, spellings in self._spellings.items()
            if all(word.stands_in(spellings, self._known.get(entity, "")) for word in wanted)
        )

    def _all_spellings(self) -> dict[str, str]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for raw, name, text in self._connection.execute(
            "SELECT DISTINCT l.entity, coalesce(c.name, l.name), m.text FROM temp.entity_scope s "
            "JOIN entity_links l ON l.article = s.article "
            "JOIN entity_mentions m ON m.article = l.article AND m.key = l.key "
            "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity",
            (self._base,),
        ):
            entity = self._decided(raw, text) if self._touches(raw) else raw
            names = found[entity]
            names[name] = names[text] = None
        for entity, name in self._decisions.names.items():
            if entity in found:
                found[entity][name] = None
        return {entity: "\n".join(map(_folded, names)) for entity, names in found.items()}

    # Who else says this

    def quotations(
        self,
        article: int,
        entities: Sequence[str],
        *,
        target_language: str,
        limit: int = 60,
    ) -> list[Quotation]:
        """Return sentences of other articles that name the same entities, the most alike first.

        A sentence is the more alike the more of the entities it names, and the rarer they are.
        Of sentences that are equally alike, the first of each article come before the second.

        Args:
            article: the article that is read; its key in the library.
            entities: identifiers.
            target_language: primary subtag, of the translations to show.
            limit: how many to return.
        """
        own = self._connection.execute(
            "SELECT article FROM temp.entity_scope WHERE library = ?", (article,)
        ).fetchone()
        scores: defaultdict[tuple[int, int, int], float] = defaultdict(float)
        shared: defaultdict[tuple[int, int, int], list[tuple[float, str]]] = defaultdict(list)
        for entity in dict.fromkeys(entities):
            weight = math.log(1 + self._articles / max(1, self._count(entity)))
            name = ""
            seen: set[tuple[int, int, int]] = set()
            for place, row in self._sentences(entity):
                if own is not None and place[0] == own[0]:
                    continue
                if not name:
                    name = self._decide(row.entity, row.name, row.kind, row.why, row.text).name
                if place not in seen:
                    seen.add(place)
                    scores[place] += weight
                    shared[place].append((weight, name))
        best = _ranked(scores)[:limit]
        return [
            quotation
            for place in best
            if (quotation := self._quotation(place, shared[place], scores[place], target_language))
        ]

    def _sentences(self, entity: str) -> list[tuple[tuple[int, int, int], _Row]]:
        """Return the sentences of the scope that name an entity: article, start, end."""
        found = []
        for raw in self._raws(entity):
            for article, start, end, *rest in self._connection.execute(
                "SELECT s.article, m.sentence, m.sentence_end, l.entity, "
                "coalesce(c.name, l.name), coalesce(c.kind, l.kind), l.why, m.text, m.weak "
                "FROM entity_links l JOIN temp.entity_scope s ON s.article = l.article "
                "JOIN entity_mentions m ON m.article = l.article AND m.key = l.key "
                "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
                "WHERE l.entity = ? LIMIT ?",
                (self._base, raw, _QUOTED_FROM),
            ):
                row = _Row(*rest)
                if not self._touches(raw) or self._decided(raw, row.text) == entity:
                    found.append(((article, start, end), row))
        return found

    def _quotation(
        self,
        place: tuple[int, int, int],
        shared: list[tuple[float, str]],
        score: float,
        target_language: str,
    ) -> Quotation | None:
        number, start, end = place
        row = self._connection.execute(
            "SELECT s.library, a.language, a.source, a.date, a.headline FROM temp.entity_scope s "
            "JOIN articles a ON a.key = s.library WHERE s.article = ?",
            (number,),
        ).fetchone()
        if row is None:
            return None
        key, language, source, date, headline = row
        try:
            article = self._library.article(key)
        except KeyError:
            return None
        span = Span(start, end)
        alone = _one_sentence(article, span)
        translations = self._library.translations(alone, target_language=target_language)
        translation = translations.get(span)
        return Quotation(
            article=key,
            start=start,
            text=" ".join(span.of(article.text).split()),
            translation=translation.text if translation else None,
            language=language,
            source=source,
            date=date,
            headline=headline,
            shared=tuple(name for _, name in sorted(shared, reverse=True)),
            score=score,
        )


def _folded(text: str) -> str:
    return skeleton(fold_text(text))


def _known_spellings(entities: Iterable[str], decisions: Decisions) -> dict[str, str]:
    """Return the names of the knowledge base for entities, each word between two spaces."""
    from seedreader.library.known_names import known_names  # noqa: PLC0415 - slow to import

    found: dict[str, str] = {}
    wanted = set(entities) | decisions.merged.keys()
    for key, names in known_names(wanted).items():
        entity = decisions.apply(Link(key, "", Kind.OTHER, ""), "").entity
        found[entity] = found.get(entity, "") + "".join(f" {_folded(name)} \n" for name in names)
    return found


def _most_first(row: EntityRow) -> tuple[int, str, str]:
    return -row.entity.articles, row.entity.name, row.entity.id


def _ranked(scores: Mapping[tuple[int, int, int], float]) -> list[tuple[int, int, int]]:
    """Return places of sentences, the most alike first, and equals from all articles in turn."""
    turns: Counter[tuple[float, int]] = Counter()
    ranks = {}
    for place in sorted(scores):
        score = round(scores[place], 9)  # sums of the same in another order
        ranks[place] = (-score, turns[score, place[0]], place)
        turns[score, place[0]] += 1
    return sorted(ranks, key=lambda place: ranks[place])


def _most_articles_first(languages: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0])))


def _one_sentence(article: Article, span: Span) -> Article:
    """Return an article without all but one sentence: only that is looked up."""
    language = next(
        (p.language for p in article.paragraphs if p.span.start <= span.start < p.span.end),
        article.language,
    )
    return replace(article, paragraphs=(Paragraph(ParagraphKind.BODY, span, language, (span,)),))


def _sources(decisions: Decisions) -> dict[str, list[str]]:
    """Return for each entity the others that were merged into it directly."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entity, target in decisions.merged.items():
        found[target].append(entity)
    return dict(found)
