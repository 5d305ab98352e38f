"""What all tests share: a home of their own, and no network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.no_network import sitecustomize as no_network

# The first example of a run compiles patterns and loads tables: no deadline can be meant. The same
# examples are tried in every run, so that a failure is of the change that was made.
settings.register_profile("seedreader", deadline=None, derandomize=True)
settings.load_profile("seedreader")

_FOREIGN = (
    "ARGOS_PACKAGES_DIR",
    "ARGOS_PACKAGE_INDEX",
    "ARGOS_TRANSLATE_PACKAGE_DIR",
    "COLORTERM",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",  # each program that a test starts would compile everything
    "SNAP",
    "TEXTUAL",
    "TMUX",
)
"""Variables of the user's own environment that would change what a test sees."""

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """Keep the user's own library, settings and packages out of every test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("SEEDREADER_DATA", str(home / "library"))
    monkeypatch.setenv("SEEDREADER_CONFIG", str(home / "config.toml"))
    for name in (*_FOREIGN, *(f"{kind}_proxy" for kind in ("http", "https", "all", "no"))):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _network_is_closed(tmp_path, monkeypatch):
    """Fail a test in which it, or a program that it started, tried to use the network."""
    attempts = tmp_path / "network-attempts"
    monkeypatch.setenv(no_network.REPORT_VARIABLE, str(attempts))
    guards = [str(Path(no_network.__file__).parent), str(ROOT / "tui")]
    inherited = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(guards + ([inherited] if inherited else [])))
    yield
    if attempts.exists():
        pytest.fail(f"the network was used: {attempts.read_text('utf-8')}")


@pytest.fixture
def data(tmp_path) -> Path:
    """A folder for a library of its own."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample articles."""
    return ROOT / "seeds"


no_network.install()
