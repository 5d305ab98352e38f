"""The files and folders that were opened, and how their paths are shown."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MEMORY_SUFFIX = ".tmx"
_SEPARATOR = os.fsencode(os.sep)
_AFTER_SEPARATOR = bytes([_SEPARATOR[0] + 1])


@dataclass(frozen=True)
class Scope:
    """What the user opened: files and folders.

    Attributes:
        roots: absolute paths as bytes, each with the form in which it was given.
        memories: likewise, files of translations that lie beside a file that was given.
    """

    roots: tuple[tuple[bytes, str], ...]
    memories: tuple[tuple[bytes, str], ...] = ()

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Scope:
        """Make a scope of paths as they were given, relative or not."""
        paths = list(paths)
        beside = {memory for path in paths for memory in _memories_beside(path)}
        return cls(_with_given(paths), _with_given(sorted(beside)))

    def paths(self) -> tuple[Path, ...]:
        """Return the absolute paths."""
        return tuple(Path(os.fsdecode(root)) for root, _ in (*self.roots, *self.memories))

    def condition(self, column: str) -> tuple[str, list[bytes]]:
        """Return an SQL condition on a column of paths, and its parameters.

        For one root it is a single range of the column (narrowed to the root's folder afterwards),
        so that an index gives the paths in order and nothing needs sorting.
        """
        if not self.roots:
            return "0", []
        parts, values = [], []
        for root, _ in (*self.roots, *self.memories):
            folder = root if root.endswith(_SEPARATOR) else root + _SEPARATOR
            parts.append(f"({column} >= ? AND {column} < ? AND ({column} = ? OR {column} > ?))")
            values += [root, folder[:-1] + _AFTER_SEPARATOR, root, folder]
        return f"({' OR '.join(parts)})", values

    def contains(self, path: bytes) -> bool:
        """Tell whether a path lies in the scope."""
        return any(
            path == root or path.startswith(root.rstrip(_SEPARATOR) + _SEPARATOR)
            for root, _ in (*self.roots, *self.memories)
        )

    def is_beside(self, path: bytes) -> bool:
        """Tell whether a path is a file of translations that nobody gave."""
        return any(path == memory for memory, _ in self.memories)

    def shown(self, path: bytes) -> str:
        """Return a path in the form in which its root was given; it may hold surrogates."""
        for root, given in (*self.roots, *self.memories):
            if path == root:
                return given
            folder = root if root.endswith(_SEPARATOR) else root + _SEPARATOR
            if path.startswith(folder):
                return os.path.join(given, os.fsdecode(path[len(folder) :]))  # noqa: PTH118
        return os.fsdecode(path)


def _with_given(paths: Iterable[Path]) -> tuple[tuple[bytes, str], ...]:
    return tuple((os.fsencode(absolute(path)), str(path)) for path in paths)


def _memories_beside(path: Path) -> list[Path]:
    """Return the files of translations in the folder of a file; none for a folder."""
    try:
        if path.is_dir() or path.suffix.lower() == _MEMORY_SUFFIX:
            return []
        return [other for other in path.parent.iterdir() if other.suffix.lower() == _MEMORY_SUFFIX]
    except OSError:
        return []


def absolute(path: Path) -> Path:
    """Return the path made absolute, with links kept as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps `..`
