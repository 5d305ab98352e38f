"""Searching in a real terminal, from the first key on."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Start


def test_a_name_is_typed_and_its_sentence_is_on_the_screen(reader: Start, samples: Path) -> None:
    terminal = reader(samples, columns=100, rows=30)
    terminal.wait_for("Articles 5")
    terminal.wait_for("sentence 1 of")
    terminal.press("ctrl+f", *"Столтенберг")
    terminal.wait_for("hit")
    terminal.press("enter")
    terminal.wait_for("to the search")
    assert "Столтенберг" in terminal.text()
    assert "hit 1 of" in terminal.screen()[-2]
    terminal.press("escape")
    terminal.wait_for("Search Столтенберг")
