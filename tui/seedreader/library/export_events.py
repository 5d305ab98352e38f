"""What is told while articles are exported; cheap to import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """So many articles are written."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ExportDone:
    """All is written.

    Attributes:
        articles: how many.
        suspect: sentences among them whose translation looks wrong.
        refused: files that were left alone, and why, in words.
    """

    articles: int
    suspect: int
    refused: list[str]


@dataclass(frozen=True, slots=True)
class ExportFailed:
    """Nothing more is written; why, in words."""

    reason: str


ExportEvent = ExportProgress | ExportDone | ExportFailed
