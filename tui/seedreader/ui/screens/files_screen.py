"""The part of the main screen that deals with files: what is read in the background, and stopped.

What is written, the export, is among it.
"""

from __future__ import annotations

import contextlib
import importlib
import time
from typing import TYPE_CHECKING

from textual import work

from seedreader.library import Library
from seedreader.library.damage import LibraryDamaged
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.list_screen import Unreadable
from seedreader.ui.screens.searching_screen import INDEX_AFTER
from seedreader.ui.screens.translating_screen import TranslatingScreen
from seedreader.ui.text import safe

if TYPE_CHECKING:
    from seedreader.library.events import Event
    from seedreader.library.session import Session
    from seedreader.ui.changes import Changes
    from seedreader.ui.export_control import ExportControl
    from seedreader.ui.translation_task import TranslationTask

_REFRESH_EVERY = 0.5  # seconds between two redraws of a list that is being filled


class FilesScreen(TranslatingScreen):
    """What `MainScreen` is made from; it gives the attributes that are declared here."""

    _library: Library
    _session: Session | None

    def __init__(self) -> None:
        """Read nothing yet."""
        super().__init__()
        self._changes: Changes | None = None
        self._exports: ExportControl | None = None
        self._progress = ""
        self._checking = ""
        self._refreshed_at = 0.0
        self._stopped: list[str] = []  # what X stopped, in words

    # Reading

    @work(exclusive=True, group="check")
    async def _check(self) -> None:
        """After an unclean end, look in another process whether the library is whole."""
        session = self._session
        if session is None or not session.is_unclean:
            return
        from seedreader.ui.check_task import check_library  # noqa: PLC0415 - rarely needed

        self._checking = "looking whether the library is whole after an unclean end"
        self._show_status()
        try:
            if await check_library(self._folder):
                session.checked()
        finally:
            self._checking = ""
        self._show_status()

    @work(exclusive=True, group="keep-up")
    async def _keep_up(self) -> None:
        """Show what other programs add, as `seedreader watch` does."""
        if self._is_ingesting or self.entity_progress:  # what comes then is told
            return
        from seedreader.ui.changes import Change, Changes  # noqa: PLC0415 - not needed at first

        if self._changes is None:
            self._changes = Changes(self._folder)
        change = await self._store.run(self._changes.look)
        if change is Change.ARTICLES:
            await self._refresh_keys()
        elif change is Change.ROWS:
            self._list.forget_rows()

    @work(exclusive=True, group="ingest")
    async def _ingest(self) -> None:
        """Read new and changed files in another process, and show what comes."""
        from seedreader.ui.ingestion_task import ingest_events  # noqa: PLC0415 - slow to import

        self._is_ingesting = True
        self._unreadable = []
        try:
            stream = ingest_events(self._folder, self._scope, target_language=self._target)
            async with contextlib.aclosing(stream):
                async for event in stream:
                    await self._tell(event)
        finally:
            self._is_ingesting = False
            self._progress = ""
        await self._refresh_keys()
        self._show_status()
        if self._settings.names:
            self.find_entities()
        self.update_index(delay=INDEX_AFTER)

    async def _tell(self, event: Event) -> None:
        from seedreader.library.events import (  # noqa: PLC0415 - not needed at first
            Damaged,
            Finished,
            Problem,
            Progress,
            Stored,
        )

        is_due = time.monotonic() - self._refreshed_at > _REFRESH_EVERY
        match event:
            case Progress(done, total):
                self._progress = (
                    f"reading files {done:,} of {total:,} · {self.key_of('stop')} stops"
                )
                if is_due:
                    self._show_status()
            case Stored():
                if is_due:
                    await self._refresh_keys()
                    self._refreshed_at = time.monotonic()
            case Problem(path, problem, advice, is_failure):
                shown = safe(self._scope.shown(path))
                self._unreadable.append(Unreadable(shown, safe(problem), safe(advice), is_failure))
            case Finished(added, changed, gone):
                if (added or changed or gone) and self._pane is not None:
                    self._pane.update()
            case Damaged(problem):
                raise LibraryDamaged(problem)

    # Actions: what each does is said in `actions`

    def action_refresh(self) -> None:
        """See the registry of actions."""
        self._ingest()

    def action_problems(self) -> None:
        """See the registry of actions."""
        from seedreader.ui.screens.problems import ProblemsScreen  # noqa: PLC0415 - rarely needed

        self.app.push_screen(ProblemsScreen(self._unreadable))

    def action_stop(self) -> None:
        """See the registry of actions."""
        task = self._translation
        if self._packages is not None and self._packages.stop():
            return
        if self._exports is not None and self._exports.stop():
            return
        stopped = self._stop_all(task)
        if stopped:
            self._stopped = stopped
            self._say(f"Stopped {' and '.join(stopped)}; {self.key_of('stop')} goes on")
        elif self._stopped or (task is not None and (task.is_stopped or task.is_refused)):
            self._say("Going on")
            self._go_on(task)
        else:
            self._say("There is nothing to stop")

    def _stop_all(self, task: TranslationTask | None) -> list[str]:
        """Stop what goes on in the background, and return what it was, in words."""
        stopped = []
        if self._is_ingesting:
            self.workers.cancel_group(self, "ingest")
            stopped.append("reading files")
        if self.stop_finding_entities():
            stopped.append("finding names")
        if self.stop_indexing():
            stopped.append("indexing")
        if task is not None and task.is_working:
            task.stop()
            stopped.append("translating")
        return stopped

    def _go_on(self, task: TranslationTask | None) -> None:
        if "reading files" in self._stopped:
            self._ingest()  # which goes on to find names
        elif "finding names" in self._stopped:
            self.find_entities()
        if "indexing" in self._stopped:
            self.update_index()
        self._stopped = []
        if task is not None and (task.is_stopped or task.is_refused):
            task.go_on()
            if self._pane is not None:
                self._pane.update()

    def action_export(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._export())

    @work(exclusive=True, group="export-begins")
    async def _export(self) -> None:
        """Export the article that is read, or all that the list shows."""
        pane = self._pane
        shown = pane.shown if pane is not None else None
        keys = [shown] if self._reading and shown is not None else list(self._list.keys)
        rows = self._library.rows(keys[:1], target_language=self._target, scope=self._scope)
        if not rows:
            self._say("There is nothing to export")
            return
        if self._exports is None:
            await self._store.run(_import_export_control)
            from seedreader.ui.export_control import ExportControl  # noqa: PLC0415 - rarely needed

            exports = ExportControl(self, self._folder, self._scope, key_of=self.key_of)
            exports.on_progress = self._show_status
            exports.on_said = self._say
            self._exports = exports
        self._exports.begin(keys, rows[keys[0]], self._target)


def _import_export_control(_: Library) -> None:
    """Import what exports articles, once it is asked for."""
    importlib.import_module("seedreader.ui.export_control")
