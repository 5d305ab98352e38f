"""Translation memories in TMX 1.4b, read and written as a stream.

Nothing outside the file is ever opened: a document type is not fetched, entities that a file
declares are refused. What was read before a damaged place is not lost. Memory does not grow with
the number of units.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from seedreader import __version__
from seedreader.translation._tmx_target import MAX_SEGMENT, NotTmxError, RawUnit, TmxTarget, Variant
from seedreader.translation.memory_key import sentence_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "ALL_LANGUAGES",
    "MAX_FILE_SIZE",
    "MAX_SEGMENT",
    "CannotReadMemory",
    "TranslationUnit",
    "check_destination",
    "read_tmx",
    "write_tmx",
]

ALL_LANGUAGES: Final = "*all*"
"""What `srclang` says where every variant may be the source."""
MAX_FILE_SIZE: Final = 2**30
"""Bytes of the largest file that is read, 1 GiB: about three million units."""

MAX_TAG: Final = 2**22
"""Bytes of the longest tag or comment, 4 MiB: the parser has to keep it as a whole."""

_PIECE: Final = 65_536
_HEAD: Final = 65_536
"""Bytes in which a memory's first tag stands."""
_NAME_SHOWN: Final = 40
_PLACES: Final = frozenset({"file", "id", "path", "prev", "next"})
"""Types of properties by which OmegaT binds a unit to a place."""
_DATE: Final = "%Y%m%dT%H%M%SZ"
"""ISO 8601, basic format, as TMX 1.4b asks for."""
_NOT_XML: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # XML 1.0, section 2.2, Char
)
_REPLACEMENT: Final = "\ufffd"

_SAVE_AGAIN: Final = "Export it again from the program that made it"
_REPAIR: Final = f"{_SAVE_AGAIN}, or repair that line in a text editor"


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A sentence and its translation.

    Attributes:
        source_language: BCP 47 code of the sentence.
        source: the sentence, cleaned.
        target_language: BCP 47 code of the translation.
        target: the translation, cleaned.
        note: what the file remarks on the unit, cleaned, or None.
        date: when it was last changed, else made: ISO 8601 in UTC (`2023-05-03T14:30:00Z`), or None
            where the file does not say so, or not in a way that can be understood.
        author: who did that, cleaned, or None.
        properties: type and value of what tools remark on the unit for other tools, cleaned.
    """

    source_language: str
    source: str
    target_language: str
    target: str
    note: str | None = None
    date: str | None = None
    author: str | None = None
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def is_alternative(self) -> bool:
        """Whether it holds in one place only, in OmegaT's dialect."""
        return any(kind in _PLACES for kind, _ in self.properties)


class CannotReadMemory(Exception):
    """A translation memory, or the rest of one, cannot be read.

    Attributes:
        path: the file.
        problem: what is wrong and in which line, without the file's name; safe to print.
        advice: what to do about it; safe to print.
    """

    def __init__(self, path: str | os.PathLike[str], problem: str, advice: str) -> None:
        self.path = Path(path)
        self.problem = problem
        self.advice = advice
        super().__init__(path, problem, advice)

    def __str__(self) -> str:
        return f"{_printable(os.fspath(self.path))}: {self.problem}. {self.advice}."


def read_tmx(
    path: str | os.PathLike[str], *, clean: Callable[[str], str] = sentence_key
) -> Iterator[TranslationUnit]:
    """Yield the translation units of a TMX file, each as soon as it was read.

    A `tu` element gives one unit for each pair of a variant in the source language and one in
    another language. The source language is the unit's `srclang`, else the header's; of `*all*`, or
    where there is none, each variant in turn; where no variant has it, that of the first. Codes
    within a segment (`bpt`, `ept`, `ph`, `it`, `ut`, `sub`) are dropped. Units with an empty
    segment, one without a language, or one of more than `MAX_SEGMENT` code points are left out.

    Args:
        path: a file in UTF-8, UTF-16 or an 8-bit encoding that its declaration names.
        clean: makes each text safe and uniform; by default only `sentence_key`, so that control
            characters of XML (tab, C1, bidirectional) may be left.

    Raises:
        CannotReadMemory: if the file is none, larger than `MAX_FILE_SIZE`, no TMX, or damaged;
            after the units before the damage. It is raised while iterating.
    """
    with _open(path) as file:
        yield from _read(path, file, clean)


def check_destination(path: str | os.PathLike[str]) -> None:
    """Make sure that `write_tmx` may write to a path, as far as that can be told beforehand.

    Any other file than a memory is left alone: whoever forgets the memory's name and goes on with
    `*.txt` would lose the first article.

    Raises:
        OSError: it is a folder or another file, or its folder is not there or cannot be written.
    """
    path = Path(path)
    if _is_device(path):
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    path = Path(os.path.realpath(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "its folder is not there")
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "its folder cannot be written")
    if path.exists() and not _may_be_replaced(path):
        raise FileExistsError(errno.EEXIST, "it is there, and is no translation memory")


