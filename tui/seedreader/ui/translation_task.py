"""What is on the screen is translated first, then the rest of its article, then the next ones.

No widget: it is told what is shown, and tells what came of it. The process that translates is
started when the first sentence is missing for which there are packages, and never before.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from seedreader.article import Article, Span
from seedreader.library import Library, Made
from seedreader.library.schema import operational_advice
from seedreader.library.translations_store import move_links
from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    CannotTranslate,
    Options,
    ProblemKind,
)
from seedreader.translation.model import Translation
from seedreader.translation.worker.client import Request, TranslationClient
from seedreader.translation.worker.protocol import (
    Failed,
    Finished,
    Priority,
    Progress,
    Sentence,
)
from seedreader.translation.worker.session import WorkerCommand
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.translation_routes import Routes, language_of_sentences

_SETTLE = 0.15
"""Seconds that an article is shown before anything is asked for: the user may be walking on."""
_EVERY = 0.25
"""Seconds between two times that finished sentences are told and kept."""
_LOOK_EVERY = 0.1
"""Seconds between two times that what came on the screen is asked for."""
_PORTION = 400
"""Sentences of an article that are asked for at a time."""
_LOW = 200
"""Sentences that are asked for and not translated yet, under which more are asked for."""
_NEXT_ARTICLES = 3
_COUNT_AFTER = 2.0
_COUNT_SHARE = 50
"""An article's translated sentences are counted for the list again after so many seconds, and after
so many times the time that it took: counting takes time in proportion to the article."""


@dataclass(frozen=True, slots=True)
class Translations:
    """Sentences of an article are translated."""

    key: int
    translations: dict[Span, Translation]


@dataclass(frozen=True, slots=True)
class Working:
    """How far it is.

    Attributes:
        done: sentences of the article that are translated.
        total: those that were missing.
        words_per_second: over the last seconds.
        is_ahead: whether it is an article that is not on the screen.
    """

    done: int
    total: int
    words_per_second: float
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """There is nothing to translate now."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more will come for an article."""

    key: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the list shows of an article is up to date."""

    key: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something did not work; told once, until the user asks to go on.

    Attributes:
        problem: what, for people; not yet safe to show.
        advice: what to do about it, or ''.
        is_given_up: whether nothing is translated out of a language until `go_on`.
    """

    problem: str
    advice: str
    is_given_up: bool = False


Event = Translations | Working | Resting | Ended | Counted | Trouble


@dataclass(eq=False, slots=True)
class _Job:
    """An article that is being translated.

    Attributes:
        key: the article's key.
        article: the article.
        waiting: sentences without translation and their languages, in the order of the text.
        total: how many they were.
        priority: that of what is not on the screen.
        is_wanted: false once the user has gone on: what was asked for is still taken.
        unasked: those of `waiting` that nobody was asked for.
        asked: those that were asked for as part of the article.
        seen: those that were asked for because they are on the screen.
        requests: open ones, and whether they are for the screen.
        ended: set when nothing more will come.
        count_at: when the list is to be told again, in the event loop's time.
    """

    key: int
    article: Article
    waiting: dict[Span, str]
    total: int
    priority: Priority
    is_wanted: bool = True
    unasked: dict[Span, str] = field(default_factory=dict)
    asked: set[Span] = field(default_factory=set)
    seen: set[Span] = field(default_factory=set)
    requests: dict[Request, bool] = field(default_factory=dict)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    count_at: float = 0.0

    def prioritise(self, priority: Priority) -> None:
        """Give the article another place."""
        self.priority = priority
        for request in self.requests:
            request.prioritise(priority)
        if priority is not Priority.ARTICLE:
            self.seen.clear()


