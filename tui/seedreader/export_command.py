"""`seedreader export`: articles on their way out, bilingual, so that they can be checked later."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seedreader.commands import bring_up_to_date, complain_missing, is_id
from seedreader.corpus.sanitise import printable
from seedreader.export.files import (
    ExportFormat,
    check_destination,
    format_of_name,
)
from seedreader.export.model import ExportedArticle
from seedreader.export.reading import MAX_BYTES
from seedreader.library import Library, Scope
from seedreader.library.entity_index import EntityIndex
from seedreader.library.export_selection import Wanted, select, whole_library
from seedreader.library.export_writing import (
    Written,
    write_folder,
    write_one_file,
    write_stream,
)
from seedreader.library.exporting import Exporter, head_of
from seedreader.library.search.query import Query, QueryProblem, parse
from seedreader.output import complain
from seedreader.places import config_file, samples_folder
from seedreader.status_line import StatusLine
from seedreader.with_library import with_library

_SHOWN = 5
"""Files that were left alone and are named."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user chose.

    Attributes:
        target: primary subtag of the language of the translations.
        kind: the form, or None for what the name of the file says, else Markdown.
        out: a file; a folder, if it is one or its name ends in a separator; None for standard
            output.
        is_folder: whether `out` was given as a folder.
        query: what the articles must match, or None.
        starred: only articles with a star.
        tags: only articles with all of these.
        original_only: leave translations out.
        boilerplate: page furniture too.
        names: find names and mark them.
        force: replace files that are no exports.
    """

    target: str
    kind: ExportFormat | None = None
    out: Path | None = None
    is_folder: bool = False
    query: str | None = None
    starred: bool = False
    tags: Sequence[str] = ()
    original_only: bool = False
    boilerplate: bool = False
    names: bool = True
    force: bool = False

    @property
    def in_folder(self) -> bool:
        """Whether each article gets a file of its own."""
        return self.out is not None and (self.is_folder or self.out.is_dir())

    @property
    def form(self) -> ExportFormat:
        """In which form is exported."""
        named = format_of_name(self.out.name) if self.out is not None else None
        return self.kind or named or ExportFormat.MARKDOWN

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than a path says which articles."""
        return self.query is not None or self.starred or bool(self.tags)


def export_articles(words: Sequence[str], choice: ExportChoice, *, data: Path | None) -> int:
    """Export articles and return the exit code.

    Args:
        words: paths and beginnings of ids. Without any, all of the library if the articles are
            chosen otherwise, else the sample articles.
        choice: which articles, in which form, and where to.
        data: the library's folder, or None for the usual one.
    """
    paths = [Path(word) for word in words if word and os.path.lexists(word)]
    ids = [word for word in words if not (word and os.path.lexists(word))]
    unknown = [Path(word) for word in ids if not is_id(word)]
    if unknown:
        return complain_missing(unknown)
    query = None
    if choice.query is not None:
        try:
            query = parse(choice.query)
        except QueryProblem as error:
            complain(f"export: {error}")
            return 2
    if choice.out is not None and not choice.in_folder:
        try:
            check_destination(choice.out, may_replace=choice.force)
        except OSError as error:
            return _complain_of(choice.out, error)
    return with_library(data, lambda library: _Export(library, paths, ids, choice, query).run())


def _complain_of(path: Path, error: OSError) -> int:
    advice = "name another file"
    if isinstance(error, FileExistsError):
        advice += ", or give --force to replace it"
    complain(f"{printable(path)}: cannot be written ({error.strerror}); {advice}")
    return 2 if isinstance(error, FileExistsError | IsADirectoryError) else 1


