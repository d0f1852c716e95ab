"""Cells, and the columns of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, fit, fit_middle, pad

GUTTER: Final = 3
"""Terminal cells before the first column: for the cursor's bar and the mark."""
GAP: Final = 1
"""Terminal cells between columns."""


class _TextAndRole(NamedTuple):
    text: str
    role: str = ""


class Cell(_TextAndRole):
    """A text of one line and its role ("", "dim", "state", "accent", "failed").

    Everything on the screen is made of cells, so text is sanitized here, and names elsewhere stay as the Hub has them.
    """

    __slots__ = ()

    def __new__(cls, text: str, role: str = "") -> "Cell":
        """Return a cell with its text sanitized (`clean_line`)."""
        if not (text.isascii() and text.isprintable()):
            text = clean_line(text)
        return tuple.__new__(cls, (text, role))

    @classmethod
    def _make(cls, iterable: Iterable[str]) -> "Cell":  # type: ignore[override]  # mypy gives it a type variable
        # `_replace` calls this.
        return cls(*iterable)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `width` is in terminal cells; 0 takes the width that the others leave (for one column of a table). `is_name` says
    that the texts are ids or paths, which are cut in the middle because they differ at their end. `title_role` is the
    role of the title.
    """

    key: str
    title: str
    width: int
    right: bool = False
    is_name: bool = False
    title_role: str = "header"


def fit_column(text: str, column: Column, width: int) -> str:
    """Return the text of a cell, cut or padded to exactly `width` terminal cells."""
    return pad(fit_middle(text, width) if column.is_name else text, width, column.right)


def column_room(width: int) -> int:
    """Return how many of the `width` terminal cells of a list are left for its columns."""
    return max(0, width - GUTTER - 1)


def with_widths(columns: Sequence[Column], room: int) -> list[tuple[Column, int]]:
    """Return the columns with the width in terminal cells that each gets of `room`."""
    taken = sum(column.width for column in columns) + GAP * max(0, len(columns) - 1)
    return [(column, column.width or max(0, room - taken)) for column in columns]


def header_cells(columns: Iterable[tuple[Column, int]]) -> list[Cell]:
    """Return the titles of columns with their widths, after the gutter."""
    titles = [Cell(pad(column.title, width, column.right) + " " * GAP, column.title_role) for column, width in columns]
    return [Cell(" " * GUTTER), *titles]


def fit_cells(cells: Iterable[Cell], width: int) -> list[Cell]:
    """Return the cells, cut or padded to exactly `width` terminal cells."""
    line: list[Cell] = []
    left = width
    for text, role in cells:
        if left <= 0:
            break
        shown = fit(text, left)
        line.append(Cell(shown, role))
        left -= cell_width(shown)
    if left > 0:
        line.append(Cell(" " * left))
    return line


def line_with_ends(left: Sequence[Cell], right: Sequence[Cell], width: int, *, keep_left: bool = False) -> list[Cell]:
    """Return a line with cells at both ends and blanks between, exactly `width` terminal cells wide.

    If there is too little room the left cells are cut, or the right ones if `keep_left`.
    """
    left_width, right_width = (sum(cell_width(cell.text) for cell in cells) for cells in (left, right))
    if keep_left:
        right_width = max(0, min(right_width, width - left_width - 1))
    right_width = min(right_width, width)
    left_width = max(0, min(left_width, width - right_width - 1))
    gap = Cell(" " * (width - left_width - right_width))
    return [*fit_cells(left, left_width), gap, *fit_cells(right, right_width)]
