"""What an index offers, and what is said where it cannot be had."""

from __future__ import annotations

import gzip
import json
import socket

import pytest

from seedreader.translation.packages import Cancelled, PackageProblem
from seedreader.translation.packages.index import (
    DEFAULT_INDEX,
    cached_index,
    fetch_index,
    index_address,
    known_packages,
)
from seedreader.translation.packages.records import read_record


def entry(source="uk", target="en", version="1.9", **more):
    name = f"translate-{source}_{target}-{version.replace('.', '_')}"
    return {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source.upper(),
        "to_code": target,
        "to_name": target.upper(),
        "code": f"translate-{source}_{target}",
        "links": [f"https://example.org/{name}.argosmodel"],
        **more,
    }


@pytest.fixture
def index_file(tmp_path, monkeypatch):
    """Write an index on disk and make it the user's."""

    def write(entries):
        folder = tmp_path / "stick"
        folder.mkdir(exist_ok=True)
        content = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
        (folder / "index.json").write_bytes(content)
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", str(folder))
        return folder

    return write


def test_reads_what_an_index_says(index_file, data):
    index_file([entry(size=123, sha256="A" * 64, licence="CC0 1.0"), entry("it", version="1.0")])
    first, second = fetch_index(data).packages
    assert (first.name, second.name) == ("translate-it_en-1_0", "translate-uk_en-1_9")
    assert (second.from_name, second.to_name) == ("UK", "EN")
    assert (second.size, second.sha256, second.licence) == (123, "a" * 64, "CC0 1.0")
    assert second.links == ("https://example.org/translate-uk_en-1_9.argosmodel",)
    assert second.file_name == "translate-uk_en-1_9.argosmodel"
    assert not second.is_published


def test_leaves_out_what_cannot_be_used(index_file, data):
    index_file(
        [
            entry(),
            entry(),
            entry("../x"),
            entry("it", type="sbd"),
            entry("de", links=["ipfs://x", "ftp://x/y", "file:///etc/passwd", "/etc/passwd", 7]),
            entry("fr", links=["../outside.argosmodel"]),
            entry("es", links=None),
            7,
            None,
        ]
    )
    assert [package.name for package in fetch_index(data).packages] == ["translate-uk_en-1_9"]


def test_numbers_and_hashes_that_are_none_are_not_known(index_file, data):
    index_file([entry(size=True, sha256="z" * 64), entry("it", size=-1, sha256="ab")])
    for package in fetch_index(data).packages:
        assert (package.size, package.sha256) == (None, None)


def test_an_index_on_disk_may_name_files_beside_it(index_file, data):
    folder = index_file([entry(links=["sub/uk.argosmodel"])])
    (package,) = fetch_index(data).packages
    assert package.links == (str(folder / "sub/uk.argosmodel"),)


def test_an_index_on_the_network_names_nothing_on_disk(server, data, monkeypatch):
    links = ["uk.argosmodel", "/etc/passwd", "file:///etc/passwd"]
    server.put("/v1/index.json", json.dumps([entry(links=links)]).encode())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url("/v1/"))
    (package,) = fetch_index(data).packages
    assert package.links == (server.url("/v1/uk.argosmodel"),)


@pytest.mark.parametrize(
    ("named", "address"),
    [
        (None, DEFAULT_INDEX),
        ("https://example.org/", "https://example.org/index.json"),
        ("https://example.org/main", "https://example.org/main/index.json"),
        ("https://example.org/my.json", "https://example.org/my.json"),
        ("/media/stick", "/media/stick/index.json"),
    ],
)
def test_address(monkeypatch, named, address):
    if named is None:
        monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    else:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", named)
    assert index_address() == address


