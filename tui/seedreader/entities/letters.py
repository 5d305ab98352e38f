"""Writing systems, and the keys under which words are looked up.

The knowledge base and the text must make the same key of the same word, so both use this module.
A key is a word without what varies from text to text: case, kinds of apostrophe, and in scripts
whose languages decline names (Cyrillic, Greek) the ending.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import Final

import regex

FOREIGN_DOTS: Final = "·•・‧∙．"
"""What stands between the parts of foreign names in Chinese."""


class Script(IntEnum):
    """The writing systems that names are looked for in. The numbers are stored."""

    OTHER = 0
    LATIN = 1
    CYRILLIC = 2
    GREEK = 3
    HAN = 4
    KANA = 5
    HANGUL = 6
    ARABIC = 7
    HEBREW = 8
    DEVANAGARI = 9
    BENGALI = 10
    GURMUKHI = 11
    THAI = 12


CASED: Final = frozenset({Script.LATIN, Script.CYRILLIC, Script.GREEK})
"""Scripts in which a capital can mark a name. (Armenian and Georgian capitals are looked up as
`OTHER`.)"""

_RANGES: Final = (
    (0x41, 0x24F, Script.LATIN),
    (0x250, 0x2FF, Script.LATIN),
    (0x370, 0x3FF, Script.GREEK),
    (0x400, 0x52F, Script.CYRILLIC),
    (0x590, 0x5FF, Script.HEBREW),
    (0x600, 0x6FF, Script.ARABIC),
    (0x750, 0x77F, Script.ARABIC),
    (0x8A0, 0x8FF, Script.ARABIC),
    (0x900, 0x97F, Script.DEVANAGARI),
    (0x980, 0x9FF, Script.BENGALI),
    (0xA00, 0xA7F, Script.GURMUKHI),
    (0xE00, 0xE7F, Script.THAI),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x3005, 0x3007, Script.HAN),
    (0x3041, 0x30FF, Script.KANA),
    (0x3400, 0x9FFF, Script.HAN),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xAC00, 0xD7AF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB1D, 0xFB4F, Script.HEBREW),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFC, Script.ARABIC),
    (0xFF66, 0xFF9F, Script.KANA),
    (0x20000, 0x3FFFF, Script.HAN),
)


@lru_cache(maxsize=8192)
def script_of(character: str) -> Script:
    """Return the script of one character; digits, marks and all else are `OTHER`."""
    code = ord(character)
    if character == "・":
        return Script.OTHER
    for first, last, script in _RANGES:
        if first <= code <= last:
            return script
    return Script.OTHER


def word_script(word: str) -> Script:
    """Return the script of a word: of its first character that has one."""
    for character in word:
        script = script_of(character)
        if script:
            return script
    return Script.OTHER


_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’ʼ`´‘ʻʹ′"))

# One letter for each group that Slavic languages, and their spellings of one name, exchange.
_FOLD_CYRILLIC: Final = str.maketrans(
    {
        "і": "и", "ї": "и", "ы": "и", "ј": "и", "й": "и",
        "ґ": "г", "ѓ": "г", "є": "е", "э": "е", "ё": "е",
        "ў": "у", "ќ": "к", "љ": "л", "њ": "н", "ь": None, "ъ": None,
    }
)  # fmt: skip


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=lambda ending: (-len(ending), ending)))


# Endings of Ukrainian and Russian nouns and adjectives, spelled as after `_FOLD_CYRILLIC`. The
# genitive plurals -ов, -ив are left out: they would make Иван of Иванов (see `keys`).
_CYRILLIC_ENDINGS: Final = _longest_first(
    "ями ами ому ему ого его ими ови еви ом ем ам ах ям ях им их ою ею ои еи ую юю ая яя ее ое"
    " а я у ю и е о"
)
_ADJECTIVES: Final = ("ий", "ій", "ый", "ой")
_GREEK_ENDINGS: Final = _longest_first(
    "ους ουσ ος οσ ου ον ων οι εις εισ ης ησ ας ασ ες εσ ις ισ α η ο ι ε υ"
)
_ARABIC_MARKS: Final = dict.fromkeys((*range(0x64B, 0x660), 0x670, 0x640, 0x200C, 0x200D))
_FOLD_ARABIC: Final = str.maketrans("أإآٱىيكةۀەؤئ", "ااااییکهههوی")
_HEBREW_MARKS: Final = dict.fromkeys((*range(0x591, 0x5C8), *map(ord, '"״”“׳')))
_MIN_STEM: Final = 3
_LIKE_ENDINGS: Final = ("ем", "ам", "ом", "им")
"""Last letters of foreign towns that look like an ending: Бірмінгем, Амстердам."""
_MIN_WITH_ENDING: Final = 7
_SOFTENED: Final = {"з": "г", "ц": "к", "с": "х"}
_SHORTEST_SPOKEN: Final = 3
_LONGEST_SPOKEN: Final = 8
_LONGEST_ACRONYM: Final = 6


def is_acronym(word: str) -> bool:
    """Tell whether a word is written like an acronym: two or more letters, all of them capitals."""
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isupper() and word.isalnum()


def is_spoken_acronym(word: str) -> bool:
    """Tell whether a word may be an acronym in the spelling of a name: Onu, Otan, Unesco."""
    return _SHORTEST_SPOKEN <= len(word) <= _LONGEST_SPOKEN and word.isascii() and word.istitle()


def strip_marks(word: str) -> str:
    """Return a Latin or Greek word without diacritics; letters such as ø and ł become o and l."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


