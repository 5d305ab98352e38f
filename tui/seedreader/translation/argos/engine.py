"""The engine of Argos packages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from seedreader.translation.alignment import WordLink, compose, with_names
from seedreader.translation.argos.cache import DEFAULT_MEMORY, ModelCache
from seedreader.translation.argos.folder import (
    FindRoute,
    Identify,
    ModelFolder,
    Route,
)
from seedreader.translation.argos.model import LoadedModel
from seedreader.translation.argos.pieces import shape
from seedreader.translation.argos.processors import physical_cores
from seedreader.translation.argos.provenance import NAME, provenance_of
from seedreader.translation.argos.tokens import PackageTokenizer, load_tokenizer
from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    Answer,
    CannotTranslate,
    Options,
    Translated,
)
from seedreader.translation.name_alignment import match_names

_TRIES = 3
"""A package that is replaced while it is loaded is loaded anew, so many times."""


class ArgosEngine:
    """Translates with the packages that are installed. See `engine.Engine`."""

    def __init__(
        self,
        find_route: FindRoute,
        find_languages: Callable[[], set[tuple[str, str]]],
        identify: Identify,
        *,
        memory: int = DEFAULT_MEMORY,
        threads: int | None = None,
    ) -> None:
        """Load nothing yet.

        Args:
            find_route: finds the packages from source to target; asked at every call, so that what
                is installed meanwhile is found.
            find_languages: finds the pairs that have a route.
            identify: tells what a package is remembered under; asked when one is loaded.
            memory: bytes that the loaded models may take together.
            threads: batches at a time; None for the number of physical cores.
        """
        self._find_route = find_route
        self._find_languages = find_languages
        self._identify = identify
        self._threads = threads or physical_cores()
        self._cache = ModelCache(self._load, memory)
        self._tokenizers: dict[ModelFolder, PackageTokenizer] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """`argos`."""
        return NAME

    @property
    def slots(self) -> int:
        """Batches at a time."""
        return self._threads

    @property
    def loaded(self) -> tuple[ModelFolder, ...]:
        """The packages in memory."""
        return self._cache.loaded

    def languages(self) -> set[tuple[str, str]]:
        """Return the pairs that installed packages translate, pivots included."""
        return self._find_languages()

    def sizes(self, batch: Sequence[str], source: str, target: str) -> list[int]:
        """Return the numbers of tokens; the model itself is not loaded."""
        tokenizer = self._tokenizer(self._find_route(source, target)[0])
        return [len(tokenizer.encode(shape(text)[1])) for text in batch]

    def translate(
        self, batch: Sequence[str], source: str, target: str, options: Options = DEFAULT_OPTIONS
    ) -> Answer:
        """Translate sentences; each distinct one is translated once."""
        route = self._find_route(source, target)
        for _ in range(_TRIES):
            try:
                return self._translate(batch, route, options)
            except CannotTranslate:
                now = self._find_route(source, target)
                if now == route:
                    raise
                route = now
        return self._translate(batch, route, options)

    def _translate(self, batch: Sequence[str], route: Route, options: Options) -> Answer:
        hashes: list[str] = []
        shapes = [shape(text) for text in batch]
        distinct = [text for text in dict.fromkeys(inner for _, inner, _ in shapes) if text]
        made = [Translated(text, 0.0, None) for text in distinct]
        for number, folder in enumerate(route):
            with self._cache.using(folder) as model:
                hashes.append(model.sha256)
                next_leg = model.translate([one.text for one in made], options)
            made = next_leg if number == 0 else list(map(_chain, made, next_leg))
            if number + 1 < len(route):
                made = [_on_one_line(one) for one in made]
        known = {text: _with_names(text, one) for text, one in zip(distinct, made, strict=True)}
        translated = [
            _in_shape(text, *parts, known.get(parts[1]))
            for text, parts in zip(batch, shapes, strict=True)
        ]
        names = [folder.name for folder in route]
        pivot = route[0].target.lower() if len(route) > 1 else None
        return Answer(translated, provenance_of(names, hashes, pivot, options))

    def _load(self, folder: ModelFolder) -> LoadedModel:
        tokenizer = self._tokenizer(folder)
        # One thread more, so that what somebody waits for need not wait for a batch to end.
        model = LoadedModel.load(folder, tokenizer, threads=self._threads + 1)
        # Hashed last: had anything been replaced since the route was found, this would tell.
        return replace(model, sha256=self._identify(folder))

    def _tokenizer(self, folder: ModelFolder) -> PackageTokenizer:
        """Return a package's tokenizer, which stays in memory: it is small."""
        with self._lock:
            tokenizer = self._tokenizers.get(folder)
            if tokenizer is None:
                tokenizer = load_tokenizer(folder.path, folder.source, folder.target)
                self._tokenizers[folder] = tokenizer
            return tokenizer


def _with_names(sentence: str, made: Translated) -> Translated:
    if made.alignment is None:
        return made
    links = with_names(made.alignment, sentence, made.text, match_names)
    return Translated(made.text, made.score, links)


def _on_one_line(translated: Translated) -> Translated:
    """Return what the next package is given; the places of the words move with white space."""
    inner = shape(translated.text)[1]
    if inner == translated.text:
        return translated
    return Translated(inner, translated.score, None)


def _chain(first: Translated, second: Translated) -> Translated:
    """Return what two translations in a row amount to."""
    links: tuple[WordLink, ...] | None = None
    if first.alignment is not None and second.alignment is not None:
        links = compose(first.alignment, second.alignment)
    score = None
    if first.score is not None and second.score is not None:
        score = min(first.score, second.score)
    return Translated(second.text, score, links)


def _in_shape(
    text: str, before: str, inner: str, after: str, translated: Translated | None
) -> Translated:
    if translated is None:  # nothing but white space
        return Translated(text, None, ())
    links = translated.alignment
    if links is not None and len(text) != len(inner):
        places = _places(text)
        links = tuple(
            WordLink(
                places[link.source_start],
                places[link.source_end - 1] + 1,
                link.target_start + len(before),
                link.target_end + len(before),
                link.confidence,
            )
            for link in links
        )
    return Translated(f"{before}{translated.text}{after}", translated.score, links)


def _places(text: str) -> list[int]:
    """Return where in `text` each character of its sentence, on one line, stands."""
    places: list[int] = []
    waiting: int | None = None
    for index, character in enumerate(text):
        if character.isspace():
            if places and waiting is None:
                waiting = index
            continue
        if waiting is not None:
            places.append(waiting)
            waiting = None
        places.append(index)
    return places
