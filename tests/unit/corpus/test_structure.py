from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.article import Article, ParagraphKind, Span
from seedreader.corpus import sanitise
from seedreader.corpus.blocks import split_blocks
from seedreader.corpus.structure import count_words, structure

lines = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        (
            "",
            "null",
            "0",
            "2024-05-30 13:59:48",
            "Photo: Getty Images",
            "[lead]- The mayor opened the bridge. It took four years.",
            "The mayor opened the bridge on Monday. It took four years to build.",
            "New bridge opens",
            "New bridge opensNew bridge opens",
            "Home > News > Town",
            "昨天晚上,城里新建的大桥正式通车。",
            "Read more: The old bridge",
        )
    ),
)
pages = st.lists(lines, max_size=25).map("\n".join).map(sanitise)


def check(article: Article) -> None:
    text = article.text
    position = 0
    for paragraph in article.paragraphs:
        span = paragraph.span
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        inside = span.start
        for sentence in paragraph.sentences:
            assert inside <= sentence.start < sentence.end <= span.end
            assert sentence.of(text).strip() == sentence.of(text)
            if inside > span.start:
                assert not text[inside : sentence.start].strip()
            inside = sentence.end
        assert not text[inside : span.end].strip() or not paragraph.sentences
        position = span.end
    assert not text[position:].strip()
    titles = [p for p in article.paragraphs if p.kind is ParagraphKind.TITLE]
    assert len(titles) == (article.title is not None)


@given(pages)
def test_offsets_hold_and_every_visible_character_is_in_a_paragraph(page: str) -> None:
    check(structure(page))


@given(st.text().map(sanitise))
def test_any_text_is_structured(text: str) -> None:
    check(structure(text))


@given(pages)
def test_a_page_with_text_has_a_body_or_a_title(page: str) -> None:
    kinds = {paragraph.kind for paragraph in structure(page).paragraphs}
    if page.strip():
        assert kinds - {ParagraphKind.BOILERPLATE}


def test_a_mark_of_scraping_is_left_out_of_the_first_sentence_only() -> None:
    line = "[lead]- The mayor opened the bridge on Monday. It took four years to build."
    article = structure(f"{line}\nHe thanked the workers, who had come with their families.")
    assert article.title is None
    first = article.paragraphs[0]
    assert first.span.of(article.text) == line
    assert first.sentences[0].of(article.text) == "The mayor opened the bridge on Monday."
    assert article.headline == "The mayor opened the bridge on Monday."


def test_one_line_is_a_body_without_a_headline() -> None:
    article = structure("The mayor opened the bridge on Monday. It took four years.")
    assert article.title is None
    assert [paragraph.kind for paragraph in article.paragraphs] == [ParagraphKind.BODY]


def test_dates_of_related_headlines_are_not_the_articles() -> None:
    page = (
        "New bridge opens in the old town\n\n"
        "The mayor opened the bridge on Monday. It took four years to build.\n\n"
        "He thanked the workers, who had come with their families.\n\n"
        "Ten ideas for the weekend\n\n"
        "2020-03-04 10:00\n\n"
        "Where the storks have gone\n\n"
        "2020-03-05 11:30"
    )
    article = structure(page)
    assert article.date is None
    assert article.boilerplate_lines == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bridge, which cost 5 million, is old-fashioned.", 8),
        ("昨天晚上,大桥通车。", 8),
        ("AMD 发布 Zen5 处理器", 7),
        ("สะพานใหม่", 8),
        ("— … !", 0),
        ("हिन्दी में लिखा", 3),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text, Span(0, len(text))) == words


def test_words_are_those_of_title_and_body() -> None:
    article = structure(
        "New bridge opens in town\n\n3 May 2020, 10:00\n\nThe mayor opened the bridge. It is long."
    )
    assert article.date == "2020-05-03"
    assert article.words == 5 + 8


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "The meeting opened at seven with nineteen members present. The\n"
        "treasurer reported that the roof had been paid for and that what\n"
        "was left would do for the windows, if nobody minded waiting until\n"
        "the autumn.\n"
        "\n"
        "The next meeting will be in June.\n"
    )
    assert [text.count("\n", block.start, block.end) for block in split_blocks(text)] == [3, 0]


def test_chinese_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = "昨天晚上,城里新建的大桥正式通车。这座桥建了四年,花费是\n" * 3 + "原计划的五倍。\n"
    assert len(split_blocks(text)) == 1


def test_lines_of_verse_stay_apart() -> None:
    text = "The nets are hung,\nthe lamps are low,\nthe last boat home\nhas far to go.\n"
    assert len(split_blocks(text)) == 4
