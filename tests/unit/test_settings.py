"""The configuration file."""

from __future__ import annotations

from pathlib import Path

from seedreader.ui.actions import BY_NAME
from seedreader.ui.settings import load_settings

README = Path(__file__).parents[2] / "README.md"


def test_the_example_of_the_readme_is_understood(tmp_path: Path) -> None:
    lines = README.read_text("utf-8").split("    [reader]\n")[1].split("\n\n`NO_COLOR`")[0]
    path = tmp_path / "config.toml"
    path.write_text("[reader]\n" + lines, "utf-8")
    settings, problems = load_settings(path, BY_NAME)
    assert problems == []
    assert settings.libretranslate == "http://localhost:5000"
    assert settings.offline
    assert settings.keys == {"next_article": "ctrl+n", "find": "slash,ctrl+s"}
