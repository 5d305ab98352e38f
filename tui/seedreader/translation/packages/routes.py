"""Which packages lead from one language to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from seedreader.translation.packages.languages import argos_codes
from seedreader.translation.packages.package import Package, version_key

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Route:
    """How to translate.

    Attributes:
        packages: one, or two to be used one after the other.
        pivot: Argos's code of the language in between, or None. Say so to the reader: what passes
            through a third language loses more.
    """

    packages: tuple[Package, ...]
    pivot: str | None = None


def route(packages: Iterable[Package], source: str, target: str) -> Route | None:
    """Return the best way from `source` to `target`, or None if there is none.

    Directly if possible, else through English, else through another language. Of several packages
    for the same pair the newest is taken, of equals the first.

    Args:
        packages: what is installed.
        source: BCP 47 code, or Argos's.
        target: likewise.
    """
    newest: dict[tuple[str, str], Package] = {}
    for package in packages:
        pair = package.from_code.lower(), package.to_code.lower()
        known = newest.get(pair)
        if known is None or version_key(package.version) > version_key(known.version):
            newest[pair] = package
    sources, targets = argos_codes(source), argos_codes(target)
    if sources[0] == targets[0]:
        return None
    pairs = sorted(product(enumerate(sources), enumerate(targets)), key=_how_far)
    for (_, start), (_, end) in pairs:
        if direct := newest.get((start, end)):
            return Route((direct,))
    between = sorted({end for _, end in newest}, key=lambda code: (code != _ENGLISH, code))
    for pivot in between:
        for (_, start), (_, end) in pairs:
            first, second = newest.get((start, pivot)), newest.get((pivot, end))
            if first and second and pivot not in (start, end):
                return Route((first, second), pivot)
    return None


def _how_far(pair: tuple[tuple[int, str], tuple[int, str]]) -> int:
    """Return how far a pair of codes is from the languages that were asked for."""
    (source, _), (target, _) = pair
    return source + target
