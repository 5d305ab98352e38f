"""The file of what the user merged, split and renamed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seedreader.corpus.sanitise import printable, sanitise_line
from seedreader.entities.decisions import DecisionError, Decisions, read_decisions
from seedreader.library.entity_version import DECISIONS_NAME

_LARGEST = 2_000_000  # bytes
LONGEST_NAME = 300
"""Code points of a name that an entity may be given."""


def decisions_path(folder: Path) -> Path:
    """Return where decisions are kept: beside the configuration file."""
    return folder / DECISIONS_NAME


def load_decisions(folder: Path) -> tuple[Decisions, str]:
    """Return the decisions that stand, and what is wrong with the file, or ''.

    Args:
        folder: where the configuration file is; the file need not exist.
    """
    path = decisions_path(folder)
    name = printable(path)
    try:
        if path.stat().st_size > _LARGEST:
            return Decisions(), f"{name}: larger than {_LARGEST:,} bytes; left out"
        decisions = read_decisions(path.read_text("utf-8-sig").split("\n"))
        names = {
            entity: shown
            for entity, name in decisions.names.items()
            if (shown := sanitise_line(name, LONGEST_NAME))
        }
        return replace(decisions, names=names), ""
    except (FileNotFoundError, NotADirectoryError):
        return Decisions(), ""
    except OSError as error:
        return Decisions(), f"{name}: cannot be read ({error.strerror}); left out"
    except UnicodeDecodeError:
        return Decisions(), f"{name}: is not UTF-8; left out. Save it as UTF-8."
    except DecisionError as error:
        return Decisions(), f"{name}: {error}; the file is left out. Mend or remove that line."


def decisions_stamp(folder: Path) -> tuple[int, int] | None:
    """Return what differs when the file has changed, or None where there is none."""
    try:
        status = decisions_path(folder).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
