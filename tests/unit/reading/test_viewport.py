"""Scrolling, jumping and resizing without laying out what is not seen."""

import random
from dataclasses import replace

import pytest
from tests.articles import BODY, BOILERPLATE, TITLE, long_document, make_document

from seedreader.ui.reading import viewport as viewport_module
from seedreader.ui.reading.layout import Geometry, Panes, Position, Rows
from seedreader.ui.reading.viewport import Mark, Viewport


def make_viewport(document, *, height=20, width=30, panes=Panes.SIDE):
    viewport = Viewport()
    viewport.document = document
    viewport.height = height
    viewport.geometry = Geometry(panes, Rows.PARAGRAPH, width)
    viewport.lay_out(Mark(0))
    return viewport


def resize(viewport, width, panes=Panes.SIDE):
    mark = viewport.mark()
    viewport.geometry = Geometry(panes, Rows.PARAGRAPH, width)
    viewport.lay_out(mark)


@pytest.mark.parametrize("panes", list(Panes))
def test_any_sentence_can_be_brought_into_view_from_anywhere(panes):
    document = long_document(200)
    viewport = make_viewport(document, panes=panes)
    chosen = random.Random(1)
    for _ in range(60):
        sentence = chosen.randrange(len(document.sentences))
        viewport.bring_into_view(sentence)
        assert sentence in viewport.sentences()


def test_bringing_into_view_what_is_in_view_moves_nothing():
    viewport = make_viewport(long_document(200))
    viewport.scroll_to(viewport.space.move(viewport.top, 50))
    for sentence in viewport.sentences()[:-2]:
        assert viewport.bring_into_view(sentence) is False


def test_resizing_back_and_forth_comes_back_to_the_same_row():
    viewport = make_viewport(long_document(300))
    viewport.scroll_to(viewport.space.move(viewport.top, 301))
    offset, top = viewport.offset, viewport.top
    for width in (12, 60, 25, 8, 30):
        resize(viewport, width)
    assert (viewport.offset, viewport.top) == (offset, top)


def test_the_text_on_top_stays_on_top_when_the_width_changes():
    viewport = make_viewport(long_document(300))
    viewport.scroll_to(viewport.space.move(viewport.top, 222))
    offset = viewport.offset
    for width in (12, 60, 25):
        resize(viewport, width)
        block = viewport.blocks[viewport.top.block]
        assert block.span.start <= offset <= block.span.end
        assert viewport.offset <= offset


def test_only_what_is_near_the_screen_is_laid_out(monkeypatch):
    laid_out = []
    real = viewport_module.layout_block

    def counting(document, block, geometry):
        laid_out.append(block)
        return real(document, block, geometry)

    monkeypatch.setattr(viewport_module, "layout_block", counting)
    document = long_document(10_000)
    viewport = make_viewport(document, height=40)
    viewport.visible()
    viewport.bring_into_view(5_000)
    viewport.visible()
    viewport.scroll_to(viewport.last_top)
    viewport.visible()
    assert len(laid_out) < 150
    assert len(document.folded) > 2_000


def test_the_end_shows_the_last_row_and_no_empty_screen():
    viewport = make_viewport(long_document(100))
    viewport.scroll_to(Position(10**6, 0))
    assert viewport.is_at_end
    assert len(viewport.visible()) == viewport.height


def test_a_short_article_is_whole_and_does_not_scroll():
    viewport = make_viewport(make_document([(TITLE, ["Т"]), (BODY, ["Усе."])]))
    assert viewport.is_whole
    assert viewport.scroll_to(viewport.space.move(viewport.top, 5)) is False


def test_sentences_are_stepped_over_folded_boilerplate():
    document = make_document([(BODY, ["А."]), (BOILERPLATE, ["Фото"]), (BODY, ["Б."])])
    viewport = make_viewport(document)
    assert viewport.next_sentence(0, 1) == 2
    assert viewport.next_sentence(2, -1) == 0
    assert viewport.next_sentence(2, 1) is None
    viewport.unfolded = True
    viewport.lay_out(Mark(0))
    assert viewport.next_sentence(0, 1) == 1


def test_paragraphs_are_stepped_whole_however_many_blocks_they_have():
    long = [f"Речення {n}." for n in range(100)]
    document = make_document([(BODY, ["А."]), (BODY, long), (BODY, ["Б."])])
    viewport = make_viewport(document)
    assert viewport.next_paragraph(0, 1) == 1
    assert viewport.next_paragraph(1, 1) == 101
    assert viewport.next_paragraph(50, 1) == 101
    assert viewport.next_paragraph(101, 1) is None
    assert viewport.next_paragraph(0, -1) is None


def test_an_empty_article_has_no_rows():
    viewport = make_viewport(make_document([]))
    assert viewport.visible() == []
    assert viewport.sentences() == []
    assert viewport.next_paragraph(0, 1) is None


@pytest.mark.parametrize("panes", [Panes.SIDE, Panes.STACKED])
@pytest.mark.parametrize("seed", range(8))
def test_a_translation_that_arrives_moves_no_sentence_that_one_looks_at(panes, seed):
    document = long_document(400)
    chosen = random.Random(seed)
    document = document.with_translations(dict.fromkeys(document.sentences)).awaiting(
        document.sentences
    )
    viewport = make_viewport(document, panes=panes)
    viewport.scroll_to(viewport.space.move(viewport.top, chosen.randrange(40, 400)))
    current = chosen.choice(viewport.sentences())

    def row_of_current():
        first, _ = viewport.rows_of_sentence(current)
        shown = [position for position, row in viewport.visible() if row.source]
        source = next(
            position
            for position in shown
            if position >= first
            and (pane := viewport.rows_of(position.block)[position.row].source)
            and (span := pane.text.span_of(current))
            and pane.line.end > span.start
        )
        return [position for position, _ in viewport.visible()].index(source)

    before = row_of_current()
    left = list(range(len(document.sentences)))
    chosen.shuffle(left)
    while left:
        part, left = left[:37], left[37:]
        made = long_document(400).translations
        longer = {
            document.sentences[n]: replace(t, text=" ".join([t.text] * chosen.randrange(1, 4)))
            for n in part
            if (t := made.get(document.sentences[n]))
        }
        document = document.with_translations(longer)
        viewport.renew(document, part, current)
        assert row_of_current() == before


def test_only_what_has_changed_is_laid_out_anew(monkeypatch):
    document = long_document(400)
    viewport = make_viewport(document)
    viewport.visible()
    laid_out = []
    original = viewport_module.layout_block

    def counting(document, block, geometry):
        laid_out.append(block.span.start)
        return original(document, block, geometry)

    monkeypatch.setattr(viewport_module, "layout_block", counting)
    span = document.sentences[3]
    changed = document.with_translations({span: None})
    blocks = viewport.renew(changed, [3], 0)
    viewport.visible()
    assert len(blocks) == 1
    assert len([start for start in laid_out if start < 2000]) == 1
