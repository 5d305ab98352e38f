"""Names: what the source writes with a capital must be somewhere in the translation.

Spellings are compared by their consonants after transliteration, so that "Столтенберг" is found in
"Stoltenberg". What is not found may have another name in the other language ("Olanda"); only if the
translation has fewer names left over than the source is one reported.
"""

from __future__ import annotations

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

_CALENDAR = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday i mr mrs ms dr sir".split()
)
"""Words that English writes with a capital, others without; they are nobody's counterpart."""

_WITHIN = frozenset(
    "de del della di da do dos das du des la le les los las el y e a van von der den of the and al bin ibn et und och og i в на".split()
)
"""Small words that stand within a name."""

_ENOUGH = 0.6
_SHORTEST = 3
_SENTENCE_STARTS = frozenset(".!?:…•“«\"„(|‘「")


def lost_names(source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return which names the translation may lack, or None."""
    if _script(source) not in _CASED or source_language in _NOUNS_ARE_CAPITALISED:
        missing = [(name,) for name in _latin_names(source) if not _is_in(name, target)]
        return _report(missing, 0)
    if _script(target) not in _CASED:
        return None
    everything = [_sounds(target[start:end]) for start, end in words(target)]
    missing = [
        name
        for name in names_in(source)
        if not any(_alike(_sounds(part), other) for part in name for other in everything)
    ]
    if not missing:
        return None
    ours = [_sounds(source[start:end]) for start, end in words(source)]
    left_over = sum(
        1
        for name in names_in(target, with_first=True)
        if not any(_alike(_sounds(part), our) for part in name for our in ours)
        and not all(part.casefold() in _CALENDAR for part in name)
    )
    return _report(missing, left_over)


def _report(missing: Sequence[tuple[str, ...]], left_over: int) -> str | None:
    if len(missing) <= left_over:
        return None
    return f"missing: {', '.join(dict.fromkeys(' '.join(name) for name in missing[:4]))}"


def names_in(text: str, *, with_first: bool = False) -> list[tuple[str, ...]]:
    """Return the names of a text by their capitals: for each its words.

    A word that begins a sentence is none, unless `with_first` or unless others follow it.
    """
    names: list[list[str]] = []
    is_open = is_start = False
    end_before = 0
    for start, end in words(text):
        word, between = text[start:end], text[end_before:start]
        is_start = end_before == 0 or any(mark in between for mark in _SENTENCE_STARTS)
        is_open = is_open and not between.strip(" -'’")
        if word[0].isupper() and (end - start >= _SHORTEST or is_open):
            if is_open:
                names[-1].append(word)
            elif with_first or not is_start or (word.isupper() and len(word) > 1):
                names.append([word])
            is_open = bool(names) and names[-1][-1] is word
        elif word not in _WITHIN:
            is_open = False
        end_before = end
    found = [tuple(name) for name in names]
    if sum(map(len, found)) > len(words(text)) / 2:  # a headline in capitals
        return []
    return found


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
