"""Appends rows to a list, each id once."""

from array import array
from typing import Protocol, TypeVar


class HasId(Protocol):
    """A row with an id."""

    id: str


RowT = TypeVar("RowT", bound=HasId)
_EMPTY = 64
_NO_ID = -1
"""The hash that stands for a row without an id: no text has it."""


class Rows(Protocol[RowT]):
    """The list that rows are appended to."""

    def append(self, row: RowT, /) -> None:
        """Append a row."""
        ...

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> RowT: ...


class Dedupe:
    """Appends a row unless its id is in the list.

    It holds a hash table of indices and the hashes of the ids, 16 to 24 bytes a row; a set of the ids would take up to
    130. A row in the list is compared only if the hashes are equal.
    """

    def __init__(self) -> None:
        self._table = _table(_EMPTY)
        self._hashes = array("q")

    def append(self, rows: Rows[RowT], row: RowT) -> bool:
        """Append `row` if its id is new, and return whether it was; rows without an id are always new."""
        if not row.id:
            rows.append(row)
            self._hashes.append(_NO_ID)
            return True
        wanted = hash(row.id)
        table, hashes, last = self._table, self._hashes, len(self._table) - 1
        place = wanted & last
        while index := table[place]:
            if hashes[index - 1] == wanted and rows[index - 1].id == row.id:
                return False
            place = (place + 1) & last
        rows.append(row)
        hashes.append(wanted)
        table[place] = len(rows)
        if len(rows) * 2 > len(table):
            self._grow()
        return True

    def _grow(self) -> None:
        table = self._table = _table(2 * len(self._table))
        last = len(table) - 1
        for index, found in enumerate(self._hashes, 1):
            if found != _NO_ID:
                place = found & last
                while table[place]:
                    place = (place + 1) & last
                table[place] = index


def _table(size: int) -> "array[int]":
    return array("I", bytes(4 * size))
