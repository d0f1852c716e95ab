"""Dragging rows of a list with the mouse."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.timer import Timer

from hubtui.widgets.grabbing import Grabbing
from hubtui.widgets.line_view import LineView
from hubtui.widgets.marks import Marks
from hubtui.widgets.tall_layout import TallLayout

_EDGE_SECONDS = 0.05


class Dragging(LineView):
    """A list whose rows can be dragged: they follow the pointer, and the list scrolls at its edges.

    If the terminal loses the release of the button, the rows are put back.
    """

    class Chosen(Message):
        """The row under the cursor was clicked; `clicks` is 2 for a double click."""

        def __init__(self, clicks: int) -> None:
            super().__init__()
            self.clicks = clicks

    grabbing: Grabbing
    row_layout: TallLayout
    marks: Marks
    can_drag = True
    is_dragging = False
    _was_dragged = False
    _pressed: int | None = None
    _pointer = 0
    _edge_timer: Timer | None = None

    def move_to(self, index: int) -> None:
        """Move the cursor to a row."""
        raise NotImplementedError

    # The mouse

    @property
    def is_pressed(self) -> bool:
        """Whether the mouse button is down on a row."""
        return self._pressed is not None

    def stop_dragging(self) -> None:
        """End the dragging, and let other widgets have the mouse."""
        self._pressed, self.is_dragging = None, False
        self.release_mouse()
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def _line_under(self, y: int) -> int:
        line, landing = max(0, y - 1 + self.top_line), self.grabbing.landing_line
        return line - 1 if landing is not None and line > landing else line

    def wheel_scrolled(self) -> None:
        """Let the dragged rows land under the pointer, after the wheel has moved the view."""
        if self.is_dragging:
            self._follow_pointer()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on the row, from which a drag may begin, and put back rows that were grabbed before."""
        event.stop()
        self.grabbing.put_back()
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
            self.grabbing.put_back()
            return
        self._pointer = event.y
        if not self.is_dragging and self.row_layout.row_at(self._line_under(event.y)) != self._pressed:
            if self.row_layout.ids[self._pressed] not in self.marks.ids:
                self.marks.clear()
            self.is_dragging = True
            self.grabbing.take()
        if self.is_dragging:
            self._follow_pointer()
            if self._edge_timer is None:
                self._edge_timer = self.set_interval(_EDGE_SECONDS, self._scroll_at_edge)

    def _follow_pointer(self) -> None:
        if self.grabbing.grab is None:
            return
        y = max(1, min(self._pointer, self.size.height - 1))
        if y - 1 + self.top_line != self.grabbing.landing_line:
            row = self.row_layout.row_at(self._line_under(y))
            self.grabbing.move(lambda grab: grab.aim(row))

    def _scroll_at_edge(self) -> None:
        """Scroll while the pointer is at an edge, the faster the further out it is."""
        above, below = 1 - self._pointer, self._pointer - (self.size.height - 1)
        if self.grabbing.grab is not None and max(above, below) >= 0:
            self.scroll_lines(self.top_line + (1 + below // 2 if below >= 0 else -(1 + above // 2)))
            self._follow_pointer()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the dragged rows at the place nearest to the pointer."""
        if self.is_dragging:
            event.stop()
            self._pointer = event.y
            self._follow_pointer()
            self._was_dragged = True
            self.grabbing.drop()
        elif self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_blur(self) -> None:
        """Put the grabbed rows back: another widget gets the keys, and the release may never come."""
        self.grabbing.put_back()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked.

        Textual sends a click after each release of the button. After a drag the rows have moved: the row under the
        pointer is not the one that was dropped, and the cursor stays with that one.
        """
        if self._was_dragged:
            return
        row = self.row_layout.row_at(self._line_under(event.y))
        if event.y >= 1 and row < len(self.row_layout) and self.grabbing.grab is None:
            self.move_to(row)
            self.post_message(self.Chosen(event.chain))
