"""What works here, what is missing, and what to do about it."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from seedreader import __version__
from seedreader.article import primary_language
from seedreader.places import config_file, data_folder, samples_folder

if TYPE_CHECKING:
    from seedreader.translation.packages import Package

State = Literal["ok", "note", "bad"]

_PACKAGES = (
    ("textual", "the screens"),
    ("langdetect", "telling languages apart"),
    ("sentencex", "finding sentences"),
    ("charset_normalizer", "finding encodings"),
    ("argostranslate", "Argos translation packages"),
    ("ctranslate2", "running Argos translation packages"),
)
_TARGET = "en"
_SMALLEST_DISK = 200_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what was looked at.
        state: "ok"; "note" for what limits the reader; "bad" for what breaks it.
        found: what is there.
        advice: what to do, or ''.
    """

    subject: str
    state: State
    found: str
    advice: str = ""


def run_doctor(*, data: Path | None, as_json: bool) -> int:
    """Print what was found, and return 1 if something is broken, else 0."""
    worst = 0
    for finding in examine(data_folder(data)):
        worst = max(worst, finding.state == "bad")
        if as_json:
            sys.stdout.write(json.dumps(asdict(finding), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{finding.state:4}  {finding.subject}: {finding.found}\n")
            if finding.advice:
                sys.stdout.write(f"      → {finding.advice}\n")
    return worst


def examine(data: Path) -> Iterator[Finding]:
    """Yield what is found; nothing is changed, and no connection is opened."""
    yield Finding(
        "seedreader",
        "ok",
        f"{__version__} on Python {platform.python_version()}, {platform.system()}",
    )
    yield from _terminal()
    for name, purpose in _PACKAGES:
        yield _package(name, purpose)
    yield from _library(data)
    yield _samples()
    yield from _translation_packages(data)
    yield from _other_engines()
    yield from _configuration()


def _terminal() -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    if not sys.stdout.isatty():
        yield Finding("terminal", "note", "the output is not a terminal; colours are not known")
    elif term in {"", "dumb"}:
        yield Finding("terminal", "bad", f"TERM={term or '(unset)'}", "set TERM to what it is")
    else:
        size = shutil.get_terminal_size()
        colours = os.environ.get("COLORTERM", "") or "as TERM says"
        yield Finding(
            "terminal", "ok", f"TERM={term}, colours {colours}, {size.columns}×{size.lines} cells"
        )
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        yield Finding(
            "encoding", "bad", encoding or "unknown", "set LANG to a UTF-8 locale, such as C.UTF-8"
        )
    if os.environ.get("NO_COLOR"):
        yield Finding("colours", "note", "NO_COLOR is set: marks and weights tell everything")
    if os.environ.get("TMUX"):
        yield Finding(
            "clipboard",
            "note",
            "inside tmux copying needs its leave",
            "put `set -g set-clipboard on` into ~/.tmux.conf",
        )


def _package(name: str, purpose: str) -> Finding:
    try:
        version = importlib.metadata.version(name.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "bad", f"is missing; it is for {purpose}", f"pip install {name}")
    return Finding(name, "ok", f"{version}, for {purpose}")


def _library(data: Path) -> Iterator[Finding]:
    from seedreader.library.schema import FILE_NAME  # noqa: PLC0415 - slow to import

    path = data / FILE_NAME
    folder = data
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        yield Finding(
            "library", "bad", f"{data} cannot be written", "name another folder with --data"
        )
        return
    free = shutil.disk_usage(folder).free
    if free < _SMALLEST_DISK:
        yield Finding("disk", "note", f"{free // 1_000_000} MB free in {folder}", "make room")
    if not path.exists():
        yield Finding("library", "ok", f"none yet; it will be {path}")
        return
    yield _examined_library(path)
    damaged = sorted(data.glob(f"{FILE_NAME}.damaged-*"))
    if damaged:
        yield Finding(
            "library",
            "note",
            f"{len(damaged)} damaged files were set aside in {data}",
            "delete them once nothing in them is missed",
        )


_DAMAGED = (
    "run `seedreader list`: it sets the file aside and begins a new one with what is your own"
)


def _examined_library(path: Path) -> Finding:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2)
        try:
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        return Finding("library", "bad", f"{path}: {error}", _DAMAGED)
    if state != "ok":
        return Finding("library", "bad", f"{path}: {state}", _DAMAGED)
    size = path.stat().st_size
    return Finding("library", "ok", f"{path}, {articles:,} articles, {size / 1e6:,.1f} MB")


def _samples() -> Finding:
    folder = samples_folder()
    count = len(list(folder.glob("*.txt")))
    if not count:
        return Finding("samples", "note", f"none in {folder}", "install the package again")
    return Finding("samples", "ok", f"{count} articles in {folder}")


def _translation_packages(data: Path) -> Iterator[Finding]:
    from seedreader.translation.packages import (  # noqa: PLC0415 - only needed here
        find_packages,
        package_folders,
    )

    folders = package_folders(data)
    found = find_packages(folders)
    for skipped in found.skipped:
        yield Finding(
            "translation package",
            "note",
            f"{skipped.path}: {skipped.reason}",
            "remove it, or install it again",
        )
    if found.packages:
        names = ", ".join(package.name for package in found.packages)
        yield Finding("translation packages", "ok", names)
        yield Finding("translation with argos", "ok", _pairs(found.packages))
    else:
        yield Finding(
            "translation packages",
            "note",
            f"none in {', '.join(map(str, folders))}",
            "`seedreader models available` lists them; TMX files beside the articles serve as well",
        )
    yield from _untranslatable(data, found.packages)


def _pairs(packages: Sequence[Package]) -> str:
    """Return what can be translated: `it, uk → en; it, uk → de (through en)`."""
    from seedreader.translation.packages import route  # noqa: PLC0415 - only needed here

    ways: dict[tuple[str, str | None], list[str]] = {}
    for target in sorted({package.to_code for package in packages}):
        for source in sorted({package.from_code for package in packages}):
            if found := route(packages, source, target):
                ways.setdefault((target, found.pivot), []).append(source)
    return "; ".join(
        f"{', '.join(sources)} → {target}" + (f" (through {pivot})" if pivot else "")
        for (target, pivot), sources in ways.items()
    )


def _untranslatable(data: Path, packages: Sequence[Package]) -> Iterator[Finding]:
    """Yield the languages of the library's articles that cannot be translated."""
    from seedreader.translation.packages.needs import (  # noqa: PLC0415 - only needed here
        find_need,
        known_offer,
        what_is_needed,
    )

    counts = _languages(data)
    offer = known_offer(data) if counts else None
    for language, count in counts:
        need = offer and find_need(packages, offer, language, _TARGET)
        if not need:
            continue
        names = " ".join(f"translate-{item.from_code}_{item.to_code}" for item in need.packages)
        advice = (
            f"`seedreader models install {names}`" if names else "`seedreader models available`"
        )
        articles = "1 article" if count == 1 else f"{count:,} articles"
        yield Finding(
            f"translation from {language}", "note", f"{articles}; {what_is_needed(need)}", advice
        )


def _languages(data: Path) -> list[tuple[str, int]]:
    """Return the languages of the library's articles, primary subtags, most frequent first."""
    from seedreader.library.schema import FILE_NAME  # noqa: PLC0415 - slow to import

    path = data / FILE_NAME
    counts: Counter[str] = Counter()
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2)
        with contextlib.closing(connection):
            for language, count in connection.execute(
                "SELECT language, count(*) FROM articles GROUP BY language"
            ):
                counts[primary_language(language)] += count
    except sqlite3.Error:  # none yet, or damaged: that was told already
        return []
    return [(language, count) for language, count in counts.most_common() if language != "und"]


def _other_engines() -> Iterator[Finding]:
    from seedreader.translation.apertium import ApertiumEngine  # noqa: PLC0415 - only needed here
    from seedreader.translation.engine import CannotTranslate  # noqa: PLC0415 - only needed here

    if shutil.which("apertium") is None:
        yield Finding("translation with apertium", "ok", "is not installed; nothing needs it")
        return
    try:
        pairs = sorted(ApertiumEngine().languages())
    except CannotTranslate as problem:
        yield Finding("translation with apertium", "note", problem.problem, problem.advice)
        return
    found = ", ".join(f"{source} → {target}" for source, target in pairs)
    yield Finding("translation with apertium", "ok", found or "has no pair of languages")


def _configuration() -> Iterator[Finding]:
    if importlib.util.find_spec("textual") is None:
        return
    from seedreader.ui.actions import BY_NAME  # noqa: PLC0415 - imports Textual
    from seedreader.ui.settings import load_settings  # noqa: PLC0415

    path = config_file()
    _, problems = load_settings(path, BY_NAME)
    for problem in problems:
        yield Finding("configuration", "note", problem, "correct the file")
    if not problems:
        yield Finding(
            "configuration",
            "ok",
            str(path) if path.exists() else f"defaults; {path} may change them",
        )
