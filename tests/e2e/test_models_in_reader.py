"""From an article that nothing translates to a translated one, in a pseudo-terminal."""

from __future__ import annotations

import json
import re
import shutil
import threading

import pytest
from tests.fixtures.argos_packages import build_packages
from tests.fixtures.package_server import serving

LANGUAGES = ("uk", "zh", "it", "vi")
TRANSLATED = re.compile(r"(?<!\d)(\d+) of \1 translated")
PATIENCE = 60.0  # seconds; a machine may be busy with other tests


@pytest.fixture(scope="session")
def stick(tmp_path_factory):
    """A folder with package files."""
    folder = tmp_path_factory.mktemp("stick")
    build_packages(folder, LANGUAGES)
    return folder


@pytest.fixture
def articles(samples, tmp_path):
    """The sample articles without their reference translations."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in samples.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def server(stick):
    """A server with an index of the packages on the stick."""
    with serving() as served:
        entries = []
        for path in sorted(stick.iterdir()):
            served.put(f"/{path.name}", path.read_bytes())
            version = path.stem.rpartition("-")[2].replace("_", ".")
            entry = {"from_code": path.name[10:12], "to_code": "en", "package_version": version}
            entries.append(entry | {"links": [path.name], "size": path.stat().st_size})
        served.put("/index.json", json.dumps(entries).encode())
        yield served


def test_each_article_s_package_from_a_server(reader, articles, server, data):
    env = {"ARGOS_PACKAGE_INDEX": server.address}
    terminal = reader(articles, columns=120, rows=40, env=env)
    terminal.wait_for("Articles 5", PATIENCE)
    terminal.wait_for("Filter", PATIENCE)
    terminal.wait_for("the list was not fetched yet", PATIENCE)
    terminal.press("enter", "I")
    terminal.wait_for("Fetch the list of packages from 127.0.0.1?")
    assert server.requests == []
    terminal.press("enter")
    missing = set(LANGUAGES)
    for number in range(1, 6):
        terminal.wait_for(f"{number} of 5", PATIENCE)
        language = re.search(r"(\w+) → en · ", terminal.text())[1]
        if language in missing:
            missing.remove(language)
            if number > 1:
                terminal.wait_for(f"needs translate-{language}_en-", PATIENCE)
                terminal.press("I")
            terminal.wait_for(f"Install translate-{language}_en-", PATIENCE)
            terminal.press("enter")
        terminal.wait_for(TRANSLATED, PATIENCE)
        terminal.wait_for(lambda: "needs translate-" not in terminal.text())
        terminal.press("J")
    assert not missing
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert len(list((data / "packages").glob("translate-*"))) == len(LANGUAGES)


def test_all_packages_from_files(reader, articles, stick, data):
    terminal = reader(articles, columns=80, rows=24)
    terminal.wait_for("Articles 5", PATIENCE)
    terminal.wait_for("Filter", PATIENCE)
    terminal.press("enter")
    terminal.wait_for("needs translate-", PATIENCE)
    terminal.press("M")
    terminal.wait_for("Packages for offline translation")
    terminal.press("f")
    terminal.wait_for("Install path of a file")
    terminal.press(*str(stick), "enter")
    terminal.wait_for("4 packages installed", PATIENCE)
    terminal.wait_for("Installed 4")
    terminal.press("escape")
    for number in range(1, 6):
        terminal.wait_for(f"{number} of 5", PATIENCE)
        terminal.wait_for(TRANSLATED, PATIENCE)
        terminal.press("J")
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_quitting_while_a_package_is_fetched(reader, articles, server, data):
    """The reader ends at once and in order; the next time the download goes on."""
    (path,) = [path for path in server.resources if "zh" in path]
    server.resources[path].waits = threading.Event()
    env = {"ARGOS_PACKAGE_INDEX": server.address}
    terminal = reader(articles, columns=80, rows=24, env=env)
    terminal.wait_for("Articles 5", PATIENCE)
    terminal.wait_for("Filter", PATIENCE)
    terminal.press("enter")
    terminal.wait_for("the list was not fetched yet", PATIENCE)
    terminal.press("I")
    terminal.wait_for("Fetch the list")
    terminal.press("enter")
    terminal.wait_for("Install translate-zh_en-", PATIENCE)
    terminal.press("enter")
    terminal.wait_for("0 % of 48 kB", PATIENCE)
    terminal.press("q")
    assert terminal.exit_code() == 0
    server.resources[path].waits.set()
    terminal = reader(articles, columns=80, rows=24, env=env)
    terminal.wait_for("Filter", PATIENCE)
    terminal.press("enter")
    terminal.wait_for("needs translate-zh_en-", PATIENCE)
    terminal.press("I")
    terminal.wait_for("Install translate-zh_en-")
    terminal.press("enter")
    terminal.wait_for(TRANSLATED, PATIENCE)
    assert server.requests[-1].range == "bytes=1-"
