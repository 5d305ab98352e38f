"""Near copies: found whatever the order in which they come, and only they."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.articles import BODY, BOILERPLATE, TITLE, make_article
from tests.growth import assert_grows_less
from tests.unit.library.test_store import EVERYTHING, add

from seedreader.article import Article
from seedreader.library import Library, Scope, ingest
from seedreader.library.copies import Copies

WORDS = [
    first + second
    for first, second in itertools.product(
        ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"),
        ("cane", "dato", "gelo", "lite", "mora", "nave", "pane", "rosa", "sole", "vino"),
    )
]


def sentences(seed: int, count: int = 12, words: int = 14) -> list[str]:
    chosen = random.Random(seed)
    return [" ".join(chosen.choices(WORDS, k=words)).capitalize() + "." for _ in range(count)]


def report(
    body: Sequence[str], *, title: str = "", language: str = "it", furniture: Sequence[str] = ()
) -> Article:
    paragraphs = [(TITLE, [title])] if title else []
    paragraphs += [(BODY, body[at : at + 3]) for at in range(0, len(body), 3)]
    return make_article(
        [*paragraphs, *((BOILERPLATE, [line]) for line in furniture)], language=language
    )


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


def keep(library: Library, copies: Copies, name: str, article: Article) -> int:
    with library.transaction():
        key = add(library, f"/{name}.txt", article)
        copies.add(key, article)
    return key


def groups(library: Library) -> set[frozenset[int]]:
    """Return the groups of all articles that have near copies."""
    found: dict[int, set[int]] = {}
    for key, group in library.copy_groups(library.keys(EVERYTHING)).items():
        found.setdefault(group, set()).add(key)
    assert all(len(keys) > 1 for keys in found.values())
    return {frozenset(keys) for keys in found.values()}


AGENCY = sentences(1)
COPIES = {
    "as it was sent": report(AGENCY, title="Un titolo"),
    "another headline": report(AGENCY, title="Tutta un'altra cosa in prima pagina"),
    "edited": report([*AGENCY[:4], *sentences(2, 2), *AGENCY[6:]], title="Un titolo"),
    "cut": report(AGENCY[:9], title="Un titolo"),
    "with a local paragraph": report([*AGENCY, *sentences(3, 3)], title="Un titolo"),
    "on another page": report(AGENCY, title="Un titolo", furniture=sentences(4, 30)),
}
OTHERS = {
    "the same story in other words": report([AGENCY[2], AGENCY[7], *sentences(5, 10)]),
    "the same page around another article": report(sentences(6), furniture=sentences(4, 30)),
    "another language": report(AGENCY, language="es"),
    "a line of it": report(AGENCY[:1]),
    "nothing": report([]),
}


@pytest.mark.parametrize("seed", range(4))
def test_near_copies_are_one_group_in_any_order(library: Library, seed: int) -> None:
    every = list((COPIES | OTHERS).items())
    random.Random(seed).shuffle(every)
    copies = Copies(library)
    keys = {name: keep(library, copies, name, article) for name, article in every}
    assert groups(library) == {frozenset(keys[name] for name in COPIES)}


def test_without_spaces_characters_count(library: Library) -> None:
    chosen = random.Random(5)
    characters = [chr(code) for code in range(0x4E00, 0x4F00)]
    body = ["".join(chosen.choices(characters, k=25)) + "。" for _ in range(10)]
    other = ["".join(chosen.choices(characters, k=25)) + "。" for _ in range(10)]
    copies = Copies(library)
    first = keep(library, copies, "1", report(body, language="zh"))
    second = keep(library, copies, "2", report([*body[:5], *other[:1], *body[6:]], language="zh"))
    keep(library, copies, "3", report(other, language="zh"))
    assert groups(library) == {frozenset({first, second})}


def test_short_texts_must_be_nearly_equal(library: Library) -> None:
    words = sentences(8, 1, 34)[0].rstrip(".").split()
    copies = Copies(library)
    first = keep(library, copies, "1", report([" ".join(words) + "."]))
    changed = [*words[:30], "altro", *words[31:]]
    second = keep(library, copies, "2", report([" ".join(changed) + "."]))
    halved = [*words[:24], *sentences(9, 1, 10)[0].split()]
    keep(library, copies, "3", report([" ".join(halved)]))
    assert groups(library) == {frozenset({first, second})}


def test_what_linked_two_articles_takes_the_link_away(library: Library) -> None:
    copies = Copies(library)
    left = keep(library, copies, "1", report([*AGENCY[:8], *sentences(11, 2)]))
    right = keep(library, copies, "2", report([*AGENCY[4:], *sentences(12, 2)]))
    assert groups(library) == set()
    middle = keep(library, copies, "3", report(AGENCY))
    assert groups(library) == {frozenset({left, middle, right})}
    with library.transaction():
        library.forget_files([b"/3.txt"])
    assert sum(copies.update()) == 2
    assert groups(library) == set()
    again = keep(library, copies, "3", report(AGENCY))
    assert groups(library) == {frozenset({left, again, right})}


def test_articles_kept_by_an_older_program_are_grouped_later(library: Library) -> None:
    names = ("as it was sent", "edited")
    with library.transaction():
        keys = {add(library, f"/{name}.txt", COPIES[name]) for name in names}
    assert groups(library) == set()
    copies = Copies(library)
    assert sum(copies.update()) == 2
    assert groups(library) == {frozenset(keys)}
    assert list(copies.update()) == []


def test_nothing_of_an_article_stays_behind(library: Library) -> None:
    copies = Copies(library)
    keep(library, copies, "1", COPIES["edited"])
    with library.transaction():
        library.forget_files([b"/1.txt"])
    for table in ("copies", "copy_bands"):
        assert library.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_files_that_are_read_are_grouped(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, title in (("1", "Un titolo"), ("2", "Tutta un'altra cosa")):
        (folder / f"{name}.txt").write_text("\n\n".join([title, *AGENCY]) + "\n", "utf-8")
    list(ingest(library, Scope.of([folder])))
    assert len(groups(library)) == 1
    (folder / "1.txt").unlink()
    list(ingest(library, Scope.of([folder])))
    assert groups(library) == set()


def test_the_time_grows_with_the_number_of_articles(tmp_path: Path) -> None:
    """Even where all have a great part in common, as pages made from a template."""
    common = sentences(20, 5)

    def fill(count: int) -> None:
        with closing(Library(None)) as library:
            copies = Copies(library)
            with library.transaction():
                for number in range(count):
                    article = report([*common, *sentences(100 + number, 9)])
                    copies.add(library.add_article(article), article)

    assert_grows_less(fill, 80, 320)