_PLAIN: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "ə": "e",
    }
)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word without case, apostrophes and marks that are optional in its script."""
    folded = word.casefold().translate(_APOSTROPHES)
    script = word_script(folded)
    if script is Script.CYRILLIC:
        return folded.translate(_FOLD_CYRILLIC)
    if script is Script.GREEK:
        return strip_marks(folded)
    if script is Script.ARABIC:
        return folded.translate(_ARABIC_MARKS).translate(_FOLD_ARABIC)
    if script is Script.HEBREW:
        return folded.translate(_HEBREW_MARKS)
    if script in _INDIC:
        return _fold_indic(folded)
    return folded


_INDIC: Final = frozenset({Script.DEVANAGARI, Script.BENGALI, Script.GURMUKHI})
_FOLD_INDIC: Final = str.maketrans(
    {
        "\u093c": None, "\u0a3c": None, "\u0901": "\u0902", "\u0a70": "\u0a02", "\u0a01": "\u0a02",
        "\u0a71": None, "\u200c": None, "\u200d": None, "\u09ce": "\u09a4\u09cd",
    }
)  # fmt: skip
_NASAL: Final = regex.compile(
    "[\u0919\u091e\u0923\u0928\u092e]\u094d"
    "(?=[\u0915-\u0918\u091a-\u091d\u091f-\u0922\u0924-\u0927\u092a-\u092d])"
)
"""A nasal that belongs to the stop behind it, which Hindi also writes as a dot above."""


def _fold_indic(word: str) -> str:
    """Return a word in one of its spellings: dots below are optional, nasals vary."""
    plain = unicodedata.normalize("NFC", word).translate(_FOLD_INDIC)
    return str(_NASAL.sub("\u0902", plain))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the key of a word: `fold`, and in Cyrillic and Greek without the ending.

    At least three letters are left. Ukrainian towns in -їв, -ів have -ов for both stems.
    """
    folded = fold(word)
    script = word_script(folded)
    if script is Script.CYRILLIC:
        adjective = word.casefold().endswith(_ADJECTIVES) and len(folded) - 2 >= _MIN_STEM
        cut = folded[:-2] if adjective else _without_ending(folded, _CYRILLIC_ENDINGS)
        return _one_vowel(cut)
    if script is Script.GREEK:
        return _without_ending(folded, _GREEK_ENDINGS)
    return folded


