"""Brings together what one article calls by several names.

Within an article a full name, its surname alone, another order and a gloss in brackets are one
entity. Whatever is not in the knowledge base gets a key that begins with `~` and holds the parts
of its fullest name, separated by `|`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from seedreader.entities.endings import bases
from seedreader.entities.found import Found
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import FOREIGN_DOTS, Script, fold, is_acronym, word_script
from seedreader.entities.lexicon import PARTICLES, is_institution
from seedreader.entities.mention import Evidence, Kind, Mention
from seedreader.entities.name_meanings import Meanings
from seedreader.entities.nominatives import DECLINING
from seedreader.entities.wording import without_kind

_TWO: Final = 2
"""Words of the names of clubs whose last word may stand alone: Manchester City."""
_SHORTEST_DECLINED: Final = 3
"""Letters of a word below which `letters.stem` leaves it whole."""
_LIKE_ENDINGS: Final = frozenset(["ем", "ом", "им", "ам"])
"""Endings of cases that names have in the nominative too: Греем, Том."""
_SEPARATOR: Final = "|"
_GLOSS_GAP: Final = frozenset({"(", " (", "（", " （", "(«", ' ("', "（“"})


@dataclass(slots=True)
class _Group:
    parts: tuple[str, ...]
    keys: tuple[str, ...]
    kind: Kind
    name: str
    bases: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        return "~" + _SEPARATOR.join(self.parts)


@lru_cache(maxsize=16384)
def content(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name without particles, unless nothing else is there."""
    kept = tuple(p for p in parts if fold(p) not in PARTICLES or (p.isupper() and len(p) > 3))  # noqa: PLR2004
    return kept or parts


def group(
    text: str, found: list[Found], knowledge: Knowledge, meanings: Meanings
) -> tuple[Mention, ...]:
    """Return the mentions of an article.

    Args:
        text: the article.
        found: what was found in it.
        knowledge: what is known about names.
        meanings: the same, about whole names.
    """
    found = _people_not_towns(text, found, knowledge)
    found = _two_people(text, found, knowledge)
    groups = _groups(found, knowledge, meanings)
    clubs = _short_names(text, found)
    aliases = _glosses(text, found)
    glossed = _glossed_people(found, groups, aliases, knowledge)
    mentions = []
    for item in found:
        key, name, kind, evidence = item.key, item.name, item.kind, item.evidence
        if not key:
            keys = _keys(item, knowledge)
            entity = groups.get(keys)
            alone = entity is None or entity.keys == keys
            club = clubs.get(fold(item.name)) if alone and len(keys) == 1 else None
            if club is not None:
                mentions.append(_alias(text, item, club))
                continue
            if entity is None or (item.tentative and alone):
                continue
            key, name = entity.key, entity.name
            if len(content(item.parts)) < len(entity.keys):
                evidence = Evidence.SURNAME
            kind = entity.kind
            called = glossed.get(entity.keys)
            if called is not None:
                key, name = called.key, called.name
        other = aliases.get((item.start, item.end))
        if other is not None and key.startswith("~"):
            meant = _meant(other, groups, glossed, knowledge)
            if meant is not None:
                key, name, evidence = meant.key, meant.name, Evidence.GLOSS
        mentions.append(
            Mention(item.start, item.end, text[item.start : item.end], kind, key, name, evidence,
                    item.weak, item.language)
        )  # fmt: skip
    return tuple(mentions)


def _short_names(text: str, found: list[Found]) -> dict[str, Found]:
    """Return known organisations by the last word of their names: City, of Manchester City.

    Words for kinds of institutions are left out: Bank and Court may be any.
    """
    short: dict[str, Found] = {}
    for item in found:
        words = text[item.start : item.end].split()
        organisation = item.kind is Kind.ORG and item.evidence is Evidence.KNOWN and item.key
        if organisation and len(words) == _TWO and not is_institution(words[-1]):
            short.setdefault(fold(words[-1]), item)
    return short


def _alias(text: str, item: Found, of: Found) -> Mention:
    return Mention(
        item.start, item.end, text[item.start : item.end], of.kind, of.key, of.name,
        Evidence.KNOWN, weak=False, language=item.language,
    )  # fmt: skip


