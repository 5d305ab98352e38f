"""What a name finds: in any script, known to the library or to the knowledge base alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from tests.articles import BODY, make_article

from seedreader.entities.build.spellings import make_spellings
from seedreader.entities.decisions import Decisions
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.spellings import Spellings
from seedreader.library import Library, Scope
from seedreader.library.entity_ingestion import find_entities
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.match import Options
from seedreader.library.search.names import Names
from seedreader.library.search.query import parse
from seedreader.library.search.search import hits_in_article, search
from seedreader.library.store import FileRecord

_TEXTS = {
    "en": "Jens Stoltenberg met Ivanka Danylenko in Japan. Stoltenberg said so in May. Nice.",
    "uk": "Єнс Столтенберг говорив із Японією. Іванка Даниленко мовчала. Столтенберга чули всі.",
    "zh": "北约秘书长斯托尔滕贝格访问日本。",
    "it": "Il Giappone e la Nato si parlano; mai prima.",
    "vi": "Nhật Bản và Hoa Kỳ họp ở Tokyo hôm mai.",
    "zh-Hant": "斯托爾滕貝格說北約不會。",
}


def fill(library: Library) -> dict[str, int]:
    """Add an article a language, and return their keys."""
    keys = {}
    with library.transaction():
        for language, text in _TEXTS.items():
            key = library.add_article(make_article([(BODY, [text])], language=language))
            library.put_file(
                FileRecord(b"/pages/%d.txt" % key, "article", 1, 1, 1, "utf-8", article=key)
            )
            keys[language] = key
    index(library)
    return keys


def index(library: Library) -> None:
    """Bring the index up to date."""
    made = SearchIndex(library)
    for _ in made.update():
        pass
    made.update_lemmas()


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, dict[str, int]]]:
    """A library whose articles nobody has looked through for entities."""
    with closing(Library(tmp_path_factory.mktemp("unseen"))) as library:
        yield library, fill(library)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, dict[str, int]]]:
    """A library whose entities are known."""
    with closing(Library(tmp_path_factory.mktemp("seen"))) as library:
        keys = fill(library)
        for _ in find_entities(library, Scope.of([Path("/pages")]), ()):
            pass
        index(library)
        yield library, keys


def found(
    library: Library, keys: dict[str, int], query: str, decisions: Decisions | None = None
) -> set[str]:
    """Return the languages of the articles that match."""
    options = Options(names=Names(library.connection, decisions))
    results = search(library, parse(query), options=options)
    languages = {key: language for language, key in keys.items()}
    return {languages[one.key] for one in results.found}


@pytest.mark.parametrize(
    ("names", "languages"),
    [
        (
            ("Stoltenberg", "stoltenberg", "Столтенберг", "斯托尔滕贝格"),
            {"en", "uk", "zh", "zh-Hant"},
        ),
        (
            ("Japan", "japan", "Японією", "日本", "Giappone", '"Nhật Bản"'),
            {"en", "uk", "zh", "it", "vi"},
        ),
        (("NATO", "nato", "北约"), {"zh", "it", "zh-Hant"}),
    ],
)
@pytest.mark.parametrize("library", ["seen", "unseen"])
def test_a_name_finds_the_same_in_every_script(
    request: pytest.FixtureRequest, library: str, names: tuple[str, ...], languages: set[str]
) -> None:
    opened, keys = request.getfixturevalue(library)
    for name in names:
        assert found(opened, keys, name) == languages, name
        # Articles that were looked through count where they are linked to the entity.
        named = found(opened, keys, f"entity:{name}")
        assert named == languages or (library == "seen" and named), name
        assert named <= languages, name


def test_names_that_only_the_articles_link(seen: tuple[Library, dict[str, int]]) -> None:
    for name in ("Ivanka Danylenko", "Іванка Даниленко", '"Ivanka Danylenko"', "Danylenko"):
        assert found(*seen, name) == {"en", "uk"}, name


@pytest.mark.parametrize("word", ["may", "mai", "nice", "us", "it"])
@pytest.mark.parametrize("library", ["seen", "unseen"])
def test_ordinary_words_stay_what_they_are(
    request: pytest.FixtureRequest, library: str, word: str
) -> None:
    opened, _ = request.getfixturevalue(library)
    assert Names(opened.connection)(word) == ()


def test_hits_say_why(seen: tuple[Library, dict[str, int]]) -> None:
    library, keys = seen
    options = Options(names=Names(library.connection))
    results = search(library, parse("Stoltenberg"), options=options)
    (hit,) = hits_in_article(results.matcher, library.article(keys["zh"]), None)
    assert (hit.text, hit.why) == ("斯托尔滕贝格", "same entity as “Stoltenberg”")
    assert hit.why in results.matcher.names
    exact = search(
        library, parse("Stoltenberg"), options=Options(is_exact=True, names=options.names)
    )
    assert [one.key for one in exact.found] == [keys["en"]]


def test_an_entity_by_its_identifier(seen: tuple[Library, dict[str, int]]) -> None:
    assert found(*seen, "entity:Q17") == {"en", "uk", "zh", "it", "vi"}
    assert found(*seen, "-entity:Q17") == {"zh-Hant"}


def test_what_the_user_decided_counts(seen: tuple[Library, dict[str, int]]) -> None:
    library, _ = seen
    (entity,) = Names(library.connection).meant("Ivanka Danylenko").entities
    merged = Decisions(merged={entity.entity: "Q17"})
    assert found(*seen, "entity:Q17", merged) == {"en", "uk", "zh", "it", "vi"}
    assert found(*seen, "Іванка Даниленко", merged) >= {"zh", "it", "vi"}
    renamed = Decisions(names={entity.entity: "The Witness"})
    assert found(*seen, "entity:“the witness”", renamed) == {"en", "uk"}
    split = Decisions(split=frozenset({("Q17", "nhật бản"), ("Q17", "日本")}))
    assert "zh" not in found(*seen, "entity:Japan", split)


def test_the_shipped_spellings_are_those_of_the_knowledge_base(tmp_path: Path) -> None:
    knowledge, spellings = Knowledge(), Spellings()
    for form in ("stoltenberg", "столтенберг", "斯托尔滕贝格", "meloni", "岸田"):
        numbers = knowledge.parts(form)
        assert numbers
        assert all(form in spellings.of_part(number) for number in numbers)
    shipped = Path(str(files("seedreader.entities").joinpath("data/spellings.sqlite")))
    made = tmp_path / "spellings.sqlite"
    make_spellings(shipped.with_name("names.sqlite"), made)
    assert made.read_bytes() == shipped.read_bytes()
