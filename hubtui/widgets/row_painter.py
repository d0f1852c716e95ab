"""Draws the rows of a list: columns of a width, cells by their role, a few strips kept."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hubtui.text.columns import GAP, GUTTER, Cell, Column, column_room, fit_column, header_cells, laid_out
from hubtui.text.matches import NO_MATCHES, Matches, highlighted
from hubtui.text.width import cell_width
from hubtui.widgets.line import line_strip
from hubtui.widgets.roles import Roles

_KEPT_STRIPS = 400
# A rule that takes no line of its own.
_RULED = Style(underline=True)

StripKey = tuple[int, bool, bool]


class RowPainter:
    """Draws for `widget`; `columns_for` gives the columns for a width in terminal cells, gutter left out."""

    def __init__(self, widget: Roles, columns_for: Callable[[int], list[Column]]) -> None:
        self._widget = widget
        self._columns_for = columns_for
        self._columns: list[tuple[Column, int]] = []
        self._strips: dict[StripKey, Strip] = {}
        self.columns: list[Column] = []
        self.width = 0
        self.matches: Matches = NO_MATCHES
        """What stands out in cells of words; numbers are not searched."""

    def resize(self, width: int) -> None:
        """Lay the columns out for `width` terminal cells."""
        self.width = width
        room = column_room(width)
        self.columns = self._columns_for(room)
        self._columns = laid_out(self.columns, room)
        self.forget()

    def forget(self) -> None:
        """Rows look different now."""
        self._strips.clear()

    def header(self) -> Strip:
        """The titles of the columns."""
        return line_strip(header_cells(self._columns), self.width, self._widget)

    def line(self, cells: Sequence[Cell]) -> Strip:
        """A line that is no row."""
        return line_strip(cells, self.width, self._widget)

    def row(self, key: StripKey, cells: Callable[[], Sequence[Cell]], *, ruled: bool = False) -> Strip:
        """The row with this index, under the cursor or not, marked or not; `ruled` off from the next."""
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._draw(cells(), here=key[1], marked=key[2])
        return strip.apply_style(_RULED) if ruled else strip

    def _spoken(self, cells: Sequence[Cell], here: bool, marked: bool) -> Strip:
        """Return the row as one sentence, each number with the title of its column before it.

        Facts that the line has no room for are left out whole: a number that is cut says something wrong.
        """
        words = ["marked"] if marked else []
        for (column, _), (text, _) in zip(self._columns, cells, strict=True):
            if not text.strip(" –"):
                continue
            fact = f"{column.title} {text.strip()}" if column.right and column.title else text.strip()
            if not words or cell_width(", ".join([*words, fact])) <= self.width:
                words.append(fact)
        return line_strip([Cell(", ".join(words))], self.width, self._widget, under_cursor=here)

    def _is_searched(self, column: Column) -> bool:
        is_name = column.is_name or not column.width
        return bool(self.matches) and (is_name if self.matches.names_only else not column.right)

    def _draw(self, cells: Sequence[Cell], here: bool, marked: bool) -> Strip:
        if self._widget.is_plain:
            return self._spoken(cells, here, marked)
        style = self._widget.role_style
        segments = [
            Segment("▌" if here else " ", style("", here)),
            Segment("● " if marked else "  ", style("mark", here)),
        ]
        used = GUTTER
        for (column, width), (text, role) in zip(self._columns, cells, strict=True):
            cell = Cell(fit_column(text, column, width) + " " * GAP, role)
            parts = highlighted(cell, self.matches) if self._is_searched(column) else (cell,)
            segments += [Segment(part.text, style(part.role, here)) for part in parts]
            used += width + GAP
        if used < self.width:
            segments.append(Segment(" " * (self.width - used), style("", here)))
        return Strip(segments, max(used, self.width)).crop(0, self.width)
