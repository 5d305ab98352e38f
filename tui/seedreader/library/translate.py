"""What there is to translate of an article, and how what was made is kept.

For the reader's screens and the command line alike. Nothing here is slow but `expected_settings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedreader.article import UNDETERMINED, Article, ParagraphKind, Span
from seedreader.library.translations_store import Made, sentence_language
from seedreader.translation.engine import DEFAULT_OPTIONS, Options
from seedreader.translation.model import Translation

if TYPE_CHECKING:
    from seedreader.translation.worker.protocol import Sentence

ENGINES = ("argos", "apertium", "libretranslate")
"""What `expected_settings` knows; the first is what is used unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one language, as a worker is asked for them.

    Attributes:
        language: primary subtag.
        spans: their places in the article, in order.
        sentences: the sentences, in the same order.
    """

    language: str
    spans: tuple[Span, ...]
    sentences: tuple[str, ...]


def source_languages(article: Article, target_language: str) -> set[str]:
    """Return the languages of title and body that can be translated: primary subtags."""
    found = {
        sentence_language(article, paragraph)
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.BOILERPLATE and paragraph.sentences
    }
    return found - {target_language, UNDETERMINED}


def by_language(article: Article, spans: Iterable[Span]) -> list[Group]:
    """Group sentences by their language, in the order in which the languages come up.

    Args:
        article: the article.
        spans: places of sentences, as `Library.missing` returns them.
    """
    language_of = {
        span: sentence_language(article, paragraph)
        for paragraph in article.paragraphs
        for span in paragraph.sentences
    }
    groups: dict[str, list[Span]] = {}
    for span in spans:
        groups.setdefault(language_of[span], []).append(span)
    return [
        Group(language, tuple(found), tuple(span.of(article.text) for span in found))
        for language, found in groups.items()
    ]


def expected_settings(
    languages: Iterable[str],
    target_language: str,
    *,
    data: Path,
    engine: str = ENGINES[0],
    server: str | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> dict[str, str]:
    """Return under which settings an engine would answer now, for each language that it has.

    The packages are hashed when they are new, which takes a second for 500 MB; apertium's program
    is run. A server is not asked: it is expected to have every language.

    Args:
        languages: primary subtags of the languages to translate out of.
        target_language: primary subtag.
        data: the library's folder.
        engine: one of `ENGINES`.
        server: address of a LibreTranslate server.
        options: how to decode.

    Raises:
        OSError: a package cannot be read.
        CannotTranslate: the engine cannot be asked.
    """
    found: dict[str, str | None] = {}
    if engine == "libretranslate":
        from seedreader.translation import libretranslate  # noqa: PLC0415 - slow to import

        settings = libretranslate.expected_provenance(server or "", options).settings
        found = dict.fromkeys(languages, settings)
    elif engine == "apertium":
        from seedreader.translation.apertium import ApertiumEngine  # noqa: PLC0415

        program = ApertiumEngine()
        pairs = program.languages()
        for language in languages:
            if (language, target_language) in pairs:
                provenance = program.provenance(language, target_language, options)
                found[language] = provenance.settings
    else:
        from seedreader.translation.argos.provenance import expected_provenance  # noqa: PLC0415

        for language in languages:
            expected = expected_provenance(data, language, target_language, options)
            found[language] = None if expected is None else expected.settings
    return {language: settings for language, settings in found.items() if settings is not None}


def made(event: Sentence, sentences: Sequence[str], language: str, target_language: str) -> Made:
    """Return what to keep of a sentence that a worker translated.

    Args:
        event: what the worker told.
        sentences: those of the request.
        language: primary subtag out of which the worker was asked to translate.
        target_language: primary subtag.
    """
    translated = event.translated
    return Made(
        source=sentences[event.index],
        source_language=language,
        target_language=target_language,
        translation=Translation(
            text=translated.text,
            language=target_language,
            provenance=event.provenance,
            flags=event.flags,
            score=translated.score,
            alignment=translated.alignment,
        ),
    )
