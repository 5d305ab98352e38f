"""Near copies in the list: one row a group, until the user unfolds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Folding:
    """The articles of a list, with near copies behind the first of their group.

    Attributes:
        keys: the articles that are shown, in order.
        total: how many there are, folded ones included.
        copies: of the first article of each group, how many others of it are in the list.
        first: of each of the others, that first article.
        group: of the first articles, the names of their groups.
    """

    keys: Sequence[int] = ()
    total: int = 0
    copies: Mapping[int, int] = field(default_factory=dict)
    first: Mapping[int, int] = field(default_factory=dict)
    group: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, keys: Sequence[int], groups: Mapping[int, int], unfolded: Collection[int] = ()
    ) -> Folding:
        """Fold a list.

        Args:
            keys: the articles in order.
            groups: the group of each that has near copies; some may have theirs elsewhere.
            unfolded: groups whose articles are all shown, one below the other.
        """
        if not groups:
            return cls(keys, len(keys))
        heads: dict[int, int] = {}
        others: dict[int, list[int]] = {}
        first: dict[int, int] = {}
        for key in keys:
            group = groups.get(key)
            if group is None:
                continue
            head = heads.setdefault(group, key)
            if head != key:
                others.setdefault(head, []).append(key)
                first[key] = head
        shown: list[int] = []
        for key in keys:
            if key not in first:
                shown.append(key)
                if key in others and groups[key] in unfolded:
                    shown += others[key]
        return cls(
            shown,
            len(keys),
            {head: len(copies) for head, copies in others.items()},
            first,
            {head: groups[head] for head in others},
        )

    @property
    def folded(self) -> int:
        """How many articles are not shown."""
        return self.total - len(self.keys)

    def group_of(self, key: int) -> int | None:
        """Return the group of an article that has near copies in the list."""
        return self.group.get(self.first.get(key, key))
