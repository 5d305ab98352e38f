"""Find near copies: texts that are almost the same, as reports of agencies in several papers are.

Texts are compared by their shingles: three words that follow one another, or four characters where
no spaces are. How much two sets of them share (Jaccard) is estimated by MinHash; those that share
enough are linked, and what is linked is a group, whatever the order in which it came. Of page
furniture nothing counts, and articles of different languages are never near copies.

Only signatures that share a part (a *band*) are compared, so that adding an article looks at few
others. A band that very many articles share says little: only the first of them count.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import add, eq
from typing import Final

import regex
import rensa

from seedreader.article import Article, ParagraphKind, primary_language
from seedreader.corpus.scripts import unspaced_class
from seedreader.library.copy_groups import BANDS, bands, forget_copy
from seedreader.library.store import Library

LEAST_SHARED: Final = 0.4
"""Of all shingles of two near copies, this part at least is in both.

So much is left where a fifth of the sentences and the headline are other ones, and a fifth was
added; different articles in one language hardly ever share a fifth."""
LEAST_SHARED_SHORT: Final = 0.8
"""The same for texts with fewer than `SHORT` shingles."""
SHORT: Final = 40
TOO_SHORT: Final = 8
"""Texts with fewer shingles are no copies of anything: too much else is as short and alike."""

_MADE_BY: Final = f"1.{rensa.RMinHash.ALGORITHM_VERSION}"
_HASHES: Final = 128
_SEED: Final = 1
_MOST_IN_BAND: Final = 20
_SLICE: Final = 0.2  # seconds of work in one transaction: others may wait for it
_SHINGLE: Final = 3
_CHANCE: Final = 1 / 256  # that two bytes of signatures are the same for no reason

_WORD: Final = regex.compile(r"[\w\p{M}]+")
_UNSPACED: Final = regex.compile(f"[{unspaced_class()}]")
_FIRST_UNSPACED: Final = "\u0e00"  # Thai comes first; a quick answer for most words

_CANDIDATES: Final = " UNION ALL ".join(
    ["SELECT * FROM (SELECT band, article FROM copy_bands WHERE band = ? LIMIT ?)"] * BANDS
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it by.

    Attributes:
        language: primary subtag.
        size: number of different shingles.
        hashes: the last byte of each MinHash.
    """

    language: str
    size: int
    hashes: bytes

    @classmethod
    def of(cls, article: Article) -> Signature:
        """Make the signature of an article's title and body, in time linear in its length."""
        shingles = _shingles(article)
        minhash = rensa.RMinHash(num_perm=_HASHES, seed=_SEED)
        minhash.update(list(shingles))
        hashes = bytes(value & 0xFF for value in minhash.digest())
        return cls(primary_language(article.language), len(shingles), hashes)

    def shared(self, other: Signature) -> float:
        """Estimate which part of all shingles both have; the standard error is about 0.04."""
        same: int = sum(map(eq, self.hashes, other.hashes))
        return (same / _HASHES - _CHANCE) / (1 - _CHANCE)

    def is_copy_of(self, other: Signature) -> bool:
        """Tell whether two texts are near copies."""
        smaller = min(self.size, other.size)
        if smaller < TOO_SHORT or self.language != other.language:
            return False
        least = LEAST_SHARED_SHORT if smaller < SHORT else LEAST_SHARED
        return self.shared(other) >= least


