"""Rows dragged by the mouse: the pointer aims, the edges scroll, and a release that was lost puts back."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from hubtui.widgets.grab import Grab
from hubtui.widgets.marks import Marks

_WHEEL_LINES = 3
_EDGE_SECONDS = 0.05


class Dragging(Widget):
    """What the mouse does to a list of rows that can be grabbed; the list says where its rows are."""

    class Chosen(Message):
        """The row under the cursor was clicked, so many times."""

        def __init__(self, clicks: int) -> None:
            super().__init__()
            self.clicks = clicks

    grab: Grab | None = None
    marks: Marks
    can_drag = True
    is_dragging = False
    _was_dragged = False
    _pressed: int | None = None
    _pointer = 0
    _edge_timer: Timer | None = None

    # What the list says and does

    def __len__(self) -> int:
        raise NotImplementedError

    @property
    def top_line(self) -> int:
        """The first line in view."""
        raise NotImplementedError

    @property
    def landing_line(self) -> int | None:
        """The line where what is grabbed would land."""
        raise NotImplementedError

    def id_at(self, index: int) -> str:
        """The id of a row."""
        raise NotImplementedError

    def row_at(self, line: int) -> int:
        """The row to which a line belongs, counted without the one where something lands."""
        raise NotImplementedError

    def move_to(self, index: int) -> None:
        """The cursor to a row."""
        raise NotImplementedError

    def scroll_lines(self, top: int) -> bool:
        """Another first line in view."""
        raise NotImplementedError

    def take_up(self) -> None:
        """Grab the marked rows, or the one under the cursor."""
        raise NotImplementedError

    def aim_at(self, row: int) -> None:
        """What is grabbed would land at this row."""
        raise NotImplementedError

    def drop(self) -> None:
        """Let what is grabbed land."""
        raise NotImplementedError

    def put_back(self) -> bool:
        """Let go without moving anything."""
        raise NotImplementedError

    # The mouse

    @property
    def is_pressed(self) -> bool:
        """Whether the button is down on a row."""
        return self._pressed is not None

    def stop_dragging(self) -> None:
        """The mouse has let go, or shall have."""
        self._pressed, self.is_dragging = None, False
        self.release_mouse()
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def _line_under(self, y: int) -> int:
        line, landing = max(0, y - 1 + self.top_line), self.landing_line
        return line - 1 if landing is not None and line > landing else line

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view."""
        self._wheel(event, _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view."""
        self._wheel(event, -_WHEEL_LINES)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_lines(self.top_line + lines)
        if self.is_dragging:
            self._follow_pointer()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A row may be dragged from here; whatever was grabbed is put back."""
        event.stop()
        self.put_back()
        self._was_dragged = False
        row = self.row_at(self._line_under(event.y))
        if event.button == 1 and event.y >= 1 and row < len(self):
            self.move_to(row)
            if self.can_drag:
                self._pressed = row
                self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is dragged follows the pointer; a pointer without its button means that the release was lost."""
        if self._pressed is None:
            return
        event.stop()
        if not event.button:
            self.put_back()
            return
        self._pointer = event.y
        if not self.is_dragging and self.row_at(self._line_under(event.y)) != self._pressed:
            if self.id_at(self._pressed) not in self.marks.ids:
                self.marks.clear()
            self.is_dragging = True
            self.take_up()
        if self.is_dragging:
            self._follow_pointer()
            if self._edge_timer is None:
                self._edge_timer = self.set_interval(_EDGE_SECONDS, self._scroll_at_edge)

    def _follow_pointer(self) -> None:
        if self.grab is None:
            return
        y = max(1, min(self._pointer, self.size.height - 1))
        if y - 1 + self.top_line != self.landing_line:
            self.aim_at(self.row_at(self._line_under(y)))

    def _scroll_at_edge(self) -> None:
        """Faster the further out the pointer is."""
        above, below = 1 - self._pointer, self._pointer - (self.size.height - 1)
        if self.grab is not None and max(above, below) >= 0:
            self.scroll_lines(self.top_line + (1 + below // 2 if below >= 0 else -(1 + above // 2)))
            self._follow_pointer()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Wherever it is released, it lands at the nearest place."""
        if self.is_dragging:
            event.stop()
            self._pointer = event.y
            self._follow_pointer()
            self._was_dragged = True
            self.drop()
        elif self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_blur(self) -> None:
        """Another widget has the keys: the release may never come."""
        self.put_back()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked.

        Textual sends a click after each release of the button. After a drag the rows have moved: the row under the
        pointer is not the one that was dropped, and the cursor stays with that one.
        """
        if self._was_dragged:
            return
        row = self.row_at(self._line_under(event.y))
        if event.y >= 1 and row < len(self) and self.grab is None:
            self.move_to(row)
            self.post_message(self.Chosen(event.chain))
