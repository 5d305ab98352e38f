"""The library: what is known of every article, in one SQLite file.

A `Library` may be used from one thread at a time. Screens and background work each open their own;
they share the file. Nothing here is slow but where the docstring says so.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from seedreader.article import Article, ParagraphKind, Span, text_id
from seedreader.library.codec import decode_paragraphs, encode_paragraphs
from seedreader.library.copy_groups import forget_copy, groups
from seedreader.library.damage import LibraryDamaged
from seedreader.library.list_filter import ListFilter
from seedreader.library.marks import (
    HAS_OWN,
    IS_READ,
    IS_STARRED,
    IS_STARTED,
    MARKS_JOIN,
    TAGS,
    Marks,
)
from seedreader.library.schema import connect
from seedreader.library.scope import Scope
from seedreader.library.translations_store import (
    Known,
    Made,
    MemoryEntry,
    Settings,
    TranslationsStore,
    parts,
)
from seedreader.translation.model import Translation

GONE = "gone"
"""Kind of a file that is no more there as it was: the library alone still has its article."""
_PART_LENGTH = 1_000_000  # code points of text in one row, so that no read holds the lock for long


class ArticleOrder(StrEnum):
    """How a list of articles is sorted; ties by path."""

    PATH = "path"
    DATE = "date"
    LANGUAGE = "language"
    SOURCE = "source"
    TITLE = "title"
    LENGTH = "length"
    UNREAD = "unread first"
    STARRED = "starred first"


_ORDER_BY = {
    ArticleOrder.PATH: "f.path",
    ArticleOrder.DATE: "a.date IS NULL, a.date DESC, f.path",
    ArticleOrder.LANGUAGE: "a.language, f.path",
    ArticleOrder.SOURCE: "a.source IS NULL, a.source, f.path",
    ArticleOrder.TITLE: "a.headline, f.path",
    ArticleOrder.LENGTH: "a.words DESC, f.path",
    ArticleOrder.UNREAD: f"{IS_READ}, {IS_STARTED}, f.path",
    ArticleOrder.STARRED: f"{IS_STARRED} DESC, f.path",
}
_OF_MARKS = {ArticleOrder.UNREAD, ArticleOrder.STARRED}
_WORDED = (
    "a.headline, a.language, a.source, a.date, f.path, (SELECT c.headline FROM coverage c "
    "WHERE c.article = a.key AND c.target_language = ?)"
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a list shows of an article.

    Attributes:
        key: the library's number for it, stable as long as the library is kept.
        headline: the title, or the first sentence where `has_title` is false.
        translated: sentences that have a translation into the target language.
        translated_headline: or None.
        path: one of the files that hold it, as bytes.
        position: code points; where the reader stopped, or None if it was never opened.
        finished: whether it was read to its end, or the user says that it was read.
        started: whether it was opened and left before its end.
        starred: whether the user gave it a star.
        tags: the user's, sorted.
        note: the user's, or None.
        gone: whether no file holds it any more.
    """

    key: int
    id: str
    headline: str
    has_title: bool
    language: str
    date: str | None
    source: str | None
    words: int
    sentences: int
    boilerplate_lines: int
    encoding: str
    path: bytes
    translated: int
    translated_headline: str | None
    position: int | None
    finished: bool
    started: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the library knows of a file: see the table `files`."""

    path: bytes
    kind: str
    size: int
    mtime_ns: int
    extractor: int
    encoding: str | None = None
    article: int | None = None
    problem: str | None = None
    advice: str | None = None
    digest: bytes | None = None


class Library:
    """The library in a folder, or in memory only."""

    def __init__(self, folder: Path | None, *, may_write: bool = True) -> None:
        """Open the library, which is made where there is none.

        Args:
            folder: where it lives, or None.
            may_write: see `schema.connect`.

        Raises:
            LibraryProblem, LibraryDamaged: see `schema.connect`.
        """
        self.folder = folder
        self._connection = connect(folder, may_write=may_write)
        self._translations = TranslationsStore(self._connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for what else of this room keeps tables in the library."""
        return self._connection

    @property
    def marks(self) -> Marks:
        """What users say of articles."""
        return Marks(self._connection)

    def close(self) -> None:
        """Close the file; the library cannot be used any more."""
        self._connection.close()

    @contextmanager
    def transaction(self, *, is_durable: bool = True) -> Iterator[None]:
        """All that is written inside is kept, or nothing.

        Args:
            is_durable: even a power cut does not lose it. False for what is read from files again:
                it is written without waiting for the disk, and a kill does not lose it either.
        """
        if not is_durable:
            self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._connection.execute("ROLLBACK")
                raise
        finally:
            if not is_durable:
                self._connection.execute("PRAGMA synchronous = FULL")

    # Lists

    def keys(
        self,
        scope: Scope,
        *,
        order: ArticleOrder = ArticleOrder.PATH,
        words: Sequence[str] = (),
        target_language: str = "en",
        limit: int = -1,
    ) -> list[int]:
        """Return the articles in a scope, each once, in order.

        Takes time in proportion to the scope (about 1 µs an article), but for the order by path
        with a limit, which is instant.

        Args:
            scope: where their files lie.
            order: how they are sorted.
            words: each must occur in headline, translation, source, language, date, file name, tags
                or note; case is ignored. Some have a meaning of their own: see `ListFilter`.
            target_language: of the translated headline.
            limit: how many files to look at at most, -1 for all.
        """
        condition, values = scope.condition("f.path")
        sql = (
            "SELECT f.article FROM files f JOIN articles a ON a.key = f.article "  # noqa: S608
            f"WHERE f.article IS NOT NULL AND {condition}"
        )
        parameters: list[Any] = list(values)
        wanted = ListFilter.of(words)
        if wanted or order in _OF_MARKS:
            sql = sql.replace(" WHERE", f" {MARKS_JOIN} WHERE", 1)
        for part in wanted.conditions:
            sql += f" AND {part}"
        if wanted.tags:
            self._connection.create_function("has_tags", 1, wanted.has_tags(), deterministic=True)
            sql += f" AND has_tags({TAGS})"
        if wanted.words:
            self._connection.create_function(
                "has_words", -1, wanted.has_words(), deterministic=True
            )
            sql += f" AND has_words({_WORDED}, m.note, {TAGS})"
            parameters.append(target_language)
        if order is ArticleOrder.PATH and not wanted:
            sql = sql.replace(" JOIN articles a ON a.key = f.article", "")
        sql += f" ORDER BY {_ORDER_BY[order]} LIMIT ?"
        parameters.append(limit)
        return list(dict.fromkeys(key for (key,) in self._connection.execute(sql, parameters)))

    def rows(
        self, keys: Sequence[int], *, target_language: str = "en", scope: Scope | None = None
    ) -> dict[int, ListRow]:
        """Return what a list shows of these articles; unknown keys are left out.

        Args:
            keys: the articles.
            target_language: primary subtag of the language that is translated into.
            scope: of several files with the same text, one of these is shown.
        """
        inside, values = scope.condition("f.path") if scope is not None else ("0", [])
        file = (
            f"FROM files f WHERE f.article = a.key "
            f"ORDER BY f.kind = '{GONE}', ({inside}) > 0 DESC, f.path LIMIT 1"
        )
        found: dict[int, ListRow] = {}
        for part in parts(keys):
            marks = ",".join("?" * len(part))
            for row in self._connection.execute(
                "SELECT a.key, a.id, a.headline, a.title IS NOT NULL, a.language, a.date, "  # noqa: S608
                "a.source, a.words, a.sentences, a.boilerplate_lines, "
                f"(SELECT f.encoding {file}), (SELECT f.path {file}), "
                f"coalesce(c.translated, 0), c.headline, r.position, {IS_READ}, {IS_STARTED}, "
                f"{IS_STARRED}, {TAGS}, m.note, (SELECT f.kind {file}) IS '{GONE}' "
                "FROM articles a "
                "LEFT JOIN coverage c ON c.article = a.key AND c.target_language = ? "
                f"{MARKS_JOIN} "
                f"WHERE a.key IN ({marks})",
                (*values, *values, *values, target_language, *part),
            ):
                found[row[0]] = _list_row(row)
        return found

    def copy_groups(self, keys: Sequence[int]) -> dict[int, int]:
        """Return the groups of those articles that have near copies: see `copy_groups.groups`."""
        return groups(self._connection, keys)

    def languages(self, scope: Scope) -> list[tuple[str, int]]:
        """Return the languages of a scope's articles and their numbers, most frequent first."""
        condition, values = scope.condition("f.path")
        return self._connection.execute(
            "SELECT a.language, count(DISTINCT a.key) FROM files f "  # noqa: S608
            f"JOIN articles a ON a.key = f.article WHERE {condition} "
            "GROUP BY a.language ORDER BY 2 DESC, 1",
            values,
        ).fetchall()

    # Articles

    def article(self, key: int) -> Article:
        """Return an article whole. Takes time in proportion to its length.

        Raises:
            KeyError: there is none with this key.
            LibraryDamaged: it is not the text that was kept.
        """
        row = self._connection.execute(
            "SELECT id, language, title, date, source, words, structure FROM articles "
            "WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None:
            raise KeyError(key)
        id_, language, title, date, source, words, structure = row
        pieces = self._connection.execute(
            "SELECT text FROM texts WHERE article = ? ORDER BY part", (key,)
        )
        text = "".join(text for (text,) in pieces)
        try:
            paragraphs = decode_paragraphs(structure)
        except (TypeError, ValueError) as error:
            raise LibraryDamaged(f"the structure of article {key}: {error}") from error
        if text_id(text) != id_ or any(item.span.end > len(text) for item in paragraphs):
            raise LibraryDamaged(f"the text of article {key} is not the one that was kept")
        return Article(
            text=text,
            paragraphs=paragraphs,
            language=language,
            title=title,
            date=date,
            source=source,
            words=words,
        )

    def key_of_id(self, beginning: str) -> list[int]:
        """Return the keys of the articles whose id begins so (at most ten)."""
        return [
            key
            for (key,) in self._connection.execute(
                "SELECT key FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 10",
                (beginning, beginning + "g"),
            )
        ]

    def add_article(self, article: Article) -> int:
        """Keep an article and return its key; the same text is kept once."""
        values = (
            article.id,
            article.title,
            article.headline,
            article.language,
            article.date,
            article.source,
            article.words,
            article.sentence_count,
            article.boilerplate_lines,
            encode_paragraphs(article.paragraphs),
        )
        ((key,),) = self._connection.execute(
            "INSERT INTO articles (id, title, headline, language, date, source, words, sentences, "
            "boilerplate_lines, structure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET title = excluded.title, headline = excluded.headline, "
            "language = excluded.language, date = excluded.date, source = excluded.source, "
            "words = excluded.words, sentences = excluded.sentences, "
            "boilerplate_lines = excluded.boilerplate_lines, structure = excluded.structure "
            "RETURNING key",
            values,
        ).fetchall()
        self._connection.executemany(
            "INSERT OR IGNORE INTO texts (article, part, text) VALUES (?, ?, ?)",
            (
                (key, part, article.text[at : at + _PART_LENGTH])
                for part, at in enumerate(range(0, len(article.text), _PART_LENGTH))
            ),
        )
        return int(key)

    # Files

    def files(self, scope: Scope) -> dict[bytes, FileRecord]:
        """Return what is known of the files in a scope. In proportion to the scope."""
        condition, values = scope.condition("path")
        return {
            row[0]: FileRecord(*row)
            for row in self._connection.execute(
                "SELECT path, kind, size, mtime_ns, extractor, encoding, article, problem, "  # noqa: S608
                f"advice, digest FROM files WHERE {condition}",
                values,
            )
        }

    def put_file(self, record: FileRecord) -> None:
        """Remember a file, in place of what was known of it."""
        self._connection.execute(
            "INSERT OR REPLACE INTO files (path, kind, size, mtime_ns, extractor, encoding, "
            "article, problem, advice, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.path,
                record.kind,
                record.size,
                record.mtime_ns,
                record.extractor,
                record.encoding,
                record.article,
                record.problem,
                record.advice,
                record.digest,
            ),
        )

    def forget_files(self, paths: Iterable[bytes]) -> None:
        """Forget files that are gone, with what was read from them and is held nowhere else.

        Articles with a star, a tag or a note stay: see `let_go`. The user's own reading state stays
        of all: it is kept by the text's id.
        """
        for path in paths:
            row = self._connection.execute(
                "DELETE FROM files WHERE path = ? RETURNING article, encoding", (path,)
            ).fetchall()
            self.forget_memory(path)
            if row and row[0][0] is not None:
                self.let_go(row[0][0], path, row[0][1])

    def let_go(self, key: int, path: bytes, encoding: str | None) -> None:
        """Remove an article that no file holds any more, unless the user said something of it.

        Then it stays, under a file of the kind `GONE`, as long as `is_left_alone` tells.

        Args:
            key: the article.
            path: where it is kept; no file has this path.
            encoding: of the file that held it.
        """
        if self.is_left_alone(key):
            kept = FileRecord(path, GONE, size=0, mtime_ns=0, extractor=0, encoding=encoding)
            self.put_file(replace(kept, article=key))
        else:
            self.drop_if_orphan(key)

    def forget_kept(self, articles: Mapping[bytes, int]) -> None:
        """Forget where articles were kept without a file, and what is held nowhere else."""
        for path, key in articles.items():
            self._connection.execute("DELETE FROM files WHERE path = ? AND kind = ?", (path, GONE))
            self.drop_if_orphan(key)

    def is_left_alone(self, key: int) -> bool:
        """Tell whether the user said something of an article that no file holds any more."""
        row = self._connection.execute(
            f"SELECT {HAS_OWN} FROM articles a {MARKS_JOIN} WHERE a.key = ? AND NOT EXISTS "  # noqa: S608
            f"(SELECT 1 FROM files WHERE article = a.key AND kind <> '{GONE}')",
            (key,),
        ).fetchone()
        return row is not None and bool(row[0])

    def drop_if_orphan(self, key: int) -> None:
        """Remove an article that no file holds any more."""
        if self._connection.execute("SELECT 1 FROM files WHERE article = ?", (key,)).fetchone():
            return
        forget_copy(self._connection, key)
        self._connection.execute("DELETE FROM articles WHERE key = ?", (key,))

    # Translations

    def forget_memory(self, origin: bytes) -> None:
        """Forget what a file of references held; what was imported out of it stays."""
        self._translations.forget_memory(origin)

    def add_memory(
        self, origin: bytes, entries: Iterable[MemoryEntry], *, imported: bool = False
    ) -> None:
        """Keep what a file of translations holds; of one sentence, the last counts.

        Args:
            origin: the file's path.
            entries: what it holds.
            imported: keep it for good, whatever becomes of the file; see `forget_memory`.
        """
        self._translations.add_memory(origin, entries, imported=imported)

    def add_machine(self, entries: Iterable[Made]) -> None:
        """Keep machine translations; the same sentence by the same settings is replaced.

        The date is now, unless the provenance tells one. Call `update_coverage` for the articles
        concerned, in the same transaction.
        """
        self._translations.add_machine(entries)

    def edit(
        self, sentence: str, source_language: str, target_language: str, text: str | None
    ) -> None:
        """Keep the user's own translation of a sentence, or withdraw it (None).

        Call `update_coverage` for the article concerned.

        Args:
            sentence: the sentence.
            source_language: primary subtag, see `sentence_language`.
            target_language: primary subtag.
            text: the translation; it is made one line.

        Raises:
            ValueError: there is nothing in the text.
        """
        self._translations.edit(sentence, source_language, target_language, text)

    def translations(
        self,
        article: Article,
        *,
        target_language: str = "en",
        shown: Callable[[bytes], str] = os.fsdecode,
        settings: Settings = None,
        prefer_engine: bool = False,
    ) -> dict[Span, Translation]:
        """Return the best known translation of an article's sentences, boilerplate included.

        The user's own comes first, then references, memories, and what machines said: of that what
        was made by `settings`, else the newest.

        A sentence's own paragraph may be of another language than the article: what people
        translated counts if its source language is either of them, or if either is undetermined;
        of machines, only what was translated out of `sentence_language`.

        Takes time in proportion to the number of sentences, about 50 µs each.

        Args:
            article: the article.
            target_language: primary subtag of the language wanted.
            shown: turns the path of a file of translations into what is shown of it.
            settings: which machine translation is wanted, for all languages or by source language.
            prefer_engine: machines come first.
        """
        return self._translations.translations(
            article,
            target_language=target_language,
            shown=shown,
            settings=settings,
            prefer_engine=prefer_engine,
        )

    def opinions(
        self,
        sentence: str,
        source_languages: Iterable[str],
        target_language: str,
        *,
        shown: Callable[[bytes], str] = os.fsdecode,
    ) -> list[Translation]:
        """Return all known translations of a sentence, in the order of `translations`.

        Args:
            sentence: the sentence.
            source_languages: primary subtags of which it may be.
            target_language: primary subtag.
            shown: as in `translations`.
        """
        return self._translations.opinions(sentence, source_languages, target_language, shown)

    def missing(
        self,
        article: Article,
        *,
        target_language: str,
        settings: Settings,
        even_if_known: bool = False,
    ) -> list[Span]:
        """Return the sentences of title and body that a machine has yet to translate, in order.

        That are those of which nothing is known; of what machines said only what was made by
        `settings` counts. Sentences in the target language or in none that is known are left out.

        Args:
            article: the article.
            target_language: primary subtag.
            settings: as in `translations`; for a language without, any machine's word counts.
            even_if_known: what people translated is missing as well.
        """
        return self._translations.missing(
            article,
            target_language=target_language,
            settings=settings,
            even_if_known=even_if_known,
        )

    def own_work(self) -> Iterator[Known]:
        """Yield what is in no other file: edits, memories, and what machines said.

        Each sentence comes once for a pair of languages: the first in the order of `translations`.
        """
        return self._translations.own_work()

    def origins(self) -> list[tuple[str, bytes | None, str, str, int]]:
        """Return kind, file, source and target language, and number of all translations."""
        return self._translations.origins()

    def update_coverage(self, key: int, article: Article, *, target_language: str = "en") -> None:
        """Bring up to date what the list shows of an article's translation."""
        translations = self.translations(article, target_language=target_language)
        first: Span | None = None
        headline: str | None = None
        translated = 0
        for paragraph in article.paragraphs:
            if paragraph.kind is ParagraphKind.BOILERPLATE:
                continue
            translated += sum(span in translations for span in paragraph.sentences)
            if paragraph.kind is ParagraphKind.TITLE:
                lines = [translations[s].text for s in paragraph.sentences if s in translations]
                if lines and len(lines) == len(paragraph.sentences):
                    headline = " ".join(lines)
            elif first is None and paragraph.sentences:
                first = paragraph.sentences[0]
        if article.title is None and first in translations:
            headline = translations[first].text
        self._connection.execute(
            "INSERT OR REPLACE INTO coverage (article, target_language, translated, headline) "
            "VALUES (?, ?, ?, ?)",
            (key, target_language, translated, headline),
        )

    def forget_coverage(self, target_languages: Iterable[str]) -> None:
        """Forget all numbers of translated sentences: the next `ingest` counts again."""
        for language in target_languages:
            self._connection.execute("DELETE FROM coverage WHERE target_language = ?", (language,))

    def uncounted(self, scope: Scope, *, target_language: str) -> list[int]:
        """Return the articles of a scope of which coverage is not known for a language."""
        condition, values = scope.condition("f.path")
        return [
            key
            for (key,) in self._connection.execute(
                "SELECT DISTINCT f.article FROM files f "  # noqa: S608
                f"WHERE f.article IS NOT NULL AND {condition} AND NOT EXISTS "
                "(SELECT 1 FROM coverage c WHERE c.article = f.article AND c.target_language = ?)",
                (*values, target_language),
            )
        ]

    # The user's own

    def set_position(
        self, article_id: str, position: int, *, sentence: int | None = None, finished: bool
    ) -> None:
        """Remember where the reader stopped in an article.

        Args:
            article_id: the article's id.
            position: what stood on top of the screen, code points into the text.
            sentence: where the current sentence begins, likewise; the position if None.
            finished: whether the end was seen.
        """
        self._connection.execute(
            "INSERT INTO reading (id, position, sentence, finished, opened) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET position = excluded.position, "
            "sentence = excluded.sentence, "
            "finished = max(finished, excluded.finished), opened = excluded.opened",
            (
                article_id,
                position,
                position if sentence is None else sentence,
                int(finished),
                _now(),
            ),
        )
        # What is read on is no longer what the user said was unread.
        self._connection.execute(
            "UPDATE marks SET read = NULL WHERE id = ? AND read = 0", (article_id,)
        )

    def place(self, key: int) -> tuple[int, int] | None:
        """Return where the reader stopped in an article: its position and its sentence.

        Both are code points; see `set_position`. None if it was never opened.
        """
        row = self._connection.execute(
            "SELECT r.position, r.sentence FROM reading r JOIN articles a ON a.id = r.id "
            "WHERE a.key = ?",
            (key,),
        ).fetchone()
        return None if row is None else (row[0], row[1])

    def setting(self, name: str) -> str | None:
        """Return what was remembered under this name, or None."""
        row = self._connection.execute(
            "SELECT value FROM settings WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Remember something under a name."""
        self._connection.execute(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value)
        )


def _list_row(columns: tuple[Any, ...]) -> ListRow:
    *facts, finished, started, starred, tags, note, gone = columns
    own: list[Any] = [bool(finished), bool(started), bool(starred)]
    own += [tuple(sorted(tags.split("\n"))) if tags else (), note, bool(gone)]
    return ListRow(*facts, *own)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
