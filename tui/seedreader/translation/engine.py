"""What every engine is to the rest of the program: languages, sentences in, translations out.

Nothing here is heavy: an engine's own module imports what it needs when it is first used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Protocol

from seedreader.translation.alignment import WordLink
from seedreader.translation.model import Provenance

MAX_PIECE_TOKENS = 180
"""Longer sentences are cut into pieces (tokens). Argos's models were trained on at most about 200
tokens and lose the rest of longer ones in silence."""


class ProblemKind(StrEnum):
    """Why an engine could not translate."""

    MISSING_PACKAGE = "missing package"
    """No route of installed packages leads from the source to the target language."""
    BROKEN_PACKAGE = "broken package"
    """The package is there and cannot be loaded."""
    OUT_OF_MEMORY = "out of memory"
    UNREACHABLE = "unreachable"
    """A server or a program did not answer, or not in time."""
    REFUSED = "refused"
    """A server or a program answered that it will not do this."""
    CRASHED = "crashed"
    """The process that translates ended unexpectedly, more than once."""


class CannotTranslate(Exception):
    """An engine could not translate.

    Attributes:
        kind: why, for programs.
        problem: why, for people; without a full stop.
        advice: what to do about it, or ''.
    """

    def __init__(self, kind: ProblemKind, problem: str, advice: str = "") -> None:
        super().__init__(f"{problem}; {advice}" if advice else problem)
        self.kind = kind
        self.problem = problem
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Options:
    """How to decode. The defaults are argostranslate's.

    Attributes:
        beam_size: hypotheses that are followed at a time.
        length_penalty: a hypothesis' log-probability is divided by its length to this power.
        replace_unknowns: put the source word with the highest attention where the model knows no
            word.
        repetition_penalty: above 1, makes what was already said less probable.
        no_repeat_ngram_size: forbid to say this many tokens in a row twice; 0 allows it.
        max_piece_tokens: cut longer sentences (source tokens).
    """

    beam_size: int = 4
    length_penalty: float = 0.2
    replace_unknowns: bool = True
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    max_piece_tokens: int = MAX_PIECE_TOKENS

    def parameters(self) -> str:
        """Return the options as one line, the same for the same options for ever."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


DEFAULT_OPTIONS = Options()

RETRY_WITHOUT_REPETITION = replace(DEFAULT_OPTIONS, repetition_penalty=1.2, no_repeat_ngram_size=4)
"""For a sentence that loops."""

RETRY_IN_PIECES = replace(DEFAULT_OPTIONS, max_piece_tokens=30)
"""For a sentence of which something was dropped: a shorter piece loses less."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What an engine made of one sentence.

    Attributes:
        text: the translation, with the white space around the sentence kept.
        score: mean natural log-probability of a token, so 0 at best; None where unknown. Only
            comparable between translations of the same package.
        alignment: which words are which, in the order of the translation; None where unknown.
            The offsets are code points into the sentence and into `text`.
    """

    text: str
    score: float | None = None
    alignment: tuple[WordLink, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of some sentences.

    Attributes:
        translated: the translations, in the order of the sentences.
        provenance: what made them, without a date.
    """

    translated: list[Translated]
    provenance: Provenance


class Engine(Protocol):
    """Something that translates sentences. All methods may be called from any thread."""

    @property
    def name(self) -> str:
        """What it is called in provenance and on the command line."""

    @property
    def slots(self) -> int:
        """How many calls of `translate` at a time make the best of it."""

    def languages(self) -> set[tuple[str, str]]:
        """Return the pairs (source, target) that it can translate, as primary subtags.

        Raises:
            CannotTranslate: it cannot be asked.
        """

    def sizes(self, batch: Sequence[str], source: str, target: str) -> list[int]:
        """Return how long each sentence is, in tokens or something in proportion to it.

        Raises:
            CannotTranslate: there is no way from source to target, or it is broken.
        """

    def translate(
        self, batch: Sequence[str], source: str, target: str, options: Options = DEFAULT_OPTIONS
    ) -> Answer:
        """Translate sentences; what is told of the provenance holds for this very call.

        Raises:
            CannotTranslate: why nothing was translated.
        """


def settings_key(engine: str, packages: Sequence[str], options: Options = DEFAULT_OPTIONS) -> str:
    """Return what, beside the sentence and its languages, decides what an engine says.

    A translation memory remembers under it, and finds again only what would come out the same.

    Args:
        engine: the engine's name.
        packages: the contents' SHA-256 of the packages on the way, in order; empty where an
            engine has no packages, whose answers may then change unnoticed.
        options: how it was decoded.
    """
    return "|".join((engine, "+".join(packages), options.parameters()))
