"""Finds names in Chinese text, and known names in Japanese text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from seedreader.entities import japanese
from seedreader.entities.composition import OFFICE
from seedreader.entities.found import Found
from seedreader.entities.han_bodies import bodies, waters
from seedreader.entities.han_lexicon import (
    ACTS,
    BEFORE_NAMES,
    FUNCTION,
    GENERIC,
    QUALIFIERS,
    ROLES,
    SAID,
    SORTS,
    SUFFIXES,
    SURNAMES,
    SYLLABLES,
)
from seedreader.entities.han_marks import (
    branches,
    listed,
    listed_institutions,
    media,
    national,
    quoted,
    with_glossed,
)
from seedreader.entities.han_people import HanPeople, Word
from seedreader.entities.han_shapes import addressed, events, joined, teams, works
from seedreader.entities.kana import KanaFinder, cuts_word, is_katakana
from seedreader.entities.knowledge import HanEntry, Knowledge
from seedreader.entities.letters import FOREIGN_DOTS, Script, script_of
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.names import ANY_LANGUAGE, Flag
from seedreader.entities.segment import Segmenter

_FULL: Final = 2
"""Parts, or characters, of the shortest names that are full ones."""
_CHINESE: Final = ("zh", "yue")
_RARE: Final = 100
"""Occurrences in the 60 million words behind jieba's dictionary: hardly a word one knows."""
_LARGE: Final = 43
"""Rank of cities of 300,000 people (see `build.places`)."""
_TOWNS: Final = frozenset("市町村県区郡州省駅")
_CAPITAL: Final = 55
"""Rank of capitals (see `build.places`)."""
_SHORT: Final = 3
"""Characters of a name that may be a piece of a longer one."""
_NO_PART: Final = FUNCTION | ROLES
_LONGEST_PART: Final = 7
"""Characters of a part of a foreign name."""
_MOST_WORDS: Final = 5
"""Words before the kind of an institution that its name may have."""
_WITH_COUNCILS: Final = ("美国",)
"""Countries other than China whose offices Chinese calls 国务院."""
_INSIDE: Final = frozenset({"市场", "监督", "应急"})
"""Words that institutions are called after though the dictionary does not tell."""
_SORTS: Final = frozenset({"组织", "机构"})
"""Words for sorts of institutions that follow a name without belonging to it."""
_GOVERNED: Final = frozenset("省州市县区镇")
_STATES: Final = frozenset("省州")
_USUAL: Final = 1000
"""Occurrences in the same words: one that everybody uses."""
_NO_WORD: Final = (0, "")
_BESIDE_TOWNS: Final = frozenset("市省州县区镇港湾岛城人军队方大小东西南北新老飞访离回来至距")
_PAIR: Final = 2
_OF_UNIVERSITIES: Final = ("医院", "附属医院", "出版社", "图书馆", "医学院")
"""What a university has that is called after it."""
_PROVINCES: Final = tuple("省郡")
_GOVERNING: Final = tuple("长会委级政府")
"""What goes with a province's kind in another word: 省长, 省会."""
_RUN: Final = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〇]+(?:-\p{Script=Han}+)*"
)


