"""Tell an article's body from the furniture around and within it.

The end of the body is found as a change of source: before it, blocks are drawn from an article,
after it from a list of links, notices and counters. Each block after a possible end adds the
logarithm of how much likelier it is in such a list than in this article's own body; the end with
the highest sum is taken, if there is evidence enough. Within the body only what is furniture
wherever it stands is taken out. In doubt a block is body.
"""

from __future__ import annotations

import math
from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from seedreader.article import ParagraphKind
from seedreader.corpus import furniture
from seedreader.corpus.headline import repeats_headline
from seedreader.corpus.scripts import count_scripts
from seedreader.corpus.shape import Furniture, is_prose_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedreader.corpus.blocks import Block
    from seedreader.corpus.shape import Shape

_SHORTEST_KEY: Final = 6
"""Letters and digits: shorter blocks are repeated by chance."""

_STANDFIRST: Final = 2
"""Blocks after the first paragraph, which may be a standfirst, where the date may stand."""

_BUTTON: Final = 3
"""Words of a button's label."""

_NEAR: Final = 2
"""Blocks between which a repeated caption lies."""


class _Trait(Enum):
    """What a block after the body may be."""

    CERTAIN = auto()
    """Furniture by itself."""
    REPEATED = auto()
    """A short line that the page has twice."""
    FOREIGN = auto()
    """In a script that the article is not written in."""
    STUB = auto()
    """A line that does not read as running text."""
    TEASER = auto()
    """Running text below a line that does not: it may belong to that line."""
    PARAGRAPH = auto()
    """Running text below running text."""


_LOG_RATIO: Final = {
    _Trait.CERTAIN: 4.0,
    _Trait.REPEATED: 3.0,
    _Trait.FOREIGN: 4.0,
    _Trait.TEASER: -2.5,
    _Trait.PARAGRAPH: -4.0,
}
"""Logarithms of likelihood ratios, furniture against body; that of a stub depends on the body."""
_STUB_SHARE: Final = 0.9
"""Share of blocks in lists of links that do not read as running text."""
_MOST_STUB_EVIDENCE: Final = 2.0

_ENOUGH: Final = 3.0
"""The sum from which on a tail is believed."""
_STUB_RUN: Final = 4
"""Without any block that is surely furniture, a tail consists of at least this many stubs."""
_CLEAN_BODY: Final = 0.12
"""The largest share of stubs that the body before such a tail may have."""

_UNPUNCTUATED: Final = 0.34
_LONG: Final = 18.0
_LONGISH: Final = 8.0
"""Where less of the text in long blocks (counted in words) ends as sentences do, the script or the
writer does not mark the ends of sentences, and any longish block counts as running text."""

_SAMPLE: Final = 400

_MAIN: Final = 4
"""An article's scripts are those of at least one letter in this many."""
_FOREIGN: Final = 20
"""A block is foreign if fewer than one letter in this many is of the article's scripts."""


def classify(
    text: str, blocks: Sequence[Block], shapes: Sequence[Shape], headline: int | None
) -> list[ParagraphKind]:
    """Return what each block is, `headline` being the index of the one that is the title."""
    kinds = [ParagraphKind.BODY] * len(blocks)
    if not blocks:
        return kinds
    page = _Page(text, blocks, shapes, headline)
    first = page.first_of_body()
    for index in range(first):
        kinds[index] = ParagraphKind.BOILERPLATE
    lead = page.lead(first)
    end = page.end_of_body(lead)
    for index in page.head_furniture(first, lead):
        kinds[index] = ParagraphKind.BOILERPLATE
    for index in range(lead, end):
        if page.is_inner_furniture(index) or (
            index <= lead + _STANDFIRST and page.is_edge_furniture(index)
        ):
            kinds[index] = ParagraphKind.BOILERPLATE
    for index in range(end, len(blocks)):
        kinds[index] = ParagraphKind.BOILERPLATE
    if headline is not None:
        kinds[headline] = ParagraphKind.TITLE
    if all(kind is ParagraphKind.BOILERPLATE for kind in kinds):
        # Nothing but furniture is no article; the reader still wants to see something.
        return [ParagraphKind.BODY] * len(blocks)
    return kinds


