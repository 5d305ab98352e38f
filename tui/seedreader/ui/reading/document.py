"""An article with its translations, cut into blocks that are laid out one at a time."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from seedreader.article import Article, Paragraph, ParagraphKind, Span, primary_language
from seedreader.translation.model import Translation

_BLOCK_SENTENCES = 30
_BLOCK_LENGTH = 3000
"""A block is laid out whole: longer paragraphs are cut into several (sentences, code points)."""


class BlockKind(Enum):
    """What a block shows."""

    TITLE = auto()
    BODY = auto()
    BOILERPLATE = auto()
    FOLD = auto()
    """One line that stands for boilerplate that is folded away."""


_KIND_OF = {
    ParagraphKind.TITLE: BlockKind.TITLE,
    ParagraphKind.BODY: BlockKind.BODY,
    ParagraphKind.BOILERPLATE: BlockKind.BOILERPLATE,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a part of a long one, or a fold.

    Attributes:
        kind: what it shows.
        span: its stretch of the article's text, code points.
        sentences: the range of numbers of its sentences in `Document.sentences`.
        ends_paragraph: whether a blank row follows.
        lines: lines of the page that a fold stands for, otherwise 0.
    """

    kind: BlockKind
    span: Span
    sentences: range
    ends_paragraph: bool = True
    lines: int = 0


@dataclass(frozen=True)
class Document:
    """What the reader shows of an article.

    Attributes:
        article: the article.
        target: primary subtag of the language translated into.
        translations: by the sentence's span in the article's text.
        sentences: all sentences, those of the boilerplate too, in the order of the text.
        body_sentences: how many of them belong to title or body.
        translated: how many of those have a translation.
        folded: blocks with the boilerplate folded away.
        unfolded: blocks with the boilerplate shown.
        awaited: sentences whose translation is being made; room is kept for it.
    """

    article: Article = field(repr=False)
    target: str
    translations: Mapping[Span, Translation] = field(repr=False)
    sentences: tuple[Span, ...] = field(repr=False)
    body_sentences: int
    translated: int
    folded: tuple[Block, ...] = field(repr=False)
    unfolded: tuple[Block, ...] = field(repr=False)
    _starts: list[int] = field(repr=False)
    _numbers: list[int | None] = field(repr=False)
    awaited: frozenset[Span] = field(default=frozenset(), repr=False)

    @classmethod
    def of(
        cls,
        article: Article,
        translations: Mapping[Span, Translation],
        target: str,
        *,
        awaited: Iterable[Span] = (),
    ) -> Document:
        """Prepare an article for the panes. Takes time in proportion to its sentences."""
        sentences: list[Span] = []
        numbers: list[int | None] = []
        unfolded: list[Block] = []
        folded: list[Block] = []
        body = translated = 0
        run: list[Block] = []
        for paragraph in article.paragraphs:
            first = len(sentences)
            sentences.extend(paragraph.sentences)
            blocks = list(_blocks(paragraph, first))
            if paragraph.kind is ParagraphKind.BOILERPLATE:
                numbers.extend([None] * len(paragraph.sentences))
                run += blocks
                continue
            _end_run(run, folded, unfolded, article.text)
            unfolded += blocks
            folded += blocks
            for span in paragraph.sentences:
                body += 1
                numbers.append(body)
                translated += span in translations
        _end_run(run, folded, unfolded, article.text)
        return cls(
            article=article,
            target=target,
            translations=translations,
            sentences=tuple(sentences),
            body_sentences=body,
            translated=translated,
            folded=tuple(folded),
            unfolded=tuple(unfolded),
            _starts=[span.start for span in sentences],
            _numbers=numbers,
            awaited=frozenset(awaited),
        )

    def with_translations(self, made: Mapping[Span, Translation | None]) -> Document:
        """Return the article with other translations of some of its sentences; None for none.

        Much cheaper than to prepare it anew: nothing is done again for the other sentences.
        """
        translations = dict(self.translations)
        translated = self.translated
        for span, translation in made.items():
            is_counted = self._numbers[self.sentence_at(span.start)] is not None
            if translations.pop(span, None) is not None:
                translated -= is_counted
            if translation is not None:
                translations[span] = translation
                translated += is_counted
        return replace(self, translations=translations, translated=translated)

    def awaiting(self, sentences: Iterable[Span]) -> Document:
        """Return the article with other sentences whose translation is being made."""
        return replace(self, awaited=frozenset(sentences))

    @property
    def is_in_target_language(self) -> bool:
        """Whether there is nothing to translate."""
        return primary_language(self.article.language) == self.target

    @property
    def first_in_body(self) -> int:
        """The number of the first sentence of title or body, or 0 where there is none."""
        return next((n for n, number in enumerate(self._numbers) if number is not None), 0)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at or before an offset of the text (code points)."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def number_in_body(self, sentence: int) -> int | None:
        """Return which sentence of title and body it is, from 1, or None in the boilerplate."""
        return self._numbers[sentence]

    def translation(self, sentence: int) -> Translation | None:
        """Return the translation of a sentence, or None."""
        return self.translations.get(self.sentences[sentence])

    def is_awaited(self, sentence: int) -> bool:
        """Tell whether a sentence has no translation, and one is being made."""
        span = self.sentences[sentence]
        return span in self.awaited and span not in self.translations

    def next_flagged(self, sentence: int, step: int) -> int | None:
        """Return the next (1) or previous (-1) sentence whose translation looks wrong, or None."""
        sentence += step
        while 0 <= sentence < len(self.sentences):
            translation = self.translations.get(self.sentences[sentence])
            if translation is not None and translation.flags:
                return sentence
            sentence += step
        return None

    @property
    def flagged(self) -> int:
        """Number of sentences whose translation looks wrong. In proportion to the sentences."""
        return sum(bool(translation.flags) for translation in self.translations.values())

    def source_text(self, sentence: int) -> str:
        """Return a sentence of the original on one line."""
        return " ".join(self.sentences[sentence].of(self.article.text).split())

    def plain_text(self) -> str:
        """Return title and body, each paragraph followed by its translation."""
        parts: list[str] = []
        for paragraph in self.article.paragraphs:
            if paragraph.kind is ParagraphKind.BOILERPLATE:
                continue
            sentences = paragraph.sentences
            text = self.article.text
            end = sentences[-1].end if sentences else paragraph.span.end
            start = sentences[0].start if sentences else paragraph.span.start
            parts.append(" ".join(text[start:end].split()))
            found = [
                self.translations[span].text for span in sentences if span in self.translations
            ]
            if found:
                parts.append(" ".join(found))
        return "\n\n".join(parts)


