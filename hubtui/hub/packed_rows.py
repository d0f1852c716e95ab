"""Stores the rows of a long listing in little memory: the oldest rows are compressed.

A row takes 700 bytes, a compressed one 130. The memory of compressed rows is returned to the system when they are
dropped, while CPython keeps a whole arena of small objects as long as one of them is in use.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

LIVE = 4096
"""The number of newest rows that are not compressed."""
BLOCK = 256
_OPENED = 12


class RowSequence(Sequence["Row"]):
    """Base class of sequences of rows. Subclasses implement `_row_at` and `__len__`."""

    def _row_at(self, place: int) -> Row:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row_at(place) for place in range(*index.indices(len(self)))]
        many = len(self)
        if not -many <= index < many:
            raise IndexError(index)
        return self._row_at(index if index >= 0 else index + many)


class PackedRows(RowSequence):
    """A list of rows to append to. All but about `live` rows are compressed, in blocks that are opened when read."""

    def __init__(self, live: int = LIVE) -> None:
        self._live = live
        self._blocks: list[bytes] = []
        self._ids: list[str] = []
        self._kinds: list[type[Row]] = []
        self._tail: list[Row] = []
        self._opened: dict[int, list[Row]] = {}

    def append(self, row: Row) -> None:
        """Append a row."""
        self._tail.append(row)
        if len(self._tail) > self._live:
            block, self._tail = self._tail[:BLOCK], self._tail[BLOCK:]
            self._pack(block)

    def __len__(self) -> int:
        return len(self._blocks) * BLOCK + len(self._tail)

    def _row_at(self, place: int) -> Row:
        packed = len(self._blocks) * BLOCK
        return self._tail[place - packed] if place >= packed else self._open(place // BLOCK)[place % BLOCK]

    def __iter__(self) -> Iterator[Row]:
        return chain(chain.from_iterable(map(self._unpacked, range(len(self._blocks)))), self._tail)

    def ids(self) -> Iterator[str]:
        """Yield the ids of all rows, without decompressing a block."""
        packed = chain.from_iterable(names[1:-1].split("\n") for names in self._ids)
        return chain(packed, (row.id for row in self._tail))

    def places_of(self, ids: Collection[str]) -> dict[str, int]:
        """Return the index of the row of each id; ids without a row are left out."""
        found = {}
        for wanted in ids:
            for number, names in enumerate(self._ids):
                at = names.find(f"\n{wanted}\n")
                if at >= 0:
                    found[wanted] = number * BLOCK + names.count("\n", 0, at)
                    break
        first = len(self._blocks) * BLOCK
        sought = set(ids) - set(found)
        return found | {row.id: first + place for place, row in enumerate(self._tail) if row.id in sought}

    def _pack(self, block: list[Row]) -> None:
        kind = type(block[0])
        values = map(_values_of(kind), block)
        self._ids.append("\n".join(["", *(row.id for row in block), ""]))
        self._kinds.append(kind)
        self._blocks.append(zlib.compress(marshal.dumps(list(values)), 1))

    def _unpacked(self, number: int) -> list[Row]:
        kind = self._kinds[number]
        return [kind(*values) for values in marshal.loads(zlib.decompress(self._blocks[number]))]  # our own

    def _open(self, number: int) -> list[Row]:
        rows = self._opened.get(number)
        if rows is None:
            rows = self._unpacked(number)
            if len(self._opened) >= _OPENED:
                del self._opened[next(iter(self._opened))]
            self._opened[number] = rows
        return rows


def _values_of(kind: type[Row]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))
