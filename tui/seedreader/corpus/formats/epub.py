"""EPUB books: the chapters in their order, each an article."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import unquote

from seedreader.article import Article
from seedreader.corpus.formats.feeds import check_xml
from seedreader.corpus.formats.html import fragment_text
from seedreader.corpus.formats.limits import MAX_PAGE, BadFile, Budget, read_limited
from seedreader.corpus.formats.made import make_article
from seedreader.corpus.formats.zips import open_zip

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER: Final = "META-INF/container.xml"
_MAX_CHAPTERS: Final = 5_000
_ADVICE: Final = "Convert the book anew, or to text."


def chapters(stream: IO[bytes], budget: Budget) -> Iterator[Article | BadFile]:
    """Yield the chapters of a book, or why one cannot be read; those without text are left out.

    Raises:
        BadFile: it is no book, or encrypted.
        TooMuch: the budget is spent.
    """
    with open_zip(stream) as archive:
        if "META-INF/rights.xml" in archive.namelist():
            raise BadFile("The book is protected against copying.", "Give one that is not.")
        rootfile = _xml(archive, _CONTAINER, budget).find(".//{*}rootfile")
        path = rootfile.get("full-path") if rootfile is not None else None
        if not path:
            raise BadFile("It is no EPUB book: it names no content.", _ADVICE)
        package = _xml(archive, path, budget)
        book = package.findtext(".//{http://purl.org/dc/elements/1.1/}title")
        date = package.findtext(".//{http://purl.org/dc/elements/1.1/}date")
        files = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
        spine = [files.get(ref.get("idref")) for ref in package.iterfind(".//{*}itemref")]
        for href in spine[:_MAX_CHAPTERS]:
            if not href:
                continue
            name = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(href.split("#")[0]))
            )
            try:
                title, text = fragment_text(_member(archive, name, budget))
                if text:
                    yield make_article(text, title=title or book, date=date, source=book)
            except BadFile as error:
                if type(error) is not BadFile:
                    raise
                yield error


def _member(archive: zipfile.ZipFile, name: str, budget: Budget) -> bytes:
    try:
        with archive.open(name) as stream:
            return read_limited(stream, budget, MAX_PAGE)
    except (KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        raise BadFile(f"Its part {name!r} cannot be read.", _ADVICE) from None


def _xml(archive: zipfile.ZipFile, name: str, budget: Budget) -> Element:
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    data = _member(archive, name, budget)
    check_xml(data)
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise BadFile(f"Its part {name!r} cannot be read.", _ADVICE) from None
    return root
