"""The worker's loop: commands come in, batches go to the engine's threads, events go out."""

from __future__ import annotations

import queue
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from seedreader.translation.engine import CannotTranslate, Engine, ProblemKind, Translated
from seedreader.translation.flag import Flag
from seedreader.translation.flags import check
from seedreader.translation.model import Provenance
from seedreader.translation.worker.protocol import (
    Cancel,
    Command,
    Event,
    Failed,
    Finished,
    Prioritise,
    Priority,
    Progress,
    Sentence,
    Translate,
)
from seedreader.translation.worker.queue import Batch, Queue, Request, RequestProblem

_SPEED_SECONDS = 5.0
"""The words per second are those of the last seconds."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of a batch: for each of its sentences the translation and what looks wrong."""

    sentences: list[tuple[Translated, tuple[Flag, ...]]]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Done:
    """A batch came back: with translations, or with what went wrong."""

    batch: Batch
    made: _Made | CannotTranslate


@dataclass(slots=True)
class Server:
    """Serves requests with one engine until the commands end.

    Attributes:
        engine: what translates.
        tell: is given the events; called in the thread that runs `serve`.
    """

    engine: Engine
    tell: Callable[[Event], None]
    _inbox: queue.SimpleQueue[Command | _Done | None] = field(default_factory=queue.SimpleQueue)
    _running: int = 0
    _urgent: int = 0  # of those that run, what is visible
    _speed: _Speed = field(init=False)
    _queue: Queue = field(init=False)

    def __post_init__(self) -> None:
        self._queue = Queue(self.engine.sizes)
        self._speed = _Speed()

    def serve(self, commands: Iterable[Command]) -> None:
        """Serve until `commands`, which another thread iterates over, are at their end.

        What runs then is not waited for: the process is expected to end.
        """
        reader = threading.Thread(target=self._read, args=(commands,), daemon=True)
        reader.start()
        # One thread more than the engine has slots: see `_submit`.
        threads = ThreadPoolExecutor(self.engine.slots + 1, "translate")
        while (message := self._inbox.get()) is not None:
            self._handle(message)
            if self._inbox.empty():  # all that has arrived is heeded before anything new begins
                self._submit(threads)
        threads.shutdown(wait=False, cancel_futures=True)

    def _read(self, commands: Iterable[Command]) -> None:
        try:
            for command in commands:
                self._inbox.put(command)
        finally:
            self._inbox.put(None)

    def _handle(self, message: Command | _Done) -> None:
        match message:
            case Translate():
                request = self._queue.add(message)
                if not request.total:
                    self._finish(request)
            case Prioritise(number, priority):
                self._queue.prioritise(number, priority)
            case Cancel(number):
                if self._queue.drop(number) is not None:
                    self.tell(Finished(number, cancelled=True))
            case _Done(batch, made):
                self._running -= 1
                self._urgent -= batch.priority is Priority.VISIBLE
                if isinstance(made, CannotTranslate):
                    for request in self._queue.failed(batch):
                        self.tell(_failure(request, made))
                else:
                    self._tell_translations(batch, made)

    def _tell_translations(self, batch: Batch, made: _Made) -> None:
        by_sentence = dict(zip(batch.sentences, made.sentences, strict=True))
        self._speed.add(sum(map(count_words, batch.sentences)))
        for request, places in self._queue.done(batch):
            for sentence, indices in places.items():
                translated, flags = by_sentence[sentence]
                for index in indices:
                    self.tell(Sentence(request.number, index, translated, flags, made.provenance))
            left = request.left
            self.tell(
                Progress(
                    request.number,
                    request.total - left,
                    request.total,
                    self._speed.words_per_second(),
                    self._queue.waiting,
                )
            )
            if not left:
                self._finish(request)

    def _finish(self, request: Request) -> None:
        self._queue.drop(request.number)
        self.tell(Finished(request.number))

    def _submit(self, threads: ThreadPoolExecutor) -> None:
        """Begin as many batches as the engine has slots, and one more if somebody waits for it.

        A batch cannot be stopped, so that what comes on the screen would wait for a second or two
        while others run; it is begun beside them instead.
        """
        slots = self.engine.slots
        while self._running < slots or (self._running == slots and self._urgent < slots):
            is_full = self._running == slots
            try:
                batch = self._queue.next(at_most=Priority.VISIBLE if is_full else Priority.FOLDER)
            except RequestProblem as problem:
                self._queue.drop(problem.request.number)
                self.tell(_failure(problem.request, problem.__cause__))
                continue
            if batch is None:
                return
            if not self._running:
                self._speed.begin()
            self._running += 1
            self._urgent += batch.priority is Priority.VISIBLE
            threads.submit(self._translate, batch)

    def _translate(self, batch: Batch) -> None:
        made: _Made | CannotTranslate
        way = batch.way
        try:
            answer = self.engine.translate(batch.sentences, way.source, way.target, way.options)
            checked = [
                (translated, check(sentence, translated.text, way.source, way.target))
                for sentence, translated in zip(batch.sentences, answer.translated, strict=True)
            ]
            made = _Made(checked, answer.provenance)
        except Exception as error:  # noqa: BLE001 - told to who asked; the worker goes on
            made = _problem(error)
        self._inbox.put(_Done(batch, made))


def count_words(text: str) -> int:
    """Return the number of words of a text; in scripts without spaces, of characters."""
    characters = len(_UNSPACED.findall(text))
    return characters + len(_UNSPACED.sub(" ", text).split() if characters else text.split())


def _problem(error: BaseException | None) -> CannotTranslate:
    if isinstance(error, CannotTranslate):
        return error
    if isinstance(error, MemoryError):
        return CannotTranslate(
            ProblemKind.OUT_OF_MEMORY, "there is not enough memory", "close other programs"
        )
    print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 - the worker's log
    return CannotTranslate(
        ProblemKind.BROKEN_PACKAGE,
        f"the engine does not work ({type(error).__name__}: {error})",
        "install the package again",
    )


def _failure(request: Request, error: BaseException | None) -> Failed:
    problem = _problem(error)
    return Failed(request.number, problem.kind, problem.problem, problem.advice)


class _Speed:
    """Words per second over the last seconds in which something was translated."""

    def __init__(self) -> None:
        self._done: deque[tuple[float, int]] = deque()
        self._began = time.monotonic()

    def begin(self) -> None:
        """Count from now on: nothing was translated before."""
        self._done.clear()
        self._began = time.monotonic()

    def add(self, words: int) -> None:
        """Count words that were translated."""
        self._done.append((time.monotonic(), words))

    def words_per_second(self) -> float:
        """Return the speed, 0 before anything was translated."""
        now = time.monotonic()
        while self._done and now - self._done[0][0] > _SPEED_SECONDS:
            self._began = self._done.popleft()[0]
        seconds = now - self._began
        words = sum(count for _, count in self._done)
        return round(words / seconds, 1) if seconds > 0 else 0.0
