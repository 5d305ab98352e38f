"""What is a name in a sentence, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedreader.entities import Evidence, Kind


def texts(mentions):
    return [m.text for m in mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "他对日本广播协会说,日本很大。", ["日本广播协会", "日本"]),
        ("en", "He told Nikkei Asia that Asia is large.", ["Nikkei Asia", "Asia"]),
        (
            "en",
            "The New York Times is printed in New York today.",
            ["The New York Times", "New York"],
        ),
        ("uk", "Про це пише Nikkei Asia в Азії.", ["Nikkei Asia", "Азії"]),
        ("zh", "北京大学在北京。", ["北京大学", "北京"]),
        ("en", "The Bank of England met in England on Friday.", ["Bank of England", "England"]),
        ("uk", "Це програма ITPPдля Японії.", ["ITPP", "Японії"]),
    ],
)
def test_offsets_where_one_name_lies_inside_another(find, language, text, expected):
    mentions = find(text, language)
    assert texts(mentions) == expected
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("uk", "Речник МЗС Китаю заявив це.", "Q148/foreign"),
        ("zh", "中国外交部发言人说。", "Q148/foreign"),
        ("en", "The Ministry of Foreign Affairs of China said so.", "Q148/foreign"),
        ("it", "Lo dice il ministero degli Esteri della Cina oggi.", "Q148/foreign"),
        ("vi", "Theo Bộ Ngoại giao Trung Quốc hôm qua.", "Q148/foreign"),
        ("zh", "日本外务省资料图", "Q17/foreign"),
        ("en", "The French Foreign Ministry said so.", "Q142/foreign"),
        ("uk", "Про це заявило Міністерство закордонних справ Китаю.", "Q148/foreign"),
        ("uk", "За даними Міністерства оборони Польщі, це не так.", "Q36/defence"),
        ("ru", "Об этом заявило Министерство иностранных дел Китая.", "Q148/foreign"),
        ("zh", "中国国务院昨天宣布。", "o:statecouncil-cn"),
    ],
)
def test_an_office_and_its_country_are_one_entity(find, language, text, key):
    assert key in {m.key for m in find(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("zh", "北約秘書長訪問臺灣。", "Q7184"),
        ("zh", "北约秘书长说。", "Q7184"),
        ("uk", "Генсек НАТО сказав.", "Q7184"),
        ("vi", "Tổng thư ký NATO nói.", "Q7184"),
        ("fr", "Le chef de l'OTAN a parlé.", "Q7184"),
        ("ja", "日本の首相はNATOと話した。", "Q7184"),
        ("ar", "قال حلف شمال الأطلسي أمس.", "Q7184"),
    ],
)
def test_an_alliance_has_one_identifier_in_every_script(find, language, text, key):
    assert key in {m.key for m in find(text, language)}


def test_surname_after_the_full_name_is_the_same_person(find):
    text = "The engineer Marta Kowalczyk spoke on Monday.\nKowalczyk left the room."
    full, alone = find(text, "en")
    assert (full.text, alone.text) == ("Marta Kowalczyk", "Kowalczyk")
    assert full.key == alone.key
    assert alone.evidence is Evidence.SURNAME
    assert alone.kind is Kind.PERSON


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Обстріляли Маріуполь, Запоріжжя, Херсон та Львів.",
         ["gn:701822", "gn:687700", "o:kherson", "gn:702550"]),
        ("uk", "Влада Суми не назвала, а План розвитку змінила.", ["gn:692194"]),
        ("it", "La causa si discute all'Aia.", ["gn:2747373"]),
        ("it", "È a La Paz, poi all'Avana.", ["gn:3911925", "gn:3553478"]),
        ("uk", "У Женеві, потім у Кишиневі та Львові.", ["gn:2660646", "gn:618426", "gn:702550"]),
        ("ru", "В Женеве, потом в Кишиневе и Пскове.", ["gn:2660646", "gn:618426", "gn:504341"]),
        ("uk", "Тоді Донецьк обстріляли.", ["gn:709717"]),
        ("uk", "Вони в Перу, у Ханої, з Ханоєм, у Брунеї.",
         ["Q419", "gn:1581130", "gn:1581130", "Q921"]),
        ("en", "They flew from Philadelphia to Venice and Delhi.",
         ["gn:4560349", "gn:3164603", "gn:1273294"]),
        ("vi", "Họ bay từ Philadelphia đến Cancun.", ["gn:4560349", "gn:3531673"]),
        ("uk", "Він був у Мілані, коли «Мілан» переміг.", ["gn:3173435", "o:acmilan"]),
        ("zh", "他从亚的斯亚贝巴飞往加拉加斯和马那瓜。", ["gn:344979", "gn:3646738", "gn:3617763"]),
        ("vi", "Các nước Mỹ La tinh họp hôm qua.", ["m49:419"]),
    ],
)  # fmt: skip
def test_a_town_that_is_an_ordinary_word_as_well_is_found(find, language, text, expected):
    assert [m.key for m in find(text, language) if not m.local] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He reads the People's Daily.", ["People's Daily"]),
        ("The National People’s Congress met.", ["National People’s Congress"]),
        ("Apple's Watch and Google's Maps are there.", ["Apple", "Google"]),
    ],
)
def test_a_name_goes_on_behind_what_people_own(find, text, expected):
    assert texts(m for m in find(text, "en") if not m.local) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il Tribunale di Roma e la Procura di Milano tacciono.",
         ["Tribunale di Roma", "Procura di Milano"]),
        ("La polizia di Roma e il teatro di Napoli tacciono.", ["Roma", "Napoli"]),
        ("Secondo la Banca d'Italia il Pil cresce.", ["Banca d'Italia"]),
    ],
)  # fmt: skip
def test_what_a_town_has_one_of_is_named_with_it(find, text, expected):
    assert texts(find(text, "it")) == expected


def test_a_chair_is_no_part_of_a_name(find):
    found = texts(find("Federal Reserve Chair Jerome Powell spoke.", "en"))
    assert found == ["Federal Reserve", "Jerome Powell"]


def test_an_ordinary_first_word_is_no_name(find):
    assert find("However the committee agreed.\nYesterday was long.", "en") == ()


def test_titles_are_no_part_of_a_name(find):
    text = "We met Prime Minister Marta Kowalczyk and Foreign Secretary Henrik Lindqvist."
    assert texts(find(text, "en")) == ["Marta Kowalczyk", "Henrik Lindqvist"]


def test_a_headline_in_title_case_names_only_what_the_article_names(find):
    text = "Kowalczyk Leaves Committee After Heated Debate\nThe engineer Marta Kowalczyk left."
    assert texts(find(text, "en")) == ["Kowalczyk", "Marta Kowalczyk"]


def test_a_gloss_tells_who_is_meant(find):
    text = "美国驻北约大使朱莉安·史密斯(Julianne Smith)接受专访。史密斯说。"
    people = [m for m in find(text, "zh") if m.kind is Kind.PERSON]
    assert texts(people) == ["朱莉安·史密斯", "Julianne Smith", "史密斯"]
    assert len({m.key for m in people}) == 1


def test_adjectives_are_weak(find):
    by_text = {m.text: m for m in find("Вони говорять китайською про Китай.", "uk")}
    assert by_text["китайською"].weak
    assert not by_text["Китай"].weak
    assert by_text["китайською"].key == by_text["Китай"].key


def test_glued_words_of_one_name_are_found_together(find):
    (mention,) = find("Він запросив ПітераТаксо-Єнсена на розмову.", "uk")
    assert mention.text == "ПітераТаксо-Єнсена"


def test_vietnamese_marks_are_not_ignored(find):
    assert [m.key for m in find("Hôm nay, nước Mỹ và My đi chơi.", "vi") if m.key == "Q30"] == [
        "Q30"
    ]


def test_own_table_extends_and_wins():
    from seedreader.entities import EntityFinder, Knowledge, read_table

    rows = list(read_table(["my:club\tORG\ten=Quorndale Rovers\tuk=Квондейл Роверс"]))
    finder = EntityFinder(Knowledge(own=rows))
    for text, language in (
        ("They cheered for Quorndale Rovers today.", "en"),
        ("Вони підтримали Квондейла Роверса сьогодні.", "uk"),
    ):
        (mention,) = finder.mentions(text, [(0, len(text), language)])
        assert mention.key == "my:club"


LANGUAGES = st.sampled_from(
    [
        "en",
        "uk",
        "ru",
        "it",
        "vi",
        "zh",
        "ja",
        "ko",
        "ar",
        "he",
        "hi",
        "el",
        "de",
        "pl",
        "fa",
        "und",
    ]
)
WORDS = st.sampled_from(
    [
        "Kim",
        "金正恩",
        "of",
        "the",
        "Китаю",
        "北约",
        "O'Brien",
        "l'Italia",
        "-un",
        "(",
        ")",
        "U.S.",
        "МЗС",
        ".",
        "·",
        "马克龙",
        "Bộ",
        "Ngoại",
        "giao",
        "भारत",
        "日本",
        "'",
        "’s",
        "ﷺ",
        "𝔘𝔫",
        "á",
        "\u200d",
        "The",
        "AND",
        "de",
        "0",
        "№",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    LANGUAGES,
)
def test_offsets_are_in_range_sorted_and_apart_for_any_text(finder, text, language):
    mentions = finder.mentions(text, [(0, len(text), language)])
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
