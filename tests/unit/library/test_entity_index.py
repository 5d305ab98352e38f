"""Questions about the entities of a scope, before and after the user's decisions."""

from __future__ import annotations

import pytest

from seedreader.entities.decisions import (
    merge,
    read_decisions,
    rename,
    split,
    split_off,
    undo,
)
from seedreader.library import Library, Scope
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_ingestion import find_entities
from seedreader.library.entity_version import entities_version
from seedreader.library.ingestion import ingest


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """A library with the sample articles and their entities."""
    from tests.conftest import ROOT

    library = Library(tmp_path_factory.mktemp("library"))
    scope = Scope.of([ROOT / "seeds"])
    for _ in ingest(library, scope):
        pass
    for _ in find_entities(library, scope, ()):
        pass
    yield library, scope
    library.close()


def index_of(seeds, *lines):
    library, scope = seeds
    return EntityIndex(library, scope, entities_version(()), read_decisions(lines))


def row_of(index, name):
    return next(row for row in index.entities() if row.entity.name == name)


def key_of(seeds, number):
    library, scope = seeds
    return library.keys(scope)[number]


@pytest.mark.parametrize("weak", [False, True])
def test_a_list_counts_the_articles_that_the_card_tells_of(seeds, weak):
    """An article that names Asia by an adjective only is one of those that following it shows."""
    index = index_of(seeds)
    rows = index.entities(weak=weak)
    assert len(rows) > 50
    for row in rows:
        assert row.entity == index.card(row.entity.id).entity
        assert row.entity.articles == len(index.articles_naming(row.entity.id))


def test_a_list_counts_the_same_articles_after_a_decision(seeds):
    asia = row_of(index_of(seeds), "Asia").entity
    index = index_of(seeds, rename(asia.id, "Asien"), merge("Q-of-another-machine", asia.id))
    row = row_of(index, "Asien")
    assert row.entity == index.card(asia.id).entity


def test_the_lists_of_an_article_and_of_all_agree(seeds):
    index = index_of(seeds)
    everything = {row.entity.id: row for row in index.entities(weak=True)}
    for number in range(5):
        rows = index.entities(key_of(seeds, number), weak=True)
        assert len(rows) > 5
        for row in rows:
            assert row == everything[row.entity.id]
        counts = [row.entity.articles for row in rows]
        assert counts == sorted(counts, reverse=True)


def test_mentions_of_an_article_point_at_its_text(seeds):
    library, _ = seeds
    key = key_of(seeds, 2)
    found = index_of(seeds).article(key, "en")
    text = library.article(key).text
    named = {text[m.start : m.end]: found.entities[m.entity].name for m in found.mentions}
    assert named["Токіо"] == "Tokyo"
    assert named["Японії"] == named["Японією"] == "Japan"
    assert all(a.end <= b.start for a, b in zip(found.mentions, found.mentions[1:], strict=False))


def test_a_card_tells_forms_languages_articles_and_why(seeds):
    index = index_of(seeds)
    card = index.card(row_of(index, "Fumio Kishida").entity.id)
    forms = {(form.text, form.language) for form in card.forms}
    assert {("岸田文雄", "zh"), ("Fumio Kishida", "it")} <= forms
    assert len(card.articles) == card.entity.articles == 4
    assert all(form.why for form in card.forms)
    assert index.card("Q-no-such") is None


def test_sentences_of_others_come_with_translations_the_most_alike_first(seeds):
    library, _ = seeds
    index = index_of(seeds)
    key = key_of(seeds, 1)
    wanted = [row_of(index, name).entity.id for name in ("Fumio Kishida", "Jens Stoltenberg")]
    found = index.quotations(key, wanted, target_language="en")
    assert found
    assert all(quotation.article != key for quotation in found)
    assert set(found[0].shared) == {"Fumio Kishida", "Jens Stoltenberg"}
    scores = [quotation.score for quotation in found]
    assert scores == sorted(scores, reverse=True)
    for quotation in found:
        text = " ".join(library.article(quotation.article).text[quotation.start :].split())
        assert text.startswith(quotation.text)
        assert quotation.translation
    assert len({quotation.language for quotation in found}) > 2


def test_a_scope_of_one_article_shares_nothing(seeds):
    library, _ = seeds
    from tests.conftest import ROOT

    scope = Scope.of([next((ROOT / "seeds").glob("002_*.txt"))])
    rows = EntityIndex(library, scope, entities_version(())).entities()
    assert rows
    assert not any(row.entity.is_shared for row in rows)


