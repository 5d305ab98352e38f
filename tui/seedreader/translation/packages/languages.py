"""Argos's codes for languages, found from BCP 47 codes."""

from __future__ import annotations

from typing import Final

_VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "zh": ("zh", "zt"),
    "zh-hans": ("zh", "zt"),
    "zh-hant": ("zt", "zh"),
    "zt": ("zt", "zh"),
    "pt": ("pt", "pb"),
    "pt-br": ("pb", "pt"),
    "pb": ("pb", "pt"),
    "no": ("nb", "no"),
    "nb": ("nb", "no"),
    "nn": ("nn", "nb", "no"),
    "he": ("he", "iw"),
    "iw": ("he", "iw"),
    "id": ("id", "in"),
    "in": ("id", "in"),
    "yi": ("yi", "ji"),
    "ji": ("yi", "ji"),
    "fil": ("fil", "tl"),
    "tl": ("tl", "fil"),
}
"""Language → Argos's codes, best first. Argos writes "zt" for Chinese in traditional characters and
"pb" for Brazilian Portuguese (its index; LibreTranslate knows them as zh-Hant and pt-BR). A package
for the other script or country comes after that for the right one: it is understood, if not well.
"iw", "in" and "ji" are the codes that IANA's registry calls deprecated."""

_SCRIPTS: Final = {"zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-my": "zh-hans"} | dict.fromkeys(
    ("zh-tw", "zh-hk", "zh-mo"), "zh-hant"
)
"""Regions that tell the script (Unicode's likely subtags)."""


def argos_codes(language: str) -> tuple[str, ...]:
    """Return the codes under which Argos may have a language, best first.

    Args:
        language: a BCP 47 code in any case, also with `_`; or a code of Argos.
    """
    parts = language.replace("_", "-").lower().split("-")
    whole = "-".join(parts[:2])
    known = _VARIANTS.get(_SCRIPTS.get(whole, whole)) or _VARIANTS.get(parts[0])
    return known or (parts[0],)


def canonical(code: str) -> str:
    """Return the first of a language's codes: equal for all ways to write the same language."""
    return argos_codes(code)[0]
