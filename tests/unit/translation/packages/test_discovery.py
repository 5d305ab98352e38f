"""Which packages are found, and that broken ones do no harm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.growth import processor_time

from seedreader.translation.packages import find_packages, own_folder, package_folders, read_package


def test_reads_all_of_a_package(unpacked):
    path = unpacked("uk")
    (package,) = find_packages([path.parent]).packages
    assert package.path == path
    assert package.name == "translate-uk_en-1_9"
    assert (package.from_code, package.from_name) == ("uk", "Ukrainian")
    assert (package.to_code, package.to_name) == ("en", "English")
    assert (package.version, package.argos_version) == ("1.9", "1.9.0")
    assert (package.tokenizer, package.tokenizer_file) == (
        "sentencepiece",
        path / "sentencepiece.model",
    )
    assert package.model == path / "model"
    assert package.licence == "CC0 1.0"
    assert package.date == time.strftime("%Y-%m-%d", time.gmtime())
    files = [*(path / "model").iterdir(), path / "metadata.json", path / "sentencepiece.model"]
    assert package.size == sum(file.stat().st_size for file in files)


@pytest.mark.parametrize(
    ("name", "tokenizer", "prefix", "licence"),
    [
        ("uk-bpe", "bpe", "", "CC0 1.0"),
        ("it-old", "sentencepiece", "", None),
        ("it-old-bpe", "bpe", "", "CC0 1.0"),
        ("uk-prefix", "sentencepiece", "__en__", "CC0 1.0"),
    ],
)
def test_reads_other_layouts(unpacked, name, tokenizer, prefix, licence):
    package = read_package(unpacked(name))
    assert (package.tokenizer, package.target_prefix) == (tokenizer, prefix)
    assert package.licence == licence
    assert package.tokenizer_file.is_file()


def test_prefers_sentencepiece_as_argostranslate_does(unpacked):
    path = unpacked("uk")
    (path / "bpe.model").write_text("#version: 0.2\n")
    assert read_package(path).tokenizer == "sentencepiece"


def _without(name):
    return lambda path: (
        shutil.rmtree(path / name) if (path / name).is_dir() else (path / name).unlink()
    )


def _metadata(**changes):
    def change(path):
        file = path / "metadata.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))

    return change


_BROKEN = {
    "no metadata": (_without("metadata.json"), "no metadata.json"),
    "no model": (_without("model"), "no folder"),
    "no weights": (_without("model/model.bin"), "no model/model.bin"),
    "empty weights": (lambda path: (path / "model/model.bin").write_bytes(b""), "model.bin"),
    "no vocabulary": (_without("model/shared_vocabulary.json"), "no vocabulary"),
    "no tokenizer": (_without("sentencepiece.model"), "none of"),
    "not JSON": (lambda path: (path / "metadata.json").write_bytes(b"{\xff"), "not JSON"),
    "deep JSON": (lambda path: (path / "metadata.json").write_text("[" * 100_000), "not JSON"),
    "a list": (lambda path: (path / "metadata.json").write_text("[]"), "no JSON object"),
    "huge": (lambda path: (path / "metadata.json").write_text(" " * 2**21), "too large"),
    "no language": (_metadata(from_code=None), "from_code"),
    "a path": (_metadata(to_code="../../etc"), "to_code"),
    "a number": (_metadata(from_code=7), "from_code"),
    "a version that is none": (_metadata(package_version="1/../9"), "version"),
    "another kind": (_metadata(type="sbd"), "something else"),
    "a prefix that is none": (_metadata(target_prefix="a\nb"), "target_prefix"),
}


@pytest.mark.parametrize("kind", _BROKEN)
def test_leaves_out_what_is_broken_and_says_why(unpacked, kind):
    damage, reason = _BROKEN[kind]
    path = unpacked("uk")
    broken = shutil.copytree(path, path.parent / "broken")
    damage(broken)
    found = find_packages([path.parent])
    assert [package.path for package in found.packages] == [path]
    assert [skipped.path for skipped in found.skipped] == [broken]
    assert reason in found.skipped[0].reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_does_not_wait_for_a_pipe(unpacked):
    path = unpacked("uk")
    (path / "metadata.json").unlink()
    os.mkfifo(path / "metadata.json")
    assert find_packages([path.parent]).packages == ()


def test_ignores_hidden_folders_and_loose_files(unpacked):
    path = unpacked("uk")
    path.rename(path.parent / ".installing-1")
    (path.parent / "notes.txt").write_text("")
    found = find_packages([path.parent, path.parent / "missing", path.parent / "notes.txt"])
    assert (found.packages, found.skipped) == ((), ())


def test_a_named_folder_may_be_a_package_and_is_found_once(unpacked):
    path = unpacked("uk")
    found = find_packages([path, path.parent])
    assert [package.path for package in found.packages] == [path]


def test_names_are_safe_to_show(unpacked):
    path = unpacked("uk")
    _metadata(from_name="\x1b[31mRed\u202e\nname" + "x" * 500, to_name=None)(path)
    package = read_package(path)
    assert package.from_name.startswith("[31mRed name")
    assert package.from_name.isprintable()
    assert len(package.from_name) <= 60
    assert package.to_name == "en"


def test_looks_in_all_folders(monkeypatch, tmp_path, data):
    config = tmp_path / "config/argos-translate"
    config.mkdir(parents=True)
    (config / "settings.json").write_text(json.dumps({"ARGOS_PACKAGES_DIR": "/from/settings"}))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parent))
    monkeypatch.setenv("XDG_DATA_HOME", "/xdg")
    monkeypatch.delenv("SNAP", raising=False)
    usual = Path("/xdg/argos-translate/packages")
    libretranslate = Path("/home/libretranslate/.local/share/argos-translate/packages")
    own = own_folder(data)
    assert package_folders(data) == (own, Path("/from/settings"), usual, libretranslate)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", os.pathsep.join(["/one", "", "/two", "/one"]))
    assert package_folders(data) == (own, Path("/one"), Path("/two"), usual, libretranslate)
    monkeypatch.setenv("ARGOS_TRANSLATE_PACKAGE_DIR", "/legacy")
    assert Path("/legacy") in package_folders(data)


def test_looks_in_a_snap(monkeypatch, tmp_path, data):
    content = tmp_path / "snap/snap_custom/content_snap_packages/uk"
    content.mkdir(parents=True)
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("SNAP", str(tmp_path / "snap"))
    monkeypatch.setenv("SNAP_USER_DATA", str(tmp_path / "user"))
    folders = package_folders(data)
    assert tmp_path / "user/.local/share/argos-translate/packages" in folders
    assert tmp_path / "snap/snap_custom/packages" in folders
    assert content in folders


def test_finds_what_argostranslate_finds(unpacked, monkeypatch, tmp_path, data):
    """The real settings module, in a process of its own, agrees on the folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    code = "from argostranslate import settings; print(settings.package_data_dir)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert Path(shown.stdout.strip()) in package_folders(data)


