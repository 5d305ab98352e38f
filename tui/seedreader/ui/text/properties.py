"""Patterns that ask for Unicode properties, which the standard library's `re` does not know."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import re


def property_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern with `\\p{...}` and set operations (`--`, `&&`) by the `regex` package.

    The package is imported on the first call: it costs some 20 ms, which a program that shows no
    text need not spend.
    """
    regex = import_module("regex")
    return cast("re.Pattern[str]", regex.compile(pattern, regex.VERSION1))
