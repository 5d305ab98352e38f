"""Finds what the shape of a Chinese text makes a name: 《指定幸存者》, 伦敦时装周, Telma 电视台."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.han_lexicon import (
    AFTER_PEOPLE,
    EVENTS,
    FUNCTION,
    KINDS,
    NO_TEAM,
    QUALIFIERS,
    ROLES,
    SYLLABLES,
    TEAMLESS,
)
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.tokens import tokens

_WORK: Final = regex.compile(r"《([^《》()（）\n]{1,30})(?:[(（][^《》\n]{1,60}[)）])?》")
"""What title marks enclose, up to 30 characters: in more of them, one was forgotten."""
_EVENT: Final = regex.compile(rf"(?:国际)?(?:{'|'.join(EVENTS)})")
_NEWS: Final = "广播[0-9一二三四五]+(?:频道|台)|新闻频道|新闻网|新闻(?!报|发|记|稿|周)"
_LATIN_KIND: Final = regex.compile(
    rf" ?(?:{'|'.join(QUALIFIERS)}){{0,2}}(?:{'|'.join(KINDS)}|{_NEWS})"
)
_TEAM: Final = regex.compile(r"(\p{Han}{2,4}?)队(?![员长友伍])")
_BRANCHES: Final = ("广播", "新闻")
"""What stands behind the name of a station in that of a part of it: CBC新闻 is not all of CBC."""
_BROADCASTERS: Final = frozenset({"BBC", "CNN", "NBC", "CBS", "ABC", "CNBC", "ITV", "ESPN", "NHK"})
"""Stations whose branches are called after countries: BBC苏格兰."""
_BEFORE_PEOPLE: Final = tuple(
    role for role in ROLES if len(role) > 1 and role not in ("代表", "记者", "作家", "前锋")
)
"""Offices that stand before the name of who holds them, and not before a town's."""
_MAX_JOINED: Final = 9
"""Characters of a foreign name written without a dot: given name and surname."""


def works(plain: str, known: list[Found], knowledge: Knowledge) -> Iterator[Found]:
    """Yield the titles of books, films, songs and programmes, unless they are known names."""
    spans = {(item.start, item.end) for item in known}
    for match in _WORK.finditer(plain):
        name = match.group(1).strip()
        start = match.start(1) + match.group(1).index(name)
        if name and (start, start + len(name)) not in spans and not knowledge.han(name):
            yield Found(
                start, start + len(name), Kind.OTHER, "", name, Evidence.CAPITALS, parts=(name,)
            )


