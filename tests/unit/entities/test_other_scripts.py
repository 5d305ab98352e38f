"""Names in scripts without capitals, in katakana, and under the endings of cases."""

from __future__ import annotations

import pytest

from seedreader.entities import Kind, Linker

PEOPLE = [
    ("ja", "マイク・トルーデルは日曜日にツイートした。", "マイク・トルーデル"),
    ("ja", "ルーク・ウォルトン監督が会見した。", "ルーク・ウォルトン"),
    ("ar", "وقالت نانسي بيلوسي أمس إن الأمر انتهى.", "نانسي بيلوسي"),
    ("ar", "وأعلن لوك والتون ذلك أمس.", "لوك والتون"),
    ("he", "אתמול אמר דונלד טראמפ את הדברים.", "דונלד טראמפ"),
]


@pytest.mark.parametrize(("language", "text", "name"), PEOPLE, ids=[p[2] for p in PEOPLE])
def test_a_person_is_found_without_capitals(find, language, text, name):
    people = [m for m in find(text, language) if m.kind is Kind.PERSON]
    assert [m.text for m in people] == [name]


ORDINARY = [
    ("ja", "メディアのレポーターはツイートのリンクをチェックした。"),
    ("ja", "ドメスティックバイオレンスのニュースを見た。"),
    ("ar", "وكان الأمر على هذا النحو في الصور."),
    ("ko", "하지만 그 남성은 말하지 않았다."),
]


@pytest.mark.parametrize(("language", "text"), ORDINARY)
def test_ordinary_words_are_no_towns_and_no_people(find, language, text):
    assert [m.text for m in find(text, language)] == []


def test_a_surname_in_katakana_is_the_person_named_in_full(find):
    text = "サラ・パリンが話した。\nその後、パリンは帰った。"
    mentions = find(text, "ja")
    assert [m.text for m in mentions] == ["サラ・パリン", "パリン"]
    assert len({m.key for m in mentions}) == 1


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("tr", "Dün Irak'ta ve Çin'in başkentinde konuştular.", {"Irak", "Çin"}),
        ("vi", "Theo Viện Nghiên cứu Chính sách Macedonia thì có.",
         {"Viện Nghiên cứu Chính sách Macedonia"}),
        ("uk", "Вони бачили береги Яви здалеку.", {"Яви"}),
        ("en", "He leads the Web Foundation and the Open Data Institute.",
         {"Web Foundation", "Open Data Institute"}),
        ("en", "The crowd met in Boston and in Manchester.", {"Boston", "Manchester"}),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_language_ends_it(find, language, text, names):
    assert {m.text for m in find(text, language) if not m.weak} == names


def test_an_english_name_in_chinese_is_found_among_many(find):
    text = "Grant Anderson 和 Stafford McDowall 与 Rory Hughes 都进球了。"
    names = {m.text for m in find(text, "zh")}
    assert {"Grant Anderson", "Stafford McDowall", "Rory Hughes"} <= names


@pytest.mark.parametrize("language", ["en", "de", "cs", "sv"])
def test_a_town_after_an_acronym_may_end_the_text(find, language):
    for town in ("Hale", "Jackson", "Lincoln", "Austin", "Mark", "Leslie", "Bath"):
        for before in ("DC", "FC", "BBC", "PM", "Dr"):
            text = f"They saw {before} {town}"
            for mention in find(text, language):
                assert text[mention.start : mention.end] == mention.text


def entity(  # noqa: PLR0917 - an article and a name in it
    linker, find, article, text, language, name
):
    mentions = find(text, language)
    links = linker.add(article, mentions).links
    return next(links[m.key].entity for m in mentions if m.text == name)


def test_a_declined_name_is_the_same_person(knowledge, find):
    linker = Linker(knowledge)
    english = "Yesterday Jeremy Thistlewood spoke in Denmark and Norway."
    czech = "Včera viděli Jeremyho Thistlewooda v Praze."
    first = entity(linker, find, "en", english, "en", "Jeremy Thistlewood")
    assert entity(linker, find, "cs", czech, "cs", "Jeremyho Thistlewooda") == first
    other = "Včera viděli Jeremyho Thistleberryho v Praze."
    assert entity(linker, find, "2", other, "cs", "Jeremyho Thistleberryho") != first
