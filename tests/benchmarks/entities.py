"""Finding and linking entities: how fast, whether in linear time, and what the reader pays for it.

Articles are made of the samples. `ENTITY_CORPUS` in the environment may name a folder with real
ones, one folder a language, to time finding in.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from seedreader.article import Article
from seedreader.corpus.load import load
from seedreader.entities import EntityFinder, Knowledge
from seedreader.library import Library, Scope
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_ingestion import EntityIngestion, find_entities
from seedreader.library.entity_process import command, decode_event
from seedreader.library.entity_version import entities_version
from seedreader.library.ingestion import ingest
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings
from seedreader.ui.widgets.reader_view import ReaderView
from tests.benchmarks.corpus import write_articles, write_news
from tests.benchmarks.figures import Figure

_FEW, _MANY = 200, 1_600
_SENTENCES = 2_000
_PAINTINGS = 20
_PER_LANGUAGE = 40
_ROUNDS = 4
_LONG_WORD = 20
_MOST_LOOK_UPS = 60.0
_NO_NAMES: frozenset[str] = frozenset()
_ASKING = """
import sys
from pathlib import Path
import seedreader.ui.app
from seedreader.library import Library, Scope
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_version import entities_version

def resident():
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024

library, scope = Library(Path(sys.argv[1])), Scope.of([Path(sys.argv[2])])
keys = library.keys(scope)
if Path("/proc/self/status").exists():
    before = resident()
    index = EntityIndex(library, scope, entities_version(()))
    index.entities()
    for key in keys:
        index.article(key, "en")
    print(resident() - before)
"""


def run() -> Iterator[Figure]:
    """Measure."""
    yield from _rates()
    with tempfile.TemporaryDirectory() as name:
        yield from _linear(Path(name))
        yield from _questions(Path(name))
        yield from _reader(Path(name))
    yield from _worker()
    yield from asyncio.run(_keys())


def _rates() -> Iterator[Figure]:
    """Time finding in articles that were seen once, for each language, beside plain look-ups."""
    began = time.process_time()
    finder = EntityFinder(Knowledge())
    finder.mentions("NATO", [(0, 4, "en")])
    yield Figure("loading, for languages with spaces", time.process_time() - began, "s", 1)
    finder.mentions("北约", [(0, 2, "zh")])
    yield Figure("    and Chinese as well", time.process_time() - began, "s", 1)
    for language, articles in sorted(_articles_by_language().items()):
        rates, ratios = [], []
        for _ in range(_ROUNDS):
            began = time.process_time()
            for article in articles:
                finder.find(article)
            finding = time.process_time() - began
            began = time.process_time()
            for article in articles:
                _look_up(article.text)
            ratios.append(finding / (time.process_time() - began))
            rates.append(len(articles) / finding)
        least = 60 if language.startswith(("zh", "yue", "ja")) else 150
        size = statistics.mean(len(article.text) for article in articles)
        name = f"{language}, {size:,.0f} characters each"
        yield Figure(f"articles a second, {name}", max(rates), "1/s", least, at_least=True)
        yield Figure("    finding to looking up each three words", min(ratios), "×", _MOST_LOOK_UPS)


def _look_up(text: str) -> int:
    """Do what the plainest finder would: look up all runs of up to three words, or characters."""
    words = text.split()
    if len(words) * _LONG_WORD < len(text):
        words = list(text)
    runs = (" ".join(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words)))
    return sum(run.casefold() in _NO_NAMES for run in runs)


def _articles_by_language() -> dict[str, list[Article]]:
    """Return articles of a folder with one folder a language if there is one, or of the samples."""
    corpus = os.environ.get("ENTITY_CORPUS")
    if corpus is not None:
        folders = [folder for folder in sorted(Path(corpus).iterdir()) if folder.is_dir()]
        return {
            folder.name: [
                load(path).article for path in sorted(folder.glob("*.txt"))[:_PER_LANGUAGE]
            ]
            for folder in folders
        }
    found: dict[str, list[Article]] = {}
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name) / "some", 4 * _PER_LANGUAGE)
        for path in sorted((Path(name) / "some").glob("*.txt")):
            article = load(path).article
            found.setdefault(article.language, []).append(article)
    return found


def _linear(folder: Path) -> Iterator[Figure]:
    """Compare what an article costs in a small and in a large library."""
    write_news(folder / "many", _MANY)
    library = Library(folder / "data")
    scope = Scope.of([folder / "many"])
    for _ in ingest(library, scope):
        pass
    keys = library.keys(scope)
    ingestion = EntityIngestion(library, (), target_language="en")
    for key in keys[:_FEW]:  # loads what is heavy, too
        ingestion.add(key)
    times = []
    for first in (_FEW, _MANY - _FEW):
        for key in keys[len(times) and 2 * _FEW : first]:
            ingestion.add(key)
        began = time.process_time()
        for key in keys[first : first + _FEW]:
            ingestion.add(key)
        times.append(time.process_time() - began)
    yield Figure(
        f"an article in a library of {_MANY:,} to one in a library of {_FEW}",
        times[1] / times[0],
        "×",
        1.5,
    )
    yield Figure("articles a second, found and linked", _FEW / times[1], "1/s")
    began = time.process_time()
    for _ in find_entities(library, scope, ()):
        pass
    yield Figure("looking for new articles among those", 1000 * (time.process_time() - began), "ms")
    library.close()


def _reader(folder: Path) -> Iterator[Figure]:
    """Measure what the reader's process grows by when it asks for all names of all articles."""
    command = [sys.executable, "-c", _ASKING, str(folder / "data"), str(folder / "many")]
    grown = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    if len(grown) == 1:
        yield Figure(f"growth of the reader, {_MANY:,} articles", float(grown[0]), "MiB", 30)


