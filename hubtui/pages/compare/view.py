"""The table of a comparison on the screen, with the value under the cursor in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from hubtui.action_target import ActionTarget
from hubtui.presentation.compare.table import CompareTable
from hubtui.text.columns import GUTTER, Cell
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.presentation.compare.facts import Line

_DETAIL_LINES = 4
_DRAWN_EVERY = 0.1


class ComparisonView(ActionTarget):
    """A column for each of the repos `names`, and a row for each of the lines that `lines` returns."""

    def __init__(self, screen: FrameScreen, names: Sequence[str], lines: Callable[[], list[Line]]) -> None:
        self.table = CompareTable(names)
        self.rows = RowList(columns_for=self.table.columns_for, id="rows")
        self.detail = FactLines(self._detail_lines, most=_DETAIL_LINES, id="facts")
        self._screen = screen
        self._lines = lines
        self._timer: Timer | None = None

    def _detail_lines(self, width: int) -> list[Sequence[Cell]]:
        return self.table.detail_lines(self.rows.cursor, width, _DETAIL_LINES)

    def draw_soon(self) -> None:
        """Draw the table in a moment, because many answers can arrive within it."""
        if self._timer is None and self._screen.is_attached:
            self._timer = self._screen.set_timer(_DRAWN_EVERY, self.draw)

    def draw(self) -> None:
        """Draw the table with the present lines."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._screen.is_attached:
            self.table.show(self._lines())
            self._draw_rows()

    def _draw_rows(self) -> None:
        tail = "" if len(self.table) else "all lines are equal; = shows them"
        self.rows.show_rows(self.table, keep_cursor=True)
        self.rows.rows_changed([[Cell(f"{' ' * GUTTER}{tail}", "dim")]] if tail else [])
        self._draw_columns()

    def _draw_columns(self) -> None:
        """Draw the columns for which there is room, from the current one on."""
        self.rows.columns_changed()
        self.detail.lay_out()
        self._screen.show_frame()

    def do_columns_right(self) -> None:
        """Go to the next repo."""
        self._move(1)

    def do_columns_left(self) -> None:
        """Go to the previous repo."""
        self._move(-1)

    def _move(self, columns: int) -> None:
        if self.table.move(columns):
            self._draw_columns()
        else:
            self._screen.notice("no more repos there")

    def do_hide_equal(self) -> None:
        """Hide the lines that are equal, or show them again."""
        self.table.hide_equal(not self.table.hides_equal)
        self._draw_rows()
        if self.table.hides_equal and not self.table.hidden:
            self._screen.notice("no lines are equal")
