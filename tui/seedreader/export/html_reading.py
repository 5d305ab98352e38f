"""Reads a page that `html` wrote, as it is now.

Only what such a page is made of is understood: tags with quoted attributes, text, and references.
It takes linear time and follows nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from seedreader.article import ParagraphKind
from seedreader.export.model import (
    ExportedArticle,
    ExportedEntity,
    ExportedForm,
    ExportedMention,
    ExportedSentence,
    ExportedTranslation,
    Head,
    Origin,
    OriginKind,
    Suspicion,
)
from seedreader.export.reading import BadExport, ReadArticle, Reading, number

_TOKEN: Final = re.compile(r'<(?P<tag>(?:[^<>"]++|"[^<"]*+")*+)>|(?P<text>[^<]++|<)')
_ATTRIBUTE: Final = re.compile(r'([a-z][a-z-]{0,30})="([^<"]*+)"')
_VOID: Final = frozenset({"meta", "!doctype", "br", "link", "hr", "img"})
_DEEPEST: Final = 60


@dataclass(slots=True)
class _Open:
    """An element that is not at its end, and the text that it has so far."""

    tag: str
    name: str
    attributes: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begin: int = 0  # where a marked name begins in the text around it, code points
    mentions: list[ExportedMention] = field(default_factory=list)


@dataclass(slots=True)
class _Pair:
    """What was read of a pair."""

    kind: str
    opens_paragraph: bool
    fields: dict[str, str] = field(default_factory=dict)
    language: str = ""
    mentions: dict[str, tuple[ExportedMention, ...]] = field(default_factory=dict)
    suspicions: list[Suspicion] = field(default_factory=list)


@dataclass(slots=True)
class _Article:
    fields: dict[str, str] = field(default_factory=dict)
    pairs: list[_Pair] = field(default_factory=list)
    entities: list[tuple[dict[str, str], list[ExportedForm]]] = field(default_factory=list)


class _Page:
    """Takes the tags and texts of a page."""

    def __init__(self) -> None:
        self.articles: list[_Article] = []
        self.fields: dict[str, str] = {}
        self._open: list[_Open] = []
        self._article: _Article | None = None
        self._pair: _Pair | None = None
        self._entity: tuple[dict[str, str], list[ExportedForm]] | None = None
        self._flag: dict[str, str] | None = None

    def tag(self, text: str) -> None:
        """Take a tag, without its angle brackets."""
        words = text[:40].lower().strip("/").split(None, 1)
        name = words[0] if words else ""
        if text.startswith("/"):
            self._end(name)
            return
        if name in _VOID or text.startswith("!"):
            return
        attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(text)}
        if len(self._open) > _DEEPEST:
            raise BadExport("its tags are nested too deeply")
        around = self._around()
        begin = around.length if around is not None else 0
        self._open.append(_Open(name, attributes.get("data-f", ""), attributes, begin=begin))
        if name == "article":
            self._article = _Article()
            self.articles.append(self._article)
        elif attributes.get("class") == "pair" and self._article is not None:
            self._pair = _Pair(attributes.get("data-kind", ""), attributes.get("data-first") == "1")
            self._article.pairs.append(self._pair)
        elif attributes.get("data-f") == "entity" and self._article is not None:
            self._entity = ({}, [])
            self._article.entities.append(self._entity)
        elif attributes.get("data-f") == "flag":
            self._flag = {}

    def text(self, text: str) -> None:
        """Take what stands between two tags."""
        if not any(item.name for item in self._open):
            return
        text = html.unescape(text)
        for item in self._open:
            if item.name:
                item.pieces.append(text)
                item.length += len(text)

    def _end(self, name: str) -> None:
        if not any(item.tag == name for item in self._open):
            return
        while True:
            item = self._open.pop()
            self._close(item)
            if item.tag == name:
                return

    def _close(self, item: _Open) -> None:
        if item.tag == "mark" and self._entity is None:
            self._mark(item)
        elif item.tag == "article":
            self._article = self._pair = None
        elif item.attributes.get("class") == "pair":
            self._pair = None
        elif item.name == "entity":
            self._entity = None
        elif item.name == "flag":
            if self._pair is not None and self._flag is not None:
                flag = self._flag
                self._pair.suspicions.append(
                    Suspicion(flag.get("flag_name", ""), flag.get("flag_reason", ""))
                )
            self._flag = None
        elif item.name:
            self._field(item)

    def _mark(self, item: _Open) -> None:
        """A marked name ends: it belongs to the text around it."""
        around = self._around()
        if around is not None:
            at = number(item.attributes.get("data-e", ""), "the entity of a marked name")
            around.mentions.append(ExportedMention(item.begin, around.length, at))

    def _around(self) -> _Open | None:
        """Return the innermost element that is at work and says what it is."""
        return next((item for item in reversed(self._open) if item.name), None)

    def _field(self, item: _Open) -> None:
        text = "".join(item.pieces)
        fields = self.fields
        if self._flag is not None:
            fields = self._flag
        elif self._entity is not None:
            if item.name == "form":
                count = number(item.attributes.get("data-mentions", ""), "a number of mentions")
                language = item.attributes.get("data-language", "")
                self._entity[1].append(ExportedForm(text, language, count))
                return
            fields = self._entity[0]
        elif self._pair is not None:
            fields = self._pair.fields
            self._pair.mentions[item.name] = tuple(item.mentions)
            if item.name == "text":
                self._pair.language = item.attributes.get("data-language", "")
        elif self._article is not None:
            fields = self._article.fields
        if item.name in fields:
            raise BadExport(f"“{item.name}” stands twice where it stood once")
        fields[item.name] = text


def read(text: str) -> Reading:
    """Return the export that a page is.

    Raises:
        BadExport: it is none, or so damaged that it cannot be compared.
    """
    page = _Page()
    for match in _TOKEN.finditer(text):
        if match["text"] is not None:
            page.text(match["text"])
        else:
            page.tag(match["tag"])
    fields = page.fields
    for name in ("version", "exported", "target"):
        if name not in fields:
            raise BadExport(f"“{name}” is missing at its end: it was cut short or is damaged")
    head = Head(fields["version"], fields["exported"], fields["target"])
    articles = []
    for at, found in enumerate(page.articles, 1):
        try:
            articles.append(_article(found))
        except BadExport as error:
            raise BadExport(f"article {at:,}: {error}") from None
    return Reading(head, tuple(articles), fields.get("seal", ""))


def _article(found: _Article) -> ReadArticle:
    fields = found.fields
    entities = tuple(
        ExportedEntity(
            values.get("entity_id", ""),
            values.get("entity_name", ""),
            values.get("entity_kind", ""),
            tuple(forms),
        )
        for values, forms in found.entities
    )
    article = ExportedArticle(
        id=fields.get("id", ""),
        language=fields.get("language", ""),
        source=fields.get("source"),
        date=fields.get("date"),
        path=fields.get("path", ""),
        part=fields.get("part"),
        file_sha256=fields.get("file_sha256"),
        sentences=tuple(_sentence(pair, len(entities)) for pair in found.pairs),
        entities=entities,
    )
    digests = tuple(pair.fields.get("digest", "") for pair in found.pairs)
    return ReadArticle(article, fields.get("article_digest", ""), digests)


def _sentence(pair: _Pair, entities: int) -> ExportedSentence:
    fields = pair.fields
    if pair.kind not in list(ParagraphKind):
        raise BadExport("a pair does not say whether it is of the headline or the body")
    for mentions in pair.mentions.values():
        if any(mention.entity >= entities for mention in mentions):
            raise BadExport("a marked name is of an entity that is not in its list")
    sentence = ExportedSentence(
        number=number(fields.get("number", ""), "the number of a sentence"),
        kind=ParagraphKind(pair.kind),
        opens_paragraph=pair.opens_paragraph,
        start=number(fields.get("start", ""), "the place of a sentence"),
        end=number(fields.get("end", ""), "the place of a sentence"),
        language=pair.language,
        text=fields.get("text", ""),
        mentions=pair.mentions.get("text", ()),
    )
    if "translation" not in fields:
        return sentence
    kind = fields.get("kind", "")
    if kind not in list(OriginKind):
        raise BadExport(f"sentence {sentence.number:,}: “{kind[:40]}” is no origin of translations")
    translation = ExportedTranslation(
        text=fields["translation"],
        origin=Origin(
            OriginKind(kind),
            engine=fields.get("engine"),
            package=fields.get("package"),
            sha256=fields.get("sha256"),
            pivot=fields.get("pivot"),
            file=fields.get("file"),
        ),
        date=fields.get("changed"),
        suspicions=tuple(pair.suspicions),
        mentions=pair.mentions.get("translation", ()),
    )
    return replace(sentence, translation=translation)
