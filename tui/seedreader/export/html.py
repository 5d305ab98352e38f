"""Exports as one page of HTML: no script, nothing fetched, readable on a phone and on paper.

What `html_reading` reads again stands as text between tags, in elements that say by `data-f` what
it is: what a reader sees is what is checked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from seedreader.article import ParagraphKind, primary_language
from seedreader.export._html_style import STYLE
from seedreader.export.digest import Seal, article_digest, sentence_digest
from seedreader.export.model import (
    FORMAT_VERSION,
    ExportedArticle,
    ExportedEntity,
    ExportedMention,
    ExportedSentence,
    ExportedTranslation,
    Head,
    one_line,
)
from seedreader.export.reading import first_two
from seedreader.export.shared import SharedNames

MARK: Final = f'<!doctype html>\n<html lang="en" data-seedreader-export="{FORMAT_VERSION}">'
"""What a page begins with."""

KIND_CLASSES: Final = {"person": "person", "organisation": "org", "place": "loc", "name": "other"}
"""How marks of the types of entities look."""

_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "ps", "sd", "syr"}
    | {"ug", "ur", "yi"}
)
_FORMS_IN_TITLE: Final = 12
_ESCAPED: Final = re.compile("[&<>\"'\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e"
                             "\u2066-\u2069\ufeff\ud800-\udfff]")  # fmt: skip
_NAMES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
_MARKS: Final = "\u061c\u200e\u200f"
"""Direction marks, which Arabic and Hebrew need: written so that they can be seen in the source."""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def escape(text: str) -> str:
    """Return a text as it stands between tags or in an attribute, in quotes.

    Controls, which have no place in it, become U+FFFD.
    """
    return _ESCAPED.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    character = match[0]
    if character in _MARKS:
        return f"&#x{ord(character):x};"
    return _NAMES.get(character, "\ufffd")


def write(head: Head, articles: Iterable[ExportedArticle]) -> Iterator[str]:
    """Yield the parts of a page."""
    first, everything = first_two(articles)
    yield _beginning(head, first)
    seal = Seal(head)
    contents: list[str] = []
    shared = SharedNames()
    for number, article in enumerate(everything, 1):
        digest = article_digest(article)
        seal.add(digest)
        shared.add(article)
        contents.append(
            f'<li><a href="#a{number}"{_side(article.language)}>{escape(article.headline)}</a></li>'
        )
        yield _article(head, article, number, digest.short)
    yield _end(head, seal, contents, shared)


def _beginning(head: Head, first: Sequence[ExportedArticle]) -> str:
    title = "Nothing"
    if first:
        title = first[0].translated_headline or first[0].headline
    more = " …" if len(first) > 1 else ""
    contents = '<nav><a href="#contents">All articles</a></nav>\n' if more else ""
    return (
        f'{MARK}\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; '
        f"style-src &#x27;sha256-{_STYLE_HASH}&#x27;; base-uri &#x27;none&#x27;; "
        'form-action &#x27;none&#x27;">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="seedreader {escape(head.version)}">\n'
        f"<title>{escape(title)}{more}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{contents}<main>\n"
    )


def _article(head: Head, article: ExportedArticle, number: int, digest: str) -> str:
    headline = article.translated_headline
    if headline is None:
        title = f"<h1{_side(article.language)}>{escape(article.headline)}</h1>\n"
    else:
        title = f"<h1{_side(head.target)}>{escape(headline)}</h1>\n"
    parts = [f'<article id="a{number}">\n<header>\n{title}', _facts(article, digest), "</header>\n"]
    parts += [_pair(head, article, number, sentence) for sentence in article.sentences]
    if article.entities:
        names = "".join(_entity(entity, at) for at, entity in enumerate(article.entities))
        parts.append(f'<section class="names">\n<h2>Names</h2>\n<ul>\n{names}</ul>\n</section>\n')
    parts.append("</article>\n")
    return "".join(parts)


def _facts(article: ExportedArticle, digest: str) -> str:
    facts = [
        ("Source", "source", article.source),
        ("Published", "date", article.date),
        ("Language", "language", article.language),
        ("File", "path", article.path),
        ("Part", "part", article.part),
        ("Text", "id", article.id),
        ("SHA-256 of the file", "file_sha256", article.file_sha256),
        ("Digest", "article_digest", digest),
    ]
    shown = "".join(
        f"<div><dt>{name}</dt><dd>{_field(field, value)}</dd></div>\n"
        for name, field, value in facts[:3]
        if value
    )
    hidden = "".join(
        f"<div><dt>{name}</dt><dd>{_field(field, value)}</dd></div>\n"
        for name, field, value in facts[3:]
        if value
    )
    total = len(article.sentences)
    state = f"{article.translated:,} of {total:,} sentences translated"
    if article.suspect:
        state += f", {article.suspect:,} of them suspect (!)"
    return (
        f'<dl class="facts">\n{shown}<div><dt>State</dt><dd>{state}</dd></div>\n</dl>\n'
        f'<details><summary>File and hashes</summary>\n<dl class="facts">\n{hidden}</dl>\n'
        "</details>\n"
    )


def _field(name: str, value: str) -> str:
    return f'<span data-f="{name}">{escape(value)}</span>'


def _side(language: str) -> str:
    primary = primary_language(language)
    direction = "rtl" if primary in _RIGHT_TO_LEFT else "auto" if primary == "und" else "ltr"
    code = "" if primary == "und" else escape(language)
    return f' lang="{code}" dir="{direction}"'


def _pair(head: Head, article: ExportedArticle, number: int, sentence: ExportedSentence) -> str:
    translation = sentence.translation
    classes = [sentence.kind.value]
    if sentence.opens_paragraph:
        classes.append("first")
    if translation is not None and translation.suspicions:
        classes.append("suspect")
    original = _marked(sentence.text, sentence.mentions, article.entities)
    place = f"a{number}s{sentence.number}"
    language, side = escape(sentence.language), _side(sentence.language)
    parts = [
        f'<div class="pair" id="{place}" data-kind="{sentence.kind.value}"',
        f' data-first="{int(sentence.opens_paragraph)}">\n',
        f'<p class="{" ".join(["o", *classes])}" data-f="text" data-language="{language}"',
        f"{side}>{original}</p>\n",
    ]
    if translation is not None:
        text = _marked(translation.text, translation.mentions, article.entities)
        parts.append(
            f'<p class="{" ".join(["t", *classes])}" data-f="translation"{_side(head.target)}>'
            f"{text}</p>\n"
        )
    else:
        parts.append('<p class="t none">not translated</p>\n')
    parts.append(_about(article, sentence, translation, place))
    parts.append("</div>\n")
    return "".join(parts)


def _about(
    article: ExportedArticle,
    sentence: ExportedSentence,
    translation: ExportedTranslation | None,
    place: str,
) -> str:
    digest = sentence_digest(article.id, sentence).short
    summary = f'<a href="#{place}">{_field("number", str(sentence.number))}</a>'
    more = []
    if sentence.kind is ParagraphKind.TITLE:
        summary += " · headline"
    if sentence.kind is ParagraphKind.BOILERPLATE:
        summary += " · page furniture"
    if translation is not None:
        origin = translation.origin
        summary += f" · {_field('kind', origin.kind.value)}"
        if translation.date:
            summary += f" · {_field('changed', translation.date)}"
        fields = (
            ("file", "file", origin.file),
            ("engine", "engine", origin.engine),
            ("package", "package", origin.package),
            ("through", "pivot", origin.pivot),
            ("SHA-256 of the package", "sha256", origin.sha256),
        )
        more = [
            f"<li>{name}: {_field(field, value)}</li>" for name, field, value in fields if value
        ]
    more.append(
        f"<li>code points {_field('start', str(sentence.start))} to "
        f"{_field('end', str(sentence.end))} of the text</li>"
    )
    more.append(f"<li>digest: {_field('digest', digest)}</li>")
    flags = ""
    if translation is not None and translation.suspicions:
        flags = "".join(
            f'<li data-f="flag"><b>! {_field("flag_name", one.name)}</b>: '
            f"{_field('flag_reason', one.reason)}</li>"
            for one in translation.suspicions
        )
        flags = f'<ul class="flags" lang="en" dir="auto">{flags}</ul>\n'
    return (
        f'{flags}<details class="about"><summary>{summary}</summary><ul>{"".join(more)}</ul>'
        "</details>\n"
    )


def _marked(
    text: str, mentions: Sequence[ExportedMention], entities: Sequence[ExportedEntity]
) -> str:
    """Return a text with its names marked."""
    parts = []
    at = 0
    for mention in mentions:
        entity = entities[mention.entity]
        parts.append(escape(text[at : mention.start]))
        forms = dict.fromkeys(one_line(form.text) for form in entity.forms)
        shown = ", ".join(list(forms)[:_FORMS_IN_TITLE])
        title = escape(f"{entity.name} ({entity.kind}): {shown}")
        kind = KIND_CLASSES.get(entity.kind, "other")
        named = escape(text[mention.start : mention.end])
        parts.append(
            f'<mark class="{kind}" data-e="{mention.entity}" title="{title}">{named}</mark>'
        )
        at = mention.end
    parts.append(escape(text[at:]))
    return "".join(parts)


def _entity(entity: ExportedEntity, at: int) -> str:
    forms = ", ".join(
        f'<span data-f="form"{_side(form.language)} data-language="{escape(form.language)}" '
        f'data-mentions="{form.mentions}">{escape(one_line(form.text))}</span> '
        f"<small>{escape(form.language)} ×{form.mentions}</small>"
        for form in entity.forms
    )
    kind = KIND_CLASSES.get(entity.kind, "other")
    return (
        f'<li data-f="entity"><mark class="{kind}" data-e="{at}">'
        f"{_field('entity_name', entity.name)}</mark> "
        f"<small>{_field('entity_kind', entity.kind)} {_field('entity_id', entity.id)}</small>: "
        f"{forms}</li>\n"
    )


def _shared(names: SharedNames) -> str:
    """Return the list of what several articles name; it is made of their own lists."""
    items = []
    for entity, articles in names.entities():
        forms = ", ".join(
            f"<span{_side(form.language)}>{escape(one_line(form.text))}</span> "
            f"<small>{escape(form.language)} ×{form.mentions}</small>"
            for form in entity.forms
        )
        items.append(
            f'<li><b class="{KIND_CLASSES.get(entity.kind, "other")}">{escape(entity.name)}</b> '
            f"<small>{escape(entity.kind)}, in {articles:,} articles</small>: {forms}</li>\n"
        )
    if not items:
        return ""
    listed = "".join(items)
    return (
        '<section class="names">\n<h2>Names in several articles</h2>\n'
        f"<ul>\n{listed}</ul>\n</section>\n"
    )


def _end(head: Head, seal: Seal, contents: Sequence[str], shared: SharedNames) -> str:
    listed = ""
    if len(contents) > 1:
        items = "\n".join(contents)
        listed = f'<nav id="contents">\n<h2>All articles</h2>\n<ol>\n{items}\n</ol>\n</nav>\n'
    count = f"{seal.articles:,} article{'' if seal.articles == 1 else 's'}"
    return (
        f"</main>\n{_shared(shared)}{listed}<footer>\n"
        f"<p>{count}, exported {_field('exported', head.exported)} by seedreader "
        f"{_field('version', head.version)}; translations into "
        f"{_field('target', head.target)}. Machine translations err, those without a mark too.</p>"
        f"\n<p>SHA-256 of the content: {_field('seal', seal.hexdigest())}</p>\n"
        "<p><kbd>seedreader verify</kbd> compares this page with the digests in it and with the "
        "articles. They tell of changes made by accident or unnoticed; they are no signature.</p>\n"
        "</footer>\n</body>\n</html>\n"
    )
