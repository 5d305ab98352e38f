"""Finds the names of institutions in Ukrainian and Russian: Інститут політичних досліджень X.

Only the first word of such a name has a capital: an adjective before the kind of the institution,
or the kind itself. What follows in the genitive belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import regex

from seedreader.entities import lexicon
from seedreader.entities.gazetteer import Match
from seedreader.entities.institutions import Starts
from seedreader.entities.institutions import institutions as institutions_of
from seedreader.entities.letters import Script, is_acronym, stem
from seedreader.entities.lexicon import folded_words, stems
from seedreader.entities.names import Flag
from seedreader.entities.sentence import Sentence
from seedreader.entities.tokens import Token

_ADJECTIVE: Final = regex.compile(
    r"\p{L}+(?:(?:ськ|цьк|зьк|ск|цк|н|ов|ев|ч|ж|ш)(?:ий|ій|ого|ому|им|ім|а|ої|у|ою|е|і|их|ими|ый|ой|ая"
    r"|ую|ое|ие|ые|ых|ыми)|(?:ск|н)ом)"
)
_VERB: Final = regex.compile(r".+(?:[аиіяую]л[аио]|[аияую]в|ся|сь|ти|ть|є)")
"""Endings of the past and the present, which nouns in the genitive hardly have."""
_GENITIVE: Final = regex.compile(r"\p{L}{3,}(?:ого|ього|ої|ьої|их|іх|его|ой|ей|ых)")
_NOUN: Final = regex.compile(r"\p{L}{3,}(?:у|ю|а|я|и|і|ї|ів|їв|ей|ій|ок|ь|в|иц|ц|ин)")
_NOUNS: Final = folded_words("прав справ держав наук лих даних змін мистецтв послуг")
"""Nouns in the genitive that look like a verb, or have none of its endings."""
_FOR: Final = frozenset({"з", "зі", "із"})
"""Prepositions before what an institution is for."""
_ISSUES: Final = frozenset(
    {("з", "питань"), ("з", "прав"), ("по", "делам"), ("по", "правам"), ("у", "справах")}
)
_LARGE_TOWN: Final = 40
"""Rank of towns from 100,000 people on, and of all states and countries."""
_ENDING: Final = folded_words(
    """
    розвитку реконструкції безпеки оборони освіти юстиції праці культури спорту енергетики
    развития реконструкции безопасности обороны образования юстиции труда культуры спорта
    """
)
"""Nouns in the genitive that end the names of institutions: Африканський банк розвитку."""
_NO_PART: Final = folded_words(
    """
    який яка яке які якого якої яких котрий что який для після перед через коли якщо проти также
    також який цього цієї цих того тієї тих свого своєї своїх його її їх этого этой этих который
    которого которой которых своего своей своих первого першого минулого минулої наступного
    """
)
"""Words that look like an adjective in the genitive and begin something else."""
_NAMED_AFTER: Final = stems(
    "фонд інститут університет лікарня академія школа бібліотека музей театр центр премія"
    " институт университет больница академия библиотека музей театр премия"
)
"""Kinds of institutions that are called after somebody, who follows in the genitive."""
_PERSON: Final = regex.compile(r"\p{Lu}\p{L}+(?:а|я|и|і|ї|ої|ого|ой|ы|ка|ко|енко)")
_FIRMS: Final = stems("компанія корпорація группа компания корпорация")
"""Kinds of firms, which stand before a firm's own name: японська компанія Takeda."""
_WEAK: Final = int(Flag.WEAK)  # the operators of an enumeration are slow
_MOST_ADJECTIVES: Final = 3


def institutions(sentence: Sentence, known: list[Match]) -> list[tuple[int, int]]:
    """Return the first word of each institution's name and the index after its last."""
    return institutions_of(sentence, known, _end)


def _end(sentence: Sentence, first: int, starts: Starts) -> int:
    """Return the index after the name that begins at a word, or 0."""
    words = sentence.words
    word = words[first]
    if not word.capital or word.script is not Script.CYRILLIC or is_acronym(word.text):
        return 0
    head = _after(sentence, first, lambda word: not lexicon.is_institution(word.text))
    for adjective, following in pairwise(words[first : head + 1]):
        if not _ADJECTIVE.fullmatch(adjective.text.casefold()) or following.capital:
            return 0
    if not lexicon.is_institution(words[head].text) or words[head].folded in _NO_PART:
        return 0
    if stem(words[head].text) in _FIRMS and _near(sentence, head) and words[head + 1].capital:
        return 0
    last, named = _tail(sentence, head, starts)
    if sentence.initial[first]:
        return last if named and last - first > 2 else 0  # noqa: PLR2004
    return last if head > first or last > head + 1 else 0


