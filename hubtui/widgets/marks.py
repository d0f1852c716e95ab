"""The marked rows of a list, by id."""

from collections.abc import Callable


class Marks:
    """The ids of the marked rows in the order of marking, and the index at which a range was started (`anchor`)."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.anchor: int | None = None

    def toggle(self, row_id: str) -> None:
        """Mark a row, or unmark it."""
        if row_id in self.ids:
            del self.ids[row_id]
        else:
            self.ids[row_id] = None

    def toggle_range(self, cursor: int, id_at: Callable[[int], str]) -> None:
        """Start a range at the row of the cursor; if there is one, mark its rows up to the cursor."""
        if self.anchor is None:
            self.anchor = cursor
        else:
            low, high = sorted((self.anchor, cursor))
            self.ids.update(dict.fromkeys(id_at(index) for index in range(low, high + 1)))
            self.anchor = None

    def has(self, index: int, row_id: str, cursor: int) -> bool:
        """Return whether a row is marked, or in the range that was started."""
        if self.anchor is not None and min(self.anchor, cursor) <= index <= max(self.anchor, cursor):
            return True
        return row_id in self.ids

    def clear(self) -> bool:
        """End the range without marking its rows; without a range, unmark all rows. Return whether there was either."""
        had = self.anchor is not None or bool(self.ids)
        if self.anchor is None:
            self.ids.clear()
        self.anchor = None
        return had

    def rename(self, old_id: str, new_id: str) -> None:
        """Keep the mark of a row that has another id now, at its place in the order of marking."""
        if old_id in self.ids:
            self.ids = dict.fromkeys(new_id if row_id == old_id else row_id for row_id in self.ids)
