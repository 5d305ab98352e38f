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
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from seedreader.entities.letters import fold
from seedreader.entities.linker import Link


class DecisionError(ValueError):
    """A line of the file that is no decision. The message names the line."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions that stand.

    Attributes:
        merged: identifier to the one that it belongs to.
        split: identifier and folded surface form that are another entity.
        names: identifier to the name to show.
    """

    merged: dict[str, str] = field(default_factory=dict)
    split: frozenset[tuple[str, str]] = frozenset()
    names: dict[str, str] = field(default_factory=dict)

    def apply(self, link: Link, form: str) -> Link:
        """Return what a mention with this surface form is, after the reader's decisions."""
        decided = link
        if (link.entity, fold(form)) in self.split:
            digest = blake2b(fold(form).encode(), digest_size=3).hexdigest()
            decided = Link(f"{link.entity}~{digest}", form, link.kind, "you split it off")
        seen = {decided.entity}
        while (target := self.merged.get(decided.entity)) is not None and target not in seen:
            seen.add(target)
            decided = replace(decided, entity=target, why="you merged them")
        name = self.names.get(decided.entity)
        return replace(decided, name=name) if name is not None else decided


def read_decisions(lines: Iterable[str]) -> Decisions:
    """Return the decisions that stand after all lines.

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
    merged: dict[str, str] = {}
    split: set[tuple[str, str]] = set()
    names: dict[str, str] = {}
    for row in standing:
        if "merge" in row:
            merged[row["merge"][0]] = row["merge"][1]
        elif "split" in row:
            split.add((row["split"], fold(row["form"])))
        else:
            names[row["rename"]] = row["name"]
    return Decisions(merged, frozenset(split), names)


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
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
        OSError: if the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
