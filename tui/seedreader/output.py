"""What the commands print: nothing of it can act on a terminal."""

from __future__ import annotations

import re
import sys

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
    "|[\ud800-\udfff]"
)
"""Controls, bidi controls and lone surrogates, in texts and names from outside."""


def print_json(value: object) -> None:
    """Print an object as one line of JSON in UTF-8.

    What could act on a terminal is written as JSON's own escape, which keeps the value.
    """
    import json  # noqa: PLC0415 - the reader prints messages only

    text = json.dumps(value, ensure_ascii=False)
    print_line(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def print_line(text: str) -> None:
    """Print a line in UTF-8, whatever the locale says; it must be safe already."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    _Printed.lines += 1


class _Printed:
    """How much was printed."""

    lines = 0


def has_printed() -> bool:
    """Tell whether anything was printed: then what printed it cannot begin again."""
    return _Printed.lines > 0


def complain(text: str) -> None:
    """Print a message to standard error, visibly escaped where it could act on a terminal."""
    encoding = sys.stderr.encoding or "utf-8"
    line = f"seedreader: {visible(text)}\n"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))


def visible(text: str) -> str:
    """Return a text in which what could act on a terminal is written as an escape."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
