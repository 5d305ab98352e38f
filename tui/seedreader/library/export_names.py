"""What is known of names, as an export wants it."""

from __future__ import annotations

from pathlib import Path

from seedreader.library.entity_decisions import load_decisions
from seedreader.library.entity_index import EntityIndex
from seedreader.library.entity_version import entities_version, table_paths
from seedreader.library.scope import Scope
from seedreader.library.store import Library


def known_names(library: Library, scope: Scope, config_folder: Path) -> tuple[EntityIndex, str]:
    """Return what was found of names so far, and what is wrong with the user's decisions, or ''.

    Args:
        library: no other thread may use it meanwhile.
        scope: the files and folders whose articles count.
        config_folder: where the user's tables and decisions are.
    """
    decisions, problem = load_decisions(config_folder)
    version = entities_version(table_paths(scope, config_folder))
    return EntityIndex(library, scope, version, decisions), problem
