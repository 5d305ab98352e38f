"""From a query to an expression for the index, and to what hits look like in a text."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeGuard

from seedreader.library.search import index
from seedreader.library.search.conditions import Condition, Conditions, names_entity
from seedreader.library.search.elision import without_elision
from seedreader.library.search.lemmas import Lemmatiser
from seedreader.library.search.query import (
    And,
    Dates,
    Field,
    Language,
    Marked,
    Not,
    Or,
    Query,
    Tagged,
    Text,
)
from seedreader.library.search.spelling import Expand, Meaning, Meant, Named
from seedreader.library.search.tokens import Piece, pairs, pieces
from seedreader.library.search.vocabulary import Vocabulary

_MOST_PHRASES: Final = 300
"""Phrases that one phrase may become by the spellings of its words."""
_LONGEST_NAME: Final = 4
"""Words that are looked up together in other spellings."""
_TITLES: Final = "{title title_translation}"
_COLUMNS: Final = {
    Field.TITLE: _TITLES,
    Field.SOURCE: "{source}",
    Field.ENTITY: "{title title_translation original translation}",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a query is meant.

    Attributes:
        is_exact: whether words match as they are written, apart from case and width.
        as_typed: whether the last word may be unfinished; its other forms are found nevertheless.
        expand: gives other spellings of names; not asked if `is_exact`.
        names: gives them too, and the entities that are meant; `names.Names` asks the library.
        lemmatiser: looks up words that no article has, which takes a second or more at times;
            None leaves that out.
    """

    is_exact: bool = False
    as_typed: bool = False
    expand: Expand | None = None
    names: Meaning | None = None
    lemmatiser: Lemmatiser | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sequence of words that is a hit where it stands in a text.

    Attributes:
        parts: words, and runs of characters of scripts without spaces.
        is_prefix: whether the last word may go on.
        why: why it is one, "" where it is what was typed.
        field: where it counts.
    """

    parts: tuple[Piece, ...]
    is_prefix: bool = False
    why: str = ""
    field: Field | None = None

    def phrase(self) -> str:
        """Return it as a phrase of the index's tokens, in the syntax of FTS5."""
        found: list[str] = []
        has_star = self.is_prefix
        for part in self.parts[:-1]:
            found += pairs(part.form) if part.is_unspaced else [part.form]
        last = self.parts[-1]
        if last.is_unspaced:
            # Where nothing follows, the last character may go on with any other.
            found += [*pairs(last.form)][:-1] or [last.form]
            has_star = len(last.form) == 1
        else:
            found.append(last.form)
        return f'"{" ".join(found)}"' + ("*" if has_star else "")


@dataclass(frozen=True, slots=True)
class Matcher:
    """What a query has become.

    Attributes:
        expression: for the index (FTS5's syntax).
        in_titles: the same, with words in titles alone; None if nothing is asked of texts.
        wanted: what hits look like; of several that begin at one place the first counts.
        is_rough: whether the expression finds too much, so that hits decide.
        condition: what is to be asked of the articles beside the index; None for nothing.
        entities: those that are meant; articles that name them are better.
        names: of `wanted`, the reasons that are names of entities.
        is_listing: whether only fields are asked for, so that no article is better than another.
    """

    expression: str
    in_titles: str | None
    wanted: tuple[Wanted, ...]
    is_rough: bool
    condition: Condition | None = None
    entities: tuple[Named, ...] = ()
    names: frozenset[str] = frozenset()
    is_listing: bool = False


StandsIn = Callable[[Iterable[Wanted], str], bool]
"""Tells whether anything that is wanted stands in a text."""