class HanFinder:
    """Finds names in Chinese and Japanese sentences."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._segmenter = Segmenter(knowledge)
        self._text = ""
        self._plain = ""
        self._sentence = ""

    def find(self, text: str, start: int, end: int, language: str) -> list[Found]:
        """Return what the sentence between two offsets of `text` seems to name.

        The finds do not overlap and are in order. A name that the whole text repeats needs less
        evidence.
        """
        if text is not self._text:
            self._text = text
            self._plain = text.translate(self._knowledge.simplify)
        plain = self._sentence = self._plain[start:end]
        words = [
            Word(a + run.start(), b + run.start(), plain[a + run.start() : b + run.start()])
            for run in _RUN.finditer(plain)
            for a, b in self._segmenter.cut(run.group())
        ]
        taken = [False] * (len(plain) + 1)
        found: list[Found] = []

        def add(items: Iterator[Found]) -> None:
            for item in items:
                if not any(taken[item.start : item.end]):
                    for place in range(item.start, item.end):
                        taken[place] = True
                    found.append(item)

        people = HanPeople(self._knowledge, self._plain, plain)
        known = list(self._known(words, language))
        if language == "zh":
            known = [addressed(plain, item) for item in known]
            add(works(plain, known, self._knowledge))
            add(people.dotted(words))
            add(people.hyphened(words, known))
            add(map(self._in_full, media(plain, known)))
            add(quoted(plain, known))
            add(events(plain, known))
            add(teams(plain, known))
            add(bodies(plain, known))
            add(waters(plain, known))
            add(self._institutions(words, known))
            add(national(plain, known))
            add(listed_institutions(plain, known))
            add(people.rulers())
            add(people.japanese_in_chinese(words, known))
            add(iter(known))
            for way in people.chinese(words, taken):
                add(way)
            add(listed(plain, found, self._knowledge))
            found = with_glossed(plain, found, self._knowledge)
            found = branches(plain, joined([self._with_parts(item, plain) for item in found]))
        else:
            kana = KanaFinder(self._knowledge)
            add(self._whole(known, plain))
            add(kana.find(plain))
            add(people.japanese())
        found.sort()
        return [
            Found(
                f.start + start,
                f.end + start,
                f.kind,
                f.key,
                f.name,
                f.evidence,
                f.weak,
                f.parts,
                language,
            )
            for f in found
        ]

    def _in_full(self, item: Found) -> Found:
        """Return an office as the one that the article names with its country: 美国国务院."""
        for country in _WITH_COUNCILS:
            entries = self._knowledge.han(country + item.name)
            if entries and country + item.name in self._plain:
                known = self._knowledge.entity(entries[0].entity)
                return replace(
                    item, key=known.key, name=known.title, evidence=Evidence.KNOWN, parts=()
                )
        return item

    def _with_parts(self, item: Found, plain: str) -> Found:
        """Return a town with what stands there as its part if it may end a foreign name."""
        name = plain[item.start : item.end]
        small = item.key.startswith("gn:") and plain[item.end : item.end + 1] not in _BESIDE_TOWNS
        foreign = all(c in SYLLABLES for c in name) and not item.weak
        return replace(item, parts=(name,)) if small and foreign else item

    def _whole(self, known: list[Found], plain: str) -> Iterator[Found]:
        """Yield the known names that cut no word in katakana, and towns only where one is meant."""
        for item in known:
            text = plain[item.start : item.end]
            town = item.key.startswith("gn:") and plain[item.end : item.end + 1] not in _TOWNS
            if cuts_word(plain, item.start, item.end) or is_katakana(text):
                continue
            if town and len(text) <= _FULL and self._small(text):
                continue
            yield item

    def _small(self, name: str) -> bool:
        entries = self._knowledge.han(name)
        return all(self._knowledge.entity(e.entity).rank < _LARGE for e in entries)

    # Known names

    def _known(self, words: list[Word], language: str) -> Iterator[Found]:
        for index, word in enumerate(words):
            entries = self._knowledge.han(word.text)
            if not entries and word.text.endswith("队") and len(word.text) > _FULL:
                word = Word(word.start, word.end - 1, word.text[:-1])  # noqa: PLW2901
                entries = self._knowledge.han(word.text)
            if word.text[-1] in _GOVERNED and self._sentence.startswith("长", word.end):
                word = Word(word.start, word.end - 1, word.text[:-1])  # noqa: PLW2901
                entries = self._knowledge.han(word.text)  # 唐山 | 市长
            entry = self._choose(entries, language) if entries else None
            if entry is None or len(word.text) == 1 or word.text in ROLES:
                continue
            known = self._knowledge.entity(entry.entity)
            weak = bool(entry.flags & Flag.WEAK)
            if self._names_holder(word, known.key) or self._of_branch(word, known.kind):
                continue
            if language == "zh" and self._cuts_word(word):
                continue
            small = known.rank < _CAPITAL and len(word.text) <= _SHORT
            if small and self._cut_out(words, index):
                continue
            if len(word.text) <= _SHORT and self._always_longer(word.text, word.end):
                continue
            if known.key.startswith("gn:") and self._begins_part(word):
                continue
            end = word.end + self._with_province(word, known.key)
            yield Found(word.start, end, known.kind, known.key, known.title, Evidence.KNOWN, weak)

    def _with_province(self, word: Word, key: str) -> int:
        """Return how many characters behind a town make it a province or county: 内乌肯[省]."""
        after = self._sentence[word.end : word.end + _PAIR]
        province = key.startswith("gn:") and after[:1] in _PROVINCES
        return int(province and after[1:] not in _GOVERNING)

    def _cut_out(self, words: list[Word], index: int) -> bool:
        """Tell whether a town's name is likely a part of a longer foreign name: 霍[约克]."""
        word = words[index]
        if any(c not in self._knowledge.foreign for c in word.text):
            return False
        return (
            self._beside_syllable(words, index)
            or self._after_part(words, index)
            or self._given_name(words, index)
        )

    def _given_name(self, words: list[Word], index: int) -> bool:
        """Tell whether a surname stands before a town that is a given name: 郭[艾伦]得到."""
        word, before = words[index], words[index - 1] if index else None
        return (
            before is not None
            and before.end == word.start
            and before.text in SURNAMES
            and self._knowledge.han_words.get(before.text, _NO_WORD)[1] == "p"
            and self._sentence.startswith(ACTS, word.end)
        )

    def _after_part(self, words: list[Word], index: int) -> bool:
        """Tell whether a part of a name stands right before a word of two syllables: 维拉[里尔]."""
        word, before = words[index], words[index - 1] if index else None
        return (
            before is not None
            and before.end == word.start
            and len(before.text) >= _FULL
            and len(word.text) == _FULL
            and all(c in SYLLABLES for c in before.text + word.text)
            and self._knowledge.han_words.get(before.text, _NO_WORD)[1] == "p"
            and not self._knowledge.han(before.text)
            and self._sentence[before.start - 1 : before.start] not in (*FOREIGN_DOTS, "-")
        )

    def _begins_part(self, word: Word) -> bool:
        """Tell whether a town's name opens a longer part of a person's name: [佩斯]科夫."""
        name = self._sentence[word.start : word.start + _LONGEST_PART]
        return all(c in self._knowledge.foreign for c in word.text) and any(
            self._knowledge.parts(name[:size]) for size in range(len(word.text) + 1, len(name) + 1)
        )

    def _always_longer(self, name: str, end: int) -> bool:
        """Tell whether one syllable follows a name wherever the text has it: [东加]拉."""
        after = self._sentence[end : end + 1]
        if not (after in SYLLABLES and after not in _BESIDE_TOWNS and after not in FUNCTION):
            return False
        times = self._plain.count(name + after)
        return (
            times > 1
            and times == self._plain.count(name)
            and after not in BEFORE_NAMES
            and all(c in SYLLABLES for c in name)
        )

    def _beside_syllable(self, words: list[Word], index: int) -> bool:
        """Tell whether a syllable of a foreign name stands right before or after a word."""
        word = words[index]
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        return (before is not None and before.end == word.start and self._syllable(before)) or (
            after is not None and after.start == word.end and self._syllable(after)
        )

    def _names_holder(self, word: Word, key: str) -> bool:
        """Tell whether an office is only a part of the title of who holds it: 商务部长."""
        return key.startswith(OFFICE) and self._sentence.startswith(("长", "议员"), word.end)

    def _of_branch(self, word: Word, kind: Kind) -> bool:
        """Tell whether a name is a piece of what a branch is called: [中国银行]业."""
        return kind is Kind.ORG and self._sentence.startswith("业", word.end)

    def _cuts_word(self, word: Word) -> bool:
        """Tell whether a name's last character opens another word: 新闻[报]道."""
        after = self._sentence[word.end : word.end + 1]
        if not after:
            return False
        of = self._knowledge.han_words
        one, other = of.get(word.text[:-1], _NO_WORD), of.get(word.text[-1] + after, _NO_WORD)
        return (
            word.text not in of and one[0] > _USUAL and other[0] > _USUAL and len(word.text) > _FULL
        )

    def _syllable(self, word: Word) -> bool:
        """Tell whether one character seems to be a part of a foreign name."""
        return (
            len(word.text) == 1
            and word.text in self._knowledge.foreign
            and word.text not in FUNCTION
            and word.text not in BEFORE_NAMES
            and word.text not in SAID
            and word.text not in _BESIDE_TOWNS
        )

    def _choose(self, entries: tuple[HanEntry, ...], language: str) -> HanEntry | None:
        best: tuple[int, HanEntry] | None = None
        for entry in entries:
            if entry.language in (ANY_LANGUAGE, language, "zh", "yue", "ja") or language == "und":
                rank = self._knowledge.entity(entry.entity).rank + (
                    5 if entry.language == language else 0
                )
                if entry.language == "ja" and language == "zh":
                    rank -= 30
                if best is None or rank > best[0]:
                    best = rank, entry
        return best[1] if best else None

    def _listed(self, word: Word) -> bool:
        """Tell whether a word is the name of an institution in the dictionary: 中国科学院."""
        count, tag = self._knowledge.han_words.get(word.text, (0, "x"))
        own = next((len(s) for s in SUFFIXES if word.text.endswith(s)), 0)
        return (
            tag == "t" and word.text not in GENERIC and len(word.text) > own + 1 and count < _USUAL
        )

    def _institutions(self, words: list[Word], known: list[Found]) -> Iterator[Found]:
        """Yield institutions that a name and a kind make: 克拉克县地方法院."""
        starts = {f.start: f for f in known}
        for index, word in enumerate(words):
            if not word.text.endswith(SUFFIXES) or self._of_branch(word, Kind.ORG):
                continue
            if word.text == "大学" and self._sentence.startswith(_OF_UNIVERSITIES, word.end):
                continue  # 利默里克[大学]医院
            own = starts.get(word.start)
            if own is not None and (own.key.startswith(OFFICE) or not _after_town(own, known)):
                continue
            if word.text in _SORTS and _is_organisation(words, index, known):
                continue
            first = self._opening(words, index, starts)
            named = any(w.start in starts for w in words[first:index])
            if (
                index - first == 1
                and word.text in SORTS
                and _is_region(starts.get(words[first].start))
            ):
                continue
            if first < index and named and word.end - words[first].start >= 4:  # noqa: PLR2004
                name = "".join(w.text for w in words[first : index + 1])
                yield _institution(words[first].start, word.end, name)
            elif own is None and self._listed(word):
                yield _institution(word.start, word.end, word.text)

    def _opening(self, words: list[Word], index: int, starts: dict[int, Found]) -> int:
        """Return the index of the first word of an institution's name whose last is given."""
        first = index
        while first > 0 and index - first < _MOST_WORDS:
            before = words[first - 1]
            if before.end != words[first].start or before.text in _NO_PART:
                break
            tag = self._knowledge.han_words.get(before.text, (0, "x"))[1]
            part = before.start in starts or tag != "x" or before.text in _INSIDE
            if not part and before.text not in QUALIFIERS:
                break
            if before.text[-1] in _STATES and all(c in SYLLABLES for c in words[first].text):
                break  # 内华达州 | 克拉克县地方法院
            if words[first].start in starts and _is_region(starts.get(before.start)):
                break
            first -= 1
        return first


