"""The key under which names of entities are kept, whatever their case and endings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from seedreader.entities.letters import is_acronym, stem
from seedreader.library.search.tokens import Piece, pieces

LONGEST_NAME: Final = 80
"""Code points of a name that is kept or looked up."""
MOST_WORDS: Final = 8
"""Words of a name that is looked up."""


def name_key(text: str) -> str:
    """Return the key of a name: those of its words; acronyms stay in capitals."""
    found = []
    for piece in few_pieces(text):
        surface = text[piece.start : piece.end]
        found.append(surface if is_acronym(surface) else stem(piece.form))
    return " ".join(found)


def few_pieces(text: str) -> Iterator[Piece]:
    """Yield the first words of a text, one more than a name may have."""
    return itertools.islice(pieces(text), MOST_WORDS + 1)
