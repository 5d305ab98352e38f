"""Arabic letters in the form that their neighbours ask for.

A terminal that draws visual order as it comes does not join Arabic letters, and one that joins
them would join the wrong ones, because their order is reversed. Presentation forms
(U+FB50-U+FDFF, U+FE70-U+FEFF) do not depend on their neighbours. Python's `unicodedata` knows which
letter and which form each of them is, so there is no table here.

Each letter stays one code point and keeps its cell: there are no ligatures, lam and alef stay two
letters. Letters without presentation forms (some of Kurdish, Sindhi, African languages) stay as
they are.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple
from unicodedata import combining, decomposition

from seedreader.ui.text.cells import ZWJ

_TATWEEL: Final = "\u0640"
_FORMS: Final = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}


class _Joining(NamedTuple):
    """What a code point does to its neighbours (Joining_Type in the Unicode standard, 9.2)."""

    before: bool
    """It joins what comes before it."""
    after: bool
    """It joins what comes after it."""


@cache
def _forms() -> dict[str, list[str | None]]:
    """Return the isolated, final, initial and medial form of each letter that has any."""
    found: dict[str, list[str | None]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        name, _, letters = decomposition(chr(code)).partition(" ")
        if name in _FORMS and letters and " " not in letters:
            forms = found.setdefault(chr(int(letters, 16)), [None] * 4)
            forms[_FORMS[name]] = chr(code)
    return found


def _joining(character: str) -> _Joining:
    if character in (ZWJ, _TATWEEL):
        return _Joining(before=True, after=True)
    forms = _forms().get(character, [None] * 4)
    return _Joining(before=forms[1] is not None, after=forms[2] is not None)


def shaped(text: str, start: int, end: int) -> dict[int, str]:
    """Return the presentation forms of the Arabic letters of `text[start:end]`.

    Args:
        text: any text; what lies outside the stretch is not looked at.
        start: code point offset.
        end: code point offset, exclusive.

    Returns:
        By code point offset, only for letters that have the form asked for.
    """
    forms = _forms()
    letters = [at for at in range(start, end) if not combining(text[at])]
    joins = [_joining(text[at]) for at in letters]
    found: dict[int, str] = {}
    for index, at in enumerate(letters):
        choices = forms.get(text[at])
        if choices is None:
            continue
        joined_before = index > 0 and joins[index - 1].after and joins[index].before
        joined_after = index + 1 < len(letters) and joins[index].after and joins[index + 1].before
        form = choices[joined_before + 2 * joined_after]
        if form is not None:
            found[at] = form
    return found
