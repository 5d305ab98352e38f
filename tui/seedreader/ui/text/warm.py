"""What may be done before the first text is laid out."""

from __future__ import annotations

from seedreader.ui.text.breaks import prepare_breaks
from seedreader.ui.text.cells import prepare_cells


def prepare() -> None:
    """Compile the patterns and look up common characters; safe to call from any thread.

    It takes about a tenth of a second, once, which the first layout would take otherwise.
    """
    prepare_cells()
    prepare_breaks()
