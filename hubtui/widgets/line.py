"""Lines of cells as Textual's strips."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from hubtui.text.columns import Cell, fit_cells, line_with_ends
from hubtui.widgets.roles import Roles


def line_strip(cells: Iterable[Cell], width: int, widget: Roles, *, under_cursor: bool = False) -> Strip:
    """One line, cut or filled to exactly `width` terminal cells, perhaps on the cursor's background."""
    style = widget.role_style
    return Strip([Segment(text, style(role, under_cursor)) for text, role in fit_cells(cells, width)], width)


def ends_strip(
    left: Sequence[Cell], right: Sequence[Cell], width: int, widget: Roles, *, keep_left: bool = False
) -> Strip:
    """A line with cells at both ends and a blank between; where they meet, the left ones are cut, or else the right.

    In plain mode, and where no field stands in it, they are one sentence.
    """
    if widget.is_plain and not widget.children:
        return line_strip([*left, Cell("  "), *right], width, widget)
    return line_strip(line_with_ends(left, right, width, keep_left=keep_left), width, widget)
