"""Headline, body and furniture of pages of many makes and languages."""

import pytest

from seedreader.article import Article, ParagraphKind
from seedreader.corpus import sanitise
from seedreader.corpus.structure import structure
import marked_pages

PAGES = {
    name: value
    for name, value in vars(marked_pages).items()
    if name.isupper() and isinstance(value, str)
}


def marked(page: str) -> tuple[str, list[tuple[str, str]]]:
    lines = [(line[:1], line[2:].strip()) for line in page.split("\n")]
    return sanitise("\n".join(line for _, line in lines)), [
        (mark, sanitise(line)) for mark, line in lines if line
    ]


def found(article: Article) -> list[tuple[str, str]]:
    marks = {
        ParagraphKind.TITLE: "T",
        ParagraphKind.BODY: "B",
        ParagraphKind.BOILERPLATE: "F",
    }
    return [
        (marks[paragraph.kind], line.strip())
        for paragraph in article.paragraphs
        for line in paragraph.span.of(article.text).split("\n")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_line_is_told_for_what_it_is(name: str) -> None:
    text, expected = marked(PAGES[name])
    article = structure(text)
    wrong = [
        (mark, answer, line)
        for (mark, line), (answer, _) in zip(expected, found(article), strict=True)
        if mark not in {answer, "?"}
    ]
    assert wrong == []
    titles = [line for mark, line in expected if mark == "T"]
    assert article.title == (titles[0] if titles else None)
