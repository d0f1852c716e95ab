"""What lines are made of: columns of a table, and cells side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, fit, fit_middle, pad

GUTTER: Final = 3
"""Terminal cells before the first column: the cursor's bar and the mark."""
GAP: Final = 1
"""Between columns; numbers carry one more of their own, so that they stand apart from words."""


class _TextAndRole(NamedTuple):
    text: str
    role: str = ""


class Cell(_TextAndRole):
    """One cell of a row: text of one line, and what it means ("", "dim", "state", "accent", "failed").

    Everything that is drawn is a Cell, so text is made safe here, and names elsewhere stay as the Hub has them.
    """

    __slots__ = ()

    def __new__(cls, text: str, role: str = "") -> "Cell":
        """Return the cell, its text cleaned (`clean_line`)."""
        if not (text.isascii() and text.isprintable()):
            text = clean_line(text)
        return tuple.__new__(cls, (text, role))

    @classmethod
    def _make(cls, iterable: Iterable[str]) -> "Cell":  # type: ignore[override]  # mypy gives it a type variable
        # `_replace` makes its cells here.
        return cls(*iterable)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `width` is in terminal cells; 0 takes what the others leave (one column of a table does). `is_name` says that the
    texts are ids or paths: they are cut in the middle, because names differ at their end. `title_role` is how the title
    is drawn.
    """

    key: str
    title: str
    width: int
    right: bool = False
    is_name: bool = False
    title_role: str = "header"


def fit_column(text: str, column: Column, width: int) -> str:
    """Return the text of a cell, cut or filled to exactly `width` terminal cells."""
    return pad(fit_middle(text, width) if column.is_name else text, width, column.right)


def column_room(width: int) -> int:
    """What a list of `width` terminal cells has for its columns."""
    return max(0, width - GUTTER - 1)


def laid_out(columns: Sequence[Column], room: int) -> list[tuple[Column, int]]:
    """The columns with the terminal cells that each gets of `room`."""
    taken = sum(column.width for column in columns) + GAP * max(0, len(columns) - 1)
    return [(column, column.width or max(0, room - taken)) for column in columns]


def header_cells(columns: Iterable[tuple[Column, int]]) -> list[Cell]:
    """The titles of columns that are laid out, behind the gutter."""
    titles = [Cell(pad(column.title, width, column.right) + " " * GAP, column.title_role) for column, width in columns]
    return [Cell(" " * GUTTER), *titles]


def line_of(cells: Iterable[Cell], width: int) -> list[Cell]:
    """The cells cut or filled to exactly `width` terminal cells."""
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


def line_between(left: Sequence[Cell], right: Sequence[Cell], width: int, *, keep_left: bool = False) -> list[Cell]:
    """A line with cells at both ends and a blank between; where they meet, the left ones are cut, or else the right."""
    left_width, right_width = (sum(cell_width(cell.text) for cell in cells) for cells in (left, right))
    if keep_left:
        right_width = max(0, min(right_width, width - left_width - 1))
    right_width = min(right_width, width)
    left_width = max(0, min(left_width, width - right_width - 1))
    gap = Cell(" " * (width - left_width - right_width))
    return [*line_of(left, left_width), gap, *line_of(right, right_width)]
