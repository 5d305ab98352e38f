from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.corpus import NotTextError, decode

UKRAINIAN = (
    "Учора ввечері в Чернівцях відкрили новий міст через Прут. Його будували чотири роки, і"
    " коштував він уп'ятеро дорожче, ніж планували.\nМер міста подякував будівельникам і пообіцяв,"
    " що наступного року відремонтують і стару переправу."
)
RUSSIAN = (
    "Вчера вечером в Костроме открыли новый мост через Волгу. Его строили четыре года, и стоил он"
    " впятеро дороже, чем предполагали.\nМэр города поблагодарил строителей и пообещал, что в"
    " следующем году отремонтируют и старый."
)
SIMPLIFIED = (
    "昨天晚上,城里新建的大桥正式通车。这座桥建了四年,花费是原计划的五倍。市长感谢了所有建设者,"
    "并表示明年还要维修旧桥。许多居民来到河边观看,孩子们放起了气球。"
)
TRADITIONAL = (
    "昨天晚上,城裡新建的大橋正式通車。這座橋建了四年,花費是原計畫的五倍。市長感謝了所有建設者,"
    "並表示明年還要維修舊橋。許多居民來到河邊觀看,孩子們放起了氣球。"
)
JAPANESE = (
    "昨夜、町の新しい橋が開通した。建設には四年かかり、費用は当初の五倍になった。"
    "町長は工事に携わった人々に感謝し、来年は古い橋も直すと約束した。"
)
KOREAN = (
    "어제저녁 시내에 새 다리가 열렸다. 다리를 짓는 데 사 년이 걸렸고 비용은 계획의 다섯 배였다. "
    "시장은 공사에 참여한 사람들에게 감사하고 내년에는 낡은 다리도 고치겠다고 약속했다."
)
POLISH = (
    "Wczoraj wieczorem w mieście otwarto nowy most. Budowano go cztery lata, a kosztował pięć razy"
    " więcej, niż zakładano. Burmistrz podziękował robotnikom i obiecał, że w przyszłym roku"
    " zostanie naprawiony także stary most. Źródła pieniędzy jeszcze nie wskazał."
)
FRENCH = (
    "Le nouveau pont a été inauguré hier soir. Il a fallu quatre années pour le bâtir, et il a"
    " coûté cinq fois plus cher que prévu. Le maire a remercié les ouvriers : « C'était une"
    " épreuve », a-t-il dit, avant de promettre la réparation du vieux pont dès l'été."
)
VIETNAMESE_1258 = (
    "Tối qua, cây cầu mới của thành phố đã được khánh thành. Cầu được xây trong bốn năm và tốn gấp"
    " năm lần dự kiến. Thị trưởng cảm ơn những người thợ và hứa sang năm sẽ sửa cả cây cầu cũ."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((UKRAINIAN, name) for name in ("utf-8", "cp1251", "koi8_u", "utf-16-le", "utf-16-be")),
        *((RUSSIAN, name) for name in ("cp1251", "koi8_r", "iso8859_5", "cp866", "utf-16-le")),
        *((SIMPLIFIED, name) for name in ("gb18030", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, name) for name in ("big5", "utf-16-be")),
        *((JAPANESE, name) for name in ("shift_jis", "euc_jp", "iso2022_jp")),
        (KOREAN, "euc_kr"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (FRENCH, "cp1252"),
    ],
)
def test_the_text_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_vietnamese_with_combining_tones() -> None:
    # The code page has letters with their diacritics, and the five tones as combining marks.
    data = codecs.encode(_with_combining_tones(VIETNAMESE_1258), "cp1258")
    assert decode(data) == (_with_combining_tones(VIETNAMESE_1258), "cp1258")


@pytest.mark.parametrize(
    "text", ["Новий міст через Прут відкрили вчора", "В Костроме открыли новый мост"]
)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8_u"])
def test_a_headline_is_enough(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.fail("the test's text must exist in the encoding")
    assert decode(data)[0] == text


@pytest.mark.parametrize(
    ("bom", "encoding", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_decides(bom: bytes, encoding: str, name: str) -> None:
    assert decode(bom + RUSSIAN.encode(encoding)) == (RUSSIAN, name)


def test_a_few_invalid_bytes_do_not_make_it_another_encoding() -> None:
    data = UKRAINIAN.encode() * 5
    text, encoding = decode(data[:301] + b"\xff\xc0" + data[301:])
    assert encoding == "utf-8"
    assert text.count("\ufffd") <= 4
    assert decode("Новини з міста".encode()[:-1]) == ("Новини з міст\ufffd", "utf-8")


def test_one_accented_letter_in_english_is_windows_1252() -> None:
    assert decode("The café opens on Monday.".encode("cp1252"))[0] == "The café opens on Monday."


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except NotTextError:
        return
    codecs.lookup(encoding)
    assert "\0" not in text or encoding.startswith("utf")


@given(st.text(max_size=200))
def test_utf8_comes_back_exactly(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    clean = data.decode("utf-8")
    controls = sum(1 for character in clean if ord(character) < 32 or ord(character) == 127)
    if not controls and not clean.startswith("\ufeff") and not data.startswith(MAGIC):
        assert decode(data) == (clean, "utf-8")


MAGIC = (b"%PDF-", b"PK\x03\x04", b"BZh", b"RIFF", b"OggS", b"ID3", b"Rar!", b"GIF8", b"{\\rtf")


def _with_combining_tones(text: str) -> str:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = []
    for character in text:
        try:
            character.encode("cp1258")
            found.append(character)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", character)
            letter = "".join(part for part in parts if part not in tones)
            tone = "".join(part for part in parts if part in tones)
            found.append(unicodedata.normalize("NFC", letter) + tone)
    return "".join(found)
