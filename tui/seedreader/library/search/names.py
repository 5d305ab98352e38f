"""Names: which entities somebody may mean, and how those are written elsewhere.

Two sources answer. What was found in the articles counts first: a word that stands there as a name
is a name. The knowledge base adds spellings that it knows, also for articles that nobody has looked
through for entities. A word that is also an ordinary one is a name only where there is reason to
think so: it is written with a capital, or is the name of a country or of something as well known.

Nothing is loaded whole: each question is a few look-ups in the library and in the knowledge base.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

import regex

from seedreader.entities.decisions import Decisions
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import is_acronym, keys, stem
from seedreader.entities.links import Link
from seedreader.entities.mention import Kind
from seedreader.entities.names import LATIN_LANGUAGES, Flag
from seedreader.entities.parts import part_key
from seedreader.entities.shipped import KnowledgeError
from seedreader.entities.spellings import Spellings
from seedreader.library.search.folding import fold_text, skeleton
from seedreader.library.search.name_key import LONGEST_NAME, MOST_WORDS, few_pieces, name_key
from seedreader.library.search.spelling import Meant, Named, Spelling
from seedreader.library.search.vocabulary import Vocabulary

_ANSWERS_KEPT: Final = 500
_MOST_KEYS: Final = 16
_MOST_ENTITIES: Final = 20
_MOST_FORMS: Final = 120
_MOST_KNOWN: Final = 3
_CERTAIN_RANK: Final = 50
"""Of the knowledge base: countries, well-known organisations and large towns are names at once."""
_VERY_ORDINARY: Final = 1_000
_ORDINARY: Final = 5_000
"""Ranks by frequency up to which a word in small letters is taken for no name: where articles have
it as one, and where none has."""
_FUNCTION_WORDS: Final = 150
_USUAL: Final = 500
"""Ranks up to which a spelling is rather another word: of what is a name at once, and of others."""
_SHORTEST: Final = 3
_SHORTEST_HAN: Final = 2
_MOST_TRADITIONAL: Final = 24
_HAN: Final = regex.compile(r"[\p{Han}]")


class Names:
    """Answers for one library. Not for several threads at once."""

    def __init__(self, connection: sqlite3.Connection, decisions: Decisions | None = None) -> None:
        """Use an open library.

        Args:
            connection: to the library.
            decisions: what the user merged, split and renamed.
        """
        self._connection = connection
        self._decisions = decisions or Decisions()
        self._vocabulary = Vocabulary(connection)
        self._merged = _sources(self._decisions)
        self._renamed = {name_key(name): entity for entity, name in self._decisions.names.items()}
        self._split = frozenset(entity for entity, _ in self._decisions.split)
        self._answers: dict[tuple[str, bool], Meant] = {}
        self._answered_in = (0, 0)
        self._words = lru_cache(maxsize=8)(self._word_list)
        self._rank = lru_cache(maxsize=2_000)(self._frequency_rank)

    @cached_property
    def _knowledge(self) -> Knowledge | None:
        try:
            return Knowledge()
        except KnowledgeError:  # whoever looks for entities tells of it
            return None

    @cached_property
    def _spellings(self) -> Spellings | None:
        try:
            return Spellings()
        except KnowledgeError:
            return None

    def __call__(self, text: str) -> tuple[Spelling, ...]:
        """Return the other spellings of a word or of a name of several words."""
        return self.meant(text).spellings

    def meant(self, text: str, *, is_name: bool = False) -> Meant:
        """Return which entities a text may mean, and how they are written elsewhere.

        Args:
            text: a word or several.
            is_name: whether it is certain that it is a name, or the identifier of an entity.
        """
        state = self._state()
        if state != self._answered_in:
            self._answered_in = state
            self._answers.clear()
        key = (text, is_name)
        if key not in self._answers:
            if len(self._answers) >= _ANSWERS_KEPT:
                self._answers.clear()
            self._answers[key] = self._meant(text, is_name=is_name)
        return self._answers[key]

    def _state(self) -> tuple[int, int]:
        """Return what differs after the library was written, here or by another process."""
        ((version,),) = self._connection.execute("PRAGMA data_version").fetchall()
        return int(version), self._connection.total_changes

    def _meant(self, text: str, *, is_name: bool) -> Meant:
        words = [text[piece.start : piece.end] for piece in few_pieces(text)]
        if not words or len(words) > MOST_WORDS or len(text) > LONGEST_NAME:
            return Meant()
        ordinary = None if is_name else self._ordinary_rank(words)
        known = self._known(words)
        certain = [number for number in known if self._is_certain(number)]
        named = self._named(words, text if is_name else None)
        if ordinary is not None and not certain:
            if ordinary < _VERY_ORDINARY:
                return Meant()
            if not named and ordinary < _ORDINARY:
                return Meant()
        return self._answer(text, words, named, certain or known)

    # What may be meant

    def _ordinary_rank(self, words: list[str]) -> int | None:
        """Return how frequent a lone word in small letters is, None for what is like a name."""
        if len(words) > 1 or not words[0].islower():
            return None
        form = fold_text(words[0])
        return self._rank(form)

    def _named(self, words: list[str], identifier: str | None) -> dict[str, None]:
        """Return the entities (after decisions) that articles name so."""
        found: dict[str, None] = {}
        tried = dict.fromkeys(map(" ".join, _combinations(words)))
        for key in tried:
            rows = self._connection.execute(
                "SELECT n.entity, n.text FROM search_names n WHERE n.key = ? AND EXISTS "
                "(SELECT 1 FROM entity_links l WHERE l.entity = n.entity) LIMIT ?",
                (key, _MOST_ENTITIES),
            )
            for entity, text in rows:
                found[self._decided(entity, text)] = None
            if key in self._renamed:
                found[self._decided(self._renamed[key], "")] = None
        if identifier is not None:
            found.update(self._identified(identifier))
        return found

    def _identified(self, identifier: str) -> dict[str, None]:
        if identifier in self._decisions.merged or identifier in self._merged:
            return {self._decided(identifier, ""): None}
        row = self._connection.execute(
            "SELECT 1 FROM entity_links WHERE entity = ? LIMIT 1", (identifier,)
        ).fetchone()
        return {identifier: None} if row else {}

    def _known(self, words: list[str]) -> list[int]:
        """Return the entities of the knowledge base that are called so, by their numbers."""
        knowledge, spellings = self._knowledge, self._spellings
        if knowledge is None or spellings is None:
            return []
        text = "".join(words)
        if _HAN.search(text):
            return list(spellings.han(text.translate(knowledge.simplify)))[:_MOST_KNOWN]
        rest = tuple(stem(word) for word in words[1:])
        found: dict[int, None] = {}
        for _, heads in knowledge.heads[words[0]]:
            entries = heads.longer.get(rest[0], ()) if rest else heads.alone
            for entry in entries:
                exact = tuple(map(fold_text, entry.rest)) == tuple(map(fold_text, rest))
                if exact and not entry.flags & (Flag.WEAK | Flag.PREFIX):
                    found[entry.entity] = None
            if found:
                break
        best = max((knowledge.entity(number).rank for number in found), default=0)
        return [n for n in found if knowledge.entity(n).rank == best][:_MOST_KNOWN]

    def _is_certain(self, number: int) -> bool:
        return self._knowledge is not None and self._knowledge.entity(number).rank >= _CERTAIN_RANK

    def _decided(self, entity: str, text: str) -> str:
        return self._decisions.apply(Link(entity, "", Kind.OTHER, ""), text).entity

    def _raws(self, entity: str) -> list[str]:
        """Return the identifiers in the library whose mentions may be of an entity."""
        found = dict.fromkeys([entity, *self._merged.get(entity, ())])
        for identifier in list(found):
            found[identifier.rpartition("~")[0] or identifier] = None
        return list(found)

    # How it is written

    def _answer(self, text: str, words: list[str], named: Iterable[str], known: list[int]) -> Meant:
        why = f"same entity as “{text}”"
        forms: dict[str, str] = {}
        entities: list[Named] = []
        identifiers = dict.fromkeys(named)
        numbers = dict.fromkeys(known)
        if self._knowledge is not None:
            identifiers.update(
                (self._decided(self._knowledge.entity(number).key, text), None) for number in known
            )
        for entity in identifiers:
            for raw in self._raws(entity):
                rows = self._texts(raw, entity)
                if not rows:
                    continue
                entities.append(Named(raw, tuple(rows) if raw in self._split else None))
                is_person = self._kind(raw) is Kind.PERSON
                for form in rows:
                    if self._is_told_apart(form) and (not is_person or self._is_like(words, form)):
                        forms.setdefault(form, why)
        for number in numbers:
            forms.update(dict.fromkeys(self._known_forms(number), why))
        if len(words) == 1:
            why_part = why if entities else f"same name as “{text}”"
            for form in self._part_forms(words[0]):
                forms.setdefault(form, why_part)
        found = [Spelling(form, forms[form]) for form in _needed(forms, text)]
        return Meant(tuple(entities), tuple(found[:_MOST_FORMS]))

    def _texts(self, raw: str, entity: str) -> list[str]:
        """Return what an entity of the library is called in its articles."""
        rows = self._connection.execute(
            "SELECT text FROM search_names WHERE entity = ? LIMIT ?", (raw, _MOST_FORMS)
        ).fetchall()
        is_decided = raw in self._split or raw in self._decisions.merged or raw != entity
        return [text for (text,) in rows if not is_decided or self._decided(raw, text) == entity]

    def _is_told_apart(self, form: str) -> bool:
        """Tell whether a form is no word like us or who, whose case the index does not know."""
        rank = self._rank(fold_text(form))
        return rank is None or rank >= _FUNCTION_WORDS

    def _kind(self, raw: str) -> Kind | None:
        row = self._connection.execute(
            "SELECT coalesce((SELECT kind FROM entity_clusters WHERE identifier = ? LIMIT 1), "
            "(SELECT kind FROM entity_links WHERE entity = ? LIMIT 1))",
            (raw, raw),
        ).fetchone()
        return Kind(row[0]) if row and row[0] else None

    def _is_like(self, words: list[str], form: str) -> bool:
        """Tell whether a form of a person's name stands for the whole of it.

        Boris alone does not stand for Johnson, whoever is called Boris Johnson.
        """
        parts = [form[piece.start : piece.end] for piece in few_pieces(form)]
        if len(parts) != 1:
            return True
        one = frozenset().union(*map(self._parts, words))
        two = self._parts(parts[0])
        if one and two:
            return bool(one & two)
        return _is_other_script(words[-1], parts[0])

    def _parts(self, word: str) -> frozenset[int]:
        knowledge = self._knowledge
        if knowledge is None:
            return frozenset()
        return knowledge.parts(part_key(word, knowledge.simplify))

    def _part_forms(self, word: str) -> Iterator[str]:
        """Yield the other spellings of a part of personal names."""
        is_han = _HAN.search(word) is not None
        if self._spellings is None or len(word) < (_SHORTEST_HAN if is_han else _SHORTEST):
            return
        for number in sorted(self._parts(word)):
            for key in self._spellings.of_part(number):
                yield from self._written([key], "", _USUAL, is_part=True)

    def _known_forms(self, number: int) -> Iterator[str]:
        """Yield the names of an entity of the knowledge base as articles may write them."""
        if self._spellings is None:
            return
        ordinary = _FUNCTION_WORDS if self._is_certain(number) else _USUAL
        for name in self._spellings.of_entity(number):
            yield from self._written(list(name.words), name.language, ordinary)

    def _written(
        self, name: list[str], language: str, ordinary: int, *, is_part: bool = False
    ) -> Iterator[str]:
        """Yield how a name, given by the keys of its words, is written in the articles.

        Left out are lone words that are more frequent than the rank `ordinary`.
        """
        if len(name) == 1 and (_HAN.search(name[0]) or is_unspaced_name(name[0])):
            if len(name[0]) >= _SHORTEST_HAN:
                yield from self._traditional(name[0])
            return
        if is_part and len(name[0]) < _SHORTEST:
            return
        choices = [self._forms_of(key, language, is_part=is_part) for key in name]
        if len(name) == 1:
            choices = [
                [form for form in choices[0] if not self._is_ordinary(form, name[0], ordinary)]
            ]
        for made in itertools.islice(itertools.product(*choices), _MOST_KEYS):
            yield " ".join(made)

    def _is_ordinary(self, form: str, key: str, ordinary: int) -> bool:
        """Tell whether a spelling is rather another word: it is not looked for then."""
        if key.isupper():
            return False
        rank = self._rank(form)
        return rank is not None and rank < ordinary

    def _forms_of(self, key: str, language: str, *, is_part: bool) -> list[str]:
        """Return the words of the articles that have a key, in texts of a language."""
        folded = fold_text(key)
        stems = [key, key + "и"] if is_part else [key]
        found = dict.fromkeys([folded])
        marks = ", ".join("?" * len(stems))
        found.update(
            (form, None)
            for (form,) in self._connection.execute(
                f"SELECT form FROM search_stems WHERE stem IN ({marks}) LIMIT ?",  # noqa: S608
                (*stems, _MOST_KEYS),
            )
        )
        return [form for form in found if self._occurs(form, language)]

    def _occurs(self, form: str, language: str) -> bool:
        languages = self._vocabulary.languages(form)
        return bool(languages) and (
            language in {"", LATIN_LANGUAGES} or language.split("-", maxsplit=1)[0] in languages
        )

    def _traditional(self, name: str) -> Iterator[str]:
        """Yield a simplified Chinese name and how it may be written in traditional characters."""
        yield name
        if not self._has_traditional:
            return
        # A simplified character may also be a traditional one.
        choices = [(*self._complex.get(character, ""), character) for character in name]
        for made in itertools.islice(itertools.product(*choices), _MOST_TRADITIONAL):
            if (written := "".join(made)) != name:
                yield written

    @cached_property
    def _has_traditional(self) -> bool:
        """Whether any article is in traditional characters."""
        row = self._connection.execute(
            "SELECT 1 FROM articles WHERE language LIKE 'zh-Hant%' LIMIT 1"
        ).fetchone()
        return row is not None

    @cached_property
    def _complex(self) -> dict[str, str]:
        found: defaultdict[str, str] = defaultdict(str)
        if self._knowledge is not None:
            for complex_, simple in self._knowledge.simplify.items():
                found[chr(simple)] += chr(complex_)
        return dict(found)

    # Ordinary words

    def _frequency_rank(self, form: str) -> int | None:
        """Return how frequent a word is in the languages of the texts that have it, 0 the most."""
        ranks = []
        for language in self._vocabulary.languages(form):
            words = self._words(language)
            at = words.find(f"\n{form}\n")
            if at >= 0:
                ranks.append(words.count("\n", 0, at))
        return min(ranks, default=None)

    def _word_list(self, language: str) -> str:
        if self._knowledge is None:
            return ""
        return "\n" + self._knowledge.frequent(language) + "\n"


def _needed(forms: Iterable[str], typed: str) -> Iterator[str]:
    """Yield the forms in which none of the others stands, nor what was typed: it is found there."""
    shapes = {form: tuple(piece.form for piece in few_pieces(form)) for form in forms}
    there = {*shapes.values(), (own := tuple(piece.form for piece in few_pieces(typed)))}
    seen: set[tuple[str, ...]] = set()
    for form, words in shapes.items():
        if words in seen or words == own:
            continue
        seen.add(words)
        whole = words[0] if len(words) == 1 and is_unspaced_name(form) else words
        if not any(_whole(part) in there for part in _stretches(whole)):
            yield form


def _whole(part: str | tuple[str, ...]) -> tuple[str, ...]:
    return (part,) if isinstance(part, str) else part


def _stretches(of: str | tuple[str, ...]) -> Iterator[str | tuple[str, ...]]:
    """Yield the stretches of a sequence that are shorter than it."""
    for length in range(1, len(of)):
        for at in range(len(of) - length + 1):
            yield of[at : at + length]


def is_unspaced_name(word: str) -> bool:
    """Tell whether a word is of a script without spaces, which the index holds as characters."""
    piece = next(few_pieces(word), None)
    return piece is not None and piece.is_unspaced


def _combinations(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which the words of a name may be kept, each as one of its own."""
    choices = []
    for word in words:
        upper = (word.upper(),) if is_acronym(word.upper()) else ()
        choices.append(dict.fromkeys([*upper, *keys(word)]))
    return itertools.islice(itertools.product(*choices), _MOST_KEYS)


def _is_other_script(one: str, two: str) -> bool:
    return skeleton(fold_text(one)).isascii() != skeleton(fold_text(two)).isascii() or (
        bool(_HAN.search(one)) != bool(_HAN.search(two))
    )


def _sources(decisions: Decisions) -> dict[str, list[str]]:
    """Return for each entity the others that were merged into it, however indirectly."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entity in decisions.merged:
        target, seen = entity, {entity}
        while (following := decisions.merged.get(target)) is not None and following not in seen:
            seen.add(following)
            target = following
        if target != entity:
            found[target].append(entity)
    return dict(found)
