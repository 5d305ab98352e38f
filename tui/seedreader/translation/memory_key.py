"""Under which key a translation memory remembers a sentence."""

from __future__ import annotations

import unicodedata


def sentence_key(text: str) -> str:
    """Return what two writings of the same sentence have in common.

    That is the sentence in Unicode's normalisation form C (UAX #15), each stretch of white space
    one space, none around it. Case and punctuation stay: they change what a sentence means.
    Idempotent.
    """
    return unicodedata.normalize("NFC", " ".join(text.split()))
