"""Turn bytes into text: which character encoding is it?

Order of trust: a byte order mark; the zeros of UTF-16; the escapes of ISO 2022; UTF-8, which
nothing else looks like; and only then a guess. For the guess every encoding that is possible is
tried on a sample, and the one whose text reads most like a language wins.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_SAMPLE: Final = 1000
_WIDE_SAMPLE: Final = 1000
"""Bytes on which a guess is made; the second must be a multiple of 4."""

_BEFORE: Final = 200
"""Bytes of ASCII that are taken into the sample before what is not."""

_SHORT: Final = 400
"""Bytes: in so short a file, a single control character may be half of a wide one."""

_MOST_PROPOSALS: Final = 4

_NOT_ASCII: Final = bytes(range(128, 256))
_NOT_ASCII_RUN: Final = re.compile(rb"[\x80-\xff]")

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_VALID_PER_INVALID: Final = 10
"""Text with this many well-formed sequences of UTF-8 for one that is not is damaged UTF-8: the
lead and trail bytes of other encodings do not fall into place by chance."""

_FEW_INVALID: Final = 3
"""With so few, as many well-formed sequences are enough: in a text with hardly any letter beyond
ASCII, those of another encoding would hardly stand together in pairs."""

_MULTIBYTE: Final = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_SINGLE_BYTE: Final = (
    "cp1252",
    "cp1251",
    "koi8_u",
    "koi8_r",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp874",
    "iso8859_2",
    "iso8859_3",
    "iso8859_4",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_10",
    "iso8859_13",
    "iso8859_15",
    "iso8859_16",
)
_RARE: Final = ("cp866", "cp1125", "cp852", "cp850")
"""Encodings that news has been written in, the commoner first: of equals the first wins."""

_ISO_2022: Final = (b"\x1b$B", b"\x1b$@", b"\x1b$A", b"\x1b(J", b"\x1b$)C")
_ISO_2022_CODECS: Final = ("iso2022_jp_2", "iso2022_kr")

_BINARY_MAGIC: Final = (
    b"\x7fELF",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x89PNG\r\n",
    b"GIF8",
    b"\xff\xd8\xff",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\xca\xfe\xba\xbe",
    b"MZ\x90\x00",
)
"""How the commonest kinds of files that are no plain text begin."""

_CONTROLS: Final = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 14, 15, 26, 27}) + b"\x7f"
"""Control characters that no text has, NUL among them."""
_MOST_CONTROLS: Final = 0.01
_MOST_NULS: Final = 0.3

_WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

_LEAST_LIKELY: Final = -8.5
"""Mean natural logarithm of likelihood per character, below which nothing was read. Text has about
-3 in alphabets and -7 in ideographs, of which a line has fewer than half."""

_LIKELIER_BY: Final = 3.0
_RARE_LIKELIER_BY: Final = 25.0
"""An encoding must make the text this much likelier (natural logarithm) than a commoner one."""


class NotTextError(ValueError):
    """The bytes are no text in any encoding that is known."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text that `data` holds and the name of its encoding.

    NULs that are sprinkled into a text are left out. What is malformed becomes U+FFFD.

    Raises:
        NotTextError: if the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            name = "utf-8" if encoding == "utf-8-sig" else encoding
            if encoding == "gb18030":
                data = data[len(bom) :]
            return data.decode(encoding, "replace"), name
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace"), wide
    return _narrow(data.replace(b"\x00", b"") if b"\x00" in data else data)


def check_is_text(data: bytes) -> None:
    """Refuse what is binary, without reading what is not.

    Raises:
        NotTextError: if the bytes are no text.
    """
    if not data.startswith(tuple(bom for bom, _ in _BOMS)):
        _wide_encoding(data)


def _wide_encoding(data: bytes) -> str | None:
    """Return the encoding with two or four bytes for every character that a text is in, or None.

    Raises:
        NotTextError: if the bytes are no text.
    """
    if data.startswith(_BINARY_MAGIC):
        raise NotTextError("The file is not plain text.")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data) + 1 or (controls and len(data) < _SHORT):
        wide = _guess(data, _WIDE)
        if wide is not None:
            return wide
    nuls = data.count(0)
    if nuls > _MOST_NULS * len(data):
        raise NotTextError("The file is binary: it is full of zero bytes.")
    if controls - nuls > _MOST_CONTROLS * len(data) + 1:
        raise NotTextError("The file is binary: it is full of control characters.")
    return None


def _narrow(data: bytes) -> tuple[str, str]:
    """Decode what is in none of the encodings with two or four bytes for every character."""
    if data.isascii() and any(escape in data for escape in _ISO_2022):
        for encoding in _ISO_2022_CODECS:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    # UTF-16 of ideographs alone has neither zeros nor other control characters.
    guess = _guess(data, (*_MULTIBYTE, *_SINGLE_BYTE)) or _guess(data, _WIDE)
    if guess is None:
        raise NotTextError("The file is binary, or in an unknown character encoding.")
    return data.decode(guess, "replace"), guess


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8 but for a few."""
    text = data.decode("utf-8", "replace")
    invalid = text.count("\ufffd")
    valid = len(text) - invalid - len(data.translate(None, _NOT_ASCII))
    wanted = 1 if invalid <= _FEW_INVALID else _VALID_PER_INVALID
    return valid >= wanted * invalid


def _guess(data: bytes, encodings: tuple[str, ...]) -> str | None:
    """Return the encoding in which the text is likeliest, or None if it is in none."""
    from seedreader.corpus.plausibility import log_likelihood  # noqa: PLC0415 - slow to load

    sample = _sample(data) if encodings is not _WIDE else data[:_WIDE_SAMPLE]
    rare = (*_RARE, *_proposals(sample)) if encodings is not _WIDE else ()
    best: tuple[float, str, int] | None = None
    tried: set[str] = set()
    for encoding in (*encodings, *rare):
        text = _try(sample, encoding, is_whole=len(sample) == len(data))
        if not text or text in tried:
            continue
        tried.add(text)
        likelihood = log_likelihood(text)
        margin = _LIKELIER_BY if encoding in encodings else _RARE_LIKELIER_BY
        if best is None or likelihood > best[0] + margin:
            best = (likelihood, encoding, len(text))
    if best is None or best[0] < _LEAST_LIKELY * best[2]:
        return None
    return best[1]


def _sample(data: bytes) -> bytes:
    """Return the lines that leave ASCII, or the beginning of a line that is too long."""
    lines: list[bytes] = []
    size = 0
    position = 0
    while size < _SAMPLE and position < len(data):
        match = _NOT_ASCII_RUN.search(data, position)
        if match is None:
            break
        first = data.rfind(b"\n", max(position, match.start() - _BEFORE), match.start()) + 1
        start = max(first, match.start() - _BEFORE, position)
        end = data.find(b"\n", match.end(), start + _SAMPLE)
        end = min(len(data), start + _SAMPLE) if end < 0 else end + 1
        lines.append(data[start:end])
        size += end - start
        position = end
    return b"".join(lines)[:_SAMPLE]


def _try(sample: bytes, encoding: str, *, is_whole: bool) -> str | None:
    """Return a sample's text, without a character that its end cuts in two, or None."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, is_whole)
    except (UnicodeDecodeError, LookupError):
        return None


def _proposals(sample: bytes) -> list[str]:
    """Return the encodings that charset-normalizer thinks possible, best first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import

    encodings = [match.encoding for match in from_bytes(sample)]
    # Those of the old Macintosh differ too little from others, and no news comes in them.
    return [name for name in encodings if not name.startswith("mac_")][:_MOST_PROPOSALS]
