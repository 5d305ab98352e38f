"""Words and where they stand.

A token is a run of letters and digits of one script with apostrophes inside. Hyphens, full stops
and Italian or French elision (`l'`, `dell'`) end it; a change of script does too (`ITPPдля`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from seedreader.entities.letters import CASED, Script, fold, word_script
from seedreader.entities.memo import Memo

_WORD: Final = regex.compile(
    r"""
      (?:\p{Lu}\.){2,}                                   # U.S., U.N.
    | (?:\p{Script=Latin}[\p{M}]*|[0-9])+(?:['’ʼ](?:\p{Script=Latin}|[0-9])+)*
    | \p{Script=Cyrillic}(?:(?!(?<=\p{Ll})\p{Lu})[\p{Script=Cyrillic}\p{M}])*
      (?:['’ʼ`]\p{Script=Cyrillic}+)*
    | \p{Script=Greek}[\p{Script=Greek}\p{M}]*
    | \p{Script=Hebrew}[\p{Script=Hebrew}\p{M}]*(?:["״”“'׳’]\p{Script=Hebrew}+)*
    | \p{Script=Arabic}[\p{Script=Arabic}\p{M}\u200c]*
    | \p{Script=Hangul}+
    | \p{Script=Han}+
    | [\p{Script=Hiragana}\p{Script=Katakana}ー]+
    | (?:[\p{L}--\p{Script=Latin}--\p{Script=Cyrillic}--\p{Script=Greek}--\p{Script=Han}]\p{M}*)+
    """,
    regex.VERBOSE | regex.VERSION1,
)
_ELISION: Final = regex.compile(
    r"(?:l|d|un|dell|all|dall|nell|sull|coll|quell|quest|sant|gl|c|n|s|m|t|j|qu|jusqu|lorsqu|puisqu|presqu)['’ʼ]",
    regex.IGNORECASE,
)
_SHORTEST_ELIDED: Final = 3
_POSSESSIVE: Final = ("'s", "’s")


class Token(NamedTuple):
    """A word of a text: a tuple, because an article has a thousand of them.

    Attributes:
        start: first code point.
        end: code point after the last.
        text: the word.
        script: of its letters.
        capital: whether it begins with a capital letter.
        folded: the word as `letters.fold` gives it.
    """

    start: int
    end: int
    text: str
    script: Script
    capital: bool
    folded: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words between two offsets of a text."""
    found = []
    make = tuple.__new__
    for match in _WORD.finditer(text, start, end):
        first = match.start()
        for offset, size, shape in _PIECES[match.group()]:
            begin = first + offset
            found.append(make(Token, (begin, begin + size, *shape)))
    return found


_Shape = tuple[str, Script, bool, str]
"""What a token is but for its place: text, script, capital, folded."""


def _pieces(word: str) -> tuple[tuple[int, int, _Shape], ...]:
    """Return what a word is cut into: offset and length of each piece, and what it is."""
    found = []
    first = 0
    if "'" in word or "’" in word or "ʼ" in word:
        elision = _ELISION.match(word)
        if elision is not None and elision.end() < len(word):
            cut = elision.end()
            if len(word) - cut >= _SHORTEST_ELIDED or word[cut].isupper():
                found.append((0, cut, _shape(word[:cut])))
                first = cut
                word = word[cut:]
        if word.endswith(_POSSESSIVE):
            word = word[:-2]
    found.append((first, len(word), _shape(word)))
    return tuple(found)


def _shape(word: str) -> _Shape:
    script = word_script(word)
    return word, script, script in CASED and word[0].isupper(), fold(word)


_PIECES: Final = Memo(_pieces, 16_384)
