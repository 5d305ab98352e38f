"""Finds names in texts whose words are separated by spaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from seedreader.entities import german, italian, lexicon, slavic, vietnamese
from seedreader.entities.composition import OFFICE
from seedreader.entities.compounds import ENGLISH_INSIDE, Compounds
from seedreader.entities.expansions import long_forms
from seedreader.entities.features import courts, features, slavic_waters
from seedreader.entities.found import Found
from seedreader.entities.gazetteer import Match, matches
from seedreader.entities.german import NOUNS_IN_CAPITALS
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import CASED, Script, fold, is_acronym
from seedreader.entities.mention import Evidence, Kind
from seedreader.entities.names import Flag
from seedreader.entities.quoted import titles
from seedreader.entities.sentence import POSSESSIVE, Sentence, Usage
from seedreader.entities.tokens import Token

_WEAK: Final = int(Flag.WEAK)  # the operators of an enumeration are slow
_COUNTRY: Final = 60
"""Least rank of regions and countries; ranks are those of `build.places`."""
_STATE: Final = 100
"""Rank of countries. All thresholds here were chosen by reading what was found in news."""
_JOINTS: Final = frozenset({" ", "-", "‑", "\u00a0", "", "'", "’", " & ", "&"})
_TWO_NAMES: Final = (["and", "the"], ["e", "la"], ["y", "la"], ["e", "il"], ["y", "el"])
"""What stands between two names rather than inside one."""
_ARTICLES: Final = frozenset({"the", "la", "il", "le", "el", "der", "die", "das"})
_CONJUNCTIONS: Final = frozenset({"and", "&", "e", "y", "et", "und"})
_ROMANCE: Final = frozenset(
    ["de", "da", "di", "del", "della", "dello", "degli", "dei", "dos", "das", "do", "du", "d"]
)
_ITALIAN_PREPOSITIONS: Final = (_ROMANCE | {"al"}) - {"de", "dos", "das"}
_ROMANCE_LANGUAGES: Final = frozenset({"it", "es", "fr", "pt", "ca", "gl", "ro"})
_AFTER_DA: Final = lexicon.folded_words(
    """
    silva costa cunha rocha fonseca luz gama veiga silveira cruz conceição conceicao graça mota
    mata motta câmara
    """
)
"""Portuguese surnames with a particle that is a preposition in Italian: Lula da Silva."""
_OFFICES: Final = lexicon.folded_words(
    """
    ministro ministra viceministro viceministra sottosegretario sottosegretaria assessore assessora
    commissario commissaria ministre secretario secretaria secretário secretária consejero consejera
    """
)
"""Words in Romance languages that what the office is for follows with a capital."""
_OF_OFFICE: Final = lexicon.folded_words(
    "di del della dell dello dei degli delle al all alla allo agli alle de da do dos das l la el"
)
_WITH_GIVEN_NAMES: Final = frozenset({"en", "it", "es", "fr", "pt"})
"""Languages in which `lexicon.GIVEN_NAMES` are names first: Dan is "and" in Indonesian."""
_BYLINES: Final = frozenset({"di", "de", "por", "par", "by", "von"})
"""What stands before the author's name at the top of an article."""
_SAYS: Final = {
    "en": lexicon.folded_words("said says told added tweeted wrote argued insisted replied"),
    "vi": lexicon.folded_words("nói cho"),
}
"""Verbs that follow the name of who speaks."""
_MARKS: Final = {'"': '"”', "“": '”"', "«": "»", "„": "“”"}
"""Which marks close what a mark opens."""
_MEMBERS: Final = frozenset({"MP", "MPs", "MSP", "MSPs", "MEP", "MEPs"})
"""Members of parliaments, behind their names or their parties."""
_OF_A_COUNTRY: Final = frozenset({"national", "royal", "federal"})
"""What begins the name of an institution that its country ends: National Bank of Ukraine."""
_BRANCHES: Final = frozenset({"UK", "USA"})
_LARGE: Final = 50
"""Rank of cities of a million people."""
_CITY: Final = 40
"""Rank of cities of 100,000 people."""
_VERY_USUAL: Final = 2000
"""Rank by frequency of the words that everybody uses most, of 14,000 (see `Knowledge.common`)."""
_USUAL: Final = 5000
"""The same: a rarer word with a capital is more likely a name."""
_PAIR: Final = 2
"""Words of the shortest names of several words."""
_LONGEST_PREPOSITION: Final = 3
"""Letters of the longest word that counts as a preposition or a conjunction."""
_TELLING: Final = 1500
"""The same inside an English sentence, where only names and titles have capitals."""
_RARER: Final = 800
"""The same as `_USUAL`, of words that are parts of personal names too: Brown, Rose."""
_MAX_PARTS: Final = 6
"""Words of the longest name of a person, titles left out."""
_LONGEST_SYLLABLE: Final = 6
"""Letters of the syllable behind the hyphen in Korean and Chinese names: Jong-un."""
_ENDINGS: Final = (
    "(?:ий|ый|ой|ого|ому|им|ым|ій|ої|ою|а|ая|у|ую|е|ое|і|ие|ые|их|ых|ими|ыми|ом|ем|ей)"
)
_ADJECTIVE: Final = regex.compile(f"(?:[нвкс]){_ENDINGS}$")
_CLEARLY_ADJECTIVE: Final = regex.compile(
    "(?:[нвкс](?:ий|ый|ого|ому|им|ым|ій|ої|ая|ую|ое|ие|ые|их|ых|ими|ыми)|льн(?:е|а|і))$"
)
_PLAINLY_ADJECTIVE: Final = regex.compile("н(?:ий|ый|ого|ому|им|ым|ої|ая|ую|ое|ые|их|ых|ими|ыми)$")
_VERB: Final = regex.compile("(?:[аиіяеоую]л[аио]?|[аиіяую]в|ся|сь|ти|ть|є|ет|ит)$")
_RELATIONAL: Final = regex.compile(f"(?:ськ|цьк|зьк|ск|цк){_ENDINGS}$")


def find(sentence: Sentence, knowledge: Knowledge, usage: Usage) -> list[Found]:
    """Return what a sentence seems to name, not overlapping, in order."""
    known = matches(sentence, knowledge, usage)
    if sentence.language == "vi":
        known = vietnamese.without_syllables(sentence, known)
    finder = _Finder(sentence, knowledge, usage)
    return finder.run(known)


