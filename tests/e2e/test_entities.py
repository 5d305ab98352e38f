"""Names in a real terminal, by their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.conftest import Start
from tests.e2e.terminal import Terminal


@pytest.fixture
def terminal(reader: Start, samples: Path) -> Terminal:
    """The sample articles, once their names are known, with the second one open."""
    terminal = reader(samples, columns=140, rows=40)
    terminal.wait_for("Articles 5")
    terminal.wait_for("sentence 1 of")
    terminal.press("j", "enter")
    terminal.wait_for("Next sentence")
    terminal.wait_for("Jens Stoltenberg, in 4 articles")
    return terminal


def status(terminal: Terminal) -> str:
    """Return the line above the hints."""
    return terminal.screen()[-2]


def test_names_are_walked_and_told_of(terminal: Terminal) -> None:
    terminal.press("]")
    terminal.wait_for(lambda: "Jens Stoltenberg, in 4 articles" in status(terminal))
    terminal.press("]")
    terminal.wait_for(lambda: "in 5 articles: " in status(terminal))
    terminal.press("[")
    terminal.wait_for(lambda: "Jens Stoltenberg" in status(terminal))
    assert "斯托尔滕贝格" in status(terminal).replace(" ", "")


def test_an_entity_is_followed_from_the_list_of_names(terminal: Terminal) -> None:
    terminal.press("@")
    terminal.wait_for("Names in this article")
    terminal.press("tab")
    terminal.wait_for("Names in all articles")
    terminal.press("/")
    terminal.press(*"kishida")
    terminal.wait_for(lambda: "Japan ···" not in terminal.text())
    terminal.press("enter", "enter")
    terminal.wait_for("Articles 4")
    terminal.wait_for("● Fumio Kishida")
    terminal.press(".")
    terminal.wait_for("Articles 5")


def test_what_others_say_is_one_key_away(terminal: Terminal) -> None:
    terminal.press("c")
    terminal.wait_for("Who else says this")
    terminal.wait_for("the most alike first")
    terminal.press("enter")
    terminal.wait_for(lambda: "Who else says this" not in terminal.text())
    terminal.wait_for("Next sentence")


def test_names_are_lit_or_not(terminal: Terminal) -> None:
    terminal.press("U")
    terminal.wait_for("Names lit: all")
    terminal.press("U")
    terminal.wait_for("Names lit: none")
