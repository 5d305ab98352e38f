"""Completion of the last of several tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.suggester import Suggester


class TagSuggester(Suggester):
    """Offers the tags that begin with what was typed after the last comma."""

    def __init__(self, tags: Callable[[], Sequence[str]]) -> None:
        """Offer the tags that a function returns, the first that fits."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tags

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last tag completed, or None."""
        written, _, last = value.rpartition(",")
        begun = last.lstrip().lstrip("#")
        if not begun:
            return None
        there = {tag.strip().casefold() for tag in written.split(",")}
        for tag in self._tags():
            is_longer = len(tag) > len(begun) and tag[: len(begun)].casefold() == begun.casefold()
            if is_longer and tag.casefold() not in there:
                return value + tag[len(begun) :]
        return None
