"""The file of what the user merged, split and renamed."""

from __future__ import annotations

from pathlib import Path

from seedreader.corpus.sanitise import printable
from seedreader.entities.decisions import DecisionError, Decisions, read_decisions
from seedreader.library.entity_version import DECISIONS_NAME

_LARGEST = 8_000_000  # bytes


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
        return read_decisions(path.read_text("utf-8").split("\n")), ""
    except FileNotFoundError:
        return Decisions(), ""
    except OSError as error:
        return Decisions(), f"{name}: cannot be read ({error.strerror}); left out"
    except UnicodeDecodeError:
        return Decisions(), f"{name}: is not UTF-8; left out. Save it as UTF-8."
    except DecisionError as error:
        return Decisions(), f"{name}: {error}; the file is left out. Mend or remove that line."
