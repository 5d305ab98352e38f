"""Finds what marks around Chinese words show to be a name: quotation marks, hyphens, lists.

“联合人工智能中心”, 普拉斯科-弗莱克斯曼, 佐科维多多（Joko Widodo）, 据号角纪事报报道.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from seedreader.entities.composition import OFFICE
from seedreader.entities.found import Found
from seedreader.entities.han_lexicon import (
    ARTISTS,
    BEFORE_NAMES,
    FUNCTION,
    INDICES,
    NOT_GIVEN,
    PLANS,
    ROLES,
    SUFFIXES,
    SURNAMES,
    SYLLABLES,
)
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Evidence, Kind

_FOREIGN: Final = f"[{''.join(sorted(SYLLABLES))}]"
_QUOTED: Final = regex.compile(r"[“\"「‘]([\p{Han}]{4,16})[”\"」’“]")
"""What quotation marks enclose, up to 16 characters: more of them are what somebody said."""
_GLOSSED: Final = regex.compile(
    r"(\p{Han}{2,9}) ?[（(] ?(?:\p{Lu}[\p{L}'’.\-]*)((?: \p{Lu}[\p{L}'’.\-]*){0,3}) ?[)）]"
)
"""A name and what it is in Latin letters."""
_MEDIUM: Final = "报|电视台|广播电台|电台|通讯社|通信社|新闻社|新闻网|周刊|杂志"
_REPORTED: Final = regex.compile(rf"据(\p{{Han}}{{2,8}}?(?:{_MEDIUM}))(?:的)?(?:报道|消息|称)")
_UNNAMED: Final = regex.compile("当地|国家|该|某|这|本|官方|[一两多几]家|媒体|有关|外国|地方|日报$")
_COUNCIL: Final = regex.compile("(?:中国)?(?:国务院(?!卿)|国资委)")
"""Offices that share their name with those of other countries, and so are no known names."""
_SUNDAY: Final = ("星期日", "星期天", "周日", "每日", "今日")
_INDEX: Final = regex.compile(rf"(?:{'|'.join(INDICES)})(?:(?:\d{{2,4}})?(?:综合)?指数|\d{{2,4}})")
_LISTED: Final = rf"(?:{_FOREIGN}{{2,5}}|[{''.join(sorted(SURNAMES))}]\p{{Han}}{{1,2}})"
_ITEM: Final = regex.compile(rf"{_LISTED}(?=[、，和与及以])")
_COMMAS: Final = "、，和与及"
_LAST: Final = regex.compile(rf"、({_LISTED})(?=等|。|，|；|！|\Z|都|均)")
_AS_ARTIST: Final = regex.compile(
    rf"(?:(?<![\p{{Han}}])|(?<=[和与及在有如像由])|(?<=包括|例如|诸如))({_LISTED})(?:[、和与及]({_LISTED}))*"
    r"(?:、(\p{Han}{2,4}))?"
    rf"等(?:{'|'.join(ARTISTS)})"
)
_FIRST: Final = regex.compile(rf"(?:(?<!\p{{Han}})|(?<=包括|例如))({_LISTED})、\Z")
_LONGEST_ITEM: Final = 6
"""Characters of a name in a list and what separates it from the next."""
_INSTITUTIONS: Final = (
    *SUFFIXES, "中心", "署", "研究局", "项目局", "办公室", "工场",
)  # fmt: skip
"""How the names of institutions in quotation marks end."""
_FEWEST: Final = 3
"""Characters of a foreign name of which nothing but its Latin form is known."""
_LONGEST: Final = 6
"""Characters of such a name."""
_CHINESE: Final = (2, 3)
"""Characters of Chinese and Korean names."""
_PLAIN_COUNT: Final = 150
"""Occurrences in the 60 million words behind jieba's dictionary: an ordinary word."""
_NOT_INSIDE: Final = frozenset("的了是我你他她它们不这那就也都吗呢吧啊")


