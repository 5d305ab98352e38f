"""What is shown of an article that a search has found: sentences with hits, in both languages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from seedreader.article import Article, ParagraphKind, Span
from seedreader.library.search.folding import fold_text
from seedreader.library.search.locate import Locator, first_hits
from seedreader.library.search.match import Matcher
from seedreader.library.search.query import Field
from seedreader.library.search.search import ArticleHit, hits_in_article
from seedreader.translation.model import Translation

SNIPPETS: Final = 3
"""Sentences that are shown of an article."""
_COUNTED: Final = 50
"""Hits that are counted in an article."""


@dataclass(frozen=True, slots=True)
class LitText:
    """A text with what is lit in it.

    Attributes:
        text: a sentence or a headline.
        lit: code points into it, in order, not overlapping.
    """

    text: str
    lit: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence with hits.

    Attributes:
        start: where it begins in the article's text, code points.
        original: the sentence.
        translation: its translation, None where there is none.
        why: why what is lit is a hit, where it is not what was typed.
    """

    start: int
    original: LitText
    translation: LitText | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleSnippets:
    """What is shown of an article.

    Attributes:
        hits: how many there are.
        is_counted: whether that is all of them.
        snippets: the sentences with most of what is looked for, those of page furniture only where
            there are no others, in the order of the text; its beginning where nothing was asked of
            texts.
        has_hits: whether the snippets are sentences with hits.
        headline: places that are lit in the headline.
        translated_headline: likewise.
        why: why what is lit in the headlines is a hit, where it is not what was typed.
    """

    hits: int
    is_counted: bool
    snippets: tuple[Snippet, ...]
    has_hits: bool
    headline: tuple[Span, ...] = ()
    translated_headline: tuple[Span, ...] = ()
    why: tuple[str, ...] = ()


def snippets_of(
    matcher: Matcher,
    article: Article,
    translations: Mapping[Span, Translation],
    *,
    headline: str,
    translated_headline: str | None,
) -> ArticleSnippets:
    """Return what is shown of an article. Takes time in proportion to its length.

    Args:
        matcher: of the search.
        article: the article.
        translations: of its sentences.
        headline: what stands for its title.
        translated_headline: its translation, or None.
    """
    hits = hits_in_article(matcher, article, translations, limit=_COUNTED)
    places = _Places(article)
    found: dict[Span, _Sentence] = {}
    for hit in hits:
        sentence = places.sentence_of(hit)
        if sentence is not None and sentence not in places.titles:
            found.setdefault(sentence, _Sentence()).add(hit, sentence)

    def worth(span: Span) -> tuple[bool, int, int]:
        return span in places.furniture, -len(found[span].words), span.start

    best = sorted(sorted(found, key=worth)[:SNIPPETS], key=lambda span: span.start)
    snippets = [found[span].snippet(span, article, translations.get(span)) for span in best]
    in_title = Locator(matcher.wanted, Field.TITLE)
    lit, why = _lit(in_title, headline)
    translated_lit, other_why = _lit(in_title, translated_headline or "")
    if not snippets:
        snippets = [
            _Sentence().snippet(span, article, translations.get(span)) for span in places.body[:1]
        ]
    return ArticleSnippets(
        len(hits),
        len(hits) < _COUNTED,
        tuple(snippets),
        bool(found),
        lit,
        translated_lit,
        tuple(dict.fromkeys([*why, *other_why])),
    )


def _lit(locator: Locator, text: str) -> tuple[tuple[Span, ...], list[str]]:
    hits = first_hits(locator.hits(text), _COUNTED) if text else []
    return tuple(hit.span for hit in hits), [hit.why for hit in hits if hit.why]


@dataclass(slots=True)
class _Sentence:
    """The hits of a sentence."""

    original: list[Span] = field(default_factory=list)
    translation: list[Span] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def add(self, hit: ArticleHit, sentence: Span) -> None:
        if hit.translated is not None:
            self.translation.append(hit.translated)
        else:
            start = max(0, hit.span.start - sentence.start)
            end = min(len(sentence), hit.span.end - sentence.start)
            self.original.append(Span(start, max(start, end)))
        self.words.add(fold_text(hit.text))
        if hit.why:
            self.why.append(hit.why)

    def snippet(self, span: Span, article: Article, translation: Translation | None) -> Snippet:
        translated = None
        if translation is not None:
            translated = LitText(translation.text, tuple(self.translation))
        original = LitText(span.of(article.text), tuple(self.original))
        return Snippet(span.start, original, translated, tuple(dict.fromkeys(self.why)))


class _Places:
    """An article's sentences, in order."""

    def __init__(self, article: Article) -> None:
        by_kind: dict[ParagraphKind, list[Span]] = {kind: [] for kind in ParagraphKind}
        for paragraph in article.paragraphs:
            by_kind[paragraph.kind] += paragraph.sentences
        self.titles = frozenset(by_kind[ParagraphKind.TITLE])
        self.furniture = frozenset(by_kind[ParagraphKind.BOILERPLATE])
        self.body = by_kind[ParagraphKind.BODY]
        self._all = sorted(
            chain.from_iterable(by_kind.values()), key=lambda span: (span.start, span.end)
        )
        self._starts = [span.start for span in self._all]

    def sentence_of(self, hit: ArticleHit) -> Span | None:
        """Return the sentence in which a hit begins, else the one before it."""
        at = bisect_right(self._starts, hit.span.start) - 1
        return self._all[max(0, at)] if self._all else None
