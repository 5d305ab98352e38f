"""What an index is held to: every text read from beginning to end, without any of its code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_APOSTROPHES = re.compile("(?<=[а-яґєіїА-ЯҐЄІЇ])['’ʼ](?=[а-яґєіїА-ЯҐЄІЇ])")

# A word may stand beside a character of a script without spaces.
_LETTER = r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00]"


def folded(text: str) -> str:
    """Return a text with case, width, Arabic points and kinds of Ukrainian apostrophes folded."""
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("ʼ", text)).casefold()
    text = re.sub("[\u064b-\u065f\u0670\u200c\u200d]", "", text.translate(_ARABIC))
    return unicodedata.normalize("NFKC", text)


def without_tones(text: str) -> str:
    """Return a folded text without the diacritics of Latin letters."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def with_words(texts: dict[int, str], *alternatives: str, prefix: bool = False) -> set[int]:
    """Return the texts in which one of these stands as a word of its own."""
    words = "|".join(re.escape(folded(word)) for word in alternatives)
    pattern = re.compile(rf"(?<!{_LETTER})(?:{words})" + ("" if prefix else f"(?!{_LETTER})"))
    return {key for key, text in texts.items() if pattern.search(text)}


def with_characters(texts: dict[int, str], *alternatives: str) -> set[int]:
    """Return the texts in which one of these stands anywhere."""
    runs = [folded(run) for run in alternatives]
    return {key for key, text in texts.items() if any(run in text for run in runs)}


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, each once."""
    return sorted(
        {word for text in texts for word in re.findall(rf"(?:(?!\d){_LETTER}){{2,}}", text)}
    )
