"""Web pages: the article in a page by trafilatura, the text of pieces of HTML by lxml."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from typing import Final

from seedreader.article import Article
from seedreader.corpus.decode import NotTextError, check_is_text
from seedreader.corpus.formats.limits import MAX_PAGE, BadFile
from seedreader.corpus.formats.made import make_article

_BLOCKS_NAMES: Final = """
address article aside blockquote body br caption dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6
header hr li main ol p pre section table td th tr ul
"""
_BLOCKS: Final = frozenset(_BLOCKS_NAMES.split())
_LEFT_OUT_NAMES: Final = """
script style template noscript svg math head iframe object
"""
_LEFT_OUT: Final = frozenset(_LEFT_OUT_NAMES.split())
_HEADINGS: Final = ("h1", "h2", "h3")
_UNCLOSED_NAMES: Final = """
area base body br col colgroup dd dt embed head hr html img input li link meta option p param
source tbody td tfoot th thead tr track wbr
"""
_UNCLOSED: Final = frozenset(_UNCLOSED_NAMES.split())
"""Elements that need not be closed: in themselves they are not nested."""
_PACKED: Final = b"\x1f\x8b"
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_BREAKS: Final = re.compile(rb"(?:<br>){3,}")
_DEEPEST: Final = 60
"""Elements within elements that are kept of a page with too many; with those that need not be
closed these are four times as many, and libxml2 reads 256."""


def read_page(data: bytes, *, source: str | None = None) -> Article:
    """Return the article of a web page.

    Args:
        data: the page.
        source: who published it, where the page does not say so.

    Raises:
        BadFile: it holds no text, is binary, or is larger than `MAX_PAGE`.
    """
    if data.startswith(_PACKED):  # as some programs save what came packed
        data = _unpacked(data)
    if len(data) > MAX_PAGE:
        raise BadFile(
            f"The page is larger than {MAX_PAGE // 1024**2} MiB.", "Save its text instead."
        )
    try:
        check_is_text(data)
    except NotTextError as error:
        raise BadFile(f"{error}", "It is no web page: save the page again.") from None
    data = _shallow(data)
    found = _extracted(data)
    if found is not None:
        title, text, date, site = found
        return make_article(text, title=title, date=date, source=site or source)
    title, text = fragment_text(data)
    return make_article(text, title=title, source=source)


def _unpacked(data: bytes) -> bytes:
    """Return a page that is packed with gzip; of a larger one than is read only the beginning."""
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(MAX_PAGE + 1)
    except (OSError, EOFError, zlib.error):
        raise BadFile("It is packed (gzip), and damaged.", "Save the page again.") from None


def _extracted(data: bytes) -> tuple[str | None, str, str | None, str | None] | None:
    """Return what trafilatura finds: title, text, date, site; None where it finds no article."""
    import logging  # noqa: PLC0415

    import trafilatura  # noqa: PLC0415 - slow to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its notes help nobody here
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    except RecursionError:  # nested more deeply than any page is
        return None
    if document is None or isinstance(document, dict):
        return None
    text = document.text or ""
    return (document.title, text, document.date, document.sitename) if text.strip() else None


def fragment_text(data: bytes | str) -> tuple[str | None, str]:
    """Return the first heading (or the title) and the text of HTML, a paragraph a line.

    Raises:
        BadFile: it is no HTML, or is larger than `MAX_PAGE`.
    """
    from lxml import etree, html  # noqa: PLC0415 - slow to import

    if len(data) > MAX_PAGE:
        raise BadFile(f"It is larger than {MAX_PAGE // 1024**2} MiB.", "Save its text instead.")
    encoding: str | None = "utf-8"
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    else:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = None  # as the page says
    parser = html.HTMLParser(encoding=encoding, no_network=True)
    try:
        root = html.document_fromstring(_shallow(data), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise BadFile("It is no HTML with text.", "Open it in a browser to see why.") from None
    collected = _Collected()
    # Events instead of recursion: a page may be nested as deeply as it likes.
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            collected.start(tag, element.text)
        else:
            if event == "end":
                collected.end(tag)
            collected.add(element.tail)
    title = collected.heading() or " ".join((root.findtext(".//title") or "").split())
    return title or None, collected.text()


def _shallow(data: bytes) -> bytes:
    """Return a page without the tags that nest it more deeply than libxml2 reads.

    It leaves out what is nested too deeply and all that follows, which may be the whole article:
    some pages never close what they open.
    """
    from lxml import etree, html  # noqa: PLC0415 - slow to import

    parser = html.HTMLParser(no_network=True)
    try:
        html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return data
    if not parser.error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT):
        return data
    depth = 0

    def kept(tag: re.Match[bytes]) -> bytes:
        nonlocal depth
        name = tag[2].decode().lower()
        if name in _UNCLOSED or name in _LEFT_OUT:
            return tag[0]
        before = depth
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if max(before, depth) <= _DEEPEST:
            return tag[0]
        return b"<br>" if name in _BLOCKS else b""

    return _BREAKS.sub(b"<br><br>", _TAG.sub(kept, data))


class _Collected:
    """The text of the elements that are met, one after another."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._heading: list[str] = []
        self._left_out = 0
        self._is_in_heading = False

    def start(self, tag: str | None, text: str | None) -> None:
        self._left_out += tag in _LEFT_OUT
        if tag in _HEADINGS and not self._heading:
            self._is_in_heading = True
        if tag in _BLOCKS:
            self._pieces.append("\n")
        self.add(text)

    def end(self, tag: str | None) -> None:
        self._left_out -= tag in _LEFT_OUT
        if tag in _HEADINGS:
            self._is_in_heading = False
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def add(self, text: str | None) -> None:
        if text and not self._left_out:
            line = text.replace("\n", " ")
            self._pieces.append(line)
            if self._is_in_heading:
                self._heading.append(line)

    def heading(self) -> str:
        return " ".join("".join(self._heading).split())

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._pieces).split("\n"))
        return "\n\n".join(line for line in lines if line)
