"""Entities of articles in the library: kept, linked one article after the other, forgotten."""

from __future__ import annotations

import itertools
import random

import pytest

from seedreader.entities import EntityFinder, Knowledge, Linker
from seedreader.library import Library, Scope
from seedreader.library.entities_store import EntityStore
from seedreader.library.entity_events import EntitiesFinished, EntitiesFound, EntityProblem
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_ingestion import EntityIngestion, find_entities
from seedreader.library.entity_version import entities_version, table_paths
from seedreader.library.ingestion import ingest

STORIES = {
    "uk.txt": """\
Зустріч у Токіо

Прем'єр-міністр Японії Фуміо Кісіда прийняв у столиці Єнса Столтенберга. Кісіда сказав, що НАТО є
партнером. Вони також говорили про безпеку та співпрацю між країнами, які їх підтримують.
""",
    "it.txt": """\
Incontro a Tokyo

Il primo ministro Fumio Kishida ha ricevuto Jens Stoltenberg a Tokyo. La NATO e il Giappone
lavorano insieme.
""",
    "zh.txt": """\
东京会晤

日本首相岸田文雄在东京会见了北约秘书长斯托尔滕贝格。岸田文雄表示,日本重视北约。
""",
    "en.txt": """\
Bread prices rise

Marta Kowalczewska sells bread in Poland. She said flour is dear. Mrs Kowalczewska will go on.
""",
}


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def library(data):
    library = Library(data)
    yield library
    library.close()


def read(library, folder):
    scope = Scope.of([folder])
    for _ in ingest(library, scope):
        pass
    return scope


def names_of(library, scope, tables=()):
    index = EntityIndex(library, scope, entities_version(tables))
    return {row.entity.name: row for row in index.entities()}


def test_articles_in_several_languages_share_their_entities(library, folder):
    scope = read(library, folder)
    events = list(find_entities(library, scope, ()))
    assert events[-1] == EntitiesFinished(4, events[-1].seconds)
    told = [key for event in events if isinstance(event, EntitiesFound) for key in event.articles]
    assert sorted(told) == sorted(library.keys(scope))
    found = names_of(library, scope)
    for name in ("Japan", "Tokyo", "NATO", "Fumio Kishida"):
        assert found[name].entity.articles == 3, name
        assert dict(found[name].languages) == {"it": 1, "uk": 1, "zh": 1}
    assert found["Marta Kowalczewska"].entity.articles == 1


def test_what_is_known_is_not_looked_for_again(library, folder, monkeypatch):
    scope = read(library, folder)
    list(find_entities(library, scope, ()))

    def fail(*_):
        raise AssertionError("an article was looked through again")

    monkeypatch.setattr(EntityFinder, "find", fail)
    monkeypatch.setattr(Linker, "add", fail)
    events = list(find_entities(library, scope, ()))
    assert [type(event) for event in events] == [EntitiesFinished]


def test_a_new_article_is_linked_to_those_before_without_touching_them(
    library, folder, monkeypatch
):
    (folder / "zh.txt").rename(folder.parent / "zh.txt")
    scope = read(library, folder)
    list(find_entities(library, scope, ()))
    before = rows(library, "entity_mentions")
    (folder.parent / "zh.txt").rename(folder / "zh.txt")
    read(library, folder)
    added = []
    add = Linker.add
    monkeypatch.setattr(Linker, "add", lambda *args: added.append(args[1]) or add(*args))
    list(find_entities(library, scope, ()))
    assert len(added) == 1
    assert set(before) < set(rows(library, "entity_mentions"))
    assert names_of(library, scope)["Fumio Kishida"].entity.articles == 3


def rows(library, table):
    return library.connection.execute(f"SELECT * FROM {table}").fetchall()


