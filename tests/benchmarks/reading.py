"""From a key to the repainted screen in long articles and long lists, and the memory taken."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from seedreader.library import Library, Scope
from seedreader.places import samples_folder
from seedreader.translation.model import Provenance, ProvenanceKind, Translation
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.screens.main import MainScreen
from seedreader.ui.settings import Settings
from seedreader.ui.widgets.article_list import ArticleList
from seedreader.ui.widgets.article_pane import ArticlePane
from seedreader.ui.widgets.reader_view import ReaderView
from tests.benchmarks.corpus import write_articles
from tests.benchmarks.figures import Figure
from tests.e2e.terminal import Terminal

_PRESSES = 40
_SENTENCES = 10_000
_ROWS = 100_000
_GROUP = 40  # sentences that are shown at once while they are translated
_PATIENCE = 30.0  # seconds that a key may take to change something on the screen
_FRAME = 16.0  # milliseconds: one picture at 60 a second


def run() -> Iterator[Figure]:
    """Measure."""
    yield from asyncio.run(_long_article())
    yield from asyncio.run(_lit_article())
    yield from asyncio.run(_long_list())
    yield from _memory()


async def _long_article() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "long"
        write_articles(folder, 1, sentences=_SENTENCES)
        figures = []
        async with _reader(Path(name) / "data", [folder]) as pilot:
            await pilot.press("enter")
            for key, what in [
                ("j", "a line"),
                ("pagedown", "a page"),
                ("right", "a sentence"),
                ("right_curly_bracket", "a paragraph"),
            ]:
                figures += await _repaints(pilot, [key], f"{_SENTENCES:,} sentences, {what}")
            figures += await _repaints(pilot, ["G", "g"], "to the end and back")
        return figures


async def _lit_article() -> list[Figure]:
    """Compare keys in a long article, translated, without names lit and with all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "long"
        write_articles(folder, 1, sentences=_SENTENCES)
        for memory in samples_folder().glob("*.tmx"):
            shutil.copy(memory, folder)
        async with _reader(Path(name) / "data", [folder]) as pilot:
            await pilot.press("enter", "U", "U")
            await _settle(pilot, "lights")
            dark = await _walk(pilot)
            await pilot.press("U", "U")
            await _settle(pilot, "lights")
            view = pilot.app.screen.query_one(ReaderView)
            assert len(view.lights.source) > _SENTENCES
            assert len(view.lights.target) > _SENTENCES // 2
            lit = await _walk(pilot)
            arriving = await _translations_arrive(pilot)
        what = f"{_SENTENCES:,} sentences"
        return [
            Figure(f"key to repaint, {what}, all names lit, work", lit, "ms", _FRAME),
            Figure("    of this without names", dark, "ms", _FRAME),
            Figure("    with names to without", lit / dark, "×", 2.0),
            Figure(f"translations come, {what} lit, work of the event loop", arriving, "ms"),
        ]


async def _walk(pilot: Pilot[None]) -> float:
    """Return the work of the event loop of a key, in milliseconds: the median of several keys."""
    work = []
    for key in ("j", "pagedown", "right"):
        work += [(await _repaint(pilot, key))[1] for _ in range(_PRESSES)]
    return statistics.median(work)


async def _translations_arrive(pilot: Pilot[None]) -> float:
    """Return the work of the event loop when sentences are translated, in milliseconds."""
    pane = pilot.app.screen.query_one(ArticlePane)
    document = pane.view.document
    assert document is not None
    assert pane.shown is not None
    made = Provenance(ProvenanceKind.ENGINE)
    pane.choose(pane.target, prefers_engine=True)
    await _settle(pilot, "lights")
    work = []
    for first in range(0, _PRESSES * _GROUP, _GROUP):
        group = document.sentences[first : first + _GROUP]
        began = time.thread_time()
        pane.take(pane.shown, {s: Translation(f"NATO {s.start}", "en", made) for s in group})
        await _settle(pilot, "lights")
        work.append(1000 * (time.thread_time() - began))
    return statistics.median(work)


async def _long_list() -> list[Figure]:
    """Move in a list of which every row is asked of the library."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "few"
        write_articles(folder, 200)
        async with _reader(Path(name) / "data", [folder]) as pilot:
            main = pilot.app.screen
            assert isinstance(main, MainScreen)
            # The first look for what other programs have changed lists all anew.
            await main._keep_up().wait()
            listing = main.query_one(ArticleList)
            keys = list(listing.keys)
            listing.show_keys([keys[at % len(keys)] + 0 for at in range(_ROWS)])
            figures = []
            for key, what in (("j", "a row"), ("pagedown", "a page")):
                figures += await _repaints(pilot, [key], f"list of {_ROWS:,}, {what}")
        return figures


@asynccontextmanager
async def _reader(data: Path, paths: list[Path]) -> AsyncIterator[Pilot[None]]:
    app = SeedreaderApp(Library(data), Scope.of(paths), Settings(), [])
    async with app.run_test(size=(120, 45)) as pilot:
        await _settle(pilot)
        yield pilot


async def _settle(pilot: Pilot[None], group: str = "") -> None:
    """Wait until nothing goes on in the background, or nothing of one group of workers."""
    await pilot.pause()
    workers = pilot.app.workers
    while going_on := [
        worker for worker in workers if not worker.is_finished and group in {"", worker.group}
    ]:
        with contextlib.suppress(WorkerCancelled):  # something else took its place
            await workers.wait_for_complete(going_on)
        await pilot.pause()


async def _repaints(pilot: Pilot[None], keys: list[str], what: str) -> list[Figure]:
    """Measure from keys to the painted screen: what it takes, and what of that is work."""
    times = [await _repaint(pilot, keys[at % len(keys)]) for at in range(_PRESSES)]
    wall = statistics.median(wall for wall, _ in times)
    work = statistics.median(work for _, work in times)
    return [
        Figure(f"key to repaint, {what}", wall, "ms", _FRAME),
        Figure("    of this, work of the event loop", work, "ms", _FRAME),
    ]


async def _repaint(pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Return the milliseconds from a key to the end of the painting that it caused.

    Both of the clock and of this thread's processor time; the rest is waiting for the next picture
    and for other programs.
    """
    app: App[None] = pilot.app
    painted = asyncio.Event()
    display = app._display
    elapsed = (0.0, 0.0)
    started = (0.0, 0.0)

    def display_and_tell(*arguments: object, **options: object) -> None:
        nonlocal elapsed
        display(*arguments, **options)  # type: ignore[arg-type]
        if not painted.is_set():
            elapsed = (time.perf_counter() - started[0], time.thread_time() - started[1])
            painted.set()

    app._display = display_and_tell  # type: ignore[method-assign]
    try:
        started = (time.perf_counter(), time.thread_time())
        task = asyncio.ensure_future(pilot.press(key))
        async with asyncio.timeout(_PATIENCE):
            await painted.wait()
        await task
        await pilot.pause()
    finally:
        app._display = display  # type: ignore[method-assign]
    return elapsed[0] * 1000, elapsed[1] * 1000


def _memory() -> Iterator[Figure]:
    """Read the memory of the reader's own process, once the samples are open."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "seedreader", "--data", data]
        with Terminal(command, columns=120, rows=40) as terminal:
            terminal.wait_for("translated")
            terminal.press("Enter")
            terminal.wait_for("sentence 1 of")
            for line in Path(f"/proc/{terminal.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    mebibytes = int(line.split()[1]) / 1024
                    yield Figure("highest memory with the samples", mebibytes, "MiB", 120)
