"""Where translation packages are kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from seedreader.translation.packages._files import read_json

PACKAGES_VARIABLE: Final = "ARGOS_PACKAGES_DIR"
"""As in argostranslate, but several folders may be named, separated as in PATH."""

LIBRETRANSLATE_HOME: Final = Path("/home/libretranslate")
"""Home of the user that runs LibreTranslate in its container image; its `docker-compose.yml`
mounts the models there. Elsewhere LibreTranslate keeps them where argostranslate does."""


def own_folder(data: Path) -> Path:
    """Return where seedreader itself installs packages."""
    return data / "packages"


def package_folders(data: Path) -> tuple[Path, ...]:
    """Return the folders in which packages are looked for, first those that come first.

    Seedreader's own, then those that `ARGOS_PACKAGES_DIR` or argostranslate's `settings.json`
    name, then those of argostranslate's module `settings` (1.11), then LibreTranslate's. They
    need not exist.

    Args:
        data: the library's folder.
    """
    folders = [own_folder(data)]
    named = os.environ.get(PACKAGES_VARIABLE) or argos_setting(PACKAGES_VARIABLE) or ""
    folders += [Path(part).expanduser() for part in named.split(os.pathsep) if part.strip()]
    folders += _argos_folders()
    folders.append(_argos_data(LIBRETRANSLATE_HOME / ".local" / "share") / "packages")
    return tuple(dict.fromkeys(folders))


def argos_setting(name: str) -> str | None:
    """Return a text from argostranslate's `settings.json`, or None."""
    home = _home()
    config = os.environ.get("XDG_CONFIG_HOME") or (home and home / ".config")
    if not config:
        return None
    value = read_json(Path(config) / "argos-translate" / "settings.json").get(name)
    return value if isinstance(value, str) and value else None


def _argos_folders() -> Iterator[Path]:
    if legacy := os.environ.get("ARGOS_TRANSLATE_PACKAGE_DIR"):
        yield Path(legacy)
    home = _home()
    base = os.environ.get("XDG_DATA_HOME") or (home and home / ".local" / "share")
    if base:
        yield _argos_data(Path(base)) / "packages"
    if snap := os.environ.get("SNAP"):
        custom = Path(snap) / "snap_custom"
        yield custom / "packages"
        content = custom / "content_snap_packages"
        if content.is_dir():
            yield from sorted(folder for folder in content.iterdir() if folder.is_dir())


def _argos_data(base: Path) -> Path:
    return base / "argos-translate"


def _home() -> Path | None:
    if "SNAP" in os.environ and (snap := os.environ.get("SNAP_USER_DATA")):
        return Path(snap)
    try:
        return Path.home()
    except RuntimeError:  # neither HOME nor an entry in the user database
        return None
