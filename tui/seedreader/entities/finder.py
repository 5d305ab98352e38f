"""Finds the mentions of one article."""

from __future__ import annotations

from typing import Final

import regex

from seedreader.article import UNDETERMINED, Article, Paragraph, ParagraphKind, primary_language
from seedreader.entities import caseless, spaced, thai
from seedreader.entities.composition import compose, settle
from seedreader.entities.found import Found
from seedreader.entities.grouping import group
from seedreader.entities.han import HanFinder, repeated_surnames
from seedreader.entities.han_shapes import with_latin
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Mention
from seedreader.entities.name_meanings import Meanings
from seedreader.entities.sentence import Sentence, Usage, read_sentence, usage

_HAN_OR_KANA: Final = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")
_LONGEST_CAPTION: Final = 300
_HAN_LANGUAGES: Final = frozenset({"zh", "yue", "ja", "und"})


def _searched(article: Article) -> list[Paragraph]:
    """Return title, body, and the short boilerplate inside the body: captions, mostly."""
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    body = [index for index, kind in enumerate(kinds) if kind is ParagraphKind.BODY]
    first, last = (body[0], body[-1]) if body else (0, -1)
    return [
        paragraph
        for index, paragraph in enumerate(article.paragraphs)
        if paragraph.kind is not ParagraphKind.BOILERPLATE
        or (first < index < last and len(paragraph.span) <= _LONGEST_CAPTION)
    ]


class EntityFinder:
    """Finds mentions. Costs tens of megabytes and a tenth of a second to make; keep it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Find with what `knowledge` knows."""
        self._knowledge = knowledge
        self._han = HanFinder(knowledge)
        self._meanings = Meanings(knowledge)

    def find(self, article: Article) -> tuple[Mention, ...]:
        """Return the mentions in title, body and captions, sorted, not overlapping."""
        language = primary_language(article.language)
        spans = []
        for paragraph in _searched(article):
            own = primary_language(paragraph.language)
            spoken = language if own == UNDETERMINED else own
            spans += [(s.start, s.end, spoken) for s in paragraph.sentences or (paragraph.span,)]
        return self.mentions(article.text, spans)

    def mentions(self, text: str, spans: list[tuple[int, int, str]]) -> tuple[Mention, ...]:
        """Return the mentions in sentences of a text.

        Args:
            text: what the offsets point into.
            spans: start, end (code points) and language (primary subtag) of each sentence, in
                order, not overlapping.
        """
        sentences = [read_sentence(text, *span) for span in spans]
        written = usage(sentences)
        found: list[Found] = []
        for sentence in sentences:
            found.extend(compose(text, self._sentence(sentence, written)))
        if any(s.language in _HAN_LANGUAGES for s in sentences):
            found = repeated_surnames(text, spans, found, self._knowledge)
        found = caseless.repeated(text, spans, found)
        return group(text, settle(text, found, self._knowledge), self._knowledge, self._meanings)

    def _sentence(self, sentence: Sentence, written: Usage) -> list[Found]:
        found = spaced.find(sentence, self._knowledge, written)
        if any(word.script is Script.THAI for word in sentence.words):
            names = thai.find(sentence, self._knowledge)
            found = [
                f for f in found if not any(n.start < f.end and n.end > f.start for n in names)
            ]
            found = sorted([*found, *names])
        people = caseless.people(sentence, self._knowledge, found)
        if people:
            found = sorted([*found, *people])
        if _HAN_OR_KANA.search(sentence.text, sentence.start, sentence.end) is None:
            return found
        piece = sentence.text[sentence.start : sentence.end]
        kana = any("\u3041" <= c <= "\u30ff" and script_of(c) is Script.KANA for c in piece)
        language = (
            "ja"
            if kana and sentence.language != "zh"
            else "zh"
            if sentence.language in ("zh", "yue", "und")
            else sentence.language
        )
        han = self._han.find(sentence.text, sentence.start, sentence.end, language)
        merged = [f for f in found if not any(h.start < f.end and h.end > f.start for h in han)]
        both = sorted([*merged, *han])
        return with_latin(sentence.text, both, self._knowledge) if language == "zh" else both
