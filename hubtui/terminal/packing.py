"""Rows of cells as plain tuples, to be kept in a file, and back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hubtui.terminal.cells import Row, sgr_style

if TYPE_CHECKING:
    from hubtui.terminal.standing import Packed


def packed(rows: Sequence[Row]) -> Packed:
    """The styles, (sgr, link) each, and of each row the runs of one style: its number and the texts of its cells."""
    numbers: dict[tuple[str, str], int] = {}
    made = []
    for row in rows:
        runs: list[tuple[int, str | tuple[str, ...]]] = []
        for one, cells in groupby(row, lambda cell: cell.style):
            texts = tuple(cell.text for cell in cells)
            number = numbers.setdefault((one.sgr, one.link), len(numbers))
            runs.append((number, "".join(texts) if all(len(text) == 1 for text in texts) else texts))
        made.append(tuple(runs))
    return tuple(numbers), tuple(made)


def unpacked(kept: Packed) -> list[Row]:
    """The rows again."""
    told, rows = kept
    styles = [sgr_style(sgr, link) for sgr, link in told]
    return [tuple(cell for number, texts in row for cell in map(styles[number].cell, texts)) for row in rows]
