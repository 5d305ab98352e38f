"""What is loaded before the first paint: every start waits for it."""

from __future__ import annotations

import subprocess
import sys

_NOT_YET = {
    "argostranslate",
    "charset_normalizer",
    "ctranslate2",
    "defusedxml",
    "langdetect",
    "numpy",
    "regex",
    "seedreader.corpus",
    "seedreader.library.events",
    "seedreader.library.ingestion",
    "seedreader.ui.text.bidi",
    "seedreader.ui.text.wrapping",
    "seedreader.ui.widgets.article_pane",
    "sentencepiece",
    "sentencex",
    "zipfile",
}


def test_nothing_is_imported_that_only_later_screens_need() -> None:
    program = "import sys, seedreader.reader, seedreader.ui.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    imported = set(done.stdout.split())
    assert "seedreader.ui.widgets.article_list" in imported
    assert not imported & _NOT_YET
