"""A translation of one sentence, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from seedreader.translation.alignment import WordLink
from seedreader.translation.flag import Flag


class ProvenanceKind(StrEnum):
    """How a translation came about; what comes first is shown first."""

    EDITED = "edited"
    """The user's own."""
    REFERENCE = "reference"
    """A translation memory (TMX) that lies beside the articles."""
    MEMORY = "memory"
    """Kept from earlier work."""
    ENGINE = "engine"
    """Made by a machine, which `Provenance.engine` names."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a translation came from.

    Attributes:
        kind: how it came about.
        origin: the file that it was read from, printable, or None.
        date: ISO 8601 date of its last change, or None where unknown.
        engine: name of the engine that made it, or None.
        package: name of the engine's package, or None.
        sha256: hash of that package, or None.
        pivot: the language in between, where it was translated twice, or None.
        settings: what decided the engine's answer (`engine.settings_key`), or None.
    """

    kind: ProvenanceKind
    origin: str | None = None
    date: str | None = None
    engine: str | None = None
    package: str | None = None
    sha256: str | None = None
    pivot: str | None = None
    settings: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence in another language.

    Attributes:
        text: the translation, one line.
        language: BCP 47 code of the target language.
        provenance: where it came from.
        flags: what looks wrong with it.
        score: mean natural log-probability of a token, or None where the engine tells none.
        alignment: which words are which, code points into the sentence and into `text`, in the
            order of the translation; None where unknown.
    """

    text: str
    language: str
    provenance: Provenance
    flags: tuple[Flag, ...] = ()
    score: float | None = None
    alignment: tuple[WordLink, ...] | None = None
