"""Files that are made to harm: refused in words, in little time and memory, the rest read."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
import tarfile
import textwrap
import time
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from tests.unit.corpus.test_formats import (
    epub,
    html,
    message,
    read,
    rss,
    tarred,
    warc,
    zipped,
)

from seedreader.article import Article
from seedreader.corpus.formats.collection import Part, parts
from seedreader.corpus.formats.feeds import MAX_ENTRIES
from seedreader.corpus.formats.limits import BadFile
from seedreader.library import Library, Scope, ingest
from seedreader.library.events import Finished

_GOOD = b"A text that is read although its neighbours are not.\n"
_MEMORY = 700 * 1024**2  # bytes of address space above what Python and the libraries take
_PATIENCE = 60.0  # processor seconds


def outcome(found: list[Part]) -> list[str]:
    """Return what is wrong with each part, "" for an article."""
    return [part.article.problem if isinstance(part.article, BadFile) else "" for part in found]


def within_limits(path: Path) -> str:
    """Read a file in a process that may take little memory; return what it printed."""
    script = textwrap.dedent(
        f"""
        import resource, sys
        import feedparser, trafilatura, warcio  # what they take themselves is not counted
        taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + {_MEMORY},) * 2)
        from pathlib import Path
        from seedreader.corpus.formats.collection import parts
        from seedreader.corpus.formats.limits import BadFile
        try:
            for part in parts(Path(sys.argv[1])):
                wrong = part.article.problem if isinstance(part.article, BadFile) else "read"
                print(part.name, wrong, flush=True)
        except BadFile as error:
            print("file:", error.problem)
        """
    )
    child = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    assert child.returncode == 0, child.stderr[-2000:]
    return child.stdout


def zeros(mebibytes: int) -> bytes:
    """Return so many zeros, compressed by gzip in pieces."""
    piece = gzip.compress(bytes(1024**2), 9)
    return piece * mebibytes


def deflated_zeros(mebibytes: int) -> tuple[bytes, int]:
    """Return so many zeros, deflated, and their checksum."""
    packer, checksum, piece = zlib.compressobj(1, zlib.DEFLATED, -15), 0, bytes(1024**2)
    packed = b""
    for _ in range(mebibytes):
        packed += packer.compress(piece)
        checksum = zlib.crc32(piece, checksum)
    return packed + packer.flush(), checksum


def write_packed(
    archive: zipfile.ZipFile, name: str, packed: bytes, checksum: int, mebibytes: int
) -> None:
    """Add a member that is deflated already, which `zipfile` has no way to do."""
    assert archive.fp is not None
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.header_offset = archive.start_dir
    member.CRC, member.compress_size = checksum, len(packed)
    member.file_size = mebibytes * 1024**2
    archive.fp.seek(archive.start_dir)
    archive.fp.write(member.FileHeader() + packed)
    archive.filelist.append(member)
    archive.NameToInfo[name] = member
    archive.start_dir = archive.fp.tell()


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.txt", _GOOD)
        huge, packed = deflated_zeros(100), deflated_zeros(60)
        write_packed(archive, "huge.txt", *huge, 100)
        for number in range(18):
            write_packed(archive, f"{number}.txt", *packed, 60)
    printed = within_limits(path)
    assert "good.txt read" in printed
    assert "huge.txt It is larger than 64 MiB." in printed
    assert "file: It holds more than 1 GiB." in printed


def test_a_gzip_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(zeros(300))
    assert "a.txt It is larger than 64 MiB." in within_limits(tmp_path / "a.txt.gz")


def test_a_tar_whose_first_member_is_a_bomb(tmp_path: Path) -> None:
    member = tarfile.TarInfo("bomb.txt")
    member.size = 1100 * 1024**2
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(member.tobuf()) + zeros(1100))
    printed = within_limits(path)
    assert "bomb.txt It is larger than 64 MiB." in printed
    assert "file: It holds more than 1 GiB." in printed


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = zipped({"good.txt": _GOOD})
    for _ in range(10):
        inner = zipped({"a.zip": inner, "good.txt": _GOOD})
    found = read(tmp_path, "a.zip", inner)
    assert outcome(found).count("") == 4
    assert any("nested" in problem for problem in outcome(found))


def test_a_zip_that_claims_a_huge_list_of_members(tmp_path: Path) -> None:
    data = bytearray(zipped({"good.txt": _GOOD}))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = b"\xff\xff\xff\xff"
    with pytest.raises(BadFile, match="too many members"):
        read(tmp_path, "a.zip", bytes(data))


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": _GOOD, "good.txt": _GOOD}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1  # the flag of encryption
    problems = outcome(read(tmp_path, "a.zip", bytes(data)))
    assert problems[1] == ""
    assert "encrypted" in problems[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped({f"{n}.txt": _GOOD * 40 for n in range(9)})),
        ("a.tgz", tarred({f"{n}.txt": _GOOD * 40 for n in range(9)})),
        ("a.tar", tarred({f"{n}.txt": _GOOD * 40 for n in range(9)}, "w")),
        ("a.warc.gz", warc([html(f"{n} title") for n in range(3)])),
        ("a.warc", warc([html(f"{n} title") for n in range(3)], compressed=False)),
        ("a.epub", epub()),
        ("a.mbox", b"From a\n" + message() + b"\nFrom b\n" + message("Two")),
        ("a.rss", rss(3)),
        ("a.jsonl", b'{"text": "some words"}\n' * 3),
        ("a.opml", b"<opml><body><outline xmlUrl='a.rss'/></body></opml>"),
        ("a.txt.gz", gzip.compress(_GOOD * 100)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_cut_or_changed_anywhere_is_read_in_part_or_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / "a.rss").write_bytes(rss(1))
    step = max(1, len(data) // 25)
    for at in range(0, len(data), step):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        for damaged in (data[:at], bytes(changed)):
            path = tmp_path / name
            path.write_bytes(damaged)
            try:
                for part in parts(path):
                    assert isinstance(part.article, Article | BadFile)
            except BadFile as error:
                assert error.problem  # noqa: PT017 - it need not be raised


def test_a_warc_that_is_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    whole = warc([html(f"Page {n}") for n in range(3)], compressed=False)
    path = tmp_path / "a.warc"
    path.write_bytes(whole[: len(whole) - 400])
    found = []
    with pytest.raises(BadFile, match="cut"):  # noqa: PT012
        for part in parts(path):
            found.append(part)  # noqa: PERF402 - it ends with an error
    assert outcome(found) == ["", ""]
    with closing(Library(tmp_path / "data")) as library:
        *_, last = ingest(library, Scope.of([path]))
        assert isinstance(last, Finished)
        assert last.failed == 1
        assert len(library.keys(Scope.of([path]))) == 2


_LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n} '{('&a' + str(n - 1 or '') + ';') * 10}'>" for n in range(1, 20))
    + "]>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", f"{_LAUGHS}<rss version='2.0'><channel><title>&a19;</title></channel></rss>"),
        ("a.opml", f"{_LAUGHS}<opml><body><outline xmlUrl='&a19;'/></body></opml>"),
        (
            "a.atom",
            (
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>&e;</title></feed>"
            ),
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_not_expanded(tmp_path: Path, name: str, data: str, encoding: str) -> None:
    with pytest.raises(BadFile, match="entities"):
        read(tmp_path, name, data.encode(encoding))


def test_entities_within_a_book(tmp_path: Path) -> None:
    container = f"{_LAUGHS}<container>&a19;</container>".encode()
    with pytest.raises(BadFile, match="entities"):
        read(tmp_path, "a.epub", zipped({"META-INF/container.xml": container}))


def test_a_feed_of_a_million_entries(tmp_path: Path) -> None:
    entry = b"<item><title>A headline</title><description>Some %d words.</description></item>"
    path = tmp_path / "a.rss"
    with path.open("wb") as stream:
        stream.write(b"<rss version='2.0'><channel><title>Feed</title>")
        for number in range(100):
            stream.write(entry.replace(b"%d", str(number).encode()) * 3_000)
        stream.write(b"</channel></rss>")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    printed = within_limits(path)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < _PATIENCE
    assert printed.count(" read\n") == MAX_ENTRIES
    assert f"more than {MAX_ENTRIES:,} entries" in printed
    with path.open("ab") as stream:
        stream.write(entry * 700_000)
    assert "larger than 32 MiB" in within_limits(path)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000 + b"<p>deep</p>",
        b"<p>" + b"<b>" * 100_000 + b"deep",
        b"<table><tr><td>" * 30_000 + b"deep",
        b"<ul><li>" * 50_000 + b"deep",
        b"<p>" + b"&amp;" * 500_000,
        b"<!--" + b"-" * 1_000_000,
        b"<a " + b"x=1 " * 200_000 + b">deep</a>",
        b"\x00" * 1_000_000,
        b"<title>" * 50_000,
    ],
    ids=range(9),
)
def test_html_that_is_nested_or_repeated_without_end(tmp_path: Path, data: bytes) -> None:
    started = time.process_time()
    (part,) = read(tmp_path, "a.html.gz", gzip.compress(data))
    assert time.process_time() - started < _PATIENCE
    assert isinstance(part.article, Article) or part.article.problem


@pytest.mark.parametrize("tag", ["div", "b", "font", "blockquote", "ul><li", "table><tr><td"])
@pytest.mark.parametrize("depth", [300, 3_000])
def test_what_is_nested_deeply_in_html_and_what_follows_is_read(
    tmp_path: Path, tag: str, depth: int
) -> None:
    opened = f"<p>A first paragraph stands here.</p>{f'<{tag}>' * depth}<p>deep words</p>"
    closed = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * depth
    for page in (opened, f"{opened}{closed}<p>last words</p>", f"{opened}<p>last words</p>"):
        (part,) = read(tmp_path, "a.html.gz", gzip.compress(page.encode()))
        assert isinstance(part.article, Article)
        for words in ("first paragraph", "deep words", *(["last words"] if "last" in page else [])):
            assert words in part.article.text


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [12, 300, 20_000])
def test_what_is_nested_deeply_in_markdown_and_what_follows_is_read(
    tmp_path: Path, mark: str, depth: int
) -> None:
    data = f"# A headline\n\n{mark * depth}deep words\n\nlast words\n".encode()
    started = time.process_time()
    (part,) = read(tmp_path, "a.md.gz", gzip.compress(data))
    assert time.process_time() - started < _PATIENCE
    assert isinstance(part.article, Article)
    assert "deep words" in part.article.text
    assert "last words" in part.article.text


def test_tricks_with_names_and_links_in_archives(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (
            ("../../outside.txt", tarfile.REGTYPE),
            ("/etc/absolute.txt", tarfile.REGTYPE),
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("device.txt", tarfile.CHRTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
            ("\x1b]0;title\x07\u202etxt.txt", tarfile.REGTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = "/etc/passwd"
            member.size = len(_GOOD) if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(_GOOD))
    before = set(tmp_path.parent.rglob("*"))
    found = read(tmp_path, "a.tar", made.getvalue())
    assert [part.name for part in found] == ["outside.txt", "etc/absolute.txt", "txt.txt"]
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "a.tar"}


def test_a_message_of_parts_within_parts(tmp_path: Path) -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
    )
    (part,) = read(tmp_path, "a.eml.gz", gzip.compress(nested + b"\ntext"))
    assert isinstance(part.article, BadFile)
