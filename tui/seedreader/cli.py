"""The command line. Nothing heavy is imported before it is known what is wanted.

The JSON and the exit codes are an interface for scripts: keys may be added, none renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from seedreader import __version__

if TYPE_CHECKING:
    import argparse

_LANGUAGE_LENGTHS = (2, 3)  # letters of a code in ISO 639
_TRANSLATE = """\
Translate what is missing in articles, keep it, and print the articles with their translations. What
is finished is kept at once: stopped and started again, it goes on where it was.
"""
_MEMORY = """\
What was imported stays when the file is gone. What is exported is all that no other file holds:
your own translations, what was imported, and what machines translated; each says what it is.
"""

_WATCH = """\
Adds the articles to the library and prints a line for each that is added, changed or gone, until it
is interrupted. Files are read once they have stopped growing.
"""

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
  seedreader translate [PATH ...]     translate what is missing, and print the articles
  seedreader export [ARTICLE ...]     write articles with translations as Markdown, HTML, ...
  seedreader verify FILE [PATH ...]   check the quotations of an export
  seedreader memory ...               list, import and export kept translations
  seedreader entities [PATH ...]      list the people, organisations and places that articles name
  seedreader models ...               list, install, remove and verify translation packages
  seedreader watch FOLDER ...         keep up with folders that another program fills
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


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=_language,
        default="en",
        metavar="LANGUAGE",
        help="language to translate into (default: en)",
    )


def _language(word: str) -> str:
    """Return the primary subtag of a language's code."""
    import argparse  # noqa: PLC0415 - see `_parser`

    primary = word.replace("_", "-").partition("-")[0].lower()
    if not (primary.isascii() and primary.isalpha() and len(primary) in _LANGUAGE_LENGTHS):
        raise argparse.ArgumentTypeError(f"{word!r} is no code of a language, such as en")
    return primary


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
    paths = _with_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        from seedreader.commands import complain_missing  # noqa: PLC0415

        return complain_missing(missing)
    if paths != options.paths:
        _read_keys_from_terminal()
    return _open(paths, options.data, mouse=not options.no_mouse, target=options.to)


_Path = TypeVar("_Path", str, Path)


def _with_input(paths: list[_Path], data: Path | None) -> list[_Path] | None:
    """Return the paths with a file in place of `-`; None if there is none, which was said."""
    if all(os.fspath(path) != "-" for path in paths):
        return paths
    from seedreader.standard_input import keep_standard_input  # noqa: PLC0415 - rarely needed

    kept = keep_standard_input(data)
    if kept is None:
        return None
    return [type(path)(kept) if os.fspath(path) == "-" else path for path in paths]


def _read_keys_from_terminal() -> None:
    """Let the keys come from the terminal, after standard input has brought a text."""
    with contextlib.suppress(OSError):  # without one, the reader says what it needs
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)


def _open(
    paths: list[Path], data: Path | None = None, *, mouse: bool = True, target: str | None = None
) -> int:
    from seedreader.reader import open_reader  # noqa: PLC0415

    return open_reader(paths, data=data, mouse=mouse, target=target)


