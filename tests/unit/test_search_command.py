"""`seedreader search`, and standard input as a path."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from seedreader.standard_input import NoInput, keep, suffix_of


@pytest.fixture(scope="module")
def known_samples(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which the samples and their entities are known: finding them takes a second."""
    data = tmp_path_factory.mktemp("known") / "data"
    assert run("search", "北约", samples, "--data", data).returncode == 0
    return data


@pytest.fixture
def known(known_samples: Path) -> None:
    """Begin with these."""
    shutil.copytree(known_samples, os.environ["SEEDREADER_DATA"])


HIT_KEYS = {"in": str, "start": int, "end": int, "text": str, "why": str}


def run(*arguments: str | Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program."""
    return subprocess.run(
        [sys.executable, "-m", "seedreader", *arguments],
        capture_output=True,
        check=False,
        input=given,
        timeout=120,
    )


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """Return the objects of JSON Lines."""
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.usefixtures("known")
def test_json(samples: Path) -> None:
    done = run("search", "Японією", samples, "--json")
    assert done.returncode == 0, done.stderr
    found = objects(done)
    assert {one["language"] for one in found} == {"it", "uk", "vi", "zh"}
    assert [one["score"] for one in found] == sorted((o["score"] for o in found), reverse=True)
    for one in found:
        shown = run("show", one["article"], "--json")
        (article,) = objects(shown)
        assert one["id"] == article["id"]
        assert one["hits"]
        for hit in one["hits"]:
            assert {name: type(hit[name]) for name in HIT_KEYS} == HIT_KEYS
            if hit["in"] != "translation":
                assert article["text"][hit["start"] : hit["end"]] == hit["text"]
        reasons = {hit["text"]: hit["why"] for hit in one["hits"]}
        if one["language"] != "uk":
            assert set(reasons.values()) == {"same entity as “Японією”"}
        assert reasons.get("Японією", "as typed") == "as typed"
        assert reasons.get("Японії", "a form of “Японією”") == "a form of “Японією”"


@pytest.mark.usefixtures("known")
def test_hits_in_translations_point_to_their_sentence(samples: Path) -> None:
    done = run("search", '"liaison office"', samples, "--json")
    hits = [(one, hit) for one in objects(done) for hit in one["hits"]]
    in_translation = [(one, hit) for one, hit in hits if hit["in"] == "translation"]
    assert in_translation
    for one, hit in in_translation:
        (article,) = objects(run("show", one["article"], "--json"))
        (sentence,) = [
            sentence
            for paragraph in article["paragraphs"]
            for sentence in paragraph["sentences"]
            if sentence["start"] == hit["start"] and sentence["end"] == hit["end"]
        ]
        text = sentence["translation"]["text"]
        assert text[hit["translation_start"] : hit["translation_end"]] == hit["text"]


@pytest.mark.usefixtures("known")
def test_exact(samples: Path) -> None:
    exact = objects(run("search", "Японією", samples, "--json", "--exact"))
    texts = {hit["text"] for one in exact for hit in one["hits"]}
    assert texts == {"Японією"}
    others = objects(run("search", "Японією", samples, "--json"))
    assert {hit["text"] for one in others for hit in one["hits"]} > texts


def test_a_name_finds_the_same_articles_in_any_script(samples: Path) -> None:
    names = ("Stoltenberg", "Столтенберг", "斯托尔滕贝格", "Єнс Столтенберг")
    found = {name: objects(run("search", name, samples, "--json")) for name in names}
    (first, *others) = [{one["article"] for one in articles} for articles in found.values()]
    assert len(first) == 4
    assert all(articles == first for articles in others)
    for name, articles in found.items():
        reasons = {hit["why"] for one in articles for hit in one["hits"]}
        assert f"same entity as “{name}”" in reasons
        where = {hit["in"] for one in articles for hit in one["hits"] if "same" in hit["why"]}
        assert {"entity"} <= where <= {"entity", "translation"}
    exact = objects(run("search", "Столтенберг", samples, "--json", "--exact"))
    assert {one["language"] for one in exact} == {"uk"}


def test_the_whole_library_is_searched_without_a_path(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("A headline about xylophones\n\nSomebody plays the xylophone today.\n", "utf-8")
    assert len(objects(run("search", "北约", "--json"))) == 5  # the samples, at first
    assert run("list", path).returncode == 0
    (found,) = objects(run("search", "xylophone", "--json"))
    assert found["article"] == str(path)
    assert objects(run("search", "xylophone", samples, "--json")) == []


@pytest.mark.usefixtures("known")
def test_for_people(samples: Path) -> None:
    done = run("search", "nhat", samples)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert "Nhật" in lines[0]
    assert "(“nhat” with other diacritics)" in lines[1]
    none = run("search", "nowhere-at-all", samples)
    assert (none.returncode, none.stdout) == (0, b"")
    assert "nothing matches nowhere-at-all" in none.stderr.decode()


@pytest.mark.parametrize("query", ['"open', "lang:", "date:2023-13", "", "foo:bar"])
def test_a_query_that_cannot_be_understood(samples: Path, query: str) -> None:
    done = run("search", query, samples)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"seedreader: search: ")


def test_page_furniture_around_a_hit_is_not_shown(tmp_path: Path) -> None:
    body = "La città di Aosta approva il piano per il nuovo ponte, come dice il sindaco.\n"
    (tmp_path / "a.txt").write_text(f"Menu\nHome\n\nAosta ha un piano\n\n{body * 3}", "utf-8")
    lines = run("search", "title:Aosta", tmp_path).stdout.decode().splitlines()
    assert lines[1:] == ["    Aosta ha un piano"]


def test_standard_input() -> None:
    text = "Заголовок про Японію\n\nНАТО відкриє офіс у Японії наступного року.\n".encode()
    (listed,) = objects(run("list", "-", "--json", given=text))
    assert listed["language"] == "uk"
    (found,) = objects(run("search", "Японія", "-", "--json", given=text))
    assert found["id"] == listed["id"]
    (shown,) = objects(run("show", "-", "--json", given=text))
    assert shown["id"] == listed["id"]
    (named,) = objects(run("entities", "-", "--json", given=text))
    assert named["id"] == listed["id"]
    assert "Заголовок про Японію" in run("export", "-", given=text).stdout.decode()
    nothing = run("list", "-", given=b"")
    assert nothing.returncode == 1
    assert "nothing came" in nothing.stderr.decode()


def test_input_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("list", "-", "--data", tmp_path / "file", given=b"some words")
    assert done.returncode == 1
    assert f"cannot be kept in {tmp_path / 'file'}" in done.stderr.decode()


def test_input_is_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedreader.standard_input.MAX_BYTES", 10)
    with pytest.raises(NoInput, match="more than"):
        keep(io.BytesIO(b"x" * 11), tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert keep(io.BytesIO(b"x" * 9), tmp_path) == keep(io.BytesIO(b"x" * 9), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"Some text", ".txt"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", ".html"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", ".rss"),
        (b"<feed xmlns='x'>", ".atom"),
        (b'{"text": 1}', ".jsonl"),
        (b"PK\x03\x04...", ".zip"),
        (b"WARC/1.0\r\n", ".warc"),
        (b"<b>", ".txt"),
    ],
)
def test_the_beginning_says_what_it_is(head: bytes, suffix: str) -> None:
    assert suffix_of(head) == suffix