def test_finding_imports_nothing_heavy_and_makes_no_folder(unpacked, tmp_path, monkeypatch):
    path = unpacked("uk")
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    code = (
        "import sys; from pathlib import Path; from seedreader.translation.packages import *;"
        "folders = package_folders(Path(sys.argv[2])); found = find_packages([*folders,"
        "Path(sys.argv[1])]); assert route(found.packages, 'uk', 'en');"
        "heavy = {'ctranslate2', 'argostranslate', 'sentencepiece', 'numpy', 'ssl', 'zipfile',"
        "'urllib.request', 'http.client', 'platformdirs'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    # The guard of the tests' network imports some of these itself.
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[4] / "tui"))
    subprocess.run([sys.executable, "-c", code, path.parent, tmp_path / "data"], check=True)
    assert list(home.iterdir()) == []
    assert not (tmp_path / "data").exists()


def test_finding_packages_takes_little_more_than_reading_their_files(unpacked, tmp_path):
    path = unpacked("uk")
    for number in range(50):
        folder = tmp_path / f"many/{number}"
        (folder / "model").mkdir(parents=True)
        for name in ("metadata.json", "README.md", "sentencepiece.model"):
            shutil.copy(path / name, folder / name)
        for file in (path / "model").iterdir():
            (folder / "model" / file.name).symlink_to(file)
    folders = list((tmp_path / "many").iterdir())

    def read_files(_):
        for folder in folders:
            json.loads((folder / "metadata.json").read_bytes())
            (folder / "README.md").read_text("utf-8")
            for inner in (folder, folder / "model"):
                with os.scandir(inner) as entries:
                    assert all(entry.stat().st_size for entry in entries)

    assert len(find_packages([tmp_path / "many"]).packages) == 50
    # Once, and nothing but the small ones: all starts of the program wait for it.
    least = min(processor_time(read_files, None) for _ in range(8))
    assert min(processor_time(find_packages, [tmp_path / "many"]) for _ in range(8)) < 4 * least
