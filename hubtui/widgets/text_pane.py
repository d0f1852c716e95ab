"""The pane that shows a preview beside or below a list, or alone."""

from collections.abc import Sequence

from textual.geometry import Size
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.line_view import LineView


class TextPane(LineView):
    """Lines of cells that scroll, with a rule at the left edge.

    With the CSS class `below` the rule is the first line, with `alone` there is none.
    """

    def __init__(self, *, rule: bool = True, id: str) -> None:
        super().__init__(id=id)
        self._rule = rule
        self._lines: Sequence[Sequence[Cell]] = ()

    @property
    def header_lines(self) -> int:
        """1 if the rule is the first line, else 0."""
        return int(self.has_class("below"))

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
        """Show other lines, from the first one on; without `from_top` the pane stays scrolled as it is."""
        if not lines and not self._lines:
            return  # a frame that shows nothing new
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines) + self.header_lines)
        if from_top:
            self.scroll_lines(0)
        self.refresh()

    def move_lines(self, lines: int) -> None:
        """Scroll down by `lines`, up if negative."""
        self.scroll_lines(self.top_line + lines)

    def move_by_page(self, part: float) -> None:
        """Scroll down by a part of a page (up if negative); one line of a whole page stays in view."""
        self.move_lines(int(part * (self.size.height - 1)))

    def move_to_edge(self, last: bool) -> None:
        """Scroll to the first line, or to the last one."""
        self.move_lines(len(self._lines) if last else -len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Return the rule, or the text at the line `y` of the widget."""
        width = self.size.width
        if y < self.header_lines:
            return self.draw_line([Cell("─" * width, "rule")])
        index = y + self.top_line - self.header_lines
        line = self._lines[index] if index < len(self._lines) else []
        return self.draw_line([Cell(self._edge, "rule"), *line])
