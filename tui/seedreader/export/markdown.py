"""Exports as Markdown (CommonMark), and how they are read again.

What is written has one form only, line by line, so that it can be read without a parser of
Markdown: a line begins with what it is, and texts are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from seedreader.article import ParagraphKind
from seedreader.export.digest import Seal, article_digest, sentence_digest
from seedreader.export.model import (
    FORMAT_VERSION,
    ExportedArticle,
    ExportedEntity,
    ExportedForm,
    ExportedSentence,
    ExportedTranslation,
    Head,
    Origin,
    OriginKind,
    Suspicion,
    one_line,
)
from seedreader.export.reading import BadExport, ReadArticle, Reading, number
from seedreader.export.shared import SharedNames

MARK: Final = f"<!-- seedreader-export {FORMAT_VERSION} -->"
"""The first line."""

_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BACK: Final = {name: character for character, name in _NAMED.items()}
_SPECIAL: Final = re.compile(
    r"[&<>\\`*{}\[\]#|~$^]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within words it means nothing
    r"|:(?=\S)"  # addresses and the names of emoji become something else in some dialects
    r"|(?:(?<=^[wW]{3})|(?<=\W[wW]{3}))\."  # www. likewise
    r"|^[-+=]"  # lists, rules, headings
    "|[\u061c\u200e\u200f]"  # direction marks, which nobody would see in the source
)
_NUMBERED: Final = re.compile(r"^(\d{1,9})([.)])(?= |$)")
_SPECIAL_IN_FIELD: Final = re.compile(rf"[,()]|{_SPECIAL.pattern}")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ESCAPE: Final = re.compile(r"\\(.)|&(?:#x([0-9a-f]{1,6})|([a-z]{1,6}));")

_FACTS: Final = (
    ("Source", "source"),
    ("Published", "date"),
    ("Language", "language"),
    ("File", "path"),
    ("Part", "part"),
    ("Text", "id"),
    ("SHA-256 of the file", "file_sha256"),
)
_ORIGIN: Final = (
    ("Engine", "engine"),
    ("Package", "package"),
    ("SHA-256", "sha256"),
    ("Through", "pivot"),
    ("File", "file"),
)
_KINDS: Final = {
    ParagraphKind.TITLE: "headline",
    ParagraphKind.BODY: "text",
    ParagraphKind.BOILERPLATE: "page furniture",
}
_KINDS_BACK: Final = {word: kind for kind, word in _KINDS.items()}
_ORIGINS: Final = "## Where the translations come from"
_NAMES: Final = "## Names"
_SHARED: Final = "## Names in several articles"
_ABOUT: Final = "## About this export"
_NOT_TRANSLATED: Final = "*not translated*"

_PLACE: Final = re.compile(
    r"\*\*(\d+)\*\* · (headline|text|page furniture)( ¶)? · ([A-Za-z0-9-]{1,40}) · "
    r"(\d+)–(\d+) · `([^`]*+)`"
)
_HOW: Final = re.compile(r"\*\((\d+)\) ([a-z]+(?: [a-z]+)*)(?: · ([^ *]*+))?\*")
_SUSPECT: Final = re.compile(r"\*\*Suspect \(([a-z]++)\):\*\* (.*+)")
_FIELD: Final = re.compile(r" *+- ([A-Za-z0-9 -]++): (.*+)")
_ORIGIN_HEAD: Final = re.compile(r"- \((\d+)\) ([a-z]+(?: [a-z]+)*)")
_ENTITY: Final = re.compile(
    r"- \*\*((?:[^\\*]|\\.)*+)\*\* \(((?:[^\\,)]|\\.)*+), ((?:[^\\)]|\\.)*+)\)(?:: (.*+))?"
)
_FORM: Final = re.compile(r"((?:[^\\,(]|\\.)*+)\(([A-Za-z0-9-]{1,40}), (\d+)\)(?:, |$)")


def escape(text: str) -> str:
    """Return a text on one line in Markdown, as it stands at the beginning of a paragraph."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(_escaped, _harmless(text)))


