"""What the reader knows and remembers: articles, translations and reading state in one file."""

from seedreader.library.ingestion import ingest
from seedreader.library.schema import LibraryProblem
from seedreader.library.scope import Scope
from seedreader.library.store import ArticleOrder, Library, ListRow

__all__ = ["ArticleOrder", "Library", "LibraryProblem", "ListRow", "Scope", "ingest"]
