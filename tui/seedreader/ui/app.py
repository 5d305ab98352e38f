"""The application: settings, theme, keys and the main screen."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import WorkerFailed

from seedreader.library import Library, Scope
from seedreader.library.session import Session
from seedreader.ui.actions import ACTIONS, Place
from seedreader.ui.ordered_keys import OrderedKeysApp
from seedreader.ui.screens.main import MainScreen
from seedreader.ui.settings import Settings

EXPLICIT_BIDI = "\x1b[8l"
"""Asks the terminal to leave the order of characters alone (ECMA-48 BDSM reset): the reader puts
right-to-left text in visual order itself. Recommended by https://terminal-wg.pages.freedesktop.org/bidi/;
terminals that do not know it ignore it."""
IMPLICIT_BIDI = "\x1b[8h"
"""Gives the order of characters back to the terminal."""

_DEFAULT_THEME = "textual-dark"
_PLAIN_THEME = "ansi-dark"
_SIGNAL_EXIT = 128  # what shells add to the number of the signal that ended a program


class SeedreaderApp(OrderedKeysApp):
    """The reader."""

    TITLE = "seedreader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f2"  # the palette's key comes from the registry of actions
    CSS_PATH = "style.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", "Quit", show=False, system=True),
    ]

    def __init__(
        self,
        library: Library,
        scope: Scope,
        settings: Settings,
        notes: Sequence[str],
        *,
        session: Session | None = None,
    ) -> None:
        """Make the application; see `MainScreen` for the arguments."""
        # Without colours, only the terminal's own two are certain to differ from one another.
        self._is_plain = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self._is_plain else None)
        self.animation_level = "none"
        self.library_error: sqlite3.Error | None = None
        self._settings = settings
        self._main = MainScreen(library, scope, settings, notes, session=session)
        if settings.keys:
            self.set_keymap(dict(settings.keys))

    def get_driver_class(self) -> type[Driver]:
        """Choose Textual's driver, but where it would wait for a terminal that is gone."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from seedreader.ui.terminal_driver import TerminalDriver  # noqa: PLC0415 - not on Windows

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """Show the main screen first."""
        return self._main

    def on_mount(self) -> None:
        """Take the theme that was chosen, or the one used last."""
        library = self._main.library
        wanted = self._settings.theme or library.setting("theme") or _DEFAULT_THEME
        if self._is_plain:
            wanted = _PLAIN_THEME
            self._main.add_class("plain")
        self.theme = wanted if wanted in self.available_themes else _DEFAULT_THEME
        self.theme_changed_signal.subscribe(
            self, lambda theme: self._main.remember("theme", theme.name)
        )
        self._write_to_terminal(EXPLICIT_BIDI)
        self._end_on_signals()

    def _end_on_signals(self) -> None:
        """When told to end, leave the terminal in order and the place remembered."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Not where there is no such signal, nor outside of the main thread.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(
                        number, partial(self.exit, return_code=_SIGNAL_EXIT + number)
                    )

    def end_input(self) -> None:
        """Let the thread that reads keys end, however the application has ended.

        Where the terminal is lost in the midst of it, Textual may leave the thread, which reads for
        ever from what is not there, and keeps the program.
        """
        ended = getattr(self._driver, "exit_event", None)
        if isinstance(ended, threading.Event):
            ended.set()

    def _handle_exception(self, error: Exception) -> None:
        """End in order where the library can no longer be used; see `run`."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, sqlite3.Error):
            self.library_error = cause
            self.exit(return_code=1)
        else:
            super()._handle_exception(error)

    async def on_unmount(self) -> None:
        """Leave nothing behind: no thread, no process, no changed terminal."""
        self._write_to_terminal(IMPLICIT_BIDI)
        await self._main.close_library()

    def _write_to_terminal(self, sequence: str) -> None:
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write(sequence)

    def key_groups(self) -> dict[Place, list[tuple[str, str, str]]]:
        """Return keys, title and description of every action, by place, from the live bindings."""
        keymap = self._settings.keys
        groups: dict[Place, list[tuple[str, str, str]]] = {place: [] for place in Place}
        for action in ACTIONS:
            keys = keymap.get(action.name, ",".join(action.keys)).split(",")
            shown = " ".join(
                self.get_key_display(Binding(key.strip(), action.name)) for key in keys
            )
            groups[action.place].append((shown, action.title, action.description))
        return groups

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action that applies where the focus is, and the themes."""
        yield from self._commands(screen)
        yield SystemCommand("Choose theme", "Choose among all themes.", self.search_themes)

    def _commands(self, screen: Screen[object]) -> Iterator[SystemCommand]:
        is_main = screen is self._main
        for action in ACTIONS:
            if action.place in {Place.ENTITIES, Place.PACKAGES}:
                continue
            if is_main is (action.place is Place.SEARCH):
                continue
            node = self._main.node_of(action) if is_main else screen
            method = getattr(node, f"action_{action.name}", None)
            if method is not None:
                yield SystemCommand(
                    f"{action.title} ({action.place.value.lower()})"
                    if action.place is not Place.ANYWHERE
                    else action.title,
                    action.description,
                    method,
                )


def run(
    library: Library,
    scope: Scope,
    settings: Settings,
    notes: Sequence[str],
    *,
    session: Session | None = None,
) -> int:
    """Run the reader in this terminal until the user leaves it, and return the exit code.

    See `MainScreen` for the arguments.

    Raises:
        sqlite3.Error: the library cannot be used any more; the terminal is in order.
    """
    app = SeedreaderApp(library, scope, settings, notes, session=session)
    try:
        app.run(mouse=settings.mouse)
    finally:
        app.end_input()
    if app.library_error is not None:
        raise app.library_error
    return app.return_code or 0


def terminal_problem() -> str | None:
    """Return why this terminal cannot show the reader, and what to do, or None."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "the reader needs a terminal; `seedreader list` and `seedreader show` do not"
    if os.environ.get("TERM") in {"dumb", ""}:
        return (
            "TERM=dumb: this terminal cannot show the reader; use `seedreader list` and "
            "`seedreader show`, or set TERM to what the terminal is"
        )
    return None
