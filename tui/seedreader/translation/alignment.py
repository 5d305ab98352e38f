"""Which words of a sentence and of its translation are each other's counterpart.

The links come from the model's attention: CTranslate2 returns, for each token that it wrote, how
much each source token contributed, as the mean of the heads that the model's converter chose (all
heads of one late layer in OpenNMT's own models). On a trained model that mean finds 94 % of the
counterparts, one head alone 69 %. Names whose counterpart is known otherwise come first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MIN_CONFIDENCE = 0.15
"""A weaker link says nothing: with an even attention each of seven words has as much."""

_NOTHING = 0.005  # attention that changes no confidence

_LONGEST_WORD = 4  # characters of a word where words are not separated

_PRECISION = 100  # confidences are kept in hundredths

_UNSPACED = (
    ("\u0e00", "\u0fff"),  # Thai, Lao, Tibetan
    ("\u1000", "\u109f"),  # Myanmar
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3040", "\u30ff"),  # Hiragana, Katakana
    ("\u3400", "\u9fff"),  # Han
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_UNSPACED_FROM = _UNSPACED[0][0]
_INNER = frozenset("-'’ʼ‘.,·_")
"""Marks that belong to a word if they stand between two of its letters or digits."""

Extent = tuple[int, int]
"""Start and end, code points, end exclusive."""

NameMatch = Callable[[str, str], Iterable[tuple[Extent, Extent]]]
"""Takes a sentence and its translation; returns which stretches of them name the same entity."""


@dataclass(frozen=True, slots=True)
class WordLink:
    """A word or words of the sentence and their counterpart in the translation.

    Attributes:
        source_start, source_end: code points into the sentence, end exclusive.
        target_start, target_end: code points into the translation, end exclusive.
        confidence: from 0 to 1; 1 where it does not come from attention alone.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    confidence: float

    def moved(self, source: int, target: int) -> WordLink:
        """Return the link with its offsets moved by so many code points."""
        return WordLink(
            self.source_start + source,
            self.source_end + source,
            self.target_start + target,
            self.target_end + target,
            self.confidence,
        )


def words(text: str) -> list[Extent]:
    """Return the places of the words; in scripts without spaces, of the characters."""
    found: list[Extent] = []
    start: int | None = None
    for index, character in enumerate(text):
        if is_unspaced(character):
            if start is not None:
                found.append((start, index))
            start = index
        elif character.isalnum() or unicodedata.category(character).startswith("M"):
            if start is None:
                start = index
            elif is_unspaced(text[start]) and character.isalnum():
                found.append((start, index))
                start = index
        elif start is not None and not _joins(text, start, index):
            found.append((start, index))
            start = None
    if start is not None:
        found.append((start, len(text)))
    return found


def is_unspaced(character: str) -> bool:
    """Tell whether a letter is of a script that sets no spaces between words."""
    return character >= _UNSPACED_FROM and any(
        first <= character <= last for first, last in _UNSPACED
    )


def _joins(text: str, start: int, index: int) -> bool:
    """Tell whether a mark within a word belongs to it, as an apostrophe or a decimal point."""
    return (
        text[index] in _INNER
        and not is_unspaced(text[start])
        and index + 1 < len(text)
        and text[index + 1].isalnum()
        and not is_unspaced(text[index + 1])
    )


def align(
    source: str,
    target: str,
    source_tokens: Sequence[Extent],
    target_tokens: Sequence[Extent],
    attention: Sequence[Sequence[float]],
) -> tuple[WordLink, ...]:
    """Return the links that attention supports, in the order of the translation.

    Takes time in proportion to the product of the numbers of tokens.

    Args:
        source: the sentence.
        target: its translation.
        source_tokens: the place of each source token; an empty one for what has no place.
        target_tokens: the same for the translation.
        attention: a row for each target token, with a value for each source token; further
            values, as for the end of the sentence, are ignored.
    """
    source_words, target_words = words(source), words(target)
    if not source_words or not target_words:
        return ()
    source_shares = _shares(source_words, source_tokens)
    links = []
    for start, end, rows in _rows(target_words, target_tokens):
        weights = [0.0] * len(source_words)
        for row_number, share in rows:
            for value, parts in zip(attention[row_number], source_shares, strict=False):
                if value >= _NOTHING:
                    for word, part in parts:
                        weights[word] += share * value * part
        total = sum(share for _, share in rows)
        first, last = _strongest(weights, source, source_words)
        strongest = max(weights) / total if total else 0.0
        confidence = sum(weights[first : last + 1]) / total if total else 0.0
        if strongest >= MIN_CONFIDENCE:
            links.append(
                WordLink(
                    source_words[first][0], source_words[last][1], start, end, min(1.0, confidence)
                )
            )
    return tuple(links)


def with_names(
    links: Iterable[WordLink], source: str, target: str, match: NameMatch
) -> tuple[WordLink, ...]:
    """Return the links with those of names first: what attention says of them is dropped."""
    named = [
        WordLink(*source_extent, *target_extent, 1.0)
        for source_extent, target_extent in match(source, target)
    ]
    rest = [
        link
        for link in links
        if not any(
            name.target_start < link.target_end and link.target_start < name.target_end
            for name in named
        )
    ]
    return tuple(sorted([*named, *rest], key=lambda link: (link.target_start, link.source_start)))


