"""A view of a sequence of rows in which some are replaced, removed or inserted, without a copy of the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from hubtui.hub.packed_rows import RowSequence

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

    Piece = range | Row


class PatchedRows(RowSequence):
    """The sequence of `pieces`: each is a range of indexes into `rows`, or a row itself."""

    def __init__(self, rows: Sequence[Row], pieces: Iterable[Piece]) -> None:
        self._rows = rows
        self._pieces = [piece for piece in pieces if not isinstance(piece, range) or piece]
        self._ends = list(accumulate(len(one) if isinstance(one, range) else 1 for one in self._pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def _row_at(self, place: int) -> Row:
        number = bisect_right(self._ends, place)
        piece = self._pieces[number]
        return self._rows[piece[place - self._ends[number]]] if isinstance(piece, range) else piece

    def with_row(self, place: int, row: Row) -> PatchedRows:
        """Return these rows with `row` inserted at an index."""
        number = bisect_right(self._ends, place)
        if number == len(self._pieces):
            return PatchedRows(self._rows, [*self._pieces, row])
        piece = self._pieces[number]
        cut = place - self._ends[number]
        parts: list[Piece] = [piece[:cut], row, piece[cut:]] if isinstance(piece, range) else [row, piece]
        return PatchedRows(self._rows, [*self._pieces[:number], *parts, *self._pieces[number + 1 :]])


def patched(rows: Sequence[Row], changed: Mapping[int, Row | None]) -> PatchedRows:
    """Return `rows` with the rows at some indexes replaced, or removed (None)."""
    pieces: list[Piece] = []
    start = 0
    for place in sorted(changed):
        pieces.append(range(start, place))
        if (row := changed[place]) is not None:
            pieces.append(row)
        start = place + 1
    return PatchedRows(rows, [*pieces, range(start, len(rows))])
