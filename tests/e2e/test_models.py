"""`seedreader models` as users run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading

import pytest
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.fixtures.package_server import serving

RUN = "import sys; from seedreader.models_command import run_models; sys.exit(run_models({}))"
COMMAND = [sys.executable, "-c", RUN.format("sys.argv[1:]")]
LIMITED = (
    "import resource, sys\n"
    "limit = int(sys.argv.pop(1))\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
) + RUN.format("sys.argv[1:]")
UK, IT = "translate-uk_en-1_9", "translate-it_en-1_0"


@pytest.fixture(scope="session")
def stick(tmp_path_factory):
    """A folder with package files."""
    folder = tmp_path_factory.mktemp("stick")
    build_packages(folder, ["uk", "it"])
    return folder


@pytest.fixture
def models(data):
    """Run the command and return what it did."""

    def run(*words, code=0, limit=None):
        command = COMMAND if limit is None else [sys.executable, "-c", LIMITED, str(limit)]
        done = subprocess.run(
            [*command, "--data", str(data), *map(str, words)],
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == code, done.stderr
        return done

    return run


@pytest.fixture
def server(stick, monkeypatch):
    """A server with an index of the packages on the stick."""
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as served:
        entries = []
        for path in sorted(stick.iterdir()):
            served.put(f"/{path.name}", path.read_bytes())
            source = path.name[10:12]
            entry = {"from_code": source, "from_name": "\x1b[31mSource", "to_code": "en"}
            version = path.stem[-3:].replace("_", ".")
            entry |= {"package_version": version, "links": [path.name], "licence": "CC0 1.0"}
            entries.append(entry)
        served.put("/index.json", json.dumps(entries).encode())
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", served.address)
        yield served


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_from_a_stick_to_the_end(models, stick, data):
    assert "no translation packages" in models("list").stderr
    installed = lines(models("install", stick, "--json"))
    assert [one["name"] for one in installed] == [IT, UK]
    assert installed[1]["licence"] == "CC0 1.0"
    assert installed[1]["trust"] == "first use"
    assert installed[1]["origin"] == str(stick / f"{UK}.argosmodel")
    listed = lines(models("list", "--json"))
    assert listed == [{key: one[key] for key in listed[0]} for one in installed]
    assert all(one["own"] and len(one["sha256"]) == 64 for one in listed)
    shown = models("list").stdout
    assert f"{UK}  Ukrainian → English  1.4 MB  CC0 1.0  {listed[1]['date']}\n" in shown
    assert [one["state"] for one in lines(models("verify", "--json"))] == ["ok", "ok"]
    (data / "packages" / UK / "model/model.bin").write_bytes(b"x")
    verified = models("verify", "uk_en", code=1)
    assert "have changed since it was installed" in verified.stdout
    assert models("remove", "uk-en").stdout == f"{UK}  removed\n"
    assert [one["name"] for one in lines(models("list", "--json"))] == [IT]


def test_from_an_index(models, server):
    (italian, ukrainian) = lines(models("available", "--json"))
    assert (ukrainian["name"], ukrainian["installed"]) == (UK, False)
    assert ukrainian["source_name"] == "[31mSource"
    assert italian["links"] == [server.url(f"/{IT}.argosmodel")]
    done = models("install", "uk")
    assert f"{UK}, CC0 1.0, from {server.url(f'/{UK}.argosmodel')}" in done.stderr
    assert "installed, trusted on first use" in done.stdout
    assert "was installed already" in models("install", "uk").stdout
    assert f"{UK}  [31mSource → en  size unknown  CC0 1.0  installed" in models("available").stdout
    server.resources.clear()
    offline = models("available", code=1)
    assert "404" in offline.stderr
    assert "this is the copy of" in offline.stderr
    assert UK in offline.stdout


def test_what_fails_is_named_and_the_rest_is_done(models, stick, tmp_path):
    bad = tmp_path / "bad\n\x1b[31m.argosmodel"
    bad.write_text("no package")
    done = models("install", bad, stick / f"{UK}.argosmodel", code=1)
    assert r"bad [31m.argosmodel: is damaged" in done.stderr
    assert "\x1b" not in done.stderr
    assert UK in done.stdout
    assert "another program" not in models("remove", "it_en", code=1).stderr


@pytest.mark.parametrize(
    "words", [[], ["install"], ["remove"], ["sell"], ["list", "x"], ["list", "--what"]]
)
def test_wrong_usage(models, words):
    assert "usage: seedreader models" in models(*words, code=2).stderr


def test_another_program_s_package_is_left(models, stick, tmp_path, monkeypatch):
    path = install_unpacked(stick / f"{UK}.argosmodel", tmp_path / "theirs")
    shutil.copytree(path, path.parent / "broken")
    (path.parent / "broken/metadata.json").unlink()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(path.parent))
    listed = models("list", "--json")
    assert [one["own"] for one in lines(listed)] == [False]
    assert "broken: has no metadata.json; it is left out" in listed.stderr
    assert f"another program installed it; delete {path}" in models("remove", UK, code=1).stderr
    assert "another program installed it" in models("verify", UK).stdout
    assert "no such package" in models("verify", "xx_en", code=1).stderr


def test_only_what_asks_for_the_network_opens_a_socket(stick, data):
    watch = (
        "import sys\ndef watch(event, _):\n"
        "    if event.startswith('socket.'): print(event, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
    )
    for words in (
        ["install", str(stick / f"{UK}.argosmodel")],
        ["list"],
        ["verify"],
        ["remove", UK],
    ):
        done = subprocess.run(
            [sys.executable, "-c", watch + RUN.format("sys.argv[1:]"), "--data", data, *words],
            capture_output=True,
            check=True,
            text=True,
        )
        assert "socket." not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_a_bar_on_a_terminal(server, data):
    done, path = [], f"/{UK}.argosmodel"
    server.resources[path].waits = threading.Event()
    controller, terminal = os.openpty()
    child = subprocess.Popen(
        [*COMMAND, "--data", data, "install", "uk"], stdout=subprocess.PIPE, stderr=terminal
    )
    os.close(terminal)
    with child, os.fdopen(controller, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(4096):
                done.append(piece)
                if b"[....." in b"".join(done):
                    server.resources[path].waits.set()
        except OSError:
            pass  # Linux says so where others say that it has ended
        assert child.wait(60) == 0
    shown = b"".join(done).decode()
    assert f"\r{UK}  [{'#' * 24}] 100 %  55 kB" in shown
    assert shown.endswith(" \r")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of resources are of POSIX")
def test_a_full_disk_is_told_and_harms_nothing(models, server, stick, data):
    """The system refuses to write more than 300 kB into a file, as a full disk would."""
    install_unpacked(stick / f"{IT}.argosmodel", data / "packages")
    for name in (stick / f"{IT}.argosmodel", "uk"):
        told = models("install", name, code=1, limit=300_000).stderr
        assert "the disk is full; make room" in told
    visible = [path.name for path in (data / "packages").glob("[!.]*")]
    assert visible == [IT]
    assert "another program installed it" in models("verify").stdout
    models("install", "uk")
    size = (stick / f"{UK}.argosmodel").stat().st_size
    assert server.requests[-1].range == f"bytes={size}-", "it was fetched already"


def test_a_folder_that_cannot_be_written_is_told(models, stick, data):
    data.parent.mkdir(exist_ok=True)
    data.write_text("a file in its place")
    assert str(data) in models("install", stick / f"{UK}.argosmodel", code=1).stderr
    models("list")