def _one_vowel(stem: str) -> str:
    """Return a Cyrillic stem with the same vowel in all cases: Львов of Львів and of Львова."""
    if len(stem) > _MIN_STEM and stem.endswith(("ив", "ев")):
        return stem[:-2] + "ов"
    return stem


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if len(word) - len(ending) >= _MIN_STEM and word.endswith(ending):
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def keys(word: str) -> tuple[str, ...]:
    """Return the keys under which a word of a text may be stored, the best first.

    Acronyms are stored as they are; a word in capitals may also be an ordinary one in a headline.
    Of a Cyrillic word more than the ending may have been cut (Кор-ею for Коре-ю); it may show a
    softened consonant (Америці) or be a genitive plural (Штатів). Arabic and
    Hebrew words may carry prefixes that are written together with them.
    """
    first = stem(word)
    found = [word.translate(_APOSTROPHES), first] if is_acronym(word) else [first]
    script = word_script(first)
    whole = script is Script.CYRILLIC and len(first) == _MIN_STEM == len(fold(word))
    if whole and first[0] in "аеиоуюя" and first[-1] in "иуе":
        # Three letters are left whole: Яви, Уфу, Ява and Уфа.
        found += [first[:-1] + "а", first[:-1] + "я"]
    if script is Script.CYRILLIC and len(first) >= _MIN_STEM:
        found += _cyrillic_keys(fold(word), first)
    elif script in _PREFIXES:
        found += _without_prefixes(first, _PREFIXES[script])
    elif script is Script.HANGUL:
        found += [
            first[: -len(p)]
            for p in KOREAN_PARTICLES
            if first.endswith(p) and len(first) - len(p) > 1
        ]
    elif script is Script.BENGALI:
        found += without_endings(first)
    elif script is Script.LATIN and not first.isascii():
        bare = strip_marks(first)
        if len(bare) >= _MIN_BARE:
            found.append(bare)
    return tuple(found)


def _cyrillic_keys(folded: str, first: str) -> list[str]:
    found = []
    if folded[-1] in "уюиаяе" and len(folded) > len(first) + 1:
        found.append(_one_vowel(folded[:-1]))
    whole = unbending(folded)
    if whole:
        found.append(whole)
    if folded.endswith("ии"):
        found.append(folded[:-2])
    if first[-1] in _SOFTENED and folded[-1] in "ие":
        found.append(first[:-1] + _SOFTENED[first[-1]])
    if first.endswith("ов"):
        found.append(first[:-2])
    elif first.endswith(_LIKE_ENDINGS) and len(first) >= _MIN_WITH_ENDING:
        found.append(first[:-2])  # Бірмінгема, of Бірмінгем, which loses its own last letters
    return found


def unbending(folded: str) -> str:
    """Return the key of a place whose last letters look like an ending and are none, or ''.

    `folded` is what `fold` gives, which writes й and ї as и.
    Перу has no cases; Ханой and Бруней keep their vowel in all of them: Ханою, Брунею.
    """
    if folded.endswith(("у", "ю")):
        return folded
    return folded[:-1] if folded.endswith(("ои", "еи")) else ""


def without_endings(word: str) -> list[str]:
    """Return what a Bengali word may be without the endings that are written together with it."""
    return [
        word[: -len(ending)]
        for ending in _BENGALI_ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM
    ]


_BENGALI_ENDINGS: Final = _longest_first(
    "দেরকে দের ের র কে তে ে \u09af\u09bc য়ের রা েরা টি টির টিকে টিতে টা গুলি গুলো গুলির গুলোর ও ই েও তেই"
    " েই কেও রও েরও ভিত্তিক"
)
_MIN_BARE: Final = 5
_MIN_BASE: Final = 2
_ARABIC_PREFIXES: Final = ("وال", "بال", "كال", "کال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ک")
_HEBREW_PREFIXES: Final = _longest_first("וב ול ומ וה שב שה מה ב ל מ ה ו ש כ")
_PREFIXES: Final = {Script.ARABIC: _ARABIC_PREFIXES, Script.HEBREW: _HEBREW_PREFIXES}
KOREAN_PARTICLES: Final = _longest_first(
    "에서는 에서의 으로부터 에게서 이라고 에서 으로 에게 까지 부터 이나 라고 과의 와의 에는 에도"
    " 에선 의 은 는 이 가 을 를 에 와 과 도 로 만 측 서"
)
"""What is written together with the word before it."""


def _without_prefixes(word: str, prefixes: tuple[str, ...]) -> list[str]:
    return [
        word[len(p) :] for p in prefixes if word.startswith(p) and len(word) - len(p) >= _MIN_BASE
    ]
