"""How fast articles are added, how a library of 100,000 opens, and what the reader takes meanwhile.

`SEEDREADER_TEST_ARTICLES` sets how many articles the large library has.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator
from contextlib import closing
from pathlib import Path

from seedreader.library import Library, Scope, ingest, ingestion
from seedreader.library.events import Finished
from seedreader.library.extractor_version import EXTRACTOR_VERSION
from seedreader.library.store import FileRecord
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings
from seedreader.ui.widgets.article_list import ArticleList
from tests.benchmarks.corpus import sentences_by_language, write_articles
from tests.benchmarks.figures import Figure
from tests.benchmarks.search import _articles
from tests.benchmarks.startup import _first_paint
from tests.e2e.terminal import Terminal

_ARTICLES = int(os.environ.get("SEEDREADER_TEST_ARTICLES", "100000"))
_ADDED = 1_000  # articles added for each figure
_RUNS = 9
_PATIENCE = 60.0  # seconds
_FRAME = 16.0  # milliseconds: one picture at 60 a second
_MOST_MEMORY = 250.0  # mebibytes


def run() -> Iterator[Figure]:
    """Add articles, then open a large library."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _adding(folder)
        started = time.process_time()
        write_large_library(folder / "many", folder / "data", _ARTICLES)
        seconds = time.process_time() - started
        yield Figure(f"{_ARTICLES:,} articles written for what follows", seconds, "s of work")
        yield from opening(folder / "many", folder / "data", folder / "few")


def _adding(folder: Path) -> Iterator[Figure]:
    """Add twice as many articles to the same library, with one process and with two."""
    for part in ("first", "second"):
        write_articles(folder / part, _ADDED)
    for path in (folder / "second").iterdir():  # other texts
        path.write_text(path.read_text("utf-8").replace("(", "(bis "), "utf-8")
    bare = _bare_insertion(folder / "first")
    yield Figure("the same texts into a bare FTS5 table", bare, "articles/s")
    for processes in (1, 2):
        rates = []
        with closing(Library(folder / f"data-{processes}")) as library:
            for part in ("first", "second"):
                work, clock = _add(library, folder / part, processes)
                rates.append(_ADDED / work)
                what = f"added by {processes} and a writer, {part} {_ADDED:,}"
                yield Figure(what, _ADDED / clock, "articles/s")
        yield Figure(
            "    of processor time, the first beside the second", rates[0] / rates[1], "×", 1.5
        )
        yield Figure("    bare insertion beside all of it, likewise", bare / rates[1], "×")


def _add(library: Library, folder: Path, processes: int) -> tuple[float, float]:
    """Return seconds of work, of all processes, and of the clock."""
    before, started = _work(), time.perf_counter()
    choose = ingestion.processes_for
    ingestion.processes_for = lambda _: processes
    try:
        *_, last = ingest(library, Scope.of([folder]))
    finally:
        ingestion.processes_for = choose
    assert isinstance(last, Finished)
    assert last.added == _ADDED
    return _work() - before, time.perf_counter() - started


def _work() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _bare_insertion(folder: Path) -> float:
    """Return how many texts a second of work SQLite's own tokenizer takes, in hundreds."""
    texts = [(path.read_text("utf-8"),) for path in sorted(folder.iterdir())]
    with (
        tempfile.TemporaryDirectory() as name,
        closing(sqlite3.connect(Path(name) / "bare.sqlite3", isolation_level=None)) as bare,
    ):
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = NORMAL")
        bare.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
        started = time.process_time()
        for at in range(0, len(texts), 100):
            bare.execute("BEGIN")
            bare.executemany("INSERT INTO t (text) VALUES (?)", texts[at : at + 100])
            bare.execute("COMMIT")
        return len(texts) / (time.process_time() - started)


