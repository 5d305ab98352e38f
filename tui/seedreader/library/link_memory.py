"""What the linker remembers, read from the library when it is asked for.

Everything is written at once, within the transaction of whoever adds an article, but for clusters,
which the linker changes in place: `flush` writes those that it changed. So adding an article costs
the same however many there are.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from abc import abstractmethod
from collections.abc import Iterable, Iterator, MutableMapping, MutableSet, Sequence
from itertools import chain, islice
from typing import ClassVar, Generic, TypeVar

from seedreader.entities import Cluster, Kind, Link, LinkMemory
from seedreader.entities.links import MOST_CANDIDATES, MOST_MEMBERS, MOST_NAMING, Naming
from seedreader.entities.memo import Memo
from seedreader.library.damage import LibraryDamaged

_CLUSTERS_KEPT = 20_000
_ARTICLES_KEPT = 10_000
_BLOCKS_KEPT = 4_000
_NAMING_KEPT = 4_000
_SURELY = "(key NOT LIKE '~%' OR key LIKE '%|%')"
"""Condition of links of what an article surely names: see `LinkMemory.known`."""
_LARGE_BLOCK = 3  # clusters: smaller blocks are read again, larger ones are asked for often


_Value = TypeVar("_Value")


class StoredLinks:
    """The memory of a linker, for the articles of one base.

    Attributes:
        memory: what the linker takes. Its articles are keys of `entity_articles`, in digits.
    """

    def __init__(self, connection: sqlite3.Connection, base: int) -> None:
        """Use the tables of an open library.

        Args:
            connection: to the library.
            base: key in `entity_bases`.
        """
        self._clusters = _Clusters(connection, base)
        self._known = _Known(connection)
        self._blocks = _Blocks(connection, base)
        self._naming = _Naming(connection, base)
        self._entities = _Entities(connection)
        self.memory = LinkMemory(
            clusters=self._clusters,
            blocks=self._blocks,
            links=_Links(connection),
            known=self._known,
            naming=self._naming,
            entities=self._entities,
        )

    def flush(self) -> None:
        """Write the clusters that were changed."""
        self._clusters.flush()

    def forget(self) -> None:
        """Forget what was read: it was rolled back, or another process has changed it."""
        self._clusters.forget()
        self._known.forget()
        self._blocks.forget()
        self._naming.forget()
        self._entities.forget()


_DIGITS: Memo[int, str] = Memo(str, 10_000)
"""Keys of articles as the linker has them; one string for all clusters of an article."""


class _Kept(dict[str, _Value], Generic[_Value]):
    """What was read, at most so much: what was kept longest ago is forgotten first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: str, value: _Value) -> _Value:
        """Keep a value, or keep it longer."""
        self.pop(key, None)
        self[key] = value
        if len(self) > self._most:
            del self[next(iter(self))]
        return value


class _Members(MutableMapping[str, str]):
    """The articles of a cluster, with the key that it has there.

    The first ones are kept: the linker looks at those of every cluster that it considers.
    """

    __slots__ = ("_cluster", "_connection", "_first")

    def __init__(self, connection: sqlite3.Connection, cluster: int) -> None:
        self._connection = connection
        self._cluster = cluster
        self._first: list[str] | None = None

    def __getitem__(self, article: str) -> str:
        row = self._connection.execute(
            "SELECT key FROM entity_members WHERE cluster = ? AND article = ?",
            (self._cluster, int(article)),
        ).fetchone()
        if row is None:
            raise KeyError(article)
        return str(row[0])

    def __setitem__(self, article: str, key: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO entity_members (cluster, article, key) VALUES (?, ?, ?)",
            (self._cluster, int(article), key),
        )
        if self._first is not None and article not in self._first:
            is_last = not self._first or int(article) > int(self._first[-1])
            if not is_last:
                self._first = None
            elif len(self._first) < MOST_MEMBERS:
                self._first.append(article)

    def __delitem__(self, article: str) -> None:
        self._first = None
        self._connection.execute(
            "DELETE FROM entity_members WHERE cluster = ? AND article = ?",
            (self._cluster, int(article)),
        )

    def __iter__(self) -> Iterator[str]:
        if self._first is None:
            rows = self._connection.execute(
                "SELECT article FROM entity_members WHERE cluster = ? ORDER BY article LIMIT ?",
                (self._cluster, MOST_MEMBERS),
            )
            self._first = [_DIGITS[article] for (article,) in rows]
        if len(self._first) < MOST_MEMBERS:
            return iter(self._first)
        return chain(self._first, self._further(self._first[-1]))

    def _further(self, last: str) -> Iterator[str]:
        # Row by row: whoever wants more may not want all.
        for (article,) in self._connection.execute(
            "SELECT article FROM entity_members WHERE cluster = ? AND article > ? ORDER BY article",
            (self._cluster, int(last)),
        ):
            yield str(article)

    def __len__(self) -> int:
        ((count,),) = self._connection.execute(
            "SELECT count(*) FROM entity_members WHERE cluster = ?", (self._cluster,)
        )
        return int(count)

    def __bool__(self) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM entity_members WHERE cluster = ? LIMIT 1", (self._cluster,)
        ).fetchone()
        return row is not None


