"""What the reader decided about entities: merged, split, renamed.

The decisions lie in a file of JSON lines that is only ever appended to and can be shared:

    {"merge": ["n:1c…", "Q142"]}            the first is the second
    {"split": "n:1c…", "form": "Bolton"}    this surface form is another entity
    {"rename": "n:1c…", "name": "John Bolton"}
    {"undo": true}                          the last decision that stands no longer does

Identifiers are made of names, not of what is on a machine, so the file means the same elsewhere.
Decisions are applied to links as they are shown, so undoing needs no linking again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from seedreader.entities.letters import fold
from seedreader.entities.links import Link


class DecisionError(ValueError):
    """A line of the file that is no decision. The message names the line."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions that stand.

    Attributes:
        merged: identifier to the one that it belongs to.
        split: identifier and folded surface form that are another entity.
        names: identifier to the name to show.
        last: the last that stands, as in the file, which undoing takes back; None if none does.
            It may have no effect, as a merger of what was one already.
    """

    merged: dict[str, str] = field(default_factory=dict)
    split: frozenset[tuple[str, str]] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    last: Mapping[str, Any] | None = None

    def apply(self, link: Link, form: str) -> Link:
        """Return what a mention with this surface form is, after the reader's decisions."""
        decided = link
        folded = fold(form)
        seen = {link.entity}
        while True:
            if (decided.entity, folded) in self.split:
                target, name, why = split_off(decided.entity, form), form, "you split it off"
            elif decided.entity in self.merged:
                target, name, why = self.merged[decided.entity], decided.name, "you merged them"
            else:
                break
            if target in seen:
                break
            seen.add(target)
            decided = replace(decided, entity=target, name=name, why=why)
        name = self.names.get(decided.entity, decided.name)
        return replace(decided, name=name) if name != decided.name else decided


def split_off(entity: str, form: str) -> str:
    """Return the identifier of what a surface form of an entity is once it is split off."""
    digest = blake2b(fold(form).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{entity}~{digest}"


def read_decisions(lines: Iterable[str]) -> Decisions:
    """Return the decisions that stand after all lines.

    What was merged in a circle, or into two entities by two people, is all one entity. A form that
    was split off and then merged with its entity again is no longer split off.

    Raises:
        DecisionError: if a line is no decision.
    """
    standing: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(number, line)
        if row.get("undo"):
            if standing:
                standing.pop()
        else:
            standing.append(row)
    merges = _Merges()
    split: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    for row in standing:
        if "merge" in row:
            merges.merge(*row["merge"])
        elif "split" in row:
            own = split_off(row["split"], row["form"])
            if merges.are_one(own, row["split"]):
                merges.take_out(own)
            split[row["split"], fold(row["form"])] = own
        else:
            names[row["rename"]] = row["name"]
    standing_splits = frozenset(
        key for key, own in split.items() if not merges.are_one(own, key[0])
    )
    merged = merges.targets({entity for entity, _ in standing_splits})
    return Decisions(merged, standing_splits, names, standing[-1] if standing else None)


class _Merges:
    """Which entity belongs to which: trees, without circles."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._shortcuts: dict[str, str] = {}

    def merge(self, entity: str, into: str) -> None:
        top = self._top(entity)
        if top != self._top(into):
            self._parents[top] = self._shortcuts[top] = into

    def are_one(self, one: str, other: str) -> bool:
        return self._top(one) == self._top(other)

    def take_out(self, entity: str) -> None:
        """Let an entity stand alone; what belongs to it goes on doing so."""
        if self._parents.pop(entity, None) is not None:
            self._shortcuts = dict(self._parents)

    def targets(self, stops: Container[str]) -> dict[str, str]:
        """Return for each merged entity where to go on: at its top, or at one of `stops` before."""
        found: dict[str, str] = {}
        for entity in self._parents:
            path = [entity]
            at = self._parents[entity]
            while at in self._parents and at not in stops:
                if at in found:
                    at = found[at]
                    break
                path.append(at)
                at = self._parents[at]
            found.update(dict.fromkeys(path, at))
        return found

    def _top(self, entity: str) -> str:
        path = []
        while (following := self._shortcuts.get(entity)) is not None:
            path.append(entity)
            entity = following
        self._shortcuts.update(dict.fromkeys(path, entity))
        return entity


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # brackets may be nested without end
        row = None
    valid = isinstance(row, dict) and (
        row.get("undo") is True
        or (
            isinstance(row.get("merge"), list)
            and len(row["merge"]) == 2  # noqa: PLR2004 - what, into what
            and all(isinstance(item, str) for item in row["merge"])
        )
        or (isinstance(row.get("split"), str) and isinstance(row.get("form"), str))
        or (isinstance(row.get("rename"), str) and isinstance(row.get("name"), str))
    )
    if not valid or not isinstance(row, dict):
        raise DecisionError(f"line {number} is no decision about entities")
    return row


def merge(entity: str, into: str) -> str:
    """Return the line that makes one entity another."""
    return _line({"merge": [entity, into]})


def split(entity: str, form: str) -> str:
    """Return the line that makes a surface form of an entity another one."""
    return _line({"split": entity, "form": form})


def rename(entity: str, name: str) -> str:
    """Return the line that gives an entity another name."""
    return _line({"rename": entity, "name": name})


def undo() -> str:
    """Return the line that takes back the last decision that stands."""
    return _line({"undo": True})


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def append(path: Path, line: str) -> None:
    """Add a decision to a file, durably; the file is made if it is not there.

    Raises:
        OSError: if the file cannot be written; it is as it was then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        is_torn = size > 0 and file.read(1) != b"\n"  # by an editor, or by a failing power supply
        data = ("\n" * is_torn + line).encode("utf-8", "backslashreplace")
        try:
            while data:  # a disk that is nearly full takes a part, and the rest fails
                data = data[file.write(data) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(size)
            raise
