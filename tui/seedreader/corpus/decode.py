"""Turn bytes into text: which character encoding is it?

Order of trust: a byte order mark; the zeros of UTF-16; the escapes of ISO 2022; UTF-8, which
nothing else looks like; and only then a guess. For the guess every encoding that is possible is
tried on a sample, and the one whose text reads most like a language wins.
"""

from __future__ import annotations

import codecs
from typing import Final

from seedreader.corpus.scripts import OTHER, script_of

_SAMPLE: Final = 4096
"""Bytes on which the guess is made, beginning where the text leaves ASCII."""

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
    "cp866",
    "cp1125",
    "cp852",
    "cp850",
    "mac_cyrillic",
    "mac_roman",
)
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

_CONTROLS: Final = bytes(set(range(32)) - {0, 7, 8, 9, 10, 11, 12, 13, 14, 15, 26, 27}) + b"\x7f"
_MOST_CONTROLS: Final = 0.01
_MOST_NULS: Final = 0.3

_LEAST_SCORE: Final = -6.5
"""Mean logarithm per letter, relative to a language's own text, below which nothing was read."""


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
    if data.startswith(_BINARY_MAGIC):
        raise NotTextError("The file is not plain text.")
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace"), wide
    nuls = data.count(0)
    if nuls > _MOST_NULS * len(data):
        raise NotTextError("The file is binary: it is full of zero bytes.")
    if nuls:
        data = data.replace(b"\x00", b"")
    return _decode_bytes(data)


def _decode_bytes(data: bytes) -> tuple[str, str]:
    if any(escape in data for escape in _ISO_2022) and data.isascii():
        for encoding in _ISO_2022_CODECS:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data) + 1:
        raise NotTextError("The file is binary: it is full of control characters.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    encoding = _guess(data)
    return data.decode(encoding, "replace"), encoding


def _wide(data: bytes) -> str | None:
    """Return the name of an encoding with two or four bytes a character, or None."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    if len(data) < 4 or len(data) % 2:  # noqa: PLR2004 - too little to tell, or no pairs
        return None
    sample = sample[: len(sample) - len(sample) % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    for mine, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if mine > pairs * 0.4 and others < pairs * 0.05:
            return encoding
    if even + odd > pairs * 1.2:
        for encoding in ("utf-32-le", "utf-32-be"):
            if len(data) % 4 == 0 and _reads(sample[: len(sample) - len(sample) % 4], encoding):
                return encoding
    return _wide_without_zeros(sample)


def _wide_without_zeros(sample: bytes) -> str | None:
    """Return which UTF-16 a text is in whose letters are not Latin, or None.

    Its spaces, line feeds and digits still have zeros, always on the same side; and its letters
    are of few scripts, which is not so for pairs of bytes of anything else.
    """
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(sample) - 4 and error.reason == "unexpected end of data":
            return None
    else:
        return None
    best: tuple[float, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(sample)
        except UnicodeDecodeError:
            continue
        scripts: dict[str, int] = {}
        odd = 0
        for character in text:
            script = script_of(character)
            if script != OTHER:
                scripts[script] = scripts.get(script, 0) + 1
            elif not (character.isspace() or character.isprintable()):
                odd += 1
        basic = sum(1 for character in text if character in " \n\r.,0123456789\u3000。、，")
        share = max(scripts.values(), default=0) / len(text) if text else 0.0
        if odd == 0 and share > 0.6 and basic > 0 and (best is None or share > best[0]):
            best = (share, encoding)
    return None if best is None else best[1]


def _reads(sample: bytes, encoding: str) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8 but for a few."""
    text = data.decode("utf-8", "replace")
    invalid = text.count("\ufffd")
    valid = len(text) - invalid - sum(1 for _ in ()) - _ascii_length(data)
    return valid >= _VALID_PER_INVALID * invalid


def _ascii_length(data: bytes) -> int:
    return len(data.translate(None, bytes(range(128, 256))))


def _guess(data: bytes) -> str:
    """Return the encoding whose text reads most like a language.

    Raises:
        NotTextError: if none reads like any.
    """
    from seedreader.corpus.plausibility import plausibility  # noqa: PLC0415 - slow to load

    sample = _sample(data)
    best: tuple[float, str] | None = None
    tried: dict[str, float] = {}
    for encoding in (*_MULTIBYTE, *_SINGLE_BYTE, *_proposals(sample)):
        text = _try(sample, encoding)
        if text is None:
            continue
        if text not in tried:
            tried[text] = plausibility(text)
            if best is None or tried[text] > best[0]:
                best = (tried[text], encoding)
    if best is None or best[0] < _LEAST_SCORE:
        raise NotTextError("The file is binary, or in an unknown character encoding.")
    return best[1]


def _sample(data: bytes) -> bytes:
    """Return a piece of the data, from the beginning of the line that leaves ASCII first."""
    first = next(
        (
            start + len(piece) - len(piece.lstrip(_ASCII))
            for start in range(0, len(data), 65536)
            if not (piece := data[start : start + 65536]).isascii()
        ),
        0,
    )
    start = data.rfind(b"\n", max(0, first - 1024), first) + 1
    if first - start > 1024:  # noqa: PLR2004 - a long line: begin within it
        start = first
    return data[start : start + _SAMPLE]


_ASCII: Final = bytes(range(128))


def _try(sample: bytes, encoding: str) -> str | None:
    """Return the sample's text, without a character that its end cuts in two, or None."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        return decoder.decode(sample)
    except (UnicodeDecodeError, LookupError):
        return None


def _proposals(sample: bytes) -> list[str]:
    """Return the encodings that charset-normalizer thinks possible, best first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import

    return [match.encoding for match in from_bytes(sample, explain=False)]
