"""A sorted view of the rows of a listing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from hubtui.hub.packed_rows import PackedRows, RowSequence

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

_MOST_SEEN = 256


class SortedRows(RowSequence):
    """The `rows` sorted by `value`, rows without a value last; equal ones stay in their order."""

    def __init__(self, rows: Sequence[Row], value: Callable[[Row], Any], falls: bool) -> None:
        """With `falls` the largest value comes first."""
        self.rows = rows
        self._value = value
        self._falls = falls
        self._values: list[Any] = []
        self._known: list[int] = []
        self._unknown: list[int] = []
        # Neighbours here are far from each other in packed rows: those that were looked at stay open.
        self._seen: dict[int, Row] = {}
        self.grow()

    def grow(self) -> None:
        """Sort in the rows that were appended."""
        start = len(self._values)
        # From the start row by row, which opens each packed block once; else only the new ones.
        new = self.rows[start:] if start else islice(self.rows, len(self.rows))
        for place, row in enumerate(new, start):
            value = self._value(row)
            self._values.append(value)
            (self._unknown if value is None else self._known).append(place)
        # What was in order before is one run: this is nearly as quick as merging.
        self._known.sort(key=self._values.__getitem__, reverse=self._falls)

    def __len__(self) -> int:
        return len(self._values)

    def _row_at(self, place: int) -> Row:
        below = self._place_below(place)
        row = self._seen.get(below)
        if row is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            row = self._seen[below] = self.rows[below]
        return row

    def _place_below(self, place: int) -> int:
        known = len(self._known)
        return self._known[place] if place < known else self._unknown[place - known]

    def place_of(self, row_id: str) -> int | None:
        """Return the index of the row with this id, or None."""
        if isinstance(self.rows, PackedRows):
            below = self.rows.places_of([row_id]).get(row_id)
        else:
            below = next((place for place, row in enumerate(self.rows) if row.id == row_id), None)
        places: Iterator[int] = chain(self._known, self._unknown)
        return None if below is None else next((at for at, place in enumerate(places) if place == below), None)