def test_a_linker_that_remembers_in_the_library_links_as_one_in_memory(library, folder, knowledge):
    scope = read(library, folder)
    finder, plain = EntityFinder(knowledge), Linker(knowledge)
    store = EntityStore(library, "test")
    stored = Linker(knowledge, store.memory.memory)
    for number, key in enumerate(library.keys(scope), 1):
        article = library.article(key)
        mentions = finder.find(article)
        plain.add(str(number), mentions)
        store.add(article, mentions, stored)
        # A new process starts with nothing in its memory.
        store = EntityStore(library, "test")
        stored = Linker(knowledge, store.memory.memory)
    for number, key in enumerate(library.keys(scope), 1):
        own = store.key(library.article(key).id)
        assert {k: v.entity for k, v in stored.links(str(own)).items()} == {
            k: v.entity for k, v in plain.links(str(number)).items()
        }


PEOPLE = ["Marta Kowalska", "Pedro Sanchez", "Olga Petrova", "Liam Murphy", "Keiko Tanaka"]
SPELLED = ["Марта Ковальська", "Педро Санчес", "Ольга Петрова", "Ліам Мерфі", "Кейко Танака"]
SAID = {
    "en": "The engineer {} met {} in {}. They also spoke with {} about a bridge to {}.",
    "uk": "Інженер {} зустрів {} ({}). Потім у розмові взяв участь {} ({}).",
}
PLACES = {
    "en": ["Poland", "Denmark", "Tokyo", "NATO", "Kenya"],
    "uk": ["Польща", "Данія", "Токіо", "НАТО", "Кенія"],
}


@pytest.mark.parametrize("seed", range(3))
def test_links_are_the_same_whether_a_process_goes_on_or_begins_anew(
    data, tmp_path, knowledge, seed
):
    """What is read from the library says what was remembered: also of articles that went."""
    chosen = random.Random(seed)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(24):
        language = chosen.choice(["en", "uk"])
        one, two, three = chosen.sample(PEOPLE if language == "en" else SPELLED, 3)
        here, there = chosen.sample(PLACES[language], 2)
        text = SAID[language].format(one, two, here, three.split()[1], there)
        (folder / f"{number:02}.txt").write_text(f"{number}\n\n{text}\n", "utf-8")
    finder, found = EntityFinder(knowledge), []
    for begins_anew in (False, True):
        library = Library(data / str(begins_anew))
        scope = read(library, folder)
        store = EntityStore(library, "test")
        linker = Linker(knowledge, store.memory.memory)
        for number, key in enumerate(library.keys(scope)):
            article = library.article(key)
            store.add(article, finder.find(article), linker)
            if number % 7 == 6:
                store.remove(number - 2, linker)
            if begins_anew:
                store = EntityStore(library, "test")
                linker = Linker(knowledge, store.memory.memory)
        found.append(rows(library, "entity_links"))
        library.close()
    assert found[0] == found[1]
    assert len({row[2] for row in found[0]}) < len(found[0]) / 3


def test_articles_that_are_gone_are_forgotten_and_no_cluster_is_left(library, folder):
    scope = read(library, folder)
    list(find_entities(library, scope, ()))
    (folder / "en.txt").unlink()
    (folder / "uk.txt").unlink()
    read(library, folder)
    list(find_entities(library, scope, ()))
    found = names_of(library, scope)
    assert found["Tokyo"].entity.articles == 2
    assert "Marta Kowalczewska" not in found
    assert not [row for row in rows(library, "entity_clusters") if "Kowalczewska" in row[3]]
    for path in list(folder.iterdir()):
        path.unlink()
    read(library, folder)
    list(find_entities(library, scope, ()))
    for table in ("entity_articles", "entity_mentions", "entity_links", "entity_members",
                  "entity_clusters", "entity_blocks"):  # fmt: skip
        assert rows(library, table) == [], table


