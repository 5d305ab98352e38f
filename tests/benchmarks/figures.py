"""A measured figure beside the bound that it is held to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured.

    Attributes:
        name: what it is, in words.
        value: the figure.
        unit: what it counts; "×" for a ratio of two things measured in the same run.
        bound: the value may not be above it (or below it, if `at_least`); None for no bound.
        at_least: whether more is better.
    """

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the bound is kept."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        """Return the figure as a row of a table."""
        bound = ""
        if self.bound is not None:
            sign = "≥" if self.at_least else "≤"
            bound = f"{sign} {self.bound:g} {'' if self.is_kept else 'NOT KEPT'}"
        return f"{self.name:64} {self.value:10,.2f} {self.unit:12} {bound}".rstrip()
