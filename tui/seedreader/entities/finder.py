"""Finds the mentions of one article."""

from __future__ import annotations

from typing import Final

from seedreader.article import Article, ParagraphKind, primary_language
from seedreader.entities import spaced
from seedreader.entities.composition import compose
from seedreader.entities.found import Found
from seedreader.entities.grouping import group
from seedreader.entities.han import HanFinder
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.letters import Script, script_of
from seedreader.entities.mention import Mention
from seedreader.entities.sentence import Sentence, read_sentence, usage

_HAN_SHARE: Final = 0.3


class EntityFinder:
    """Finds mentions. Costs tens of megabytes and a tenth of a second to make; keep it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Find with what `knowledge` knows."""
        self._knowledge = knowledge
        self._han = HanFinder(knowledge)

    def find(self, article: Article) -> tuple[Mention, ...]:
        """Return the mentions in an article's title and body, sorted, not overlapping."""
        spans = [
            (span.start, span.end, primary_language(paragraph.language))
            for paragraph in article.paragraphs
            if paragraph.kind is not ParagraphKind.BOILERPLATE
            for span in paragraph.sentences
        ]
        language = primary_language(article.language)
        return self.mentions(article.text, [(a, b, c if c != "und" else language) for a, b, c in spans])

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
        return group(text, found, self._knowledge)

    def _sentence(self, sentence: Sentence, written: object) -> list[Found]:
        found = spaced.find(sentence, self._knowledge, written)  # type: ignore[arg-type]
        if not any(w.script in (Script.HAN, Script.KANA) for w in sentence.words):
            return found
        piece = sentence.text[sentence.start : sentence.end]
        kana = any(script_of(c) is Script.KANA for c in piece)
        language = "ja" if kana and sentence.language != "zh" else "zh" if sentence.language in ("zh", "yue", "und") else sentence.language
        han = self._han.find(sentence.text, sentence.start, sentence.end, language)
        merged = [f for f in found if not any(h.start < f.end and h.end > f.start for h in han)]
        return sorted([*merged, *han])
