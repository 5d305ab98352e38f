"""What a package's README says about its licence."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = (
    (r"CC[ -]?0|Creative Commons Zero|publicdomain/zero", "CC0 1.0"),
    (r"CC[ -]BY[ -]NC[ -]SA[ -]4\.0|licenses/by-nc-sa/4\.0", "CC BY-NC-SA 4.0"),
    (r"CC[ -]BY[ -]NC[ -]4\.0|licenses/by-nc/4\.0", "CC BY-NC 4.0"),
    (r"CC[ -]BY[ -]SA[ -]4\.0|licenses/by-sa/4\.0", "CC BY-SA 4.0"),
    (r"CC[ -]BY[ -]SA[ -]3\.0|licenses/by-sa/3\.0", "CC BY-SA 3.0"),
    (r"CC[ -]BY[ -]4\.0|licenses/by/4\.0", "CC BY 4.0"),
    (r"CC[ -]BY[ -]3\.0|licenses/by/3\.0", "CC BY 3.0"),
    (r"\bMIT\b", "MIT"),
    (r"Apache(?:[ -]License)?[ ,-]*(?:Version )?2\.0|\bApache-2\.0", "Apache 2.0"),
    (r"\bAGPL|Affero", "AGPL"),
    (r"\bLGPL", "LGPL"),
    (r"\bGPL|GNU General Public", "GPL"),
    (r"\bMPL\b|Mozilla Public", "MPL"),
    (r"\bBSD\b", "BSD"),
)
_KNOWN: Final = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _NAMES)
_TELLS: Final = re.compile(r"licen[cs]|creativecommons\.org|public domain", re.IGNORECASE)


def licence_in(readme: str) -> str | None:
    """Return the licences that the lines of a README that speak of one name, or None.

    Several are joined by commas, in the order in which they are named. READMEs also credit training
    data, so the answer is what is said there, not legal advice.
    """
    if _TELLS.search(readme) is None:
        return None
    found: dict[str, None] = {}
    for line in readme.splitlines():
        if _TELLS.search(line) is None:
            continue
        named = [(match.start(), name) for rule, name in _KNOWN if (match := rule.search(line))]
        found |= dict.fromkeys(name for _, name in sorted(named))
    return ", ".join(found) or None
