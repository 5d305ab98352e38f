"""What the worker and whoever started it tell each other: one JSON object a line.

Requests are numbered by whoever makes them. A request is answered with a `Sentence` for each of its
sentences, in any order and as soon as its batch is done, `Progress` in between, and at last either
`Finished` or `Failed`; after a `Cancel`, `Finished` comes at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import IntEnum
from typing import Any

from seedreader.translation.alignment import WordLink, decode_alignment, encode_alignment
from seedreader.translation.engine import DEFAULT_OPTIONS, Options, ProblemKind, Translated
from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.model import Provenance, ProvenanceKind

MAX_LINE = 1 << 26
"""Bytes of the longest line: a book as one request, or one sentence as an answer."""


class Priority(IntEnum):
    """What is translated first."""

    VISIBLE = 0
    """Sentences on the screen."""
    ARTICLE = 1
    """The rest of the open article."""
    NEIGHBOUR = 2
    """The next articles of the list."""
    FOLDER = 3
    """All there is."""


@dataclass(frozen=True, slots=True)
class Translate:
    """Translate sentences.

    Attributes:
        request: its number, greater than all before.
        sentences: what to translate.
        source, target: primary subtags.
        priority: its place among other requests; within a priority, the first comes first.
        options: how to decode.
    """

    request: int
    sentences: tuple[str, ...] = field(repr=False)
    source: str
    target: str
    priority: Priority = Priority.ARTICLE
    options: Options = DEFAULT_OPTIONS


@dataclass(frozen=True, slots=True)
class Prioritise:
    """Give a request another priority; an unknown request is ignored."""

    request: int
    priority: Priority


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give a request up; an unknown request is ignored."""

    request: int


Command = Translate | Prioritise | Cancel


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence is translated.

    Attributes:
        request: the request that asked for it.
        index: its place in the request's sentences.
        translated: what became of it.
        flags: what looks wrong with it.
        provenance: what made it, without a date.
    """

    request: int
    index: int
    translated: Translated
    flags: tuple[Flag, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request is.

    Attributes:
        request: its number.
        done: its sentences that are translated.
        total: its sentences.
        words_per_second: of the source, over the last seconds; of all requests together. In scripts
            without spaces, characters.
        waiting: sentences of all requests that are not translated yet.
    """

    request: int
    done: int
    total: int
    words_per_second: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A request is at its end: all was told, or it was cancelled."""

    request: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A request cannot be done; what was told before is valid.

    Attributes:
        request: its number.
        kind: why, for programs.
        problem: why, for people.
        advice: what to do about it, or ''.
    """

    request: int
    kind: ProblemKind
    problem: str
    advice: str = ""


Event = Sentence | Progress | Finished | Failed

_COMMANDS: dict[str, type[Command]] = {
    kind.__name__: kind for kind in (Translate, Prioritise, Cancel)
}
_EVENTS: dict[str, type[Event]] = {
    kind.__name__: kind for kind in (Sentence, Progress, Finished, Failed)
}


def encode(message: Command | Event) -> bytes:
    """Return a command or an event as one line."""
    values = _sentence(message) if isinstance(message, Sentence) else asdict(message)
    line = json.dumps({"is": type(message).__name__, **values}, separators=(",", ":"))
    return line.encode("ascii") + b"\n"


def decode_command(line: bytes) -> Command:
    """Return the command that `encode` was given.

    Raises:
        ValueError: the line is of another form.
    """
    name, values = _parse(line)
    try:
        if "priority" in values:
            values["priority"] = Priority(values["priority"])
        if name == "Translate":
            values["sentences"] = tuple(values["sentences"])
            values["options"] = Options(**values["options"])
            if not all(isinstance(sentence, str) for sentence in values["sentences"]):
                raise ValueError(f"not a command: {line[:80]!r}")
        return _COMMANDS[name](**_fields(_COMMANDS[name], values))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a command: {line[:80]!r}") from error


def decode_event(line: bytes) -> Event:
    """Return the event that `encode` was given.

    Raises:
        ValueError: the line is of another form.
    """
    name, values = _parse(line)
    try:
        if name == "Sentence":
            return _read_sentence(values)
        if name == "Failed":
            values["kind"] = ProblemKind(values["kind"])
        return _EVENTS[name](**_fields(_EVENTS[name], values))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an event: {line[:80]!r}") from error


def _sentence(message: Sentence) -> dict[str, Any]:
    """Return a sentence's values: short, as there are as many lines as sentences."""
    links = message.translated.alignment
    source = message.provenance
    return {
        "request": message.request,
        "index": message.index,
        "text": message.translated.text,
        "score": message.translated.score,
        "alignment": None if links is None else encode_alignment(links),
        "flags": [(flag.name, flag.reason) for flag in message.flags],
        "by": (source.kind, *(getattr(source, name) for name in _PROVENANCE)),
    }


_PROVENANCE = tuple(item.name for item in fields(Provenance) if item.name != "kind")


def _read_sentence(values: Mapping[str, Any]) -> Sentence:
    """Return the sentence with these values.

    Raises:
        KeyError, TypeError, ValueError: they are others than `_sentence` gives.
    """
    text, line, score = values["text"], values["alignment"], values["score"]
    numbers = values["request"], values["index"]
    if not isinstance(text, str) or not (line is None or isinstance(line, str)):
        raise TypeError
    if not all(type(number) is int for number in numbers):
        raise TypeError
    if not (score is None or type(score) in (int, float)):
        raise TypeError
    links: tuple[WordLink, ...] | None = None if line is None else decode_alignment(line)
    flags = []
    for name, reason in values["flags"]:
        if not isinstance(reason, str):
            raise TypeError
        flags.append(Flag(FlagName(name), reason))
    kind, *facts = values["by"]
    if not all(fact is None or isinstance(fact, str) for fact in facts):
        raise TypeError
    provenance = Provenance(ProvenanceKind(kind), **dict(zip(_PROVENANCE, facts, strict=True)))
    return Sentence(*numbers, Translated(text, score, links), tuple(flags), provenance)


def _parse(line: bytes) -> tuple[str, dict[str, Any]]:
    try:
        values = json.loads(line)
        return values.pop("is"), values
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error


def _fields(kind: type[Command | Event], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a message; what a later version may have added is left out.

    Raises:
        KeyError, TypeError: one is missing, or of another type.
    """
    found = {item.name: values[item.name] for item in fields(kind)}
    for item in fields(kind):
        types = _TYPES.get(str(item.type))
        if types and type(found[item.name]) not in types:
            raise TypeError
    return found


_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "str": (str,),
}
"""By annotation: the types that JSON gives."""
