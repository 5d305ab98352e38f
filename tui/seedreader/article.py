"""The words that all rooms speak: what an article is made of.

Every offset is a number of code points into `Article.text`, the sanitised text; ends are exclusive.
Nothing here ever changes after it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNDETERMINED = "und"
"""The language code of text whose language is not known (ISO 639-2, also BCP 47)."""


class ParagraphKind(StrEnum):
    """What a paragraph is on its page."""

    TITLE = "title"
    """The headline."""
    BODY = "body"
    """The article itself."""
    BOILERPLATE = "boilerplate"
    """Page furniture: navigation, share counters, related headlines, captions, notices."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what the span covers in `text`."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its place in the article's text and its sentences.

    Attributes:
        kind: what the paragraph is on its page.
        span: its place in `Article.text`, without surrounding white space. It may cover several
            lines where the text was wrapped by hand.
        language: BCP 47 code, `UNDETERMINED` where unknown.
        sentences: places of the sentences in `Article.text`, in order, not overlapping, each
            without surrounding white space. Only white space and stripped marks of scraping lie
            between them.
    """

    kind: ParagraphKind
    span: Span
    language: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was understood.

    Attributes:
        text: the whole sanitised text, boilerplate included; lines end in a line feed.
        paragraphs: in the order of the text. White space and separators lie between them.
        language: BCP 47 code of the body, `UNDETERMINED` where unknown.
        title: the headline's text, or None where the page has none.
        date: date of publication, ISO 8601 (`2023-05-03`), or None where the text does not tell.
        source: who published it, as the text tells it, or None.
        words: words of title and body; in scripts that do not separate words, characters.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    language: str
    title: str | None
    date: str | None
    source: str | None
    words: int

    @property
    def id(self) -> str:
        """The same text always has the same id: see `text_id`."""
        return text_id(self.text)

    @property
    def headline(self) -> str:
        """The title, or the body's first sentence where the page has no title, or ''."""
        if self.title is not None:
            return self.title
        for paragraph in self.paragraphs:
            if paragraph.kind is ParagraphKind.BODY and paragraph.sentences:
                return " ".join(paragraph.sentences[0].of(self.text).split())
        return ""

    @property
    def sentence_count(self) -> int:
        """Number of sentences of title and body."""
        return sum(
            len(paragraph.sentences)
            for paragraph in self.paragraphs
            if paragraph.kind is not ParagraphKind.BOILERPLATE
        )

    @property
    def boilerplate_lines(self) -> int:
        """Number of non-empty lines that are boilerplate."""
        return sum(
            sum(1 for line in paragraph.span.of(self.text).splitlines() if line.strip())
            for paragraph in self.paragraphs
            if paragraph.kind is ParagraphKind.BOILERPLATE
        )


def text_id(text: str) -> str:
    """Return the id of an article with this sanitised text: 32 hexadecimal digits of SHA-256."""
    import hashlib  # noqa: PLC0415 - slow to import, and needed only where files are read

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def primary_language(language: str) -> str:
    """Return the first subtag of a BCP 47 code in lower case: `zh` for `zh-Hans`."""
    return language.replace("_", "-").split("-", 1)[0].lower()
