"""Draws the rows of a list as strips, and keeps those that were drawn last."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hubtui.text.columns import GAP, GUTTER, Cell, Column, column_room, fit_column, header_cells, with_widths
from hubtui.text.matches import NO_MATCHES, Matches, highlighted
from hubtui.text.width import cell_width
from hubtui.widgets.roles import Roles

_KEPT_STRIPS = 400
# A rule below a row that takes no line of its own.
_RULED = Style(underline=True)

StripKey = tuple[int, bool, bool]


class RowPainter:
    """Draws the rows of `widget`; `columns_for` returns the columns for a width in terminal cells."""

    def __init__(self, widget: Roles, columns_for: Callable[[int], list[Column]]) -> None:
        self._widget = widget
        self._columns_for = columns_for
        self._columns: list[tuple[Column, int]] = []
        self._strips: dict[StripKey, Strip] = {}
        self.columns: list[Column] = []
        self.width = 0
        self.matches: Matches = NO_MATCHES
        """The words that are highlighted; numbers are not searched."""

    def resize(self, width: int) -> None:
        """Lay the columns out for `width` terminal cells."""
        self.width = width
        room = column_room(width)
        self.columns = self._columns_for(room)
        self._columns = with_widths(self.columns, room)
        self.forget()

    def forget(self) -> None:
        """Draw all rows again when they are needed next."""
        self._strips.clear()

    def header(self) -> Strip:
        """Return the line with the titles of the columns."""
        return self._widget.draw_line(header_cells(self._columns))

    def line(self, cells: Sequence[Cell]) -> Strip:
        """Return a line of other cells, for example one after the last row."""
        return self._widget.draw_line(cells)

    def row(self, key: StripKey, cells: Callable[[], Sequence[Cell]], *, ruled: bool = False) -> Strip:
        """Return a row; with `ruled` it is underlined.

        `key` is its index, whether it is under the cursor, and whether it is marked.
        """
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._draw(cells(), here=key[1], marked=key[2])
        return strip.apply_style(_RULED) if ruled else strip

    def _spoken(self, cells: Sequence[Cell], here: bool, marked: bool) -> Strip:
        """Return the row as one sentence, each number with the title of its column before it.

        Facts that do not fit into the line are left out: a number that is cut would be a wrong number.
        """
        words = ["marked"] if marked else []
        for (column, _), (text, _) in zip(self._columns, cells, strict=True):
            if not text.strip(" –"):
                continue
            fact = f"{column.title} {text.strip()}" if column.right and column.title else text.strip()
            if not words or cell_width(", ".join([*words, fact])) <= self.width:
                words.append(fact)
        return self._widget.draw_line([Cell(", ".join(words))], under_cursor=here)

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
        for column, width, (text, role) in _joined(self._columns, cells):
            cell = Cell(fit_column(text, column, width) + " " * GAP, role)
            parts = highlighted(cell, self.matches) if self._is_searched(column) else (cell,)
            segments += [Segment(part.text, style(part.role, here)) for part in parts]
            used += width + GAP
        if used < self.width:
            segments.append(Segment(" " * (self.width - used), style("", here)))
        return Strip(segments, max(used, self.width)).crop(0, self.width)


def _joined(columns: Sequence[tuple[Column, int]], cells: Sequence[Cell]) -> list[tuple[Column, int, Cell]]:
    """Return each column with its width and its cell; a name that is too long also gets the width of an empty cell."""
    joined: list[tuple[Column, int, Cell]] = []
    for (column, width), cell in zip(columns, cells, strict=True):
        before = joined[-1] if joined else None
        if before is not None and not cell.text and before[0].is_name and cell_width(before[2].text) > before[1]:
            joined[-1] = (before[0], before[1] + GAP + width, before[2])
        else:
            joined.append((column, width, cell))
    return joined
