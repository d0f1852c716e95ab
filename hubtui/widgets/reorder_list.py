"""A list whose rows are put in order by hand: grabbed with a key or dragged, each with lines of its own below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.dragging import Dragging
from hubtui.widgets.grab import Grab
from hubtui.widgets.marks import Marks
from hubtui.widgets.moving import Moving
from hubtui.widgets.roles import Roles
from hubtui.widgets.row_painter import RowPainter

_RULE = "━" * 8


class TallRows(Protocol):
    """What the list shows."""

    def __len__(self) -> int: ...
    def id_at(self, index: int) -> str:
        """The id of a row; marks and the cursor are kept by it."""
        ...

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        """A row's cells, one a column."""
        ...

    def below_at(self, index: int, width: int) -> Sequence[Sequence[Cell]]:
        """The lines below a row."""
        ...


class ReorderList(Dragging, Moving, Roles, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor and marks; what is grabbed stands where it was until it is dropped."""

    class CursorMoved(Message):
        """The cursor stands on another row."""

    class Dropped(Message):
        """These rows (by id) are to stand before another one, None behind the last."""

        def __init__(self, ids: list[str], before: str | None) -> None:
            super().__init__()
            self.ids = ids
            self.before = before

    class Grabbed(Message):
        """Something was grabbed, moved or put back: other keys work now."""

    def __init__(self, *, columns_for: Callable[[int], list[Column]], id: str) -> None:
        super().__init__(id=id)
        self._painter = RowPainter(self, columns_for)
        self._rows: TallRows | None = None
        self._below: list[Sequence[Sequence[Cell]]] = []
        self._starts: list[int] = [0]
        self._tail: Sequence[Sequence[Cell]] = ()
        self.marks = Marks()
        self.cursor = 0
        self.cursor_id = ""

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """In plain mode the terminal's own cursor stands on the row."""
        return self.spoken_at(self._starts[min(self.cursor, len(self))] + 1 - self.top_line)

    # What is shown

    def show_rows(self, rows: TallRows, tail: Sequence[Sequence[Cell]] = ()) -> None:
        """Other rows; the cursor stays with its row where that is still there, else on its line."""
        grabbed, before = self._grabbed
        self._rows, self._tail = rows, tail
        ids = [rows.id_at(index) for index in range(len(rows))]
        if self.cursor_id in ids:
            self.cursor = ids.index(self.cursor_id)
        known = set(ids)
        self.marks.ids = {row_id: None for row_id in self.marks.ids if row_id in known}
        self.marks.anchor = None
        self.cursor = max(0, min(self.cursor, len(ids) - 1))
        self.cursor_id = ids[self.cursor] if ids else ""
        self.lay_out()
        if grabbed:
            self._grab_again([ids.index(row_id) for row_id in grabbed if row_id in known], before)

    @property
    def _grabbed(self) -> tuple[list[str], str | None]:
        """The ids of what is grabbed, and of the row before which it would land."""
        if self.grab is None:
            return [], None
        before = self.grab.before
        return [self.id_at(row) for row in self.grab.rows], None if before is None else self.id_at(before)

    def _grab_again(self, rows: list[int], before: str | None) -> None:
        """The rows have other places now; what is grabbed stays so, and would land where it would have."""
        if not rows:
            self._let_go()
            return
        self.grab = Grab(rows, len(self))
        others = [self.id_at(row) for row in range(len(self)) if row not in rows]
        self.grab.move_to(others.index(before) if before in others else len(others))

    def lay_out(self) -> None:
        """Measure the rows, and draw all of them."""
        if not self._painter.columns or self._painter.width != self.size.width:
            self._painter.resize(self.size.width)
        rows, starts = self._rows, [0]
        self._below = []
        for index in range(len(rows) if rows is not None else 0):
            assert rows is not None
            self._below.append(rows.below_at(index, max(10, self.size.width - GUTTER - 1)))
            starts.append(starts[-1] + 1 + len(self._below[-1]))
        self._starts = starts
        self._painter.forget()
        self._fit_height()
        self._show_line(self._starts[self.cursor] if len(self) else 0)
        self.refresh()

    def _fit_height(self) -> None:
        size = Size(self.size.width, self._starts[-1] + len(self._tail) + 2)
        if self.virtual_size != size:
            self.virtual_size = size

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __bool__(self) -> bool:
        return True

    def id_at(self, index: int) -> str:
        """The id of a row."""
        assert self._rows is not None
        return self._rows.id_at(index)

    def find(self, row_id: str) -> int | None:
        """The index of a row, None where it is not there."""
        return next((index for index in range(len(self)) if self.id_at(index) == row_id), None)

    def draw_anew(self) -> None:
        """Rows look different now (marks)."""
        self._painter.forget()
        self.refresh()

    def line_below(self, index: int) -> int:
        """The line of this widget, counted from its top, right below a row."""
        return self._starts[index] + 2 - self.top_line

    @property
    def top_line(self) -> int:
        """The first line in view."""
        return round(self.scroll_y)

    @property
    def _page_lines(self) -> int:
        return max(1, self.size.height - 1)

    # Moving

    def move_to(self, index: int) -> None:
        """The cursor to a row, or what is grabbed to a place, as near as there is one."""
        if not len(self):
            return
        if self.grab is not None:
            self._aim(lambda grab: grab.move_to(index))
            return
        old, self.cursor = self.cursor, max(0, min(index, len(self) - 1))
        self.cursor_id = self.id_at(self.cursor)
        scrolled = self._show_line(self._starts[self.cursor], self._starts[self.cursor + 1] - 1)
        if self.cursor != old:
            if self.marks.anchor is not None or scrolled:
                self.refresh()
            else:
                for row in (old, self.cursor):
                    self._refresh_lines(self._starts[row], self._starts[row + 1])
            self.post_message(self.CursorMoved())

    def move_lines(self, lines: int) -> None:
        """Down or up by so many rows."""
        self.move_to((self.grab.place if self.grab is not None else self.cursor) + lines)

    def move_by_page(self, part: float) -> None:
        """By as many rows as a part of a page has lines."""
        here = self.grab.gap if self.grab is not None else self.cursor
        line = self._starts[min(here, len(self))] + int(part * (self._page_lines - 1))
        rows = self.row_at(max(0, line)) - here
        self.move_lines(rows or (1 if part > 0 else -1))

    def move_to_edge(self, last: bool) -> None:
        """The first row, or the last."""
        self.move_to(len(self) if last else 0)

    def _show_line(self, first: int, last: int | None = None) -> bool:
        top, last = self.top_line, first if last is None else last
        if first < top:
            return self.scroll_lines(first)
        below = last - (top + self._page_lines - 1)
        return self.scroll_lines(min(first, top + below)) if below > 0 else False

    def scroll_lines(self, top: int) -> bool:
        """Another first line in view; whether it is another."""
        old = self.top_line
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        return self.top_line != old

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the terminal scroll the lines by itself."""
        self.hint_scroll(round(old_value) - round(new_value), skip=1)
        super().watch_scroll_y(old_value, new_value)

    def row_at(self, line: int) -> int:
        """The row to which a line belongs, counted without the one where something lands."""
        return min(bisect_right(self._starts, line) - 1, len(self))

    def _refresh_lines(self, first: int, end: int) -> None:
        top = self.top_line
        self.refresh(Region(0, first - top + 1, self.size.width, end - first))

    # Grabbing

    def take_up(self) -> None:
        """Grab the marked rows, or the one under the cursor."""
        if not len(self):
            return
        ids = self.marks.ids or {self.cursor_id: None}
        rows = [index for index in range(len(self)) if self.id_at(index) in ids]
        self.grab = Grab(rows, len(self))
        self._changed()

    def drop(self) -> None:
        """Let what is grabbed land."""
        grab = self.grab
        if grab is None:
            return
        ids, before = self._grabbed
        if not self.is_dragging:
            self.cursor_id = ids[0]
        self._let_go()
        self.post_message(self.Dropped(ids, before))

    def put_back(self) -> bool:
        """Let go without moving anything; whether something was grabbed."""
        had = self.grab is not None or self.is_pressed
        if had:
            self._let_go()
            self._show_line(self._starts[self.cursor] if len(self) else 0)
        return had

    def _let_go(self) -> None:
        self.grab = None
        self.stop_dragging()
        self._changed()

    def _changed(self) -> None:
        self._painter.forget()
        self.refresh()
        self.post_message(self.Grabbed())

    @property
    def landing_line(self) -> int | None:
        """The line where what is grabbed would land."""
        return None if self.grab is None else self._starts[self.grab.gap]

    def aim_at(self, row: int) -> None:
        """What is grabbed would land at this row."""
        self._aim(lambda grab: grab.aim(row))

    def type_position(self, digit: str) -> None:
        """A digit of the position where it shall land."""
        self._aim(lambda grab: grab.type(digit))

    def untype_position(self) -> None:
        """Without the last digit."""
        self._aim(Grab.untype)

    def _aim(self, move: Callable[[Grab], None]) -> None:
        assert self.grab is not None
        old = self._starts[self.grab.gap]
        move(self.grab)
        line = self._starts[self.grab.gap]
        if self.is_dragging or not self._show_line(max(0, line - 1), line + 1):
            self._refresh_lines(min(old, line), max(old, line) + 1)
        else:
            self.refresh()

    # Drawing

    def on_resize(self) -> None:
        """Another width, perhaps other columns."""
        self.lay_out()

    def notify_style_update(self) -> None:
        """Another theme."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the header, a row, a line below one, where the grabbed ones land, or nothing."""
        if y == 0:
            return self._painter.header()
        line = y - 1 + self.top_line
        landing = self.landing_line
        if self.grab is not None and landing is not None:
            if line == landing:
                return self._painter.line([Cell(f" {_RULE} {self.grab.words} {_RULE}", "accent")])
            line -= line > landing
        index = self.row_at(line)
        if index >= len(self):
            tail = line - self._starts[-1]
            return self._painter.line(self._tail[tail] if tail < len(self._tail) else [])
        if line > self._starts[index]:
            return self._painter.line([Cell(" " * GUTTER), *self._below[index][line - self._starts[index] - 1]])
        return self._row(index)

    def _row(self, index: int) -> Strip:
        marked = self.marks.has(index, self.id_at(index), self.cursor)
        is_grabbed = self.grab is not None and index in self.grab.rows

        def cells() -> Sequence[Cell]:
            assert self._rows is not None
            first, *others = self._rows.cells_at(index, self._painter.columns)
            return [Cell(f"⇕ {first.text}", "accent") if is_grabbed else first, *others]

        return self._painter.row((index, index == self.cursor, marked), cells)
