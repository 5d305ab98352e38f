"""Under which names an article's entity is looked for, and what kind of entity it may be."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from seedreader.entities.endings import bases
from seedreader.entities.grouping import content
from seedreader.entities.letters import Script, word_script
from seedreader.entities.mention import Evidence, Kind, Mention
from seedreader.entities.name_meanings import Meanings
from seedreader.entities.tokens import tokens
from seedreader.entities.wording import without_kind

_SYLLABIC: Final = frozenset({Script.HAN, Script.KANA, Script.ARABIC, Script.HEBREW})


_BY_SHAPE: Final = frozenset({Evidence.PARTS, Evidence.CAPITALS})
_FEWEST_FOREIGN: Final = 4
"""Characters of a name in Chinese characters from which it may be a foreign one that was cut into a
surname and a given name: Chinese names have two or three."""
_TWO: Final = 2

Form = tuple[str, ...]
"""A name as parts."""


class Named(NamedTuple):
    """How an article names an entity.

    Attributes:
        forms: its names as parts; the first as it stands there.
        kind: what it is, as far as the article proves that.
        by_shape: whether only its shape says so: a word with a capital may be a town's or a shop's
            name as well as a person's.
    """

    forms: list[Form]
    kind: Kind
    by_shape: bool = False


def named_by(key: str, group: list[Mention], meanings: Meanings) -> Named:
    """Return the names of a local entity.

    They are its fullest, that without the word for what kind of thing it names, those without the
    ending of a case, that of a person with a particle as one word, that of a foreign name that was
    taken for a Chinese one, and glosses.

    Args:
        key: of its mentions, see `Mention.key`.
        group: its mentions.
        meanings: what names may be names of.
    """
    parts = tuple(key[1:].split("|"))
    kind = Counter(m.kind for m in group).most_common(1)[0][0]
    by_shape = len(parts) == 1 and all(m.evidence in _BY_SHAPE for m in group)
    forms = [parts]
    if kind is not Kind.PERSON:
        forms.append(without_kind(parts, meanings))
    joined = "".join(parts)
    if len(parts) == _TWO and _is_cut(joined, group):
        forms.append((joined,))
        by_shape = True
    if by_shape and kind is Kind.PERSON and word_script(joined) in _SYLLABIC:
        # One word in characters without capitals may be a person or a town by its shape.
        kind = Kind.OTHER
    forms += bases(parts, group[0].language)
    for mention in group:
        if kind is Kind.PERSON and len(parts) > 1:
            forms += _with_particle(mention.text, parts)
        if mention.evidence is Evidence.GLOSS:
            words = tuple(t.text for t in tokens(mention.text, 0, len(mention.text)))
            if words:
                forms.append(content(words))
    return Named(list(dict.fromkeys(forms)), kind, by_shape)


def _with_particle(text: str, parts: Form) -> list[Form]:
    """Return a name with the particle in one with what follows it: 范博梅尔 is van Bommel."""
    words = tuple(token.text for token in tokens(text, 0, len(text)))
    if len(words) <= len(parts) or content(words) != parts:
        return []
    before = next((i for i, (a, b) in enumerate(zip(words, parts, strict=False)) if a != b), 0)
    return [(*words[:before], "".join(words[before:]))] if before else []


def _is_cut(joined: str, group: list[Mention]) -> bool:
    """Tell whether a name in Chinese characters may be one word that was cut in two."""
    return (
        len(joined) >= _FEWEST_FOREIGN
        and word_script(joined) is Script.HAN
        and all(m.evidence is Evidence.PARTS for m in group)
        and any(m.text == joined for m in group)
    )


def is_better_name(new: str, old: str) -> bool:
    """Prefer names in Latin script, then longer ones."""
    latin_new, latin_old = word_script(new) is Script.LATIN, word_script(old) is Script.LATIN
    return (latin_new, len(new.split()) if latin_new else 0) > (
        latin_old,
        len(old.split()) if latin_old else 0,
    )
