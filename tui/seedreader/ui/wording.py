"""How facts are put into words on the screen, and when there is room for them."""

from __future__ import annotations

from collections.abc import Sequence

from seedreader.article import primary_language
from seedreader.library import ListRow
from seedreader.translation.model import ProvenanceKind, Translation
from seedreader.ui.text import cell_len

WIDE = 100
"""Cells of the terminal from which the panes stand side by side, beside the list."""
NARROW = 60
"""Cells of the terminal under which one language is shown at a time."""

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo", "dz", "yue"})
"""Languages whose writing does not separate words: their length is counted in characters."""

MARKS = {
    ProvenanceKind.EDITED: "+",
    ProvenanceKind.REFERENCE: "=",
    ProvenanceKind.MEMORY: "~",
    ProvenanceKind.ENGINE: "*",
    None: "-",
}
"""What stands beside a sentence for how its translation came about."""


_ROOM_FOR_COPIES = 24  # cells of a line that can spare the word

FLAG_MARK = "!"
"""Stands beside a sentence whose translation looks wrong."""

_PIVOTS = {"en": "English", "es": "Spanish"}


def length_in_words(words: int, language: str) -> str:
    """Return an article's length: `245 words`, `1,190 characters`."""
    unit = "character" if primary_language(language) in UNSPACED_LANGUAGES else "word"
    return f"{words:,} {unit}{'' if words == 1 else 's'}"


STARTED_MARK, READ_MARK, STAR_MARK, TAG_MARK, NOTE_MARK = "›✓*#✎"
"""What stands in the list for an article that was begun, was read, has a star, tags, a note."""

GONE_WORDS = "file gone"
"""Said of an article that no file holds any more."""


def marks_of_row(row: ListRow) -> str:
    """Return what was read of an article and what the user said of it, a cell each: `✓*#✎`."""
    marks = [
        (READ_MARK, row.finished),
        (STARTED_MARK, row.started),
        (STAR_MARK, row.starred),
        (TAG_MARK, bool(row.tags)),
        (NOTE_MARK, row.note is not None),
    ]
    return "".join(mark for mark, is_there in marks if is_there)


def own_words_of_row(row: ListRow, note_key: str) -> str:
    """Return star, tags and whether there is a note, for the line above an article.

    Args:
        row: what is known of it.
        note_key: the key that shows the note.
    """
    parts = [
        STAR_MARK if row.starred else "",
        tags_in_words(row.tags),
        f"{NOTE_MARK} note ({note_key})" if row.note is not None else "",
        f"· {GONE_WORDS}" if row.gone else "",
    ]
    return " ".join(part for part in parts if part)


def tags_in_words(tags: Sequence[str]) -> str:
    """Return tags as they are shown: `#japan #security policy`."""
    return " ".join(f"{TAG_MARK}{tag}" for tag in tags)


def copies_in_words(count: int, room: int) -> str:
    """Return how many near copies an article has, for the end of a line of `room` cells."""
    if not count:
        return ""
    noun = (" copy" if count == 1 else " copies") if room >= _ROOM_FOR_COPIES else ""
    return f" +{count:,}{noun}"


def facts_of_row(row: ListRow, room: int) -> str:
    """Return source, date, length and state of translation, as many as `room` cells take."""
    state = f"{row.translated}/{row.sentences}" if row.translated else ""
    facts = [
        row.source or "",
        row.date or "",
        length_in_words(row.words, row.language),
        state,
        "" if row.has_title else "no headline",
        tags_in_words(row.tags),
        GONE_WORDS if row.gone else "",
    ]
    # The least telling go first: what remains is shown whole.
    for least in (4, 2, 5, 0, 1):
        line = " · ".join(fact for fact in facts if fact)
        if cell_len(line) <= room:
            return line
        facts[least] = ""
    return " · ".join(fact for fact in facts if fact)


def provenance_in_words(translation: Translation | None) -> str:
    """Return how a translation came about.

    As `reference (seeds.en.tmx)`, or `machine: argos translate-uk_en-1_9, via English`.
    """
    if translation is None:
        return "not translated"
    provenance = translation.provenance
    if provenance.kind is ProvenanceKind.EDITED:
        return f"edited by you {(provenance.date or '')[:10]}".rstrip()
    if provenance.kind is ProvenanceKind.ENGINE:
        maker = " ".join(
            part for part in (provenance.engine, provenance.package, provenance.origin) if part
        )
        pivot = provenance.pivot
        via = f", via {_PIVOTS.get(pivot, pivot)}" if pivot else ""
        return f"machine: {maker}{via}" if maker else f"machine{via}"
    origin = (provenance.origin or "").rstrip("/")
    name = origin.replace("\\", "/").rsplit("/", 1)[-1]
    words = f"{provenance.kind.value} ({name})" if name else provenance.kind.value
    return f"{words} {provenance.date}" if provenance.date else words


def flags_in_words(translation: Translation | None) -> str:
    """Return what looks wrong with a translation, or ''."""
    if translation is None or not translation.flags:
        return ""
    return f"{FLAG_MARK} " + "; ".join(flag.reason for flag in translation.flags)


def plural(count: int, singular: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 file`, `1,200 files`."""
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"
