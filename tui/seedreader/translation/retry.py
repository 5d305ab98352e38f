"""How to translate a sentence again with which something looks wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from seedreader.translation.engine import (
    RETRY_IN_PIECES,
    RETRY_WITHOUT_REPETITION,
    Options,
)
from seedreader.translation.flag import Flag, FlagName


def retry_options(flags: Iterable[Flag], tried: Collection[str] = ()) -> Options | None:
    """Return the options that may do better, or None where all were tried.

    A loop is broken by making repetition less probable; whatever else is wrong, a shorter piece
    gives the model less to lose. What does not help is followed by the other.

    Args:
        flags: what looks wrong; where nothing does, the user does not like it.
        tried: the settings (`engine.settings_key`) of the translations that there are.
    """
    order = [RETRY_IN_PIECES, RETRY_WITHOUT_REPETITION]
    if any(flag.name is FlagName.LOOP for flag in flags):
        order.reverse()
    return next((options for options in order if not _is_among(options, tried)), None)


def _is_among(options: Options, tried: Collection[str]) -> bool:
    return any(settings.endswith(f"|{options.parameters()}") for settings in tried)
