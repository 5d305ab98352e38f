"""What the reader knows and remembers: articles, translations and reading state in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedreader.library.schema import LibraryProblem
from seedreader.library.scope import Scope
from seedreader.library.store import ArticleOrder, Library, ListRow
from seedreader.library.translations_store import Known, Made, sentence_language

if TYPE_CHECKING:
    from seedreader.library.ingestion import ingest

__all__ = [
    "ArticleOrder",
    "Known",
    "Library",
    "LibraryProblem",
    "ListRow",
    "Made",
    "Scope",
    "ingest",
    "sentence_language",
]


def __getattr__(name: str) -> object:
    """Import what reads files only when it is asked for: the screens never do."""
    if name == "ingest":
        from seedreader.library.ingestion import ingest  # noqa: PLC0415 - see above

        return ingest
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