def _blocks(paragraph: Paragraph, first: int) -> Iterable[Block]:
    kind = _KIND_OF[paragraph.kind]
    spans = paragraph.sentences
    if not spans:
        yield Block(kind, paragraph.span, range(first, first))
        return
    at = 0
    while at < len(spans):
        end = at + 1
        while (
            end < len(spans)
            and end - at < _BLOCK_SENTENCES
            and spans[end].end - spans[at].start <= _BLOCK_LENGTH
        ):
            end += 1
        yield Block(
            kind,
            Span(spans[at].start, spans[end - 1].end),
            range(first + at, first + end),
            ends_paragraph=end == len(spans),
        )
        at = end


def _end_run(run: list[Block], folded: list[Block], unfolded: list[Block], text: str) -> None:
    """Put a run of boilerplate, which is set without blank rows, where it belongs."""
    if run:
        folded.append(_fold(run, text))
        unfolded += [replace(block, ends_paragraph=False) for block in run[:-1]]
        unfolded.append(run[-1])
        run.clear()


def _fold(blocks: list[Block], text: str) -> Block:
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    lines = sum(1 for line in span.of(text).split("\n") if line.strip())
    sentences = range(blocks[0].sentences.start, blocks[-1].sentences.stop)
    return Block(BlockKind.FOLD, span, sentences, lines=lines)
