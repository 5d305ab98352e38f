"""`seedreader models`: the translation packages that are installed, and those that could be."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from seedreader.corpus.sanitise import printable
from seedreader.places import data_folder
from seedreader.translation.packages import (
    Found,
    Package,
    PackageProblem,
    content_sha256,
    find_packages,
    own_folder,
    package_folders,
)
from seedreader.translation.packages.wording import TRUST_WORDS, licence_in_words, size_in_words

if TYPE_CHECKING:
    import argparse

    from seedreader.translation.packages.index import AvailablePackage
    from seedreader.translation.packages.install import Installation
    from seedreader.translation.packages.sources import Source

EXIT_DONE: Final = 0
EXIT_SOME_FAILED: Final = 1

_REDRAW: Final = 0.1  # seconds between two states of the progress bar
_BAR_CELLS: Final = 24
_DESCRIPTION: Final = "List, install, check and remove packages for offline translation."
_EPILOG: Final = """\
NAME is a package (uk_en, translate-uk_en-1_9) or a language (uk). FILE is a package file
(*.argosmodel), a folder with such files, or an address. Only `available` and `install` of what is
no file use the network. ARGOS_PACKAGE_INDEX names another index, an address or a folder.
"""


def run_models(arguments: Sequence[str], data: Path | None = None) -> int:
    """Run `seedreader models` and return the exit code.

    Args:
        arguments: the words after `models`.
        data: the library's folder, unless an argument names it; None for the usual one.

    Raises:
        SystemExit: the arguments are wrong (2), or help was asked for (0).
        KeyboardInterrupt: the user stopped it. Nothing is half done; a download goes on next time.
    """
    options = _parser().parse_args(arguments)
    folder = data_folder(getattr(options, "data", None) or data)
    as_json = getattr(options, "as_json", False)
    try:
        code: int = options.run(options, folder, as_json=as_json)
    except PackageProblem as problem:
        _complain(problem)
        return EXIT_SOME_FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    import argparse  # noqa: PLC0415 - `seedreader` alone, the usual start, has nothing to parse

    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", type=Path, metavar="DIR", help="where the library lives")
    common.add_argument("--json", dest="as_json", action="store_true", help="print JSON Lines")
    parser = argparse.ArgumentParser(
        prog="seedreader models",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Any, purpose: str) -> argparse.ArgumentParser:  # noqa: ANN401
        added = commands.add_parser(name, parents=[common], help=purpose, description=purpose)
        added.set_defaults(run=run)
        return added

    command("list", _list, "list the installed packages")
    command("available", _available, "list the packages of the index")
    install = command("install", _install, "install packages")
    install.add_argument("--to", default="en", metavar="LANGUAGE", help="target of a language")
    install.add_argument("--again", action="store_true", help="also what is there already")
    install.add_argument(
        "--accept-changed", action="store_true", help="take a file that changed at its address"
    )
    install.add_argument("names", nargs="+", metavar="NAME_OR_FILE")
    remove = command("remove", _remove, "remove packages that seedreader installed")
    remove.add_argument("names", nargs="+", metavar="NAME")
    verify = command("verify", _verify, "check that packages are unchanged and work")
    verify.add_argument("names", nargs="*", metavar="NAME")
    return parser


def _list(_options: argparse.Namespace, data: Path, *, as_json: bool) -> int:
    found = _found(data)
    for package in found.packages:
        if as_json:
            _print_json(package_object(package, data))
        else:
            _print(_line(package))
            _print(f"    {printable(package.path)}")
    if not found.packages and not as_json:
        _say("no translation packages are installed; see `seedreader models available`")
    return EXIT_DONE


def package_object(package: Package, data: Path) -> dict[str, Any]:
    """Return what `models list --json` prints of a package."""
    try:
        sha256 = content_sha256(package, data)
    except OSError:
        sha256 = None
    return {
        **_names(package),
        "tokenizer": package.tokenizer,
        "size": package.size,
        "licence": package.licence,
        "date": package.date,
        "sha256": sha256,
        "path": _path(package.path),
        "own": package.path.parent == own_folder(data),
    }


def _available(_options: argparse.Namespace, data: Path, *, as_json: bool) -> int:
    from seedreader.translation.packages.index import fetch_index  # noqa: PLC0415 - slow to import

    index = fetch_index(data)
    if index.problem is not None:
        _complain(index.problem)
        _say(f"this is the copy of {index.date}")
    installed = {package.name for package in _found(data).packages}
    for package in index.packages:
        if as_json:
            _print_json(_available_object(package, is_installed=package.name in installed))
        else:
            size = size_in_words(package.size)
            mark = "  installed" if package.name in installed else ""
            _print(f"{_pair(package)}  {size}  {licence_in_words(package.licence)}{mark}")
    return EXIT_DONE if index.problem is None else EXIT_SOME_FAILED


def _available_object(package: AvailablePackage, *, is_installed: bool) -> dict[str, Any]:
    return {
        **_names(package),
        "size": package.size,
        "licence": package.licence,
        "sha256": package.sha256,
        "links": list(package.links),
        "installed": is_installed,
    }


def _install(options: argparse.Namespace, data: Path, *, as_json: bool) -> int:
    from seedreader.translation.packages.sources import resolve  # noqa: PLC0415 - slow to import

    failed = False
    for name in options.names:
        try:
            sources = resolve(name, data, target=options.to)
        except PackageProblem as problem:
            _complain(problem)
            failed = True
            continue
        for source in sources:
            failed |= not _install_one(source, options, data, as_json=as_json)
    return EXIT_SOME_FAILED if failed else EXIT_DONE


def _install_one(source: Source, options: argparse.Namespace, data: Path, *, as_json: bool) -> bool:
    """Install a package, tell what came of it, and return whether it is there now."""
    from seedreader.translation.packages.install import install  # noqa: PLC0415 - slow to import

    size = f", {size_in_words(source.size)}" if source.size else ""
    licence = f", {source.licence}" if source.licence else ""
    _say(f"{source.shown}{size}{licence}, from {printable(''.join(source.links[:1]))}")
    bar = _Bar(source.shown)
    try:
        done = install(
            source,
            data,
            again=options.again,
            accept_changed=options.accept_changed,
            progress=bar.show,
        )
    except PackageProblem as problem:
        bar.end()
        _complain(problem)
        return False
    bar.end()
    if as_json:
        _print_json(_installation_object(done, data))
    else:
        _print_installation(done)
    return True


def _installation_object(done: Installation, data: Path) -> dict[str, Any]:
    return {
        **package_object(done.package, data),
        "was_there": done.was_there,
        "replaced": list(done.replaced),
        "trust": done.record.trust,
        "file_sha256": done.record.file_sha256,
        "file_size": done.record.file_size,
        "origin": done.record.source.encode("utf-8", "backslashreplace").decode(),
        "notes": list(done.notes),
    }


def _print_installation(done: Installation) -> None:
    state = "was installed already" if done.was_there else "installed"
    _print(f"{_line(done.package)}  {state}, {TRUST_WORDS[done.record.trust]}")
    if others := [name for name in done.replaced if name != done.package.name]:
        _print(f"    instead of {', '.join(others)}")
    for note in done.notes:
        _print(f"    {note}")


def _remove(options: argparse.Namespace, data: Path, *, as_json: bool) -> int:
    from seedreader.translation.packages.install import remove  # noqa: PLC0415 - slow to import

    failed = False
    for name in options.names:
        try:
            removed = remove(name, data)
        except PackageProblem as problem:
            _complain(_whose(name, data) or problem)
            failed = True
            continue
        for gone in removed:
            if as_json:
                _print_json({"name": gone, "removed": True})
            else:
                _print(f"{gone}  removed")
    return EXIT_SOME_FAILED if failed else EXIT_DONE


def _whose(name: str, data: Path) -> PackageProblem | None:
    """Return what to say of a package that another program installed, or None."""
    own = own_folder(data)
    others = [
        printable(package.path)
        for package in _found(data).packages
        if package.matches(name) and package.path.parent != own
    ]
    if not others:
        return None
    advice = f"delete {', '.join(others)} yourself if nothing else needs it"
    return PackageProblem(printable(name), "another program installed it", advice)


def _verify(options: argparse.Namespace, data: Path, *, as_json: bool) -> int:
    from seedreader.translation.packages.verify import verify  # noqa: PLC0415 - slow to import

    found = _found(data)
    packages = found.packages
    failed = bool(found.skipped) and not options.names
    if options.names:
        packages = tuple(p for p in packages if any(p.matches(name) for name in options.names))
        for name in options.names:
            if not any(package.matches(name) for package in packages):
                _complain(PackageProblem(printable(name), "no such package is installed"))
                failed = True
    for verdict in verify(packages):
        failed |= not verdict.is_good
        package = verdict.package
        if as_json:
            values = {"name": package.name, "path": _path(package.path), "state": verdict.state}
            _print_json({**values, "problem": verdict.problem, "sha256": verdict.sha256 or None})
        else:
            words = {"ok": "as it was installed, works", "unrecorded": _UNRECORDED}
            _print(f"{package.name}  {words.get(verdict.state, verdict.problem)}")
            if not verdict.is_good:
                _print("    → install it again")
    return EXIT_SOME_FAILED if failed else EXIT_DONE


_UNRECORDED: Final = "works; another program installed it, so nothing tells whether it has changed"


def _found(data: Path) -> Found:
    """Return the installed packages; what is broken is named on standard error."""
    found = find_packages(package_folders(data))
    for skipped in found.skipped:
        _say(f"{printable(skipped.path)}: {skipped.reason}; it is left out")
    return found


def _names(package: Package | AvailablePackage) -> dict[str, str]:
    return {
        "name": package.name,
        "source": package.from_code,
        "source_name": package.from_name,
        "target": package.to_code,
        "target_name": package.to_name,
        "version": package.version,
    }


def _line(package: Package) -> str:
    facts = (size_in_words(package.size), licence_in_words(package.licence), package.date)
    return "  ".join((_pair(package), *facts))


def _pair(package: Package | AvailablePackage) -> str:
    return f"{package.name}  {package.from_name} → {package.to_name}"


def _path(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode()


class _Bar:
    """A line on standard error that tells how much is fetched; nothing where it is no terminal."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._is_shown = sys.stderr.isatty()
        self._first: int | None = None
        self._started = self._drawn = 0.0
        self._width = 0

    def show(self, done: int, total: int | None) -> None:
        """Redraw, but not too often."""
        if not self._is_shown:
            return
        now = time.monotonic()
        if self._first is None:
            self._first, self._started = done, now
        if now - self._drawn < _REDRAW and done != total:
            return
        self._drawn = now
        speed = (done - self._first) / max(now - self._started, _REDRAW)
        self._draw("  ".join(self._parts(done, total, speed)))

    def end(self) -> None:
        """Leave the line empty."""
        if self._width:
            self._draw("")
            _to_standard_error("\r")

    def _parts(self, done: int, total: int | None, speed: float) -> Iterator[str]:
        yield self._name
        if total:
            filled = min(_BAR_CELLS, _BAR_CELLS * done // total)
            yield f"[{'#' * filled}{'.' * (_BAR_CELLS - filled)}] {100 * done // total:3d} %"
        yield size_in_words(done) if done else "0 kB"
        yield f"{speed / 1e6:.1f} MB/s"

    def _draw(self, text: str) -> None:
        _to_standard_error(f"\r{text.ljust(self._width)}")
        self._width = len(text)


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _print_json(value: dict[str, Any]) -> None:
    _print(json.dumps(value, ensure_ascii=False))


def _complain(problem: PackageProblem) -> None:
    _say(str(problem))


def _say(text: str) -> None:
    _to_standard_error(f"seedreader: {text}\n")


def _to_standard_error(text: str) -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()
