"""What a word in a case may be in the nominative, in languages of Latin script that decline names.

The forms are only guesses: they are looked up among known names, which has to find one of them.
Cyrillic and Greek names are stored without their endings instead, see `letters.stem`.
"""

from __future__ import annotations

from typing import Final

_POLISH: Final = """
    a - o | u - o a | owi - o | em - o e ie | iem - o ie | ie - a o y | rze r ra | dzie d da do
    cie t ta to | ście st sta sto | źdź zd zda | le ł ła l la lo | ce ka ca | dze ga dza
    sze cha | e - a y | y a - | i a - ia | ę a | ą a | o - | ów y i - e | om y i a e
    ami y i a e | ach y i a e | miech my | szech chy | czech cy | ech y | ej a | iej a ia
    ym y e | im i ie | ego y e | iego i ie | emu y e | iemu i ie | ych e y | ich ie i | ymi e y
    imi ie i | iec cy | ch chy | ch szy | ch cze | ska sko | in iny | och ochy | ier ry
    gier gry | nów ny | mów my
"""
_CZECH: Final = """
    a - o | u - o a | em - o | ovi - o a | ě a - o | e a - o | ce ka ca | ze ha ga h | ře ra r
    še cha | y a - | i - e ie a | í e ie a ia | ii ie ia | ou a | ům y - | ů y - e | ech y - e
    ích y e ie - í | ách y a | ami y a | emi e ie | mi - e | ých é ý | ého ý é | ému ý é
    ém ý é | ým ý é | ými é | é á a ý | je a | ji a | jí a | ové - | iem ium | ia ium
    iu ium ia | em e
"""
_SLOVAK: Final = """
    a - o | u - o a | om - o | ovi - | e - a o | i a - ia | y a - | ou a | ej a á | ých é
    ými é | ého ý é | ému ý é | om ý é | ym ý | ým ý é | ie ia | iu ia | ii ia | iou ia | ov y -
    och y e | ám y | ách y a | ami y a | ách é | kom ko | ky ka | ke ka
"""
_CROATIAN: Final = """
    a - o | u - o a | e a - | i a - | om - o a | em - e | ov - | ovom - | oj a | og i o | om i o
    im i | ih i e | ama e a | ima i | je ja | ji ja | jom ja | ju ja | ci ka | zi ga | si ha
    ca ac | rom ar | ra ar | ru ar
"""
_LITHUANIAN: Final = """
    o as | e as is | ui as | u as | ą as a | os a | oje a | ai a | ės ė | ėje ė | ę ė | ei ė
    io is | iui is | iu is | yje is | uje us | aus us | umi us | ose os | us ai | ų ai os
    ams ai
"""
_LATVIAN: Final = """
    as a | ai a | u a s | ā a s | es e | ei e | ē e is | i is s | a s | am s | im is | ām as
"""
_HUNGARIAN: Final = """
    ként - | ból - | ből - | nak - | nek - | ról - | ről - | tól - | től - | hoz - | hez -
    höz - | val - | vel - | ban - | ben - | ért - | nál - | nél - | ba - | be - | ra - | re -
    at - | et - | ot - | öt - | on - | en - | ön - | ig - | t - | n - | vá - | vé - | a -
    nyal ny | nyel ny | szal sz | szel sz | ssal s | ssel s | kkal k | kkel k | nnal n | nnel n
    rral r | rrel r | llal l | llel l | ttal t | ttel t | ddal d | ddel d | ggal g | ggel g
    mmal m | mmel m | bbal b | bbel b | ppal p | ppel p | zzal z | zzel z
"""
_ROMANIAN: Final = """
    ului - ul u | ul - | ei a ea e | iei ia | ii ia ea ie | i a ă ea | elor ele | ilor ii i
    lor le | ene eană | e ă | le - | lui -
"""
_FINNISH: Final = """
    ssa - | ssä - | sta - | stä - | lla - | llä - | lle - | lta - | ltä - | ksi - | issa - i
    issä - i | ista - i | istä - i | in - i | iin - i | en - i | an a | än ä | on o | un u | n -
    a - | ä - | i - | ta - | tä - | lainen la
"""
_ESTONIAN: Final = """
    s - | st - | sse - | le - | l - | lt - | ga - | ks - | ni - | t - | i - | is - | ist -
    ile - | iga - | a - | as - | u - | e - | es -
"""
_ALBANIAN: Final = """
    së a ë | ës a ë | isë ia i | ë - | it - i | in - i | i - | u - | un - | ut - | n - a
    ën a ë | a - ë | ja e
"""
_GENITIVE: Final = "s -"
_LONG: Final = {"á": "a", "é": "e"}
"""Last vowels of Hungarian names that are long before an ending: Kína, Kínában."""
_FEWEST: Final = 3
"""Letters that an ending must leave."""

_Rules = tuple[tuple[str, tuple[str, ...]], ...]


def _rules(lines: str) -> _Rules:
    """Return endings, each with what the nominative may have instead."""
    found = []
    for line in lines.replace("\n", "|").split("|"):
        ending, *instead = line.split() or [""]
        if ending:
            found.append((ending, tuple("" if each == "-" else each for each in instead)))
    return tuple(found)


_BY_LANGUAGE: Final[dict[str, _Rules]] = {
    "pl": _rules(_POLISH),
    "cs": _rules(_CZECH),
    "sk": _rules(_CZECH + "|" + _SLOVAK),
    **dict.fromkeys(("hr", "sr", "bs", "sh", "sl"), _rules(_CROATIAN)),
    "lt": _rules(_LITHUANIAN),
    "lv": _rules(_LATVIAN),
    "hu": _rules(_HUNGARIAN),
    "ro": _rules(_ROMANIAN),
    "fi": _rules(_FINNISH),
    "et": _rules(_ESTONIAN),
    "sq": _rules(_ALBANIAN),
    **dict.fromkeys(("sv", "da", "nb", "nn", "no", "de"), _rules(_GENITIVE)),
}

DECLINING: Final = frozenset(_BY_LANGUAGE)
"""Languages of which `nominatives` knows the endings."""


def nominatives(word: str, language: str) -> tuple[str, ...]:
    """Return what a word may be in the nominative, itself left out, the likeliest in no order.

    Args:
        word: as it stands in a text.
        language: its primary BCP 47 subtag.
    """
    found: dict[str, None] = {}
    for ending, instead in _BY_LANGUAGE.get(language, ()):
        if len(word) - len(ending) < _FEWEST or not word.endswith(ending):
            continue
        bare = word[: -len(ending)]
        if language == "hu" and bare[-1] in _LONG:
            found[bare[:-1] + _LONG[bare[-1]]] = None
        for each in instead:
            found[bare + each] = None
    found.pop(word, None)
    return tuple(found)
