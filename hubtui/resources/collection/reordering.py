"""The keys that put the rows of a list in order: grab and drop, one place up or down, a typed position."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.widgets.grabbing import Grab
from hubtui.widgets.reorder_list import ReorderList

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen

Move = Callable[[list[str], str | None], None]
"""Moves the rows with these ids before another row, or to the end if that is None."""


class Reordering(ActionTarget):
    """Lets the user choose a new place for rows of `row_list` on `screen`; `move` moves them there."""

    def __init__(self, screen: FrameScreen, row_list: ReorderList, move: Move) -> None:
        self._screen = screen
        self._list = row_list
        self._move = move

    def do_grab(self) -> None:
        """Grab the marked rows; if there are none, the row under the cursor."""
        self._list.grab_rows()

    def do_drop(self) -> None:
        """Drop the grabbed rows at their new place."""
        self._list.drop_rows()

    def do_type_position(self) -> None:
        """Add the digit that was pressed to the position of the grabbed rows."""
        digit = self._screen.pressed
        self._list.move_grabbed(lambda grab: grab.type(digit))
        self._screen.show_frame()

    def do_untype_position(self) -> None:
        """Delete the last digit of the position of the grabbed rows."""
        self._list.move_grabbed(Grab.untype)
        self._screen.show_frame()

    def do_move_up(self) -> None:
        """Move the marked rows, or the row under the cursor, one place up."""
        self._step(-1)

    def do_move_down(self) -> None:
        """Move the marked rows, or the row under the cursor, one place down."""
        self._step(1)

    def _step(self, by: int) -> None:
        ids, marks = self._list.row_layout.ids, self._list.marks.ids
        chosen = [row_id for row_id in ids if row_id in marks] or [row_id for row_id in ids if row_id == self._here]
        if not chosen:
            return
        others = [row_id for row_id in ids if row_id not in chosen]
        place = sum(row_id not in chosen for row_id in ids[: ids.index(chosen[0])]) + by
        if 0 <= place <= len(others):
            self._move(chosen, others[place] if place < len(others) else None)
            self._list.move_to(self._list.cursor)

    @property
    def _here(self) -> str:
        return self._list.cursor_id

    @property
    def typed_position(self) -> str:
        """The digits of the position that were typed for the grabbed rows, or ""."""
        grab = self._list.grab
        return grab.typed if grab is not None else ""
