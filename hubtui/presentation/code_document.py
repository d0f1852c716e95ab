"""A text file as a document: numbered, coloured, long lines wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubtui.presentation.code import code_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Lines
from hubtui.text.width import cell_width, chop_cells

_LINES_A_PIECE = 100


def pieces(file_name: str, text: str, width: int, first_number: int = 1) -> Iterator[Lines]:
    """The file in lines of at most `width` terminal cells, piece by piece."""
    text = text.removesuffix("\n")
    digits = len(str(first_number + text.count("\n")))
    room = max(8, width - digits - 2)
    piece = Lines()
    for number, cells in enumerate(code_lines(text, file_name=file_name), first_number):
        margin = Cell(f"{number:>{digits}}  ", "dim")
        for part in wrap_cells(cells, room):
            piece.lines.append([margin, *part])
            margin = Cell(" " * (digits + 2))
        if len(piece) >= _LINES_A_PIECE:
            yield piece
            piece = Lines()
    yield piece


def wrap_cells(cells: Sequence[Cell], width: int) -> Iterator[list[Cell]]:
    """Cells in lines of at most `width` terminal cells, broken anywhere; at least one line."""
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
    """As much of a text as fits into `width` cells; nothing where not even its first character does."""
    if width < 2:
        return ""
    head = text[: width + 1]
    return next(iter(chop_cells(head, width)), head)
