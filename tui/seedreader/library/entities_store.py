"""What the library knows of entities, as the process that finds them writes it."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from seedreader.article import Article, Span
from seedreader.entities import Linker, Mention
from seedreader.entities.letters import Script, word_script
from seedreader.library.entity_records import TranslatedMarks, encode_marks
from seedreader.library.link_memory import StoredLinks
from seedreader.library.scope import Scope
from seedreader.library.store import Library

_BASES_KEPT = 4
"""Versions whose results are kept: going back to a folder with a table of its own is instant."""


class EntityStore:
    """Mentions and links of the articles, found with one version of what is known."""

    def __init__(self, library: Library, version: str) -> None:
        """Use an open library.

        Args:
            library: where articles and entities are kept; no other thread may use it meanwhile.
            version: see `entity_files.version`.
        """
        self._library = library
        self._connection = library.connection
        with library.transaction():
            self.base = self._open_base(version)
        self._links = StoredLinks(self._connection, self.base)
        self._seen = self._data_version()

    @property
    def memory(self) -> StoredLinks:
        """What the linker remembers."""
        return self._links

    def _open_base(self, version: str) -> int:
        now = datetime.datetime.now(datetime.UTC).isoformat()
        ((base,),) = self._connection.execute(
            "INSERT INTO entity_bases (version, used) VALUES (?, ?) "
            "ON CONFLICT (version) DO UPDATE SET used = excluded.used RETURNING key",
            (version, now),
        ).fetchall()
        self._connection.execute(
            "DELETE FROM entity_bases WHERE key NOT IN "
            "(SELECT key FROM entity_bases ORDER BY used DESC LIMIT ?)",
            (_BASES_KEPT,),
        )
        return int(base)

    # What is to be done

    def pending(self, scope: Scope) -> list[int]:
        """Return the articles of a scope whose entities are not known, by path."""
        condition, values = scope.condition("f.path")
        rows = self._connection.execute(
            "SELECT f.article FROM files f JOIN articles a ON a.key = f.article "  # noqa: S608
            f"WHERE {condition} AND NOT EXISTS (SELECT 1 FROM entity_articles e "
            "WHERE e.base = ? AND e.id = a.id) ORDER BY f.path",
            (*values, self.base),
        )
        return list(dict.fromkeys(key for (key,) in rows))

    def untranslated(self, scope: Scope, target_language: str) -> list[int]:
        """Return the articles of a scope with translations that were not looked through."""
        condition, values = scope.condition("f.path")
        rows = self._connection.execute(
            "SELECT f.article FROM files f JOIN articles a ON a.key = f.article "  # noqa: S608
            "JOIN coverage c ON c.article = a.key AND c.target_language = ? AND c.translated > 0 "
            "JOIN entity_articles e ON e.base = ? AND e.id = a.id "
            "LEFT JOIN entity_translations t ON t.article = e.key AND t.target_language = ? "
            f"WHERE {condition} AND t.translated IS NOT c.translated ORDER BY f.path",
            (target_language, self.base, target_language, *values),
        )
        return list(dict.fromkeys(key for (key,) in rows))

    def gone(self) -> list[int]:
        """Return the keys in `entity_articles` of articles that the library forgot."""
        rows = self._connection.execute(
            "SELECT e.key FROM entity_articles e WHERE e.base = ? AND NOT EXISTS "
            "(SELECT 1 FROM articles a WHERE a.id = e.id)",
            (self.base,),
        )
        return [key for (key,) in rows]

    # Writing

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep all that is written inside or nothing, and see what others have written before."""
        try:
            with self._library.transaction():
                if self._data_version() != self._seen:
                    self._links.forget()
                yield
                self._links.flush()
        except BaseException:
            self._links.forget()
            raise
        self._seen = self._data_version()

    def _data_version(self) -> int:
        ((number,),) = self._connection.execute("PRAGMA data_version")
        return int(number)

    def add(self, article: Article, mentions: Sequence[Mention], linker: Linker) -> None:
        """Keep what was found in an article and link it, in one transaction.

        Args:
            article: the article.
            mentions: what `EntityFinder.find` gave.
            linker: one that remembers with `memory`.
        """
        with self._writing():
            known = self.key(article.id)
            if known is not None:  # another process was faster
                return
            ((key,),) = self._connection.execute(
                "INSERT INTO entity_articles (base, id, language) VALUES (?, ?, ?) RETURNING key",
                (self.base, article.id, article.language),
            ).fetchall()
            self._connection.executemany(
                "INSERT OR IGNORE INTO entity_mentions (article, start, end, sentence, "
                "sentence_end, key, text, weak, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _mention_rows(key, article, mentions),
            )
            linker.add(str(key), mentions)
            strong = {mention.key for mention in mentions if not mention.weak}
            self._connection.executemany(
                "UPDATE entity_links SET weak = 1 WHERE article = ? AND key = ?",
                [(key, name) for name in {m.key for m in mentions} - strong],
            )

    def key(self, article_id: str) -> int | None:
        """Return the key in `entity_articles` of an article, or None if it is not known."""
        row = self._connection.execute(
            "SELECT key FROM entity_articles WHERE base = ? AND id = ?", (self.base, article_id)
        ).fetchone()
        return None if row is None else int(row[0])

    def remove(self, key: int, linker: Linker) -> None:
        """Forget an article by its key in `entity_articles`."""
        with self._writing():
            linker.remove(str(key))
            self._connection.execute("DELETE FROM entity_articles WHERE key = ?", (key,))

    def mentions(self, key: int) -> list[tuple[Span, str, bool]]:
        """Return the place, key and weakness of an article's mentions, in order."""
        return [
            (Span(start, end), name, bool(weak))
            for start, end, name, weak in self._connection.execute(
                "SELECT start, end, key, weak FROM entity_mentions WHERE article = ? "
                "ORDER BY start",
                (key,),
            )
        ]

    def names(self, key: int, name: str, language: str) -> list[str]:
        """Return what an entity of an article is called in a language.

        These are its name to show, and its forms in some other articles of that language.

        Args:
            key: the article's, in `entity_articles`.
            name: the entity's key in the article.
            language: primary subtag.
        """
        row = self._connection.execute(
            "SELECT l.entity, coalesce(c.name, l.name) FROM entity_links l "
            "LEFT JOIN entity_clusters c ON c.base = ? AND c.identifier = l.entity "
            "WHERE l.article = ? AND l.key = ?",
            (self.base, key, name),
        ).fetchone()
        if row is None:
            return []
        entity, shown = row
        forms = self._connection.execute(
            "SELECT DISTINCT m.text FROM (SELECT article, key FROM entity_links "
            "WHERE entity = ? ORDER BY article DESC LIMIT ?) o "
            "JOIN entity_articles e ON e.key = o.article AND e.base = ? AND e.language = ? "
            "JOIN entity_mentions m ON m.article = o.article AND m.key = o.key AND NOT m.weak",
            (entity, _NAMESAKES, self.base, language),
        )
        return list(dict.fromkeys([str(shown), *(str(form) for (form,) in forms)]))

    def improve_names(self, key: int, linker: Linker, names: Mapping[str, str]) -> None:
        """Show names as a translation writes them where no article had them in Latin script.

        Args:
            key: the article's, in `entity_articles`.
            linker: one that remembers with `memory`.
            names: for some of the linker's keys in the article, the name in the translation.
        """
        links = linker.links(str(key))
        with self._writing():
            for own, name in names.items():
                cluster = self._links.memory.clusters.get(links[own].entity)
                if cluster is not None and _is_latin(name) and not _is_latin(cluster.name):
                    cluster.name = name

    def put_translation(
        self, key: int, target_language: str, translated: int, marks: TranslatedMarks
    ) -> None:
        """Keep where an article's translation names its entities.

        Args:
            key: the article's, in `entity_articles`.
            target_language: primary subtag.
            translated: `coverage.translated` when the translation was read.
            marks: what was found.
        """
        with self._library.transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO entity_translations "
                "(article, target_language, translated, spans) "
                "SELECT key, ?, ?, ? FROM entity_articles WHERE key = ?",
                (target_language, translated, encode_marks(marks), key),
            )
        self._seen = self._data_version()

    def covered(self, article: int, target_language: str) -> int:
        """Return `coverage.translated` of an article by its key in the library."""
        row = self._connection.execute(
            "SELECT translated FROM coverage WHERE article = ? AND target_language = ?",
            (article, target_language),
        ).fetchone()
        return int(row[0]) if row else 0


def _is_latin(name: str) -> bool:
    return word_script(name) is Script.LATIN


_NAMESAKES = 300
"""Articles in which the forms of an entity's name are looked up."""


def _mention_rows(
    key: int, article: Article, mentions: Iterable[Mention]
) -> Iterator[tuple[object, ...]]:
    spans = [span for paragraph in article.paragraphs for span in paragraph.sentences]
    spans += [paragraph.span for paragraph in article.paragraphs if not paragraph.sentences]
    spans.sort()
    starts = [span.start for span in spans]
    for mention in mentions:
        at = bisect.bisect_right(starts, mention.start) - 1
        sentence = spans[at] if at >= 0 else Span(mention.start, mention.end)
        yield (
            key,
            mention.start,
            mention.end,
            sentence.start,
            max(sentence.end, mention.end),
            mention.key,
            mention.text,
            int(mention.weak),
            mention.language,
        )
