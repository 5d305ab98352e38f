"""The command line. Nothing heavy is imported before it is known what is wanted.

The JSON and the exit codes are an interface for scripts: keys may be added, none renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seedreader import __version__

if TYPE_CHECKING:
    import argparse

EXIT_DONE = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_DESCRIPTION = "Read foreign news: originals and offline translations side by side."
_COMMANDS = """\
commands:
  seedreader [PATH ...]               open the reader; without PATH, the sample articles
  seedreader list [PATH ...]          list the articles
  seedreader show ARTICLE             print an article; ARTICLE is a path or the start of an id
  seedreader search QUERY [PATH ...]  search the library, or files and folders
  seedreader models ...               list, install, remove and verify translation packages
  seedreader doctor                   tell what works, what is missing, and what to do about it

PATH is a file or a folder, searched recursively. A file or folder that is named like a command is
written ./list. Each command has its own --help.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    words = _command_first(list(sys.argv[1:] if arguments is None else arguments))
    try:
        code = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # whoever read the output has had enough
        _forget_output()
        return EXIT_DONE
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT}:
            raise
        _forget_output()
        sys.stderr.write(f"seedreader: the output cannot be written: {error.strerror}\n")
        return EXIT_SOME_FAILED
    return code


def _run(words: list[str]) -> int:
    if not words:
        return _open([])
    if words[0] in _RUN:
        return _RUN[words[0]](words[1:])
    return _read(words)


def _command_first(words: list[str]) -> list[str]:
    """Let `--data DIR` stand before the command too."""
    given = 2 if words[:1] == ["--data"] else int(words[:1] != [] and words[0][:7] == "--data=")
    if given and len(words) > given and words[given] in _RUN:
        return [words[given], *words[:given], *words[given + 1 :]]
    return words


def _forget_output() -> None:
    """Keep Python from complaining once more about the output while it exits."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    # `seedreader` alone, the usual start, has nothing to parse.
    from seedreader.arguments import Parser  # noqa: PLC0415

    parser = Parser(prog=name, description=description)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the library lives (default: $SEEDREADER_DATA, or the user's data folder)",
    )
    return parser


def _read(words: list[str]) -> int:
    import argparse  # noqa: PLC0415 - see `_parser`

    parser = _parser("seedreader", _DESCRIPTION)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _COMMANDS
    parser.add_argument("--version", action="version", version=f"seedreader {__version__}")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("--to", metavar="LANGUAGE", help="language to translate into (default: en)")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    missing = [path for path in options.paths if not os.path.lexists(path)]
    if missing:
        from seedreader.commands import complain_missing  # noqa: PLC0415

        return complain_missing(missing)
    return _open(options.paths, options.data, mouse=not options.no_mouse, target=options.to)


def _open(
    paths: list[Path], data: Path | None = None, *, mouse: bool = True, target: str | None = None
) -> int:
    from seedreader.reader import open_reader  # noqa: PLC0415

    return open_reader(paths, data=data, mouse=mouse, target=target)


def _list(words: list[str]) -> int:
    parser = _parser("seedreader list", "List the articles in files and folders.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    _end_quietly_on_closed_pipe()
    from seedreader.commands import list_articles  # noqa: PLC0415
    from seedreader.standard_input import with_standard_input  # noqa: PLC0415

    paths = with_standard_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return list_articles(paths, data=options.data, as_json=options.json)


def _show(words: list[str]) -> int:
    parser = _parser("seedreader show", "Print an article with its translation.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("article", metavar="ARTICLE", help="a path, or the beginning of an id")
    options = parser.parse_args(words)
    _end_quietly_on_closed_pipe()
    from seedreader.commands import show_article  # noqa: PLC0415

    return show_article(options.article, data=options.data, as_json=options.json)


def _search(words: list[str]) -> int:
    parser = _parser("seedreader search", "Search articles and their translations.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument("--exact", action="store_true", help="find words only as they are written")
    parser.add_argument("query", metavar="QUERY", help='words, "a phrase", -not, OR, prefix*, ...')
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    _end_quietly_on_closed_pipe()
    from seedreader.search_command import search_articles  # noqa: PLC0415
    from seedreader.standard_input import with_standard_input  # noqa: PLC0415

    paths = with_standard_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return search_articles(
        options.query,
        paths,
        data=options.data,
        as_json=options.json,
        is_exact=options.exact,
    )


def _models(words: list[str]) -> int:
    _end_quietly_on_closed_pipe()
    from seedreader.models_command import run_models  # noqa: PLC0415

    return run_models(words)


def _doctor(words: list[str]) -> int:
    parser = _parser("seedreader doctor", "Tell what works and what is missing.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    options = parser.parse_args(words)
    from seedreader.doctor import run_doctor  # noqa: PLC0415

    return run_doctor(data=options.data, as_json=options.json)


def _end_quietly_on_closed_pipe() -> None:
    """Let `| head` end the program as it ends others; not on Windows, which has no such signal."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


_RUN: dict[str, Callable[[list[str]], int]] = {
    "list": _list,
    "show": _show,
    "search": _search,
    "models": _models,
    "doctor": _doctor,
}
