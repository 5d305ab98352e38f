"""Bring the library up to date with the files of a scope.

Only what is new or changed is read: files of another size or time of change are looked at, and of
those whose size is the same the hash of what they hold decides. Many files are read by several
processes and written by this one. Everything is told by events, so that a command prints them and
the reader's screens show them alike.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from seedreader.article import UNDETERMINED, Article, primary_language
from seedreader.corpus.find import Found, find
from seedreader.corpus.formats.collection import parts
from seedreader.corpus.formats.limits import MAX_FILE, BadFile
from seedreader.library import own_copy, recovery, session
from seedreader.library.copies import Copies
from seedreader.library.entity_version import TABLE_NAME
from seedreader.library.events import Event, Finished, Problem, Progress, Stored, Taken
from seedreader.library.exchange import clean_sentence, entry_of
from seedreader.library.extractor_version import EXTRACTOR_VERSION
from seedreader.library.reading import ReadFile, file_digest
from seedreader.library.reading_pool import processes_for, read_files
from seedreader.library.schema import FILE_NAME
from seedreader.library.scope import Scope, absolute
from seedreader.library.search.index import SearchIndex
from seedreader.library.store import GONE, FileRecord, Library
from seedreader.library.translations_store import MemoryEntry
from seedreader.translation.model import ProvenanceKind
from seedreader.translation.tmx import CannotReadMemory, read_tmx

_MEMORY_BATCH = 5_000  # translations in one transaction
_COVERAGE_BATCH = 50  # articles in one transaction

_OWN_NAMES = (FILE_NAME, own_copy.FILE_NAME, session.PREFIX, recovery.LOCK)
"""How the library's own files begin."""

_BATCH_SECONDS = 0.25
"""The longest that finished articles wait to be written; what a kill may lose."""


def ingest(
    library: Library,
    scope: Scope,
    *,
    target_language: str = "en",
    is_cancelled: Callable[[], bool] = lambda: False,
    is_settled: Callable[[Found], bool] = lambda _: True,
    tells_each: bool = False,
) -> Iterator[Event]:
    """Bring the library up to date with a scope, telling what happens.

    What was written stays written if the iteration is given up or the process is killed.

    Args:
        library: where to keep what was read; no other thread may use it meanwhile.
        scope: the files and folders.
        target_language: primary subtag; for the numbers of translated sentences.
        is_cancelled: asked before every file.
        is_settled: whether a file that is new or changed is to be read now; else another time.
        tells_each: `Taken` tells of every article that comes or goes.
    """
    made = _Ingest(library, scope, target_language, is_cancelled, is_settled)
    return made.run(tells_each=tells_each)


def own_paths(library: Library) -> tuple[bytes, ...]:
    """Return how the paths of the library's files begin, which may lie in a folder of articles."""
    if library.folder is None:
        return ()
    folder = absolute(library.folder)
    return tuple(os.fsencode(folder / name) for name in _OWN_NAMES)


