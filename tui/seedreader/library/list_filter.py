"""What is typed into the list's filter: words, and what the user said of articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seedreader.library.marks import IS_READ, IS_STARRED, IS_STARTED

_STATES = {
    "is:starred": IS_STARRED,
    "is:read": IS_READ,
    "is:finished": IS_READ,
    "is:unread": f"NOT {IS_READ}",
    "is:started": IS_STARTED,
    "is:tagged": "EXISTS (SELECT 1 FROM tags t WHERE t.id = a.id)",
    "is:noted": "m.note IS NOT NULL",
    "is:gone": "f.kind = 'gone'",
}
_TAG = "tag:"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What articles must have to be listed.

    Attributes:
        words: each must occur in what is said of the article or by the user.
        tags: each, in folded case, must be one of its tags or the beginning of one.
        conditions: SQL on the tables of `marks.MARKS_JOIN`.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Sequence[str]) -> ListFilter:
        """Understand what was typed; a field that is not known, or not finished, is a word."""
        plain, tags, conditions = [], [], []
        for word in words:
            folded = word.casefold()
            if folded in _STATES:
                conditions.append(_STATES[folded])
            elif folded.startswith(_TAG) and len(folded) > len(_TAG):
                tags.append(folded[len(_TAG) :].strip('"“”'))
            else:
                plain.append(word)
        return cls(tuple(plain), tuple(tags), tuple(conditions))

    def __bool__(self) -> bool:
        return bool(self.words or self.tags or self.conditions)

    def has_words(self) -> Callable[..., bool]:
        """Return a function of texts and paths (bytes) that tells whether all words are there."""
        words = [word.casefold() for word in self.words]

        def has_words(*fields: str | bytes | None) -> bool:
            text = "\n".join(
                os.fsdecode(field.rsplit(os.fsencode(os.sep), 1)[-1])
                if isinstance(field, bytes)
                else field
                for field in fields
                if field
            ).casefold()
            return all(word in text for word in words)

        return has_words

    def has_tags(self) -> Callable[[str | None], bool]:
        """Return a function of an article's tags, one a line, that tells whether all are there."""

        def has_tags(text: str | None) -> bool:
            of_article = (text or "").casefold().split("\n")
            return all(any(own.startswith(tag) for own in of_article) for tag in self.tags)

        return has_tags
