"""Every word of the index: which forms answer to what somebody types.

The index holds each word once, in its form. Other ways of writing it (without diacritics,
inflected) are found here and looked up beside it: the index stays small and phrases exact.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from seedreader.article import primary_language
from seedreader.entities.letters import stem
from seedreader.library.search.folding import has_marks, skeleton
from seedreader.library.search.lemmas import Lemmatiser, has_dictionary

_TONAL: Final = "vi"
"""The language in which a word with other diacritics is another word."""
_LONGEST: Final = 40
"""Code points: longer ones are no words (addresses, encoded data)."""
_REMEMBERED: Final = 400_000
_MOST_FORMS: Final = 300
_MOST_PREFIXES: Final = 200
_SHORT: Final = 2
"""Code points of a prefix that very many words may have: its spellings are kept in a table."""
_MOST_ASKED: Final = 5
"""Languages asked about a word that no text has: each dictionary takes a second to load."""
_BATCH: Final = 20_000
"""Words whose lemmas are written in one transaction."""


class Vocabulary:
    """The table `search_words`. The connection is the caller's, and so are transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, set[str]] = {}
        self._known_prefixes: set[tuple[str, str]] = set()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the library."""
        return self._connection

    def add(self, forms: Iterable[str], language: str) -> None:
        """Add words that occur in texts of a language (primary subtag)."""
        known = self._known.setdefault(language, set())
        new = set(forms) - known
        if sum(map(len, self._known.values())) + len(new) > _REMEMBERED:
            self._known = {language: (known := set())}
        known |= new
        lemma = None if has_dictionary(language) else ""
        rows = []
        stems = []
        prefixes: set[tuple[str, str]] = set()
        for form in sorted(new):
            if len(form) > _LONGEST or form.isdigit():
                continue
            bare = skeleton(form)
            rows.append((form, language, None if bare == form else bare, lemma))
            if bare != form:
                prefixes.update(_short_prefixes(form, bare))
            if not form.isascii() and (key := stem(form)) != form:
                stems.append((key, form))
        self._connection.executemany(
            "INSERT OR IGNORE INTO search_words (form, language, skeleton, lemma) "
            "VALUES (?, ?, ?, ?)",
            rows,
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO search_stems (stem, form) VALUES (?, ?)", stems
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO search_prefixes (skeleton, prefix) VALUES (?, ?)",
            prefixes - self._known_prefixes,
        )
        self._known_prefixes |= prefixes

    def forget_what_was_added(self) -> None:
        """Call after a transaction was rolled back."""
        self._known.clear()
        self._known_prefixes.clear()

    def unlemmatised(self) -> list[str]:
        """Return the languages that have words without a lemma."""
        return [
            language
            for (language,) in self._connection.execute(
                "SELECT DISTINCT language FROM search_words WHERE lemma IS NULL ORDER BY language"
            )
        ]

    def without_lemma(self, language: str) -> list[str]:
        """Return some words of a language whose lemma was not looked up yet."""
        return [
            form
            for (form,) in self._connection.execute(
                "SELECT form FROM search_words WHERE lemma IS NULL AND language = ? LIMIT ?",
                (language, _BATCH),
            )
        ]

    def set_lemmas(self, lemmas: Mapping[str, str], language: str) -> None:
        """Write the lemmas of forms of a language; '' for those without one."""
        self._connection.executemany(
            "UPDATE search_words SET lemma = ? WHERE form = ? AND language = ?",
            ((lemma, form, language) for form, lemma in lemmas.items()),
        )

    def languages(self, form: str) -> set[str]:
        """Return the languages in whose texts a form occurs."""
        rows = self._connection.execute("SELECT language FROM search_words WHERE form = ?", (form,))
        return {language for (language,) in rows}

    def spellings(self, form: str) -> list[str]:
        """Return other forms that differ from this one in diacritics only.

        Somebody who types none means any. Somebody who types them means those, or none where
        people leave them out (Perché, PERCHE); never in Vietnamese, whose tones tell words apart.
        """
        if not has_marks(form):
            rows = self._connection.execute(
                "SELECT DISTINCT form FROM search_words WHERE skeleton = ? LIMIT ?",
                (form, _MOST_FORMS),
            )
            return [other for (other,) in rows]
        bare = skeleton(form)
        if _TONAL in self.languages(form) or not self.languages(bare) - {_TONAL}:
            return []
        return [bare]

    def inflections(self, form: str, lemmatiser: Lemmatiser | None = None) -> list[str]:
        """Return other forms that share a lemma with this one in a language.

        Args:
            form: the form, whether any text has it or not.
            lemmatiser: asked about a form that no text has; None finds no others for it.
        """
        rows = self._connection.execute(
            "SELECT lemma, language FROM search_words WHERE form = ? AND lemma > '' "
            "UNION SELECT form, language FROM search_words WHERE form = ? "
            "UNION SELECT lemma, language FROM search_words WHERE lemma = ? AND lemma > ''",
            (form, form, form),
        ).fetchall()
        if not rows and lemmatiser is not None:
            rows = list(self._asked(form, lemmatiser))
        found: dict[str, None] = {}
        for lemma, language in rows:
            found.update(dict.fromkeys(self.forms_of(lemma, language)))
        found.pop(form, None)
        return list(found)[:_MOST_FORMS]

    def _asked(self, form: str, lemmatiser: Lemmatiser) -> Iterator[tuple[str, str]]:
        """Yield the lemmas of a form in the articles' commonest languages, with the language."""
        rows = self._connection.execute(
            "SELECT language FROM articles GROUP BY language ORDER BY count(*) DESC, language"
        )
        languages = dict.fromkeys(primary_language(code) for (code,) in rows)
        asked = (language for language in languages if has_dictionary(language, of=form))
        for language in itertools.islice(asked, _MOST_ASKED):
            lemma = lemmatiser.lemmas([form], language)[form]
            if lemma:
                yield lemma, language

    def forms_of(self, lemma: str, language: str) -> list[str]:
        """Return the forms that a lemma takes in texts of a language, itself among them."""
        rows = self._connection.execute(
            # The comparison with '' lets SQLite use the index of the words that have a lemma.
            "SELECT form FROM search_words WHERE lemma = ? AND lemma > '' AND language = ? "
            "UNION SELECT form FROM search_words WHERE form = ? AND language = ? LIMIT ?",
            (lemma, language, lemma, language, _MOST_FORMS),
        )
        return [form for (form,) in rows]

    def prefixes(self, prefix: str) -> list[str]:
        """Return other prefixes that differ from this one in diacritics only.

        None for a prefix that has diacritics itself.
        """
        if has_marks(prefix):
            return []
        if len(prefix) <= _SHORT:
            rows = self._connection.execute(
                "SELECT prefix FROM search_prefixes WHERE skeleton = ? LIMIT ?",
                (prefix, _MOST_PREFIXES),
            )
            return [other for (other,) in rows]
        rows = self._connection.execute(
            "SELECT form FROM search_words "
            "WHERE skeleton >= ? AND skeleton < ? AND substr(form, 1, ?) <> ?",
            (prefix, prefix + "\U0010ffff", len(prefix), prefix),
        )
        found = dict.fromkeys(_beginning(form, prefix) for (form,) in rows)
        return list(found)[:_MOST_PREFIXES]


def _beginning(form: str, prefix: str) -> str:
    """Return the shortest beginning of a form whose skeleton begins with a prefix."""
    # A letter may be two of a skeleton (`æ`) or none of it.
    for end in range((len(prefix) + 1) // 2, len(form)):
        if skeleton(form[:end]).startswith(prefix):
            return form[:end]
    return form


def _short_prefixes(form: str, bare: str) -> Iterator[tuple[str, str]]:
    for length in range(1, min(_SHORT, len(bare)) + 1):
        prefix = bare[:length]
        written = _beginning(form, prefix)
        if written != prefix:
            yield prefix, written
