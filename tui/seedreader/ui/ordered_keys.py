"""Keys done in the order in which they were typed, each where those before it have led.

Textual hands a key to the widget that has the focus and takes the next one at once. What the first
one leads to, such as a message to the screen, another focus or a dialog, comes later; a quick
typist's next keys, or those that a slow line delivers together, then go where they were not meant
to go, or overtake others.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import on
from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

_LOOK_FOR_LOST = 0.1
"""Seconds between two looks whether what follows a key was lost with the widget it went to."""
_SLOWEST = 2.0
"""Seconds that a key may take where that widget is still there, on a machine that is busy."""
_ROUNDS = 2
"""How often the way of a key is gone after it: what it led to may have come by another way."""
_LOOK_EVERY = 0.02
"""Seconds between two looks whether what keys wait for is there."""
_LONGEST = 10.0
"""Seconds after which keys go on, whatever they wait for."""
_AT_ONCE = "ctrl+c"
"""The key that waits for nothing: it leaves a program in which something does not end."""


class OrderedKeysApp(App[None]):
    """Takes a key when all that the one before it has led to is done."""

    class Passed(Message):
        """Follows a key from widget to widget, and comes to the application when it is done."""

        def __init__(self, number: int) -> None:
            """Carry a number by which it is known."""
            super().__init__()
            self.number = number

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """Wait for keys; see `textual.app.App`."""
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[Event] = deque()
        self._awaited: list[tuple[Callable[[], bool], float]] = []  # and until when at most
        self._number = 0
        self._under_way: tuple[int, Widget] | None = None  # a key: number of what follows it
        self._rounds = 0  # that are yet to come
        self._patience: Timer | None = None

    def on_mount(self) -> None:
        """Let keys that wait for another screen go there once there is one."""
        self.screen_change_signal.subscribe(self, self._screen_changed)

    def keys_wait_for(self, is_ready: Callable[[], bool]) -> None:
        """Keep keys until what they are meant for is there.

        They go on at once where another screen is shown, and after a while in any case.

        Args:
            is_ready: tells whether it is, and gets asked some fifty times a second.
        """
        self._awaited.append((is_ready, time.monotonic() + _LONGEST))

    @property
    def is_taking_keys(self) -> bool:
        """Whether a key is under way, or waits for its turn."""
        return self._under_way is not None or bool(self._typed)

    def _screen_changed(self, _: Screen[Any]) -> None:
        self._awaited.clear()
        if self._under_way is None:
            self._follow()  # what comes of it, such as what one screen has to tell the other

    async def on_event(self, event: Event) -> None:
        """Put keys, and what is pasted, into a row."""
        if not isinstance(event, Key | Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if self._under_way is not None:
                self._follow()  # what it has led to, which may have taken long
        elif isinstance(event, Key) and event.key == _AT_ONCE:
            await super().on_event(event)
        else:
            self._typed.append(event)
            await self._take_next()

    async def _take_next(self) -> None:
        if self._under_way is not None or not self._typed or not self.screen_stack:
            return
        now = time.monotonic()
        self._awaited = [wait for wait in self._awaited if now < wait[1] and not wait[0]()]
        if self._awaited:
            self._look_later(_LOOK_EVERY, self._take_next)
            return
        await super().on_event(self._typed.popleft())
        self._follow()

    @property
    def _target(self) -> Widget | None:
        """What takes the next key; None while the program ends."""
        return self.focused or self.screen if self.screen_stack else None

    def _follow(self, rounds: int = _ROUNDS) -> None:
        """Send something after a key, by the way that it goes, to know when it is done."""
        target = self._target
        if target is None:
            return
        self._number += 1
        self._rounds = rounds - 1
        self._under_way = self._number, target
        if not target.post_message(self.Passed(self._number)):
            self.post_message(self.Passed(self._number))
        latest = time.monotonic() + _SLOWEST
        self._look_later(_LOOK_FOR_LOST, partial(self._look_for_lost, self._number, latest))

    async def _look_for_lost(self, number: int, latest: float) -> None:
        """Go on where what follows a key will not come any more."""
        if self._under_way is None or self._under_way[0] != number:
            return
        target = self._under_way[1]
        if target.is_attached and target.is_running and time.monotonic() < latest:
            self._look_later(_LOOK_FOR_LOST, partial(self._look_for_lost, number, latest))
        else:
            await self._is_done(number)

    @on(Passed)
    async def _passed(self, message: Passed) -> None:
        """Take the next key, once nothing has followed from the last one any more."""
        if self._under_way is None or self._under_way[0] != message.number:
            return
        if self._under_way[1] is not self._target:
            self._follow()
        elif self._rounds:
            self._follow(self._rounds)
        else:
            await self._is_done(message.number)

    async def _is_done(self, number: int) -> None:
        if self._under_way is not None and self._under_way[0] == number:
            self._under_way = None
            if self._patience is not None:
                self._patience.stop()
            await self._take_next()

    def _look_later(self, delay: float, look: Callable[[], Awaitable[None]]) -> None:
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(delay, look)


def keys_wait_for(node: Widget, ready: Callable[[], bool] | Worker[Any]) -> None:
    """Keep keys until what they are meant for is there; see `OrderedKeysApp.keys_wait_for`.

    Args:
        node: of the application.
        ready: tells whether it is there; or a worker, which shows another screen or ends then.
    """
    app = node.app
    if not isinstance(app, OrderedKeysApp):
        return
    if isinstance(ready, Worker):
        worker = ready
        app.keys_wait_for(lambda: worker.is_finished)
    else:
        app.keys_wait_for(ready)
