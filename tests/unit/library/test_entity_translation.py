"""The article's entities in its translation."""

from __future__ import annotations

import pytest
from tests.articles import BODY, make_article

from seedreader.entities import EntityFinder, Knowledge, Linker
from seedreader.library import Library
from seedreader.library.entities_store import EntityStore
from seedreader.library.entity_records import decode_marks, encode_marks, text_digest
from seedreader.library.entity_translation import find_in_translation
from seedreader.translation.alignment import WordLink
from seedreader.translation.model import Provenance, ProvenanceKind, Translation


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge()


@pytest.fixture
def find(data, knowledge):
    """Find the entities of one sentence, given with its language, in its translation."""
    library = Library(data)
    store = EntityStore(library, "test")
    linker, finder = Linker(knowledge, store.memory.memory), EntityFinder(knowledge)

    def find(sentences, translations, *, language, alignment=None):
        article = make_article([(BODY, sentences)], language=language)
        store.add(article, finder.find(article), linker)
        spans = article.paragraphs[0].sentences
        given = {
            span: Translation(text, "en", Provenance(ProvenanceKind.ENGINE), alignment=alignment)
            for span, text in zip(spans, translations, strict=True)
        }
        marks = find_in_translation(
            given, "en", finder=finder, linker=linker, store=store, key=store.key(article.id)
        )
        assert decode_marks(encode_marks(marks)) == marks
        return [
            [text[mark.start : mark.end] for mark in marks[span.start][1]]
            for span, text in zip(spans, translations, strict=True)
        ]

    yield find
    library.close()


def test_names_are_found_by_what_they_are_called_in_the_target_language(find):
    found = find(
        ["Прем'єр-міністр Японії Фуміо Кісіда прибув до Києва."],
        ["Prime Minister Fumio Kishida of Japan has arrived in Kyiv."],
        language="uk",
    )
    assert found == [["Fumio Kishida", "Japan", "Kyiv"]]


def test_only_entities_of_the_article_are_marked(find):
    found = find(["Уряд Японії мовчить."], ["Japan is silent, and so is Peru."], language="uk")
    assert found == [["Japan"]]


def test_a_counterpart_that_no_name_tells_comes_from_the_alignment(find):
    sentence = "Учора пан Дзвенислав Крутопляс приїхав до Японії."
    translation = "Yesterday Mr Qwmtz came to Japan."
    start = sentence.index("Дзвенислав")
    link = WordLink(start, sentence.index(" приїхав"), 13, 18, 0.9)
    assert find([sentence], [translation], language="uk") == [["Japan"]]
    other = "Учора пан Дзвенислав Крутопляс знову приїхав до Японії."
    found = find([other], [translation], language="uk", alignment=(link,))
    assert found == [["Qwmtz", "Japan"]]


def test_a_counterpart_out_of_all_proportion_is_not_marked(find):
    sentence = "В Японії тихо."
    translation = "It is very quiet in that country of islands far away, as everybody there says."
    link = WordLink(2, 8, 0, len(translation), 0.9)
    assert find([sentence], [translation], language="uk", alignment=(link,)) == [[]]


def test_marks_belong_to_one_wording_only():
    assert text_digest("Japan is silent.") != text_digest("Japan was silent.")
