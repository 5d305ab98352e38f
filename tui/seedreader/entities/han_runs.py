"""Foreign names in Chinese that no list has: runs of the characters which write their syllables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from seedreader.entities.han_lexicon import BEFORE_NAMES, FUNCTION, PLACE_SUFFIXES, SAID, SYLLABLES
from seedreader.entities.knowledge import Knowledge

_FEWEST: Final = 4
"""Syllables in a row that ordinary words and Chinese names hardly have: 马齐尼亚克."""
_FEWEST_OF_PLACE: Final = 3
"""The same before the kind of a place: 泽列纳街."""
_MOST: Final = 8
"""Syllables of the longest run that is one name."""
_FEWEST_PIECES: Final = 3
"""Pieces into which the dictionary cuts what it does not know."""
_SELDOM: Final = 60
"""Occurrences in the 60 million words behind jieba's dictionary: it may be a piece of a name."""
_TOWN: Final = 300
"""The same of places, whose names are pieces of longer ones: [巴里] in 卡皮巴里贝."""
_KINDS_OF_PLACES: Final = PLACE_SUFFIXES


class _Word(Protocol):
    """A word of a sentence: offsets, and its simplified text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def text(self) -> str: ...


def runs(
    words: Sequence[_Word], taken: list[bool], knowledge: Knowledge
) -> Iterator[tuple[int, int]]:
    """Yield where foreign names begin and end that the dictionary cuts into syllables.

    Args:
        words: of the sentence.
        taken: which of its characters are already a part of a name.
        knowledge: what is known about words.
    """
    index = 0
    while index < len(words):
        last = index
        while (
            last < len(words)
            and not taken[words[last].start]
            and (last == index or words[last].start == words[last - 1].end)
            and _is_piece(words[last].text, knowledge)
        ):
            last += 1
        if words[index].text == "万" and (not index or words[index - 1].text[-1].isdigit()):
            index += 1  # 200万
            continue
        if last > index:
            start, end = words[index].start, words[last - 1].end
            follows = words[last].text[0] if last < len(words) else ""
            place = follows in _KINDS_OF_PLACES and words[last].start == end if follows else False
            goes_on = (
                last < len(words)
                and words[last].start == end
                and _is_foreign(words[last].text, knowledge)
            )
            fewest = _FEWEST_OF_PLACE if place else _FEWEST
            if not goes_on and fewest <= end - start <= _MOST and last - index >= _FEWEST_PIECES:
                yield start, end
        index = max(last, index + 1)


def _is_foreign(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a character is one more of a foreign name, though few names have it: 米察."""
    small = text in FUNCTION or text in BEFORE_NAMES or text in SAID or text in _KINDS_OF_PLACES
    return len(text) == 1 and text in knowledge.foreign and not small


def _is_piece(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a word may be a piece of a foreign name that the dictionary does not know."""
    if not all(c in SYLLABLES for c in text) or text in FUNCTION or text in SAID:
        return False
    if len(text) == 1:
        return text not in BEFORE_NAMES
    count, kind = knowledge.han_words.get(text, (0, "x"))
    return kind == "p" or count < (_TOWN if kind == "s" else _SELDOM)