def compile_query(
    query: Query, vocabulary: Vocabulary, options: Options, *, stands_in: StandsIn
) -> Matcher:
    """Return what to ask of the index, and beside it.

    Args:
        query: what is looked for.
        vocabulary: of the index.
        options: how it is meant.
        stands_in: looks for words in notes.
    """
    if not options.is_exact:
        query = without_elision(query)
    compiler = _Compiler(vocabulary, options, stands_in)
    expression = compiler.expression(query)
    condition = compiler.conditions.beside(query)
    in_titles = None
    wanted = tuple(dict.fromkeys(compiler.wanted))
    is_listing = all(one.field is Field.SOURCE for one in wanted)
    if wanted and not is_listing:
        in_titles = compiler.for_titles().expression(query)
    return Matcher(
        expression,
        in_titles,
        wanted,
        compiler.is_rough,
        condition,
        tuple(compiler.entities),
        frozenset(compiler.names),
        is_listing,
    )


class _Compiler:
    def __init__(self, vocabulary: Vocabulary, options: Options, stands_in: StandsIn) -> None:
        self._vocabulary = vocabulary
        self._options = options
        self._stands_in = stands_in
        self._is_negative = False
        self._other: dict[Text, list[Wanted]] = {}
        self._meant: dict[tuple[str, bool], Meant] = {}
        self._in_notes: dict[Text, list[Wanted]] = {}
        self.conditions = Conditions(
            vocabulary.connection,
            match=self._apart,
            names_entity=self._names_entity,
            matches_note=self._matches_note,
        )
        self.only_titles = False
        self.wanted: list[Wanted] = []
        self.entities: dict[Named, None] = {}
        self.names: set[str] = set()
        self.is_rough = False

    def for_titles(self) -> _Compiler:
        """Return one that looks for words in titles, and need not look their forms up again."""
        made = _Compiler(self._vocabulary, self._options, self._stands_in)
        made._other = self._other
        made._meant = self._meant
        made.only_titles = True
        return made

    def expression(self, query: Query) -> str:
        """Return the query as FTS5 has it; what the index does not know, any article fits."""
        if _is_mark(query):
            return self._facts([(index.ANY_ARTICLE, False)])
        match query:
            case Text():
                return self._text(query)
            case Language() | Dates():
                return self._facts(_facts_of(query))
            case Or(parts):
                return "(" + " OR ".join(map(self.expression, parts)) + ")"
            case And(parts):
                return self._and(parts)
        return self._and([query])

    def _facts(self, facts: Iterable[tuple[str, bool]]) -> str:
        words = (f'"{fact}"' + ("*" if is_prefix else "") for fact, is_prefix in facts)
        return "({facts} : (" + " OR ".join(words) + "))"

    def _and(self, parts: Sequence[Query]) -> str:
        positive = [part for part in parts if not isinstance(part, Not) and not _is_mark(part)]
        found = list(self._names(positive)) or [self._facts([(index.ANY_ARTICLE, False)])]
        expression = "(" + " AND ".join(found) + ")"
        was_negative, was_only_titles = self._is_negative, self.only_titles
        self._is_negative, self.only_titles = True, False
        for part in parts:
            if isinstance(part, Not) and not self.conditions.is_needed(part.part):
                expression = f"({expression} NOT {self.expression(part.part)})"
        self._is_negative, self.only_titles = was_negative, was_only_titles
        return expression

    def _names(self, parts: Sequence[Query]) -> Iterator[str]:
        """Yield the parts' expressions; words that are a name together have other spellings."""
        at = 0
        while at < len(parts):
            for count in range(min(_LONGEST_NAME, len(parts) - at), 1, -1):
                words = [part for part in parts[at : at + count] if self._is_plain(part)]
                name = " ".join(part.text for part in words)
                spellings = self._spellings(name, None) if len(words) == count else []
                if spellings:
                    each = " AND ".join(map(self.expression, words))
                    yield f"(({each}) OR {self._any(spellings, None)})"
                    at += count
                    break
            else:
                yield self.expression(parts[at])
                at += 1

    def _text(self, text: Text) -> str:
        parts = tuple(pieces(text.text))
        wanted = [Wanted(parts, text.is_prefix, "", text.field)]
        if self._options.is_exact:
            return self._any(wanted, text.field)
        if len(parts) > 1:
            return self._phrase(text, parts)
        if text not in self._other:
            found = list(self._other_spellings(text, parts[0]))
            if not text.is_phrase:
                found += self._other_words(text, parts[0])
            is_finished = not text.is_prefix or self._options.as_typed
            if is_finished and (not text.is_phrase or text.field is Field.ENTITY):
                found += self._spellings(text.text, text.field)
            self._other[text] = found
        return self._any([*wanted, *self._other[text]], text.field)

    def _any(self, wanted: Iterable[Wanted], field: Field | None) -> str:
        wanted = list(dict.fromkeys(wanted))
        if not self._is_negative:
            self.wanted += wanted
        phrases = dict.fromkeys(one.phrase() for one in wanted)
        return self._in_columns(field, " OR ".join(phrases))

    def _in_columns(self, field: Field | None, expression: str) -> str:
        # No text holds a token of the facts, so words need no columns; naming them costs time.
        if field is None and not self.only_titles:
            return f"({expression})"
        columns = _TITLES if field is None else _COLUMNS[field]
        return f"({columns} : ({expression}))"

    def _other_spellings(self, text: Text, part: Piece) -> Iterator[Wanted]:
        """Yield forms that differ in diacritics only."""
        if part.is_unspaced:
            return
        why = f"“{text.text}” with other diacritics"
        if text.is_prefix:
            for prefix in self._vocabulary.prefixes(part.form):
                yield Wanted((_word(prefix),), is_prefix=True, why=why, field=text.field)
        else:
            for form in self._vocabulary.spellings(part.form):
                yield Wanted((_word(form),), why=why, field=text.field)

    def _other_words(self, text: Text, part: Piece) -> Iterator[Wanted]:
        """Yield inflected forms."""
        if part.is_unspaced or (text.is_prefix and not self._options.as_typed):
            return
        for form in self._vocabulary.inflections(part.form, self._options.lemmatiser):
            yield Wanted((_word(form),), why=f"a form of “{text.text}”", field=text.field)

    def _spellings(self, text: str, field: Field | None) -> list[Wanted]:
        """Return other spellings of a name."""
        if self._options.is_exact:
            return []
        meant = self._meaning(text, is_name=field is Field.ENTITY)
        spellings = list(meant.spellings)
        if self._options.expand is not None:
            spellings += self._options.expand(text)
        if not self._is_negative:
            self.entities.update(dict.fromkeys(meant.entities))
            self.names.update(spelling.why for spelling in spellings)
        found = []
        for spelling in spellings:
            parts = tuple(pieces(spelling.text))
            if parts:
                found.append(Wanted(parts, why=spelling.why, field=field))
        return found

    def _meaning(self, text: str, *, is_name: bool) -> Meant:
        if self._options.names is None or self._options.is_exact:
            return Meant()
        key = (text, is_name)
        if key not in self._meant:
            self._meant[key] = self._options.names.meant(text, is_name=is_name)
        return self._meant[key]

    def _is_plain(self, part: Query) -> TypeGuard[Text]:
        """Tell whether a part is a word that may be one of a name's."""
        return (
            isinstance(part, Text)
            and part.field is None
            and not part.is_phrase
            and (not part.is_prefix or self._options.as_typed)
        )

    # Beside the index

    def _apart(self, query: Query) -> str:
        """Return what a part of the query is for the index, wherever it stands."""
        was_negative, was_only_titles = self._is_negative, self.only_titles
        self._is_negative, self.only_titles = True, False
        expression = self.expression(query)
        self._is_negative, self.only_titles = was_negative, was_only_titles
        return expression

    def _names_entity(self, text: Text) -> Condition | None:
        entities = self._meaning(text.text, is_name=True).entities
        return names_entity(entities) if entities else None

    def _matches_note(self, text: Text, note: str) -> bool:
        words = replace(text, field=None)
        if words not in self._in_notes:
            parts = tuple(pieces(text.text))
            found = [Wanted(parts, text.is_prefix)]
            if len(parts) == 1 and not self._options.is_exact:
                found += self._other_spellings(words, parts[0])
                if not text.is_phrase:
                    found += self._other_words(words, parts[0])
            self._in_notes[words] = found
        return self._stands_in(self._in_notes[words], note)

    def _phrase(self, text: Text, parts: tuple[Piece, ...]) -> str:
        """Return the expression of several words that follow one another."""
        last = len(parts) - 1
        choices = [
            [part, *self._alternatives(part, is_prefix=text.is_prefix and at == last)]
            for at, part in enumerate(parts)
        ]
        if math.prod(map(len, choices)) <= _MOST_PHRASES:
            wanted = [
                Wanted(
                    made,
                    text.is_prefix,
                    "" if made == parts else f"“{text.text}” with other diacritics",
                    text.field,
                )
                for made in itertools.product(*choices)
            ]
            if not text.is_prefix or self._options.as_typed:
                wanted += self._spellings(text.text, text.field)
            return self._any(wanted, text.field)
        # Too many: the index finds the words in any order, and the text decides.
        each = []
        for at, forms in enumerate(choices):
            is_prefix = text.is_prefix and at == last
            words = (Wanted((form,), is_prefix).phrase() for form in forms)
            each.append("(" + " OR ".join(dict.fromkeys(words)) + ")")
        if not self._is_negative:
            self.wanted.append(
                Choices(parts, text.is_prefix, "", text.field, tuple(map(tuple, choices)))
            )
        self.is_rough = True
        return self._in_columns(text.field, " AND ".join(each))

    def _alternatives(self, part: Piece, *, is_prefix: bool) -> list[Piece]:
        if part.is_unspaced:
            return []
        look_up = self._vocabulary.prefixes if is_prefix else self._vocabulary.spellings
        return [_word(form) for form in look_up(part.form)]


