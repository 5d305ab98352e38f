"""Exports as TMX: each translated sentence is a unit that says which article it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from seedreader.article import ParagraphKind, primary_language
from seedreader.export.digest import Seal, article_digest, sentence_digest
from seedreader.export.model import (
    ExportedArticle,
    ExportedSentence,
    ExportedTranslation,
    Head,
    Origin,
    OriginKind,
    Suspicion,
)
from seedreader.export.reading import BadExport, ReadArticle, Reading, number
from seedreader.library.exchange import clean_sentence
from seedreader.translation.memory_key import sentence_key
from seedreader.translation.tmx import MAX_SEGMENT, CannotReadMemory, TranslationUnit, read_tmx

_PREFIX = "x-seedreader-"
_PLACE = re.compile(r"(\d+) (\d+)-(\d+) (title|body|boilerplate)")
_FACTS = ("language", "source", "published", "path", "part", "file-sha256", "article-digest")
_ORIGIN = ("engine", "package", "sha256", "pivot")
_MAX_UNITS = 2_000_000


def carried(article: ExportedArticle, target_language: str) -> ExportedArticle:
    """Return an article as TMX carries it: translated sentences only, without names."""
    sentences = []
    for sentence in article.sentences:
        translation = sentence.translation
        language = primary_language(sentence.language)
        text = sentence_key(sentence.text)
        if translation is None or language == primary_language(target_language):
            continue
        target = sentence_key(translation.text)
        if max(len(text), len(target)) > MAX_SEGMENT:
            continue
        sentences.append(
            replace(
                sentence,
                language=language,
                text=text,
                opens_paragraph=False,
                mentions=(),
                translation=replace(translation, text=target, mentions=()),
            )
        )
    return replace(article, sentences=tuple(sentences), entities=())


def units(head: Head, articles: Iterable[ExportedArticle]) -> Iterator[TranslationUnit]:
    """Yield what is written of articles; the last unit has the digest of the whole."""
    seal = Seal(head)
    waiting: TranslationUnit | None = None
    first = {"version": head.version, "exported": head.exported}
    for whole in articles:
        article = carried(whole, head.target)
        if not article.sentences:
            continue
        digest = article_digest(article)
        seal.add(digest)
        facts = (
            article.language,
            article.source,
            article.date,
            article.path,
            article.part,
            article.file_sha256,
            digest.short,
        )
        first |= {name: value for name, value in zip(_FACTS, facts, strict=True) if value}
        for sentence in article.sentences:
            if waiting is not None:
                yield waiting
            waiting = _unit(head, article, sentence, first)
            first = {}
    if waiting is not None:
        properties = (*waiting.properties, (_PREFIX + "seal", seal.hexdigest()))
        yield replace(waiting, properties=properties)


def _unit(
    head: Head, article: ExportedArticle, sentence: ExportedSentence, more: Mapping[str, str]
) -> TranslationUnit:
    translation = sentence.translation
    assert translation is not None, "`carried` leaves the others out"
    origin = translation.origin
    place = f"{sentence.number} {sentence.start}-{sentence.end} {sentence.kind.value}"
    properties = {
        "digest": sentence_digest(article.id, sentence).short,
        "article": article.id,
        "place": place,
        "kind": origin.kind.name.lower(),
        "engine": origin.engine,
        "package": origin.package,
        "sha256": origin.sha256,
        "pivot": origin.pivot,
        "origin": origin.file,
        "flags": " ".join(one.name for one in translation.suspicions),
        **more,
    }
    named = [(_PREFIX + name, value) for name, value in properties.items() if value]
    named += [(f"{_PREFIX}suspect", f"{one.name}: {one.reason}") for one in translation.suspicions]
    return TranslationUnit(
        source_language=sentence.language,
        source=sentence.text,
        target_language=head.target,
        target=translation.text,
        date=translation.date,
        author=origin.engine,
        properties=tuple(named),
    )


@dataclass(slots=True)
class _Read:
    id: str
    facts: dict[str, str]
    sentences: list[ExportedSentence] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)


def read(path: Path) -> Reading:
    """Return the export that a file is.

    Raises:
        BadExport: it is none, or damaged.
    """
    articles: list[_Read] = []
    head: Head | None = None
    seal = ""
    try:
        for at, unit in enumerate(read_tmx(path, clean=clean_sentence), 1):
            if at > _MAX_UNITS:
                raise BadExport(f"it has more than {_MAX_UNITS:,} units; export into a folder")
            values = {
                name.removeprefix(_PREFIX): value
                for name, value in unit.properties
                if name.startswith(_PREFIX)
            }
            if head is None:
                head = Head(
                    values.get("version", ""), values.get("exported", ""), unit.target_language
                )
            seal = values.get("seal", seal)
            _add(articles, unit, values, at)
    except CannotReadMemory as error:
        raise BadExport(f"{error.problem}. {error.advice}") from None
    if head is None:
        raise BadExport("it holds no translation")
    return Reading(head, tuple(_made(article) for article in articles), seal)


def _add(articles: list[_Read], unit: TranslationUnit, values: Mapping[str, str], at: int) -> None:
    identifier = values.get("article")
    place = _PLACE.fullmatch(values.get("place", ""))
    if identifier is None or place is None:
        raise BadExport(f"unit {at:,} does not say where it stands; it is of no export of articles")
    if not articles or articles[-1].id != identifier or "article-digest" in values:
        articles.append(_Read(identifier, {n: values[n] for n in _FACTS if n in values}))
    kind = values.get("kind", "").upper()
    if kind not in OriginKind.__members__:
        raise BadExport(f"unit {at:,} does not say where its translation comes from")
    suspicions = []
    for name, value in unit.properties:
        if name == f"{_PREFIX}suspect":
            flag, _, reason = value.partition(": ")
            suspicions.append(Suspicion(flag, reason))
    articles[-1].sentences.append(
        ExportedSentence(
            number=number(place[1], "the number of a sentence"),
            kind=ParagraphKind(place[4]),
            opens_paragraph=False,
            start=number(place[2], "the place of a sentence"),
            end=number(place[3], "the place of a sentence"),
            language=unit.source_language,
            text=unit.source,
            translation=ExportedTranslation(
                text=unit.target,
                origin=Origin(
                    OriginKind[kind],
                    file=values.get("origin"),
                    **{name: values.get(name) for name in _ORIGIN},
                ),
                date=unit.date[:10] if unit.date else None,
                suspicions=tuple(suspicions),
            ),
        )
    )
    articles[-1].digests.append(values.get("digest", ""))


def _made(found: _Read) -> ReadArticle:
    facts = found.facts
    article = ExportedArticle(
        id=found.id,
        language=facts.get("language", ""),
        source=facts.get("source"),
        date=facts.get("published"),
        path=facts.get("path", ""),
        part=facts.get("part"),
        file_sha256=facts.get("file-sha256"),
        sentences=tuple(found.sentences),
    )
    return ReadArticle(article, facts.get("article-digest", ""), tuple(found.digests))
