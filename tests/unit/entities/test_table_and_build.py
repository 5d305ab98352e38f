"""Tables of entities, and the parts of the build that need no other package."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from seedreader.entities import Kind, Knowledge, KnowledgeError, TableError, read_table
from seedreader.entities.build import make, train
from seedreader.entities.build.collect import Collected
from seedreader.entities.letters import Script, script_of
from seedreader.entities.names import name_keys
from seedreader.entities.transliteration import cost

SIMPLIFY = {ord("國"): ord("国")}


def test_a_row_is_read():
    (row,) = read_table(["# comment", "", "Q1\tORG\t*=UN\ten=United Nations|U.N.\tweak.en=Onusian"])
    assert (row.key, row.kind, row.title) == ("Q1", Kind.ORG, "United Nations")
    assert row.names == (("*", "UN"), ("en", "United Nations"), ("en", "U.N."))
    assert row.weak == (("en", "Onusian"),)


def test_the_shipped_names_are_those_by_which_organisations_are_known(knowledge):
    shipped = {known.key: known.title for known in map(knowledge.entity, range(5_000))}
    assert shipped["Q7184"] == "NATO"
    assert shipped["Q458"] == "European Union"


@pytest.mark.parametrize("line", ["Q1", "Q1\tTHING\ten=x", "Q1\tORG\tno name"])
def test_a_bad_row_is_named(line):
    with pytest.raises(TableError, match="line 2"):
        list(read_table(["# first", line]))


def test_every_curated_row_is_sound():
    seen = {}
    for path in sorted(make.CURATED.glob("*.tsv")):
        if path.name in make.NOT_ENTITIES:
            continue
        for row in read_table(path.read_text("utf-8").splitlines()):
            assert row.names or row.weak, row.key
            assert row.kind is not Kind.PERSON, "people link without being listed"
            assert row.key not in seen, f"{row.key} is in {seen.get(row.key)} and {path.name}"
            seen[row.key] = path.name
    assert len(seen) > 500


SHARED_NAMES = """
ABC|ABC
Vox|Vox
RSF|RSF
Partito Democratico|Partito Democratico
Đảng Dân chủ Tự do|Đảng Dân chủ Tự do
Вперед|Вперед
Прада|Прадо
Цзянсу|Цзянсі
人民党|人民党
每日镜报|每日镜报
浦项制铁|浦项制铁
""".strip().splitlines()
"""Names that two bear in truth, or that differ in the endings of cases only."""


def curated_rows():
    for path in sorted(make.CURATED.glob("*.tsv")):
        if path.name not in make.NOT_ENTITIES:
            yield from read_table(path.read_text("utf-8").splitlines())


def test_no_curated_name_is_given_to_two_of_one_kind():
    given = defaultdict(list)
    for row in curated_rows():
        for language, form in row.names:
            name = form.removeprefix("^")
            spaced = not any(script_of(c) in (Script.HAN, Script.KANA) for c in name)
            given[row.kind, name_keys(name) if spaced else name].append((row.key, language, name))
    shared = {
        f"{name}|{other}"
        for bearers in given.values()
        for (one, language, name), (two, tongue, other) in combinations(bearers, 2)
        if one != two and (language == tongue or {language, tongue} & {"*", ""})
    }
    assert sorted(shared) == sorted(SHARED_NAMES)


def test_a_curated_office_of_a_country_is_the_one_that_its_words_make(knowledge):
    """中国央行 must be what 中国的央行 is."""
    offices = {
        form: row.key.removeprefix("office:")
        for row in curated_rows()
        if row.key.startswith("office:")
        for language, form in row.names
        if language == "zh"
    }
    countries = {
        form: known.key
        for form, _ in knowledge.han_ranks()
        for entry in knowledge.han(form)
        if knowledge.is_country((known := knowledge.entity(entry.entity)).key)
    }
    other = [
        f"{name}: {row.key}, not {countries[name[:cut]]}/{offices[name[cut:]]}"
        for row in curated_rows()
        if row.kind is Kind.ORG
        for language, name in row.names
        if language == "zh"
        for cut in range(1, len(name))
        if name[:cut] in countries
        and name[cut:] in offices
        and row.key != f"{countries[name[:cut]]}/{offices[name[cut:]]}"
    ]
    assert other == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Учора Центробанк России заявил это.", "ru"), ("The Bank of Russia said so.", "en")),
        (("米国防総省は発表した。", "ja"), ("The Pentagon said so.", "en")),
        (("The Holy See said so.", "en"), ("罗马教廷发表声明。", "zh")),
    ],
)
def test_two_names_of_one_institution_are_one(find, one, two):
    first, second = ({mention.key for mention in find(*text)} for text in (one, two))
    assert len(first & second) == 1


def test_a_party_is_not_its_committee(find):
    found = find("The Democratic Party and the Democratic National Committee agreed.", "en")
    assert len({mention.key for mention in found}) == 2


def test_the_sign_for_capitals_is_no_part_of_a_name(knowledge, tmp_path):
    table = tmp_path / "one.tsv"
    table.write_text("o:globe\tORG\t*=^Boston Globe|^Globe\n", "utf-8")
    into = Collected(SIMPLIFY)
    make.add_curated(into, table)
    assert [title for _, _, title, _ in into.entities] == ["Boston Globe"]
    shipped = (knowledge.entity(number) for number in range(2_000))
    assert [known.title for known in shipped if known.title.startswith("^")] == []


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ("*=NATO\ten=North Atlantic Treaty Organization", "NATO"),
        ("*=PZPN\ten=Polish Football Association", "Polish Football Association"),
        ("en=European Union|EU\t*=NATO", "European Union"),
        ("zh=欧盟\ten=European Union", "European Union"),
    ],
)
def test_an_entity_is_called_by_the_name_that_english_readers_know(tmp_path, names, title):
    table = tmp_path / "one.tsv"
    table.write_text(f"Q1\tORG\t{names}\n", "utf-8")
    into = Collected(SIMPLIFY)
    make.add_curated(into, table, {"nato", "the"})
    assert [known for _, _, known, _ in into.entities] == [title]


def build(path):
    into = Collected(SIMPLIFY)
    for table in ("offices.tsv", "events.tsv"):
        make.add_curated(into, make.CURATED / table)
    blobs = {
        "simplify": "國国",
        "han_names": "\n".join(make._han_lines(into)),
        "words_en": "the\nof",
    }
    make._write(path, into, {"marta": (1, 2)}, blobs)


def test_the_same_sources_give_the_same_bytes(tmp_path):
    build(tmp_path / "one.sqlite")
    build(tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_what_was_built_is_read(tmp_path):
    path = tmp_path / "small.sqlite"
    build(path)
    knowledge = Knowledge(path)
    assert knowledge.parts("marta") == {1, 2}
    assert knowledge.common("en") == {"the": 0, "of": 1}
    assert knowledge.han("外交部")
    found = {knowledge.entity(entry.entity).key for entry in knowledge.names("brexit").alone}
    assert found == {"o:brexit"}


def test_a_file_that_is_no_knowledge_base_is_refused(tmp_path):
    path = tmp_path / "bad.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(KnowledgeError):
        Knowledge(path)
    with pytest.raises(KnowledgeError):
        Knowledge(tmp_path / "missing.sqlite")


def test_training_learns_what_characters_stand_for():
    data = [
        ("мир", ("mir",)),
        ("рим", ("rim",)),
        ("ирма", ("irma",)),
        ("марта", ("marta",)),
        ("тир", ("tir",)),
    ] * 4
    table = train.train(data)
    assert train.train(data) == table
    assert cost("тамара", "tamara", table) < 0.5
    assert cost("тамара", "rimirt", table) > 2
