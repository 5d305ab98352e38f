"""How fast a large library is searched and indexed.

The texts are sentences of the articles in the folder that `SEEDREADER_TEST_CORPUS` names (of the
samples without it), in new combinations with new names and numbers. `SEEDREADER_TEST_ARTICLES` sets
how many.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.corpus.load import load
from seedreader.corpus.scripts import UNSPACED, script_of
from seedreader.library import Library, Scope
from seedreader.library.entity_ingestion import find_entities
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.match import Options
from seedreader.library.search.names import Names
from seedreader.library.search.query import parse
from seedreader.library.search.search import hits_in_article, search
from seedreader.library.search.tokens import pieces
from seedreader.library.store import FileRecord
from tests.benchmarks.corpus import sentences_by_language
from tests.benchmarks.figures import Figure

_ARTICLES = int(os.environ.get("SEEDREADER_TEST_ARTICLES", "100000"))
_SENTENCES = 12
_QUERIES = 300
_SHOWN = 10
"""Articles whose hits a screen shows."""
_LANGUAGES = ("arb", "eng", "ita", "jpn", "tha", "ukr", "vie", "zho_Hans", "rus", "deu")
_NAMED = 300
"""Articles whose entities are known, so that names are looked up there too."""
_NAMES = ["Stoltenberg", "Японією", "NATO", "日本", "斯托尔滕贝格", "Україна", "Ucraina", "Москва"]
_NAMES += ["London", "Китай", "Джонсон", "Jens Stoltenberg", "United States", "Trung Quốc"]
_PLAIN = 8
"""Queries that are also asked of a program that reads the files."""


def run() -> Iterator[Figure]:
    """Index articles, then search them as people do: words, names, and while they are typed."""
    sentences = _sentences()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        with closing(Library(folder / "data")) as library:
            yield from _indexing(library, sentences, folder / "pages")
            size = sum(path.stat().st_size for path in (folder / "data").iterdir())
            yield Figure("the library's file, an article", size / _ARTICLES / 1000, "kB")
            yield from _naming(library)
            yield from _searching(library, sentences)
            yield from _beside_plain_reading(library, folder / "pages", sentences)


def _sentences() -> dict[str, list[str]]:
    corpus = os.environ.get("SEEDREADER_TEST_CORPUS")
    if not corpus:
        return sentences_by_language()
    found: dict[str, list[str]] = {}
    for name in _LANGUAGES:
        for path in sorted((Path(corpus) / name).iterdir()):
            article = load(path).article
            for paragraph in article.paragraphs:
                texts = [span.of(article.text) for span in paragraph.sentences]
                found.setdefault(article.language, []).extend(texts)
    return found


def _articles(sentences: dict[str, list[str]], count: int) -> Iterator[Article]:
    chosen = random.Random(7)
    languages = sorted(sentences)
    for number in range(count):
        language = chosen.choice(languages)
        texts = chosen.choices(sentences[language], k=_SENTENCES)
        texts.append(f"{_name(chosen)} {_name(chosen)}, {number}.")
        yield _article(texts, language)


def _name(chosen: random.Random) -> str:
    syllables = ("ka", "ro", "mi", "ten", "sol", "va", "dri", "no", "la", "gu", "pe", "shi")
    return "".join(chosen.choices(syllables, k=chosen.choice((2, 3, 3, 4)))).capitalize()


def _article(texts: list[str], language: str) -> Article:
    text, paragraphs = "", []
    for at, sentence in enumerate(texts):
        span = Span(len(text), len(text) + len(sentence))
        kind = ParagraphKind.BODY if at else ParagraphKind.TITLE
        paragraphs.append(Paragraph(kind, span, language, (span,)))
        text += sentence + "\n\n"
    return Article(text, tuple(paragraphs), language, texts[0], "2023-05-03", None, 200)


def _indexing(library: Library, sentences: dict[str, list[str]], folder: Path) -> Iterator[Figure]:
    """Add the articles in ten parts, and compare the last with the first."""
    rates = []
    part = _ARTICLES // 10
    index = SearchIndex(library)
    articles = _articles(sentences, part * 10)
    numbers = iter(range(_ARTICLES))
    for _ in range(10):
        with library.transaction():
            for _ in range(part):
                article = next(articles)
                library.add_article(article)
                path = folder / f"{next(numbers):06}.txt"
                path.write_text(article.text, "utf-8")
        started = time.process_time()
        for _ in index.update():
            pass
        rates.append(part / (time.process_time() - started))
    started = time.process_time()
    index.update_lemmas()
    lemmas = time.process_time() - started
    yield Figure(f"{_ARTICLES:,} articles indexed", statistics.mean(rates), "articles/s")
    yield Figure("the first tenth beside the last", rates[0] / rates[-1], "×", 1.6)
    yield Figure("lemmas of their words, once", lemmas, "s")
    bare = _bare_insertion(library)
    yield Figure("the same texts into a bare FTS5 table", bare, "articles/s")
    yield Figure("bare insertion beside the index", bare / statistics.mean(rates), "×")


def _naming(library: Library) -> Iterator[Figure]:
    """Find the entities of some articles."""
    folder = Path("/articles")
    keys = library.connection.execute("SELECT key FROM articles LIMIT ?", (_NAMED,)).fetchall()
    with library.transaction():
        for (key,) in keys:
            library.put_file(FileRecord(b"/articles/%d" % key, "article", 1, 1, 1, "utf-8", key))
    for _ in find_entities(library, Scope.of([folder]), ()):
        pass
    started = time.process_time()
    for _ in SearchIndex(library).update():
        pass
    taken = time.process_time() - started
    yield Figure("names of entities taken over", len(keys) / taken, "articles/s")


def _bare_insertion(library: Library) -> float:
    """Return how many texts a second SQLite's own tokenizer and a table without more take."""
    rows = library.connection.execute("SELECT text FROM texts LIMIT 5000").fetchall()
    with (
        tempfile.TemporaryDirectory() as name,
        closing(sqlite3.connect(Path(name) / "bare.sqlite3", isolation_level=None)) as bare,
    ):
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = NORMAL")
        bare.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
        started = time.process_time()
        bare.execute("BEGIN")
        bare.executemany("INSERT INTO t (text) VALUES (?)", rows)
        bare.execute("COMMIT")
        return len(rows) / (time.process_time() - started)


