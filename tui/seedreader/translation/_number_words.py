"""How languages write small numbers in words: the beginnings of the words, endings vary.

Used only to accept a number that one side writes in digits, so that a beginning that other words
share costs little.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from seedreader.translation._flag_echo import script_of

_ALIASES = {"no": "nb", "nn": "nb", "bs": "hr", "ms": "id", "zt": "zh", "yue": "zh", "prs": "fa"}
_UNANCHORED = frozenset({"CJK", "HIRAGANA", "HANGUL", "THAI", "HEBREW", "ARABIC"})
"""Scripts in which such a word may stand within what spaces separate."""


@cache
def number_words(language: str) -> dict[int, re.Pattern[str]]:
    """Return for each small number what finds it in words, in case-folded text; {} if unknown."""
    values, words = _tables()
    line = words.get(_ALIASES.get(language, language))
    if line is None:
        return {}
    patterns = {}
    for value, beginnings in zip(values, line.split(" "), strict=False):
        anchor = "" if script_of(beginnings[0]) in _UNANCHORED else r"\b"
        patterns[value] = re.compile(f"{anchor}(?:{beginnings.replace('_', ' ')})")
    return patterns


@cache
def _tables() -> tuple[list[int], dict[str, str]]:
    text = files("seedreader.translation").joinpath("_number_words.json").read_text("utf-8")
    tables = json.loads(text)
    return tables["values"], tables["words"]
