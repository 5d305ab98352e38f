"""Files of other formats become articles: their headline, text, date and source."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.e2e.stories import page

from seedreader.article import Article
from seedreader.cli import main
from seedreader.corpus.find import Found, find
from seedreader.corpus.formats import Format, format_of
from seedreader.corpus.formats.collection import Part, parts, read_page_of
from seedreader.corpus.formats.limits import BadFile
from seedreader.corpus.load import CannotRead, load
from seedreader.library import Library, Scope, ingest
from seedreader.library.events import Finished, Problem

_BODY = [
    "НАТО планує відкрити наступного року офіс у Токіо для консультацій з Японією.",
    "Про це повідомляє видання з посиланням на японських та європейських чиновників.",
    "Речник альянсу відмовився говорити про подробиці переговорів, які ще тривають.",
]
_TITLE = "НАТО відкриває офіс у Японії"


def html(title: str = _TITLE, body: list[str] = _BODY) -> bytes:
    """Return a page."""
    text = "".join(f"<p>{line * 2}</p>" for line in body)
    return (
        f"<html><head><meta charset='utf-8'><title>{title} | Новини</title>"
        "<meta property='article:published_time' content='2023-05-03T10:00:00Z'>"
        "<meta property='og:site_name' content='Новини'></head><body><nav><a href='/'>Головна</a>"
        f"</nav><article><h1>{title}</h1>{text}</article><script>alert(1)</script>"
        "<footer>© Новини</footer></body></html>"
    ).encode()


def rss(entries: int) -> bytes:
    """Return a feed."""
    items = "".join(
        f"<item><title>{_TITLE} {number}</title><pubDate>Wed, 03 May 2023 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{_BODY[0]} {number}&lt;/p&gt;</description></item>"
        for number in range(entries)
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Новини</title>{items}"
        "</channel></rss>"
    ).encode()


ATOM = (
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Новини</title>"
    f"<entry><title>{_TITLE}</title><updated>2023-05-03T10:00:00Z</updated>"
    f"<content type='html'>&lt;p&gt;{_BODY[0]}&lt;/p&gt;</content></entry></feed>"
).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    """Return a tar archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def warc(pages: list[bytes], *, compressed: bool = True) -> bytes:
    """Return a WARC file."""
    made = b""
    for number, content in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
        record = (
            (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2023-05-03T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"WARC-Target-URI: http://example.org/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
                "\r\n\r\n"
            ).encode()
            + answer
            + b"\r\n\r\n"
        )
        made += gzip.compress(record) if compressed else record
    return made


def message(subject: str = _TITLE, body: str = "\n\n".join(_BODY)) -> bytes:
    """Return an e-mail message."""
    return (
        "From: =?utf-8?q?=D0=9D=D0=BE=D0=B2=D0=B8=D0=BD=D0=B8?= <news@example.org>\n"
        f"Subject: {subject}\nDate: Wed, 03 May 2023 10:00:00 +0000\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{body}\n"
    ).encode()


def epub() -> bytes:
    """Return a book of two chapters and a cover without text."""
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>"
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:"
            b"container'><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>",
            "OEBPS/book.opf": (
                "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/"
                "elements/1.1/'><metadata><dc:title>Книга</dc:title><dc:date>2023-05-03</dc:date>"
                "</metadata><manifest><item id='c' href='cover.xhtml'/><item id='b' "
                "href='b%20b.xhtml'/><item id='a' href='text/a.xhtml'/></manifest><spine>"
                "<itemref idref='c'/><itemref idref='a'/><itemref idref='b'/></spine></package>"
            ).encode(),
            "OEBPS/cover.xhtml": chapter.format("<img src='x.png'/>").encode(),
            "OEBPS/text/a.xhtml": chapter.format(f"<h1>Перша</h1><p>{_BODY[0]}</p>").encode(),
            "OEBPS/b b.xhtml": chapter.format(f"<h2>Друга</h2><p>{_BODY[1]}</p>").encode(),
        }
    )


def read(folder: Path, name: str, data: bytes) -> list[Part]:
    """Return what a file holds."""
    path = folder / name
    path.write_bytes(data)
    return list(parts(path))


def article_of(part: Part) -> Article:
    """Return the article of a part that has one."""
    assert isinstance(part.article, Article), part.article
    check(part.article)
    return part.article


def check(article: Article) -> None:
    """Assert that an article's offsets are those of its text."""
    for paragraph in article.paragraphs:
        assert paragraph.span.of(article.text).strip() == paragraph.span.of(article.text) != ""
        for sentence in paragraph.sentences:
            assert paragraph.span.start <= sentence.start < sentence.end <= paragraph.span.end


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", Format.HTML),
        ("A.HTM", Format.HTML),
        ("a.tar.gz", Format.TAR),
        ("a.warc.gz", Format.WARC),
        ("a.txt.gz", Format.GZIP),
        ("a.b.zip", Format.ZIP),
        ("x/y.jsonl", Format.JSON_LINES),
        ("a.txt", None),
        ("a", None),
        (".zip", None),
        ("", None),
    ],
)
def test_a_name_says_the_format(name: str, kind: Format | None) -> None:
    assert format_of(name) is kind