def _institution(start: int, end: int, name: str) -> Found:
    return Found(start, end, Kind.ORG, "", name, Evidence.CAPITALS, parts=(name,))


def _is_organisation(words: list[Word], index: int, known: list[Found]) -> bool:
    """Tell whether a word only says what the known name before it is of: 联合国 before 组织."""
    return any(f.end == words[index].start and f.kind is Kind.ORG for f in known)


def _after_town(item: Found, known: list[Found]) -> bool:
    """Tell whether a town stands right before a known name: 波士顿 before 环球报."""
    return any(f.end == item.start and f.key.startswith("gn:") for f in known)


def _is_region(item: Found | None) -> bool:
    """Tell whether a known name is that of a country or a state: 内华达州 before 克拉克县法院."""
    return item is not None and item.kind is Kind.LOC and not item.key.startswith("gn:")


def repeated_surnames(
    text: str, spans: list[tuple[int, int, str]], found: list[Found], knowledge: Knowledge
) -> list[Found]:
    """Add the other places of foreign names whose bearers a Chinese article names in full.

    These are surnames, given names that are no ordinary words, and places that their kind was
    told of once: 巴鲁 after 巴鲁市.
    """
    surnames = {item.parts[-1]: Kind.PERSON for item in found if _has_foreign_surname(item)}
    surnames |= {item.parts[0]: Kind.PERSON for item in found if _has_japanese_surname(item)}
    given = {
        item.parts[0]: Kind.PERSON
        for item in found
        if _has_foreign_surname(item) and _is_rare(item.parts[0], knowledge)
    }
    places = {
        item.parts[0]: Kind.LOC
        for item in found
        if item.kind is Kind.LOC and not item.key and item.parts and item.language in _CHINESE
        if _is_rare(item.parts[0], knowledge)
    }
    teams = {
        text[item.start + place : item.end].translate(knowledge.simplify): Kind.ORG
        for item in found
        if (place := _after_home(text, item, knowledge))
    }
    names = teams | places | given | surnames
    if not names:
        return found
    plain = text.translate(knowledge.simplify)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = regex.compile("|".join(map(regex.escape, longest_first)))
    spots = [m.span() for a, b, _ in spans for m in pattern.finditer(plain, a, b)]
    found = [
        item
        for item in found
        if item.key
        or not (_piece_of(item, spots, surnames, plain) or _is_surname(item, surnames, plain))
    ]
    covered = bytearray(len(text))
    for item in found:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    extra = [
        Found(
            match.start(),
            match.end(),
            names[match.group()],
            "",
            match.group(),
            Evidence.SURNAME,
            parts=(match.group(),),
            language=language,
        )
        for start, end, language in spans
        for match in pattern.finditer(plain, start, end)
        if not any(covered[match.start() : match.end()])
        if match.group() in surnames or _stands_apart(plain, match.span())
    ]
    return sorted([*found, *extra])


