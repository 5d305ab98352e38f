"""Finds names in katakana, which Japanese spells foreign names with, and names before titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.han_lexicon import SURNAMES
from seedreader.entities.han_lexicon import words as _words
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.mention import Evidence, Kind

KATAKANA: Final = "ァ-ヺー"
_DOTS: Final = "・＝=･·"
_RUN: Final = regex.compile(
    rf"(?<![{KATAKANA}])[{KATAKANA}]{{2,}}"
    rf"(?:(?:[{_DOTS}]|[ \u3000](?=[{KATAKANA}]{{2}}))[{KATAKANA}A-Z]+\.?)*"
)
_CUT: Final = regex.compile(rf"[{_DOTS} \u3000]")
_TITLES: Final = tuple(
    sorted(
        _words(
            """
    大統領 首相 副大統領 氏 さん 議員 上院議員 下院議員 外相 監督 選手 容疑者 被告 会長
    社長 長官 知事 市長 教授 記者 国家主席 主席 委員長 総書記 防衛相 官房長官 書記長 判事
    王子 王女 女王 国王 博士 弁護士 報道官 国務長官 国防長官 財務相 財務長官 司法長官 将軍
    大使 皇太子 法王 教皇 枢機卿 女史 夫人 候補 党首 議長 コーチ CEO 前大統領 元大統領
            """
        ),
        key=lambda title: (-len(title), title),
    )
)
_TITLED: Final = regex.compile(rf"(?<![\p{{Han}}])(\p{{Han}}{{1,4}}?)({'|'.join(_TITLES)})")
_PLACES: Final = (
    "州",
    "市",
    "県",
    "島",
    "郡",
    "町",
    "村",
    "省",
    "区",
    "川",
    "湖",
    "山",
    "海峡",
    "半島",
)
_MOST_PARTS: Final = 4
_MOST_SPACED: Final = 3
_SURE_TOWN: Final = 43
_LONGEST_SURNAME: Final = 3
_FULL: Final = 4
_CHINESE: Final = 3


def cuts_word(plain: str, start: int, end: int) -> bool:
    """Tell whether a name from `start` to `end` would cut a word in katakana."""
    return (start > 0 and _is_kana(plain[start - 1]) and _is_kana(plain[start])) or (
        end < len(plain) and _is_kana(plain[end - 1]) and _is_kana(plain[end])
    )


def is_katakana(text: str) -> bool:
    """Tell whether a text is of katakana and the dots between them alone."""
    return all(_is_kana(c) or c in _DOTS for c in text)


def _is_kana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"


class KanaFinder:
    """Finds names in one Japanese sentence."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def find(self, sentence: str) -> Iterator[Found]:
        """Yield known places and organisations, persons, and other names in katakana."""
        for match in _RUN.finditer(sentence):
            after = sentence[match.end() : match.end() + 4]
            yield from self._run(match.group(), match.start(), after)
        for match in _TITLED.finditer(sentence):
            parts = self._han_parts(match.group(1))
            if parts:
                yield self._person(match.start(1), "".join(parts), parts, Evidence.TITLE)

    def _run(self, text: str, start: int, after: str) -> Iterator[Found]:
        whole = self._known(_CUT.sub("", text), start, len(text))
        if whole is not None:
            yield whole
            return
        pieces = _CUT.split(text)
        spaced = " " in text or "\u3000" in text
        titled = after.startswith(_TITLES)
        if len(pieces) > 1 and self._name_like(pieces, spaced=spaced):
            kind = Kind.PERSON if any(map(self._is_part, pieces)) else Kind.OTHER
            evidence = Evidence.PARTS if kind is Kind.PERSON else Evidence.CAPITALS
            yield Found(start, start + len(text), kind, "", text, evidence, parts=tuple(pieces))
            return
        for piece in pieces:
            found = self._known(piece, start, len(piece))
            if found is None:
                found = self._alone(piece, start, after if len(pieces) == 1 else "", titled=titled)
            if found is not None:
                yield found
            start += len(piece) + 1

    def _name_like(self, pieces: list[str], *, spaced: bool) -> bool:
        """Tell whether pieces make a name: one is known, or none is an ordinary word."""
        if len(pieces) > (_MOST_SPACED if spaced else _MOST_PARTS):
            return False
        ordinary = [self._ordinary(piece) for piece in pieces]
        known = [self._is_part(piece) for piece in pieces]
        if spaced:
            return known[0] and not ordinary[-1]
        return not any(ordinary) or (any(known) and not all(ordinary)) or all(known)

    def _alone(self, piece: str, start: int, after: str, *, titled: bool) -> Found | None:
        """Return a name of one word in katakana, if a title, a place or its rarity tells one."""
        if self._ordinary(piece) and not (titled and self._is_part(piece)):
            return None
        if titled:
            return self._person(start, piece, (piece,), Evidence.TITLE)
        if after.startswith(_PLACES) and len(piece) > 1:
            end = start + len(piece)
            return Found(start, end, Kind.LOC, "", piece, Evidence.CAPITALS, parts=(piece,))
        if self._is_part(piece) and len(piece) > 2:  # noqa: PLR2004
            return self._person(start, piece, (piece,), Evidence.PARTS)
        return None

    def _person(self, start: int, text: str, parts: tuple[str, ...], evidence: Evidence) -> Found:
        return Found(start, start + len(text), Kind.PERSON, "", text, evidence, parts=parts)

    def _known(self, piece: str, start: int, size: int) -> Found | None:
        entries = self._knowledge.han(piece)
        if not entries:
            return None
        entity = max(
            (self._knowledge.entity(e.entity) for e in entries), key=lambda e: (e.rank, e.key)
        )
        if entity.rank < _SURE_TOWN and (self._ordinary(piece) or len(piece) < _CHINESE):
            return None
        return Found(start, start + size, entity.kind, entity.key, entity.title, Evidence.KNOWN)

    def _ordinary(self, piece: str) -> bool:
        return piece in self._knowledge.common("ja")

    def _is_part(self, text: str) -> bool:
        return bool(self._knowledge.parts(text))

    def _han_parts(self, text: str) -> tuple[str, ...]:
        """Return the parts of a Japanese or Chinese name in Chinese characters, or nothing."""
        plain = text.translate(self._knowledge.simplify)
        if len(plain) == _FULL and self._is_part(plain[:2]) and self._is_part(plain[2:]):
            return (text[:2], text[2:])
        if len(plain) == _CHINESE and plain[0] in SURNAMES and self._is_part(plain[1:]):
            return (text[0], text[1:])
        if len(plain) == 2 and self._is_part(plain):  # noqa: PLR2004
            return (text,)
        return ()
