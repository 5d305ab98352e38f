"""`seedreader watch`: keeps up with folders that another program fills."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from seedreader.commands import _one_line, list_object, shown_path
from seedreader.corpus.find import Found
from seedreader.library import Library, ListRow, Scope, ingest
from seedreader.library.events import Problem, Taken
from seedreader.library.ingestion import own_paths
from seedreader.output import complain, print_json, print_line
from seedreader.with_library import with_library

EXIT_DONE = 0
EXIT_INTERRUPTED = 130

_SETTLED = 1.0
"""Seconds for which size and time of a file stay the same before it is read: until then it may be
half written."""
_LOOK_AGAIN = 30.0
"""Seconds after which is looked without being told of a change: network drives tell of none."""
_SHARE = 0.1
"""The most of the time that is spent on looking through a large folder without being told."""
_TURN = 250  # milliseconds to wait for changes at a time


def watch_folders(
    paths: Sequence[Path], *, data: Path | None, as_json: bool, target: str, find_names: bool
) -> int:
    """Add what is in folders, and what comes, until told to end; return the exit code.

    Prints a line for each article that is added, changed or gone.

    Args:
        paths: folders, or files.
        data: the library's folder.
        as_json: print JSON Lines.
        target: primary subtag of the language of the translations that are counted.
        find_names: find entities too.
    """
    stop = _Stop()

    def run(library: Library) -> int:
        with stop.listening():
            _Watch(library, Scope.of(paths), target, stop, as_json=as_json, names=find_names).run()
        return EXIT_INTERRUPTED if stop.signal == signal.SIGINT else EXIT_DONE

    return with_library(data, run, is_needed=True)


class _Stop:
    """What tells to end: an interrupt, SIGTERM, or that nobody reads the output any more."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.signal = 0

    def __call__(self) -> bool:
        """Tell whether it is time to end."""
        if not self.event.is_set() and _output_is_closed():
            self.event.set()
        return self.event.is_set()

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear signals meanwhile; what is being written is finished first."""
        former = {
            number: signal.signal(number, self._hear) for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self.signal = number
        self.event.set()


class _Settled:
    """Tells of files whether they have not changed for a while."""

    def __init__(self) -> None:
        self.is_waiting = False
        """Whether any file was not settled since this was last set to False."""
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}

    def __call__(self, item: Found) -> bool:
        state, now = (item.size, item.mtime_ns), time.monotonic()
        if time.time() - item.mtime_ns / 1e9 > _SETTLED:
            self._seen.pop(item.path, None)
            return True
        # By our own clock: that of the drive may be another.
        former, since = self._seen.get(item.path, (None, now))
        if former == state and now - since >= _SETTLED:
            del self._seen[item.path]
            return True
        if former != state:
            self._seen[item.path] = (state, now)
        self.is_waiting = True
        return False


class _Watch:
    def __init__(
        self,
        library: Library,
        scope: Scope,
        target: str,
        stop: _Stop,
        *,
        as_json: bool,
        names: bool,
    ) -> None:
        self._library = library
        self._scope = scope
        self._target = target
        self._stop = stop
        self._as_json = as_json
        self._names = _Names(library, scope, target) if names else None
        self._settled = _Settled()
        self._told: set[tuple[bytes, str]] = set()

    def run(self) -> None:
        own = tuple(map(os.fsdecode, own_paths(self._library)))
        try:
            self._follow(own, force_polling=None)
        except OSError as error:  # the system watches no more folders
            complain(f"changes are looked for now and then ({error})")
            self._follow(own, force_polling=True)

    def _follow(self, own: tuple[str, ...], *, force_polling: bool | None) -> None:
        from watchfiles import watch  # noqa: PLC0415 - only needed here

        # Begun first, so that nothing that comes while the folder is looked through is missed.
        changes = watch(
            *(os.fsdecode(path) for path, _ in self._scope.roots),
            watch_filter=lambda _, path: not path.startswith(own),
            stop_event=self._stop.event,
            rust_timeout=_TURN,
            debounce=_TURN,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=force_polling,
        )
        due = earliest = 0.0
        for changed in changes:
            if self._stop():
                return
            now = time.monotonic()
            if changed or self._settled.is_waiting:
                due = min(due, max(now + _SETTLED, earliest))
            if now >= due:
                is_new = self._look()
                ended = time.monotonic()
                earliest = ended + (ended - now)  # half of the time at most is spent on looking
                due = ended + max(_LOOK_AGAIN, (ended - now) / _SHARE)
                if is_new and self._names is not None:
                    self._names.find(self._stop)

    def _look(self) -> bool:
        """Take what has changed; return whether anything came."""
        self._settled.is_waiting = False
        is_new = False
        for event in ingest(
            self._library,
            self._scope,
            target_language=self._target,
            is_cancelled=self._stop,
            is_settled=self._settled,
            tells_each=True,
        ):
            if isinstance(event, Taken):
                is_new |= event.article is not None
                self._tell(event)
            elif isinstance(event, Problem) and event.is_failure:
                self._complain(event)
        return is_new

    def _tell(self, event: Taken) -> None:
        row: ListRow | None = None
        if event.article is not None:
            keys = [event.article]
            rows = self._library.rows(keys, target_language=self._target, scope=self._scope)
            row = rows.get(event.article)
        shown = self._scope.shown(event.path)
        if self._as_json:
            fact = {"change": event.change}
            path = shown.encode("utf-8", "backslashreplace").decode()
            print_json({**fact, **(list_object(row, self._scope) if row else {}), "path": path})
        else:
            facts = [event.change, *((row.language, _one_line(row.headline)) if row else ())]
            print_line("\t".join([*facts, shown_path(self._scope, event.path)]))
        sys.stdout.flush()

    def _complain(self, event: Problem) -> None:
        """Say what is wrong with a file, once."""
        if (event.path, event.problem) not in self._told:
            self._told.add((event.path, event.problem))
            words = " ".join(part for part in (event.problem, event.advice) if part)
            complain(f"{shown_path(self._scope, event.path)}: {words}")


class _Names:
    """Finds entities, once there is something to find them in."""

    def __init__(self, library: Library, scope: Scope, target: str) -> None:
        from seedreader.library.entity_ingestion import EntityIngestion  # noqa: PLC0415 - heavy
        from seedreader.library.entity_version import table_paths  # noqa: PLC0415
        from seedreader.places import config_file  # noqa: PLC0415

        tables = table_paths(scope, config_file().parent)
        self._scope = scope
        self._ingestion = EntityIngestion(library, tables, target_language=target)

    def find(self, is_cancelled: _Stop) -> None:
        """Look through what is new."""
        for _ in self._ingestion.run(self._scope, is_cancelled=is_cancelled):
            pass


def _output_is_closed() -> bool:
    """Tell whether nobody reads the output any more, where that can be told."""
    try:
        poll = select.poll()
        poll.register(sys.stdout.fileno(), 0)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
    except (AttributeError, OSError, ValueError):
        return False
