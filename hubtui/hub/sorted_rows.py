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
    """A sorted view of `rows`, by the function `value`. Rows without a value come last; equal rows keep their order."""

    def __init__(self, rows: Sequence[Row], value: Callable[[Row], Any], falls: bool) -> None:
        """If `falls` is true, the largest value comes first."""
        self.rows = rows
        self._value = value
        self._falls = falls
        self._values: list[Any] = []
        self._known: list[int] = []
        self._unknown: list[int] = []
        # Neighbours in this view are far from each other in packed rows, so the rows that were read are kept.
        self._seen: dict[int, Row] = {}
        self.grow()

    def grow(self) -> None:
        """Add the rows that were appended to `rows` since the last call."""
        start = len(self._values)
        # The first time iterate, which opens each packed block once; later read only the new rows.
        new = self.rows[start:] if start else islice(self.rows, len(self.rows))
        for place, row in enumerate(new, start):
            value = self._value(row)
            self._values.append(value)
            (self._unknown if value is None else self._known).append(place)
        # The rows that were sorted before are one run, so this is nearly as fast as a merge.
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
