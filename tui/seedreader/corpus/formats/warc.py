"""WARC files: the web pages in an archive of what servers answered."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urlsplit

from seedreader.article import Article
from seedreader.corpus.formats.html import read_page
from seedreader.corpus.formats.limits import MAX_PAGE, BadFile, Budget, TooMuch, read_limited

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_PIECE: Final = 1 << 20
_ADVICE: Final = "What came before was read; download it again for the rest."


def pages(stream: IO[bytes], budget: Budget) -> Iterator[Article | BadFile]:
    """Yield the articles of the pages that were answered with success.

    Raises:
        BadFile: it is no WARC file, or is damaged or cut: what came before was yielded.
        TooMuch: the budget is spent.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - slow to import

    records = None
    while True:
        try:
            # The library prints what it finds wrong.
            with contextlib.redirect_stderr(io.StringIO()):
                records = records or ArchiveIterator(stream)
                record = next(records, None)
            if record is None:
                return
            length = int(record.rec_headers.get_header("Content-Length") or 0)
            budget.spend(max(0, length))
            found = _page(record, budget) if _is_page(record) else None
            is_cut = _drain(record) > 0
        except BadFile:
            raise
        except Exception as error:  # noqa: BLE001 - it raises what comes, on damaged files
            raise BadFile(
                f"The WARC file is damaged or cut ({type(error).__name__}).", _ADVICE
            ) from None
        if is_cut:
            raise BadFile("The WARC file is cut.", _ADVICE)
        if found is not None:
            yield found


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    return record.http_headers.get_statuscode() == "200" and "html" in kind


def _page(record: ArcWarcRecord, budget: Budget) -> Article | BadFile:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        data = read_limited(record.content_stream(), budget, MAX_PAGE)
        return read_page(data, source=urlsplit(address).hostname)
    except TooMuch:
        raise
    except BadFile as error:
        return error


def _drain(record: ArcWarcRecord) -> int:
    """Read a record to its end, and return how many bytes it lacks."""
    while record.raw_stream.read(_PIECE):
        pass
    return int(getattr(record.raw_stream, "limit", 0))
