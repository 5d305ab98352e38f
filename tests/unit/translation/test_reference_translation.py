"""The reference translation of the sample articles is complete and keeps to its source."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from seedreader.article import Article, ParagraphKind, primary_language
from seedreader.corpus import load
from seedreader.translation.memory_key import sentence_key
from seedreader.translation.tmx import TranslationUnit, read_tmx

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLES = sorted(SEEDS.glob("*.txt"))
MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
OTHER_SCRIPTS = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff]")
"""Greek to Vedic, and everything of East Asia; punctuation and Latin are not in it."""


def units() -> list[TranslationUnit]:
    return [unit for unit in read_tmx(SEEDS / "seeds.en.tmx") if unit.target_language == "en"]


def memory() -> dict[tuple[str, str], str]:
    return {(unit.source_language, sentence_key(unit.source)): unit.target for unit in units()}


def sentences(article: Article) -> list[tuple[str, str]]:
    """Return language and text of each sentence of headline and body that is not English."""
    return [
        (primary_language(paragraph.language), span.of(article.text))
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.BOILERPLATE
        and primary_language(paragraph.language) != "en"
        for span in paragraph.sentences
    ]


def test_there_are_five_samples() -> None:
    assert len(ARTICLES) == 5


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_every_sentence_of_headline_and_body_has_a_unit(path: Path) -> None:
    known = memory()
    wanted = sentences(load(path).article)
    assert len(wanted) > 5
    missing = [text for language, text in wanted if (language, sentence_key(text)) not in known]
    assert missing == []


def test_each_sentence_is_translated_once() -> None:
    assert len(memory()) == len(units())


@pytest.mark.parametrize("unit", units(), ids=lambda unit: unit.source[:24])
def test_numbers_agree(unit: TranslationUnit) -> None:
    written = set(re.findall(r"\d+", unit.target))
    months = {str(MONTHS.index(word) + 1) for word in MONTHS if word in unit.target.split()}
    wanted = set(re.findall(r"\d+", unit.source))
    assert wanted <= written | months
    assert written <= wanted


@pytest.mark.parametrize("unit", units(), ids=lambda unit: unit.source[:24])
def test_nothing_is_left_untranslated(unit: TranslationUnit) -> None:
    assert not OTHER_SCRIPTS.search(unit.target)
    is_name_only = not re.search(r"\w+ \w+", unit.source)
    assert unit.target != unit.source or is_name_only
    # The least and the most that English takes of these languages: a dropped clause shows.
    ratio = len(unit.target) / len(unit.source)
    low, high = (2.0, 6.0) if unit.source_language == "zh" else (0.7, 1.6)
    assert low < ratio < high or len(unit.source) < 40
