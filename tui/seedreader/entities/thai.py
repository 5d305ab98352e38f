"""Finds known names in Thai, which puts no spaces between words.

A name is looked for wherever a syllable may begin, the longest first. Short names of towns are
left out: they may be a part of any word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script
from seedreader.entities.mention import Evidence
from seedreader.entities.sentence import Sentence

_COUNTRY: Final = 100
"""Rank of countries."""
_REGION: Final = 60
"""Least rank of regions and of what the curated tables name."""
_CITY: Final = 40
"""Rank of cities of 100,000 people."""
_SHORTEST: Final = ((_COUNTRY, 3), (_REGION, 4), (_CITY, 6))
"""Ranks, and how many characters a name of something of that rank must have at least."""
_BEFORE: Final = frozenset("เแโใไ")
"""Vowels that are written before their consonant: no word begins behind one."""
_INSIDE: Final = regex.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
"""Vowels and marks that belong to the consonant before them: no word ends before one."""


def find(sentence: Sentence, knowledge: Knowledge) -> list[Found]:
    """Return the known names in the Thai words of a sentence, in order, not overlapping."""
    return [
        found
        for word in sentence.words
        if word.script is Script.THAI
        for found in _in_word(sentence, word.start, word.end, knowledge)
    ]


def _in_word(sentence: Sentence, start: int, end: int, knowledge: Knowledge) -> Iterator[Found]:
    text, names = sentence.text, knowledge.thai
    place = start
    while place < end - 1:
        listed = names.get(text[place : place + 2], ())
        if not listed or (place > start and text[place - 1] in _BEFORE):
            place += 1
            continue
        for form, number in listed:
            last = place + len(form)
            if not text.startswith(form, place, end) or _INSIDE.match(text, last, end):
                continue
            entity = knowledge.entity(number)
            least = next((size for rank, size in _SHORTEST if entity.rank >= rank), end)
            if len(form) >= least:
                yield Found(
                    place, last, entity.kind, entity.key, entity.title, Evidence.KNOWN,
                    language=sentence.language,
                )  # fmt: skip
                place = last - 1
                break
        place += 1