class Copies:
    """Keeps the groups of a library's near copies up to date, for whoever writes it."""

    def __init__(self, library: Library) -> None:
        """Write through a library; no other thread may use it meanwhile."""
        self._library = library
        self._connection = library.connection

    def add(self, key: int, article: Article) -> None:
        """Take an article into its group, if it has near copies. Call it in a transaction.

        Takes a time that does not depend on the number of articles.
        """
        signature = Signature.of(article)
        known = self._connection.execute(
            "SELECT language, size, signature FROM copies WHERE article = ? AND made_by = ?",
            (key, _MADE_BY),
        ).fetchone()
        if known is not None and Signature(*known) == signature:
            return
        forget_copy(self._connection, key)
        self._connection.execute(
            "INSERT INTO copies (article, made_by, language, size, signature, is_grouped) "
            "VALUES (?, ?, ?, ?, ?, 0)",
            (key, _MADE_BY, signature.language, signature.size, signature.hashes),
        )
        self._group(key, signature)

    def update(self, *, is_cancelled: Callable[[], bool] = lambda: False) -> Iterator[int]:
        """Do what is left to do, yielding how many articles each transaction has dealt with.

        That are articles that were added by a program that knew no copies, or another kind of
        signature, and the groups out of which an article was removed. What was yielded is kept if
        the iteration is given up or the process is killed; the rest stays to be done.
        """
        yield from self._in_slices(
            "SELECT a.key FROM articles a LEFT JOIN copies c "
            "ON c.article = a.key AND c.made_by = ? WHERE c.article IS NULL",
            (_MADE_BY,),
            self._add_known,
            is_cancelled,
        )
        yield from self._in_slices(
            "SELECT article FROM copies WHERE is_grouped = 0", (), self._regroup, is_cancelled
        )

    def _in_slices(
        self,
        query: str,
        parameters: Sequence[str],
        act: Callable[[int], None],
        is_cancelled: Callable[[], bool],
    ) -> Iterator[int]:
        keys = [key for (key,) in self._connection.execute(query, parameters)]
        done = 0
        while done < len(keys) and not is_cancelled():
            first, started = done, time.monotonic()
            with self._library.transaction(is_durable=False):
                while done < len(keys) and time.monotonic() - started < _SLICE:
                    act(keys[done])
                    done += 1
            yield done - first

    def _add_known(self, key: int) -> None:
        try:
            article = self._library.article(key)
        except KeyError:  # another process removed it meanwhile
            return
        self.add(key, article)

    def _regroup(self, key: int) -> None:
        row = self._connection.execute(
            "SELECT language, size, signature FROM copies WHERE article = ? AND is_grouped = 0",
            (key,),
        ).fetchone()
        if row is not None:
            self._group(key, Signature(*row))

    def _group(self, key: int, signature: Signature) -> None:
        """Look for an article's near copies, and let it be found as theirs."""
        numbers = bands(signature.hashes) if signature.size >= TOO_SHORT else []
        found = self._in_bands(key, numbers)
        in_band = Counter(band for band, _ in found)
        self._connection.executemany(
            "INSERT OR IGNORE INTO copy_bands (band, article) VALUES (?, ?)",
            ((band, key) for band in numbers if in_band[band] < _MOST_IN_BAND),
        )
        shared_bands = Counter(article for _, article in found if article != key)
        alone, linked = self._near(signature, [one for one, _ in shared_bands.most_common()])
        self._connection.execute("UPDATE copies SET is_grouped = 1 WHERE article = ?", (key,))
        if alone or linked:
            self._link([key, *alone], linked)

    def _in_bands(self, key: int, numbers: list[int]) -> list[tuple[int, int]]:
        if not numbers:
            return []
        # One more than count, because the article itself may be among them.
        parameters = [value for band in numbers for value in (band, _MOST_IN_BAND + 1)]
        found = self._connection.execute(_CANDIDATES, parameters).fetchall()
        return [(band, article) for band, article in found if article != key]

    def _near(self, signature: Signature, candidates: list[int]) -> tuple[list[int], set[int]]:
        """Return which candidates without a group are near copies, and the groups of others."""
        alone: list[int] = []
        linked: set[int] = set()
        for candidate in candidates:
            row = self._connection.execute(
                "SELECT copy_group, language, size, signature FROM copies "
                "WHERE article = ? AND made_by = ? AND is_grouped = 1",
                (candidate, _MADE_BY),
            ).fetchone()
            if row is None or row[0] in linked:
                continue
            if signature.is_copy_of(Signature(*row[1:])):
                if row[0] is None:
                    alone.append(candidate)
                else:
                    linked.add(row[0])
        return alone, linked

    def _link(self, alone: list[int], linked: set[int]) -> None:
        """Make one group of articles that have none and of groups; the largest gives its name."""
        sizes = {
            group: self._connection.execute(
                "SELECT count(*) FROM copies WHERE copy_group = ?", (group,)
            ).fetchone()[0]
            for group in linked
        }
        into = max(sorted(linked), key=lambda group: sizes[group]) if linked else min(alone)
        self._connection.executemany(
            "UPDATE copies SET copy_group = ? WHERE copy_group = ?",
            ((into, group) for group in linked if group != into),
        )
        self._connection.executemany(
            "UPDATE copies SET copy_group = ? WHERE article = ?", ((into, key) for key in alone)
        )


def _shingles(article: Article) -> set[str]:
    words: list[str] = []
    for paragraph in article.paragraphs:
        if paragraph.kind is not ParagraphKind.BOILERPLATE:
            for sentence in paragraph.sentences:
                words += _words(sentence.of(article.text))
    return {" ".join(found) for found in zip(*(words[at:] for at in range(_SHINGLE)), strict=False)}


def _words(text: str) -> list[str]:
    """Return words without case; where no spaces are, each character with the next one."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if max(word) >= _FIRST_UNSPACED and _UNSPACED.search(word):
            found += map(add, word, word[1:])
        else:
            found.append(word)
    return found