class _Ingest:
    def __init__(
        self,
        library: Library,
        scope: Scope,
        target_language: str,
        is_cancelled: Callable[[], bool],
        is_settled: Callable[[Found], bool],
    ) -> None:
        self._library = library
        self._search = SearchIndex(library)
        self._own_paths = own_paths(library)
        self._copies = Copies(library)
        self._scope = scope
        self._target = target_language
        self._is_cancelled = is_cancelled
        self._is_settled = is_settled
        self._taken: list[Taken] = []
        files = library.files(scope)
        self._known = {path: file for path, file in files.items() if file.kind != GONE}
        self._gone = {path: file for path, file in files.items() if file.kind == GONE}
        self._counts = _Counts()
        self._read: list[_Read] = []
        self._written_at = time.monotonic()

    def run(self, *, tells_each: bool) -> Iterator[Event]:
        for event in self._run():
            yield event
            if tells_each:
                yield from self._taken
            self._taken.clear()

    def _run(self) -> Iterator[Event]:
        started = time.monotonic()
        counts = self._counts
        looked = _Looked()
        yield from self._look(looked)
        languages: set[str] = set()
        yield from self._read_pending(looked.pending, languages)
        gone = [path for path in self._known if looked.misses(path)]
        if gone:
            if any(self._known[path].kind == "memory" for path in gone):
                languages.add(UNDETERMINED)
            with self._library.transaction(is_durable=False):
                self._library.forget_files(gone)
            self._taken += [
                Taken(path, "gone", None) for path in gone if self._known[path].article is not None
            ]
        self._tidy_gone()
        keys = self._library.uncounted(self._scope, target_language=self._target)
        if languages:
            keys += self._spoken_of(languages)
        yield from self._refresh_coverage(list(dict.fromkeys(keys)))
        for count in self._copies.update(is_cancelled=self._is_cancelled):
            yield Stored(count)
        self._update_search()
        yield Finished(
            added=counts.added,
            changed=counts.changed,
            gone=len(gone),
            unchanged=counts.unchanged,
            failed=counts.failed,
            seconds=time.monotonic() - started,
        )

    def _look(self, looked: _Looked) -> Iterator[Event]:
        """Find the files and decide which are to be read."""
        for item in find(self._scope.paths()):
            path = os.fsencode(item.path)
            if self._is_own(path):
                continue
            if not isinstance(item, Found):
                if item.path.name == TABLE_NAME and not item.is_failure:
                    continue  # whoever finds entities reads it, and tells what is wrong with it
                if item.is_failure:
                    looked.unreadable.append(path)
                    self._counts.failed += 1
                yield Problem(path, item.reason, "", item.is_failure)
                continue
            looked.seen.add(path)
            record = self._known.get(path)
            if record is None or not _is_current(record, item):
                if self._is_settled(item):
                    looked.pending.append(item)
            elif record.problem is not None:
                self._counts.failed += 1
                yield Problem(path, record.problem, record.advice or "", is_failure=True)
            else:
                self._counts.unchanged += 1

    def _read_pending(self, pending: list[Found], languages: set[str]) -> Iterator[Event]:
        # Translations first: the articles' rows then show their state from the start.
        others = sorted(
            (item for item in pending if item.kind != "article"),
            key=lambda item: item.kind != "memory",
        )
        done = 0
        for item in others:
            if self._is_cancelled():
                break
            yield Progress(done, len(pending))
            digest, known = file_digest(item.path, MAX_FILE), self._digest_of(item)
            if digest is not None and digest == known:
                yield from self._take_unchanged(item)
            elif item.kind == "memory":
                yield from self._read_memory(item, digest, languages)
            else:
                yield from self._read_collection(item, digest)
            done += 1
        yield from self._read_articles(
            [item for item in pending if item.kind == "article"], done, len(pending)
        )
        yield from self._write()
        if pending:
            yield Progress(len(pending), len(pending))

    def _read_articles(self, items: list[Found], done: int, total: int) -> Iterator[Event]:
        """Read files of one article each, in several processes where there are many."""
        by_path = {item.path: item for item in items}
        wanted = ((item.path, self._digest_of(item)) for item in items)
        with contextlib.closing(read_files(wanted, processes=processes_for(len(items)))) as found:
            if self._is_cancelled() or not items:
                return
            yield Progress(done, total)
            for path, read in found:
                yield from self._take(by_path[path], read)
                yield from self._write_sometimes()
                done += 1
                if self._is_cancelled():
                    return
                yield Progress(done, total)

    def _take(self, item: Found, read: ReadFile) -> Iterator[Event]:
        path = os.fsencode(item.path)
        record = replace(_record(path, item), digest=read.digest)
        if read.loaded is not None:
            encoding = read.loaded.encoding
            self._read.append(_Read(replace(record, encoding=encoding), read.loaded.article))
            self._count(path)
        elif read.problem is not None:
            problem, advice = read.problem
            self._counts.failed += 1
            self._read.append(_Read(replace(record, problem=problem, advice=advice), None))
            yield Problem(path, problem, advice, is_failure=True)
        else:
            yield from self._take_unchanged(item)

    def _take_unchanged(self, item: Found) -> Iterator[Event]:
        """Remember the new time of a file that holds what it held."""
        known = self._known[os.fsencode(item.path)]
        self._read.append(_Read(replace(known, mtime_ns=item.mtime_ns), None))
        if known.problem is not None:
            self._counts.failed += 1
            yield Problem(known.path, known.problem, known.advice or "", is_failure=True)
        else:
            self._counts.unchanged += 1

    def _digest_of(self, item: Found) -> bytes | None:
        """Return the hash of what a file held, where it may hold it still."""
        known = self._known.get(os.fsencode(item.path))
        if known is None or (known.size, known.extractor) != (item.size, EXTRACTOR_VERSION):
            return None
        return known.digest

    def _write_sometimes(self) -> Iterator[Event]:
        if time.monotonic() - self._written_at > _BATCH_SECONDS:
            yield from self._write()
            self._update_search()
            self._written_at = time.monotonic()

    def _read_collection(self, item: Found, digest: bytes | None) -> Iterator[Event]:
        """Read a file of several articles: each is kept under the file's path and its own name."""
        path = os.fsencode(item.path)
        record = replace(_record(path, item), digest=digest)
        former = {known for known in self._known if _is_within(known, path)} - {path}
        found: set[bytes] = set()
        problems: list[BadFile] = []
        try:
            for part in parts(item.path):
                if self._is_cancelled():
                    return  # the file is not told as read: next time it is read from its beginning
                if isinstance(part.article, BadFile):
                    problem = f"{part.name}: {part.article.problem}"
                    problems.append(BadFile(problem, part.article.advice))
                    continue
                part_path = path + os.fsencode(os.sep + part.name.replace("/", os.sep))
                found.add(part_path)
                part_record = replace(record, path=part_path, kind="part", encoding="utf-8")
                self._read.append(_Read(part_record, part.article))
                yield from self._write_sometimes()
        except BadFile as error:
            problems.insert(0, error)
        yield from self._write()
        if problems:
            first = problems[0]
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            record = replace(record, problem=first.problem + more, advice=first.advice)
            self._counts.failed += 1
        else:
            self._count(path)
        with self._library.transaction():
            self._library.forget_files(former - found)
            self._library.put_file(record)
        if record.problem is not None:
            yield Problem(path, record.problem, record.advice or "", is_failure=True)

    def _read_memory(
        self, item: Found, digest: bytes | None, languages: set[str]
    ) -> Iterator[Event]:
        path = os.fsencode(item.path)
        record = replace(_record(path, item), digest=digest)
        problems: list[CannotReadMemory] = []

        def entries() -> Iterator[MemoryEntry]:
            try:
                for unit in read_tmx(item.path, clean=clean_sentence):
                    languages.add(primary_language(unit.source_language))
                    yield entry_of(unit, ProvenanceKind.REFERENCE)
            except CannotReadMemory as error:  # what was read before the damage is kept
                problems.append(error)

        # In several transactions, because others may wait for one: the file counts as read only
        # with the last, so that a kill in between has it read again.
        with self._library.transaction(is_durable=False):
            self._library.forget_memory(path)
        entries_left = entries()
        while part := list(itertools.islice(entries_left, _MEMORY_BATCH)):
            with self._library.transaction(is_durable=False):
                self._library.add_memory(path, part)
        with self._library.transaction(is_durable=False):
            for error in problems:
                problem, advice = f"It {error.problem}.", f"{error.advice}."
                record = replace(record, problem=problem, advice=advice)
            self._library.put_file(record)
        if record.problem is not None:
            self._counts.failed += 1
            yield Problem(path, record.problem, record.advice or "", is_failure=True)
        if not problems:
            self._count(path)

    def _is_own(self, path: bytes) -> bool:
        return path.startswith(self._own_paths)

    def _count(self, path: bytes) -> None:
        if path in self._known:
            self._counts.changed += 1
        else:
            self._counts.added += 1

    def _write(self) -> Iterator[Event]:
        if not self._read:
            return
        articles = 0
        with self._library.transaction(is_durable=False):
            for read in self._read:
                record = read.record
                if read.article is not None:
                    key = self._library.add_article(read.article)
                    self._copies.add(key, read.article)
                    self._library.update_coverage(key, read.article, target_language=self._target)
                    record = replace(record, article=key)
                    articles += 1
                self._library.put_file(record)
                former = self._known.get(record.path) or self._gone.get(record.path)
                if read.article is not None:
                    change = "changed" if self._held_article(record.path) else "added"
                    self._taken.append(Taken(record.path, change, record.article))
                if (
                    former is not None
                    and former.article is not None
                    and former.article != record.article
                ):
                    path = _earlier(record.path, former.article)
                    self._library.let_go(former.article, path, former.encoding)
        self._read.clear()
        self._written_at = time.monotonic()
        yield Stored(articles)

    def _held_article(self, path: bytes) -> bool:
        return path in self._known and self._known[path].article is not None

    def _tidy_gone(self) -> None:
        """Forget where articles were kept that need it no more."""
        done = {
            path: file.article
            for path, file in self._gone.items()
            if file.article is not None and not self._library.is_left_alone(file.article)
        }
        if done:
            with self._library.transaction(is_durable=False):
                self._library.forget_kept(done)

    def _update_search(self) -> None:
        for _ in self._search.update(is_cancelled=self._is_cancelled):
            pass

    def _spoken_of(self, languages: set[str]) -> list[int]:
        """Return the articles of which a memory with these source languages may speak."""
        keys = self._library.keys(self._scope)
        if UNDETERMINED in languages:
            return keys
        languages = languages | {UNDETERMINED}
        rows = self._library.rows(keys)
        return [key for key, row in rows.items() if primary_language(row.language) in languages]

    def _refresh_coverage(self, keys: list[int]) -> Iterator[Event]:
        """Count the translations of articles again."""
        count = 0
        for at in range(0, len(keys), _COVERAGE_BATCH):
            if self._is_cancelled():
                break
            with self._library.transaction(is_durable=False):
                for key in keys[at : at + _COVERAGE_BATCH]:
                    with contextlib.suppress(KeyError):  # another process removed it meanwhile
                        article = self._library.article(key)
                        self._library.update_coverage(key, article, target_language=self._target)
                        count += 1
        if count:
            yield Stored(count)


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0


