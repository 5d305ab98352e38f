"""Which sentences are translated together.

A batch is as slow as its longest sentence, so sentences of the same length go together, the longest
first, as many as fit into a number of tokens: padding costs little, and no batch takes long.
"""

from __future__ import annotations

from collections.abc import Sequence

MAX_BATCH_TOKENS = 512
"""Beyond it, larger batches gain nothing and delay what is asked for next."""

URGENT_BATCH_TOKENS = 96
"""For what somebody is waiting to read: its first sentences appear sooner."""


def longest_first(sizes: Sequence[int], limit: int = MAX_BATCH_TOKENS) -> list[list[int]]:
    """Return batches of indices into `sizes`, longest first; padded, each fits into `limit`.

    A sentence that is longer than the limit is a batch of its own.
    """
    order = sorted(range(len(sizes)), key=lambda index: -sizes[index])
    return _cut(order, sizes, limit)


def in_order(
    sizes: Sequence[int], *, first: int = 0, limit: int = URGENT_BATCH_TOKENS
) -> list[list[int]]:
    """Return batches in the given order; the first `first` sentences alone, each in its own."""
    alone = [[index] for index in range(min(first, len(sizes)))]
    return alone + _cut(range(len(alone), len(sizes)), sizes, limit)


def _cut(order: Sequence[int], sizes: Sequence[int], limit: int) -> list[list[int]]:
    batches: list[list[int]] = []
    longest = 0
    for index in order:
        grown = max(longest, sizes[index])
        if batches and grown * (len(batches[-1]) + 1) <= limit:
            batches[-1].append(index)
            longest = grown
        else:
            batches.append([index])
            longest = sizes[index]
    return batches
