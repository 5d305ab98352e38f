"""The last line of defence before the terminal: no text may act as a control sequence.

Text is sanitised where it comes in. This module does not trust that: whatever is drawn passes
through `safe`, which costs one scan when there is nothing to do.
"""

from __future__ import annotations

import re
from typing import Final

_WHITE: Final = "\\t-\\r\\x1c-\\x1f\\x85\\u2028\\u2029"
"""Controls and separators that mean white space (`str.isspace`)."""

GONE: Final = (
    "\\xad"  # soft hyphen: a terminal draws it anywhere, not only at a line's end
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # bidi marks, embeddings, isolates
    "\\u200b\\u2060-\\u2065\\u206a-\\u206f\\ufeff"  # zero-width space, joiners, deprecated controls
    "\\u180e"  # Mongolian vowel separator
    "\\ufff0-\\ufffb"  # reserved and interlinear annotation
    "\\U00013430-\\U0001343f"  # Egyptian hieroglyph controls
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"  # shorthand, musical beams
    "\\U000e0000-\\U000e00ff\\U000e01f0-\\U000e0fff"  # tags and reserved default-ignorables
)
"""Format characters that are invisible and can reorder, hide or smuggle text.

Default_Ignorable_Code_Point (UAX #44) of general category Cf or Cn, and the format controls beside
them; ZWNJ, ZWJ and variation selectors stay, because Persian, Indic scripts, Mongolian and emoji
need them.
"""

CONTROL: Final = "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff"
"""C0, DEL and C1 that are not white space; surrogates."""

_UNSAFE: Final = re.compile(f"[{_WHITE}{GONE}{CONTROL}]")
_WHITE_ONLY: Final = re.compile(f"\\r\\n|[{_WHITE}]")
_GONE_ONLY: Final = re.compile(f"[{GONE}]+")

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def safe(text: str) -> str:
    """Return `text` so that no part of it can act as a terminal control.

    Line and paragraph separators, tabs and the like become one space each (a carriage return with
    its line feed one together); all other controls (C0, DEL, C1) and surrogates become U+FFFD;
    invisible format characters (bidi controls, zero-width space, tags, ...) vanish. ZWNJ, ZWJ,
    variation selectors and combining marks stay. The same `str` is returned when there is nothing
    to do; `safe(safe(text)) == safe(text)`.

    The result, encoded as UTF-8, has no byte below 0x20, no 0x7F and no U+0080-U+009F.
    """
    if _UNSAFE.search(text) is None:
        return text
    text = _GONE_ONLY.sub("", text)
    text = _WHITE_ONLY.sub(" ", text)
    return _UNSAFE.sub(REPLACEMENT, text)
