"""Killed at any moment of an installation: what is there is whole, old or new."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest
from tests.fixtures.argos_packages import RECIPES, build_package, build_packages
from tests.fixtures.package_server import serving

from seedreader.translation.packages import content_sha256, find_packages, own_folder
from seedreader.translation.packages.records import read_record

MOMENTS = 16
RUN = "import sys; from seedreader.models_command import run_models; run_models(sys.argv[1:])"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_at_random_moments(tmp_path, data, monkeypatch):
    """Old and new version are installed in turn, from a server, over one another."""
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    old = build_packages(tmp_path / "old", ["uk"])["uk"]
    new = build_package(tmp_path / "new", RECIPES["uk-bpe"])
    chance = random.Random(20230503)
    with serving() as server:
        addresses = [
            server.put(f"/{number}", path.read_bytes()) for number, path in enumerate((old, new))
        ]

        def start(number):
            command = [sys.executable, "-c", RUN, "--data", data, "install", addresses[number % 2]]
            return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

        whole = set()
        longest = 0.0
        for number in range(2):
            started = time.monotonic()
            with start(number) as child:
                assert child.wait(60) == 0
            longest = max(longest, time.monotonic() - started)
            whole.add(_only(data))
        assert len(whole) == 2

        finished = torn = 0
        for number in range(MOMENTS):
            started = time.monotonic()
            with start(number) as child:
                try:
                    child.wait(chance.uniform(0.1, 1.0) * longest)
                    finished += 1
                    longest = time.monotonic() - started  # the machine may be less busy now
                except subprocess.TimeoutExpired:
                    child.send_signal(signal.SIGKILL)
            torn += any(own_folder(data).glob(".installing-*/*"))
            assert _seen(data) <= whole
        assert finished < MOMENTS / 2, "hardly any was killed"
        assert torn, "none was killed in the middle of it"

        with start(0) as child:
            assert child.wait(60) == 0
        _only(data)
    assert sorted(path.name for path in own_folder(data).iterdir() if path.is_dir()) == [
        "translate-uk_en-1_9"
    ]


def _seen(data):
    """Return the hashes of the installed packages, at least one, each as it was recorded."""
    found = find_packages([own_folder(data)])
    assert found.packages
    assert found.skipped == ()
    hashes = {content_sha256(package) for package in found.packages}
    assert hashes == {read_record(package.path).sha256 for package in found.packages}
    return hashes


def _only(data):
    (sha256,) = _seen(data)
    return sha256
