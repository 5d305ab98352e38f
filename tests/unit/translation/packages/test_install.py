"""Installing and removing: what ends up where, and that nothing is lost on the way."""

from __future__ import annotations

import json
import os
import shutil
import threading

import pytest
from tests.fixtures.argos_packages import RECIPES, build_package, package_files, write_package

from seedreader.translation.packages import (
    Cancelled,
    PackageProblem,
    content_sha256,
    find_packages,
    own_folder,
    read_package,
)
from seedreader.translation.packages._files import locked
from seedreader.translation.packages.download import part_path
from seedreader.translation.packages.index import known_packages
from seedreader.translation.packages.install import install, remove
from seedreader.translation.packages.limits import Limits
from seedreader.translation.packages.records import read_record
from seedreader.translation.packages.sources import Source, file_source, resolve


@pytest.fixture
def put(data, limits):
    """Install what a word means, and return the installation."""

    def run(words, **options):
        (source,) = resolve(str(words), data, limits=limits)
        return install(source, data, **{"limits": limits, **options})

    return run


@pytest.fixture
def index(server, files, monkeypatch):
    """Serve an index with some packages."""
    entries = []
    for name in ("uk", "it"):
        recipe = RECIPES[name]
        server.put(f"/{recipe.name}.argosmodel", files[name].read_bytes())
        entries.append(
            {
                "package_version": recipe.version,
                "argos_version": "1.9.0",
                "from_code": recipe.source,
                "from_name": recipe.source_name,
                "to_code": "en",
                "to_name": "English",
                "links": [f"{recipe.name}.argosmodel"],
            }
        )

    def serve():
        server.put("/index.json", json.dumps(entries).encode())
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
        return entries

    serve()
    return serve


def names(data):
    return [package.path.name for package in find_packages([own_folder(data)]).packages]


def visible(data):
    folder = own_folder(data)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_from_a_file(files, data, put):
    done = put(files["uk"])
    path = own_folder(data) / "translate-uk_en-1_9"
    assert done.package == read_package(path)
    assert visible(data) == [".lock", path.name]
    assert done.record == read_record(path)
    assert done.record.sha256 == content_sha256(done.package)
    assert done.record.file_size == files["uk"].stat().st_size
    assert done.record.source == str(files["uk"])
    assert done.record.trust == "first use"
    assert any(done.record.file_sha256 in note for note in done.notes)
    assert files["uk"].exists()


def test_the_folder_s_name_does_not_come_from_outside(tmp_path, data, put):
    path = build_package(tmp_path, RECIPES["uk-bpe"], folder="some folder")
    assert put(path).package.path.name == "translate-uk_en-1_9"


def test_from_a_folder_of_files(files, data, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("uk", "it"):
        shutil.copy(files[name], stick)
    (stick / "._hidden.argosmodel").write_text("what some systems leave on sticks")
    (stick / "notes.txt").write_text("")
    sources = resolve(str(stick), data)
    assert [source.shown for source in sources] == [
        "translate-it_en-1_0.argosmodel",
        "translate-uk_en-1_9.argosmodel",
    ]
    # Named alone it might be a language; the network, which tests do not have, is not asked.
    monkeypatch.chdir(tmp_path)
    assert resolve("stick", data) == sources


def test_a_folder_without_packages_is_no_obstacle_to_a_language(index, data, tmp_path, monkeypatch):
    (tmp_path / "uk").mkdir()
    monkeypatch.chdir(tmp_path)
    (source,) = resolve("uk", data)
    assert source.pair == ("uk", "en")


@pytest.mark.parametrize(
    "words", ["uk", "uk-UA", "uk-en", "uk_en", "translate-uk_en", "translate-uk_en-1_9"]
)
def test_by_name(index, data, words):
    (source,) = resolve(words, data)
    assert (source.name, source.pair) == ("translate-uk_en-1_9", ("uk", "en"))


@pytest.mark.parametrize("words", ["xx", "uk-de", "translate-uk_en-1_8", "no such", "%", "http://"])
def test_what_does_not_exist(index, data, words):
    with pytest.raises(PackageProblem):
        resolve(words, data)


def test_files_that_are_none(data, tmp_path, unpacked, put):
    with pytest.raises(PackageProblem, match="no such file"):
        resolve(str(tmp_path / "missing.argosmodel"), data)
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackageProblem, match="no file that ends in"):
        resolve(str(tmp_path / "empty"), data)
    with pytest.raises(PackageProblem, match="ARGOS_PACKAGES_DIR"):
        resolve(str(unpacked("uk")), data)
    os.mkfifo(tmp_path / "pipe.argosmodel")
    with pytest.raises(PackageProblem, match="not a file"):
        put(tmp_path / "pipe.argosmodel")


