"""Keys done in the order in which they were typed, each where those before it have led.

Textual hands a key to the widget that has the focus and takes the next one at once. What the first
one leads to, such as a message to the screen, another focus or a dialog, comes later; a quick
typist's next keys, or those that a slow line delivers together, then go where they were not meant
to go, or overtake others.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from textual._queue import Queue
from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

_ROUNDS = 30
"""Rounds of the event loop in each of which it is looked whether a key is done: most are soon."""
_LOOK_EVERY = 0.002
"""Seconds between two looks after that."""
_LONGEST = 10.0
"""Seconds after which keys go on, whatever they wait for."""
_AT_ONCE = "ctrl+c"
"""The key that waits for nothing: it leaves a program in which something does not end."""


class OrderedKeysApp(App[None]):
    """Takes a key when all that the one before it has led to is done.

    That is when all widgets wait for a message at the same moment, the one that takes the next key
    is laid out, and what a screen has asked the keys to wait for is there.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """Wait for keys; see `textual.app.App`."""
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[Event] = deque()
        self._typist: Worker[None] | None = None
        self._awaited: list[tuple[Callable[[], bool], float]] = []  # and until when at most

    def on_mount(self) -> None:
        """Let keys go to another screen as soon as it is shown."""
        self.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)

    def _screen_changed(self, _: Screen[Any]) -> None:
        self._awaited.clear()

    def keys_wait_for(self, is_ready: Callable[[], bool]) -> None:
        """Keep keys until what they are meant for is there.

        They go on at once where another screen is shown, and after a while in any case.

        Args:
            is_ready: tells whether it is, and gets asked some hundred times a second.
        """
        self._awaited.append((is_ready, time.monotonic() + _LONGEST))

    @property
    def is_taking_keys(self) -> bool:
        """Whether a key is under way, or waits for its turn."""
        return self._typist is not None and not self._typist.is_finished

    async def on_event(self, event: Event) -> None:
        """Put keys, and what is pasted, into a row."""
        is_typed = isinstance(event, Key | Paste) and not event.is_forwarded
        if not is_typed or (isinstance(event, Key) and event.key == _AT_ONCE):
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self.is_taking_keys:
            self._typist = self.run_worker(self._take_typed(), group="keys")

    async def _take_typed(self) -> None:
        take = super().on_event
        is_waiting = await self._all_done()
        while self._typed:
            self.call_later(take, self._typed.popleft())
            # After a widget that never comes to rest, there is no order to keep.
            is_waiting = is_waiting and await self._all_done()

    async def _all_done(self) -> bool:
        """Return when nothing follows any more from what was typed: False if that took too long."""
        rounds = 0
        until = time.monotonic() + _LONGEST
        while not (self._is_at_rest and self._has_place and self._is_ready):
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0 if rounds < _ROUNDS else _LOOK_EVERY)
            rounds += 1
        return True

    @property
    def _is_at_rest(self) -> bool:
        """Whether no message is on its way or being dealt with."""
        screens = self.screen_stack
        return (
            bool(screens)
            and _waits_for_messages(self)
            and all(
                widget.is_mounted and (_waits_for_messages(widget) or not widget.is_running)
                for screen in screens
                for widget in screen.walk_children(Widget, with_self=True)
            )
        )

    @property
    def _has_place(self) -> bool:
        """Whether the widget that takes the next key is laid out, and can move in what it shows."""
        is_to_be_laid_out = self.screen._layout_required  # noqa: SLF001 - told to nobody
        return not is_to_be_laid_out or (self.focused is not None and bool(self.focused.size))

    @property
    def _is_ready(self) -> bool:
        """Whether what keys wait for is there."""
        now = time.monotonic()
        self._awaited = [wait for wait in self._awaited if now < wait[1] and not wait[0]()]
        return not self._awaited


def _waits_for_messages(node: MessagePump) -> bool:
    """Tell whether something has dealt with all messages that it got, to the end.

    Nobody tells. That its queue is empty is not enough, for what it does with the last message may
    take long; it is done when it stands at the queue again.
    """
    queue: Queue[Message | None] = node._message_queue  # noqa: SLF001
    return queue.empty() and bool(queue.ready_event._waiters)  # noqa: SLF001


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
