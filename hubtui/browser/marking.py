"""The marks of a list: of single rows, of ranges, and of all rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel
from hubtui.pages.frame import FrameScreen
from hubtui.widgets.row_list import RowList, Rows


class RowsWithIds(Rows, Protocol):
    """Rows that can return all their ids at once."""

    def ids(self) -> Iterable[str]: ...


class Marking(ActionTarget):
    """Marks rows, and reports them to the frame, which counts the marks of all tabs. `view` returns the rows shown."""

    def __init__(
        self, screen: FrameScreen, model: ListModel[Any], rows: RowList, view: Callable[[], RowsWithIds]
    ) -> None:
        self._screen = screen
        self._model = model
        self._rows = rows
        self._view = view
        self._before: dict[str, None] | None = None
        self._changes_before = 0

    # Undo

    def forget(self) -> None:
        """Forget the earlier marks that undo would restore, because other rows will be shown."""
        self._before = None

    def _remember(self) -> None:
        self._before = dict(self._rows.marks.ids)
        self._changes_before = self._screen.frame.changes_begun()

    def do_undo(self) -> bool:
        """Restore the earlier marks. Return False if a change was made after them, which is undone instead."""
        marks = self._rows.marks
        is_latest = self._changes_before == self._screen.frame.changes_begun()
        if self._before is None or not is_latest or self._before == marks.ids:
            return False
        marks.ids, self._before = self._before, dict(marks.ids)
        self._screen.notice(f"{len(marks.ids):,} marked, as before; u again turns that round")
        self.show()
        return True

    # Marks

    def do_mark(self) -> None:
        """Mark the row under the cursor or unmark it, and move down."""
        if self._rows.cursor_id:
            self._remember()
            self._rows.marks.toggle(self._rows.cursor_id)
            self._rows.do_down()
            self.show()

    def do_mark_range(self) -> None:
        """Start a range of marks at the cursor, or end it there."""
        if self._rows.cursor_id:
            self._remember()
            self._rows.marks.toggle_range(self._rows.cursor, self._view().id_at)
            self.show()

    def mark_all(self) -> None:
        """Mark all rows that are shown."""
        self._remember()
        self.take(self._view().ids())

    def take(self, row_ids: Iterable[str]) -> None:
        """Mark these rows."""
        self._rows.marks.ids.update(dict.fromkeys(row_ids))
        self.show()

    def clear(self) -> bool:
        """Cancel a range that was started, else remove all marks. Return whether there was any."""
        self._remember()
        had = self._rows.marks.clear()
        self.show()
        return had

    def drop(self, used: Collection[tuple[str, str]]) -> None:
        """Unmark rows (kind, id) that an action has used; undo does not restore these marks."""
        for row_id in [row_id for row_id in self._rows.marks.ids if self._model.collectable(row_id) in used]:
            del self._rows.marks.ids[row_id]
        self.show()

    def show(self) -> None:
        """Draw the marks, and report them to the frame."""
        if self._model.kind:
            marked = [self._model.collectable(row_id) for row_id in self._rows.marks.ids]
            self._screen.frame.take_marks(self._screen, marked)
        self._rows.redraw()
        self._screen.show_frame()
