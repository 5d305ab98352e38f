"""The index: kept up to date with the articles that the tables of `tables` name as pending.

One row an article in a contentless FTS5 table (https://www.sqlite.org/fts5.html): titles, texts and
translations as tokens of our own, and facts as tokens that no text can hold. A row is never changed
in place: an article that is indexed anew gets a new row, and `search_documents` says which counts.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from seedreader.article import Article, ParagraphKind, Span, primary_language
from seedreader.library.search.lemmas import Lemmatiser
from seedreader.library.search.name_key import LONGEST_NAME, name_key
from seedreader.library.search.tokens import tokens
from seedreader.library.search.vocabulary import Vocabulary
from seedreader.library.store import Library
from seedreader.translation.model import Translation

INDEX_VERSION: Final = 2
"""Raised whenever tokens are made in another way: everything is then indexed anew."""

COLUMNS: Final = (
    "title",
    "title_translation",
    "original",
    "translation",
    "source",
    "rest",
    "facts",
)
"""Of the table `search_index`. `rest` is page furniture."""

_SLICE: Final = 0.2
"""Seconds of work in one transaction: others may wait for it."""
_STALE: Final = 1_000
"""Replaced rows that the index may hold whatever else it holds."""
_VERSION_SETTING: Final = "search_index_version"

_NAMES_OF: Final = """
SELECT l.entity, m.text FROM entity_mentions m
JOIN entity_links l ON l.article = m.article AND l.key = m.key
WHERE m.article = ? AND NOT m.weak
UNION
SELECT l.entity, coalesce(c.name, l.name) FROM entity_links l
JOIN entity_articles e ON e.key = l.article
LEFT JOIN entity_clusters c ON c.base = e.base AND c.identifier = l.entity
WHERE l.article = ? AND NOT l.weak
"""

# A private-use character, which no token of a text can hold, begins the token of a fact.
_FACT: Final = "\ue000"
ANY_ARTICLE: Final = f"{_FACT}a"
"""The fact of every article."""


def language_fact(code: str) -> str:
    """Return the token of a language, a BCP 47 code."""
    return f"{_FACT}l" + code.lower().replace("-", "").replace("_", "")


def date_facts(date: str) -> list[str]:
    """Return the tokens of an ISO 8601 date: of its year, month and day."""
    digits = date.replace("-", "")
    return [f"{_FACT}d{digits[:length]}" for length in (4, 6, 8) if len(digits) >= length]


def day_fact(day: datetime.date) -> str:
    """Return the token of a day."""
    return f"{_FACT}d{day:%Y%m%d}"


def month_fact(year: int, month: int) -> str:
    """Return the token of a month."""
    return f"{_FACT}d{year:04}{month:02}"


def year_fact(year: int) -> str:
    """Return the token of a year."""
    return f"{_FACT}d{year:04}"


@dataclass(slots=True)
class Indexed:
    """What is to be indexed of an article: texts by column, and the words of each language."""

    texts: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    words: dict[str, set[str]] = field(default_factory=dict)

    def add(self, column: str, text: str, language: str) -> None:
        """Add a text of a language (BCP 47) to a column."""
        words = self.words.setdefault(primary_language(language), set())
        self.texts[column].append(" ".join(tokens(text, words)))

    def add_facts(self, facts: Iterable[str]) -> None:
        """Add tokens of facts."""
        self.texts["facts"].extend(facts)

    def rows(self) -> tuple[str, ...]:
        """Return the columns' tokens, separated by spaces."""
        return tuple(" ".join(self.texts[name]) for name in COLUMNS)


_COLUMNS_OF: Final = {
    ParagraphKind.TITLE: ("title", "title_translation"),
    ParagraphKind.BODY: ("original", "translation"),
    ParagraphKind.BOILERPLATE: ("rest", "rest"),
}
"""Where a paragraph and its translation are indexed."""


def indexed(article: Article, translations: Iterable[Mapping[Span, Translation]] = ()) -> Indexed:
    """Return what is to be indexed of an article.

    Args:
        article: the article.
        translations: of its sentences, one mapping for each language.
    """
    made = Indexed()
    for paragraph in article.paragraphs:
        column, translation_column = _COLUMNS_OF[paragraph.kind]
        is_furniture = paragraph.kind is ParagraphKind.BOILERPLATE
        # What furniture seems to be written in is often wrong.
        language = article.language if is_furniture else paragraph.language
        made.add(column, paragraph.span.of(article.text), language)
        for mapping in translations:
            for span in paragraph.sentences:
                if (translation := mapping.get(span)) is not None:
                    made.add(translation_column, translation.text, translation.language)
    if article.source:
        made.add("source", article.source, article.language)
    languages = {article.language, primary_language(article.language)}
    made.add_facts([ANY_ARTICLE, *map(language_fact, sorted(languages))])
    if article.date:
        made.add_facts(date_facts(article.date))
    return made


