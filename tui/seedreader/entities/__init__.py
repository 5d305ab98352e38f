"""Finds the people, organisations and places that articles name, and links them across languages.

    knowledge = Knowledge(own=read_table(own_lines))
    finder, linker = EntityFinder(knowledge), Linker(knowledge)
    mentions = finder.find(article)
    linked = linker.add(article.id, mentions)
    linked.links[mentions[0].key]       # Link(entity, name, kind, why)

What `find` returns depends on the article and the knowledge alone, so it can be kept. The linker's
`state` can be kept too. `Decisions.apply` puts on top what the reader decided. Importing this
package is cheap: what is heavy is imported with the names that need it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedreader.entities.decisions import DecisionError, Decisions, read_decisions
    from seedreader.entities.finder import EntityFinder
    from seedreader.entities.knowledge import Knowledge
    from seedreader.entities.linker import Linker
    from seedreader.entities.links import Cluster, Link, Linked, LinkMemory
    from seedreader.entities.mention import Evidence, Kind, Mention
    from seedreader.entities.table import Row, TableError, read_table

_HOMES = {
    "Cluster": "links",
    "LinkMemory": "links",
    "DecisionError": "decisions",
    "Decisions": "decisions",
    "EntityFinder": "finder",
    "Evidence": "mention",
    "Kind": "mention",
    "Knowledge": "knowledge",
    "KnowledgeError": "shipped",
    "Link": "links",
    "Linked": "links",
    "Linker": "linker",
    "Mention": "mention",
    "Row": "table",
    "TableError": "table",
    "read_decisions": "decisions",
    "read_table": "table",
}

__all__ = [
    "Cluster",
    "DecisionError",
    "Decisions",
    "EntityFinder",
    "Evidence",
    "Kind",
    "Knowledge",
    "KnowledgeError",
    "Link",
    "LinkMemory",
    "Linked",
    "Linker",
    "Mention",
    "Row",
    "TableError",
    "read_decisions",
    "read_table",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has that name
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