class _Clusters(MutableMapping[str, Cluster]):
    def __init__(self, connection: sqlite3.Connection, base: int) -> None:
        self._connection = connection
        self._base = base
        self._kept: dict[str, tuple[int, Cluster]] = {}
        self._touched: dict[str, tuple[str, Kind, int]] = {}

    def __getitem__(self, identifier: str) -> Cluster:
        kept = self._kept.get(identifier)
        if kept is None:
            kept = self._kept[identifier] = self._read(identifier)
        cluster = kept[1]
        if identifier not in self._touched:
            # The last ones that an article asked for are the last to be forgotten.
            self._kept[identifier] = self._kept.pop(identifier)
            self._touched[identifier] = _state(cluster)
        return cluster

    def _read(self, identifier: str) -> tuple[int, Cluster]:
        row = self._connection.execute(
            "SELECT key, name, kind, forms FROM entity_clusters WHERE base = ? AND identifier = ?",
            (self._base, identifier),
        ).fetchone()
        if row is None:
            raise KeyError(identifier)
        key, name, kind, forms = row
        try:
            made: dict[tuple[str, ...], int | None] = dict.fromkeys(
                tuple(f) for f in json.loads(forms)
            )
            return key, Cluster(name, Kind(kind), made, _Members(self._connection, key))
        except (TypeError, ValueError) as error:
            raise LibraryDamaged(f"the entity {key}: {error}") from error

    def __contains__(self, identifier: object) -> bool:
        if identifier in self._kept:
            return True
        row = self._connection.execute(
            "SELECT 1 FROM entity_clusters WHERE base = ? AND identifier = ?",
            (self._base, identifier),
        ).fetchone()
        return row is not None

    def __setitem__(self, identifier: str, cluster: Cluster) -> None:
        ((key,),) = self._connection.execute(
            "INSERT INTO entity_clusters (base, identifier, name, kind, forms) "
            "VALUES (?, ?, ?, ?, ?) RETURNING key",
            (self._base, identifier, cluster.name, cluster.kind.value, _forms(cluster)),
        ).fetchall()
        members = _Members(self._connection, key)
        members.update(cluster.members)
        cluster.members = members
        self._kept[identifier] = (key, cluster)
        self._touched[identifier] = _state(cluster)

    def __delitem__(self, identifier: str) -> None:
        cluster = self[identifier]
        key = self._kept[identifier][0]
        cluster.members = dict(cluster.members)  # they may still be asked for
        self._connection.execute("DELETE FROM entity_clusters WHERE key = ?", (key,))
        del self._kept[identifier], self._touched[identifier]

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT identifier FROM entity_clusters WHERE base = ?", (self._base,)
        ).fetchall()
        return iter([identifier for (identifier,) in rows])

    def __len__(self) -> int:
        ((count,),) = self._connection.execute(
            "SELECT count(*) FROM entity_clusters WHERE base = ?", (self._base,)
        )
        return int(count)

    def flush(self) -> None:
        for identifier, before in self._touched.items():
            key, cluster = self._kept[identifier]
            if _state(cluster) != before:
                self._connection.execute(
                    "UPDATE entity_clusters SET name = ?, kind = ?, forms = ? WHERE key = ?",
                    (cluster.name, cluster.kind.value, _forms(cluster), key),
                )
        self._touched.clear()
        for identifier in list(islice(self._kept, max(0, len(self._kept) - _CLUSTERS_KEPT))):
            del self._kept[identifier]

    def forget(self) -> None:
        self._kept.clear()
        self._touched.clear()


