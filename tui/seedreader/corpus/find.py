"""Find the files that may hold articles: names and sizes only, no file is opened here."""

from __future__ import annotations

import mimetypes
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from seedreader.corpus.formats import PAGES, format_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["article", "memory", "collection"]
"""What a file is taken for: one article, a translation memory (`.tmx`), or a file of any number of
articles: see `seedreader.corpus.formats`."""

_MEMORY_SUFFIX: Final = ".tmx"
_EXPORTS: Final = (".seedreader.md", ".seedreader.html", ".seedreader.jsonl", ".seedreader.tmx")
"""How names of files end that `seedreader export` gives: their articles are there already."""

_OTHER_KINDS: Final = {
    "image": "an image",
    "audio": "a sound file",
    "video": "a video",
    "font": "a font",
    "model": "a 3D model",
    "application": "not plain text",
}
"""Main media types that are plainly no text, and what they are called in a message."""

_OTHER_TYPES: Final = {
    "text/css": "a style sheet",
    "text/javascript": "a program",
    "text/x-python": "a program",
    "text/x-c": "a program",
    "text/csv": "a table",
    "text/tab-separated-values": "a table",
}
"""Media types below `text/` that hold no article, and what they are called in a message."""

_OPAQUE: Final = frozenset({"application/octet-stream"})
"""Types that say nothing: `mimetypes` gives them to names that end in `.o`, `.a`, `.obj`, ...;
the content decides about such a file."""

_COMPRESSED: Final = "a compressed file"

_SPECIAL: Final = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

# The table that Python brings, without the system's own files: the same answer on every machine.
_TYPES: Final = mimetypes.MimeTypes()


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Attributes:
        path: as it was given, or below a folder that was given.
        size: in bytes.
        mtime_ns: time of the last change, nanoseconds since 1970.
        kind: what the name says it is.
    """

    path: Path
    size: int
    mtime_ns: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that is not read.

    Attributes:
        path: as it was given, or below a folder that was given. Not safe to print as it is:
            see `seedreader.corpus.printable`.
        reason: what it is and what to do, one sentence or two.
        is_failure: whether the user surely meant it, so that not reading it is an error.
    """

    path: Path
    reason: str
    is_failure: bool


def find(paths: Iterable[Path]) -> Iterator[Found | Skipped]:
    """Find the files in `paths`, each a file or a folder that is searched recursively.

    A folder's entries come in the order of their names, files and folders mixed; hidden ones are
    left out. A file that can be reached in several ways comes once. Links to folders are followed
    only where they are given themselves, so no loop can arise. A file that is given itself is
    always tried, whatever its name says; in a folder, names that plainly belong to images,
    programs and the like are skipped.

    Yields:
        What was found, and what was not and why. Nothing is raised for what the file system holds.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _given(path, seen)


def _given(path: Path, seen: set[tuple[int, int]]) -> Iterator[Found | Skipped]:
    try:
        status = path.stat()
    except OSError as error:
        yield Skipped(path, _trouble(error), is_failure=True)
        return
    except ValueError:  # a NUL in the name
        yield Skipped(path, "This is not a file name. Check the spelling.", is_failure=True)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, seen)
    else:
        yield from _file(path, status, seen, is_given=True)


def _folder(top: Path, seen: set[tuple[int, int]]) -> Iterator[Found | Skipped]:
    # A stack of what is still to be visited, in reverse: folders may be nested more deeply than
    # Python's recursion goes.
    stack: list[Path | os.DirEntry[str]] = [top]
    while stack:
        item = stack.pop()
        if not isinstance(item, Path):
            is_folder, answer = _entry(item, seen)
            if answer is not None:
                yield answer
            if not is_folder:
                continue
        path = Path(item)
        try:
            with os.scandir(path) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            yield Skipped(path, _trouble(error), is_failure=True)
            continue
        stack.extend(sorted(visible, key=lambda entry: entry.name, reverse=True))


def _entry(
    entry: os.DirEntry[str], seen: set[tuple[int, int]]
) -> tuple[bool, Found | Skipped | None]:
    """Return whether the entry is a folder to be searched, and what to report about it."""
    path = Path(entry.path)
    try:
        if entry.is_dir(follow_symlinks=False):
            return True, None
        status = entry.stat()
    except OSError as error:
        is_lost_link = isinstance(error, FileNotFoundError) and entry.is_symlink()
        return False, Skipped(path, _trouble(error), is_failure=not is_lost_link)
    if stat.S_ISDIR(status.st_mode):
        reason = "It is a link to a folder. Give the folder itself to read it."
        return False, Skipped(path, reason, is_failure=False)
    return False, next(_file(path, status, seen, is_given=False), None)


def _file(
    path: Path, status: os.stat_result, seen: set[tuple[int, int]], *, is_given: bool
) -> Iterator[Found | Skipped]:
    for is_kind, name in _SPECIAL:
        if is_kind(status.st_mode):
            yield Skipped(path, f"It is {name}. Give a text file.", is_failure=is_given)
            return
    other = None if is_given else _other_kind(path.name)
    if other is not None:
        reason = f"Its name says it is {other}. Give the file itself to read it anyway."
        yield Skipped(path, reason, is_failure=False)
        return
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return
    seen.add(identity)
    yield Found(path, status.st_size, status.st_mtime_ns, _kind(path.name))


def _kind(name: str) -> Kind:
    if name.lower().endswith(_MEMORY_SUFFIX):
        return "memory"
    known = format_of(name)
    return "article" if known is None or known in PAGES else "collection"


def is_other_kind(name: str) -> bool:
    """Tell whether a file with this name is plainly something else than what is read."""
    return _other_kind(name) is not None


def _other_kind(name: str) -> str | None:
    """Return what a file with this name plainly is instead of text, or None."""
    if name.lower().endswith(_EXPORTS):
        return "an export of articles"
    if name.lower().endswith(_MEMORY_SUFFIX) or format_of(name) is not None:
        return None
    # `guess_type` takes its argument for a URL and would split off a scheme or a `;`.
    suffixes = Path(name.replace(";", "_")).suffixes[-2:]
    media_type, coding = _TYPES.guess_type("x" + "".join(suffixes))
    if coding is not None:
        return _COMPRESSED
    if media_type is None or media_type in _OPAQUE:
        return None
    return _OTHER_TYPES.get(media_type) or _OTHER_KINDS.get(media_type.partition("/")[0])


def _trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder. Check the spelling."
    if isinstance(error, PermissionError):
        return "It may not be read. Change its permissions (chmod u+r; for a folder u+rx)."
    return f"It cannot be read ({error.strerror or error}). Check the disk and the path."
