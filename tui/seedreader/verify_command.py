"""`seedreader verify`: whether the quotations of an export are what they were, and where they were.

The digests in an export tell of changes made by accident or unnoticed. They have no key: they do
not tell who made them, and whoever wants to deceive can make others. What cannot be made up is the
article: each sentence is looked for in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from seedreader.article import Article, Span
from seedreader.commands import bring_up_to_date, complain_missing, shorten
from seedreader.corpus.sanitise import printable, sanitise, sanitise_line
from seedreader.export.check import ArticleCheck, Check, SentenceCheck, check
from seedreader.export.difference import difference
from seedreader.export.files import ExportFormat
from seedreader.export.model import ExportedSentence, one_line
from seedreader.export.reading import BadExport
from seedreader.library import Library, Scope
from seedreader.library.export_reading import (
    Place,
    ReadFile,
    find_quote,
    key_of_article,
    likely_article,
    nearest_in,
    places,
    read_export,
)
from seedreader.library.export_selection import whole_library
from seedreader.library.exporting import FilesOfArticles
from seedreader.output import complain, print_json, print_line
from seedreader.translation.model import Translation
from seedreader.with_library import with_library

State = Literal["same", "moved", "changed", "missing", "unknown"]
"""Where a sentence stands now: at its place; elsewhere in the article; in other words; nowhere;
or that cannot be told, because the article is not there."""

_SHOWN_PROBLEMS = 200
_COMPARED = 300
"""Sentences that are not in their article for which the nearest is looked for."""
_QUOTED = 60  # code points of a sentence that something is said of
_LONGEST = 10_000


def verify_export(file: Path, paths: Sequence[Path], *, data: Path | None, as_json: bool) -> int:
    """Check the quotations of an export, print what is wrong, and return the exit code.

    Args:
        file: what `export` wrote.
        paths: where the articles are now; without any, in the library.
        data: the library's folder.
        as_json: print an object for each sentence, and one for the whole.
    """
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        return complain_missing(missing)
    try:
        read = read_export(file)
    except BadExport as error:
        complain(f"{printable(file)}: {error}")
        return 1
    return with_library(data, lambda lib: _Verification(lib, file, read, paths, as_json).run())


def verify_quote(quote: str, paths: Sequence[Path], *, data: Path | None, as_json: bool) -> int:
    """Tell which articles hold a quotation, or which sentence is nearest; return the exit code."""
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        return complain_missing(missing)
    quote = sanitise(quote)

    def run(library: Library) -> int:
        scope = Scope.of(paths) if paths else whole_library()
        failed = bool(paths) and bring_up_to_date(library, scope, target="en")
        try:
            found, nearest = find_quote(library, library.keys(scope), quote)
        except ValueError as error:
            complain(f"verify: {error}; give a sentence")
            return 2
        shown = scope if paths else Scope.of([])
        for place in found:
            _print_place(library, shown, place, quote, as_json=as_json)
        if not found:
            if nearest is not None:
                _print_place(library, shown, nearest, quote, as_json=as_json)
            elif as_json:
                print_json({"quote": quote, "found": False})
            complain("verify: no article holds this" + ("; the nearest is shown" * bool(nearest)))
        return 1 if failed or not found else 0

    return with_library(data, run)


def _print_place(
    library: Library, scope: Scope, place: Place, quote: str, *, as_json: bool
) -> None:
    row = library.rows([place.key], scope=scope)[place.key]
    is_same = place.likeness == 1.0
    told = None if is_same else difference(quote, place.text)
    if as_json:
        print_json(
            {
                "quote": quote,
                "found": is_same,
                "article": row.id,
                "path": _one_line(scope.shown(row.path)),
                "headline": row.headline,
                "language": row.language,
                "start": place.span.start,
                "end": place.span.end,
                "text": place.text,
                "likeness": round(place.likeness, 3),
                "difference": told,
            }
        )
        return
    where = f"{place.span.start}–{place.span.end}"
    facts = (_one_line(scope.shown(row.path)), where, row.id, _one_line(row.headline))
    print_line("\t".join(facts))
    if told is not None:
        print_line(f"    {_one_line(told)}")


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of a sentence."""

    state: State
    place: Place | None = None


