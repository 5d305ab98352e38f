"""What the library keeps of translations, and which of them it gives back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.articles import BODY, BOILERPLATE, TITLE, make_article

from seedreader.article import Article, Paragraph, ParagraphKind, Span
from seedreader.library import Library, Made
from seedreader.library.translate import by_language, source_languages
from seedreader.library.translations_store import MemoryEntry, move_links
from seedreader.translation.alignment import WordLink
from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.model import Provenance, ProvenanceKind, Translation

EDITED, REFERENCE = ProvenanceKind.EDITED, ProvenanceKind.REFERENCE
MEMORY, ENGINE = ProvenanceKind.MEMORY, ProvenanceKind.ENGINE


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


@pytest.fixture
def article() -> Article:
    """An article of three sentences and some furniture."""
    return make_article([(TITLE, ["Uno."]), (BODY, ["Due.", "Tre."]), (BOILERPLATE, ["Via."])])


def said(
    text: str, *, settings: str = "a", date: str | None = "2024-01-01T00:00:00+00:00"
) -> Translation:
    """Return what a machine said."""
    return Translation(
        text=text,
        language="en",
        provenance=Provenance(
            kind=ENGINE, engine="argos", package="p-1", sha256="00", settings=settings, date=date
        ),
        flags=(Flag(FlagName.LOOP, "“x” three times"),),
        score=-0.25,
        alignment=(WordLink(0, 3, 0, 2, 0.75),),
    )


def made(sentence: str, text: str, *, language: str = "uk", **options: str) -> Made:
    """Return what to keep of it."""
    return Made(sentence, language, "en", said(text, **options))


def add(library: Library, kind: ProvenanceKind, sentence: str, text: str) -> None:
    """Let the library know a translation of one kind."""
    if kind is EDITED:
        library.edit(sentence, "uk", "en", text)
    elif kind is ENGINE:
        library.add_machine([made(sentence, text)])
    else:
        entry = MemoryEntry(sentence, "uk", text, "en", kind, None)
        library.add_memory(b"/m.tmx", [entry], imported=kind is MEMORY)


def texts(library: Library, article: Article, **options: object) -> list[str | None]:
    """Return the translations of an article's sentences in order."""
    found = library.translations(article, **options)
    return [
        found[span].text if span in found else None
        for paragraph in article.paragraphs
        for span in paragraph.sentences
    ]


def test_a_machine_translation_comes_back_whole(data: Path, article: Article) -> None:
    with closing(Library(data)) as library, library.transaction():
        library.add_machine([made("Due.", "Two.")])
    with closing(Library(data)) as library:
        (translation,) = library.translations(article).values()
    assert translation == said("Two.")


def test_the_date_is_that_of_the_day_unless_it_is_told(library: Library, article: Article) -> None:
    library.add_machine([made("Due.", "Two.", date=None)])
    (translation,) = library.translations(article).values()
    assert translation.provenance.date > "2024"


def test_the_same_again_changes_nothing(library: Library, article: Article) -> None:
    for _ in range(2):
        library.add_machine([made("Due.", "Two.")])
    assert len(library.opinions("Due.", ["uk"], "en")) == 1


def test_what_a_machine_says_is_made_harmless(library: Library, article: Article) -> None:
    library.add_machine([made("Due.", "Two\x1b[31m\ntwo.")])
    (translation,) = library.translations(article).values()
    assert "\x1b" not in translation.text
    assert "\n" not in translation.text
    assert translation.alignment is None  # the places have moved


@pytest.mark.parametrize("prefer_engine", [False, True])
def test_what_comes_first(library: Library, article: Article, *, prefer_engine: bool) -> None:
    kinds = [EDITED, REFERENCE, MEMORY, ENGINE]
    expected = [ENGINE, *kinds[:3]] if prefer_engine else kinds
    for kind in reversed(kinds):
        add(library, kind, "Due.", kind.value)
        if not prefer_engine:
            assert texts(library, article)[1] == kind.value
    assert [found.text for found in library.opinions("Due.", ["uk"], "en")] == kinds
    assert texts(library, article, prefer_engine=prefer_engine)[1] == expected[0].value
    add(library, EDITED, "Tre.", "edited alone")
    assert texts(library, article, prefer_engine=True)[2] == "edited alone"


