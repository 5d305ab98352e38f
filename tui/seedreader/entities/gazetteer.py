"""Known names in texts whose words are separated by spaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import CASED, Script, is_acronym, is_spoken_acronym, keys
from seedreader.entities.lexicon import (
    NOT_NAMES,
    ORDINARY,
    folded_words,
    is_ordinal,
    is_shortened,
    is_title,
    is_vietnamese_syllable,
)
from seedreader.entities.memo import Memo
from seedreader.entities.mention import Kind
from seedreader.entities.names import ANY_LANGUAGE, LATIN_LANGUAGES, Flag, Heads, NameEntry
from seedreader.entities.nominatives import DECLINING, nominatives
from seedreader.entities.sentence import Sentence, Usage
from seedreader.entities.slavic_towns import ONLY_TOWNS
from seedreader.entities.tokens import Token

_GAPS: Final = frozenset(
    {
        " ", "-", "‑", "’", "'", "", " - ", " – ", "–", ".", "\u00a0", ". ", '"', ' "', " «",
        " “", "/", "\n", " & ", "&",
    }
)  # fmt: skip
_POSSESSIVE: Final = frozenset({"'s ", "’s "})
_OWNERS: Final = folded_words(
    "people women men children workers king queen general attorney prosecutor governor mayor"
)
"""What owns something in a name, mostly; what else is followed by its possession only in texts."""
_LOOSE: Final = int(Flag.LOOSE)  # the operators of an enumeration are slow
_WEAK: Final = int(Flag.WEAK)
_OWN: Final = int(Flag.OWN)
_IN_LANGUAGE: Final = 5
"""Added to the rank of what a name means in the text's own language."""
_CALLED_SO: Final = 8
"""Added to that of a town which is called so, and does not only have the name as another one:
Philadelphia, as Amman was called."""
_IBERIAN: Final = frozenset({"es", "pt"})
"""Languages in which many towns of America are called like those of Europe: Florencia."""
_CERTAIN: Final = 60
"""Least rank of regions and countries; ranks are those of `build.places`."""
_STATE: Final = 100
"""Rank of countries."""
_LARGE: Final = 50
"""Rank of cities of a million people."""
_CITY: Final = 40
"""Rank of cities of 100,000 people."""
_WELL_KNOWN: Final = 42
"""Rank of towns of 200,000 people: in the midst of a sentence a capital is enough."""
_CAPITALS_TELL_LITTLE: Final = frozenset({"de", "lb", "vi"})
"""Languages that write ordinary nouns, or words of many names, with capitals."""
_SMALL_WORDS: Final = frozenset({"it", "cs", "sk", "hr", "sr", "bs", "sh", "sl", "bg", "mk", "vi"})
"""Languages in which only the first word of a country's name has a capital."""
_QUOTES_CLUBS: Final = frozenset({"uk", "ru", "be"})
"""Languages that set names of clubs and firms in quotation marks."""
_QUOTES: Final = frozenset("«\"“„”'‘")
_VERY_COMMON: Final = 3000
"""Rank by frequency, of 14,000, up to which a word is more likely itself than a town."""
_USUAL: Final = 1000
"""The same, of words that everybody uses: Who is not the WHO."""
_MIN_FOREIGN: Final = 4
"""Letters of an English name that counts in other languages, where shorter ones are words."""
_SHORT: Final = 2
"""Letters of words that are too short to tell a name by."""
_MIN_DATELINE: Final = 4
"""Letters of a town's name that may stand in capitals, as in a dateline: PARIS."""
_RELATIONAL: Final = regex.compile(
    "(?:ськ|цьк|зьк|ск|цк)(?:а|ий|ій|ая|ое|ої|ой|ою|у|ую|ому|ом|им|ими|их|е|і|ие|ого|ей|ою)$"
)
"""Adjectives of places in Ukrainian and Russian, of which Донецька is a town's genitive as well."""
_ARTICLES: Final = {
    "it": folded_words(
        """
        l la il lo i gli le dell della del dello all alla al dall dalla dal nell nella nel sull
        sulla sul
        """
    ),
    "fr": folded_words("l la le les du au"),
    "es": folded_words("la el del al"),
    "pt": folded_words("a o da do na no à ao pela pelo"),
    "en": folded_words("the"),
}
"""Articles, with prepositions that are written together with them too."""
_MIN_INNER: Final = 3
"""Letters of a name that may begin small and have a capital inside: iOS."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a sentence.

    Attributes:
        first: index of its first word.
        last: index after its last word.
        entity: number of the entity.
        rank: of the entity.
        flags: of the name.
    """

    first: int
    last: int
    entity: int
    rank: int
    flags: int


