"""Lemmas: the form of a word that stands in a dictionary.

The dictionaries are simplemma's. One takes a second to load and up to several hundred megabytes,
so only one is held at a time: ask for all words of a language, then for those of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from seedreader.corpus.scripts import script_of
from seedreader.library.search.folding import APOSTROPHE, fold

if TYPE_CHECKING:
    from simplemma import Lemmatizer

_NAMES: Final = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs", "sh": "hbs", "iw": "he"}
"""Language codes that simplemma calls otherwise."""

_WITH_DICTIONARY_NAMES: Final = """
ar ast bg ca cs cy da de el en eo es et fa fi fr ga gd gl gv hbs he hi hu hy id is it ka la lb lt
lv mk ml ms nb nl nn pl pt ro ru se sk sl sq sv sw tl tr uk
"""
_WITH_DICTIONARY: Final = frozenset(_WITH_DICTIONARY_NAMES.split())
_SHORTEST: Final = 3
_LONGEST: Final = 40
"""Code points: what is shorter or longer has no lemma worth asking for."""

# What Arabic writes together with the word that follows: and, so, by, like, for, and the article.
_ARABIC_PREFIX: Final = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|و(?=.{4}))(?=.{2})")


_SCRIPTS: Final = {
    "ar": {"Arab"},
    "fa": {"Arab"},
    "bg": {"Cyrl"},
    "mk": {"Cyrl"},
    "ru": {"Cyrl"},
    "uk": {"Cyrl"},
    "hbs": {"Cyrl", "Latn"},
    "el": {"Grek"},
    "he": {"Hebr"},
    "hi": {"Deva"},
    "hy": {"Armn"},
    "ka": {"Geor"},
    "ml": {"Mlym"},
}
"""Of the languages that are not written in Latin letters alone."""


def has_dictionary(language: str, *, of: str = "") -> bool:
    """Tell whether words of a language (primary subtag) have lemmas; `of`: whether one may."""
    name = _NAMES.get(language, language)
    if name not in _WITH_DICTIONARY:
        return False
    return not of or script_of(of[0]) in _SCRIPTS.get(name, {"Latn"})


class Lemmatiser:
    """Looks lemmas up, holding one dictionary at a time."""

    def __init__(self) -> None:
        self._language: str | None = None
        self._lemmatizer: Lemmatizer | None = None

    def lemmas(self, forms: Iterable[str], language: str) -> dict[str, str]:
        """Return the folded lemma of each form, '' where it is the form itself or not known.

        Args:
            forms: `folding.fold` of words.
            language: primary subtag; all lemmas are '' without `has_dictionary`.
        """
        if not has_dictionary(language):
            return dict.fromkeys(forms, "")
        return {form: self._lemma(form, language) for form in forms}

    def _lemma(self, form: str, language: str) -> str:
        if not _SHORTEST <= len(form) <= _LONGEST or not form.isalpha():
            return ""
        stem = _ARABIC_PREFIX.sub("", form) if language == "ar" else form
        stem = stem.replace(APOSTROPHE, "'")  # as the dictionaries write it
        name = _NAMES.get(language, language)
        lemmatizer = self._load(name)
        lemma = lemmatizer.lemmatize(stem, lang=name)
        if lemma == stem:  # names are in the dictionaries with their capital
            lemma = lemmatizer.lemmatize(stem.capitalize(), lang=name)
        lemma = fold(lemma)
        return "" if lemma == form else lemma

    def _load(self, name: str) -> Lemmatizer:
        if self._lemmatizer is None or self._language != name:
            from simplemma import Lemmatizer  # noqa: PLC0415 - slow to import
            from simplemma.strategies import (  # noqa: PLC0415
                DefaultDictionaryFactory,
                DefaultStrategy,
            )

            self._lemmatizer = None  # free one dictionary before the next is read
            self._lemmatizer = Lemmatizer(
                cache_max_size=1,
                lemmatization_strategy=DefaultStrategy(
                    dictionary_factory=DefaultDictionaryFactory(cache_max_size=1)
                ),
            )
            self._language = name
        return self._lemmatizer
