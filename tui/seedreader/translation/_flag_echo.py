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
"""So many words in a row, or more and half of all, that were copied: related languages share single
words."""

_SHORTEST = 3
_QUOTED = re.compile(r"[“\"«„‘‹「『][^“”\"«»„‘’‹›「」『』]{1,200}[”\"»“’›」』]|\([^()]{1,200}\)")

_KANJI_SHARE = 0.8
_FEW_CHARACTERS = 8
_COMPARED = 200  # letters or words: comparing takes the square of their number


def echo(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return what was left untranslated, or None."""
    source_script, target_scripts = _main_script(source), scripts_of(target_language)
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
    own = _common_words(_QUOTED.sub(" . ", source))
    theirs = [target[start:end].casefold() for start, end in words(target)]
    known = set(theirs)
    copied = [word for word in own if word in known]
    if len(copied) < _COPIED_WORDS:
        return None
    is_most = len(copied) >= _COPIED_SHARE * len(own) and len(copied) > _COPIED_WORDS
    run = _longest_run(own[:_COMPARED], theirs[:_COMPARED])
    if not is_most and len(run) < _COPIED_WORDS:
        return None
    return f"left as in the source: {' '.join((run if len(run) > 1 else copied)[:6])}"


def _common_words(text: str) -> list[str]:
    """Return the words that are no names and no numbers."""
    found = []
    for start, end in words(text):
        word = text[start:end]
        if len(word) >= _SHORTEST and word.islower() and word.isalpha():
            found.append(word.casefold())
    return found


def _longest_run(own: list[str], theirs: list[str]) -> list[str]:
    """Return the longest run of words that both sides have in a row."""
    best: list[str] = []
    lengths: dict[int, int] = {}
    for number, word in enumerate(own):
        lengths = {
            place: lengths.get(place - 1, 0) + 1
            for place, other in enumerate(theirs)
            if other == word
        }
        longest = max(lengths.values(), default=0)
        if longest > len(best):
            best = own[number - longest + 1 : number + 1]
    return best


def _same_characters(source: str, target: str) -> str | None:
    """Find a copy between Chinese and Japanese, which share their characters."""
    letters = [character for character in source if is_unspaced(character)]
    if len(letters) < _FEW_CHARACTERS:
        return None
    source = source[:_COMPARED]
    matcher = SequenceMatcher(None, source, target[:_COMPARED], autojunk=False)
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
    language: frozenset({script})
    for script, codes in _SCRIPTS.items()
    for language in codes.split()
}
_BY_LANGUAGE["ja"] = frozenset({"HIRAGANA", "CJK"})
_BY_LANGUAGE["sr"] = frozenset({"CYRILLIC", "LATIN"})
_LATIN = frozenset({"LATIN"})


def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in; Latin where nothing else is known."""
    return _BY_LANGUAGE.get(language, _LATIN)
