"""One flow of text made of several pieces, such as the translations of a paragraph's sentences."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from seedreader.ui.text.breaks import vanishing_white

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of its own in a flow.

    Attributes:
        text: what the flow shows.
        sentence_index: the sentence it belongs to, for whoever made the flow.
    """

    text: str
    sentence_index: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Pieces joined into one text.

    Attributes:
        pieces: in order.
        text: the pieces and what joins them.
        starts: code point offsets of the pieces in `text`.
    """

    pieces: tuple[Piece, ...]
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece], joiner: str = " ") -> Self:
        """Return the flow of `pieces`.

        Args:
            pieces: white space around their texts is left out.
            joiner: what stands between two pieces; nothing does where one of them is empty or both
                meet in Han, kana or their punctuation.
        """
        kept = tuple(Piece(piece.text.strip(), piece.sentence_index) for piece in pieces)
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        last = ""
        for piece in kept:
            if last and piece.text and not _touch(last, piece.text[0]):
                parts.append(joiner)
                length += len(joiner)
            starts.append(length)
            parts.append(piece.text)
            length += len(piece.text)
            last = piece.text[-1:] or last
        return cls(kept, "".join(parts), tuple(starts))

    def span_of(self, index: int) -> tuple[int, int]:
        """Return where the piece at `index` stands in `text`: code point offsets (start, end).

        Raises:
            IndexError: if there is no such piece.
        """
        start = self.starts[index]
        return start, start + len(self.pieces[index].text)

    def piece_at(self, offset: int) -> tuple[int, int]:
        """Return the piece that holds a code point of `text`: (its index, offset inside it).

        The joiner belongs to the piece before it; there the offset is the piece's length.

        Raises:
            IndexError: if `offset` is not in the text, its end included, or there are no pieces.
        """
        if not 0 <= offset <= len(self.text) or not self.pieces:
            raise IndexError(offset)
        index = max(0, bisect_right(self.starts, offset) - 1)
        return index, min(offset - self.starts[index], len(self.pieces[index].text))


def _touch(left: str, right: str) -> bool:
    """Tell whether two code points follow one another without a space, both being CJK."""
    return any(vanishing_white(f"{left}\n{right}", 0, 3))