def test_the_users_own_table_adds_names_and_is_its_own_version(library, folder, tmp_path):
    scope = read(library, folder)
    list(find_entities(library, scope, ()))
    assert names_of(library, scope)["Marta Kowalczewska"].entity.id != "my:baker"
    table = "my:baker\tPERSON\ten=Marta Kowalczewska|Marta K.\n"
    (folder / "entities.tsv").write_text(table, "utf-8")
    tables = table_paths(scope, tmp_path / "config")
    assert tables == (folder / "entities.tsv",)
    list(find_entities(library, scope, tables))
    assert names_of(library, scope, tables)["Marta Kowalczewska"].entity.id == "my:baker"
    # Without the table, what was found before is there at once.
    events = list(find_entities(library, scope, ()))
    assert [type(event) for event in events] == [EntitiesFinished]
    assert names_of(library, scope)["Marta Kowalczewska"].entity.id != "my:baker"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "line 1 is not UTF-8"),
        (b"Q1\tLOC\ten=X\nQ2\tLOC\tfr=Orl\xe9ans\n", "line 2 is not UTF-8"),
        (b"Q1\tCOUNTRY\ten=X\n", "line 1"),
        (b"Q1\tLOC\tsomething\n", "line 1"),
        (b"Q1\tLOC\ten=X\n\tLOC\ten=Y\n", "line 2: an identifier"),
        (b"Q1\tLOC\ten=X\nQ2\tLOC\tenglish=Y\n", "line 2: “english” is no code of a language"),
        (b"Q1\tLOC\ten=X\nQ2\tLOC\tweak.=Y\n", "line 2: “” is no code of a language"),
        (b"Q1\tLOC\ten=X\nQ2\tLOC\ten=|\n", "line 2: “Q2” has no name"),
        (b"# mine\n~x\tLOC\ten=Xland\n", "line 2: “~x” is left out"),
        (b"Q1\tLOC\ten=X\n" * 800_000, "larger"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_and_left_out(library, folder, content, told):
    (folder / "entities.tsv").write_bytes(content)
    scope = read(library, folder)
    events = list(find_entities(library, scope, table_paths(scope, folder)))
    (problem,) = [event.text for event in events if isinstance(event, EntityProblem)]
    assert told in problem
    assert "entities.tsv" in problem
    assert len(names_of(library, scope, table_paths(scope, folder))) > 3


def test_giving_up_keeps_what_was_found_and_goes_on_there(library, folder):
    scope = read(library, folder)
    ingestion = EntityIngestion(library, (), target_language="en")
    counter = itertools.count()
    events = list(ingestion.run(scope, is_cancelled=lambda: next(counter) >= 2))
    assert events[-1].articles == 2
    assert len(rows(library, "entity_articles")) == 2
    events = list(ingestion.run(scope))
    assert events[-1].articles == 2
    assert len(rows(library, "entity_articles")) == 4


def test_an_article_that_is_wanted_comes_first(library, folder):
    scope = read(library, folder)
    last = library.keys(scope)[-1]
    ingestion = EntityIngestion(library, (), target_language="en")
    wanted = iter([(last,)])
    counter = itertools.count()
    events = list(
        ingestion.run(
            scope,
            is_cancelled=lambda: next(counter) >= 1,
            wanted=lambda: next(wanted, ()),
        )
    )
    assert [e.articles for e in events if isinstance(e, EntitiesFound)] == [(last,)]


def test_a_transaction_that_fails_leaves_nothing_behind(library, folder, knowledge, monkeypatch):
    scope = read(library, folder)
    store = EntityStore(library, "test")
    linker = Linker(knowledge, store.memory.memory)
    finder = EntityFinder(knowledge)
    first, second = (library.article(key) for key in library.keys(scope)[:2])
    store.add(first, finder.find(first), linker)
    before = {table: rows(library, table) for table in ("entity_links", "entity_clusters")}

    def fail(*_):
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr(store.memory, "flush", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            store.add(second, finder.find(second), linker)
    assert {table: rows(library, table) for table in before} == before
    store.add(second, finder.find(second), linker)
    assert store.key(second.id) is not None


def test_every_mention_lies_in_its_sentence(library, samples):
    scope = read(library, samples)
    list(find_entities(library, scope, ()))
    for start, end, sentence, sentence_end, text, article_id in library.connection.execute(
        "SELECT m.start, m.end, m.sentence, m.sentence_end, m.text, e.id FROM entity_mentions m "
        "JOIN entity_articles e ON e.key = m.article"
    ).fetchall():
        article = library.article(library.key_of_id(article_id)[0])
        assert sentence <= start < end <= sentence_end
        assert article.text[start:end] == text
        spans = [(s.start, s.end) for p in article.paragraphs for s in p.sentences]
        spans += [(p.span.start, p.span.end) for p in article.paragraphs]
        assert (sentence, sentence_end) in spans
