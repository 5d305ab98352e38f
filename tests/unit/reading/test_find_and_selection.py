"""Finding words, and text that the mouse has marked."""

from tests.articles import BODY, BOILERPLATE, make_document

from seedreader.ui.reading.find import find_hits
from seedreader.ui.reading.layout import Geometry, Panes, Position, Rows, Side
from seedreader.ui.reading.selection import Point, Selection
from seedreader.ui.reading.viewport import Mark, Viewport

DOCUMENT = make_document(
    [(BODY, ["НАТО та Японія.", "Саміт у Токіо."]), (BOILERPLATE, ["Більше про НАТО"])],
    {"НАТО та Японія.": "NATO and Japan.", "Саміт у Токіо.": "A summit in Tokyo, says nato."},
)


def texts(hits):
    found = []
    for hit in hits:
        translation = DOCUMENT.translation(hit.sentence)
        text = DOCUMENT.article.text if hit.side is Side.SOURCE else translation.text
        found.append((hit.sentence, hit.side, text[hit.span_start : hit.span_end]))
    return found


def test_both_languages_and_the_boilerplate_are_searched_and_case_is_ignored():
    assert texts(find_hits(DOCUMENT, "нато")) == [
        (0, Side.SOURCE, "НАТО"),
        (2, Side.SOURCE, "НАТО"),
    ]
    assert texts(find_hits(DOCUMENT, "NaTo")) == [
        (0, Side.TARGET, "NATO"),
        (1, Side.TARGET, "nato"),
    ]


def test_hits_come_in_reading_order():
    assert texts(find_hits(DOCUMENT, "а"))[:2] == [(0, Side.SOURCE, "А"), (0, Side.SOURCE, "а")]
    sentences = [hit.sentence for hit in find_hits(DOCUMENT, "a")]
    assert sentences == sorted(sentences)


def test_white_space_stands_for_any_white_space_and_signs_for_themselves():
    wrapped = make_document([(BODY, ["одне\nдва (три)."])], {})
    assert len(find_hits(wrapped, "одне  два")) == 1
    assert len(find_hits(wrapped, "(три).")) == 1
    assert find_hits(wrapped, ".*") == ()


def test_nothing_is_found_for_nothing():
    assert find_hits(DOCUMENT, "  ") == ()


def test_a_decomposed_query_finds_composed_text():
    document = make_document([(BODY, ["caf\N{LATIN SMALL LETTER E WITH ACUTE}"])], {})
    assert len(find_hits(document, "cafe\N{COMBINING ACUTE ACCENT}")) == 1


def make_viewport():
    viewport = Viewport()
    viewport.document = DOCUMENT
    viewport.height = 20
    viewport.geometry = Geometry(Panes.SIDE, Rows.SENTENCE, 10)
    viewport.lay_out(Mark(0))
    return viewport


def test_a_selection_holds_one_language_over_several_rows():
    viewport = make_viewport()
    rows = viewport.visible()
    targets = [(position, row.target) for position, row in rows if row.target]
    first, last = targets[0], targets[-1]
    selection = Selection.between(
        Side.TARGET, Point(last[0], last[1].line.end), Point(first[0], first[1].line.start)
    )
    assert selection.text(viewport.space) == "NATO and Japan. A summit in Tokyo, says nato."


def test_a_selection_within_a_line_holds_what_lies_between_its_ends():
    viewport = make_viewport()
    selection = Selection(Side.SOURCE, Point(Position(0, 0), 0), Point(Position(0, 0), 4))
    assert selection.text(viewport.space) == "НАТО"
    line = viewport.visible()[0][1]
    assert selection.within(Position(0, 0), line.target) is None
