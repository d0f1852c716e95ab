"""The list: any number of rows of which only the visible ones are formatted."""

from collections.abc import Callable, Sequence
from typing import Protocol

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from hubtui.text.columns import Cell, Column
from hubtui.text.matches import Matches
from hubtui.widgets.cursor_place import CursorPlace, FindRow, RowIds, nearest_index, skip_headings
from hubtui.widgets.line_view import LineView
from hubtui.widgets.marks import Marks
from hubtui.widgets.row_painter import RowPainter


class Rows(RowIds, Protocol):
    """The rows of a list, by index."""

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a row, one for each column, not yet cut or padded."""
        ...


class NoRows:
    """No rows: the contents of a list before it is filled."""

    def __len__(self) -> int:
        return 0

    def id_at(self, index: int) -> str:
        """Raise IndexError: there is no row."""
        raise IndexError(index)

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """Raise IndexError: there is no row."""
        raise IndexError(index)


class RowList(LineView):
    """Any number of rows under a header, with a cursor, marks, and lines after the last row (the tail).

    Only the rows in view are drawn. A cursor that was put on a row stays with that row, by its id, when rows are added,
    moved or replaced. One that nobody has moved yet stays on the first row.
    """

    class CursorMoved(Message):
        """The cursor is on another row; `scrolled` tells whether the list had to scroll for it."""

        def __init__(self, scrolled: bool) -> None:
            super().__init__()
            self.scrolled = scrolled

    class ViewMoved(Message):
        """Other rows are in view: the list was scrolled, or has another size."""

    class Chosen(Message):
        """The row under the cursor was clicked; `clicks` is 2 for a double click."""

        def __init__(self, clicks: int) -> None:
            super().__init__()
            self.clicks = clicks

    def __init__(self, *, columns_for: Callable[[int], list[Column]], header: bool = True, id: str) -> None:
        """`columns_for` returns the columns for a width in terminal cells, which the marks at the left are not of."""
        super().__init__(id=id)
        self._painter = RowPainter(self, columns_for)
        self._has_header = header
        self._rows: Rows = NoRows()
        self._tail: Sequence[Sequence[Cell]] = ()
        self.marks = Marks()
        self.cursor = 0
        self.cursor_id = ""
        self.cursor_place = CursorPlace()
        self.ruled_id = ""
        """The id of the row with a rule below it, or ""."""
        self.is_heading: Callable[[int], bool] = lambda _index: False
        """Whether a row is the heading of those below it, which the cursor skips."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that there is room for."""
        return self._painter.columns

    @property
    def header_lines(self) -> int:
        """1 for the titles of the columns, 0 without them."""
        return int(self._has_header and not self.is_plain)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """The place of the terminal's own cursor in plain mode: the row of the cursor; None in other modes."""
        return self.spoken_at(self.header_lines + self.cursor - self.top_line)

    # Rows

    def show_rows(self, rows: Rows, *, keep_cursor: bool = False, find: FindRow | None = None) -> None:
        """Replace all rows.

        The cursor goes to the row that `cursor_place` waits for, once that is there. Else it goes to the first row;
        with `keep_cursor` it stays with its row instead, if it was put there. `find` finds a row without looking at
        all of them.
        """
        place = self.cursor_place
        is_kept = keep_cursor and (place.is_chosen or self.marks.anchor is not None)
        if len(self._rows) and not keep_cursor:
            place.forget()
        self._rows = rows
        self.marks.anchor = None
        line = None
        if (awaited := place.awaited_index(rows, find)) is not None:
            self.cursor, line = awaited, place.line
            place.choose()
        elif is_kept:
            line = self._follow_row(find)
        else:
            place.is_chosen = False
            self.cursor = skip_headings(0, 1, len(rows), self.is_heading)
            self.scroll_lines(0)
        self.rows_changed()
        if line is not None:
            place.line = line
        self._keep_cursor_in_view()

    def _follow_row(self, find: FindRow | None) -> int | None:
        """Put the cursor where its row is now, or leave it at its index. Return how many rows to show above it."""
        index = find(self.cursor_id) if find is not None else None
        if index is None:
            self.cursor = nearest_index(self._rows, self.cursor_id, self.cursor)
            return None
        # The first rows stay in view if the cursor does; else its row stays on its line.
        is_at_top = self.top_line == 0 and index < self.page_lines
        line = index if is_at_top else self.cursor - self.top_line
        self.cursor = index
        return line

    def rows_changed(self, tail: Sequence[Sequence[Cell]] | None = None) -> None:
        """Draw the rows again: some were added at the end, or the lines after the last row are now `tail`."""
        if tail is not None:
            self._tail = tail
        self.cursor = max(0, min(self.cursor, len(self._rows) - 1))
        self.cursor_id = self._rows.id_at(self.cursor) if len(self._rows) else ""
        self._fit_height()
        self.redraw()
        if tail and self.cursor == len(self._rows) - 1:
            # A user at the end of the list wants to read the tail.
            self._keep_cursor_in_view(reveal_tail=True)

    def find(self, row_id: str) -> int:
        """Return the index of a row, 0 if it is not in the list."""
        return next((index for index in range(len(self._rows)) if self._rows.id_at(index) == row_id), 0)

    def renamed(self, old_id: str, new_id: str) -> None:
        """Keep the cursor and the mark of a row that has another id now."""
        if self.cursor_id == old_id:
            self.cursor_id = new_id
            self.cursor_place.choose()
        self.marks.rename(old_id, new_id)

    def columns_changed(self) -> None:
        """Ask for the columns again, and draw all rows."""
        self._painter.resize(self.size.width)
        self.redraw()

    def highlight(self, matches: Matches) -> None:
        """Highlight the words that were searched for."""
        if matches != self._painter.matches:
            self._painter.matches = matches
            self.redraw()

    def _fit_height(self) -> None:
        size = Size(self.size.width, self.header_lines + len(self._rows) + len(self._tail))
        if self.virtual_size != size:
            self.virtual_size = size

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return True

    # Moving

    def move_to(self, index: int) -> None:
        """Move the cursor to the row at `index`, or the nearest one, and scroll if needed.

        An index after the last row also shows the lines after it.
        """
        if not len(self._rows):
            return
        self.cursor_place.choose()
        old, count = self.cursor, len(self._rows)
        self.cursor = skip_headings(max(0, min(index, count - 1)), 1 if index > old else -1, count, self.is_heading)
        self.cursor_id = self._rows.id_at(self.cursor)
        scrolled = self._keep_cursor_in_view(reveal_tail=index >= count)
        if self.cursor != old:
            low, high = sorted((old, self.cursor))
            for row in range(low, high + 1) if self.marks.anchor is not None else (low, high):
                self.refresh_lines(self.header_lines + row)
            self.post_message(self.CursorMoved(scrolled))

    def move_by_page(self, part: float) -> None:
        """Move the cursor and the view down by a part of a page (up if negative); the cursor stays on its line."""
        rows = int(part * (self.page_lines - 1)) or (1 if part > 0 else -1)
        index = self.cursor + rows
        if len(self._rows):
            self.scroll_lines(self.top_line + rows)
        self.move_to(index)

    def move_lines(self, lines: int) -> None:
        """Move the cursor down by so many rows, up if negative."""
        self.move_to(self.cursor + lines)

    def move_to_edge(self, last: bool) -> None:
        """Move the cursor to the first row; or to the last one, and show the lines after it."""
        self.move_to(len(self._rows) if last else 0)

    def _keep_cursor_in_view(self, reveal_tail: bool = False) -> bool:
        """Scroll if the cursor is not in view. Return whether the list has scrolled."""
        if not self.size.height:
            return False
        if not self.cursor_place.awaited and (line := self.cursor_place.line) is not None and len(self._rows):
            self.cursor_place.line = None
            self.scroll_lines(self.cursor - line)
        first = self.cursor - int(self.cursor > 0 and self.is_heading(self.cursor - 1))
        is_last = reveal_tail and self.cursor == len(self._rows) - 1
        return self.bring_into_view(first, self.cursor + (len(self._tail) if is_last else 0))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Post that other rows are in view."""
        if round(new_value) != round(old_value) and self.is_mounted:
            self.post_message(self.ViewMoved())
        super().watch_scroll_y(old_value, new_value)

    def wheel_scrolled(self) -> None:
        """Keep the cursor in the view that the wheel has moved."""
        self.move_to(max(self.top_line, min(self.cursor, self.top_line + self.page_lines - 1)))

    # Drawing

    def forget_strips(self) -> None:
        """Drop the rows that are drawn already."""
        self._painter.forget()

    def on_resize(self) -> None:
        """Choose the columns for another width, and keep the cursor in view."""
        self.columns_changed()
        self._fit_height()
        self._keep_cursor_in_view()
        self.post_message(self.ViewMoved())

    def render_line(self, y: int) -> Strip:
        """Return the line `y` of the widget: the header, a row, a line of the tail, or a blank one."""
        if y < self.header_lines:
            return self._painter.header()
        index = y - self.header_lines + self.top_line
        if index < len(self._rows):
            row_id = self._rows.id_at(index)
            marked = self.marks.has(index, row_id, self.cursor)
            key = (index, index == self.cursor, marked)
            ruled = bool(self.ruled_id) and row_id == self.ruled_id
            return self._painter.row(key, lambda: self._rows.cells_at(index, self._painter.columns), ruled=ruled)
        tail = index - len(self._rows)
        return self._painter.line(self._tail[tail] if tail < len(self._tail) else [])

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked, and post that it was chosen."""
        index = event.y - self.header_lines + self.top_line
        if event.y >= self.header_lines and index < len(self._rows) and not self.is_heading(index):
            self.move_to(index)
            self.post_message(self.Chosen(event.chain))
