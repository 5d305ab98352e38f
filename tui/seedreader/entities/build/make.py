"""Puts the knowledge base together and writes it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path
from typing import Final

from seedreader.entities.build import people, places, train, words
from seedreader.entities.build.collect import Collected
from seedreader.entities.letters import fold, is_acronym
from seedreader.entities.mention import Kind
from seedreader.entities.names import Flag, dump
from seedreader.entities.table import read_table

CURATED = Path(__file__).parent.parent / "data" / "curated"
NOT_ENTITIES: Final = frozenset(
    {"cities.tsv", "countries.tsv", "han_readings.tsv", "name_parts.tsv"}
)
"""Curated tables that are not of the form that `read_table` reads."""
_CURATED_RANK = 90
_LARGE_TOWN = 50
_CAPITALS_ONLY = "^"
_USUAL_WORD = 40
_AFTER_PLACES: Final = frozenset(
    {
        "政府", "国会", "议会", "人民", "公司", "总统", "首相", "警方", "当局", "机场", "大学",
        "方面", "法院", "市长",
    }
)  # fmt: skip
_MIN_HAN_NAME: Final = 2
_KINDS = tuple(Kind)
_SCHEMA = """
CREATE TABLE entity (number INTEGER PRIMARY KEY, key TEXT, kind INTEGER, title TEXT, rank INTEGER);
CREATE TABLE name (head TEXT PRIMARY KEY, entries TEXT) WITHOUT ROWID;
CREATE TABLE part (form TEXT PRIMARY KEY, numbers BLOB) WITHOUT ROWID;
CREATE TABLE blob (name TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;
"""
FORMAT = 1
"""Number of the layout; the reader refuses another."""


def make(out: Path, *, share: int = 1) -> None:
    """Write the knowledge base to `out`.

    Args:
        out: the file; what is there is replaced.
        share: use only each n-th city and name part, for tests.
    """
    package = files("rigour").joinpath("data")
    characters = words.traditional()
    simplify = {ord(source): ord(target) for source, target in characters.items()}
    everyone = people.read_people(Path(str(package.joinpath("names/persons.txt"))))[::share]
    everyone += people.read_spellings(CURATED / "name_parts.tsv")
    common = words.common_words(share)
    into = Collected(simplify)
    for path in sorted(CURATED.glob("*.tsv")):
        if path.name not in NOT_ENTITIES:
            add_curated(into, path, frozenset(common.get("en", ())))
    territories = Path(str(package.joinpath("territories/data.jsonl")))
    places.add_countries(into, CURATED / "countries.tsv", territories)
    places.add_cities(into, share)
    _mark_common(into, common)
    places.add_city_names(into, CURATED / "cities.tsv")
    towns = places.spellings(share)
    tables = {
        script.name: train.train(
            train.pairs(everyone + (towns if script in train.FEW_PEOPLE else []), script, simplify),
            script,
        )
        for script in train.SCRIPTS
    }
    blobs = {
        "han_names": "\n".join(_han_lines(into)),
        "han_words": "\n".join(
            f"{word} {count} {tag}"
            for word, count, tag in words.han_words(share)
            if not _composed(word, into)
        ),
        "foreign": "".join(people.foreign_characters(everyone, simplify)),
        "weak": "\n".join(
            f"{lang} {prefix} {n}" for (lang, prefix), n in sorted(into.weak.items())
        ),
        "calendar": "\n".join(places.calendar()),
        "han_readings": (CURATED / "han_readings.tsv").read_text("utf-8"),
        "simplify": "".join(f"{a}{b}" for a, b in sorted(characters.items())),
        "tables": json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        **{f"words_{language}": "\n".join(listed) for language, listed in common.items()},
    }
    _write(out, into, people.parts_table(everyone, simplify), blobs)


def add_curated(into: Collected, path: Path, usual: Collection[str] = frozenset()) -> None:
    """Add the entities of a curated table.

    An entity is shown by its first English name, or by the first of all where that is a usual word
    of English, as NATO is: then its long form is not what readers know it by.

    Names of several words may be written without capitals, except where `^` stands before them:
    those are ordinary words otherwise (general assembly).

    Args:
        into: where they are added.
        path: of the table.
        usual: the most frequent words of English, folded.
    """
    with path.open(encoding="utf-8") as lines:
        for row in read_table(lines):
            first = row.names[0][1] if row.names else ""
            is_usual = fold(first) in usual and row.names[0][0] in {"en", "*"}
            title = (first if is_usual else row.title).removeprefix(_CAPITALS_ONLY)
            number = into.entity(row.key, row.kind, title, _CURATED_RANK)
            for language, form in row.names:
                loose = Flag.LOOSE if _may_be_loose(form) else 0
                into.name(number, language, form.removeprefix(_CAPITALS_ONLY), loose)
            for language, form in row.weak:
                into.name(number, language, form, Flag.WEAK)


def _may_be_loose(form: str) -> bool:
    """Tell whether a name of several words may be written without capitals."""
    words_ = form.split()
    if form.startswith(_CAPITALS_ONLY) or len(words_) == 1:
        return False
    return not is_acronym(words_[0]) and words_[0] != "The"


def _mark_common(into: Collected, common: dict[str, list[str]]) -> None:
    """Mark names of one word that are ordinary words of a language."""
    usual = {word: count for word, count, tag in words.han_words(1) if tag not in "sp"}
    for form in list(into.han):
        towns = {e for e in into.han[form] if into.entities[e[0]][3] < _LARGE_TOWN}
        if usual.get(form, 0) > _USUAL_WORD:
            into.han[form] -= towns
            if not into.han[form]:
                del into.han[form]
    listed = {word for words_ in common.values() for word in words_[:3000]}
    for head, entries in into.names.items():
        if head in listed:
            into.names[head] = {
                type(e)(e.rest, e.entity, e.language, e.flags | (0 if e.rest else Flag.COMMON))
                for e in entries
            }


def _composed(word: str, into: Collected) -> bool:
    """Tell whether a dictionary word is two names that must be found one by one: 中国外交部."""
    if word in into.han:
        return False
    cuts = range(_MIN_HAN_NAME, len(word) - _MIN_HAN_NAME + 1)
    pieces = ((word[:cut], word[cut:]) for cut in cuts)
    return any(a in into.han and (b in into.han or b in _AFTER_PLACES) for a, b in pieces)


def _han_lines(into: Collected) -> list[str]:
    lines = []
    for form, entries in sorted(into.han.items()):
        if len(form) > 1 or any(flags & Flag.WEAK for _, _, flags in entries):
            lines.append(
                form
                + "\t"
                + "\t".join(f"{n}|{lang}|{int(flags)}" for n, lang, flags in sorted(entries))
            )
    return lines


def _write(
    out: Path, into: Collected, parts: dict[str, tuple[int, ...]], blobs: dict[str, str]
) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = out.with_suffix(".part")
    scratch.unlink(missing_ok=True)
    base = sqlite3.connect(scratch)
    base.execute("PRAGMA page_size = 4096")
    base.execute(f"PRAGMA user_version = {FORMAT}")
    base.executescript(_SCHEMA)
    base.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?)",
        (
            (n, key, _KINDS.index(kind), title, rank)
            for n, (key, kind, title, rank) in enumerate(into.entities)
        ),
    )
    base.executemany(
        "INSERT INTO name VALUES (?, ?)",
        ((head, dump(entries)) for head, entries in sorted(into.names.items())),
    )
    base.executemany(
        "INSERT INTO part VALUES (?, ?)",
        ((form, pack(numbers)) for form, numbers in sorted(parts.items())),
    )
    base.executemany(
        "INSERT INTO blob VALUES (?, ?)",
        ((name, zlib.compress(text.encode(), 9)) for name, text in sorted(blobs.items())),
    )
    base.commit()
    base.execute("VACUUM")
    base.close()
    scratch.replace(out)


def pack(numbers: tuple[int, ...]) -> bytes:
    """Return numbers below 2²⁴ as three bytes each."""
    return b"".join(number.to_bytes(3, "big") for number in numbers)
