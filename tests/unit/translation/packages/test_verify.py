"""Whether packages are what they were, and work."""

from __future__ import annotations

import pytest

from seedreader.translation.packages import read_package
from seedreader.translation.packages.check import check_loads
from seedreader.translation.packages.install import install
from seedreader.translation.packages.package import BrokenPackage
from seedreader.translation.packages.problems import Cancelled
from seedreader.translation.packages.sources import file_source
from seedreader.translation.packages.verify import verify


def verdict(package, limits):
    (found,) = verify([package], limits=limits)
    return found


def test_installed_changed_and_gone(files, data, limits):
    package = install(file_source(files["uk"]), data, limits=limits).package
    assert verdict(package, limits).state == "ok"
    (package.path / "README.md").write_text("not what is compared")
    weights = package.model / "model.bin"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    changed = verdict(package, limits)
    assert (changed.state, changed.is_good) == ("changed", False)
    assert "since it was installed on" in changed.problem
    weights.unlink()
    assert verdict(package, limits).state in ("changed", "broken")
    package.tokenizer_file.unlink()
    gone = verdict(package, limits)
    assert (gone.state, gone.sha256) == ("broken", "")


@pytest.mark.parametrize("name", ["uk-bpe", "uk-prefix", "it-old"])
def test_of_another_program(unpacked, limits, name):
    found = verdict(read_package(unpacked(name)), limits)
    assert (found.state, found.is_good) == ("unrecorded", True)
    assert len(found.sha256) == 64


def test_what_does_not_load(unpacked, limits):
    path = unpacked("uk")
    (path / "model/model.bin").write_bytes(b"no model")
    found = verdict(read_package(path), limits)
    assert (found.state, found.is_good) == ("broken", False)
    assert found.problem


def test_nothing_is_imported_from_where_the_user_is(unpacked, limits, monkeypatch, tmp_path):
    path = unpacked("uk")
    (tmp_path / "ctranslate2.py").write_text("raise SystemExit(0)")
    (tmp_path / "json.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(tmp_path)
    check_loads(path, limits=limits)


def test_can_be_cancelled(unpacked, limits):
    with pytest.raises(Cancelled):
        check_loads(unpacked("uk"), limits=limits, is_cancelled=lambda: True)


def test_a_child_that_dies_is_told(unpacked, limits, monkeypatch, tmp_path):
    """A library that ends its process, as a damaged model may."""
    (tmp_path / "ctranslate2.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(BrokenPackage, match="ends the process"):
        check_loads(unpacked("uk"), limits=limits)
