"""Sentence boundaries: every rule by example, the contract by property."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import assert_grows_less

from seedreader.article import Span
from seedreader.corpus._long_sentences import TOKEN_LIMIT, estimate_tokens
from seedreader.corpus.sentences import split_sentences


def sentences(text: str, language: str = "und") -> list[str]:
    return [span.of(text) for span in split_sentences(text, 0, len(text), language)]


# In each example | stands where a sentence ends; white space around it is not part of either.
BOUNDARIES = [
    # plain
    ("en", "He came. |She left! |Did they? |Yes."),
    ("und", "One thing. |Another thing."),
    ("xx-unknown", "One thing. |Another thing."),
    ("", "One thing. |Another thing."),
    # quotations: closers belong to the sentence that they close
    ("uk", '"Так, ми говоримо. |Ми маємо кілька офісів", – зазначив він.'),
    ("uk", '"Він прийшов." |Потім пішов.'),
    ("ru", "«Он пришёл.» |Потом ушёл."),
    ("ru", "«Где он?» — спросил глава."),
    ("en", "“He came.” |Then he left."),
    ("en", '"Stop!" he said. |"Why?" she asked.'),
    ("de", "„Er kam.“ |Dann ging er."),
    ("fr", "« Oui ! » |Il partit. |« Non ? » dit-elle."),
    ("fr", "Il partit. |« Non », dit-elle."),
    ("zh", "“他来了。|他走了。”|采访中，他说。"),
    ("zh", "他说：“不来。”|她问：“为什么？”"),
    ("zh", '他说:"不来。"|她走了。'),
    ("ja", "「行く。」と彼は言った。|「そうだ。」"),
    ("ja", "「本当?」って聞いた。"),
    ("ko", '"갑니다." 라고 말했습니다. |그는 갔다.'),
    ("it", "Lo ha detto lui. “"),
    ("en", "(He came. He left.) |She stayed."),
    ("en", "It was so.[1][23] |Then it was not."),
    # no white space after the end
    ("uk", "поряд з Росією.|Про це повідомляє видання."),
    ("en", "It has ended.|The next one begins."),
    ("uk", "Про це інформує ZN.ua. |Далі буде."),
    ("uk", "Новини від Корреспондент.net в мережі."),
    ("en", "Look at Booking.Com or at https://site.example/Some.Page today."),
    ("en", "Version 3.11.2 costs 1.5 million."),
    ("zh", "你好。|你走吧！|真的？|是的。"),
    ("zh", "发力暴走?|39扣22中"),
    ("zh", "伟大2-0!|皇马夺冠"),
    ("ja", "Yahoo!ニュース"),
    ("zh", "北京时间。|2017年来了。"),
    ("zh", "他说……不知道。"),
    ("zh", "第一；第二；第三。"),
    ("zh", "《你是谁？》很好看。"),
    # digits after the end
    ("en", "Was it so? |5 people said yes."),
    ("de", "Es traf die Inseln vor Sumatras. |2006 folgte das nächste Beben."),
    # abbreviations, initials, numbers
    ("en", "Mr. Smith met Dr. Jones at No. 5 in the U.S. Army."),
    ("en", "J. R. R. Tolkien wrote it."),
    ("uk", "Це т. зв. План, університет ім. Шевченка, 5 млн. Українців."),
    ("uk", "Про це сказав Дж. Байден у м. Київ."),
    ("ru", "В т. ч. Россия, г. Москва, 10 млн. Россиян."),
    ("vi", "Tại TP. HCM, PGS. TS. Trần Văn nói."),
    ("de", "Am 3. Mai kam Dr. Merkel in die 3. Liga, z. B. Angela."),
    ("cs", "Dne 3. května vyhrál 2. ročník Jan."),
    ("tr", "Sultan 3. Selim geldi."),
    ("fr", "M. Macron et Mme. Dupont."),
    ("pl", "Uniwersytet im. Jana, tzw. Polska, gen. Anders."),
    ("es", "Todo saldrá bien. |El equipo está en el mar. |Vino el Sr. Gómez."),
    ("it", "Il sig. Rossi e S. Pietro."),
    ("hi", "उन्होंने मि. सिंह से कहा।| वह गए।"),
    ("he", 'הוא אמר זאת באו"ם. |היא הלכה.'),
    ("he", "הוא אמר ברדיו בי. בי. סי. אתמול."),
    ("en", "1. Introduction"),
    # ellipses
    ("vi", "Hàn, Úc, New Zeland… nhằm đối phó."),
    ("en", "He waited... |Then he left."),
    ("en", "He waited … and left."),
    # other scripts
    ("hi", "यह है। |वह गया।"),
    ("ar", "هل جاء؟ |نعم. |ذهب."),
    ("ar", "كان جميلا جدًا. |ثم ذهب."),
    ("ur", "وہ آیا۔ |وہ گیا۔"),
    ("am", "መጣ። |ሄደ።"),
    ("my", "သူလာသည်။ |သူသွားသည်။"),
    ("km", "គាត់មក។ |គាត់ទៅ។"),
    ("hy", "Նա եկավ։ |Նա գնաց։"),
    ("el", "Πού είναι; |Εδώ."),
    ("th", "พ.ศ. 2560 ดร. สมชาย มา"),
    ("ka", "ის მოვიდა. |ის წავიდა."),
    # white space
    ("en", "He\ncame. |She\nleft."),
    ("en", "  He came.\u3000|She left.  "),
]


@pytest.mark.parametrize(("language", "marked"), BOUNDARIES)
def test_boundaries(language: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("|", ""), language) == expected


def test_only_the_stretch_is_read() -> None:
    text = "Before. It has one. It has two.After it"
    spans = split_sentences(text, 8, 31, "en")
    assert [span.of(text) for span in spans] == ["It has one.", "It has two."]


def test_nothing_but_white_space_has_no_sentences() -> None:
    assert split_sentences(" \n\t ", 0, 4, "en") == ()
    assert split_sentences("", 0, 0, "en") == ()


def test_what_has_no_letter_is_joined_to_its_neighbour() -> None:
    assert sentences("— . — He came. . . .", "en") == ["— . — He came. . . ."]
    assert sentences("😀 He came. 😀 😀", "en") == ["😀 He came. 😀 😀"]


def test_offsets_are_code_points_beyond_the_basic_plane() -> None:
    text = "𝒳𝒴 came 😀. Then 𝒵 left."
    assert split_sentences(text, 0, len(text), "en") == (Span(0, 10), Span(11, len(text)))


MARKS = (
    "aZж Яї汉字かな한글ไทยक।مؤ,،;:.!?…。！？；：、，\"'“”«»「」()[]《》-–— \n"
    "\u3000\u00a0\u200b0123\u0301😀\ud800"
)
LANGUAGES = st.sampled_from(["en", "uk", "zh-Hans", "ja", "ko", "de", "el", "he", "th", "und", "?"])


@settings(max_examples=400)
@given(
    text=st.text(st.sampled_from(MARKS), max_size=300) | st.text(max_size=200),
    before=st.text(st.sampled_from(MARKS), max_size=10),
    after=st.text(st.sampled_from(MARKS), max_size=10),
    language=LANGUAGES,
)
def test_spans_partition_what_is_not_white(
    text: str, before: str, after: str, language: str
) -> None:
    whole = before + text + after
    spans = split_sentences(whole, len(before), len(before) + len(text), language)
    position = len(before)
    for span in spans:
        assert position <= span.start < span.end <= len(before) + len(text)
        assert not whole[position : span.start].strip()
        assert not whole[span.start].isspace()
        assert not whole[span.end - 1].isspace()
        position = span.end
    assert not whole[position : len(before) + len(text)].strip()


@given(text=st.text(st.sampled_from(MARKS), max_size=120), language=LANGUAGES)
def test_a_line_feed_is_a_space(text: str, language: str) -> None:
    wrapped = text.replace(" ", "\n")
    flat = text.replace("\n", " ")
    assert split_sentences(wrapped, 0, len(wrapped), language) == split_sentences(
        flat, 0, len(flat), language
    )


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("слово ", "uk"),
        ("слово, ", "uk"),
        ("汉字", "zh"),
        ("汉字，", "zh"),
        ("a", "en"),
        ("ไทย", "th"),
    ],
)
def test_no_sentence_exceeds_the_limit(unit: str, language: str) -> None:
    text = unit * 2000
    spans = split_sentences(text, 0, len(text), language)
    assert len(spans) > 1
    assert all(estimate_tokens(text, span.start, span.end) <= TOKEN_LIMIT for span in spans)
    joined = "".join(span.of(text) for span in spans)
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_a_long_sentence_is_cut_where_a_reader_takes_breath() -> None:
    clause = "und sie ging weiter " * 14
    text = f"{clause.strip()}, {clause.strip()}; {clause.strip()}."
    assert [part[-1] for part in sentences(text, "de")][:-1] == [";"]
    text = f"{clause.strip()}, {clause.strip()}, {clause.strip()}."
    assert all(part[-1] in ",." for part in sentences(text, "de"))


def test_a_cut_never_parts_a_grapheme_nor_begins_with_closing_punctuation() -> None:
    text = "e\u0301" * 3000
    assert all(span.of(text)[0] == "e" for span in split_sentences(text, 0, len(text), "fr"))
    text = "漢字ー" * 300
    assert all(span.of(text)[0] != "ー" for span in split_sentences(text, 0, len(text), "ja"))


def test_a_sentence_of_usual_length_is_never_cut() -> None:
    text = "Das ist " + "ein ganz gewöhnlicher Satz und " * 20 + "Schluss."
    assert sentences(text, "de") == [text]


@pytest.mark.parametrize(
    "unit", ["a", "слово ", "Слово. ", "“", "(", "«а. ", "汉", "a.", "。", "e\u0301"]
)
def test_time_grows_linearly_on_one_endless_line(unit: str) -> None:
    def split(length: int) -> None:
        text = unit * (length // len(unit))
        split_sentences(text, 0, len(text), "uk")

    assert_grows_less(split, 25_000, 100_000)


def test_importing_does_not_load_the_splitter() -> None:
    code = (
        "import sys; import seedreader.corpus.sentences; "
        "sys.exit('sentencex' in sys.modules or 'regex' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
