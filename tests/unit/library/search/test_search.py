"""What a search finds, says and shows; and that the index follows the library."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.articles import BODY, BOILERPLATE, TITLE, make_article
from tests.e2e.stories import headline, memory, page, sentence

from seedreader.article import Article
from seedreader.library import Library, Scope, ingest
from seedreader.library.search.index import SearchIndex
from seedreader.library.search.lemmas import Lemmatiser
from seedreader.library.search.match import Options
from seedreader.library.search.names import Names
from seedreader.library.search.query import QueryProblem, parse
from seedreader.library.search.search import Results, hits_in_article, search
from seedreader.library.search.spelling import Spelling
from seedreader.library.search.update_process import command


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


def add(library: Library, *articles: Article) -> list[int]:
    """Add and index articles."""
    with library.transaction():
        keys = [library.add_article(article) for article in articles]
    index = SearchIndex(library)
    for _ in index.update():
        pass
    index.update_lemmas()
    return keys


def keys(library: Library, query: str, **options: object) -> list[int]:
    """Return the articles that match, best first."""
    results = search(library, parse(query), limit=None, options=Options(**options))  # type: ignore[arg-type]
    return [one.key for one in results.found]


def article(text: str, *, title: str | None = None, language: str = "en", **facts: str) -> Article:
    """Return an article of a sentence."""
    made = make_article([*([(TITLE, [title])] if title else []), (BODY, [text])], language=language)
    return Article(
        text=made.text,
        paragraphs=made.paragraphs,
        language=language,
        title=title,
        date=facts.get("date"),
        source=facts.get("source"),
        words=made.words,
    )


def test_operators(library: Library) -> None:
    a, b, c = add(
        library,
        article("nato and japan meet", title="Alliance"),
        article("nato without the other", title="Japan"),
        article("japan only, china too"),
    )
    assert keys(library, "nato japan") == [b, a]
    assert set(keys(library, "nato OR china")) == {a, b, c}
    assert keys(library, "japan -nato") == [c]
    assert keys(library, "-nato") == [c]
    assert keys(library, "title:japan") == [b]
    assert keys(library, '"japan meet"') == [a]
    assert keys(library, '"meet japan"') == []
    assert keys(library, "chi*") == [c]
    assert keys(library, "japan -title:japan nato") == [a]
    assert set(keys(library, "(nato OR china) -meet")) == {b, c}


def test_fields_of_facts(library: Library) -> None:
    a, b, c = add(
        library,
        article("one", language="uk", date="2023-05-03", source="ZN.ua"),
        article("one more", language="zh-Hans", date="2023-06-30"),
        article("one and no date", language="zh"),
    )
    assert set(keys(library, "lang:zh")) == {b, c}
    assert keys(library, "lang:zh-hans") == [b]
    assert keys(library, "source:zn.ua") == [a]
    for query, expected in {
        "date:2023": {a, b},
        "date:2023-05": {a},
        "date:2023-05..2023-06": {a, b},
        "date:2023-05-04..2023-06-29": set(),
        "date:..2023-05-03": {a},
        "date:2023-05-04..": {b},
        "date:1900..2100": {a, b},
    }.items():
        assert set(keys(library, query)) == expected, query


def test_fields_of_what_the_user_has_done(library: Library) -> None:
    a, b, c = add(
        library,
        article("one about tokyo", title="Harbour", date="2023-05-03"),
        article("two about tokyo", date="2023-06-30"),
        article("three"),
    )
    ids = {key: library.article(key).id for key in (a, b, c)}
    execute = library.connection.execute
    execute("INSERT INTO marks VALUES (?, 1, NULL, 'The ship, again: перевірити', '')", (ids[a],))
    execute("INSERT INTO marks VALUES (?, 0, 1, NULL, '')", (ids[c],))
    execute("INSERT INTO tags VALUES (?, 'Far East')", (ids[b],))
    execute("INSERT INTO tags VALUES (?, 'ships')", (ids[a],))
    execute("INSERT INTO reading VALUES (?, 0, 0, 1, '')", (ids[a],))
    execute("INSERT INTO reading VALUES (?, 5, 0, 0, '')", (ids[b],))
    for query, expected in {
        "is:starred": [a],
        "is:read": [a, c],
        "is:unread": [b],
        "is:finished": [a, c],
        "-is:finished": [b],
        'tag:"far east"': [b],
        "tag:#SHIPS": [a],
        "tag:s*": [a],
        "tag:none": [],
        "note:ship": [a],
        'note:"again перевірити"': [a],
        "note:shi": [],
        "note:shi*": [a],
        "-note:ship": [b, c],
        "tokyo is:unread -is:starred": [b],
        "(tokyo is:starred) OR three": [a, c],
        "three OR is:unread": [b, c],
        "tokyo -(is:starred two)": [a, b],
        "tokyo -(is:starred one)": [b],
        "title:harbour is:starred date:2023": [a],
        "is:unread harbour": [],
    }.items():
        found = keys(library, query)
        assert (found if query.startswith("is:") else sorted(found)) == expected, query
        some = search(library, parse(query), limit=1).found
        assert [one.key for one in some] == found[:1], query


def test_fields_alone_list_the_newest_first(library: Library) -> None:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    drawn = random.Random(3)
    dates = [drawn.choice([None, *days]) for _ in range(2_300)]
    made = [article(f"n{n}", **({"date": date} if date else {})) for n, date in enumerate(dates)]
    found = dict(zip(add(library, *made), dates, strict=True))
    expected = sorted(found, key=lambda key: (found[key] or "", key), reverse=True)
    assert keys(library, "lang:en") == expected
    some = search(library, parse("lang:en"), limit=30)
    assert not some.is_counted
    assert [one.key for one in some.found] == expected[:30]
    assert keys(library, "lang:en date:2023-05")[0] == next(
        key for key in expected if (found[key] or "").startswith("2023-05")
    )


@pytest.mark.parametrize("seed", range(20))
def test_ranges_of_days_are_what_they_say(library: Library, seed: int) -> None:
    drawn = random.Random(seed)

    def day() -> str:
        return (
            f"{drawn.randrange(1995, 2035)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}"
        )

    days = [day() for _ in range(40)]
    found = dict(
        zip(
            add(library, *(article(f"n{n}", date=d) for n, d in enumerate(days))), days, strict=True
        )
    )
    for _ in range(20):
        first, last = sorted((day(), day()))
        expected = {key for key, date in found.items() if first <= date <= last}
        assert set(keys(library, f"date:{first}..{last}")) == expected, (first, last)


def test_other_spellings_say_why(library: Library) -> None:
    latin, cyrillic, han, other = add(
        library,
        article("Jens Stoltenberg spoke"),
        article("Говорив Єнс Столтенберг.", language="uk"),
        article("北约秘书长斯托尔滕贝格表示", language="zh"),
        article("somebody else"),
    )
    names = ("Stoltenberg", "Столтенберг", "斯托尔滕贝格")

    def expand(word: str) -> Iterator[Spelling]:
        for name in names if word in names else ():
            if name != word:
                yield Spelling(name, f"same entity as “{word}”")

    for name in names:
        assert set(keys(library, name, expand=expand)) == {latin, cyrillic, han}
        assert len(keys(library, name, expand=expand, is_exact=True)) == 1
    results = search(library, parse("Stoltenberg"), options=Options(expand=expand))
    (hit,) = hits_in_article(results.matcher, library.article(han), None)
    assert (hit.text, hit.why) == ("斯托尔滕贝格", "same entity as “Stoltenberg”")
    assert other not in keys(library, "Stoltenberg", expand=expand)


def test_names_of_several_words_are_looked_up_together(library: Library) -> None:
    latin, cyrillic, apart = add(
        library,
        article("The European Union says"),
        article("Європейський Союз каже", language="uk"),
        article("A union that is European"),
    )

    def expand(words: str) -> Iterator[Spelling]:
        if words.casefold() == "european union":
            yield Spelling("Європейський Союз", "same entity")

    assert set(keys(library, "european union", expand=expand)) == {latin, cyrillic, apart}
    assert set(keys(library, "says european union", expand=expand)) == {latin}


def test_a_form_that_no_article_has_is_asked_of_the_dictionary(library: Library) -> None:
    (key,) = add(library, article("Японія мовчить.", language="uk"))
    assert keys(library, "Японією", lemmatiser=Lemmatiser()) == [key]
    assert keys(library, "Японією", lemmatiser=Lemmatiser(), is_exact=True) == []


class _Recording(Lemmatiser):
    """Knows no lemmas, and remembers which languages were asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def lemmas(self, forms: Iterable[str], language: str) -> dict[str, str]:
        self.asked.append(language)
        return dict.fromkeys(forms, "")