class _Export:
    """One run of the command."""

    def __init__(
        self,
        library: Library,
        paths: Sequence[Path],
        ids: Sequence[str],
        choice: ExportChoice,
        query: Query | None,
    ) -> None:
        self._library = library
        self._ids = ids
        self._choice = choice
        self._query = query
        if not (paths or ids or choice.is_narrowed):
            paths = [samples_folder()]
        self._scope = Scope.of(paths) if paths else None
        self._status = StatusLine()

    def run(self) -> int:
        """Export, and return the exit code."""
        library, choice = self._library, self._choice
        failed = False
        if self._scope is not None:
            failed = bring_up_to_date(library, self._scope, target=choice.target)
        keys: list[int] = []
        for name in self._ids:
            found = library.key_of_id(name.lower())
            if len(found) != 1:
                problem = (
                    "several articles have ids that begin so" if found else "is no file, no id"
                )
                complain(f"{name}: {problem}; `seedreader list --json` prints the ids")
                return 2
            keys += found
        wanted = Wanted(self._scope, keys, self._query, choice.starred, choice.tags)
        keys = select(library, wanted)
        if not keys:
            complain("export: there is no such article; nothing was written")
            return 1
        shown = self._scope or Scope.of([])
        exporter = Exporter(
            library,
            shown,
            target_language=choice.target,
            entities=self._entities(keys) if choice.names else None,
            boilerplate=choice.boilerplate,
            original_only=choice.original_only,
        )
        try:
            written = self._write(self._told(exporter.articles(keys), len(keys)))
        except OSError as error:
            if choice.out is None or isinstance(error, BrokenPipeError):
                raise
            return _complain_of(choice.out, error)
        finally:
            self._status.clear()
        return self._report(written) or int(failed)

    def _write(self, articles: Iterator[ExportedArticle]) -> Written:
        choice = self._choice
        head = head_of(choice.target)
        if choice.out is None:
            return write_stream(sys.stdout.buffer, choice.form, head, articles)
        if choice.in_folder:
            return write_folder(choice.out, choice.form, head, articles, may_replace=choice.force)
        return write_one_file(choice.out, choice.form, head, articles)

    def _told(self, articles: Iterator[ExportedArticle], total: int) -> Iterator[ExportedArticle]:
        for done, article in enumerate(articles, 1):
            self._status.show(f"exporting article {done:,} of {total:,}")
            yield article

    def _report(self, written: Written) -> int:
        """Say what was written, and return the exit code."""
        choice = self._choice
        for one in written.refused[:_SHOWN]:
            complain(f"{printable(one.path)}: {one.reason}; left alone (--force replaces it)")
        if len(written.refused) > _SHOWN:
            complain(f"and {len(written.refused) - _SHOWN:,} more files were left alone")
        if choice.out is not None:
            articles = "1 article" if written.articles == 1 else f"{written.articles:,} articles"
            suspect = f", {written.suspect:,} of them suspect" if written.suspect else ""
            left_out = ""
            if written.left_out:
                left_out = f"; {written.left_out:,} without a translation are left out"
            complain(
                f"{printable(choice.out)}: {articles}, {written.sentences:,} sentences{suspect}"
                f"{left_out}"
            )
        if written.size > MAX_BYTES and choice.form is not ExportFormat.TMX:
            complain(
                f"this is more than `verify` reads ({MAX_BYTES // 1024**2} MiB a file); "
                "`--out FOLDER/` makes a file for each article"
            )
        return 1 if written.refused else 0

    # Names

    def _entities(self, keys: Sequence[int]) -> EntityIndex | None:
        """Return what is known of names, once those of these articles were found."""
        from seedreader.entities import KnowledgeError  # noqa: PLC0415 - heavy
        from seedreader.library.entities_store import EntityStore  # noqa: PLC0415 - heavy
        from seedreader.library.entity_decisions import load_decisions  # noqa: PLC0415
        from seedreader.library.entity_ingestion import EntityIngestion  # noqa: PLC0415 - heavy
        from seedreader.library.entity_version import (  # noqa: PLC0415
            entities_version,
            table_paths,
        )

        scope = self._scope or whole_library()
        folder = config_file().parent
        tables = table_paths(self._scope or Scope.of([]), folder)
        version = entities_version(tables)
        library, target = self._library, self._choice.target
        try:
            store = EntityStore(library, version)
            missing = {*store.pending(scope), *store.untranslated(scope, target)}
            pending = [key for key in keys if key in missing]
            ingestion = EntityIngestion(library, tables, target_language=target)
            for problem in ingestion.own.problems if pending else ():
                complain(problem)
            for done, key in enumerate(pending, 1):
                self._status.show(f"finding names in article {done:,} of {len(pending):,}")
                ingestion.add(key)
        except KnowledgeError as error:
            complain(f"{error}; names are not marked")
            return None
        except sqlite3.OperationalError as error:
            complain(f"names are not marked: {error}")
            return None
        decisions, problem = load_decisions(folder)
        if problem:
            complain(problem)
        return EntityIndex(library, scope, version, decisions)
