"""Web pages: the article in a page by trafilatura, the text of pieces of HTML by lxml."""

from __future__ import annotations

from typing import Final

from seedreader.article import Article
from seedreader.corpus.formats.limits import MAX_PAGE, BadFile
from seedreader.corpus.formats.made import make_article

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption footer h1 h2 h3 h4 h5 "
    "h6 header hr li main ol p pre section table td th tr ul".split()
)
_LEFT_OUT: Final = frozenset("script style template noscript svg math head iframe object".split())
_HEADINGS: Final = ("h1", "h2", "h3")


def read_page(data: bytes, *, source: str | None = None) -> Article:
    """Return the article of a web page.

    Args:
        data: the page.
        source: who published it, where the page does not say so.

    Raises:
        BadFile: it holds no text, or is larger than `MAX_PAGE`.
    """
    if len(data) > MAX_PAGE:
        raise BadFile(
            f"The page is larger than {MAX_PAGE // 1024**2} MiB.", "Save its text instead."
        )
    found = _extracted(data)
    if found is not None:
        title, text, date, site = found
        return make_article(text, title=title, date=date, source=site or source)
    title, text = fragment_text(data)
    return make_article(text, title=title, source=source)


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
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        return None
    return document.title, document.text, document.date, document.sitename


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
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise BadFile("It is no HTML with text.", "Open it in a browser to see why.") from None
    pieces: list[str] = []
    heading: list[str] = []
    skipped = 0
    in_heading = False
    # Events instead of recursion: a page may be nested as deeply as it likes.
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            skipped += tag in _LEFT_OUT
            if tag in _HEADINGS and not heading:
                in_heading = True
            if not skipped:
                pieces.append("\n" if tag in _BLOCKS else "")
                pieces.append(_inline(element.text))
                if in_heading:
                    heading.append(_inline(element.text))
        else:
            if event == "end":
                skipped -= tag in _LEFT_OUT
                if tag in _HEADINGS:
                    in_heading = False
            if not skipped:
                if event == "end" and tag in _BLOCKS:
                    pieces.append("\n")
                pieces.append(_inline(element.tail))
                if in_heading:
                    heading.append(_inline(element.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    title = " ".join("".join(heading).split()) or (root.findtext(".//title") or "").strip()
    return title or None, "\n\n".join(line for line in lines if line)


def _inline(text: str | None) -> str:
    return (text or "").replace("\n", " ")
