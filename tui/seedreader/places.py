"""Where the samples and the library are."""

from __future__ import annotations

import os
from pathlib import Path

DATA_VARIABLE = "SEEDREADER_DATA"
CONFIG_VARIABLE = "SEEDREADER_CONFIG"


def data_folder(named: Path | None = None) -> Path:
    """Return the library's folder: as named, as the environment says, or the platform's."""
    if named is not None:
        return named
    if value := os.environ.get(DATA_VARIABLE):
        return Path(value)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where it is named

    return user_data_path("seedreader", appauthor=False)


def config_file() -> Path:
    """Return where the configuration file is looked for, the user's other files beside it."""
    if named := os.environ.get(CONFIG_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where it is named

    return user_config_path("seedreader", appauthor=False) / "config.toml"


def samples_folder() -> Path:
    """Return the folder of the sample articles: in the package, or in the checkout."""
    package = Path(__file__).parent
    installed = package / "seeds"
    folder = installed if installed.is_dir() else package.parent.parent / "seeds"
    try:
        return folder.relative_to(Path.cwd())  # as a user in the checkout would write it
    except (ValueError, OSError):
        return folder
