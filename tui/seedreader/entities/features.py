"""Rivers, lakes, seas and streets that are called like a town: the River Trent, річка Трент."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from seedreader.entities.composition import OFFICE
from seedreader.entities.gazetteer import Match
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import stem
from seedreader.entities.lexicon import folded_words, stems
from seedreader.entities.mention import Kind
from seedreader.entities.sentence import Sentence

_BEHIND: Final = folded_words(
    """
    river lake sea bay gulf strait peninsula valley desert mountains creek canyon reef lagoon
    street road avenue lane boulevard square bridge
    """
)
"""English words for what is called after the place before them: the Bohol Sea."""
_BEFORE: Final = folded_words("river lake mount cape")
"""English words that stand before the name: the River Trent, Lake Geneva."""
_WATERS: Final = {
    "en": stems("river"),
    "it": stems("fiume torrente lago"),
    "es": stems("río lago"),
    "fr": stems("fleuve rivière lac"),
    "pt": stems("rio lago"),
    "uk": stems("річка річки річку річкою річці ріка ріки рікою ріці озеро озера озері озером"),
    "ru": stems("река реки реку рекой реке озеро озера озере озером"),
    "vi": stems("sông hồ"),
}
"""Words in small letters before the name of a river or a lake."""
_WITH_KIND: Final = {
    "it": stems("laguna golfo baia stretto penisola delta canale"),
    "vi": stems("vịnh"),
}
"""The same of what has no name without it: laguna della Vistola."""
_OF: Final = folded_words("di del della dello dell' dell’ dei degli delle")
_SLAVIC: Final = stems(
    "затока затоці протока протоці море моря морем лиман водосховище півострів хребет канал"
    " залив пролив водохранилище полуостров"
)
"""Kinds behind an adjective that has the capital: Віслинська затока."""
_RELATIONAL: Final = regex.compile(
    r"\p{Lu}\p{L}+(?:ськ|цьк|зьк|инськ|ск|цк)(?:а|ий|ого|ому|им|ім|ої|у|ою|ій|е|ая|ой|ую|ое|ом)"
)
_TOWNS: Final = ("gn:", "o:")
_SPACES: Final = frozenset({" ", "\u00a0"})


def features(
    sentence: Sentence, known: list[Match], knowledge: Knowledge
) -> Iterator[tuple[int, int]]:
    """Yield what is called like a town and is none: its first word and the index after its last.

    The word for its kind belongs to it in English alone, where it has a capital.
    """
    if sentence.titled or sentence.shouted:
        return
    for match in known:
        entity = knowledge.entity(match.entity)
        if entity.kind is not Kind.LOC or not entity.key.startswith(_TOWNS):
            continue
        first, last = match.first, match.last
        whole = _with_kind(sentence, match)
        if whole < first:
            yield whole, last
            continue
        if sentence.language == "en":
            behind = _capital(sentence, last, last - 1, _BEHIND)
            alone = last + 1 >= len(sentence.words) or not (
                sentence.words[last + 1].capital and sentence.gap(last) in _SPACES
            )
            if behind and alone:
                yield first, last + 1
                continue
            if first and _capital(sentence, first - 1, first - 1, _BEFORE):
                yield first - 1, last
                continue
        if first and sentence.gap(first - 1) in _SPACES:
            before = sentence.words[first - 1]
            kinds = _WATERS.get(sentence.language, frozenset())
            town = entity.key.startswith("gn:")
            if town and not before.capital and stem(before.text) in kinds:
                yield first, last


def _with_kind(sentence: Sentence, match: Match) -> int:
    """Return the first word of what has its kind in small letters before a place, or the place's.

    In Italian a preposition stands between them.
    """
    words, kinds = sentence.words, _WITH_KIND.get(sentence.language, frozenset())
    index = match.first - 1
    if not kinds or index < 0:
        return match.first
    if sentence.language == "it":
        if words[index].folded not in _OF and words[index].text.casefold() not in _OF:
            return match.first
        index -= 1
    near = all(sentence.gap(i) in (" ", "\u00a0", "") for i in range(max(index, 0), match.first))
    if index < 0 or not near or words[index].capital or stem(words[index].text) not in kinds:
        return match.first
    return index


def slavic_waters(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield seas and bays that an adjective with a capital names: Віслинська затока."""
    if sentence.language not in ("uk", "ru") or sentence.titled or sentence.shouted:
        return
    words = sentence.words
    for index in range(len(words) - 1):
        kind = words[index + 1]
        if (
            words[index].capital
            and not kind.capital
            and stem(kind.text) in _SLAVIC
            and sentence.gap(index) in _SPACES
            and _RELATIONAL.fullmatch(words[index].text)
        ):
            yield index, index + 2


def courts(
    sentence: Sentence, known: list[Match], knowledge: Knowledge
) -> Iterator[tuple[int, int]]:
    """Yield the courts of towns, each with its town: Leeds Crown Court, Crown Court di Leeds."""
    if sentence.titled or sentence.shouted:
        return
    joints = {"en": {" "}, "it": {" di "}, "vi": {" ", " ở "}}.get(sentence.language, set())
    for one, two in pairwise(known):
        entities = (knowledge.entity(one.entity), knowledge.entity(two.entity))
        town, court = entities if sentence.language == "en" else entities[::-1]
        heard = two if sentence.language == "en" else one
        gap = sentence.text[sentence.words[one.last - 1].end : sentence.words[two.first].start]
        named = sentence.words[heard.last - 1].folded == "court" and heard.last - heard.first > 1
        if (
            named
            and gap in joints
            and town.kind is Kind.LOC
            and court.kind is Kind.ORG
            and town.key.startswith(_TOWNS)
            and not court.key.startswith(OFFICE)
        ):
            yield one.first, two.last


def _capital(sentence: Sentence, index: int, gap: int, kinds: frozenset[str]) -> bool:
    """Tell whether a word of a kind stands at an index, with a capital and beside the name."""
    if not 0 <= index < len(sentence.words) or sentence.gap(gap) not in _SPACES:
        return False
    word = sentence.words[index]
    return word.capital and word.folded in kinds
