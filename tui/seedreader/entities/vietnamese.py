"""Finds the names of institutions in Vietnamese: Viện Nghiên cứu Chính sách Macedonia.

Such a name opens with a word for its kind. Of every further word of several syllables only the
first has a capital.
"""

from __future__ import annotations

from typing import Final

from seedreader.entities.gazetteer import Match
from seedreader.entities.lexicon import folded_words, is_vietnamese_syllable
from seedreader.entities.sentence import Sentence
from seedreader.entities.tokens import Token

_KINDS: Final = tuple(
    tuple(kind.split())
    for kind in (
        "bảo tàng", "bệnh viện", "công ty", "cơ quan", "cục", "đài", "đại học", "hãng", "hiệp hội",
        "học viện", "hội", "hội đồng", "liên đoàn", "liên minh", "ngân hàng", "nhà thờ", "quỹ",
        "sân vận động", "sở", "tập đoàn", "tòa án", "toà án", "tổ chức", "tổng cục", "trung tâm",
        "trường đại học", "trường", "ủy ban", "uỷ ban", "viện", "tòa án nhân dân",
        "toà án nhân dân", "viện kiểm sát nhân dân", "ủy ban nhân dân", "uỷ ban nhân dân", "lễ hội",
        "liên hoan phim", "nhà hát", "thư viện", "sân bay", "phòng thí nghiệm", "nhà xuất bản",
        "câu lạc bộ", "công ty cổ phần", "ngân hàng thương mại cổ phần", "bộ", "chi cục",
        "tổng công ty", "mặt trận", "quân đoàn", "diễn đàn", "dự án", "chương trình", "phong trào",
        "nghiệp đoàn", "công đoàn", "hội nghị", "văn phòng", "sở cảnh sát", "tòa", "toà",
        "dàn nhạc", "nhạc viện", "đoàn kịch", "nhà bảo tàng", "viện bảo tàng",
    )
)  # fmt: skip
_BY_FIRST: Final = {
    first: tuple(kind for kind in _KINDS if kind[0] == first) for first in {k[0] for k in _KINDS}
}
_FIRMS: Final = frozenset(
    {
        "tập đoàn", "công ty", "công ty cổ phần", "ngân hàng", "quỹ", "bệnh viện", "sân vận động",
        "trường", "đại học", "nhà hát", "sân bay", "nhà xuất bản", "câu lạc bộ",
    }
)  # fmt: skip
"""Kinds that a name follows of which every syllable may have a capital: Tập đoàn Vạn Thịnh Phát."""
_OWN_NAME: Final = frozenset({"công ty", "tập đoàn", "hãng", "tổ chức"})
"""Kinds of firms that are no part of the name of one: Công ty Biocon."""
_DIVISIONS: Final = folded_words("nước bang tỉnh huyện thành quận xã")
"""Kinds of places, which stand before the name of one and are no syllable of a word before it."""
_SURNAMES: Final = folded_words(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý trương đinh lâm đoàn
    trịnh tạ tô cao châu tống tăng lưu quách vương thái chu kiều phùng đào mạc quan giang phương
    lại giả lã la lương mai nghiêm thạch thân tiêu tôn triệu từ viên vi bạch cù diệp doãn đàm đậu
    đồng đổng hà hàn hứa khương kim lữ mã nông thẩm thi tần tập
    """
)
"""Surnames that most Vietnamese names begin with."""
_MOST_SYLLABLES: Final = 3
"""Syllables between the surname and a part of a name that is also the name of a country."""
_NO_PART: Final = folded_words(
    """
    bị cho chưa có của cùng cũng do đã đang đây để đến đó được gồm hoặc hôm khi không là lại mà nay
    này năm ngày như nên nói ở ra rằng sau sẽ tại thì theo thêm trên trong trước từ tới vào về vẫn
    với yêu kêu tuyên nhận
    """
)
_JOINING: Final = folded_words("về các và cho")
"""Words between two words of an institution's name: Ủy ban Chọn lọc về Trí tuệ nhân tạo."""
_LISTING: Final = frozenset({"bộ", "sở", "ủy ban", "uỷ ban", "cục", "cơ quan"})
"""Kinds whose names may list what they are for: Bộ Văn hóa, Thể thao và Du lịch."""
_TAILS: Final = frozenset(
    tuple(tail.split())
    for tail in (
        "nhân tạo", "quốc tế", "quốc gia", "thế giới", "toàn cầu", "trung ương", "hạt nhân",
        "giao thông", "môi trường", "xã hội", "công nghệ", "nhân dân", "tối cao", "hình sự",
        "dân sự", "quân sự", "vũ trụ", "không khí", "nông thôn", "lâm sàng", "công nghiệp",
    )
)  # fmt: skip
"""Words in small letters that end the name of an institution: Ủy ban Trí tuệ nhân tạo."""
_LAST: Final = folded_words("số mở")
"""Syllables that do: Viện Dữ liệu mở."""
_COUNTRIES: Final = {
    "anh": ("hùng",), "mỹ": ("thuật", "nghệ"), "nga": (), "úc": (), "pháp": ("luật", "lý", "y"),
    "đức": ("tin",), "nhật": ("báo",), "việt": (), "nam": (), "quốc": ("gia", "tế", "phòng", "hội"),
}  # fmt: skip
"""Last syllables of countries, and what may follow where they begin another word."""
_GENERIC: Final = folded_words("giải đội nhóm tờ kênh chai sát hãng ngài")
"""Words for kinds of things that stand before a foreign name and are no part of it: giải Emmy."""
_DIRECTIONS: Final = folded_words("đông tây nam bắc")
_WHOLE: Final = frozenset({("quốc", "gia"), ("quốc", "tế"), ("quốc", "phòng"), ("quốc", "hội")})
_FEWEST: Final = 3
"""Syllables of the shortest name of an institution, its kind included."""


def institutions(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the first word of each institution's name and the index after its last."""
    found = []
    index = 0
    while index < len(sentence.words):
        last = _end(sentence, index) if sentence.words[index].capital else 0
        if last:
            found.append((index, last))
        index = last or index + 1
    return found


def _end(sentence: Sentence, first: int) -> int:
    """Return the index after an institution's name that begins at a word, or 0."""
    words = sentence.words
    kinds = _BY_FIRST.get(words[first].folded, ())
    size = max((len(kind) for kind in kinds if _stands(sentence, first, kind)), default=0)
    index = first + size
    if not size or index >= len(words) or not words[index].capital:
        return 0
    kind = " ".join(word.folded for word in words[first : first + size])
    if sentence.initial[first] and kind in _OWN_NAME and not _capital_follows(sentence, index):
        return 0  # Công ty Biocon
    proven = size > 1 and words[first + size - 1].capital  # Trung Tâm Liên Hiệp Trí Tuệ Nhân Tạo
    before_capital = False
    capitals = 0
    while index < len(words) and _near(sentence, index - 1) and words[index].capital:
        capitals += 1
        syllable = is_vietnamese_syllable(words[index].folded)
        index += 1
        if syllable and _continues(sentence, index, before_capital=before_capital):
            index += 1
            proven = True
            before_capital = False
            if _third(sentence, index):
                index += 1
            index = _after_tail(sentence, index)
        else:
            before_capital = syllable
            proven = proven or not syllable
        if proven and _continent(sentence, index):
            index += 2
        if proven:
            index = _joined(sentence, index, listing=kind in _LISTING)
    proven = proven or (kind in _FIRMS and capitals > 1)
    return index if proven and index - first >= _FEWEST else 0


def _capital_follows(sentence: Sentence, index: int) -> bool:
    """Tell whether more than one foreign word with a capital follows the kind of a firm."""
    words = sentence.words
    more = index + 1 < len(words) and _near(sentence, index) and words[index + 1].capital
    return more or is_vietnamese_syllable(words[index].folded)


def _continent(sentence: Sentence, index: int) -> bool:
    """Tell whether the continent that an institution belongs to stands there: châu Âu."""
    words = sentence.words
    return (
        index + 1 < len(words)
        and _near(sentence, index - 1)
        and _near(sentence, index)
        and words[index].text == "châu"
        and words[index + 1].capital
    )


def _after_tail(sentence: Sentence, index: int) -> int:
    """Return the index after words in small letters that end an institution's name."""
    words = sentence.words
    if index >= len(words) or not _near(sentence, index - 1):
        return index
    if words[index].text in _LAST:
        return index + 1
    if index + 1 < len(words) and _near(sentence, index):
        pair = (words[index].text, words[index + 1].text)
        return index + 2 if pair in _TAILS else index
    return index


def _joined(sentence: Sentence, index: int, *, listing: bool) -> int:
    """Return the index of a word that small words or a comma join to an institution's name.

    That is one with a capital that a syllable in small letters continues: và Dược phẩm.
    """
    words = sentence.words
    comma = listing and index < len(words) and sentence.gap(index - 1) == ", "
    after = index if comma else index + 1
    if not _opens_word(sentence, after):
        return index
    if comma:
        # A list ends in "và": Bộ Văn hóa, Thể thao và Du lịch.
        further = _joined(sentence, after + 2, listing=True)
        return further if further > after + 2 else index
    small = words[index].text in _JOINING and _near(sentence, index - 1) and _near(sentence, index)
    two = words[index].text == "và" and any(
        _stands(sentence, after, kind) for kind in _BY_FIRST.get(words[after].folded, ())
    )
    return after if small and not two else index


def _opens_word(sentence: Sentence, index: int) -> bool:
    """Tell whether a syllable with a capital begins a word of two: Dược phẩm."""
    words = sentence.words
    return (
        index + 1 < len(words)
        and words[index].capital
        and is_vietnamese_syllable(words[index].folded)
        and _continues(sentence, index + 1, before_capital=False)
    )


def bare(sentence: Sentence, first: int, last: int, *, known: bool = False) -> int:
    """Return the first word of a foreign name after the word for its kind: giải Emmy."""
    words = sentence.words
    if (
        sentence.language == "vi"
        and last - first > 1
        and words[first].folded in _GENERIC
        and not (known and words[first].capital)
        and not is_vietnamese_syllable(words[first + 1].folded)
    ):
        return first + 1
    if known or sentence.language != "vi" or not is_headline(sentence, first):
        return first
    # Tấn Công Ở Midsomer Norton: a headline has capitals everywhere.
    foreign = next(
        (i for i in range(first, last) if not is_vietnamese_syllable(words[i].folded)), first
    )
    return first if words[first].folded in _SURNAMES or words[first].text.isascii() else foreign


def places(sentence: Sentence) -> list[tuple[int, int]]:
    """Return places written as they are in no table: Mỹ La tinh, TP.HCM, Tp. Hồ Chí Minh."""
    words = sentence.words
    found = []
    for index, word in enumerate(words):
        if word.folded == "tphcm":
            found.append((index, index + 1))
        if word.folded not in ("tp", "mỹ") or not word.capital:
            continue
        for name in _PLACES[word.folded]:
            last = index + len(name)
            if tuple(w.folded for w in words[index:last]) == name and all(
                _near(sentence, i) or sentence.gap(i) == "-" for i in range(index, last - 1)
            ):
                found.append((index, last))
    return found


_PLACES: Final = {
    "tp": (("tp", "hcm"), ("tp", "hồ", "chí", "minh")),
    "mỹ": (("mỹ", "la", "tinh"), ("mỹ", "latinh"), ("mỹ", "latin")),
}


def is_direction(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether words only say where something lies: về phía Đông Nam."""
    words = sentence.words
    return (
        sentence.language == "vi"
        and first > 0
        and words[first - 1].text in ("phía", "hướng")
        and all(word.folded in _DIRECTIONS for word in words[first:last])
    )


def is_headline(sentence: Sentence, first: int) -> bool:
    """Tell whether all words before one have capitals, so that its own shows nothing."""
    return sentence.language == "vi" and all(word.capital for word in sentence.words[:first])


def opens_name(word: Token) -> bool:
    """Tell whether a word is a surname that most Vietnamese names begin with."""
    return word.folded in _SURNAMES


def joins(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether small words join what stands between two indices: và Đào tạo."""
    return any(word.text in _JOINING for word in sentence.words[first:last])


def _stands(sentence: Sentence, first: int, kind: tuple[str, ...]) -> bool:
    words = sentence.words[first : first + len(kind)]
    return tuple(w.folded for w in words) == kind and all(
        _near(sentence, first + place) for place in range(len(kind) - 1)
    )


def _near(sentence: Sentence, index: int) -> bool:
    if index + 1 >= len(sentence.words):
        return False
    gap = sentence.gap(index)
    return gap in (" ", "\u00a0") or (gap in (".", ". ") and sentence.words[index].folded == "tp")


def _continues(sentence: Sentence, index: int, *, before_capital: bool) -> bool:
    """Tell whether a word in small letters ends the word that the capital before it begins."""
    if index >= len(sentence.words) or not _near(sentence, index - 1):
        return False
    word, before = sentence.words[index], sentence.words[index - 1]
    if before.folded in _COUNTRIES and word.folded not in _COUNTRIES[before.folded]:
        return False
    if word.capital or word.folded in _NO_PART or not is_vietnamese_syllable(word.folded):
        return False
    return not before_capital or (before.folded, word.folded) in _WHOLE


def _third(sentence: Sentence, index: int) -> bool:
    """Tell whether a word in small letters is the third syllable of one: Cựu chiến binh X."""
    words = sentence.words
    if index + 1 >= len(words) or not _near(sentence, index - 1) or not _near(sentence, index):
        return False
    word, after = words[index], words[index + 1]
    if word.capital or not after.capital or word.folded in _NO_PART | _DIVISIONS:
        return False
    return is_vietnamese_syllable(word.folded) and not is_vietnamese_syllable(after.folded)


def without_syllables(sentence: Sentence, known: list[Match]) -> list[Match]:
    """Return known names but for countries of one syllable inside other names: Trương [Mỹ] Lan."""
    taken = {i for m in known for i in range(m.first, m.last)}
    return [
        m
        for m in known
        if m.last - m.first > 1
        or not (
            _inside_name(sentence, m.first, taken) or _form_of_address(sentence, m.first, taken)
        )
    ]


def _form_of_address(sentence: Sentence, index: int, taken: set[int]) -> bool:
    """Tell whether a word is Mr, or daily, rather than a country: Anh Mandagi, Nhật báo."""
    words = sentence.words
    if index + 1 >= len(words) or not _near(sentence, index) or sentence.titled:
        return False
    word, after = words[index].folded, words[index + 1]
    if word == "nhật" and after.text == "báo":
        return True
    alone = (
        index + 2 >= len(words) or not words[index + 2].capital or not _near(sentence, index + 1)
    )
    return word == "anh" and after.capital and index + 1 not in taken and alone


def _inside_name(sentence: Sentence, index: int, taken: set[int]) -> bool:
    words = sentence.words
    if not is_vietnamese_syllable(words[index].folded) or sentence.titled:
        return False
    first = index
    while first and index - first < _MOST_SYLLABLES and _syllable(sentence, first - 1, taken):
        first -= 1
        if words[first].folded in _SURNAMES:
            return True
    after = index + 1
    return (
        after < len(words)
        and _syllable(sentence, index, {*taken} - {index})
        and words[after].capital
        and after not in taken
        and (not words[after].text.isascii() or _syllable(sentence, after, taken))
        and is_vietnamese_syllable(words[after].folded)
        and words[after].folded not in _SURNAMES
    )


def _syllable(sentence: Sentence, index: int, taken: set[int]) -> bool:
    """Tell whether a word is a syllable with a capital right before the next word."""
    word = sentence.words[index]
    return (
        word.capital
        and index not in taken
        and _near(sentence, index)
        and is_vietnamese_syllable(word.folded)
    )
