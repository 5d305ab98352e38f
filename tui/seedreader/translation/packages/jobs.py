"""What the process that changes packages is asked, and what it tells: one JSON object a line."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import seedreader
from seedreader.translation.packages.sources import Source

MODULE: Final = "seedreader.translation.packages.job_process"
"""The module that runs in the process."""

_SOURCE_ROOT: Final = Path(seedreader.__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Install:
    """Install packages.

    Attributes:
        sources: known files or addresses.
        words: what the user typed: a path, an address or a name; see `resolve`. '' for nothing.
        target: the language that a language in `words` is to be translated into.
        again: also what is there already.
    """

    sources: tuple[Source, ...] = ()
    words: str = ""
    target: str = "en"
    again: bool = False


@dataclass(frozen=True, slots=True)
class FetchIndex:
    """Fetch the list of available packages."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove packages that seedreader installed."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verify:
    """Check that packages are unchanged and work: those in these folders, or all."""

    paths: tuple[str, ...] = ()


Job = Install | FetchIndex | Remove | Verify


@dataclass(frozen=True, slots=True)
class Started:
    """Work on a package has begun; its size in bytes and licence as far as they are known."""

    name: str
    size: int | None = None
    licence: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """So many bytes are there, of so many; `total` is None where that is not known."""

    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class WasInstalled:
    """A package is installed now; `notes` are what the user should know, in sentences."""

    name: str
    was_there: bool
    trust: str
    replaced: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WasRemoved:
    """A package is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class WasVerified:
    """What was found out about the package in a folder; see `Verdict`."""

    name: str
    path: str
    state: str
    problem: str


@dataclass(frozen=True, slots=True)
class HasIndex:
    """The list was fetched and has so many packages."""

    packages: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Something did not work; what was there still is. See `PackageProblem`."""

    subject: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The job is over."""


JobEvent = (
    Started | Received | WasInstalled | WasRemoved | WasVerified | HasIndex | Failed | Finished
)

_JOBS: Final = {kind.__name__: kind for kind in (Install, FetchIndex, Remove, Verify)}
_EVENTS: Final = {
    kind.__name__: kind
    for kind in (
        Started,
        Received,
        WasInstalled,
        WasRemoved,
        WasVerified,
        HasIndex,
        Failed,
        Finished,
    )
}


def command(data: Path) -> list[str]:
    """Return the command that starts the process; the job is the first line that it reads.

    Args:
        data: the library's folder.
    """
    # Without -P, Python files in the folder where the user happens to be would be imported.
    return [sys.executable, "-P", "-m", MODULE, os.fspath(data)]


def environment() -> dict[str, str]:
    """Return the environment in which the process finds this program."""
    paths = [str(_SOURCE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def encode(message: Job | JobEvent) -> str:
    """Return a job or an event as one line of ASCII, without the line's end."""
    values = dataclasses.asdict(message)
    return json.dumps({"is": type(message).__name__, **values})


def decode_job(line: str | bytes) -> Job:
    """Return the job that `encode` was given.

    Raises:
        ValueError: the line is of another form.
    """
    values = _decode(line)
    try:
        kind = _JOBS.get(values.pop("is", ""))
        if kind is Install:
            values["sources"] = tuple(_source(source) for source in values["sources"])
        job: Job = _made(kind, values)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a job: {line!r}") from error
    return job


def decode_event(line: str | bytes) -> JobEvent:
    """Return the event that `encode` was given.

    Raises:
        ValueError: the line is of another form.
    """
    values = _decode(line)
    try:
        event: JobEvent = _made(_EVENTS.get(values.pop("is", "")), values)
    except TypeError as error:
        raise ValueError(f"not an event: {line!r}") from error
    return event


def _decode(line: str | bytes) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError(f"not an object: {line!r}")  # noqa: TRY004 - the text is wrong, no type
    return values


def _made(kind: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401
    if kind is None:
        raise TypeError
    return kind(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
        }
    )


def _source(values: dict[str, Any]) -> Source:
    pair = values.pop("pair")
    source: Source = _made(Source, values | {"pair": tuple(pair) if pair else None})
    return source
