"""Negations: where the source denies something, the translation must deny it somehow.

For each language two lists: what surely denies (asked of the source), and what may stand for it
(looked for in the translation), which includes words that deny by their meaning ("refuse").
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_MISSING = 2
"""Of several denials two may be said as one, or one in other words, but hardly two."""

_ALIASES = {"no": "nb", "nn": "nb", "ms": "id", "zt": "zh", "yue": "zh", "prs": "fa"}

# Vowel signs and other marks are letters to a reader, though not to `\w`.
_LETTERS = r"\w\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff"
_START, _END = f"(?<![{_LETTERS}])", f"(?![{_LETTERS}])"


def lost_negation(
    source: str, target: str, source_language: str, target_language: str
) -> str | None:
    """Return which negation of the source the translation may lack, or None."""
    sure, possible = denials(source_language), _possible(target_language)
    if sure is None or possible is None:
        return None
    ours = sure.findall(source.casefold())
    if not ours:
        return None
    theirs = len(possible.findall(target.casefold()))
    if theirs == 0:
        return f"“{ours[0]}” denies something, the translation nothing"
    if len(ours) - theirs >= _MISSING:
        return f"denies {len(ours)} times, the translation {theirs}"
    return None


@cache
def denials(language: str) -> re.Pattern[str] | None:
    """Return what finds a denial in case-folded text of a language, or None if it is unknown."""
    words = _tables()["sure"].get(_ALIASES.get(language, language))
    return None if words is None else _pattern(words)


@cache
def _possible(language: str) -> re.Pattern[str] | None:
    language = _ALIASES.get(language, language)
    tables = _tables()
    lists = [tables[name].get(language, "") for name in ("sure", "may_stand_for_it")]
    words = " ".join(lists).strip()
    return _pattern(words) if words else None


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files("seedreader.translation").joinpath("_flag_negation.json").read_text("utf-8")
    tables: dict[str, dict[str, str]] = json.loads(text)
    return tables


def _pattern(words: str) -> re.Pattern[str]:
    parts = []
    for word in words.split():
        body = word.strip("*").replace("_", " ")
        start = "" if word.startswith("*") else _START
        end = r"\w*" if word.endswith("*") else _END
        parts.append(f"{start}{body}{end}")
    return re.compile("|".join(parts))
