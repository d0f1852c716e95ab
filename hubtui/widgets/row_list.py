"""The list: any number of rows of which only the visible ones are formatted."""

from collections.abc import Callable, Sequence
from typing import Protocol

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hubtui.text.columns import Cell, Column
from hubtui.text.matches import Matches
from hubtui.widgets.marks import Marks
from hubtui.widgets.moving import Moving
from hubtui.widgets.roles import Roles
from hubtui.widgets.row_painter import RowPainter

_WHEEL_ROWS = 3
FindRow = Callable[[str], int | None]


class Rows(Protocol):
    """What a list shows, asked for by index."""

    def __len__(self) -> int: ...
    def id_at(self, index: int) -> str:
        """The id of a row; marks and the cursor are kept by it."""
        ...

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """A row's cells, one a column, not yet cut or padded."""
        ...


class NoRows:
    """The empty list."""

    def __len__(self) -> int:
        return 0

    def id_at(self, index: int) -> str:
        """There is no row.

        Raises:
            IndexError: always.
        """
        raise IndexError(index)

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """There is no row.

        Raises:
            IndexError: always.
        """
        raise IndexError(index)


class RowList(Moving, Roles, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a header, with a cursor, marks and a tail (the lines after the last row).

    A cursor that was put on a row stays with that row, by its id, when rows are added, moved or replaced. One that
    nobody has moved yet stays on the first row.
    """

    class CursorMoved(Message):
        """The cursor stands on another row; `scrolled` where the list had to scroll for it."""

        def __init__(self, scrolled: bool) -> None:
            super().__init__()
            self.scrolled = scrolled

    class Looked(Message):
        """Other rows are in view now."""

    class Chosen(Message):
        """The row under the cursor was clicked, so many times."""

        def __init__(self, clicks: int) -> None:
            super().__init__()
            self.clicks = clicks

    def __init__(self, *, columns_for: Callable[[int], list[Column]], header: bool = True, id: str) -> None:
        """`columns_for` gives the columns for a width in terminal cells, gutter left out."""
        super().__init__(id=id)
        self._painter = RowPainter(self, columns_for)
        self._has_header = header
        self._rows: Rows = NoRows()
        self._tail: Sequence[Sequence[Cell]] = ()
        self.marks = Marks()
        self.cursor = 0
        self.cursor_id = ""
        self.is_cursor_placed = False
        """Whether the user, an action or an earlier run has put the cursor on its row."""
        self._awaited: tuple[str, int | None] = ("", None)
        self._line: int | None = None
        self.ruled_id = ""
        """The row with a rule below it."""
        self.is_heading: Callable[[int], bool] = lambda _index: False
        """Whether a row is the heading of those below it: the cursor never stands on one."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that have room."""
        return self._painter.columns

    @property
    def _header_lines(self) -> int:
        return int(self._has_header and not self.is_plain)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """In plain mode the terminal's own cursor stands on the row."""
        return self.spoken_at(self._header_lines + self.cursor - self.top_row)

    # What is shown

    def show_rows(self, rows: Rows, *, keep_cursor: bool = False, find: FindRow | None = None) -> None:
        """Replace all rows.

        The cursor goes to the row that `place_cursor` named, once that is there. Else it goes to the first row; with
        `keep_cursor` it stays with its row instead, if it was placed there. `find` finds a row by its id without
        looking at all of them; it may return None for any id.
        """
        had_rows = len(self._rows) > 0
        is_kept = keep_cursor and (self.is_cursor_placed or self.marks.anchor is not None)
        self._rows = rows
        self.marks.anchor = None
        if had_rows and not keep_cursor:
            self._awaited = ("", None)
        if not self._reach_awaited(find):
            if is_kept:
                self._follow_cursor_row(find)
            else:
                self.is_cursor_placed = False
                self.cursor = self._past_headings(0, 1) if len(rows) else 0
                self._scroll_rows(0)
        self.rows_changed()
        self._keep_cursor_in_view()

    def place_cursor(self, row_id: str, line: int | None = None) -> None:
        """Put the cursor on a row as soon as `show_rows` has it, unless the user moves the cursor before.

        `line` is the number of rows in view above it then; None scrolls no further than needed.
        """
        self._awaited = (row_id, line)

    def forget_cursor(self) -> None:
        """Put the cursor on the first row of those that are shown next."""
        self.cursor, self.cursor_id, self.is_cursor_placed, self._awaited = 0, "", False, ("", None)

    @property
    def placed_cursor(self) -> tuple[str, int]:
        """What to give `place_cursor` to get the cursor back here: ("", 0) for the first row."""
        row_id, line = self._awaited
        if row_id or not self.is_cursor_placed:
            return row_id, line or 0
        return self.cursor_id, self.cursor - self.top_row

    def _reach_awaited(self, find: FindRow | None) -> bool:
        """Put the cursor on the row that it waits for. Return whether that row is there."""
        row_id, line = self._awaited
        if not row_id:
            return False
        place = find(row_id) if find is not None else None
        if place is None:
            place = next((index for index in range(len(self._rows)) if self._rows.id_at(index) == row_id), None)
        if place is None:
            return False
        self.cursor, self._line, self.is_cursor_placed, self._awaited = place, line, True, ("", None)
        return True

    def _follow_cursor_row(self, find: FindRow | None) -> None:
        """Put the cursor where its row is now; leave it at its index if the row is gone."""
        place = find(self.cursor_id) if find is not None else None
        if place is None:
            self.cursor = self._nearest(self.cursor_id)
            return
        # The first rows stay in view if the cursor does; else its row stays on its line.
        is_at_top = self.top_row == 0 and place < self.page_rows
        self._line = place if is_at_top else self.cursor - self.top_row
        self.cursor = place

    def _nearest(self, row_id: str) -> int:
        """Return the index of a row, searched for from the cursor on; the cursor's index if the row is gone."""
        for away in range(len(self._rows) + 1):
            for index in (self.cursor - away, self.cursor + away):
                if 0 <= index < len(self._rows) and self._rows.id_at(index) == row_id:
                    return index
        return self.cursor

    def rows_changed(self, tail: Sequence[Sequence[Cell]] | None = None) -> None:
        """Rows were added at the end, or the tail says something else."""
        if tail is not None:
            self._tail = tail
        self.cursor = max(0, min(self.cursor, len(self._rows) - 1))
        self.cursor_id = self._rows.id_at(self.cursor) if len(self._rows) else ""
        self._fit_height()
        self.draw_anew()
        if tail and self.cursor == len(self._rows) - 1:
            # Who stands at the end reads what is said there.
            self._keep_cursor_in_view(reveal_tail=True)

    def find(self, row_id: str) -> int:
        """The index of a row, 0 where it is not there."""
        return next((index for index in range(len(self._rows)) if self._rows.id_at(index) == row_id), 0)

    def renamed(self, old_id: str, new_id: str) -> None:
        """A row has another id now: the cursor and its mark stay with it."""
        if self.cursor_id == old_id:
            self.cursor_id, self.is_cursor_placed = new_id, True
        self.marks.rename(old_id, new_id)

    def columns_changed(self) -> None:
        """The columns for the same width are others now."""
        self._painter.resize(self.size.width)
        self.draw_anew()

    def highlight(self, matches: Matches) -> None:
        """Let what was searched for stand out in the rows."""
        if matches != self._painter.matches:
            self._painter.matches = matches
            self.draw_anew()

    def draw_anew(self) -> None:
        """Rows look different now (marks, the time of day)."""
        self._painter.forget()
        self.refresh()

    def _fit_height(self) -> None:
        size = Size(self.size.width, self._header_lines + len(self._rows) + len(self._tail))
        if self.virtual_size != size:
            self.virtual_size = size

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return True

    @property
    def page_rows(self) -> int:
        """How many rows fit below the header."""
        return max(1, self.size.height - self._header_lines)

    @property
    def top_row(self) -> int:
        """The index of the first row in view."""
        return round(self.scroll_y)

    # Moving

    def move_to(self, index: int) -> None:
        """The cursor to a row, as near as there is one; the list scrolls where it must."""
        if not len(self._rows):
            return
        self.is_cursor_placed, self._awaited = True, ("", None)
        old = self.cursor
        index_in_list = max(0, min(index, len(self._rows) - 1))
        self.cursor = self._past_headings(index_in_list, 1 if index > old else -1)
        self.cursor_id = self._rows.id_at(self.cursor)
        scrolled = self._keep_cursor_in_view(reveal_tail=index >= len(self._rows))
        if self.cursor != old:
            low, high = sorted((old, self.cursor))
            changed = range(low, high + 1) if self.marks.anchor is not None else (low, high)
            self.refresh(*(self._line_region(row) for row in changed))
            self.post_message(self.CursorMoved(scrolled))

    def _past_headings(self, index: int, step: int) -> int:
        """Return the row from `index` on, first by `step` and then the other way, that is no heading."""
        ways = (
            range(index, len(self._rows) if step > 0 else -1, step),
            range(index, -1 if step > 0 else len(self._rows), -step),
        )
        return next((row for way in ways for row in way if not self.is_heading(row)), index)

    def move_by_page(self, part: float) -> None:
        """The cursor and the view by a part of a page (negative: up); the cursor keeps its line on the screen."""
        rows = int(part * (self.page_rows - 1)) or (1 if part > 0 else -1)
        index = self.cursor + rows
        if len(self._rows):
            self._scroll_rows(self.top_row + rows)
        self.move_to(index)

    def move_lines(self, lines: int) -> None:
        """The cursor down or up by so many rows."""
        self.move_to(self.cursor + lines)

    def move_to_edge(self, last: bool) -> None:
        """The first row; or the last that is there, and the tail."""
        self.move_to(len(self._rows) if last else 0)

    def _keep_cursor_in_view(self, reveal_tail: bool = False) -> bool:
        if not self.size.height:
            return False
        if self._line is not None and len(self._rows):
            line, self._line = self._line, None
            self._scroll_rows(self.cursor - line)
        top = self.top_row
        first = self.cursor - int(self.cursor > 0 and self.is_heading(self.cursor - 1))
        if first < top:
            return self._scroll_rows(first)
        below = self.cursor - (top + self.page_rows - 1)
        if reveal_tail and self.cursor == len(self._rows) - 1:
            below += len(self._tail)
        return self._scroll_rows(top + below) if below > 0 else False

    def _scroll_rows(self, top: int) -> bool:
        old = self.top_row
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        return self.top_row != old

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the terminal scroll the rows by itself."""
        rows = round(new_value) - round(old_value)
        self.hint_scroll(-rows, skip=self._header_lines)
        if rows and self.is_mounted:
            self.post_message(self.Looked())
        super().watch_scroll_y(old_value, new_value)

    def _line_region(self, row: int) -> Region:
        return Region(0, row - self.top_row + self._header_lines, self.size.width, 1)

    # Drawing

    def on_resize(self) -> None:
        """Another width, perhaps other columns."""
        self.columns_changed()
        self._fit_height()
        self._keep_cursor_in_view()
        self.post_message(self.Looked())

    def notify_style_update(self) -> None:
        """Another theme."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the header, a row, a line of the tail, or nothing."""
        if y < self._header_lines:
            return self._painter.header()
        index = y - self._header_lines + self.top_row
        if index < len(self._rows):
            row_id = self._rows.id_at(index)
            marked = self.marks.has(index, row_id, self.cursor)
            key = (index, index == self.cursor, marked)
            ruled = bool(self.ruled_id) and row_id == self.ruled_id
            return self._painter.row(key, lambda: self._rows.cells_at(index, self._painter.columns), ruled=ruled)
        tail = index - len(self._rows)
        return self._painter.line(self._tail[tail] if tail < len(self._tail) else [])

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view; the cursor stays in it."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view; the cursor stays in it."""
        self._wheel(event, -_WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self._scroll_rows(self.top_row + rows)
        self.move_to(max(self.top_row, min(self.cursor, self.top_row + self.page_rows - 1)))

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor there."""
        index = event.y - self._header_lines + self.top_row
        if event.y >= self._header_lines and index < len(self._rows) and not self.is_heading(index):
            self.move_to(index)
            self.post_message(self.Chosen(event.chain))
