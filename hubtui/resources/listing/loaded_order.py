"""The order of loaded rows by a column that the Hub does not sort by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.resources.listing.rows import ListingRows

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.hub.sorted_rows import SortedRows
    from hubtui.widgets.row_list import RowList


class LoadedOrder:
    """Sorts the rows of a listing by a column; without one they are in the Hub's order."""

    def __init__(self, budget: Callable[[], Budget | None]) -> None:
        self.column = ""
        self.is_reversed = False
        self.words = ""
        """The order as the filter bar shows it."""
        self._repo_type: RepoType = "model"
        self._budget = budget
        self._sorted: SortedRows | None = None

    def choose(self, repo_type: RepoType, column: str, is_reversed: bool) -> None:
        """Sort by this column from now on; "" is the Hub's order."""
        from hubtui.presentation.row_order import column_of, loaded_order_words  # few sort so

        self._repo_type, self.column, self.is_reversed = repo_type, column, is_reversed
        self.words = loaded_order_words(column_of(repo_type, column), is_reversed) if column else ""
        self.forget()

    def forget(self) -> None:
        """Compare all rows anew the next time."""
        self._sorted = None

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows in this order; those that were added since the last time are taken in."""
        if not self.column:
            return rows
        if self._sorted is not None and self._sorted.rows is rows:
            self._sorted.grow()
        else:
            from hubtui.hub.sorted_rows import SortedRows
            from hubtui.presentation.row_order import column_of, falls, value_by

            value = value_by(self._repo_type, self.column, self._budget())
            self._sorted = SortedRows(rows, value, falls(column_of(self._repo_type, self.column), self.is_reversed))
        return self._sorted

    def show(self, row_list: RowList, view: ListingRows, rows: Sequence[Row]) -> None:
        """Show `rows` in the view that the list has: the cursor and a range that was begun stay with their rows.

        The first rows stay in view where the cursor does; else its row stays on its line.
        """
        anchor = row_list.marks.anchor
        anchor_id = view.id_at(anchor) if anchor is not None and anchor < len(view) else ""
        view.rows = self.of(rows)
        place = self._place_of(row_list.cursor_id)
        if place is not None:
            is_at_top = row_list.top_row == 0 and place < row_list.page_rows
            line = place if is_at_top else row_list.cursor - row_list.top_row
            row_list.cursor = place
            row_list.stand_on(row_list.cursor_id, line)
        row_list.show_rows(view, keep_cursor=True)
        row_list.marks.anchor = self._place_of(anchor_id) if anchor_id else None

    def _place_of(self, row_id: str) -> int | None:
        return self._sorted.place_of(row_id) if self._sorted is not None and row_id else None