def _questions(folder: Path) -> Iterator[Figure]:
    """Time what the screens ask."""
    library = Library(folder / "data")
    scope = Scope.of([folder / "many"])
    version = entities_version(())
    index = EntityIndex(library, scope, version)
    key = library.keys(scope)[0]
    entities = [row.entity.id for row in index.entities(key)]
    for name, question in (
        ("an index of the scope", lambda: EntityIndex(library, scope, version)),
        ("the names of an article", lambda: index.article(key, "en")),
        ("the names of all articles", index.entities),
        ("who else", lambda: index.quotations(key, entities[:4], target_language="en")),
    ):
        began = time.perf_counter()
        question()
        yield Figure(f"{_MANY:,} articles, {name}", 1000 * (time.perf_counter() - began), "ms")
    library.close()


def _worker() -> Iterator[Figure]:
    """Measure the process that finds entities."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "some", 100)
        library = Library(folder / "data")
        scope = Scope.of([folder / "some"])
        for _ in ingest(library, scope):
            pass
        library.close()
        process = subprocess.Popen(
            command(folder / "data", scope, target_language="en"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        for line in process.stdout:
            if type(decode_event(line)).__name__ == "EntitiesFinished":
                break
        memory = _resident(process.pid)
        process.kill()
        process.wait()
        if memory is not None:
            yield Figure("memory of the process that finds them", memory, "MiB", 250)


def _resident(pid: int) -> float | None:
    """Return the memory of a process in MiB, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    for line in status.read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return None


async def _keys() -> list[Figure]:
    """Time keys in an article full of names."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "long", 1, sentences=_SENTENCES)
        library = Library(folder / "data")
        scope = Scope.of([folder / "long"])
        for _ in ingest(library, scope):
            pass
        for _ in find_entities(library, scope, ()):
            pass
        app = SeedreaderApp(library, scope, Settings(), [])
        figures = []
        async with app.run_test(size=(120, 40)) as pilot:
            while any(not worker.is_finished for worker in app.workers):
                await app.workers.wait_for_complete()
                await pilot.pause()
            await pilot.press("enter")
            for lit in ("shared names", "all names", "no names"):
                await pilot.pause()
                view = app.screen.query_one(ReaderView)
                times = []
                for _ in range(_PAINTINGS):
                    view.notify_style_update()  # forgets what was drawn
                    began = time.process_time()
                    for y in range(view.size.height):
                        view.render_line(y)
                    times.append(1000 * (time.process_time() - began))
                figures.append(
                    Figure(
                        f"painting a whole screen, {lit} lit", statistics.median(times), "ms", 16
                    )
                )
                await pilot.press("U")
        return figures
