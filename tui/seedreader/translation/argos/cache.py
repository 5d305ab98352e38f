"""Keeps packages in memory, and drops those that were not used for longest."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seedreader.translation.argos.folder import ModelFolder
from seedreader.translation.argos.model import LoadedModel

DEFAULT_MEMORY = 1 << 30
"""Bytes of models kept in memory: about ten of the official packages."""


@dataclass(slots=True)
class _Held:
    model: LoadedModel
    users: int = 0


class ModelCache:
    """The packages in memory. May be used from any thread."""

    def __init__(self, load: Callable[[ModelFolder], LoadedModel], memory: int) -> None:
        """Begin with none.

        Args:
            load: loads a package, or raises `CannotTranslate`.
            memory: bytes that models may take together. One that is in use is never dropped, so
                more may be taken while larger ones are.
        """
        self._load = load
        self._memory = memory
        self._held: OrderedDict[ModelFolder, _Held] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def loaded(self) -> tuple[ModelFolder, ...]:
        """The packages in memory, the one that was used last at the end."""
        with self._lock:
            return tuple(self._held)

    @contextlib.contextmanager
    def using(self, folder: ModelFolder) -> Iterator[LoadedModel]:
        """Give a package, loaded if need be, and keep it for as long as the context lasts.

        Raises:
            CannotTranslate: it cannot be loaded.
        """
        with self._lock:  # while one loads, others wait: it takes 0.2 s, and may be theirs
            held = self._held.get(folder)
            if held is None:
                held = self._held[folder] = _Held(self._load(folder))
            self._held.move_to_end(folder)
            held.users += 1
            self._drop()
        try:
            yield held.model
        finally:
            with self._lock:
                held.users -= 1
                self._drop()

    def _drop(self) -> None:
        total = sum(held.model.weight for held in self._held.values())
        for folder, held in list(self._held.items())[:-1]:
            if total <= self._memory:
                return
            if not held.users:
                del self._held[folder]
                total -= held.model.weight