def quoted(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield institutions and plans whose names stand in quotation marks."""
    spans = {(item.start, item.end) for item in known}
    for match in _QUOTED.finditer(plain):
        name = match.group(1)
        institution = name.endswith(_INSTITUTIONS)
        if not institution and not (len(name) > _FEWEST + 1 and name.endswith(PLANS)):
            continue
        if match.span(1) not in spans and not _NOT_INSIDE & set(name):
            kind = Kind.ORG if institution else Kind.OTHER
            yield _found(match.span(1), name, kind)


def with_glossed(plain: str, found: list[Found], knowledge: Knowledge) -> list[Found]:
    """Return the names of a sentence with those whose Latin form follows in brackets.

    Such a name takes the place of pieces of it that were found: 米德索莫诺顿（Midsomer Norton）.
    """
    for item in list(_glossed(plain, found, knowledge)):
        pieces = [f for f in found if f.start < item.end and f.end > item.start]
        if all(f.start >= item.start and f.end <= item.end for f in pieces):
            found = [f for f in found if f not in pieces]
            found.append(item)
    return found


def _glossed(plain: str, known: list[Found], knowledge: Knowledge) -> Iterator[Found]:
    """Yield names that Latin letters in brackets tell: 李英浩（Ri Yong Ho）."""
    for match in _GLOSSED.finditer(plain):
        text, end = match.group(1), match.end(1)
        start = end
        while start > match.start(1) and plain[start - 1] in SYLLABLES:
            start -= 1
        while start < end and (plain[start] in BEFORE_NAMES or plain[start] in FUNCTION):
            start += 1
        start += next((n for n in (2, 1) if plain.endswith(_OFFICES, 0, start + n)), 0)
        whole = match.start(1)
        if start > whole and _mostly_foreign(text) and _apart(plain, whole):
            start = whole
        overlapping = [f for f in known if f.start < end and f.end > start]
        if any(f.start <= start and f.end >= end for f in overlapping):
            continue
        dotted = start == match.start(1) and plain[start - 1 : start] in ("·", "•", "-")
        if end - start >= _FEWEST and not dotted:
            kind = Kind.PERSON if match.group(2) else Kind.OTHER
            yield _found((start, end), plain[start:end], kind)
            continue
        for size in _CHINESE:
            name = text[-size:]
            if (
                len(match.group(2).split()) in (1, 2)
                and len(name) == size
                and name[0] in SURNAMES
                and not NOT_GIVEN & set(name[1:])
                and knowledge.han_words.get(name, (0, "p"))[1] == "p"
                and not any(f.end == end for f in known)
                and text[:-size].endswith((*_OFFICES, "")[: len(_OFFICES) + (len(text) == size)])
            ):
                yield Found(
                    end - size, end, Kind.PERSON, "", name, Evidence.PARTS,
                    parts=(name[0], name[1:]),
                )  # fmt: skip
                break


_OFFICES: Final = tuple(role for role in ROLES if len(role) > 1)


def national(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield institutions that are called national, international or federal: 国家减灾委员会."""
    for match in _NATIONAL.finditer(plain):
        name = match.group()
        inner = match.group(1)
        if _NOT_INSIDE & set(inner) or FUNCTION & set(inner) or set(inner) & _SEVERAL:
            continue
        if not any(f.start < match.start() < f.end or f.start < match.end() < f.end for f in known):
            yield _found(match.span(), name, Kind.ORG)


_NATIONAL: Final = regex.compile(
    r"(?:国家|全国|世界|国际|皇家|联邦|中国|中华)(\p{Han}{2,8}?)"
    r"(?:委员会|管理局|控制局|监督局|研究所|研究院|基金会|理事会|协会|联合会|总局|总署|控制中心|"
    r"管理中心|研究中心|减灾机构|学会)"
)
_SEVERAL: Final = frozenset("多几各家些数级")
"""Characters that tell that no single institution is meant: 全国多家研究所."""


def listed_institutions(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield what follows a known organisation in a list and has the name of a kind of one."""
    ends = {f.end for f in known if f.kind is Kind.ORG}
    for match in _IN_LIST.finditer(plain):
        name, own = match.group(1), set(match.group(2))
        if match.start() in ends and not (FUNCTION | _SEVERAL | _NOT_INSIDE) & own:
            ends.add(match.end())
            yield _found(match.span(1), name, Kind.ORG)


_IN_LIST: Final = regex.compile(
    r"[、和与及]((\p{Han}{2,9}?)"
    r"(?:委员会|研究所|研究院|基金会|协会|联合会|联盟|出版社|公司|集团|大学))"
    r"(?=[、，。；和与及等的]|\Z)"
)


def branches(plain: str, found: list[Found]) -> list[Found]:
    """Make one name of a company and the country of its branch: 谷歌中国总裁."""
    result: list[Found] = []
    for item in sorted(found):
        before = result[-1] if result else None
        if (
            before is not None
            and before.end == item.start
            and before.kind is Kind.ORG
            and item.kind is Kind.LOC
            and before.key
            and not before.key.startswith(OFFICE)
            and _BRANCH.match(plain, item.end)
        ):
            name = plain[before.start : item.end]
            result[-1] = _found((before.start, item.end), name, Kind.ORG)
        else:
            result.append(item)
    return result


_BRANCH: Final = regex.compile(
    "”|公司|分公司|区?总裁|区?首席|区?负责人|区?总经理|前总裁|区?高管|研究院"
)


def _apart(plain: str, place: int) -> bool:
    """Tell whether no Chinese character stands right before a place."""
    return place == 0 or script_of(plain[place - 1]) is not Script.HAN


def _mostly_foreign(text: str) -> bool:
    """Tell whether most characters of a short text are syllables of foreign names: 艾拿戴斯."""
    syllables = sum(c in SYLLABLES for c in text)
    return (
        _FEWEST <= len(text) <= _LONGEST
        and syllables * 3 >= len(text) * 2
        and text[0] in SYLLABLES
        and text[-1] in SYLLABLES
        and not FUNCTION & set(text)
    )


def media(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield newspapers and stations that an article reports after, and indices of exchanges."""
    for match in _REPORTED.finditer(plain):
        name = match.group(1)
        named = any(f.start < match.end(1) and f.end > match.start(1) for f in known)
        if not named and not _UNNAMED.search(name):
            yield _found(match.span(1), name, Kind.ORG)
    for item in known:
        if item.kind is Kind.ORG and plain[item.start : item.end].endswith("报"):
            day = next((d for d in _SUNDAY if plain.endswith(d, 0, item.start)), "")
            if day:
                start = item.start - len(day)
                yield _found((start, item.end), plain[start : item.end], Kind.ORG)
    for match in _COUNCIL.finditer(plain):
        if any(f.start < match.end() and f.end > match.start() + 2 for f in known):
            continue
        yield _found(match.span(), match.group(), Kind.ORG)
    for match in _INDEX.finditer(plain):
        yield _found(match.span(), match.group(), Kind.OTHER)


def listed(plain: str, found: list[Found], knowledge: Knowledge) -> Iterator[Found]:
    """Yield persons in a list with other persons, or with what all of them are: 罗基等歌手."""
    people = [f for f in found if f.kind is Kind.PERSON]
    starts = {f.start for f in people}
    for item in people:
        for span in _until_person(plain, item.end, starts):
            yield from _person(plain, span, found, knowledge)
        last = _LAST.match(plain, item.end)
        if last is not None:
            yield from _person(plain, last.span(1), found, knowledge)
        if plain[item.start - 1 : item.start] == "、":
            first = _FIRST.search(plain, max(item.start - _LONGEST_ITEM, 0), item.start)
            if first is not None:
                yield from _person(plain, first.span(1), found, knowledge)
    for match in _AS_ARTIST.finditer(plain):
        for group in (1, 2, 3):
            for span in match.spans(group):
                yield from _person(plain, span, found, knowledge)


def _until_person(plain: str, place: int, starts: set[int]) -> list[tuple[int, int]]:
    """Return what may be names in a list from `place` on to the next person, or nothing."""
    spans: list[tuple[int, int]] = []
    while plain[place : place + 1] in tuple(_COMMAS):
        if place + 1 in starts:
            return spans
        match = _ITEM.match(plain, place + 1)
        if match is None:
            break
        spans.append(match.span())
        place = match.end()
    return []


def _person(
    plain: str, span: tuple[int, int], found: list[Found], knowledge: Knowledge
) -> Iterator[Found]:
    name = plain[span[0] : span[1]]
    count, tag = knowledge.han_words.get(name, (0, "p"))
    foreign = all(c in SYLLABLES for c in name)
    ordinary = (tag != "p" and count > _PLAIN_COUNT) or (not foreign and count and tag != "p")
    taken = any(f.start < span[1] and f.end > span[0] for f in found)
    if taken or ordinary or name in ROLES or (not foreign and NOT_GIVEN & set(name)):
        return
    parts = (name,) if foreign else (name[0], name[1:])
    yield Found(*span, Kind.PERSON, "", name, Evidence.PARTS, parts=parts)


def _found(span: tuple[int, int], name: str, kind: Kind) -> Found:
    return Found(*span, kind, "", name, Evidence.CAPITALS, parts=(name,))
