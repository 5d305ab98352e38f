"""The files that could not be read, and what to do about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.content import Content

from seedreader.ui.screens.help import TextScreen


class UnreadableFile(Protocol):
    """What is told of a file; all texts are safe to show."""

    @property
    def path(self) -> str:
        """Its path."""

    @property
    def problem(self) -> str:
        """What is wrong."""

    @property
    def advice(self) -> str:
        """What to do about it."""

    @property
    def is_failure(self) -> bool:
        """False where the file is only of another kind than an article."""


class ProblemsScreen(TextScreen):
    """The list of what could not be read."""

    def __init__(self, files: Sequence[UnreadableFile]) -> None:
        """Make the screen."""
        super().__init__()
        self._files = files

    def text(self, width: int) -> Content:  # noqa: ARG002 - lines are wrapped by Static
        """See `TextScreen`."""
        if not self._files:
            return Content("All files were read.")
        parts: list[Content] = []
        for is_failure, title in ((True, "Could not be read"), (False, "Left out")):
            files = [file for file in self._files if file.is_failure is is_failure]
            if files:
                parts.append(Content.styled(f"{title}\n\n", "bold underline"))
            for file in files:
                parts.append(Content.styled(f"{file.path}\n", "bold"))
                words = " ".join(part for part in (file.problem, file.advice) if part)
                parts.append(Content(f"  {words}\n\n"))
        return Content("").join(parts)
