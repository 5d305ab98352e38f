"""Hold the search to a plain scan of a folder of articles in many languages.

    python scripts/check_search.py FOLDER [--queries N] [--data DIR]

FOLDER holds one folder a language, named by ISO 639-3, with text files. Queries are drawn from the
texts. What a scan of the folded texts finds must all be found; with `--exact` nothing else may be.
The scan shares no code with the search: it folds and reads every text from beginning to end.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import simplemma

from seedreader.library import Library, Scope, ingest
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.match import Options
from seedreader.library.search.query import parse
from seedreader.library.search.search import search

_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3000-\u9fff\uf900-\ufaff\uac00"
_LETTER = rf"[^\W_{_UNSPACED}]"
_APOSTROPHES = re.compile(r"(?<=[\u0400-\u052f])['’ʼ‘`ʹ′](?=[\u0400-\u052f])")
_ARABIC = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ـ": None})
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05c7\u00ad\u200b-\u200f]"
)
_RUNS = {
    "Chinese, two characters": (("zho_Hans", "zho_Hant", "yue"), "[\u4e00-\u9fff]{2,}", (2,)),
    "Chinese, one character": (("zho_Hans", "zho_Hant", "yue"), "[\u4e00-\u9fff]{1,}", (1,)),
    "Chinese, longer": (("zho_Hans", "zho_Hant", "yue"), "[\u4e00-\u9fff]{3,}", (3, 4, 6)),
    "Japanese": (("jpn",), "[\u3041-\u30ff\u4e00-\u9fff]{1,}", (1, 2, 2, 3, 5)),
    "Thai": (("tha",), "[\u0e01-\u0e2e]{2,}", (2, 3, 4)),
    "Khmer, Lao, Burmese": (
        ("khm", "lao", "mya"),
        "[\u1780-\u17b3]{2,}|[\u0e81-\u0eae]{2,}|[\u1000-\u1020]{2,}",
        (2, 3),
    ),
}
"""Kinds of queries in scripts without spaces: folders, what they are drawn from, lengths."""

_WORDS = {
    "Arabic words": "arb",
    "Vietnamese with tones": "vie",
    "Ukrainian words": "ukr",
    "Italian words": "ita",
}
_INFLECTED = {"Ukrainian, inflected": ("ukr", "uk"), "Italian, inflected": ("ita", "it")}

Texts = dict[int, str]


@dataclass(slots=True)
class Tally:
    """What became of the queries of one kind.

    Attributes:
        expected: articles that the scan finds, over all queries.
        missed: those of them that the search does not find.
        more: what `--exact` finds and the scan does not.
        times: seconds of processor time that each search took.
        failures: queries that missed or found too much.
    """

    queries: int = 0
    expected: int = 0
    missed: int = 0
    more: int = 0
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> int:
    """Run the check; the exit code is 1 where anything was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=200, help="of each kind")
    parser.add_argument("--data", type=Path, help="keep the library here, for another run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        data = arguments.data or Path(name)
        with closing(Library(data)) as library:
            _fill(library, arguments.folder)
            check = _Check(library, arguments.queries)
            check.run()
            tallies = check.tallies
    print(f"{'':36} {'queries':>8} {'articles':>9} {'recall':>8} {'too many':>9} {'median':>9}")
    for kind, tally in tallies.items():
        recall = 1 - tally.missed / max(1, tally.expected)
        median = statistics.median(tally.times) * 1000
        print(
            f"{kind:36} {tally.queries:8,} {tally.expected:9,} {recall:8.4f} {tally.more:9,} "
            f"{median:6.1f} ms"
        )
        for failure in tally.failures[:10]:
            print(f"    {failure}")
    return int(any(tally.missed or tally.more for tally in tallies.values()))


def _fill(library: Library, folder: Path) -> None:
    started = time.process_time()
    for _ in ingest(library, Scope.of([folder])):
        pass
    index = SearchIndex(library)
    for _ in index.update():
        pass
    index.update_lemmas()
    ((count,),) = library.connection.execute("SELECT count(*) FROM articles").fetchall()
    print(f"{count:,} articles; brought up to date in {time.process_time() - started:.0f} s")


class _Check:
    """Asks queries of a library and of a plain scan of its texts."""

    def __init__(self, library: Library, count: int) -> None:
        self._library = library
        self._count = count
        self._drawn = random.Random(1)  # noqa: S311 - the same queries in every run
        self._texts, folders = _texts(library)
        self._of = {name: [self._texts[key] for key in keys] for name, keys in folders.items()}
        self.tallies: dict[str, Tally] = {}

    def run(self) -> None:
        """Ask all kinds of queries."""
        for kind, (names, pattern, lengths) in _RUNS.items():
            texts = [text for name in names for text in self._of.get(name, ())]
            runs = [run for text in texts for run in re.findall(pattern, text)]
            for query in _stretches(self._drawn, runs, lengths, self._count):
                expected = {key for key, text in self._texts.items() if query in text}
                self._ask(kind, query, expected)
                self._ask(kind, query, expected, is_exact=True)
        for kind, name in _WORDS.items():
            self._ask_words(kind, (name,), self._count)
        others = tuple(sorted(set(self._of) - set(_WORDS.values())))
        self._ask_words("words of all other languages", others, 4 * self._count)
        self._ask_without_tones()
        self._ask_elided()
        for kind, (name, code) in _INFLECTED.items():
            for query, forms in _inflected(self._drawn, self._of.get(name, ()), code, self._count):
                self._ask(kind, query, _with_words(self._texts, forms))

    def _ask(self, kind: str, query: str, expected: set[int], *, is_exact: bool = False) -> None:
        tally = self.tallies.setdefault(kind, Tally())
        started = time.process_time()
        options = Options(is_exact=is_exact)
        results = search(self._library, parse(query), limit=None, options=options)
        tally.times.append(time.process_time() - started)
        found = {one.key for one in results.found}
        more = found - expected if is_exact else set()
        tally.queries += 1
        tally.expected += len(expected)
        tally.missed += len(expected - found)
        tally.more += len(more)
        if expected - found or more:
            tally.failures.append(f"{query!r}: {len(expected - found)} missed, {len(more)} more")

    def _ask_words(self, kind: str, names: tuple[str, ...], count: int) -> None:
        for query in _words(self._drawn, self._of, names, count):
            expected = _with_words(self._texts, [query])
            self._ask(kind, query, expected)
            self._ask(kind, query, expected, is_exact=True)

    def _ask_without_tones(self) -> None:
        bare = {key: _without_marks(text) for key, text in self._texts.items()}
        for word in _words(self._drawn, self._of, ("vie",), self._count):
            query = _without_marks(word)
            self._ask("Vietnamese without tones", query, _with_words(bare, [query]))

    def _ask_elided(self) -> None:
        texts = self._of.get("ita", ())
        elided = {m for text in texts for m in re.findall(rf"{_LETTER}+['’]{_LETTER}+", text)}
        for phrase in self._drawn.sample(sorted(elided), min(self._count, len(elided))):
            word = re.split("['’]", phrase)[1]
            self._ask("Italian, after an elision", word, _with_words(self._texts, [word]))
            both = [phrase.replace("’", "'"), phrase.replace("'", "’")]
            expected = _with_words(self._texts, both)
            self._ask("Italian, with the elision", phrase, expected)


def _texts(library: Library) -> tuple[Texts, dict[str, list[int]]]:
    """Return the folded texts of all articles, and the articles of each folder."""
    texts: Texts = {}
    folders: dict[str, list[int]] = defaultdict(list)
    rows = library.connection.execute(
        "SELECT article, path FROM files WHERE article IS NOT NULL ORDER BY path"
    ).fetchall()
    for key, path in rows:
        if key not in texts:
            texts[key] = _folded(library.article(key).text)
        folders[Path(path.decode()).parent.name].append(key)
    return texts, folders


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("ʼ", text)).casefold()
    text = _MARKS.sub("", text.translate(_ARABIC)).replace("ё", "е")
    text = re.sub("(?<=[\u3041-\u9fff])\n(?=[\u3041-\u9fff])", "", text)
    return unicodedata.normalize("NFKC", text)


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(part for part in parts if not "\u0300" <= part < "\u0370")


