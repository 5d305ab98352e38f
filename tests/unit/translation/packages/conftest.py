"""Packages, built once, and a server."""

from __future__ import annotations

import pytest
from tests.fixtures.argos_packages import build_packages, install_unpacked
from tests.fixtures.package_server import serving

from seedreader.translation.packages.limits import Limits


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Package files by their name in `RECIPES`."""
    folder = tmp_path_factory.mktemp("packages")
    names = ("uk", "zh", "it", "vi", "en-de", "uk-bpe", "uk-prefix", "it-old", "it-old-bpe")
    return {name: build_packages(folder / name, [name])[name] for name in names}


@pytest.fixture
def unpacked(files, tmp_path):
    """Unpack packages into a folder and return that of the last."""

    def unpack(*names: str, into: str = "usual"):
        for name in names:
            path = install_unpacked(files[name], tmp_path / into)
        return path

    return unpack


@pytest.fixture
def server(monkeypatch):
    """A server on loopback, reached without a proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as served:
        yield served


@pytest.fixture
def limits():
    """Limits that do not keep a test waiting."""
    return Limits(retry_delay=0, connect_timeout=60, read_timeout=60, disk_margin=0)
