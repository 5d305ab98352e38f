"""What the main screen does about packages: tells what an article needs, and installs it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.screen import Screen

from seedreader.translation.packages.jobs import FetchIndex, Install, Job
from seedreader.translation.packages.needs import (
    UNDETERMINED,
    Need,
    explain,
    facts,
    look_up,
    question,
    what_is_needed,
    what_to_bring,
)
from seedreader.translation.packages.sources import index_source
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.package_task import Ended, PackageTask, Work
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.models import ModelsScreen, in_words
from seedreader.ui.text import safe

_NO_NEED = "needs no package: what translates it is installed, or it is no foreign one"
_TOLD_FOR = 20.0  # seconds that a problem stays on the screen


class PackageControl:
    """Deals with packages for the main screen, which it tells of what comes of it.

    Attributes:
        on_progress: called when `progress` has changed.
        on_said: called with a few words on what was done.
        on_changed: called when other packages are installed than before.
    """

    def __init__(
        self,
        screen: Screen[Any],
        data: Path,
        *,
        target: str,
        may_fetch: bool,
        key_of: Callable[[str], str],
    ) -> None:
        """Take over; nothing is opened or started.

        Args:
            screen: the main screen, mounted.
            data: the library's folder.
            target: the language that is translated into.
            may_fetch: whether the user lets the reader open connections.
            key_of: gives the key that does an action, as it is shown.
        """
        self._screen = screen
        self._target = target
        self._may_fetch = may_fetch
        self._key_of = key_of
        self._task = PackageTask(screen.app, data)
        self._wanted: Need | None = None
        self.on_progress: Callable[[], None] = lambda: None
        self.on_said: Callable[[str], None] = lambda _: None
        self.on_changed: Callable[[], None] = lambda: None
        self._task.told.subscribe(screen, self._told)

    @property
    def progress(self) -> str:
        """What goes on, in words that are safe to show; '' if nothing does."""
        work = self._task.work
        return f"{safe(work.in_words)} · {self._key_of('stop')} stops" if work else ""

    def set_target(self, target: str) -> None:
        """Take another language that is translated into."""
        self._target = target

    def open_screen(self) -> None:
        """Show the screen of packages."""
        self._screen.app.push_screen(ModelsScreen(self._task, may_fetch=self._may_fetch))

    def stop(self) -> bool:
        """Stop what goes on; return whether anything did."""
        if self._task.work is None:
            return False
        self._task.stop()
        return True

    async def explanation(self, language: str) -> Sequence[str]:
        """Return sentences on what an article in a language needs; none if it needs nothing."""
        need = await self._need(language, self._target)
        if need is None:
            return ()
        sentences = explain(
            need,
            install_key=self._key_of("install_package"),
            models_key=self._key_of("models"),
            may_fetch=self._may_fetch,
        )
        return tuple(safe(sentence) for sentence in sentences)

    def install_for(self, languages: Sequence[str]) -> None:
        """Ask whether to install what the first language needs that needs anything."""
        asked = self._screen.run_worker(self._install_for(languages, self._target), group="need")
        keys_wait_for(self._screen, asked)

    async def _need(self, language: str, target: str) -> Need | None:
        return await asyncio.to_thread(look_up, self._task.data, language, target)

    async def _install_for(self, languages: Sequence[str], target: str) -> None:
        need = None
        for language in languages:
            need = need or await self._need(language, target)
        if need is None:
            unknown = set(languages) == {UNDETERMINED}
            self.on_said(f"This article {'is in no known language' if unknown else _NO_NEED}")
            return
        if (need.uses_network and not self._may_fetch) or not (
            need.packages or not need.is_index_read
        ):
            self._complain(f"{what_is_needed(need)} {self._file(need)}")
            return
        remarks = [f"{package.name}: {facts(package)}." for package in need.packages]
        if need.is_pivoted:
            remarks.append("It leads through English, by which more is lost than directly.")
        job: Job = FetchIndex()
        if need.packages:
            job = Install(sources=tuple(index_source(package) for package in need.packages))
        yes = "install" if need.packages else "fetch"
        answer = await self._screen.app.push_screen_wait(
            ConfirmScreen(question(need), remarks, yes=yes)
        )
        if answer:
            self._wanted = need
            self._task.start(job)

    def _file(self, need: Need) -> str:
        return what_to_bring(need, self._key_of("models"))

    def _told(self, told: Work | Ended) -> None:
        self.on_progress()
        if isinstance(told, Work):
            return
        wanted = self._wanted
        if told.failed:
            file = f" {self._file(wanted)}" if wanted and wanted.uses_network else ""
            self._complain(in_words(told) + "." + file)
        elif not told.verified:
            self.on_said(safe(in_words(told)))
        self._wanted = None
        if told.has_changed_packages:
            self.on_changed()
        if isinstance(told.job, FetchIndex) and wanted is not None and not told.failed:
            self._screen.run_worker(self._install_for([wanted.source], wanted.target), group="need")

    def _complain(self, text: str) -> None:
        self._screen.app.notify(safe(text), severity="error", timeout=_TOLD_FOR, markup=False)
