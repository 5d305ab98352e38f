"""Zip archives, opened with care."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import IO, Final

from seedreader.corpus.formats.limits import BadFile

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_MAX_COMMENT: Final = 65_535
_MAX_DIRECTORY: Final = 16 * 1024**2
"""Bytes of the list of members: `zipfile` makes objects of all of them at once."""


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open an archive whose list of members is not too long.

    Raises:
        BadFile: it is no zip archive, or has too many members.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - _MAX_COMMENT))
    tail = stream.read(_END_SIZE + _MAX_COMMENT)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise BadFile("It is no zip archive, or was cut.", "Copy or download it again.")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if directory > _MAX_DIRECTORY:
        raise BadFile("It has too many members.", "Unpack it and give the folder.")
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise BadFile("The zip archive is damaged.", "Copy or download it again.") from None