@dataclass(frozen=True, slots=True)
class _Context:
    knowledge: Knowledge
    usage: Usage
    heads: Memo[str, tuple[tuple[str, Heads], ...]]
    spellings: Memo[str, tuple[str, ...]]


def matches(sentence: Sentence, knowledge: Knowledge, usage: Usage) -> list[Match]:
    """Return the known names of a sentence, the longest from each place on, not overlapping."""
    heads = knowledge.heads_in(sentence.language)
    context = _Context(knowledge, usage, heads, _SPELLINGS_IN[sentence.language])
    found = []
    index = 0
    words = sentence.words
    while index < len(words):
        if not heads[words[index].text]:
            index += 1
            continue
        match = _longest(sentence, index, context)
        if match is None or _hides(sentence, match, context):
            index += 1
        else:
            found.append(match)
            index = match.last
    return found


def _hides(sentence: Sentence, match: Match, context: _Context) -> bool:
    """Tell whether a town of several words covers a part of a country: Tổng [Thống Hoa] Kỳ."""
    if match.rank >= _CERTAIN:
        return False
    for index in range(match.first + 1, match.last):
        other = _longest(sentence, index, context)
        if other is not None and other.rank >= _CERTAIN and other.last > match.last:
            return True
    return False


def _keys(text: str) -> tuple[str, ...]:
    return (text.replace(".", ""),) if "." in text else keys(text)


_SPELLINGS: Final = Memo(_keys, 32_768)
"""The keys of a word as it stands in a text."""


def _spellings(language: str) -> Memo[str, tuple[str, ...]]:
    """Return what gives the keys of a word of a language, of its nominatives too."""
    if language not in DECLINING:
        return _SPELLINGS

    def declined(text: str) -> tuple[str, ...]:
        return (*_keys(text), *(k for each in nominatives(text, language) for k in keys(each)))

    return Memo(declined)


_SPELLINGS_IN: Final = Memo(_spellings)
"""The same by language."""


def _longest(sentence: Sentence, first: int, context: _Context) -> Match | None:
    """Return the longest known name that begins at a word, of several the one of highest rank."""
    found: Match | None = None
    for key, names in context.heads[sentence.words[first].text]:
        if names.longer and first + 1 < len(sentence.words):
            for second in context.spellings[sentence.words[first + 1].text]:
                entries = names.longer.get(second)
                if entries:
                    found = _better(found, _best(sentence, first, key, entries, context))
        if names.alone and (found is None or found.last == first + 1):
            found = _better(found, _best(sentence, first, key, names.alone, context))
    return found


