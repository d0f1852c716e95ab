"""Where the cursor of a list goes when its rows are replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

FindRow = Callable[[str], int | None]
"""Finds a row by its id; it may return None for any id."""


class RowIds(Protocol):
    """The ids of the rows of a list, by index."""

    def __len__(self) -> int: ...
    def id_at(self, index: int) -> str:
        """Return the id of a row, by which a list keeps its marks and its cursor."""
        ...


class CursorPlace:
    """Remembers whether the cursor was put on its row, and on which row it is to be put."""

    def __init__(self) -> None:
        self.is_chosen = False
        """Whether the user, an action or an earlier run has put the cursor on its row."""
        self.awaited = ""
        """The id of the row that the cursor waits for, or ""."""
        self.line: int | None = None
        """How many rows to show above the cursor when it gets to its row; None scrolls no further than needed."""

    def await_row(self, row_id: str, line: int | None = None) -> None:
        """Put the cursor on a row as soon as the list has it, unless the user moves the cursor before."""
        self.awaited, self.line = row_id, line if row_id else None

    def choose(self) -> None:
        """Note that the cursor was put on its row, and wait for no other row."""
        self.is_chosen, self.awaited, self.line = True, "", None

    def forget(self) -> None:
        """Let the cursor go to the first row of those that are shown next."""
        self.is_chosen, self.awaited, self.line = False, "", None

    def to_restore(self, cursor_id: str, line: int) -> tuple[str, int]:
        """Return the arguments for `await_row` with which the cursor comes back to its row; ("", 0) for the first row.

        `cursor_id` is the row of the cursor, and `line` how many rows are in view above it.
        """
        if self.awaited or not self.is_chosen:
            return self.awaited, self.line or 0
        return cursor_id, line

    def awaited_index(self, rows: RowIds, find: FindRow | None) -> int | None:
        """Return the index of the row that the cursor waits for, or None. `find` saves looking at all rows."""
        if not self.awaited:
            return None
        place = find(self.awaited) if find is not None else None
        if place is None:
            place = next((index for index in range(len(rows)) if rows.id_at(index) == self.awaited), None)
        return place


def nearest_index(rows: RowIds, row_id: str, start: int) -> int:
    """Return the index of a row, searched for from `start` in both directions; `start` if there is no such row."""
    for away in range(len(rows) + 1):
        for index in (start - away, start + away):
            if 0 <= index < len(rows) and rows.id_at(index) == row_id:
                return index
    return start


def skip_headings(index: int, step: int, count: int, is_heading: Callable[[int], bool]) -> int:
    """Return the first of `count` rows from `index` on that is no heading: by `step`, then the other way.

    Return `index` if all rows are headings, or if there are none.
    """
    if not count:
        return index
    ways = (range(index, count if step > 0 else -1, step), range(index, -1 if step > 0 else count, -step))
    return next((row for way in ways for row in way if row < count and not is_heading(row)), index)