def _is_device(path: Path) -> bool:
    """Tell whether something is there that is no file and no folder, such as a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _may_be_replaced(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    # In UTF-16, which other tools write, every second byte is 0.
    return not head or b"<tmx" in head.replace(b"\0", b"")


def write_tmx(
    destination: BinaryIO | str | os.PathLike[str],
    units: Iterable[TranslationUnit],
    *,
    source_language: str | None = None,
) -> None:
    """Write translation units as TMX 1.4b in UTF-8, one `tu` element for each.

    Characters that XML cannot hold become U+FFFD. A path is replaced as a whole or, if anything
    fails, not at all.

    Args:
        destination: a binary stream, which stays open, or a path; a symbolic link is followed.
        units: what to write, in this order; may be a generator.
        source_language: the header's `srclang`; `*all*` if None. Units with another source
            language say so themselves.

    Raises:
        OSError: if it cannot be written; see `check_destination`.
    """
    header = source_language or ALL_LANGUAGES
    if not isinstance(destination, (str, os.PathLike)):
        _write(destination, units, header)
        return
    check_destination(destination)
    if _is_device(Path(destination)):  # as it is: /dev/stdout may be a link to a nameless pipe
        with Path(destination).open("wb") as file:
            _write(file, units, header)
        return
    path = Path(os.path.realpath(destination))
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            _write(file, units, header)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _open(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file of bearable size; never wait for the other end of a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a file name"
        raise CannotReadMemory(
            path, f"cannot be opened ({reason.lower()})", "Check that it exists and may be read"
        ) from error
    file = os.fdopen(descriptor, "rb", buffering=0) if _is_file(descriptor) else None
    if file is None:
        os.close(descriptor)
        raise CannotReadMemory(path, "is not a file", "Give the name of a TMX file")
    size = os.fstat(file.fileno()).st_size
    if size > MAX_FILE_SIZE:
        file.close()
        raise CannotReadMemory(
            path,
            f"has {size / 2**20:.0f} MiB, more than the {MAX_FILE_SIZE / 2**20:.0f} that are read",
            "Split it into smaller files",
        )
    return file


def _is_file(descriptor: int) -> bool:
    return stat.S_ISREG(os.fstat(descriptor).st_mode)


def _read(
    path: str | os.PathLike[str], file: BinaryIO, clean: Callable[[str], str]
) -> Iterator[TranslationUnit]:
    # defusedxml loads two XML libraries: only who has a memory pays for it.
    from defusedxml.ElementTree import DefusedXMLParser  # noqa: PLC0415

    target = TmxTarget()
    parser = DefusedXMLParser(target=target)
    read = 0
    failure: CannotReadMemory | None = None
    piece = b"-"
    while piece and failure is None:
        try:
            piece = file.read(_PIECE)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise CannotReadMemory(
                path, f"cannot be read to its end ({reason})", "Check the disk that it is on"
            ) from error
        read += len(piece)
        if not read:
            raise CannotReadMemory(path, "is empty", f"{_SAVE_AGAIN}, or delete it")
        failure = _feed(path, parser, piece, read)
        raw_units, target.units = target.units, []
        for raw in raw_units:
            yield from _pairs(raw, clean)
    if failure is not None:
        raise failure


def _feed(
    path: str | os.PathLike[str],
    parser: Any,  # noqa: ANN401
    piece: bytes,
    read: int,
) -> CannotReadMemory | None:
    """Give the parser a piece of the file, b"" for its end; return what is wrong with it, or None.

    Args:
        path: the file.
        parser: an `XMLParser` of defusedxml, which has no types.
        piece: what comes next.
        read: bytes read so far, those of the piece included.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError  # noqa: PLC0415

    expat = parser.parser
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except ParseError as error:
        return CannotReadMemory(path, _describe(error), _REPAIR)
    except NotTmxError as error:
        name = _printable(str(error)[:_NAME_SHOWN])
        problem = f"is not a translation memory: its outermost element is “{name}”, not “tmx”"
        return CannotReadMemory(path, problem, "Give the name of a TMX file")
    except DefusedXmlException:
        problem = f"declares entities in line {expat.CurrentLineNumber}, which is not safe to read"
        return CannotReadMemory(path, problem, _REPAIR)
    except (LookupError, ValueError):
        problem = "names an encoding in line 1 that is not supported"
        return CannotReadMemory(path, problem, "Save it as UTF-8")
    if piece and read - expat.CurrentByteIndex > MAX_TAG:
        problem = f"has a tag of more than {MAX_TAG:,} bytes in line {expat.CurrentLineNumber}"
        return CannotReadMemory(path, problem, _REPAIR)
    return None


