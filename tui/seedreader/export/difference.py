"""Which quotation of a text is the nearest to one that is not in it, and how they differ."""

from __future__ import annotations

import difflib
import re
from typing import Final

from seedreader.export.model import one_line

MAX_QUOTE: Final = 5_000
"""Code points of a quotation that is looked for."""

_COMPARED: Final = 800  # code points of which the difference is told
_TOKEN: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|[^\W_]+|[^\w\s]|_"
)
"""A word; in scripts that do not separate words, a character; or a sign."""


def pattern_of(quote: str) -> re.Pattern[str]:
    """Return what finds a quotation in a text, however either is broken into lines.

    Raises:
        ValueError: there is nothing in the quotation, or it is longer than `MAX_QUOTE`.
    """
    words = quote.split()
    if not words:
        raise ValueError("the quotation is empty")
    if len(quote) > MAX_QUOTE:
        raise ValueError(f"the quotation is longer than {MAX_QUOTE:,} characters")
    return re.compile(r"\s+".join(map(re.escape, words)))


def features(quote: str) -> frozenset[str]:
    """Return the words by which texts that may hold something similar are told from others."""
    words = sorted(set(re.findall(r"\w{3,}", quote)), key=len, reverse=True)[:40]
    if len(words) < 4:  # noqa: PLR2004 - scripts that do not separate words
        line = one_line(quote)
        words += [line[at : at + 2] for at in range(0, min(len(line) - 1, 80), 2)]
    return frozenset(words)


def likeness(one: str, other: str) -> float:
    """Return how alike two sentences are, from 0 to 1."""
    first, second = _TOKEN.findall(one[:_COMPARED]), _TOKEN.findall(other[:_COMPARED])
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0  # noqa: PLR2004 - hopeless


def difference(before: str, now: str) -> str:
    """Return how one text became another: `He [-said-] {+says+} it`."""
    first, second = _pieces(one_line(before)[:_COMPARED]), _pieces(one_line(now)[:_COMPARED])
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append("".join(first[a:b]))
            continue
        if b > a:
            parts.append(f"[-{''.join(first[a:b])}-]")
        if d > c:
            parts.append(f"{{+{''.join(second[c:d])}+}}")
    return "".join(parts)


def _pieces(text: str) -> list[str]:
    """Return a text's words, signs and spaces; together they are the text."""
    pieces: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(match[0])
        at = match.end()
    if at < len(text):
        pieces.append(text[at:])
    return pieces
