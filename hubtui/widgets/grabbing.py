"""Grabbing rows of a list that can be put in order, moving them to another place, and dropping them there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hubtui.widgets.grab import Grab
from hubtui.widgets.marks import Marks
from hubtui.widgets.tall_layout import TallLayout


class GrabList(Protocol):
    """The list whose rows are grabbed."""

    marks: Marks
    cursor_id: str
    row_layout: TallLayout
    is_dragging: bool

    @property
    def is_pressed(self) -> bool:
        """Whether the mouse button is down on a row."""
        ...

    def stop_dragging(self) -> None:
        """End the dragging, and let other widgets have the mouse."""
        ...

    def show_cursor(self) -> None:
        """Scroll so that the row under the cursor is in view."""
        ...

    def show_landing(self, old: int, new: int) -> None:
        """Draw the line at which grabbed rows would land, which has moved from one line to another."""
        ...

    def grab_changed(self) -> None:
        """Draw all rows again, and post that rows were grabbed, moved or released."""
        ...

    def rows_dropped(self, ids: list[str], before: str | None) -> None:
        """Post that rows are to be moved before another one, or to the end if that is None."""
        ...


class Grabbing:
    """The grabbed rows of `row_list`, which stay where they are until they are dropped."""

    def __init__(self, row_list: GrabList) -> None:
        self._list = row_list
        self.grab: Grab | None = None
        """The grabbed rows and the place where they would land, or None."""

    def take(self) -> None:
        """Grab the marked rows; if there are none, the row under the cursor."""
        row_list = self._list
        order = row_list.row_layout.ids
        if not order:
            return
        ids = row_list.marks.ids or {row_list.cursor_id: None}
        self.grab = Grab([index for index, row_id in enumerate(order) if row_id in ids], len(order))
        row_list.grab_changed()

    def drop(self) -> None:
        """Drop the grabbed rows at their place; the list posts its message `Dropped`."""
        if self.grab is None:
            return
        ids, before = self.ids()
        if not self._list.is_dragging:
            self._list.cursor_id = ids[0]
        self.release()
        self._list.rows_dropped(ids, before)

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
