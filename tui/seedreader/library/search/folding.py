"""What makes two spellings of a word the same word for whoever searches.

A word has a *form*, in which case, width and marks that no reader of its script would type are
folded, and a *skeleton*, in which the diacritics of Latin letters are folded too. The form is what
the index holds; the skeleton finds the forms for somebody who types without diacritics.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_REMOVED: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"  # invisible
    "\u0640"  # tatweel, which only stretches a word
    '"״׳“”„'  # within a Hebrew abbreviation
    "\u0300\u0301\u0307"  # what is left of these after composition: stress marks, Turkish İ
)
_APOSTROPHES: Final = "'’‘ʻʹʾʿ`´′"
"""Within a word: those of Ukrainian and Uzbek, and of transliterations."""
APOSTROPHE: Final = "ʼ"
"""What stands for all of them in a form."""
_REMOVED_RANGES: Final = (
    (0x0591, 0x05C7),  # Hebrew points and accents
    (0x0610, 0x061A),  # Arabic marks
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0xFE00, 0xFE0F),  # variation selectors
)
_SAME: Final = {
    "ё": "е",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ھ": "ه",
}
"""Letters that are written for one another, in forms."""

_WITHOUT_MARK: Final = {
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "e",
    "ґ": "г",
    APOSTROPHE: "",
}
"""Letters whose mark is no combining one in Unicode, in skeletons."""

_GREEK: Final = ((0x0370, 0x0400), (0x1F00, 0x2000))
_LATIN_WITH_MARKS: Final = ((0x00C0, 0x0250), (0x1E00, 0x1F00))
_COMBINING: Final = (0x0300, 0x0370)


def _base(character: str) -> str:
    """Return a letter without its combining marks."""
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _form_table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _REMOVED), "")
    for first, last in _REMOVED_RANGES:
        table.update(dict.fromkeys(range(first, last + 1), ""))
    for start, end in _GREEK:
        for code in range(start, end):
            base = _base(chr(code))
            if base != chr(code):
                table[code] = base
    table.update({ord(letter): other for letter, other in _SAME.items()})
    table.update(dict.fromkeys(map(ord, _APOSTROPHES), APOSTROPHE))
    return table


def _skeleton_table() -> dict[int, str]:
    table = dict.fromkeys(range(*_COMBINING), "")
    for start, end in _LATIN_WITH_MARKS:
        for code in range(start, end):
            base = _base(chr(code))
            if base != chr(code):
                table[code] = base
    table.update({ord(letter): other for letter, other in _WITHOUT_MARK.items()})
    return table


_FORM: Final = _form_table()
_SKELETON: Final = _skeleton_table()
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")


def fold_text(word: str) -> str:
    """Return the form of a word: what the index holds of it. Of a longer text, that of its words.

    Folded are case, width and other compatibility forms, points of Arabic and Hebrew, the tatweel,
    Arabic letters that are written for one another, Greek accents, stress marks, `ё`, the kinds of
    apostrophes within a word, digits of other scripts, and what is invisible. Kept are the
    diacritics of Latin letters and the letters of Cyrillic. Idempotent.
    """
    if word.isascii():
        return word.lower().translate(_FORM)
    folded = unicodedata.normalize("NFKC", word).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_FORM)
    if not folded.isascii() and _FOREIGN_DIGIT.search(folded):
        folded = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), folded)
    # What was removed may have stood between a letter and its mark.
    if not unicodedata.is_normalized("NFKC", folded):
        return fold_text(unicodedata.normalize("NFKC", folded))
    return folded


fold = lru_cache(maxsize=1 << 16)(fold_text)
"""`fold_text` for single words, which come again."""


def skeleton(form: str) -> str:
    """Return a form without the diacritics of Latin letters, without apostrophes, `г` for `ґ`."""
    return form if form.isascii() else form.translate(_SKELETON)


def has_marks(form: str) -> bool:
    """Tell whether a form has diacritics that somebody may leave out."""
    return skeleton(form) != form
