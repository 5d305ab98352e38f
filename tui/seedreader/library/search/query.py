"""The query language: what somebody types becomes a tree, or a message that says what is wrong.

Words must all match. `OR` joins its two neighbours (`a b OR c` wants a, and b or c), brackets
group, `-` excludes, `*` ends a prefix, quotation marks of any kind hold a phrase. Fields narrow:
`title:`, `source:`, `entity:`, `lang:`, `date:` (a year, month or day, or two with `..`), `is:`
(starred, read, unread, finished), `tag:` and `note:` (words of the user's own notes).
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from seedreader.library.search.tokens import pieces

_QUOTES: Final = '"“”„‟«»'
_LEXEME: Final = regex.compile(
    rf"(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<quote>[{_QUOTES}])|(?P<not>-(?=[^\s)-]))"
    rf"|(?P<field>(?i:[a-z]+):(?!//))"
    rf'|(?P<word>(?:[^\s{_QUOTES}()]|(?<=\p{{Hebrew}})["”](?=\p{{Hebrew}}))+)'
)
_QUOTED: Final = regex.compile(rf"(?P<text>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)(?P<star>\*?)")
_LANGUAGE: Final = regex.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_DATE: Final = regex.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_DATE_HELP: Final = "write date:2023, date:2023-05, date:2023-05-03 or date:2023-05..2023-06"
_DEEPEST: Final = 50
"""Brackets within brackets."""
LONGEST: Final = 2_000
"""Code points of a query."""


class QueryProblem(ValueError):
    """A query that cannot be understood; the message says why and what to write instead."""


class Field(StrEnum):
    """What a part of a query is looked for in."""

    TITLE = "title"
    SOURCE = "source"
    ENTITY = "entity"
    NOTE = "note"


class Mark(StrEnum):
    """What the user has done with an article."""

    STARRED = "starred"
    READ = "read"
    """Read to its end, unless the user says otherwise."""
    UNREAD = "unread"
    FINISHED = "finished"
    """The same as `READ`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a phrase.

    Attributes:
        text: as it was typed, without quotation marks and asterisk.
        is_phrase: whether it stood in quotation marks: no other spellings are looked for then.
        is_prefix: whether the last word may go on.
        field: where it is to stand, None for anywhere.
    """

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    field: Field | None = None

    def __str__(self) -> str:
        field = f"{self.field.value}:" if self.field else ""
        text = f'"{self.text}"' if self.is_phrase else self.text
        return f"{field}{text}{'*' if self.is_prefix else ''}"


@dataclass(frozen=True, slots=True)
class Language:
    """Articles in a language.

    Attributes:
        code: BCP 47, in lower case; a primary subtag also finds `zh-hans`.
    """

    code: str

    def __str__(self) -> str:
        return f"lang:{self.code}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles of some days; None for no limit on a side.

    Attributes:
        first: the first day.
        last: the last day, which belongs to it.
    """

    first: datetime.date | None
    last: datetime.date | None

    def __str__(self) -> str:
        return f"date:{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles that the user has dealt with in a way."""

    mark: Mark

    def __str__(self) -> str:
        return f"is:{self.mark.value}"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Articles with a tag of the user's.

    Attributes:
        tag: without regard to case.
        is_prefix: whether it may go on.
    """

    tag: str
    is_prefix: bool = False

    def __str__(self) -> str:
        return f'tag:"{self.tag}"{"*" if self.is_prefix else ""}'


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: Query

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """Parts that must all match: at least two, none an `And`."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Or:
    """Parts of which one must match: at least two, none an `Or`."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(_bracketed(part) for part in self.parts)


Query = Text | Language | Dates | Marked | Tagged | Not | And | Or
_OTHER_FIELDS: Final = ("date", "is", "lang", "tag")
FIELDS: Final = tuple(sorted({*(field.value for field in Field), *_OTHER_FIELDS}))
"""The names of all fields."""


def _bracketed(part: Query) -> str:
    return f"({part})" if isinstance(part, And | Or) else str(part)


def parse(text: str, *, as_typed: bool = False) -> Query:
    """Return what a query means; `parse(str(query)) == query`.

    Args:
        text: the query.
        as_typed: whether it may be unfinished: an open phrase or bracket ends with the text, what
            is empty is ignored, and the last word may go on.

    Raises:
        QueryProblem: it cannot be understood, or is empty.
    """
    if len(text) > LONGEST:
        raise QueryProblem(f"the query is longer than {LONGEST:,} characters; shorten it")
    return _Parser(text, as_typed=as_typed).parse()


class _Parser:
    def __init__(self, text: str, *, as_typed: bool) -> None:
        self._text = text
        self._as_typed = as_typed
        self._at = 0
        self._depth = 0

    def parse(self) -> Query:
        query = self._parts()
        if self._at < len(self._text):
            raise QueryProblem("there is a closing bracket too many; remove it or open one before")
        if query is None:
            raise QueryProblem("the query is empty; write a word to look for")
        return query

    def _next(self) -> regex.Match[str] | None:
        """Return the lexeme at the place reached, white space left out, without going on."""
        while self._at < len(self._text):
            match = _LEXEME.match(self._text, self._at)
            assert match is not None  # a word takes whatever the others leave
            if match.lastgroup != "space":
                return match
            self._at = match.end()
        return None

    def _parts(self) -> Query | None:
        """Read up to a closing bracket or the end."""
        groups: list[list[Query]] = []
        wants_or = False
        while (lexeme := self._next()) is not None and lexeme.lastgroup != "close":
            if lexeme[0] in {"OR", "AND"}:
                self._at = lexeme.end()
                if not groups or wants_or:
                    self._complain_about_operator(lexeme[0])
                wants_or = lexeme[0] == "OR" and bool(groups)
                if lexeme[0] == "AND":
                    self._needs_more("AND")
                continue
            part = self._part(lexeme)
            if part is None:
                continue
            if wants_or:
                groups[-1].append(part)
            else:
                groups.append([part])
            wants_or = False
        if wants_or:
            self._complain_about_operator("OR")
        joined = [_joined(Or, group) for group in groups]
        return _joined(And, joined) if joined else None

    def _needs_more(self, operator: str) -> None:
        following = self._next()
        if following is None or following.lastgroup == "close":
            self._complain_about_operator(operator)

    def _complain_about_operator(self, operator: str) -> None:
        if not self._as_typed:
            raise QueryProblem(
                f"{operator} needs something before and after it; "
                f'write "{operator}" in quotation marks to look for the word'
            )

    def _part(self, lexeme: regex.Match[str]) -> Query | None:
        self._at = lexeme.end()
        match lexeme.lastgroup:
            case "not":
                following = self._next()
                part = None if following is None else self._deeper(following)
                return None if part is None else Not(part)
            case "open":
                return self._brackets()
            case "quote":
                return self._phrase(None)
            case "field":
                return self._field(lexeme[0])
        return self._word(lexeme[0], None)

    def _deeper(self, lexeme: regex.Match[str]) -> Query | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryProblem(f"brackets are nested more than {_DEEPEST} deep; write it flatter")
        part = self._part(lexeme)
        self._depth -= 1
        return part

    def _brackets(self) -> Query | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryProblem(f"brackets are nested more than {_DEEPEST} deep; write it flatter")
        part = self._parts()
        self._depth -= 1
        if self._next() is not None:
            self._at += 1
        elif not self._as_typed:
            raise QueryProblem("a bracket is not closed; add ) at its end")
        if part is None and not self._as_typed:
            raise QueryProblem("there is nothing between the brackets; remove them")
        return part

    def _phrase(self, field: Field | None) -> Query | None:
        match = _QUOTED.match(self._text, self._at)
        assert match is not None
        self._at = match.end()
        if not match["end"] and not self._as_typed:
            raise QueryProblem("a quotation mark is not closed; add one at the end of the phrase")
        is_prefix = bool(match["star"]) or (self._as_typed and not match["end"])
        return self._checked(
            Text(" ".join(match["text"].split()), is_phrase=True, is_prefix=is_prefix, field=field)
        )

    def _word(self, word: str, field: Field | None) -> Query | None:
        text = word.rstrip("*")
        is_last = self._as_typed and self._at == len(self._text)
        return self._checked(Text(text, is_prefix=text != word or is_last, field=field))

    def _checked(self, text: Text) -> Query | None:
        if next(pieces(text.text), None) is not None:
            return text
        if self._as_typed:
            return None
        shown = str(text) if text.text else "a phrase"
        raise QueryProblem(f"{shown} holds no letter and no digit to look for; remove it")

    def _field(self, lexeme: str) -> Query | None:
        name = lexeme[:-1].lower()
        if name not in FIELDS:
            raise QueryProblem(
                f"there is no field {lexeme} (there are {', '.join(FIELDS)}); "
                "put the words in quotation marks to look for them"
            )
        following = _LEXEME.match(self._text, self._at)
        kind = following.lastgroup if following else None
        if following is None or kind in {"space", "open", "close", "not"}:
            if self._as_typed:
                return None
            raise QueryProblem(f"{lexeme} needs a value right after it")
        self._at = following.end()
        if name in _OTHER_FIELDS:
            return self._fact(name, following)
        if kind == "quote":
            return self._phrase(Field(name))
        return self._word(self._value(following), Field(name))

    def _fact(self, name: str, lexeme: regex.Match[str]) -> Query | None:
        """Read the value of a field that is not of words."""
        is_prefix = False
        if lexeme.lastgroup == "quote":
            value, is_prefix = self._quoted(name)
        else:
            value = self._value(lexeme)
        match name:
            case "lang":
                return self._language(value)
            case "date":
                return self._dates(value)
            case "is":
                return self._marked(value)
        return self._tagged(value, is_prefix=is_prefix)

    def _quoted(self, name: str) -> tuple[str, bool]:
        """Read a value up to its closing quotation mark, and whether it may go on."""
        match = _QUOTED.match(self._text, self._at)
        assert match is not None
        self._at = match.end()
        if not match["end"] and not self._as_typed:
            raise QueryProblem(f"a quotation mark after {name}: is not closed; add one")
        return " ".join(match["text"].split()), bool(match["star"]) or not match["end"]

    def _marked(self, value: str) -> Query | None:
        try:
            return Marked(Mark(value.lower()))
        except ValueError:
            if self._as_typed:
                return None
            raise QueryProblem(
                f"is:{value} is not known; write {', '.join(f'is:{mark.value}' for mark in Mark)}"
            ) from None

    def _tagged(self, value: str, *, is_prefix: bool) -> Query | None:
        tag = value.rstrip("*").lstrip("#").strip()
        if tag:
            is_last = self._as_typed and self._at == len(self._text)
            return Tagged(tag, is_prefix=is_prefix or value.endswith("*") or is_last)
        if self._as_typed:
            return None
        raise QueryProblem(f"tag:{value} names no tag; write tag:name")

    def _value(self, lexeme: regex.Match[str]) -> str:
        """Return a value up to the next white space, quotation mark or bracket."""
        found = str(lexeme[0])
        while lexeme.lastgroup == "field":
            following = _LEXEME.match(self._text, self._at)
            if following is None or following.lastgroup not in {"field", "word", "not"}:
                break
            lexeme = following
            self._at = lexeme.end()
            found += str(lexeme[0])
        return found

    def _language(self, value: str) -> Query | None:
        if _LANGUAGE.fullmatch(value):
            return Language(value.replace("_", "-").lower())
        if self._as_typed:
            return None
        raise QueryProblem(f"lang:{value} is no language code; write lang:uk or lang:zh-Hans")

    def _dates(self, value: str) -> Query | None:
        first, has_range, last = value.partition("..")
        try:
            if not has_range:
                last = first
            dates = Dates(_day(first, is_last=False), _day(last, is_last=True))
        except ValueError:
            dates = Dates(None, None)
        if dates == Dates(None, None):
            if self._as_typed:
                return None
            raise QueryProblem(f"date:{value} is no date; {_DATE_HELP}")
        if dates.first and dates.last and dates.first > dates.last:
            if self._as_typed:
                return None
            raise QueryProblem(f"date:{value} ends before it begins; {_DATE_HELP}")
        return dates


def _day(text: str, *, is_last: bool) -> datetime.date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year = int(match[1])
    month = int(match[2] or (12 if is_last else 1))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(text)
    if match[3]:
        return datetime.date(year, month, int(match[3]))
    return datetime.date(year, month, calendar.monthrange(year, month)[1] if is_last else 1)


def _joined(kind: type[And | Or], parts: list[Query]) -> Query:
    """Return the parts as one, flat: `(a b) c` is `a b c`."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        else:
            flat.append(part)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
