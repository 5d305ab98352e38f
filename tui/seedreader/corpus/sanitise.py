"""Make text from outside safe to show, and nothing more: what a reader can see stays.

All functions take linear time, whatever the text is.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import Final

MAX_MARKS: Final = 30
"""The most combining marks and joiners that are kept after one base character: the length that
Unicode's Stream-Safe Text Format allows (UAX #15, section 13). It also keeps the normalisation,
whose sorting is quadratic in the length of such a run, linear."""

MAX_CONTROL_STRING: Final = 4096
"""The longest operating system command (or other control string) that is removed as a whole, in
code points. A longer one loses only its introducer, so that real text is never swallowed."""

_NEWLINES: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# ECMA-48: control strings (5.6), control sequences (5.4), other escape sequences (ECMA-35, 13.2).
# A control string ends in ST, or, as xterm has it, in BEL. Its content may hold no control
# character, so each attempt ends where the next one can begin.
_ESCAPES: Final = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])"
    rf"(?:[^\x00-\x1f\x7f-\x9f]{{0,{MAX_CONTROL_STRING}}}(?:\x07|\x1b\\|\x9c))?"
    r"|(?:\x1b\[|\x9b)(?:[0-?]{0,256}[ -/]{0,16}[@-~])?"
    r"|\x1b[ -/]{1,16}[0-~]"
    r"|\x1b[0-OQ-WYZ\\`-~]?"
)

_UNWANTED: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls; line separators and tabs are handled before
    "\u00ad"  # soft hyphen
    "\u2060-\u206f"  # word joiner, invisible operators, bidi isolates, deprecated format characters
    "\u202a-\u202e"  # bidi embeddings and overrides
    "\ufeff"  # byte order mark
    "\ufff9-\ufffc"  # interlinear annotation, object replacement
    "\ud800-\udfff"  # surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "\U000e0000-\U000e007f"  # tags
    "]+"
)

_JOINER_RUN: Final = re.compile("([\u200b-\u200d])[\u200b-\u200d]+")
_JOINERS: Final = "\u200b\u200c\u200d"

# Marks are not word characters, so only such a run can hold too many of them.
_LONG_RUN: Final = re.compile(rf"[^\w\s]{{{MAX_MARKS + 1},}}")

_WHITE: Final = re.compile(r"\s+")


def sanitise(text: str) -> str:
    r"""Return `text` in Unicode's normalisation form C, without what could harm a terminal.

    Every line separator becomes `\n` and every tab a space. Removed are control characters, escape
    sequences as a whole, bidirectional embeddings, overrides and isolates, tags, surrogates,
    noncharacters, soft hyphens and invisible format characters. Kept are ZWNJ and ZWJ, which
    Persian, Indic scripts and emoji need, the zero width space of Khmer and Thai, the marks
    LRM, RLM and ALM, which Arabic and Hebrew readers need and which change no layout, and no-break
    spaces. Of absurd runs of combining marks the first `MAX_MARKS` are kept.

    Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\x00", "")
    text = _ESCAPES.sub("", text)
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _UNWANTED.sub("", text)
    if text.isascii():
        return text
    text = _limit_marks(_JOINER_RUN.sub(r"\1", text))
    if not unicodedata.is_normalized("NFC", text):
        # Composition can decompose a mark into two.
        text = _limit_marks(unicodedata.normalize("NFC", text))
    return text


def sanitise_line(text: str, limit: int) -> str:
    """Return `text` sanitised, on one line and with at most `limit` code points.

    White space is collapsed to single spaces; what is cut off is replaced with an ellipsis.

    Raises:
        ValueError: if `limit` is less than 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    # A bounded piece is enough, unless it is white space for the most part.
    line = ""
    for width in (4 * limit + 64, len(text)):
        line = " ".join(sanitise(text[:width]).split())
        if len(line) > limit or width >= len(text):
            break
    if len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + "…"


def printable(path: str | os.PathLike[str]) -> str:
    r"""Return a file name that can be shown: each hidden or harmful character is made visible.

    Bytes that are not UTF-8 (Python's surrogateescape) become `\xNN`, control and format
    characters and line separators `\xNN`, `\uNNNN` or `\UNNNNNNNN`, and the backslash `\\`, so that
    different names stay different. Letters, joiners and spaces within the name stay.
    """
    return "".join(_visible(character) for character in os.fspath(path))


def _visible(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - the range of surrogateescape (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    if character.isprintable() or character in _JOINERS:
        return character
    if character.isascii():
        return f"\\x{code:02x}"
    return character.encode("ascii", "backslashreplace").decode("ascii")


def _limit_marks(text: str) -> str:
    if _LONG_RUN.search(text) is None:
        return text
    return _LONG_RUN.sub(_limit_marks_of_run, text)


def _limit_marks_of_run(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        is_mark = character in _JOINERS or unicodedata.category(character).startswith("M")
        marks = marks + 1 if is_mark else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
