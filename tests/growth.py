"""How much longer something takes for more text."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

import pytest

LINEAR = 8
"""Four times as much may take this much longer: the middle between linear, 4, and quadratic, 16."""

_TRIES = 8
_LEAST = 0.002  # seconds: what takes less is not measured well

_Input = TypeVar("_Input")


def assert_grows_less(
    function: Callable[[_Input], object], small: _Input, large: _Input, most: float = LINEAR
) -> None:
    """Compare the processor time that both take; it may grow by less than the factor `most`.

    Whatever else the machine does only adds to it: the least of some tries counts, and no more are
    made than are needed.
    """
    function(small)  # loads tables
    least_small = least_large = float("inf")
    for _ in range(_TRIES):
        least_small = min(least_small, processor_time(function, small))
        least_large = min(least_large, processor_time(function, large))
        if least_large < most * max(least_small, _LEAST):
            return
    pytest.fail(f"{least_small:.3f} s, then {least_large:.3f} s")


def processor_time(function: Callable[[_Input], object], value: _Input) -> float:
    """Return the seconds of this thread's processor time."""
    start = time.thread_time()
    function(value)
    return time.thread_time() - start


def calls(function: Callable[[], object]) -> int:
    """Return how many functions are called: the same every time, whatever else the machine does."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
