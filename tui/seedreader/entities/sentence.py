"""Sentences cut into words, and what the article as a whole says about its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import regex

from seedreader.entities.letters import CASED, Script, fold
from seedreader.entities.lexicon import folded_words, is_shortened
from seedreader.entities.tokens import Token, tokens

_OPENING: Final = frozenset("\"“„«‹‘'([—–-:.!?…•|/")
_CLOSING: Final = {"«": "»", "„": "“”"}
_STRAIGHT: Final = {"uk": {'"': '"', "“": "”"}, "ru": {'"': '"'}}
"""The same in languages that set names in quotation marks, and write these for theirs."""
_LONGEST_QUOTED: Final = 3
"""Words with capitals in quotation marks that are a name rather than speech."""
_MIN_TITLE_WORDS: Final = 5
"""Long words of a headline that nothing else tells."""
_FEWEST_TITLE_WORDS: Final = 3
"""Long words of a headline in which a word has a capital that is no name."""
_FEWEST_CAPITALS: Final = 4
"""Words with capitals, none without, that make a headline if one of them is no name."""
_TITLE_SHARE: Final = 0.6
"""Share of long words with capitals, or all in capitals, from which a sentence is a headline."""
_LONG_WORD: Final = 4
"""Letters of a word that English title case sets with a capital."""
SMALL_WORDS: Final = folded_words(
    """
    a an and about after against amid as at before but by for from how if in into it its nor not
    of off on or our out over per than that the their to under until up upon v via vs when while
    with without his her my your he she they we you is are be was were has have had so
    """
)
"""What English title case leaves without capitals."""
_NO_NAME: Final = folded_words(
    """
    after against all anything are as at be been but by can could did do does done few for from get
    gets go goes had has have her his how if into is it its just more my no not now off our out
    over says she should some that their these they this those was we well were what when where
    who why will with would you your
    """
)
"""What has a capital inside a sentence in title case only."""
_UNCASED: Final = frozenset({"zh", "yue", "ja"})
"""Languages that begin no sentence with a capital: a Latin one there is that of a name."""
POSSESSIVE: Final = ("'s", "’s")
_ARTICLE: Final = regex.compile(r"(?<!\p{L})[Aa]n? $")
_VERB: Final = regex.compile(
    r" (?:said|says|told|has|had|is|was|will|would|and|or|which|who|did|does|sells|sold|bought)\b"
)
_SAID: Final = regex.compile(r"[,?!][\"”’'] $")
_SAYS: Final = regex.compile(r" (?:said|says|added|told|wrote|replied|explained|argued)\b")
_SUFFIXED: Final = frozenset({"tr", "az", "tk", "crh"})
"""Languages that write the endings of names after an apostrophe: Irak'ta."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        text: the whole article's text, which the tokens point into.
        start: first code point of the sentence.
        end: code point after the last.
        language: primary BCP 47 subtag.
        words: its tokens.
        initial: for each token, whether its capital proves nothing: it begins the sentence or
            stands after a mark that may begin one, or the whole sentence is set in title case.
        titled: whether the sentence is set in title case, so that a capital proves nothing.
        shouted: whether the sentence is in capitals.
    """

    text: str
    start: int
    end: int
    language: str
    words: tuple[Token, ...]
    initial: tuple[bool, ...]
    titled: bool
    shouted: bool

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next."""
        return self.text[self.words[index].end : self.words[index + 1].start]


def read_sentence(text: str, start: int, end: int, language: str) -> Sentence:
    """Cut one sentence into words."""
    words = tuple(tokens(text, start, end))
    if language in _SUFFIXED:
        words = tuple(map(_without_suffix, words))
    title, shouted = _title_case(words, language)
    initial = [False] * len(words)
    for index, word in enumerate(words):
        if not word.capital:
            continue
        before = text[max(start, word.start - 2) : word.start].strip()
        opened = before != "" and before[-1] in _OPENING and before[-1] != "-"
        if opened and before[-1] in "'’" and before[:-1].isalpha():
            opened = False  # an elision: dell'Università
        if opened and before[-1] == "." and index and is_shortened(words[index - 1].text):
            opened = False
        if opened and not title and index and _speaks(text, word, end, language):
            opened = False
        if opened and not title and index and _names_something(text, words, index, end, language):
            opened = False
        initial[index] = (index == 0 or title or opened) and language not in _UNCASED
    return Sentence(text, start, end, language, words, tuple(initial), title, shouted)


