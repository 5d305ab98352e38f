"""Finds persons in texts whose script has no capitals: Arabic, Hebrew, Devanagari, Hangul, others.

A person is known there by parts of names that stand side by side and are no ordinary words of the
language, or by a title before or after rare words. Whom the article names in full is found again
by the surname alone.
"""

from __future__ import annotations

from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.kana import KATAKANA
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import KOREAN_PARTICLES, Script, fold, keys, word_script
from seedreader.entities.lexicon import folded_words
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.sentence import Sentence
from seedreader.entities.tokens import Token

_USUAL: Final = 3000
_SHORTEST: Final = 2
_MOST_PARTS: Final = 4
_SHORTEST_ALONE: Final = 3
_SPACED: Final = frozenset(
    {
        Script.ARABIC,
        Script.HEBREW,
        Script.DEVANAGARI,
        Script.BENGALI,
        Script.GURMUKHI,
        Script.HANGUL,
        Script.OTHER,
    }
)
_REPEATED: Final = _SPACED | {Script.KANA}
_TITLES: Final = folded_words(
    """
    الرئيس رئيس السيناتور الوزير وزير القاضي الأمير الملك الملكة السيد السيدة الدكتور الجنرال
    المستشارة النائب البابا المدرب اللاعب المحامي البروفيسور الشيخ
    הנשיא נשיא השר שר הסנאטור השופט הנסיך המלך המלכה מר גברת דוקטור פרופסור הגנרל הקנצלרית
    האפיפיור המאמן
    राष्ट्रपति प्रधानमंत्री मंत्री न्यायाधीश सीनेटर श्री श्रीमती डॉ जनरल राजकुमार
    رئیس‌جمهور رئیس نخست‌وزیر وزیر سناتور قاضی آقای خانم دکتر ژنرال
    প্রেসিডেন্ট প্রধানমন্ত্রী মন্ত্রী সিনেটর বিচারপতি
    """
)
"""Titles before a name, folded."""
_TITLES_AFTER: Final = folded_words(
    """
    대통령 총리 장관 의원 위원장 감독 선수 대표 회장 판사 교수 씨 국장 주석 여사 변호사 기자 외무상
    상원의원
    """
)
"""Titles after a name."""
_NO_KOREAN_NAME: Final = ("부", "청", "는", "한", "된", "있는", *_TITLES_AFTER)
"""Ends of words before a title that are no names: ministries, adjectives, other titles."""
_VERY_USUAL: Final = 1000
"""Rank by frequency up to which a Korean word is itself, though it may be a part of a name."""
_NOBODY: Final[tuple[int, tuple[str, ...], bool]] = (0, (), False)
_KOREAN_SURNAMES: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노류리"
)
_PREFIXES: Final = {
    Script.ARABIC: ("و", "ل", "ب", "ف", "ک", "ك"),
    Script.HEBREW: ("ו", "ל", "ב", "ש", "מ", "ה", "כ", "וש", "של", "שה", "ול", "וב"),
}
_ARTICLES: Final = ("ال", "لل", "بال", "وال", "فال", "كال")
_ARABIC_ENDINGS: Final = ("ًا", "اً", "ة", "ات", "ين", "ون", "ها", "هم")
"""Endings of Arabic nouns and verbs that foreign names, as Arabic spells them, do not have."""
_LISTED: Final = frozenset({*_PREFIXES, Script.DEVANAGARI, Script.BENGALI})
"""Scripts of languages of which so many words are listed that one not listed may be a name."""


def people(sentence: Sentence, knowledge: Knowledge, known: list[Found]) -> list[Found]:
    """Return the persons that a sentence names outside what is `known` there."""
    if not any(w.script in _SPACED and w.text[0].isalpha() for w in sentence.words):
        return []
    finder = _Finder(sentence, knowledge, known)
    return finder.run()


