"""Lay out a text file with line numbers, syntax highlighting and wrapped lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubtui.presentation.code import code_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines, in_pieces
from hubtui.text.width import cell_width, chop_cells


def pieces(file_name: str, text: str, width: int, first_number: int = 1) -> Iterator[Lines]:
    """Yield the file as pieces of about 100 lines, each at most `width` terminal cells wide.

    Line numbers begin with `first_number`.
    """
    return in_pieces(_numbered_lines(file_name, text.removesuffix("\n"), width, first_number))


def _numbered_lines(file_name: str, text: str, width: int, first_number: int) -> Iterator[Line]:
    digits = len(str(first_number + text.count("\n")))
    room = max(8, width - digits - 2)
    for number, cells in enumerate(code_lines(text, file_name=file_name), first_number):
        margin = Cell(f"{number:>{digits}}  ", "dim")
        for part in wrap_cells(cells, room):
            yield [margin, *part]
            margin = Cell(" " * (digits + 2))


def wrap_cells(cells: Sequence[Cell], width: int) -> Iterator[list[Cell]]:
    """Yield cells as lines of at most `width` terminal cells, broken anywhere; at least one line."""
    line: list[Cell] = []
    left = width
    for cell in cells:
        text = cell.text
        while text:
            taken = text[:left] if text.isascii() else _start(text, left)
            if not taken and left == width:
                taken = text[:1]  # wider than a whole line
            if taken:
                line.append(Cell(taken, cell.role))
                left = max(0, left - cell_width(taken))
                text = text[len(taken) :]
            if text:
                yield line
                line, left = [], width
    yield line


def _start(text: str, width: int) -> str:
    """Return the longest beginning of a text that fits into `width` cells; "" if not even one character does."""
    if width < 2:
        return ""
    head = text[: width + 1]
    return next(iter(chop_cells(head, width)), head)
