"""What the process is asked and tells, and what it does with it."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation.packages import Cancelled
from seedreader.translation.packages.job_process import run
from seedreader.translation.packages.jobs import (
    Failed,
    FetchIndex,
    HasIndex,
    Install,
    Received,
    Remove,
    Started,
    Verify,
    WasInstalled,
    WasRemoved,
    WasVerified,
    command,
    decode_event,
    decode_job,
    encode,
    environment,
)
from seedreader.translation.packages.problems import never_cancelled
from seedreader.translation.packages.sources import Source

NAME = "translate-uk_en-1_9"


def done(job, data, is_cancelled=never_cancelled):
    """Do a job here and return what was told, the first and last of what was received."""
    events = []
    run(job, data, events.append, is_cancelled)
    received = [event for event in events if isinstance(event, Received)]
    return [e for e in events if e not in received or e in (received[0], received[-1])]


@pytest.mark.parametrize(
    "message",
    [
        Install((Source("a", ("https://b", "c"), "d", ("uk", "en"), 1, "e", "published", "f"),)),
        Install(words="Файл\udcff", target="de", again=True),
        FetchIndex(),
        Remove(("a", "b")),
        Verify(("/\udcff",)),
    ],
)
def test_jobs_come_back(message):
    assert decode_job(encode(message)) == message
    assert encode(message).isascii()


@pytest.mark.parametrize(
    "message",
    [
        Started("a", 1, None, "b"),
        Received(1, None),
        WasInstalled("a", was_there=True, trust="index", replaced=("b",), notes=()),
        WasRemoved("a"),
        WasVerified("a", "/\udcff", "ok", ""),
        HasIndex(3),
        Failed("a", "b", "\n"),
    ],
)
def test_events_come_back(message):
    assert decode_event(encode(message)) == message


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_other_lines_are_refused(line):
    for decode in (decode_job, decode_event):
        with pytest.raises(ValueError):  # noqa: PT011 - JSON's own error as well
            decode(line)
    for values in ({"is": "Started", "what": line}, {"is": [line]}, {"is": "Install"}):
        for decode in (decode_job, decode_event):
            with pytest.raises(ValueError, match="not a"):
                decode(json.dumps(values))


def test_installs_checks_and_removes(files, data):
    started, installed = done(Install(words=str(files["uk"])), data)
    assert (started.name, started.origin) == (files["uk"].name, str(files["uk"]))
    assert (installed.name, installed.was_there, installed.trust) == (NAME, False, "first use")
    started, verified = done(Verify(), data)
    assert (verified.name, verified.state) == (NAME, "ok")
    assert done(Verify(("/elsewhere",)), data) == []
    (data / "packages" / NAME / "model/model.bin").write_bytes(b"x")
    assert done(Verify((verified.path,)), data)[-1].state == "changed"
    assert done(Remove((NAME, "xx_en")), data)[0] == WasRemoved(NAME)
    assert isinstance(done(Remove((NAME,)), data)[0], Failed)


def test_from_the_index_and_its_server(files, data, server, monkeypatch):
    content = files["uk"].read_bytes()
    entry = {"from_code": "uk", "to_code": "en", "package_version": "1.9", "links": ["uk"]}
    server.put("/uk", content)
    server.put("/index.json", json.dumps([entry]).encode())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    assert done(FetchIndex(), data)[1:] == [HasIndex(1)]
    events = done(Install(words="uk"), data)
    assert isinstance(events[0], Started)
    assert events[-2] == Received(len(content), len(content))
    assert isinstance(events[-1], WasInstalled)
    assert done(Install(words="uk"), data)[-1].was_there


def test_failures_are_told_and_the_rest_is_done(files, data, server, monkeypatch, tmp_path):
    bad = tmp_path / "bad\x1b[31m.argosmodel"
    bad.write_text("no package")
    sources = tuple(Source("\x1b[1mx", (str(path),)) for path in (bad, files["uk"]))
    events = done(Install(sources), data)
    assert [type(event) for event in events] == [Started, Failed, Started, WasInstalled]
    assert events[1].subject.isprintable()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    assert "404" in done(FetchIndex(), data)[-1].problem
    assert isinstance(done(Install(words="/nowhere.argosmodel"), data)[0], Failed)


def test_cancelled(files, data):
    with pytest.raises(Cancelled):
        done(Install(words=str(files["uk"])), data, lambda: True)
    assert not list((data / "packages").glob("[!.]*"))


def test_the_process_ends_with_its_input(files, data):
    """It reads one job, tells of it, and is over; what reads nothing any more ends it too."""
    with subprocess.Popen(
        command(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        process.stdin.write(f"{encode(Install(words=str(files['uk'])))}\n".encode())
        process.stdin.flush()
        events = [decode_event(line) for line in process.stdout]
        assert process.wait(30) == 0
    assert [type(event).__name__ for event in events] == ["Started", "WasInstalled", "Finished"]
    with subprocess.Popen(
        command(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        process.stdin.write(f"{encode(Verify())}\n".encode())
        process.stdin.flush()
        assert isinstance(decode_event(process.stdout.readline()), Started)
        process.stdin.close()
        assert process.wait(30) == 1