def _describe(error: SyntaxError) -> str:
    """Say what is wrong with the XML, and where."""
    line = getattr(error, "position", (1, 0))[0]
    reason = _printable(str(error).partition(": line ")[0])
    return f"is damaged or cut short in line {line} ({reason})"


def _pairs(raw: RawUnit, clean: Callable[[str], str]) -> Iterator[TranslationUnit]:
    """Yield the pairs of a `tu` element: see `read_tmx`."""
    note = clean("\n".join(raw.notes)) or None
    properties = tuple((clean(kind), clean(value)) for kind, value in raw.properties)
    variants = [
        (language, text, variant)
        for variant in raw.variants
        if (language := _tag(variant.language)) and (text := clean(variant.text))
    ]
    sources = _sources(_tag(raw.source_language), [language for language, _, _ in variants])
    for source_language, source, variant in variants:
        if source_language not in sources:
            continue
        for target_language, target, other in variants:
            if target_language == source_language:
                continue
            author = other.author or raw.author or variant.author
            yield TranslationUnit(
                source_language=source_language,
                source=source,
                target_language=target_language,
                target=target,
                note=note,
                date=_iso_date(other, raw),
                author=(clean(author) or None) if author else None,
                properties=properties,
            )


def _sources(wanted: str, languages: list[str]) -> set[str]:
    """Return which of the languages are sources where `srclang` says `wanted`."""
    if wanted in ("", ALL_LANGUAGES):
        return set(languages)
    primary = wanted.partition("-")[0]
    same = {language for language in languages if language == wanted}
    similar = {language for language in languages if language.partition("-")[0] == primary}
    return same or similar or set(languages[:1])


def _tag(language: str) -> str:
    """Return a language code in the usual case of BCP 47 (RFC 5646, section 2.1.1), or ''.

    Tools write `EN-US` and `en_us` for `en-US`.
    """
    parts = language.strip().replace("_", "-").lower().split("-")
    if not all(part.isascii() and part.isalnum() for part in parts):
        return ALL_LANGUAGES if language.strip().lower() == ALL_LANGUAGES else ""
    region, script = 2, 4
    return "-".join(
        part
        if index == 0
        else part.upper()
        if len(part) == region
        else part.title()
        if len(part) == script
        else part
        for index, part in enumerate(parts)
    )


def _iso_date(variant: Variant, unit: RawUnit) -> str | None:
    """Return the first date that can be understood, in the extended format of ISO 8601."""
    for date in (variant.date, unit.date):
        if date:
            with suppress(ValueError):
                return datetime.strptime(date, _DATE).replace(tzinfo=UTC).isoformat()[:19] + "Z"
    return None


def _write(file: BinaryIO, units: Iterable[TranslationUnit], source_language: str) -> None:
    """Write a whole TMX document."""
    file.write(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
            '<tmx version="1.4">\n'
            f'  <header creationtool="seedreader" creationtoolversion="{__version__}"'
            ' segtype="sentence" o-tmf="seedreader" adminlang="en"'
            f' srclang={_attribute(source_language)} datatype="plaintext"/>\n'
            "  <body>\n"
        ).encode()
    )
    file.writelines(_element(unit, source_language).encode() for unit in units)
    file.write(b"  </body>\n</tmx>\n")


def _element(unit: TranslationUnit, header_language: str) -> str:
    """Return a unit as a `tu` element."""
    attributes = ""
    if unit.source_language != header_language:
        attributes += f" srclang={_attribute(unit.source_language)}"
    changed = _tmx_date(unit.date)
    if changed:
        attributes += f' changedate="{changed}"'
    if unit.author:
        attributes += f" changeid={_attribute(unit.author)}"
    note = f"      <note>{_text(unit.note)}</note>\n" if unit.note else ""
    properties = "".join(
        f"      <prop type={_attribute(kind)}>{_text(value)}</prop>\n"
        for kind, value in unit.properties
    )
    return (
        f"    <tu{attributes}>\n{note}{properties}"
        f"      <tuv xml:lang={_attribute(unit.source_language)}>"
        f"<seg>{_text(unit.source)}</seg></tuv>\n"
        f"      <tuv xml:lang={_attribute(unit.target_language)}>"
        f"<seg>{_text(unit.target)}</seg></tuv>\n"
        "    </tu>\n"
    )


def _tmx_date(date: str | None) -> str | None:
    """Return a date of ISO 8601, taken for UTC unless it says otherwise, as TMX writes it."""
    if date is None:
        return None
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime(_DATE)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACEMENT, text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub(_REPLACEMENT, text))


def _printable(text: str) -> str:
    r"""Return `text` with what cannot be seen or printed as `\xNN`, `\uNNNN` or `\UNNNNNNNN`."""
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "backslashreplace").decode("ascii")
        for character in text
    )
