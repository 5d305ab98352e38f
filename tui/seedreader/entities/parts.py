"""Parts of personal names: the key that the knowledge base has a spelling under."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from seedreader.entities.letters import Script, fold, stem, word_script

_MIN_STEM: Final = 3
_VIETNAMESE: Final = frozenset("\u0323\u0309\u031b")
_JOINTS: Final = dict.fromkeys(map(ord, " -'’ʼ.‑\u00a0"))


def part_key(form: str, simplify: Mapping[int, int]) -> str:
    """Return the key of a part of a name: see `letters.stem`; Han simplified, hyphens left out."""
    script = word_script(form)
    if script is Script.HAN:
        return form.translate(simplify)
    if script in (Script.CYRILLIC, Script.GREEK):
        return "".join(_declined(word) for word in form.replace("-", " ").split())
    return fold(form).translate(_JOINTS)


def _declined(word: str) -> str:
    # Сергій and Сергія, Марія and Марії differ in what `stem` leaves.
    key = stem(word)
    return key[:-1] if len(key) > _MIN_STEM and key.endswith("и") else key


def is_vietnamese(key: str) -> bool:
    """Tell whether a word has marks that only Vietnamese uses: its marks make the word."""
    return any(mark in _VIETNAMESE for mark in unicodedata.normalize("NFD", key))
