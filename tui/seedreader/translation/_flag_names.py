"""Names: what the source writes with a capital must be somewhere in the translation.

Spellings are compared by their consonants after transliteration, so that "Столтенберг" is found in
"Stoltenberg". What is not found may have another name in the other language ("Olanda"); only if the
translation has fewer names left over than the source is one reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from seedreader.translation._flag_echo import script_of
from seedreader.translation.alignment import words

_CASED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})
_NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})

_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёўђѓѕјљњћќџ",
        "a b v g g d e e z z i i i i k l m n o p r s t u f k s s s s . i . e u a e v d g s j l n s k s".split(),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdeziτiklmnxoprsstifxpo".replace("τi", "ti"), strict=True))
_SAME_SOUND = str.maketrans("wqczjyxh", "vksssiks", "aeiou.'’-")

_ENGLISH_ONLY = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday i mr mrs ms dr".split()
)
_ENGLISH_ADJECTIVE = re.compile(r"(?:ish|ese|ian|ean|can|ans|ench|utch|reek|wiss|erman|ch)s?$")

_ENOUGH = 0.6
_SHORTEST = 3
_INITIALISM = re.compile(r"^[^\W\d_a-z]{2,6}$")


def lost_names(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return which names the translation may lack, or None."""
    if _script(source) not in _CASED or source_language in _NOUNS_ARE_CAPITALISED:
        ours = _latin_names(source)
        return _report(ours, [one for one in ours if not _is_in(one, target)], 0)
    ours = _names(source)
    if not ours or _script(target) not in _CASED:
        return None
    everything = [_sounds(target[start:end]) for start, end in words(target)]
    missing = [name for name in ours if not any(_alike(_sounds(name), other) for other in everything)]
    if not missing:
        return None
    our_sounds = [_sounds(name) for name in ours]
    left_over = sum(
        1
        for name in _names(target)
        if not any(_alike(_sounds(name), other) for other in our_sounds)
        and not (target_language == "en" and _is_english_only(name))
    )
    return _report(ours, missing, left_over)


def _report(ours: Sequence[str], missing: list[str], left_over: int) -> str | None:
    if not ours or len(missing) <= left_over:
        return None
    return f"missing: {', '.join(dict.fromkeys(missing[:4]))}"


def _names(text: str) -> list[str]:
    """Return the words with a capital, but for those that begin a sentence."""
    found = []
    is_start = True
    end_before = 0
    for start, end in words(text):
        word = text[start:end]
        between = text[end_before:start]
        is_start = is_start or any(mark in between for mark in ".!?:…•“«\"„(|")
        is_shouted = word.isupper() and len(word) > 1
        if word[0].isupper() and len(word) >= _SHORTEST and (not is_start or is_shouted):
            found.append(word)
        is_start = False
        end_before = end
    return [] if len(found) > len(words(text)) / 2 else found  # a headline


def _latin_names(text: str) -> list[str]:
    """Return the names in Latin letters within a text that is not."""
    return [
        text[start:end]
        for start, end in words(text)
        if end - start >= _SHORTEST and text[start].isupper() and script_of(text[start]) == "LATIN"
    ] if _script(text) != "LATIN" else []


def _is_in(name: str, target: str) -> bool:
    sounds = _sounds(name)
    return any(_alike(sounds, _sounds(target[start:end])) for start, end in words(target))


def _is_english_only(name: str) -> bool:
    return name.casefold() in _ENGLISH_ONLY or bool(_ENGLISH_ADJECTIVE.search(name))


def _script(text: str) -> str | None:
    letters = [script_of(character) for character in text if character.isalpha()]
    return max(set(letters), key=letters.count) if letters else None


def _sounds(word: str) -> str:
    """Return a word's consonants, transliterated, with those that sound alike made the same."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(
        _CYRILLIC.get(letter) or _GREEK.get(letter) or letter
        for letter in plain
        if not unicodedata.combining(letter)
    )
    for digraph, letter in (("ph", "f"), ("th", "t"), ("kh", "k"), ("ch", "s"), ("sh", "s"), ("gh", "g"), ("dz", "s"), ("ts", "s"), ("zh", "s"), ("dj", "s")):
        letters = letters.replace(digraph, letter)
    sounds = letters.translate(_SAME_SOUND)
    squeezed = "".join(one for at, one in enumerate(sounds) if at == 0 or sounds[at - 1] != one)
    return squeezed or letters[:2]


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    length = min(len(one), len(other))
    common = 0
    while common < length and one[common] == other[common]:
        common += 1
    return common >= 2 and common >= _ENOUGH * max(len(one), len(other))
