"""Where the rows of a list are whose rows have further lines below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from hubtui.text.columns import Cell, Column
from hubtui.widgets.row_list import Rows


class TallRows(Rows, Protocol):
    """The rows of a list, by index, each with further lines below it."""

    def below_at(self, index: int, width: int) -> Sequence[Sequence[Cell]]:
        """Return the lines below a row for `width` terminal cells."""
        ...


class TallLayout:
    """The lines of `rows` for `width` terminal cells. Lines are counted from the first row on, across all rows."""

    def __init__(self, rows: TallRows | None = None, width: int = 0) -> None:
        self.rows = rows
        count = len(rows) if rows is not None else 0
        self.ids = [rows.id_at(index) for index in range(count)] if rows is not None else []
        self.below = [rows.below_at(index, width) for index in range(count)] if rows is not None else []
        """The lines below each row."""
        self.starts = [0]
        """The line of each row, and as the last one the number of all lines."""
        for lines in self.below:
            self.starts.append(self.starts[-1] + 1 + len(lines))

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, row_id: str) -> int | None:
        """Return the index of a row, or None if there is no such row."""
        return self.ids.index(row_id) if row_id in self.ids else None

    def row_at(self, line: int) -> int:
        """Return the index of the row that a line belongs to; the number of rows for a line after the last one."""
        return min(bisect_right(self.starts, line) - 1, len(self))

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a row, one for each column."""
        return self.rows.cells_at(index, columns) if self.rows is not None else ()
