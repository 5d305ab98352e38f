"""Finds the names of persons in Chinese text, and of Japanese ones in Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import regex

from seedreader.entities import japanese
from seedreader.entities.found import Found
from seedreader.entities.han_lexicon import (
    ACTING,
    ACTS,
    AFTER_PEOPLE,
    AT,
    BEFORE_NAMES,
    BESIDE,
    BETWEEN_TWO,
    COMPOUND,
    DISTRICTS,
    DIVISIONS,
    FUNCTION,
    KINDS,
    LOANS,
    NOT_GIVEN,
    PEOPLES,
    PLACE_SUFFIXES,
    QUALIFIERS,
    ROLES,
    SAID,
    SPEAKS,
    SURNAMES,
    SYLLABLES,
)
from seedreader.entities.han_runs import runs
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import FOREIGN_DOTS, Script, script_of
from seedreader.entities.mention import Evidence, Kind

_HYPHENED: Final = regex.compile(r"(\p{Script=Han}{2,})[-‑－](\p{Script=Han}{2,})")
_DOTTED: Final = regex.compile(
    r"[\p{Script=Han}A-Za-z]+(?:-\p{Script=Han}+)?"
    rf"(?:[{FOREIGN_DOTS}][\p{{Script=Han}}A-Za-z.\-]+)+"
)
_MIN_GIVEN: Final = 2
"""Characters of the shortest given name of a foreigner."""
_MAX_FOREIGN: Final = 7
"""Characters of the longest part of a foreign name."""
_MIN_FOREIGN: Final = 3
"""Characters of a foreign name without a dot that needs no other sign."""
_RARE: Final = 10
"""Occurrences in the 60 million words behind jieba's dictionary: no ordinary word."""
_SELDOM: Final = 60
"""The same: a word that may be a piece of a foreign name."""
_LONGEST_NAME: Final = 10
"""Characters of the longest foreign name without a dot, given name and surname."""
_LONG: Final = 4
"""Characters of a known part that hardly is anything else."""
_LONGEST_JAPANESE: Final = 5
"""Characters of the longest Japanese names."""
_LONGEST_SUFFIX: Final = 8
"""Characters of qualifiers and the kind of an institution: 县地方法院, 州立大学."""
_PLAIN_COUNT: Final = 150
"""Occurrences in the same words: an ordinary word."""
_FAMOUS: Final = 500
"""Occurrences of a whole name in the same text: one in more of them is an ordinary word too."""
_WHOLE: Final = 2
"""Characters of a Chinese given name, or of the shortest foreign surname."""
_NUMBERED: Final = regex.compile(
    r"(\p{Script=Han}{1,7}?)([一二三四五六七八九十]{1,3})世(?![纪界代家人间俗])"
)
_CHINESE_NUMBERS: Final = (
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 二十三"
)
_ROMAN_NUMBERS: Final = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XXIII"
_NUMBERS: Final = dict(zip(_CHINESE_NUMBERS.split(), _ROMAN_NUMBERS.split(), strict=True))
"""Numbers of rulers in Chinese, as other languages write them."""
_AND: Final = "和与及同跟"
_KIND: Final = regex.compile(rf"(?:{'|'.join(QUALIFIERS)}){{0,2}}(?:{'|'.join(KINDS)})")
_NEVER_LAST: Final = FUNCTION - {"一", "三"}
"""Small words that no given name ends with."""
_AFTER: Final = "说称等因却又再还则后前当让"
_BETWEEN: Final = ' ”"：:'
"""What may stand between an office and a name: 记者 张玉薇, “总统”赖清德, 编辑：李娜."""
_ROLES: Final = (*(role for role in ROLES if len(role) > 1), "会见", "会见了", "会晤", "接见")
"""What stands before the name of a person: an office, or that somebody is met."""
_SAID: Final = tuple(SAID)
_ACTS: Final = tuple(SAID - {"、"})
_DEEDS: Final = (*ACTING, *ACTS)
_COMMON: Final = 1000
"""Occurrences in the same words: one that everybody uses."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: offsets in the sentence, and its simplified text."""

    start: int
    end: int
    text: str


def kind_of_institution(text: str) -> str:
    """Return the kind of an institution that a text begins with, its qualifiers too, or ''."""
    match = _KIND.match(text)
    return match.group() if match else ""


def _after_digit(text: str, place: int) -> bool:
    """Tell whether a digit stands right before a place in a text."""
    return text[place - 1 : place].isdigit()