def _field(text: str) -> str:
    """Return a text as it stands in a list whose parts commas and brackets separate."""
    return _SPECIAL_IN_FIELD.sub(_escaped, _harmless(text))


def _harmless(text: str) -> str:
    return _CONTROL.sub("\ufffd", one_line(text))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _NAMED:
        return _NAMED[character]
    return f"\\{character}" if character.isascii() else f"&#x{ord(character):x};"


def unescape(text: str) -> str:
    """Return the text that `escape` was given, on one line."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    character, code, name = match.groups()
    if character is not None:
        return character
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else match[0]  # noqa: PLR2004
    return _BACK.get(match[0], match[0]) if name else match[0]


def carried(article: ExportedArticle) -> ExportedArticle:
    """Return an article as Markdown carries it: without the places of names, each on one line."""
    return replace(article, sentences=tuple(_carried(s) for s in article.sentences))


def _carried(sentence: ExportedSentence) -> ExportedSentence:
    translation = sentence.translation
    if translation is not None:
        translation = replace(translation, text=one_line(translation.text), mentions=())
    return replace(sentence, text=one_line(sentence.text), mentions=(), translation=translation)


def write(head: Head, articles: Iterable[ExportedArticle]) -> Iterator[str]:
    """Yield the parts of a document."""
    seal = Seal(head)
    shared = SharedNames()
    yield f"{MARK}\n"
    for whole in articles:
        article = carried(whole)
        digest = article_digest(article)
        seal.add(digest)
        shared.add(article)
        yield "\n" + "\n".join(_article(article, digest.short)) + "\n"
    if names := shared.entities():
        yield f"\n{_SHARED}\n\n"
        for entity, count in names:
            yield f"- **{_field(entity.name)}** (in {count:,} articles): {_forms(entity)}\n"
    yield (
        f"\n{_ABOUT}\n\n"
        f"- Articles: {seal.articles}\n"
        f"- Exported: {escape(head.exported)}\n"
        f"- Program: {escape(head.version)}\n"
        f"- Translated into: {escape(head.target)}\n"
        f"- SHA-256 of the content: {seal.hexdigest()}\n\n"
        "Machine translations err, those without a mark too. `seedreader verify` compares this "
        "file with the digests in it and with the articles. They tell of changes made by accident "
        "or unnoticed; they are no signature.\n"
    )


def _article(article: ExportedArticle, digest: str) -> Iterator[str]:
    yield f"# {escape(article.translated_headline or article.headline)}"
    yield ""
    for label, name in _FACTS:
        value = getattr(article, name)
        if value:
            yield f"- {label}: {escape(value)}"
    yield f"- Digest: {digest}"
    origins: dict[Origin, int] = {}
    for sentence in article.sentences:
        yield from _sentence(article, sentence, origins)
    if origins:
        yield from ("", _ORIGINS, "")
        for origin, at in origins.items():
            yield f"- ({at}) {origin.kind.value}"
            for label, name in _ORIGIN:
                value = getattr(origin, name)
                if value:
                    yield f"  - {label}: {escape(value)}"
    if article.entities:
        yield from ("", _NAMES, "")
        for entity in article.entities:
            forms = _forms(entity)
            name, kind, own = (_field(text) for text in (entity.name, entity.kind, entity.id))
            yield f"- **{name}** ({kind}, {own}){': ' if forms else ''}{forms}"


def _forms(entity: ExportedEntity) -> str:
    return ", ".join(
        f"{_field(form.text)} ({form.language}, {form.mentions})" for form in entity.forms
    )


def _sentence(
    article: ExportedArticle, sentence: ExportedSentence, origins: dict[Origin, int]
) -> Iterator[str]:
    opens = " ¶" if sentence.opens_paragraph else ""
    digest = sentence_digest(article.id, sentence).short
    yield ""
    yield (
        f"**{sentence.number}** · {_KINDS[sentence.kind]}{opens} · {sentence.language} · "
        f"{sentence.start}–{sentence.end} · `{digest}`"
    )
    yield from ("", f"> {escape(sentence.text)}", "")
    translation = sentence.translation
    if translation is None:
        yield _NOT_TRANSLATED
        return
    at = origins.setdefault(translation.origin, len(origins) + 1)
    date = f" · {translation.date}" if translation.date else ""
    yield from (escape(translation.text), "", f"*({at}) {translation.origin.kind.value}{date}*")
    for one in translation.suspicions:
        yield from ("", f"**Suspect ({one.name}):** {escape(one.reason)}")


# Reading


@dataclass(slots=True)
class _Read:
    """An article on the way; translations wait for the list of origins that comes after them."""

    facts: dict[str, str] = field(default_factory=dict)
    sentences: list[ExportedSentence] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    waiting: list[tuple[int, str, int, str, str | None]] = field(default_factory=list)
    suspicions: dict[int, list[Suspicion]] = field(default_factory=dict)
    origins: dict[int, dict[str, str]] = field(default_factory=dict)
    entities: list[ExportedEntity] = field(default_factory=list)


def read(text: str) -> Reading:
    """Return the export that a document is.

    Raises:
        BadExport: it is none, or so damaged that it cannot be compared.
    """
    reader = _Reader()
    for at, line in enumerate(text.split("\n"), 1):
        try:
            reader.line(line.rstrip())
        except BadExport as error:
            raise BadExport(f"line {at:,}: {error}") from None
    return reader.reading()


class _Reader:
    """Takes the lines of a document, one after the other."""

    def __init__(self) -> None:
        self._articles: list[_Read] = []
        self._part = ""
        self._about: dict[str, str] = {}
        self._original: str | None = None  # of the sentence at whose place the reader is
        self._place: re.Match[str] | None = None
        self._text: str | None = None  # its translation, before it is said where that is from

    def line(self, line: str) -> None:
        """Take the next line."""
        if line.startswith("# "):
            self._end_sentence()
            self._articles.append(_Read())
            self._part = "facts"
        elif line in {_ORIGINS, _NAMES, _SHARED, _ABOUT}:
            self._end_sentence()
            self._part = line
        elif line and line != MARK:
            self._inner(line)

    def _inner(self, line: str) -> None:
        """Take a line below a heading."""
        if self._part == _SHARED:
            return  # it is made of the articles' own lists
        if self._part == _ABOUT:
            if found := _FIELD.fullmatch(line):
                self._about[found[1]] = unescape(found[2])
        elif not self._articles:
            raise BadExport("something stands before the first article")
        elif found := _PLACE.fullmatch(line):
            self._end_sentence()
            self._part, self._place = "sentence", found
        elif self._part == "facts":
            self._fact(self._articles[-1].facts, line)
        elif self._part == _ORIGINS:
            self._origin(line)
        elif self._part == _NAMES:
            self._entity(line)
        else:
            self._of_sentence(line)

    def _fact(self, facts: dict[str, str], line: str) -> None:
        found = _FIELD.fullmatch(line)
        if found is None:
            raise BadExport("this line is none that an export has here")
        facts[found[1]] = unescape(found[2])

    def _of_sentence(self, line: str) -> None:
        article = self._articles[-1]
        if self._original is None and line.startswith("> "):
            self._original = unescape(line[2:])
        elif self._original is None or line == _NOT_TRANSLATED:
            if self._original is None:
                raise BadExport("a sentence is missing below its number")
        elif found := _SUSPECT.fullmatch(line):
            at = len(article.sentences)
            article.suspicions.setdefault(at, []).append(Suspicion(found[1], unescape(found[2])))
        elif self._text is None:
            self._text = unescape(line)
        elif (how := _HOW.fullmatch(line)) and not self._is_waiting():
            origin = number(how[1], "the number of an origin")
            article.waiting.append((len(article.sentences), self._text, origin, how[2], how[3]))
        else:
            raise BadExport("this line is none that an export has here")

    def _is_waiting(self) -> bool:
        article = self._articles[-1]
        return bool(article.waiting) and article.waiting[-1][0] == len(article.sentences)

    def _end_sentence(self) -> None:
        if self._place is None:
            return
        if self._original is None:
            raise BadExport("a sentence is missing above this line")
        if self._text is not None and not self._is_waiting():
            raise BadExport("it is not said where the translation above is from")
        place, article = self._place, self._articles[-1]
        article.sentences.append(
            ExportedSentence(
                number=number(place[1], "the number of a sentence"),
                kind=_KINDS_BACK[place[2]],
                opens_paragraph=bool(place[3]),
                start=number(place[5], "the place of a sentence"),
                end=number(place[6], "the place of a sentence"),
                language=place[4],
                text=self._original,
            )
        )
        article.digests.append(place[7])
        self._place = self._original = self._text = None

    def _origin(self, line: str) -> None:
        origins = self._articles[-1].origins
        if found := _ORIGIN_HEAD.fullmatch(line):
            origins[number(found[1], "the number of an origin")] = {"kind": found[2]}
        elif origins:
            self._fact(list(origins.values())[-1], line)
        else:
            raise BadExport("this line is none that an export has here")

    def _entity(self, line: str) -> None:
        found = _ENTITY.fullmatch(line)
        if found is None:
            raise BadExport("this line is none that a list of names has")
        name, kind, own, forms = found.groups()
        made, at = [], 0
        while forms and at < len(forms):
            form = _FORM.match(forms, at)
            if form is None:
                raise BadExport("this line is none that a list of names has")
            count = number(form[3], "a number of mentions")
            made.append(ExportedForm(unescape(form[1].rstrip()), form[2], count))
            at = form.end()
        self._articles[-1].entities.append(
            ExportedEntity(unescape(own), unescape(name), unescape(kind), tuple(made))
        )

    def reading(self) -> Reading:
        """Return what was read.

        Raises:
            BadExport: it is not whole.
        """
        about = self._about
        for label in ("Program", "Exported", "Translated into"):
            if label not in about:
                raise BadExport(f"“{label}” is missing at its end: it was cut short or is damaged")
        head = Head(about["Program"], about["Exported"], about["Translated into"])
        return Reading(
            head,
            tuple(_made(article) for article in self._articles),
            about.get("SHA-256 of the content", ""),
        )


def _made(read_article: _Read) -> ReadArticle:
    facts, sentences = read_article.facts, read_article.sentences
    for at, text, origin_number, word, date in read_article.waiting:
        found = read_article.origins.get(origin_number)
        if found is None or found["kind"] != word or word not in list(OriginKind):
            raise BadExport(
                f"sentence {sentences[at].number:,}: where its translation comes from "
                f"(({origin_number}) {word}) is not in the list below"
            )
        origin = Origin(OriginKind(word), **{name: found.get(label) for label, name in _ORIGIN})
        suspicions = tuple(read_article.suspicions.get(at, ()))
        translation = ExportedTranslation(text, origin, date, suspicions)
        sentences[at] = replace(sentences[at], translation=translation)
    values = {name: facts.get(label) for label, name in _FACTS}
    article = ExportedArticle(
        id=values["id"] or "",
        language=values["language"] or "",
        source=values["source"],
        date=values["date"],
        path=values["path"] or "",
        part=values["part"],
        file_sha256=values["file_sha256"],
        sentences=tuple(sentences),
        entities=tuple(read_article.entities),
    )
    return ReadArticle(article, facts.get("Digest", ""), tuple(read_article.digests))