def is_named_after(words: Sequence[Token]) -> bool:
    """Tell whether somebody in the genitive follows an institution: Фонд Ріната Ахметова."""
    return stem(words[0].text) in _NAMED_AFTER and all(
        _PERSON.fullmatch(word.text) for word in words[1:]
    )


def _tail(sentence: Sentence, head: int, starts: Starts) -> tuple[int, bool]:
    """Return the index after what belongs to the kind of an institution; whether a name ends it."""
    words = sentence.words
    index = last = head + 1
    while index < len(words) and _near(sentence, index - 1):
        word = words[index]
        match = starts.get(index)
        if is_acronym(word.text) and match is None and index + 1 in starts:
            index += 1  # НАН України
            continue
        if word.capital:
            place = (
                match is not None and match.rank >= _LARGE_TOWN and not _goes_on(sentence, match)
            )
            if match is not None and place:
                return match.last, True
            if match is None and index == head + 1 and _honours(sentence, head):
                return index + 1, True
            region = _region(sentence, index, starts)
            return (region, True) if region and index == head + 1 else (last, False)
        pair = (word.folded, words[index + 1].folded) if index + 1 < len(words) else ("", "")
        if pair in _ISSUES:
            last = index = index + 2
        elif word.folded in _ENDING and index == head + 1:
            last = index = index + 1
        elif after := _modified(sentence, index + (word.text in _FOR)):
            last = index = after
        elif (
            _NOUN.fullmatch(word.text)
            and not _VERB.fullmatch(word.text)
            and index == head + 1
            and word.folded not in _NO_PART
        ):
            index += 1  # It belongs to the name if more of the genitive follows.
        else:
            break
    return last, False


def _honours(sentence: Sentence, head: int) -> bool:
    """Tell whether a surname in the genitive ends an institution: Національна лікарня Кеніатти."""
    words = sentence.words
    name = words[head + 1]
    alone = head + 2 >= len(words) or not (_near(sentence, head + 1) and words[head + 2].capital)
    described = head > 0 and _ADJECTIVE.fullmatch(words[head - 1].text.casefold()) is not None
    genitive = name.text.endswith(("и", "і", "ї", "ого", "ова", "ева", "єва", "іна", "ина", "енка"))
    return described and alone and genitive and stem(words[head].text) in _NAMED_AFTER


def _region(sentence: Sentence, index: int, starts: Starts) -> int:
    """Return the index after a place of two words in the genitive, or 0: Західного Мідленду."""
    words = sentence.words
    known = starts.get(index)
    if known is not None and not known.flags & _WEAK:
        return 0
    if index + 1 >= len(words) or not _near(sentence, index):
        return 0
    adjective, noun = words[index], words[index + 1]
    end = starts[index + 1].last if index + 1 in starts else index + 2
    alone = end >= len(words) or not (_near(sentence, end - 1) and words[end].capital)
    genitive = _GENITIVE.fullmatch(adjective.text.casefold()) and _ADJECTIVE.fullmatch(
        adjective.text.casefold()
    )
    return end if genitive and noun.capital and alone and not is_acronym(noun.text) else 0


def _goes_on(sentence: Sentence, match: Match) -> bool:
    """Tell whether a word with a capital follows a known name, as a surname follows a given one."""
    after = match.last
    return (
        after < len(sentence.words) and _near(sentence, after - 1) and sentence.words[after].capital
    )


def _modified(sentence: Sentence, index: int) -> int:
    """Return the index after adjectives in the genitive and their noun, or 0."""
    words = sentence.words
    noun = _after(sentence, index, _in_genitive)
    if noun == index or words[noun].capital:
        return 0
    word = words[noun]
    is_noun = word.folded in _NOUNS or (
        _NOUN.fullmatch(word.text) is not None and _VERB.fullmatch(word.text) is None
    )
    return noun + 1 if is_noun else 0


def _in_genitive(word: Token) -> bool:
    return (
        not word.capital
        and word.folded not in _NO_PART
        and word.folded not in _NOUNS
        and _GENITIVE.fullmatch(word.text) is not None
    )


def _after(sentence: Sentence, first: int, is_adjective: Callable[[Token], bool]) -> int:
    """Return the index after the adjectives that begin at a word and go before another one."""
    index = first
    while (
        index - first < _MOST_ADJECTIVES
        and _near(sentence, index)
        and is_adjective(sentence.words[index])
    ):
        index += 1
    return index


def _near(sentence: Sentence, index: int) -> bool:
    return index + 1 < len(sentence.words) and sentence.gap(index) in (" ", "\u00a0")
