"""In which order the worker translates."""

from __future__ import annotations

import json

import pytest

from seedreader.translation.alignment import WordLink
from seedreader.translation.engine import CannotTranslate, Options, ProblemKind, Translated
from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.model import Provenance, ProvenanceKind
from seedreader.translation.worker.protocol import (
    Cancel,
    Failed,
    Finished,
    Prioritise,
    Priority,
    Progress,
    Sentence,
    Translate,
    decode_command,
    decode_event,
    encode,
)
from seedreader.translation.worker.queue import Queue, RequestProblem
from seedreader.translation.worker.serve import count_words
from seedreader.translation.worker.session import Session

FLAG = Flag(FlagName.LOOP, "“la” is repeated 9 times")
PROVENANCE = Provenance(
    ProvenanceKind.ENGINE, engine="argos", package="a+b", sha256="c+d", pivot="en", settings="e"
)
ARTICLE, FOLDER, VISIBLE = Priority.ARTICLE, Priority.FOLDER, Priority.VISIBLE


def words_of(sentences, source, target) -> list[int]:
    if source == "xx":
        raise CannotTranslate(ProblemKind.MISSING_PACKAGE, "none")
    return [len(sentence.split()) for sentence in sentences]


@pytest.fixture
def queue() -> Queue:
    return Queue(words_of)


def ask(number: int, *sentences: str, priority=ARTICLE, source="uk") -> Translate:
    return Translate(number, sentences, source, "en", priority)


def drained(queue: Queue) -> list[tuple[str, ...]]:
    batches = []
    while (batch := queue.next()) is not None:
        batches.append(batch.sentences)
        queue.done(batch)
    return batches


def test_what_is_visible_comes_first_and_in_order(queue):
    queue.add(ask(1, "folder", priority=FOLDER))
    queue.add(ask(2, "article"))
    queue.add(ask(3, "b", "a a a", "c", "d", priority=VISIBLE))
    assert drained(queue) == [("b",), ("a a a",), ("c", "d"), ("article",), ("folder",)]


def test_the_rest_goes_longest_first_and_together(queue):
    queue.add(ask(1, "a", "a a a", priority=FOLDER))
    queue.add(ask(2, "b b", "b b b b", priority=FOLDER))
    assert drained(queue) == [("b b b b", "a a a", "b b", "a")]


def test_batches_have_a_size(queue):
    long = [" ".join([letter] * 200) for letter in "abcde"]
    queue.add(ask(1, *long))
    assert [len(batch) for batch in drained(queue)] == [2, 2, 1]


def test_a_sentence_that_several_want_is_translated_once(queue):
    first = queue.add(ask(1, "same", "own", "same"))
    second = queue.add(ask(2, "same"))
    batch = queue.next()
    assert sorted(batch.sentences) == ["own", "same"]
    assert queue.next() is None, "nobody else begins what is running"
    waited = {request.number: places for request, places in queue.done(batch)}
    assert waited == {1: {"same": [0, 2], "own": [1]}, 2: {"same": [0]}}
    assert (first.left, second.left, queue.waiting) == (0, 0, 0)


def test_what_comes_while_it_runs_is_not_begun_again(queue):
    queue.add(ask(1, "same"))
    batch = queue.next()
    queue.add(ask(2, "same", "other"))
    assert queue.next().sentences == ("other",)
    assert [request.number for request, _ in queue.done(batch)] == [1, 2]


def test_other_options_are_another_translation(queue):
    queue.add(ask(1, "same"))
    queue.add(Translate(2, ("same",), "uk", "en", ARTICLE, Options(beam_size=1)))
    assert drained(queue) == [("same",), ("same",)]


def test_priorities_change(queue):
    queue.add(ask(1, "one"))
    queue.add(ask(2, "two", priority=FOLDER))
    queue.prioritise(2, VISIBLE)
    queue.prioritise(99, VISIBLE)
    assert drained(queue) == [("two",), ("one",)]


def test_only_the_urgent_is_taken_when_asked_so(queue):
    queue.add(ask(1, "article"))
    assert queue.next(at_most=VISIBLE) is None
    queue.add(ask(2, "visible", priority=VISIBLE))
    assert queue.next(at_most=VISIBLE).sentences == ("visible",)
    assert queue.next(at_most=VISIBLE) is None
    assert queue.next().sentences == ("article",)


def test_what_is_dropped_is_not_begun(queue):
    queue.add(ask(1, "a", "b"))
    assert queue.drop(1).number == 1
    assert queue.drop(1) is None
    assert queue.next() is None


def test_a_failure_ends_those_that_waited_for_it(queue):
    queue.add(ask(1, "bad"))
    queue.add(ask(2, "good", priority=FOLDER))
    assert [request.number for request in queue.failed(queue.next())] == [1]
    assert drained(queue) == [("good",)]


def test_a_request_that_cannot_be_measured_is_named(queue):
    queue.add(ask(1, "a", source="xx"))
    queue.add(ask(2, "b"))
    with pytest.raises(RequestProblem) as caught:
        queue.next()
    assert caught.value.request.number == 1
    queue.drop(1)
    assert drained(queue) == [("b",)]


