"""Lines of cells as Textual's strips."""

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, fit
from hubtui.widgets.roles import Roles


def line_strip(cells: Iterable[Cell], width: int, widget: Roles) -> Strip:
    """One line, cut or filled to exactly `width` terminal cells."""
    segments: list[Segment] = []
    left = width
    for text, role in cells:
        if left <= 0:
            break
        shown = fit(text, left)
        segments.append(Segment(shown, widget.role_style(role)))
        left -= cell_width(shown)
    if left > 0:
        segments.append(Segment(" " * left, widget.role_style("")))
    return Strip(segments, width)


def ends_strip(left: list[Cell], right: list[Cell], width: int, widget: Roles) -> Strip:
    """A line with cells at both ends; where they meet, the left ones are cut and one blank stays between."""
    right_width = min(sum(cell_width(cell.text) for cell in right), width)
    left_strip = line_strip(left, max(0, width - right_width - 1), widget)
    gap = width - right_width - left_strip.cell_length
    segments = [*left_strip, Segment(" " * max(0, gap), widget.role_style("")), *line_strip(right, right_width, widget)]
    return Strip(segments, width)
