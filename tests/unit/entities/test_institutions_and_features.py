"""What is called after places and people: rivers, courts, orchestras, foundations, offices."""

from __future__ import annotations

import pytest

NAMED = [
    ("en", "It lay in the River Trent and the Limay River.", {"River Trent", "Limay River"}),
    ("en", "A ship sank in the Bohol Sea.", {"Bohol Sea"}),
    ("en", "He was tried at Birmingham Crown Court today.", {"Birmingham Crown Court"}),
    ("en", "It is run by the European Research Council.", {"European Research Council"}),
    (
        "en",
        "She runs the National Bank Orchestra of Ukraine.",
        {"National Bank Orchestra of Ukraine"},
    ),
    ("en", "Later Brazilian Health Minister Alexandre Padilha spoke.", {"Alexandre Padilha"}),
    ("en", "They took him to Queen Mary Hospital today.", {"Queen Mary Hospital"}),
    ("en", "It was built by Hyundai Shipbuilding today.", {"Hyundai Shipbuilding"}),
    ("en", "She is from the Agency of Research (CONIDET).", {"Agency of Research", "CONIDET"}),
    ("uk", "Міста такі: Дніпро, Полтава та Львів.", {"Дніпро", "Полтава", "Львів"}),
    ("uk", "Львів чекає на гостей.", {"Львів"}),
    ("uk", "Суми збитків ще не підраховано.", set()),
    ("uk", "Фільм зняв Альберто Барбера торік.", {"Альберто Барбера"}),
    ("uk", "Поліція Західного Мідленду заявила про це.", {"Поліція Західного Мідленду"}),
    ("uk", "Будинок звів Фонд Ріната Ахметова.", {"Фонд Ріната Ахметова"}),
    ("uk", "У МОЗ кажуть, що все добре.", {"МОЗ"}),
    ("uk", "Про це пише журнал Nature.", {"Nature"}),
    ("it", "Lo scrive la rivista Nature.", {"Nature"}),
    ("vi", "Theo tạp chí Nature, họ đã thành công.", {"Nature"}),
    ("it", "Il ricorso alla Corte d'appello è pronto.", {"Corte d'appello"}),
    (
        "it",
        "Dirige l'Orchestra sinfonica nazionale dell'Ucraina.",
        {"Orchestra sinfonica nazionale dell'Ucraina"},
    ),
    ("it", "Ha visto la Fondazione Giovanni Agnelli.", {"Fondazione Giovanni Agnelli"}),
    ("uk", "Він випередив Матьє ван дер Пула.", {"Матьє ван дер Пула"}),
    ("uk", "Японська компанія Takeda чекає.", {"Takeda"}),
    ("en", "Hooker Niall Corrigan left the pitch.", {"Niall Corrigan"}),
    ("en", "It is paid for by a bank (AfQB).", {"AfQB"}),
    ("uk", "Його привів Ніл Корріган учора.", {"Ніл Корріган"}),
    (
        "uk",
        "Так каже професорка Університету Найробі Грейс Ванджіру.",
        {"Університету Найробі", "Грейс Ванджіру"},
    ),
    ("uk", "Він у Національній лікарні Кеніатти.", {"Національній лікарні Кеніатти"}),
    ("uk", "Про це просить Кавказький банк розвитку.", {"Кавказький банк розвитку"}),
    ("it", "La Guardia di frontiera polacca li ha visti.", {"Guardia di frontiera polacca"}),
    ("vi", "Công ty Biocon cho biết vậy.", {"Biocon"}),
    ("it", "Un relitto nella laguna della Vistola.", {"laguna della Vistola"}),
    ("uk", "Це було у Віслинській затоці.", {"Віслинській затоці"}),
    ("uk", "Вони кричали: НЕЕЕЕЕЕЕЕЕЕТ!", set()),
    ("de", "Gestern sprach ein Sprecher der Kirchenbehörde.", set()),
    ("it", "Lo dice il Servizio statale di emergenza.", {"Servizio statale di emergenza"}),
    ("it", "Il Consiglio comunale di lunedì è rinviato.", {"Consiglio comunale"}),
    ("vi", "Họ chờ Tòa Phúc thẩm quyết định.", {"Tòa Phúc thẩm"}),
    ("vi", "Tiền do Hội đồng Nghiên cứu châu Âu cấp.", {"Hội đồng Nghiên cứu châu Âu"}),
    ("vi", "Cô cảm ơn Dàn nhạc Giao hưởng Quốc gia.", {"Dàn nhạc Giao hưởng Quốc gia"}),
    ("vi", "Hôm qua Đài Loan và Quảng Đông có bão.", {"Đài Loan", "Quảng Đông"}),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMED, ids=[n[1][:30] for n in NAMED])
def test_exactly_the_names_are_found(find, language, text, names):
    assert {m.text for m in find(text, language) if not m.weak} == names


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "It was found in the River Trent.", "River Trent"),
        ("it", "Era nel fiume Trent.", "Trent"),
        ("uk", "Це знайшли біля річки Трент.", "Трент"),
        ("vi", "Nó ở sông Trent.", "Trent"),
    ],
)
def test_a_river_is_not_the_town_of_its_name(find, language, text, name):
    assert [m.text for m in find(text, language) if not m.key.startswith("gn:")] == [name]


def test_a_town_whose_last_letters_look_like_an_ending_is_known_in_all_cases(find):
    texts = ("Він живе в Бірмінгемі.", "Він з Бірмінгема.", "За Бірмінгемом почався ліс.")
    assert len({m.key for text in texts for m in find(text, "uk")}) == 1


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Late Moretti header wins it\nThe goal was by Davide Moretti.", "Moretti"),
        ("uk", "Гол Моретті приніс перемогу\nЗабив його Давіде Моретті.", "Моретті"),
    ],
)
def test_a_word_that_begins_a_headline_is_no_given_name_of_who_has_another(
    find, language, text, name
):
    assert find(text, language)[0].text == name
