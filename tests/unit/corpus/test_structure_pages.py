"""Headline, body and furniture of pages of many makes and languages.

Each line of a page is marked with what it is, T headline, B body, F furniture, and a space. The
texts were written for these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from seedreader.article import Article, ParagraphKind
from seedreader.corpus import sanitise
from seedreader.corpus.structure import structure

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))

MARKS = {ParagraphKind.TITLE: "T", ParagraphKind.BODY: "B", ParagraphKind.BOILERPLATE: "F"}

LANGUAGES = {
    "arabic": "ar",
    "chinese_traditional": "zh-Hant",
    "dense_with_menu": "uk",
    "english_news_site": "en",
    "french_forum_tail": "fr",
    "german_lead_and_cookies": "de",
    "greek_source_label": "el",
    "hindi": "hi",
    "japanese": "ja",
    "korean": "ko",
    "polish_cards": "pl",
    "portuguese_credit_between": "pt",
    "russian_triples": "ru",
    "spanish_glued": "es",
    "thai": "th",
    "vietnamese": "vi",
}

DATES = {
    "arabic": "2023-06-12",
    "chinese_traditional": "2023-03-12",
    "dense_with_menu": "2021-04-12",
    "english_news_site": "2021-03-14",
    "german_lead_and_cookies": "2022-05-03",
    "headlines_above": "2021-09-09",
    "japanese": "2022-11-06",
    "korean": "2021-09-14",
    "russian_triples": "2022-10-05",
    "title_with_site_name": "2020-06-03",
    "vietnamese": "2023-02-06",
}

SOURCES = {
    "english_news_site": "The Northern Mail",
    "greek_source_label": "Κυκλάδες Σήμερα",
    "no_headline": "Agency",
    "title_with_site_name": "The Dale Courier",
}


def marked_lines(page: Path) -> list[tuple[str, str]]:
    lines = page.read_text("utf-8").split("\n")
    return [(line[:1], sanitise(line[2:]).strip()) for line in lines]


def article_of(page: Path) -> Article:
    return structure("\n".join(line for _, line in marked_lines(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_line_is_told_for_what_it_is(page: Path) -> None:
    article = article_of(page)
    told = [
        (MARKS[paragraph.kind], line)
        for paragraph in article.paragraphs
        for line in paragraph.span.of(article.text).split("\n")
    ]
    expected = [(mark, line) for mark, line in marked_lines(page) if mark]
    assert told == expected
    titles = [line for mark, line in expected if mark == "T"]
    assert article.title == (titles[0] if titles else None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_date_and_source_are_given_where_the_page_tells(page: Path) -> None:
    article = article_of(page)
    assert article.date == DATES.get(page.stem)
    assert article.source == SOURCES.get(page.stem)


@pytest.mark.parametrize("name", LANGUAGES)
def test_language_of_the_page(name: str) -> None:
    page = next(page for page in PAGES if page.stem == name)
    assert article_of(page).language == LANGUAGES[name]
