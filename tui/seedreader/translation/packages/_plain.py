"""Text from packages, indexes and servers, made safe to show on one line."""

from __future__ import annotations

import unicodedata


def plain(text: object, limit: int) -> str:
    """Return `text` on one line, without invisible or control characters.

    Args:
        text: what came from outside; '' results from what is neither text nor a number.
        limit: code points that are left at most; what is cut off is replaced with an ellipsis.
    """
    if isinstance(text, bool) or not isinstance(text, (str, int, float)):
        return ""
    piece = str(text)[: 4 * limit + 64]
    if piece.isascii() and piece.isprintable() and len(piece) <= limit:
        return " ".join(piece.split())
    shown = "".join(
        character if character.isprintable() else " " if character.isspace() else ""
        for character in unicodedata.normalize("NFC", piece)
    )
    line = " ".join(shown.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
