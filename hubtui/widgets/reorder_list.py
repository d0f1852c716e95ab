"""A list whose rows can be put in order: with keys or with the mouse; each row may have further lines below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.dragging import Dragging
from hubtui.widgets.grabbing import Grabbing
from hubtui.widgets.marks import Marks
from hubtui.widgets.row_painter import RowPainter
from hubtui.widgets.tall_layout import TallLayout, TallRows

_RULE = "━" * 8


class ReorderList(Dragging):
    """Rows with a cursor and marks. The user grabs rows and drops them at another place.

    The list itself does not move rows: it posts `Dropped`, and its owner shows the rows in their new order.
    """

    class CursorMoved(Message):
        """The cursor is on another row."""

    class Dropped(Message):
        """The rows with these ids are to be moved before another row; `before` is None for the end of the list."""

        def __init__(self, ids: list[str], before: str | None) -> None:
            super().__init__()
            self.ids = ids
            self.before = before

    class Grabbed(Message):
        """Rows were grabbed, moved or released, so other keys may be in use now."""

    def __init__(self, *, columns_for: Callable[[int], list[Column]], id: str) -> None:
        """`columns_for` returns the columns for a width in terminal cells, which the marks at the left are not of."""
        super().__init__(id=id)
        self._painter = RowPainter(self, columns_for)
        self._tail: Sequence[Sequence[Cell]] = ()
        self.row_layout = TallLayout()
        self.marks = Marks()
        self.grabbing = Grabbing(self)
        self.cursor = 0
        self.cursor_id = ""

    @property
    def header_lines(self) -> int:
        """1 for the titles of the columns."""
        return 1

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """The place of the terminal's own cursor in plain mode: the row of the cursor; None in other modes."""
        return self.spoken_at(self.row_layout.starts[min(self.cursor, len(self))] + 1 - self.top_line)

    # Rows

    def show_rows(self, rows: TallRows, tail: Sequence[Sequence[Cell]] = ()) -> None:
        """Replace all rows, and the lines after the last one by `tail`.

        The cursor, the marks and the grabbed rows stay with their rows; if its row is gone, the cursor keeps its index.
        """
        grabbed, before = self.grabbing.ids()
        self._tail = tail
        self.row_layout = TallLayout(rows, max(10, self.size.width - GUTTER - 1))
        ids = self.row_layout.ids
        if self.cursor_id in ids:
            self.cursor = ids.index(self.cursor_id)
        known = set(ids)
        self.marks.ids = {row_id: None for row_id in self.marks.ids if row_id in known}
        self.marks.anchor = None
        self.cursor = max(0, min(self.cursor, len(ids) - 1))
        self.cursor_id = ids[self.cursor] if ids else ""
        self._draw_layout()
        if grabbed:
            self.grabbing.restore(grabbed, before)

    def _draw_layout(self) -> None:
        if not self._painter.columns or self._painter.width != self.size.width:
            self._painter.resize(self.size.width)
        size = Size(self.size.width, self.row_layout.starts[-1] + len(self._tail) + 2)
        if self.virtual_size != size:
            self.virtual_size = size
        self.show_cursor()
        self.redraw()

    def __len__(self) -> int:
        return len(self.row_layout)

    def __bool__(self) -> bool:
        return True

    def line_below(self, index: int) -> int:
        """Return the line of this widget, counted from its top, right below a row."""
        return self.row_layout.starts[index] + 2 - self.top_line

    # Moving

    def move_to(self, index: int) -> None:
        """Move the cursor to a row, or the grabbed rows to a place: the nearest one that exists."""
        if not len(self):
            return
        if self.grabbing.grab is not None:
            self.grabbing.move(lambda grab: grab.move_to(index))
            return
        old, self.cursor = self.cursor, max(0, min(index, len(self) - 1))
        self.cursor_id = self.row_layout.ids[self.cursor]
        starts = self.row_layout.starts
        scrolled = self._bring_into_view(starts[self.cursor], starts[self.cursor + 1] - 1)
        if self.cursor != old:
            if self.marks.anchor is not None or scrolled:
                self.refresh()
            else:
                for row in (old, self.cursor):
                    self._refresh_lines(starts[row], starts[row + 1])
            self.post_message(self.CursorMoved())

    def move_lines(self, lines: int) -> None:
        """Move the cursor or the grabbed rows down by so many rows, up if negative."""
        grab = self.grabbing.grab
        self.move_to((grab.place if grab is not None else self.cursor) + lines)

    def move_by_page(self, part: float) -> None:
        """Move down by as many rows as fit into a part of a page, up if negative."""
        grab = self.grabbing.grab
        here = grab.gap if grab is not None else self.cursor
        line = self.row_layout.starts[min(here, len(self))] + int(part * (self.page_lines - 1))
        rows = self.row_layout.row_at(max(0, line)) - here
        self.move_lines(rows or (1 if part > 0 else -1))

    def move_to_edge(self, last: bool) -> None:
        """Move to the first row, or to the last one."""
        self.move_to(len(self) if last else 0)

    def show_cursor(self) -> None:
        """Scroll so that the row under the cursor is in view."""
        line = self.row_layout.starts[self.cursor] if len(self) else 0
        self._bring_into_view(line, line)

    def show_landing(self, old: int, new: int) -> None:
        """Draw the line at which grabbed rows would land, which has moved from one line to another."""
        if self.is_dragging or not self._bring_into_view(max(0, new - 1), new + 1):
            self._refresh_lines(min(old, new), max(old, new) + 1)
        else:
            self.refresh()

    def _bring_into_view(self, first: int, last: int) -> bool:
        top = self.top_line
        if first < top:
            return self.scroll_lines(first)
        below = last - (top + self.page_lines - 1)
        return self.scroll_lines(min(first, top + below)) if below > 0 else False

    def _refresh_lines(self, first: int, end: int) -> None:
        self.refresh(Region(0, first - self.top_line + 1, self.size.width, end - first))

    def grab_changed(self) -> None:
        """Draw all rows again, and post that rows were grabbed, moved or released."""
        self.redraw()
        self.post_message(self.Grabbed())

    def rows_dropped(self, ids: list[str], before: str | None) -> None:
        """Post that rows are to be moved before another one, or to the end if that is None."""
        self.post_message(self.Dropped(ids, before))

    # Drawing

    def forget_strips(self) -> None:
        """Drop the rows that are drawn already."""
        self._painter.forget()

    def on_resize(self) -> None:
        """Lay out the rows for another width."""
        self.row_layout = TallLayout(self.row_layout.rows, max(10, self.size.width - GUTTER - 1))
        self._draw_layout()

    def render_line(self, y: int) -> Strip:
        """Return the line `y` of the widget: the header, a row, a line below one, the landing line, or a blank one."""
        if y == 0:
            return self._painter.header()
        line, layout = y - 1 + self.top_line, self.row_layout
        grab, landing = self.grabbing.grab, self.grabbing.landing_line
        if grab is not None and landing is not None:
            if line == landing:
                return self._painter.line([Cell(f" {_RULE} {grab.words} {_RULE}", "accent")])
            line -= line > landing
        index = layout.row_at(line)
        if index >= len(self):
            tail = line - layout.starts[-1]
            return self._painter.line(self._tail[tail] if tail < len(self._tail) else [])
        if line > layout.starts[index]:
            return self._painter.line([Cell(" " * GUTTER), *layout.below[index][line - layout.starts[index] - 1]])
        return self._row(index)

    def _row(self, index: int) -> Strip:
        marked = self.marks.has(index, self.row_layout.ids[index], self.cursor)
        grab = self.grabbing.grab

        def cells() -> Sequence[Cell]:
            first, *others = self.row_layout.cells_at(index, self._painter.columns)
            is_grabbed = grab is not None and index in grab.rows
            return [Cell(f"⇕ {first.text}", "accent") if is_grabbed else first, *others]

        return self._painter.row((index, index == self.cursor, marked), cells)
