"""Flags on translations that are good, and on the same ones damaged.

The sentences are of the sample articles and their reference translation, and made up here where a
language or a way to write needs one. Rates on a corpus: `scripts/check_flags.py`.
"""

from __future__ import annotations

import pytest
from tests.growth import assert_grows_less

from seedreader.translation.flags import Flag, FlagName, check
from seedreader.translation.tmx import read_tmx


def flags(source: str, target: str, languages: str = "uk-en", **options) -> set[str]:
    one, _, other = languages.partition("-")
    return {flag.name.value for flag in check(source, target, one, other, **options)}


def test_the_reference_translation_is_hardly_flagged(samples):
    units = list(read_tmx(samples / "seeds.en.tmx", clean=str))
    flagged = [
        unit
        for unit in units
        if check(unit.source, unit.target, unit.source_language, unit.target_language)
    ]
    assert len(units) > 80
    assert len(flagged) < 0.02 * len(units) + 1


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Він сказав це.", "He said this. He said this. He said this. He said this.", "uk-en"),
        ("(掌声)", "(Applause) (Applause) (Applause) (Applause) (Applause)", "zh-en"),
        ("The house is big.", "房子很大很大很大很大很大很大", "en-zh"),
        ("È vero.", "It is true that that that that that that", "it-en"),
    ],
)
def test_loop(source, target, languages):
    assert "loop" in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Дуже, дуже, дуже добре.", "Very, very, very good.", "uk-en"),
        ("Ні, ні, ні, ні, ні!", "No, no, no, no, no!", "uk-en"),
        ("哈哈哈哈哈", "Ha ha ha ha ha", "zh-en"),
    ],
)
def test_what_the_source_repeats_is_no_loop(source, target, languages):
    assert "loop" not in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Він сказав це вчора ввечері.", "Він сказав це вчора ввечері.", "uk-en"),
        ("Він сказав це вчора ввечері.", "He said це вчора last night.", "uk-en"),
        ("La casa della nonna era molto grande.", "La casa della nonna was very big.", "it-en"),
        ("Er sagte das gestern am Abend.", "Er sagte das gestern am Abend.", "de-en"),
        ("日本政府は明日それを発表する。", "日本政府は明日それを発表する。", "ja-zh"),
        ("He said this last night.", "He said this last night.", "en-uk"),
    ],
)
def test_echo(source, target, languages):
    assert flags(source, target, languages) == {"echo"}


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Donald Trump, New York, 2018", "Donald Trump, New York, 2018", "it-en"),
        ("Слово «перебудова» знають усі.", "Everybody knows the word “перебудова”.", "uk-en"),
        ("El hospital central es normal.", "The central hospital is normal.", "es-en"),
        ("伊丽莎白·沃伦（Elizabeth Warren）表示", "Elizabeth Warren said", "zh-en"),
        ("He moved to Microsoft.", "他去了微软（Microsoft）。", "en-zh"),
    ],
)
def test_names_cognates_and_quotations_are_no_echo(source, target, languages):
    assert "echo" not in flags(source, target, languages)


def test_length():
    source = "Японія планує відкрити офіс Альянсу у своїй столиці, зазначив учора міністр уряду."
    good = (
        "Japan plans to open an office of the Alliance in its capital, a minister noted yesterday."
    )
    assert flags(source, good) == set()
    assert flags(source, "Japan plans to open an office.") == {"length"}
    assert flags(source, "") == {"length"}
    (flag,) = check(
        source, f"{good} {good[:40]} and so on, without ever ending at all" * 2, "uk", "en"
    )
    assert flag == Flag(FlagName.LENGTH, flag.reason)
    assert "longer than usual" in flag.reason