def compose(first: Sequence[WordLink], second: Sequence[WordLink]) -> tuple[WordLink, ...]:
    """Return the links from the first's source to the second's target: through a pivot."""
    composed = []
    for link in second:
        candidates = [
            (before.confidence * link.confidence, before)
            for before in first
            if before.target_start < link.source_end and link.source_start < before.target_end
        ]
        confidence, before = max(candidates, key=lambda item: item[0], default=(0.0, None))
        if before is not None and confidence >= MIN_CONFIDENCE:
            composed.append(
                WordLink(
                    before.source_start,
                    before.source_end,
                    link.target_start,
                    link.target_end,
                    confidence,
                )
            )
    return tuple(composed)


def encode_alignment(links: Iterable[WordLink]) -> str:
    """Return links as a short line, for a database or a protocol."""
    return " ".join(
        f"{link.source_start}-{link.source_end}:{link.target_start}-{link.target_end}"
        f":{round(link.confidence * _PRECISION)}"
        for link in links
    )


def decode_alignment(line: str) -> tuple[WordLink, ...]:
    """Return what `encode_alignment` was given, confidences to two digits.

    Raises:
        ValueError: the line is of another form.
    """
    links = []
    for part in line.split():
        source, target, confidence = part.split(":")
        source_start, source_end = source.split("-")
        target_start, target_end = target.split("-")
        link = WordLink(
            int(source_start),
            int(source_end),
            int(target_start),
            int(target_end),
            int(confidence) / _PRECISION,
        )
        if (
            link.source_start > link.source_end
            or link.target_start > link.target_end
            or link.confidence > 1
        ):
            raise ValueError(f"not a link: {part}")
        links.append(link)
    return tuple(links)


def counterparts(
    links: Iterable[WordLink], start: int, end: int, *, in_target: bool
) -> list[tuple[Extent, float]]:
    """Return the other side of the links that touch a stretch, with their confidence.

    Args:
        links: of the sentence.
        start: of the stretch, code points.
        end: of the stretch, exclusive.
        in_target: whether the stretch lies in the translation and the sentence's words are wanted.
    """
    found = []
    for link in links:
        source = (link.source_start, link.source_end)
        target = (link.target_start, link.target_end)
        here, there = (target, source) if in_target else (source, target)
        if here[0] < end and start < here[1]:
            found.append((there, link.confidence))
    return found


def locate_tokens(tokens: Sequence[str], text: str) -> list[Extent]:
    """Return where in `text` each token stands, `text` being what they are tokens of.

    The tokens are plain: `plain_tokens` made them so. They may differ from the text in white
    space, in case and in compatibility forms (Unicode NFKC); a token that is not found, as one
    that a normaliser changed, gets an empty place. Takes linear time.
    """
    letters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for letter in _folded(character):
            letters.append(letter)
            places.append(index)
    stream = "".join(letters)
    at = 0
    skipped = 0  # letters of tokens that were not found since the last that was
    found: list[Extent] = []
    for token in tokens:
        wanted = "".join(map(_folded, token))
        ahead = at + len(wanted) + 2 * skipped + _SLACK
        start = stream.find(wanted, at, ahead) if wanted else -1
        if start < 0:
            place = places[at] if at < len(places) else len(text)
            found.append((place, place))
            skipped += len(wanted)
            continue
        at = start + len(wanted)
        skipped = 0
        found.append((places[start], places[at - 1] + 1))
    return found


_SLACK = 3
"""How far ahead of its place a token may be found (letters): a normaliser may drop some."""


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _shares(extents: Sequence[Extent], tokens: Sequence[Extent]) -> list[list[tuple[int, float]]]:
    """Return for each token the words that it belongs to, and by which part of itself."""
    result = []
    word = 0
    for start, end in tokens:
        while word > 0 and extents[word - 1][1] > start:
            word -= 1
        while word < len(extents) and extents[word][1] <= start:
            word += 1
        parts: list[tuple[int, float]] = []
        at = word
        while start < end and at < len(extents) and extents[at][0] < end:
            covered = min(end, extents[at][1]) - max(start, extents[at][0])
            parts.append((at, covered / (end - start)))
            at += 1
        result.append(parts)
    return result


def _rows(
    extents: Sequence[Extent], tokens: Sequence[Extent]
) -> list[tuple[int, int, list[tuple[int, float]]]]:
    """Return for each word its place and the tokens that make it up, with their shares."""
    rows: list[list[tuple[int, float]]] = [[] for _ in extents]
    for number, parts in enumerate(_shares(extents, tokens)):
        for word, part in parts:
            rows[word].append((number, part))
    return [(*extent, row) for extent, row in zip(extents, rows, strict=True) if row]


def _strongest(weights: Sequence[float], text: str, extents: Sequence[Extent]) -> tuple[int, int]:
    """Return the first and last of the strongest word and what belongs to it.

    Where words are not separated, a character is seldom a word of its own: those beside it that
    are nearly as strong belong to it.
    """
    best = max(range(len(weights)), key=weights.__getitem__)
    enough = weights[best] / 2

    def belongs(index: int) -> bool:
        return weights[index] >= enough and is_unspaced(text[extents[index][0]])

    first = last = best
    if belongs(best):
        while first > 0 and last - first + 1 < _LONGEST_WORD and belongs(first - 1):
            first -= 1
        while last + 1 < len(weights) and last - first + 1 < _LONGEST_WORD and belongs(last + 1):
            last += 1
    return first, last
