"""Nothing that a plain scan of the folded texts finds is missed, in any script.

Over the sample articles and a few texts that hold the hard cases; where `SEEDREADER_TEST_CORPUS`
names a folder, over all its articles (a folder a language, named by ISO 639-3) as well.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.articles import BODY, TITLE, make_article
from tests.unit.library.search.plain_scan import (
    folded,
    with_characters,
    with_words,
    without_tones,
    words_of,
)

from seedreader.library import Library, Scope, ingest
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.match import Options
from seedreader.library.search.query import parse
from seedreader.library.search.search import hits_in_article, search

_LANGUAGES = ("arb", "eng", "ita", "jpn", "tha", "ukr", "vie", "zho_Hans")
_EXACT = Options(is_exact=True)

_HARD = {
    "uk": ["Зв'язок із Японією. Столиця Японії — Токіо.", "Звʼязку немає; Японія мовчить."],
    "it": ["La crisi dell'Ucraina.", "L’Ucraina e la Cina: perché no?", "PERCHE NO"],
    "vi": ["Nhật Bản từ chối.", "Nhất định bàn bạc.", "Nhat Ban viet khong dau"],
    "zh": ["北约秘书长斯托尔滕贝格。", "东北、约翰", "日本广播协会", "北\n约"],
    "ja": ["日本のニュース", "ﾆｭｰｽを読む", "ひらがなとカタカナ"],
    "th": ["ประเทศไทยและญี่ปุ่น", "คนไทยทำงาน"],
    "ar": ["الصِّينُ واليابان", "أحمد في الصين", "ـــبيـــت كبير ٢٠٢٣"],
    "en": ["Japan’s Prime Minister", "JAPANESE officials", "naïve café-goers"],
}


@pytest.fixture(scope="module")
def library(samples: Path, tmp_path_factory: pytest.TempPathFactory):
    corpus = os.environ.get("SEEDREADER_TEST_CORPUS")
    with closing(Library(tmp_path_factory.mktemp("library"))) as made:
        folders = [samples]
        if corpus:
            folders += [Path(corpus) / name for name in _LANGUAGES]
        for _ in ingest(made, Scope.of(folders)):
            pass
        with made.transaction():
            for language, texts in _HARD.items():
                for text in texts:
                    made.add_article(make_article([(BODY, [text])], language=language))
        index = SearchIndex(made)
        for _ in index.update():
            pass
        index.update_lemmas()
        yield made


@pytest.fixture(scope="module")
def texts(library: Library) -> dict[int, str]:
    """The folded texts of all articles with their translations."""
    rows = library.connection.execute("SELECT key FROM articles").fetchall()
    made = {}
    for (key,) in rows:
        article = library.article(key)
        translations = library.translations(article, target_language="en").values()
        text = "\n\n".join([article.text, *(translation.text for translation in translations)])
        # A line break between ideographs is no break of a word.
        made[key] = re.sub("(?<=[\u3041-\u9fff])\n(?=[\u3041-\u9fff])", "", folded(text))
    return made


def found(library: Library, query: str, options: Options | None = None) -> set[int]:
    """Return the articles that match."""
    results = search(library, parse(query), limit=None, options=options)
    assert results.is_counted
    assert results.matches == len(results.found)
    return {one.key for one in results.found}


Scan = Callable[[dict[int, str]], set[int]]


@pytest.mark.parametrize(
    ("query", "scan"),
    [
        ("北约", lambda texts: with_characters(texts, "北约")),
        ("日本", lambda texts: with_characters(texts, "日本")),
        ("约", lambda texts: with_characters(texts, "约")),
        ("斯托尔滕贝格", lambda texts: with_characters(texts, "斯托尔滕贝格")),
        ("ニュース", lambda texts: with_characters(texts, "ニュース")),
        ("ﾆｭｰｽ", lambda texts: with_characters(texts, "ニュース")),
        ("カ", lambda texts: with_characters(texts, "カ")),
        ("ไทย", lambda texts: with_characters(texts, "ไทย")),
        ("ทำงาน", lambda texts: with_characters(texts, "ทำงาน")),
        ("Японією", lambda texts: with_words(texts, "Японія", "Японії", "Японією", "Японію")),
        ("Японія", lambda texts: with_words(texts, "Японія", "Японії", "Японією", "Японію")),
        ("зв’язку", lambda texts: with_words(texts, "звʼязок", "звʼязку")),
        ("Nhật", lambda texts: with_words(texts, "Nhật")),
        ("nhat", lambda texts: with_words(_bare(texts), "nhat")),
        ('"nhat ban"', lambda texts: with_words(_bare(texts), "nhat ban")),
        ("Ucraina", lambda texts: with_words(texts, "Ucraina")),
        ("dell’Ucraina", lambda texts: with_words(texts, "dell'Ucraina", "dell’Ucraina")),
        ("perche", lambda texts: with_words(_bare(texts), "perche")),
        ("أحمد", lambda texts: with_words(texts, "احمد")),
        ("2023", lambda texts: with_words(texts, "2023", "٢٠٢٣")),
        ("الصين", lambda texts: with_words(texts, "الصين", "والصين", "بالصين", "للصين")),
        ("بيت", lambda texts: with_words(texts, "بيت", "البيت")),
        ("japan*", lambda texts: with_words(texts, "japan", prefix=True)),
        ("cafe", lambda texts: with_words(_bare(texts), "cafe")),
    ],
)
def test_nothing_is_missed(library: Library, texts: dict[int, str], query: str, scan: Scan) -> None:
    expected = scan(texts)
    assert expected
    assert expected <= found(library, query)


def _bare(texts: dict[int, str]) -> dict[int, str]:
    return {key: without_tones(text) for key, text in texts.items()}


@pytest.mark.parametrize("language", sorted(_HARD))
def test_words_drawn_from_the_texts_are_found_exactly(
    library: Library, texts: dict[int, str], language: str
) -> None:
    rows = library.connection.execute("SELECT key, language FROM articles").fetchall()
    own = [texts[key] for key, code in rows if code.split("-")[0] == language]
    drawn = random.Random(language)
    if language in {"zh", "ja", "th"}:
        runs = [run for text in own for run in re.findall("[\u0e01-\u0e2e\u3041-\u9fff]{2,}", text)]
        queries = []
        for _ in range(60):
            run = drawn.choice(runs)
            at = drawn.randrange(len(run))
            queries.append(run[at : at + drawn.choice((1, 2, 2, 2, 3, 5))])
        scan: Callable[[str], set[int]] = lambda query: with_characters(texts, query)  # noqa: E731
    else:
        words = [word for word in words_of(own) if word not in {"or", "and"}]
        queries = drawn.sample(words, min(60, len(words)))
        scan = lambda query: with_words(texts, query)  # noqa: E731
    assert queries
    for query in queries:
        assert found(library, query, _EXACT) == scan(query), query


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("dell’Ucraina", "Ucraina"),
        ("all'ucraina", "ucraina"),
        ("l'ucraina", "ucraina"),
        ("-dell'Ucraina Cina", "-Ucraina Cina"),
        ("title:dell'Ucraina", "title:Ucraina"),
    ],
)
def test_an_elided_word_is_left_out_unless_it_is_to_be_exact(
    library: Library, texts: dict[int, str], typed: str, means: str
) -> None:
    assert found(library, typed) == found(library, means)
    phrase = with_words(texts, "dell'Ucraina", "dell’Ucraina")
    assert found(library, "dell'Ucraina", _EXACT) == phrase
    assert phrase < found(library, "dell'Ucraina")
    for kept in ('"dell\'Ucraina"', "L'Ucraina", "zʼucraina"):
        assert found(library, kept) < found(library, "Ucraina")


def test_tones_that_are_typed_count(library: Library, texts: dict[int, str]) -> None:
    assert found(library, "Nhật") == with_words(texts, "Nhật")
    assert found(library, "nhật") < found(library, "nhat")


def test_every_article_that_is_found_shows_where(library: Library) -> None:
    for query in ("北约", "Японією", "nhat", "Ucraina", "ไทย", "الصين", '"nhat ban"', "约"):
        results = search(library, parse(query), limit=None)
        for one in results.found:
            article = library.article(one.key)
            hits = hits_in_article(results.matcher, article, None)
            assert hits, query
            for hit in hits:
                assert hit.text == hit.span.of(article.text) != ""


def test_titles_come_first(data: Path) -> None:
    with closing(Library(data)) as library:
        with library.transaction():
            for number in range(30):
                library.add_article(
                    make_article(
                        [(TITLE, [f"Title {number}"]), (BODY, [f"Tokyo {number}. Tokyo."])]
                    )
                )
            key = library.add_article(make_article([(TITLE, ["Tokyo"]), (BODY, ["Nothing else."])]))
        for _ in SearchIndex(library).update():
            pass
        assert search(library, parse("tokyo")).found[0].key == key
