"""The process that finds entities: killed, flooded, and fed with rubbish."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import time

import pytest
from tests.benchmarks.corpus import write_articles

from seedreader.library import Library, Scope
from seedreader.library.entity_events import (
    EntitiesFinished,
    EntitiesFound,
    EntitiesInterrupted,
    EntityProblem,
    EntityProgress,
)
from seedreader.library.entity_process import command, decode_event
from seedreader.library.ingestion import ingest
from seedreader.library.process_memory import MIB, Room, resident
from seedreader.ui.entity_task import EntityTask

ARTICLES = 60


@pytest.fixture
def scope(tmp_path, data):
    write_articles(tmp_path / "many", ARTICLES)
    scope = Scope.of([tmp_path / "many"])
    library = Library(data)
    for _ in ingest(library, scope):
        pass
    library.close()
    return scope


@pytest.fixture
def start():
    """Start the process; whatever still runs is ended with the test."""
    processes = []

    def start(data, scope, **how):
        process = subprocess.Popen(
            command(data, scope, target_language="en", **how),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        end(process)


def events_of(process):
    for line in process.stdout:
        event = decode_event(line)
        yield event
        if isinstance(event, EntitiesFinished | EntitiesInterrupted):
            return


def end(process):
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def known(data):
    connection = sqlite3.connect(data / "library.sqlite3")
    try:
        linked = "SELECT count(DISTINCT article) FROM entity_mentions"
        return tuple(
            connection.execute(sql).fetchone()[0]
            for sql in ("SELECT count(*) FROM entity_articles", linked)
        )
    finally:
        connection.close()


def test_a_kill_loses_no_article_that_was_finished(start, data, scope):
    process = start(data, scope)
    for event in events_of(process):
        if isinstance(event, EntitiesFound):
            break
    end(process)
    articles, with_mentions = known(data)
    assert 0 < articles <= ARTICLES
    assert articles == with_mentions
    process = start(data, scope)
    *_, finished = events_of(process)
    end(process)
    assert finished.articles == ARTICLES - articles
    assert known(data) == (ARTICLES, ARTICLES)
    connection = sqlite3.connect(data / "library.sqlite3")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_it_ends_when_nobody_listens_any_more(start, data, scope):
    process = start(data, scope)
    process.stdin.close()
    assert process.wait(timeout=60) == 0


def test_what_is_no_key_is_ignored_and_what_is_gone_does_no_harm(start, data, scope):
    process = start(data, scope)
    process.stdin.write(b"\xff\n-1\nnonsense\n99999999\n" + b"9" * 50 + b"\n")
    process.stdin.flush()
    *_, finished = events_of(process)
    assert finished.articles >= ARTICLES
    process.stdin.write(b"1\n")
    process.stdin.flush()
    deadline = time.monotonic() + 60
    for line in process.stdout:
        assert time.monotonic() < deadline
        if json.loads(line).get("articles") == [1]:
            break
    assert process.poll() is None
    end(process)


def test_two_processes_at_once_agree(start, data, scope):
    processes = [start(data, scope), start(data, scope)]
    for process in processes:
        *_, finished = events_of(process)
        assert isinstance(finished, EntitiesFinished)
    for process in processes:
        end(process)
    assert known(data) == (ARTICLES, ARTICLES)
    connection = sqlite3.connect(data / "library.sqlite3")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    unlinked = connection.execute(
        "SELECT count(*) FROM entity_mentions m WHERE NOT EXISTS "
        "(SELECT 1 FROM entity_links l WHERE l.article = m.article AND l.key = m.key)"
    ).fetchone()
    connection.close()
    assert unlinked == (0,)


NO_ROOM = Room(0, 0)
tells_its_memory = pytest.mark.skipif(resident() is None, reason="the system tells no memory")


@tells_its_memory
def test_it_ends_by_itself_when_it_has_grown_large(start, data, scope):
    process = start(data, scope, room=NO_ROOM)
    *_, interrupted = events_of(process)
    assert isinstance(interrupted, EntitiesInterrupted)
    assert interrupted.articles == 1
    assert process.wait(timeout=60) == 0
    assert known(data) == (1, 1)
    process = start(data, scope)
    *_, finished = events_of(process)
    assert finished.articles == ARTICLES - 1
    assert known(data) == (ARTICLES, ARTICLES)


@tells_its_memory
def test_it_ends_when_it_has_grown_large_by_single_articles(start, data, scope):
    for event in events_of(start(data, scope)):
        assert not isinstance(event, EntitiesInterrupted)
    process = start(data, scope, room=NO_ROOM)
    assert isinstance(*events_of(process), EntitiesFinished)
    process.stdin.write(b"1\n2\n")
    process.stdin.flush()
    assert process.wait(timeout=60) == 0


@tells_its_memory
async def test_another_process_goes_on_and_tells_one_story(tmp_path, data):
    write_articles(tmp_path / "few", 4)
    scope = Scope.of([tmp_path / "few"])
    (tmp_path / "few" / "entities.tsv").write_text("id\tno such type\tname\n", "utf-8")
    library = Library(data)
    for _ in ingest(library, scope):
        pass
    keys = library.keys(scope)
    library.close()
    task = EntityTask(data, scope, target_language="en", room=NO_ROOM)
    events = []
    async for event in task.find():
        if not events:
            task.ask_first(keys[-1])
        events.append(event)
    await task.close()
    assert [type(event) for event in events].count(EntityProblem) == 1
    found = [key for event in events if isinstance(event, EntitiesFound) for key in event.articles]
    assert set(found) == set(keys)
    # It was asked for while the first process did its only article, so a later one does it first.
    assert keys[-1] in found[:2]
    progress = [(e.done, e.total) for e in events if isinstance(e, EntityProgress)]
    assert progress == sorted(progress)
    assert {total for _, total in progress} == {4}
    assert events[-1] == EntitiesFinished(4, events[-1].seconds)
    assert known(data) == (4, 4)


def test_room_is_what_is_free_or_what_loading_took_and_some_more():
    room = Room(200 * MIB, 100 * MIB)
    assert not room.is_used_up(50 * MIB, 199 * MIB)
    assert room.is_used_up(50 * MIB, 200 * MIB)
    assert not room.is_used_up(150 * MIB, 249 * MIB)
    assert room.is_used_up(150 * MIB, 250 * MIB)
    assert not room.is_used_up(None, None)


@tells_its_memory
def test_memory_that_is_taken_is_told():
    before = resident()
    held = bytearray(b"x" * (64 * MIB))
    assert resident() - before > 32 * MIB
    del held
