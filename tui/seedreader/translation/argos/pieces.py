"""Cut what a model would lose the end of, and put together what became of the pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from seedreader.translation.alignment import is_unspaced

_CLAUSE_ENDS = frozenset("!?…;:。！？；：।။።؟؛")
_COMMAS = frozenset(",、，،—–)）»”")
_UNSPACED_LANGUAGES = frozenset({"zh", "zt", "ja", "th", "lo", "km", "my", "bo", "dz", "yue"})
"""Languages that set no spaces between words (`zt`: Argos's code for traditional Chinese)."""


def shape(text: str) -> tuple[str, str, str]:
    """Return the white space before a sentence, the sentence on one line, and that after it."""
    inner = text.strip()
    start = text.find(inner) if inner else len(text)
    return text[:start], " ".join(inner.split()), text[start + len(inner) :]


def cut(text: str, size: Callable[[str], int], limit: int) -> list[tuple[int, int]]:
    """Return the pieces of a text, each of which has at most `limit` tokens where that is possible.

    Nothing but white space lies between the pieces. A cut goes where it hurts least: after a
    clause, a comma, a word, else anywhere but before a combining mark.

    Args:
        text: on one line, without white space around it.
        size: returns the number of tokens of a text.
        limit: tokens of a piece; a single character may have more.
    """
    pieces: list[tuple[int, int]] = []
    pending = [(0, len(text))]
    while pending:
        start, end = pending.pop()
        tokens = size(text[start:end])
        if tokens <= limit or end - start < 2:  # noqa: PLR2004 - one character cannot be cut
            pieces.append((start, end))
            continue
        parts = -(-tokens // limit)
        at = _best_cut(text, start, end, start + (end - start) * (parts // 2) // parts)
        if at is None:
            pieces.append((start, end))
            continue
        left, right = len(text[start:at].rstrip()), len(text[at:end].lstrip())
        pending.append((end - right, end))
        pending.append((start, start + left))
    return pieces


def _best_cut(text: str, start: int, end: int, middle: int) -> int | None:
    """Return where to cut between start and end, near the middle, or None."""
    reach = (end - start) // 4
    best: tuple[int, int, int] | None = None
    for at in range(max(start + 1, middle - reach), min(end, middle + reach + 1)):
        rank = _rank(text, at)
        if rank is not None:
            candidate = (rank, abs(at - middle), at)
            best = candidate if best is None else min(best, candidate)
    if best is not None:
        return best[2]
    return next((at for at in range(start + 1, end) if _rank(text, at) is not None), None)


def _rank(text: str, at: int) -> int | None:
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or after in "\u200c\u200d" or before == "\u200d":
        return None
    if before in _CLAUSE_ENDS or (before == "." and after.isspace()):
        return 0
    if before in _COMMAS:
        return 1
    if before.isspace() or after.isspace():
        return 2
    return 3


def joint(text: str, end: int, start: int, target: str) -> str:
    """Return what stands between the translations of two pieces.

    Args:
        text: what was cut.
        end: where the first piece ends.
        start: where the second begins.
        target: code of the target language.
    """
    if target in _UNSPACED_LANGUAGES:
        return ""
    before = text[end - 1]
    is_between_words = end < start or is_unspaced(before) or before in _CLAUSE_ENDS | _COMMAS
    return " " if is_between_words else ""
