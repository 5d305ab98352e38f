"""What the user chose in the configuration file, as one typed model.

The file is TOML, `config.toml` in the platform's folder for configuration, or what
`$SEEDREADER_CONFIG` names:

    [reader]
    theme = "nord"
    mouse = false

    [keys]
    next_article = "ctrl+n"
    find = ["slash", "ctrl+s"]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose.

    Attributes:
        theme: name of a theme, or None for what was used last.
        mouse: whether the mouse is used. Off, the terminal's own selection works.
        layout: "auto", "side" (side by side) or "stacked" (one above the other).
        rows: "paragraph" or "sentence": what is aligned.
        target: primary subtag of the language that is translated into, or None for what was used
            last, else English.
        libretranslate: address of a LibreTranslate server that may be asked for another opinion
            on a sentence, or None. Nothing is sent to it but what the user asks it for.
        offline: whether nothing may be fetched from the network, not even when asked: the reader
            then says which files to bring.
        names: whether the entities of new articles are found while one reads.
        keys: names of actions with the keys, separated by commas, that replace their own.
    """

    theme: str | None = None
    mouse: bool = True
    layout: str = "auto"
    rows: str = "paragraph"
    target: str | None = None
    libretranslate: str | None = None
    offline: bool = False
    names: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)


_CHOICES = {"layout": ("auto", "side", "stacked"), "rows": ("paragraph", "sentence")}


def load_settings(path: Path, known_actions: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """Read the configuration file; what is wrong in it is left out and said.

    Args:
        path: the file; it need not exist.
        known_actions: names that may stand under `[keys]`.

    Returns:
        The settings, and a message for each thing that was left out, naming file and place.
    """
    if not path.exists():
        return Settings(), []
    import tomllib  # noqa: PLC0415 - most users have no such file

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), [f"{path}: cannot be read ({error}); the defaults are used"]
    except tomllib.TOMLDecodeError as error:
        return Settings(), [f"{path}: is not valid TOML ({error}); the defaults are used"]
    problems = [
        f"{path}: there is no section [{name}]; known are [reader] and [keys]"
        for name in data
        if name not in {"reader", "keys"}
    ]
    reader, keys = data.get("reader", {}), data.get("keys", {})
    settings = Settings()
    for name, value in reader.items() if isinstance(reader, dict) else ():
        problem = _problem_of(name, value)
        if problem:
            problems.append(f"{path}: [reader] {name}: {problem}")
        else:
            settings = replace(settings, **{name: value})
    chosen: dict[str, str] = {}
    for name, value in keys.items() if isinstance(keys, dict) else ():
        wanted = value if isinstance(value, list) else [value]
        if name not in known_actions:
            problems.append(f"{path}: [keys] {name}: there is no such action; `?` lists them")
        elif not wanted or not all(isinstance(key, str) and key.strip() for key in wanted):
            problems.append(
                f'{path}: [keys] {name}: give a key such as "ctrl+n", or a list of keys'
            )
        else:
            chosen[name] = ",".join(key.strip() for key in wanted)
    return replace(settings, keys=chosen), problems


def _problem_of(name: str, value: object) -> str | None:
    types = {
        "theme": str,
        "mouse": bool,
        "layout": str,
        "rows": str,
        "target": str,
        "libretranslate": str,
        "offline": bool,
        "names": bool,
    }
    if name not in types:
        return f"there is no such setting; known are {', '.join(sorted(types))}"
    if not isinstance(value, types[name]):
        return "must be true or false" if types[name] is bool else "must be a text in quotes"
    if name in _CHOICES and value not in _CHOICES[name]:
        return f"must be one of {', '.join(_CHOICES[name])}"
    return None
