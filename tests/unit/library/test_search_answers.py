"""What a screen shows of a search: sentences in both languages; what to do if there are none."""

from __future__ import annotations

import pytest
from tests.ui.conftest import MEMORY, STORY, STORY_IN_ITALIAN

from seedreader.library import Library, Scope
from seedreader.library.ingestion import ingest
from seedreader.library.search.index import SearchIndex
from seedreader.library.search_answers import (
    Outdated,
    SearchRequest,
    answer,
    hits,
    matching,
    more,
    new_matches,
)
from seedreader.library.search_facets import FACETS


@pytest.fixture(scope="module")
def scope(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    (folder / "1.txt").write_text(STORY, "utf-8")
    (folder / "2.txt").write_text(STORY_IN_ITALIAN, "utf-8")
    (folder / "memory.tmx").write_text(MEMORY, "utf-8")
    return Scope.of([folder])


@pytest.fixture(scope="module")
def library(scope):
    library = Library(None)
    for _ in ingest(library, scope):
        pass
    for _ in SearchIndex(library).update():
        pass
    return library


def ask(library, text, scope=None, **options):
    return answer(library, SearchRequest(text, scope, "en", **options))


def lit(part):
    return [span.of(part.text) for span in part.lit]


def test_a_hit_is_shown_in_both_languages(library):
    found = ask(library, "security")
    (key,) = found.keys
    (snippet,) = found.snippets[key].snippets
    assert snippet.original.text == "Вони говорили про безпеку."
    assert (lit(snippet.original), lit(snippet.translation)) == ([], ["security"])
    assert found.snippets[key].hits == 1


def test_headlines_are_lit_in_their_own_lines(library):
    found = ask(library, "Tokyo")
    by_language = {found.rows[key].language: found.snippets[key] for key in found.keys}
    row = next(row for row in found.rows.values() if row.language == "uk")
    assert [span.of(row.translated_headline) for span in by_language["uk"].translated_headline] == [
        "Tokyo"
    ]
    assert by_language["it"].headline
    assert not by_language["uk"].has_hits  # what is shown below it is the beginning of the text


def test_it_is_said_why_another_form_is_a_hit(library):
    found = ask(library, "perche visita presidénte")
    assert not found.keys
    found = ask(library, "presidente")
    assert found.keys
    assert ask(library, "sicurezza").snippets[found.keys[0]].snippets[0].why == ()


def test_the_place_of_each_hit_is_known(library):
    found = ask(library, "безпеку")
    (hit,) = hits(library, found, found.keys[0])
    assert library.article(found.keys[0]).text[hit.span.start : hit.span.end] == "безпеку"


def test_where_nothing_is_found_it_is_said_what_would_be(library, scope, tmp_path):
    advice = ask(library, "безпеку giappone ").advice
    assert advice.alone == (("безпеку", 1), ("giappone", 1))
    assert ask(library, "giapone ").advice.alike == ("giappone",)
    elsewhere = Scope.of([tmp_path])
    assert ask(library, "giappone", elsewhere).advice.everywhere == 1


def test_a_query_that_is_not_understood_says_so(library):
    found = ask(library, "nosuchfield:x")
    assert "there is no field" in found.problem
    assert not found.keys


def test_nobody_waits_for_what_is_not_wanted_any_more(library):
    request = SearchRequest("giappone", None, "en")
    with pytest.raises(Outdated):
        answer(library, request, is_outdated=lambda: True)


def test_what_is_gone_is_left_out(library):
    found = ask(library, "giappone")
    assert more(library, found, [10_000]) == ({}, {})


def test_new_articles_of_a_search_are_those_never_opened(library, scope):
    (key,) = matching(library, "giappone", scope)
    assert new_matches(library, "giappone", scope) == 1
    library.set_position(library.article(key).id, 0, finished=False)
    assert new_matches(library, "giappone", scope) == 0


def test_choices_are_counted_in_the_scope(library, scope, tmp_path):
    assert [(str(chip), n) for chip, n in FACETS["Language"](library, scope)] == [
        ("lang:it", 1),
        ("lang:uk", 1),
    ]
    for facet in FACETS.values():
        assert [n for _, n in facet(library, Scope.of([tmp_path])) if n] == []
