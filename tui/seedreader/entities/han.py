"""Finds names in Chinese text, and known names in Japanese text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from seedreader.entities.composition import OFFICE
from seedreader.entities.found import Found
from seedreader.entities.han_lexicon import BEFORE_NAMES, FUNCTION, ROLES, SAID, SUFFIXES
from seedreader.entities.han_people import HanPeople, Word
from seedreader.entities.kana import KanaFinder, cuts_word, is_katakana
from seedreader.entities.knowledge import HanEntry, Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.names import ANY_LANGUAGE, Flag
from seedreader.entities.segment import Segmenter

_FULL: Final = 2
_LARGE: Final = 43
_TOWNS: Final = frozenset("市町村県区郡州省駅")
_CAPITAL: Final = 55
_SHORT: Final = 3
_BESIDE_TOWNS: Final = frozenset("市省州县区镇港湾岛城人军队方大小东西南北新老飞访离回来至距")
_RUN: Final = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〇]+")


class HanFinder:
    """Finds names in Chinese and Japanese sentences."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._segmenter = Segmenter(knowledge)
        self._text = ""
        self._plain = ""

    def find(self, text: str, start: int, end: int, language: str) -> list[Found]:
        """Return what the sentence between two offsets of `text` seems to name.

        The finds do not overlap and are in order. A name that the whole text repeats needs less
        evidence.
        """
        if text is not self._text:
            self._text = text
            self._plain = text.translate(self._knowledge.simplify)
        plain = self._plain[start:end]
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
            add(people.dotted(words))
            add(self._institutions(words, known))
            add(iter(known))
            for way in people.chinese(words, taken):
                add(way)
            found = _joined(found)
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
            entry = self._choose(entries, language) if entries else None
            if entry is None or len(word.text) == 1 or word.text in ROLES:
                continue
            known = self._knowledge.entity(entry.entity)
            weak = bool(entry.flags & Flag.WEAK)
            if known.rank < _CAPITAL and len(word.text) <= _SHORT and self._cut_out(words, index):
                continue
            yield Found(
                word.start, word.end, known.kind, known.key, known.title, Evidence.KNOWN, weak
            )

    def _cut_out(self, words: list[Word], index: int) -> bool:
        """Tell whether a town's name is likely a part of a longer foreign name: 霍[约克]."""
        word = words[index]
        if any(c not in self._knowledge.foreign for c in word.text):
            return False
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        return (before is not None and before.end == word.start and self._syllable(before)) or (
            after is not None and after.start == word.end and self._syllable(after)
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

    def _institutions(self, words: list[Word], known: list[Found]) -> Iterator[Found]:
        """Yield institutions that a name and a kind make: 克拉克县地方法院."""
        starts = {f.start: f for f in known}
        for index, word in enumerate(words):
            if not word.text.endswith(SUFFIXES):
                continue
            own = starts.get(word.start)
            if own is not None and (own.key.startswith(OFFICE) or not _after_town(own, known)):
                continue
            first = index
            while first > 0 and index - first < 5:  # noqa: PLR2004
                before = words[first - 1]
                if before.end != words[first].start or before.text in FUNCTION:
                    break
                tag = self._knowledge.han_words.get(before.text, (0, "x"))[1]
                if before.start not in starts and tag == "x":
                    break
                if before.text in ROLES:
                    break
                if words[first].start in starts and _is_region(starts.get(before.start)):
                    break
                first -= 1
            named = any(w.start in starts for w in words[first:index])
            if first < index and named and word.end - words[first].start >= 4:  # noqa: PLR2004
                name = "".join(w.text for w in words[first : index + 1])
                yield Found(
                    words[first].start,
                    word.end,
                    Kind.ORG,
                    "",
                    name,
                    Evidence.CAPITALS,
                    parts=(name,),
                )


def _after_town(item: Found, known: list[Found]) -> bool:
    """Tell whether a town stands right before a known name: 波士顿 before 环球报."""
    return any(f.end == item.start and f.key.startswith("gn:") for f in known)


def _is_region(item: Found | None) -> bool:
    """Tell whether a known name is that of a country or a state: 内华达州 before 克拉克县法院."""
    return item is not None and item.kind is Kind.LOC and not item.key.startswith("gn:")


def _joined(found: list[Found]) -> list[Found]:
    """Make one name of two foreign ones that stand side by side: 阿比盖尔格蕾丝."""
    joined: list[Found] = []
    for item in sorted(found):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.end == item.start
            and all(not f.key and len(f.parts) == 1 and len(f.name) > 1 for f in (before, item))
            and Kind.PERSON in (before.kind, item.kind)
            and Kind.ORG not in (before.kind, item.kind)
        ):
            joined[-1] = replace(
                before,
                end=item.end,
                kind=Kind.PERSON,
                name=before.name + item.name,
                parts=before.parts + item.parts,
            )
        else:
            joined.append(item)
    return joined


def repeated_surnames(
    text: str, spans: list[tuple[int, int, str]], found: list[Found], knowledge: Knowledge
) -> list[Found]:
    """Add the other places of foreign surnames whose bearers a Chinese article names in full."""
    surnames = {item.parts[-1] for item in found if _has_foreign_surname(item)}
    if not surnames:
        return found
    plain = text.translate(knowledge.simplify)
    covered = bytearray(len(text))
    for item in found:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    longest_first = sorted(surnames, key=lambda name: (-len(name), name))
    pattern = regex.compile("|".join(map(regex.escape, longest_first)))
    extra = [
        Found(
            match.start(),
            match.end(),
            Kind.PERSON,
            "",
            match.group(),
            Evidence.SURNAME,
            parts=(match.group(),),
            language=language,
        )
        for start, end, language in spans
        for match in pattern.finditer(plain, start, end)
        if not any(covered[match.start() : match.end()])
    ]
    return sorted([*found, *extra])


def _has_foreign_surname(item: Found) -> bool:
    if item.kind is not Kind.PERSON or item.key or len(item.parts) < _FULL:
        return False
    first, last = item.parts[0], item.parts[-1]
    chinese = item.language in ("zh", "yue") and script_of(last[0]) is Script.HAN
    return chinese and len(last) > 1 and (len(first) > 1 or len(last) > _FULL)
