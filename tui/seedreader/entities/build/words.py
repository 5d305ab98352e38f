"""Ordinary words: what may begin a sentence with a capital without being a name."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

from seedreader.entities.letters import fold

_PER_LANGUAGE = 14_000
_JAPANESE = 40_000
_MIN_HAN_FREQUENCY = 3
_HAN_WORDS = 160_000


def common_words(share: int) -> dict[str, list[str]]:
    """Return for each language its most frequent words, folded, the most frequent first."""
    import wordfreq  # noqa: PLC0415 - a build-time package

    found = {}
    for language in sorted(wordfreq.available_languages("best")):
        if language == "zh":
            continue
        if language == "ja":
            found[language] = _katakana(wordfreq.top_n_list(language, _JAPANESE // share))
            continue
        words = wordfreq.top_n_list(language, _PER_LANGUAGE // share)
        found[language] = list(dict.fromkeys(fold(w) for w in words if _is_word(w)))
    return found


def _is_word(text: str) -> bool:
    """Tell whether a text is of letters, vowel signs of Indic scripts, and apostrophes."""
    return "'" in text or all(unicodedata.category(c)[0] in "LM" for c in text)


def _katakana(words: list[str]) -> list[str]:
    """Return the words in katakana, which are borrowed words and names.

    Japanese text has no spaces: no other word of it is ever looked up.
    """
    return [w for w in words if len(w) > 1 and all("ァ" <= c <= "ー" for c in w)]


_CLASSES = {"nr": "p", "ns": "s", "nt": "t", "nz": "t"}
_NOUNS = frozenset({"n", "vn", "an", "j", "b", "l", "i", "nz", "nt", "ns", "ng"})


def han_words(share: int) -> list[tuple[str, int, str]]:
    """Return the words of jieba's dictionary: word, frequency, class.

    The class is p for personal names, s for places, t for other names, n for words that may stand
    in an institution's name, x for the rest.
    """
    text = files("jieba").joinpath("dict.txt").read_text("utf-8")
    words = []
    for line in text.splitlines():
        word, frequency, tag = line.split(" ", 2)
        if int(frequency) >= _MIN_HAN_FREQUENCY:
            usual = "n" if tag in _NOUNS else "x"
            words.append((word, int(frequency), _CLASSES.get(tag[:2], usual)))
    words.sort(key=lambda row: (-row[1], row[0]))
    return sorted(words[: _HAN_WORDS // share])


def traditional() -> dict[str, str]:
    """Return OpenCC's simplified character for each traditional one."""
    text = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    pairs = {}
    for line in text.splitlines():
        source, _, targets = line.partition("\t")
        target = targets.split(" ")[0]
        if len(source) == len(target) == 1 and source != target:
            pairs[source] = target
    return pairs
