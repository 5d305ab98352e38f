"""What is found in a sentence, before the article as a whole is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from seedreader.entities.mention import Evidence, Kind


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A possible mention.

    Attributes:
        start: first code point in the article's text.
        end: code point after the last.
        kind: what it seems to be.
        key: identifier of the knowledge base, or "" where it is not known.
        name: its name there, or what stands in the text.
        evidence: what it was recognised by.
        weak: whether it is an adjective or the name of a people.
        parts: for a name that is not known, its words.
        language: of the sentence.
        tentative: whether it only counts if the article names it more fully elsewhere.
    """

    start: int
    end: int
    kind: Kind
    key: str
    name: str
    evidence: Evidence
    weak: bool = False
    parts: tuple[str, ...] = ()
    language: str = ""
    tentative: bool = False