@dataclass(slots=True)
class _Verification:
    """One run of the command."""

    library: Library
    file: Path
    read: ReadFile
    paths: Sequence[Path]
    as_json: bool
    _problems: int = 0
    _told: int = 0
    _changed_translations: int = 0
    _changed_files: set[str] = field(default_factory=set)
    _left_to_compare: int = _COMPARED

    def run(self) -> int:
        """Check, print, and return the exit code."""
        library, reading = self.library, self.read.reading
        scope = Scope.of(self.paths) if self.paths else None
        failed = scope is not None and bring_up_to_date(library, scope, target=reading.head.target)
        keys = library.keys(scope) if scope is not None else None
        result = check(reading)
        for words in result.problems:
            self._tell(words)
        for number, article in enumerate(result.articles, 1):
            self._article(number, article, keys, scope or Scope.of([]))
        if self.read.is_as_written is False and result.is_as_it_was:
            self._tell(
                "its sentences are as they were, but something around them was changed: headings, "
                "appearance, or what explains the names"
            )
        self._summarise(result)
        return 1 if failed or self._problems else 0

    def _article(
        self, number: int, checked: ArticleCheck, keys: list[int] | None, scope: Scope
    ) -> None:
        library, exported = self.library, checked.read.article
        allowed = None if keys is None else set(keys)
        key = key_of_article(library, exported.id, allowed)
        where = f"article {number:,}" if len(self.read.reading.articles) > 1 else "the article"
        for words in checked.problems:
            self._tell(f"{where}: {words}")
        is_changed = False
        if key is None and keys:
            texts = [one_line(sentence.text) for sentence in exported.sentences]
            key = likely_article(library, keys, [text for text in texts if text])
            is_changed = key is not None
        if key is None:
            given = "in what was given" if self.paths else "in the library"
            advice = "" if self.paths else "; give its file: verify FILE PATH"
            self._tell(f"{where} is not {given}, so that its sentences cannot be checked{advice}")
            for one in checked.sentences:
                self._sentence(number, one, _Found("unknown"), None, None)
            return
        row = library.rows([key], scope=scope)[key]
        path = _one_line(scope.shown(row.path))
        if is_changed:
            self._tell(f"{where}: the text in {path} is not the one that was exported")
        sha256 = None if is_changed else FilesOfArticles(library).of(row.path)[2]
        if exported.file_sha256 and sha256 and sha256 != exported.file_sha256:
            self._changed_files.add(path)
        article = library.article(key)
        target = self.read.reading.head.target
        translations = library.translations(article, target_language=target)
        for one in checked.sentences:
            found = self._look(key, article, one.sentence)
            self._sentence(number, one, found, path, _now(translations, one.sentence, found))

    def _look(self, key: int, article: Article, sentence: ExportedSentence) -> _Found:
        """Look for an exported sentence in its article as it is now."""
        text = one_line(sentence.text)
        span = Span(sentence.start, sentence.end)
        if text and one_line(span.of(article.text)) == text and sentence.end <= len(article.text):
            return _Found("same", Place(key, span, span.of(article.text), 1.0))
        try:
            found = next(places(article, text), None)
        except ValueError:
            found = None
        if found is not None:
            return _Found("moved", Place(key, found, found.of(article.text), 1.0))
        if not self._left_to_compare:
            return _Found("missing")
        self._left_to_compare -= 1
        nearest = nearest_in(key, article, text)
        return _Found("changed", nearest) if nearest is not None else _Found("missing")

    def _sentence(
        self,
        article: int,
        checked: SentenceCheck,
        found: _Found,
        path: str | None,
        now: str | None,
    ) -> None:
        sentence = checked.sentence
        problems = list(checked.problems)
        if found.state == "moved" and found.place is not None:
            span = found.place.span
            problems.append(f"it stands at {span.start}–{span.end} of the text now")
        elif found.state == "changed" and found.place is not None:
            told = shorten(difference(sentence.text, found.place.text), 4 * _QUOTED)
            problems.append(f"the article has other words: {told}")
        elif found.state == "missing":
            problems.append("the article does not hold it")
        self._changed_translations += now == "other"
        if self.as_json:
            place = found.place
            print_json(
                {
                    "export": printable(self.file),
                    "article": self.read.reading.articles[article - 1].article.id,
                    "path": path,
                    "sentence": sentence.number,
                    "start": sentence.start,
                    "end": sentence.end,
                    "text": sentence.text,
                    "state": found.state,
                    "found": None
                    if place is None
                    else {"start": place.span.start, "end": place.span.end, "text": place.text},
                    "translation_now": now,
                    "problems": problems,
                }
            )
        prefix = f"article {article:,}, " if len(self.read.reading.articles) > 1 else ""
        quoted = shorten(one_line(sentence.text), _QUOTED)
        for words in problems:
            self._tell(f"{prefix}sentence {sentence.number:,}: {words} — {quoted}")

    def _tell(self, words: str) -> None:
        self._problems += 1
        if self.as_json:
            return
        self._told += 1
        if self._told <= _SHOWN_PROBLEMS:
            print_line(_one_line(words))
        elif self._told == _SHOWN_PROBLEMS + 1:
            print_line("… and more; --json tells all")

    def _summarise(self, result: Check) -> None:
        reading = self.read.reading
        articles, sentences = (
            len(reading.articles),
            sum(len(one.article.sentences) for one in reading.articles),
        )
        is_whole = not self._problems
        if self.as_json:
            print_json(
                {
                    "export": printable(self.file),
                    "format": self.read.format.value,
                    "exported": reading.head.exported,
                    "version": reading.head.version,
                    "articles": articles,
                    "sentences": sentences,
                    "as_exported": result.is_as_it_was and self.read.is_as_written is not False,
                    "problems": [
                        *result.problems,
                        *(words for one in result.articles for words in one.problems),
                    ],
                    "changed_files": sorted(self._changed_files),
                    "verified": is_whole,
                }
            )
            return
        what = f"{sentences:,} sentence{'' if sentences == 1 else 's'}"
        what += f" of {articles:,} article{'' if articles == 1 else 's'}"
        if is_whole and sentences:
            verdict = "all as exported, and all at their places in the articles"
        elif sentences:
            verdict = f"{self._problems:,} problem{'' if self._problems == 1 else 's'}, told above"
        else:
            verdict = "there is nothing in it to check"
        print_line(f"{printable(self.file)}: {what}: {verdict}")
        for path in sorted(self._changed_files):
            print_line(f"note: {path} has other bytes now, with the same text")
        if self._changed_translations:
            print_line(
                f"note: the library translates {self._changed_translations:,} of them otherwise now"
            )
        if self.read.format is not ExportFormat.TMX and self.read.is_as_written is None:
            print_line(
                f"note: written by seedreader {_one_line(reading.head.version)}; what is around "
                "the sentences was not compared"
            )


def _now(
    translations: dict[Span, Translation], sentence: ExportedSentence, found: _Found
) -> str | None:
    """Tell whether the library still translates a sentence so: same, other, none."""
    if sentence.translation is None or found.place is None:
        return None
    now = translations.get(found.place.span)
    if now is None:
        return "none"
    same = one_line(sanitise(now.text)) == one_line(sentence.translation.text)
    return "same" if same else "other"


def _one_line(text: str) -> str:
    return sanitise_line(text.encode("utf-8", "backslashreplace").decode(), _LONGEST)
