"""Take the pictures of README.md from the running program, opened on the sample articles.

python scripts/screenshots.py
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from seedreader.library import Library, Scope
from seedreader.places import samples_folder
from seedreader.ui.app import SeedreaderApp
from seedreader.ui.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs"

PICTURES = {
    "side-by-side": ((120, 34), ("down", "down", "enter", "right", "right", "right")),
    "one-above-the-other": ((80, 24), ("down", "enter", "right")),
}
"""Name of each picture, with the terminal's size in cells and the keys to press."""


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing goes on in the background."""
    await pilot.pause()
    while working := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with contextlib.suppress(WorkerCancelled):  # something else took its place
            await pilot.app.workers.wait_for_complete(working)
        await pilot.pause()


async def take(size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """Return a picture of the screen after some keys, as SVG."""
    with tempfile.TemporaryDirectory() as data:
        app = SeedreaderApp(Library(Path(data)), Scope.of([samples_folder()]), Settings(), [])
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            return without_remote_fonts(app.export_screenshot(title="seedreader"))


def without_remote_fonts(svg: str) -> str:
    """Return the picture with the fonts of whoever looks at it: it asks for nothing elsewhere."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "ui-monospace, DejaVu Sans Mono")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, (size, keys) in PICTURES.items():
        path = FOLDER / f"{name}.svg"
        path.write_text(asyncio.run(take(size, keys)), "utf-8")
        print(path)


if __name__ == "__main__":
    main()
