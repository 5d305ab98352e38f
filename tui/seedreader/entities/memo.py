"""Results kept for the next time they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_MOST: Final = 16_384


class Memo(dict[K, V], Generic[K, V]):
    """What a function returns, by its argument; faster to ask than a function with a cache.

    A text brings new words all the time, and the usual ones come back at once: a full memo is
    emptied, and costs no bookkeeping meanwhile.
    """

    __slots__ = ("_function", "_most")

    def __init__(self, function: Callable[[K], V], most: int = _MOST) -> None:
        """Keep at most so many results of a function."""
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: K) -> V:
        """Return what the function gives, and keep it."""
        found = self._function(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = found
        return found