@dataclass(frozen=True, slots=True)
class Choices(Wanted):
    """Like `Wanted`, where each word may be any of several: too many to write all phrases out."""

    choices: tuple[tuple[Piece, ...], ...] = ()


def _is_mark(part: Query) -> bool:
    """Tell whether a part says nothing to the index."""
    return isinstance(part, Marked | Tagged) or (
        isinstance(part, Text) and part.field is Field.NOTE
    )


def _word(form: str) -> Piece:
    return Piece(0, len(form), form, is_unspaced=False)


def _facts_of(query: Language | Dates) -> Iterator[tuple[str, bool]]:
    """Yield facts of which one is asked for, and whether each stands for all it begins."""
    if isinstance(query, Dates):
        yield from _date_facts(query.first, query.last)
    else:
        yield index.language_fact(query.code), False


def _date_facts(
    first: datetime.date | None, last: datetime.date | None
) -> Iterator[tuple[str, bool]]:
    """Yield facts that together cover the days, and whether each stands for all it begins."""
    day = first or datetime.date.min
    end = last or datetime.date.max
    while day <= end:
        unit, stop = next(period for period in _units(day) if period[1] <= end)
        yield unit
        if stop == datetime.date.max:
            break
        day = stop + datetime.timedelta(days=1)


def _units(day: datetime.date) -> Iterator[tuple[tuple[str, bool], datetime.date]]:
    """Yield the periods that begin with a day, the longest first, each with its last day."""
    year = day.year
    if day.month == day.day == 1:
        for digits, years in ((1, 1000), (2, 100), (3, 10), (4, 1)):
            if year % years == 0:
                fact = index.year_fact(year)
                fact = fact[: len(fact) - 4 + digits]
                yield (fact, years > 1), datetime.date(min(year + years - 1, 9999), 12, 31)
    if day.day == 1:
        is_last = day.month == 12  # noqa: PLR2004 - December
        following = datetime.date.max if is_last else datetime.date(year, day.month + 1, 1)
        stop = datetime.date(year, 12, 31) if is_last else following - datetime.timedelta(days=1)
        yield (index.month_fact(year, day.month), False), stop
    yield (index.day_fact(day), False), day
