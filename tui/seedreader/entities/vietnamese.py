"""Finds the names of institutions in Vietnamese: Viện Nghiên cứu Chính sách Macedonia.

Such a name opens with a word for its kind. Of every further word of several syllables only the
first has a capital.
"""

from __future__ import annotations

from typing import Final

from seedreader.entities.lexicon import folded_words, is_vietnamese_syllable
from seedreader.entities.sentence import Sentence

_KINDS: Final = tuple(
    tuple(kind.split())
    for kind in (
        "bảo tàng", "bệnh viện", "công ty", "cơ quan", "cục", "đài", "đại học", "hãng", "hiệp hội",
        "học viện", "hội", "hội đồng", "liên đoàn", "liên minh", "ngân hàng", "nhà thờ", "quỹ",
        "sân vận động", "sở", "tập đoàn", "tòa án", "toà án", "tổ chức", "tổng cục", "trung tâm",
        "trường đại học", "trường", "ủy ban", "uỷ ban", "viện",
    )
)  # fmt: skip
_NO_PART: Final = folded_words(
    """
    bị cho chưa có của cùng cũng do đã đang đây để đến đó được gồm hoặc hôm khi không là lại mà nay
    này năm ngày như nên nói ở ra rằng sau sẽ tại thì theo thêm trên trong trước từ tới vào về vẫn
    với yêu kêu tuyên nhận
    """
)
_WHOLE: Final = frozenset({("quốc", "gia"), ("quốc", "tế"), ("quốc", "phòng"), ("quốc", "hội")})
_FEWEST: Final = 3


def institutions(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the first word of each institution's name and the index after its last."""
    found = []
    index = 0
    while index < len(sentence.words):
        last = _end(sentence, index) if sentence.words[index].capital else 0
        if last:
            found.append((index, last))
        index = last or index + 1
    return found


def _end(sentence: Sentence, first: int) -> int:
    """Return the index after an institution's name that begins at a word, or 0."""
    words = sentence.words
    size = max((len(kind) for kind in _KINDS if _stands(sentence, first, kind)), default=0)
    index = first + size
    if not size or index >= len(words) or not words[index].capital:
        return 0
    proven = False
    before_capital = False
    while index < len(words) and _near(sentence, index - 1) and words[index].capital:
        syllable = is_vietnamese_syllable(words[index].folded)
        index += 1
        if syllable and _continues(sentence, index, before_capital=before_capital):
            index += 1
            proven = True
            before_capital = False
        else:
            before_capital = syllable
            proven = proven or not syllable
    return index if proven and index - first >= _FEWEST else 0


def _stands(sentence: Sentence, first: int, kind: tuple[str, ...]) -> bool:
    words = sentence.words[first : first + len(kind)]
    return tuple(w.folded for w in words) == kind and all(
        _near(sentence, first + place) for place in range(len(kind) - 1)
    )


def _near(sentence: Sentence, index: int) -> bool:
    return index + 1 < len(sentence.words) and sentence.gap(index) in (" ", "\u00a0")


def _continues(sentence: Sentence, index: int, *, before_capital: bool) -> bool:
    """Tell whether a word in small letters ends the word that the capital before it begins."""
    if index >= len(sentence.words) or not _near(sentence, index - 1):
        return False
    word, before = sentence.words[index], sentence.words[index - 1]
    if word.capital or word.folded in _NO_PART or not is_vietnamese_syllable(word.folded):
        return False
    return not before_capital or (before.folded, word.folded) in _WHOLE
