"""The hash that identifies a package."""

from __future__ import annotations

import os
import shutil

import pytest

from seedreader.translation.packages import Cancelled, content_sha256, read_package
from seedreader.translation.packages.content import CACHE_NAME


def test_depends_on_content_alone(unpacked, tmp_path):
    path = unpacked("uk")
    copy = shutil.copytree(path, tmp_path / "elsewhere/other-name")
    os.utime(copy / "metadata.json", (1, 1))
    (copy / "README.md").write_text("another")
    (copy / "stanza").mkdir()
    assert content_sha256(read_package(copy)) == content_sha256(read_package(path))


@pytest.mark.parametrize(
    "name", ["metadata.json", "sentencepiece.model", "model/model.bin", "model/config.json"]
)
def test_changes_with_each_file(unpacked, name):
    path = unpacked("uk")
    package = read_package(path)
    before = content_sha256(package)
    content = bytearray((path / name).read_bytes())
    content[-2] ^= 1
    (path / name).write_bytes(content)
    assert content_sha256(package) != before


def test_tells_a_renamed_file(unpacked):
    path = unpacked("uk")
    package = read_package(path)
    before = content_sha256(package)
    (path / "model/config.json").rename(path / "model/vmap.txt")
    assert content_sha256(package) != before


def test_is_kept_as_long_as_size_and_time_are_the_same(unpacked, data):
    path = unpacked("uk")
    package = read_package(path)
    before = content_sha256(package, data)
    weights = path / "model/model.bin"
    status = weights.stat()
    weights.write_bytes(bytes(status.st_size))
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert content_sha256(package, data) == before
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert content_sha256(package, data) == content_sha256(package) != before


@pytest.mark.parametrize("damaged", [b"", b"[]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_cache_does_no_harm(unpacked, data, damaged):
    package = read_package(unpacked("uk"))
    data.mkdir()
    (data / CACHE_NAME).write_bytes(damaged)
    expected = content_sha256(package)
    assert content_sha256(package, data) == expected
    assert expected in (data / CACHE_NAME).read_text()


def test_forgets_packages_that_are_gone(unpacked, data):
    package = read_package(unpacked("uk"))
    gone = read_package(unpacked("it"))
    sha256 = content_sha256(gone, data)
    shutil.rmtree(gone.path)
    content_sha256(package, data)
    assert sha256 not in (data / CACHE_NAME).read_text()


def test_a_folder_that_cannot_be_written_does_no_harm(unpacked, data):
    package = read_package(unpacked("uk"))
    data.write_text("a file in its place")
    assert content_sha256(package, data) == content_sha256(package)


def test_can_be_cancelled(unpacked):
    package = read_package(unpacked("uk"))
    with pytest.raises(Cancelled):
        content_sha256(package, is_cancelled=lambda: True)
