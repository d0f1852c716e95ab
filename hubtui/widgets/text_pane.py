"""A pane of lines beside or below the list, behind a rule, or alone."""

from collections.abc import Sequence

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.line import line_strip
from hubtui.widgets.moving import Moving
from hubtui.widgets.roles import Roles


class TextPane(Moving, Roles, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of cells that scroll. With the class `below` the rule is its first line, else its left edge.

    With the class `alone` there is none.
    """

    def __init__(self, *, rule: bool = True, id: str) -> None:
        super().__init__(id=id)
        self._rule = rule
        self._lines: Sequence[Sequence[Cell]] = ()

    @property
    def _edge(self) -> str:
        if not self._rule:
            return " "
        if self.has_class("below"):
            return "   "
        return "  " if self.has_class("alone") else "│ "

    @property
    def text_width(self) -> int:
        """The width that a line may have, in terminal cells; the last one stays blank."""
        return max(1, self.size.width - len(self._edge) - 1)

    def show_lines(self, lines: Sequence[Sequence[Cell]], *, from_top: bool = True) -> None:
        """Other lines; they are scrolled to their beginning unless they are the same ones, grown."""
        if not lines and not self._lines:
            return  # a frame that shows nothing new
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines) + (1 if self.has_class("below") else 0))
        if from_top:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.refresh()

    def move_lines(self, lines: int) -> None:
        """Scroll down (or up, where negative)."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False, immediate=True, force=True)

    def move_by_page(self, part: float) -> None:
        """Scroll by a part of a page; a line of the one before stays in view."""
        self.move_lines(int(part * (self.size.height - 1)))

    def move_to_edge(self, last: bool) -> None:
        """The first line, or the last."""
        self.move_lines(len(self._lines) if last else -len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        below = self.has_class("below")
        if below and y == 0:
            return line_strip([Cell("─" * width, "rule")], width, self)
        index = y + round(self.scroll_y) - (1 if below else 0)
        line = self._lines[index] if index < len(self._lines) else []
        return line_strip([Cell(self._edge, "rule"), *line], width, self)
