"""What counts as one word, and as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.library.search.folding import fold, skeleton
from seedreader.library.search.locate import Locator
from seedreader.library.search.match import Wanted
from seedreader.library.search.tokens import offsets, pairs, pieces, tokens

_TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="aB9ßéĐ'’-_ \nїЄ́’лＮ北约日ｶﾞสวัำ\u200d\u0301אמ\"يّـ٣हिन्"),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dell'Ucraina", ["dell", "ucraina"]),
        ("L’Ucraina", ["l", "ucraina"]),
        ("зв'язок зв’язок ЗВʼЯЗОК", ["звʼязок"] * 3),
        ("НА́ТО ёлка", ["нато", "елка"]),
        ("ITPPдля", ["itpp", "для"]),
        ("Су-27", ["су", "27"]),
        ("2023рік", ["2023рік"]),
        ('צה"ל צה״ל', ["צהל", "צהל"]),
        ("ＮＡＴＯ ﬁn", ["nato", "fin"]),
        ("Straße ΑΘΉΝΑ Αθήνα", ["strasse", "αθηνα", "αθηνα"]),
        ("İstanbul", ["istanbul"]),
        ("Nhật Bản", ["nhật", "bản"]),
        ("الصِّينُ بيـــت أحمد إلى", ["الصين", "بيت", "احمد", "الي"]),
        ("٢٠٢٣ २०२३", ["2023", "2023"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("北约秘书", ["北约", "约秘", "秘书", "书"]),
        ("北\n约", ["北约", "约"]),
        ("NATO北约", ["nato", "北约", "约"]),
        ("ﾆｭｰｽ", ["ニュ", "ュー", "ース", "ス"]),
        ("ไทย", ["ไท", "ทย", "ย"]),
        ("한국의 대통령", ["한국의", "대통령"]),
    ],
)
def test_tokens_of(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_a_skeleton_has_no_diacritics() -> None:
    words = ["nhật", "đà", "perché", "łódź", "smørrebrød", "їжак", "йод", "ґанок", "звʼязок"]
    assert [skeleton(word) for word in words] == [
        "nhat", "da", "perche", "lodz", "smorrebrod", "їжак", "йод", "ганок", "звязок"
    ]  # fmt: skip


@given(_TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(_TEXTS)
def test_pieces_lie_in_the_text_in_order_and_hold_what_the_index_holds(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert end <= piece.start < piece.end <= len(text)
        end = piece.end
        if piece.is_unspaced:
            places = offsets(text[piece.start : piece.end])
            assert len(places) == len(piece.form) + 1
            assert places == sorted(places)
    words = [piece.form for piece in pieces(text) if not piece.is_unspaced]
    found: set[str] = set()
    tokens(text, found)
    assert found == set(words)


@given(_TEXTS)
def test_every_piece_is_found_where_it_stands(text: str) -> None:
    for piece in pieces(text):
        hits = list(Locator([Wanted((piece,))]).hits(text))
        assert any(
            hit.span.start <= piece.start and hit.span.end >= piece.end
            for hit in hits
            if hit.span.start == piece.start
        )


@given(_TEXTS | st.text(alphabet="aßéя'’їґ7²Ⅷ½٣_ -\u0301\u00adªʼЄ҃ʻ№℃ſ€…\u2028"))
def test_tokens_are_the_forms_of_the_pieces(text: str) -> None:
    expected = []
    for piece in pieces(text):
        expected += pairs(piece.form) if piece.is_unspaced else [piece.form]
    assert tokens(text) == expected