def test_a_word_that_no_article_has_is_asked_of_few_dictionaries(library: Library) -> None:
    languages = ("da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro", "sv", "uk")
    add(library, *(article(f"oi {language}", language=language) for language in languages))
    add(library, article("oi, oi", language="sv"))
    lemmatiser = _Recording()
    assert keys(library, "unheard", lemmatiser=lemmatiser) == []
    assert lemmatiser.asked == ["sv", "da", "de", "en", "es"]  # the commonest, then by name


def test_a_lemma_that_no_article_has_finds_its_forms(library: Library) -> None:
    (key,) = add(library, article("Офіс у Японії.", language="uk"))
    assert keys(library, "Японія") == [key]


def test_while_it_is_typed(library: Library) -> None:
    (key,) = add(library, article("Столтенберг говорить з Японією", language="uk"))
    for typed in ("ст", "столтен", "столтенберг яп", "lang:uk яп", '"говорить з я'):
        results = search(library, parse(typed, as_typed=True), options=Options(as_typed=True))
        assert [one.key for one in results.found] == [key], typed


def test_furniture_is_found_last(library: Library) -> None:
    furniture, body = add(
        library,
        make_article([(BODY, ["Something."]), (BOILERPLATE, ["subscribe tokyo"])], language="en"),
        make_article([(BODY, ["Tokyo it is."])], language="en"),
    )
    assert keys(library, "tokyo") == [body, furniture]


