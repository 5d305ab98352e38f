"""What is lit in a document, and where."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.articles import BODY, TITLE, make_document

from seedreader.article import Span
from seedreader.entities.mention import Kind
from seedreader.library.entity_records import (
    ArticleEntities,
    Entity,
    MentionMark,
    TranslatedMark,
    text_digest,
)
from seedreader.ui.reading.entity_lights import COLOURS, EntityLights, Highlight, Light, colour_of

NATO = Entity("Q7184", "NATO", Kind.ORG, 3)
KYIV = Entity("gn:703448", "Kyiv", Kind.LOC, 1)
DOCUMENT = make_document(
    [(TITLE, ["НАТО у Києві"]), (BODY, ["Київ чекає.", "НАТО їде."])],
    {"НАТО у Києві": "NATO in Kyiv", "Київ чекає.": "Kyiv waits.", "НАТО їде.": "NATO comes."},
)
TEXT = DOCUMENT.article.text


def mention(text, entity, after=0):
    start = TEXT.index(text, after)
    return MentionMark(start, start + len(text), entity, weak=False, key=f"~{entity}", why="why")


FOUND = ArticleEntities(
    entities=(NATO, KYIV),
    mentions=(
        mention("НАТО", 0),
        mention("Києві", 1),
        mention("Київ", 1),
        mention("НАТО", 0, 5),
    ),
    translated={
        DOCUMENT.sentences[0].start: (
            text_digest("NATO in Kyiv"),
            (TranslatedMark(0, 4, "~0", weak=False), TranslatedMark(8, 12, "~1", weak=False)),
        ),
        DOCUMENT.sentences[1].start: (
            text_digest("Kyiv waits."),
            (TranslatedMark(0, 4, "~1", weak=False),),
        ),
        DOCUMENT.sentences[2].start: (text_digest("another wording"), ()),
    },
)


def lit(lights):
    return [TEXT[light.start : light.end] for light in lights.source]


def test_shared_entities_all_or_none_are_lit():
    assert lit(EntityLights.of(DOCUMENT, FOUND, Highlight.SHARED)) == ["НАТО", "НАТО"]
    assert lit(EntityLights.of(DOCUMENT, FOUND, Highlight.ALL)) == ["НАТО", "Києві", "Київ", "НАТО"]
    assert lit(EntityLights.of(DOCUMENT, FOUND, Highlight.NONE)) == []


def test_an_entity_that_is_followed_is_lit_alone_whatever_is_chosen():
    for highlight in Highlight:
        lights = EntityLights.of(DOCUMENT, FOUND, highlight, KYIV.id)
        assert lit(lights) == ["Києві", "Київ"]
        assert [light.start for light in lights.target[0]] == [8]


def test_a_translation_with_another_wording_is_stale_and_not_lit():
    lights = EntityLights.of(DOCUMENT, FOUND, Highlight.ALL)
    assert lights.is_stale
    assert set(lights.target) == {0, 1}


def test_a_sentence_knows_its_lights():
    lights = EntityLights.of(DOCUMENT, FOUND, Highlight.ALL)
    assert [list(lights.in_sentence(span)) for span in DOCUMENT.sentences] == [[0, 1], [2], [3]]


def test_a_colour_depends_on_the_entity_alone():
    assert colour_of("Q7184") == colour_of("Q7184")
    assert {colour_of(f"Q{number}") for number in range(200)} == set(range(COLOURS))


@st.composite
def lights_and_stretch(draw):
    borders = sorted(draw(st.sets(st.integers(0, 200), max_size=20)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    source = tuple(Light(start, end, 0, weak=False) for start, end in pairs)
    start = draw(st.integers(0, 200))
    return source, start, start + draw(st.integers(1, 60))


@given(lights_and_stretch())
def test_the_lights_of_a_line_are_those_that_touch_it(case):
    source, start, end = case
    lights = EntityLights((NATO,), source, _starts=tuple(light.start for light in source))
    wanted = tuple(light for light in source if light.start < end and start < light.end)
    assert lights.between(start, end) == wanted
    inside = [n for n, light in enumerate(source) if start <= light.start < end]
    assert list(lights.in_sentence(Span(start, end))) == inside
    covering = [n for n, light in enumerate(source) if light.start <= start < light.end]
    assert lights.index_at(start) == (covering[0] if covering else None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Highlight)),
            st.sampled_from([None, "Q7184"]),
            st.dictionaries(
                st.sampled_from(DOCUMENT.sentences),
                st.sampled_from(["NATO comes.", "NATO in Kyiv", "Kyiv waits."]),
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_taken_from_before_makes_no_difference(steps):
    document, before = DOCUMENT, None
    for highlight, followed, texts in steps:
        made = {
            span: replace(document.translations[span], text=text) for span, text in texts.items()
        }
        document = document.with_translations(made)
        fresh = EntityLights.of(document, FOUND, highlight, followed)
        before = EntityLights.of(document, FOUND, highlight, followed, before=before)
        assert before == fresh