def test_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html())
    article = load(tmp_path / "a.html").article
    check(article)
    assert (article.title, article.date, article.source) == (_TITLE, "2023-05-03", "Новини")
    assert article.language == "uk"
    assert _BODY[2] in article.text
    assert "alert" not in article.text
    assert "Головна" not in article.text


def test_a_page_without_an_article_gives_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>Only <b>this</b>.</p><style>p{}</style><p>And that.")
    article = load(tmp_path / "a.html").article
    assert "Only this." in article.text
    assert "And that." in article.text
    assert "p{}" not in article.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_is_read_as_it_was_saved(
    tmp_path: Path, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.html").write_bytes(pack(html().decode().encode(encoding)))
    assert _BODY[2] in load(tmp_path / "a.html").article.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("noise", Random(7).randbytes(50_000)),
        ("program", b"\x7fELF" + b"some words of a program" * 100),
        ("packed noise", gzip.compress(Random(7).randbytes(5_000), mtime=0)),
        ("cut", gzip.compress(html(), mtime=0)[:100]),
        ("packed too well", gzip.compress(bytes(200 * 1024**2), 9, mtime=0)),
    ],
)
def test_what_is_binary_is_no_web_page_whatever_its_name(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / f"{name}.html").write_bytes(data)
    with pytest.raises(CannotRead, match=r"binary|not plain text|damaged|larger than"):
        load(tmp_path / f"{name}.html")


def test_markdown(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: ignored: not\ndate: 2023-05-03\n---\n\n# {_TITLE}\n\n{_BODY[0]}\n"
        f"*Ще* [текст](http://example.org/x).\n\n- {_BODY[1]}\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    (tmp_path / "a.md").write_text(text, "utf-8")
    article = load(tmp_path / "a.md").article
    check(article)
    assert article.title == "ignored: not"
    assert article.date == "2023-05-03"
    assert f"{_BODY[0]} Ще текст." in article.text
    assert "example.org" not in article.text
    (tmp_path / "b.md").write_text(text.split("---\n\n")[1], "utf-8")
    assert load(tmp_path / "b.md").article.title == _TITLE


def test_a_message(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message())
    article = load(tmp_path / "a.eml").article
    check(article)
    assert (article.title, article.date, article.source) == (_TITLE, "2023-05-03", "Новини")
    assert _BODY[2] in article.text


def test_a_mailbox(tmp_path: Path) -> None:
    box = b"".join(
        b"From a@example.org Wed May  3 10:00:00 2023\n" + message(f"{_TITLE} {n}") + b"\n"
        for n in range(3)
    )
    found = read(tmp_path, "a.mbox", box)
    assert [article_of(part).title for part in found] == [f"{_TITLE} {n}" for n in range(3)]


def test_a_book(tmp_path: Path) -> None:
    first, second = map(article_of, read(tmp_path, "a.epub", epub()))
    assert (first.title, first.source, first.date) == ("Перша", "Книга", "2023-05-03")
    assert second.title == "Друга"
    assert _BODY[1] in second.text


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"title": _TITLE, "text": "\n".join(_BODY), "date": "2023-05-03T01:02:03"}),
        "",
        json.dumps({"body": _BODY[0], "site": "Новини"}, ensure_ascii=False),
        "{broken",
        json.dumps({"url": "x"}),
        "[" * 100_000,
    ]
    found = read(tmp_path, "a.jsonl", "\n".join(lines).encode())
    first, second = map(article_of, found[:2])
    assert (first.title, first.date, second.source) == (_TITLE, "2023-05-03", "Новини")
    problems = [part.article.problem for part in found[2:] if isinstance(part.article, BadFile)]
    assert problems == ["Line 4 is no JSON.", "Line 5 has no text.", "Line 6 is no JSON."]


_FEEDS = [("a.rss", rss(3)), ("a.atom", ATOM), ("Feed.xml", rss(3))]


@pytest.mark.parametrize(("name", "data"), _FEEDS)
def test_a_feed(tmp_path: Path, name: str, data: bytes) -> None:
    first = article_of(read(tmp_path, name, data)[0])
    assert first.title is not None
    assert first.title.startswith(_TITLE)
    assert (first.date, first.source) == ("2023-05-03", "Новини")
    assert _BODY[0] in first.text


def test_a_list_of_feeds_gives_those_on_disk_beside_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.rss"
    outside.write_bytes(rss(1))
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "a b.rss").write_bytes(rss(2))
    (folder / "link.rss").symlink_to(outside)

    def listed(*addresses: str) -> bytes:
        outlines = "".join(f"<outline xmlUrl='{address}'/>" for address in addresses)
        return f"<opml><body><outline text='x'>{outlines}</outline></body></opml>".encode()

    elsewhere = ("http://example.org/a.rss", "../outside.rss", str(outside), "link.rss")
    assert len(read(folder, "all.opml", listed("a%20b.rss"))) == 2
    (folder / "a.opml").write_bytes(listed(elsewhere[0], "a%20b.rss", *elsewhere[1:]))
    found = []
    with pytest.raises(BadFile, match=r"names 5 feeds, 1 of .*: http://example.org/a.rss, .* 1 m"):
        found.extend(parts(folder / "a.opml"))
    with pytest.raises(BadFile, match="names 4 feeds, none"):
        read(folder, "b.opml", listed(*elsewhere))


