"""Markdown: its text without marks, its first heading as title, facts of its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from seedreader.article import Article
from seedreader.corpus.decode import NotTextError, decode
from seedreader.corpus.formats.limits import MAX_PAGE, BadFile
from seedreader.corpus.formats.made import make_article

if TYPE_CHECKING:
    from markdown_it.token import Token

_NESTING: Final = 100_000
"""Levels: more than Python's recursion takes."""
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?P<facts>(?:.*\n){0,100}?)(?:---|\.\.\.)[ \t]*\n")
_FACT: Final = re.compile(r"(?mi)^(title|date|source)[ \t]*:[ \t]*(.+?)[ \t]*$")
_FENCES: Final = frozenset({"fence", "code_block", "html_block"})


def read_markdown(data: bytes) -> Article:
    """Return the article of a Markdown file.

    Raises:
        BadFile: it holds no text, or is larger than `MAX_PAGE`.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import

    if len(data) > MAX_PAGE:
        raise BadFile(f"It is larger than {MAX_PAGE // 1024**2} MiB.", "Name it .txt to read it.")
    try:
        text, _ = decode(data)
    except NotTextError as error:
        raise BadFile(f"{error}", "Convert it to plain text (UTF-8) first.") from None
    text = text.replace("\r\n", "\n")
    facts: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        facts = {name.lower(): value.strip("\"'") for name, value in _FACT.findall(match["facts"])}
        text = text[match.end() :]
    # What is nested more deeply than it wants is left out by the library, with all that follows.
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    try:
        title, paragraphs = _read(parser.parse(text), facts.get("title"))
    except RecursionError:  # no text that anybody wrote
        title, paragraphs = facts.get("title"), [text]
    return make_article(
        "\n\n".join(paragraphs), title=title, date=facts.get("date"), source=facts.get("source")
    )


def _read(tokens: Sequence[Token], title: str | None) -> tuple[str | None, list[str]]:
    """Return the title and the paragraphs."""
    paragraphs: list[str] = []
    is_heading = False
    for token in tokens:
        if token.type == "heading_open":
            is_heading = token.tag == "h1"
        elif token.type == "inline":
            line = "".join(_words(token.children or ()))
            if is_heading and title is None and not paragraphs:
                title = line
            elif line.strip():
                paragraphs.append(line)
            is_heading = False
        elif token.type in _FENCES and token.type != "html_block":
            paragraphs.append(token.content)
    return title, paragraphs


def _words(tokens: Iterable[Token]) -> list[str]:
    found = []
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            found.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            found.append(" ")
        elif token.type == "image":
            found.append(token.content)
    return found
