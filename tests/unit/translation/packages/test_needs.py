"""Which package is missing, and how a person is told."""

from __future__ import annotations

import json

import pytest

from seedreader.translation.packages.index import DEFAULT_INDEX, AvailablePackage, known_packages
from seedreader.translation.packages.needs import (
    Offer,
    explain,
    find_need,
    known_offer,
    look_up,
    question,
    what_to_bring,
)
from seedreader.translation.packages.package import Package

INDEX = "https://example.org/index.json"


def offered(pair, **changes):
    source, target = pair.split("-", 1)
    values = {
        "from_code": source,
        "from_name": source.upper(),
        "to_code": target,
        "to_name": target.upper(),
        "version": "1.9",
        "links": (f"https://files.example.org/translate-{source}_{target}-1_9.argosmodel",),
        "size": 20_000_000,
        "sha256": None,
        "licence": "CC BY 4.0",
    }
    return AvailablePackage(**{**values, **changes})


def there(pair, tmp_path):
    source, target = pair.split("-", 1)
    return Package(
        path=tmp_path / pair,
        from_code=source,
        from_name=source.upper(),
        to_code=target,
        to_name=target.upper(),
        version="1.0",
        argos_version="",
        target_prefix="",
        tokenizer="sentencepiece",
        tokenizer_file=tmp_path,
        model=tmp_path,
        size=1,
        licence=None,
        date="2026-01-01",
    )


@pytest.mark.parametrize(
    ("installed", "available", "languages", "wanted"),
    [
        ("", "uk-en", "uk en", "uk-en"),
        ("", "uk-en uk-de en-de", "uk de", "uk-de"),
        ("", "uk-en en-de", "uk de", "uk-en en-de (en)"),
        ("uk-en", "uk-en en-de", "uk de", "en-de (en)"),
        ("en-de", "uk-en en-de", "uk de", "uk-en (en)"),
        ("", "uk-en", "uk de", ""),
        ("", "", "uk en", ""),
        ("", "zh-en zt-en", "zh-Hant en", "zt-en"),
        ("", "zh-en", "zh-TW en", "zh-en"),
        ("", "en-pb", "en pt-BR", "en-pb"),
        # A chain of three is no way: the leg to English must lead there directly.
        ("uk-ru ru-en", "en-de", "uk de", ""),
    ],
)
def test_what_is_missing(tmp_path, installed, available, languages, wanted):
    need = find_need(
        [there(pair, tmp_path) for pair in installed.split()],
        Offer(tuple(offered(pair) for pair in available.split()), INDEX, "2026-01-01"),
        *languages.split(),
    )
    found = " ".join(f"{package.from_code}-{package.to_code}" for package in need.packages)
    assert found + (" (en)" if need.is_pivoted else "") == wanted


@pytest.mark.parametrize(
    ("installed", "languages"),
    [
        ("uk-en", "uk en"),
        ("uk-en en-de", "uk de"),
        ("", "en en"),
        ("", "en-GB en"),
        ("", "und en"),
        ("zh-en", "zh-Hant en"),
    ],
)
def test_nothing_is_missing(tmp_path, installed, languages):
    packages = [there(pair, tmp_path) for pair in installed.split()]
    offer = Offer((offered("uk-en"), offered("und-en")), INDEX, "2026-01-01")
    assert find_need(packages, offer, *languages.split()) is None


def words(need, **changes):
    return explain(need, install_key="I", models_key="M", **changes)


def test_one_package_in_words():
    offer = Offer((offered("uk-en", sha256="a" * 64),), INDEX, "2026-01-01")
    need = find_need([], offer, "uk", "en")
    needed, how, bring = words(need)
    assert needed == "UK → EN needs translate-uk_en-1_9 (20.0 MB, CC BY 4.0, hash known)."
    assert how == "Press I to install it from files.example.org; you are asked first."
    link = "https://files.example.org/translate-uk_en-1_9.argosmodel"
    assert bring.startswith(
        f"Without a network, bring translate-uk_en-1_9.argosmodel ({link}); then press M and f"
    )
    assert question(need) == "Install translate-uk_en-1_9 from files.example.org (20.0 MB)?"
    assert words(need, may_fetch=False) == (needed, bring)


