"""The worker as a process: what it tells, how it is stopped, and how it dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fixtures.argos_packages import (
    RECIPES,
    build_package,
    build_packages,
    install_unpacked,
)

from seedreader.translation import flags
from seedreader.translation.argos.provenance import expected_provenance
from seedreader.translation.engine import ProblemKind
from seedreader.translation.worker.blocking import translate
from seedreader.translation.worker.client import TranslationClient
from seedreader.translation.worker.protocol import (
    Failed,
    Finished,
    Priority,
    Progress,
    Sentence,
    Translate,
    decode_event,
    encode,
)
from seedreader.translation.worker.session import WorkerCommand

PATIENCE = 60.0  # seconds
KILLS = int(os.environ.get("SEEDREADER_KILLS", "3"))
"""Random moments at which the worker is killed; some hundred find what is rare."""


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    """A library's folder with packages."""
    data = tmp_path_factory.mktemp("library")
    for path in build_packages(data / "files", ("uk", "zh", "en-de")).values():
        install_unpacked(path, data / "packages")
    return data


@pytest.fixture
def worker(library) -> WorkerCommand:
    return WorkerCommand(library, threads=2)


def numbered(count: int) -> list[str]:
    return [f"Китай {number}" for number in range(count)]


async def texts(request) -> dict[int, str]:
    found = {}
    async with asyncio.timeout(PATIENCE):
        async for event in request:
            if isinstance(event, Sentence):
                assert event.index not in found, "told twice"
                found[event.index] = event.translated.text
            elif isinstance(event, Failed):
                pytest.fail(str(event))
    return found


async def test_translates(worker):
    async with TranslationClient(worker) as client:
        direct = client.request(["Китай і НАТО", " Китай", "Китай і НАТО"], "uk", "en")
        pivoted = client.request(["офіс з безпека"], "uk", "de")
        assert await texts(direct) == {0: "China and NATO", 1: " China", 2: "China and NATO"}
        assert await texts(pivoted) == {0: "Büro mit Sicherheit"}
        assert await texts(client.request([], "uk", "en")) == {}


async def test_tells_what_looks_wrong_and_what_made_it(worker, library):
    async with TranslationClient(worker) as client:
        sentences = ["Китай і НАТО", "НАТО 17 офіс"]
        events = [event async for event in client.request(sentences, "uk", "en")]
        pivoted = [event async for event in client.request(["офіс 5"], "uk", "de")]
    made = {event.index: event for event in events if isinstance(event, Sentence)}
    assert made[0].flags == ()
    expected = expected_provenance(library, "uk", "en")
    assert [event.provenance for event in made.values()] == [expected, expected]
    assert pivoted[0].provenance == expected_provenance(library, "uk", "de")
    for event in made.values():
        sentence = sentences[event.index]
        assert event.flags == flags.check(sentence, event.translated.text, "uk", "en")


async def test_flags_reach_who_asked(tmp_path):
    glossary = {"la": "the", "casa": "house▁1987"}
    path = build_package(tmp_path, RECIPES["it"], glossary=glossary)
    install_unpacked(path, tmp_path / "data" / "packages")
    async with TranslationClient(WorkerCommand(tmp_path / "data")) as client:
        events = [event async for event in client.request(["la casa"], "it", "en")]
    assert [flag.name for flag in events[0].flags] == ["numbers"]
    assert "1987" in events[0].flags[0].reason


async def test_tells_progress_and_alignment(worker):
    async with TranslationClient(worker) as client:
        events = [event async for event in client.request(numbered(600), "uk", "en")]
    assert events[-1] == Finished(1)
    progress = [event for event in events if isinstance(event, Progress)]
    assert [event.done for event in progress] == sorted(event.done for event in progress)
    assert (progress[-1].done, progress[-1].total, progress[-1].waiting) == (600, 600, 0)
    assert progress[-1].words_per_second > 0
    first = next(event for event in events if isinstance(event, Sentence)).translated
    assert (first.alignment[0].source_start, first.alignment[0].target_start) == (0, 0)
    assert first.score is not None


async def test_what_is_visible_comes_before_what_was_asked_for_earlier(worker):
    async with TranslationClient(worker) as client:
        folder = client.request(numbered(2000), "uk", "en", priority=Priority.FOLDER)
        events = aiter(folder)
        while not isinstance(await anext(events), Sentence):
            pass
        visible = client.request(["НАТО"], "uk", "en", priority=Priority.VISIBLE)
        assert await texts(visible) == {0: "NATO"}
        left = 0
        async for event in events:
            left += isinstance(event, Sentence)
        assert left > 500, "the folder was done before"


async def test_a_request_changes_its_place(worker):
    async with TranslationClient(worker) as client:
        client.request(numbered(3000), "uk", "en", priority=Priority.NEIGHBOUR)
        late = client.request(["НАТО"], "uk", "en", priority=Priority.FOLDER)
        late.prioritise(Priority.VISIBLE)
        assert await texts(late) == {0: "NATO"}
        assert client._requests, "the first request was done before"


async def test_cancels_at_once_and_goes_on_with_others(worker):
    async with TranslationClient(worker) as client:
        folder = client.request(numbered(3000), "uk", "en", priority=Priority.FOLDER)
        events = aiter(folder)
        while not isinstance(await anext(events), Sentence):
            pass
        folder.cancel()
        late = [event async for event in events]
        assert late[-1] == Finished(1, cancelled=True)
        assert len(late) < 1000, "what was on its way, not most of the 3000"
        assert await texts(client.request(["НАТО"], "uk", "en")) == {0: "NATO"}
        folder.cancel()


