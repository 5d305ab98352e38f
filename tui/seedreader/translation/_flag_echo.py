"""Echoes: words of the source that were left as they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from seedreader.translation.alignment import is_unspaced, words

_ALIEN_SHARE = 0.15
"""Share of letters in the source's script, where the target has another, that is no accident: a
word or two in brackets after a name is usual."""
_ALIEN_LETTERS = 3

_COPIED_SHARE = 0.5
_COPIED_WORDS = 3
_COPIED_RUN = 4
"""Words in a row, or half of all, that were copied: related languages share single words."""

_SHORTEST = 3
_QUOTED = re.compile(r"[“\"«„‘‹「『][^“”\"«»„‘’‹›「」『』]{1,200}[”\"»“’›」』]|\([^()]{1,200}\)")

_KANJI_SHARE = 0.8


def echo(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return what was left untranslated, or None."""
    source_script, target_scripts = _main_script(source), _scripts_of(target_language)
    if source_script is None:
        return None
    if target_scripts and source_script not in target_scripts:
        return _alien(source, target, source_script, target_language)
    if {source_language, target_language} & {"zh", "ja"}:
        return _same_characters(source, target)
    return _copied(source, target)


def _alien(source: str, target: str, script: str, target_language: str) -> str | None:
    """Find letters of the source's script in a translation that is written in another."""
    if script == "LATIN":  # names and brands are written so everywhere
        return _copied(source, target)
    letters = [character for character in _QUOTED.sub("", target) if character.isalpha()]
    alien = [letter for letter in letters if script_of(letter) == script]
    if len(alien) < _ALIEN_LETTERS and not (alien and target_language == "en"):
        return None
    if len(alien) < _ALIEN_SHARE * len(letters) and len(alien) < _ALIEN_LETTERS:
        return None
    return f"left in the source's script: {''.join(alien[:20])}"


def _copied(source: str, target: str) -> str | None:
    """Find words of the source in a translation of the same script; names excepted."""
    target_words = [target[start:end].casefold() for start, end in words(target)]
    known = set(target_words)
    own = _common_words(_QUOTED.sub(" ", source))
    if len(own) < _COPIED_WORDS:
        return None
    copied = [word in known for word in own]
    share = sum(copied) / len(own)
    longest = max(_run(copied))
    if (share >= _COPIED_SHARE and sum(copied) >= _COPIED_WORDS) or longest >= _COPIED_RUN:
        if longest < _COPIED_RUN and share < _COPIED_SHARE:
            return None
        shown = [word for word, is_copied in zip(own, copied, strict=True) if is_copied]
        return f"left as in the source: {' '.join(shown[:6])}"
    return None


def _common_words(text: str) -> list[str]:
    """Return the words that are no names and no numbers."""
    found = []
    for start, end in words(text):
        word = text[start:end]
        if len(word) >= _SHORTEST and word.islower() and word.isalpha():
            found.append(word.casefold())
    return found


def _run(flags: list[bool]) -> list[int]:
    lengths = [0]
    for flag in flags:
        lengths.append(lengths[-1] + 1 if flag else 0)
    return lengths


def _same_characters(source: str, target: str) -> str | None:
    """Find a copy between Chinese and Japanese, which share their characters."""
    letters = [character for character in source if is_unspaced(character)]
    if len(letters) < 2 * _COPIED_RUN:
        return None
    matcher = SequenceMatcher(None, source, target, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return "left as in the source" if same >= _KANJI_SHARE * len(source) else None


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str | None:
    """Return the first word of a letter's Unicode name: its script; kana and Han are one each."""
    name = unicodedata.name(letter, "")
    script = name.partition(" ")[0]
    return {"KATAKANA-HIRAGANA": "HIRAGANA", "KATAKANA": "HIRAGANA"}.get(script, script) or None


def _main_script(text: str) -> str | None:
    scripts = Counter(script_of(character) for character in text if character.isalpha())
    scripts.pop(None, None)
    if scripts["HIRAGANA"]:
        return "HIRAGANA"
    return scripts.most_common(1)[0][0] if scripts else None


_SCRIPTS = {
    "CYRILLIC": "ab av ba be bg ce cv kk kv ky mk mn os ru sah tg tt tyv uk sr",
    "ARABIC": "ar ckb fa prs ps sd ug ur",
    "CJK": "zh yue zt",
    "HIRAGANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he yi iw",
    "GREEK": "el",
    "DEVANAGARI": "hi mr ne sa",
    "BENGALI": "bn as",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am ti",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "SINHALA": "si",
    "TIBETAN": "bo dz",
    "THAANA": "dv",
}
_BY_LANGUAGE = {
    language: frozenset({script}) for script, codes in _SCRIPTS.items() for language in codes.split()
}
_BY_LANGUAGE["ja"] = frozenset({"HIRAGANA", "CJK"})
_BY_LANGUAGE["sr"] = frozenset({"CYRILLIC", "LATIN"})
_LATIN = frozenset({"LATIN"})


def _scripts_of(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in; Latin where nothing else is known."""
    return _BY_LANGUAGE.get(language, _LATIN)