def test_the_list_says_which_feeds_of_an_opml_file_are_not_there(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here.rss").write_bytes(rss(2))
    outlines = "".join(f"<outline xmlUrl='{name}.rss'/>" for name in ("here", "gone"))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    main(["list", str(tmp_path / "feeds.opml"), "--data", str(data)])
    told = capsys.readouterr()
    assert told.out.count(_TITLE) == 2
    assert "1 of them a file beside it; not there: gone.rss" in told.err


@pytest.mark.parametrize("compressed", [True, False])
def test_a_warc_file(tmp_path: Path, *, compressed: bool) -> None:
    data = warc([html(f"{_TITLE} {n}") for n in range(3)], compressed=compressed)
    found = read(tmp_path, "a.warc.gz", data)
    assert [article_of(part).title for part in found] == [f"{_TITLE} {n}" for n in range(3)]


_MEMBERS = {
    "one.txt": page("Aosta", range(4)).encode(),
    "deep/two.html": html(),
    "deep/three.zip": zipped({"four.md": f"# {_TITLE}\n\n{_BODY[0]}".encode()}),
    "picture.png": b"\x89PNG",
    ".hidden.txt": b"hidden",
    "__MACOSX/one.txt": b"of the system",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(_MEMBERS)),
        ("a.tar", tarred(_MEMBERS, "w")),
        ("a.tgz", tarred(_MEMBERS)),
        ("a.tar.xz", tarred(_MEMBERS, "w:xz")),
    ],
)
def test_an_archive_of_all_these(tmp_path: Path, name: str, data: bytes) -> None:
    found = {part.name: article_of(part) for part in read(tmp_path, name, data)}
    assert sorted(found) == ["deep/three.zip/four.md", "deep/two.html", "one.txt"]
    assert found["deep/two.html"].title == _TITLE


def test_a_compressed_file(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.txt.gz", gzip.compress("\n\n".join(_BODY).encode()))
    assert found.name == "a.txt"
    assert _BODY[0] in article_of(found).text


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.binary(max_size=40))
def test_names_in_archives_only_become_names(names: list[str], data: bytes) -> None:
    from seedreader.corpus.formats.collection import _Collection

    collection = _Collection(Path("x.zip"))
    made = [collection._name("", name) for name in [*names, "../../etc/passwd", "/a", "C:\\a"]]
    assert len(set(made)) == len(made)
    for name in made:
        segments = name.split("/")
        assert all(segment not in {"", ".", ".."} for segment in segments)
        assert name.isprintable()


@given(st.sampled_from(sorted({Format.HTML, Format.MARKDOWN, Format.MESSAGE})), st.binary())
def test_any_bytes_are_a_page_or_refused(kind: Format, data: bytes) -> None:
    try:
        article = read_page_of(kind, data)
    except BadFile as error:
        assert error.problem  # noqa: PT017 - it need not be raised
    else:
        check(article)


# In the library


def test_the_parts_of_a_file_are_articles_that_come_and_go_with_it(
    data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    path = folder / "a.zip"
    path.write_bytes(zipped(_MEMBERS))
    scope = Scope.of([folder])

    def names(library: Library) -> list[str]:
        keys = library.keys(scope)
        rows = library.rows(keys)
        return [scope.shown(rows[key].path).removeprefix(str(folder)) for key in keys]

    with closing(Library(data)) as library:
        *_, last = ingest(library, scope)
        assert isinstance(last, Finished)
        assert (last.added, last.failed) == (1, 0)
        assert names(library) == [
            "/a.zip/deep/three.zip/four.md",
            "/a.zip/deep/two.html",
            "/a.zip/one.txt",
        ]
        *_, last = ingest(library, scope)
        assert (last.unchanged, last.gone) == (1, 0)
        assert len(names(library)) == 3
        path.write_bytes(zipped({"one.txt": _MEMBERS["one.txt"], "bad.html": b""}))
        events = list(ingest(library, scope))
        (problem,) = [event for event in events if isinstance(event, Problem)]
        assert problem.problem.startswith("bad.html: ")
        assert names(library) == ["/a.zip/one.txt"]
        path.unlink()
        *_, last = ingest(library, scope)
        assert names(library) == []


def test_a_file_that_is_given_is_of_the_kind_its_name_says(tmp_path: Path) -> None:
    for name in ("a.zip", "b.html", "c.txt"):
        (tmp_path / name).write_bytes(b"x")
    kinds = [item.kind for item in find([tmp_path]) if isinstance(item, Found)]
    assert kinds == ["collection", "article", "article"]
    (tmp_path / "b.html").write_bytes(b"")
    with pytest.raises(CannotRead):
        load(tmp_path / "b.html")
