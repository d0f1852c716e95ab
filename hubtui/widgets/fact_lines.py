"""Widgets that are as high as the lines that they show."""

from collections.abc import Callable, Sequence

from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.roles import Roles

_MARGIN = 1


class FewLines(Roles):
    """Shows a few lines of cells."""

    _lines: Sequence[Sequence[Cell]] = ()

    def show_lines(self, lines: Sequence[Sequence[Cell]]) -> None:
        """Show other lines."""
        if lines != self._lines:
            self._lines = lines
            self.styles.height = max(1, len(lines))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one of the lines."""
        line = self._lines[y] if y < len(self._lines) else []
        return self.draw_line([Cell(" " * _MARGIN), *line])


class FactLines(FewLines):
    """Asks `lay_out` for its lines, given their width in terminal cells; there are at most `most` of them."""

    def __init__(self, lay_out: Callable[[int], Sequence[Sequence[Cell]]], *, most: int = 4, id: str) -> None:
        super().__init__(id=id)
        self._lay_out = lay_out
        self._most = most

    def lay_out(self) -> None:
        """Lay out the lines again, because the facts or the width have changed."""
        self.show_lines(self._lay_out(self.room)[: self._most])

    @property
    def room(self) -> int:
        """The width of a line, in terminal cells."""
        return max(1, self.app.size.width - 2 * _MARGIN)

    def on_mount(self) -> None:
        """Lay out the lines, so that the first layout of the screen knows the height."""
        self.lay_out()

    def on_resize(self) -> None:
        """Lay out the lines for another width."""
        self.lay_out()


class Notice(FewLines):
    """A message that is too long for the bottom line, shown above it."""

    def show(self, lines: Sequence[str], role: str) -> None:
        """Show the lines of a message in `role`; without lines, hide the widget."""
        self.display = bool(lines)
        self.show_lines([[Cell(words, role)] for words in lines])