@dataclass(slots=True)
class _Looked:
    """What was found in the scope.

    Attributes:
        seen: paths of all files.
        unreadable: paths that could not be looked at; what lies below them is not gone.
        pending: files to read.
    """

    seen: set[bytes] = field(default_factory=set)
    unreadable: list[bytes] = field(default_factory=list)
    pending: list[Found] = field(default_factory=list)

    def misses(self, path: bytes) -> bool:
        """Tell whether a file that was known is there no more."""
        return not self._is_seen(path) and not any(
            _is_within(path, folder) for folder in self.unreadable
        )

    def _is_seen(self, path: bytes) -> bool:
        """Tell whether a file, or the one that it is a part of, is there."""
        separator = os.fsencode(os.sep)
        while path:
            if path in self.seen:
                return True
            path = path.rpartition(separator)[0]
        return False


@dataclass(frozen=True, slots=True)
class _Read:
    record: FileRecord
    article: Article | None


def _earlier(path: bytes, key: int) -> bytes:
    """Return where what a file held before is kept, below it as if it were a part of it."""
    return path + os.fsencode(f"{os.sep}earlier-{key}")


def _record(path: bytes, item: Found) -> FileRecord:
    return FileRecord(
        path=path,
        kind=item.kind,
        size=item.size,
        mtime_ns=item.mtime_ns,
        extractor=EXTRACTOR_VERSION,
    )


def _is_current(record: FileRecord, item: Found) -> bool:
    return (record.size, record.mtime_ns, record.extractor) == (
        item.size,
        item.mtime_ns,
        EXTRACTOR_VERSION,
    )


def _is_within(path: bytes, root: bytes) -> bool:
    return path == root or path.startswith(root + os.fsencode(os.sep))