def test_of_machines_the_one_asked_for_else_the_newest(library: Library, article: Article) -> None:
    library.add_machine(
        [
            made("Due.", "old", settings="a", date="2024-01-01T00:00:00+00:00"),
            made("Due.", "new", settings="b", date="2024-01-03T00:00:00+00:00"),
            made("Due.", "older", settings="c", date="2023-01-01T00:00:00+00:00"),
        ]
    )
    assert texts(library, article)[1] == "new"
    assert texts(library, article, settings="a")[1] == "old"
    assert texts(library, article, settings={"uk": "c", "fr": "a"})[1] == "older"
    assert texts(library, article, settings={"fr": "a"})[1] == "new"
    assert texts(library, article, settings="elsewhere")[1] == "new"
    opinions = library.opinions("Due.", ["uk"], "en")
    assert [found.text for found in opinions] == ["new", "old", "older"]


def test_a_machine_that_took_it_for_another_language_does_not_count(
    library: Library, article: Article
) -> None:
    library.add_machine([made("Due.", "Two.", language="it")])
    assert texts(library, article) == [None] * 4
    assert len(library.missing(article, target_language="en", settings="a")) == 3
    assert len(library.opinions("Due.", ["uk", "it"], "en")) == 1


def test_an_edit_stays_until_it_is_withdrawn(library: Library, article: Article) -> None:
    add(library, EDITED, "Due.", "My  own\n")
    library.add_machine([made("Due.", "Two.")])
    assert texts(library, article)[1] == "My own"
    add(library, EDITED, "Due.", "Mine")
    assert texts(library, article)[1] == "Mine"
    library.edit("Due.", "uk", "en", None)
    assert texts(library, article)[1] == "Two."
    with pytest.raises(ValueError, match="withdraw"):
        library.edit("Due.", "uk", "en", " \n")


def test_what_was_imported_stays_when_its_file_is_gone(library: Library, article: Article) -> None:
    add(library, MEMORY, "Due.", "imported")
    add(library, REFERENCE, "Tre.", "reference")
    library.forget_files([b"/m.tmx"])
    assert texts(library, article) == [None, "imported", None, None]
    (translation,) = library.translations(article).values()
    assert translation.provenance.origin == "/m.tmx"


def test_what_is_missing(library: Library, article: Article) -> None:
    def missing(**options: object) -> list[str]:
        spans = library.missing(article, target_language="en", **{"settings": "a", **options})
        return [span.of(article.text) for span in spans]

    assert missing() == ["Uno.", "Due.", "Tre."]
    library.add_machine([made("Due.", "Two.")])
    add(library, REFERENCE, "Tre.", "Three.")
    assert missing() == ["Uno."]
    assert missing(settings={"uk": "a"}) == ["Uno."]
    assert missing(settings={}) == ["Uno."]
    assert missing(settings="b") == ["Uno.", "Due."]
    assert missing(even_if_known=True) == ["Uno.", "Tre."]
    assert missing(settings="b", even_if_known=True) == ["Uno.", "Due.", "Tre."]
    assert library.missing(article, target_language="uk", settings="a") == []


def test_a_sentence_of_no_known_language_is_not_missing(library: Library) -> None:
    nowhere = make_article([(BODY, ["Uno."])], language="und")
    assert library.missing(nowhere, target_language="en", settings="a") == []


def test_each_paragraph_has_its_language(library: Library) -> None:
    text = "Alfa. Bravo. Charlie."
    spans = [Span(0, 5), Span(6, 12), Span(13, 21)]
    paragraphs = tuple(
        Paragraph(ParagraphKind.BODY, span, language, (span,))
        for span, language in zip(spans, ["und", "fr-CA", "en"], strict=True)
    )
    mixed = Article(text, paragraphs, "uk", None, None, None, 3)
    assert source_languages(mixed, "en") == {"uk", "fr"}
    missing = library.missing(mixed, target_language="en", settings=None)
    groups = by_language(mixed, missing)
    assert [(group.language, group.sentences) for group in groups] == [
        ("uk", ("Alfa.",)),
        ("fr", ("Bravo.",)),
    ]
    library.add_machine([made("Bravo.", "Bravo!", language="fr")])
    assert texts(library, mixed) == [None, "Bravo!", None]


