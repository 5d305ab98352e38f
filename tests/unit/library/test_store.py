"""What the library keeps, and what it gives back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.library import ArticleOrder, Library, LibraryProblem, Scope
from seedreader.library.damage import LibraryDamaged
from seedreader.library.schema import FILE_NAME, SCHEMA_VERSION
from seedreader.library.store import FileRecord
from seedreader.library.translations_store import MemoryEntry, sentence_hash
from seedreader.translation.model import ProvenanceKind

EVERYTHING = Scope.of([Path("/")])


def replace_memory(library, origin, entries):
    """Keep what a file of translations holds, in place of what it held before."""
    library.forget_memory(origin)
    library.add_memory(origin, entries)


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


def article(
    *sentences: str, title: str | None = None, language: str = "it", date: str | None = None
) -> Article:
    """Make an article of one paragraph, under a title or not."""
    lines = [title] if title else []
    lines.append(" ".join(sentences))
    text = "\n\n".join(lines) + "\n"
    paragraphs = []
    at = 0
    if title:
        span = Span(0, len(title))
        paragraphs.append(Paragraph(ParagraphKind.TITLE, span, language, (span,)))
        at = len(title) + 2
    spans = []
    first = at
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    paragraphs.append(Paragraph(ParagraphKind.BODY, Span(first, at - 1), language, tuple(spans)))
    return Article(
        text=text,
        paragraphs=tuple(paragraphs),
        language=language,
        title=title,
        date=date,
        source=None,
        words=len(text.split()),
    )


def add(library: Library, path: str, added: Article) -> int:
    """Add an article as if it was read from a file."""
    key = library.add_article(added)
    library.put_file(
        FileRecord(
            path=path.encode(),
            kind="article",
            size=1,
            mtime_ns=1,
            extractor=1,
            encoding="utf-8",
            article=key,
        )
    )
    return key


def entry(
    source: str, target: str, *, language: str = "it", target_language: str = "en"
) -> MemoryEntry:
    """Make an entry of a memory."""
    return MemoryEntry(
        source=source,
        source_language=language,
        target=target,
        target_language=target_language,
        kind=ProvenanceKind.REFERENCE,
        changed="2024-01-02",
    )


def test_an_article_comes_back_as_it_was(library: Library) -> None:
    given = article("Uno.", "Due 👩‍👩‍👧.", title="Titolo 北约", date="2023-05-03")
    assert library.article(add(library, "/a.txt", given)) == given


def test_a_long_article_comes_back_whole(library: Library) -> None:
    given = article("𝒳" * 1_500_000 + "fine.", "Due.")
    assert library.article(add(library, "/a.txt", given)) == given


def test_an_unknown_key_is_refused(library: Library) -> None:
    with pytest.raises(KeyError):
        library.article(1)


def test_the_same_text_in_two_files_is_one_article(library: Library) -> None:
    first = add(library, "/a.txt", article("Uno."))
    second = add(library, "/b.txt", article("Uno."))
    assert first == second
    assert library.keys(EVERYTHING) == [first]
    assert library.rows([first])[first].path == b"/a.txt"
    assert len(library.files(EVERYTHING)) == 2


def test_the_same_text_understood_anew_replaces_what_was_understood(library: Library) -> None:
    key = add(library, "/a.txt", article("Uno. Due."))
    anew = article("Uno.", "Due.")
    assert library.add_article(anew) == key
    assert library.article(key) == anew
    assert library.rows([key])[key].sentences == 2


def test_an_article_stays_until_its_last_file_is_forgotten(library: Library) -> None:
    key = add(library, "/a.txt", article("Uno."))
    add(library, "/b.txt", article("Uno."))
    library.forget_files([b"/a.txt"])
    assert library.keys(EVERYTHING) == [key]
    assert library.rows([key])[key].path == b"/b.txt"
    library.forget_files([b"/b.txt"])
    assert library.keys(EVERYTHING) == []
    with pytest.raises(KeyError):
        library.article(key)


def test_forgetting_an_article_leaves_no_text_behind(library: Library, data: Path) -> None:
    add(library, "/a.txt", article("Uno."))
    library.forget_files([b"/a.txt"])
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        for table in ("articles", "texts", "files", "coverage"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_forgetting_what_is_not_known_does_nothing(library: Library) -> None:
    key = add(library, "/a.txt", article("Uno."))
    library.forget_files([b"/nowhere"])
    assert library.keys(EVERYTHING) == [key]


# Lists


def test_each_order(library: Library) -> None:
    first = add(library, "/3.txt", article("Uno due tre.", title="Beta", date="2023-01-01"))
    second = add(library, "/1.txt", article("Uno.", title="Alfa", language="de"))
    third = add(library, "/2.txt", article("Uno due.", title="Gamma", date="2024-01-01"))
    library.marks.star(article("Uno due tre.", title="Beta").id, starred=True)
    library.marks.set_read(article("Uno.", title="Alfa").id, read=True)
    expected = {
        ArticleOrder.PATH: [second, third, first],
        ArticleOrder.DATE: [third, first, second],
        ArticleOrder.LANGUAGE: [second, third, first],
        ArticleOrder.SOURCE: [second, third, first],
        ArticleOrder.TITLE: [second, first, third],
        ArticleOrder.LENGTH: [first, third, second],
        ArticleOrder.UNREAD: [third, first, second],
        ArticleOrder.STARRED: [first, second, third],
    }
    assert {order: library.keys(EVERYTHING, order=order) for order in ArticleOrder} == expected


def test_only_articles_of_the_scope_are_listed(library: Library) -> None:
    inside = add(library, "/a/b/1.txt", article("Uno."))
    add(library, "/a/bc/2.txt", article("Due."))
    assert library.keys(Scope.of([Path("/a/b")])) == [inside]
    assert library.keys(Scope.of([])) == []


@pytest.mark.parametrize("words", [["titolo"], ["TITOLO", "2023-05"], ["UNO.txt"], ["it"]])
def test_words_filter(library: Library, words: list[str]) -> None:
    wanted = add(library, "/a/uno.txt", article("Uno.", title="Titolo", date="2023-05-03"))
    add(library, "/b/due.txt", article("Zwei.", title="Überschrift", language="de"))
    assert library.keys(EVERYTHING, words=words) == [wanted]
    assert library.keys(EVERYTHING, words=[*words, "xyzzy"]) == []


def test_the_translated_headline_is_filtered_too(library: Library) -> None:
    given = article("Uno.", title="Titolo")
    key = add(library, "/a.txt", given)
    replace_memory(library, b"/m.tmx", [entry("Titolo", "Headline")])
    library.update_coverage(key, given)
    assert library.keys(EVERYTHING, words=["headline"]) == [key]
    assert library.keys(EVERYTHING, words=["headline"], target_language="fr") == []


def test_wildcards_of_sql_are_letters_in_a_filter(library: Library) -> None:
    key = add(library, "/a.txt", article("Uno.", title="100%_"))
    add(library, "/b.txt", article("Due.", title="1000"))
    assert library.keys(EVERYTHING, words=["0%"]) == [key]
    assert library.keys(EVERYTHING, words=["%_"]) == [key]


def test_a_limit_is_kept(library: Library) -> None:
    keys = [add(library, f"/{number}.txt", article(f"{number}.")) for number in range(9)]
    assert library.keys(EVERYTHING, limit=4) == keys[:4]


def test_rows_of_many_keys(library: Library) -> None:
    keys = [add(library, f"/{number:04}.txt", article(f"{number}.")) for number in range(1200)]
    rows = library.rows([*keys, 10**6])
    assert list(rows) == keys or set(rows) == set(keys)
    assert rows[keys[7]].headline == "7."
    assert not rows[keys[7]].has_title


def test_an_id_is_found_by_its_beginning(library: Library) -> None:
    given = article("Uno.")
    key = add(library, "/a.txt", given)
    add(library, "/b.txt", article("Due."))
    assert library.key_of_id(given.id) == [key]
    assert library.key_of_id(given.id[:10]) == [key]
    assert len(library.key_of_id("")) == 2
    assert library.key_of_id(given.id + "0") == []


# Translations


def test_a_sentence_is_translated_by_its_words(library: Library) -> None:
    given = article("Una  frase.", "Caffè.", title="Titolo")
    replace_memory(
        library, b"/m.tmx", [entry("Una frase.", "A sentence."), entry("Caffe\u0300.", "Coffee.")]
    )
    found = library.translations(given)
    assert {span.of(given.text): found[span].text for span in found} == {
        "Una  frase.": "A sentence.",
        "Caffè.": "Coffee.",
    }
    translation = next(iter(found.values()))
    assert translation.language == "en"
    assert translation.provenance.kind is ProvenanceKind.REFERENCE
    assert translation.provenance.origin == "/m.tmx"
    assert translation.provenance.date == "2024-01-02"


def test_every_occurrence_is_translated(library: Library) -> None:
    given = article("Sì.", "No.", "Sì.")
    replace_memory(library, b"/m.tmx", [entry("Sì.", "Yes.")])
    assert [span.start for span in library.translations(given)] == [0, 8]


@pytest.mark.parametrize(
    ("article_language", "memory_language", "is_found"),
    [
        ("it", "it", True),
        ("it-CH", "it", True),
        ("it", "fr", False),
        ("und", "fr", True),
    ],
)
def test_a_translation_counts_for_its_language(
    library: Library, article_language: str, memory_language: str, *, is_found: bool
) -> None:
    given = article("Uno.", language=article_language)
    replace_memory(library, b"/m.tmx", [entry("Uno.", "One.", language=memory_language)])
    assert bool(library.translations(given)) is is_found


def test_a_translation_into_another_language_does_not_count(library: Library) -> None:
    given = article("Uno.")
    replace_memory(library, b"/m.tmx", [entry("Uno.", "Un.", target_language="fr")])
    assert library.translations(given) == {}
    assert len(library.translations(given, target_language="fr")) == 1


def test_of_several_memories_the_first_by_name_counts(library: Library) -> None:
    given = article("Uno.")
    replace_memory(library, b"/z.tmx", [entry("Uno.", "from z")])
    replace_memory(library, b"/a.tmx", [entry("Uno.", "from a")])
    (translation,) = library.translations(given).values()
    assert translation.text == "from a"
    library.forget_files([b"/a.tmx"])
    (translation,) = library.translations(given).values()
    assert translation.text == "from z"


def test_within_a_memory_the_last_counts(library: Library) -> None:
    replace_memory(library, b"/m.tmx", [entry("Uno.", "first"), entry("Uno.", "last")])
    (translation,) = library.translations(article("Uno.")).values()
    assert translation.text == "last"


def test_a_memory_replaces_what_it_held(library: Library) -> None:
    replace_memory(library, b"/m.tmx", [entry("Uno.", "One."), entry("Due.", "Two.")])
    replace_memory(library, b"/m.tmx", [entry("Uno.", "Number one.")])
    found = library.translations(article("Uno.", "Due."))
    assert [translation.text for translation in found.values()] == ["Number one."]


def test_the_origin_is_shown_as_wanted(library: Library) -> None:
    replace_memory(library, b"/m\xff.tmx", [entry("Uno.", "One.")])
    (translation,) = library.translations(article("Uno."), shown=lambda path: path.hex()).values()
    assert translation.provenance.origin == b"/m\xff.tmx".hex()


def test_an_article_of_many_sentences_is_translated(library: Library) -> None:
    given = article(*(f"Frase {number}." for number in range(1500)))
    replace_memory(
        library, b"/m.tmx", [entry(f"Frase {number}.", f"{number}") for number in range(1500)]
    )
    found = library.translations(given)
    assert [int(found[span].text) for span in sorted(found)] == list(range(1500))


def test_coverage_counts_sentences_of_title_and_body(library: Library) -> None:
    body = article("Uno.", "Due.", title="Titolo")
    fold = Paragraph(ParagraphKind.BOILERPLATE, Span(8, 12), "it", (Span(8, 12),))
    given = Article(
        text=body.text,
        paragraphs=(*body.paragraphs, fold),
        language="it",
        title="Titolo",
        date=None,
        source=None,
        words=3,
    )
    key = add(library, "/a.txt", given)
    replace_memory(library, b"/m.tmx", [entry("Titolo", "Title"), entry("Uno.", "One.")])
    library.update_coverage(key, given)
    row = library.rows([key])[key]
    assert (row.translated, row.translated_headline, row.sentences) == (2, "Title", 3)
    assert library.rows([key], target_language="fr")[key].translated == 0


def test_without_a_title_the_first_sentence_is_the_headline(library: Library) -> None:
    given = article("Uno.", "Due.")
    key = add(library, "/a.txt", given)
    replace_memory(library, b"/m.tmx", [entry("Uno.", "One.")])
    library.update_coverage(key, given)
    row = library.rows([key])[key]
    assert (row.headline, row.has_title, row.translated_headline) == ("Uno.", False, "One.")


def test_the_hash_of_a_sentence_takes_any_text() -> None:
    assert sentence_hash("a  b") == sentence_hash("a b")
    assert sentence_hash("a\ud800") != sentence_hash("a")
    assert len(sentence_hash("")) == 16


# The user's own


def test_the_place_is_kept_while_an_article_is_away(library: Library) -> None:
    given = article("Uno.", "Due.")
    key = add(library, "/a.txt", given)
    assert library.rows([key])[key].position is None
    library.set_position(given.id, 5, finished=False)
    library.forget_files([b"/a.txt"])
    key = add(library, "/b.txt", given)
    row = library.rows([key])[key]
    assert (row.position, row.finished) == (5, False)


def test_what_was_finished_stays_finished(library: Library) -> None:
    given = article("Uno.", "Due.")
    key = add(library, "/a.txt", given)
    library.set_position(given.id, 5, finished=True)
    library.set_position(given.id, 0, finished=False)
    row = library.rows([key])[key]
    assert (row.position, row.finished) == (0, True)


def test_settings_are_kept(data: Path) -> None:
    with closing(Library(data)) as library:
        assert library.setting("theme") is None
        library.set_setting("theme", "nord")
        library.set_setting("theme", "dracula")
    with closing(Library(data)) as library:
        assert library.setting("theme") == "dracula"


# Connections


def test_what_one_connection_writes_another_reads(library: Library, data: Path) -> None:
    with closing(Library(data)) as other:
        with library.transaction():
            key = add(library, "/a.txt", article("Uno."))
            assert other.keys(EVERYTHING) == []  # not before it is whole
        assert other.keys(EVERYTHING) == [key]
        assert other.article(key).text == "Uno.\n"


def test_a_transaction_that_fails_leaves_nothing(library: Library) -> None:
    def fail() -> None:
        with library.transaction():
            add(library, "/a.txt", article("Uno."))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert library.keys(EVERYTHING) == []
    add(library, "/a.txt", article("Uno."))  # and another one can begin
    assert len(library.keys(EVERYTHING)) == 1


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Library(None)) as library:
        add(library, "/a.txt", article("Uno."))
        assert len(library.keys(EVERYTHING)) == 1
        assert list(tmp_path.iterdir()) == []


def test_a_newer_library_is_refused_in_words(data: Path) -> None:
    Library(data).close()
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE of_a_newer_version (key INTEGER PRIMARY KEY)")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LibraryProblem, match=r"newer seedreader.*--data"):
        Library(data)


def test_of_files_with_the_same_text_one_that_was_opened_is_shown(library: Library) -> None:
    given = article("Uno.")
    key = add(library, "/a/1.txt", given)
    assert add(library, "/b/1.txt", given) == key
    for folder in ("/a", "/b"):
        scope = Scope.of([Path(folder)])
        assert library.rows([key], scope=scope)[key].path == f"{folder}/1.txt".encode()


@pytest.mark.parametrize("version", [1, 2])
def test_a_library_of_an_older_version_is_brought_up_to_date(data: Path, version: int) -> None:
    given = article("Uno.", "Due.")
    data.mkdir()
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        connection.executescript(Path(__file__).with_name("schema_2.sql").read_text("utf-8"))
        if version == 1:
            connection.execute("ALTER TABLE reading DROP COLUMN sentence")
            connection.execute("PRAGMA user_version = 1")
        connection.execute(
            "INSERT INTO memory VALUES (?, 'it', 'en', 'One.', 'reference', ?, '2024-01-02')",
            (sentence_hash("Uno."), b"/m.tmx"),
        )
        of_reading = ", 3" if version > 1 else ""
        connection.execute(
            f"INSERT INTO reading VALUES ('{given.id}', 7{of_reading}, 1, '2024-01-02')"
        )
        connection.commit()
    with closing(Library(data)) as library:
        key = add(library, "/a.txt", given)
        assert library.place(key) == (7, 3 if version > 1 else 7)
        assert library.rows([key])[key].finished
        library.edit("Due.", "it", "en", "Two.")
        library.add_memory(b"/m.tmx", [entry("Tre.", "Three.")])
        library.update_coverage(key, given)
        assert library.rows([key])[key].translated == 2
        assert [found.text for found in library.translations(given).values()] == ["Two.", "One."]
    with closing(Library(data)), closing(sqlite3.connect(data / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def columns(connection: sqlite3.Connection) -> dict[str, set[tuple[object, ...]]]:
    """Return name, type, whether it must be there, and place in the key, of all columns."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        table: {
            (name, kind, not_null, key)
            for _, name, kind, not_null, _, key in connection.execute(f"PRAGMA table_info({table})")
        }
        for (table,) in tables
    }


def test_a_migrated_library_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with closing(sqlite3.connect(tmp_path / "old" / FILE_NAME)) as connection:
        connection.executescript(Path(__file__).with_name("schema_2.sql").read_text("utf-8"))
    found = []
    for name in ("old", "new"):
        Library(tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / name / FILE_NAME)) as connection:
            found.append(columns(connection))
    assert found[0] == found[1]


@pytest.mark.parametrize("at", range(60, 64))
def test_a_library_whose_version_is_damaged_is_not_taken_for_a_newer_one(
    data: Path, at: int
) -> None:
    Library(data).close()
    content = (data / FILE_NAME).read_bytes()
    for bit in range(8):
        changed = bytearray(content)
        changed[at] ^= 1 << bit
        (data / FILE_NAME).write_bytes(changed)
        with pytest.raises(LibraryDamaged):
            Library(data)
        assert (data / FILE_NAME).read_bytes() == bytes(changed)
