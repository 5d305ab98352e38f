"""Translation memories: what is read of a file, and that what is written is read again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedreader.translation._tmx_target import MAX_PROPERTIES
from seedreader.translation.memory_key import sentence_key
from seedreader.translation.tmx import MAX_SEGMENT, TranslationUnit, read_tmx, write_tmx


def tmx(body: str, header: str = 'srclang="uk"', before: str = "") -> str:
    return f'{before}<tmx version="1.4"><header {header}/><body>{body}</body></tmx>'


def tuv(language: str, text: str, attributes: str = "") -> str:
    return f'<tuv xml:lang="{language}" {attributes}><seg>{text}</seg></tuv>'


def read(tmp_path: Path, document: str | bytes) -> list[TranslationUnit]:
    path = tmp_path / "memory.tmx"
    path.write_bytes(document.encode() if isinstance(document, str) else document)
    return list(read_tmx(path))


def pairs(units: list[TranslationUnit]) -> list[tuple[str, str, str, str]]:
    return [(u.source_language, u.source, u.target_language, u.target) for u in units]


def test_a_unit(tmp_path: Path) -> None:
    document = tmx(
        '<tu changedate="20230503T143000Z" changeid="Олена"><note>checked</note><prop>x</prop>'
        + tuv("uk", "Він прийшов.")
        + tuv("en", "He came.")
        + "</tu>"
    )
    assert read(tmp_path, document) == [
        TranslationUnit(
            source_language="uk",
            source="Він прийшов.",
            target_language="en",
            target="He came.",
            note="checked",
            date="2023-05-03T14:30:00Z",
            author="Олена",
        )
    ]


def test_each_other_language_is_a_target(tmp_path: Path) -> None:
    document = tmx("<tu>" + tuv("en", "one") + tuv("uk", "один") + tuv("it", "uno") + "</tu>")
    assert pairs(read(tmp_path, document)) == [
        ("uk", "один", "en", "one"),
        ("uk", "один", "it", "uno"),
    ]


def test_any_language_is_a_source_where_all_are(tmp_path: Path) -> None:
    document = tmx("<tu>" + tuv("en", "one") + tuv("it", "uno") + "</tu>", 'srclang="*all*"')
    assert pairs(read(tmp_path, document)) == [
        ("en", "one", "it", "uno"),
        ("it", "uno", "en", "one"),
    ]


def test_the_unit_overrides_the_header(tmp_path: Path) -> None:
    document = tmx('<tu srclang="it">' + tuv("en", "one") + tuv("it", "uno") + "</tu>")
    assert pairs(read(tmp_path, document)) == [("it", "uno", "en", "one")]


@pytest.mark.parametrize(
    ("srclang", "written", "tag"),
    [
        ("EN-US", "en", "en"),
        ("en", "EN_us", "en-US"),
        ("zh", "zh-hans", "zh-Hans"),
        ("qq", "en", "en"),  # no variant has it: the first one is the source
    ],
)
def test_language_codes_of_other_tools(
    tmp_path: Path, srclang: str, written: str, tag: str
) -> None:
    document = tmx(f"<tu>{tuv(written, 'a')}{tuv('it', 'b')}</tu>", f'srclang="{srclang}"')
    assert pairs(read(tmp_path, document)) == [(tag, "a", "it", "b")]


def test_old_lang_attributes_and_alternatives_of_omegat(tmp_path: Path) -> None:
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n'
        '<tmx version="1.1"><header creationtool="OmegaT" segtype="sentence" srclang="UK"/><body>'
        "<!-- Default translations -->"
        '<tu><tuv lang="UK"><seg>а</seg></tuv>'
        '<tuv lang="EN-GB" changeid="me" changedate="20200101T000000Z"><seg>b</seg></tuv></tu>'
        "<!-- Alternative translations -->"
        '<tu><prop type="file">x.txt</prop><prop type="id">1</prop>'
        '<tuv lang="UK"><seg>а</seg></tuv><tuv lang="EN-GB"><seg>c</seg></tuv></tu>'
        "</body></tmx>"
    )
    units = read(tmp_path, document)
    assert pairs(units) == [("uk", "а", "en-GB", "b"), ("uk", "а", "en-GB", "c")]
    assert (units[0].author, units[0].date) == ("me", "2020-01-01T00:00:00Z")
    assert units[1].properties == (("file", "x.txt"), ("id", "1"))
    assert [unit.is_alternative for unit in units] == [False, True]


def test_properties_of_variants_and_those_without_a_type_are_left_out(tmp_path: Path) -> None:
    variant = '<tuv xml:lang="uk"><prop type="y">z</prop><seg>а</seg></tuv>'
    properties = '<prop>x</prop><prop type="domain">news</prop>'
    (unit,) = read(tmp_path, tmx(f"<tu>{properties}{variant}{tuv('en', 'b')}</tu>"))
    assert unit.properties == (("domain", "news"),)


def test_the_properties_of_a_unit_are_bounded(tmp_path: Path) -> None:
    properties = '<prop type="a">b</prop>' * 10_000
    (unit,) = read(tmp_path, tmx(f"<tu>{properties}{tuv('uk', 'а')}{tuv('en', 'b')}</tu>"))
    assert len(unit.properties) == MAX_PROPERTIES


def test_codes_are_dropped_and_highlighted_text_is_kept(tmp_path: Path) -> None:
    segment = (
        'He <bpt i="1">&lt;b></bpt>came<ept i="1">&lt;/b></ept> <hi>to <hi>my</hi> house</hi>'
        '<ph>{1}<sub>a <hi>title</hi></sub>{2}</ph><it pos="begin">x</it><ut>y</ut> today.'
    )
    document = tmx(f"<tu>{tuv('uk', segment)}{tuv('en', 'x')}</tu>")
    assert read(tmp_path, document)[0].source == "He came to my house today."


def test_texts_are_normalised_or_cleaned_as_asked(tmp_path: Path) -> None:
    document = tmx("<tu>" + tuv("uk", " е\u0308 \n\t x ") + tuv("en", "B") + "</tu>")
    assert read(tmp_path, document)[0].source == "ё x"
    units = list(read_tmx(tmp_path / "memory.tmx", clean=str.swapcase))
    assert units[0].target == "b"


@pytest.mark.parametrize("text", ["", "  ", "<ph>x</ph>", "x" * (MAX_SEGMENT + 1)])
def test_units_without_a_usable_segment_are_left_out(tmp_path: Path, text: str) -> None:
    good = f"<tu>{tuv('uk', 'x' * MAX_SEGMENT)}{tuv('en', 'y')}</tu>"
    document = tmx(f"<tu>{tuv('uk', text)}{tuv('en', 'x')}</tu>{good}")
    assert [unit.target for unit in read(tmp_path, document)] == ["y"]


def test_variants_without_a_language_or_a_segment_are_left_out(tmp_path: Path) -> None:
    variants = f"<tuv><seg>x</seg></tuv>{tuv('en', 'y')}<tuv xml:lang='fr'/>{tuv('uk', 'z')}"
    assert pairs(read(tmp_path, tmx(f"<tu>{variants}</tu>"))) == [("uk", "z", "en", "y")]


@pytest.mark.parametrize("date", ["", "yesterday", "20231399T000000Z", "2023-05-03"])
def test_a_date_that_cannot_be_understood_is_none(tmp_path: Path, date: str) -> None:
    document = tmx(f'<tu changedate="{date}">{tuv("uk", "x")}{tuv("en", "y")}</tu>')
    assert read(tmp_path, document)[0].date is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    declaration = f'<?xml version="1.0" encoding="{name}"?>'
    document = tmx(f"<tu>{tuv('uk', 'Київ')}{tuv('en', 'Kyiv')}</tu>", before=declaration)
    assert pairs(read(tmp_path, document.encode(encoding))) == [("uk", "Київ", "en", "Kyiv")]


def test_a_default_namespace_does_not_matter(tmp_path: Path) -> None:
    document = tmx(f"<tu>{tuv('uk', 'x')}{tuv('en', 'y')}</tu>").replace(
        "<tmx", '<tmx xmlns="http://www.lisa.org/tmx14"'
    )
    assert pairs(read(tmp_path, document)) == [("uk", "x", "en", "y")]


XML_TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
    .map(sentence_key)
    .filter(bool)
)
DATES = st.none() | st.datetimes().map(
    lambda moment: moment.replace(microsecond=0, year=max(1000, moment.year)).isoformat() + "Z"
)
UNITS = st.builds(
    TranslationUnit,
    source_language=st.sampled_from(["uk", "zh-Hans", "en-US", "it"]),
    source=XML_TEXTS,
    target_language=st.sampled_from(["en", "vi", "en-GB"]),
    target=XML_TEXTS,
    note=st.none() | XML_TEXTS,
    date=DATES,
    author=st.none() | XML_TEXTS,
    properties=st.lists(st.tuples(XML_TEXTS, XML_TEXTS), max_size=3).map(tuple),
)


@given(units=st.lists(UNITS, max_size=5), source_language=st.sampled_from([None, "uk", "en"]))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    units: list[TranslationUnit],
    source_language: str | None,
) -> None:
    path = tmp_path_factory.mktemp("tmx") / "memory.tmx"
    write_tmx(path, iter(units), source_language=source_language)
    assert list(read_tmx(path)) == units


@given(text=st.text(), language=st.text(max_size=5))
def test_whatever_is_written_is_well_formed(text: str, language: str) -> None:
    stream = io.BytesIO()
    write_tmx(
        stream,
        [TranslationUnit(language, text, "en", text, note=text, author=text)],
        source_language=language,
    )
    root = ET.fromstring(stream.getvalue())
    allowed = "".join(
        c
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        else "\ufffd"
        for c in text
    )
    assert [seg.text or "" for seg in root.iter("seg")] == [allowed, allowed]


def test_a_stream_stays_open() -> None:
    stream = io.BytesIO()
    write_tmx(stream, [])
    assert stream.getvalue().endswith(b"</tmx>\n")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(path, [])
    old = path.read_bytes()

    def units() -> object:
        yield TranslationUnit("uk", "а", "en", "b")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tmx(path, units())  # type: ignore[arg-type]
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_a_write_keeps_permissions_and_follows_a_link(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.touch()
    path.chmod(0o640)
    link = tmp_path / "link.tmx"
    link.symlink_to(path)
    write_tmx(link, [])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_only_a_memory_is_replaced(encoding: str, tmp_path: Path) -> None:
    article, memory = tmp_path / "article.txt", tmp_path / "memory.tmx"
    article.write_text("Прем’єр-міністр сказав.", encoding)
    with pytest.raises(FileExistsError, match="no translation memory"):
        write_tmx(article, [])
    assert article.read_text(encoding) == "Прем’єр-міністр сказав."
    memory.write_text(f'<?xml version="1.0" encoding="{encoding}"?><tmx version="1.4"/>', encoding)
    write_tmx(memory, [TranslationUnit("uk", "Так.", "en", "Yes.")])
    assert [unit.target for unit in read_tmx(memory)] == ["Yes."]
    assert set(tmp_path.iterdir()) == {article, memory}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_tmx(pipe, [TranslationUnit("uk", "Так.", "en", "Yes.")])
        written, _ = reader.communicate(timeout=30)
    assert b"<seg>Yes.</seg>" in written
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="standard output without a name")
def test_standard_output_is_written_to_by_its_name() -> None:
    code = "from seedreader.translation.tmx import write_tmx; write_tmx('/dev/stdout', [])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.endswith(b"</tmx>\n")


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    unit = TranslationUnit("uk", "Слово за словом. " * 20, "en", "Word by word. " * 20)
    write_tmx(path, (unit for _ in range(30_000)))  # 25 MB
    code = (
        "import resource, sys\n"
        "from seedreader.translation.tmx import read_tmx\n"
        "units = read_tmx(sys.argv[1]); next(units)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert sum(1 for _ in units) == 29_999\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True)
    unit_of_size = 1024 if sys.platform == "darwin" else 1
    assert int(done.stdout) / unit_of_size < 8 * 1024  # KiB


def test_importing_does_not_load_an_xml_parser() -> None:
    code = (
        "import sys; import seedreader.translation.tmx; "
        "sys.exit('defusedxml' in sys.modules or 'xml.etree.ElementTree' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("one", "other"), [("a  b\n", " a b"), ("е\u0308", "ё"), ("\u3000漢 字", "漢 字")]
)
def test_two_writings_of_a_sentence_have_the_same_key(one: str, other: str) -> None:
    assert sentence_key(one) == sentence_key(other)


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    key = sentence_key(text)
    assert sentence_key(key) == key
    assert key == key.strip()


def test_different_sentences_have_different_keys() -> None:
    assert len({sentence_key(text) for text in ("May", "may", "May?", "M ay")}) == 4
