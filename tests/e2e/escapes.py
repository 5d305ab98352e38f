"""What a program sends to a terminal, taken apart strictly: text, controls and escape sequences."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

_CSI = re.compile(rb"\x1b\[([0-?]*)([ -/]*)([@-~])")
_STRING = re.compile(rb"\x1b([\]PX^_])([^\x07\x1b]*)(\x07|\x1b\\)")
_ESCAPE = re.compile(rb"\x1b([ -/]*)([0-OQ-WYZ\\`-~])")
_TEXT = re.compile(rb"[^\x00-\x1f\x7f]+")
# What may still become one of the first three. ESC alone is one too.
_UNFINISHED = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)\Z",
)

C1 = frozenset(map(chr, range(0x80, 0xA0)))
"""Controls that a terminal may obey although they are not escape sequences."""

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""What reorders text on a terminal that knows bidirectional text."""

INVISIBLE = frozenset("\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff") | frozenset(
    map(chr, range(0xE0000, 0xE0080))
)
"""What hides in text without being seen."""


@dataclass(frozen=True)
class Text:
    """Characters to show."""

    text: str


@dataclass(frozen=True)
class Control:
    """A single control character."""

    code: int


@dataclass(frozen=True)
class Sequence:
    """An escape sequence.

    Attributes:
        introducer: `[` for a control sequence, `]` (OSC), `P` (DCS) and the like for a control
            string, '' for any other.
        parameters: what stands before the final; a control string's content.
        intermediates: bytes between parameters and final.
        final: the last byte; a control string's terminator.
    """

    introducer: str
    parameters: str
    intermediates: str
    final: str

    STRINGS: ClassVar[str] = "]PX^_"

    @property
    def kind(self) -> str:
        """What the sequence does, without its numbers: `CSI ?1049h`, `CSI m`, `OSC 52`."""
        if self.introducer == "[":
            private = re.match(r"[<=>?]", self.parameters)
            # A mode is part of what a sequence does; a position or a colour is not.
            shown = self.parameters if self.final in "hlpu" else private[0] if private else ""
            return f"CSI {shown}{self.intermediates}{self.final}"
        if self.introducer == "]":
            return f"OSC {self.parameters.partition(';')[0]}"
        if self.introducer:
            return f"STRING {self.introducer}"
        return f"ESC {self.intermediates}{self.final}"


@dataclass(frozen=True)
class Broken:
    """Bytes that no terminal should be sent: half a sequence, or no UTF-8."""

    data: bytes


Token = Text | Control | Sequence | Broken


class Tokenizer:
    """Takes apart what comes piece by piece."""

    def __init__(self) -> None:
        self._rest = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")

    def feed(self, data: bytes, *, final: bool = False) -> Iterator[Token]:
        """Yield the tokens that are complete; what is not waits for more, unless it is final."""
        data, self._rest = self._rest + data, b""
        at = 0
        while at < len(data):
            if match := _TEXT.match(data, at):
                yield from self._text(match[0], final=final or match.end() < len(data))
            elif match := _CSI.match(data, at):
                yield Sequence("[", *(part.decode() for part in match.groups()))
            elif match := _STRING.match(data, at):
                introducer, content, terminator = match.groups()
                yield Sequence(
                    introducer.decode(),
                    content.decode("utf-8", "backslashreplace"),
                    "",
                    "BEL" if terminator == b"\x07" else "ST",
                )
            elif match := _ESCAPE.match(data, at):
                yield Sequence("", "", match[1].decode(), match[2].decode())
            elif data[at] != 0x1B:
                yield Control(data[at])
                at += 1
                continue
            elif not final and _UNFINISHED.match(data, at):
                self._rest = data[at:]
                return
            else:
                yield Broken(data[at : at + 1])
                at += 1
                continue
            at = match.end()

    def _text(self, data: bytes, *, final: bool) -> Iterator[Token]:
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError as error:
            self._decoder.reset()
            yield Broken(error.object)
            return
        if text:
            yield Text(text)


def tokens(data: bytes) -> list[Token]:
    """Return all that a program sent, taken apart."""
    return list(Tokenizer().feed(data, final=True))


def kinds(found: Iterable[Token]) -> set[str]:
    """Return which kinds of escape sequences and controls there are; broken ones whole."""
    names: set[str] = set()
    for token in found:
        match token:
            case Sequence():
                names.add(token.kind)
            case Control(code):
                names.add(f"control {code:#04x}")
            case Broken(data):
                names.add(f"broken {data!r}")
    return names


def shown_text(found: Iterable[Token]) -> str:
    """Return all text that is to be shown."""
    return "".join(token.text for token in found if isinstance(token, Text))


_SGR_PART = re.compile(r"[0-9]+(?::[0-9:]*)?")


def colours(found: Iterable[Token]) -> set[str]:
    """Return the parts of SGR sequences that choose a colour (39 and 49, the default, are none)."""
    chosen: set[str] = set()
    for token in found:
        if not (isinstance(token, Sequence) and token.introducer == "[" and token.final == "m"):
            continue
        parts = [part or "0" for part in token.parameters.split(";")]
        while parts:
            part = parts.pop(0)
            code = int((_SGR_PART.fullmatch(part) and part.partition(":")[0]) or 0)
            if code in {38, 48, 58}:
                chosen.add(";".join([part, *parts]))
                del parts[: 2 if parts[:1] == ["5"] else 4]
            elif code in {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}:
                chosen.add(part)
    return chosen