def _queries(sentences: dict[str, list[str]], count: int) -> Iterator[tuple[str, bool]]:
    """Yield queries, and whether each is one that is still being typed."""
    chosen = random.Random(11)
    languages = sorted(sentences)
    for name in _NAMES:
        yield name, False
        for end in range(1, len(name) + 1):
            yield name[:end], True
    while count > 0:
        words = _words(chosen, chosen.choice(sentences[chosen.choice(languages)]))
        if words is None:
            continue
        typed = " ".join(words)
        if chosen.random() < 0.5:  # as it appears on the screen, key by key
            for end in range(1, min(len(typed), 8) + 1):
                yield typed[:end], True
                count -= 1
        else:
            yield typed, False
            count -= 1


def _words(chosen: random.Random, sentence: str) -> list[str] | None:
    found = list(pieces(sentence))
    if not found:
        return None
    piece = chosen.choice(found)
    surface = sentence[piece.start : piece.end]
    if script_of(surface[0]) in UNSPACED:
        at = chosen.randrange(len(surface))
        return [surface[at : at + chosen.choice((1, 2, 2, 3, 4))]]
    words = [surface]
    if chosen.random() < 0.4:
        other = chosen.choice(found)
        words.append(sentence[other.start : other.end])
    return words


def _searching(library: Library, sentences: dict[str, list[str]]) -> Iterator[Figure]:
    names = Names(library.connection)
    options = {typed: Options(as_typed=typed, names=names) for typed in (False, True)}
    times: dict[bool, list[float]] = {False: [], True: []}
    for typed, is_typed in _queries(sentences, _QUERIES):
        started = time.process_time()
        try:
            query = parse(typed, as_typed=is_typed)
        except ValueError:
            continue
        results = search(library, query, options=options[is_typed])
        for found in results.found[:_SHOWN]:
            hits_in_article(results.matcher, library.article(found.key), None, limit=3)
        times[is_typed].append((time.process_time() - started) * 1000)
    for is_typed, what in ((False, "whole queries"), (True, "as they are typed")):
        ordered = sorted(times[is_typed])
        yield Figure(f"{what}, median", statistics.median(ordered), "ms")
        yield Figure(f"{what}, 95th percentile", ordered[int(len(ordered) * 0.95)], "ms", 50)
        yield Figure(f"{what}, slowest", ordered[-1], "ms")


def _beside_plain_reading(
    library: Library, folder: Path, sentences: dict[str, list[str]]
) -> Iterator[Figure]:
    """Compare with a program that reads all files, once they are in the system's memory."""
    program = shutil.which("rg")
    command = [program, "-lFi"] if program else ["grep", "-rlF"]
    name = "ripgrep" if program else "grep (ripgrep is not installed)"
    names = Names(library.connection)
    whole = [typed for typed, is_typed in _queries(sentences, 400) if not is_typed]
    queries = [*whole[:_PLAIN], *whole[len(_NAMES) : len(_NAMES) + _PLAIN]]
    plain, ours = [], []
    for query in [queries[0], *queries]:  # the first reads the files into memory
        started = time.perf_counter()
        subprocess.run([*command, "--", query, str(folder)], stdout=subprocess.DEVNULL, check=False)
        plain.append(time.perf_counter() - started)
        started = time.perf_counter()
        search(library, parse(query), options=Options(names=names))
        ours.append(time.perf_counter() - started)
    yield Figure(f"{name}, over the same files", statistics.median(plain[1:]) * 1000, "ms")
    ratio = statistics.median(plain[1:]) / statistics.median(ours[1:])
    yield Figure("the same queries here, times as fast", ratio, "×", 20, at_least=True)