def test_places_follow_another_writing_of_the_sentence(library: Library) -> None:
    library.add_machine(
        [
            Made(
                "Ein  Satz",
                "uk",
                "en",
                Translation("A sentence", "en", said("").provenance, (), None, LINKS),
            )
        ]
    )
    wrapped = make_article([(BODY, ["Ein\nSatz"])])
    (translation,) = library.translations(wrapped).values()
    assert translation.alignment == (WordLink(4, 8, 2, 10, 1.0), WordLink(0, 3, 0, 1, 0.5))


LINKS = (WordLink(5, 9, 2, 10, 1.0), WordLink(0, 3, 0, 1, 0.5))

words = st.lists(st.text("aбé", min_size=1), min_size=1, max_size=6)
gaps = st.lists(st.sampled_from([" ", "  ", "\n", " \n "]), min_size=6, max_size=6)


def _written(parts: list[str], between: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, places = "", []
    for part, gap in zip(parts, between, strict=False):
        places.append((len(text), len(text) + len(part)))
        text += part + gap
    return text.rstrip(), places


@given(words, gaps, gaps)
def test_links_move_with_white_space(parts: list[str], one: list[str], other: list[str]) -> None:
    source, before = _written(parts, one)
    sentence, here = _written(parts, other)
    links = tuple(WordLink(start, end, 0, 1, 1.0) for start, end in before)
    moved = move_links(links, source, sentence)
    assert moved is not None
    assert [(link.source_start, link.source_end) for link in moved] == here


def test_links_of_another_normalisation_are_not_guessed() -> None:
    assert move_links((WordLink(0, 1, 0, 1, 1.0),), "é x", "e\u0301 x") is None


def test_own_work_is_each_sentence_once(library: Library) -> None:
    add(library, REFERENCE, "Zero.", "not ours")
    add(library, EDITED, "Uno.", "edited")
    add(library, MEMORY, "Uno.", "memory, too")
    add(library, MEMORY, "Due.", "memory")
    for sentence in ("Uno.", "Due.", "Tre."):
        library.add_machine([made(sentence, "old", settings="old", date="2020-01-01T00:00:00")])
        library.add_machine([made(sentence, f"{sentence} newest")])
    found = [(known.source, known.translation.text) for known in library.own_work()]
    assert found == [("Uno.", "edited"), ("Due.", "memory"), ("Tre.", "Tre. newest")]
    kinds = {(kind, origin): count for kind, origin, _, _, count in library.origins()}
    assert kinds == {
        ("edited", None): 1,
        ("reference", b"/m.tmx"): 1,
        ("memory", b"/m.tmx"): 2,
        ("engine", None): 6,
    }


def test_coverage_counts_machines_and_edits(library: Library, article: Article) -> None:
    key = library.add_article(article)

    def shown() -> tuple[int, str | None]:
        library.update_coverage(key, article)
        row = library.rows([key]).get(key)
        assert row is not None
        return row.translated, row.translated_headline

    assert shown() == (0, None)
    library.add_machine([made("Uno.", "One."), made("Via.", "Away.")])
    assert shown() == (1, "One.")
    add(library, EDITED, "Uno.", "Number one")
    add(library, EDITED, "Due.", "Number two")
    assert shown() == (2, "Number one")
    library.edit("Uno.", "uk", "en", None)
    assert shown() == (2, "One.")


def test_a_transaction_that_failed_leaves_no_maker_behind(
    library: Library, article: Article
) -> None:
    def fail() -> None:
        with library.transaction():
            library.add_machine([made("Due.", "Two.")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    library.add_machine([made("Due.", "Two.")])
    assert texts(library, article)[1] == "Two."


def test_an_article_of_many_sentences(library: Library) -> None:
    sentences = [f"Frase {number}." for number in range(1500)]
    long = make_article([(BODY, sentences)])
    with library.transaction():
        library.add_machine([made(sentence, f"<{sentence}>") for sentence in sentences])
    assert texts(library, long) == [f"<{sentence}>" for sentence in sentences]
    assert library.missing(long, target_language="en", settings="a") == []
