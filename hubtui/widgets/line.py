"""Converting lines of cells to Textual's strips."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from hubtui.text.columns import Cell, fit_cells, line_with_ends
from hubtui.widgets.roles import Roles


def line_strip(cells: Iterable[Cell], width: int, widget: Roles, *, under_cursor: bool = False) -> Strip:
    """Return a line, cut or filled to `width` terminal cells; with `under_cursor` on the background of the cursor."""
    style = widget.role_style
    return Strip([Segment(text, style(role, under_cursor)) for text, role in fit_cells(cells, width)], width)


def ends_strip(
    left: Sequence[Cell], right: Sequence[Cell], width: int, widget: Roles, *, keep_left: bool = False
) -> Strip:
    """Return a line with cells at both ends.

    If there is not enough room, the left cells are cut, with `keep_left` the right ones.

    In plain mode the cells follow each other as one sentence, unless a field covers the line.
    """
    if widget.is_plain and not widget.children:
        return line_strip([*left, Cell("  "), *right], width, widget)
    return line_strip(line_with_ends(left, right, width, keep_left=keep_left), width, widget)