def _better(one: Match | None, other: Match | None) -> Match | None:
    """Return the longer of two matches from one place on, or the one of higher rank."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda match: (match.last, match.rank))


def _best(
    sentence: Sentence,
    first: int,
    key: str,
    entries: tuple[NameEntry, ...],
    context: _Context,
) -> Match | None:
    best: Match | None = None
    place: Match | None = None
    for entry in entries:
        if best is not None and 1 + len(entry.rest) < best.last - best.first:
            break
        last = _follow(sentence, first, entry, context)
        if last is None or not _written(sentence, (first, last), key, entry, context):
            continue
        entity = context.knowledge.entity(entry.entity)
        if entity.kind is Kind.LOC and _called_to(sentence.words[last - 1], entity.title):
            continue
        rank = entity.rank + (_IN_LANGUAGE if entry.language == sentence.language else 0)
        if entry.flags & _OWN and sentence.language not in _IBERIAN:
            rank = min(rank + _CALLED_SO, _CERTAIN - 1)
        match = Match(first, last, entry.entity, rank, entry.flags)
        if best is None or rank > best.rank:
            best = match
        if entity.kind is Kind.LOC and rank >= _LARGE and last == first + 1:
            place = match
    # Of a large city and its club. A firm is better known than the town that was named after it.
    club = best is not None and context.knowledge.entity(best.entity).kind is Kind.ORG
    if club and place and best and best.last == place.last and _lacks_quotes(sentence, first):
        return place
    return best


def _called_to(word: Token, title: str) -> bool:
    """Tell whether a word would be the vocative of a place, as none is spoken to: Альберто."""
    vocative = word.script is Script.CYRILLIC and word.text.endswith("о")
    return vocative and title.endswith("a") and " " not in title


def _lacks_quotes(sentence: Sentence, index: int) -> bool:
    """Tell whether a word stands without the quotation marks that clubs have in its language.

    Мілан is the city, «Мілан» the club.
    """
    word = sentence.words[index]
    if sentence.language not in _QUOTES_CLUBS or word.script is not Script.CYRILLIC:
        return False
    return sentence.text[word.start - 1 : word.start] not in _QUOTES


def _follow(sentence: Sentence, first: int, entry: NameEntry, context: _Context) -> int | None:
    """Return the index after the last word of a name that begins at `first`, if it stands there."""
    index = first
    for key in entry.rest:
        if index + 1 >= len(sentence.words):
            return None
        gap = sentence.gap(index)
        if gap not in _GAPS and not gap.isspace() and not _owns(sentence.words[index], gap):
            return None
        index += 1
        if key not in context.spellings[sentence.words[index].text]:
            return None
        if len(key) == 1 and gap != "&" and _single_letter(sentence.words[index - 1]):
            return None  # H&M is not H. M. Stanley.
    return index + 1


def _owns(word: Token, gap: str) -> bool:
    """Tell whether a name goes on behind a possessive: People's Daily, but not Apple's Watch."""
    return gap in _POSSESSIVE and word.folded in _OWNERS


def _inner_capital(text: str) -> bool:
    """Tell whether a word has a capital after its first letter, as product names do: iPhone."""
    return len(text) >= _MIN_INNER and text[0].islower() and any(c.isupper() for c in text[1:3])


def _single_letter(word: Token) -> bool:
    return len(word.text) == 1 and word.script is Script.LATIN


def _written(  # noqa: C901, PLR0911 - each way out is one way to write a name
    sentence: Sentence, span: tuple[int, int], key: str, entry: NameEntry, context: _Context
) -> bool:
    """Tell whether a name stands there as names are written: with capitals, mostly."""
    first, last = span
    word, ending = sentence.words[first], sentence.words[last - 1]
    if not _language_fits(entry, sentence.language, word, last - first):
        return False
    if word.script not in CASED and not (word.text.isdigit() and ending.script in CASED):
        if last - first > 1:
            return len(word.text) > 1
        return len(word.text) > 1 and not _usual_word(sentence, word, key, entry, context)
    if last - first > 1:
        return _several(sentence, span, entry, context)
    if entry.flags & _WEAK:
        return word.capital
    if not word.capital:
        return word.script is Script.LATIN and _inner_capital(word.text)
    if key == word.text.upper() and is_spoken_acronym(word.text):
        return _spoken(sentence, first, entry, context)
    if key not in _SPELLINGS[word.text] and not _declines(sentence, first, key, entry, context):
        return False
    # Sens. Graham and Kennedy: not the town of Sens.
    shortened = sentence.text.startswith(". ", word.end) and is_shortened(word.folded)
    if shortened or (first and (sentence.words[first - 1].folded, word.folded) in NOT_NAMES):
        return False
    if is_acronym(word.text):
        if len(word.text) < _MIN_DATELINE and key != word.text and not sentence.shouted:
            return False  # CLDR and GeoNames have no short names in capitals: ВІЛ is not Віль.
        return not sentence.shouted or sentence.language != "en" or len(word.text) > _SHORT
    return not _other_than_place(sentence, first, entry, context) and _single(
        sentence, first, entry, context
    )


def _other_than_place(sentence: Sentence, first: int, entry: NameEntry, context: _Context) -> bool:
    """Tell whether a word is an adjective, a title or a ruler's name: Донецька ОВА, Папу."""
    word = sentence.words[first]
    small = context.knowledge.entity(entry.entity).rank < _WELL_KNOWN
    if small and word.script is Script.CYRILLIC and is_title(word.text):
        return True
    relational = word.script is Script.CYRILLIC and _RELATIONAL.search(word.text.casefold())
    if relational and (small or _acronym_follows(sentence, first)):
        return True  # A village is called Київський as well.
    after = first + 1
    return after < len(sentence.words) and is_ordinal(sentence.words[after].text)


def _spoken(sentence: Sentence, first: int, entry: NameEntry, context: _Context) -> bool:
    """Tell whether a word is an acronym that is written as a name: l'Onu, la Tsmc, Unesco.

    What is a word of the language or a part of personal names too needs an article.
    """
    word, knowledge = sentence.words[first], context.knowledge
    rank = knowledge.common(sentence.language).get(word.folded)
    organisation = knowledge.entity(entry.entity).kind is Kind.ORG
    if not organisation or sentence.titled or (rank is not None and rank < _USUAL):
        return False
    if rank is None and not knowledge.part_numbers[word.text]:
        return True
    before = sentence.words[first - 1] if first else None
    gap = sentence.gap(first - 1) if first else ""
    return (
        before is not None
        and before.folded.strip("'’") in _ARTICLES.get(sentence.language, ())
        and (gap in ("", " ", "'", "’", "\u00a0"))
    )


