"""A widget of a few lines, laid out for its width, that is as high as its lines need."""

from collections.abc import Callable, Sequence

from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.widgets.line import line_strip
from hubtui.widgets.roles import Roles

_MARGIN = 1


class FactLines(Roles):
    """Asks `lay_out` for its lines, given their width in terminal cells; there are at most `most` of them."""

    def __init__(self, lay_out: Callable[[int], Sequence[Sequence[Cell]]], *, most: int = 4, id: str) -> None:
        super().__init__(id=id)
        self._lay_out = lay_out
        self._most = most
        self._lines: Sequence[Sequence[Cell]] = ()

    def lay_out(self) -> None:
        """Lay out the lines again, because the facts or the width have changed."""
        lines = self._lay_out(max(1, self.app.size.width - 2 * _MARGIN))[: self._most]
        if lines != self._lines:
            self._lines = lines
            self.styles.height = max(1, len(lines))
            self.refresh()

    def on_mount(self) -> None:
        """Lay out the lines, so that the first layout of the screen knows the height."""
        self.lay_out()

    def on_resize(self) -> None:
        """Lay out the lines for another width."""
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        """Return one of the lines."""
        line = self._lines[y] if y < len(self._lines) else []
        return line_strip([Cell(" " * _MARGIN), *line], self.size.width, self)
