"""`seedreader translate`: have everything that is missing translated, and keep it.

What was translated is kept at once, so that a kill loses nothing that was told, and a second run
translates nothing again.
"""

from __future__ import annotations

import contextlib
import itertools
import signal
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Literal

from seedreader.article import UNDETERMINED, Article, primary_language
from seedreader.commands import (
    bring_up_to_date,
    plain_article,
    show_object,
    shown_path,
)
from seedreader.corpus.sanitise import printable
from seedreader.library import Known, Library, Made, Scope
from seedreader.library.damage import is_damage
from seedreader.library.schema import operational_advice
from seedreader.library.translate import (
    Group,
    by_language,
    expected_settings,
    made,
    source_languages,
)
from seedreader.output import complain, print_json, print_line
from seedreader.places import data_folder, samples_folder
from seedreader.status_line import StatusLine
from seedreader.translation.engine import CannotTranslate, ProblemKind
from seedreader.translation.worker.protocol import (
    Event,
    Failed,
    Finished,
    Priority,
    Progress,
    Sentence,
    Translate,
)
from seedreader.translation.worker.session import WorkerCommand
from seedreader.with_library import with_library

EXIT_DONE = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2

_KEEP_SENTENCES = 64
"""So many finished sentences wait at most to be written; else those of one batch."""

_KEEPING_SHARE = 10
"""At most one part in so many of the time goes into waiting for the disk."""

_COUNTING_SHARE = 20
"""At most one part in so many of the time goes into counting an article's translations."""

_HOPELESS = {ProblemKind.MISSING_PACKAGE, ProblemKind.BROKEN_PACKAGE}
"""Problems that the next article in the same language would have as well."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose.

    Attributes:
        data: the library's folder.
        target: primary subtag of the language to translate into.
        engine: one of `library.translate.ENGINES`.
        server: address of a LibreTranslate server, or None.
        output: what is printed of the articles; of `tmx`, nothing.
    """

    data: Path
    target: str
    engine: str
    server: str | None
    output: Literal["plain", "json", "tmx"]


def translate_articles(
    paths: Sequence[Path],
    *,
    data: Path | None,
    target: str,
    engine: str,
    server: str | None,
    as_json: bool,
    tmx: Path | None,
) -> int:
    """Translate the articles of files and folders, print them, and return the exit code.

    Raises:
        KeyboardInterrupt: the user stopped it; what was finished is kept.
    """
    output: Literal["plain", "json", "tmx"] = "json" if as_json else "tmx" if tmx else "plain"
    choice = Choice(data_folder(data), primary_language(target), engine, server, output)
    scope = Scope.of(paths or [samples_folder()])
    if tmx is not None:
        from seedreader.translation.tmx import check_destination  # noqa: PLC0415 - slow to import

        try:
            check_destination(tmx)
        except OSError as error:
            complain(f"{printable(tmx)}: cannot be written ({error.strerror}); name another file")
            return EXIT_USAGE

    def run(library: Library) -> int:
        failed = bring_up_to_date(library, scope, target=choice.target)
        translator = _Translator(library, scope, choice)
        try:
            translator.run()
            if tmx is not None:
                failed |= not translator.write_tmx(tmx)
        except sqlite3.OperationalError as error:
            if is_damage(error):
                raise
            complain(f"{choice.data}: {operational_advice(error)}; what was kept so far is safe")
            return EXIT_SOME_FAILED
        return EXIT_SOME_FAILED if failed or translator.has_failed else EXIT_DONE

    return with_library(data, run)


@dataclass(slots=True)
class _Job:
    """An article on its way.

    Attributes:
        key: the library's number for it.
        open: its requests that are not at their end.
        failed: its sentences that could not be translated.
        counted: when its translations were counted last, seconds.
        counting: how long that took, seconds.
    """

    key: int
    open: int = 0
    failed: int = 0
    counted: float = 0.0
    counting: float = 0.0


@dataclass(slots=True)
class _Request:
    """Sentences that the worker was asked for.

    Attributes:
        job: the article that they are of.
        group: the sentences.
        left: how many are not translated yet.
    """

    job: _Job
    group: Group
    left: int


