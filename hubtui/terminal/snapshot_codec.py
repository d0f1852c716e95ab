"""Encode rows of cells as plain tuples, which `marshal` can write, and decode them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hubtui.terminal.cells import Row, sgr_style

if TYPE_CHECKING:
    from hubtui.terminal.startup_snapshot import EncodedRows


def encode_rows(rows: Sequence[Row]) -> EncodedRows:
    """Return the encoded rows: the list of styles, each (sgr, link), and for each row its runs.

    A run is the number of its style and the texts of its cells.
    """
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


def decode_rows(encoded: EncodedRows) -> list[Row]:
    """Return the rows of cells that were encoded."""
    pairs, rows = encoded
    styles = [sgr_style(sgr, link) for sgr, link in pairs]
    return [tuple(cell for number, texts in row for cell in map(styles[number].cell, texts)) for row in rows]
