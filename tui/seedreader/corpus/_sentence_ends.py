"""Where sentences end.

Most full stops are judged by `sentencex` (MIT; rules and lists of abbreviations for thirty
languages, fallbacks for 250 more, English rules for the rest). It sees the text without its
quotation marks, since it never looks for an end of a sentence between them. What it says is then
corrected: ends that it misses are added, ends that cannot be any are dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category

from seedreader.corpus._abbreviations import ORDINARY, abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOTS: Final = frozenset(".…")
_SHARED: Final = ".…!?‼⁇⁈⁉‽"
"""Marks that also stand within sentences, so what follows decides."""
_DECISIVE: Final = (
    "。｡！？．﹒﹖﹗"  # Chinese, Japanese
    "؟۔؝"  # Arabic, Urdu, Sindhi
    "।॥"  # Devanagari and most scripts of India
    "።፧፨"  # Ethiopic
    "։"  # Armenian
    "။"  # Burmese
    "។៕"  # Khmer
    "᠃᠉᙮꓿꘎꘏꛳꛷꡶꡷꣎꣏᱾᱿꩝꩞꩟꫰꫱꯫᥄᥅᜵᜶߹܀܁܂𑁇𑁈𑅁𑅂𑅃"
)
"""Marks that end sentences and do nothing else (Unicode, Sentence_Break=STerm)."""
_GREEK_QUESTION: Final = ";"
"""What U+037E GREEK QUESTION MARK becomes in NFC."""

_OPENERS: Final = "\"'“”‘’«»„‚‹›([{（［｛「『【《〈〔¿¡`*_"
_ALWAYS_CLOSERS: Final = ")]}）］｝」』】〕”’》〉"
_EITHER: Final = "\"'“‘«»‹›„"
"""Marks that open in some languages and close in others, or do both."""
_TITLE_CLOSERS: Final = "》〉"
_DASHES: Final = "-–—―‒−~"
_LEADING: Final = frozenset(_OPENERS + _DASHES)
_CONTINUING: Final = ",;:，、；：،؛)]}）］｝》〉%"
"""Marks that cannot begin a sentence."""

_MASKED: Final = re.compile(
    r"[\"“”„‟«»‹›「」『』《》〈〉‚`*]|(?<!\w)['’‘]|['’‘](?!\w)|[\s\ud800-\udfff]"
)
"""What `sentencex` sees as a space: quotation marks but no apostrophes; line feeds, which it would
take for ends of paragraphs; lone surrogates, which it cannot read."""
_NOTE: Final = re.compile(r"(?:\[\d{1,3}\])+")
_TOKEN_BEFORE: Final = re.compile(r"\S{1,64}\Z")
_JAPANESE_CITATION: Final = re.compile(r"(?:と|って|など|を|が|の|は|も|に)")
_KOREAN_CITATION: Final = re.compile(r"이?라(?:고|며|는|면)|(?:하고|고|며|는)(?!\w)")
"""Particles after a quotation: the sentence goes on."""

_CJK: Final = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_NO_FULL_STOP: Final = re.compile(r"[\u0e00-\u0e7f\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Tibetan, Burmese, Khmer: their full stops only abbreviate."""
_DOMAIN: Final = re.compile(
    r"(?:com|net|org|edu|gov|info|biz|io|tv|ru|ua|js|py|рф|укр|бел)(?![^\W\d_])", re.IGNORECASE
)
_LINK: Final = re.compile(r"://|www\.|@|/\w+\.")

_INSIDE_WORDS: Final = ".-"
_HEBREW: Final = frozenset({"he", "yi"})
_INSIDE_WORDS_HEBREW: Final = ".-\"'“”„‘’״׳"
"""Gershayim mark Hebrew acronyms; news types them as any quotation mark."""

_VOWELS: Final = frozenset(
    "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěĩīĭįıōŏőœũūŭůűųơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự"
    "ỳỵỷỹʻаеёиіїоуыэюяєўъαεηιουωάέήίόύώϊϋΐΰ"
)
_SYLLABIC_R: Final = frozenset({"cs", "sk", "hr", "sr", "bs", "sh", "sl", "mk"})
"""Languages with words that have no vowel."""
_UNITS: Final = frozenset(
    {"km", "kg", "cm", "mm", "ml", "mph", "gb", "mb", "tb", "км", "кг", "см", "мм", "мл", "hmm"}
)
"""Words without a vowel that end sentences all the same."""
_ORDINAL_DOT: Final = frozenset(
    {"bs", "cs", "da", "de", "dsb", "et", "eu", "fi", "fo", "gsw", "hr", "hsb", "hu", "is", "lb"}
    | {"lv", "mk", "nb", "nds", "nn", "no", "pl", "sh", "sk", "sl", "sr", "tr"}
)
"""Languages that write ordinal numbers with a full stop."""

