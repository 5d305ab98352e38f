"""How fast sentences become translations, with a model of official size.

Beside argostranslate's own code with its own settings, and beside CTranslate2 called bare with the
same batches. Absolute figures move with the machine; the ratios hold.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from seedreader.translation.argos.engine import ArgosEngine
from seedreader.translation.argos.installed import InstalledPackages
from seedreader.translation.argos.pieces import shape
from seedreader.translation.argos.tokens import load_tokenizer
from seedreader.translation.worker.client import TranslationClient
from seedreader.translation.worker.protocol import Failed, Finished, Priority, Sentence
from seedreader.translation.worker.session import WorkerCommand
from tests.benchmarks.figures import Figure
from tests.fixtures.argos_base_model import OFFICIAL, build_base_package
from tests.fixtures.argos_itself import argos_itself

_SENTENCES = 96
_BASELINE_SENTENCES = 16
"""argostranslate is slow: every sixth sentence tells its speed."""
_ROUNDS = 3
_SCREEN = 8  # the first of the sentences on the screen
_TARGET = "en"


def run() -> Iterator[Figure]:
    """Measure with text of the sample articles, in alternation."""
    sentences = _sentences()
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        # argostranslate makes folders of its own where these point to.
        os.environ.update(HOME=name, XDG_DATA_HOME=name, XDG_CONFIG_HOME=name, XDG_CACHE_HOME=name)
        folder = build_base_package(data / "packages", sentences, OFFICIAL)
        yield from _speeds(folder, sentences)
        alone = _alone(folder, sentences[_SCREEN])
        yield from asyncio.run(_worker_figures(data, sentences, alone))


def _sentences() -> list[str]:
    """Return sentences of the length of news, all different, from the Italian sample."""
    root = Path(__file__).parents[2]
    text = next((root / "seeds").glob("003_*.txt")).read_text("utf-8")
    words = [word for line in text.splitlines() if len(line.split()) > 8 for word in line.split()]
    lengths = (9, 31, 17, 24, 13, 38, 21, 27)
    return [
        " ".join(words[(7 * number + at) % len(words)] for at in range(lengths[number % 8]))
        for number in range(_SENTENCES)
    ]


def _speeds(folder: Path, sentences: list[str]) -> Iterator[Figure]:
    installed = InstalledPackages([folder.parent])
    engine = ArgosEngine(installed.route, installed.languages, installed.sha256)
    bare = _Bare(folder, threads=engine.slots)
    some = sentences[:: _SENTENCES // _BASELINE_SENTENCES]
    ours: list[float] = []
    theirs: list[float] = []
    bares: list[float] = []
    with argos_itself(folder) as argos:
        made = [one.text for one in engine.translate(sentences[:8], "it", _TARGET).translated]
        same = [argos.translate(sentence) for sentence in sentences[:8]]
        bare.translate(sentences[:8])
        for _ in range(_ROUNDS):
            ours.append(_speed(lambda: engine.translate(sentences, "it", _TARGET), sentences))
            bares.append(_speed(lambda: bare.translate(sentences), sentences))
            theirs.append(_speed(lambda: [argos.translate(one) for one in some], some))
    yield Figure("argostranslate's own way", max(theirs), "words/s")
    yield Figure("the engine", max(ours), "words/s")
    yield Figure(
        "sentences that both translate alike",
        sum(map(str.__eq__, made, same)),
        "of 8",
        8,
        at_least=True,
    )
    yield Figure("the engine beside argostranslate", _ratio(ours, theirs), "×", 4, at_least=True)
    yield Figure(
        "the engine beside bare CTranslate2", _ratio(ours, bares), "×", 0.95, at_least=True
    )


class _Bare:
    """CTranslate2 and the tokenizer, and nothing else: no alignment, no shape, no pieces."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        import ctranslate2

        self._tokenizer = load_tokenizer(folder, "it", _TARGET)
        self._translator = ctranslate2.Translator(
            str(folder / "model"), compute_type="auto", inter_threads=threads, intra_threads=1
        )

    def translate(self, sentences: list[str]) -> list[str]:
        results = self._translator.translate_batch(
            [self._tokenizer.encode(shape(sentence)[1]) for sentence in sentences],
            max_batch_size=512,
            batch_type="tokens",
            beam_size=4,
            length_penalty=0.2,
            replace_unknowns=True,
        )
        return [self._tokenizer.decode(result.hypotheses[0], source="") for result in results]


def _alone(folder: Path, sentence: str) -> float:
    """Return the seconds that bare CTranslate2 takes for a sentence."""
    bare = _Bare(folder, threads=1)
    bare.translate([sentence])
    return 1 / max(_speed(lambda: bare.translate([sentence]), ["once"]) for _ in range(_ROUNDS))


async def _worker_figures(data: Path, sentences: list[str], alone: float) -> list[Figure]:
    """Measure what the screen waits for: the worker's first sentence, and an answer to Cancel.

    Args:
        data: the library's folder.
        sentences: what to translate.
        alone: seconds that the first visible sentence takes by itself.
    """
    words = sum(len(sentence.split()) for sentence in sentences)
    async with TranslationClient(WorkerCommand(data)) as client:
        start = time.perf_counter()
        async for event in client.request(sentences[:1], "it", _TARGET):
            assert not isinstance(event, Failed), event
        cold = time.perf_counter() - start
        first = []
        for number in range(_ROUNDS):
            # The screen's sentences are new ones each time: nothing is remembered.
            screen = [f"{sentence} {number}" for sentence in sentences[_SCREEN : _SCREEN + 12]]
            start = time.perf_counter()
            request = client.request(screen, "it", _TARGET, priority=Priority.VISIBLE)
            is_first = True
            async for event in request:
                if is_first and isinstance(event, Sentence):
                    first.append(time.perf_counter() - start)
                    is_first = False
        start = time.perf_counter()
        folder = client.request(sentences, "it", _TARGET, priority=Priority.FOLDER)
        async for event in folder:
            assert not isinstance(event, Failed), event
        speed = words / (time.perf_counter() - start)
        busy = client.request([f"{one}." for one in sentences], "it", _TARGET)
        async for event in busy:
            if isinstance(event, Sentence):
                break
        start = time.perf_counter()
        busy.cancel()
        async for event in busy:
            if isinstance(event, Finished):
                break
        cancelled = time.perf_counter() - start
    return [
        Figure("the worker, its own start included: first sentence", cold, "s"),
        Figure("first visible sentence, model loaded", min(first), "s", 0.5),
        Figure("the same beside bare CTranslate2", min(first) / alone, "×"),
        Figure("the worker, a folder", speed, "words/s"),
        Figure("cancelled in the middle of it", cancelled, "s", 0.5),
    ]


def _speed(work: Callable[[], object], sentences: list[str]) -> float:
    start = time.perf_counter()
    work()
    return sum(len(sentence.split()) for sentence in sentences) / (time.perf_counter() - start)


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the ratio of the best rounds: whatever else a machine does only slows them down."""
    return max(ours) / max(theirs)
