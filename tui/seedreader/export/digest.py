"""Digests of what an export holds, so that a change made afterwards is noticed and told.

They have no key: whoever changes a sentence and knows this program can compute them anew. They tell
of accidents and of unnoticed edits, not of forgery.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from seedreader.export.model import (
    FORMAT_VERSION,
    ExportedArticle,
    ExportedMention,
    ExportedSentence,
    Head,
    one_line,
)

_SHORT = 8
"""Hexadecimal digits of each part of what is shown: of four thousand million changes made by
accident one goes unnoticed there, and none in the digest of the whole."""


@dataclass(frozen=True, slots=True)
class SentenceDigest:
    """SHA-256 of the parts of a pair, hexadecimal; each is bound to the article and the place."""

    original: str
    translation: str
    origin: str

    @property
    def short(self) -> str:
        """What stands beside the pair."""
        return _joined(self.original, self.translation, self.origin)


@dataclass(frozen=True, slots=True)
class ArticleDigest:
    """SHA-256 of what is said of an article, of its names, and of all its sentences."""

    facts: str
    names: str
    sentences: str

    @property
    def short(self) -> str:
        """What stands beside the article."""
        return _joined(self.facts, self.names, self.sentences)


def sentence_digest(article_id: str, sentence: ExportedSentence) -> SentenceDigest:
    """Return the digests of a pair."""
    place = [article_id, sentence.start, sentence.end]
    translation = sentence.translation
    origin = translation.origin if translation else None
    return SentenceDigest(
        original=_digest("original", *place, sentence.language, one_line(sentence.text)),
        translation=_digest("translation", *place, one_line(translation.text))
        if translation
        else _digest("translation", *place, None),
        origin=_digest(
            "origin",
            *place,
            [origin.kind, origin.engine, origin.package, origin.sha256, origin.pivot, origin.file]
            if origin
            else None,
            translation.date if translation else None,
            [[one.name, one.reason] for one in translation.suspicions] if translation else [],
        ),
    )


def article_digest(article: ExportedArticle) -> ArticleDigest:
    """Return the digests of an article."""
    return ArticleDigest(
        facts=_digest(
            "facts",
            article.id,
            article.language,
            article.source,
            article.date,
            article.path,
            article.part,
            article.file_sha256,
        ),
        names=_digest(
            "names",
            [
                [e.id, e.name, e.kind, [[f.text, f.language, f.mentions] for f in e.forms]]
                for e in article.entities
            ],
            [
                [_places(s.mentions), _places(s.translation.mentions) if s.translation else []]
                for s in article.sentences
            ],
        ),
        sentences=_digest("sentences", [_of_sentence(article.id, s) for s in article.sentences]),
    )


def _of_sentence(article_id: str, sentence: ExportedSentence) -> list[str | int | bool]:
    digest = sentence_digest(article_id, sentence)
    kind = sentence.kind.value
    opens = sentence.opens_paragraph
    return [sentence.number, kind, opens, digest.original, digest.translation, digest.origin]


def _places(mentions: tuple[ExportedMention, ...]) -> list[list[int]]:
    return [[mention.start, mention.end, mention.entity] for mention in mentions]


class Seal:
    """The digest of a whole export, computed while its articles come."""

    def __init__(self, head: Head) -> None:
        """Begin with what is said of the export as a whole."""
        first = _digest("export", FORMAT_VERSION, head.version, head.exported, head.target)
        self._hash = hashlib.sha256(first.encode())
        self.articles = 0

    def add(self, digest: ArticleDigest) -> None:
        """Take the next article."""
        self._hash.update(f"{digest.facts}{digest.names}{digest.sentences}".encode())
        self.articles += 1

    def hexdigest(self) -> str:
        """Return the digest of what has come so far: 64 hexadecimal digits."""
        return self._hash.hexdigest()


def _digest(*values: object) -> str:
    data = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()


def _joined(*digests: str) -> str:
    return "-".join(digest[:_SHORT] for digest in digests)
