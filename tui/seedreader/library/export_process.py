"""Exports articles in a process of its own, as the reader asks for it.

It is given the library's folder; a job, one line of JSON, comes on standard input, and events go to
standard output. When its standard input closes it stops and leaves no unfinished file.
"""

from __future__ import annotations

import json
import queue
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seedreader.corpus.sanitise import printable
from seedreader.export.files import ExportFormat, check_destination
from seedreader.export.model import ExportedArticle
from seedreader.library.export_events import ExportDone, ExportEvent, ExportFailed, ExportProgress
from seedreader.library.export_names import known_names
from seedreader.library.export_writing import Stopped, Written, write_folder, write_one_file
from seedreader.library.exporting import Exporter, head_of
from seedreader.library.process import decode, encode, listen
from seedreader.library.schema import operational_advice
from seedreader.library.scope import Scope
from seedreader.library.store import Library
from seedreader.places import config_file

MODULE: Final = "seedreader.library.export_process"
"""This module's name, also where it runs as `__main__`."""

_TELL_EVERY: Final = 10  # articles
_REFUSED_TOLD: Final = 20

_EVENTS: Mapping[str, Callable[..., ExportEvent]] = {
    kind.__name__: kind for kind in (ExportProgress, ExportDone, ExportFailed)
}


@dataclass(frozen=True, slots=True)
class Job:
    """What to export.

    Attributes:
        keys: the articles, in order.
        scope: what was opened: how paths are shown, and among which articles names are linked.
        target: primary subtag of the language of the translations.
        form: of the files.
        out: the file, or the folder for a file each.
        is_folder: which of the two.
        may_replace: whether files that are no exports may be replaced: the user was asked.
    """

    keys: Sequence[int]
    scope: Scope
    target: str
    form: ExportFormat
    out: Path
    is_folder: bool
    may_replace: bool

    def encode(self) -> bytes:
        """Return the job as one line."""
        values = {
            "keys": list(self.keys),
            "roots": [[root.hex(), given] for root, given in self.scope.roots],
            "memories": [[root.hex(), given] for root, given in self.scope.memories],
            "target": self.target,
            "form": self.form.value,
            "out": str(self.out),
            "is_folder": self.is_folder,
            "may_replace": self.may_replace,
        }
        return json.dumps(values).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> Job:
        """Return the job that `encode` was given."""
        values = json.loads(line)
        roots, memories = (
            tuple((bytes.fromhex(root), given) for root, given in values[name])
            for name in ("roots", "memories")
        )
        return cls(
            values["keys"],
            Scope(roots, memories),
            values["target"],
            ExportFormat(values["form"]),
            Path(values["out"]),
            values["is_folder"],
            values["may_replace"],
        )


def command(data: Path) -> list[str]:
    """Return the command that starts the process for the library in a folder."""
    return [sys.executable, "-m", MODULE, str(data)]


def decode_event(line: str | bytes) -> ExportEvent:
    """Return an event that the process told.

    Raises:
        ValueError: the line is of another form.
    """
    return decode(line, _EVENTS, {})


def main(arguments: list[str]) -> int:
    """Do one job and tell of it."""
    lines: queue.Queue[bytes] = queue.Queue()
    stopped = threading.Event()

    def end(_: int) -> None:
        stopped.set()
        lines.put(b"")

    listen(lines.put, end)
    line = lines.get()
    if not line:
        return 0
    library = Library(Path(arguments[0]))
    try:
        _tell(_run(library, Job.decode(line), stopped.is_set))
    except (Stopped, BrokenPipeError):
        return 0
    except OSError as error:
        _tell(ExportFailed(error.strerror or "it cannot be written"))
    except sqlite3.OperationalError as error:
        _tell(ExportFailed(operational_advice(error)))
    finally:
        library.close()
    return 0


def _tell(event: ExportEvent) -> None:
    sys.stdout.write(encode(event) + "\n")
    sys.stdout.flush()


def _run(library: Library, job: Job, is_stopped: Callable[[], bool]) -> ExportEvent:
    names, _ = known_names(library, job.scope, config_file().parent)
    exporter = Exporter(library, job.scope, target_language=job.target, entities=names)

    def articles() -> Iterator[ExportedArticle]:
        for done, article in enumerate(exporter.articles(job.keys)):
            if is_stopped():
                raise Stopped
            if done % _TELL_EVERY == 0:
                _tell(ExportProgress(done, len(job.keys)))
            yield article

    written = _write(job, articles())
    refused = [f"{printable(one.path)}: {one.reason}" for one in written.refused[:_REFUSED_TOLD]]
    return ExportDone(written.articles, written.suspect, refused)


def _write(job: Job, articles: Iterator[ExportedArticle]) -> Written:
    head = head_of(job.target)
    if job.is_folder:
        return write_folder(job.out, job.form, head, articles, may_replace=job.may_replace)
    check_destination(job.out, may_replace=job.may_replace)
    return write_one_file(job.out, job.form, head, articles)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