class _Page:
    """A page's blocks with what is known of them together."""

    def __init__(
        self, text: str, blocks: Sequence[Block], shapes: Sequence[Shape], headline: int | None
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.shapes = shapes
        self.headline = headline
        self.has_furniture = any(shape.furniture is not Furniture.NONE for shape in shapes)
        self.is_unpunctuated = _is_unpunctuated(shapes)
        self.prose = [self._is_prose(shape) for shape in shapes]
        self.times = Counter(shape.key for shape in shapes if len(shape.key) >= _SHORTEST_KEY)
        sample = "".join(
            text[block.start : min(block.end, block.start + _SAMPLE)]
            for block, is_prose in zip(blocks[:200], self.prose, strict=False)
            if is_prose
        )
        scripts = count_scripts(sample)
        total = scripts.total()
        self.main_scripts = {script for script, count in scripts.items() if count * _MAIN >= total}

    def first_of_body(self) -> int:
        """Return the index of the first block that is not above the article."""
        if self.headline is not None:
            return self.headline + 1
        for index, shape in enumerate(self.shapes):
            if shape.furniture is Furniture.NONE and shape.key and not self._is_consent(index):
                return index
        return 0

    def lead(self, first: int) -> int:
        """Return the index of the first block from `first` on that reads as running text."""
        for index in range(first, len(self.blocks)):
            if (
                self.prose[index]
                and self.shapes[index].furniture is Furniture.NONE
                and not self._repeats_headline(index)
            ):
                return index
        return first

    def head_furniture(self, first: int, lead: int) -> set[int]:
        """Return which blocks between the headline and the first paragraph are furniture."""
        found = {
            index
            for index in range(first, lead)
            if self.shapes[index].furniture is not Furniture.NONE or self.is_inner_furniture(index)
        }
        for index in range(first + 1, lead):
            # A caption goes on below its credit.
            if (
                self.shapes[index - 1].is_credit
                and self.blocks[index].gap == 0
                and not self.shapes[index].ends
            ):
                found.add(index)
        for step, order in ((-1, range(first, lead)), (1, range(lead - 1, first - 1, -1))):
            for index in order:
                # Buttons stand in rows.
                if self.shapes[index].units <= _BUTTON and index + step in found:
                    found.add(index)
        return found

    def is_edge_furniture(self, index: int) -> bool:
        """Return whether a block is furniture where an article begins, such as its date."""
        return self.shapes[index].furniture is not Furniture.NONE and not self.prose[index]

    def is_inner_furniture(self, index: int) -> bool:
        """Return whether a block is furniture wherever it stands."""
        shape = self.shapes[index]
        if shape.furniture is Furniture.ANYWHERE or self._repeats_headline(index):
            return True
        if self.prose[index] or shape.ends or self.times[shape.key] < 2:  # noqa: PLR2004
            return False
        if not self.has_furniture:
            return False
        near = range(max(0, index - _NEAR), min(len(self.shapes), index + _NEAR + 1))
        return any(other != index and self.shapes[other].key == shape.key for other in near)

    def end_of_body(self, lead: int) -> int:
        """Return the index of the first block after the body."""
        inner = [self.is_inner_furniture(index) for index in range(len(self.blocks))]
        body = Counter(
            self.prose[index] for index in range(lead, len(self.blocks)) if not inner[index]
        )
        tail: Counter[_Trait] = Counter()
        best, best_sum = len(self.blocks), _ENOUGH
        for index in range(len(self.blocks) - 1, lead, -1):
            tail[self._trait(index, is_inner=inner[index])] += 1
            body[self.prose[index]] -= not inner[index]
            share = (body[False] + 0.5) / (body.total() + 1)
            total = _log_odds(tail, share)
            if total > best_sum and _is_believable(tail, share):
                best, best_sum = index, total
        return best

    def _trait(self, index: int, *, is_inner: bool) -> _Trait:
        """Return what a block says about being part of a list of links."""
        shape = self.shapes[index]
        is_prose = self.prose[index]
        is_furniture = shape.furniture is not Furniture.NONE
        if self.times[shape.key] > 1 and not is_furniture and not is_prose:
            return _Trait.REPEATED
        if is_inner or is_furniture:
            return _Trait.CERTAIN
        if self._is_foreign(index):
            return _Trait.FOREIGN
        if not is_prose:
            return _Trait.STUB
        before = self.shapes[index - 1].furniture is Furniture.NONE
        return _Trait.PARAGRAPH if self.prose[index - 1] and before else _Trait.TEASER

    def _is_prose(self, shape: Shape) -> bool:
        if self.is_unpunctuated:
            return shape.units >= _LONGISH
        if not shape.stops and shape.ends and shape.inner == 0 and shape.units < 15:  # noqa: PLR2004
            return False
        return is_prose_like(shape.units, ends=shape.ends, inner=shape.inner)

    def _repeats_headline(self, index: int) -> bool:
        if self.headline is None or index == self.headline:
            return False
        headline = self.shapes[self.headline]
        if not repeats_headline(self.shapes[index], headline):
            return False
        # In plain text it is more likely a quotation that gave the article its name.
        return self.has_furniture

    def _is_foreign(self, index: int) -> bool:
        """Return whether a block is in a script that the article is not written in."""
        block = self.blocks[index]
        piece = self.text[block.start : min(block.end, block.start + _SAMPLE)]
        scripts = count_scripts(piece)
        if scripts.total() < 40 or not self.main_scripts:  # noqa: PLR2004 - names are foreign
            return False
        own = sum(scripts[script] for script in self.main_scripts)
        return own * _FOREIGN < scripts.total()

    def _is_consent(self, index: int) -> bool:
        block = self.blocks[index]
        end = min(block.end, block.start + _SAMPLE)
        return furniture.CONSENT.search(self.text, block.start, end) is not None


def _log_odds(tail: Counter[_Trait], share: float) -> float:
    """Return the logarithm of the odds of a tail, `share` being the body's share of stubs."""
    stub = min(_MOST_STUB_EVIDENCE, math.log(_STUB_SHARE / min(share, _STUB_SHARE)))
    return sum(count * _LOG_RATIO.get(trait, stub) for trait, count in tail.items())


def _is_believable(tail: Counter[_Trait], share: float) -> bool:
    """Return whether a tail has evidence of another kind than that its lines are short."""
    evidence = tail[_Trait.CERTAIN] + tail[_Trait.REPEATED]
    running = tail[_Trait.TEASER] + tail[_Trait.PARAGRAPH]
    is_list = tail[_Trait.STUB] >= _STUB_RUN and running == 0 and share <= _CLEAN_BODY
    return is_list or evidence >= max(1, running)


def _is_unpunctuated(shapes: Sequence[Shape]) -> bool:
    long = [shape for shape in shapes if shape.units >= _LONG] or [
        shape for shape in shapes if shape.units >= _LONGISH
    ]
    words = sum(shape.units for shape in long)
    return sum(shape.units for shape in long if shape.ends) < _UNPUNCTUATED * words
