"""What it takes to answer what is typed into a search, and how long that holds up the screen.

Processor time from a key until the articles with their sentences are drawn, by all threads; and the
longest that the event loop's own thread was busy meanwhile without looking at what is typed. In a
library of articles made of the samples' sentences, `SEEDREADER_TEST_SEARCHED` of them, or that in
the folder that `SEEDREADER_TEST_LIBRARY` names.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from seedreader.library import Library, Scope
from seedreader.library.ingestion import ingest
from seedreader.library.search.index import SearchIndex
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.screens.search import SearchScreen
from seedreader.ui.settings import Settings
from tests.benchmarks.corpus import write_articles
from tests.benchmarks.figures import Figure

_ARTICLES = int(os.environ.get("SEEDREADER_TEST_SEARCHED", "2000"))
_TYPED = (
    "nato japan",
    "Японія",
    "столтенберг",
    "东京",
    "tokyo ufficio",
    "việt nam",
    "the",
    "lang:it ",
)
_FRAME = 16.0  # milliseconds


def run() -> Iterator[Figure]:
    """Type words into the search of a library, letter by letter."""
    known = os.environ.get("SEEDREADER_TEST_LIBRARY")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(known) if known else Path(name) / "data"
        if not known:
            write_articles(Path(name) / "articles", _ARTICLES)
            _prepare(folder, Path(name) / "articles")
        with closing(Library(folder)) as library:
            ((count,),) = library.connection.execute("SELECT count(*) FROM articles").fetchall()
        answered, drawn, stops = asyncio.run(_type(folder, Path(name)))
    what = f"a key to its results among {count:,} articles"
    yield Figure(f"{what}, median", statistics.median(answered), "ms")
    yield Figure("95th percentile", _percentile(answered), "ms", 100)
    yield Figure("until all is drawn, 95th percentile", _percentile(drawn), "ms")
    yield Figure("stops of the event loop, 95th percentile", _percentile(stops), "ms", 1.5 * _FRAME)
    yield Figure("the longest", max(stops), "ms")


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _prepare(folder: Path, articles: Path) -> None:
    with closing(Library(folder)) as library:
        for _ in ingest(library, Scope.of([articles])):
            pass
        index = SearchIndex(library)
        for _ in index.update():
            pass
        index.update_lemmas()


async def _type(folder: Path, opened: Path) -> tuple[list[float], list[float], list[float]]:
    """Return for each key the time to its answer and its drawing, and the longest stop."""
    app = SeedreaderApp(Library(folder), Scope.of([opened / "empty"]), Settings(), [])
    answered: list[float] = []
    drawn: list[float] = []
    stops: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        while app._main._packages is None or app._main._is_ingesting:
            await pilot.pause(0.05)
        await pilot.press("ctrl+f", "ctrl+o")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        for words in _TYPED:
            screen.run_query("")
            for letter in words:
                await pilot.pause()
                longest = [0.0]
                watch = asyncio.create_task(_watch(longest))
                started = time.process_time()
                screen._input.insert_text_at_cursor(letter)
                await asyncio.sleep(0)
                while not _is_answered(screen):  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.001)
                answered.append((time.process_time() - started) * 1000)
                await pilot.pause()
                drawn.append((time.process_time() - started) * 1000)
                watch.cancel()
                with suppress(asyncio.CancelledError):
                    await watch
                stops.append(longest[0])
    return answered, drawn, stops


def _is_answered(screen: SearchScreen) -> bool:
    answer = screen.answer
    return answer is not None and answer.request.text == screen.query_text


async def _watch(longest: list[float]) -> None:
    """Keep the longest time, in milliseconds, for which this thread did something else."""
    before = time.thread_time()
    while True:
        await asyncio.sleep(0.001)
        now = time.thread_time()
        longest[0] = max(longest[0], (now - before) * 1000)
        before = now
