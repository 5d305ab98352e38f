"""`seedreader export` and `seedreader verify`."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from contextlib import closing

import pytest
from tests.e2e.stories import headline, sentence, write_stories

from seedreader.cli import main
from seedreader.export.files import ExportFormat
from seedreader.export.model import Origin, OriginKind, Suspicion
from seedreader.library import Library, Made, Scope
from seedreader.library.export_process import Job, command
from seedreader.library.export_reading import read_export
from seedreader.translation.flag import Flag, FlagName
from seedreader.translation.model import Provenance, ProvenanceKind, Translation

SUFFIXES = ("md", "html", "jsonl", "tmx")


def run(capsys, *words):
    code = main([str(word) for word in words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def stories(tmp_path):
    """A folder with three articles and their translations."""
    return write_stories(tmp_path / "stories")


@pytest.fixture
def export(capsys, data):
    """Exports without names, which take longer to find than all the rest."""

    def run_export(*words):
        return run(capsys, "export", "--data", data, "--no-names", *words)

    return run_export


@pytest.fixture
def verify(capsys, data):
    def run_verify(*words):
        return run(capsys, "verify", "--data", data, *words)

    return run_verify


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_exported_can_be_verified(export, verify, stories, tmp_path, suffix):
    file = tmp_path / f"out.{suffix}"
    code, out, err = export(stories, "--out", file)
    assert (code, out) == (0, "")
    assert "3 articles, 111 sentences" in err
    for paths in ([], [stories]):
        code, out, err = verify(file, *paths)
        assert (code, err) == (0, "")
        assert "111 sentences of 3 articles: all as exported" in out


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_changed_translation_is_told_by_its_sentence(export, verify, stories, tmp_path, suffix):
    file = tmp_path / f"out.{suffix}"
    export(stories / "2_Como.txt", "--out", file)
    text = file.read_text("utf-8")
    file.write_text(text.replace("discussed project 102", "rejected project 102"), "utf-8")
    code, out, _ = verify(file)
    assert code == 1
    assert "sentence 2: the translation was changed after export" in out
    assert "the original" not in out
    assert "origin" not in out
    code, out, _ = verify("--json", file)
    *sentences, summary = [json.loads(line) for line in out.splitlines()]
    assert [one["sentence"] for one in sentences if one["problems"]] == [2]
    assert (summary["verified"], summary["as_exported"], summary["sentences"]) == (False, False, 7)


CHANGES = [
    ("progetto 102", "progetto 999", "the original was changed after export"),
    ("progetto 102", "progetto 999", "the article has other words: "),
    ("reference", "machine", "what is said of the translation's origin was changed"),
    (".tmx", ".xmt", "what is said of the translation's origin was changed"),
    ("2_Como.txt", "1_Bari.txt", "what is said of the article (source, date, language, file"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_other_changes_are_told_too(export, verify, stories, tmp_path, change):
    before, after, told = change
    for file in (tmp_path / "out.md", tmp_path / "out.html"):
        export(stories / "2_Como.txt", "--out", file)
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after), "utf-8")
        code, out, _ = verify(file)
        assert code == 1
        assert told in out


def test_what_is_hidden_in_a_page_is_noticed(export, verify, stories, tmp_path):
    file = tmp_path / "out.html"
    export(stories / "2_Como.txt", "--out", file)
    text = file.read_text("utf-8")
    assert "script" not in text
    file.write_text(text.replace("<main>", "<main><script>x()</script>"), "utf-8")
    code, out, _ = verify(file)
    assert code == 1
    assert "something around them was changed" in out


def test_sentences_that_were_cut_out_are_noticed(export, verify, stories, tmp_path):
    file = tmp_path / "out.jsonl"
    export(stories, "--out", file)
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([lines[0], *lines[2:]]) + "\n", "utf-8")
    code, out, _ = verify(file)
    assert code == 1
    assert "articles were added, removed" in out
    article = json.loads(lines[1])
    del article["sentences"][3]
    file.write_text("\n".join([lines[0], json.dumps(article), *lines[2:]]) + "\n", "utf-8")
    code, out, _ = verify(file)
    assert code == 1
    assert "article 1: sentences were added, removed or moved" in out


def test_a_page_that_has_changed_since_is_told(export, verify, stories, tmp_path):
    file, page = tmp_path / "out.md", stories / "2_Como.txt"
    export(page, "--out", file)
    text = page.read_text("utf-8")
    page.write_text(text.replace("progetto 102", "progetto 70"), "utf-8")
    code, out, _ = verify(file, stories)
    assert code == 1
    assert "is not the one that was exported" in out
    assert re.search(r"sentence 2: the article has other words: .*\[-102-\]\{\+70\+\}", out)
    assert re.search(r"sentence 3: it stands at \d+–\d+ of the text now", out)
    assert "sentence 3: the article has" not in out


def test_an_article_that_is_not_there_cannot_be_verified(export, verify, stories, tmp_path):
    file = tmp_path / "out.md"
    export(stories / "2_Como.txt", "--out", file)
    code, out, _ = verify(file, "--data", tmp_path / "other")
    assert code == 1
    assert "not in the library" in out
    assert verify(file, "--data", tmp_path / "other", stories)[0] == 0


def test_a_quotation_alone_is_found_or_the_nearest_shown(verify, stories):
    text = sentence(104)[0]
    code, out, _ = verify("--quote", text.replace(" ", "\n"), "--json", stories)
    found = json.loads(out)
    assert code == 0
    assert (found["found"], found["text"], found["likeness"]) == (True, text, 1.0)
    assert found["path"].endswith("2_Como.txt")
    code, out, err = verify("--quote", text.replace("104", "105"), stories)
    assert code == 1
    assert "[-105-]{+104+}" in out
    assert "no article holds this" in err
    assert verify("--quote", "Nichts davon steht da", stories)[0] == 1
    assert verify("--quote", "  ", stories)[0] == 2


def test_ids_searches_stars_and_tags_choose(export, stories, data, tmp_path):
    export(stories, "--out", tmp_path / "all.jsonl")
    exported = read_export(tmp_path / "all.jsonl").reading.articles
    ids = {one.article.headline: one.article.id for one in exported}
    bari, como = ids[headline("Bari")[0]], ids[headline("Como")[0]]
    with closing(Library(data)) as library, library.transaction():
        library.connection.execute(
            "INSERT INTO marks (id, starred, changed) VALUES (?, 1, '2026-01-01')", (bari,)
        )
        library.connection.execute("INSERT INTO tags (id, tag) VALUES (?, 'lake')", (como,))

    def headlines(*words):
        code, out, _ = export("--as", "jsonl", *words)
        rows = [json.loads(line) for line in out.splitlines()]
        return code, [row["id"] for row in rows if "sentences" in row]

    assert headlines(como[:8]) == (0, [como])
    assert headlines("--starred") == (0, [bari])
    assert headlines("--tag", "#Lake") == (0, [como])
    assert headlines("--tag", "lake", "--starred") == (1, [])
    assert headlines("--search", "title:Como") == (0, [como])
    assert headlines("--search", '"progetto 102"', stories) == (0, [como])
    assert headlines("no-such-file")[0] == 2


def test_a_folder_gets_a_file_an_article_which_is_left_out_when_it_is_read(
    export, verify, stories, capsys, data
):
    target = stories / "exports"
    assert export(stories, "--as", "html", "--out", f"{target}/")[0] == 0
    files = sorted(target.iterdir())
    assert len(files) == 3
    assert files[0].name.startswith("The town of Aosta adopts the new plan-")
    assert verify(files[2])[0] == 0
    assert export(stories, "--as", "html", "--out", target)[0] == 0  # its own are replaced
    assert sorted(target.iterdir()) == files
    _, out, _ = run(capsys, "list", "--data", data, "--json", stories)
    assert len(out.splitlines()) == 3
    files[0].write_text("mine", "utf-8")
    files[1].unlink()
    files[1].symlink_to(stories / "0_Aosta.txt")
    before = (stories / "0_Aosta.txt").read_bytes()
    code, _, err = export(stories, "--as", "html", "--out", target)
    assert code == 1
    assert files[0].name in err
    assert files[0].read_text("utf-8") == "mine"
    assert (stories / "0_Aosta.txt").read_bytes() == before


def test_other_files_are_not_replaced_unless_forced(export, stories):
    page = stories / "0_Aosta.txt"
    before = page.read_bytes()
    code, _, err = export(stories, "--out", page)
    assert code == 2
    assert "--force" in err
    assert page.read_bytes() == before
    assert export(stories / "2_Como.txt", "--out", page, "--force")[0] == 0
    assert export(stories, "--out", stories / "none" / "x.md")[0] == 1


def test_originals_alone_and_page_furniture(export, verify, samples, tmp_path):
    page = next(iter(samples.glob("*.txt")))
    whole, plain = tmp_path / "whole.jsonl", tmp_path / "plain.jsonl"
    export(page, "--out", plain, "--original-only")
    export(page, "--out", whole, "--boilerplate")
    (first,), (second,) = (read_export(file).reading.articles for file in (plain, whole))
    assert not any(one.translation for one in first.article.sentences)
    kinds = {one.kind.value for one in second.article.sentences}
    assert kinds == {"title", "body", "boilerplate"}
    assert [one.number for one in second.article.sentences] == list(
        range(1, len(second.article.sentences) + 1)
    )
    assert verify(plain)[0] == verify(whole)[0] == 0


def test_a_part_of_an_archive_says_which_one_it_is(export, verify, stories, tmp_path):
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(stories / "2_Como.txt", "a/como.txt")
    assert export(archive, "--out", tmp_path / "x.md")[0] == 0
    (one,) = read_export(tmp_path / "x.md").reading.articles
    assert one.article.path == str(archive)
    assert one.article.part == "a/como.txt"
    assert len(one.article.file_sha256) == 64
    assert verify(tmp_path / "x.md", archive)[0] == 0


def test_names_are_marked_in_both_languages(capsys, samples, data, tmp_path):
    file = tmp_path / "x.html"
    page = next(iter(sorted(samples.glob("*.txt"))))
    assert run(capsys, "export", "--data", data, page, "--out", file)[0] == 0
    (one,) = read_export(file).reading.articles
    entities = {entity.name: entity for entity in one.article.entities}
    assert {form.text for form in entities["Japan"].forms} >= {"日本", "Japan"}
    marked = re.findall(r'<mark class="loc" data-e="\d+" title="(Japan [^"]*)">([^<]*)</mark>',
                        file.read_text("utf-8"))  # fmt: skip
    assert {word for _, word in marked} >= {"日本", "Japan"}
    assert all(title.startswith("Japan (place): ") for title, _ in marked)


HOSTILE = {
    "empty.md": b"",
    "text.md": b"hello",
    "binary.html": bytes(range(256)) * 100,
    "cut.html": b'<!doctype html>\n<html lang="en" data-seedreader-export="1"><article>',
    "deep.html": b'<!doctype html>\n<html data-seedreader-export="1">' + b"<div>" * 100_000,
    "open.html": b'<!doctype html>\n<html data-seedreader-export="1">' + b'<a "' * 100_000,
    "cut.md": b"<!-- seedreader-export 1 -->\n\n# a\n\n- Text: 0\n",
    "junk.md": b"<!-- seedreader-export 1 -->\n\n# a\n\n**1** nothing\n",
    "cut.jsonl": b'{"seedreader_export": 1, "version": "0", "exported": "", "target": "en"}\n{"se',
    "deep.jsonl": b'{"seedreader_export": ' + b"[" * 200_000,
    "number.jsonl": b'{"seedreader_export": ' + b"9" * 100_000 + b"}",
    "other.jsonl": b'{"seedreader_export": 2}\n',
    "bomb.tmx": b'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<tmx version="1.4"><body/></tmx>',
    "foreign.tmx": b'<?xml version="1.0"?><tmx version="1.4"><header srclang="uk"/><body><tu>'
    b'<tuv xml:lang="uk"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_export_is_refused_in_words(verify, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    code, out, err = verify(file)
    assert (code, out) == (1, "")
    assert re.fullmatch(rf"seedreader: \S*{re.escape(name)}: .{{10,250}}\n", err)


def test_a_huge_or_missing_file_is_refused(verify, tmp_path):
    file = tmp_path / "huge.md"
    with file.open("wb") as stream:
        stream.write(b"<!-- seedreader-export 1 -->\n")
        stream.truncate(65 * 1024**2)
    assert "larger than 64 MiB" in verify(file)[2]
    assert "cannot be read" in verify(tmp_path / "none.md")[2]
    assert verify(tmp_path)[0] == 1


def test_tmx_says_how_many_sentences_have_no_translation(export, verify, stories, tmp_path):
    page = stories / "2_Como.txt"
    page.write_text(page.read_text("utf-8") + "\nUna frase nuova senza traduzione.\n", "utf-8")
    code, _, err = export(page, "--out", tmp_path / "x.tmx")
    assert code == 0
    assert "7 sentences; 1 without a translation are left out" in err
    assert verify(tmp_path / "x.tmx")[0] == 0


def test_an_export_that_is_stopped_leaves_nothing(export, stories, data, tmp_path):
    export(stories, "--as", "jsonl")
    out = tmp_path / "out" / "x.html"
    out.parent.mkdir()
    with closing(Library(data)) as library:
        scope = Scope.of([stories])
        keys = library.keys(scope) * 2_000  # so that it takes longer than the test looks at it
    job = Job(keys, scope, "en", ExportFormat.HTML, out, is_folder=False, may_replace=False)
    process = subprocess.Popen(command(data), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(job.encode())
    process.stdin.flush()
    assert b"ExportProgress" in process.stdout.readline()
    assert [path.suffix for path in out.parent.iterdir()] == [".tmp"]
    process.stdin.close()
    process.stdout.read()
    assert process.wait(20) == 0
    process.stdout.close()
    assert list(out.parent.iterdir()) == []


def test_where_translations_come_from_and_what_is_suspect_is_exported(
    export, verify, data, tmp_path
):
    page = tmp_path / "page.txt"
    page.write_text("\n\n".join(sentence(number)[0] for number in range(4)), "utf-8")
    export(page, "--as", "jsonl")
    engine = Provenance(
        ProvenanceKind.ENGINE,
        date="2026-01-02T03:04:05+00:00",
        engine="argos",
        package="translate-it_en-1_0",
        sha256="d2" * 32,
        pivot="fr",
        settings="argos:1",
    )
    flags = (Flag(FlagName.LOOP, "“a” stands there 9 times"),)
    with closing(Library(data)) as library, library.transaction():
        translation = Translation("A a a a a a a a a.", "en", engine, flags)
        library.add_machine([Made(sentence(1)[0], "it", "en", translation)])
        library.edit(sentence(2)[0], "it", "en", "My own words.")
    for suffix in SUFFIXES:
        file = tmp_path / f"x.{suffix}"
        code, _, err = export(page, "--out", file)
        assert (code, ", 1 of them suspect" in err) == (0, True)
        (one,) = read_export(file).reading.articles
        found = {s.number: s.translation for s in one.article.sentences if s.translation}
        machine, own = found.values()
        assert machine.origin == Origin(
            OriginKind.ENGINE, "argos", "translate-it_en-1_0", "d2" * 32, "fr"
        )
        assert machine.date == "2026-01-02"
        assert machine.suspicions == (Suspicion("loop", "“a” stands there 9 times"),)
        assert (own.origin, own.text) == (Origin(OriginKind.EDITED), "My own words.")
        assert verify(file)[0] == 0
    with closing(Library(data)) as library, library.transaction():
        library.edit(sentence(2)[0], "it", "en", "Better words.")
    code, out, _ = verify(tmp_path / "x.html")
    assert code == 0  # the export is what it was
    assert "the library translates 1 of them otherwise now" in out
