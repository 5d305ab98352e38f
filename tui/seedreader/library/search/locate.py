"""Where in a text a query's hits are. All offsets are code points, ends exclusive."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seedreader.article import Span
from seedreader.library.search.folding import fold_text
from seedreader.library.search.match import Choices, Wanted
from seedreader.library.search.query import Field
from seedreader.library.search.tokens import Piece, offsets, pieces


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text that was looked for.

    Attributes:
        span: code points into the text that was searched.
        why: why it is a hit, "" where it is what was typed.
    """

    span: Span
    why: str


class Locator:
    """Finds the hits of one query in any number of texts."""

    def __init__(self, wanted: Iterable[Wanted], field: Field | None = None) -> None:
        """Look for what is wanted everywhere, and in a field where one is named."""
        self._words: dict[str, str] = {}
        self._prefixes: list[tuple[str, str]] = []
        self._runs: list[tuple[str, str]] = []
        self._sequences: list[Wanted] = []
        self._ending: dict[str, list[Wanted]] = {}
        for one in wanted:
            if one.field not in {None, Field.ENTITY, field}:
                continue
            first = one.parts[0]
            if len(one.parts) > 1:
                last = one.parts[-1]
                if last.is_unspaced or one.is_prefix or isinstance(one, Choices):
                    self._sequences.append(one)
                else:
                    self._ending.setdefault(last.form, []).append(one)
            elif first.is_unspaced:
                self._runs.append((first.form, one.why))
            elif one.is_prefix:
                self._prefixes.append((first.form, one.why))
            else:
                self._words.setdefault(first.form, one.why)
        sequences = [*self._sequences, *(one for found in self._ending.values() for one in found)]
        self._longest = max((len(one.parts) for one in sequences), default=0)
        # Each hit holds one of these, so that texts without them are passed over quickly.
        forms = [
            *self._words,
            *(prefix for prefix, _ in self._prefixes),
            *(run for run, _ in self._runs),
            *(form for one in sequences for form in _first_forms(one)),
        ]
        self._needed = [fold_text(form) for form in forms]  # runs of characters are folded less

    def hits(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Yield the hits in `text[start:end]`, in the order of their ends, some within others."""
        folded = fold_text(text[start:end].replace("\n", ""))
        if not any(needed in folded for needed in self._needed):
            return
        recent: deque[Piece] = deque(maxlen=self._longest)
        for piece in pieces(text, start, end):
            if piece.is_unspaced:
                yield from self._in_run(piece, text)
            elif (why := self._why(piece.form)) is not None:
                yield Hit(Span(piece.start, piece.end), why)
            if self._longest:
                recent.append(piece)
                ending = self._ending.get(piece.form, ())
                if ending or self._sequences:
                    yield from self._at_end(tuple(recent), text, (*ending, *self._sequences))

    def _why(self, form: str) -> str | None:
        why = self._words.get(form)
        if why is None and self._prefixes:
            return next((why for prefix, why in self._prefixes if form.startswith(prefix)), None)
        return why

    def _in_run(self, piece: Piece, text: str) -> Iterator[Hit]:
        places: list[int] | None = None
        for run, why in self._runs:
            at = piece.form.find(run)
            while at >= 0:
                if places is None:
                    places = offsets(text[piece.start : piece.end])
                span = Span(piece.start + places[at], piece.start + _end(places, at + len(run)))
                yield Hit(span, why)
                at = piece.form.find(run, at + len(run))

    def _at_end(
        self, recent: Sequence[Piece], text: str, sequences: Iterable[Wanted]
    ) -> Iterator[Hit]:
        """Yield those of the sequences that end with the last of these pieces."""
        for one in sequences:
            count = len(one.parts)
            if len(recent) < count:
                continue
            found = recent[len(recent) - count :]
            choices = one.choices if isinstance(one, Choices) else ((part,) for part in one.parts)
            if all(
                any(_fits(found[at], part, one, at) for part in parts)
                for at, parts in enumerate(choices)
            ):
                yield Hit(_covered(found, one, text), one.why)


def _first_forms(one: Wanted) -> list[str]:
    if isinstance(one, Choices):
        return [part.form for part in one.choices[0]]
    return [one.parts[0].form]


def _fits(piece: Piece, part: Piece, one: Wanted, at: int) -> bool:
    """Tell whether a piece of the text is what stands at a place of a sequence."""
    if piece.is_unspaced != part.is_unspaced:
        return False
    is_last = at == len(one.parts) - 1
    if part.is_unspaced:
        if at == 0:
            return piece.form.endswith(part.form)
        return piece.form.startswith(part.form) if is_last else piece.form == part.form
    if is_last and one.is_prefix:
        return piece.form.startswith(part.form)
    return piece.form == part.form


def _covered(found: Sequence[Piece], one: Wanted, text: str) -> Span:
    first, last = found[0], found[-1]
    start, end = first.start, last.end
    if first.is_unspaced:
        places = offsets(text[first.start : first.end])
        start = first.start + places[len(places) - 1 - len(one.parts[0].form)]
    if last.is_unspaced:
        places = offsets(text[last.start : last.end])
        end = last.start + _end(places, len(one.parts[-1].form))
    return Span(start, end)


def _end(places: Sequence[int], at: int) -> int:
    """Return where the characters before `at` end: a character that became several is whole."""
    if at > 0 and places[at] == places[at - 1]:
        return next(place for place in places[at:] if place > places[at])
    return places[at]


def first_hits(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Return the first hits in order, without those within or overlapping others."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end, hit.why)):
        if not kept or hit.span.start >= kept[-1].span.end:
            if len(kept) == limit:
                break
            kept.append(hit)
    return kept
