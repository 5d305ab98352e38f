"""Exporting from the reader: what is asked, what goes on, and where it went."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from textual.screen import Screen
from textual.worker import Worker

from seedreader.export.files import (
    OWN_SUFFIX,
    SUFFIXES,
    ExportFormat,
    check_destination,
    file_name,
)
from seedreader.library import ListRow, Scope
from seedreader.library.export_events import ExportDone, ExportFailed, ExportProgress
from seedreader.library.export_process import Job
from seedreader.library.scope import absolute
from seedreader.ui.export_task import export_events
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.choice import Choice, ChoiceScreen
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.screens.path import PathScreen
from seedreader.ui.text import safe
from seedreader.ui.wording import plural

_FORMS: Final = (
    (ExportFormat.HTML, "HTML", "one page to read on any screen or on paper; names are marked"),
    (ExportFormat.MARKDOWN, "Markdown", "plain text for notes and other programs"),
    (ExportFormat.JSONL, "JSON Lines", "for scripts: all offsets, hashes and origins"),
    (ExportFormat.TMX, "TMX", "the translated sentences, for translation tools"),
)
_TOLD_FOR: Final = 15.0  # seconds
_HINT: Final = "enter writes it, escape does not"
_HINT_SEVERAL: Final = (
    "enter writes it, escape does not; a name that ends in / is a folder with a file for each"
)
_ID_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the user wants.

    Attributes:
        form: of the file.
        out: the file, or a folder.
        is_folder: which of the two.
        may_replace: whether the user was asked to replace what is there.
    """

    form: ExportFormat
    out: Path
    is_folder: bool
    may_replace: bool


class ExportControl:
    """Exports articles for a screen; one export at a time."""

    def __init__(
        self, screen: Screen[Any], data: Path, scope: Scope, *, key_of: Callable[[str], str]
    ) -> None:
        """Prepare; nothing goes on yet.

        Args:
            screen: asks and tells.
            data: the library's folder.
            scope: what was opened.
            key_of: gives the key of an action as it is shown.
        """
        self._screen = screen
        self._data = data
        self._scope = scope
        self._key_of = key_of
        self._worker: Worker[None] | None = None
        self._is_writing = False
        self._state = ""
        self.on_progress: Callable[[], None] = lambda: None
        self.on_said: Callable[[str], None] = lambda _: None

    @property
    def progress(self) -> str:
        """What goes on, in words that are safe to show; '' if nothing does."""
        return self._state

    def stop(self) -> bool:
        """Stop what goes on; return whether anything did."""
        if not self._is_writing or self._worker is None:
            return False
        self._worker.cancel()
        self.on_said("Stopped exporting; nothing unfinished is left")
        return True

    def begin(self, keys: Sequence[int], first: ListRow, target: str) -> None:
        """Ask how and where to export articles, and do it.

        Args:
            keys: the articles, at least one.
            first: the first of them.
            target: primary subtag of the language of the translations.
        """
        if self._is_writing:
            self.on_said(f"An export goes on already; {self._key_of('stop')} stops it")
            return
        # Not exclusive: pressing the key twice must not stop what is being written.
        self._worker = self._screen.run_worker(self._run(list(keys), first, target), group="export")
        keys_wait_for(self._screen, self._worker)

    async def _run(self, keys: list[int], first: ListRow, target: str) -> None:
        wish = await self._ask(keys, first)
        if wish is None:
            return
        job = Job(keys, self._scope, target, wish.form, wish.out, wish.is_folder, wish.may_replace)
        self._is_writing = True
        self._show(0, len(keys))
        try:
            async with contextlib.aclosing(export_events(self._data, job)) as events:
                async for event in events:
                    if isinstance(event, ExportProgress):
                        self._show(event.done, event.total)
                    else:
                        self._end(wish.out, event)
        finally:
            self._finish()

    def _finish(self) -> None:
        self._is_writing = False
        self._state = ""
        self.on_progress()

    def _show(self, done: int, total: int) -> None:
        self._state = f"exporting {done:,} of {total:,} · {self._key_of('stop')} stops"
        self.on_progress()

    def _end(self, out: Path, event: ExportDone | ExportFailed) -> None:
        self._finish()  # what is left is the end of the process
        shown = safe(str(absolute(out)))
        if isinstance(event, ExportFailed):
            self._complain(f"{shown} was not written: {event.reason}")
            return
        said = f"Exported {plural(event.articles, 'article')} to {shown}"
        self._screen.app.notify(said, timeout=_TOLD_FOR, markup=False)
        if event.refused:
            self._complain("Left alone: " + "; ".join(event.refused))

    def _complain(self, words: str) -> None:
        self._screen.app.notify(safe(words), severity="warning", timeout=_TOLD_FOR, markup=False)

    # Asking

    async def _ask(self, keys: Sequence[int], first: ListRow) -> _Wish | None:
        is_one = len(keys) == 1
        headline = first.translated_headline or first.headline
        what = f"“{headline}”" if is_one else plural(len(keys), "article")
        app = self._screen.app
        choices = [Choice(form, title, text) for form, title, text in _FORMS]
        form = await app.push_screen_wait(ChoiceScreen(f"Export {what} as", choices))
        if form is None:
            return None
        name = f"{len(keys)} articles{OWN_SUFFIX}{SUFFIXES[form]}"
        if is_one:
            name = file_name(headline, first.id[:_ID_SHOWN], form)
        while True:
            hint = _HINT if is_one else _HINT_SEVERAL
            written = await app.push_screen_wait(PathScreen(f"Export {what} to", name, hint))
            if written is None:
                return None
            name = written
            out = Path(os.path.expanduser(written))  # noqa: PTH111, ASYNC240 - no file is touched
            is_folder = written.endswith(("/", os.sep)) or await asyncio.to_thread(out.is_dir)
            allowed = await self._may_write(out, is_folder=is_folder)
            if allowed is not None:
                return _Wish(form, out, is_folder, allowed)

    async def _may_write(self, out: Path, *, is_folder: bool) -> bool | None:
        """Ask where something is there already; return whether it may be replaced.

        None if it cannot be, or the user wants another name.
        """
        if is_folder:
            if not await asyncio.to_thread(out.exists):
                return False
            remark = "Earlier exports of the same articles in it are replaced, other files are not."
            answer = await self._confirm("Write into this folder?", out, remark, "write")
            return False if answer else None
        try:
            await asyncio.to_thread(check_destination, out, may_replace=False)
        except FileExistsError:
            remark = "It is no export: what is in it now would be lost."
            return (
                True if await self._confirm("Replace this file?", out, remark, "replace") else None
            )
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no name of a file"
            self._complain(f"{out}: {reason or 'it cannot be written'}; name another file")
            return None
        if not await asyncio.to_thread(out.exists):
            return False
        remark = "It is an earlier export."
        return False if await self._confirm("Replace this file?", out, remark, "replace") else None

    async def _confirm(self, question: str, out: Path, remark: str, yes: str) -> bool:
        screen = ConfirmScreen(question, [str(out), remark], yes=yes)
        return await self._screen.app.push_screen_wait(screen)
