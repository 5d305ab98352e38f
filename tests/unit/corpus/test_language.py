from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.article import UNDETERMINED
from seedreader.corpus import detect
from seedreader.corpus.language import ParagraphLanguages

UKRAINIAN = (
    "Учора ввечері в Чернівцях відкрили новий міст через Прут. Його будували чотири роки, і"
    " коштував він уп'ятеро дорожче, ніж планували. Мер міста подякував будівельникам."
)
RUSSIAN = (
    "Вчера вечером в Костроме открыли новый мост через Волгу. Его строили четыре года, и стоил он"
    " впятеро дороже, чем предполагали. Мэр города поблагодарил строителей."
)

EXAMPLES = {
    "uk": UKRAINIAN,
    "ru": RUSSIAN,
    "bg": "Снощи в града откриха новия мост над реката. Строиха го четири години и струваше пет"
    " пъти повече от предвиденото, каза кметът.",
    "mk": "Синоќа во градот беше отворен новиот мост над реката. Се градеше четири години и чинеше"
    " пет пати повеќе од планираното, рече градоначалникот.",
    "it": "Ieri sera in città è stato inaugurato il nuovo ponte. Ci sono voluti quattro anni per"
    " costruirlo, ed è costato cinque volte il previsto, ha detto il sindaco.",
    "vi": "Tối qua, cây cầu mới của thành phố đã được khánh thành. Cầu được xây trong bốn năm và"
    " tốn gấp năm lần dự kiến.",
    "fa": "دیشب پل جدید شهر افتتاح شد. ساخت این پل چهار سال طول کشید و پنج برابر پیش‌بینی"
    " هزینه داشت.",
    "ar": "افتتح الجسر الجديد في المدينة مساء أمس. استغرق بناؤه أربع سنوات وكلف خمسة أضعاف ما"
    " كان متوقعا.",
    "zh": "昨天晚上,城里新建的大桥正式通车。这座桥建了四年,花费是原计划的五倍。",
    "zh-Hant": "昨天晚上,城裡新建的大橋正式通車。這座橋建了四年,花費是原計畫的五倍。",
    "ja": "昨夜、町の新しい橋が開通した。",
    "ko": "어제저녁 시내에 새 다리가 열렸다.",
    "th": "เมื่อคืนนี้เปิดสะพานใหม่",
    "el": "Χθες το βράδυ εγκαινιάστηκε η νέα γέφυρα.",
    "ka": "გუშინ საღამოს ახალი ხიდი გაიხსნა.",
    "am": "ትናንት ማታ አዲሱ ድልድይ ተከፈተ።",
}


@pytest.mark.parametrize("language", EXAMPLES)
def test_language(language: str) -> None:
    assert detect(EXAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 — 67.89",
        "OK",
        "https://example.org/a/long/address/that/is/no/language",
        "xqzj wvkq jjxz qqwv zzkx vwqj kxqz jqvw zxkq wqjv xzkq",
        "བོད་ཡིག་གི་ཚིག་གྲུབ་ཅིག",  # Tibetan script: Tibetan or Dzongkha
    ],
)
def test_what_cannot_be_told_is_undetermined(text: str) -> None:
    assert detect(text) == UNDETERMINED


def test_ideographs_are_not_korean() -> None:
    assert detect("联合国安理会通过决议") == "zh"


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    texts = list(EXAMPLES.values())
    first = [detect(text) for text in texts]
    order = list(range(len(texts)))
    random.Random(7).shuffle(order)
    random.seed(1)
    second = {index: detect(texts[index]) for index in order}
    assert [second[index] for index in range(len(texts))] == first


def test_paragraphs_in_another_language_are_told() -> None:
    languages = ParagraphLanguages("uk", UKRAINIAN)
    assert languages.detect("Подробиці з'ясовує поліція міста.") == "uk"
    assert languages.detect("Последние новости") == "ru"
    assert languages.detect("Интересные новости") == "ru"
    assert languages.detect(RUSSIAN) == "ru"
    assert languages.detect("Сьогодні о 12:00") == "uk"
    english = "The new bridge across the river was opened yesterday evening by the mayor."
    assert languages.detect(english) == "en"
    assert languages.detect("昨天晚上,城里新建的大桥正式通车。") == "zh"


def test_a_short_paragraph_has_the_language_of_the_body() -> None:
    languages = ParagraphLanguages("it", EXAMPLES["it"])
    assert languages.detect("Roma") == "it"
    assert languages.detect("42") == "it"
    assert languages.detect("Il sindaco non ha voluto rispondere.") == "it"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text)
    assert ParagraphLanguages("uk", UKRAINIAN).detect(text)