async def test_a_failure_ends_its_request_only(library, worker):
    broken = install_unpacked(build_packages(library / "more", ["it"])["it"], library / "packages")
    (broken / "model" / "model.bin").write_bytes(b"rubbish")
    async with TranslationClient(worker) as client:
        process = None
        for source, kind in (
            ("it", ProblemKind.BROKEN_PACKAGE),
            ("fr", ProblemKind.MISSING_PACKAGE),
        ):
            (failed,) = [event async for event in client.request(["la"], source, "en")]
            assert (type(failed), failed.kind) == (Failed, kind)
            assert failed.advice
            process = process or client.process_id
        assert await texts(client.request(["НАТО"], "uk", "en")) == {0: "NATO"}
        assert client.process_id == process


async def test_a_dead_worker_is_replaced_and_nothing_is_told_twice(worker):
    chance = random.Random(5)
    async with TranslationClient(worker) as client:
        total = 700 * (KILLS + 1)
        request = client.request(numbered(total), "uk", "en")
        found: dict[int, str] = {}
        next_kill = 0
        kills = 0
        async with asyncio.timeout(PATIENCE * (KILLS + 1)):
            async for event in request:
                if isinstance(event, Sentence):
                    assert event.index not in found
                    found[event.index] = event.translated.text
                    if len(found) > next_kill and kills < KILLS and client.process_id:
                        kills += 1
                        next_kill = len(found) + chance.randrange(300, 700)
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(client.process_id, signal.SIGKILL)
        assert kills == KILLS
        assert found == {number: f"China {number}" for number in range(total)}


async def test_gives_up_what_kills_the_worker_twice(tmp_path, monkeypatch):
    package = tmp_path / "argostranslate"
    package.mkdir()
    (package / "__init__.py").write_text("import os; os.write(2, b'it broke'); os._exit(9)")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}")
    install_unpacked(build_packages(tmp_path, ["uk"])["uk"], tmp_path / "data" / "packages")
    worker = WorkerCommand(tmp_path / "data")
    async with TranslationClient(worker) as client:
        for _ in range(2):
            (failed,) = [event async for event in client.request(["НАТО"], "uk", "en")]
            assert (failed.kind, "it broke" in failed.problem) == (ProblemKind.CRASHED, True)
    (failed,) = translate(worker, [Translate(1, ("НАТО",), "uk", "en")])
    assert failed.kind is ProblemKind.CRASHED


async def test_says_what_is_wrong_with_the_address_of_a_server(tmp_path):
    worker = WorkerCommand(tmp_path, engine="libretranslate", server="example.org")
    async with TranslationClient(worker) as client:
        (failed,) = [event async for event in client.request(["la"], "it", "en")]
    assert "'example.org' is not the address of a server" in failed.problem


async def test_closing_ends_the_worker_and_the_requests(worker):
    client = TranslationClient(worker)
    request = client.request(numbered(3000), "uk", "en")
    events = aiter(request)
    while not isinstance(await anext(events), Sentence):
        pass
    process = client.process_id
    await client.close()
    assert [event async for event in events][-1] == Finished(1, cancelled=True)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_without_an_event_loop(worker):
    requests = (Translate(number, (f"НАТО {number}",), "uk", "en") for number in range(1, 30))
    events = list(translate(worker, requests))
    made = {e.request: e.translated.text for e in events if isinstance(e, Sentence)}
    assert made == {number: f"NATO {number}" for number in range(1, 30)}
    assert sum(isinstance(event, Finished) for event in events) == 29


def started(worker: WorkerCommand, **options) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        worker.arguments(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options
    )


def test_ends_when_its_input_closes_whatever_it_does(worker):
    with started(worker) as process:
        command = Translate(1, tuple(numbered(5000)), "uk", "en", Priority.FOLDER)
        process.stdin.write(encode(command))
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdin.close()
        # Nobody reads what it tells: it must end all the same.
        assert process.wait(PATIENCE) == 0


def test_goes_on_after_nonsense(worker):
    with started(worker, stderr=subprocess.DEVNULL) as process:
        process.stdin.write(b"nonsense\n\xff\n{}\n" + encode(Translate(3, ("НАТО",), "uk", "en")))
        process.stdin.flush()
        assert decode_event(process.stdout.readline()).translated.text == "NATO"
        process.stdin.close()


def test_opens_no_socket(worker, tmp_path, monkeypatch):
    """An audit hook (PEP 578) sees every socket that Python code makes, even an unused one."""
    report = tmp_path / "sockets"
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event == 'socket.__new__':\n"
        f"        open({str(report)!r}, 'a').write(repr(arguments))\n"
        "sys.addaudithook(watch)\n"
        f"open({str(report)!r}, 'a').write('watching;')\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'hook'}{os.pathsep}{os.environ['PYTHONPATH']}")
    made = [
        event.translated.text
        for event in translate(worker, [Translate(1, ("НАТО",), "uk", "en")])
        if isinstance(event, Sentence)
    ]
    assert made == ["NATO"]
    assert report.read_text() == "watching;"


def test_only_the_worker_imports_what_is_heavy():
    script = (
        "import sys; from seedreader.translation.worker import blocking, client;"
        "from seedreader.translation import flags;"
        "print([name for name in ('ctranslate2', 'numpy', 'sentencepiece', 'argostranslate',"
        " 'textual') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
