"""The shipped knowledge base, opened once."""

from __future__ import annotations

import pytest

from seedreader.entities import EntityFinder, Knowledge, Mention


@pytest.fixture(scope="session")
def knowledge():
    return Knowledge()


@pytest.fixture(scope="session")
def finder(knowledge):
    return EntityFinder(knowledge)


@pytest.fixture(scope="session")
def find(finder):
    """Return the mentions of a text of one or more sentences, one a line."""

    def run(text: str, language: str) -> tuple[Mention, ...]:
        spans = []
        start = 0
        for line in text.split("\n"):
            if line.strip():
                spans.append((start, start + len(line), language))
            start += len(line) + 1
        return finder.mentions(text, spans)

    return run
