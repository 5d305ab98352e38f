"""The five sample articles: what they name is one entity in all of them, whoever is listed."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from tests.conftest import ROOT

from seedreader.corpus import load
from seedreader.entities import EntityFinder, Knowledge, Linker
from seedreader.entities.build.make import CURATED, pack
from seedreader.entities.build.people import read_spellings

FORMS = ROOT / "tests/fixtures/names_in_samples.tsv"


def gold() -> tuple[dict[str, dict[str, set[str]]], dict[str, dict[str, str]]]:
    """Return the forms that are wanted, by article and entity, and what every form means."""
    wanted: dict[str, dict[str, set[str]]] = defaultdict(dict)
    meant: dict[str, dict[str, str]] = defaultdict(dict)
    for line in FORMS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        entity, _, *cells = line.split("\t")
        for cell in cells:
            article, _, forms = cell.partition("=")
            named, _, beside = forms.partition("~")
            wanted[article][entity] = set(named.split("|")) - {""}
            for form in beside.split("|"):
                meant[article].setdefault(form, entity)
            meant[article] |= dict.fromkeys(wanted[article][entity], entity)
    return wanted, meant


def linked(knowledge: Knowledge, samples: Path) -> dict[str, dict[str, set[str]]]:
    """Return the forms that were found, by article and by what they were linked to."""
    finder, linker = EntityFinder(knowledge), Linker(knowledge)
    mentions = {}
    for path in sorted(samples.glob("*.txt")):
        mentions[path.name[:3]] = finder.find(load(path).article)
        linker.add(path.name[:3], mentions[path.name[:3]])
    found: dict[str, dict[str, set[str]]] = {}
    for article, those in mentions.items():
        links = linker.links(article)
        found[article] = defaultdict(set)
        for mention in those:
            if not mention.weak:
                found[article][links[mention.key].entity].add(" ".join(mention.text.split()))
    return found


def scored(knowledge: Knowledge, samples: Path) -> tuple[list[str], list[str], int]:
    """Return what was linked wrongly, what was not linked, and how many links are wanted."""
    wanted, meant = gold()
    found = linked(knowledge, samples)
    wrong, missing, number = [], [], 0
    for one, two in combinations(sorted(wanted), 2):
        for entity in found[one].keys() & found[two].keys():
            means = [
                {meant[article][form] for form in found[article][entity] if form in meant[article]}
                for article in (one, two)
            ]
            if not means[0] & means[1]:
                wrong.append(f"{one} and {two}: {found[one][entity]} and {found[two][entity]}")
        for name in wanted[one].keys() & wanted[two].keys():
            if not (wanted[one][name] and wanted[two][name]):
                continue
            number += 1
            ids = [
                {
                    entity
                    for entity, forms in found[article].items()
                    if forms & wanted[article][name]
                }
                for article in (one, two)
            ]
            if not ids[0] & ids[1]:
                missing.append(f"{one} and {two}: {name}")
    return wrong, missing, number


@pytest.fixture
def base(tmp_path) -> Path:
    """A copy of the shipped knowledge base."""
    return Path(shutil.copy(shipped(), tmp_path))


def shipped() -> str:
    return str(files("seedreader.entities").joinpath("data/names.sqlite"))


def without_parts_from(first: int, base: Path) -> Knowledge:
    """Forget the parts of personal names that have this number or a higher one."""
    packed = pack((first,))
    with closing(sqlite3.connect(base)) as known:
        # The numbers of a form ascend, three bytes each: those to forget are the last ones.
        while known.execute(
            "UPDATE part SET numbers = substr(numbers, 1, length(numbers) - 3)"
            " WHERE substr(numbers, -3) >= ?",
            (packed,),
        ).rowcount:
            pass
        known.execute("DELETE FROM part WHERE length(numbers) = 0")
        known.commit()
    return Knowledge(base)


def test_what_the_samples_share_is_linked_and_nothing_else(knowledge, samples):
    wrong, missing, number = scored(knowledge, samples)
    assert (wrong, missing) == ([], [])
    assert number > 100


def test_the_samples_are_linked_without_the_curated_people(knowledge, base, samples):
    curated = [spellings[0] for spellings in read_spellings(CURATED / "name_parts.tsv")]
    first = max(knowledge.part_numbers[curated[-1]]) - len(curated) + 1
    for number, name in enumerate(curated, first):
        assert number in knowledge.part_numbers[name], f"build the base anew: it lacks {name}"
    emptied = without_parts_from(first, base)
    assert not any(max(emptied.part_numbers[name], default=0) >= first for name in curated)
    wrong, missing, number = scored(emptied, samples)
    assert wrong == []
    assert len(missing) <= number * 0.1, missing


def test_the_samples_are_linked_without_any_part_of_a_name(base, samples):
    wrong, missing, number = scored(without_parts_from(0, base), samples)
    assert wrong == []
    assert len(missing) <= number * 0.1, missing