def events(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield events that are called after the town, state or country right before their kind."""
    for item in known:
        if item.kind is not Kind.LOC or item.weak:
            continue
        match = _EVENT.match(plain, item.end)
        if match is not None and not any(f.start < match.end() <= f.end for f in known):
            name = plain[item.start : match.end()]
            kind = Kind.ORG if name.endswith("所") else Kind.OTHER
            yield Found(item.start, match.end(), kind, "", name, Evidence.CAPITALS, parts=(name,))


def teams(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield teams that are called after their town, state or country: 费城老鹰队."""
    for item in known:
        if item.kind is not Kind.LOC or item.weak:
            continue
        match = _TEAM.match(plain, item.end)
        if match is None or any(f.start < match.end() <= f.end for f in known):
            continue
        own = match.group(1)
        if (
            own[-1] not in NO_TEAM
            and not FUNCTION & set(own)
            and not any(word in own for word in TEAMLESS)
        ):
            name = plain[item.start : match.end()]
            yield Found(
                item.start, match.end(), Kind.ORG, "", name, Evidence.CAPITALS, parts=(name,)
            )


def addressed(plain: str, item: Found) -> Found:
    """Return a town or a company as a person where a form of address follows: 福特博士."""
    office = item.key.startswith("gn:") and plain.endswith(_BEFORE_PEOPLE, 0, item.start)
    address = plain.startswith(tuple(AFTER_PEOPLE), item.end)
    if item.key.startswith("office:") or not (office or address):
        return item
    name = plain[item.start : item.end]
    if item.weak or not all(c in SYLLABLES for c in name):
        return item
    return replace(
        item, kind=Kind.PERSON, key="", name=name, evidence=Evidence.TITLE, parts=(name,)
    )


def joined(found: list[Found]) -> list[Found]:
    """Make one name of two foreign ones side by side: 阿比盖尔格蕾丝, 布伦特蒙哥马利, 维拉里尔."""
    result: list[Found] = []
    for item in sorted(found):
        before = result[-1] if result else None
        if before is not None and before.end == item.start and _one_name(before, item):
            name = before.name + (item.name if not item.key else item.parts[0])
            result[-1] = replace(
                before,
                end=item.end,
                kind=Kind.PERSON if Kind.PERSON in (before.kind, item.kind) else before.kind,
                name=name,
                parts=before.parts + item.parts,
            )
        else:
            result.append(item)
    return [replace(item, parts=()) if item.key else item for item in result]


def _one_name(before: Found, after: Found) -> bool:
    if before.key or len(before.parts) != 1 or len(after.parts) != 1:
        return False
    town = after.key.startswith("gn:")
    if after.key and not town:
        return False
    if len(before.parts[0]) + len(after.parts[0]) > _MAX_JOINED:
        return False
    people = Kind.PERSON in (before.kind, after.kind)
    kinds = {before.kind} if town else {before.kind, after.kind}
    return len(before.name) > 1 and len(after.parts[0]) > 1 and kinds <= _JOINABLE and people


_JOINABLE: Final = frozenset({Kind.PERSON, Kind.OTHER})


def with_latin(text: str, found: list[Found], knowledge: Knowledge) -> list[Found]:
    """Join names in Latin letters with the Chinese that belongs to them.

    That is the kind of an institution behind one (Telma 电视台, CBC新闻), or a given name before it
    (彼得Tsouvallaris). What the knowledge base has as a whole is that: Fox 新闻频道.
    """
    result: list[Found] = []
    for item in found:
        latin = script_of(text[item.start]) is Script.LATIN
        before = result[-1] if result else None
        match = _LATIN_KIND.match(text, item.end) if latin and item.kind is not Kind.LOC else None
        if match is not None and not (item.key and match.group().startswith(" ")):
            end = match.end()
            name = text[item.start : end]
            if item.key and not match.group().startswith(_BRANCHES):
                mixed = replace(item, end=end)
            else:
                mixed = replace(item, end=end, kind=Kind.ORG, key="", name=name, parts=_parts(name))
            result.append(_known_as(mixed, text, knowledge))
        elif (
            before is not None
            and before.end == item.start
            and item.kind is Kind.LOC
            and text[before.start : before.end] in _BROADCASTERS
        ):
            name = text[before.start : item.end]
            mixed = replace(before, end=item.end, key="", name=name, parts=_parts(name))
            result[-1] = _known_as(mixed, text, knowledge)
        elif latin and before is not None and _given_name(text, before, item):
            parts = before.parts + item.parts
            name = text[before.start : item.end]
            result[-1] = replace(before, end=item.end, name=name, parts=parts)
        else:
            result.append(item)
    return result


def _parts(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(name, 0, len(name)))


def _known_as(item: Found, text: str, knowledge: Knowledge) -> Found:
    """Return a name in two scripts as what the knowledge base has it for, if that is one thing."""
    name = text[item.start : item.end].translate(knowledge.simplify)
    entries = knowledge.han(name) or knowledge.han(name.replace(" ", ""))
    if len({entry.entity for entry in entries}) != 1:
        return item
    known = knowledge.entity(entries[0].entity)
    return replace(
        item, key=known.key, kind=known.kind, name=known.title, evidence=Evidence.KNOWN, parts=()
    )


def _given_name(text: str, before: Found, latin: Found) -> bool:
    return (
        before.end == latin.start
        and not before.key
        and not latin.key
        and before.kind is Kind.PERSON
        and len(before.parts) == 1
        and script_of(text[before.start]) is Script.HAN
    )