_INITIAL: Final = 1
_SHORTEST_WORD: Final = 3
_LONG_WORD: Final = 5
_ORDINAL_DIGITS: Final = 2
"""A day of a month, a place in a race; years have more digits and end sentences."""

_CHUNK: Final = 32_768
"""Code points given to `sentencex` at a time: its search for brackets is quadratic in the worst
case, and it copies what it gets."""


class SentenceEnds:
    """Finds the ends of sentences of one paragraph."""

    def __init__(self, text: str, start: int, end: int, language: str) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._language = language
        self._shared = _SHARED + (_GREEK_QUESTION if language == "el" else "")
        marks = re.escape(self._shared + _DECISIVE)
        # A full stop before a small letter, a digit or a comma is the most frequent case of all
        # that cannot end a sentence; leaving it to the expression makes long runs cheap.
        self._marks = re.compile(f"[{marks}]++(?:(?<!\\.)|(?![a-z0-9,]))")
        self._sentence_start = start
        self._counted_to = start
        self._quotes = 0

    def __iter__(self) -> Iterator[int]:
        """Yield the ends of sentences, the paragraph's own end last; white space may follow."""
        known = self._known()
        boundary = next(known, self._end)
        for match in self._marks.finditer(self._text, self._start, self._end):
            first, last = match.span()
            while boundary < last:
                boundary = next(known, self._end)
            cut = self._cut(first, last, boundary)
            if cut is not None and cut < self._end:
                yield cut
                self._sentence_start = cut
        if self._end > self._start:
            yield self._end

    def _known(self) -> Iterator[int]:
        """Yield where sentences begin according to `sentencex`."""
        # A second of start-up is made of such imports: this one waits for the first paragraph.
        from sentencex import (  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415
            get_sentence_boundaries,
        )

        position = self._start
        while position < self._end:
            stop = min(position + _CHUNK, self._end)
            masked = _MASKED.sub(" ", self._text[position:stop]).replace("…", ".")
            begins = [
                position + boundary["start_index"]
                for boundary in get_sentence_boundaries(self._language, masked)
            ][1:]
            yield from begins
            if stop == self._end:
                return
            # The last sentence may go on beyond the chunk: look at it again from its beginning.
            position = begins[-1] if begins else stop

    def _cut(self, first: int, last: int, boundary: int) -> int | None:
        """Return where the sentence that ends with the marks `[first, last)` ends, or None.

        Args:
            first: beginning of the run of marks.
            last: end of it.
            boundary: first place from `last` on where `sentencex` begins a sentence.
        """
        text, end = self._text, self._end
        after = self._after_closers(first, last)
        follower = after
        while follower < end and text[follower].isspace():
            follower += 1
        if follower >= end or text[follower] in _CONTINUING:
            return None
        if any(mark not in self._shared for mark in text[first:last]):
            return after if self._ends_decisively(last, after, follower) else None
        lead = follower
        while lead < end and (text[lead] in _LEADING or text[lead].isspace()):
            lead += 1
        if lead >= end or _is_small(text[lead]):
            return None
        if follower == after == last:
            ends = self._ends_glued(first, last)
        else:
            ends = self._ends_freely(first, last, after, lead, is_known=boundary <= lead)
        return after if ends else None

    def _after_closers(self, first: int, last: int) -> int:
        """Return the end of the closing quotes, brackets and note numbers after `last`."""
        text, end = self._text, self._end
        position = last
        while position < end:
            mark = text[position]
            if mark in _ALWAYS_CLOSERS or (mark in _EITHER and self._closes(position)):
                position += 1
            elif (note := _NOTE.match(text, position, end)) is not None:
                position = note.end()
            else:
                break
        if first == position:
            return position
        # "Oui ! »": French sets its quotation marks off with spaces.
        detached = position
        while detached < end and text[detached].isspace():
            detached += 1
        if position < detached < end and text[detached] in "»”)" and self._stands_alone(detached):
            return detached + 1
        return position

    def _closes(self, position: int) -> bool:
        """Say whether a mark that may open or close does the latter, directly after an end."""
        text, following = self._text, position + 1
        if following >= self._end or not text[following].isalnum():
            return True
        if text[position] != '"':
            return text[position] == "»"
        self._quotes += text.count('"', self._counted_to, position)
        self._counted_to = position
        return self._quotes % 2 == 1

    def _stands_alone(self, position: int) -> bool:
        following = position + 1
        return following >= self._end or self._text[following].isspace()

    def _ends_decisively(self, last: int, after: int, follower: int) -> bool:
        """Say whether marks that do nothing but end sentences do so here."""
        if after == last or follower > after:
            return True
        is_title = self._text[after - 1] in _TITLE_CLOSERS
        return not is_title and _JAPANESE_CITATION.match(self._text, after, self._end) is None

    def _ends_glued(self, first: int, last: int) -> bool:
        """Say whether a sentence ends where no white space follows: "…з Росією.Про це…"."""
        text = self._text
        if first == self._start:
            return False
        before, behind = text[first - 1], text[last]
        if _CJK.match(before):
            if text[first:last] == ".":
                return _CJK.match(behind) is not None
            return not set(text[first:last]) <= _DOTS and behind.isalnum()
        if before.isdigit() and _CJK.match(behind):
            return not set(text[first:last]) <= _DOTS
        is_end_of_word = before.islower() and text[first - 2 : first - 1].isalpha()
        is_begin_of_word = behind.isupper() and text[last + 1 : last + 2].islower()
        return (
            is_end_of_word
            and is_begin_of_word
            and _DOMAIN.match(text, last) is None
            and _LINK.search(self._token_before(first)) is None
        )

    def _ends_freely(self, first: int, last: int, after: int, lead: int, *, is_known: bool) -> bool:
        """Say whether a sentence ends before white space or behind closing marks.

        Args:
            first: beginning of the run of marks.
            last: end of it.
            after: end of the closing marks that follow it.
            lead: first letter or digit of what follows.
            is_known: whether `sentencex` has a sentence end here.
        """
        text = self._text
        is_closed = after > last
        marks = text[first:last]
        if is_closed and _KOREAN_CITATION.match(text, lead, self._end):
            return False
        if is_closed and _JAPANESE_CITATION.match(text, after, self._end):
            return False
        if not set(marks) <= _DOTS:
            asks = _GREEK_QUESTION in marks
            return is_known or is_closed or asks or text[lead].isdigit()
        if marks != ".":
            return is_known and (is_closed or text[after].isspace())
        return self._ends_with_stop(first, lead, is_known=is_known, is_closed=is_closed)

    def _ends_with_stop(self, stop: int, lead: int, *, is_known: bool, is_closed: bool) -> bool:
        """Say whether the single full stop at `stop` ends a sentence: see `_ends_freely`."""
        text = self._text
        if stop == self._start or _NO_FULL_STOP.match(text, stop - 1):
            return False
        word = self._word_before(stop)
        if word.isdecimal():
            return is_known and not self._is_ordinal(word, stop)
        if self._is_abbreviation(word):
            return False
        if is_known or is_closed:
            return True
        # `sentencex` begins no sentence with a digit, and takes acronyms for abbreviations.
        if text[lead].isdigit():
            is_whole = len(word) >= _LONG_WORD or word[-1:] in _VOWELS
        elif word.lower() in ORDINARY.get(self._language, ()):
            return True
        else:
            is_whole = word.isupper()
        return is_whole and word.isalpha() and len(word) >= _SHORTEST_WORD

    def _word_before(self, position: int) -> str:
        """Return the word that ends at `position`, with full stops and hyphens inside it."""
        begin = position
        lowest = max(self._start, position - 24)
        inside = _INSIDE_WORDS_HEBREW if self._language in _HEBREW else _INSIDE_WORDS
        while begin > lowest and (
            (mark := self._text[begin - 1]).isalnum() or mark in inside or category(mark)[0] == "M"
        ):
            begin -= 1
        return self._text[begin:position].lstrip(inside)

    def _token_before(self, position: int) -> str:
        lowest = max(self._start, position - 64)
        match = _TOKEN_BEFORE.search(self._text[lowest:position])
        return match[0] if match else ""

    def _is_abbreviation(self, word: str) -> bool:
        """Say whether the word before a full stop is shortened rather than the last of its kind."""
        last_part = word.rpartition(".")[2]
        if len(last_part) == _INITIAL and last_part.isalpha() and not _CJK.match(last_part):
            return True  # initials, "т. зв.", "z. B.", "د."
        lower = word.lower()
        known = abbreviations(self._language)
        if lower in known or last_part.lower() in known:
            return not (word.isupper() and len(word) > _INITIAL) or self._language == "vi"
        return (
            _INITIAL < len(last_part) < _LONG_WORD
            and last_part.isalpha()
            and not last_part.isupper()
            and self._language not in _SYLLABIC_R
            and last_part.lower() not in _UNITS
            and _is_bicameral_with_vowels(last_part)
            and not _VOWELS.intersection(last_part.lower())
        )

    def _is_ordinal(self, number: str, position: int) -> bool:
        """Say whether a number before a full stop is an ordinal, or numbers an item of a list."""
        begins = position - len(number)
        if not self._text[self._sentence_start : begins].strip():
            return True
        if self._text[begins - 1] in ":,/%":  # a time, a score, a price
            return False
        return self._language in _ORDINAL_DOT and len(number) <= _ORDINAL_DIGITS


def _is_small(character: str) -> bool:
    """Say whether a letter is a small one of a script whose sentences begin with a capital."""
    return character.islower() and not "\u10d0" <= character <= "\u10ff"  # Georgian has no capitals


def _is_bicameral_with_vowels(word: str) -> bool:
    """Say whether the vowels of the word's script are known here: Latin, Greek, Cyrillic."""
    return all(character < "\u0530" or "\u1e00" <= character <= "\u1fff" for character in word)
