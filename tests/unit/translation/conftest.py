"""Tests of engines that need programs that pip cannot install."""

from __future__ import annotations

import shutil

import pytest

_PACKAGES = "apertium apertium-eng-spa apertium-spa-ita"


@pytest.fixture
def apertium() -> str:
    """The path of the program."""
    program = shutil.which("apertium")
    if program is None:
        pytest.skip(f"apertium is not installed: apt-get install {_PACKAGES}")
    return program
