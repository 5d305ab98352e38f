"""Names and numbers that a sentence and its translation share, found by their spelling.

Attention is right most of the time, spelling nearly always: so what matches here comes before what
attention says (`alignment.with_names`). Which differently written names belong to one entity is
known to a knowledge base only; it can be asked in the same form, `alignment.NameMatch`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from seedreader.translation._flag_echo import script_of
from seedreader.translation._flag_names import sounds
from seedreader.translation._flag_numbers import ascii_digits
from seedreader.translation.alignment import Extent, is_unspaced, words

_SHORTEST = 3
"""Letters of a name; shorter ones are articles and prepositions of some language."""
_ENOUGH_SOUNDS = 2
_COMMON_SOUNDS = 3
_COMMON_SHARE = 0.7
"""How many consonants, and which share of the longer name's, two names begin with in common that
end differently: cases, and endings that a language adds."""

_LETTERS = """
аa бb вv гg ґg дd ђd еe єe жzh зz иi іi їi йy јy кk лl љl мm нn њn оo пp рr сs тt ћch уu фf хkh
цts џj чch шsh щsh ъ ыy ь эe юyu яya ўw ќk ѓg ѕz αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo
πp ρr σs ςs τt υy φf χkh ψps ωo
"""
_ROMAN = {pair[0]: pair[1:] for pair in _LETTERS.split()} | dict.fromkeys("ʼ’'", "")
"""Letters of other scripts with capitals → those that names are usually written with in Latin."""
_SPELLED = frozenset({"LATIN", "CYRILLIC", "GREEK"})


def match_names(source: str, target: str) -> list[tuple[Extent, Extent]]:
    """Return which words of a sentence and of its translation are the same name or number.

    Only what is certain: what stands once on each side, or as often on both. Takes time in
    proportion to the length, and to the product of the numbers of unmatched names.
    """
    ours, theirs = _candidates(source), _candidates(target)
    if not ours or not theirs:
        return []
    found: list[tuple[Extent, Extent]] = []
    for kind in ("number", "word", "sounds"):
        found += _equal(kind, ours, theirs)
    found += _similar(ours, theirs)
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that may be a name or a number.

    Attributes:
        extent: its place, code points.
        keys: by kind, what it has in common with its counterpart.
        is_first: whether it begins the sentence, where every word has a capital.
    """

    extent: Extent
    keys: dict[str, str]
    is_first: bool


def _candidates(text: str) -> dict[Extent, _Word]:
    found = {}
    for number, (start, end) in enumerate(words(text)):
        keys = _keys(text[start:end])
        if keys:
            found[start, end] = _Word((start, end), keys, number == 0)
    return found


def _keys(word: str) -> dict[str, str]:
    """Return what the word may be recognised by; nothing if it is neither name nor number."""
    if is_unspaced(word[0]):
        return {}
    digits = "".join(filter(str.isdecimal, word))
    if digits:
        plain = ascii_digits(word)
        is_number = not any(map(str.isalpha, word))
        return {"number": ascii_digits(digits)} if is_number else {"word": plain.casefold()}
    if len(word) < _SHORTEST or not word[0].isupper() or script_of(word[0]) not in _SPELLED:
        return {}
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    keys = {"word": folded}
    heard = sounds("".join(map(_roman, folded)))
    heard = heard[:1] + heard[1:].replace("i", "")  # what was y: Kyiv, Києва
    if len(heard) >= _ENOUGH_SOUNDS:
        keys["sounds"] = heard
    return keys


def _roman(letter: str) -> str:
    return _ROMAN.get(letter) or _ROMAN.get(unicodedata.normalize("NFD", letter)[0], letter)


def _equal(
    kind: str, ours: dict[Extent, _Word], theirs: dict[Extent, _Word]
) -> Iterable[tuple[Extent, Extent]]:
    """Match, and take away, the words with the same key that are as many on both sides."""
    sides = []
    for side in (ours, theirs):
        by_key: defaultdict[str, list[Extent]] = defaultdict(list)
        for extent, word in side.items():
            if kind in word.keys:
                by_key[word.keys[kind]].append(extent)
        sides.append(by_key)
    first, second = sides
    matched = []
    for key, places in first.items():
        if len(places) == len(second.get(key, ())):
            matched += list(zip(places, second[key], strict=True))
    for our, their in matched:
        del ours[our], theirs[their]
    return matched


def _similar(
    ours: dict[Extent, _Word], theirs: dict[Extent, _Word]
) -> Iterable[tuple[Extent, Extent]]:
    """Match names that begin alike, where each is the other's only candidate."""
    pairs = [
        (our.extent, their.extent)
        for our in ours.values()
        for their in theirs.values()
        if not our.is_first and not their.is_first and _begin_alike(our, their)
    ]
    for our, their in pairs:
        is_only = sum(our == other for other, _ in pairs) == 1
        if is_only and sum(their == other for _, other in pairs) == 1:
            yield our, their


def _begin_alike(one: _Word, other: _Word) -> bool:
    a, b = one.keys.get("sounds", ""), other.keys.get("sounds", "")
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    return common >= _COMMON_SOUNDS and common >= _COMMON_SHARE * max(len(a), len(b))