_BAD = {
    "missing": ({"status": 404}, b"", "nothing (404)"),
    "out of order": ({"status": 503}, b"", "out of order"),
    "forbidden": ({"status": 403}, b"", "refuses (403"),
    "malformed": ({}, b"<html>", "no index"),
    "no list": ({}, b"{}", "no list"),
    "deep": ({}, b"[" * 100_000, "no index"),
    "huge": ({}, b" " * (9 * 2**20), "more than 8 MB"),
    "huge, and does not say so": (
        {"headers": {"Content-Length": ""}},
        b" " * (9 * 2**20),
        "more than 8 MB",
    ),
    "cut": ({"cuts": [10]}, json.dumps([entry()]).encode(), "ended after 10 of"),
    "compressed": (
        {"headers": {"Content-Encoding": "gzip"}},
        gzip.compress(bytes(10**7)),
        "compressed",
    ),
}


@pytest.mark.parametrize("kind", _BAD)
def test_says_at_once_what_is_wrong(server, data, monkeypatch, limits, kind):
    changes, body, problem = _BAD[kind]
    server.put("/index.json", body, **changes)
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    with pytest.raises(PackageProblem) as told:
        fetch_index(data, limits=limits)
    assert problem in told.value.problem
    assert told.value.advice
    assert len(server.requests) == 1
    assert cached_index(data) is None


def test_says_at_once_that_nobody_is_there(data, monkeypatch, limits, server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"http://127.0.0.1:{port}")
    with pytest.raises(PackageProblem, match="cannot be reached"):
        fetch_index(data, limits=limits)


def test_a_copy_is_kept_and_used_where_the_index_is_gone(server, data, monkeypatch, limits):
    server.put("/index.json", json.dumps([entry()]).encode())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    fetched = fetch_index(data, limits=limits)
    server.resources.clear()
    copy = fetch_index(data, limits=limits)
    assert copy.packages == fetched.packages == cached_index(data).packages
    assert copy.date == fetched.date
    assert "404" in copy.problem.problem
    assert fetched.problem is None
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{server.address}/another")
    assert cached_index(data) is None


def test_can_be_cancelled_while_the_server_is_silent(server, data, monkeypatch, limits):
    import threading

    server.put("/index.json", b"[]", waits=threading.Event())
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.address)
    with pytest.raises(Cancelled):
        fetch_index(data, limits=limits, is_cancelled=lambda: bool(server.requests))


def test_a_missing_index_on_disk_is_told(index_file, data):
    (index_file([]) / "index.json").unlink()
    with pytest.raises(PackageProblem, match="no such file"):
        fetch_index(data)


def test_known_packages_are_those_of_the_table():
    known = {package.name: package for package in known_packages()}
    assert set(known) == {
        "translate-it_en-1_0",
        "translate-uk_en-1_9",
        "translate-vi_en-1_9",
        "translate-zh_en-1_9",
    }
    assert known["translate-it_en-1_0"].size == 87_190_224
    assert known["translate-vi_en-1_9"].sha256.startswith("ebd51b71")
    assert known["translate-zh_en-1_9"].licence == "CC BY 4.0"
    uk = known["translate-uk_en-1_9"]
    assert (uk.size, uk.sha256, uk.is_published) == (None, None, False)
    assert all(
        package.links[0].startswith("https://argos-net.com/v1/") for package in known.values()
    )


def _keep_copy(data, address, entries):
    data.mkdir(exist_ok=True)
    copy = {"address": address, "date": "2024-05-03T00:00:00Z", "entries": entries}
    (data / "package-index.json").write_text(json.dumps(copy))


def test_argos_index_is_completed_by_what_is_known(data, monkeypatch):
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    _keep_copy(data, DEFAULT_INDEX, [entry("it", version="1.0"), entry("en", "de")])
    packages = {package.name: package for package in cached_index(data).packages}
    assert "translate-vi_en-1_9" in packages
    italian = packages["translate-it_en-1_0"]
    assert (italian.size, italian.is_published) == (87_190_224, True)
    assert italian.links == ("https://example.org/translate-it_en-1_0.argosmodel",)


def test_a_damaged_record_is_none(tmp_path):
    for content in ("", "[]", '{"trust": "index"}', '{"trust": "whatever", "sha256": 1}'):
        (tmp_path / "seedreader.json").write_text(content)
        assert read_record(tmp_path) is None
