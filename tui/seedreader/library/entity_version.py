"""What decides which entities are found: cheap to import and to ask."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from seedreader import entities
from seedreader.library.extractor_version import EXTRACTOR_VERSION
from seedreader.library.scope import Scope

TABLE_NAME = "entities.tsv"
"""A table of the user's own, beside the articles or beside the configuration file."""
DECISIONS_NAME = "entity-decisions.jsonl"
"""What the user merged, split and renamed, beside the configuration file."""


def table_paths(scope: Scope, config_folder: Path) -> tuple[Path, ...]:
    """Return the user's tables that there are for a scope."""
    folders: dict[Path, None] = {}
    for root, _ in scope.roots:
        path = Path(os.fsdecode(root))
        folders[path if path.is_dir() else path.parent] = None
    folders[config_folder] = None
    return tuple(folder / TABLE_NAME for folder in folders if (folder / TABLE_NAME).is_file())


def entities_version(tables: Iterable[Path]) -> str:
    """Return what differs where other entities would be found: in program, knowledge or tables.

    Reads the package's knowledge base, about 20 MB.
    """
    folder = Path(entities.__file__).parent
    shipped = _digest(sorted([*folder.glob("*.py"), *folder.glob("data/*.sqlite")]))
    return f"{EXTRACTOR_VERSION}:{shipped}:{_digest(tables)}"


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for path in paths:
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:  # `entity_files` tells of it
            digest.update(b"unreadable")
    return digest.hexdigest()
