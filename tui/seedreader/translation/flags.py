"""What looks wrong with a translation, found without another to compare it with.

A machine's typical mistakes leave traces that need no knowledge of what the sentence means: a word
repeated without end, source words left, half of the length missing, another set of numbers, a
name or a negation that is nowhere. A flag means "look here", not "this is wrong". How often good
translations are flagged and damaged ones are not is printed by `scripts/check_flags.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from seedreader.article import primary_language
from seedreader.translation._flag_echo import echo
from seedreader.translation._flag_length import length
from seedreader.translation._flag_loop import loop
from seedreader.translation._flag_names import lost_names
from seedreader.translation._flag_negation import lost_negation
from seedreader.translation._flag_numbers import changed_numbers
from seedreader.translation.flag import Flag, FlagName

__all__ = ["Flag", "FlagName", "MissingNames", "check"]


_LONGEST = 5000
"""Code points: what is longer is no sentence, and only looked at for loops, echoes and length."""

MissingNames = Callable[[str, str], Iterable[str]]
"""Takes a sentence and its translation; returns the names of entities that are known to be in the
first and are not in the second."""


def check(
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    *,
    names: MissingNames | None = None,
) -> tuple[Flag, ...]:
    """Return what looks wrong with a translation; takes time in proportion to its length.

    Args:
        source: the sentence.
        target: its translation.
        source_language: BCP 47 code; where it is unknown, less is checked.
        target_language: BCP 47 code.
        names: tells which names are missing, from a knowledge base; None to go by spelling.
    """
    source, target = " ".join(source.split()), " ".join(target.split())
    languages = primary_language(source_language), primary_language(target_language)
    if not source or languages[0] == languages[1]:
        return ()
    if not target:
        return (Flag(FlagName.LENGTH, "there is no translation"),)
    looped = loop(source, target)
    echoed = echo(source, target, *languages)
    found = [(FlagName.LOOP, looped), (FlagName.ECHO, echoed)]
    if not looped:
        found.append((FlagName.LENGTH, length(source, target, *languages)))
    if not echoed and max(len(source), len(target)) <= _LONGEST:
        found += [
            (FlagName.NUMBERS, changed_numbers(source, target, *languages)),
            (FlagName.NAMES, _names(source, target, languages, names)),
            (FlagName.NEGATION, lost_negation(source, target, *languages)),
        ]
    return tuple(Flag(name, reason) for name, reason in found if reason)


def _names(
    source: str, target: str, languages: tuple[str, str], names: MissingNames | None
) -> str | None:
    if names is None:
        return lost_names(source, target, *languages)
    missing = list(names(source, target))
    return f"missing: {', '.join(missing)}" if missing else None