def test_two_packages_in_words():
    offer = Offer((offered("uk-en"), offered("en-de", size=None)), INDEX, "2026-01-01")
    need = find_need([], offer, "uk", "de")
    needed, how, bring = words(need)
    assert "translate-uk_en-1_9 (20.0 MB, CC BY 4.0) and translate-en_de-1_9 (size u" in needed
    assert needed.endswith("through English.")
    assert "install them from" in how
    assert "translate-en_de-1_9.argosmodel" in bring
    assert need.size is None
    assert "once the server is asked" in question(need)


def test_before_the_list_was_fetched():
    need = find_need([], Offer((), INDEX, ""), "uk", "en")
    needed, how, bring = words(need)
    assert "uk → en: no package for it is installed, and the list was not fetched" in needed
    assert how == "Press I to look for one in the list at example.org; you are asked first."
    assert "bring a file such as translate-uk_en-….argosmodel;" in bring
    assert question(need) == "Fetch the list of packages from example.org?"


def test_where_the_list_has_none():
    need = find_need([], Offer((), INDEX, "2026-01-01"), "uk", "en")
    needed, bring = words(need)
    assert needed == "uk → en: the list of packages (example.org) has none for it."
    assert "Press" not in needed
    assert "such as translate-uk_en-" in bring


def test_of_an_index_on_disk(data, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    entry = {"from_code": "uk", "to_code": "en", "package_version": "1", "links": ["uk.argosmodel"]}
    (stick / "index.json").write_text(json.dumps([entry]))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", str(stick))
    need = look_up(data, "uk", "en")
    assert not need.uses_network
    needed, how = words(need, may_fetch=False)
    assert "translate-uk_en-1" in needed
    assert how == f"Press I to install it from {stick / 'uk.argosmodel'}."


def test_what_is_known_without_any_list(data):
    offer = known_offer(data)
    assert (offer.packages, offer.index_date) == (known_packages(), "")
    need = look_up(data, "uk", "en")
    assert [package.name for package in need.packages] == ["translate-uk_en-1_9"]
    assert "once the server is asked" in question(need)
    assert "https://argos-net.com/v1/translate-uk_en-1_9.argosmodel" in what_to_bring(need, "M")


def test_the_copy_of_the_index_is_completed_by_what_is_known(data):
    entry = {"from_code": "en", "to_code": "de", "package_version": "1.9", "links": ["https://x/y"]}
    data.mkdir()
    copy = {"address": DEFAULT_INDEX, "date": "2024-05-03T00:00:00Z", "entries": [entry]}
    (data / "package-index.json").write_text(json.dumps(copy))
    need = look_up(data, "uk", "de")
    assert [p.name for p in need.packages] == ["translate-uk_en-1_9", "translate-en_de-1_9"]
    assert (need.source_name, need.target_name, need.is_pivoted) == ("Ukrainian", "de", True)


def test_another_index_is_asked_before_the_publisher_s_files(data, monkeypatch):
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://mirror.example.org")
    assert look_up(data, "uk", "en").packages == ()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "/nowhere")
    need = look_up(data, "uk", "en")
    assert not need.uses_network
    assert need.packages == ()


def test_hostile_names_are_harmless(data, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    entry = {
        "from_code": "uk",
        "from_name": "\x1b]0;x\x07\x1b[31m\u202eUk",
        "to_code": "en",
        "to_name": "E" * 500,
        "package_version": "1.9",
        "links": ["https://example.org/\x1b[2J", "https://example.org/uk.argosmodel"],
        "licence": "\x9b31m[bold]\n",
    }
    (stick / "index.json").write_text(json.dumps([entry]))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", str(stick))
    need = look_up(data, "uk", "en")
    for text in (*words(need), question(need), what_to_bring(need, "M")):
        assert text.isprintable()
        assert len(text) < 1000
    assert "example.org" in words(need)[1]
    assert [len(package.links) for package in need.packages] == [1]
