"""Names in scripts without capitals, in katakana, and under the endings of cases."""

from __future__ import annotations

import pytest

from seedreader.entities import Kind, Linker
from seedreader.entities.likeness import LIKELY, Likeness

PEOPLE = [
    ("ja", "マイク・トルーデルは日曜日にツイートした。", "マイク・トルーデル"),
    ("ja", "ルーク・ウォルトン監督が会見した。", "ルーク・ウォルトン"),
    ("ar", "وقالت نانسي بيلوسي أمس إن الأمر انتهى.", "نانسي بيلوسي"),
    ("ar", "وأعلن لوك والتون ذلك أمس.", "لوك والتون"),
    ("he", "אתמול אמר דונלד טראמפ את הדברים.", "דונלד טראמפ"),
    ("hi", "कल डोनाल्ड ट्रंप ने यह बात कही।", "डोनाल्ड ट्रंप"),
    ("ko", "어제 제시카 챔버스가 말했다.", "제시카 챔버스"),
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
    ("ko", '그는 "좋다"이라고 언급했다.'),
    ("bn", "তিনি বলেন, তাকে কোনো চুক্তি দেওয়া হয়নি।"),
    ("hi", "उनका कहना है कि यह काम पूरा हो गया।"),
    ("he", "הכיוון ברור, אבל צריך לשלם על כל המקרים."),
    ("ar", "وقال إن الهوية مهمة."),
    ("fa", "جلسه روز دوشنبه برگزار شد."),
]


PLACES = [
    ("th", "เขาบอกว่าประเทศจีนและสหรัฐอเมริกาจะเจรจากันที่กรุงวอชิงตัน", ("จีน", "สหรัฐอเมริกา", "วอชิงตัน")),
    ("bn", "যুক্তরাজ্যের মন্ত্রী ফ্রান্সে ও ইতালিতে গেছেন।", ("যুক্তরাজ্যের", "ফ্রান্সে", "ইতালিতে")),
    ("pa", "ਉਹ ਫਰਾਂਸ ਅਤੇ ਇਟਲੀ ਗਿਆ।", ("ਫਰਾਂਸ", "ਇਟਲੀ")),
    ("he", "שר החוץ של ארה״ב נסע לצרפת.", ("ארה״ב", "לצרפת")),
]


@pytest.mark.parametrize(("language", "text", "names"), PLACES, ids=[p[0] for p in PLACES])
def test_places_are_found_without_spaces_and_with_what_is_written_together(
    find, language, text, names
):
    places = [m for m in find(text, language) if m.kind is Kind.LOC]
    assert tuple(m.text for m in places) == names
    assert not any(m.local for m in places)


def test_a_syllable_of_a_thai_word_is_no_country(find):
    assert [m.text for m in find("เขาชอบลาวัณย์และจีนาเมื่อวานนี้", "th")] == []


def test_two_people_side_by_side_are_two(find):
    text = "ন্যান্সি পেলোসি ব্রেট ক্যাভানফকে চেনেন।\nন্যান্সি পেলোসি বলেন।"
    assert "ন্যান্সি পেলোসি" in {m.text for m in find(text, "bn")}
    assert not any("পেলোসি ব্রেট" in m.text for m in find(text, "bn"))


SPELLINGS = [
    ("el", "Νίλσεν", "Nielsen", "Arriani"),
    ("el", "Πάολο Ντι Κάνιο", "Paolo Di Canio", "Ri Yong Ho"),
    ("bn", "ক্যাভানা", "Kavanaugh", "Nielsen"),
    ("pa", "ਸੈਨਫੋਰਡ", "Sanford", "Kavanaugh"),
    ("th", "แชมเบอร์ส", "Chambers", "Kavanaugh"),
]


@pytest.mark.parametrize(("_", "name", "same", "other"), SPELLINGS, ids=[s[1] for s in SPELLINGS])
def test_a_name_in_another_script_is_nearer_to_itself(knowledge, _, name, same, other):
    likeness = Likeness(knowledge)

    def apart(latin: str) -> float:
        pairs = zip(name.split(), latin.split(), strict=True)
        return max(likeness.compare(one, two)[0] for one, two in pairs)

    assert apart(same) <= LIKELY
    assert apart(other) > LIKELY


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
