"""What an XML parser tells of a TMX file becomes raw translation units.

Elements and attributes are those of TMX 1.4b (LISA OSCAR, 2005-04-26) and of its predecessors,
which said `lang` instead of `xml:lang`. XML namespaces are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MAX_SEGMENT: Final = 20_000
"""Most code points of a segment; a unit with a longer one is no sentence and is left out."""
MAX_VARIANTS: Final = 100
"""Most languages that are read of one unit: it yields up to their square number of pairs."""
MAX_NOTE: Final = 4_000
"""Code points that are kept of notes and names."""
MAX_PROPERTIES: Final = 30
"""Properties of a unit that are read."""

_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
"""Elements of a segment that hold code of the document's format, or text that belongs elsewhere."""


class NotTmxError(Exception):
    """The outermost element is another one than `tmx`; its name is the argument."""


@dataclass(slots=True)
class Variant:
    """A segment in one language.

    Attributes:
        language: as written, or ''.
        text: characters of the segment, codes left out.
        date: `changedate` or `creationdate` as written, or None.
        author: `changeid` or `creationid` as written, or None.
    """

    language: str
    text: str = ""
    date: str | None = None
    author: str | None = None


@dataclass(slots=True)
class RawUnit:
    """What a `tu` element holds.

    Attributes:
        source_language: `srclang` of the unit, else of the header, else ''; as written.
        variants: in the order of the file, those without a segment left out.
        notes: texts of the unit's notes.
        properties: type and text of the unit's properties.
        date: as in `Variant`.
        author: as in `Variant`.
    """

    source_language: str
    variants: list[Variant] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    date: str | None = None
    author: str | None = None


class TmxTarget:
    """A target for `xml.etree.ElementTree.XMLParser`; finished units gather in `units`.

    Whatever the file holds, what is kept at a time is bounded, `units` aside: the caller takes them
    after each piece that it feeds.
    """

    def __init__(self) -> None:
        self.units: list[RawUnit] = []
        self._depth = 0
        self._source_language = ""
        self._unit: RawUnit | None = None
        self._variant: Variant | None = None
        self._is_unit_too_long = False
        self._text: list[str] | None = None
        self._length = 0
        self._limit = 0
        self._text_depth = 0
        self._code_depth = 0
        self._type = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self._depth += 1
        name = _local(tag)
        if self._depth == 1 and name != "tmx":
            raise NotTmxError(name)
        if self._text is not None:
            if self._code_depth == 0 and name in _CODES:
                self._code_depth = self._depth
            return
        attributes = {_local(key): value for key, value in attributes.items()}
        if name == "header":
            self._source_language = attributes.get("srclang", "")
        elif name == "tu":
            self._unit = RawUnit(
                source_language=attributes.get("srclang", self._source_language),
                date=_date(attributes),
                author=_author(attributes),
            )
            self._is_unit_too_long = False
        elif self._unit is None:
            return
        elif name == "tuv":
            self._variant = Variant(
                language=attributes.get("lang", ""),
                date=_date(attributes),
                author=_author(attributes),
            )
        else:
            self._start_text(name, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = _local(tag)
        depth = self._depth
        self._depth -= 1
        if self._text is not None:
            if depth == self._code_depth:
                self._code_depth = 0
            elif depth == self._text_depth:
                self._end_text(name, "".join(self._text))
            return
        if name == "tuv":
            self._variant = None
        elif name == "tu" and self._unit is not None:
            if not self._is_unit_too_long:
                self.units.append(self._unit)
            self._unit = None

    def data(self, text: str) -> None:
        """Take characters."""
        if self._text is None or self._code_depth:
            return
        room = self._limit - self._length
        self._length += len(text)
        if room > 0:
            self._text.append(text[:room])

    def close(self) -> None:
        """Take the end of the file."""

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element that holds text."""
        if self._variant is not None:
            if name == "seg":
                self._begin_text(MAX_SEGMENT)
        elif name in ("note", "prop"):
            self._type = attributes.get("type", "")[:MAX_NOTE]
            self._begin_text(MAX_NOTE)

    def _begin_text(self, limit: int) -> None:
        self._text = []
        self._length = 0
        self._limit = limit
        self._text_depth = self._depth
        self._code_depth = 0

    def _end_text(self, name: str, text: str) -> None:
        self._text = None
        unit, variant = self._unit, self._variant
        if unit is None:
            return
        if name == "seg" and variant is not None:
            if self._length > MAX_SEGMENT:
                self._is_unit_too_long = True
            elif len(unit.variants) < MAX_VARIANTS:
                variant.text = text
                unit.variants.append(variant)
        elif name == "prop":
            if self._type and len(unit.properties) < MAX_PROPERTIES:
                unit.properties.append((self._type, text))
        elif sum(map(len, unit.notes)) < MAX_NOTE:
            unit.notes.append(text)


def _local(name: str) -> str:
    """Return a name without its namespace, which the parser puts before it in braces."""
    return name.rpartition("}")[2]


def _date(attributes: dict[str, str]) -> str | None:
    return attributes.get("changedate") or attributes.get("creationdate")


def _author(attributes: dict[str, str]) -> str | None:
    author = attributes.get("changeid") or attributes.get("creationid")
    return author[:MAX_NOTE] if author else None