class SearchIndex:
    """The index of a library, for whoever writes it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection = library.connection
        self._vocabulary = Vocabulary(self._connection)

    def update(self, *, is_cancelled: Callable[[], bool] = lambda: False) -> Iterator[int]:
        """Index what is pending, yielding how many articles each transaction has indexed.

        Takes time in proportion to the articles that are pending. What was yielded is kept if the
        iteration is given up or the process is killed; the rest stays pending.

        Raises:
            sqlite3.OperationalError: the library cannot be written, or SQLite has no FTS5.
        """
        self._prepare()
        while not is_cancelled():
            count = self._write_some()
            if not count:
                break
            yield count
        while not is_cancelled() and self._write_names():
            pass

    def update_lemmas(self, *, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        """Look up the lemmas of words that are new, one language after another.

        Takes a second or more for each language that has new words, to load its dictionary.
        """
        lemmatiser = Lemmatiser()
        for language in self.unlemmatised():
            while not is_cancelled() and (forms := self._vocabulary.without_lemma(language)):
                lemmas = lemmatiser.lemmas(forms, language)
                with self._library.transaction():
                    self._vocabulary.set_lemmas(lemmas, language)

    def unlemmatised(self) -> list[str]:
        """Return the languages that `update_lemmas` loads a dictionary for."""
        return self._vocabulary.unlemmatised()

    def _prepare(self) -> None:
        """Make the index where there is none, and anew where it is of another version or stale."""
        version = self._library.setting(_VERSION_SETTING)
        if version == str(INDEX_VERSION) and not self._is_mostly_stale():
            return
        with self._library.transaction():
            execute = self._connection.execute
            execute("DROP TABLE IF EXISTS search_index")
            execute("DELETE FROM search_documents")
            execute("DELETE FROM search_words")
            execute("DELETE FROM search_prefixes")
            execute("DELETE FROM search_stems")
            execute("DELETE FROM search_names")
            execute("INSERT OR IGNORE INTO search_named (article) SELECT key FROM entity_articles")
            # The `ascii` tokenizer separates at spaces and leaves what is not ASCII alone.
            execute(
                f"CREATE VIRTUAL TABLE search_index USING fts5({', '.join(COLUMNS)}, "
                "content = '', tokenize = 'ascii', prefix = '1 2')"
            )
            execute("INSERT OR IGNORE INTO search_pending (article) SELECT key FROM articles")
            self._library.set_setting(_VERSION_SETTING, str(INDEX_VERSION))

    def _is_mostly_stale(self) -> bool:
        """Tell whether far more rows were replaced than count."""
        (last,) = self._connection.execute(
            "SELECT coalesce(max(document), 0) FROM search_documents"
        ).fetchone()
        if last < _STALE:
            return False
        (rows,) = self._connection.execute("SELECT count(*) FROM search_index_docsize").fetchone()
        (live,) = self._connection.execute("SELECT count(*) FROM search_documents").fetchone()
        return bool(rows > _STALE + 3 * live)

    def _write_some(self) -> int:
        """Index pending articles in one transaction, and return how many there were."""
        deadline = time.monotonic() + _SLICE
        try:
            with self._library.transaction(is_durable=False):
                pending = self._connection.execute(
                    "SELECT article FROM search_pending ORDER BY article LIMIT 1000"
                ).fetchall()
                made: dict[int, Indexed] = {}
                for (key,) in pending:
                    made[key] = self._indexed(key)
                    if time.monotonic() > deadline:
                        break
                self._write(made)
        except BaseException:
            self._vocabulary.forget_what_was_added()
            raise
        return len(made)

    def _write_names(self) -> bool:
        """Take over what some articles call their entities; return whether there were any."""
        execute = self._connection.execute
        if execute("SELECT 1 FROM search_named LIMIT 1").fetchone() is None:
            return False
        with self._library.transaction():
            articles = [
                article for (article,) in execute("SELECT article FROM search_named LIMIT 500")
            ]
            rows: dict[tuple[str, str], None] = {}
            for article in articles:
                rows.update(dict.fromkeys(execute(_NAMES_OF, (article, article)).fetchall()))
            self._connection.executemany(
                "INSERT OR IGNORE INTO search_names (entity, text, key) VALUES (?, ?, ?)",
                (
                    (entity, text, name_key(text))
                    for entity, text in rows
                    if len(text) <= LONGEST_NAME
                ),
            )
            self._connection.executemany(
                "DELETE FROM search_named WHERE article = ?", ((article,) for article in articles)
            )
        return True

    def _indexed(self, key: int) -> Indexed:
        library = self._library
        article = library.article(key)
        targets = self._connection.execute(
            "SELECT target_language FROM coverage WHERE article = ? AND translated > 0", (key,)
        ).fetchall()
        return indexed(
            article,
            [library.translations(article, target_language=target) for (target,) in targets],
        )

    def _write(self, made: Mapping[int, Indexed]) -> None:
        """Write articles into the index.

        The index's own table comes last and is written by one statement: any other statement
        that follows may open a savepoint, before which FTS5 writes out what it has gathered.
        """
        execute, execute_many = self._connection.execute, self._connection.executemany
        ((document,),) = execute(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_documents'"
        ).fetchall()
        rows: list[tuple[object, ...]] = []
        documents: list[tuple[int, int, bytes]] = []
        words: dict[str, set[str]] = {}
        for key, article in made.items():
            texts = article.rows()
            digest = hashlib.blake2b("\n".join(texts).encode(), digest_size=16).digest()
            former = execute(
                "SELECT fingerprint FROM search_documents WHERE article = ?", (key,)
            ).fetchone()
            if former == (digest,):
                continue
            document += 1
            documents.append((document, key, digest))
            rows.append((document, *texts))
            for language, found in article.words.items():
                words.setdefault(language, set()).update(found)
        execute_many("DELETE FROM search_pending WHERE article = ?", ((key,) for key in made))
        execute_many(
            "DELETE FROM search_documents WHERE article = ?", ((key,) for _, key, _ in documents)
        )
        execute_many(
            "INSERT INTO search_documents (document, article, fingerprint) VALUES (?, ?, ?)",
            documents,
        )
        for language, found in words.items():
            self._vocabulary.add(found, language)
        marks = ", ".join("?" * len(COLUMNS))
        execute_many(
            f"INSERT INTO search_index (rowid, {', '.join(COLUMNS)}) VALUES (?, {marks})",  # noqa: S608
            rows,
        )