def test_a_large_folder_is_planned_in_time(queue):
    import time

    for number in range(1, 401):
        queue.add(ask(number, *(f"{number} {n}" for n in range(20)), priority=FOLDER))
    start = time.process_time()
    assert sum(map(len, drained(queue))) == 8000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "message",
    [
        Translate(1, ("a\nb", "\ud800", "日本"), "ja", "en", VISIBLE, Options(beam_size=2)),
        Prioritise(1, FOLDER),
        Cancel(7),
    ],
)
def test_commands_survive_the_line(message):
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode_command(line) == message


@pytest.mark.parametrize(
    "message",
    [
        Sentence(1, 2, Translated("a\n", -0.5, (WordLink(0, 1, 2, 3, 0.25),)), (), PROVENANCE),
        Sentence(
            1, 2, Translated("", None, None), (Flag(FlagName.LENGTH, "“é”"), FLAG), PROVENANCE
        ),
        Sentence(1, 2, Translated(""), (), Provenance(ProvenanceKind.ENGINE, "http://a")),
        Progress(1, 2, 3, 4.5, 6),
        Finished(1, cancelled=True),
        Failed(1, ProblemKind.BROKEN_PACKAGE, "é", "advice"),
    ],
)
def test_events_survive_the_line(message):
    assert decode_event(encode(message)) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"1", b"{}", b'{"is": "Nothing"}', b'{"is": "Translate"}', b"\xff", b'{"is": "Sentence"}',
     (b'{"is": "Translate", "request": 1, "sentences": [1], "source": "a", "target": "b",'
      b' "priority": 1, "options": {}}'), b'{"is": "Cancel"}', b"[" * 100_000],
)  # fmt: skip
def test_nonsense_is_a_value_error(line):
    for decode in (decode_command, decode_event):
        with pytest.raises(ValueError, match=r"not a|Expecting|codec|valid"):
            decode(line)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("request", "1"),
        ("request", [1]),
        ("index", True),
        ("index", None),
        ("text", None),
        ("text", 5),
        ("score", "1"),
        ("alignment", "1-2:3"),
        ("alignment", 7),
        ("flags", None),
        ("flags", [["loop"]]),
        ("flags", [["nothing", "a"]]),
        ("flags", [["loop", 1]]),
        ("by", None),
        ("by", []),
        ("by", ["nobody", *[None] * 7]),
        ("by", ["engine", *[None] * 6]),
        ("by", ["engine", 1, *[None] * 6]),
    ],
)
def test_a_sentence_of_another_form_is_a_value_error(name, value):
    values = json.loads(encode(Sentence(1, 2, Translated("a"), (FLAG,), PROVENANCE)))
    assert decode_event(json.dumps(values).encode()).flags == (FLAG,)
    with pytest.raises(ValueError, match=r"not a|expected|unpack|argument|invalid|valid"):
        decode_event(json.dumps({**values, name: value}).encode())


@pytest.mark.parametrize(
    ("message", "name", "value"),
    [
        (Finished(1), "request", []),
        (Finished(1), "cancelled", 1),
        (Progress(1, 2, 3, 4.5, 6), "words_per_second", "5"),
        (Failed(1, ProblemKind.CRASHED, "a"), "problem", None),
        (Failed(1, ProblemKind.CRASHED, "a"), "kind", "other"),
    ],
)
def test_an_event_of_another_form_is_a_value_error(message, name, value):
    values = json.loads(encode(message))
    with pytest.raises(ValueError, match=r"not a"):
        decode_event(json.dumps({**values, name: value}).encode())


def test_a_session_asks_again_only_for_what_was_not_told():
    session = Session()
    session.sent(ask(1, "a", "b", "c"))
    made = Translated("B"), (FLAG,), PROVENANCE
    assert session.heard(Sentence(1, 1, *made)) == Sentence(1, 1, *made)
    assert session.died("") == []
    assert session.open() == [ask(1, "a", "c")]
    assert session.heard(Sentence(1, 1, *made)) == Sentence(1, 2, *made)
    assert session.heard(Sentence(1, 1, *made)) is None, "told twice"
    assert session.heard(Progress(1, 1, 2, 5.0, 1)) == Progress(1, 2, 3, 5.0, 1)
    assert session.died("") == [], "it went on since"
    (failed,) = session.died("boom")
    assert (failed.kind, "boom" in failed.problem) == (ProblemKind.CRASHED, True)
    assert session.heard(Finished(1)) is None
    assert not session


def test_a_session_remembers_the_priority():
    session = Session()
    session.sent(ask(1, "a", priority=FOLDER))
    session.sent(Prioritise(1, VISIBLE))
    assert session.open() == [ask(1, "a", priority=VISIBLE)]


@pytest.mark.parametrize(("text", "count"), [("a b  c", 3), ("日本 NATO", 3), ("", 0), ("ไทย", 3)])
def test_counts_words(text, count):
    assert count_words(text) == count