class _Finder:
    def __init__(self, sentence: Sentence, knowledge: Knowledge, known: list[Found]) -> None:
        self._numbers = knowledge.part_numbers
        self._sentence = sentence
        self._words = sentence.words
        self._knowledge = knowledge
        self._common = knowledge.common(sentence.language)
        self._calendar = knowledge.calendar(sentence.language)
        self._taken = [(f.start, f.end) for f in known if len(f.name) > 1]

    def run(self) -> list[Found]:
        found: list[Found] = []
        index = 0
        while index < len(self._words):
            last, parts, titled = self._person(index)
            if last <= index:
                index += 1
                continue
            evidence = Evidence.TITLE if titled else Evidence.PARTS
            first = self._words[index]
            start = first.end - len(parts[0]) if first.text.endswith(parts[0]) else first.start
            end = self._end(last - 1, parts[-1])
            name = self._sentence.text[start:end]
            found.append(
                Found(
                    start, end, Kind.PERSON, "", name, evidence, parts=parts,
                    language=self._sentence.language,
                )
            )  # fmt: skip
            index = last
        return found

    def _end(self, index: int, part: str) -> int:
        """Return where a name ends, without a particle that is written together with it."""
        word = self._words[index]
        place = word.text.find(part)
        return word.end if place < 0 else word.start + place + len(part)

    def _person(  # noqa: PLR0911 - each way out is one shape of a name
        self, index: int
    ) -> tuple[int, tuple[str, ...], bool]:
        """Return the index after a person that begins at a word, its parts, whether titled."""
        word = self._words[index]
        if word.script not in _SPACED or not word.text[0].isalpha() or self._covered(index):
            return _NOBODY
        if word.script is Script.HANGUL:
            return self._korean(index)
        if not self._possible(word):
            return _NOBODY
        titled = index > 0 and self._near(index - 1) and self._is_title(index - 1)
        first = self._part(index, opening=True)
        if not first or not (self._is_part(first) or (titled and _may_be_foreign(first))):
            return _NOBODY
        last, parts, certain = self._further(index, first)
        if certain > 1 or (titled and len(parts) <= _SHORTEST):
            return last, parts, titled
        if len(parts) < _SHORTEST or not self._is_part(first):
            return _NOBODY
        # A known part that is no ordinary word, and a word that the language does not know.
        strange = (
            word.script in _LISTED
            and fold(first) not in self._common
            and min(map(len, parts[:2])) > _SHORTEST
            and len(parts[1]) > _SHORTEST + 1
        )
        if self._repeated(index, index + 2) or (strange and not self._alone(first, parts[1])):
            return index + 2, (first, parts[1]), False
        return _NOBODY

    def _alone(self, first: str, second: str) -> bool:
        """Tell whether the article has a word more often than beside what follows it here."""
        text = self._sentence.text
        return text.count(first) > max(1, text.count(second))

    def _further(self, index: int, first: str) -> tuple[int, tuple[str, ...], int]:
        """Return the index after a name that `first` opens, its parts, how many are known."""
        parts = [first]
        certain = int(self._is_part(first))
        last = index + 1
        while last < len(self._words) and len(parts) < _MOST_PARTS and self._near(last - 1):
            part = "" if self._covered(last) else self._part(last, opening=False)
            known = bool(part) and self._is_part(part)
            if not known and (
                not part
                or certain > 1
                or not self._rare(self._words[last])
                or not _may_be_foreign(part)
            ):
                break
            if len(parts) == _SHORTEST and self._often(index, last) > self._often(index, last + 1):
                break  # Nancy Pelosi and Brett Kavanaugh side by side
            certain += known
            parts.append(part)
            last += 1
        return last, tuple(parts), certain

    def _often(self, first: int, last: int) -> int:
        """Return how often the article has the words from `first` to `last` one after the other."""
        text = self._sentence.text
        return text.count(text[self._words[first].start : self._words[last - 1].end])

    def _repeated(self, first: int, last: int) -> bool:
        return self._often(first, last) > 1

    def _korean(self, index: int) -> tuple[int, tuple[str, ...], bool]:
        word = self._words[index]
        known = bool(self._knowledge.parts(word.text))
        rank = self._common.get(word.text)
        if word.text in KOREAN_PARTICLES or (
            rank is not None and (not known or rank < _VERY_USUAL)
        ):
            return _NOBODY
        after = self._words[index + 1].text if self._near(index) else ""
        titled = bool(after) and after.startswith(tuple(_TITLES_AFTER))
        if not known and len(word.text) < _SHORTEST:
            return _NOBODY
        for name in keys(word.text)[::-1]:
            if rank is None and self._korean_name(name) and (titled or self._variously(name)):
                return index + 1, (name[0], name[1:]), titled
        if titled and self._rare(word) and not word.text.endswith(_NO_KOREAN_NAME):
            return index + 1, (word.text,), True
        if titled or not after or not known or len(keys(word.text)) > 1:
            return _NOBODY  # 명의 is more likely a word with a particle than a name.
        return self._foreign(index)

    def _foreign(self, index: int) -> tuple[int, tuple[str, ...], bool]:
        """Return a foreign person whose first name is known: 제시카 챔버스가.

        The last part may be unknown if it is no ordinary word; a particle ends the name.
        """
        parts = [self._words[index].text]
        while len(parts) < _MOST_PARTS and self._near(index + len(parts) - 1):
            place = index + len(parts)
            word = self._words[place]
            if word.script is not Script.HANGUL or self._covered(place):
                break
            spellings = keys(word.text)[::-1]
            name = next((k for k in spellings if self._knowledge.parts(k)), "")
            certain = len(name) >= _SHORTEST and name not in self._common
            if not certain and (
                len(parts) > 1 or len(parts[0]) <= _SHORTEST or not self._rare(word)
            ):
                break
            parts.append(name if certain else spellings[0])
            if len(parts[-1]) < len(word.text) or not certain:
                break
        if len(parts) < _SHORTEST or len(parts[-1]) < _SHORTEST:
            return _NOBODY
        return index + len(parts), tuple(parts), False

    def _korean_name(self, name: str) -> bool:
        """Tell whether a word is a usual surname and a known given name."""
        return (
            len(name) == _SHORTEST + 1
            and name[0] in _KOREAN_SURNAMES
            and name not in self._common
            and bool(self._knowledge.parts(name[1:]))
        )

    def _variously(self, name: str) -> bool:
        """Tell whether a name stands in the article with several particles."""
        text = self._sentence.text
        followers = {text[m.end() : m.end() + 1] for m in regex.finditer(name, text)}
        return len(followers) > 1

    def _near(self, index: int) -> bool:
        """Tell whether only a space or a hyphen stands between a word and the next."""
        if index + 1 >= len(self._words):
            return False
        return self._sentence.gap(index) in (" ", "\u00a0", "-", "־", "\u200c")

    def _is_title(self, index: int) -> bool:
        return any(key in _TITLES for key in keys(self._words[index].text))

    def _covered(self, index: int) -> bool:
        word = self._words[index]
        return any(a < word.end and b > word.start for a, b in self._taken)

    def _part(self, index: int, *, opening: bool) -> str:
        """Return what a word may contribute to a name, or '': a prefix is cut from the first."""
        word = self._words[index]
        if not self._possible(word):
            return ""
        if self._is_part(word.text) or not opening:
            return word.text
        for prefix in _PREFIXES.get(word.script, ()):
            rest = word.text.removeprefix(prefix)
            if rest != word.text and len(rest) > _SHORTEST and self._is_part(rest):
                return "" if self._usual(fold(rest)) else rest
        return word.text

    def _possible(self, word: Token) -> bool:
        """Tell whether a word is no ordinary one, no title and no day or month."""
        if word.script not in _SPACED or word.script is Script.HANGUL:
            return False
        if len(word.text) < _SHORTEST or not any(c.isalpha() for c in word.text):
            return False
        folded = word.folded
        return not (self._usual(folded) or folded in _TITLES or folded in self._calendar)

    def _usual(self, folded: str) -> bool:
        rank = self._common.get(folded)
        return rank is not None and (rank < _USUAL or not self._is_part(folded))

    def _rare(self, word: Token) -> bool:
        """Tell whether no ordinary word of the language is in a word."""
        return len(word.text) > _SHORTEST and not any(
            key in self._common for key in keys(word.text)
        )

    def _is_part(self, word: str) -> bool:
        return bool(self._numbers[word])


