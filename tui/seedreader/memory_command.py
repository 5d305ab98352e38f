"""`seedreader memory`: the translations that are kept, in and out as TMX."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from seedreader.corpus.sanitise import printable
from seedreader.library import Library
from seedreader.library.exchange import clean_sentence, entry_of, unit_of
from seedreader.library.scope import absolute
from seedreader.library.translations_store import MemoryEntry
from seedreader.output import complain, print_line
from seedreader.translation.model import ProvenanceKind
from seedreader.translation.tmx import CannotReadMemory, TranslationUnit, read_tmx, write_tmx
from seedreader.with_library import with_library

EXIT_DONE = 0
EXIT_SOME_FAILED = 1

_BATCH = 5_000  # translations in one transaction


def list_origins(*, data: Path | None) -> int:
    """Print what is kept: kind, languages, number, and file."""

    def run(library: Library) -> int:
        for kind, origin, source, target, count in library.origins():
            name = printable(os.fsdecode(origin)) if origin else "-"
            print_line(f"{kind}\t{source} → {target}\t{count}\t{name}")
        return EXIT_DONE

    return with_library(data, run, is_needed=True)


def import_files(files: Sequence[Path], *, data: Path | None) -> int:
    """Keep what files hold, whatever becomes of them, and return the exit code."""

    def run(library: Library) -> int:
        failed = False
        for file in files:
            count = 0
            entries = _entries(file)
            try:
                while part := list(itertools.islice(entries, _BATCH)):
                    with library.transaction():
                        origin = os.fsencode(absolute(file))
                        library.add_memory(origin, part, imported=True)
                        library.forget_coverage({entry.target_language for entry in part})
                    count += len(part)
            except CannotReadMemory as error:
                complain(str(error))
                failed = True
            complain(f"{printable(file)}: {count:,} translations are kept")
        return EXIT_SOME_FAILED if failed else EXIT_DONE

    return with_library(data, run, is_needed=True)


def _entries(file: Path) -> Iterator[MemoryEntry]:
    for unit in read_tmx(file, clean=clean_sentence):
        yield entry_of(unit, ProvenanceKind.MEMORY)


def export_file(file: Path, *, data: Path | None) -> int:
    """Write what no other file holds, and return the exit code."""

    def run(library: Library) -> int:
        count = 0

        def units() -> Iterator[TranslationUnit]:
            nonlocal count
            for count, known in enumerate(library.own_work(), 1):  # noqa: B007 - it is told below
                yield unit_of(known)

        try:
            write_tmx(file, units())
        except OSError as error:
            complain(f"{printable(file)}: cannot be written ({error.strerror}); name another file")
            return EXIT_SOME_FAILED
        complain(f"{printable(file)}: {count:,} translations")
        return EXIT_DONE

    return with_library(data, run, is_needed=True)
