"""The word cursor: which word it is on, and what is lit for it."""

from dataclasses import replace

import pytest
from tests.articles import BODY, make_document

from seedreader.translation.alignment import WordLink
from seedreader.ui.reading.layout import Side
from seedreader.ui.reading.words import Word, counterparts, lit_words, next_word, word_at, words_of

SENTENCE = "НАТО планує офіс, у Токіо"
TRANSLATION = "NATO plans an office in Tokyo"
LINKS = (
    WordLink(0, 4, 0, 4, 1.0),
    WordLink(5, 11, 5, 10, 0.8),
    WordLink(12, 16, 14, 20, 0.7),
    WordLink(12, 16, 11, 13, 0.2),
    WordLink(18, 25, 21, 29, 0.6),  # two words for two
)


@pytest.fixture
def document():
    document = make_document([(BODY, ["Перше.", SENTENCE])], {SENTENCE: TRANSLATION})
    span = document.sentences[1]
    aligned = replace(document.translations[span], alignment=LINKS)
    return document.with_translations({span: aligned})


def test_words_that_are_linked_together_are_one_and_others_stand_alone(document):
    text = document.sentences[1].of(document.article.text)
    assert [text[a:b] for a, b in words_of(document, 1, Side.SOURCE)] == [
        "НАТО",
        "планує",
        "офіс",
        "у Токіо",
    ]
    assert [TRANSLATION[a:b] for a, b in words_of(document, 1, Side.TARGET)] == [
        "NATO",
        "plans",
        "an",
        "office",
        "in Tokyo",
    ]


def test_the_cursor_walks_all_words_and_stops_at_either_end(document):
    word, seen = None, []
    for _ in range(6):
        word = next_word(document, 1, word, 1)
        seen.append(word.start)
    assert seen == [0, 5, 12, 18, 18, 18]
    for _ in range(6):
        word = next_word(document, 1, word, -1)
        seen.append(word.start)
    assert seen[6:] == [12, 5, 0, 0, 0, 0]
    assert next_word(document, 1, None, -1).start == 18


def test_what_is_lit_stands_where_the_panes_draw_it(document):
    start = document.sentences[1].start
    lit = lit_words(document, 1, Word(Side.SOURCE, 12, 16))
    assert [(word.side, word.start, word.end, word.is_certain) for word in lit] == [
        (Side.SOURCE, start + 12, start + 16, True),
        (Side.TARGET, 11, 13, False),
        (Side.TARGET, 14, 20, True),
    ]


def test_it_works_in_either_direction(document):
    assert counterparts(document, 1, Word(Side.TARGET, 5, 10)) == [((5, 11), 0.8)]
    start = document.sentences[1].start
    (_, source) = lit_words(document, 1, Word(Side.TARGET, 5, 10))
    assert (source.side, source.start) == (Side.SOURCE, start + 5)


def test_a_word_is_found_under_the_mouse(document):
    start = document.sentences[1].start
    assert word_at(document, 1, Side.SOURCE, start + 7) == Word(Side.SOURCE, 5, 11)
    assert word_at(document, 1, Side.TARGET, 15) == Word(Side.TARGET, 14, 20)
    assert word_at(document, 1, Side.SOURCE, start + 16) is None  # the comma


def test_without_links_the_words_are_still_there(document):
    plain = make_document([(BODY, [SENTENCE])], {SENTENCE: TRANSLATION})
    word = next_word(plain, 0, None, 1)
    assert word == Word(Side.SOURCE, 0, 4)
    assert counterparts(plain, 0, word) == []


def test_links_that_point_outside_are_ignored(document):
    span = document.sentences[1]
    known = document.translations[span]
    wrong = replace(known, alignment=(WordLink(0, 999, 0, 4, 1.0), WordLink(5, 11, 5, 999, 1.0)))
    broken = document.with_translations({span: wrong})
    assert (0, 999) not in words_of(broken, 1, Side.SOURCE)
    assert (5, 999) not in words_of(broken, 1, Side.TARGET)