def _beside(run: tuple[int, int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield what a name leaves of a run: what stands after it, if it opens the run.

    What stands before a name is what it is called after, or a title.
    """
    if run[1] <= first or run[0] >= last:
        yield run
    elif first <= run[0] and last < run[1]:
        yield last, run[1]


class _Finder:
    """The search of one sentence."""

    def __init__(self, sentence: Sentence, knowledge: Knowledge, usage: Usage) -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._knowledge = knowledge
        self._usage = usage
        self._common = knowledge.common(sentence.language)
        self._calendar = knowledge.calendar(sentence.language)
        self._numbers = knowledge.part_numbers
        may_be = not sentence.titled and sentence.language in ENGLISH_INSIDE
        self._compounds = Compounds(sentence, knowledge, usage) if may_be else None
        self._places: set[int] = set()
        self._starts: set[int] = set()
        self._ranks: dict[int, int] = {}

    def run(self, known: list[Match]) -> list[Found]:
        """Return known names and runs of capitals, the longer where they overlap."""
        found: list[Found] = []
        known = [self._with_legal_form(match) for match in known]
        self._places = {m.first for m in known if self._knowledge.entity(m.entity).kind is Kind.LOC}
        self._starts = {m.first for m in known}
        self._ranks = {m.first: m.rank for m in known}
        runs = list(self._runs(known))
        for first, last, kind in self._whole(known):
            found.append(self._unknown(first, last, kind, Evidence.CAPITALS))
            runs = [rest for run in runs for rest in _beside(run, first, last)]
        for first, last in runs:
            inside = [m for m in known if m.first < last and m.last > first]
            found += self._divide(first, last, inside)
        for match in known:
            first = match.first
            if self._adjective_not_town(match):
                continue
            if match.last - first > 1 and self._with_article(match):
                first += 1
            first = vietnamese.bare(self._sentence, first, match.last, known=True)
            first = self._without_genus(first, match)
            start, end = self._span(first, self._without_kind(match))
            if match.last - first > 1:
                start = self._unquoted(start, end)
            if any(f.start < end and f.end > start for f in found):
                continue
            found.append(self._known(start, end, match.entity, weak=bool(match.flags & _WEAK)))
        found.extend(self._weak(found))
        found.sort()
        found = [self._with_possessive(item) for item in found]
        text, start, end = self._sentence.text, self._sentence.start, self._sentence.end
        if text.find("+", start, end) < 0 and text.find("#", start, end) < 0:
            return found
        return [self._with_signs(item) for item in found]

    def _with_legal_form(self, match: Match) -> Match:
        """Return a firm with the words that say what firm it is: NXP Semiconductors, Sony Group."""
        last = match.last
        if match.flags & _WEAK or self._knowledge.entity(match.entity).kind is not Kind.ORG:
            return match
        if not self._words[match.first].capital or self._sentence.shouted:
            return match
        acronym = is_acronym(self._words[match.last - 1].text)
        kinds = lexicon.ONLY_FIRMS if acronym else lexicon.ONLY_FIRMS | lexicon.FIRMS
        while (
            last < len(self._words)
            and self._words[last].capital
            and self._words[last].folded in kinds
            and self._sentence.gap(last - 1) in (" ", "\u00a0")
        ):
            last += 1
        return match if last == match.last else replace(match, last=last)

    def _whole(self, known: list[Match]) -> list[tuple[int, int, Kind]]:
        """Return names that their marks or their form show whole: first word, last, kind."""
        spans = {(m.first, m.last) for m in known}
        whole = [
            (first, last, Kind.OTHER)
            for first, last, told in titles(self._sentence)
            if (first, last) not in spans
            if told or not any(m.rank >= _STATE and first <= m.first < last for m in known)
        ]
        whole += [
            (first, last, Kind.ORG)
            for first, last in long_forms(self._sentence)
            if not any(m.first <= first and m.last >= last for m in known)
        ]
        whole += [(a, b, Kind.ORG) for a, b in courts(self._sentence, known, self._knowledge)]
        whole += [
            (a, b, Kind.LOC)
            for a, b in slavic_waters(self._sentence)
            if not any(m.first <= a and m.last >= b for m in known)
        ]
        whole += [(a, b, Kind.LOC) for a, b in features(self._sentence, known, self._knowledge)]
        if not self._sentence.titled:
            if self._sentence.language == "vi":
                found = vietnamese.institutions(self._sentence)
                lasts = {m.first: m.last for m in known}
                whole += [
                    (a, b, Kind.ORG)
                    for a, b in found
                    if a not in self._starts
                    or (a not in self._places and vietnamese.joins(self._sentence, lasts[a], b))
                    if not any(a < m.first < b < m.last for m in known)
                ]
                whole += [
                    (a, b, Kind.LOC)
                    for a, b in vietnamese.places(self._sentence)
                    if not any(m.first <= a and m.last >= b for m in known)
                ]
            if self._sentence.language in ("uk", "ru"):
                found = slavic.institutions(self._sentence, known)
                whole += [(a, b, Kind.ORG) for a, b in found if not self._is_composed(a, b, known)]
            if self._sentence.language == "it":
                found = italian.institutions(self._sentence, known)
                whole += [(a, b, Kind.ORG) for a, b in found]
            if self._compounds is not None:
                taken = {i for m in known for i in range(m.first, m.last)}
                whole += [(a, b, Kind.ORG) for a, b in self._compounds.pairs(taken)]
                whole += [(a, b, Kind.ORG) for a, b in self._compounds.owned(taken)]
                whole += [(a, b, Kind.OTHER) for a, b in self._compounds.foreign(taken)]
        kept: list[tuple[int, int, Kind]] = []
        for first, last, kind in whole:
            if not any(a < last and b > first for a, b, _ in kept):
                kept.append((first, last, kind))
        return kept

    def _is_composed(self, first: int, last: int, known: list[Match]) -> bool:
        """Tell whether words are an office and its country, which `composition` joins."""
        ends = {
            m.last
            for m in known
            if m.first == first and self._knowledge.entity(m.entity).key.startswith(OFFICE)
        }
        return any(m.first in ends and m.last == last for m in known)

    def _with_possessive(self, item: Found) -> Found:
        """Return a name with the 's that belongs to it: Sainsbury's, McDonald's."""
        text = self._sentence.text
        if text[item.end : item.end + 2] not in POSSESSIVE or item.weak:
            return item
        own = item.name.endswith(POSSESSIVE) if item.key else fold(item.name) in self._usage.branded
        if not own or item.end + 2 > self._sentence.end:
            return item
        name = item.name if item.key else text[item.start : item.end + 2]
        return replace(item, end=item.end + 2, name=name)

    def _with_signs(self, item: Found) -> Found:
        """Return a name with the signs that are a part of it: Disney+, #MeToo."""
        text, start, end = self._sentence.text, item.start, item.end
        while end < self._sentence.end and text[end] == "+":
            end += 1
        if text[end : end + 1].isalnum():
            end = item.end
        before = text[start - 2 : start - 1] if start > 1 else " "
        if start > self._sentence.start and text[start - 1] == "#" and not before.isalnum():
            start -= 1
        if (start, end) == (item.start, item.end) or item.weak:
            return item
        return replace(item, start=start, end=end, name=item.name if item.key else text[start:end])

    def _adjective_not_town(self, match: Match) -> bool:
        """Tell whether a town's name is an adjective before its noun: Центральне управління."""
        index = match.first
        word = self._words[index]
        if word.script is not Script.CYRILLIC or match.last - index > 1 or match.rank >= _LARGE:
            return False
        gaps = (" ", "\u00a0", '" ', "” ", "» ")  # "Тіньовий" канцлер
        if index + 1 >= len(self._words) or self._sentence.gap(index) not in gaps:
            return False
        follows = self._words[index + 1]
        adjective = _CLEARLY_ADJECTIVE.search(word.text.casefold()) is not None
        return adjective and not follows.capital and len(follows.text) > _LONGEST_PREPOSITION

    def _with_article(self, match: Match) -> bool:
        """Tell whether an article that is no part of the name opens it: The Netherlands."""
        word = self._words[match.first]
        opens = self._sentence.initial[match.first] and match.rank >= _STATE
        return word.text in _ARTICLES or (opens and word.text == "The")

    def _without_kind(self, match: Match) -> int:
        """Return the index after a known name without the small word behind it: Emmy award."""
        small = match.last - match.first == _PAIR and not self._words[match.last - 1].capital
        if not small or self._knowledge.entity(match.entity).kind is not Kind.OTHER:
            return match.last
        if self._words[match.first].script is not Script.LATIN:
            return match.last
        named = self._knowledge.heads[self._words[match.first].text]
        alone = any(e.entity == match.entity for _, found in named for e in found.alone)
        return match.last - 1 if alone else match.last

    def _without_genus(self, first: int, match: Match) -> int:
        """Return where a medium's own name begins: tạp chí Nature, журнал Nature.

        What is an ordinary word as well is known with the word for what it is.
        """
        words = self._words
        if self._knowledge.entity(match.entity).kind is not Kind.ORG:
            return first
        bare = first
        while bare < match.last and words[bare].folded in lexicon.PERIODICALS:
            bare += 1
        own = bare < match.last and words[bare].capital and words[first].text.islower()
        return bare if own else first

    def _unquoted(self, start: int, end: int) -> int:
        """Return where a name begins whose mark in front stands inside: ФК "Сандерленд"."""
        text = self._sentence.text
        marks = [i for i in range(start, end) if text[i] in _MARKS]
        if len(marks) != 1 or end >= len(text):
            return start
        return marks[0] + 1 if text[end] in _MARKS[text[marks[0]]] else start

    def _known(self, start: int, end: int, number: int, *, weak: bool) -> Found:
        entity = self._knowledge.entity(number)
        return Found(
            start,
            end,
            entity.kind,
            entity.key,
            entity.title,
            Evidence.KNOWN,
            weak=weak,
            language=self._sentence.language,
        )

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self._words[first].start, self._words[last - 1].end

    # Runs of capitals

    def _runs(self, known: list[Match]) -> Iterator[tuple[int, int]]:
        index = 0
        words = self._words
        known_at = {i for m in known for i in range(m.first, m.last)}
        while index < len(words):
            if not words[index].capital or not self._may_begin(index, known_at):
                index += 1
                continue
            last = index + 1
            while last < len(words):
                gap = self._sentence.gap(last - 1)
                if (
                    gap not in _JOINTS
                    and not gap.isspace()
                    and not self._initial_dot(last - 1, gap)
                ):
                    break
                other = words[last].script is not words[last - 1].script
                if gap == " " and other and not lexicon.is_ordinal(words[last].text):
                    break
                if self._set_like_all(last, known_at):
                    break
                if words[last].capital or self._hyphened(last):
                    last += 1
                    continue
                jump = self._bridge(index, last)
                if not jump:
                    break
                last = jump
            yield index, last
            index = last

    def _initial_dot(self, index: int, gap: str) -> bool:
        return gap in (". ", ".", ".\u00a0") and lexicon.is_shortened(self._words[index].text)

    def _set_like_all(self, index: int, known_at: set[int]) -> bool:
        """Tell whether a capital only stands there because the headline has them everywhere."""
        return (
            self._sentence.titled
            and index not in known_at
            and self._words[index].folded not in self._usage.capital
        )

    def _hyphened(self, index: int) -> bool:
        """Tell whether a word without a capital is the end of a name: Jong-un."""
        word = self._words[index]
        return (
            self._sentence.gap(index - 1) in ("-", "‑")
            and word.script in CASED
            and word.script is self._words[index - 1].script
            and word.text.isalpha()
            and word.folded not in lexicon.COMPOUNDED
            and not is_acronym(self._words[index - 1].text)
            and len(word.text) <= _LONGEST_SYLLABLE
        )

    def _bridge(self, first: int, index: int) -> int:
        """Return the index after a particle or connector and the capital behind it, or 0."""
        words = self._words
        for width in (1, 2):
            after = index + width
            if after >= len(words) or not words[after].capital:
                continue
            between = [w.folded for w in words[index:after]]
            if between in _TWO_NAMES:
                continue
            gaps = [self._sentence.gap(i) for i in range(index - 1, after)]
            if any(g not in _JOINTS for g in gaps):
                continue
            if self._belongs(first, index, between, after):
                return after + 1
        return 0

    def _belongs(  # noqa: PLR0911 - each way out is one kind of small word
        self, first: int, index: int, between: list[str], after: int
    ) -> bool:
        """Tell whether small words join the capital behind them to a name."""
        if between == ["on"] and not self._about(index - 1, after):
            return False
        if all(b in lexicon.PARTICLES for b in between):
            romance = between[0] in _ROMANCE or (
                self._sentence.language == "it"
                and between[0] in _ITALIAN_PREPOSITIONS
                and self._sentence.gap(after - 1) == " "
            )
            free = not romance and self._sentence.language not in NOUNS_IN_CAPITALS
            given = free or self._given_name(first, index, between[0])
            return given or self._of_institution(first, index, between, after)
        if not all(b in lexicon.CONNECTORS for b in between):
            return False
        words = self._words[first:index]
        place = between == ["of"] and lexicon.is_place(words[-1].text)
        if place or (between == ["of"] and self._is_title_of_work(first, index, after)):
            return not self._sentence.titled
        institution = any(lexicon.is_institution(w.text) for w in words)
        if not institution or index - first == 1:
            return institution
        if between == ["of"] and words[0].folded in _OF_A_COUNTRY and after in self._starts:
            return not self._sentence.titled and self._ranks[after] >= _STATE
        two = (between[0] in _CONJUNCTIONS or between[-1] in _ARTICLES) and after in self._starts
        return not two and after not in self._places

    def _is_title_of_work(self, first: int, index: int, after: int) -> bool:
        """Tell whether a name with its article in capitals goes on: by The Power of Nutrition."""
        words = self._words
        return (
            self._sentence.language == "en"
            and words[first].text == "The"
            and index - first == _PAIR
            and not self._sentence.initial[first]
            and after not in self._starts
        )

    def _of_institution(self, first: int, index: int, between: list[str], after: int) -> bool:
        """Tell whether a preposition stands inside an institution's name: Corte di Cassazione."""
        words = self._words
        return (
            self._sentence.language == "it"
            and any(lexicon.is_institution(w.text) for w in words[first:index])
            and all(b in lexicon.CONNECTORS for b in between)
            and after not in self._starts
            and not self._sentence.titled
        )

    def _about(self, index: int, after: int) -> bool:
        """Tell whether an institution is called after what it is on: Commission on Ageing."""
        words = self._words
        return (
            lexicon.is_institution(words[index].text)
            and after not in self._places
            and words[after].folded not in self._calendar
            and not self._sentence.titled
        )

    def _given_name(  # noqa: PLR0911 - each way out is one kind of particle
        self, first: int, last: int, particle: str
    ) -> bool:
        """Tell whether a given name stands before what may be a preposition."""
        word = self._words[last - 1].text
        if self._sentence.language == "it" and particle in _ITALIAN_PREPOSITIONS:
            after = self._words[last + 1] if last + 1 < len(self._words) else None
            return particle == "da" and after is not None and after.folded in _AFTER_DA
        if any(lexicon.is_institution(w.text) for w in self._words[first:last]):
            return False
        if is_acronym(word) or lexicon.is_title(word):
            return False
        german = self._sentence.language in NOUNS_IN_CAPITALS
        if particle in lexicon.DUTCH and self._numbers[word] and not german:
            return True
        if last - 1 in self._places and not self._namesake(first, last):
            return False
        if self._sentence.language in NOUNS_IN_CAPITALS:
            rank = self._common.get(fold(word))
            return bool(self._numbers[word]) and (rank is None or rank > _USUAL)
        return fold(word) not in self._common or bool(self._numbers[word])

    def _namesake(self, first: int, last: int) -> bool:
        """Tell whether a town before a particle is rather somebody's name: Pinto da Costa.

        The word is a part of names, as is what stands behind the particle, and no large city.
        Where the particle is the language's own preposition, the town is from somewhere.
        """
        index = last - 1
        after = next(i for i in range(last, len(self._words)) if self._words[i].capital)
        rank = self._ranks.get(index, _LARGE)
        parts = [self._words[index].text, self._words[after].text]
        prepositions = self._sentence.language in _ROMANCE_LANGUAGES
        if prepositions or rank >= _LARGE:
            return False
        if first < index:  # João Pinto da Costa
            parts.append(self._words[index - 1].text)
        return all(self._numbers[part] for part in parts)

    def _may_begin(self, index: int, known_at: set[int]) -> bool:
        """Tell whether a word with a capital may be the first of a name."""
        if index in known_at or not self._ordinary(index) or self._month_as_name(index):
            return True
        if self._letter(index):
            return True
        # A surname may begin a sentence; it counts if the article names the person in full.
        folded = self._words[index].folded
        return (
            self._sentence.initial[index]
            and not lexicon.is_never(self._words[index].text)
            and folded not in self._calendar
            and bool(self._numbers[self._words[index].text])
        )

    def _month_as_name(self, index: int) -> bool:
        """Tell whether a month is a person's name, as in: Mrs May."""
        return self._words[index].folded in lexicon.MONTHS_AS_NAMES and self._titled(index)

    def _titled(self, index: int) -> bool:
        """Tell whether a title that only names follow stands before a word."""
        return (
            index > 0
            and lexicon.is_honorific(self._words[index - 1].text)
            and self._sentence.gap(index - 1) in (" ", ". ", "\u00a0")
        )

    def _letter(self, index: int) -> bool:
        """Tell whether a single letter opens a name: C-SPAN, P Diddy."""
        word = self._words[index]
        if len(word.text) > 1 or index + 1 >= len(self._words) or word.script is not Script.LATIN:
            return False
        after, gap = self._words[index + 1], self._sentence.gap(index)
        if not after.capital or len(after.text) == 1:
            return False
        if gap in ("-", "‑"):
            return len(after.text) > _PAIR
        rare = after.folded not in self._common and not is_acronym(after.text)
        return (
            gap == " " and rare and word.text not in "AIOEÀÈ" and not self._sentence.initial[index]
        )

    def _ordinary(self, index: int) -> bool:  # noqa: PLR0911 - each way out is one sign
        """Tell whether a capitalised word is most likely no name."""
        word = self._words[index]
        folded = word.folded
        if lexicon.is_never(word.text) or folded in self._calendar:
            return True
        if "." in word.text and not word.text.replace(".", "").isupper():
            return True
        given = self._sentence.language in _WITH_GIVEN_NAMES and folded in lexicon.GIVEN_NAMES
        given = given and self._surname_follows(index)
        if given or not self._sentence.initial[index]:
            return False
        if folded in self._usage.lower or folded in self._usage.capital:
            return folded in self._usage.lower
        if word.script is Script.CYRILLIC and word.text.endswith(("ами", "ями")):
            return True  # the instrumental of a plural
        rank = self._common.get(folded)
        if rank is not None and not index and self._otherwise_called(index):
            return True
        least = _RARER // 2 if self._before_name(index) else _USUAL // 2
        usual = rank is not None and not self._is_part(word.text, rank, least)
        return self._sentence.titled or usual

    def _surname_follows(self, index: int) -> bool:
        """Tell whether a part of names that is no known name follows a word: Giuseppe [Conte]."""
        after = index + 1
        return (
            after < len(self._words)
            and self._words[after].capital
            and self._sentence.gap(index) == " "
            and after not in self._starts
            and not is_acronym(self._words[after].text)
            and bool(self._numbers[self._words[after].text])
        )

    def _otherwise_called(self, index: int) -> bool:
        """Tell whether the article has another given name before the surname behind a word.

        Late Moretti header, if he is Davide Moretti.
        """
        after = index + 1
        if after >= len(self._words) or self._sentence.gap(index) not in (" ", "\u00a0"):
            return False
        others = self._usage.before.get(self._words[after].folded, frozenset())
        own = self._words[index].folded
        return (
            bool(self._numbers[self._words[after].text])
            and own not in others
            and any(self._numbers[other.capitalize()] for other in others)
        )

    def _before_name(self, index: int) -> bool:
        """Tell whether a word with a capital that is no ordinary one follows."""
        after = index + 1
        if (
            after >= len(self._words)
            or not self._words[after].capital
            or self._sentence.gap(index) != " "
        ):
            return False
        rank = self._common.get(self._words[after].folded)
        return rank is None or rank > _VERY_USUAL

    def _is_part(self, word: str, rank: int, least: int) -> bool:
        return rank > least and bool(self._numbers[word])

    # What a run of capitals is

    def _divide(self, first: int, last: int, inside: list[Match]) -> Iterator[Found]:
        """Cut a run where known names and titles stand, and say what the pieces are."""
        month = self._month_as_name(first)
        first, titled = self._skip_titles(first, last, inside)
        titled = titled or month
        if first >= last:
            return
        covering = [m for m in inside if m.first <= first and m.last >= last]
        if covering and not self._bears_title(covering[0], first, last):
            return
        if covering:
            yield self._unknown(first, last, Kind.PERSON, Evidence.TITLE)
            return
        if self._compounds is not None and self._compounds.named_after(first, last, inside):
            kind = self._knowledge.entity(inside[0].entity).kind
            if kind is Kind.LOC:
                told = lexicon.is_institution(self._words[last - 1].text)
                kind = Kind.ORG if told or self._compounds.plural(last - 1) else Kind.OTHER
            yield self._unknown(first, last, kind, Evidence.CAPITALS)
            return
        institution = any(lexicon.is_institution(w.text) for w in self._words[first:last])
        strong = [
            m
            for m in inside
            if m.last > first
            and not self._personal(m, first, last)
            and not self._in_compound(m, first, last, inside)
        ]
        if institution and self._before_person(first, last):
            first, institution = first + 1, False
        if institution and last - first > 1 and not self._explained(first, last, strong):
            yield from self._institution(first, last, strong)
            return
        if self._mixed(first, last, strong):
            yield self._unknown(first, last, Kind.ORG, Evidence.CAPITALS)
            return
        yield from self._pieces(first, last, strong, titled=titled)

    def _pieces(
        self, first: int, last: int, strong: list[Match], *, titled: bool
    ) -> Iterator[Found]:
        """Yield what the words before, between and behind known names are."""
        office = self._office_before_person(first, last)
        if office and not strong:
            yield from self._piece(first, office, titled=False)
            first = office
        cursor = first
        for match in strong:
            if match.first > cursor:
                yield from self._piece(cursor, match.first, titled=titled)
            cursor = max(cursor, match.last)
            titled = False
        if cursor < last:
            yield from self._piece(cursor, last, titled=titled)

    def _bears_title(self, match: Match, first: int, last: int) -> bool:
        """Tell whether a town or a company is a person's name here: Mr. Bolton, Dr. Ford."""
        word = self._words[first]
        return (
            last - first == 1
            and match.last - match.first == 1
            and not match.flags & _WEAK
            and self._titled(first)
            and match.rank < _STATE
            and not is_acronym(word.text)
            and bool(self._numbers[word.text])
        )

    def _mixed(self, first: int, last: int, strong: list[Match]) -> bool:
        """Tell whether a run is an organisation's name and its country: Toyota UK."""
        if self._words[last - 1].text in _BRANCHES and last - first > 1:
            others = strong[:-1] if strong and strong[-1].last == last else strong
            places = any(self._knowledge.entity(m.entity).kind is Kind.LOC for m in others)
            return not places and not self._sentence.titled and not self._ordinary(first)
        if last - first != 2 or len(strong) != 2:  # noqa: PLR2004
            return False
        kinds = [self._knowledge.entity(m.entity).kind for m in strong]
        weak = any(m.flags & _WEAK for m in strong)
        company = self._knowledge.entity(strong[0].entity).key
        return kinds == [Kind.ORG, Kind.LOC] and not weak and not company.startswith("office:")

    def _office_before_person(self, first: int, last: int) -> int:
        """Return the index after an acronym, and an adjective before it, if a person follows."""
        adjective = _RELATIONAL.search(self._words[first].text.casefold()) is not None
        index = first + 1 if adjective and last - first > _PAIR else first
        if last - index > _PAIR and is_acronym(self._words[index].text):
            return index + 1 if self._looks_personal(index + 1, last) else 0
        return 0

    def _before_person(self, first: int, last: int) -> bool:
        """Tell whether a Cyrillic word for an institution only stands before a person's name."""
        words = self._words[first:last]
        return (
            len(words) > _PAIR
            and words[0].script is Script.CYRILLIC
            and not slavic.is_named_after(words)
            and not any(lexicon.is_institution(w.text) for w in words[1:])
            and all(self._numbers[w.text] for w in words[1:])
        )

    def _explained(self, first: int, last: int, strong: list[Match]) -> bool:
        """Tell whether known names already account for the words of an institution."""
        covered = {i for m in strong for i in range(m.first, m.last)}
        return all(
            i in covered or not lexicon.is_institution(self._words[i].text)
            for i in range(first, last)
        )

    def _institution(self, first: int, last: int, strong: list[Match]) -> Iterator[Found]:
        # A country or its adjective in front is no part of the name: US District Court is, though,
        # and what belongs to a part of the world is called so, as the European Research Council.
        while strong and strong[0].first == first and strong[0].last < last - 1:
            flags, key = strong[0].flags, self._knowledge.entity(strong[0].entity).key
            if not flags & _WEAK or not self._knowledge.is_country(key):
                break
            first = strong[0].last
            strong = strong[1:]
        place = strong[-1].last if strong else first
        person = bool(strong) and last - place == _PAIR and self._of_place(first, strong)
        if person and self._numbers[self._words[place].text]:
            yield self._unknown(first, place, Kind.ORG, Evidence.CAPITALS)
            yield self._unknown(place, last, Kind.PERSON, Evidence.PARTS)
            return
        yield self._unknown(first, last, Kind.ORG, Evidence.CAPITALS)

    def _of_place(self, first: int, strong: list[Match]) -> bool:
        """Tell whether an institution's kind and its place open a run: Університету Найробі."""
        match = strong[-1]
        return (
            self._words[first].script is Script.CYRILLIC
            and match.first > first
            and self._knowledge.entity(match.entity).kind is Kind.LOC
            and any(lexicon.is_institution(w.text) for w in self._words[first : match.first])
        )

    def _personal(  # noqa: PLR0911 - each way out is one kind of run
        self, match: Match, first: int, last: int
    ) -> bool:
        """Tell whether a known place is more likely a part of a person's name here."""
        if match.last - match.first != 1 or last - first == 1:
            return self._hyphened_given(match, first, last)
        entity = self._knowledge.entity(match.entity)
        word = self._words[match.first].text
        given = fold(word) in lexicon.GIVEN
        if match.flags & _WEAK or not (given or entity.kind in (Kind.LOC, Kind.ORG)):
            return False
        if entity.kind is Kind.ORG and not given:
            return self._surname_of(match, first, last)
        small = entity.rank < _COUNTRY or given
        is_part = bool(self._numbers[word])
        before, after = match.first - 1, match.first + 1
        if is_acronym(word):
            return False
        if before >= first and self._could_be_part(before, first, last):
            neighbour = self._words[before].text
            known = bool(self._numbers[neighbour])
            rank = self._common.get(fold(neighbour))
            rare = rank is None or rank > _VERY_USUAL
            return known or is_part if small else known and is_part and rare
        while after + 1 < last and self._words[after].folded in lexicon.PARTICLES:
            after += 1  # Pinto da Costa, Mathieu van der Poel
        if not small or not is_part or not self._could_be_part(after, first, last):
            return False
        cyrillic = self._words[match.first].script is Script.CYRILLIC
        elsewhere = (cyrillic and not given) or self._after_preposition(match.first)
        if match.rank >= _LARGE and last - match.last > 1 and elsewhere:
            return False  # у Токіо Єнса Столтенберга, мером Берліна Каєм Вегнером
        # Brighton Mathew Ryan is a place and a person; Пітера Таксо-Єнсена is a person. So is
        # whoever is called like a small town that is spelled alike in Cyrillic: Луїс.
        small_town = cyrillic and match.rank < _CITY
        return small_town or last - after == 1 or not self._numbers[self._words[after].text]

    def _hyphened_given(self, match: Match, first: int, last: int) -> bool:
        """Tell whether a town is a Chinese or Korean given name behind a surname: Lai Ching-te."""
        begin, end = match.first, match.last
        return (
            end - begin == _PAIR
            and end == last
            and begin == first + 1
            and self._sentence.gap(begin) in ("-", "‑")
            and not self._words[end - 1].capital
            and match.rank < _LARGE
            and bool(self._numbers[self._words[first].text])
        )

    def _after_preposition(self, index: int) -> bool:
        """Tell whether a small word without a capital stands before a word, as in: in Tokyo."""
        before = self._words[index - 1] if index else None
        return (
            before is not None
            and not before.capital
            and len(before.text) <= _LONGEST_PREPOSITION
            and self._sentence.gap(index - 1) in (" ", "\u00a0")
        )

    def _in_compound(self, match: Match, first: int, last: int, inside: list[Match]) -> bool:
        """Tell whether hyphens join a place with words that are not known: Rhein-Neckar-Arena."""
        if match.rank >= _STATE:
            return False
        known = {i for m in inside for i in range(m.first, m.last)}
        if match.last - match.first > 1:  # Кай-Фу Лі
            before = match.first - 1
            joined = before >= first and self._sentence.gap(before) in ("-", "‑")
            return joined and before not in known and not is_acronym(self._words[before].text)
        if self._begins_german(match, last):
            return False
        neighbours = [
            other
            for other, gap in ((match.first - 1, match.first - 1), (match.last, match.last - 1))
            if first <= other < last and self._sentence.gap(gap) in ("-", "‑")
        ]
        return any(other not in known and self._words[other].capital for other in neighbours)

    def _begins_german(self, match: Match, last: int) -> bool:
        """Tell whether a noun only follows an institution's name in German: EU-Austritt."""
        kind = self._knowledge.entity(match.entity).kind
        return (
            self._sentence.language in NOUNS_IN_CAPITALS
            and kind is not Kind.LOC
            and last - match.last == 1
            and not self._numbers[self._words[match.last].text]
        )

    def _surname_of(self, match: Match, first: int, last: int) -> bool:
        """Tell whether a company's name ends a person's here: Christine Blasey Ford."""
        word = self._words[match.first].text
        before = match.first - 1
        return (
            match.last == last
            and before >= first
            and not is_acronym(word)
            and self._could_be_part(before, first, last)
            and bool(self._numbers[word])
            and bool(self._numbers[self._words[before].text])
        )

    def _could_be_part(self, index: int, first: int, last: int) -> bool:
        """Tell whether a word of a run may be a part of a person's name."""
        if not first <= index < last or is_acronym(self._words[index].text):
            return False
        word = self._words[index]
        folded = word.folded
        if (
            lexicon.is_title(word.text)
            or lexicon.is_place(word.text)
            or lexicon.is_institution(word.text)
        ):
            return False
        rank = self._common.get(folded)
        return rank is None or rank > _VERY_USUAL or bool(self._numbers[word.text])

    def _skip_titles(self, first: int, last: int, inside: list[Match]) -> tuple[int, bool]:
        titled = False
        if last - first > 1 and self._is_portfolio(first):
            first, titled = first + 1, True
        starts = {m.first for m in inside if m.last - m.first > 1}
        office = max((i for i in range(first, last - 1) if self._is_title(i)), default=-1)
        if (
            office > first
            and not any(m.first < office and m.last > first for m in inside if not m.flags & _WEAK)
            and not any(lexicon.is_institution(w.text) for w in self._words[first:office])
        ):
            first = office
        while first < last and first not in starts:
            if last - first > 1 and self._leads(first, last):
                first += 1
                continue
            if self._is_title(first) and last - first >= 1:
                if last - first > _PAIR and self._called_after_titled(first, last):
                    break
                titled = True
                first += 1
                continue
            if (
                last - first > 1
                and self._ordinary(first)
                and not self._letter(first)
                and not any(m.first <= first < m.last for m in inside)
            ):
                first += 1
                continue
            break
        if last - first > _PAIR and self._sentence.initial[first]:
            byline = self._words[first].folded in _BYLINES
            first += byline and bool(self._numbers[self._words[first + 1].text])
        while first < last and first not in starts and not self._words[first].capital:
            first += 1
        return first, titled

    def _is_portfolio(self, first: int) -> bool:
        """Tell whether a run begins with what a minister is for: ministro dell'Interno Piantedosi.

        One or two small words stand between that and the word for the office.
        """
        at = first - 1
        while at >= max(0, first - _PAIR) and self._words[at].folded.strip("'’") in _OF_OFFICE:
            at -= 1
        office = 0 <= at < first - 1 and self._words[at].folded in _OFFICES
        near = all(self._sentence.gap(i) in (" ", "", "'", "’") for i in range(max(at, 0), first))
        return office and near and not self._numbers[self._words[first].text]

    def _called_after_titled(self, first: int, last: int) -> bool:
        """Tell whether an institution is called after somebody: Queen Mary Hospital."""
        words = self._words
        return words[first].folded in lexicon.HONOURED and lexicon.is_institution(
            words[last - 1].text
        )

    def _is_title(self, index: int) -> bool:
        """Tell whether a word is a title; with a capital, Vietnamese forms of address are not."""
        word = self._words[index]
        kin = self._sentence.language == "vi" and word.capital and word.folded in lexicon.KIN
        if word.capital and word.folded == "regina" and self._sentence.language != "it":
            return False  # a queen in Italian, a given name elsewhere
        return lexicon.is_title(word.text) and not (kin and not self._sentence.initial[index])

    def _leads(self, first: int, last: int) -> bool:
        """Tell whether a word before a name is none itself: Американка, Industria."""
        word = self._words[first]
        folded = word.folded
        prefixes = self._knowledge.weak(self._sentence.language)
        if any(folded[:size] in prefixes for size in range(4, min(len(folded), 12))):
            return not self._numbers[word.text]
        relational = word.script is Script.CYRILLIC and _RELATIONAL.search(word.text.casefold())
        if relational and last - first > 1 and not self._numbers[word.text]:
            return bool(self._numbers[self._words[first + 1].text])  # Київським Епіфанієм
        surname = self._sentence.language == "vi" and vietnamese.opens_name(word)
        if last - first > _PAIR and not surname and not self._begins_institution(first, last):
            rank = self._common.get(folded, 0 if self._sentence.initial[first] else None)
            after = self._words[first + 1].text
            return (
                rank is not None
                and rank < _USUAL
                and not self._numbers[word.text]
                and bool(self._numbers[after])
            )
        return False

    def _begins_institution(self, first: int, last: int) -> bool:
        """Tell whether an ordinary word opens the name of an institution: Build Back Better Act."""
        words = self._words
        if not words[first + 1].capital:
            return lexicon.is_institution(words[first].text)
        if self._sentence.language == "it" and words[first].folded in italian.NAMED_AFTER:
            return True
        return (
            self._sentence.language == "en"
            and not self._sentence.initial[first]
            and any(lexicon.is_institution(w.text) for w in words[first:last])
        )

    def _trim(self, first: int, last: int, *, titled: bool) -> tuple[int, int, bool]:
        """Take titles and small words off both ends; tell whether a title stood in front."""
        while first < last:
            word = self._words[first]
            title = self._is_title(first)
            small = word.folded in lexicon.PARTICLES or word.folded in _CONJUNCTIONS
            if not title and (word.capital or not small):
                break
            titled = titled or title
            first += 1
        while last > first:
            title = self._is_title(last - 1) and last - first > 1
            if title and self._words[last - 2].folded in lexicon.PARTICLES:
                break  # Bruno Le Maire
            if not title and not self._small(last - 1) and not self._post_nominal(first, last):
                break
            last -= 1
        return first, last, titled

    def _post_nominal(self, first: int, last: int) -> bool:
        """Tell whether capitals after a name are no part of it: Jeane Freeman MSP, a Tory MP."""
        if last - first > 1 and self._words[last - 1].text in _MEMBERS:
            return True
        return (
            last - first > _PAIR
            and is_acronym(self._words[last - 1].text)
            and not lexicon.is_ordinal(self._words[last - 1].text)
            and not self._sentence.shouted
            and self._looks_personal(first, last - 1)
        )

    def _piece(self, first: int, last: int, *, titled: bool) -> Iterator[Found]:
        """Yield what a piece of a run names, if it names anything."""
        first, last, titled = self._trim(first, last, titled=titled)
        first, last = german.bare(self._sentence, self._knowledge, first, last)
        first = vietnamese.bare(self._sentence, first, last)
        words = self._words[first:last]
        if len(words) > 1 and all(word.folded in lexicon.DIRECTIONS for word in words):
            return
        if vietnamese.is_direction(self._sentence, first, last):
            return
        if not words or len(words) > _MAX_PARTS or self._empty(first, last, titled=titled):
            return
        if len(words) == _PAIR and not titled and self._pair(first):
            yield self._tentative(first)
            yield self._tentative(first + 1)
        elif (len(words) == 1 and self._slavic_adjective(first)) or self._shouted(words):
            return
        elif len(words) == 1 and not titled and not self._plus(first) and self._doubtful(first):
            if len(words[0].text) > 1 and not is_acronym(words[0].text):
                yield self._tentative(first)
        elif titled or len(words) == 1 or not self._usual(first, last):
            yield from self._likely(first, last, titled=titled)

    def _likely(self, first: int, last: int, *, titled: bool) -> Iterator[Found]:
        """Yield what words that are not all ordinary ones name, nouns of German left out."""
        words = self._words[first:last]
        speaks = len(words) == 1 and self._speaks(first) and not is_acronym(words[0].text)
        personal = titled or speaks or self._looks_personal(first, last)
        if personal or len(words) > 1 or not self._common_noun(words[0].text):
            yield self._judged(first, last, titled=titled, personal=personal)
        elif words[0].text.endswith("s") and self._numbers[words[0].text[:-1]]:
            yield self._tentative(first)  # Erdogans

    def _empty(self, first: int, last: int, *, titled: bool) -> bool:
        """Tell whether words are a date, or capitals that only the headline gave them."""
        words = self._words[first:last]
        if titled and words[0].folded in lexicon.MONTHS_AS_NAMES:
            return False
        if all(lexicon.is_never(w.text) or w.folded in self._calendar for w in words):
            return True
        if titled or not self._sentence.titled:
            return False
        return not any(word.folded in self._usage.capital for word in words)

    def _common_noun(self, word: str) -> bool:
        """Tell whether a capital may be that of any noun, as in German."""
        if self._sentence.language not in NOUNS_IN_CAPITALS:
            return False
        return fold(word) in self._common or not self._numbers[word]

    def _judged(self, first: int, last: int, *, titled: bool, personal: bool) -> Found:
        kind = Kind.PERSON if personal else Kind.OTHER
        places = [w for w in self._words[first:last] if lexicon.is_place(w.text)]
        if self._words[first].folded == "park":
            places = places[1:]  # Park Hang-seo
        if last - first > 1 and places:
            kind = Kind.LOC
        evidence = Evidence.TITLE if titled else Evidence.PARTS if personal else Evidence.CAPITALS
        return self._unknown(first, last, kind, evidence)

    def _tentative(self, index: int) -> Found:
        """Return a word that names somebody only if the article names them in full."""
        word = self._words[index]
        return Found(
            word.start,
            word.end,
            Kind.PERSON,
            "",
            word.text,
            Evidence.SURNAME,
            parts=(word.text,),
            language=self._sentence.language,
            tentative=True,
        )

    def _pair(self, first: int) -> bool:
        """Tell whether two words with a hyphen are the names of two: Kim-Trump."""
        return self._sentence.gap(first) in ("-", "–", "‑") and all(
            w.folded in self._usage.apart for w in self._words[first : first + 2]
        )

    def _small(self, index: int) -> bool:
        return not self._words[index].capital and not (index and self._hyphened(index))

    def _doubtful(self, index: int) -> bool:  # noqa: PLR0911 - each way out is one doubt
        """Tell whether one capitalised word alone is not enough of a name."""
        word = self._words[index]
        folded = word.folded
        if folded.replace(".", "") in lexicon.NOT_ALONE:
            return True
        rank = self._common.get(folded)
        if is_acronym(word.text):
            usual = rank is not None and rank < _USUAL
            return self._sentence.shouted or len(word.text) <= _PAIR or usual
        unproven = self._sentence.initial[index] and folded not in self._usage.capital
        kind = lexicon.is_institution(word.text) or lexicon.is_place(word.text)
        bracketed = self._sentence.text[word.start - 1 : word.start] == "("
        inner = rank is None and any(c.isupper() for c in word.text[1:])
        if unproven and inner and bracketed and not self._sentence.shouted:
            unproven = False  # (CONICET), (AfDB)
        if unproven and rank is None and self._speaks(index):
            unproven = False
        if len(folded) == 1 or folded.isdigit() or folded in self._usage.lower or kind or unproven:
            return True
        if rank is None:
            return False
        if self._sentence.language == "vi":
            return lexicon.is_vietnamese_syllable(folded)
        if self._sentence.language in NOUNS_IN_CAPITALS:
            return True
        least = _TELLING if self._capital_tells(index) else _USUAL
        return rank < least and not (rank > _RARER and self._numbers[word.text])

    def _capital_tells(self, index: int) -> bool:
        """Tell whether a capital inside an English sentence shows a name: Solid, Variety.

        Beside other capitals it may be what is left of a nickname or of a title.
        """
        sentence, words = self._sentence, self._words
        if sentence.language != "en" or sentence.titled or sentence.shouted:
            return False
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(words)]
        return not sentence.initial[index] and not any(words[i].capital for i in beside)

    def _plus(self, index: int) -> bool:
        """Tell whether signs follow a word that no ordinary word has: Face++."""
        end = self._words[index].end
        return self._sentence.text[end : end + 2] == "++"

    def _speaks(self, index: int) -> bool:
        """Tell whether a verb of saying follows a word: Kavadarkov said."""
        if index + 1 >= len(self._words) or self._sentence.gap(index) != " ":
            return False
        return self._words[index + 1].text in _SAYS.get(self._sentence.language, ())

    def _shouted(self, words: tuple[Token, ...]) -> bool:
        """Tell whether several words stand in capitals throughout, as no name does."""
        return (
            len(words) > _PAIR
            and all(w.text.isupper() for w in words)
            and not all(self._numbers[w.text] for w in words)
        )

    def _slavic_adjective(self, index: int) -> bool:
        """Tell whether a word only begins the name of an institution: Судовий комітет."""
        word = self._words[index]
        if word.script is not Script.CYRILLIC or index + 1 >= len(self._words):
            return False
        after = self._words[index + 1]
        if after.capital or self._sentence.gap(index) not in (" ", "\u00a0"):
            return False
        text = word.text.casefold()
        if _RELATIONAL.search(text) and not self._numbers[word.text]:
            return True
        if self._sentence.initial[index] and word.folded not in self._usage.capital:
            noun = not _VERB.search(after.text) and len(after.text) > _PAIR
            if noun and _PLAINLY_ADJECTIVE.search(text):
                return True  # Єдиний гол
        return _ADJECTIVE.search(text) is not None and lexicon.is_institution(after.text)

    def _usual(self, first: int, last: int) -> bool:
        """Tell whether all words of a run are ordinary: Foreign Policy, Bộ Chính trị."""
        ranks = [self._common.get(w.folded) for w in self._words[first:last]]
        if any(rank is None for rank in ranks):
            return False
        if self._sentence.language == "vi" and all(
            lexicon.is_vietnamese_syllable(w.folded) for w in self._words[first:last]
        ):
            usual = all(rank is not None and rank < _VERY_USUAL for rank in ranks)
            if (
                usual
                and vietnamese.is_headline(self._sentence, first)
                and not vietnamese.opens_name(self._words[first])
            ):
                return True
            opens = vietnamese.opens_name(self._words[first]) and not self._sentence.initial[first]
            return not (opens or self._numbers[self._words[first].text]) or last - first < _PAIR
        english = self._sentence.language == "en"
        if english and last - first > _PAIR and not any(self._sentence.initial[first:last]):
            return False  # Physical Review Letters
        return all(
            rank is not None and rank < _USUAL for rank in ranks
        ) and not self._looks_personal(first, last)

    def _looks_personal(self, first: int, last: int) -> bool:
        words = [w for w in self._words[first:last] if w.capital]
        known = sum(bool(self._numbers[w.text]) for w in words)
        return known * 2 >= len(words) and known > 0

    def _unknown(self, first: int, last: int, kind: Kind, evidence: Evidence) -> Found:
        start, end = self._span(first, last)
        text = self._sentence.text[start:end]
        parts = tuple(w.text for w in self._words[first:last])
        return Found(
            start, end, kind, "", text, evidence, parts=parts, language=self._sentence.language
        )

    # Adjectives

    def _weak(self, found: list[Found]) -> Iterator[Found]:
        language = self._sentence.language
        if not self._knowledge.weak(language):
            return
        entity_of = self._knowledge.weak_words(language)
        for word in self._words:
            number = entity_of[word.text]
            if number is None or any(f.start < word.end and f.end > word.start for f in found):
                continue
            yield self._known(word.start, word.end, number, weak=True)
