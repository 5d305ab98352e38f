"""Names: those of the source that a translation keeps as they are must be in it.

Which names a language translates ("Reino Unido") and which it keeps cannot be seen from their
capitals. It can where a name is written in Latin letters among others, or with letters that the
language's own words do not have ("Kavanaugh" in Italian): such are kept. For all others somebody
has to know the names, see `flags.check`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from seedreader.translation._flag_echo import script_of, scripts_of
from seedreader.translation.alignment import words

_LATIN = "LATIN"
_SHORTEST = 3
_ENOUGH = 0.55
"""Share of the longer name's consonants that a common beginning must have to be the same name."""
_COMMON_BEGINNING = 2
_LONG, _SIMILAR = 4, 0.8
"""Of names with so many consonants one may be different."""

_LONGEST_ENDING = 4
_LONG_NAME = 6
"""Letters of a name that is looked for within words; shorter ones are by accident in many."""

_ARTICLES = frozenset({"the", "new", "and"})

_FOREIGN = {
    language: tuple(letters.split())
    for language, letters in {
        "it": "j k w x y th sh ck oo",
        "es": "k w th sh ck ph tt mm nn gg",
        "ca": "k w th sh ck ph",
        "gl": "k w y j th sh ck ph",
        "pt": "k w y th sh",
        "fr": "w sh oo gh",
        "ro": "k q w y th sh ck tt ll",
        "pl": "q v x th sh ck ph tt ll",
        "cs": "q w ph",
        "sk": "q w ph",
        "sl": "q w x y ck ph",
        "hr": "q w x y ck ph",
        "bs": "q w x y ck ph",
        "lt": "q w x ck ph",
        "lv": "q w x y ck ph",
        "hu": "q w x ck oo",
        "tr": "q w x th ck ph sh oo ee",
        "az": "w th ck ph sh oo ee",
        "vi": "f j w z sh ck oo ee ll tt ss rr",
        "id": "q x th sh ck ph oo ee ll tt ss",
        "ms": "q x th sh ck ph oo ee ll tt ss",
        "fi": "q w x z c å ph",
        "et": "q w x y c ph",
        "sv": "w",
        "da": "w",
        "nb": "w",
        "no": "w",
        "nl": "x",
        "sq": "w ck oo ee",
    }.items()
}
"""Letters and pairs of letters that words of the language's own do not have."""

_JOINTS = re.compile("[-'’ʼ.]")
"""What joins the parts of a word."""

_DIGRAPHS = (
    ("ph", "f"), ("th", "t"), ("kh", "k"), ("ch", "s"), ("sh", "s"), ("gh", "g"), ("ck", "k"),
    ("dz", "s"), ("ts", "s"), ("zh", "s"),
)  # fmt: skip
_SAME_SOUND = str.maketrans("wqczjyxh", "vksssiks", "aeiou.'’ʼ-")


def lost_names(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return which names the translation lacks, or None."""
    names = kept_names(source, source_language)
    if not names:
        return None
    target_words = [target[start:end] for start, end in words(target)]
    if not any(script_of(word[0]) == _LATIN for word in target_words):
        return None  # they may be transliterated
    if target_language not in _FOREIGN and target_language not in {"en", "de"}:
        return None
    parts = [part for word in target_words for part in (word, *_JOINTS.split(word))]
    folded = {part.casefold() for part in parts}
    together = "".join(target_words).casefold()
    proper = [part for part in parts if not part.islower()]
    capitalised = [sounds(part) for part in proper if part]
    everything = [sounds(word) for word in target_words]
    missing = [
        name
        for name in names
        if name.casefold() not in folded
        and (len(name) < _LONG_NAME or name.casefold() not in together)
        and not any(_has_ending(name, other) for other in proper)
        and not any(
            _are_forms(sounds(name), other)
            # Of a short name too little is left for a common word to be one of its forms.
            for other in (everything if len(sounds(name)) >= _LONG else capitalised)
        )
    ]
    return f"missing: {', '.join(dict.fromkeys(missing[:4]))}" if missing else None


def kept_names(text: str, language: str) -> list[str]:
    """Return the names that any translation has to keep, as their spelling shows."""
    found = []
    is_latin = _LATIN in scripts_of(language)
    foreign = _FOREIGN.get(language, ())
    for word in _parts(text):
        if len(word) < _SHORTEST or not word[0].isupper() or script_of(word[0]) != _LATIN:
            continue
        if word.isupper():  # initials have translations of their own: UE, ONU
            continue
        if _is_mixed(word) or word.casefold() in _ARTICLES:
            continue
        if not is_latin or any(letters in word.casefold() for letters in foreign):
            found.append(word)
    return found


def _parts(text: str) -> Iterator[str]:
    """Return the words, and of compound ones (L’ex, Brexit-aftale, NASA’nın) the parts."""
    for start, end in words(text):
        yield from _JOINTS.split(text[start:end])


def _is_mixed(word: str) -> bool:
    """Tell whether a word is made of parts in several scripts."""
    return len({script_of(letter) for letter in word if letter.isalpha()}) > 1


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """Return a word's consonants, with those that sound alike made the same."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for digraph, letter in _DIGRAPHS:
        letters = letters.replace(digraph, letter)
    same = letters.translate(_SAME_SOUND)
    squeezed = "".join(one for at, one in enumerate(same) if at == 0 or same[at - 1] != one)
    return squeezed or letters[:2]


def _has_ending(name: str, other: str) -> bool:
    """Tell whether a name is the other with an ending, or a compound of it."""
    if len(other) < _SHORTEST or not name.casefold().startswith(other.casefold()):
        return False
    return len(name) - len(other) <= _LONGEST_ENDING or len(other) >= _LONG_NAME


def _are_forms(one: str, other: str) -> bool:
    """Tell whether two words' sounds may be the same name in two languages: Brussels, Bruxelles."""
    if alike(one, other):
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _LONG:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SIMILAR


def alike(one: str, other: str) -> bool:
    """Tell whether two words' sounds may be the same name with different endings."""
    if one == other:
        return True
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return common >= _COMMON_BEGINNING and common >= _ENOUGH * max(len(one), len(other))
