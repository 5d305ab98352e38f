"""Bringing a library up to date with files that come, change and go."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.e2e.stories import headline, memory, page, sentence
from tests.unit.corpus.test_formats import zipped

from seedreader.library import Library, Scope, ingest
from seedreader.library.ingestion import Event, Finished, Problem, Progress, Stored
from seedreader.library.ingestion_process import command, decode_event, encode_event


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    """An empty library."""
    with closing(Library(data)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    made = tmp_path / "pages"
    made.mkdir()
    write(made / "a.txt", page("Aosta", range(6)))
    write(made / "b.txt", page("Bari", range(6, 12)))
    return made


def write(path: Path, text: str) -> None:
    """Write a file whose time of change is another one than before."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    if path.stat().st_mtime_ns == before:
        os.utime(path, ns=(before + 1, before + 1))


def bring_up_to_date(library: Library, folder: Path) -> tuple[int, int, int, int, int]:
    """Return how many files were added, changed, gone, unchanged and failed."""
    *events, last = ingest(library, Scope.of([folder]))
    assert isinstance(last, Finished)
    assert not any(isinstance(event, Finished) for event in events)
    assert last.seconds >= 0
    return last.added, last.changed, last.gone, last.unchanged, last.failed


def headlines(library: Library, folder: Path) -> list[str]:
    """Return the headlines that a list shows."""
    keys = library.keys(Scope.of([folder]))
    rows = library.rows(keys)
    return [rows[key].headline for key in keys]


def translated(library: Library, folder: Path) -> list[tuple[int, str | None]]:
    """Return what a list shows of the translations."""
    keys = library.keys(Scope.of([folder]))
    rows = library.rows(keys)
    return [(rows[key].translated, rows[key].translated_headline) for key in keys]


def test_only_what_is_new_or_changed_is_read(library: Library, folder: Path) -> None:
    assert bring_up_to_date(library, folder) == (2, 0, 0, 0, 0)
    assert bring_up_to_date(library, folder) == (0, 0, 0, 2, 0)
    write(folder / "a.txt", page("Como", range(20, 26)))
    write(folder / "c.txt", page("Domodossola", range(30, 36)))
    assert bring_up_to_date(library, folder) == (1, 1, 0, 1, 0)
    names = ("Como", "Bari", "Domodossola")
    assert headlines(library, folder) == [headline(name)[0] for name in names]
    (folder / "b.txt").unlink()
    assert bring_up_to_date(library, folder) == (0, 0, 1, 2, 0)
    assert headlines(library, folder) == [headline(name)[0] for name in ("Como", "Domodossola")]