class _Block(MutableSet[str]):
    """The clusters that are found under a key."""

    def __init__(self, blocks: _Blocks, block: str) -> None:
        self._blocks = blocks
        self._block = block

    def __contains__(self, identifier: object) -> bool:
        return self._blocks.has(self._block, identifier)

    def __iter__(self) -> Iterator[str]:
        return self._blocks.identifiers(self._block)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def add(self, value: str) -> None:
        self._blocks.add(self._block, value)

    def discard(self, value: str) -> None:
        self._blocks.discard(self._block, value)


class _Blocks(MutableMapping[str, MutableSet[str]]):
    """The clusters by the keys that they are looked for under.

    `get` gives no more than tell that there are too many: a common name costs what others cost.
    """

    def __init__(self, connection: sqlite3.Connection, base: int) -> None:
        self._connection = connection
        self._base = base
        self._kept: _Kept[set[str]] = _Kept(_BLOCKS_KEPT)

    def __getitem__(self, block: str) -> MutableSet[str]:
        return _Block(self, block)

    def get(self, block: str, default: object = None) -> object:  # type: ignore[override]
        kept = self._kept.get(block)
        if kept is not None:
            return self._kept.keep(block, kept)
        rows = self._connection.execute(
            "SELECT identifier FROM entity_blocks WHERE base = ? AND block = ? LIMIT ?",
            (self._base, block, MOST_CANDIDATES + 1),
        ).fetchall()
        if not rows:
            return default
        found = {identifier for (identifier,) in rows}
        if len(found) >= _LARGE_BLOCK:
            self._kept.keep(block, found)
        return found

    def has(self, block: str, identifier: object) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM entity_blocks WHERE base = ? AND block = ? AND identifier = ?",
            (self._base, block, identifier),
        ).fetchone()
        return row is not None

    def identifiers(self, block: str) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT identifier FROM entity_blocks WHERE base = ? AND block = ?",
            (self._base, block),
        ).fetchall()
        return iter([identifier for (identifier,) in rows])

    def add(self, block: str, identifier: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO entity_blocks (base, block, identifier) VALUES (?, ?, ?)",
            (self._base, block, identifier),
        )
        kept = self._kept.get(block)
        if kept is not None and len(kept) <= MOST_CANDIDATES:
            kept.add(identifier)

    def discard(self, block: str, identifier: str) -> None:
        self._connection.execute(
            "DELETE FROM entity_blocks WHERE base = ? AND block = ? AND identifier = ?",
            (self._base, block, identifier),
        )
        kept = self._kept.get(block)
        if kept is not None:
            if len(kept) > MOST_CANDIDATES:  # some are not kept: one of those takes the place
                del self._kept[block]
            else:
                kept.discard(identifier)

    def __setitem__(self, block: str, value: MutableSet[str]) -> None:
        for identifier in value:
            self.add(block, identifier)

    def __delitem__(self, block: str) -> None:
        self._kept.pop(block, None)
        self._connection.execute(
            "DELETE FROM entity_blocks WHERE base = ? AND block = ?", (self._base, block)
        )

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT block FROM entity_blocks WHERE base = ?", (self._base,)
        ).fetchall()
        return iter([block for (block,) in rows])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def forget(self) -> None:
        self._kept.clear()


