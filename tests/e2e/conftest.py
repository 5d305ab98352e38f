"""Readers in pseudo-terminals."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from tests.e2e.stories import write_stories
from tests.e2e.terminal import Terminal


class Start(Protocol):
    """Starts the reader in a terminal."""

    def __call__(
        self,
        *arguments: str | Path,
        columns: int = 120,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
    ) -> Terminal: ...


@pytest.fixture
def reader(data: Path) -> Iterator[Start]:
    """Start the reader in a terminal of its own; all starts share one library."""
    with ExitStack() as stack:

        def start(
            *arguments: str | Path,
            columns: int = 120,
            rows: int = 30,
            env: Mapping[str, str | None] | None = None,
        ) -> Terminal:
            command = [sys.executable, "-m", "seedreader", "--data", str(data), *arguments]
            return stack.enter_context(Terminal(command, columns, rows, env))

        yield start


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with three articles and their translations."""
    return write_stories(tmp_path / "stories")


@pytest.fixture
def open_stories(reader: Start, stories: Path) -> Start:
    """Open the stories and wait until all of them are on the screen with their translations."""

    def opened(
        *arguments: str | Path,
        columns: int = 120,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
    ) -> Terminal:
        terminal = reader(*arguments, stories, columns=columns, rows=rows, env=env)
        terminal.wait_for(lambda: all(part in terminal.text() for part in _STORIES_ARE_READ))
        return terminal

    return opened


_STORIES_ARE_READ = ("Articles 3", "13/13", "91/91", "7/7", "Quit")


@pytest.fixture
def open_long_story(open_stories: Start) -> Start:
    """Open the story of 91 sentences for reading."""

    def opened(
        *arguments: str | Path,
        columns: int = 120,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
    ) -> Terminal:
        terminal = open_stories(*arguments, columns=columns, rows=rows, env=env)
        terminal.press("j", "enter")
        terminal.wait_for("sentence 1 of 91")
        terminal.wait_for("Next sentence")
        return terminal

    return opened
