"""Answers that come while what they are meant for is being closed."""

from __future__ import annotations

import asyncio
import threading

import pytest
from tests.ui.conftest import PATIENCE, keys_taken
from textual.widgets import Static


class Lingering(Static):
    """A part of a screen that ends later than the others, and keeps the screen until then."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = asyncio.Event()

    async def on_unmount(self) -> None:
        await self.may_end.wait()


async def until(condition):
    """Wait until something is true; the pilot would wait for the part that lingers, too."""
    async with asyncio.timeout(PATIENCE / 3):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0)


def hold_names(main, hold):
    main._names_thread()._store.submit(lambda _: hold())


def hold_searches(main, hold):
    main._search_thread()._store.submit(lambda _: hold())


def hold_packages(_, hold):
    for _ in range(64):  # as many threads as `asyncio.to_thread` may have
        asyncio.get_running_loop().run_in_executor(None, hold)


@pytest.mark.parametrize(
    ("keys", "group", "hold"),
    [
        pytest.param(["S"], "saved", hold_searches, id="saved searches"),
        pytest.param(["at"], "entities", hold_names, id="names"),
        pytest.param(["enter", "l", "c"], "default", hold_names, id="who else"),
        pytest.param(["M"], "listing", hold_packages, id="packages"),
    ],
)
async def test_an_answer_to_a_screen_that_is_being_closed_does_no_harm(
    run_reader, keys, group, hold
):
    released, lingering = threading.Event(), Lingering()
    async with run_reader(names=True) as pilot:
        app = pilot.app
        main = app.screen
        try:
            for key in keys[:-1]:
                await pilot.press(key)
                await keys_taken(pilot)
            hold(main, lambda: released.wait(PATIENCE))
            app.simulate_key(keys[-1])
            await until(lambda: app.screen is not main and app.screen.is_mounted)
            screen = app.screen
            (asking,) = [
                worker for worker in app.workers if worker.node is screen and worker.group == group
            ]
            await screen.mount(lingering)
            screen.dismiss()
            await until(lambda: list(screen.children) == [lingering])
            assert not asking.is_finished
            released.set()
            await until(lambda: asking.is_finished)
            lingering.may_end.set()
            await until(lambda: not screen.is_attached)
            assert app.screen is main
            assert app.is_running
        finally:
            released.set()
            lingering.may_end.set()
