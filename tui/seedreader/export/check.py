"""Compares what stands in an export with the digests in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seedreader.export.digest import Seal, article_digest, sentence_digest
from seedreader.export.model import ExportedSentence
from seedreader.export.reading import ReadArticle, Reading, is_digest, is_sha256

_PARTS = (
    "the original was changed after export",
    "the translation was changed after export",
    "what is said of the translation's origin was changed after export",
)
_ARTICLE_PARTS = (
    "what is said of the article (source, date, language, file, hashes) was changed after export",
    "its names, or where they stand, were changed after export",
    "sentences were added, removed or moved after export",
)
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """What is wrong with a pair.

    Attributes:
        sentence: as it stands in the export now.
        problems: in words; none if all is as it was.
    """

    sentence: ExportedSentence
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """What is wrong with an article of an export.

    Attributes:
        read: as it stands there now.
        problems: with the article as a whole, in words.
        sentences: each of its pairs.
    """

    read: ReadArticle
    problems: tuple[str, ...]
    sentences: tuple[SentenceCheck, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with an export.

    Attributes:
        problems: with the whole, in words.
        articles: each of its articles.
    """

    problems: tuple[str, ...]
    articles: tuple[ArticleCheck, ...]

    @property
    def is_as_it_was(self) -> bool:
        """Whether nothing at all was changed."""
        return not self.problems and not any(
            article.problems or any(one.problems for one in article.sentences)
            for article in self.articles
        )


def check(reading: Reading) -> Check:
    """Compare an export with its digests."""
    articles = tuple(_article(article) for article in reading.articles)
    seal = Seal(reading.head)
    for article in reading.articles:
        seal.add(article_digest(article.article))
    problems: list[str] = []
    if not is_sha256(reading.seal):
        problems.append("the digest of the whole is missing: the end was cut off or changed")
    elif reading.seal != seal.hexdigest():
        known = any(one.problems or any(s.problems for s in one.sentences) for one in articles)
        problems.append(
            "its content is not what was exported"
            if known
            else "its content is not what was exported: articles were added, removed or moved, or "
            "what is said of the export was changed"
        )
    return Check(tuple(problems), articles)


def _article(read: ReadArticle) -> ArticleCheck:
    article = read.article
    sentences = []
    for at, sentence in enumerate(article.sentences):
        told = read.sentence_digests[at] if at < len(read.sentence_digests) else ""
        sentences.append(
            SentenceCheck(
                sentence, _differences(told, sentence_digest(article.id, sentence).short, _PARTS)
            )
        )
    problems = list(_differences(read.digest, article_digest(article).short, _ARTICLE_PARTS))
    if _ARTICLE_PARTS[_SENTENCES] in problems and any(one.problems for one in sentences):
        problems.remove(_ARTICLE_PARTS[_SENTENCES])  # it is told at the sentence
    return ArticleCheck(read, tuple(problems), tuple(sentences))


def _differences(told: str, made: str, parts: Sequence[str]) -> tuple[str, ...]:
    if told == made:
        return ()
    if not is_digest(told):
        return ("its digest is missing or damaged",)
    pairs = zip(told.split("-"), made.split("-"), parts, strict=True)
    return tuple(words for before, now, words in pairs if before != now)
