"""Cutting a sentence that is longer than a translation model reads at once.

Models silently drop what lies beyond their window, and get worse long before it. So no sentence
stays above `TOKEN_LIMIT`; a sentence above it is cut where a reader would take breath.
"""

from __future__ import annotations

import math
import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from seedreader.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN_LIMIT: Final = 180
"""Most tokens (estimated, see `estimate_tokens`) that a sentence may have.

Argos packages decode at most 256 tokens; the rest of a longer sentence is lost without a word.
180 leaves room for the estimate to be off by a third.
"""

_DENSE: Final = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30ff\u3105-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uac00-\ud7a3\uf900-\ufaff"
    "\uff66-\uff9d\U00017000-\U00018cff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Han, Kana, Bopomofo, Hangul, Yi, Tangut: a character is about a token."""

_LOOSE: Final = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\ua9e0-\uaa7f"
"""Thai, Lao, Tibetan, Burmese, Khmer, New Tai Lue: written without spaces as well, but vowels and
tones are characters of their own: about two characters a token."""

_TOKEN_PIECE: Final = re.compile(
    f"([{_DENSE}]{{1,1024}})|([{_LOOSE}]{{1,1024}})|([^\\s\u200b{_DENSE}{_LOOSE}]{{1,1024}})"
)
"""U+200B ZERO WIDTH SPACE separates words of Lao, Khmer and Thai: a place to cut, not a token."""

_NOT_ONE_WORD: Final = re.compile(f"[^\\S ]|[\u200b{_DENSE}{_LOOSE}]")
"""What makes more tokens than a count of words and characters tells."""

_TOKENS_PER_WORD: Final = 1.5
_CHARACTERS_PER_TOKEN: Final = 6
"""Of a word: a word of up to nine characters counts as 1.5 tokens, a longer one in proportion, so
that a run of a thousand characters without a space is not taken for one word."""
_LOOSE_PER_TOKEN: Final = 2

_STRONG_BREAK: Final = frozenset(";；:：؛·།")
_WEAK_BREAK: Final = frozenset(",，、،፣၊՝–—")
_NEVER_FIRST: Final = frozenset("。．.!！?？,，、;；:：)）]］}｝」』】〉》〕”’»›…ー々%％")
"""Punctuation that must not begin a line (JIS X 4051, kinsoku): nor a sentence."""

_SLACK: Final = 1.25
"""How much longer than parts of equal length a part may become before any place will do."""
_EARLIEST: Final = 0.4
"""Share of that length before which no place to cut is considered."""
_GRAPHEME_WINDOW: Final = 64
"""Code points looked at to find the beginning of a grapheme: longer ones are cut."""


def estimate_tokens(text: str, start: int, end: int) -> float:
    """Return about how many tokens a translation model makes of `text[start:end]`.

    1 for a character of Chinese, Japanese and Korean, half for one of the other scripts that do
    not separate words, 1.5 for any other word (more for one of more than nine characters).
    SentencePiece vocabularies of 32,000 pieces differ from language to language; this is meant to
    be rather too high than too low.
    """
    return sum(cost for _, _, cost in _pieces(text, start, end))


def cut_long(text: str, span: Span) -> Iterator[Span]:
    """Yield `span`, or where it has too many tokens the parts that it is cut into.

    The parts have no surrounding white space and leave out nothing else. They are cut after
    ; or :, else after a comma or dash, else at white space, else between two characters, never
    within a grapheme (unless that is longer than 64 code points).
    """
    if _is_surely_short(text, span):
        yield span
        return
    total = estimate_tokens(text, span.start, span.end)
    if total <= TOKEN_LIMIT:
        yield span
        return
    usual = total / math.ceil(total / TOKEN_LIMIT) * _SLACK
    start = span.start
    while start < span.end:
        end = _next_cut(text, start, span.end, usual)
        yield Span(start, _rstrip(text, start, end))
        start = _lskip(text, end, span.end)


def _is_surely_short(text: str, span: Span) -> bool:
    """Say whether a glance is enough to see that a sentence has few tokens."""
    if len(span) <= TOKEN_LIMIT:  # no character costs more than a token
        return True
    most_words = text.count(" ", span.start, span.end) + 1
    return (
        most_words * _TOKENS_PER_WORD + len(span) / _CHARACTERS_PER_TOKEN <= TOKEN_LIMIT
        and _NOT_ONE_WORD.search(text, span.start, span.end) is None
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """Yield start, end and tokens of each run of one kind of letters without white space.

    Runs are cut at 1024 code points, so that looking at one takes no time to speak of.
    """
    for match in _TOKEN_PIECE.finditer(text, start, end):
        first, last = match.span()
        if match.lastindex == 1:
            yield first, last, float(last - first)
        elif match.lastindex == 2:  # noqa: PLR2004
            yield first, last, (last - first) / _LOOSE_PER_TOKEN
        else:
            yield first, last, max(_TOKENS_PER_WORD, (last - first) / _CHARACTERS_PER_TOKEN)


def _next_cut(text: str, start: int, end: int, usual: float) -> int:
    """Return where the part that begins at `start` ends: `end`, or the best place before it.

    Beyond `usual` tokens only a better place than any before is taken.
    """
    best: dict[_Rank, int] = {}
    spent = 0.0
    previous = start
    for first, last, cost in _pieces(text, start, end):
        if first > start and spent >= usual * _EARLIEST and text[first] not in _NEVER_FIRST:
            rank = _rank(text, previous)
            if spent <= usual or not best or rank > max(best):
                best[rank] = first
        if spent + cost > TOKEN_LIMIT:
            break
        spent += cost
        previous = last
    else:
        return end
    if best:
        return best[max(best)]
    wanted = first + int((TOKEN_LIMIT - spent) * (last - first) / cost)
    return _grapheme_start(text, start, max(start + 1, wanted))


class _Rank(IntEnum):
    """How good a place to cut is."""

    CHARACTER = 0
    SPACE = 1
    COMMA = 2
    CLAUSE = 3


def _rank(text: str, left: int) -> _Rank:
    """Rank the place after a piece that ends at `left`."""
    mark = text[left - 1]
    if mark in _STRONG_BREAK:
        return _Rank.CLAUSE
    if mark in _WEAK_BREAK:
        return _Rank.COMMA
    return _Rank.SPACE if text[left].isspace() else _Rank.CHARACTER


def _grapheme_start(text: str, lowest: int, wanted: int) -> int:
    """Return the last beginning of a grapheme in (lowest, wanted], or `wanted` if there is none."""
    # Needed for text without white space only.
    import regex  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415

    begin = max(lowest, wanted - _GRAPHEME_WINDOW)
    clusters = regex.finditer(r"\X", text, pos=begin, endpos=wanted + _GRAPHEME_WINDOW)
    starts: list[int] = [m.start() for m in clusters if begin < m.start() <= wanted]
    allowed = [start for start in starts if text[start] not in _NEVER_FIRST]
    return (allowed or starts or [wanted])[-1]


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _lskip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
