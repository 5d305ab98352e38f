"""An article cut into blocks."""

from tests.articles import BODY, BOILERPLATE, TITLE, make_document

from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.model import Provenance, ProvenanceKind, Translation
from seedreader.ui.reading.document import BlockKind

PAGE = [
    (BOILERPLATE, ["Меню."]),
    (BOILERPLATE, ["Поділитися"]),
    (TITLE, ["Заголовок"]),
    (BODY, ["Перше.", "Друге."]),
    (BOILERPLATE, ["Фото: хтось"]),
    (BODY, ["Третє."]),
    (BOILERPLATE, ["Теги", "Ще"]),
]


def test_each_run_of_boilerplate_is_one_fold_that_counts_its_lines():
    document = make_document(PAGE)
    folds = [block.lines for block in document.folded if block.kind is BlockKind.FOLD]
    assert folds == [2, 1, 1]


def test_unfolded_boilerplate_is_set_without_blank_rows_but_at_its_end():
    document = make_document(PAGE)
    ends = [b.ends_paragraph for b in document.unfolded if b.kind is BlockKind.BOILERPLATE]
    assert ends == [False, True, True, True]


def test_sentences_of_the_body_are_counted_and_numbered_without_boilerplate():
    document = make_document(PAGE)
    assert document.body_sentences == 4
    assert document.translated == 4
    numbers = [document.number_in_body(n) for n in range(len(document.sentences))]
    assert numbers == [None, None, 1, 2, 3, None, 4, None, None]
    assert document.first_in_body == 2


def test_a_long_paragraph_becomes_several_blocks_that_lose_no_sentence():
    document = make_document([(BODY, [f"Речення {n}." for n in range(200)])])
    assert len(document.folded) > 1
    assert [n for block in document.folded for n in block.sentences] == list(range(200))
    assert [block.ends_paragraph for block in document.folded].count(True) == 1


def test_the_sentence_at_an_offset_is_the_one_that_holds_it_or_stands_before_it():
    document = make_document(PAGE)
    for number, span in enumerate(document.sentences):
        assert document.sentence_at(span.start) == number
        assert document.sentence_at(span.end - 1) == number
        assert document.sentence_at(span.end) == number


def test_plain_text_pairs_each_paragraph_with_its_translation_and_leaves_boilerplate_out():
    document = make_document(PAGE)
    assert document.plain_text().split("\n\n") == [
        "Заголовок",
        "<Заголовок>",
        "Перше. Друге.",
        "<Перше.> <Друге.>",
        "Третє.",
        "<Третє.>",
    ]


def test_plain_text_leaves_out_a_scraping_mark_before_the_first_sentence():
    from dataclasses import replace

    from seedreader.article import Span
    from seedreader.ui.reading.document import Document

    document = make_document([(BODY, ["Xx Перше."])], {})
    paragraph = document.article.paragraphs[0]
    cut = replace(paragraph, sentences=(Span(3, paragraph.span.end),))
    article = replace(document.article, paragraphs=(cut,))
    assert Document.of(article, {}, "en").plain_text() == "Перше."


def machine(text, *flags):
    provenance = Provenance(ProvenanceKind.ENGINE, engine="x")
    return Translation(text, "en", provenance, tuple(flags))


def test_other_translations_change_what_they_are_of_and_nothing_else():
    document = make_document(
        [(TITLE, ["А"]), (BODY, ["Б.", "В."]), (BOILERPLATE, ["Г"])], {"Б.": "b"}
    )
    title, first, _, furniture = document.sentences
    changed = document.with_translations(
        {title: machine("a"), first: None, furniture: machine("g")}
    )
    assert (document.translated, changed.translated) == (1, 1)
    assert changed.translation(0).text == "a"
    assert changed.translation(1) is None
    assert changed.translation(3).text == "g"
    assert changed.with_translations({title: machine("A")}).translated == 1
    assert changed.folded is document.folded


def test_what_looks_wrong_is_found_in_either_direction():
    document = make_document([(BODY, ["А.", "Б.", "В.", "Г."])], {})
    flag = Flag(FlagName.LENGTH, "short")
    flagged = document.with_translations(
        {
            document.sentences[1]: machine("b", flag),
            document.sentences[2]: machine("c"),
            document.sentences[3]: machine("d", flag),
        }
    )
    assert [flagged.next_flagged(at, 1) for at in (-1, 0, 1, 3)] == [1, 1, 3, None]
    assert [flagged.next_flagged(at, -1) for at in (4, 3, 1)] == [3, 1, None]
    assert flagged.flagged == 2


def test_a_sentence_is_awaited_until_it_is_translated():
    document = make_document([(BODY, ["А.", "Б."])], {})
    waiting = document.awaiting(document.sentences)
    assert waiting.is_awaited(0)
    assert not waiting.with_translations({waiting.sentences[0]: machine("a")}).is_awaited(0)
    assert not document.is_awaited(0)