def test_from_the_index(index, server, data, put, tmp_path):
    told = []
    done = put("uk", progress=lambda *numbers: told.append(numbers))
    address = server.url("/translate-uk_en-1_9.argosmodel")
    assert (done.record.source, done.record.trust) == (address, "first use")
    assert told[-1] == (done.record.file_size,) * 2
    assert visible(data) == [".lock", "translate-uk_en-1_9"]
    asked = len(server.requests)
    assert put("uk").was_there
    assert len(server.requests) == asked + 1  # the index
    again = put("uk", again=True)
    assert (again.was_there, again.record.trust) == (False, "as before")
    assert again.replaced == ("translate-uk_en-1_9",)
    assert names(data) == ["translate-uk_en-1_9"]


def test_a_file_that_changes_at_its_address_is_refused(index, server, files, data, put):
    before = put("uk").record
    server.put("/translate-uk_en-1_9.argosmodel", files["uk-bpe"].read_bytes(), etag='"2"')
    with pytest.raises(PackageProblem, match="gave another file on") as told:
        put("uk", again=True)
    assert "--accept-changed" in told.value.advice
    assert read_record(own_folder(data) / "translate-uk_en-1_9") == before
    done = put("uk", again=True, accept_changed=True)
    assert done.package.tokenizer == "bpe"


def test_the_index_s_hash_has_to_be_met(index, server, files, data, put):
    entries = index()
    entries[0]["sha256"] = "0" * 64
    index()
    with pytest.raises(PackageProblem, match=f"not {'0' * 64}, the hash that is in the index"):
        put("uk")
    assert visible(data) == [".lock"]
    import hashlib

    entries[0]["sha256"] = hashlib.sha256(files["uk"].read_bytes()).hexdigest()
    index()
    assert put("uk").record.trust == "index"


def test_the_index_s_size_has_to_be_met(index, data, put):
    index()[0]["size"] = 10
    index()
    with pytest.raises(PackageProblem, match="instead of 10"):
        put("uk")
    assert visible(data) == [".lock"]


def test_through_english_two_are_needed(index, data):
    entries = index()
    entries.append({**entries[0], "from_code": "en", "to_code": "de"})
    index()
    sources = resolve("it", data, target="de")
    assert [source.pair for source in sources] == [("it", "en"), ("en", "de")]


def test_published_files_have_to_be_the_published_ones(data):
    for known in known_packages():
        (source,) = resolve(known.links[0], data)
        assert source.links == known.links
        if known.sha256:
            assert (source.sha256, source.size) == (known.sha256, known.size)
            assert source.trust == "published"
    (elsewhere,) = resolve("https://example.org/translate-it_en-1_0.argosmodel", data)
    assert elsewhere.sha256 is None


def test_another_file_under_a_published_name_is_told(files, put):
    first, second, third = put(files["it-old"]).notes
    assert first == "It is not the file that is published under this name."
    assert "trusted" in second
    assert third == "It states no licence."


def test_another_link_is_tried(index, server, data, put):
    index()[0]["links"] = [server.url("/gone"), server.url("/translate-uk_en-1_9.argosmodel")]
    index()
    assert put("uk").record.source.endswith("translate-uk_en-1_9.argosmodel")


def test_a_package_for_other_languages_is_refused(index, server, files, data, put):
    server.put("/translate-uk_en-1_9.argosmodel", files["zh"].read_bytes())
    with pytest.raises(PackageProblem, match="something else: from zh to en"):
        put("uk")
    assert visible(data) == [".lock"]


def test_goes_on_with_a_download(index, server, files, data, put):
    body = files["uk"].read_bytes()
    path = "/translate-uk_en-1_9.argosmodel"
    address = server.put(path, body, cuts=[20_000, 0, 0, 0, 0])
    with pytest.raises(PackageProblem):
        put("uk")
    assert part_path(own_folder(data), address).stat().st_size == 20_000
    put("uk")
    assert server.requests[-1].range == "bytes=20000-"
    assert visible(data) == [".lock", "translate-uk_en-1_9"]


def test_a_bad_download_is_not_kept(server, data, put):
    address = server.put("/bad.argosmodel", b"<html>" * 100)
    with pytest.raises(PackageProblem, match="not a package file"):
        put(address)
    assert visible(data) == [".lock"]


def _damaged(tmp_path, **changes):
    members = {**package_files(RECIPES["uk"]), **changes}
    path = tmp_path / "damaged.argosmodel"
    write_package(path, "damaged", {name: body for name, body in members.items() if body})
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"model/model.bin": b"\x06\x00\x00\x00" + bytes(5000)},
        {"model/model.bin": package_files(RECIPES["uk"])["model/model.bin"][:-50_000]},
        {"model/shared_vocabulary.json": b"[]"},
        {"sentencepiece.model": b"no model"},
        {"metadata.json": b"{}"},
    ],
    ids=["weights", "cut weights", "vocabulary", "tokenizer", "metadata"],
)
def test_what_does_not_load_replaces_nothing(data, put, tmp_path, unpacked, changes):
    path = unpacked("uk", into="data/packages")
    before = content_sha256(read_package(path))
    with pytest.raises(PackageProblem):
        put(_damaged(tmp_path, **changes))
    assert visible(data) == [".lock", "translate-uk_en-1_9"]
    assert content_sha256(read_package(path)) == before


