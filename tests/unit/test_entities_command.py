"""`seedreader entities`."""

from __future__ import annotations

import json

import pytest

from seedreader.cli import main
from seedreader.library import Library
from seedreader.places import config_file

KEYS = {"start", "end", "text", "entity", "name", "type", "weak", "why"}


def entities(capsys, *arguments):
    code = main(["entities", "--json", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


def test_mentions_point_into_the_text_and_share_identifiers(capsys, samples, data):
    code, articles, errors = entities(capsys, "--data", data, samples)
    assert (code, errors) == (0, "")
    assert [set(article) for article in articles] == [{"article", "id", "language", "mentions"}] * 5
    library = Library(data)
    japan = set()
    for article in articles:
        text = library.article(library.key_of_id(article["id"])[0]).text
        assert article["mentions"]
        for mention in article["mentions"]:
            assert set(mention) == KEYS
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["type"] in {"PERSON", "ORG", "LOC", "OTHER"}
            assert mention["weak"] is False
            assert mention["why"]
        starts = [mention["start"] for mention in article["mentions"]]
        assert starts == sorted(starts)
        japan |= {m["entity"] for m in article["mentions"] if m["name"] == "Japan"}
    library.close()
    assert len(japan) == 1


def test_shared_and_weak_choose_what_is_printed(capsys, samples, data):
    _, plain, _ = entities(capsys, "--data", data, samples)
    _, shared, _ = entities(capsys, "--data", data, "--shared", samples)
    _, weak, _ = entities(capsys, "--data", data, "--weak", samples)
    count = lambda articles: sum(len(article["mentions"]) for article in articles)  # noqa: E731
    assert count(shared) < count(plain) < count(weak)
    assert any(mention["weak"] for article in weak for mention in article["mentions"])
    named = [{m["entity"] for m in article["mentions"]} for article in shared]
    for entity in set().union(*named):
        assert sum(entity in names for names in named) > 1


def test_what_is_missing_is_named_and_the_others_are_done(capsys, samples, data, tmp_path):
    code, articles, errors = entities(capsys, "--data", data, tmp_path / "nowhere", samples)
    assert code == 1
    assert len(articles) == 5
    assert "nowhere" in errors


def test_without_json_each_entity_is_a_line(capsys, samples, data):
    assert main(["entities", "--data", str(data), "--shared", str(samples)]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {len(fields) for fields in lines} == {5}
    found = {fields[2]: fields for fields in lines}
    assert found["Fumio Kishida"][:2] == ["4", "PERSON"]
    assert found["Fumio Kishida"][3] == "it 1, uk 1, vi 1, zh 1"
    assert "岸田文雄" in found["Fumio Kishida"][4]
    assert all(int(fields[0]) > 1 for fields in lines)


def test_what_the_user_decided_is_applied(capsys, samples, data):
    _, before, _ = entities(capsys, "--data", data, samples)
    (tokyo,) = {m["entity"] for a in before for m in a["mentions"] if m["name"] == "Tokyo"}
    file = config_file().parent / "entity-decisions.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"rename": tokyo, "name": "Edo"}) + "\n", "utf-8")
    _, after, _ = entities(capsys, "--data", data, samples)
    names = {m["name"] for a in after for m in a["mentions"]}
    assert "Edo" in names
    assert "Tokyo" not in names


@pytest.mark.parametrize("content", [b"{", b'{"merge": 3}\n', b"\xff\n"])
def test_decisions_that_cannot_be_read_are_told_and_left_out(capsys, samples, data, content):
    file = config_file().parent / "entity-decisions.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    code, articles, errors = entities(capsys, "--data", data, samples)
    assert code == 0
    assert len(articles) == 5
    assert "entity-decisions.jsonl" in errors


def test_the_users_table_beside_the_articles_is_used(capsys, tmp_path, data):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.txt").write_text("News\n\nThe Zorblatt Guild met in Oslo today.\n", "utf-8")
    (folder / "entities.tsv").write_text("my:guild\tORG\ten=Zorblatt Guild\n", "utf-8")
    code, (article,), errors = entities(capsys, "--data", data, folder)
    assert (code, errors) == (0, "")
    assert ("Zorblatt Guild", "my:guild", "ORG") in {
        (m["text"], m["entity"], m["type"]) for m in article["mentions"]
    }