class HanPeople:
    """Finds names of persons in one sentence, given as words.

    A name that the whole article repeats needs less evidence.
    """

    def __init__(self, knowledge: Knowledge, article: str, sentence: str) -> None:
        """Look in `sentence`, a part of `article`, both simplified."""
        self._knowledge = knowledge
        self._plain = article
        self._current = sentence
        self._foreign_characters = knowledge.foreign_or_rare

    def chinese(self, words: list[Word], taken: list[bool]) -> Iterator[Iterator[Found]]:
        """Yield the ways to find names in Chinese, the surest first.

        `taken` tells which characters are already a part of a name; it changes between the ways.
        """
        yield self._syllables(words, taken)
        yield self._longs(words)
        yield self._titled(words)
        yield self._named_after(words, taken)
        yield self._chinese(words, self._current, taken)
        yield self._foreign(words, taken)
        yield self._townships(words, taken)
        yield self._destinations(words, taken)

    def dotted(self, words: list[Word]) -> Iterator[Found]:
        """Yield foreign names whose parts a dot separates: 朱莉安·史密斯."""
        return self._dotted(self._current, words)

    def hyphened(self, words: list[Word], known: list[Found]) -> Iterator[Found]:
        """Yield foreign names of two parts with a hyphen: 普拉斯科-弗莱克斯曼, 迈阿密-戴德县.

        Two names that are known each for itself are those of two, unless they make a place's.
        """
        begins, ends = {w.start: w for w in words}, {w.end: w for w in words}
        plain = self._current
        for match in _HYPHENED.finditer(plain):
            dash = match.end(1)
            first = self._left(plain, match.start(), dash, ends)
            last = self._right(plain, dash + 1, match.end(), begins)
            if first is None or last is None or min(dash - first, last - dash - 1) < _WHOLE:
                continue
            place = plain[last : last + 1] in tuple(PLACE_SUFFIXES)
            if plain.startswith(BETWEEN_TWO, last):
                continue
            both = any(f.end == dash for f in known) and any(f.start == dash + 1 for f in known)
            if both and not place:
                continue
            end = last + 1 if place else last
            kind = Kind.LOC if place else Kind.PERSON
            name = plain[first:last]
            yield Found(first, end, kind, "", name, Evidence.PARTS, parts=(name,))

    def rulers(self) -> Iterator[Found]:
        """Yield names of popes and kings with their number: 教宗良十四世, 查尔斯三世."""
        for match in _NUMBERED.finditer(self._current):
            end, number = match.end(1), match.group(2)
            starts = range(match.start(), end)
            titled = (start for start in reversed(starts) if self._after_role(start))
            named = (start for start in starts if self._is_name(self._current[start:end]))
            start = next(titled, next(named, None))
            if start is not None:
                name = self._current[start:end]
                parts = (name, _NUMBERS.get(number, number))
                text = self._current[start : match.end()]
                yield Found(start, match.end(), Kind.PERSON, "", text, Evidence.TITLE, parts=parts)

    def japanese_in_chinese(self, words: list[Word], known: list[Found]) -> Iterator[Found]:
        """Yield Japanese names: 岸田文雄, 长谷川浩, 石破茂. They may begin with a town's name.

        Args:
            words: of the sentence.
            known: names of the knowledge base in it; one that covers a person's is none.
        """
        ends = {w.end for w in words}
        covers = {(item.start, item.end) for item in known}
        for word in words:
            for size in range(_LONGEST_JAPANESE, _WHOLE, -1):
                end = word.start + size
                name = self._current[word.start : end]
                if end not in ends or not all(script_of(c) is Script.HAN for c in name):
                    continue
                cut = self._japanese_surname(word.start, name)
                if cut and not any((word.start, end + more) in covers for more in range(_LONG)):
                    yield self._person(word.start, end, (name[:cut], name[cut:]))
                    break

    def japanese(self) -> Iterator[Found]:
        """Yield Japanese names: a known surname of two characters and a known given name."""
        return self._japanese(self._current)

    def _is_part(self, text: str) -> bool:
        return bool(self._knowledge.parts(text))

    def _known_part(self, text: str) -> bool:
        return self._is_part(text) or self._listed_part(text)

    def _listed_part(self, text: str) -> bool:
        """Tell whether the dictionary has a text as a name of persons alone."""
        return self._knowledge.han_words.get(text, (0, "x"))[1] == "p"

    def _unusual(self, text: str) -> bool:
        """Tell whether two characters are no ordinary word."""
        count, tag = self._knowledge.han_words.get(text, (0, "p"))
        return tag == "p" or count < _RARE

    def _person(self, start: int, end: int, parts: tuple[str, ...]) -> Found:
        return Found(start, end, Kind.PERSON, "", "".join(parts), Evidence.PARTS, parts=parts)

    def _dotted(self, plain: str, words: list[Word]) -> Iterator[Found]:
        """Yield foreign names whose parts a dot separates: 朱莉安·史密斯."""
        begins = {w.start: w for w in words}
        ends = {w.end: w for w in words}
        for match in _DOTTED.finditer(plain):
            cuts = [i for i in range(match.start(), match.end()) if plain[i] in FOREIGN_DOTS]
            for low, high, dots in self._chains(plain, match.span(), cuts, begins):
                first = self._left(plain, low, dots[0], ends)
                last = self._right(plain, dots[-1] + 1, high, begins)
                if first is None or last is None:
                    continue
                kind = kind_of_institution(plain[last : last + _LONGEST_SUFFIX])
                if kind and not kind.endswith(("警方", "警局", "监狱")):
                    name = plain[first : last + len(kind)]
                    yield Found(
                        first, last + len(kind), Kind.ORG, "", name, Evidence.PARTS, parts=(name,)
                    )
                else:
                    parts = tuple(regex.split(f"[{FOREIGN_DOTS}]", plain[first:last]))
                    yield Found(
                        first, last, Kind.PERSON, "", plain[first:last], Evidence.PARTS, parts=parts
                    )

    def _chains(
        self, plain: str, span: tuple[int, int], cuts: list[int], begins: dict[int, Word]
    ) -> Iterator[tuple[int, int, list[int]]]:
        """Yield the dots of each name, and between which offsets the name lies.

        What stands between two dots is a part of a name, or the end of one, other words, and the
        beginning of the next: 莎伦·戴维斯和凯莉·汉弗莱斯.
        """
        low, chain = span[0], [cuts[0]]
        for before, dot in pairwise(cuts):
            if self._one_part(plain, before + 1, dot, begins):
                chain.append(dot)
                continue
            yield low, dot, chain
            last = self._right(plain, chain[-1] + 1, dot, begins)
            low, chain = last if last is not None else before + 1, [dot]
        yield low, span[1], chain

    def _one_part(self, plain: str, first: int, end: int, begins: dict[int, Word]) -> bool:
        """Tell whether everything between two dots is one part of a name."""
        text = plain[first:end]
        if text.isascii() or self._is_part(text):
            return True
        return len(text) <= _MAX_FOREIGN and self._right(plain, first, end, begins) == end

    def _left(self, plain: str, low: int, dot: int, ends: dict[int, Word]) -> int | None:
        """Return where the part before a dot begins, or None if it is no name."""
        if plain[dot - 1].isascii():
            return next((i + 1 for i in range(dot - 1, low - 1, -1) if not plain[i].isascii()), low)
        sizes = range(min(_MAX_FOREIGN, dot - low), 1, -1)
        known = next((dot - n for n in sizes if self._is_part(plain[dot - n : dot])), dot)
        start = dot
        while start > low and dot - start < _MAX_FOREIGN:
            word = ends.get(start) or Word(start - 1, start, plain[start - 1])
            if not self._may_precede(word, start, dot, known):
                break
            start = word.start
        start = min(start, known)
        if known < dot and plain[start:known] in tuple(_AND):
            start = known
        start = self._back_to_role(low, start)
        if start - 1 > low and plain[start - 1] == "-":
            before = self._left(plain, low, start - 1, ends)
            start = start if before is None else before
        return start if start < dot else None

    def _back_to_role(self, low: int, start: int) -> int:
        """Return where a name begins of which syllables stand between an office and its end.

        主席特里|西娅·塔特尔: the dictionary knows the end of the given name as a name.
        """
        for begin in range(start - 1, max(low, start - _LONG) - 1, -1):
            if self._current[begin] not in SYLLABLES:
                break
            if self._after_role(begin):
                return begin
        return start

    def _may_precede(self, word: Word, start: int, dot: int, known: int) -> bool:
        """Tell whether a word may belong to the name that has been read back to `start`."""
        if word.text in ROLES or not self._all_foreign(word.text) or self._after_role(start):
            return False
        if word.text in tuple("年月日") and _after_digit(self._current, word.start):
            return False  # 1994年 | 伯纳斯·李
        if start == dot:
            return True
        plain_word = self._plain_word(word.text) and not self._is_part(word.text)
        closed = start <= known < dot and len(word.text) > 1
        return not plain_word and not closed and word.text not in BEFORE_NAMES

    def _plain_word(self, text: str) -> bool:
        """Tell whether a dictionary has a word of several characters that is no name."""
        count, tag = self._knowledge.han_words.get(text, (0, "p"))
        return len(text) > 1 and tag != "p" and count > _PLAIN_COUNT

    def _right(self, plain: str, first: int, high: int, begins: dict[int, Word]) -> int | None:
        """Return where the part after a dot ends, or None if it is no name."""
        if first < high and plain[first].isascii():
            return next((i for i in range(first, high) if not plain[i].isascii()), high)
        sizes = range(min(_MAX_FOREIGN, high - first), 1, -1)
        best = next((n for n in sizes if self._is_part(plain[first : first + n])), 0)
        end = begin = first
        while end < high and end - begin < _MAX_FOREIGN:
            word = begins.get(end) or Word(end, end + 1, plain[end])
            after = plain[end + 1 : end + 2]
            strange = len(word.text) == 1 and after != "" and self._all_foreign(after)
            if word.text in FUNCTION or not (self._all_foreign(word.text) or strange):
                break
            if word.text[0] in _AND and (end == first + best or self._is_part(word.text[1:])):
                break  # 肯尼迪 | 和林赛: what a dictionary takes for one word are two.
            if end > first and (
                word.text in ROLES
                or word.text in _AFTER
                or (self._plain_word(word.text) and not self._goes_on(plain, word, begins))
            ):
                break
            end = word.end
            if word.text == "-":
                begin = end
        end = max(end, first + best)
        return end if end > first else None

    def _goes_on(self, plain: str, word: Word, begins: dict[int, Word]) -> bool:
        """Tell whether a place's name is but a piece of a longer foreign name: 雅库[波斯]基."""
        after = begins.get(word.end) or Word(word.end, word.end + 1, plain[word.end : word.end + 1])
        return (
            self._knowledge.han_words.get(word.text, (0, "x"))[1] == "s"
            and len(after.text) == 1
            and after.text in SYLLABLES
            and after.text not in BEFORE_NAMES
        )

    def _chinese(self, words: list[Word], plain: str, taken: list[bool]) -> Iterator[Found]:
        """Yield Chinese and Korean names: a surname and one or two characters."""
        for index, word in enumerate(words):
            text = word.text
            if taken[word.start] or not (text[0] in SURNAMES or text in COMPOUND):
                continue
            if self._vietnamese_woman(words, index):
                end = words[index + 2].end
                yield self._person(word.start, end, (text, plain[word.start + 1 : end]))
                continue
            if self._is_no_surname(words, index):
                continue
            tag = self._knowledge.han_words.get(text, (0, "x"))[1]
            whole = tag == "p" and len(text) == 3 and text[0] in SURNAMES  # noqa: PLR2004
            given = self._is_part(text[1:]) or not NOT_GIVEN & set(text[1:])
            given = given and text[1:] not in AFTER_PEOPLE
            if whole and given and not self._is_part(text) and text not in LOANS:
                yield self._person(word.start, word.end, (text[0], text[1:]))
                continue
            if self._split_given(words, index):
                end = words[index + 1].end
                yield self._person(word.start, end, (text[0], plain[word.start + 1 : end]))
                continue
            two = len(text) == _WHOLE and text[0] in SURNAMES and tag == "p"
            two = two and self._knowledge.han_words[text][0] < _FAMOUS
            if two and self._after_role(word.start) and not NOT_GIVEN & {text[1]}:
                yield self._person(word.start, word.end, (text[0], text[1:]))
                continue
            if len(text) not in (1, 2) or not (text in SURNAMES or text in COMPOUND):
                continue
            name = self._given(words, index, plain)
            if name is not None:
                yield name

    def _vietnamese_woman(self, words: list[Word], index: int) -> bool:
        """Tell whether 氏 and a given name follow a surname behind an office: 黎氏秋水."""
        if len(words[index].text) > 1 or index + 2 >= len(words):
            return False
        middle, given = words[index + 1], words[index + 2]
        return (
            middle.text == "氏"
            and middle.start == words[index].end
            and given.start == middle.end
            and len(given.text) == _WHOLE
            and given.text not in AFTER_PEOPLE
            and self._after_role(words[index].start)
        )

    def _split_given(self, words: list[Word], index: int) -> bool:
        """Tell whether the dictionary cuts a name after an office in two: 特首[李家][超]."""
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        return (
            len(word.text) == _WHOLE
            and after is not None
            and after.start == word.end
            and len(after.text) == 1
            and after.text not in FUNCTION
            and after.text not in SAID
            and self._knowledge.han_words.get(word.text, (0, "x"))[1] == "p"
            and not NOT_GIVEN & {word.text[1], after.text}
            and self._after_role(word.start)
        )

    def _after_role(self, start: int) -> bool:
        """Tell whether an office or an occupation stands right before a place in the sentence."""
        while start and self._current[start - 1] in _BETWEEN:
            start -= 1
        return self._current.endswith(_ROLES, 0, start)

    def _is_no_surname(self, words: list[Word], index: int) -> bool:
        """Tell whether a word is a number, or the next one elsewhere follows a dot: 于[维特]尔."""
        if words[index].text == "万" and _after_digit(self._current, words[index].start):
            return True  # 200[万格里]夫纳
        after = words[index + 1] if index + 1 < len(words) else None
        return after is not None and len(after.text) == _WHOLE and f"·{after.text}" in self._plain

    def _is_name(self, text: str) -> bool:
        return len(text) > 1 and self._is_part(text) and self._all_foreign(text)

    def _titled(self, words: list[Word]) -> Iterator[Found]:
        """Yield known parts of two characters after an office: 副总统彭斯."""
        ends = {word.end for word in words}
        begins = {word.start: word for word in words}
        for index, before in enumerate(words):
            start = before.end
            if not self._after_role(start):
                continue
            if index + 1 < len(words) and self._split_given(words, index + 1):
                continue
            for size in range(_LONG, _WHOLE - 1, -1):
                end = start + size
                text = self._current[start:end]
                if end in ends and self._ends_there(end, begins) and self._may_be_titled(text, end):
                    yield Found(start, end, Kind.PERSON, "", text, Evidence.TITLE, parts=(text,))
                    break

    def _ends_there(self, end: int, begins: dict[int, Word]) -> bool:
        """Tell whether what follows a place is no further syllable of a foreign name."""
        after = self._current[end : end + 1]
        foreign = after in self._knowledge.foreign and after not in FUNCTION
        return not foreign or self._plain_word(begins[end].text)

    def _may_be_titled(self, text: str, end: int) -> bool:
        """Tell whether some characters after an office may be a foreign surname."""
        town = self._knowledge.han_words.get(text, (0, "p"))[1] == "s"
        if text in ROLES or not self._all_foreign(text) or not (town or self._unusual(text)):
            return False
        if self._is_part(text):
            return True
        if text[-1] in FUNCTION:
            return False  # 卢克曼 | 因伤
        syllables = all(c in SYLLABLES for c in text)
        return self._speaks(text, end) or (syllables and len(text) > _WHOLE)

    def _speaks(self, text: str, end: int) -> bool:
        """Tell whether a verb of saying follows what may be two syllables of a foreign name."""
        return self._current.startswith(SPEAKS, end) and all(c in SYLLABLES for c in text)

    def _named_after(self, words: list[Word], taken: list[bool]) -> Iterator[Found]:
        """Yield foreign surnames before a form of address, or that open what somebody says.

        博恩先生, and 黑尔说 at the beginning of a sentence.
        """
        for index, word in enumerate(words):
            if word.text[0] not in SYLLABLES:
                continue
            start, end = word.start, word.end
            before = self._current[start - 1 : start]
            while end - start < _WHOLE and index + 1 < len(words) and words[index + 1].start == end:
                index += 1  # noqa: PLW2901
                end = words[index].end
            text = self._current[start:end]
            if len(text) < _WHOLE or len(text) > _LONG or any(taken[start:end]):
                continue
            after = self._current[end : end + _LONG]
            addressed = after.startswith(tuple(AFTER_PEOPLE))
            opening = not before or script_of(before) is not Script.HAN
            listed = self._knowledge.han_words.get(text, (0, "x"))[1] == "p"
            verbs = _ACTS if listed else SPEAKS
            speaking = opening and before not in tuple(FOREIGN_DOTS) and after.startswith(verbs)
            if (
                (addressed or speaking)
                and text not in ROLES
                and all(c in SYLLABLES for c in text)
                and self._unusual(text)
                and (self._is_part(text) or (addressed and opening))
            ):
                yield Found(start, end, Kind.PERSON, "", text, Evidence.TITLE, parts=(text,))

    def _townships(self, words: list[Word], taken: list[bool]) -> Iterator[Found]:
        """Yield unknown foreign names of two characters before the kind of a place: 巴鲁市."""
        for index, word in enumerate(words[1:], 1):
            if self._listed_district(word) and not taken[word.start]:
                parts = (word.text,)
                yield Found(
                    word.start, word.end, Kind.LOC, "", word.text, Evidence.CAPITALS, parts=parts
                )
                continue
            if len(word.text) != 1 or word.text not in DISTRICTS or taken[word.start]:
                continue
            before = words[index - 1]
            first = before
            if len(before.text) == 1 and index > 1 and words[index - 2].end == before.start:
                first = words[index - 2]
            start, text = first.start, self._current[first.start : word.start]
            if (
                before.end == word.start
                and len(text) == _WHOLE
                and not any(taken[start : word.start])
                and not self._foreign_before(words, index - (1 if first is before else 2))
                and (
                    self._knowledge.han_words.get(text, (0, "x"))[1] == "s"
                    or (
                        word.text in DIVISIONS
                        and all(c in SYLLABLES for c in text)
                        and not self._plain_word(text)
                    )
                )
            ):
                yield Found(start, word.end, Kind.LOC, "", text, Evidence.CAPITALS, parts=(text,))

    def _destinations(self, words: list[Word], taken: list[bool]) -> Iterator[Found]:
        """Yield places of the dictionary that something is said to be in or near: 前往巴鲁."""
        for word in words:
            if (
                len(word.text) >= _WHOLE
                and not taken[word.start]
                and all(c in SYLLABLES for c in word.text)
                and self._knowledge.han_words.get(word.text, (0, "x"))[1] == "s"
                and (
                    self._current.endswith(AT, 0, word.start)
                    or self._current.startswith(BESIDE, word.end)
                )
            ):
                yield Found(
                    word.start,
                    word.end,
                    Kind.LOC,
                    "",
                    word.text,
                    Evidence.CAPITALS,
                    parts=(word.text,),
                )

    def _listed_district(self, word: Word) -> bool:
        """Tell whether a word is a district or county that the dictionary lists: 南山区."""
        return (
            len(word.text) > _WHOLE
            and word.text[-1] in DISTRICTS
            and not word.text.endswith("地区")
            and self._knowledge.han_words.get(word.text, (0, "x"))[1] == "s"
        )

    def _foreign_before(self, words: list[Word], index: int) -> bool:
        """Tell whether what stands before a word may belong to a foreign name with it."""
        before = words[index - 1] if index else None
        return (
            before is not None
            and before.end == words[index].start
            and all(c in SYLLABLES for c in before.text)
            and before.text not in BEFORE_NAMES
            and not self._plain_word(before.text)
        )

    def _given(  # noqa: PLR0911 - each way out is one shape of a name
        self, words: list[Word], index: int, plain: str
    ) -> Found | None:
        """Return the name that a surname and what follows it make, if it is one."""
        surname = words[index]
        one = words[index + 1] if index + 1 < len(words) else None
        if one is None or one.start != surname.end:
            return None
        two = words[index + 2] if index + 2 < len(words) else None
        role = self._after_role(surname.start)
        own = self._listed_part(surname.text)
        after = two.text if two is not None else ""
        if len(one.text) == _WHOLE:
            listed = self._knowledge.han_words.get(one.text, (0, "x"))
            known = listed == (0, "x") or listed[1] == "p"
            certain = role or known or (after in SAID and self._unusual(one.text))
            acts = plain.startswith(ACTS, one.end) and (role or own)
            acts = acts and one.text not in ROLES and one.text not in AFTER_PEOPLE
            part = self._is_part(one.text) or (role and listed[1] == "p")
            if acts and (self._unusual(one.text) or (role and own) or (part and own)):
                certain = part = True
            if certain and part and (role or not NOT_GIVEN & set(one.text)):
                return self._person(surname.start, one.end, (surname.text, one.text))
            return None
        if len(one.text) > 1:
            return None
        if two is not None and two.start == one.end and len(two.text) == 1:
            given = one.text + two.text
            repeated = self._plain.count(surname.text + given) > 1 and not NOT_GIVEN & set(given)
            acts = own and plain.startswith(ACTS, two.end) and not NOT_GIVEN & set(given)
            part = one.text not in FUNCTION and (role or self._is_part(given))
            likely = repeated or acts or part
            if likely and two.text not in FUNCTION and two.text not in SAID:
                return self._person(surname.start, two.end, (surname.text, given))
        follows = plain[one.end : one.end + 1]
        ends = after in SAID or not follows or script_of(follows) is not Script.HAN
        ends = ends or self._plain_word(after)
        short = surname.text + one.text
        acts = plain.startswith(_DEEDS, one.end) or plain.endswith(ACTING, 0, surname.start)
        known = ends and self._plain.count(short) > _WHOLE
        ends = ends or acts
        unlisted = short not in self._knowledge.han_words
        role = role or (own and unlisted and (acts or known))
        if role and ends and one.text not in FUNCTION and one.text not in NOT_GIVEN:
            return self._person(surname.start, one.end, (surname.text, one.text))
        return None

    def _foreign(self, words: list[Word], taken: list[bool]) -> Iterator[Found]:
        """Yield foreign names without a dot: known parts, and runs of the characters they use."""
        index = 0
        while index < len(words):
            word = words[index]
            number = word.text == "万" and _after_digit(self._current, word.start)
            if taken[word.start] or number or (len(word.text) == 1 and word.text in BEFORE_NAMES):
                index += 1
                continue
            last = index
            while (
                last < len(words)
                and not taken[words[last].start]
                and (last == index or words[last].start == words[last - 1].end)
                and self._loose(words[last])
            ):
                last += 1
            found = self._run(words, index, last)
            index += 1
            if found is not None:
                if not self._people(found):
                    yield self._place(found)
                while index < len(words) and words[index].start < found.end:
                    index += 1

    def _people(self, found: Found) -> bool:
        """Tell whether a name is that of a people, or no name but a word: 库尔德人, 上赛季."""
        name, after = found.name, self._current[found.end : found.end + 1]
        if len(found.parts) > 1:
            return False
        if name[-1] in "人族" or after in tuple(PEOPLES) or name in LOANS:
            return True
        rest = self._knowledge.han_words.get(name[1:], (0, "p"))
        return (
            len(name) == _MIN_FOREIGN
            and rest[1] != "p"
            and rest[0] > _COMMON
            and not self._is_part(name)
        )

    def _behind_given(self, text: str) -> tuple[str, ...]:
        """Return a known given name and the rest: 克里斯蒂安|舍尔茨; not 特伦特|河中."""
        if len(text) > _LONGEST_NAME:
            return ()
        for cut in range(min(_MAX_FOREIGN, len(text) - _MIN_GIVEN), _MIN_GIVEN, -1):
            known, rest = text[:cut], text[cut:]
            fits = rest[0] not in PLACE_SUFFIXES and len(rest) < _MAX_FOREIGN
            if fits and self._known_part(known):
                return (known, rest)
        return ()

    def _place(self, found: Found) -> Found:
        """Return a name with the kind of a place or an institution that follows it: 亚奇省."""
        after = self._current[found.end : found.end + _LONGEST_SUFFIX]
        if len(found.parts) > 1 or not after:
            return found
        kind = kind_of_institution(after)
        if not kind and after[0] in PLACE_SUFFIXES:
            return replace(found, end=found.end + 1, kind=Kind.LOC)
        if kind:
            name = found.name + kind
            return replace(
                found, end=found.end + len(kind), kind=Kind.ORG, name=name, parts=(name,)
            )
        return found

    def _longs(self, words: list[Word]) -> Iterator[Found]:
        """Yield known parts of four or more characters, with a known part before or after."""
        for index in range(len(words)):
            found = self._long(words, index)
            if found is not None and not self._people(found):
                yield self._place(found)

    def _syllables(self, words: list[Word], taken: list[bool]) -> Iterator[Found]:
        """Yield foreign names of which no part is known: 马齐尼亚克."""
        for start, end in runs(words, taken, self._knowledge):
            longer = range(end - start + 1, _MAX_FOREIGN + 1)
            if any(self._is_part(self._current[start : start + size]) for size in longer):
                continue  # 阿德托昆 | 博得
            name = self._current[start:end]
            whole = self._is_part(name)
            person = whole or self._after_role(start) or len(name) > _LONGEST_JAPANESE
            split = self._parts_of(name) or self._behind_given(name) if person else ()
            parts = (name,) if whole or not split else split
            kind = Kind.PERSON if person else Kind.OTHER
            evidence = Evidence.PARTS if whole else Evidence.CAPITALS
            found = Found(start, end, kind, "", name, evidence, parts=parts)
            if not self._people(found):
                yield self._place(found)

    def _long(self, words: list[Word], index: int) -> Found | None:
        """Return a known part of four or more characters that begins at a word."""
        foreign = self._knowledge.foreign
        start = words[index].start
        text = ""
        for word in words[index : index + _MAX_FOREIGN]:
            if word.start != start + len(text) or len(text) > _MAX_FOREIGN:
                break
            text += word.text
        if (
            len(text) < _LONG
            or text[0] not in foreign
            or text[1] not in foreign
            or text[2] not in foreign
        ):
            return None
        for size in range(min(len(text), _MAX_FOREIGN), _LONG - 1, -1):
            name = text[:size]
            if name not in self._knowledge.han_words and self._is_part(name):
                end = self._extended(words, start, size)
                name = self._current[start:end]
                return Found(start, end, Kind.PERSON, "", name, Evidence.PARTS, parts=(name,))
        return None

    def _extended(self, words: list[Word], start: int, size: int) -> int:
        """Return the end of a name with the last syllable that its known part lacks."""
        after = next((w for w in words if w.start == start + size), None)
        if after is None or len(after.text) != 1 or size >= _MAX_FOREIGN:
            return start + size
        syllable = after.text in SYLLABLES and not (
            after.text in BEFORE_NAMES or after.text in FUNCTION or after.text in PLACE_SUFFIXES
        )
        kind = kind_of_institution(self._current[after.end : after.end + _LONGEST_SUFFIX])
        return start + size + (1 if syllable and kind else 0)

    def _all_foreign(self, text: str) -> bool:
        return all(c in self._foreign_characters for c in text)

    def _loose(self, word: Word) -> bool:
        if len(word.text) == 1 and word.text not in FUNCTION and self._opens_repeated(word):
            return True
        if not self._all_foreign(word.text) or word.text in FUNCTION:
            return False
        if len(word.text) == 1:
            return True
        count, tag = self._knowledge.han_words.get(word.text, (0, "x"))
        town = tag == "s" and not self._knowledge.han(word.text)
        if tag == "p" or ((count < _SELDOM or town) and all(c in SYLLABLES for c in word.text)):
            return True
        return not count and all(c in self._knowledge.foreign for c in word.text)

    def _opens_repeated(self, word: Word) -> bool:
        """Tell whether a character opens three that the text repeats, as an unknown name does."""
        three = self._current[word.start : word.start + 3]
        return (
            len(three) == 3  # noqa: PLR2004
            and three[1] in self._knowledge.foreign
            and three[2] in self._knowledge.foreign
            and three[:2] not in self._knowledge.han_words
            and three[1:] not in self._knowledge.han_words
            and self._plain.count(three) > 1
        )

    def _run(self, words: list[Word], first: int, last: int) -> Found | None:
        """Return the name that some words make, or the longest beginning of them that is one."""
        text = "".join(w.text for w in words[first:last])
        start = words[first].start
        parts = self._parts_of(text)
        if parts:
            return Found(
                start, start + len(text), Kind.PERSON, "", text, Evidence.PARTS, parts=parts
            )
        parts = self._behind_given(text)
        if parts:
            return Found(
                start, start + len(text), Kind.PERSON, "", text, Evidence.PARTS, parts=parts
            )
        for end in range(last - 1, first, -1):
            name = "".join(w.text for w in words[first:end])
            if len(name) >= _MIN_FOREIGN and (parts := self._parts_of(name)):
                if end == last - 1 and len(words[end].text) == 1 and len(parts) > 1:
                    parts, name = (*parts[:-1], parts[-1] + words[end].text), text
                elif len(parts) == 1:
                    name = self._current[start : self._extended(words, start, len(name))]
                    parts = (name,)
                return Found(
                    start, start + len(name), Kind.PERSON, "", name, Evidence.PARTS, parts=parts
                )
        if _MIN_FOREIGN <= len(text) <= _MAX_FOREIGN + 2 and last - first > 1:
            kind = Kind.PERSON if self._after_role(start) else Kind.OTHER
            return Found(start, start + len(text), kind, "", text, Evidence.CAPITALS, parts=(text,))
        return None

    def _parts_of(self, text: str) -> tuple[str, ...]:
        """Return the known parts of a foreign name without a dot: one, or two of them."""
        if _MIN_FOREIGN <= len(text) <= _MAX_FOREIGN and self._known_part(text):
            return (text,)
        for cut in range(min(_MAX_FOREIGN, len(text) - _MIN_GIVEN), 1, -1):
            if text[cut] in PLACE_SUFFIXES:
                continue
            if self._known_part(text[:cut]) and self._known_part(text[cut:]):
                return (text[:cut], text[cut:])
        return ()

    def _japanese_surname(self, start: int, name: str) -> int:
        """Return how many characters of what may be a Japanese name are the surname, or 0."""
        first, last = name[:_WHOLE], name[_WHOLE:]
        if last[-1] in _NEVER_LAST and last[:-1] in (*japanese.GIVEN,):
            return 0  # 石破茂 | 在
        halves = (first, last)
        if (
            len(last) == _WHOLE
            and all(map(self._unusual, halves))
            and all(map(self._is_part, halves))
            and not self._all_foreign(name)
        ):
            return _WHOLE
        cut = next((n for n in (3, 2) if name[:n] in japanese.SURNAMES), 0)
        given = name[cut:]
        if not cut or not given or NOT_GIVEN & set(given):
            return 0
        return cut if self._japanese_given(start, name[:cut], given) else 0

    def _japanese_given(self, start: int, surname: str, given: str) -> bool:
        """Tell whether a given name stands behind a listed surname that begins at a place."""
        name = surname + given
        end = start + len(name)
        if len(given) > _WHOLE:
            return given.endswith(japanese.SONS)
        listed, unusual, verbs = given in japanese.GIVEN, False, _SAID
        if len(given) == _WHOLE:
            known = self._is_part(given)
            if given[-1] in _AND or (given[-1] in FUNCTION and not known):
                return False
            # 武田承诺 is what Takeda does.
            listed, unusual = known and self._unusual(surname), self._unusual(given)
            verbs = _ACTS
        if listed and unusual:
            return True
        return (listed or unusual) and (
            self._after_role(start) or self._current.startswith(verbs, end) or self._repeats(name)
        )

    def _repeats(self, name: str) -> bool:
        return self._plain.count(name) > 1

    def _japanese(self, plain: str) -> Iterator[Found]:
        """Yield Japanese names: a known surname of two characters and a known given name."""
        for run in regex.finditer(r"\p{Script=Han}{4}", plain, overlapped=True):
            name = run.group()
            if self._is_part(name[:2]) and self._is_part(name[2:]):
                yield self._person(run.start(), run.end(), (name[:2], name[2:]))
