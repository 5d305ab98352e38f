"""Tests of engines that need programs that pip cannot install."""

from __future__ import annotations

import os
import shutil

import pytest

_PACKAGES = "apt-get install apertium apertium-eng-spa apertium-spa-ita cg3"


def pytest_configure(config):
    config.addinivalue_line(
        "markers",
        f"apertium: runs Debian's apertium ({_PACKAGES}); without it these tests fail if the "
        "environment variable CI is set, and are deselected otherwise",
    )


def pytest_collection_modifyitems(config, items):
    if shutil.which("apertium") or os.environ.get("CI"):
        return
    unable = [item for item in items if item.get_closest_marker("apertium")]
    if unable:
        config.hook.pytest_deselected(items=unable)
        items[:] = [item for item in items if item not in unable]


@pytest.fixture
def apertium() -> str:
    """The path of the program."""
    program = shutil.which("apertium")
    if program is None:
        pytest.fail(f"apertium is not installed: {_PACKAGES}")
    return program