def _declines(
    sentence: Sentence, first: int, key: str, entry: NameEntry, context: _Context
) -> bool:
    """Tell whether a word that would be a name without its ending is one.

    It is no small town's, no town's that is a person's name as well, and unless it is a country's
    no ordinary word that begins the sentence.
    """
    word, knowledge = sentence.words[first], context.knowledge
    rank = knowledge.entity(entry.entity).rank
    if is_acronym(word.text) or rank < _CITY:
        return False
    if rank >= _STATE:
        return True
    if sentence.initial[first] and word.folded in knowledge.common(sentence.language):
        return False
    if rank >= _CERTAIN:
        return True
    people = knowledge.part_numbers
    if people[word.text] or len(key) <= _MIN_FOREIGN:
        return False
    return rank >= _LARGE or not people[key]


def _several(
    sentence: Sentence, span: tuple[int, int], entry: NameEntry, context: _Context
) -> bool:
    """Tell whether several words stand there as names are written."""
    word, ending = sentence.words[span[0]], sentence.words[span[1] - 1]
    number = ending.text.isdigit() or sentence.gap(span[1] - 2) in (".", "-")
    entity = context.knowledge.entity(entry.entity)
    town = entity.rank < _CERTAIN
    small = len(word.text) > _SHORT and not town
    capitals = ending.capital and (word.capital or small or word.text.isdigit())
    # America latina, Spojené státy
    small_words = sentence.language in _SMALL_WORDS and entity.kind is Kind.LOC
    told = word.capital and (number or (small_words and not town))
    return bool(entry.flags & _LOOSE) or told or capitals


def _usual_word(
    sentence: Sentence, word: Token, key: str, entry: NameEntry, context: _Context
) -> bool:
    """Tell whether a word without capitals is more likely an ordinary one than a town."""
    rank = context.knowledge.entity(entry.entity).rank
    common = context.knowledge.common(sentence.language)
    whole = common.get(word.folded)
    if key != word.folded and whole is not None and whole < common.get(key, len(common)):
        return True  # Of a word with a prefix the name is more frequent: בישראל, but not כיוון.
    if rank >= _CERTAIN:
        return False
    if word.folded in context.knowledge.calendar(sentence.language):
        return True
    ranks = [common[w] for w in (word.folded, key) if w in common]
    shortened = key != word.folded  # A prefix or a particle was taken off.
    if not ranks:
        return shortened and (rank < _CITY or len(key) <= _MIN_FOREIGN) and rank < _LARGE
    return rank < _LARGE or (min(ranks) < _VERY_COMMON // 6)


def _language_fits(entry: NameEntry, language: str, word: Token, length: int) -> bool:
    named = entry.language
    if named in (ANY_LANGUAGE, language) or language == "und":
        return True
    if named == LATIN_LANGUAGES:
        return True
    if named == "en" and word.script is Script.LATIN:
        return length > 1 or len(word.text) >= _MIN_FOREIGN or is_acronym(word.text)
    return False


def _single(  # noqa: PLR0911 - each way out is one doubt
    sentence: Sentence, first: int, entry: NameEntry, context: _Context
) -> bool:
    """Tell whether one word that is no acronym is a name here, and not an ordinary word."""
    folded = sentence.words[first].folded
    rank = context.knowledge.entity(entry.entity).rank
    common = context.knowledge.common(sentence.language).get(folded)
    # A Cyrillic word that is spelled as a town without its ending may be another: План, Плано.
    own = sentence.words[first].script is Script.LATIN or entry.language == sentence.language
    told = own and not sentence.initial[first]
    told = told and sentence.language not in _CAPITALS_TELL_LITTLE
    least = _WELL_KNOWN if told else _LARGE
    only_town = folded in ONLY_TOWNS.get(sentence.language, ())
    frequent = common is not None and common < _VERY_COMMON and rank < least and not only_town
    if frequent or (common is not None and rank < _CITY):
        return False
    if not sentence.initial[first] or folded in context.usage.capital:
        return True
    if folded in context.usage.lower or folded in ORDINARY:
        return False
    if rank >= _CITY and only_town:
        return True
    if sentence.words[first].script is Script.CYRILLIC and rank < _CITY:
        return False  # Потів is more likely what somebody did than the town of Poti.
    if sentence.language == "vi" and common is not None and is_vietnamese_syllable(folded):
        known = rank >= _CERTAIN and len(folded) > _SHORT
        return known and (folded != "anh" or _lists_places(sentence, first))
    return rank >= _LARGE or common is None


def _acronym_follows(sentence: Sentence, index: int) -> bool:
    after = index + 1
    follows = after < len(sentence.words) and sentence.gap(index) in (" ", "\u00a0")
    return follows and is_acronym(sentence.words[after].text)


def _lists_places(sentence: Sentence, first: int) -> bool:
    """Tell whether "and" and another name follow a word inside a sentence: (Anh và Ireland)."""
    words = sentence.words
    return (
        0 < first < len(words) - 2
        and words[first + 1].text == "và"
        and words[first + 2].capital
        and sentence.gap(first) == sentence.gap(first + 1) == " "
    )
