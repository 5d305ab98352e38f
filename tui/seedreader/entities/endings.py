"""What a name may be without the ending of its case, in languages of Latin script that have cases.

The bases are only guesses: the linker compares them like further spellings of the name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_SLAVIC: Final = (
    "ovou ového ovému ových ovým ová ové ovi ova ovo ovu owi iego iemu iego iem ego emu ího ímu "
    "ech ách ích ům ami ach ich ów om em ou ie ję ą ę a e ě i o u y í ů"
)
_BY_LANGUAGE: Final = {
    "cs": _SLAVIC,
    "sk": _SLAVIC,
    "pl": _SLAVIC,
    "hr": "ovog ova ove ovu jem jom ima ama om em og ja ju a e i o u",
    "hu": "ként ból ből nak nek ról ről tól től hoz hez höz val vel ban ben ért nál nél ék "
    "ba be ra re at et ot öt on en ön ig t n é",
    "fi": "ssa ssä sta stä lla llä lle lta ltä ksi in en un n a ä",
    "et": "ile iga ist is as us le ga st l s i a u e",
    "ro": "ului lui ul ei",
    "lt": "ui as is us ą o ės ė e io iui iu ju",
    "sq": "it in i",
}
_LANGUAGES: Final = {
    **{
        language: tuple(sorted(set(endings.split()), key=lambda e: (-len(e), e)))
        for language, endings in _BY_LANGUAGE.items()
    },
    **dict.fromkeys(("de", "sv", "nb", "nn", "no", "da", "nl", "af", "en"), ("s",)),
}
_ALIASES: Final = {"sr": "hr", "bs": "hr", "sl": "hr"}
_RESTORED: Final = frozenset(["y", "u", "ou", "ě", "ę", "ą", "o", "i", "e", "ie", "om"])
_FEWEST: Final = 4


def bases(parts: tuple[str, ...], language: str) -> list[tuple[str, ...]]:
    """Return what the parts of a name may be without their endings, none of them `parts`."""
    primary = language.split("-", maxsplit=1)[0]
    endings = _LANGUAGES.get(_ALIASES.get(primary, primary))
    if endings is None or not parts:
        return []
    last = _bases(parts[-1], endings)
    found = [(*parts[:-1], base) for base in last]
    if len(parts) > 1 and len(endings) > 1:
        before = [(_bases(part, endings) or (part,))[0] for part in parts[:-1]]
        found += [(*before, base) for base in (*last, parts[-1])]
    return [form for form in dict.fromkeys(found) if form != parts]


@lru_cache(maxsize=20_000)
def _bases(word: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    if not word[0].isascii() or not word.isalpha():
        return ()
    found: list[str] = []
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST - 1:
            bare = word[: -len(ending)]
            if len(bare) >= _FEWEST:
                found.append(bare)
            if ending in _RESTORED and len(endings) > 1:
                found.append(bare + "a")
            break
    return tuple(found)
