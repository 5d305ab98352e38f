"""What is written can be read again, and whatever an article says stays text."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seedreader.article import ParagraphKind
from seedreader.corpus.sanitise import sanitise
from seedreader.export import html, html_reading, jsonl, markdown
from seedreader.export.check import check
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
    one_line,
)
from seedreader.library import export_tmx
from seedreader.translation.tmx import write_tmx

HEAD = Head("0.1.0", "2026-01-02T03:04:05Z", "en")

HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
)

NASTY = [
    *("# a", "1. a", "1) a", "- a", "+ a", "> a", "* * *", "---", "===", "```", "~~~", "    code"),
    *("[a](javascript:b)", "![a](b)", "[a]: http://b", "<script>alert(1)</script>", "<!-- a -->"),
    *("a_b_c", "**a**", "`a`", "a\\", "\\*", "&amp;", "&#42;", "| a | b |", "$a$", "http://a.b"),
    *("www.a.b", "a@b.c", ":smile:", "</style>", "]]>", "a  \nb", "*not translated*", "---\na: b"),
    *("סדר \u200f!", "نص", "“a” · b", "**Suspect (loop):** x", "*(1) machine*", "## Names"),
    *('" onclick="a', "' x", "a\u00a0b", "\u3000全角", "e\u0301", "👩\u200d👩"),
]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).map(sanitise).filter(str.strip)
lines = texts.map(one_line)
perhaps = st.none() | lines


@st.composite
def translations(draw) -> ExportedTranslation:
    kind = draw(st.sampled_from(OriginKind))
    origin = Origin(kind, draw(perhaps), draw(perhaps), draw(perhaps), draw(perhaps), draw(perhaps))
    suspicion = st.builds(Suspicion, st.sampled_from(["loop", "echo"]), lines)
    return ExportedTranslation(
        draw(lines),
        origin,
        draw(st.none() | st.just("2023-05-03")),
        tuple(draw(st.lists(suspicion, max_size=2))),
    )


@st.composite
def articles(draw) -> ExportedArticle:
    entities = tuple(
        ExportedEntity(
            draw(lines),
            draw(lines),
            draw(st.sampled_from(["person", "place"])),
            tuple(draw(st.lists(st.builds(ExportedForm, lines, st.just("uk"), st.just(2))))),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    sentences = []
    for number in range(1, draw(st.integers(2, 4))):
        text = draw(texts)
        mentions = ()
        if entities:
            at = draw(st.integers(0, len(text) - 1))
            mentions = (ExportedMention(at, len(text), draw(st.integers(0, len(entities) - 1))),)
        sentences.append(
            ExportedSentence(
                number=number,
                kind=draw(st.sampled_from(ParagraphKind)),
                opens_paragraph=draw(st.booleans()),
                start=number * 100,
                end=number * 100 + len(text),
                language=draw(st.sampled_from(["uk", "zh-Hans", "und", "ar"])),
                text=text,
                translation=draw(st.none() | translations()),
                mentions=mentions,
            )
        )
    return ExportedArticle(
        id="0123456789abcdef" * 2,
        language="uk",
        source=draw(perhaps),
        date=draw(perhaps),
        path=draw(lines),
        part=draw(perhaps),
        file_sha256=draw(perhaps),
        sentences=tuple(sentences),
        entities=entities,
    )


FORMATS = {
    "html": (html.write, html_reading.read, lambda article: article),
    "jsonl": (jsonl.write, jsonl.read, lambda article: article),
    "markdown": (markdown.write, markdown.read, markdown.carried),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=25)
@given(exported=st.lists(articles(), min_size=1, max_size=2))
def test_what_is_written_is_read_again_and_is_as_it_was(name, exported):
    write, read, carried = FORMATS[name]
    text = "".join(write(HEAD, exported))
    reading = read(text)
    assert reading.head == HEAD
    assert [one.article for one in reading.articles] == [carried(one) for one in exported]
    assert check(reading).is_as_it_was
    assert "".join(write(HEAD, [one.article for one in reading.articles])) == text
    assert HARMFUL.search(text) is None


@settings(deadline=None, max_examples=20)
@given(exported=articles())
def test_tmx_is_read_again_and_is_as_it_was(exported, tmp_path_factory):
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    stream = io.BytesIO()
    write_tmx(stream, export_tmx.units(HEAD, [exported]))
    path.write_bytes(stream.getvalue())
    carried = export_tmx.carried(exported, "en")
    if not carried.sentences:
        return
    reading = export_tmx.read(path)
    assert reading.head == HEAD
    assert [one.article for one in reading.articles] == [carried]
    assert check(reading).is_as_it_was


@settings(deadline=None, max_examples=100)
@given(original=texts, translation=lines)
def test_texts_stay_texts_in_markdown(original, translation):
    tokens = MarkdownIt("commonmark").parse(
        f"> {markdown.escape(original)}\n\n{markdown.escape(translation)}\n"
    )
    blocks = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens] == [
        *("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"),
        *("paragraph_open", "inline", "paragraph_close"),
    ]
    for block, text in zip(blocks, (original, translation), strict=True):
        assert {child.type for child in block.children} == {"text"}
        assert one_line("".join(child.content for child in block.children)) == one_line(text)


class _Page(HTMLParser):
    """Gathers what a parser of HTML sees."""

    VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self._sentence = -1

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)
        if dict(attrs).get("data-f") in {"text", "translation"}:
            self.texts.append("")
            self._sentence = len(self.open)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if len(self.open) < self._sentence:
            self._sentence = -1

    def handle_data(self, data):
        if self._sentence > 0:
            self.texts[-1] += data


@settings(deadline=None, max_examples=25)
@given(exported=articles())
def test_texts_stay_texts_in_html(exported):
    page = _Page()
    page.feed("".join(html.write(HEAD, [exported])))
    page.close()
    assert page.open == []
    assert page.tags & {"script", "iframe", "object", "link", "img", "base", "form"} == set()
    assert not [name for name in page.attributes if name.startswith("on") or name == "src"]
    expected = []
    for sentence in exported.sentences:
        expected.append(sentence.text)
        if sentence.translation is not None:
            expected.append(sentence.translation.text)
    assert page.texts == expected
