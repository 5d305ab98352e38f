"""Finds the titles of books, films, songs and programmes that stand in quotation marks."""

from __future__ import annotations

from typing import Final

import regex

from seedreader.entities import lexicon
from seedreader.entities.german import NOUNS_IN_CAPITALS
from seedreader.entities.letters import stem
from seedreader.entities.sentence import SMALL_WORDS, Sentence

_CLOSING: Final = {
    '"': '"”', "“": '”"', "„": "“”", "«": "»", "‘": "’", "'": "'", "‹": "›", "”": "”",
}  # fmt: skip
"""Which marks close what a mark opens. American and Ukrainian texts mix straight and curved."""
_MARK: Final = regex.compile(r"""["“„«‘'‹”][\p{Lu}0-9]""")
_LONGEST: Final = 9
"""Words of a title: a longer quotation is what somebody said."""
_LONGEST_WORK: Final = 14
"""The same where the word for a kind of work stands before it: books have subtitles."""
_CAPITAL_FIRST: Final = frozenset({"uk", "ru"})
"""Languages that set names of several words in quotation marks, the first with a capital."""
_LONGEST_NAME: Final = 5
"""Words of such a name: of a party, a firm, an operation."""
_NEAR: Final = 3
"""How many words before the mark may hold the word for a kind of work."""
_PAIR: Final = 2
_WORKS: Final = lexicon.stems(
    """
    book novel memoir film movie series show song single album track play musical documentary
    podcast programme program episode opera poem painting comedy drama thriller sitcom
    libro romanzo serie canzone brano singolo disco programma spettacolo documentario
    commedia poesia trasmissione fiction
    книга роман фільм стрічка серіал пісня альбом п'єса вистава передача картина програма
    фильм лента сериал песня спектакль программа пьеса
    sách phim khúc hát cuốn thuyết
    novela película canción álbum programa obra livre chanson émission pièce livro romance filme
    canção książka powieść serial piosenka buch lied sendung
    """
)
"""Words for kinds of works, as `letters.stem` gives them."""


def titles(sentence: Sentence) -> list[tuple[int, int, bool]]:
    """Return the first word of each title in quotation marks and the index after its last.

    A title has capitals throughout, as English writes them, or the word for a kind of work stands
    before it, which the third value tells.
    """
    if sentence.titled or _MARK.search(sentence.text, sentence.start, sentence.end) is None:
        return []
    found = []
    for index, word in enumerate(sentence.words):
        before = sentence.text[max(word.start - 2, sentence.start) : word.start]
        mark = before[-1:] if not before[:-1].isalpha() else ""
        if mark and mark in _CLOSING and (word.capital or word.text[0].isdigit()):
            work = _of_work(sentence, index, mark)
            last = _end(sentence, index, _CLOSING[mark], _LONGEST_WORK if work else _LONGEST)
            told = last > 0 and work
            opened = sentence.text[sentence.start : word.start - 1].rstrip()
            spoken = opened.endswith((":", ",", "—", "–"))
            if told or (last and not spoken and _is_title(sentence, index, last)):
                found.append((index, last, told))
    return found


def _end(sentence: Sentence, first: int, closing: str, longest: int) -> int:
    """Return the index after the last word before the closing mark, or 0."""
    words = sentence.words
    for last in range(first + 1, min(first + longest, len(words)) + 1):
        after = words[last].start if last < len(words) else sentence.end
        gap = sentence.text[words[last - 1].end : after]
        if any(c in closing for c in gap):
            if gap[-1] in "'’" and last < len(words):
                continue  # Schindler's List: what is owned follows.
            return last if gap.lstrip(",.")[0:1] in tuple(closing) else 0
        if any(c in ".;?!" for c in gap.replace("! ", " ").replace(". ", " ")) or "\n" in gap:
            return 0
    return 0


def _is_title(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.language in NOUNS_IN_CAPITALS:
        return False
    if _all_capitals(sentence, first, last):
        return True
    if sentence.language not in _CAPITAL_FIRST or not first or not sentence.words[first].capital:
        return False
    inside = sentence.text[sentence.words[first].start : sentence.words[last - 1].end]
    before = sentence.words[first - 1]
    gap = sentence.text[before.end : sentence.words[first].start]
    return gap[:-1] == " " and 1 < last - first <= _LONGEST_NAME and "," not in inside


def _all_capitals(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first:last]
    if sum(w.capital for w in words) < _PAIR or not words[-1].capital:
        return False
    if any(lexicon.is_title(w.text) for w in words) or all(w.text.isupper() for w in words):
        return False
    return all(w.capital or w.text.isdigit() or w.folded in SMALL_WORDS for w in words)


def _of_work(sentence: Sentence, first: int, mark: str) -> bool:
    """Tell whether the word for a kind of work stands before a title, with nothing between."""
    text, words = sentence.text, sentence.words
    for index in range(first - 1, max(first - 1 - _NEAR, -1), -1):
        gap = sentence.gap(index)
        if gap.strip(", ") != (mark if index == first - 1 else ""):
            return False
        if stem(words[index].text) in _WORKS:
            return text[words[index].end] in " ,"
    return False
