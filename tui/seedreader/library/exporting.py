"""What the library knows of articles, put together for an export."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from seedreader import __version__
from seedreader.article import UNDETERMINED, Article, Paragraph, ParagraphKind, Span
from seedreader.corpus.sanitise import sanitise, sanitise_line
from seedreader.entities.mention import Kind
from seedreader.export.model import (
    ExportedArticle,
    ExportedEntity,
    ExportedForm,
    ExportedMention,
    ExportedSentence,
    ExportedTranslation,
    Head,
    Origin,
    OriginKind,
    Suspicion,
    one_line,
)
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_records import ArticleEntities, text_digest
from seedreader.library.scope import Scope
from seedreader.library.store import Library
from seedreader.translation.model import ProvenanceKind, Translation

_LONGEST = 1_000  # code points of a name or a path
_BATCH = 200  # articles whose facts are asked for at once
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,40}")
_SEPARATOR = os.fsencode(os.sep)

ENTITY_KINDS = {
    Kind.PERSON: "person",
    Kind.ORG: "organisation",
    Kind.LOC: "place",
    Kind.OTHER: "name",
}
_ORIGINS = {
    ProvenanceKind.EDITED: OriginKind.EDITED,
    ProvenanceKind.REFERENCE: OriginKind.REFERENCE,
    ProvenanceKind.MEMORY: OriginKind.MEMORY,
    ProvenanceKind.ENGINE: OriginKind.ENGINE,
}


def head_of(target_language: str) -> Head:
    """Return what an export that is begun now says of itself."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Head(__version__, now, target_language)


class Exporter:
    """Makes what is exported of articles, one after the other."""

    def __init__(
        self,
        library: Library,
        scope: Scope,
        *,
        target_language: str,
        entities: EntityIndex | None = None,
        boilerplate: bool = False,
        original_only: bool = False,
    ) -> None:
        """Use an open library.

        Args:
            library: no other thread may use it meanwhile.
            scope: says how paths are shown; of several files with a text, one of these counts.
            target_language: primary subtag.
            entities: what is known of names, or None to leave them out.
            boilerplate: whether page furniture is exported too.
            original_only: leave translations out.
        """
        self._library = library
        self._scope = scope
        self._target = target_language
        self._entities = entities
        self._boilerplate = boilerplate
        self._original_only = original_only
        self._files = FilesOfArticles(library)

    def articles(self, keys: Sequence[int]) -> Iterator[ExportedArticle]:
        """Yield articles in order; those that were removed meanwhile are left out."""
        for at in range(0, len(keys), _BATCH):
            part = keys[at : at + _BATCH]
            rows = self._library.rows(part, target_language=self._target, scope=self._scope)
            for key in part:
                if key not in rows:
                    continue
                try:
                    article = self._library.article(key)
                except KeyError:
                    continue
                yield self._article(key, article, rows[key].path)

    def _article(self, key: int, article: Article, path: bytes) -> ExportedArticle:
        translations: dict[Span, Translation] = {}
        if not self._original_only:
            translations = self._library.translations(
                article, target_language=self._target, shown=self._scope.shown
            )
        found = self._entities.article(key, self._target) if self._entities else None
        names = _Names(found or ArticleEntities())
        file, part, sha256 = self._files.of(path)
        sentences = tuple(self._sentences(article, translations, names))
        return ExportedArticle(
            id=article.id,
            language=_language(article.language),
            source=_line(article.source),
            date=_line(article.date),
            path=_line(self._scope.shown(file)) or "",
            part=_line(os.fsdecode(part)) if part else None,
            file_sha256=sha256,
            sentences=sentences,
            entities=names.entities(),
        )

    def _sentences(
        self, article: Article, translations: dict[Span, Translation], names: _Names
    ) -> Iterator[ExportedSentence]:
        number = 0
        for paragraph in article.paragraphs:
            for at, span in enumerate(paragraph.sentences):
                number += 1
                if paragraph.kind is ParagraphKind.BOILERPLATE and not self._boilerplate:
                    continue
                text = sanitise(span.of(article.text))
                if text.strip():
                    yield ExportedSentence(
                        number=number,
                        kind=paragraph.kind,
                        opens_paragraph=at == 0,
                        start=span.start,
                        end=span.end,
                        language=_of_paragraph(article, paragraph),
                        text=text,
                        translation=self._translation(translations.get(span), span, names),
                        mentions=names.in_sentence(span, text, _of_paragraph(article, paragraph)),
                    )

    def _translation(
        self, translation: Translation | None, span: Span, names: _Names
    ) -> ExportedTranslation | None:
        text = one_line(sanitise(translation.text)) if translation is not None else ""
        if translation is None or not text:
            return None
        provenance = translation.provenance
        day = _DAY.match(provenance.date or "")
        return ExportedTranslation(
            text=text,
            origin=Origin(
                _ORIGINS[provenance.kind],
                engine=_line(provenance.engine),
                package=_line(provenance.package),
                sha256=_line(provenance.sha256),
                pivot=_line(provenance.pivot),
                file=_line(provenance.origin),
            ),
            date=day[0] if day else None,
            suspicions=tuple(
                Suspicion(flag.name.value, _line(flag.reason) or flag.name.value)
                for flag in translation.flags
            ),
            mentions=names.in_translation(span, text, self._target),
        )


