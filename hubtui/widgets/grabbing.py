"""A list whose rows are grabbed, with a key or with the mouse, and dropped at another place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.timer import Timer

from hubtui.widgets.line_view import LineView
from hubtui.widgets.marks import Marks
from hubtui.widgets.tall_layout import TallLayout

_EDGE_SECONDS = 0.05


@dataclass(slots=True)
class Grab:
    """Rows that move together, by their ascending indices, in a list of `count` rows.

    `place` is the number of the other rows that they would land after. `typed` are the digits of a position that the
    user is typing.
    """

    rows: Sequence[int]
    count: int
    place: int = 0
    typed: str = ""

    def __post_init__(self) -> None:
        self.place = self.rows[0]

    @property
    def _others(self) -> list[int]:
        block = set(self.rows)
        return [row for row in range(self.count) if row not in block]

    @property
    def last_place(self) -> int:
        """The place after all other rows."""
        return self.count - len(self.rows)

    @property
    def gap(self) -> int:
        """The index, in the present order, of the row before which they would land; `count` for the end."""
        others = self._others
        if self.place < len(others):
            # If they would land where they are, the gap is right after them.
            return others[self.place] if others[self.place] != self.rows[-1] + 1 else self.rows[-1] + 1
        return self.count

    @property
    def before(self) -> int | None:
        """The index of the row before which they would land, or None for the end."""
        others = self._others
        return others[self.place] if self.place < len(others) else None

    def move_to(self, place: int) -> None:
        """Let them land at a place, or the nearest one that exists."""
        self.place = max(0, min(place, self.last_place))

    def aim(self, row: int) -> None:
        """Let them land at the row under the pointer: before it if it is above them, else after it."""
        block = set(self.rows)
        before = sum(other not in block for other in range(min(row, self.count)))
        behind = row >= self.gap and row not in block
        self.move_to(before + behind)

    def type(self, digit: str) -> None:
        """Add a digit to the position that is being typed, counted from 1."""
        typed = (self.typed + digit).lstrip("0")[:4]
        self.typed = typed
        if typed:
            self.move_to(int(typed) - 1)

    def untype(self) -> None:
        """Delete the last digit of the position that is being typed."""
        self.typed = self.typed[:-1]
        self.move_to(int(self.typed) - 1 if self.typed else self.rows[0])

    @property
    def words(self) -> str:
        """The text of the line at the place where they would land."""
        first = self.place + 1
        if len(self.rows) == 1:
            return f"{self.rows[0] + 1} lands here as {first}"
        return f"{len(self.rows)} rows land here as {first} to {first + len(self.rows) - 1}"


class GrabbableList(LineView):
    """A list whose rows can be grabbed. They stay where they are until they are dropped; a line shows that place.

    Rows that are dragged with the mouse follow the pointer, and the list scrolls at its edges. If the terminal loses
    the release of the button, the rows are put back.
    """

    class Dropped(Message, namespace="reorder_list"):
        """The rows with these ids are to be moved before another row; `before` is None for the end of the list."""

        def __init__(self, ids: list[str], before: str | None) -> None:
            super().__init__()
            self.ids = ids
            self.before = before

    class Grabbed(Message, namespace="reorder_list"):
        """Rows were grabbed or released, so other keys may be in use now."""

    row_layout: TallLayout
    marks: Marks
    cursor_id: str
    can_drag = True
    grab: Grab | None = None
    """The grabbed rows and the place where they would land, or None."""
    _is_dragging = False
    _was_dragged = False
    _pressed: int | None = None
    _pointer = 0
    _edge_timer: Timer | None = None

    def move_to(self, index: int) -> None:
        """Move the cursor to a row."""
        raise NotImplementedError

    def show_cursor(self) -> None:
        """Scroll so that the row under the cursor is in view."""
        raise NotImplementedError

    # The grabbed rows

    def grab_rows(self) -> None:
        """Grab the marked rows; if there are none, the row under the cursor."""
        ids, chosen = self.row_layout.ids, self.marks.ids or {self.cursor_id: None}
        if ids:
            self.grab = Grab([index for index, row_id in enumerate(ids) if row_id in chosen], len(ids))
            self._grab_changed()

    def drop_rows(self) -> None:
        """Drop the grabbed rows at their place: post `Dropped`."""
        if self.grab is None:
            return
        ids, before = self.grabbed_ids()
        if not self._is_dragging:
            self.cursor_id = ids[0]
        self._release()
        self.post_message(self.Dropped(ids, before))

    def put_back(self) -> bool:
        """Release the grabbed rows without moving them. Return whether there were any, or the mouse was pressed."""
        had = self.grab is not None or self._pressed is not None
        if had:
            self._release()
            self.show_cursor()
        return had

    def _release(self) -> None:
        self.grab, self._pressed, self._is_dragging = None, None, False
        self.release_mouse()
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None
        self._grab_changed()

    def _grab_changed(self) -> None:
        self.redraw()
        self.post_message(self.Grabbed())

    def grabbed_ids(self) -> tuple[list[str], str | None]:
        """Return the ids of the grabbed rows, and of the row before which they would land (None for the end)."""
        if self.grab is None:
            return [], None
        ids, before = self.row_layout.ids, self.grab.before
        return [ids[row] for row in self.grab.rows], None if before is None else ids[before]

    def grab_again(self, grabbed: list[str], before: str | None) -> None:
        """Grab the same rows again, by their ids, after the list got other rows; release them if they are gone."""
        ids = self.row_layout.ids
        rows = [ids.index(row_id) for row_id in grabbed if row_id in ids]
        if not rows:
            self._release()
            return
        self.grab = Grab(rows, len(ids))
        others = [row_id for row, row_id in enumerate(ids) if row not in rows]
        self.grab.move_to(others.index(before) if before in others else len(others))

    @property
    def landing_line(self) -> int | None:
        """The line at which the grabbed rows would land, or None if no rows are grabbed."""
        return None if self.grab is None else self.row_layout.starts[self.grab.gap]

    def move_grabbed(self, change: Callable[[Grab], None]) -> None:
        """Give the grabbed rows another place by `change`, and show it."""
        assert self.grab is not None
        old = self.landing_line or 0
        change(self.grab)
        new = self.landing_line or 0
        if self._is_dragging or not self.bring_into_view(max(0, new - 1), new + 1):
            self.refresh_lines(self.header_lines + min(old, new), abs(new - old) + 1)
        else:
            self.refresh()

    # The mouse

    def _line_under(self, y: int) -> int:
        line, landing = max(0, y - 1 + self.top_line), self.landing_line
        return line - 1 if landing is not None and line > landing else line

    def wheel_scrolled(self) -> None:
        """Let the dragged rows land under the pointer, after the wheel has moved the view."""
        if self._is_dragging:
            self._follow_pointer()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on the row, from which a drag may begin, and put back rows that were grabbed before."""
        event.stop()
        self.put_back()
        self._was_dragged = False
        row = self.row_layout.row_at(self._line_under(event.y))
        if event.button == 1 and event.y >= 1 and row < len(self.row_layout):
            self.move_to(row)
            if self.can_drag:
                self._pressed = row
                self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the dragged rows follow the pointer.

        A pointer that moves without its button means that the terminal lost the release: the rows are put back.
        """
        if self._pressed is None:
            return
        event.stop()
        if not event.button:
            self.put_back()
            return
        self._pointer = event.y
        if not self._is_dragging and self.row_layout.row_at(self._line_under(event.y)) != self._pressed:
            if self.row_layout.ids[self._pressed] not in self.marks.ids:
                self.marks.clear()
            self._is_dragging = True
            self.grab_rows()
        if self._is_dragging:
            self._follow_pointer()
            if self._edge_timer is None:
                self._edge_timer = self.set_interval(_EDGE_SECONDS, self._scroll_at_edge)

    def _follow_pointer(self) -> None:
        if self.grab is None:
            return
        y = max(1, min(self._pointer, self.size.height - 1))
        if y - 1 + self.top_line != self.landing_line:
            row = self.row_layout.row_at(self._line_under(y))
            self.move_grabbed(lambda grab: grab.aim(row))

    def _scroll_at_edge(self) -> None:
        """Scroll while the pointer is at an edge, the faster the further out it is."""
        above, below = 1 - self._pointer, self._pointer - (self.size.height - 1)
        if self.grab is not None and max(above, below) >= 0:
            self.scroll_lines(self.top_line + (1 + below // 2 if below >= 0 else -(1 + above // 2)))
            self._follow_pointer()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the dragged rows at the place nearest to the pointer."""
        if self._is_dragging:
            event.stop()
            self._pointer = event.y
            self._follow_pointer()
            self._was_dragged = True
            self.drop_rows()
        elif self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_blur(self) -> None:
        """Put the grabbed rows back: another widget gets the keys, and the release may never come."""
        self.put_back()
