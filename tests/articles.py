"""Articles made for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.translation.model import Provenance, ProvenanceKind, Translation
from seedreader.ui.reading.document import Document

TITLE, BODY, BOILERPLATE = ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BOILERPLATE


def make_article(
    paragraphs: Sequence[tuple[ParagraphKind, Sequence[str]]], *, language: str = "uk"
) -> Article:
    """Return an article of paragraphs, each given as its kind and its sentences."""
    text = ""
    made = []
    for kind, sentences in paragraphs:
        spans = []
        start = len(text)
        for number, sentence in enumerate(sentences):
            text += " " if number else ""
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
        made.append(Paragraph(kind, Span(start, len(text)), language, tuple(spans)))
        text += "\n\n"
    title = next((" ".join(s) for kind, s in paragraphs if kind is TITLE), None)
    return Article(
        text=text,
        paragraphs=tuple(made),
        language=language,
        title=title,
        date=None,
        source=None,
        words=len(text.split()),
    )


def make_document(
    paragraphs: Sequence[tuple[ParagraphKind, Sequence[str]]],
    translations: Mapping[str, str] | None = None,
    *,
    language: str = "uk",
    kind: ProvenanceKind = ProvenanceKind.REFERENCE,
) -> Document:
    """Return a document; translations are given by their sentence.

    Without any given, every sentence of title and body is translated into one in angle brackets.
    """
    article = make_article(paragraphs, language=language)
    found = {}
    for paragraph in article.paragraphs:
        for span in paragraph.sentences:
            sentence = span.of(article.text)
            if translations is None:
                text = f"<{sentence}>" if paragraph.kind is not BOILERPLATE else None
            else:
                text = translations.get(sentence)
            if text is not None:
                found[span] = Translation(text, "en", Provenance(kind, origin="x/notes.tmx"))
    return Document.of(article, found, "en")


def long_document(sentences: int) -> Document:
    """Return a document with so many sentences in paragraphs of five."""
    numbers = range(sentences)
    paragraphs = [
        (BODY, [f"Речення номер {n} про НАТО та Японію у Токіо." for n in numbers[at : at + 5]])
        for at in range(0, sentences, 5)
    ]
    return make_document([(TITLE, ["Довгий заголовок"]), *paragraphs])
