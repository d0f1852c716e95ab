"""Grabbing rows of a list that can be put in order, moving them to another place, and dropping them there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.widgets.grab import Grab

if TYPE_CHECKING:
    from hubtui.widgets.reorder_list import ReorderList


class Grabbing:
    """The grabbed rows of `row_list`, which stay where they are until they are dropped."""

    def __init__(self, row_list: ReorderList) -> None:
        self._list = row_list
        self.grab: Grab | None = None
        """The grabbed rows and the place where they would land, or None."""

    def take(self) -> None:
        """Grab the marked rows; if there are none, the row under the cursor."""
        row_list = self._list
        if not len(row_list):
            return
        ids = row_list.marks.ids or {row_list.cursor_id: None}
        self.grab = Grab(
            [index for index, row_id in enumerate(row_list.row_layout.ids) if row_id in ids], len(row_list)
        )
        row_list.grab_changed()

    def drop(self) -> None:
        """Drop the grabbed rows at their place; the list posts its message `Dropped`."""
        if self.grab is None:
            return
        ids, before = self.ids()
        if not self._list.is_dragging:
            self._list.cursor_id = ids[0]
        self.release()
        self._list.post_message(self._list.Dropped(ids, before))

    def put_back(self) -> bool:
        """Release the grabbed rows without moving them. Return whether there were any, or the mouse was pressed."""
        had = self.grab is not None or self._list.is_pressed
        if had:
            self.release()
            self._list.show_cursor()
        return had

    def release(self) -> None:
        """End the grab, whether the rows have moved or not."""
        self.grab = None
        self._list.stop_dragging()
        self._list.grab_changed()

    def ids(self) -> tuple[list[str], str | None]:
        """Return the ids of the grabbed rows, and of the row before which they would land (None for the end)."""
        if self.grab is None:
            return [], None
        ids, before = self._list.row_layout.ids, self.grab.before
        return [ids[row] for row in self.grab.rows], None if before is None else ids[before]

    def restore(self, grabbed: list[str], before: str | None) -> None:
        """Grab the same rows again, by their ids, after the list got other rows; release them if they are gone."""
        ids = self._list.row_layout.ids
        rows = [ids.index(row_id) for row_id in grabbed if row_id in ids]
        if not rows:
            self.release()
            return
        self.grab = Grab(rows, len(ids))
        others = [row_id for row, row_id in enumerate(ids) if row not in rows]
        self.grab.move_to(others.index(before) if before in others else len(others))

    @property
    def landing_line(self) -> int | None:
        """The line at which the grabbed rows would land, or None if no rows are grabbed."""
        return None if self.grab is None else self._list.row_layout.starts[self.grab.gap]

    def move(self, change: Callable[[Grab], None]) -> None:
        """Give the grabbed rows another place by `change`, and show it."""
        assert self.grab is not None
        old = self.landing_line or 0
        change(self.grab)
        self._list.show_landing(old, self.landing_line or 0)
