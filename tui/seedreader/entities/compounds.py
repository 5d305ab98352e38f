"""Finds names that are made of ordinary words: London Fashion Week, Burt's Bees.

What English sets with capitals in the midst of a sentence belongs to a name, though none of the
words is one: before and after an `and`, behind an 's, behind the town that something is called
after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seedreader.entities import lexicon
from seedreader.entities.composition import OFFICE
from seedreader.entities.gazetteer import Match
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, is_acronym
from seedreader.entities.lexicon import folded_words
from seedreader.entities.mention import Kind
from seedreader.entities.names import Flag
from seedreader.entities.sentence import Sentence, Usage

_WEAK: Final = int(Flag.WEAK)  # the operators of an enumeration are slow
ENGLISH_INSIDE: Final = frozenset({"en", "it", "uk", "vi"})
"""Languages whose sentences are searched: foreign ones quote English names as they are."""
_ARTICLES: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "gli",
        "le",
        "dai",
        "dagli",
        "dalle",
        "ai",
        "agli",
        "alle",
        "sui",
        "coi",
    ]
)
"""English articles, and Italian ones of the plural, as before the names of teams."""
_MOST_JOINED: Final = 3
"""Words before the `and` in the name of an institution."""
_ENGLISH: Final = frozenset({"of", "the", "on", "and", "for"})
"""Small words of English that neither Italian nor Vietnamese has."""
_USUAL: Final = 2000
"""Rank of the words that everybody uses most, of the 14,000 that are listed."""
_PARTISANS: Final = folded_words(
    "democrat democrats republican republicans conservative conservatives tory tories liberal"
)
"""Whom a place may stand before without a name being made: a Massachusetts Democrat."""


class Compounds:
    """Finds the names that ordinary English words make in one sentence."""

    def __init__(self, sentence: Sentence, knowledge: Knowledge, usage: Usage) -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._knowledge = knowledge
        self._usage = usage
        self._english = sentence.language == "en"
        self._common = knowledge.common("en")
        self._own = {} if self._english else knowledge.common(sentence.language)
        self._calendar = knowledge.calendar(sentence.language)
        self._numbers = knowledge.part_numbers

    def pairs(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Yield institutions whose names join ordinary words: Competition and Markets Authority."""
        words = self._words
        if not self._english:
            return
        for middle in range(1, len(words) - 2):
            if words[middle].folded != "and" or words[middle].capital:
                continue
            first = last = middle
            while first > 0 and middle - first < _MOST_JOINED and self._plain(first - 1, taken):
                first -= 1
                if self._sentence.gap(first) != " ":
                    first += 1
                    break
            while last + 1 < len(words) and self._sentence.gap(last) == " ":
                if not self._plain(last + 1, taken):
                    break
                last += 1
            while last > middle and not lexicon.is_institution(words[last].text):
                last -= 1
            if first < middle and last > middle + 1:
                yield first, last + 1

    def foreign(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Yield English names with small English words inside, in a text of another language.

        Newport on the Levee, Game of Thrones: nothing else explains the small words.
        """
        words = self._words
        if self._english:
            return
        for index, word in enumerate(words):
            if word.capital or word.folded not in _ENGLISH or not index or index in taken:
                continue
            after = index + 1
            while after < len(words) and words[after].folded in _ENGLISH:
                after += 1
            if all(w.folded not in ("of", "the") for w in words[index:after]):
                continue  # between two names perhaps
            if after == len(words) or not (self._latin(index - 1) and self._latin(after)):
                continue
            if any(self._sentence.gap(i) != " " for i in range(index - 1, after)):
                continue
            yield self._widest(index - 1, after + 1)

    def _widest(self, first: int, last: int) -> tuple[int, int]:
        """Return a span with the Latin words in capitals on both sides."""
        words, gap = self._words, self._sentence.gap
        while first and self._latin(first - 1) and gap(first - 1) == " ":
            if self._sentence.initial[first - 1] or lexicon.is_title(words[first - 1].text):
                break
            first -= 1
        while last < len(words) and self._latin(last) and gap(last - 1) == " ":
            if self._numbers[words[last].text]:
                break  # a person beside it
            last += 1
        return first, last

    def _latin(self, index: int) -> bool:
        word = self._words[index]
        return word.capital and word.script is Script.LATIN

    def owned(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Yield names with an 's inside: Burt's Bees, Children's Hospital of Philadelphia."""
        words, text = self._words, self._sentence.text
        for index in range(len(words) - 1):
            word, after = words[index], words[index + 1]
            if (
                text[word.end : after.start] not in ("'s ", "’s ")
                or not word.capital
                or index in taken
                or word.folded not in self._usage.owners
                or (index and self._adjoins(index - 1))
                or lexicon.is_never(word.text)
                or word.folded in self._calendar
            ):
                continue
            last = index + 1
            while last < len(words) and self._plain(last, taken):
                last += 1
                if last == len(words) or self._sentence.gap(last - 1) != " ":
                    break
                if words[last].folded in ("of", "for") and last + 1 < len(words):
                    last += 2 if words[last + 1].capital else 0
            institution = any(lexicon.is_institution(w.text) for w in words[index + 1 : last])
            common = word.folded in self._common
            if last > index + 1 and (
                institution
                if common
                else not self._numbers[word.text] or word.folded not in self._usage.branded
            ):
                yield index, last

    def named_after(self, first: int, last: int, inside: list[Match]) -> bool:
        """Tell whether ordinary words follow the place that something is called after.

        London Fashion Week, Vanderbilt Commodores, Tennessee State.
        """
        if len(inside) != 1 or inside[0].first != first or self._sentence.titled:
            return False
        match = inside[0]
        entity = self._knowledge.entity(match.entity)
        if match.flags & _WEAK or entity.kind not in (Kind.LOC, Kind.ORG) or match.last >= last:
            return False
        if entity.key.startswith(OFFICE):
            return False
        rest = range(match.last, last)
        if any(self._sentence.gap(i - 1) not in (" ", "\u00a0") for i in rest):
            return False
        if first and self._adjoins(first - 1):
            return False
        product = entity.kind is Kind.ORG and len(rest) == 1
        adds = all(self._adds(i, product=product) for i in rest)
        return adds and not self._initial_alone(match)

    def plural(self, index: int) -> bool:
        """Tell whether a word has the ending of a plural, as the names of teams do."""
        word = self._words[index].text
        return word.endswith("s") and not word.endswith("ss")

    def _plain(self, index: int, taken: set[int]) -> bool:
        """Tell whether a word is an ordinary one with a capital that the sentence does not ask."""
        word = self._words[index]
        return (
            word.capital
            and not self._sentence.initial[index]
            and index not in taken
            and word.folded in self._common
            and word.folded not in self._own
            and not lexicon.is_title(word.text)
            and word.folded not in self._calendar
        )

    def _adjoins(self, index: int) -> bool:
        """Tell whether a word with a capital that the sentence does not ask for stands there."""
        word = self._words[index]
        if not word.capital or self._sentence.gap(index) != " " or word.folded in _ARTICLES:
            return False
        rank = self._common.get(word.folded)
        return not self._sentence.initial[index] or rank is None or rank > _USUAL

    def _initial_alone(self, match: Match) -> bool:
        """Tell whether the sentence asks for the capital of the only word of a name."""
        word = self._words[match.first]
        return self._sentence.initial[match.first] and word.folded in self._usage.lower

    def _adds(self, index: int, *, product: bool) -> bool:
        """Tell whether a word may follow a place in the name of something else.

        Of what a company makes, `product`, many words are names of people too: Google Drive.
        """
        word = self._words[index]
        folded = word.folded
        if word.text == "State":
            return True
        if not word.capital or folded in self._calendar or folded in _PARTISANS:
            return False
        if lexicon.is_never(word.text) or is_acronym(word.text) or folded in self._own:
            return False
        if lexicon.is_title(word.text) or folded in self._usage.lower:
            return False
        known = bool(self._numbers[word.text])
        if folded not in self._common:
            team = self._words[index - 1].text == "State" or self._after_article(index)
            return self.plural(index) and not known and team
        usual = product and self._common[folded] < _USUAL
        return usual or not known or self.plural(index) or lexicon.is_institution(word.text)

    def _after_article(self, index: int) -> bool:
        """Tell whether `the` stands before the run of capitals that a word ends: a team."""
        while index and self._words[index].capital:
            index -= 1
        return self._words[index].folded in _ARTICLES