def _keys(item: Found, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(map(knowledge.part_keys.__getitem__, content(item.parts)))


def _people_not_towns(text: str, found: list[Found], knowledge: Knowledge) -> list[Found]:
    """Make towns and companies parts of persons where the article names a person so in full."""
    people = [
        (_keys(item, knowledge), item.parts[-2])
        for item in found
        if not item.key and item.kind is Kind.PERSON and len(item.parts) > 1
    ]
    ends = {key for keys, _ in people for key in (keys[0], keys[-1])}
    surnames = {keys[-1] for keys, before in people if not before.islower()}  # not: Auris de Toyota
    result = []
    for item in found:
        word = text[item.start : item.end]
        company = item.kind is Kind.ORG and item.evidence is Evidence.KNOWN and not is_acronym(word)
        named = surnames if company else ends if item.key.startswith("gn:") else ()
        if " " not in word and knowledge.part_keys[word] in named:
            person = replace(
                item, kind=Kind.PERSON, key="", name=word, evidence=Evidence.SURNAME, parts=(word,)
            )
            result.append(person)
        else:
            result.append(item)
    return result


def _two_people(text: str, found: list[Found], knowledge: Knowledge) -> list[Found]:
    """Part a person's name from the surname of another person beside it: Герінгтона Джона Сноу.

    Languages with cases set the two side by side. The article names the other person in full, and
    nothing else of that name stands here.
    """
    full: dict[str, set[str]] = {}
    for item in found:
        if _is_declined(item):
            keys = _keys(item, knowledge)
            full.setdefault(keys[-1], set()).update(keys[:-1])
    if not full:
        return found
    result: list[Found] = []
    for item in found:
        keys = _keys(item, knowledge) if _is_declined(item) else ()
        others = set(keys)
        if keys and keys[0] in full and not full[keys[0]] & others and keys[-1] != keys[0]:
            result += _parted(text, item, 1)
        elif len(keys) > _TWO and _ends_apart(item) and full[keys[-1]] - others:
            result += _parted(text, item, len(item.parts) - 1)
        else:
            result.append(item)
    return result


def _is_declined(item: Found) -> bool:
    """Tell whether something is a person's name of several Cyrillic parts."""
    return (
        not item.key
        and item.kind is Kind.PERSON
        and len(item.parts) > 1
        and len(content(item.parts)) == len(item.parts)
        and word_script(item.parts[0]) is Script.CYRILLIC
    )


def _ends_apart(item: Found) -> bool:
    """Tell whether all parts of a name but the last have the same ending: Чарльза Коркорана N."""
    *before, last = item.parts
    endings = {part[-1] for part in before}
    return len(endings) == 1 and endings <= set("ауюі") and last[-1] not in "ауюіяоеийїє"


def _parted(text: str, item: Found, place: int) -> list[Found]:
    """Cut a name of several parts in two before one of them."""
    last = item.parts[place - 1]
    cut = text.index(item.parts[place], item.start + len(item.parts[0]), item.end)
    end = text.rindex(last, item.start, cut) + len(last)
    spans = (item.start, end, item.parts[:place]), (cut, item.end, item.parts[place:])
    return [
        replace(item, start=start, end=end, name=text[start:end], parts=parts)
        for start, end, parts in spans
    ]


def _groups(
    found: list[Found], knowledge: Knowledge, meanings: Meanings
) -> dict[tuple[str, ...], _Group]:
    groups: dict[tuple[str, ...], _Group] = {}
    kinds: dict[tuple[str, ...], Counter[Kind]] = {}
    for item in found:
        if item.key or not item.parts:
            continue
        keys = _keys(item, knowledge)
        if item.tentative and keys in groups:
            continue
        if keys not in groups:
            groups[keys] = _Group(content(item.parts), keys, item.kind, item.name)
            if item.language in DECLINING:
                groups[keys].bases = tuple(
                    tuple(map(knowledge.part_keys.__getitem__, form))
                    for form in bases(content(item.parts), item.language)
                )
        kinds.setdefault(keys, Counter())[item.kind] += 1
    for keys, entity in groups.items():
        counter = kinds[keys]
        if entity.kind is Kind.OTHER and counter[Kind.PERSON]:
            entity.kind = Kind.PERSON
    for read_alike in _read_alike(groups.values(), knowledge):
        usual = max(read_alike, key=lambda entity: kinds[entity.keys].total())
        groups.update((entity.keys, usual) for entity in read_alike)
    titled = {_keys(i, knowledge) for i in found if i.parts and i.evidence is Evidence.TITLE}
    return _resolved(groups, titled, _bare_names(groups.values(), knowledge, meanings))


def _read_alike(groups: Iterable[_Group], knowledge: Knowledge) -> list[list[_Group]]:
    """Return foreign full names in Chinese characters of which each is read like the others.

    The characters that spell a name are chosen anew by each writer: 特雷莎·梅, 特蕾莎·梅. Names
    of Chinese people are not compared: 李伟 is not 李威.
    """
    found: dict[tuple[tuple[str, ...], ...], list[_Group]] = {}
    for entity in groups:
        if not set(FOREIGN_DOTS).isdisjoint(entity.name) and all(
            word_script(part) is Script.HAN for part in entity.parts
        ):
            read = [[knowledge.readings.get(each) for each in part] for part in entity.parts]
            key = tuple(
                tuple(each.mandarin[0] for each in part if each is not None and each.mandarin)
                for part in read
            )
            if [*map(len, key)] == [*map(len, entity.parts)]:
                found.setdefault(key, []).append(entity)
    return [alike for alike in found.values() if len(alike) > 1]


def _resolved(
    groups: dict[tuple[str, ...], _Group],
    titled: set[tuple[str, ...]],
    bare: dict[tuple[str, ...], _Group],
) -> dict[tuple[str, ...], _Group]:
    """Return for each name the fullest one of the same entity.

    Args:
        groups: by the keys of a name's parts.
        titled: names that stand after a title: of persons.
        bare: things by their names without the word for their kind.
    """
    full = _full_names(groups.values())
    resolved = dict(groups)
    for keys, entity in groups.items():
        owner = _nominative(keys, groups)
        for form in (keys, *entity.bases):
            owner = owner or _owner(form, full.get(form[0], ()))
        if owner is None and keys not in titled:
            owner = bare.get(keys)
        if owner is not None:
            if owner.kind is Kind.OTHER:
                owner.kind = entity.kind if entity.kind is Kind.PERSON else owner.kind
            resolved[keys] = owner
    for keys, owner in resolved.items():
        # A surname alone may stand for a double one, and that for the full name.
        further = resolved[owner.keys]
        same = further.keys[-len(owner.keys) :] == owner.keys
        if further is not owner and (same or _nominative(owner.keys, groups) is further):
            resolved[keys] = further
    return resolved


def _nominative(keys: tuple[str, ...], groups: dict[tuple[str, ...], _Group]) -> _Group | None:
    """Return the same name without the ending of its last part, where its key keeps that.

    Keys of names in Latin script keep the ending: Palins of Palin in German.
    Keys of very short words keep what may be an ending: Ин of Ина. The nominative of others ends
    like an inflected form: Греем of Греема. The article shows which it is.
    """
    last = keys[-1]
    if keys in groups and groups[keys].bases:
        return next((groups[base] for base in groups[keys].bases if base in groups), None)
    if len(keys) == 1 or word_script(last) is not Script.CYRILLIC:
        return None
    if len(last) == _SHORTEST_DECLINED:
        return groups.get((*keys[:-1], last[:-1])) if last[-1] in "аую" else None
    # The keys of both are cut, of the nominative by two letters more: гре, греем.
    owner = groups.get((*keys[:-1], last[:-2])) if last[-2:] in _LIKE_ENDINGS else None
    return owner if owner is not None and fold(owner.parts[-1]) == last else None


def _bare_names(
    groups: Iterable[_Group], knowledge: Knowledge, meanings: Meanings
) -> dict[tuple[str, ...], _Group]:
    """Return names of things by themselves without the word for their kind: Telma of Telma TV."""
    found: dict[tuple[str, ...], _Group] = {}
    for entity in groups:
        if entity.kind in (Kind.PERSON, Kind.OTHER):
            continue
        bare = without_kind(entity.parts, meanings)
        if bare != entity.parts:
            found.setdefault(tuple(map(knowledge.part_keys.__getitem__, bare)), entity)
    return found


def _full_names(groups: Iterable[_Group]) -> dict[str, list[_Group]]:
    """Return names of several parts, of persons perhaps, by each of their parts."""
    full: dict[str, list[_Group]] = {}
    for entity in groups:
        work = "of" in entity.parts  # The Power of Nutrition is nobody whose surname is Nutrition
        if len(entity.keys) > 1 and entity.kind in (Kind.PERSON, Kind.OTHER) and not work:
            for key in set(entity.keys):
                full.setdefault(key, []).append(entity)
    return full


def _owner(keys: tuple[str, ...], full: Sequence[_Group]) -> _Group | None:
    """Return the fuller name that a name is a part of, if only one of those given is."""
    candidates = []
    for other in full:
        if len(other.keys) <= len(keys):
            continue
        if len(keys) == 1:
            key = keys[0]
            if key in (other.keys[-1], other.keys[0]):
                candidates.append((key == other.keys[-1], other))
        elif set(keys) < set(other.keys):
            candidates.append((True, other))
    if not candidates:
        return None
    people = [(by_last, other) for by_last, other in candidates if other.kind is Kind.PERSON]
    candidates = people or candidates
    last = [other for by_last, other in candidates if by_last]
    pool = last or [other for _, other in candidates]
    return pool[0] if len(pool) == 1 or len({g.keys[-1] for g in pool}) == 1 else None


def _glosses(text: str, found: list[Found]) -> dict[tuple[int, int], Found]:
    """Return for a name before or in brackets the other one, which says who is meant."""
    aliases: dict[tuple[int, int], Found] = {}
    for before, after in pairwise(found):
        if text[before.end : after.start] not in _GLOSS_GAP or text[
            after.end : after.end + 1
        ] not in (")", "）", ",", "，", '"', "”", "»"):
            continue
        if before.weak or after.weak or _is_by_person(before, after):
            continue
        if after.key and not before.key and after.kind is not Kind.LOC:
            aliases[(before.start, before.end)] = after
        elif (before.key and not after.key and before.kind is not Kind.LOC) or (
            not before.key
            and not after.key
            and word_script(before.name) is not word_script(after.name)
        ):
            aliases[(after.start, after.end)] = before
    return aliases


def _glossed_people(
    found: list[Found],
    groups: dict[tuple[str, ...], _Group],
    aliases: dict[tuple[int, int], Found],
    knowledge: Knowledge,
) -> dict[tuple[str, ...], Found | _Group]:
    """Return what people are called whom brackets name, by the keys of their fullest names.

    A gloss is of the person, not of one place only: 特雷莎·梅 … 梅(Theresa May). Of two names the
    fuller one is the person's.
    """
    glossed: dict[tuple[str, ...], Found | _Group] = {}
    for item in found:
        target = aliases.get((item.start, item.end))
        one = groups.get(_keys(item, knowledge)) if target and not item.key else None
        if target is None or one is None or one.kind is not Kind.PERSON:
            continue
        two = target if target.key else groups.get(_keys(target, knowledge))
        if isinstance(two, _Group) and len(two.keys) < len(one.keys):
            one, two = two, one
        if two is not None and two is not one and one.keys not in glossed:
            glossed[one.keys] = two
    return glossed


def _meant(
    gloss: Found,
    groups: dict[tuple[str, ...], _Group],
    glossed: dict[tuple[str, ...], Found | _Group],
    knowledge: Knowledge,
) -> Found | _Group | None:
    """Return what a name that a gloss stands for is a name of."""
    if gloss.key:
        return gloss
    entity = groups.get(_keys(gloss, knowledge))
    return glossed.get(entity.keys, entity) if entity is not None else None


def _is_by_person(before: Found, after: Found) -> bool:
    """Tell whether a person's full name stands before the name of what that person made or leads.

    Терезою Мей (Chequers Plan) is no other name of hers.
    """
    person = not before.key and before.kind is Kind.PERSON and len(before.parts) > 1
    return person and bool(after.key) and after.kind is not Kind.PERSON
