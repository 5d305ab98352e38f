"""How a sentence is translated again."""

from __future__ import annotations

import pytest

from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    RETRY_IN_PIECES,
    RETRY_WITHOUT_REPETITION,
    settings_key,
)
from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.retry import retry_options


def settings(*tried):
    return [settings_key("argos", ["0f"], options) for options in tried]


@pytest.mark.parametrize(
    ("names", "tried", "expected"),
    [
        ((), (), RETRY_IN_PIECES),
        ((FlagName.LENGTH,), (DEFAULT_OPTIONS,), RETRY_IN_PIECES),
        ((FlagName.NUMBERS, FlagName.ECHO), (), RETRY_IN_PIECES),
        ((FlagName.LOOP,), (), RETRY_WITHOUT_REPETITION),
        ((FlagName.LENGTH, FlagName.LOOP), (DEFAULT_OPTIONS,), RETRY_WITHOUT_REPETITION),
        ((FlagName.LOOP,), (RETRY_WITHOUT_REPETITION,), RETRY_IN_PIECES),
        ((FlagName.NAMES,), (RETRY_IN_PIECES,), RETRY_WITHOUT_REPETITION),
        ((FlagName.LOOP,), (RETRY_IN_PIECES, RETRY_WITHOUT_REPETITION), None),
    ],
)
def test_what_is_tried_next(names, tried, expected):
    flags = [Flag(name, "reason") for name in names]
    assert retry_options(flags, settings(*tried)) == expected