def test_merging_counts_both_and_undoing_separates_them(seeds):
    plain = index_of(seeds)
    ukraine, russia = row_of(plain, "Ukraine").entity, row_of(plain, "Russia").entity
    line = merge(ukraine.id, russia.id)
    merged = index_of(seeds, line)
    assert row_of(merged, "Russia").entity.articles == 5
    assert "Ukraine" not in {row.entity.name for row in merged.entities()}
    found = merged.article(key_of(seeds, 2), "en")
    assert ukraine.id not in {entity.id for entity in found.entities}
    assert any(form.text == "Ucraina" for form in merged.card(russia.id).forms)
    again = index_of(seeds, line, undo())
    assert again.entities() == plain.entities()


def test_splitting_a_form_makes_another_entity(seeds):
    plain = index_of(seeds)
    alliance = row_of(plain, "NATO").entity
    index = index_of(seeds, split(alliance.id, "Альянс"))
    other = row_of(index, "Альянс")
    assert other.entity.id != alliance.id
    assert dict(other.languages) == {"uk": other.entity.articles}
    assert {form.text.casefold() for form in index.card(other.entity.id).forms} == {"альянс"}
    assert "Альянс" not in {form.text for form in index.card(alliance.id).forms}
    # Splitting and renaming the new one.
    renamed = index_of(seeds, split(alliance.id, "Альянс"), rename(other.entity.id, "The alliance"))
    assert row_of(renamed, "The alliance").entity.articles == other.entity.articles


def test_renaming_shows_another_name_everywhere(seeds):
    plain = index_of(seeds)
    tokyo = row_of(plain, "Tokyo").entity
    index = index_of(seeds, rename(tokyo.id, "Tōkyō"))
    assert row_of(index, "Tōkyō").entity.id == tokyo.id
    assert index.card(tokyo.id).entity.name == "Tōkyō"
    found = index.article(key_of(seeds, 2), "en")
    assert "Tōkyō" in {entity.name for entity in found.entities}


def test_lists_and_cards_agree_after_merging_splitting_and_merging_again(seeds):
    plain = index_of(seeds)
    ukraine, russia = row_of(plain, "Ukraine").entity, row_of(plain, "Russia").entity
    japan = row_of(plain, "Japan").entity
    lines = [
        merge(ukraine.id, russia.id),
        split(russia.id, "Ucraina"),  # a form that came by merging
        merge(russia.id, "Q-of-another-machine"),
        merge(split_off(russia.id, "Ucraina"), japan.id),
    ]
    for number in range(len(lines) + 1):
        index = index_of(seeds, *lines[:number])
        rows = index.entities(weak=True)
        everything = {row.entity.id: row for row in rows}
        assert len(everything) == len(rows)
        for article in range(5):
            for row in index.entities(key_of(seeds, article), weak=True):
                assert row == everything[row.entity.id]
        for identifier in everything.keys() & {ukraine.id, russia.id, japan.id}:
            assert index.card(identifier).entity == everything[identifier].entity
    forms = {form.text for form in index.card(japan.id).forms}
    assert "Ucraina" in forms
    assert "Росія" not in forms
    assert "Ucraina" not in {form.text for form in index.card("Q-of-another-machine").forms}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Столтенберг", "Jens Stoltenberg"),
        ("斯托尔滕贝格", "Jens Stoltenberg"),
        ("STOLTEN", "Jens Stoltenberg"),
        ("han quoc", "South Korea"),
        ("nato", "NATO"),
        ("north atlantic treaty", "NATO"),  # as no sample calls it
        ("alleanza atlàntica", "NATO"),
        ("大西洋公约", "NATO"),
        ("Республикой", "South Korea"),
    ],
)
def test_an_entity_is_found_by_any_of_its_names(seeds, typed, name):
    index = index_of(seeds)
    assert row_of(index, name).entity.id in index.named(typed.split())
    assert len(index.named(typed.split())) < 5


def test_names_are_searched_as_the_user_decided(seeds):
    alliance = row_of(index_of(seeds), "NATO").entity.id
    index = index_of(seeds, split(alliance, "Альянс"), rename(alliance, "Зе Natoo"))
    assert index.named(["альянс"]) >= {row_of(index, "Альянс").entity.id}
    assert alliance in index.named(["natoo"])
    assert index.named(["no such name at all"]) == frozenset()


def test_equally_alike_sentences_come_from_all_articles_in_turn(seeds):
    index = index_of(seeds)
    found = index.quotations(
        key_of(seeds, 4), [row_of(index, "Japan").entity.id], target_language="en"
    )
    assert len({quotation.article for quotation in found[:4]}) == 4


def test_adjectives_are_told_from_names_on_a_card(seeds):
    index = index_of(seeds)
    weak = {form.text: form.weak for form in index.card(row_of(index, "Japan").entity.id).forms}
    assert weak["японською"]
    assert not weak["Японія"]
