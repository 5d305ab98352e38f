"""Which articles are near copies of one another: what the list asks, and what goes with an article.

How they are found is told in `copies`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from seedreader.library.translations_store import parts

BANDS: Final = 32
"""Parts of a signature by which near copies are looked up."""
ROWS: Final = 3
"""Bytes of each."""

_FEW: Final = 2_000  # articles that are faster to look up one by one


def bands(signature: bytes) -> list[int]:
    """Return the numbers under which a signature is found; each holds its place in it."""
    return [
        at << (8 * ROWS) | int.from_bytes(signature[at * ROWS : (at + 1) * ROWS], "big")
        for at in range(BANDS)
    ]


def groups(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return the groups of those articles that have near copies, anywhere in the library.

    A group is named by the key of one of its articles. Takes about 1 µs for each article that has
    copies.
    """
    if len(keys) > _FEW:
        return dict(
            connection.execute(
                "SELECT article, copy_group FROM copies WHERE copy_group IS NOT NULL"
            ).fetchall()
        )
    found: dict[int, int] = {}
    for part in parts(keys):
        marks = ",".join("?" * len(part))
        found.update(
            connection.execute(
                "SELECT article, copy_group FROM copies "  # noqa: S608 - question marks
                f"WHERE copy_group IS NOT NULL AND article IN ({marks})",
                part,
            ).fetchall()
        )
    return found


def forget_copy(connection: sqlite3.Connection, key: int) -> None:
    """Forget an article's signature; the others of its group are to be grouped anew."""
    row = connection.execute(
        "SELECT signature, copy_group FROM copies WHERE article = ?", (key,)
    ).fetchone()
    if row is None:
        return
    signature, group = row
    connection.executemany(
        "DELETE FROM copy_bands WHERE band = ? AND article = ?",
        ((band, key) for band in bands(signature)),
    )
    connection.execute("DELETE FROM copies WHERE article = ?", (key,))
    if group is not None:
        connection.execute(
            "UPDATE copies SET copy_group = NULL, is_grouped = 0 WHERE copy_group = ?", (group,)
        )