def test_more_matches_than_are_compared(library: Library) -> None:
    add(library, *(article(f"number {n} is common") for n in range(3_300)))
    (titled,) = add(library, article("with a title", title="Common"))
    add(library, *(article(f"number {n} is common") for n in range(4_000, 4_100)))
    results = search(library, parse("common"), limit=20)
    assert len(results.found) == 20
    assert not results.is_counted
    assert results.found[0].key == titled
    everything = search(library, parse("common"), limit=None)
    assert everything.is_counted
    assert everything.matches == len(everything.found) == 3_401


def test_a_scope_narrows(library: Library, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(page(name, range(4)), "utf-8")
    for _ in ingest(library, Scope.of([tmp_path])):
        pass

    def found(scope: Scope | None) -> Results:
        return search(library, parse("lang:it"), scope=scope)

    assert found(None).matches == found(Scope.of([tmp_path])).matches == 2
    (one,) = found(Scope.of([tmp_path / "one"])).found
    assert "one" in library.rows([one.key])[one.key].headline
    assert found(Scope.of([tmp_path / "none"])).matches == 0


def test_translations_follow(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page("Aosta", range(6)), "utf-8")
    english = sentence(3)[1]
    scope = Scope.of([tmp_path])

    def found() -> Results:
        for _ in ingest(library, scope):
            pass
        return search(library, parse(f'"{english}"'))

    assert found().matches == 0
    (tmp_path / "m.tmx").write_text(memory([headline("Aosta"), sentence(3)]), "utf-8")
    results = found()
    (one,) = results.found
    made = library.article(one.key)
    translations = library.translations(made, target_language="en")
    (hit,) = hits_in_article(results.matcher, made, translations)
    assert hit.where == "translation"
    assert hit.translated is not None
    assert hit.text == hit.translated.of(translations[hit.span].text)
    assert hit.text in english
    (tmp_path / "m.tmx").unlink()
    assert found().matches == 0
    (tmp_path / "a.txt").unlink()
    found()
    assert search(library, parse("lang:it")).matches == 0


def test_an_index_that_is_mostly_stale_is_made_anew(library: Library) -> None:
    (key,) = add(library, article("japan", title="Tokyo"))
    index = SearchIndex(library)
    for number in range(1_100):
        library.connection.execute(
            "UPDATE articles SET source = ? WHERE key = ?", (str(number), key)
        )
        for _ in index.update():
            pass
    (rows,) = library.connection.execute("SELECT count(*) FROM search_index_docsize").fetchone()
    assert rows < 1_010
    assert keys(library, "japan") == [key]


def test_a_library_of_an_older_version_is_indexed(samples: Path, data: Path) -> None:
    with closing(Library(data)) as old:
        for _ in ingest(old, Scope.of([samples])):
            pass
        old.connection.execute("ALTER TABLE files DROP COLUMN digest")
        tables = ("index", "pending", "documents", "words", "prefixes", "stems", "names", "named")
        later = ("marks", "tags", "saved_searches", "copy_bands", "copies")
        for table in (*(f"search_{name}" for name in tables), *later):
            old.connection.execute(f"DROP TABLE {table}")
        for trigger in (
            "article_added",
            "article_changed",
            "translation_added",
            "translation_changed",
        ):
            old.connection.execute(f"DROP TRIGGER IF EXISTS search_{trigger}")
        old.connection.execute("DELETE FROM settings")
        old.connection.execute("PRAGMA user_version = 4")
    with closing(Library(data)) as new:
        assert search(new, parse("北约")).matches == 0
        for _ in ingest(new, Scope.of([samples])):
            pass
        assert search(new, parse("北约")).matches == 1


@pytest.mark.parametrize(
    "query",
    [
        "a" * 1_999,
        "x " * 990,
        " OR ".join(f"w{n}" for n in range(300)),
        "-" * 40 + "a",
        'title:"a" NEAR(b c) {x} : ^y + z* a"b',
        "rowid:1 OR 1=1; DROP TABLE articles --",
        "a.*b|[c] (d+)? \\d{3}",
        "nul\0byte \ue000a \ud800",
        "a*",
        "北*",
        "is:starred " * 150,
        "title:" + "a:" * 900,
    ],
)
def test_hostile_queries_are_answered_quickly(library: Library, query: str) -> None:
    add(library, article("a word, b c and ue000a 北约", title="a b"))
    for as_typed in (False, True):
        started = time.process_time()
        try:
            parsed = parse(query, as_typed=as_typed)
        except QueryProblem as problem:
            assert str(problem)  # noqa: PT017 - it need not be raised
        else:
            options = Options(as_typed=as_typed, names=Names(library.connection))
            search(library, parsed, options=options)
        assert time.process_time() - started < 5
    assert keys(library, "word") != []


_WRITER = """
import sys
from pathlib import Path
from seedreader.library import Library, Scope, ingest
for event in ingest(Library(Path(sys.argv[1])), Scope.of([Path(sys.argv[2])])):
    print(event, flush=True)
"""


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_indexing_nothing_is_lost(data: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(
            page(f"Citta{number}", range(number, number + 9)), "utf-8"
        )
    drawn = random.Random(seed)
    for _ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(data), str(folder)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        for _ in range(drawn.randrange(1, 90)):
            if not child.stdout.readline():
                break
        time.sleep(drawn.random() / 20)  # somewhere between two events
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    with closing(Library(data)) as library:
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for _ in ingest(library, Scope.of([folder])):
            pass
        assert search(library, parse("lang:it"), limit=None).matches == 120
        for number in (0, 57, 119):
            assert search(library, parse(f"citta{number}")).matches == 1
        assert library.connection.execute("SELECT count(*) FROM search_pending").fetchone() == (0,)


def test_a_process_of_its_own_brings_the_index_up_to_date(data: Path) -> None:
    with closing(Library(data)) as library:
        with library.transaction():
            key = library.add_article(article("Офіс у Японії.", language="uk"))
        # Its standard input stays open while it works.
        done = subprocess.Popen(command(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert done.stdout is not None
        assert done.stdin is not None
        assert done.stdout.read().split() == [b"1", b"lemmas"]
        done.stdin.close()
        done.stdout.close()
        assert done.wait() == 0
        assert keys(library, "Японія") == [key]
