"""What was found in an article: mentions of entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "PERSON"
    ORG = "ORG"
    LOC = "LOC"
    OTHER = "OTHER"


class Evidence(StrEnum):
    """What a mention was recognised by."""

    KNOWN = "known"
    """A name of the knowledge base or of the user's own table."""
    COMPOSED = "composed"
    """An office and a country: the foreign ministry of China."""
    PARTS = "parts"
    """Parts of personal names that the knowledge base knows."""
    CAPITALS = "capitals"
    """Words written with capitals where the language does not ask for them."""
    GLOSS = "gloss"
    """A name given in brackets after another name, or the name before such brackets."""
    SURNAME = "surname"
    """The surname, or a part, of a person who is named in full in the same article."""
    TITLE = "title"
    """A name after a title or an office: President, Mr, 总统."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that names an entity.

    Attributes:
        start: first code point in the article's text.
        end: code point after the last.
        text: what stands there.
        kind: what the entity is.
        key: the entity within the article. A key without a leading `~` is an identifier of the
            knowledge base and stands for the same entity in every article; one with it is only
            compared by the linker.
        name: the fullest form of the entity in this article, or its name in the knowledge base.
        evidence: what the mention was recognised by.
        weak: whether it is an adjective or the name of a people.
        language: BCP 47 code of the sentence.
    """

    start: int
    end: int
    text: str
    kind: Kind
    key: str
    name: str
    evidence: Evidence
    weak: bool
    language: str

    @property
    def local(self) -> bool:
        """Whether the key means something in this article only."""
        return self.key.startswith("~")
