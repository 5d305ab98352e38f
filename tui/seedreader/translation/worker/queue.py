"""What the worker has to translate, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from seedreader.translation.batching import MAX_BATCH_TOKENS, in_order, longest_first
from seedreader.translation.engine import Options
from seedreader.translation.worker.protocol import Priority, Translate

_WINDOW_SENTENCES = 256
_WINDOW_LETTERS = 40_000
"""How much is looked at to make batches of equal lengths (of what there is, the first)."""

_FIRST_ALONE = 2
"""Visible sentences that are translated alone: the first is what somebody looks at."""

Measure = Callable[[Sequence[str], str, str], list[int]]
"""Takes sentences, source and target; returns how long each is."""


@dataclass(frozen=True, slots=True)
class Way:
    """What sentences must share to be translated together."""

    source: str
    target: str
    options: Options


@dataclass(slots=True)
class Request:
    """A request on its way.

    Attributes:
        number: as given by the client.
        way: how its sentences are translated.
        priority: its place.
        total: its sentences.
        left: its sentences that are not translated yet.
        places: for each distinct sentence that is not translated yet, where it stands.
    """

    number: int
    way: Way
    priority: Priority
    total: int
    left: int
    places: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences to be translated together."""

    way: Way
    sentences: tuple[str, ...]
    priority: Priority


@dataclass(slots=True)
class Queue:
    """The requests that are not at their end. A sentence that several want is translated once.

    Attributes:
        measure: tells how long sentences are; may raise `CannotTranslate`.
    """

    measure: Measure
    _requests: dict[int, Request] = field(default_factory=dict)
    _running: dict[Way, set[str]] = field(default_factory=dict)
    _plan: list[Batch] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Sentences of all requests that are not translated yet."""
        return sum(request.left for request in self._requests.values())

    def add(self, command: Translate) -> Request:
        """Take a request."""
        places: dict[str, list[int]] = {}
        for index, sentence in enumerate(command.sentences):
            places.setdefault(sentence, []).append(index)
        request = Request(
            command.request,
            Way(command.source, command.target, command.options),
            command.priority,
            total=len(command.sentences),
            left=len(command.sentences),
            places=places,
        )
        self._requests[request.number] = request
        self._plan.clear()
        return request

    def prioritise(self, number: int, priority: Priority) -> None:
        """Give a request another place."""
        if number in self._requests:
            self._requests[number].priority = priority
            self._plan.clear()

    def drop(self, number: int) -> Request | None:
        """Forget a request; return it if it was known."""
        self._plan.clear()
        return self._requests.pop(number, None)

    def next(self, *, at_most: Priority = Priority.FOLDER) -> Batch | None:
        """Return the next batch and count it as running, or None if nothing waits.

        Args:
            at_most: the least urgent priority that is wanted.

        Raises:
            RequestProblem: the request whose turn it was cannot be measured.
        """
        if not self._plan:
            self._make_plan(at_most)
        if not self._plan or self._plan[0].priority > at_most:
            return None
        batch = self._plan.pop(0)
        self._running.setdefault(batch.way, set()).update(batch.sentences)
        return batch

    def done(self, batch: Batch) -> list[tuple[Request, dict[str, list[int]]]]:
        """End a batch; return who waited for which of its sentences, and where they stand."""
        self._end(batch)
        waited = []
        for request in list(self._requests.values()):
            if request.way == batch.way:
                found = {
                    sentence: request.places.pop(sentence)
                    for sentence in batch.sentences
                    if sentence in request.places
                }
                request.left -= sum(map(len, found.values()))
                if found:
                    waited.append((request, found))
        return waited

    def failed(self, batch: Batch) -> list[Request]:
        """End a batch that failed; forget and return the requests that waited for it."""
        self._end(batch)
        hit = [
            request
            for request in self._requests.values()
            if request.way == batch.way and not request.places.keys().isdisjoint(batch.sentences)
        ]
        for request in hit:
            self.drop(request.number)
        return hit

    def _end(self, batch: Batch) -> None:
        running = self._running[batch.way]
        running.difference_update(batch.sentences)
        if not running:
            del self._running[batch.way]

    def _make_plan(self, at_most: Priority) -> None:
        for request in sorted(self._requests.values(), key=_place):
            if request.priority > at_most:
                return
            sentences = self._window(request)
            if not sentences:
                continue
            try:
                sizes = self.measure(sentences, request.way.source, request.way.target)
            except Exception as error:
                raise RequestProblem(request) from error
            self._plan = [
                Batch(request.way, tuple(sentences[index] for index in batch), request.priority)
                for batch in _batches(sizes, request)
            ]
            return

    def _window(self, first: Request) -> list[str]:
        """Return what waits in a request and in those that follow it and go the same way."""
        running = self._running.get(first.way, set())
        sentences: dict[str, None] = {}
        letters = 0
        for request in sorted(self._requests.values(), key=_place):
            if request.priority != first.priority or request.way != first.way:
                continue
            if first.priority is Priority.VISIBLE and request is not first:
                continue
            for sentence in request.places:
                if sentence in running or sentence in sentences:
                    continue
                sentences[sentence] = None
                letters += len(sentence)
                if len(sentences) >= _WINDOW_SENTENCES or letters >= _WINDOW_LETTERS:
                    return list(sentences)
        return list(sentences)


class RequestProblem(Exception):
    """A request cannot be begun; the cause says why.

    Attributes:
        request: the request, still in the queue.
    """

    def __init__(self, request: Request) -> None:
        super().__init__(request.number)
        self.request = request


def _place(request: Request) -> tuple[int, int]:
    return request.priority, request.number


def _batches(sizes: Sequence[int], request: Request) -> list[list[int]]:
    if request.priority is Priority.VISIBLE:
        is_new = request.left == request.total
        return in_order(sizes, first=_FIRST_ALONE if is_new else 0)
    return longest_first(sizes, MAX_BATCH_TOKENS)