@dataclass(slots=True)
class _Translator:
    """One run of the command. The articles are printed in order, each as soon as it is finished.

    Attributes:
        library: where everything is kept.
        scope: the files and folders.
        choice: what the user chose.
        has_failed: whether something could not be translated, all of which was said.
    """

    library: Library
    scope: Scope
    choice: Choice
    has_failed: bool = False
    _keys: list[int] = field(default_factory=list)
    _jobs: deque[_Job] = field(default_factory=deque)
    _requests: dict[int, _Request] = field(default_factory=dict)
    _settings: dict[str, str] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)  # languages whose settings were looked up
    _is_dead: bool = False  # the engine cannot be reached
    _finished: list[tuple[_Job, Made]] = field(default_factory=list)  # and not kept yet
    _kept: int = 0  # sentences
    _kept_at: float = 0.0  # when something was kept last, seconds
    _keeping: float = 0.0  # how long that took, seconds
    _printed: int = 0  # articles
    _speed: float = 0.0  # words per second
    _status: StatusLine = field(default_factory=StatusLine)
    _said: set[str] = field(default_factory=set)  # messages that are told once

    def run(self) -> None:
        """Translate and print.

        Raises:
            sqlite3.Error: the library cannot be read or written.
        """
        self._keys = self.library.keys(self.scope)
        is_read = True
        try:
            self._translate()
            self._print_finished()
        except BrokenPipeError:
            is_read = False  # whoever read the output has had enough: nothing more is told
            raise
        finally:
            self._status.clear()
            self._keep()  # what was finished before an interrupt, too
            if self._kept and is_read:
                self._status.end(self._state())

    def _translate(self) -> None:
        requests = self._ask()
        first = next(requests, None)
        if first is None:  # nothing is missing: no process is started
            return
        # Imported here: it takes longer than printing what is known already.
        from seedreader.translation.worker.blocking import translate  # noqa: PLC0415

        choice = self.choice
        worker = WorkerCommand(choice.data, choice.engine, server=choice.server)
        with contextlib.closing(translate(worker, itertools.chain([first], requests))) as events:
            for event in events:
                self._take(event)

    def write_tmx(self, path: Path) -> bool:
        """Write all that is known of the articles; return whether that worked."""
        from seedreader.library.exchange import known_of_articles, units_of  # noqa: PLC0415
        from seedreader.translation.tmx import write_tmx  # noqa: PLC0415 - slow to import

        count = 0

        def counted(items: Iterator[Known]) -> Iterator[Known]:
            nonlocal count
            for item in items:
                count += 1
                yield item

        known = known_of_articles(
            self.library,
            self._keys,
            target_language=self.choice.target,
            settings=self._settings,
            shown=self.scope.shown,
        )
        try:
            write_tmx(path, units_of(counted(known)))
        except OSError as error:
            complain(f"{printable(path)}: cannot be written ({error.strerror}); name another file")
            return False
        complain(f"{printable(path)}: {count:,} sentences with their translations")
        return True

    # Asking

    def _ask(self) -> Iterator[Translate]:
        """Yield what to translate, an article at a time, as the worker gets to it."""
        numbers = itertools.count(1)
        for key in self._keys:
            self._keep()  # the same sentence may stand in several articles
            try:
                article = self.library.article(key)
            except KeyError:  # another process removed it meanwhile
                continue
            job = _Job(key)
            self._jobs.append(job)
            groups = self._groups(job, article)
            job.open = len(groups)
            for group in groups:
                number = next(numbers)
                self._requests[number] = _Request(job, group, len(group.sentences))
                yield Translate(
                    number, group.sentences, group.language, self.choice.target, Priority.FOLDER
                )
            if not groups:
                self._print_finished()
            self._status.show(self._state())

    def _groups(self, job: _Job, article: Article) -> list[Group]:
        """Return what is missing of an article and can be asked for."""
        languages = source_languages(article, self.choice.target)
        self._look_up(languages)
        missing = self.library.missing(
            article, target_language=self.choice.target, settings=self._settings
        )
        self._complain_of_no_language(job, article)
        groups = []
        for group in by_language(article, missing):
            if group.language in self._settings and not self._is_dead:
                groups.append(group)
            else:
                self._fail(job, group.language, len(group.spans))
        if not missing:
            self._count_if_needed(job)
        return groups

    def _look_up(self, languages: set[str]) -> None:
        """Find out what the engine would answer under, for languages that come up first."""
        choice = self.choice
        for language in sorted(languages - self._asked):
            self._asked.add(language)
            try:
                self._settings |= expected_settings(
                    [language],
                    choice.target,
                    data=choice.data,
                    engine=choice.engine,
                    server=choice.server,
                )
            except (CannotTranslate, OSError) as error:
                self._say(str(error))
                continue
            if language not in self._settings:
                self._say(self._what_is_missing(language))

    def _what_is_missing(self, language: str) -> str:
        choice = self.choice
        if choice.engine != "argos":
            return (
                f"{choice.engine} does not translate from {language} to {choice.target}; install "
                "a pair for it, or use another engine"
            )
        from seedreader.translation.packages.needs import (  # noqa: PLC0415 - seldom needed
            look_up,
            what_is_needed,
        )

        need = look_up(choice.data, language, choice.target)
        if need is None:  # installed this moment
            return f"{language}: a package was installed meanwhile; run the command again"
        if not need.packages:
            return f"{what_is_needed(need)} See `seedreader models available`"
        names = " ".join(f"translate-{p.from_code}_{p.to_code}" for p in need.packages)
        return f"{what_is_needed(need)} Run `seedreader models install {names}`"

    def _complain_of_no_language(self, job: _Job, article: Article) -> None:
        if primary_language(article.language) == UNDETERMINED and not source_languages(
            article, self.choice.target
        ):
            self.has_failed = True
            self._tell_of(job, "its language is not known, so that it cannot be translated")

    # Taking

    def _take(self, event: Event) -> None:
        request = self._requests.get(event.request)
        if request is None:
            return
        match event:
            case Sentence():
                kept = made(
                    event, request.group.sentences, request.group.language, self.choice.target
                )
                self._finished.append((request.job, kept))
                request.left -= 1
                if len(self._finished) >= _KEEP_SENTENCES:
                    self._keep()
            case Progress():  # a batch was told whole
                self._speed = event.words_per_second
                self._keep_if_cheap()
                self._status.show(self._state())
            case Failed():
                self._end(event.request)
                self._failed(event, request)
            case Finished():
                self._end(event.request)

    def _failed(self, event: Failed, request: _Request) -> None:
        self._say("; ".join(part for part in (event.problem, event.advice) if part))
        if event.kind is ProblemKind.UNREACHABLE:
            self._is_dead = True
        if event.kind in _HOPELESS:
            self._settings.pop(request.group.language, None)
        self._fail(request.job, request.group.language, request.left)

    def _end(self, number: int) -> None:
        """A request is at its end: print what is complete now."""
        request = self._requests.pop(number)
        request.job.open -= 1
        self._keep(ended=request.job)
        self._print_finished()

    def _keep_if_cheap(self) -> None:
        """Write what was finished, unless the disk is so slow that this would hold up the rest."""
        if time.monotonic() - self._kept_at >= _KEEPING_SHARE * self._keeping:
            self._keep()

    def _keep(self, *, ended: _Job | None = None) -> None:
        """Write what was finished; it is not lost if this fails or is interrupted."""
        jobs = {job.key: job for job, _ in self._finished}
        if ended is not None:
            jobs[ended.key] = ended
        if not jobs:
            return
        started = time.monotonic()
        with _undisturbed():
            with self.library.transaction():
                self.library.add_machine(item for _, item in self._finished)
                for job in jobs.values():
                    if job is ended or started - job.counted >= _COUNTING_SHARE * job.counting:
                        self._count(job)
            self._kept += len(self._finished)
            self._finished.clear()
        self._kept_at = time.monotonic()
        self._keeping = self._kept_at - started

    def _count_if_needed(self, job: _Job) -> None:
        """Count where an earlier run was killed before it could."""
        rows = self.library.rows([job.key], target_language=self.choice.target)
        if any(row.translated < row.sentences for row in rows.values()):
            with self.library.transaction(is_durable=False):
                self._count(job)

    def _count(self, job: _Job) -> None:
        """Bring up to date what lists show of the article's translation."""
        started = time.monotonic()
        with contextlib.suppress(KeyError):  # another process removed it meanwhile
            article = self.library.article(job.key)
            self.library.update_coverage(job.key, article, target_language=self.choice.target)
        job.counted = time.monotonic()
        job.counting = job.counted - started

    # Telling

    def _print_finished(self) -> None:
        while self._jobs and not self._jobs[0].open:
            job = self._jobs.popleft()
            self._printed += 1
            if self.choice.output != "tmx":
                with contextlib.suppress(KeyError):  # another process removed it meanwhile
                    self._print(job)

    def _print(self, job: _Job) -> None:
        target = self.choice.target
        row = self.library.rows([job.key], target_language=target, scope=self.scope)[job.key]
        article = self.library.article(job.key)
        translations = self.library.translations(
            article, target_language=target, shown=self.scope.shown, settings=self._settings
        )
        self._status.clear()
        if self.choice.output == "json":
            print_json(show_object(row, self.scope, article, translations))
            return
        print_line(shown_path(self.scope, row.path))
        print_line("")
        for line in plain_article(article, translations):
            print_line(line)

    def _state(self) -> str:
        is_remembered = self.library.folder is not None
        parts = [
            f"{self._printed:,} of {len(self._keys):,} articles",
            f"{self._kept:,} sentences translated{' and kept' if is_remembered else ''}",
        ]
        if self._speed:
            parts.append(f"{self._speed:,.0f} words/s")
        return ", ".join(parts)

    def _fail(self, job: _Job, language: str, count: int) -> None:
        self.has_failed = True
        job.failed += count
        sentences = "1 sentence" if count == 1 else f"{count:,} sentences"
        self._tell_of(job, f"{sentences} not translated ({language} → {self.choice.target})")

    def _tell_of(self, job: _Job, words: str) -> None:
        row = self.library.rows([job.key]).get(job.key)
        if row is not None:
            self._status.clear()
            complain(f"{shown_path(self.scope, row.path)}: {words}")

    def _say(self, words: str) -> None:
        self.has_failed = True
        if words not in self._said:
            self._said.add(words)
            self._status.clear()
            complain(words)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put an interrupt by the user off to the end of what must not be torn."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupts: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        interrupts.append(number)

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if interrupts:
            signal.raise_signal(signal.SIGINT)
