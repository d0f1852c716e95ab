"""Lines of cells as Textual's strips."""

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, fit
from hubtui.widgets.roles import Roles


def line_strip(cells: Iterable[Cell], width: int, widget: Roles, *, under_cursor: bool = False) -> Strip:
    """One line, cut or filled to exactly `width` terminal cells, perhaps on the cursor's background."""
    segments: list[Segment] = []
    left = width
    for text, role in cells:
        if left <= 0:
            break
        shown = fit(text, left)
        segments.append(Segment(shown, widget.role_style(role, under_cursor)))
        left -= cell_width(shown)
    if left > 0:
        segments.append(Segment(" " * left, widget.role_style("", under_cursor)))
    return Strip(segments, width)


def ends_strip(left: list[Cell], right: list[Cell], width: int, widget: Roles, *, keep_left: bool = False) -> Strip:
    """A line with cells at both ends and a blank between; where they meet, the left ones are cut, or else the right.

    In plain mode, and where no field stands in it, they are one sentence.
    """
    if widget.is_plain and not widget.children:
        return line_strip([*left, Cell("  "), *right], width, widget)
    left_width, right_width = (sum(cell_width(cell.text) for cell in cells) for cells in (left, right))
    if keep_left:
        right_width = max(0, min(right_width, width - left_width - 1))
    right_width = min(right_width, width)
    left_width = max(0, min(left_width, width - right_width - 1))
    gap = width - left_width - right_width
    segments = [
        *line_strip(left, left_width, widget),
        Segment(" " * gap, widget.role_style("")),
        *line_strip(right, right_width, widget),
    ]
    return Strip(segments, width)
