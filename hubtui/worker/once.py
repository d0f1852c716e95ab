"""Rows of which each stays once."""

from array import array
from typing import Protocol, TypeVar


class HasId(Protocol):
    """A row."""

    id: str


RowT = TypeVar("RowT", bound=HasId)
_EMPTY = 64


class Once:
    """Appends rows to a list unless their id is there already.

    A table of indices into the list, 8 to 16 bytes a row; a set of the ids takes up to 130.
    """

    def __init__(self) -> None:
        self._table = _table(_EMPTY)

    def append(self, rows: list[RowT], row: RowT) -> bool:
        """Append `row` where it is new; rows without an id cannot be told apart and are always new."""
        if not row.id:
            rows.append(row)
            return True
        place = self._place(rows, row.id)
        if self._table[place]:
            return False
        rows.append(row)
        self._table[place] = len(rows)
        if len(rows) * 2 > len(self._table):
            self._grow(rows)
        return True

    def _place(self, rows: list[RowT], repo_id: str) -> int:
        """Where the index of this id is (from 1), or would be."""
        table, last = self._table, len(self._table) - 1
        place = hash(repo_id) & last
        while (index := table[place]) and rows[index - 1].id != repo_id:
            place = (place + 1) & last
        return place

    def _grow(self, rows: list[RowT]) -> None:
        self._table = _table(2 * len(self._table))
        for index, row in enumerate(rows, 1):
            if row.id:
                self._table[self._place(rows, row.id)] = index


def _table(size: int) -> "array[int]":
    return array("I", bytes(4 * size))