class FilesOfArticles:
    """Tells in which files articles are, and hashes them."""

    def __init__(self, library: Library) -> None:
        """Use an open library."""
        self._library = library
        self._hashed: tuple[bytes, str | None] = (b"", None)

    def of(self, path: bytes) -> tuple[bytes, bytes | None, str | None]:
        """Return the file in which an article is, which part of it that is, and the file's hash.

        Reads the whole file, but for one whose other part was asked for just before.

        Args:
            path: as the library has it: that of a part lies below that of its file.
        """
        record = self._record(path)
        file = path
        if record is not None and record[0] == "part":
            while _SEPARATOR in file.rstrip(_SEPARATOR):
                file = file.rpartition(_SEPARATOR)[0]
                record = self._record(file)
                if record is not None and record[0] == "collection":
                    break
        part = path[len(file) + 1 :] or None
        if self._hashed[0] != file:  # the parts of an archive come one after the other
            digest = None if record is None else _hash(file, record[1], record[2])
            self._hashed = (file, digest)
        return file, part, self._hashed[1]

    def _record(self, path: bytes) -> tuple[str, int, int] | None:
        row = self._library.connection.execute(
            "SELECT kind, size, mtime_ns FROM files WHERE path = ?", (path,)
        ).fetchone()
        return None if row is None else (str(row[0]), int(row[1]), int(row[2]))


class _Names:
    """The names of an article, and how they are called in what is exported of it."""

    def __init__(self, found: ArticleEntities) -> None:
        self._found = found
        self._keys = found.index_of_key()
        self._order: dict[int, int] = {}  # of the article's entities, those that come up
        self._forms: dict[int, Counter[tuple[str, str]]] = {}

    def in_sentence(self, span: Span, text: str, language: str) -> tuple[ExportedMention, ...]:
        """Return where a sentence names entities; what is weak is left out."""
        places = [
            (mention.start - span.start, mention.end - span.start, mention.entity)
            for mention in self._found.mentions
            if not mention.weak and span.start <= mention.start and mention.end <= span.end
        ]
        return self._mentions(places, text, language)

    def in_translation(self, span: Span, text: str, language: str) -> tuple[ExportedMention, ...]:
        """Return where the translation of a sentence names entities."""
        digest, marks = self._found.translated.get(span.start, ("", ()))
        if digest != text_digest(text):
            return ()
        places = [
            (mark.start, mark.end, self._keys[mark.key])
            for mark in marks
            if not mark.weak and mark.key in self._keys
        ]
        return self._mentions(places, text, language)

    def _mentions(
        self, places: Sequence[tuple[int, int, int]], text: str, language: str
    ) -> tuple[ExportedMention, ...]:
        found = []
        last = 0
        for start, end, entity in places:
            if not last <= start < end <= len(text):
                continue
            last = end
            at = self._order.setdefault(entity, len(self._order))
            forms = self._forms.setdefault(at, Counter())
            forms[one_line(text[start:end]), language] += 1
            found.append(ExportedMention(start, end, at))
        return tuple(found)

    def entities(self) -> tuple[ExportedEntity, ...]:
        """Return the entities that have come up."""
        made = []
        for number, at in self._order.items():
            entity = self._found.entities[number]
            forms = (
                ExportedForm(text, language, count)
                for (text, language), count in self._forms[at].most_common()
            )
            made.append(
                ExportedEntity(
                    id=_line(entity.id) or "",
                    name=_line(entity.name) or "",
                    kind=ENTITY_KINDS[entity.kind],
                    forms=tuple(forms),
                )
            )
        return tuple(made)


def _hash(path: bytes, size: int, mtime_ns: int) -> str | None:
    """Return the hash of a file, or None if it is not the one any more that was read."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path in bytes
        if not stat.S_ISREG(status.st_mode) or (status.st_size, status.st_mtime_ns) != (
            size,
            mtime_ns,
        ):
            return None
        with Path(os.fsdecode(path)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _line(text: str | None) -> str | None:
    """Return a text from outside on one line and harmless, or None if nothing is left of it."""
    if text is None:
        return None
    return sanitise_line(text.encode("utf-8", "backslashreplace").decode(), _LONGEST) or None


def _language(code: str) -> str:
    return code if _LANGUAGE.fullmatch(code) else UNDETERMINED


def _of_paragraph(article: Article, paragraph: Paragraph) -> str:
    own = _language(paragraph.language)
    return _language(article.language) if own == UNDETERMINED else own
