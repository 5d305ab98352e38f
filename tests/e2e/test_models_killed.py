"""Killed at any moment of an installation: what is there is whole, old or new."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from tests.fixtures.argos_packages import RECIPES, build_package, build_packages
from tests.fixtures.package_server import serving

from seedreader.translation.packages import content_sha256, find_packages, own_folder
from seedreader.translation.packages.records import read_record

MOMENTS = int(os.environ.get("SEEDREADER_KILLS", "24")) // 2
"""In each of two folders, at the same time; some hundred find what is rare."""

KILLER = """
'''Installs two versions over one another, again and again, and kills itself at random moments.

Each installation is in a process of its own, forked when all is imported. One half is killed after
a random time, the other before a random one of the steps in which it changes files: of these there
are few, but they are those that matter.
'''
import json, os, random, signal, sys, time
from pathlib import Path
from seedreader.translation.packages.install import install
from seedreader.translation.packages.sources import resolve

data, moments, seed, *addresses = sys.argv[1:]
chance = random.Random(seed)
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
steps = 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def count(event, arguments):
    global steps
    if event in CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
        steps += 1
        if steps == until:
            die()

until = 0
sys.addaudithook(count)

def run(number):
    (source,) = resolve(addresses[number % 2], Path(data))
    install(source, Path(data))

def forked(number, seconds, step):
    global steps, until
    child = os.fork()
    if child:
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)  # it has not been waited for: nobody else has its number
        return os.waitpid(child, 0)[1]
    steps, until = 0, step
    try:
        run(number)
    finally:
        os.write(told, str(steps).encode().ljust(8))
        os._exit(0)

heard, told = os.pipe()
began = time.monotonic()
assert forked(0, None, 0) == 0
longest = time.monotonic() - began
most = int(os.read(heard, 8))
for number in range(1, int(moments) + 1):
    by_time = number % 2
    status = forked(
        chance.randrange(2),
        chance.uniform(0, longest) if by_time else None,
        0 if by_time else chance.randint(1, most),
    )
    killed = os.WIFSIGNALED(status)
    if not killed:
        assert status == 0
        os.read(heard, 8)
    print(json.dumps({"by_time": bool(by_time), "killed": killed}), flush=True)
    sys.stdin.readline()  # until the test has looked
assert forked(0, None, 0) == 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_at_random_moments(tmp_path, monkeypatch):
    """Old and new version are installed from a server over one another."""
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    files = [
        build_packages(tmp_path / "old", ["uk"])["uk"],
        build_package(tmp_path / "new", RECIPES["uk-bpe"]),
    ]
    with serving() as server:
        addresses = [server.put(f"/{n}", path.read_bytes()) for n, path in enumerate(files)]
        with ThreadPoolExecutor(2) as pool:
            folders = [tmp_path / "data0", tmp_path / "data1"]
            outcomes = list(pool.map(partial(_run, addresses), folders, (0, 1)))
    if MOMENTS >= 100:  # of few, all may be killed
        assert any(seen == 2 for seen, _, _ in outcomes), "never was the other version installed"
    for _, torn, killed in outcomes:
        assert torn > MOMENTS / 10, "hardly any was killed in the middle of it"
        assert killed > MOMENTS / 2, "hardly any was killed"


def _run(addresses, data, number):
    """Have installations into a folder killed, and look at the folder after each.

    Returns:
        How many versions were seen, how often one was torn, and how often one was killed.
    """
    command = [sys.executable, "-c", KILLER, data, str(MOMENTS), str(number), *addresses]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        seen, torn, killed = set(), 0, 0
        try:
            for line in child.stdout:
                killed += json.loads(line)["killed"]
                torn += any(own_folder(data).glob(".[ir]*/*"))
                seen |= _seen(data)
                child.stdin.write(b"\n")
                child.stdin.flush()
            assert child.wait(60) == 0, child.stderr.read().decode()
        finally:
            child.kill()
    assert len(_seen(data)) == 1
    folders = [path.name for path in own_folder(data).iterdir() if path.is_dir()]
    assert folders == ["translate-uk_en-1_9"]
    return len(seen), torn, killed


def _seen(data):
    """Return the hashes of the installed packages, at least one, each as it was recorded."""
    found = find_packages([own_folder(data)])
    assert found.packages
    assert found.skipped == ()
    hashes = {content_sha256(package) for package in found.packages}
    assert hashes == {read_record(package.path).sha256 for package in found.packages}
    return hashes
