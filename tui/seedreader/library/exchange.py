"""Translations as they are exchanged with other programs, in TMX.

What made a translation is told by properties of the unit, so that a machine's word is never taken
for a person's when the file is read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from seedreader.article import Article, Span, primary_language
from seedreader.corpus.sanitise import sanitise_line
from seedreader.library.store import Library
from seedreader.library.translations_store import (
    Known,
    MemoryEntry,
    Settings,
    Shown,
    sentence_language,
)
from seedreader.translation.memory_key import sentence_key
from seedreader.translation.model import ProvenanceKind, Translation
from seedreader.translation.tmx import TranslationUnit

MAX_SENTENCE = 20_000
"""Code points of one remembered sentence or translation."""

_PREFIX = "x-seedreader-"
_KIND = _PREFIX + "kind"


def clean_sentence(text: str) -> str:
    """Return a text of a file as it is kept: harmless, on one line."""
    return sanitise_line(text, MAX_SENTENCE)


def unit_of(known: Known) -> TranslationUnit:
    """Return what is written of a translation."""
    translation = known.translation
    provenance = translation.provenance
    properties = {
        "kind": provenance.kind.value,
        "engine": provenance.engine,
        "package": provenance.package,
        "sha256": provenance.sha256,
        "pivot": provenance.pivot,
        "flags": " ".join(flag.name.value for flag in translation.flags),
    }
    return TranslationUnit(
        source_language=known.source_language,
        source=sentence_key(known.source),
        target_language=translation.language,
        target=translation.text,
        date=provenance.date,
        author=provenance.engine,
        properties=tuple((_PREFIX + name, value) for name, value in properties.items() if value),
    )


def entry_of(unit: TranslationUnit, kind: ProvenanceKind) -> MemoryEntry:
    """Return what is kept of a unit of a file.

    Args:
        unit: as it was read, cleaned by `clean_sentence`.
        kind: what it counts as, unless it says that a machine made it.
    """
    properties: Mapping[str, str] = dict(unit.properties)
    is_by_machine = properties.get(_KIND) == ProvenanceKind.ENGINE.value
    return MemoryEntry(
        source=unit.source,
        source_language=primary_language(unit.source_language),
        target=unit.target,
        target_language=primary_language(unit.target_language),
        kind=ProvenanceKind.ENGINE if is_by_machine else kind,
        changed=unit.date,
        is_alternative=unit.is_alternative,
        engine=properties.get(_PREFIX + "engine") if is_by_machine else None,
        package=properties.get(_PREFIX + "package") if is_by_machine else None,
        pivot=properties.get(_PREFIX + "pivot") if is_by_machine else None,
    )


def known_of_article(article: Article, translations: Mapping[Span, Translation]) -> Iterator[Known]:
    """Yield the translated sentences of an article in order."""
    for paragraph in article.paragraphs:
        for span in paragraph.sentences:
            if span in translations:
                language = sentence_language(article, paragraph)
                yield Known(span.of(article.text), language, translations[span])


def known_of_articles(
    library: Library,
    keys: Sequence[int],
    *,
    target_language: str,
    settings: Settings = None,
    shown: Shown = os.fsdecode,
) -> Iterator[Known]:
    """Yield the translated sentences of articles, each sentence of a language once.

    Args:
        library: where they are.
        keys: the articles.
        target_language: primary subtag.
        settings: as in `Library.translations`.
        shown: likewise.
    """
    seen: set[tuple[str, str]] = set()
    for key in keys:
        try:
            article = library.article(key)
        except KeyError:  # another process removed it meanwhile
            continue
        found = library.translations(
            article, target_language=target_language, settings=settings, shown=shown
        )
        for known in known_of_article(article, found):
            identity = (sentence_key(known.source), known.source_language)
            if identity not in seen:
                seen.add(identity)
                yield known


def units_of(known: Iterable[Known]) -> Iterator[TranslationUnit]:
    """Return what is written of translations, one after the other."""
    return map(unit_of, known)
