"""The application, run without a terminal on a folder of its own."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fixtures.argos_packages import build_packages, install_unpacked
from textual.worker import WorkerCancelled

from seedreader.library import Library, Scope
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings

STORY = """\
Президент відвідав Токіо

Він зустрівся з прем'єр-міністром Японії. Вони говорили про безпеку.

Після зустрічі відбулася пресконференція. Журналісти поставили багато запитань.
"""

STORY_IN_ITALIAN = """\
Il presidente visita Tokyo

Ha incontrato il primo ministro del Giappone. Hanno parlato di sicurezza.
"""

MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="test" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="uk" datatype="plaintext"/><body>
<tu><tuv xml:lang="uk"><seg>Президент відвідав Токіо</seg></tuv>
<tuv xml:lang="en"><seg>The president has visited Tokyo</seg></tuv></tu>
<tu><tuv xml:lang="uk"><seg>Він зустрівся з прем'єр-міністром Японії.</seg></tuv>
<tuv xml:lang="en"><seg>He met the prime minister of Japan.</seg></tuv></tu>
<tu><tuv xml:lang="uk"><seg>Вони говорили про безпеку.</seg></tuv>
<tuv xml:lang="en"><seg>They spoke about security.</seg></tuv></tu>
<tu><tuv xml:lang="uk"><seg>Після зустрічі відбулася пресконференція.</seg></tuv>
<tuv xml:lang="en"><seg>A press conference followed the meeting.</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two articles, one of them translated but for its last sentence."""
    stories = tmp_path / "stories"
    stories.mkdir()
    (stories / "1.txt").write_text(STORY, "utf-8")
    (stories / "2.txt").write_text(STORY_IN_ITALIAN, "utf-8")
    (stories / "memory.tmx").write_text(MEMORY, "utf-8")
    return stories


@pytest.fixture
def run_reader(folder, data):
    """Run the reader until it has read the files; gives the pilot. Names are found if asked for."""

    @contextlib.asynccontextmanager
    async def run(size=(120, 40), paths=None, settings=None, *, names=False):
        chosen = replace(settings or Settings(), names=names)
        app = SeedreaderApp(Library(data), Scope.of(paths or [folder]), chosen, [])
        async with app.run_test(size=size) as pilot:
            await settle(pilot, names=names)
            yield pilot

    return run


async def settle(pilot, *, names=True) -> None:
    """Wait until nothing goes on in the background and all of it is on the screen.

    Articles are indexed some time; see `indexed` in `test_searching`.

    Args:
        pilot: of the application.
        names: whether to wait until names are found too.
    """
    await keys_taken(pilot)
    while working := [
        worker
        for worker in pilot.app.workers
        if not worker.is_finished
        and worker.group != "index"
        and (names or worker.group != "entities")
    ]:
        with contextlib.suppress(WorkerCancelled):  # something else took its place
            await pilot.app.workers.wait_for_complete(working)
        await keys_taken(pilot)
    await pilot.pause()


async def keys_taken(pilot) -> None:
    """Wait until all keys have come to what they mean."""
    await pilot.pause()
    while pilot.app.is_taking_keys:
        await pilot.pause(0.02)


def lines_of(pilot) -> list[str]:
    """Return the screen as lines of text."""
    compositor = pilot.app.screen._compositor
    return [
        "".join(segment.text for segment in strip).rstrip() for strip in compositor.render_strips()
    ]


@pytest.fixture(scope="session")
def built_packages(tmp_path_factory) -> Path:
    """A folder with packages that translate Ukrainian, Italian and English."""
    folder = tmp_path_factory.mktemp("packages")
    for path in build_packages(folder / "files", ("uk", "it", "en-de")).values():
        install_unpacked(path, folder / "installed")
    return folder / "installed"


@pytest.fixture
def packages(built_packages, monkeypatch) -> Path:
    """The same, installed."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(built_packages))
    return built_packages


PATIENCE = 30.0
"""Seconds that anything may take."""


async def wait_for(pilot, condition) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await pilot.pause(0.02)
    await pilot.pause()


async def translated(pilot) -> None:
    """Wait until the article on the screen is translated as far as it will be."""
    view = pilot.app.screen._pane.view

    def is_done() -> bool:
        document = view.document
        return document is not None and not document.awaited

    await wait_for(pilot, is_done)
    await settle(pilot)