def test_what_loads_for_ever_is_killed(files, data, put):
    limits = Limits(check_timeout=0.01, disk_margin=0)
    with pytest.raises(PackageProblem, match="takes more than"):
        put(files["uk"], limits=limits)
    assert visible(data) == [".lock"]


def test_a_newer_version_replaces_an_older_one(data, put, tmp_path, unpacked):
    unpacked("uk", into="data/packages")
    newer = build_package(tmp_path, RECIPES["uk"], version="1.10")
    assert put(newer).replaced == ("translate-uk_en-1_9",)
    assert visible(data) == [".lock", "translate-uk_en-1_10"]


def test_a_broken_folder_of_the_same_name_is_replaced(files, data, put):
    broken = own_folder(data) / "translate-uk_en-1_9"
    (broken / "model").mkdir(parents=True)
    other = own_folder(data) / "something-else"
    other.mkdir()
    put(files["uk"])
    assert visible(data) == [".lock", "something-else", "translate-uk_en-1_9"]
    assert names(data) == ["translate-uk_en-1_9"]


def test_what_an_interruption_left_is_cleaned(data, unpacked):
    unpacked("uk", "it", into="data/packages")
    folder = own_folder(data)
    (folder / ".installing-1/model").mkdir(parents=True)
    (folder / ".removed-2").mkdir()
    old, new = folder / ".download-1.part", folder / ".download-2.part"
    for path in (old, new):
        path.write_text("")
    os.utime(old, (1, 1))
    remove("it_en", data)
    assert visible(data) == [".download-2.part", ".lock", "translate-uk_en-1_9"]


@pytest.mark.parametrize("moment", range(1, 11))
def test_cancelled_leaves_what_was_there(files, data, put, unpacked, moment):
    """At each file and then while the model is loaded."""
    before = content_sha256(read_package(unpacked("uk-bpe", into="data/packages")))
    moments = iter(range(1, moment))
    with pytest.raises(Cancelled):
        put(files["uk"], is_cancelled=lambda: next(moments, None) is None)
    assert visible(data) == [".lock", "translate-uk_en-1_9"]
    (package,) = find_packages([own_folder(data)]).packages
    assert content_sha256(package) == before


def test_is_cancelled_while_a_server_is_silent(server, files, data, put):
    address = server.put("/uk.argosmodel", files["uk"].read_bytes(), waits=threading.Event())
    with pytest.raises(Cancelled):
        put(address, is_cancelled=lambda: bool(server.requests))


def test_only_one_at_a_time(files, data, put):
    with locked(own_folder(data)), pytest.raises(PackageProblem, match="another seedreader"):
        put(files["uk"])


def test_where_nothing_can_be_written(files, data, put):
    data.write_text("a file in its place")
    with pytest.raises(PackageProblem):
        put(files["uk"])


@pytest.mark.parametrize("name", ["uk_en", "uk-en", "translate-uk_en", "translate-uk_en-1_9"])
def test_remove(unpacked, data, name):
    for one in ("uk", "it"):
        unpacked(one, into="data/packages")
    assert remove(name, data) == ("translate-uk_en-1_9",)
    assert visible(data) == [".lock", "translate-it_en-1_0"]


def test_remove_what_is_broken(unpacked, data):
    path = unpacked("uk", into="data/packages")
    (path / "metadata.json").unlink()
    assert remove(path.name, data) == (path.name,)
    assert visible(data) == [".lock"]


@pytest.mark.parametrize("name", ["it_en", "..", ".", "", "../data", ".lock", "packages", "en"])
def test_remove_what_is_not_there(unpacked, data, name):
    path = unpacked("uk", into="data/packages")
    with pytest.raises(PackageProblem):
        remove(name, data)
    assert read_package(path)


def test_other_programs_packages_are_not_touched(unpacked, data, monkeypatch):
    path = unpacked("uk-bpe")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(path.parent))
    unpacked("uk", into="data/packages")
    remove("uk_en", data)
    with pytest.raises(PackageProblem):
        remove("uk_en", data)
    assert read_package(path).tokenizer == "bpe"


def test_a_source_without_address(data):
    with pytest.raises(PackageProblem, match="no address"):
        install(Source("it", ()), data)


def test_a_file_is_read_from_where_it_was(files, monkeypatch):
    monkeypatch.chdir(files["vi"].parent)
    source = file_source(files["vi"].relative_to(files["vi"].parent))
    assert source.links == (str(files["vi"]),)
