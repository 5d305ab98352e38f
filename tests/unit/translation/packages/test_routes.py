"""Which packages are used for which languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedreader.translation.packages import Package, argos_codes, route
from seedreader.translation.packages.package import version_key


def package(pair: str, version: str = "1.0", path: str = "/p") -> Package:
    source, target = pair.split("-")
    return Package(
        path=Path(path),
        from_code=source,
        from_name=source,
        to_code=target,
        to_name=target,
        version=version,
        argos_version="",
        target_prefix="",
        tokenizer="bpe",
        tokenizer_file=Path(path, "bpe.model"),
        model=Path(path, "model"),
        size=1,
        licence=None,
        date="2024-01-01",
    )


def way(installed: str, source: str, target: str) -> str | None:
    found = route([package(pair) for pair in installed.split()], source, target)
    if found is None:
        return None
    names = " ".join(f"{one.from_code}-{one.to_code}" for one in found.packages)
    return names if found.pivot is None else f"{names} via {found.pivot}"


@pytest.mark.parametrize(
    ("installed", "source", "target", "expected"),
    [
        ("uk-en en-de", "uk", "en", "uk-en"),
        ("uk-en en-de uk-de", "uk", "de", "uk-de"),
        ("uk-en en-de", "uk", "de", "uk-en en-de via en"),
        ("uk-ru ru-de uk-en en-de", "uk", "de", "uk-en en-de via en"),
        ("uk-ru ru-de", "uk", "de", "uk-ru ru-de via ru"),
        ("uk-pl pl-cs cs-de", "uk", "de", None),
        ("uk-en", "en", "uk", None),
        ("uk-en en-uk", "uk", "uk", None),
        ("en-en uk-en", "uk", "de", None),
        ("", "uk", "en", None),
        ("zh-en zt-en", "zh-Hans", "en", "zh-en"),
        ("zh-en zt-en", "zh-CN", "en-GB", "zh-en"),
        ("zh-en zt-en", "zh-Hant", "en", "zt-en"),
        ("zh-en zt-en", "zh_TW", "en", "zt-en"),
        ("zh-en zt-en", "zh-Hant-HK", "en", "zt-en"),
        ("zh-en zt-en", "zt", "en", "zt-en"),
        ("zh-en", "zh-TW", "en", "zh-en"),
        ("pt-en pb-en", "pt-BR", "en", "pb-en"),
        ("pt-en pb-en", "pt", "en", "pt-en"),
        ("pb-en", "pt-PT", "en", "pb-en"),
        ("en-pt en-pb", "en", "pt-BR", "en-pb"),
        ("nb-en", "no", "en", "nb-en"),
        ("nb-en", "nn-NO", "en", "nb-en"),
        ("no-en", "nb", "en", "no-en"),
        ("he-en", "iw", "en", "he-en"),
        ("zh-en zt-en en-pb", "zh-Hant", "pt", "zt-en en-pb via en"),
        ("zh-zt zh-en", "zh-Hans", "zh-Hant", "zh-zt"),
        ("UK-EN", "uk", "en", "UK-EN"),
    ],
)
def test_way(installed, source, target, expected):
    assert way(installed, source, target) == expected


def test_takes_the_newest_and_of_equals_the_first():
    packages = [
        package("uk-en", "1.9"),
        package("uk-en", "1.10", "/first"),
        package("uk-en", "1.10", "/second"),
        package("uk-en", "", "/unknown"),
    ]
    found = route(packages, "uk", "en")
    assert found is not None
    assert [one.path for one in found.packages] == [Path("/first")]


def test_versions_are_compared_as_numbers():
    versions = ["1.10", "", "1.9", "2", "1.9.1", "1.rc"]
    assert sorted(versions, key=version_key) == ["", "1.rc", "1.9", "1.9.1", "1.10", "2"]


def test_an_unknown_language_is_its_primary_subtag():
    assert argos_codes("de-AT") == ("de",)
    assert argos_codes("sr-Latn-RS") == ("sr",)
