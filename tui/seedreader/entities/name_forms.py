"""Under which names an article's entity is looked for, and what kind of entity it may be."""

from __future__ import annotations

from typing import Final

from seedreader.entities.endings import bases
from seedreader.entities.grouping import content
from seedreader.entities.han_lexicon import KINDS, PLACE_SUFFIXES
from seedreader.entities.letters import Script, word_script
from seedreader.entities.lexicon import is_place
from seedreader.entities.mention import Evidence, Kind, Mention
from seedreader.entities.tokens import tokens

_SYLLABIC: Final = frozenset({Script.HAN, Script.KANA, Script.ARABIC, Script.HEBREW})


def told(kind: Kind, form: tuple[str, ...], group: list[Mention]) -> Kind:
    """Return the kind of an entity as far as its mentions prove it.

    One word in characters without capitals may be a person or a town by its shape.
    """
    shapeless = len(form) == 1 and word_script(form[0]) in _SYLLABIC
    if shapeless and kind is Kind.PERSON and all(m.evidence in _BY_SHAPE for m in group):
        return Kind.OTHER
    return kind


_BY_SHAPE: Final = frozenset({Evidence.PARTS, Evidence.CAPITALS})
_KINDS_OF_PLACES: Final = tuple(
    sorted((*KINDS[:3], *PLACE_SUFFIXES, "群岛", "半岛", "海峡"), key=lambda s: (-len(s), s))
)


def _without_kind(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of a place without the word for what it is: Nias of Nias Island."""
    if len(parts) == 1 and word_script(parts[0]) is Script.HAN:
        suffix = next((s for s in _KINDS_OF_PLACES if parts[0].endswith(s)), "")
        bare = parts[0].removesuffix(suffix)
        return (bare,) if len(bare) > 1 else parts
    kept = tuple(part for part in parts if not is_place(part))
    return kept or parts


def forms_of(key: str, group: list[Mention]) -> list[tuple[str, ...]]:
    """Return the names of a local entity as parts.

    They are its fullest, for a place that without the word for its kind, those without the ending
    of a case, and glosses in other scripts.
    """
    parts = tuple(key[1:].split("|"))
    forms = [parts]
    if group[0].kind is Kind.LOC or (
        group[0].kind is Kind.ORG and word_script(parts[0]) is Script.HAN
    ):
        bare = _without_kind(parts)
        if bare != parts:
            forms.append(bare)
    forms += [form for form in bases(parts, group[0].language) if form not in forms]
    for mention in group:
        if mention.evidence is Evidence.GLOSS:
            words = tuple(t.text for t in tokens(mention.text, 0, len(mention.text)))
            if words and content(words) not in forms:
                forms.append(content(words))
    return forms


def kinds_agree(one: Kind, two: Kind) -> bool:
    """Tell whether two names may be of one entity; `OTHER` may turn out to be anything."""
    return one is two or Kind.OTHER in (one, two)


def is_better_name(new: str, old: str) -> bool:
    """Prefer names in Latin script, then longer ones."""
    latin_new, latin_old = word_script(new) is Script.LATIN, word_script(old) is Script.LATIN
    return (latin_new, len(new.split()) if latin_new else 0) > (
        latin_old,
        len(old.split()) if latin_old else 0,
    )