def _with_words(texts: Texts, words: list[str]) -> set[int]:
    """Return the texts in which one of the words stands alone."""
    pattern = re.compile(
        rf"(?<!{_LETTER})(?:{'|'.join(map(re.escape, words))})(?!{_LETTER}|[\u0300-\u036f])"
    )
    return {
        key
        for key, text in texts.items()
        if any(word in text for word in words) and pattern.search(text)
    }


def _stretches(
    drawn: random.Random, runs: list[str], lengths: tuple[int, ...], count: int
) -> Iterator[str]:
    for _ in range(count if runs else 0):
        run = drawn.choice(runs)
        length = min(len(run), drawn.choice(lengths))
        at = drawn.randrange(len(run) - length + 1)
        yield run[at : at + length]


def _words(
    drawn: random.Random, of: dict[str, list[str]], names: tuple[str, ...], count: int
) -> Iterator[str]:
    """Yield words of the folders' texts; of one alphabet each, so that they are one word here."""
    pattern = re.compile(
        r"(?<![\w'’ʼ])(?:[a-zß-ɏḀ-ỿ]{2,}|[\u0430-\u052f]{2,}|[\u0620-\u064a]{2,})(?![\w'’ʼ])"
    )
    listed = {
        name: sorted({word for text in of.get(name, ()) for word in pattern.findall(text)})
        for name in names
    }
    known = [name for name in names if listed[name]]
    for _ in range(count if known else 0):
        yield drawn.choice(listed[drawn.choice(known)])


def _inflected(
    drawn: random.Random, texts: list[str] | tuple[str, ...], code: str, count: int
) -> Iterator[tuple[str, list[str]]]:
    """Yield words with all words of the texts that the dictionary gives the same lemma."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word in {
        word for text in texts for word in re.findall(rf"(?:(?!\d){_LETTER}){{3,}}", text)
    }:
        lemma = simplemma.lemmatize(word.replace("ʼ", "'"), lang=code)
        if lemma == word:  # names are in the dictionary with their capital
            lemma = simplemma.lemmatize(word.capitalize(), lang=code)
        forms[lemma.casefold()].add(word)
    several = sorted(lemma for lemma, found in forms.items() if len(found) > 1)
    for lemma in drawn.sample(several, min(count, len(several))):
        found = sorted(forms[lemma])
        yield drawn.choice(found), found


if __name__ == "__main__":
    raise SystemExit(main())
