"""The marked rows of a list, by id."""

from collections.abc import Callable


class Marks:
    """Ids in the order of marking, and a range that was begun (by index) and is not marked yet."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.anchor: int | None = None

    def toggle(self, row_id: str) -> None:
        """Mark a row, or take its mark away."""
        if row_id in self.ids:
            del self.ids[row_id]
        else:
            self.ids[row_id] = None

    def toggle_range(self, cursor: int, id_at: Callable[[int], str]) -> None:
        """Begin a range at the cursor, or mark the rows from there to the cursor."""
        if self.anchor is None:
            self.anchor = cursor
        else:
            low, high = sorted((self.anchor, cursor))
            self.ids.update(dict.fromkeys(id_at(index) for index in range(low, high + 1)))
            self.anchor = None

    def has(self, index: int, row_id: str, cursor: int) -> bool:
        """Whether a row is marked, or would be when the range ended at the cursor."""
        if self.anchor is not None and min(self.anchor, cursor) <= index <= max(self.anchor, cursor):
            return True
        return row_id in self.ids

    def clear(self) -> bool:
        """Leave the range that was begun, else take all marks away; whether there was any."""
        had = self.anchor is not None or bool(self.ids)
        if self.anchor is None:
            self.ids.clear()
        self.anchor = None
        return had

    def rename(self, old_id: str, new_id: str) -> None:
        """A marked row has another id now; its place among the marks stays."""
        if old_id in self.ids:
            self.ids = dict.fromkeys(new_id if row_id == old_id else row_id for row_id in self.ids)