def write_large_library(folder: Path, data: Path, count: int) -> None:
    """Write articles, and a library that knows them all; nothing of them is indexed.

    Args:
        folder: of the articles.
        data: of the library.
        count: how many.
    """
    folder.mkdir(parents=True)
    with closing(Library(data)) as library, library.transaction():
        library.connection.execute("DROP TRIGGER search_article_added")
        library.connection.execute("DROP TRIGGER search_translation_added")
        for number, article in enumerate(_articles(sentences_by_language(), count)):
            path = folder / f"{number:06}.txt"
            path.write_text(article.text, "utf-8")
            status = path.stat()
            key = library.add_article(article)
            library.put_file(
                FileRecord(
                    path=os.fsencode(path),
                    kind="article",
                    size=status.st_size,
                    mtime_ns=status.st_mtime_ns,
                    extractor=EXTRACTOR_VERSION,
                    encoding="utf-8",
                    article=key,
                )
            )
            library.connection.execute("INSERT INTO coverage VALUES (?, 'en', 0, NULL)", (key,))


def opening(many: Path, data: Path, few: Path) -> Iterator[Figure]:
    """Open a large library beside one of five articles: first paint, memory, moving, sorting."""
    write_articles(few, 5)
    program = str(Path(sys.executable).with_name("seedreader"))
    commands = {
        "few": [program, "--data", str(few.with_name("few-data")), str(few)],
        "many": [program, "--data", str(data), str(many)],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(_RUNS):
        for name, command in commands.items():
            times[name].append(_first_paint(command))
    for at, what in enumerate(("by the clock", "of processor time")):
        medians = [statistics.median(one[at] for one in times[name]) for name in ("few", "many")]
        yield Figure(
            f"first paint beside that of five articles, {what}", medians[1] / medians[0], "×", 1.5
        )
    yield from asyncio.run(_using(many, data))
    yield _memory(commands["many"])


async def _using(many: Path, data: Path) -> list[Figure]:
    """Move, sort and filter, and take the longest time that the event loop had for nothing else."""
    app = SeedreaderApp(Library(data), Scope.of([many]), Settings(), [])
    figures = []
    async with app.run_test(size=(120, 45)) as pilot:
        listing = pilot.app.screen.query_one(ArticleList)
        for _ in range(round(_PATIENCE / 0.05)):
            await asyncio.sleep(0.05)
            if len(listing.keys) == _ARTICLES:
                break
        await asyncio.sleep(3.0)
        # What goes on in other processes is not the subject here.
        app.workers.cancel_group(app._main, "ingest")
        app.workers.cancel_group(app._main, "entities")
        await asyncio.sleep(1.0)
        for keys, what in (
            (["j"] * 20, "moving by rows"),
            (["pagedown"] * 10, "moving by pages"),
            (["G", "g"] * 3, "to the end and back"),
            (["s"] * 7, "sorting in seven orders"),
            (list("tokio"), "filtering, as one types"),
        ):
            if what.startswith("filtering"):
                await pilot.press("slash")
            works = [await _longest_work(pilot.press(key)) for key in keys]
            figures.append(
                Figure(f"{what}: longest work, median", statistics.median(works), "ms", _FRAME)
            )
            figures.append(
                Figure("    the longest of all", max(works), "ms"),
            )
    return figures


async def _longest_work(doing: Awaitable[None]) -> float:
    """Return the most milliseconds of processor time that the event loop spent without a pause."""
    loop = asyncio.get_running_loop()
    longest, last = 0.0, time.thread_time()
    is_over = False

    def tick() -> None:
        nonlocal longest, last
        now = time.thread_time()
        longest, last = max(longest, now - last), now
        if not is_over:
            loop.call_soon(tick)

    tick()
    try:
        await doing
        await asyncio.sleep(1.5)
    finally:
        is_over = True
    return longest * 1000


def _memory(command: list[str]) -> Figure:
    """Read the memory of the reader's own process, once a large library is open."""
    with Terminal(command, columns=120, rows=40) as terminal:
        terminal.wait_for(f"Articles {_ARTICLES:,}")
        for key in ("s", "s", "s", "G", "g", "Enter"):
            terminal.press(key)
            time.sleep(1)
        status = Path(f"/proc/{terminal.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return Figure(
            "the reader's highest memory", int(line.split()[1]) / 1024, "MiB", _MOST_MEMORY
        )
