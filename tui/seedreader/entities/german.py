"""Tells names from nouns in German, which writes both with capitals."""

from __future__ import annotations

from typing import Final

from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import is_acronym
from seedreader.entities.sentence import Sentence

NOUNS_IN_CAPITALS: Final = frozenset({"de", "lb"})
"""Languages that write all nouns with capitals."""
_RARER: Final = 800
"""Rank by frequency (see `Knowledge.common`) of words that are nouns though people have them as
names too: Sohn, Tod."""
_USUAL: Final = 5000
"""The same of other words: Trainer, Sprecher."""
_HYPHENS: Final = ("-", "‑")
_PERSON: Final = 2
"""Words of a person's full name."""


def bare(sentence: Sentence, knowledge: Knowledge, first: int, last: int) -> tuple[int, int]:
    """Return a run of capitals without the nouns around a name: [Trainer] Luke Walton.

    Args:
        sentence: where it stands.
        knowledge: what is known about names.
        first: index of its first word.
        last: index after its last word.
    """
    if sentence.language not in NOUNS_IN_CAPITALS:
        return first, last
    words = sentence.words
    common, numbers = knowledge.common(sentence.language), knowledge.part_numbers

    def is_noun(index: int) -> bool:
        rank = common.get(words[index].folded)
        return rank is not None and rank < (_RARER if numbers[words[index].text] else _USUAL)

    def is_person(index: int) -> bool:
        parts = range(index, index + _PERSON)
        return index + _PERSON <= last and all(
            numbers[words[i].text] and not is_noun(i) for i in parts
        )

    while last - first > 1 and (
        is_noun(first) or (not numbers[words[first].text] and is_person(first + 1))
    ):
        first += 1
    while last - first > 1 and is_noun(last - 1):
        last -= 1
    owner, owned = words[first].text, words[last - 1].text
    if last - first == _PERSON and not numbers[owned]:
        possessive = owner.endswith("s") and bool(numbers[owner[:-1]])
        gap = sentence.gap(first)
        if (possessive and gap == " ") or (gap in _HYPHENS and not is_acronym(owned)):
            last -= 1  # Erdogans Politik, Cromwell-Statue
    return first, last
