"""Finds names in Chinese text, and known names in Japanese text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.knowledge import ANY_LANGUAGE, HanEntry, Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.names import Flag
from seedreader.entities.segment import Segmenter

_RUN: Final = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〇]+")
_DOTTED: Final = regex.compile(
    r"[\p{Script=Han}A-Za-z]+(?:[·•・‧∙．][\p{Script=Han}A-Za-z.\-]+)+"
)
_DOTS: Final = "·•・‧∙．"
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛"
    "樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲"
    "翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏"
    "宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝朴"
)
_COMPOUND: Final = frozenset("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 南宫 闻人 独孤".split())
_SAID: Final = frozenset("表示 说 称 指出 认为 强调 透露 宣布 告诉 介绍 在 与 和 及 就 对 将 则 还 也 曾 会见 会晤 、".split())
_ROLES: Final = frozenset(
    "总统 总理 首相 主席 部长 外长 防长 发言人 书记 大使 将军 议员 教授 先生 女士 记者 市长 省长 州长 国务卿 秘书长"
    " 司令 国王 女王 王子 公主 法官 律师 领导人 院长 董事长 总裁 经理 主任 队长 教练 球员 导演 演员 歌手 作家 博士 医生 局长"
    " 参议员 众议员 副总统 副总理 检察官 检察长 警官 首席执行官 顾问 专家 候选人 外交部长 国防部长 财政部长 司法部长 外相 防卫相"
    " 官房长官 特使 代表 学者 分析师 女星 男星 明星 前总统 前总理 前首相 创始人 主教 教皇 教宗 上将 中将 少将 少校 上校 中校 文".split()
)
_SUFFIXES: Final = (
    "委员会", "研究所", "研究院", "电视台", "广播公司", "有限公司", "俱乐部", "基金会", "出版社", "通讯社",
    "联合会", "联合国", "大学", "学院", "法院", "公司", "集团", "银行", "协会", "联盟", "医院", "警察局", "警方局",
    "博物馆", "航空公司", "交易所", "实验室", "检察院", "总局", "工会", "学会", "党",
)  # fmt: skip
_REGIONS: Final = ("地区", "半岛", "海峡", "群岛", "共和国")
_FUNCTION: Final = frozenset("的 是 在 和 与 及 或 了 被 把 对 向 从 由 为 以 于 其 该 这 那 一 个 两 三 名 位 们 所 之 也 都 就 将 已 曾 并 而 但 他 她 它 我 你".split())
_MIN_GIVEN: Final = 2
_MAX_FOREIGN: Final = 7
_MIN_FOREIGN: Final = 3
_RARE: Final = 10
_BEFORE_NAMES: Final = "与和对在向从由及以是为等前的人员者官手家师长说称名位叫给让使令友妻夫子女父母兄弟"
_LONGEST_NAME: Final = 10
_LONG: Final = 4
_PLAIN_WORD: Final = 150


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


class HanFinder:
    """Finds names in Chinese and Japanese sentences."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._segmenter = Segmenter(knowledge)
        self._text = ""
        self._plain = ""
        self._current = ""

    def find(self, text: str, start: int, end: int, language: str) -> list[Found]:
        """Return what the sentence between two offsets of `text` seems to name.

        The finds do not overlap and are in order. A name that the whole text repeats needs less
        evidence.
        """
        if text is not self._text:
            self._text = text
            self._plain = text.translate(self._knowledge.simplify)
        plain = self._current = self._plain[start:end]
        words = [
            _Word(a + run.start(), b + run.start(), plain[a + run.start() : b + run.start()])
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

        if language == "zh":
            add(self._dotted(plain, words))
        known = list(self._known(words, language))
        if language == "zh":
            add(self._institutions(words, known))
        add(iter(known))
        if language == "zh":
            add(self._longs(words))
            add(self._japanese_in_chinese(words, plain))
            add(self._chinese(words, plain, taken))
            add(self._foreign(words, taken))
        else:
            add(self._japanese(plain))
        found.sort()
        return [
            Found(f.start + start, f.end + start, f.kind, f.key, f.name, f.evidence, f.weak, f.parts, language)
            for f in found
        ]

    def again(
        self, text: str, spans: list[tuple[int, int, str]], found: list[Found]
    ) -> list[Found]:
        """Add the other places of foreign surnames whose bearers the article names in full."""
        surnames: dict[str, Found] = {}
        for item in found:
            if item.kind is Kind.PERSON and not item.key and len(item.parts) > 1:
                last = item.parts[-1]
                if len(last) > 1 and script_of(last[0]) is Script.HAN and item.language in ("zh", "yue"):
                    if len(item.parts[0]) > 1 or len(last) > 2:  # noqa: PLR2004
                        surnames.setdefault(last, item)
        if not surnames:
            return found
        plain = text.translate(self._knowledge.simplify)
        covered = bytearray(len(text))
        for item in found:
            covered[item.start : item.end] = b"\1" * (item.end - item.start)
        extra = []
        for surname in sorted(surnames, key=lambda name: (-len(name), name)):
            for start, end, language in spans:
                place = plain.find(surname, start, end)
                while place >= 0:
                    stop = place + len(surname)
                    if not any(covered[place:stop]):
                        covered[place:stop] = b"\1" * len(surname)
                        extra.append(Found(place, stop, Kind.PERSON, "", surname, Evidence.SURNAME, False, (surname,), language))
                    place = plain.find(surname, stop, end)
        return sorted([*found, *extra])

    # Known names

    def _known(self, words: list[_Word], language: str) -> Iterator[Found]:
        for word in words:
            entries = self._knowledge.han.get(word.text[:2], {}).get(word.text)
            entry = self._choose(entries, language) if entries else None
            if entry is not None:
                known = self._knowledge.entity(entry.entity)
                weak = bool(entry.flags & Flag.WEAK)
                if len(word.text) == 1:
                    continue
                end = word.end
                yield Found(word.start, end, known.kind, known.key, known.title, Evidence.KNOWN, weak)

    def _choose(self, entries: tuple[HanEntry, ...], language: str) -> HanEntry | None:
        best: tuple[int, HanEntry] | None = None
        for entry in entries:
            if entry.language in (ANY_LANGUAGE, language, "zh", "yue", "ja") or language == "und":
                rank = self._knowledge.entity(entry.entity).rank + (5 if entry.language == language else 0)
                if entry.language == "ja" and language == "zh":
                    rank -= 30
                if best is None or rank > best[0]:
                    best = rank, entry
        return best[1] if best else None

    def _institutions(self, words: list[_Word], known: list[Found]) -> Iterator[Found]:
        """Yield institutions that a name and a kind make: 克拉克县地方法院."""
        starts = {f.start: f for f in known}
        for index, word in enumerate(words):
            if not word.text.endswith(_SUFFIXES) or word.start in starts:
                continue
            first = index
            while first > 0 and index - first < 5:  # noqa: PLR2004
                before = words[first - 1]
                if before.end != words[first].start or before.text in _FUNCTION:
                    break
                tag = self._knowledge.han_words.get(before.text, (0, "x"))[1]
                if before.start not in starts and tag == "x":
                    break
                if before.text in _ROLES:
                    break
                first -= 1
            named = any(w.start in starts for w in words[first:index])
            if first < index and named and word.end - words[first].start >= 4:  # noqa: PLR2004
                name = "".join(w.text for w in words[first : index + 1])
                yield Found(words[first].start, word.end, Kind.ORG, "", name, Evidence.CAPITALS, False, (name,))

    # Persons

    def _is_part(self, text: str) -> bool:
        return bool(self._knowledge.parts(text))

    def _dotted(self, plain: str, words: list[_Word]) -> Iterator[Found]:
        """Yield foreign names whose parts a dot separates: 朱莉安·史密斯."""
        begins = {w.start: w for w in words}
        ends = {w.end: w for w in words}
        for match in _DOTTED.finditer(plain):
            cuts = [i for i in range(match.start(), match.end()) if plain[i] in _DOTS]
            first = self._left(plain, match.start(), cuts[0], ends)
            last = self._right(plain, cuts[-1] + 1, match.end(), begins)
            if first is None or last is None:
                continue
            parts = regex.split(f"[{_DOTS}]", plain[first:last])
            yield Found(first, last, Kind.PERSON, "", plain[first:last], Evidence.PARTS, False, tuple(parts))

    def _left(self, plain: str, low: int, dot: int, ends: dict[int, _Word]) -> int | None:
        if plain[dot - 1].isascii():
            start = dot
            while start > low and plain[start - 1].isascii():
                start -= 1
            return start
        known = dot
        for size in range(min(_MAX_FOREIGN, dot - low), 1, -1):
            if self._is_part(plain[dot - size : dot]):
                known = dot - size
                break
        start = dot
        while start > low and dot - start < _MAX_FOREIGN:
            word = ends.get(start)
            if word is None:
                if plain[start - 1] not in self._knowledge.foreign:
                    break
                start -= 1
                continue
            count, tag = self._knowledge.han_words.get(word.text, (0, "p"))
            usual = len(word.text) > 1 and tag != "p" and count > _PLAIN_WORD
            if not all(c in self._knowledge.foreign for c in word.text):
                break
            if word.text in _ROLES or (usual and start < dot and not self._is_part(word.text)):
                break
            if start <= known < dot and (len(word.text) > 1 or word.text in _BEFORE_NAMES):
                break
            if len(word.text) == 1 and word.text in _BEFORE_NAMES and start < dot:
                break
            start = word.start
        start = min(start, known)
        return start if start < dot else None

    def _right(self, plain: str, first: int, high: int, begins: dict[int, _Word]) -> int | None:
        if first < high and plain[first].isascii():
            end = first
            while end < high and plain[end].isascii():
                end += 1
            return end
        best = 0
        for size in range(min(_MAX_FOREIGN, high - first), 0, -1):
            if self._is_part(plain[first : first + size]) and size > 1:
                best = size
                break
        end = first
        while end < high and end - first < _MAX_FOREIGN:
            word = begins.get(end)
            if word is None:
                if end > first and plain[end] not in self._knowledge.foreign:
                    break
                end += 1
                continue
            if not all(c in self._knowledge.foreign for c in word.text):
                if not (len(word.text) == 1 and word.text not in _FUNCTION and plain[end + 1 : end + 2] in self._knowledge.foreign):
                    break
            count, tag = self._knowledge.han_words.get(word.text, (0, "p"))
            usual = len(word.text) > 1 and tag != "p" and count > _PLAIN_WORD
            if end > first and (word.text in _ROLES or usual or word.text in _FUNCTION or word.text in "说称等"):
                break
            end = word.end
        return max(end, first + best) if max(end, first + best) > first else None

    def _chinese(self, words: list[_Word], plain: str, taken: list[bool]) -> Iterator[Found]:
        """Yield Chinese and Korean names: a surname and one or two characters."""
        for index, word in enumerate(words):
            if taken[word.start]:
                continue
            text = word.text
            tag = self._knowledge.han_words.get(text, (0, "x"))[1]
            if tag == "p" and len(text) == 3 and text[0] in _SURNAMES and not self._is_part(text):  # noqa: PLR2004
                yield self._person(word.start, word.end, (text[0], text[1:]))
                continue
            if len(text) not in (1, 2) or not (text in _SURNAMES or text in _COMPOUND):
                continue
            name = self._given(words, index, plain)
            if name is not None:
                yield name

    def _given(self, words: list[_Word], index: int, plain: str) -> Found | None:
        surname = words[index]
        following = [w for w in words[index + 1 : index + 3]]
        if not following or following[0].start != surname.end:
            return None
        before = words[index - 1].text if index and words[index - 1].end == surname.start else ""
        role = before in _ROLES or any(before.endswith(r) for r in _ROLES if len(r) > 1)
        one = following[0]
        if len(one.text) == 2:  # noqa: PLR2004
            after = words[index + 2].text if len(following) > 1 else ""
            usual = self._knowledge.han_words.get(one.text, (0, "p"))
            spoken = after in _SAID
            plain_word = not self._unusual(one.text)
            if self._is_part(one.text) and one.text not in _ROLES and (
                role or usual[1] == "p" or spoken and not plain_word
            ):
                return self._person(surname.start, one.end, (surname.text, one.text))
            return None
        if len(one.text) != 1:
            return None
        if one.text in _FUNCTION:
            given = plain[one.start : one.end + 1]
            if len(following) > 1 and len(following[1].text) == 1 and len(given) == 2:  # noqa: PLR2004
                if following[1].text not in _FUNCTION and self._plain.count(surname.text + given) > 1:
                    return self._person(surname.start, one.end + 1, (surname.text, given))
            return None
        two = following[1] if len(following) > 1 and following[1].start == one.end else None
        if two is not None and len(two.text) == 1 and two.text not in _FUNCTION and two.text not in _SAID:
            given = one.text + two.text
            repeated = self._plain.count(surname.text + given) > 1
            if self._is_part(given) or role or repeated:
                return self._person(surname.start, two.end, (surname.text, given))
        after = two.text if two is not None else plain[one.end : one.end + 1]
        if role and (after in _SAID or not after or script_of(after[0]) is not Script.HAN):
            return self._person(surname.start, one.end, (surname.text, one.text))
        return None

    def _person(self, start: int, end: int, parts: tuple[str, ...]) -> Found:
        return Found(start, end, Kind.PERSON, "", "".join(parts), Evidence.PARTS, False, parts)

    def _foreign(self, words: list[_Word], taken: list[bool]) -> Iterator[Found]:
        """Yield foreign names without a dot: known parts, and runs of the characters they use."""
        index = 0
        while index < len(words):
            word = words[index]
            if taken[word.start]:
                index += 1
                continue
            tag = self._knowledge.han_words.get(word.text, (0, "x"))[1]
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
                yield found
                while index < len(words) and words[index].start < found.end:
                    index += 1

    def _longs(self, words: list[_Word]) -> Iterator[Found]:
        """Yield known parts of four or more characters, with a known part before or after."""
        for index in range(len(words)):
            found = self._long(words, index)
            if found is not None:
                yield found

    def _long(self, words: list[_Word], index: int) -> Found | None:
        """Return a known part of four or more characters that begins at a word."""
        foreign = self._knowledge.foreign
        start = words[index].start
        text = ""
        for word in words[index : index + _MAX_FOREIGN]:
            if word.start != start + len(text) or len(text) > _MAX_FOREIGN:
                break
            text += word.text
        if len(text) < _LONG or text[0] not in foreign or text[1] not in foreign or text[2] not in foreign:
            return None
        for size in range(min(len(text), _MAX_FOREIGN), _LONG - 1, -1):
            name = text[:size]
            if name not in self._knowledge.han_words and self._is_part(name):
                return Found(start, start + size, Kind.PERSON, "", name, Evidence.PARTS, False, (name,))
        return None

    def _all_foreign(self, text: str) -> bool:
        return all(c in self._knowledge.foreign for c in text)

    def _loose(self, word: _Word) -> bool:
        if len(word.text) == 1 and word.text not in _FUNCTION and self._opens_repeated(word):
            return True
        if not self._all_foreign(word.text) or word.text in _FUNCTION:
            return False
        if len(word.text) == 1:
            return True
        count, tag = self._knowledge.han_words.get(word.text, (0, "x"))
        return tag == "p" or count < 60  # noqa: PLR2004

    def _opens_repeated(self, word: _Word) -> bool:
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

    def _run(self, words: list[_Word], first: int, last: int) -> Found | None:
        """Return the name that some words make, or the longest beginning of them that is one."""
        text = "".join(w.text for w in words[first:last])
        start = words[first].start
        parts = self._parts_of(text)
        if parts:
            return Found(start, start + len(text), Kind.PERSON, "", text, Evidence.PARTS, False, parts)
        for cut in range(min(_MAX_FOREIGN, len(text) - _MIN_GIVEN), _MIN_GIVEN, -1):
            known, rest = text[:cut], text[cut:]
            if self._known_part(known) and len(rest) < _MAX_FOREIGN and len(text) <= _LONGEST_NAME:
                return Found(start, start + len(text), Kind.PERSON, "", text, Evidence.PARTS, False, (known, rest))
        for end in range(last - 1, first, -1):
            name = "".join(w.text for w in words[first:end])
            if len(name) >= _MIN_FOREIGN and (parts := self._parts_of(name)):
                if end == last - 1 and len(words[end].text) == 1 and len(parts) > 1:
                    parts, name = (*parts[:-1], parts[-1] + words[end].text), text
                return Found(start, start + len(name), Kind.PERSON, "", name, Evidence.PARTS, False, parts)
        if _MIN_FOREIGN <= len(text) <= _MAX_FOREIGN + 2 and last - first > 1:
            return Found(start, start + len(text), Kind.PERSON, "", text, Evidence.CAPITALS, False, (text,))
        return None

    def _known_part(self, text: str) -> bool:
        return self._is_part(text) or self._knowledge.han_words.get(text, (0, "x"))[1] == "p"

    def _parts_of(self, text: str) -> tuple[str, ...]:
        """Return the known parts of a foreign name without a dot: one, or two of them."""
        if _MIN_FOREIGN <= len(text) <= _MAX_FOREIGN and self._known_part(text):
            return (text,)
        for cut in range(min(_MAX_FOREIGN, len(text) - _MIN_GIVEN), 1, -1):
            if self._known_part(text[:cut]) and self._known_part(text[cut:]):
                return (text[:cut], text[cut:])
        return ()

    def _japanese_in_chinese(self, words: list[_Word], plain: str) -> Iterator[Found]:
        """Yield Japanese names whose two halves are known and no usual words: 岸田文雄."""
        ends = {w.end for w in words}
        for word in words:
            end = word.start + 4
            first, last = plain[word.start : end - 2], plain[end - 2 : end]
            if end not in ends or not all(script_of(c) is Script.HAN for c in first + last):
                continue
            if self._unusual(first) and self._unusual(last) and self._is_part(first) and self._is_part(last):
                yield self._person(word.start, end, (first, last))

    def _unusual(self, text: str) -> bool:
        """Tell whether two characters are no ordinary word."""
        count, tag = self._knowledge.han_words.get(text, (0, "p"))
        return tag == "p" or count < _RARE

    def _japanese(self, plain: str) -> Iterator[Found]:
        """Yield Japanese names: a known surname of two characters and a known given name."""
        for run in regex.finditer(r"\p{Script=Han}{4}", plain, overlapped=True):
            name = run.group()
            if self._is_part(name[:2]) and self._is_part(name[2:]):
                yield self._person(run.start(), run.end(), (name[:2], name[2:]))