def _title_case(words: tuple[Token, ...], language: str) -> tuple[bool, bool]:
    """Tell whether a sentence is set in title case, and whether in capitals."""
    cased = [w for w in words if len(w.text) >= _LONG_WORD and w.script in CASED]
    size = len(cased)
    capitals = [w.text for w in cased if w.capital]
    told = any(w.capital and w.folded in _NO_NAME for w in words[1:])
    if told and len(words) >= _FEWEST_CAPITALS and all(w.capital for w in words):
        return True, False  # It Is Very Bad
    if size < _FEWEST_TITLE_WORDS or len(capitals) / size <= _TITLE_SHARE:
        return False, False
    small = {w.text for w in words if not w.capital and w.script in CASED}
    if not small <= SMALL_WORDS if language == "en" else small:
        return False, False
    if any(w.script is Script.HAN or w.script is Script.KANA for w in words):
        return False, False  # Foreign names in a Chinese sentence.
    if size < _MIN_TITLE_WORDS and not told:
        return False, False
    return True, sum(text.isupper() for text in capitals) > size * _TITLE_SHARE


def _without_suffix(word: Token) -> Token:
    """Return a name without the ending that an apostrophe sets apart."""
    cut = next((i for i, c in enumerate(word.text) if c in "'’ʼ"), 0)
    if not cut or not word.capital or not word.text[cut + 1 :].islower():
        return word
    base = word.text[:cut]
    return word._replace(end=word.start + cut, text=base, folded=fold(base))


def _speaks(text: str, word: Token, end: int, language: str) -> bool:
    """Tell whether who spoke stands behind what was said: "He erased her," Hale said."""
    return (
        language == "en"
        and _SAID.search(text, max(0, word.start - 3), word.start) is not None
        and _SAYS.match(text, word.end, end) is not None
    )


def _names_something(
    text: str, words: tuple[Token, ...], index: int, end: int, language: str
) -> bool:
    """Tell whether a few words with capitals stand in quotation marks: стадіон «Етіхад»."""
    opening = text[words[index].start - 1]
    closing = _CLOSING.get(opening) or _STRAIGHT.get(language, {}).get(opening)
    gap = text[words[index - 1].end : words[index].start]
    if closing is None or (
        gap != " " + opening and gap not in {f"{c}, {opening}" for c in closing}
    ):
        return False
    for word in words[index : index + _LONGEST_QUOTED]:
        if not word.capital:
            return False
        if text[word.end : min(word.end + 1, end)] in closing and word.end < end:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Usage:
    """How an article writes its words.

    Attributes:
        capital: folded words that stand with a capital where none is asked for.
        lower: folded words that stand without one.
        apart: folded words with a capital that stand without a hyphen.
        owners: folded words with a capital that stand with 's only.
        branded: those of `owners` whose 's belongs to the name: Sainsbury's said.
        before: for folded words with a capital those that stand before them with one where none
            is asked for: given names before a surname.
    """

    capital: frozenset[str]
    lower: frozenset[str]
    apart: frozenset[str]
    owners: frozenset[str] = frozenset()
    branded: frozenset[str] = frozenset()
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)


def usage(sentences: list[Sentence]) -> Usage:
    """Return how the words of the sentences are written."""
    capital: set[str] = set()
    lower: set[str] = set()
    apart: set[str] = set()
    owners: dict[str, int] = {}
    bare: set[str] = set()
    branded: set[str] = set()
    for sentence in sentences:
        text = sentence.text
        lower.update(w.folded for w in sentence.words if not w.capital and w.script in CASED)
        for word, initial in zip(sentence.words, sentence.initial, strict=True):
            if word.capital:
                if text[word.end : word.end + 2] in POSSESSIVE:
                    owners[word.folded] = owners.get(word.folded, 0) + 1
                    if _owns_nothing(text, word.end + 2, sentence.end):
                        branded.add(word.folded)
                    elif not initial and _ARTICLE.search(text, word.start - 3, word.start):
                        branded.add(word.folded)  # a Brink's worker
                else:
                    bare.add(word.folded)
                if text[word.start - 1 : word.start] != "-" != text[word.end : word.end + 1]:
                    apart.add(word.folded)
                if not initial:
                    capital.add(word.folded)
    only = frozenset(owners.keys() - bare)
    return Usage(
        frozenset(capital),
        frozenset(lower),
        frozenset(apart),
        only,
        frozenset(word for word in only & branded if owners[word] > 1),
        _given_names(sentences),
    )


def _given_names(sentences: list[Sentence]) -> dict[str, frozenset[str]]:
    """Return what stands before words with a capital, both where none is asked for."""
    before: dict[str, set[str]] = {}
    for sentence in sentences:
        names = (
            (word, shown and word.capital)
            for word, shown in zip(
                sentence.words, (not each for each in sentence.initial), strict=True
            )
        )
        for (one, told), (two, also) in pairwise(names):
            if told and also:
                before.setdefault(two.folded, set()).add(one.folded)
    return {word: frozenset(others) for word, others in before.items()}


def _owns_nothing(text: str, start: int, end: int) -> bool:
    """Tell whether a verb or a mark, and no noun, follows an 's: Sainsbury's said, at Macy's."""
    if start >= end or text[start] in ",.;:)":
        return True
    return _VERB.match(text, start, end) is not None