def test_length_of_what_breaks_off():
    source = "Прем’єр-міністр сказала, що угода з Європейським Союзом буде готова до кінця року."
    assert flags(source, "The prime minister said the agreement will be ready.") == set()
    assert flags(source, "The prime minister said the agreement with the.") == {"length"}


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("У 2018 році це було 15 %.", "In 2016 it was 15 %.", "uk-en"),
        ("Це коштує 1 250 000 гривень.", "It costs 1,350,000 hryvnias.", "uk-en"),
        ("Це коштує 3,5 мільйона.", "It costs 3.7 million.", "uk-en"),
        ("共有150万人。", "There are 1.6 million people.", "zh-en"),
        ("عددهم ٢٥ شخصا", "There are 35 people.", "ar-en"),
        ("Le 14 juillet 1789.", "The 14th of July.", "fr-en"),
        ("Han var 180 centimeter lang i går.", "He was tall yesterday, as they said.", "sv-en"),
    ],
)
def test_numbers(source, target, languages):
    assert "numbers" in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Це коштує 1 250 000 гривень.", "It costs 1.25 million hryvnias.", "uk-en"),
        ("Das kostet 1.500,50 Euro.", "It costs 1,500.50 euros.", "de-en"),
        ("共有150万人。", "There are 1.5 million people.", "zh-en"),
        ("共有三百五十人。", "There are 350 people.", "zh-en"),
        ("二〇一八年", "2018", "zh-en"),
        ("2億3000万円", "230 million yen", "ja-en"),
        ("1억 4천 2백만 명", "142 million people", "ko-en"),
        ("9月6日", "September 6", "zh-en"),
        ("٢٥ شخصا", "25 people", "ar-en"),
        ("Пʼять людей прийшли о 15:30.", "5 people came at 3:30 pm.", "uk-en"),
        ("3 osoby", "three people", "pl-en"),
        ("14 persone", "fourteen people", "it-en"),
        ("il XXI secolo", "the 21st century", "it-en"),
        ("gli anni ’90", "the 1990s", "it-en"),
        ("72 km dalla capitale", "45 miles from the capital", "it-en"),
        ("um 4.40 Uhr", "at 4:40", "de-en"),
        ("10代の子ども", "teenage children", "ja-en"),
    ],
)
def test_numbers_that_are_written_in_another_way(source, target, languages):
    assert "numbers" not in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Він цього не сказав.", "He said this.", "uk-en"),
        ("Non lo sapeva.", "He knew it.", "it-en"),
        ("他没有说。", "He said it.", "zh-en"),
        ("Anh ấy không biết điều đó.", "He knows that.", "vi-en"),
        ("彼は知らない。", "He knows.", "ja-en"),
        ("He did not know it.", "Він це знав.", "en-uk"),
        ("Er wusste es nicht.", "He knew it.", "de-en"),
        ("वह नहीं जानता।", "He knows.", "hi-en"),
        ("Він не їв, не пив і не спав без ліків.", "He ate and slept without pills.", "uk-en"),
    ],
)
def test_negation(source, target, languages):
    assert flags(source, target, languages) == {"negation"}


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Він цього не сказав.", "He didn’t say this.", "uk-en"),
        ("Це неможливо, він не зможе.", "It is impossible.", "uk-en"),
        ("Non è chiaro.", "It is unclear.", "it-en"),
        ("Не лише він.", "He and others.", "uk-en"),
        ("他没有说。", "He refused to say.", "zh-en"),
        ("Ты готов или нет?", "Are you ready or not?", "ru-en"),
        ("ज्वालामुखी से निकलने वाला", "Coming out of the volcano", "hi-en"),
    ],
)
def test_denials_in_other_words(source, target, languages):
    assert "negation" not in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("伊丽莎白·沃伦（Elizabeth Warren）今天表示这样。", "The senator said so today.", "zh-en"),
        ("Журнал Boston Globe пише про це.", "The magazine Boston writes about this.", "uk-en"),
        ("Lo ha detto Kavanaugh ai giornalisti.", "He said it to the journalists.", "it-en"),
        ("Secondo West era il migliore.", "It went well and was the best.", "it-en"),
    ],
)
def test_names(source, target, languages):
    assert "names" in flags(source, target, languages)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Il Regno Unito e gli Stati Uniti.", "The UK and the US.", "it-en"),
        ("Kavanaugha zapytano.", "Kavanaugh was asked.", "pl-en"),
        ("Ezt Westként ismerik.", "He is known as West.", "hu-en"),
        ("Hollywoodstjärnan kom hit.", "The Hollywood star came here.", "sv-en"),
        ("A Washington piove.", "It rains in Washington.", "it-en"),
        ("Das Haus der Regierung.", "The government's house.", "de-en"),
    ],
)
def test_names_that_have_another_form(source, target, languages):
    assert "names" not in flags(source, target, languages)


def test_names_that_somebody_knows():
    def missing(source, target):
        assert (source, target) == ("Столтенберг прибув.", "He arrived.")
        return ["Jens Stoltenberg"]

    (flag,) = check("Столтенберг  прибув.", "He arrived.", "uk", "en", names=missing)
    assert flag == Flag(FlagName.NAMES, "missing: Jens Stoltenberg")
    assert flags("Kavanaugh.", "He.", "it-en", names=lambda *_: []) == set()


@pytest.mark.parametrize("languages", ["uk-uk", "en-en", "zh-Hans-zh"])
def test_nothing_to_translate(languages):
    one, _, other = languages.rpartition("-")
    assert check("Він не сказав 5.", "Щось", one, other) == ()


@pytest.mark.parametrize("language", ["und", "xx", "tlh", ""])
def test_unknown_languages_are_checked_for_what_can_be(language):
    assert flags("a b 17 c", "d e 18 f", f"{language}-en") == {"numbers"}


@pytest.mark.parametrize("unit", ["1", "не ", "(", "1.1", "万1", "я"])
def test_takes_linear_time(unit):
    def check_both_ways(count):
        text = unit * count
        check(text, text[::-1], "uk", "en")
        check(text, "x " * 100, "zh", "en")

    assert_grows_less(check_both_ways, 5_000, 20_000)


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Mot slutet av 1800-talet.", "Towards the end of the 19th century.", "sv en"),
        ("80 degrees outside", "27 grader ute", "en sv"),
        ("Mer än 300 km kust.", "More than 300 km (180 miles) of coast.", "sv en"),
        ("Latach osiemdziesiątych", "Back in the 1980s", "pl en"),
        ("Jest przeświadczony o tym.", "He is 100 percent certain of it.", "pl en"),
    ],
)
def test_numbers_that_are_said_otherwise(source, target, languages):
    assert "numbers" not in {flag.name for flag in check(source, target, *languages.split())}


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("Mot slutet av 1800-talet.", "Towards the end of the 17th century.", "sv en"),
        ("80 degrees outside", "57 grader ute", "en sv"),
        ("Mer än 300 km kust.", "More than 300 km (250 miles) of coast.", "sv en"),
    ],
)
def test_numbers_that_are_others(source, target, languages):
    assert "numbers" in {flag.name for flag in check(source, target, *languages.split())}
