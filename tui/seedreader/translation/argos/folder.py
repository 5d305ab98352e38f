"""What the engine must know of an installed package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """An installed package, as the engine uses it.

    Attributes:
        path: the folder that holds `model/` and the tokenizer.
        source, target: the codes that the package itself uses.
        target_prefix: the token that decoding has to begin with, or ''.
        name: the package's name, as "translate-uk_en-1_9".
        stamp: what changes when a file of the package does: another package in the same place is
            another.
    """

    path: Path
    source: str
    target: str
    target_prefix: str = ""
    name: str = ""
    stamp: tuple[int, ...] = ()


Route = Sequence[ModelFolder]
"""The packages on the way from source to target: one, or several where there is a pivot."""

Identify = Callable[[ModelFolder], str]
"""Returns the SHA-256 of a package's contents; raises `CannotTranslate` where it cannot be read
or is no longer what it was when its stamp was taken."""

FindRoute = Callable[[str, str], Route]
"""Takes source and target; raises `CannotTranslate` where no way leads from one to the other."""
