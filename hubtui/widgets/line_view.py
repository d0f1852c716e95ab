"""The base class of the widgets that show lines and scroll them."""

from textual import events
from textual.scroll_view import ScrollView

from hubtui.action_target import ActionTarget
from hubtui.terminal.cell_output import CellApp
from hubtui.widgets.roles import Roles

_WHEEL_LINES = 3


class LineView(ActionTarget, Roles, ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls its lines by whole lines, below `header_lines` that stay. A subclass draws them in `render_line`.

    It also moves as the actions ask for, by `move_lines`, `move_by_page` and `move_to_edge`.
    """

    @property
    def header_lines(self) -> int:
        """The number of lines at the top of the widget that do not scroll."""
        return 0

    @property
    def page_lines(self) -> int:
        """The number of lines that fit below the header, at least 1."""
        return max(1, self.size.height - self.header_lines)

    @property
    def top_line(self) -> int:
        """The index of the first line in view."""
        return round(self.scroll_y)

    def scroll_lines(self, top: int) -> bool:
        """Make the line with the index `top` the first in view. Return whether the view has moved."""
        old = self.top_line
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        return self.top_line != old

    def bring_into_view(self, first: int, last: int) -> bool:
        """Scroll no further than needed to have the lines `first` to `last` in view. Return whether the view has moved.

        If there is no room for all of them, the first ones are in view.
        """
        below = last - (self.top_line + self.page_lines - 1)
        if first < self.top_line or below > 0:
            return self.scroll_lines(min(first, self.top_line + max(0, below)))
        return False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the terminal move the lines that stay in view, instead of sending them again."""
        lines = round(old_value) - round(new_value)
        if lines and self.is_mounted and isinstance(self.app, CellApp):
            self.app.hint_scroll(self.content_region.shrink((self.header_lines, 0, 0, 0)), lines)
        super().watch_scroll_y(old_value, new_value)

    # Moving

    def move_lines(self, lines: int) -> None:
        """Move down by `lines`, up if negative."""
        raise NotImplementedError

    def move_by_page(self, part: float) -> None:
        """Move down by a part of a page, up if negative."""
        raise NotImplementedError

    def move_to_edge(self, last: bool) -> None:
        """Move to the last line, or to the first one."""
        raise NotImplementedError

    def do_down(self) -> None:
        """Move one line down."""
        self.move_lines(1)

    def do_up(self) -> None:
        """Move one line up."""
        self.move_lines(-1)

    def do_page_down(self) -> None:
        """Move one page down."""
        self.move_by_page(1)

    def do_page_up(self) -> None:
        """Move one page up."""
        self.move_by_page(-1)

    def do_half_page_down(self) -> None:
        """Move half a page down."""
        self.move_by_page(0.5)

    def do_half_page_up(self) -> None:
        """Move half a page up."""
        self.move_by_page(-0.5)

    def do_to_start(self) -> None:
        """Move to the first line."""
        self.move_to_edge(last=False)

    def do_to_end(self) -> None:
        """Move to the last line."""
        self.move_to_edge(last=True)

    # Drawing

    def forget_strips(self) -> None:
        """Drop the lines that are drawn already: their contents or their styles have changed."""

    def redraw(self) -> None:
        """Draw all lines again."""
        self.forget_strips()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw all lines again: the theme has changed."""
        self.forget_strips()
        super().notify_style_update()

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self._scroll_by_wheel(event, _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self._scroll_by_wheel(event, -_WHEEL_LINES)

    def _scroll_by_wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_lines(self.top_line + lines)
        self.wheel_scrolled()

    def wheel_scrolled(self) -> None:
        """Do what has to follow when the wheel has moved the view."""
