"""Cut texts into what the index holds: words, and pairs of characters where no spaces are.

In a script whose words are not separated (Chinese, Japanese, Thai, ...) each character begins a
token of itself and the next one; the last of a run stands alone. So every stretch of two or more
characters is a phrase of such pairs, and one of a single character is the beginning of a pair.

Offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Final

import regex

from seedreader.corpus.scripts import unspaced_class
from seedreader.library.search.folding import fold

_UNSPACED: Final = unspaced_class()
_FIRST_UNSPACED: Final = "\u0e00"  # Thai comes first; a quick answer for most letters
_UNSPACED_CHARACTER: Final = regex.compile(rf"[{_UNSPACED}\uff66-\uff9f]")
APOSTROPHES: Final = "'’‘ʼʻ`´′＇"
_JOINERS: Final = "\u200c\u200d\u00ad\u2060"

# A word of Cyrillic or Hebrew keeps its apostrophe or quotation mark (зв'язку, צה"ל); elsewhere it
# ends an elided word (dell'Ucraina). A change between Cyrillic and other letters ends a word too.
_TOKEN: Final = regex.compile(
    rf"(?:[{_UNSPACED}\uff66-\uff9f]"
    rf"(?:[{_UNSPACED}\p{{M}}\uff66-\uff9f]|\n(?=[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}])"
    rf"|\u200b(?=[{_UNSPACED}]))*+)"
    rf"|[\p{{N}}]*+\p{{Cyrillic}}(?:[\p{{Cyrillic}}\p{{M}}\p{{N}}{_JOINERS}]"
    rf"|[{APOSTROPHES}](?=\p{{Cyrillic}}))*+"
    rf"|\p{{Hebrew}}(?:[\p{{Hebrew}}\p{{M}}\p{{N}}{_JOINERS}]"
    rf'|["״׳{APOSTROPHES}](?=\p{{Hebrew}}))*+'
    rf"|[[\p{{L}}\p{{N}}]--[{_UNSPACED}\p{{Cyrillic}}\p{{Hebrew}}]]"
    rf"[[\p{{L}}\p{{M}}\p{{N}}{_JOINERS}]--[{_UNSPACED}\p{{Cyrillic}}\p{{Hebrew}}]]*+",
    regex.VERSION1,
)


# Most texts hold letters without marks of their own only, Latin or Cyrillic, for which the standard
# library's faster patterns say the same as the one above.
_LATIN: Final = (
    "\x00-\xac\xae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f"
)
_CYRILLIC: Final = "\u0400-\u0482\u048a-\u052f"
_LATIN_TEXT: Final = re.compile(f"[{_LATIN}]*")
_CYRILLIC_TEXT: Final = re.compile(f"[{_LATIN}{_CYRILLIC}\u02bc]*")
_LATIN_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC_WORD: Final = re.compile(
    rf"\d*[{_CYRILLIC}](?:[{_CYRILLIC}0-9]|[{APOSTROPHES}](?=[{_CYRILLIC}]))*|[^\W_{_CYRILLIC}]+"
)


def _simple_words(text: str) -> list[str] | None:
    """Return the words of a text in simple letters; None for another text."""
    if _LATIN_TEXT.fullmatch(text):
        return _LATIN_WORD.findall(text)
    if _CYRILLIC_TEXT.fullmatch(text):
        return _CYRILLIC_WORD.findall(text)
    return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a run of characters of a script without spaces, as it stands in a text.

    Attributes:
        start: code point at which it begins.
        end: code point before which it ends.
        form: `folding.fold` of it.
        is_unspaced: whether it is a run of characters, which the index cuts into pairs.
    """

    start: int
    end: int
    form: str
    is_unspaced: bool


def pieces(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the words and runs of `text[start:end]` in order."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match[0]
        is_run = is_unspaced(surface)
        form = fold_run(surface) if is_run else fold(surface)
        if form:
            yield Piece(match.start(), match.end(), form, is_run)


def fold_run(run: str) -> str:
    """Return the form of a run of a script without spaces.

    A line break within it is removed, and the invisible mark of a place where it may be broken.
    """
    folded = run.replace("\n", "") if "\n" in run else run
    folded = folded.replace("\u200b", "") if "\u200b" in folded else folded
    return folded if folded.isascii() else _fold_run(folded)


def _fold_run(run: str) -> str:
    if unicodedata.is_normalized("NFKC", run):
        return run
    return unicodedata.normalize("NFKC", run)


def tokens(text: str, words: set[str] | None = None) -> list[str]:
    """Return the tokens of a text in order, as the index holds them.

    Args:
        text: any text.
        words: gets those of the tokens that are words.
    """
    if (simple := _simple_words(text)) is not None:
        made = [form for form in map(fold, simple) if form]
        if words is not None:
            words.update(made)
        return made
    found: list[str] = []
    for surface in _TOKEN.findall(text):
        if is_unspaced(surface):
            run = fold_run(surface)
            found += map(add, run, run[1:])
            found.append(run[-1])
        else:
            word = fold(surface)
            if word:
                found.append(word)
                if words is not None:
                    words.add(word)
    return found


def pairs(run: str) -> Iterator[str]:
    """Yield the tokens of a folded run: each character with the next one, the last alone."""
    for at in range(len(run)):
        yield run[at : at + 2]


def offsets(run: str) -> list[int]:
    """Return where each character of a run's folded form begins in the run, and the run's length.

    One more than the folded form has characters; where several characters of the run became one,
    or one became several, the parts share its beginning.
    """
    found: list[int] = []
    at = 0
    while at < len(run):
        end = at + 1
        while end < len(run) and _continues(run[end]):
            end += 1
        found.extend([at] * len(fold_run(run[at:end])))
        at = end
    found.append(len(run))
    return found


def is_unspaced(token: str) -> bool:
    """Tell whether a piece or a token (not empty) is of a script without spaces."""
    return token[0] >= _FIRST_UNSPACED and _is_unspaced(token[0])


@lru_cache(maxsize=1 << 14)
def _is_unspaced(character: str) -> bool:
    return _UNSPACED_CHARACTER.match(character) is not None


def _continues(character: str) -> bool:
    """Tell whether a character may become one with what is before it."""
    return character in "ﾞﾟ" or unicodedata.combining(character) != 0