def _may_be_foreign(word: str) -> bool:
    """Tell whether an unknown word may be a name: it has no article and no ending of Arabic."""
    return not (word.startswith(_ARTICLES) or word.endswith(_ARABIC_ENDINGS))


def repeated(text: str, spans: list[tuple[int, int, str]], found: list[Found]) -> list[Found]:
    """Add the other places of the surnames of persons that the article names in full."""
    names = {
        item.parts[-1]: item
        for item in found
        if item.kind is Kind.PERSON and not item.key and len(item.parts) > 1
        if len(item.parts[-1]) >= _SHORTEST_ALONE
        if word_script(item.parts[-1]) in _REPEATED
    }
    if not names:
        return found
    covered = bytearray(len(text))
    for item in found:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = regex.compile(
        rf"(?:(?<![{KATAKANA}])(?=[{KATAKANA}])|(?<![\p{{L}}\p{{M}}])[ولبفכוהלבמש]?)"
        rf"({'|'.join(map(regex.escape, longest_first))})"
        rf"(?:(?<=[{KATAKANA}])(?![{KATAKANA}])|(?<![{KATAKANA}])(?![\p{{L}}\p{{M}}--\p{{Hangul}}]))",
        regex.VERSION1,
    )
    extra = [
        Found(
            match.start(1), match.end(1), Kind.PERSON, "", match.group(1), Evidence.SURNAME,
            parts=(match.group(1),), language=language,
        )
        for start, end, language in spans
        for match in pattern.finditer(text, start, end)
        if not any(covered[match.start(1) : match.end(1)])
    ]  # fmt: skip
    return sorted([*found, *extra])