class TranslationTask:
    """Translates what the user reads. All methods belong to the event loop's thread."""

    def __init__(
        self,
        data: Path,
        store: StoreThread,
        routes: Routes,
        *,
        target: str,
        tell: Callable[[Event], None],
        following: Callable[[int], Sequence[int]],
    ) -> None:
        """Start nothing yet.

        Args:
            data: the library's folder.
            store: gives articles and keeps translations.
            routes: tells what can be translated.
            target: primary subtag of the language to translate into.
            tell: is given the events.
            following: returns the keys of the articles after one.
        """
        self._data = data
        self._store = store
        self._routes = routes
        self._target = target
        self._tell = tell
        self._following = following
        self._even_if_known = False
        self._is_stopped = False
        self._refused: set[str] = set()
        self._client: TranslationClient | None = None
        self._shown: tuple[int, Article] | None = None
        self._on_screen: Sequence[Span] = ()
        self._jobs: dict[int, _Job] = {}
        self._follower: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._keeping: set[asyncio.Task[None]] = set()
        self._made: dict[_Job, list[tuple[Span, Made]]] = {}
        self._flush_later: asyncio.TimerHandle | None = None
        self._flushed_at = float("-inf")
        self._look_later: asyncio.TimerHandle | None = None
        self._looked_at = float("-inf")
        self._speed = 0.0
        self._is_told_unkept = False

    # What is wanted

    @property
    def is_stopped(self) -> bool:
        """Whether the user stopped it."""
        return self._is_stopped

    @property
    def is_refused(self) -> bool:
        """Whether something failed, and is not tried again by itself."""
        return bool(self._refused)

    @property
    def is_working(self) -> bool:
        """Whether sentences are being translated."""
        return any(job.requests for job in self._jobs.values())

    def will_translate(self, language: str) -> bool:
        """Tell whether sentences of a language will be translated. May be asked in any thread."""
        if self._is_stopped or language in self._refused:
            return False
        return self._routes.leads(language, self._target)

    def leads(self, language: str) -> bool:
        """Tell whether installed packages translate a language."""
        return self._routes.leads(language, self._target)

    def choose(self, target: str, *, even_if_known: bool) -> None:
        """Translate into another language, or also what people have translated."""
        if (target, even_if_known) != (self._target, self._even_if_known):
            self._drop_all()
            self._refused.clear()
            self._target, self._even_if_known = target, even_if_known

    def show(self, key: int, article: Article, on_screen: Sequence[Span]) -> None:
        """Tell which article is on the screen, and which of its sentences, from the top."""
        self._shown = key, article
        self._on_screen = on_screen
        for job in self._jobs.values():
            if job.key != key:
                job.is_wanted = False
                if job.priority is not Priority.NEIGHBOUR:
                    job.prioritise(Priority.NEIGHBOUR)
        if self._follower is not None:
            self._follower.cancel()
        if not self._is_stopped:
            self._follower = self._spawn(self._follow(key, article))

    def look(self, on_screen: Sequence[Span]) -> None:
        """Tell which sentences of the article are on the screen now."""
        self._on_screen = on_screen
        if self._look_later is None:
            loop = asyncio.get_running_loop()
            at = max(loop.time(), self._looked_at + _LOOK_EVERY)
            self._look_later = loop.call_at(at, self._look)

    def stop(self) -> None:
        """Stop, and do nothing until `go_on`; what is finished is kept."""
        self._is_stopped = True
        self._drop_all()
        self._tell(Resting())

    def go_on(self) -> None:
        """Go on after a stop, try again what failed, and look for new packages."""
        self._is_stopped = False
        self._is_told_unkept = False
        self._refused.clear()
        if self._shown is not None:
            self.show(*self._shown, self._on_screen)

    async def ask(
        self,
        sentence: str,
        language: str,
        *,
        options: Options = DEFAULT_OPTIONS,
        engine: str = "argos",
        server: str | None = None,
    ) -> Translation:
        """Translate one sentence at once, and keep the translation.

        Args:
            sentence: the sentence as it is written in the article.
            language: its primary subtag.
            options: how to decode.
            engine: see `WorkerCommand`.
            server: likewise.

        Raises:
            CannotTranslate: why not.
        """
        target = self._target
        own = None
        if engine != "argos":
            own = TranslationClient(WorkerCommand(self._data, engine=engine, server=server))
        plain = _on_one_line(sentence)
        request = (own or self._worker()).request(
            [plain], language, target, priority=Priority.VISIBLE, options=options
        )
        try:
            async for event in request:
                match event:
                    case Sentence():
                        made = Made(plain, language, target, _translation(event, target))
                        await self._begin_to_keep([made])
                        return _as_written(made, sentence)
                    case Failed(_, kind, problem, advice):
                        raise CannotTranslate(kind, problem, advice)
                    case Finished():
                        break
        finally:
            request.cancel()
            if own is not None:
                await own.close()
        raise CannotTranslate(ProblemKind.CRASHED, "the translation was given up")

    async def close(self) -> None:
        """End the worker and all that goes on; what is finished is kept."""
        self._drop_all()
        tasks = list(self._tasks)
        for task in tasks:
            if task not in self._keeping:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    # What is asked for

    def _worker(self) -> TranslationClient:
        if self._client is None:
            self._client = TranslationClient(WorkerCommand(self._data))
        return self._client

    async def _follow(self, key: int, article: Article) -> None:
        """Translate the article on the screen, then those that follow it."""
        await asyncio.sleep(_SETTLE)
        try:
            await self._translate(key, article, Priority.ARTICLE)
            for following in islice(self._following(key), _NEXT_ARTICLES):
                with suppress(KeyError):  # gone since the list was made
                    next_article = await self._store.run(partial(Library.article, key=following))
                    await self._translate(following, next_article, Priority.NEIGHBOUR)
        except sqlite3.Error as error:
            self._tell(Trouble("the library cannot be read", _advice(error)))

    async def _translate(self, key: int, article: Article, priority: Priority) -> None:
        job = self._jobs.get(key)
        if job is None:
            waiting = await self._missing(article)
            if not waiting:
                self._tell(Ended(key))
                return
            job = _Job(key, article, waiting, len(waiting), priority, unasked=dict(waiting))
            self._jobs[key] = job
        else:
            job.is_wanted = True
            if job.priority is not priority:
                job.prioritise(priority)
        if priority is Priority.ARTICLE:
            self._look()
        self._ask_more(job)
        await job.ended.wait()

    async def _missing(self, article: Article) -> dict[Span, str]:
        """Return the sentences to translate with their languages, in the order of the text."""
        target, even_if_known, routes = self._target, self._even_if_known, self._routes
        refused = frozenset(self._refused)

        def languages() -> tuple[dict[Span, str], dict[str, str]]:
            of_sentences = language_of_sentences(article)
            return of_sentences, routes.settings(set(of_sentences.values()) - refused, target)

        of_sentences, settings = await asyncio.to_thread(languages)
        if not settings:
            return {}

        def missing(library: Library) -> dict[Span, str]:
            spans = library.missing(
                article,
                target_language=target,
                settings=settings,
                even_if_known=even_if_known,
            )
            return {span: of_sentences[span] for span in spans if of_sentences[span] in settings}

        return await self._store.run(missing)

    def _look(self) -> None:
        """Ask for what is on the screen before all else."""
        if self._look_later is not None:
            self._look_later.cancel()
            self._look_later = None
        self._looked_at = asyncio.get_running_loop().time()
        job = self._jobs.get(self._shown[0]) if self._shown is not None else None
        if job is None or not job.is_wanted:
            return
        wanted = [span for span in self._on_screen if span in job.waiting]
        if all(span in job.seen for span in wanted):
            return
        # The worker translates a sentence once, however many requests want it.
        for request, is_for_screen in job.requests.items():
            if is_for_screen:
                request.prioritise(job.priority)
        job.seen = set(wanted)
        self._ask(job, wanted, Priority.VISIBLE)

    def _ask_more(self, job: _Job) -> None:
        """Ask for the next portion of an article, if little of it is left to do."""
        if job.is_wanted and job.unasked and len(job.asked) < _LOW:
            portion: list[Span] = []
            while job.unasked and len(portion) < _PORTION:
                span = next(iter(job.unasked))
                del job.unasked[span]
                if span in job.waiting:
                    portion.append(span)
            job.asked.update(portion)
            self._ask(job, portion, job.priority)
        if not job.requests:
            self._end(job)

    def _ask(self, job: _Job, spans: Iterable[Span], priority: Priority) -> None:
        by_language: dict[str, list[Span]] = {}
        for span in spans:
            by_language.setdefault(job.waiting[span], []).append(span)
        for language, asked in by_language.items():
            sentences = [_on_one_line(span.of(job.article.text)) for span in asked]
            request = self._worker().request(sentences, language, self._target, priority=priority)
            job.requests[request] = priority is Priority.VISIBLE
            self._spawn(self._listen(job, request, language, asked))

    # What comes back

    async def _listen(
        self, job: _Job, request: Request, language: str, asked: Sequence[Span]
    ) -> None:
        async for event in request:
            match event:
                case Sentence():
                    self._take(job, asked[event.index], language, event)
                case Progress():
                    self._speed = event.words_per_second
                case Failed():
                    self._fail(job, language, event)
        job.requests.pop(request, None)
        job.asked.difference_update(asked)
        if self._jobs.get(job.key) is job:
            self._ask_more(job)

    def _take(self, job: _Job, span: Span, language: str, event: Sentence) -> None:
        if self._jobs.get(job.key) is not job or job.waiting.pop(span, None) is None:
            return
        job.asked.discard(span)
        made = Made(
            _on_one_line(span.of(job.article.text)),
            language,
            self._target,
            _translation(event, self._target),
        )
        self._made.setdefault(job, []).append((span, made))
        if self._flush_later is None:
            loop = asyncio.get_running_loop()
            at = max(loop.time(), self._flushed_at + _EVERY)
            self._flush_later = loop.call_at(at, self._flush)
        if len(job.asked) < _LOW:
            self._ask_more(job)

    def _fail(self, job: _Job, language: str, event: Failed) -> None:
        if language not in self._refused:
            self._refused.add(language)
            self._tell(Trouble(event.problem, event.advice, is_given_up=True))
        for span in [span for span, of in job.waiting.items() if of == language]:
            del job.waiting[span]
            job.unasked.pop(span, None)
            job.asked.discard(span)

    def _flush(self) -> None:
        """Tell and keep what is finished."""
        if self._flush_later is not None:
            self._flush_later.cancel()
            self._flush_later = None
        loop = asyncio.get_running_loop()
        self._flushed_at = loop.time()
        finished, self._made = self._made, {}
        for job, found in finished.items():
            # Kept first: what is read from the library after it was told has it all.
            self._begin_to_keep([made for _, made in found])
            text = job.article.text
            self._tell(
                Translations(
                    job.key, {span: _as_written(made, span.of(text)) for span, made in found}
                )
            )
            if loop.time() >= job.count_at:
                job.count_at = float("inf")  # until it is counted
                self._spawn(self._count_again(job))
        shown = self._shown[0] if self._shown is not None else None
        working = [job for job in self._jobs.values() if job.is_wanted and job.waiting]
        for job in sorted(working, key=lambda job: job.key == shown, reverse=True)[:1]:
            done = job.total - len(job.waiting)
            self._tell(Working(done, job.total, self._speed, job.key != shown))

    def _begin_to_keep(self, entries: Sequence[Made]) -> asyncio.Task[None]:
        def keep(library: Library) -> None:
            with library.transaction():
                library.add_machine(entries)

        kept = self._store.begin(keep)

        async def finish() -> None:
            try:
                await kept
            except sqlite3.Error as error:
                if not self._is_told_unkept:
                    self._is_told_unkept = True
                    self._tell(Trouble("translations are not kept", _advice(error)))

        task = self._spawn(finish())
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)
        return task

    async def _count_again(self, job: _Job) -> None:
        """Bring up to date what the list shows of an article that is being translated."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        await self._update_coverage(job.key, job.article)
        job.count_at = loop.time() + max(_COUNT_AFTER, _COUNT_SHARE * (loop.time() - started))

    def count(self, key: int, article: Article) -> None:
        """Bring up to date what the list shows of an article; `Counted` follows."""
        self._spawn(self._update_coverage(key, article))

    async def _update_coverage(self, key: int, article: Article) -> None:
        target = self._target
        with suppress(sqlite3.Error):  # the next time will tell
            await self._store.run(
                lambda library: library.update_coverage(key, article, target_language=target)
            )
            self._tell(Counted(key))

    def _end(self, job: _Job) -> None:
        if self._jobs.get(job.key) is job:
            del self._jobs[job.key]
        self._flush()
        self.count(job.key, job.article)
        job.ended.set()
        self._tell(Ended(job.key))
        if not self.is_working:
            self._tell(Resting())

    def _drop_all(self) -> None:
        if self._follower is not None:
            self._follower.cancel()
            self._follower = None
        self._flush()
        jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            for request in list(job.requests):
                request.cancel()
            self._end(job)

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _advice(error: sqlite3.Error) -> str:
    if isinstance(error, sqlite3.OperationalError):
        return operational_advice(error)
    return str(error)


def _translation(event: Sentence, target: str) -> Translation:
    translated = event.translated
    text = _on_one_line(translated.text)
    return Translation(
        text=text,
        language=target,
        provenance=event.provenance,
        flags=event.flags,
        score=translated.score,
        alignment=translated.alignment if text == translated.text else None,
    )


def _as_written(made: Made, sentence: str) -> Translation:
    """Return the translation with its word links for the sentence as the article has it."""
    links = made.translation.alignment
    if links is None or made.source == sentence:
        return made.translation
    return replace(made.translation, alignment=move_links(links, made.source, sentence))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