def test_a_file_that_is_written_anew_with_the_same_text_is_unchanged(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    before = library.keys(Scope.of([folder]))
    write(folder / "a.txt", page("Aosta", range(6)))
    assert bring_up_to_date(library, folder) == (0, 0, 0, 2, 0)
    assert library.keys(Scope.of([folder])) == before


def test_a_file_of_the_same_size_with_another_text_is_changed(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    write(folder / "a.txt", page("Aosta", range(6)).replace("Aosta", "Astao"))
    assert bring_up_to_date(library, folder) == (0, 1, 0, 1, 0)
    assert headlines(library, folder)[0] == headline("Astao")[0]


def test_a_copy_is_the_same_article(library: Library, folder: Path) -> None:
    write(folder / "copy.txt", page("Aosta", range(6)))
    assert bring_up_to_date(library, folder) == (3, 0, 0, 0, 0)
    assert len(headlines(library, folder)) == 2
    (folder / "a.txt").unlink()
    bring_up_to_date(library, folder)
    assert headlines(library, folder) == [headline("Bari")[0], headline("Aosta")[0]]


def test_a_moved_file_keeps_its_place(library: Library, folder: Path) -> None:
    bring_up_to_date(library, folder)
    (key, _) = library.keys(Scope.of([folder]))
    library.set_position(library.article(key).id, 50, finished=False)
    (folder / "deep").mkdir()
    (folder / "a.txt").rename(folder / "deep" / "z.txt")
    assert bring_up_to_date(library, folder) == (1, 0, 1, 1, 0)
    rows = library.rows(library.keys(Scope.of([folder])))
    assert {row.headline: row.position for row in rows.values()} == {
        headline("Aosta")[0]: 50,
        headline("Bari")[0]: None,
    }


def test_a_file_that_changes_leaves_no_article_behind(library: Library, folder: Path) -> None:
    bring_up_to_date(library, folder)
    (old, _) = library.keys(Scope.of([folder]))
    write(folder / "a.txt", page("Como", range(20, 26)))
    bring_up_to_date(library, folder)
    with pytest.raises(KeyError):
        library.article(old)


def gone(library: Library, folder: Path) -> dict[str, bool]:
    """Return of each article that is listed whether its file is gone."""
    rows = library.rows(library.keys(Scope.of([folder])))
    return {row.headline: row.gone for row in rows.values()}


@pytest.mark.parametrize("said", ["star", "tag", "note"])
def test_an_article_of_which_the_user_said_something_outlives_its_file(
    library: Library, folder: Path, said: str
) -> None:
    bring_up_to_date(library, folder)
    (key, _) = library.keys(Scope.of([folder]))
    article = library.article(key)
    if said == "star":
        library.marks.star(article.id, starred=True)
    elif said == "tag":
        library.marks.set_tags(article.id, ["east"])
    else:
        library.marks.set_note(article.id, "compare")
    for path in folder.iterdir():
        path.unlink()
    assert bring_up_to_date(library, folder) == (0, 0, 2, 0, 0)
    for _ in range(2):
        assert gone(library, folder) == {headline("Aosta")[0]: True}
        assert library.article(key) == article
        assert bring_up_to_date(library, folder) == (0, 0, 0, 0, 0)
    write(folder / "a.txt", page("Aosta", range(6)))
    assert bring_up_to_date(library, folder) == (1, 0, 0, 0, 0)
    assert gone(library, folder) == {headline("Aosta")[0]: False}


def test_what_a_file_held_before_it_changed_stays_if_it_has_a_star(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    (key, _) = library.keys(Scope.of([folder]))
    library.marks.star(library.article(key).id, starred=True)
    names = {headline(name)[0]: name == "Aosta" for name in ("Aosta", "Bari", "Como")}
    write(folder / "a.txt", page("Como", range(20, 26)))
    assert bring_up_to_date(library, folder) == (0, 1, 0, 1, 0)
    assert gone(library, folder) == names
    (folder / "b.txt").unlink()
    write(folder / "a.txt", page("Bari", range(6, 12)))
    bring_up_to_date(library, folder)
    assert gone(library, folder) == {headline("Aosta")[0]: True, headline("Bari")[0]: False}


def test_an_article_without_a_file_is_forgotten_when_its_star_is(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    (key, _) = library.keys(Scope.of([folder]))
    library.marks.star(library.article(key).id, starred=True)
    (folder / "a.txt").unlink()
    bring_up_to_date(library, folder)
    library.marks.star(library.article(key).id, starred=False)
    bring_up_to_date(library, folder)
    assert gone(library, folder) == {headline("Bari")[0]: False}
    with pytest.raises(KeyError):
        library.article(key)


def test_an_article_with_a_star_that_moves_is_not_gone(library: Library, folder: Path) -> None:
    bring_up_to_date(library, folder)
    (key, _) = library.keys(Scope.of([folder]))
    library.marks.star(library.article(key).id, starred=True)
    (folder / "a.txt").rename(folder.with_name("elsewhere.txt"))
    bring_up_to_date(library, folder)
    folder.with_name("elsewhere.txt").rename(folder / "c.txt")
    bring_up_to_date(library, folder)
    assert gone(library, folder) == {headline("Aosta")[0]: False, headline("Bari")[0]: False}
    paths = set(library.files(Scope.of([folder])))
    assert paths == {os.fsencode(folder / name) for name in ("b.txt", "c.txt")}


def test_an_article_with_a_star_outlives_its_archive(library: Library, tmp_path: Path) -> None:
    pages = {
        "a.txt": page("Aosta", range(6)).encode(),
        "b.txt": page("Bari", range(6, 12)).encode(),
    }
    path = tmp_path / "pages" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(zipped(pages))
    bring_up_to_date(library, path.parent)
    (key, _) = library.keys(Scope.of([path.parent]))
    library.marks.star(library.article(key).id, starred=True)
    path.write_bytes(zipped({"b.txt": pages["b.txt"]}))
    bring_up_to_date(library, path.parent)
    assert gone(library, path.parent) == {headline("Aosta")[0]: True, headline("Bari")[0]: False}
    path.unlink()
    bring_up_to_date(library, path.parent)
    assert gone(library, path.parent) == {headline("Aosta")[0]: True}


def test_what_is_larger_than_is_read_is_refused_at_once(library: Library, folder: Path) -> None:
    for name in ("a.txt", "a.zip", "a.tmx"):
        with (folder / name).open("wb") as stream:
            stream.truncate(2**37)  # takes no room
    started = time.process_time()
    assert bring_up_to_date(library, folder) == (1, 0, 0, 0, 3)
    assert time.process_time() - started < 10


def test_other_folders_are_left_alone(library: Library, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "pages2"
    other.mkdir()
    write(other / "c.txt", page("Como", range(20, 26)))
    bring_up_to_date(library, folder)
    assert bring_up_to_date(library, other) == (1, 0, 0, 0, 0)
    (other / "c.txt").unlink()
    assert bring_up_to_date(library, folder) == (0, 0, 0, 2, 0)
    assert len(headlines(library, other)) == 1
    assert bring_up_to_date(library, other) == (0, 0, 1, 0, 0)


def test_problems_are_remembered_and_told_again(library: Library, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    told = []
    for _ in range(2):
        problems = [
            event for event in ingest(library, Scope.of([folder])) if isinstance(event, Problem)
        ]
        told.append(problems)
    assert told[0] == told[1]
    ((problem,), _) = told
    assert problem.path == os.fsencode(folder / "bad.txt")
    assert problem.problem == "The file is empty."
    assert problem.advice
    assert problem.is_failure
    assert bring_up_to_date(library, folder) == (0, 0, 0, 2, 1)
    write(folder / "bad.txt", page("Como", range(20, 26)))
    assert bring_up_to_date(library, folder)[4] == 0
    assert len(headlines(library, folder)) == 3


def test_an_article_that_becomes_unreadable_is_gone(library: Library, folder: Path) -> None:
    bring_up_to_date(library, folder)
    write(folder / "a.txt", "")
    assert bring_up_to_date(library, folder) == (0, 0, 0, 1, 1)
    assert headlines(library, folder) == [headline("Bari")[0]]


def test_a_folder_that_cannot_be_found_loses_its_articles_not_those_of_others(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    events = list(ingest(library, Scope.of([folder.with_name("nowhere")])))
    assert [type(event) for event in events] == [Problem, Finished]
    assert len(headlines(library, folder)) == 2


def test_a_memory_that_comes_later_is_counted(library: Library, folder: Path) -> None:
    bring_up_to_date(library, folder)
    assert translated(library, folder) == [(0, None), (0, None)]
    path = folder / "m.en.tmx"
    write(path, memory([headline("Aosta"), *map(sentence, range(9))]))
    assert bring_up_to_date(library, folder) == (1, 0, 0, 2, 0)
    assert translated(library, folder) == [(7, headline("Aosta")[1]), (3, None)]
    write(path, memory([sentence(0)]))
    assert bring_up_to_date(library, folder) == (0, 1, 0, 2, 0)
    assert translated(library, folder) == [(1, None), (0, None)]
    path.unlink()
    assert bring_up_to_date(library, folder) == (0, 0, 1, 2, 0)
    assert translated(library, folder) == [(0, None), (0, None)]


def test_a_memory_is_known_before_the_articles_are_shown(library: Library, folder: Path) -> None:
    write(folder / "z.tmx", memory([headline("Aosta")]))
    for event in ingest(library, Scope.of([folder])):
        if isinstance(event, Stored):
            break
    else:
        pytest.fail("nothing was stored")
    assert translated(library, folder)[0] == (1, headline("Aosta")[1])


def test_a_broken_memory_gives_what_came_before_the_damage(library: Library, folder: Path) -> None:
    write(folder / "m.tmx", memory([sentence(at) for at in range(6)])[:-120])
    assert bring_up_to_date(library, folder) == (2, 0, 0, 0, 1)
    assert 0 < translated(library, folder)[0][0] < 6


def test_a_memory_in_another_folder_counts_everywhere(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "memories"
    other.mkdir()
    write(other / "m.tmx", memory([sentence(0)]))
    *_, last = ingest(library, Scope.of([folder, other]))
    assert isinstance(last, Finished)
    assert last.added == 3
    assert translated(library, folder) == [(1, None), (0, None)]


def test_translations_into_another_language_are_counted_when_it_is_asked_for(
    library: Library, folder: Path
) -> None:
    bring_up_to_date(library, folder)
    library.edit(sentence(0)[0], "it", "fr", "Une phrase.")
    keys = library.keys(Scope.of([folder]))
    assert library.rows(keys, target_language="fr")[keys[0]].translated == 0
    list(ingest(library, Scope.of([folder]), target_language="fr"))
    rows = library.rows(keys, target_language="fr")
    assert [rows[key].translated for key in keys] == [1, 0]
    assert translated(library, folder) == [(0, None), (0, None)]


def test_progress_is_told_up_to_the_end(library: Library, folder: Path) -> None:
    events = list(ingest(library, Scope.of([folder])))
    steps = [(event.done, event.total) for event in events if isinstance(event, Progress)]
    assert steps[0] == (0, 2)
    assert steps[-1] == (2, 2)
    assert steps == sorted(steps)
    assert sum(event.articles for event in events if isinstance(event, Stored)) == 2


def test_work_that_is_given_up_keeps_what_was_done(library: Library, folder: Path) -> None:
    for number in range(20):
        write(folder / f"{number}.txt", page("Como", range(number * 10, number * 10 + 6)))
    answers = iter([False] * 5)
    events = list(ingest(library, Scope.of([folder]), is_cancelled=lambda: next(answers, True)))
    last = events[-1]
    assert isinstance(last, Finished)
    assert len(headlines(library, folder)) == last.added == 5
    assert bring_up_to_date(library, folder)[:4] == (17, 0, 0, 5)


@pytest.mark.parametrize(
    "event",
    [
        Progress(1, 2),
        Stored(3),
        Problem(b"/\xff\n\x1b.txt", "It is “bad”.", "", is_failure=True),
        Finished(added=1, changed=2, gone=3, unchanged=4, failed=5, seconds=0.25),
    ],
    ids=lambda event: type(event).__name__,
)
def test_events_pass_between_processes(event: Event) -> None:
    line = encode_event(event)
    assert "\n" not in line
    assert decode_event(line) == event
    assert decode_event(line.encode()) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "1",
        "{}",
        '{"event": "Nothing"}',
        '{"event": "Stored"}',
        '{"event": "Stored", "x": 1}',
    ],
)
def test_other_lines_are_no_events(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_event(line)


def test_the_process_tells_what_happens(folder: Path, data: Path) -> None:
    with subprocess.Popen(
        command(data, Scope.of([folder]), target_language="en"),
        stdin=subprocess.PIPE,  # it ends when this is closed
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        events = [decode_event(line) for line in process.stdout]
        assert process.wait(60) == 0
    assert isinstance(events[-1], Finished)
    assert events[-1].added == 2
    with closing(Library(data)) as library:
        assert len(headlines(library, folder)) == 2