def _after_home(text: str, item: Found, knowledge: Knowledge) -> int:
    """Return how long the name of its home is before a team's own: 贝尔法斯特|巨人队, or 0."""
    name = text[item.start : item.end].translate(knowledge.simplify)
    if item.kind is not Kind.ORG or not name.endswith("队"):
        return 0
    return next(
        (
            size
            for size in range(len(name) - _SHORT, 1, -1)
            if any(knowledge.entity(e.entity).kind is Kind.LOC for e in knowledge.han(name[:size]))
        ),
        0,
    )


def _piece_of(
    item: Found, spots: list[tuple[int, int]], surnames: dict[str, Kind], plain: str
) -> bool:
    """Tell whether a find is but the beginning of a surname that the article names: 普拉斯[科]."""
    return any(
        start == item.start and item.end < end and plain[start:end] in surnames
        for start, end in spots
    )


def _is_surname(item: Found, surnames: dict[str, Kind], plain: str) -> bool:
    """Tell whether what looks like a Chinese name is a surname: 金迪基, of 基图雷·金迪基."""
    return len(item.parts) > 1 and plain[item.start : item.end] in surnames


def _has_japanese_surname(item: Found) -> bool:
    return (
        item.kind is Kind.PERSON
        and not item.key
        and item.language in _CHINESE
        and len(item.parts) == _FULL
        and item.parts[0] in japanese.SURNAMES
    )


def _has_foreign_surname(item: Found) -> bool:
    if item.kind is not Kind.PERSON or item.key or len(item.parts) < _FULL:
        return False
    first, last = item.parts[0], item.parts[-1]
    chinese = item.language in _CHINESE and script_of(last[0]) is Script.HAN
    return chinese and len(last) > 1 and (len(first) > 1 or len(last) > _FULL)


def _is_rare(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a foreign name of two or more characters is no ordinary word too."""
    count, kind = knowledge.han_words.get(name, (0, "p"))
    return (
        len(name) > 1
        and (count < _RARE or kind in "ps")
        and all(c in SYLLABLES for c in name)
        and not knowledge.han(name)
    )


def _stands_apart(plain: str, span: tuple[int, int]) -> bool:
    """Tell whether no other syllable of a foreign name stands right beside a name."""
    start, end = span
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not any(
        c
        and c in SYLLABLES
        and c not in BEFORE_NAMES
        and c not in FUNCTION
        and c not in _BESIDE_TOWNS
        for c in (before, after)
    )
