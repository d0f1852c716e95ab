"""A list whose rows can be put in order: with keys or with the mouse; each row may have further lines below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.grabbing import GrabbableList
from hubtui.widgets.marks import Marks
from hubtui.widgets.row_painter import RowPainter
from hubtui.widgets.tall_layout import TallLayout, TallRows

_RULE = "━" * 8


class ReorderList(GrabbableList):
    """Rows with a cursor and marks. The user grabs rows and drops them at another place.

    The list itself does not move rows: it posts `Dropped`, and its owner shows the rows in their new order.
    """

    class CursorMoved(Message):
        """The cursor is on another row."""

    class Chosen(Message):
        """The row under the cursor was clicked; `clicks` is 2 for a double click."""

        def __init__(self, clicks: int) -> None:
            super().__init__()
            self.clicks = clicks

    def __init__(self, *, columns_for: Callable[[int], list[Column]], id: str) -> None:
        """`columns_for` returns the columns for a width in terminal cells, which the marks at the left are not of."""
        super().__init__(id=id)
        self._painter = RowPainter(self, columns_for)
        self._tail: Sequence[Sequence[Cell]] = ()
        self.row_layout = TallLayout()
        self.marks = Marks()
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
        grabbed, before = self.grabbed_ids()
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
            self.grab_again(grabbed, before)

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
        if self.grab is not None:
            self.move_grabbed(lambda grab: grab.move_to(index))
            return
        old, self.cursor = self.cursor, max(0, min(index, len(self) - 1))
        self.cursor_id = self.row_layout.ids[self.cursor]
        starts = self.row_layout.starts
        scrolled = self.bring_into_view(starts[self.cursor], starts[self.cursor + 1] - 1)
        if self.cursor != old:
            if self.marks.anchor is not None or scrolled:
                self.refresh()
            else:
                for row in (old, self.cursor):
                    self.refresh_lines(starts[row] + 1, starts[row + 1] - starts[row])
            self.post_message(self.CursorMoved())

    def move_lines(self, lines: int) -> None:
        """Move the cursor or the grabbed rows down by so many rows, up if negative."""
        grab = self.grab
        self.move_to((grab.place if grab is not None else self.cursor) + lines)

    def move_by_page(self, part: float) -> None:
        """Move down by as many rows as fit into a part of a page, up if negative."""
        grab = self.grab
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
        self.bring_into_view(line, line)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked.

        Textual sends a click after each release of the button. After a drag the rows have moved: the row under the
        pointer is not the one that was dropped, and the cursor stays with that one.
        """
        if self._was_dragged:
            return
        row = self.row_layout.row_at(self._line_under(event.y))
        if event.y >= 1 and row < len(self.row_layout) and self.grab is None:
            self.move_to(row)
            self.post_message(self.Chosen(event.chain))

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
        grab, landing = self.grab, self.landing_line
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
        grab = self.grab

        def cells() -> Sequence[Cell]:
            first, *others = self.row_layout.cells_at(index, self._painter.columns)
            is_grabbed = grab is not None and index in grab.rows
            return [Cell(f"⇕ {first.text}", "accent") if is_grabbed else first, *others]

        return self._painter.row((index, index == self.cursor, marked), cells)
