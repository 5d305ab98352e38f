"""Exports as JSON Lines: a line on the export, a line an article, and a line with the digest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from seedreader.article import ParagraphKind
from seedreader.export.digest import Seal, article_digest, sentence_digest
from seedreader.export.model import (
    FORMAT_VERSION,
    ExportedArticle,
    ExportedEntity,
    ExportedForm,
    ExportedMention,
    ExportedSentence,
    ExportedTranslation,
    Head,
    Origin,
    OriginKind,
    Suspicion,
)
from seedreader.export.reading import BadExport, ReadArticle, Reading

MARK: Final = '{"seedreader_export": '
"""What the first line begins with."""

_ESCAPED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What could act on a terminal is written as JSON's own escape, which keeps the value."""


def write(head: Head, articles: Iterable[ExportedArticle]) -> Iterator[str]:
    """Yield the lines of an export, each with its line feed."""
    seal = Seal(head)
    yield _line(
        {
            "seedreader_export": FORMAT_VERSION,
            "version": head.version,
            "exported": head.exported,
            "target": head.target,
        }
    )
    for article in articles:
        digest = article_digest(article)
        seal.add(digest)
        yield _line(_article(article, digest.short))
    yield _line({"articles": seal.articles, "sha256": seal.hexdigest()})


def read(text: str) -> Reading:
    """Return the export that a text is.

    Raises:
        BadExport: it is none.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    head: Head | None = None
    articles: list[ReadArticle] = []
    seal = ""
    for at, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
            if head is None:
                head = _read_head(values)
            elif "sentences" in values:
                articles.append(_read_article(values))
            else:
                seal = _need(values, "sha256", str)
        except BadExport as error:
            raise BadExport(f"line {at:,}: {error}") from None
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            raise BadExport(f"line {at:,} is damaged or cut short ({_short(error)})") from None
    if head is None:
        raise BadExport("it has no line")
    return Reading(head, tuple(articles), seal)


def _short(error: Exception) -> str:
    return str(error)[:80]


def _line(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _article(article: ExportedArticle, digest: str) -> dict[str, Any]:
    return {
        "id": article.id,
        "headline": article.headline,
        "translated_headline": article.translated_headline,
        "language": article.language,
        "source": article.source,
        "date": article.date,
        "path": article.path,
        "part": article.part,
        "file_sha256": article.file_sha256,
        "digest": digest,
        "sentences": [_sentence(article, sentence) for sentence in article.sentences],
        "entities": [
            {
                "id": entity.id,
                "name": entity.name,
                "type": entity.kind,
                "forms": [
                    {"text": form.text, "language": form.language, "mentions": form.mentions}
                    for form in entity.forms
                ],
            }
            for entity in article.entities
        ],
    }


def _sentence(article: ExportedArticle, sentence: ExportedSentence) -> dict[str, Any]:
    return {
        "number": sentence.number,
        "kind": sentence.kind.value,
        "opens_paragraph": sentence.opens_paragraph,
        "start": sentence.start,
        "end": sentence.end,
        "language": sentence.language,
        "text": sentence.text,
        "mentions": _mentions(sentence.mentions, sentence.start),
        "translation": _translation(sentence.translation),
        "digest": sentence_digest(article.id, sentence).short,
    }


def _translation(translation: ExportedTranslation | None) -> dict[str, Any] | None:
    if translation is None:
        return None
    origin = translation.origin
    return {
        "text": translation.text,
        "provenance": {
            "kind": origin.kind.name.lower(),
            "engine": origin.engine,
            "package": origin.package,
            "sha256": origin.sha256,
            "pivot": origin.pivot,
            "origin": origin.file,
            "date": translation.date,
        },
        "flags": [{"name": one.name, "reason": one.reason} for one in translation.suspicions],
        "mentions": _mentions(translation.mentions, 0),
    }


def _mentions(mentions: Iterable[ExportedMention], offset: int) -> list[dict[str, int]]:
    """Return mentions with their entity's place in the article's list of them.

    Offsets are code points: of the original into the article's text, of a translation into it.
    """
    return [
        {"start": m.start + offset, "end": m.end + offset, "entity": m.entity} for m in mentions
    ]


def _need(values: Any, name: str, kind: type) -> Any:  # noqa: ANN401 - as the type says
    """Return a value of a type.

    Raises:
        BadExport: it is not there, or of another type.
    """
    if not isinstance(values, dict) or name not in values:
        raise BadExport(f"“{name}” is missing")
    value = values[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadExport(f"“{name}” is of another kind than it was")
    return value


def _perhaps(values: Any, name: str) -> str | None:  # noqa: ANN401 - it is checked
    return None if _need(values, name, object) is None else cast("str", _need(values, name, str))


def _read_head(values: Any) -> Head:  # noqa: ANN401 - it is checked
    if _need(values, "seedreader_export", int) != FORMAT_VERSION:
        raise BadExport("it is of another version of the format; update the program")
    return Head(
        _need(values, "version", str),
        _need(values, "exported", str),
        _need(values, "target", str),
    )


def _read_article(values: Any) -> ReadArticle:  # noqa: ANN401 - it is checked
    rows = _need(values, "sentences", list)
    entities = [_read_entity(row) for row in _need(values, "entities", list)]
    sentences = [_read_sentence(row, len(entities)) for row in rows]
    article = ExportedArticle(
        id=_need(values, "id", str),
        language=_need(values, "language", str),
        source=_perhaps(values, "source"),
        date=_perhaps(values, "date"),
        path=_need(values, "path", str),
        part=_perhaps(values, "part"),
        file_sha256=_perhaps(values, "file_sha256"),
        sentences=tuple(sentences),
        entities=tuple(entities),
    )
    digests = tuple(_need(row, "digest", str) for row in rows)
    return ReadArticle(article, _need(values, "digest", str), digests)


def _read_entity(values: Any) -> ExportedEntity:  # noqa: ANN401 - it is checked
    forms = [
        ExportedForm(
            _need(row, "text", str), _need(row, "language", str), _need(row, "mentions", int)
        )
        for row in _need(values, "forms", list)
    ]
    return ExportedEntity(
        _need(values, "id", str),
        _need(values, "name", str),
        _need(values, "type", str),
        tuple(forms),
    )


def _read_sentence(values: Any, entities: int) -> ExportedSentence:  # noqa: ANN401 - it is checked
    start, text = _need(values, "start", int), _need(values, "text", str)
    found = _need(values, "translation", object)
    sentence = ExportedSentence(
        number=_need(values, "number", int),
        kind=ParagraphKind(_need(values, "kind", str)),
        opens_paragraph=_need(values, "opens_paragraph", bool),
        start=start,
        end=_need(values, "end", int),
        language=_need(values, "language", str),
        text=text,
        mentions=_read_mentions(values, entities, start),
    )
    if found is None:
        return sentence
    return replace(sentence, translation=_read_translation(found, entities))


def _read_translation(values: Any, entities: int) -> ExportedTranslation:  # noqa: ANN401
    how = _need(values, "provenance", dict)
    kind = _need(how, "kind", str).upper()
    if kind not in OriginKind.__members__:
        raise BadExport("“kind” of a provenance is none that there is")
    return ExportedTranslation(
        text=_need(values, "text", str),
        origin=Origin(
            OriginKind[kind],
            engine=_perhaps(how, "engine"),
            package=_perhaps(how, "package"),
            sha256=_perhaps(how, "sha256"),
            pivot=_perhaps(how, "pivot"),
            file=_perhaps(how, "origin"),
        ),
        date=_perhaps(how, "date"),
        suspicions=tuple(
            Suspicion(_need(row, "name", str), _need(row, "reason", str))
            for row in _need(values, "flags", list)
        ),
        mentions=_read_mentions(values, entities, 0),
    )


def _read_mentions(values: Any, entities: int, offset: int) -> tuple[ExportedMention, ...]:  # noqa: ANN401
    found = []
    for row in _need(values, "mentions", list):
        entity = _need(row, "entity", int)
        if not 0 <= entity < entities:
            raise BadExport("a mention is of an entity that there is not")
        start, end = _need(row, "start", int), _need(row, "end", int)
        found.append(ExportedMention(start - offset, end - offset, entity))
    return tuple(found)