class _Links(MutableMapping[str, dict[str, Link]]):
    """The links of each article."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, article: str) -> dict[str, Link]:
        rows = self._connection.execute(
            "SELECT key, entity, name, kind, why FROM entity_links WHERE article = ?",
            (int(article),),
        ).fetchall()
        if not rows:
            raise KeyError(article)
        return {key: Link(entity, name, Kind(kind), why) for key, entity, name, kind, why in rows}

    def __setitem__(self, article: str, links: dict[str, Link]) -> None:
        before = self.get(article, {})
        self._connection.executemany(
            "DELETE FROM entity_links WHERE article = ? AND key = ?",
            [(int(article), key) for key in before if key not in links],
        )
        self._connection.executemany(
            "INSERT INTO entity_links (article, key, entity, name, kind, why) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (article, key) DO UPDATE SET "
            "entity = excluded.entity, name = excluded.name, kind = excluded.kind, "
            "why = excluded.why",
            [
                (int(article), key, link.entity, link.name, link.kind.value, link.why)
                for key, link in links.items()
                if before.get(key) != link
            ],
        )

    def __delitem__(self, article: str) -> None:
        self._connection.execute("DELETE FROM entity_links WHERE article = ?", (int(article),))

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT DISTINCT article FROM entity_links").fetchall()
        return iter([str(article) for (article,) in rows])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _OfArticles(MutableMapping[str, _Value], Generic[_Value]):
    """What the links of each article say of its entities.

    The linker gives it as well as the links, which are what is written.
    """

    _WHICH: ClassVar[str]

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: _Kept[_Value] = _Kept(_ARTICLES_KEPT)

    @abstractmethod
    def _made(self, entities: Iterable[str]) -> _Value:
        """Return the entities of an article as the linker takes them."""

    def __getitem__(self, article: str) -> _Value:
        found = self._kept.get(article)
        if found is None:
            rows = self._connection.execute(
                f"SELECT DISTINCT entity FROM entity_links WHERE article = ? {self._WHICH}",  # noqa: S608
                (int(article),),
            )
            found = self._kept.keep(article, self._made(sys.intern(row[0]) for row in rows))
        return found

    def __setitem__(self, article: str, entities: _Value) -> None:
        self._kept.keep(article, entities)

    def __delitem__(self, article: str) -> None:
        self._kept.pop(article, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def forget(self) -> None:
        self._kept.clear()


class _Known(_OfArticles[frozenset[str]]):
    """The entities that each article surely names (see `LinkMemory`)."""

    _WHICH = f"AND {_SURELY}"

    def _made(self, entities: Iterable[str]) -> frozenset[str]:
        return frozenset(entities)


class _Entities(_OfArticles[tuple[str, ...]]):
    """All entities of each article."""

    _WHICH = ""

    def _made(self, entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(entities)


class _Naming(Naming):
    """The articles that surely name an entity: those whose links say so."""

    def __init__(self, connection: sqlite3.Connection, base: int) -> None:
        self._connection = connection
        self._base = base
        self._kept: _Kept[list[str]] = _Kept(_NAMING_KEPT)  # the last article first

    def latest(self, entity: str) -> Sequence[str]:
        found = self._kept.get(entity)
        if found is None:
            rows = self._connection.execute(
                f"SELECT DISTINCT article FROM entity_links WHERE entity = ? AND {_SURELY} "  # noqa: S608
                "AND EXISTS (SELECT 1 FROM entity_articles a WHERE a.key = article AND a.base = ?) "
                "ORDER BY article DESC LIMIT ?",
                (entity, self._base, MOST_NAMING),
            )
            found = self._kept.keep(entity, [_DIGITS[article] for (article,) in rows])
        return found

    def add(self, entity: str, article: str) -> None:
        # Its row is that of a link, which the linker gives last.
        found = self.latest(entity)
        if article not in found:
            self._kept.keep(entity, [article, *found[: MOST_NAMING - 1]])

    def discard(self, entity: str, article: str) -> None:
        if article in self._kept.get(entity, ()):
            del self._kept[entity]

    def forget(self) -> None:
        self._kept.clear()


def _forms(cluster: Cluster) -> str:
    return json.dumps([[*form] for form in cluster.forms], ensure_ascii=False)


def _state(cluster: Cluster) -> tuple[str, Kind, int]:
    """Return what tells whether a cluster was changed: it only ever gains forms."""
    return cluster.name, cluster.kind, len(cluster.forms)
