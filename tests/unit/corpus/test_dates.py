from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.corpus.dates import find_dates, first_date, is_mostly_date


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("3 травня 2023, 14:30", "uk", "2023-05-03"),
        ("published 2023-05-03T10:00:00Z", "en", "2023-05-03"),
        ("May 3, 2023", "en", "2023-05-03"),
        ("Wednesday, 3rd May 2023", "en", "2023-05-03"),
        ("2023年5月3日", "zh", "2023-05-03"),
        ("2023년 5월 3일", "ko", "2023-05-03"),
        ("24/05/2023", "vi", "2023-05-24"),
        ("05/24/2023", "en", "2023-05-24"),
        ("03.05.2023", "de", "2023-05-03"),
        ("3 de mayo de 2023", "es", "2023-05-03"),
        ("3 de maio de 2023", "pt", "2023-05-03"),
        ("1er mai 2023", "fr", "2023-05-01"),
        ("3. Mai 2023", "de", "2023-05-03"),
        ("3 maggio 2023", "it", "2023-05-03"),
        ("ngày 3 tháng 5 năm 2023", "vi", "2023-05-03"),
        ("3 พฤษภาคม 2566", "th", "2023-05-03"),
        ("٣ مايو ٢٠٢٣", "ar", "2023-05-03"),
        ("3 мая 2023 г.", "ru", "2023-05-03"),
        ("2023. gada 3. maijs", "lv", None),
        ("3 listopada 2023", "pl", "2023-11-03"),
        ("3. listopada 2023.", "hr", "2023-10-03"),
        ("03/05/2023", "en", None),
        ("31 June 2023", "en", None),
        ("24/5", "vi", None),
        ("May 2023", "en", None),
        ("version 1.2.2023.4 of 12", "en", None),
        ("tel. 12 34 2023", "en", None),
        ("May 3, 1723", "en", None),
    ],
)
def test_first_date(text: str, language: str, date: str | None) -> None:
    assert first_date(text, language) == date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-05-30 13:59:48", True),
        ("Updated: Friday, 3 May 2023, 10:15 BST", True),
        ("14:30", True),
        ("The bridge was opened on 3 May 2023 by the mayor of the town", False),
        ("42", False),
        ("Dundee Stars 5-3 Belfast Giants", False),
    ],
)
def test_lines_that_are_dates(line: str, expected: bool) -> None:  # noqa: FBT001
    assert is_mostly_date(line, "en") is expected


@given(st.text())
def test_places_are_in_the_text(text: str) -> None:
    for date in find_dates(text, "en"):
        assert 0 <= date.start < date.end <= len(text)