def _list(words: list[str]) -> int:
    parser = _parser("seedreader list", "List the articles in files and folders.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    _add_target(parser)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    from seedreader.commands import list_articles  # noqa: PLC0415

    paths = _with_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return list_articles(paths, data=options.data, as_json=options.json, target=options.to)


def _show(words: list[str]) -> int:
    parser = _parser("seedreader show", "Print an article with its translation.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    _add_target(parser)
    parser.add_argument("article", metavar="ARTICLE", help="a path, or the beginning of an id")
    options = parser.parse_args(words)
    from seedreader.commands import show_article  # noqa: PLC0415

    articles = _with_input([options.article], options.data)
    if articles is None:
        return EXIT_SOME_FAILED
    return show_article(articles[0], data=options.data, as_json=options.json, target=options.to)


def _translate(words: list[str]) -> int:
    parser = _parser("seedreader translate", _TRANSLATE)
    _add_target(parser)
    parser.add_argument(
        "--engine",
        choices=("argos", "apertium", "libretranslate"),
        default="argos",
        help="what translates (default: argos, with the installed packages)",
    )
    parser.add_argument(
        "--server",
        metavar="URL",
        help="address of the LibreTranslate server, to which the sentences are sent",
    )
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print JSON Lines, as `show` does")
    output.add_argument(
        "--tmx", type=Path, metavar="FILE", help="write all translations into a TMX file"
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    if options.server and options.engine != "libretranslate":
        parser.error("--server is for --engine libretranslate")
    if options.engine == "libretranslate" and not options.server:
        from seedreader.places import config_file  # noqa: PLC0415
        from seedreader.ui.settings import load_settings  # noqa: PLC0415

        options.server = load_settings(config_file(), {})[0].libretranslate
        if not options.server:
            parser.error("--engine libretranslate needs --server URL")
    from seedreader.translate_command import translate_articles  # noqa: PLC0415

    paths = _with_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return translate_articles(
        paths,
        data=options.data,
        target=options.to,
        engine=options.engine,
        server=options.server,
        as_json=options.json,
        tmx=options.tmx,
    )


def _memory(words: list[str]) -> int:
    import argparse  # noqa: PLC0415 - see `_parser`

    parser = _parser("seedreader memory", "List, import and export kept translations.")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _MEMORY
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)

    def command(name: str, purpose: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=purpose, description=purpose)
        added.add_argument(
            "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
        return added

    command("list", "tell how many translations are kept, and where they are from")
    importing = command("import", "keep what TMX files hold")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command("export", "write what is kept into a TMX file").add_argument(
        "file", type=Path, metavar="FILE"
    )
    options = parser.parse_args(words)
    from seedreader import memory_command  # noqa: PLC0415

    if options.command == "import":
        return memory_command.import_files(options.files, data=options.data)
    if options.command == "export":
        return memory_command.export_file(options.file, data=options.data)
    return memory_command.list_origins(data=options.data)


_EXPORT = """\
ARTICLE is a path or the beginning of an id. Without any, --search, --starred and --tag choose among
all of the library. Each sentence stands beside its translation, with its place, where the
translation comes from and what looks wrong with it; `seedreader verify` checks it all later.
"""


def _export(words: list[str]) -> int:
    parser = _parser("seedreader export", "Write articles with their translations into files.")
    parser.epilog = _EXPORT
    forms = ("markdown", "html", "jsonl", "tmx")
    parser.add_argument("--as", dest="form", choices=forms, help="default: as the file is called")
    parser.add_argument(
        "--out", metavar="FILE", help="a file, or FOLDER/ for a file each; else standard output"
    )
    _add_target(parser)
    parser.add_argument("--search", metavar="QUERY", help="articles that match, as in `search`")
    parser.add_argument("--starred", action="store_true", help="articles with a star")
    parser.add_argument("--tag", action="append", default=[], help="articles with this tag")
    parser.add_argument("--original-only", action="store_true", help="leave translations out")
    parser.add_argument("--boilerplate", action="store_true", help="page furniture too")
    parser.add_argument("--no-names", action="store_true", help="do not find and mark names")
    parser.add_argument(
        "--force", action="store_true", help="replace files that are no exports of this program"
    )
    parser.add_argument("articles", nargs="*", metavar="ARTICLE")
    options = parser.parse_intermixed_args(words)
    from seedreader.export.files import ExportFormat  # noqa: PLC0415
    from seedreader.export_command import ExportChoice, export_articles  # noqa: PLC0415

    choice = ExportChoice(
        target=options.to,
        kind=ExportFormat(options.form) if options.form else None,
        out=Path(options.out) if options.out is not None else None,
        is_folder=(options.out or "").endswith(("/", os.sep)),
        query=options.search,
        starred=options.starred,
        tags=options.tag,
        original_only=options.original_only,
        boilerplate=options.boilerplate,
        names=not options.no_names,
        force=options.force,
    )
    articles = _with_input(options.articles, options.data)
    if articles is None:
        return EXIT_SOME_FAILED
    return export_articles(articles, choice, data=options.data)


def _verify(words: list[str]) -> int:
    parser = _parser("seedreader verify", "Check the quotations of an export, or one quotation.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument(
        "--quote", metavar="TEXT", help="look for this sentence, instead of those of a file"
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="the export, unless --quote is given; then where the articles are, if not the library",
    )
    options = parser.parse_intermixed_args(words)
    if options.quote is None and not options.paths:
        parser.error("give a file that `export` wrote, or --quote TEXT")
    from seedreader import verify_command  # noqa: PLC0415

    if options.quote is not None:
        return verify_command.verify_quote(
            options.quote, options.paths, data=options.data, as_json=options.json
        )
    file, *paths = options.paths
    return verify_command.verify_export(file, paths, data=options.data, as_json=options.json)


def _entities(words: list[str]) -> int:
    parser = _parser("seedreader entities", "List the entities of articles, in all languages.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines, one an article")
    parser.add_argument(
        "--shared", action="store_true", help="only what at least two articles name"
    )
    parser.add_argument("--weak", action="store_true", help="adjectives and names of peoples too")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    from seedreader.entities_command import list_entities  # noqa: PLC0415

    paths = _with_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return list_entities(
        paths,
        data=options.data,
        as_json=options.json,
        shared=options.shared,
        weak=options.weak,
    )


def _search(words: list[str]) -> int:
    parser = _parser("seedreader search", "Search articles and their translations.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    _add_target(parser)
    parser.add_argument("--exact", action="store_true", help="find words only as they are written")
    parser.add_argument("query", metavar="QUERY", help='words, "a phrase", -not, OR, prefix*, ...')
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options = parser.parse_args(words)
    from seedreader.search_command import search_articles  # noqa: PLC0415

    paths = _with_input(options.paths, options.data)
    if paths is None:
        return EXIT_SOME_FAILED
    return search_articles(
        options.query,
        paths,
        data=options.data,
        target=options.to,
        as_json=options.json,
        is_exact=options.exact,
    )


def _watch(words: list[str]) -> int:
    import argparse  # noqa: PLC0415 - see `_parser`

    parser = _parser("seedreader watch", "Keep up with folders that another program fills.")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _WATCH
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    parser.add_argument("--no-entities", action="store_true", help="do not find entities")
    _add_target(parser)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FOLDER")
    options = parser.parse_args(words)
    missing = [path for path in options.paths if not os.path.lexists(path)]
    if missing:
        from seedreader.commands import complain_missing  # noqa: PLC0415

        return complain_missing(missing)
    from seedreader.watch_command import watch_folders  # noqa: PLC0415

    return watch_folders(
        options.paths,
        data=options.data,
        as_json=options.json,
        target=options.to,
        find_names=not options.no_entities,
    )


def _models(words: list[str]) -> int:
    from seedreader.models_command import run_models  # noqa: PLC0415

    return run_models(words)


def _doctor(words: list[str]) -> int:
    parser = _parser("seedreader doctor", "Tell what works and what is missing.")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")
    options = parser.parse_args(words)
    from seedreader.doctor import run_doctor  # noqa: PLC0415

    return run_doctor(data=options.data, as_json=options.json)


_RUN: dict[str, Callable[[list[str]], int]] = {
    "list": _list,
    "show": _show,
    "search": _search,
    "watch": _watch,
    "translate": _translate,
    "export": _export,
    "verify": _verify,
    "memory": _memory,
    "entities": _entities,
    "models": _models,
    "doctor": _doctor,
}
